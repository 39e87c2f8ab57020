import msgspec
import pytest

from probandum.detectors.authenticity import START
from probandum.detectors.names import NameDetector
from probandum.interfaces import Batch
from probandum.model.exhibit import Locator
from probandum.model.ident import digest
from probandum.model.observation import Observation, Span, Text
from probandum.model.pack import Actor, Name, Pack, Place, Software

PACK = Pack(
    "p",
    "1",
    "",
    {},
    False,
    (
        Actor("G0007", "APT28", "", "group"),
        Actor("G0016", "APT29", "", "group"),
        Actor("G0080", "Cobalt Group", "", "group"),
        Actor("MISP:1", "Play", "", "group"),
        Actor("MISP:2", "Fancy Fox", "", "group"),
        Actor("C0001", "Operation Night Test", "", "campaign"),
    ),
    (
        Software("S0154", "Cobalt Strike", "", "malware"),
        Software("S0556", "Pay2Key", "", "malware"),
        Software("S0367", "Emotet", "", "malware"),
        Software("S0449", "Maze", "", "malware"),
        Software("S0039", "Net", "", "tool"),
        Software("S0029", "PsExec", "", "tool"),
        Software("MISP:9", "Cuba", "", "malware"),
    ),
    (),
    (
        Name("Fancy Bear", "G0007", "CrowdStrike"),
        Name("STRONTIUM", "G0007", "Microsoft"),
        Name("Shared Name", "G0007", "Vendor A"),
        Name("Shared Name", "G0016", "Vendor B"),
        Name("Cobalt", "G0080", "ATT&CK"),
        Name("Cobalt", "S0556", "ATT&CK"),
        Name("Zebratest", "G0007", "Vendor A"),
        Name("Zebratest", "S0367", "Vendor B"),
        Name("Storm-0558", "MISP:2", "Microsoft"),
    ),
    (),
    (),
    (),
    (Place("CU", ("Cuba",)), Place("MX", ("Mexico",)), Place("US", ("United States", "US", "U.S."))),
)


def run(content: str) -> list[Observation]:
    return detected(content, PACK)


def detected(content: str, pack: Pack) -> list[Observation]:
    text = Text(
        digest(content.encode()), "t/1", content, (Span(0, len(content), Locator("byte", 0, len(content))),)
    )
    return [item for item in NameDetector().detect(Batch((text,)), pack) if isinstance(item, Observation)]


def found(content: str) -> list[tuple[str, str]]:
    return [(item.kind, item.value) for item in run(content)]


@pytest.mark.parametrize(
    "written",
    [
        "APT28",
        "APT-28",
        "APT 28",
        "apt28",
        "APT‑28",
        "APT\u00a028",
        "Fancy Bear",
        "FancyBear",
        "FANCY BEAR",
        "G0007",
    ],
)
def test_one_group_by_any_spelling(written: str) -> None:
    assert found(f"It was {written}, they say.") == [("intrusion-set", "G0007")]


@pytest.mark.parametrize(
    "content",
    [
        "XAPT28 and APT28a and Emotets",
        "http://apt28.example.com/emotet/x and hxxp://emotet[.]com",
        "emotet.exe in C:\\emotet\\x, /tmp/emotet/y, a@emotet.com, see emotet-report.pdf",
        "Play the video, then play it again. Plays.",
        "a fancy bear in the woods",
        "The maze was dark.",
        "We use .NET and the net and at the Net price.",
        "Install it from the Google Play Store with malware checks.",
        "New Mexico, Northern Cuba, and us, and cuba libre",
        "g0007 is no id",
    ],
)
def test_what_is_no_name(content: str) -> None:
    assert found(content) == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("the Maze ransomware", [("malware", "S0449")]),
        ("the Maze gang", [("malware", "S0449")]),
        ("the Play group said", [("intrusion-set", "MISP:1")]),
        ("Emotet and Maze came", [("malware", "S0367"), ("malware", "S0449")]),
        ("Net.exe and psexec", [("tool", "S0039"), ("tool", "S0029")]),
        ("使用Emotet恶意软件", [("malware", "S0367")]),
        ("Operation Night Test began", [("campaign", "C0001")]),
        ("Storm 0558 came", [("intrusion-set", "MISP:2")]),
        ("Cobalt Strike beacons", [("malware", "S0154")]),
        ("the Cobalt group", [("intrusion-set", "G0080")]),
        ("STRONTIUM is a name", [("intrusion-set", "G0007")]),
        ("strontium is a metal", []),
        ("Trojan.Win32.Emotet.A", [("malware", "S0367")]),
    ],
)
def test_context_decides(content: str, expected: list[tuple[str, str]]) -> None:
    assert found(content) == expected


