"""The tables of answers and figures in a real browser: on a telephone, with the keyboard, for everybody."""

from typing import Any

import pytest
from dossier_records import HOSTILE
from said_records import told

from probandum.compose import compose
from probandum.renderers.html import HtmlRenderer

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("said") / "dossier.html"
    file.write_bytes(HtmlRenderer().render(compose(told(HOSTILE, more=3))))
    return file.as_uri()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_page_is_no_wider_than_its_window_and_axe_finds_nothing(
    browser: Any, address: str, width: int
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(address)
    assert page.get_by_text("What was said to exactly that").count() >= 1
    assert page.get_by_text("Stated figures and what they agree with").count() >= 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found] == []
    page.close()
