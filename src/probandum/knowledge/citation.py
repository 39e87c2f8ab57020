"""Citations in ATT&CK's manner: their names in prose, their dates, their addresses.

ATT&CK cites as ``(Citation: NAME)`` and keeps for each name a reference such as
``Novetta. (2016, February 24). Operation Blockbuster. Retrieved February 25, 2016.``
"""

import re
from functools import lru_cache

_CITED = re.compile(r"\(Citation:\s{0,4}([^()]{1,300}(?:\([^()]{0,300}\)[^()]{0,300}){0,4})\)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_YEAR = r"(?:19[89]\d|20[0-4]\d)"
_REFERENCE = re.compile(
    rf"\(\s?({_YEAR})(?:[,.\s]{{1,3}}({_MONTH})\b\.?(?:[\s,]{{1,3}}(\d{{1,2}}))?(?!\d)[^()]{{0,30}})?\)",
    re.IGNORECASE,
)
_NAME_MONTH = re.compile(rf"(?<![a-z])({_MONTH})[\s_.,-]{{0,2}}({_YEAR})(?!\d)", re.IGNORECASE)
_NAME_YEAR = re.compile(rf"(?<!\d)({_YEAR})(?!\d)")
_IDENTIFIER = re.compile(r"CVE-\d{4}-\d{4,7}", re.IGNORECASE)
_ARCHIVE = re.compile(r"^web\.archive\.org/(?:web/)?[0-9*]{1,14}[a-z_]{0,4}/", re.IGNORECASE)
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]{0,15}:/{1,3}", re.IGNORECASE)
_TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid|mc_cid|mc_eid|igshid|cmpid|ref|source)$", re.IGNORECASE)


def folded(name: str) -> str:
    """Return a citation's name without regard to case and white space."""
    return " ".join(name.casefold().split())


def cited(text: str) -> tuple[str, ...]:
    """Return the names cited in prose, in order, each once. A citation that was cut off is none."""
    names = (" ".join(match.group(1).split()) for match in _CITED.finditer(text))
    return tuple(dict.fromkeys(name for name in names if name))


def date_of_reference(text: str) -> str:
    """Return the date of publication that a reference states, as far as it goes; empty for ``(n.d.)``.

    The day on which it was retrieved is not a date of publication.
    """
    match = _REFERENCE.search(text)
    if match is None:
        return ""
    year, month, day = match.groups()
    if not month:
        return year
    number = _MONTHS.index(month[:3].casefold()) + 1
    return f"{year}-{number:02d}-{int(day):02d}" if day and 1 <= int(day) <= 31 else f"{year}-{number:02d}"


def date_of_name(name: str) -> str:
    """Return ``YYYY-MM`` or ``YYYY`` out of a citation's name (``ESET Sednit Sept 2016``); the last one written."""
    name = _IDENTIFIER.sub(" ", name)
    months = list(_NAME_MONTH.finditer(name))
    if months:
        month, year = months[-1].groups()
        return f"{year}-{_MONTHS.index(month[:3].casefold()) + 1:02d}"
    years = _NAME_YEAR.findall(name)
    return years[-1] if years else ""


def latest(date: str) -> str:
    """Return the last day that a date may mean: ``2018`` → ``2018-12-31``; empty stays empty."""
    if not date:
        return ""
    parts = date.split("-")
    return f"{parts[0]}-{parts[1] if len(parts) > 1 else '12'}-{parts[2] if len(parts) > 2 else '31'}"


@lru_cache(maxsize=1 << 14)  # the same few thousand reports, in every weighing
def address(url: str) -> str:
    """Return a URL as reports are compared by it.

    Scheme, ``www.``, the web archive's prefix, a closing slash, the fragment and tracking parameters say nothing
    about which report it is; case counts only after the host.
    """
    rest = _SCHEME.sub("", url.strip())
    rest = _SCHEME.sub("", _ARCHIVE.sub("", rest))
    rest = rest.partition("#")[0]
    path, _, query = rest.partition("?")
    host, slash, tail = path.partition("/")
    kept = [part for part in query.split("&") if part and not _TRACKING.match(part.partition("=")[0])]
    host = host.casefold().removeprefix("www.").removesuffix(":443").removesuffix(":80").removesuffix(".")
    whole = (host + slash + tail).rstrip("/")
    return f"{whole}?{'&'.join(kept)}" if kept else whole
