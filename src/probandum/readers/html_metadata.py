"""What a page says about itself: title, publisher, author, date, address, language. Only what it says."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from probandum.readers.dates import iso
from probandum.readers.dating import Source
from probandum.readers.html_tokens import SPECIAL_PRE, Page, unescape
from probandum.readers.metadata import rfc3339

TITLE = ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title")
PUBLISHER = ("og:site_name", "citation_publisher", "dc.publisher", "dcterms.publisher", "publisher")
AUTHOR = (
    "author",
    "article:author",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "byl",
)
MODIFIED = ("article:modified_time", "og:updated_time", "dcterms.modified", "last-modified")
IN_ADDRESS = re.compile(r"/(?P<year>(?:19|20)\d\d)[/-](?P<month>\d{1,2})[/-](?P<day>\d{1,2})(?=[/-]|$)")
SUFFIX = re.compile(r"\s+[|·–—»-]\s+")
PUBLISHED = (
    *("article:published_time", "og:article:published_time", "datepublished", "citation_publication_date"),
    *(
        "dc.date.issued",
        "dcterms.issued",
        "dc.date",
        "dcterms.date",
        "dcterms.created",
        "citation_date",
        "pubdate",
    ),
    *(
        "publishdate",
        "publish-date",
        "publish_date",
        "date",
        "sailthru.date",
        "parsely-pub-date",
        "article.published",
    ),
)
NODES = 5_000
SIZE = 1_000_000


def metadata(text: str, page: Page) -> tuple[dict[str, str], tuple[Source, ...]]:
    """Return title, publisher, author, url and language, each empty where the page does not say, and its dates.

    Sources, in order: ``meta`` elements (Open Graph, Dublin Core, Highwire), JSON-LD (schema.org), ``title`` and
    ``time`` elements. Dates are RFC 3339; what is no date is as if it were not there.
    """
    metas: dict[str, str] = {}
    for tag in page.tags:
        key = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        if tag[""] == "meta" and tag.get("content", "").strip():
            metas.setdefault(key.strip().lower(), _one_line(tag["content"]))
    data = _json_ld(text, page)
    links = [tag for tag in page.tags if tag[""] == "link" and tag.get("rel", "").lower() == "canonical"]
    title = SPECIAL_PRE.sub(
        lambda reference: unescape(reference[0]),
        text[page.title[0] : min(page.title[1], page.title[0] + 2_000)],
    )
    publisher = _first(metas, PUBLISHER) or data.get("publisher", "")
    address = _one_line(links[0].get("href", "")) if links else metas.get("og:url", "")
    said = {
        "title": _first(metas, TITLE) or data.get("title", "") or _without(_one_line(title), publisher),
        "publisher": publisher,
        "author": _author(metas) or data.get("author", ""),
        "url": address,
        "language": next((_language(tag.get("lang", "")) for tag in page.tags if tag[""] == "html"), ""),
    }
    return said, tuple(_dates(metas, data, page, address))


def site_of(title: str, heading: str) -> str:
    """Return the name of the site behind the title (``Heading | Site``), empty where there is none."""
    rest = title[len(heading) :]
    return (
        SUFFIX.sub("", rest, count=1).strip()[:120]
        if heading and title.startswith(heading) and SUFFIX.match(rest)
        else ""
    )


def _dates(metas: Mapping[str, str], data: Mapping[str, str], page: Page, address: str) -> Iterator[Source]:
    """Yield what the page says of its date, the best first."""
    for key in PUBLISHED[:3]:
        yield from _source(metas.get(key, ""), f"meta {key}")
    yield from _source(data.get("published", ""), "JSON-LD datePublished")
    for key in PUBLISHED[3:]:
        yield from _source(metas.get(key, ""), f"meta {key}")
    times = [tag for tag in page.tags if tag[""] == "time" and tag.get("datetime")]
    for tag in times:
        if "pubdate" in tag or "publish" in _about(tag):
            yield from _source(tag["datetime"], "time element that is marked as publication")
    if len({rfc3339(tag["datetime"]) for tag in times} - {""}) == 1:
        yield from _source(
            next(tag["datetime"] for tag in times if rfc3339(tag["datetime"])), "time element, the only one"
        )
    for key in MODIFIED:
        yield from (one._replace(modified=True) for one in _source(metas.get(key, ""), f"meta {key}"))
    yield from (
        one._replace(modified=True) for one in _source(data.get("modified", ""), "JSON-LD dateModified")
    )
    found = IN_ADDRESS.search(address)
    for day in iso(found["year"], int(found["month"]), found["day"]) if found else ():
        yield Source(day, day, "URL path (weak: by the site's own address)", weak=True)


def _source(written: str, basis: str) -> Iterator[Source]:
    day = rfc3339(written) if written else ""
    if day:
        yield Source(day, day, basis)


def _about(tag: Mapping[str, str]) -> str:
    return (tag.get("itemprop", "") + " " + tag.get("class", "")).lower()


def _author(metas: Mapping[str, str]) -> str:
    named = (metas.get(key, "") for key in AUTHOR)
    return next((name for name in named if name and not name.startswith(("http:", "https:"))), "")


def _first(metas: Mapping[str, str], keys: tuple[str, ...]) -> str:
    return next((metas[key] for key in keys if metas.get(key)), "")


def _language(tag: str) -> str:
    found = re.fullmatch(r"([a-z]{2})(?:[-_].*)?", tag.strip().lower())
    return found[1] if found else ""


def _one_line(value: str) -> str:
    return re.sub(r"\s+", " ", value[:2_000]).strip()


def _without(title: str, publisher: str) -> str:
    """Return a title without the name of the site behind it."""
    if publisher and title.lower().endswith(publisher.lower()):
        return re.sub(r"[\s|»·:–—-]+$", "", title[: -len(publisher)]) or title
    return title


def _json_ld(text: str, page: Page) -> dict[str, str]:
    found: dict[str, str] = {}
    for start, end in page.data[:20]:
        try:
            data = msgspec.json.decode(text[start : min(end, start + SIZE)].strip())
        except (msgspec.DecodeError, RecursionError):
            continue
        for node in _nodes(data):
            if not re.search(
                r"Article|Posting|Report|WebPage|CreativeWork", str(node.get("@type", ""))[:200]
            ):
                continue
            parts = {"title": node.get("headline"), "published": node.get("datePublished")}
            parts |= {"modified": node.get("dateModified")}
            parts |= {"publisher": node.get("publisher"), "author": node.get("author")}
            for key, value in parts.items():
                name = _name(value)
                if name:
                    found.setdefault(key, name)
    return found


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Walk the objects of a JSON value in order, at most so many, without recursion."""
    queue, at = [data], 0
    while at < len(queue) and at < NODES:
        value = queue[at]
        at += 1
        if isinstance(value, dict):
            yield value
            queue += list(value.values())[:NODES]
        elif isinstance(value, list):
            queue += value[:NODES]


def _name(value: Any) -> str:
    """Return the name in a JSON-LD value: a string, an object with a name, or a list of such."""
    values = value[:20] if isinstance(value, list) else [value]
    named = [item.get("name") if isinstance(item, dict) else item for item in values]
    return ", ".join(_one_line(name) for name in named if isinstance(name, str) and name.strip())
