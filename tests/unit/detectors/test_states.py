"""States by name, demonym, capital and organ, and what only looks like one."""

import json
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from probandum.detectors.state_words import CAPITALS, DEMONYMS, NOT_STATES, ORGANS, OTHER_NAMES
from probandum.detectors.states import State, States
from probandum.knowledge.places import PLACES
from probandum.model.pack import Place

STATES = States(PLACES)


def named(text: str) -> list[tuple[str, str, str]]:
    return [(text[one.start : one.end], one.code, one.form) for one in STATES.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia did it, say the United States.", [("Russia", "RU", "name"), ("United States", "US", "name")]),
        ("Russian state-sponsored actors", [("Russian", "RU", "demonym")]),
        ("the Chinese Foreign Ministry", [("Chinese", "CN", "demonym")]),
        ("Pyongyang and Tehran deny it", [("Pyongyang", "KP", "capital"), ("Tehran", "IR", "capital")]),
        ("the Kremlin’s spokesman", [("Kremlin", "RU", "organ")]),
        ("the White House said", [("White House", "US", "organ")]),
        ("China's denial", [("China", "CN", "name")]),
        ("the People’s Republic of China", [("People’s Republic of China", "CN", "name")]),
        ("China-linked and U.S.-based", [("China", "CN", "name"), ("U.S.", "US", "name")]),
        ("US-Chinese talks", [("US", "US", "name"), ("Chinese", "CN", "demonym")]),
        ("North Korean hackers", [("North Korean", "KP", "demonym")]),
        ("South\nKorea", [("South\nKorea", "KR", "name")]),
        ("Sino-Russian pact", [("Sino", "CN", "demonym"), ("Russian", "RU", "demonym")]),
        ("the Russians", [("Russians", "RU", "demonym")]),
        ("In China, police", [("China", "CN", "name")]),
        ("Accusing China of theft", [("China", "CN", "name")]),
        ("Russia Foreign Ministry", [("Russia", "RU", "name")]),
        ("China Denies Claims of Attack", [("China", "CN", "name")]),
        ("CHINA DENIES IT", [("CHINA", "CN", "name")]),
        ("The UK Foreign Secretary", [("UK", "GB", "name")]),
        ("US ransomware victims", [("US", "US", "name")]),
        ("Turkey, Jordan and Chad", [("Turkey", "TR", "name"), ("Jordan", "JO", "name"), ("Chad", "TD", "name")]),
        ("Georgian officials in Georgia", [("Georgian", "GE", "demonym"), ("Georgia", "GE", "name")]),
        ("Polish authorities", [("Polish", "PL", "demonym")]),
        ("in Russian, Chinese and Iranian networks", [("Russian", "RU", "demonym"), ("Chinese", "CN", "demonym"), ("Iranian", "IR", "demonym")]),
        ("Mexico City", [("Mexico City", "MX", "capital")]),
        ("Former Ambassadors\nChina-UK Relations", [("China", "CN", "name"), ("UK", "GB", "name")]),
        ("德国和China的", [("China", "CN", "name")]),
    ],
)  # fmt: skip
def test_states(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "turkey, china and jersey; he will polish the chad",
        "Polish the lens",
        "Michael Jordan won",
        "said Chad Smith of Georgia Tech",
        "the Cuba ransomware",
        "Cuba-Ransomware",
        "New Mexico and South China Sea",
        "the University of Washington and the Gulf of Mexico",
        "the Washington Post",
        "Air China flew",
        "a Russian-speaking actor; comments in Russian. Chinese characters",
        "Contact us. CONTACT US",
        "keyboard en-US, 5 US$, US$5",
        "Northern Ireland and West German",
        "Korean and English",
        "Chinatown, Chinas, Kremlinology, xRussia, Russia_1",
        "http://russia.example.com/China /home/China a@china.com China.exe",
        "",
    ],
)
def test_what_is_no_state(text: str) -> None:
    assert named(text) == []


def test_a_name_of_something_else_holds_no_state() -> None:
    text = "China Chopper from China"
    assert STATES.find(text, ((0, 13),)) == [State(19, 24, "CN", "name")]
    assert States(()).find("Russia and the Kremlin") == []


def test_what_several_states_share_is_nobodys() -> None:
    places = (Place("RU", ("Twin",)), Place("US", ("Twin", "Other")))
    assert States(places).find("Twin or Other") == [State(8, 13, "US", "name")]


def test_another_code_renames_the_find_and_changes_nothing_else() -> None:
    """Names are the pack's: the same names under other codes are found in the same places."""
    text = "Russia, said France in the middle of Turkey Street; Chad Smith and Jordan."
    renamed = tuple(msgspec.structs.replace(place, code=f"x{place.code}") for place in PLACES)
    expected = [
        msgspec.structs.replace(one, code=f"x{one.code}") for one in STATES.find(text) if one.form == "name"
    ]
    assert States(renamed).find(text) == expected
    assert len(expected) == 3


def test_tables_speak_of_places_of_the_pack() -> None:
    codes = {place.code for place in PLACES}
    for table in (DEMONYMS, CAPITALS, ORGANS, OTHER_NAMES):
        assert set(table) <= codes
        assert all(word and word == word.strip() for row in table.values() for word in row.split("; "))
    assert len(set(NOT_STATES)) == len(NOT_STATES)


@given(
    st.lists(
        st.one_of(
            st.sampled_from(["China", "Chinese", "U.S.", "Kremlin", "Paris", "New Mexico", " ", "\n", ". ", "’s", "-", "US"]),
            st.text(max_size=6),
        ),
        max_size=12,
    ).map("".join)
)  # fmt: skip
def test_places_are_in_order_and_disjoint(text: str) -> None:
    found = STATES.find(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_capitals_are_those_of_the_galaxy() -> None:
    (folder,) = find_spec("pymispgalaxies").submodule_search_locations  # type: ignore[union-attr, misc]
    path = Path(folder) / "data" / "misp-galaxy" / "clusters" / "country.json"
    values = json.loads(path.read_text("utf-8"))["values"]
    listed = {
        one["meta"]["ISO"]: one["meta"].get("Capital", "").strip() for one in values if "ISO" in one["meta"]
    }
    assert {code: row.split("; ")[0] for code, row in CAPITALS.items()} == {
        code: listed[code] for code in CAPITALS
    }
    assert len(CAPITALS) > 180