def test_one_sense_a_document() -> None:
    assert (
        found("The Maze ransomware spread.\nThen, one year later, in spring, Maze stopped.")
        == [("malware", "S0449")] * 2
    )


def test_a_name_of_several_actors_is_never_merged() -> None:
    (item,) = run("The Shared Name group.")
    assert (item.kind, item.value, item.refs) == ("intrusion-set", "shared name", ("G0007", "G0016"))
    assert "APT28 (G0007) for Vendor A" in item.note
    assert "APT29 (G0016) for Vendor B" in item.note


def test_a_name_of_actor_and_malware_goes_by_its_cue() -> None:
    (malware,) = run("the Cobalt ransomware")
    assert (malware.kind, malware.value) == ("malware", "S0556")
    assert "also the name of Cobalt Group (G0080, intrusion-set)" in malware.note
    (either,) = run("Zebratest came.")
    assert either.refs == ("G0007", "S0367")
    assert either.kind == "intrusion-set"
    (actor,) = run("Zebratest gang came.")
    assert actor.refs == ("G0007",)


def test_a_country_is_no_alias_and_malware_needs_a_cue() -> None:
    country, malware = run(
        "Travel to Cuba was cheap that spring, and nobody knew.\nThe Cuba ransomware came."
    )
    assert (country.kind, country.value, country.refs) == ("location", "CU", ())
    assert "level" in country.note
    assert (malware.kind, malware.value) == ("malware", "MISP:9")
    assert found("in the U.S. and the US") == [("location", "US"), ("location", "US")]


@pytest.mark.parametrize(
    "written", ["APT-C-36", "UNC2452", "TA574", "Storm-1234", "Velvet Chollima", "Quxfoo"]
)
def test_unknown_groups_are_candidates(written: str) -> None:
    items = run(f"It was {written} hacking group" if written == "Quxfoo" else f"It was {written} again.")
    assert [(item.kind, item.value, item.refs) for item in items] == [("intrusion-set", written, ())]
    assert "candidate" in items[0].note


def test_plain_words_before_a_group_are_no_candidates() -> None:
    assert found("The Russian hacking group and some other threat actor and an APT group") == []


def test_notes_name_alias_publisher_and_cue() -> None:
    (item,) = run("Fancy  Bear and the Maze ransomware".replace("  ", " "))[:1]
    assert item.note == "“Fancy Bear”: APT28 (G0007) for CrowdStrike"
    assert item.surface == "Fancy Bear"
    assert run("the Maze ransomware")[0].note.endswith("cue: ransomware")


def test_certain_names_weigh_more_than_uncertain_ones() -> None:
    order = [
        run(content)[0].authenticity
        for content in ("Emotet", "the Maze ransomware", "Shared Name", "UNC2452")
    ]
    assert order == sorted(order, reverse=True)
    assert len(set(order)) == 4


def test_a_month_is_a_name_only_right_before_its_cue() -> None:
    pack = msgspec.structs.replace(PACK, software=(Software("MISP:8", "August", "", "malware"),))
    content = "The August stealer came in August 2019.\nSince August, the malware spread."
    (item,) = (one for one in detected(content, pack) if one.kind == "malware")
    assert content[item.locator.start :].startswith("August stealer")


