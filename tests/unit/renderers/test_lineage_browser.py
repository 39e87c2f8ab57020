"""Origins, shared passages and talking points in a real browser: readable by everybody, in light, dark and on a telephone."""

from typing import Any

import pytest
from dossier_records import HOSTILE
from lineage_records import linked

from probandum.compose import compose
from probandum.renderers.html import HtmlRenderer

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("dossier") / "dossier.html"
    file.write_bytes(HtmlRenderer().render(compose(linked(HOSTILE))))
    return file.as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_every_passage_open(browser: Any, address: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(color_scheme=scheme, viewport={"width": 1280, "height": 860})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.goto(address)
    assert (
        page.evaluate("document.querySelectorAll('details.facing').forEach(one => one.open = true)") is None
    )
    assert page.locator("details.facing blockquote mark").count() > 3
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found] == []
    assert said == []
    page.close()


def test_no_two_texts_of_the_map_and_the_strip_overlap(browser: Any, address: str, clashes: Any) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 860})
    page.goto(address)
    assert page.locator("svg.map circle.node title").count() == 9
    assert page.locator("svg.strip title").count() >= 3
    assert clashes(page, "svg.map, svg.strip") == []
    page.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_is_wider_than_its_window_with_every_passage_open(
    browser: Any, address: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(address)
    page.evaluate("document.querySelectorAll('details.facing').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
