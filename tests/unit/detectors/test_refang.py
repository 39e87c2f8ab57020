import pytest

from probandum.detectors.refang import refang


@pytest.mark.parametrize(
    "written",
    [
        "",
        "nothing here",
        "array[0] (see below) f(x) {a} <b>",
        "a [sic] b [at last] c",
        "the end.) And (.",
        "hxxp alone",
        "50 \\% a\\b",
    ],
)
def test_other_text_stays(written: str) -> None:
    plain = refang(written)
    assert plain.text == written
    if written:
        assert plain.original(0, len(written)) == (0, len(written))
        assert not plain.changed(0, len(written))


def test_places_lead_back_to_the_text_as_written() -> None:
    written = "x hxxp[:]//a[.]b [dot] c y"
    plain = refang(written)
    assert plain.text == "x http://a.b.c y"
    start = plain.text.index("http")
    assert written[slice(*plain.original(start, start + 4))] == "hxxp"
    end = plain.text.index(" y")
    assert written[slice(*plain.original(start, end))] == "hxxp[:]//a[.]b [dot] c"
    assert written[slice(*plain.original(end - 1, end))] == "c"
    assert plain.changed(start, end)
    assert not plain.changed(end - 1, end)


def test_a_sign_is_taken_whole() -> None:
    plain = refang("a[.]b")
    assert plain.original(1, 2) == (1, 4)
    assert plain.changed(1, 2)