def test_a_word_of_the_trade_weighs_little_as_a_name() -> None:
    pack = msgspec.structs.replace(PACK, software=(Software("MISP:7", "CoinMiner", "", "malware"),))
    (item,) = detected("The CoinMiner malware was dropped.", pack)
    assert item.value == "MISP:7"
    assert item.authenticity == START["generic name"].value < START["cued name"].value


def test_ordinary_words_are_no_name_that_is_written_together() -> None:
    pack = msgspec.structs.replace(PACK, software=(Software("MISP:6", "TargetCompany", "", "malware"),))
    assert detected("| Target Company | Date |", pack) == []
    assert len(detected("The TargetCompany files; later the Target Company ransomware.", pack)) == 2


def test_this_group_is_no_name_of_a_group() -> None:
    assert found("This threat actor and This hacking group. Those APT group") == []


@pytest.mark.parametrize(
    "content",
    [
        "中国驻英国使馆发言人表示，APT28组织使用了Emotet恶意软件，访问 http://例え.jp/路径。",
        "Группа APT28 использовала Emotet; адрес пример[.]рф, файл C:\\Users\\Иван\\x.exe.",
        "استخدمت مجموعة APT28 برنامج Emotet الخبيث من الخادم example[.]com في إيران.",
        "קבוצת \u202bAPT28\u202c השתמשה ב-Emotet",
        "İstanbul ẞ ﬁ APT28 e\u0301 👩‍💻 \ud7ff\ufffd ﷽ Emotet",
        "\u202eTPA82\u202c APT28\u200b Emotet\u00ad\ufeff",
    ],
)
def test_every_script_and_direction(content: str) -> None:
    """Names are found in any script, and every place leads to the characters that it names."""
    items = run(content)
    assert {("intrusion-set", "G0007"), ("malware", "S0367")} <= {(one.kind, one.value) for one in items}
    for item in items:
        assert content[item.locator.start : item.locator.end] == (item.surface or item.value)


def test_a_sample_may_be_a_groups() -> None:
    """“Sample” and the like decide nothing for a name of both, “ransomware” does; one sense a document decides too."""
    (either,) = run("a new Zebratest sample")
    assert (either.kind, either.refs) == ("intrusion-set", ("G0007", "S0367"))
    (malware,) = run("a new Zebratest ransomware")
    assert malware.refs == ("S0367",)
    assert {one.refs for one in run("the Zebratest gang.\nThen a Zebratest sample.")} == {("G0007",)}
    both = run("the Zebratest gang.\nthe Zebratest ransomware.\nThen, in spring, Zebratest.")
    assert [one.refs for one in both] == [("G0007",), ("S0367",), ("G0007", "S0367")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("It is also known as Strontium.", ["G0007"]),
        ("APT28 came.\nLater Strontium came.", ["G0007", "G0007"]),
        ("Strontium is a metal.", []),
        ("Strontium is a metal of the second group", []),
        ("APT28 calls itself ‘fancy bear’ now", ["G0007", "G0007"]),
        ("a **Pay2Key**s and a **Emotet**Loader", []),
        ("write to healthcare@[Emotet].com or x[.]Emotet[.]com", []),
        ("Emotet is <Emotet>, “Emotet”, (Emotet) and Emotet’s", ["S0367"] * 5),
    ],
)
def test_how_it_is_written(content: str, expected: list[str]) -> None:
    assert [one.value for one in run(content)] == expected


def test_names_with_signs_of_markdown_hosts_and_mail() -> None:
    names = (("more_test", "S0367"), ("Ransomtest.vc", "G0007"), ("admin@338", "G0007"))
    pack = msgspec.structs.replace(PACK, names=tuple(Name(name, of, "Vendor A") for name, of in names))
    found_ = [one.surface for one in detected("more\\_test, more_test and the Ransomtest.vc group", pack)]
    assert found_ == ["more\\_test", "more_test", "Ransomtest.vc"]
    assert [one.surface for one in detected("the admin@338 group", pack)] == ["admin@338"]
    assert detected("see http://ransomtest.vc/x or mail x.admin@338.example, group", pack) == []


