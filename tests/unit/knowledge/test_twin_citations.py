"""Law 7 where one page is cited under two names."""

import msgspec

from probandum.knowledge.exclude import NAMED, without
from probandum.model.pack import Actor, Citation, Pack, Technique, Use

PACK = Pack(
    name="twins",
    version="1",
    notice="",
    made_from={},
    dated=True,
    actors=(Actor("G0001", "One", "", "group"),),
    software=(),
    techniques=(Technique("T0001", "", ""), Technique("T0002", "", "")),
    names=(),
    uses=(Use("G0001", "T0001", ("Vendor 2017",)), Use("G0001", "T0002", ("Vendor and Partner 2017",))),
    attributions=(),
    citations=(
        Citation("Vendor 2017", "https://www.vendor.example/report/"),
        Citation("Vendor and Partner 2017", "http://vendor.example/report"),
    ),
)


def test_a_page_that_is_cited_under_two_names_is_left_out_under_both():
    for named in ("Vendor 2017", "Vendor and Partner 2017", "https://vendor.example/report"):
        rest, reasons = without(PACK, [named])
        assert rest.uses == ()
        assert reasons == {"Vendor 2017": NAMED, "Vendor and Partner 2017": NAMED}


def test_pages_without_address_are_not_taken_for_one():
    bare = msgspec.structs.replace(PACK, citations=tuple(Citation(one.name) for one in PACK.citations))
    rest, reasons = without(bare, ["Vendor 2017"])
    assert [use.object for use in rest.uses] == ["T0002"]
    assert set(reasons) == {"Vendor 2017"}
