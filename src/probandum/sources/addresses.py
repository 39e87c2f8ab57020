"""Addresses of documents in a normal form: the same page, however it is linked to."""

import re
from urllib.parse import parse_qsl, unquote, urlencode

ADDRESS = re.compile(
    r"\b(?:h(?:tt|xx)ps?\[?:\]?//|www\[?\.\]?)(?:\[(?:\.|dot|:)\]|[^\s<>\"“”„«»\[\]{}|\\^`]){3,2000}",
    re.IGNORECASE,
)
"""An address as it stands in a text, defanged or not."""
_SCHEME = re.compile(r"(?:h(?:tt|xx)ps?|feed):/{0,2}", re.IGNORECASE)
_FANGS = re.compile(r"\[(?:(\.|:)|dot)\]", re.IGNORECASE)
_HOST = re.compile(r"^(?:(?:www\d?|m|mobile|amp|touch|wap|edition)\.)+(?=[^.]+\.[^.])")
_MOBILE = re.compile(r"\.(?:m|mobile)\.(?=wikipedia\.org$)")
_TRACKING = re.compile(
    r"(?:utm_|mc_|pk_|piwik_|hsa_|_hs|vero_|at_)\w*|(?:fb|g|dc|ms|tw|yc|igsh|wbra|gbra)clid|gclsrc|igshid|igsh|cmp(?:id)?|"
    r"ref(?:_?src|errer)?|ncid|ocid|smid|spm|share|s_cid|amp|outputtype|output|mkt_tok|trk|cid|feature|sr_share",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:/(?:amp|index\.(?:html?|php)|default\.aspx))+/*$|\.amp(?=\.html?$|$)|/+$", re.IGNORECASE
)
_CACHE = re.compile(
    r"^(?:google\.[a-z.]{2,6}/amp/|[\w.-]+\.cdn\.ampproject\.org/[a-z]/)(?:s/)?", re.IGNORECASE
)
_LONGEST = 4_000
_TRIMMED = ".,;:!?'’*_…"


def normal(address: str) -> str:
    """Return the normal form of an address: host and path without what varies between links to one page.

    Scheme, ``www.``, prefixes and suffixes of mobile and AMP pages, ports of the scheme, fragments, tracking parameters,
    their order, trailing slashes and the case of the host do not count; nor does defanging. Empty for what is no
    address and for the start page of a site, which is no document.
    """
    if len(address) > _LONGEST:
        return ""
    plain = _FANGS.sub(lambda found: found[1] or ".", trimmed(address.strip()))
    scheme = _SCHEME.match(plain)
    if not scheme and "://" in plain:
        return ""
    rest = plain[scheme.end() :] if scheme else plain.removeprefix("//")
    rest = rest.partition("#")[0]
    for _ in range(2):  # a page of a cache names the page that it keeps
        host, path, query = _parted(rest)
        if "." not in host:
            return ""
        joined = f"{host}{path}"
        inner = _CACHE.match(joined)
        if not inner:
            break
        rest = joined[inner.end() :] + (f"?{query}" if query else "")
    return f"{host}{path}{query and '?'}{query}" if path or query else ""


def trimmed(address: str) -> str:
    """Return an address of a sentence without the sentence's punctuation."""
    end = len(address)
    while end and (
        address[end - 1] in _TRIMMED
        or (address[end - 1] == ")" and address.count("(", 0, end) < address.count(")", 0, end))
    ):
        end -= 1
    return address[:end]


def _parted(rest: str) -> tuple[str, str, str]:
    """Return host, path and query in normal form."""
    start = min((at for at in (rest.find("/"), rest.find("?")) if at >= 0), default=len(rest))
    host = rest[:start].rpartition("@")[2].casefold().rstrip(".")
    host = re.sub(r":(?:80|443)$", "", host)
    host = _MOBILE.sub(".", _HOST.sub("", host))
    path, _, query = rest[start:].partition("?")
    fields = sorted(
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True, max_num_fields=None)
        if not _TRACKING.fullmatch(name)
    )
    return host, _TAIL.sub("", re.sub(r"/{2,}", "/", unquote(path))), urlencode(fields)