@pytest.mark.parametrize(
    ("content", "row"),
    [
        ("Unlike APT28, they used it.", "excluded name"),
        ("It was not linked to APT28.", "excluded name"),
        ("There is no evidence of APT28.", "excluded name"),
        ("The code is similar to that of “APT28”.", "likened name"),
        ("Criminals posing as APT28 wrote.", "borrowed name"),
        ("They identified themselves as APT28.", "borrowed name"),
        ("[1] Vendor (2020). APT28 returns. https://example.com/x", "cited name"),
        ("It has been identified as APT28.", "actor name"),
        ("It was linked to APT28.", "actor name"),
        ("1. APT28 sent it from https://example.com/x", "actor name"),
    ],
)
def test_who_is_only_mentioned_weighs_little(content: str, row: str) -> None:
    (item,) = run(content)
    assert item.authenticity == START[row].value
    assert ("only mentioned" in item.note) == (row != "actor name")


def test_what_is_said_of_one_is_said_of_its_enumeration() -> None:
    rows = [
        [one.authenticity for one in run(text)]
        for text in ("unlike APT28, APT29 and G0080", "Unlike APT28, APT29 did it")
    ]
    assert rows[0] == [START["excluded name"].value] * 3
    assert rows[1] == [START["excluded name"].value, START["actor name"].value]


def test_states_are_a_level_in_every_form() -> None:
    items = run("Cuba, Cuban hackers, Havana and the White House; the Cuba ransomware; APT28")
    assert [(one.kind, one.value) for one in items] == [
        ("location", "CU"),
        ("location", "CU"),
        ("location", "CU"),
        ("location", "US"),
        ("malware", "MISP:9"),
        ("intrusion-set", "G0007"),
    ]
    assert all("a level of its own, not a name of an actor" in one.note and not one.refs for one in items[:4])
    assert [one.surface for one in items[:4]] == ["Cuba", "Cuban", "Havana", "White House"]


def test_with_or_without_a_last_word_like_group() -> None:
    """Both are meant where both are entries; an entry for software that cannot be weighed yields to ATT&CK's."""
    pack = msgspec.structs.replace(
        PACK,
        actors=(Actor("G0020", "Eqtest", "", "group"), Actor("MISP:3", "Eqtest Group", "", "group")),
        software=(Software("S0336", "Nanotest", "", "malware"), Software("MISP:4", "Nanotest RAT", "", "malware")),
        names=(),
    )  # fmt: skip
    refs = [one.refs for one in detected("Eqtest and the Eqtest Group, Nanotest and Nanotest RAT", pack)]
    assert refs == [("G0020", "MISP:3"), ("G0020", "MISP:3"), ("S0336",), ("S0336",)]


def test_another_name_for_everybody_changes_nothing_else() -> None:
    """Rules know no actor: with all ids renamed the same places are found, for the same reasons."""
    content = (
        "The Fancy Bear group and the Maze ransomware, unlike Shared Name; Zebratest; Cobalt Strike. UNC9999."
    )
    known = [*(one.id for one in PACK.actors), *(one.id for one in PACK.software)]
    ids = {one: f"MISP:9{index}" for index, one in enumerate(known)}
    renamed = msgspec.structs.replace(
        PACK,
        actors=tuple(msgspec.structs.replace(one, id=ids[one.id]) for one in PACK.actors),
        software=tuple(msgspec.structs.replace(one, id=ids[one.id]) for one in PACK.software),
        names=tuple(msgspec.structs.replace(one, of=ids[one.of]) for one in PACK.names),
    )
    before, after = detected(content, PACK), detected(content, renamed)
    assert [(one.locator, one.kind, one.authenticity) for one in before] == [
        (one.locator, one.kind, one.authenticity) for one in after
    ]
    assert [{ids[ref] for ref in one.refs} for one in before] == [set(one.refs) for one in after]
