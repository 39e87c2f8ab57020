"""The HTML page as bytes: one file, no script, a strict policy, bounded size."""

import base64
import hashlib
import html.parser
import re

import msgspec
import pytest
from dossier_records import records

from probandum.compose import compose
from probandum.renderers.html import HtmlRenderer

ALLOWED = frozenset(
    """a b body caption circle code dd desc details div dl dt figcaption figure footer h1 h2 h3 head header html li line
    main mark meta nav ol p path polyline q rect section span style summary sup svg table tbody td text th thead title
    tr""".split()  # noqa: SIM905
)


class Reader(html.parser.HTMLParser):
    """Collects what a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def page(**settings: object) -> str:
    return HtmlRenderer().render(compose(records(**settings))).decode("utf-8")


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    return reader


def test_the_policy_allows_our_style_and_nothing_else() -> None:
    text = page()
    policy = (
        re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
        .group(1)
        .replace("&#39;", "'")
    )
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL).group(1)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@pytest.mark.parametrize("hostile", [False, True])
def test_only_our_own_elements_and_links_inside_the_page(hostile: bool) -> None:
    reader = read(page(hostile=hostile))
    assert {tag for tag, _ in reader.tags} <= ALLOWED
    for _, attributes in reader.tags:
        assert not any(name.startswith("on") or name == "style" for name in attributes)
        assert not {"src", "action", "formaction", "srcset"} & set(attributes)
        assert (attributes.get("href") or "#").startswith("#")
    assert "<script" not in page(hostile=True)


def test_hostile_words_change_no_element() -> None:
    def skeleton(text: str) -> list[str]:
        return [tag for tag, _ in read(text).tags if tag not in ("title", "tr", "td", "th", "li", "a", "sup")]

    assert set(skeleton(page())) == set(skeleton(page(hostile=True)))


def test_every_citation_leads_to_a_reference_of_the_page() -> None:
    reader = read(page(count=300))
    ids = [attributes["id"] for _, attributes in reader.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [attributes["href"] for tag, attributes in reader.tags if tag == "a"]
    assert {link[1:] for link in links} <= set(ids)


def test_same_dossier_same_bytes() -> None:
    assert page(hostile=True) == page(hostile=True)


def test_1500_observations_stay_below_a_megabyte() -> None:
    data = HtmlRenderer().render(compose(records(count=1_500)))
    assert data.count(b"host-0") > 1_000
    assert len(data) < 1_000_000


def test_the_marking_stands_on_the_page_and_on_every_sheet() -> None:
    text = page(marks={"works/host-log.txt": "TLP:AMBER+STRICT"})
    assert text.count('class="tlp amber-strict">TLP:AMBER+STRICT<') == 2
    assert '@top-right{content:"TLP:AMBER+STRICT"}' in text


def test_a_marking_that_is_none_is_refused() -> None:
    dossier = msgspec.structs.replace(compose(records()), tlp='"}body{display:none}')
    with pytest.raises(ValueError, match="not in"):
        HtmlRenderer().render(dossier)
