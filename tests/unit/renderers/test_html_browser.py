"""The HTML page in a real browser: inert, silent, readable by everybody, in light, in dark, on a telephone."""

from pathlib import Path
from typing import Any

import pytest
from dossier_records import records

from probandum.compose import compose
from probandum.renderers.html import HtmlRenderer

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("dossier") / "dossier.html"
    file.write_bytes(HtmlRenderer().render(compose(records(hostile=True))))
    return file.as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_runs_nothing_is_fetched_and_axe_finds_nothing(
    browser: Any, address: str, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(color_scheme=scheme, viewport={"width": 1280, "height": 860})
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.wait_for_timeout(200)
    assert said == []
    assert asked == [address]
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found] == []
    page.close()


def test_the_verdict_is_on_the_first_screen(browser: Any, tmp_path: Path) -> None:
    file = tmp_path / "dossier.html"
    file.write_bytes(HtmlRenderer().render(compose(records())))
    page = browser.new_page(viewport={"width": 1280, "height": 860})
    page.goto(file.as_uri())
    for label in ("question", "standard-of-proof", "verdict", "hangs-on", "origins", "what-would-change-it"):
        box = page.locator(f".card .{label}").bounding_box()
        assert box["y"] + box["height"] < 860, label
    page.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_is_wider_than_its_window(browser: Any, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_no_two_texts_of_a_picture_overlap(browser: Any, address: str, clashes: Any) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 860})
    page.goto(address)
    assert clashes(page, "svg:not(.matrix)") == []
    page.close()


def test_the_card_prints_on_the_first_sheet(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    data = page.pdf(prefer_css_page_size=True)
    assert data.startswith(b"%PDF")
    import pypdfium2

    first = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    for words in ("Not enough for", "What would change it", "TLP:CLEAR"):
        assert words.lower() in first.lower().replace("\r\n", " "), words
    page.close()
