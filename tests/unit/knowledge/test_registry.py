"""The pack of a fresh machine: counts of the installed data, names by publisher, ambiguity kept."""

import time

import pytest

from probandum.knowledge.attack import REVOKED
from probandum.knowledge.packs import actor_card, describe, from_bytes
from probandum.knowledge.registry import RegistrySource
from probandum.knowledge.resolve import resolve
from probandum.model.pack import Pack


@pytest.fixture(scope="module")
def pack() -> Pack:
    return RegistrySource().load()


def test_counts_of_the_installed_data(pack: Pack) -> None:
    counts = describe(pack)
    own = [actor for actor in pack.actors if not actor.id.startswith("MISP:")]
    assert sum(actor.kind == "group" for actor in own) == 172
    assert counts["campaigns"] == 52
    assert counts["group-technique"] == 4362
    assert counts["group-software"] == 1104
    assert counts["attributions"] == 25
    assert counts["techniques"] == 691
    assert sum(not item.id.startswith("MISP:") for item in pack.software) == 784
    assert counts["citations"] == 1602
    assert counts["citations with date"] > 1450
    assert counts["citations with URL"] > 1300


def test_the_pack_is_whole_small_quick_and_the_same_each_time(pack: Pack) -> None:
    data = pack.to_bytes()
    assert len(data) < 6 << 20
    assert from_bytes(data, "again") == pack
    begun = time.process_time()
    assert RegistrySource().load().to_bytes() == data
    assert time.process_time() - begun < 3
    assert "The MITRE Corporation" in pack.notice
    assert "MISP" in pack.notice
    assert not pack.dated


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("Sandworm", "G0034"),
        ("telebots", "G0034"),
        ("fancy-bear", "G0007"),
        ("APT 28", "G0007"),
        ("沙虫", "G0034"),
        ("Olympic Destroyer", "S0365"),
        ("Volt Typhoon", "G1017"),
        ("g0032", "G0032"),
    ],
)
def test_names_lead_to_one(pack: Pack, name: str, identity: str) -> None:
    assert resolve(pack, name) == (identity,)


def test_a_name_of_two_stays_with_both(pack: Pack) -> None:
    assert resolve(pack, "Grizzly Steppe") == ("G0007", "G0016")
    assert resolve(pack, "Andariel") == ("G0032", "G0138")
    iridium = resolve(pack, "IRIDIUM")
    assert iridium[0] == "G0034"
    assert iridium[1].startswith("MISP:")
    assert resolve(pack, "nobody is called so") == ()
    assert resolve(pack, "") == ()


def test_no_software_takes_a_name_from_one_with_a_profile(pack: Pack) -> None:
    listed = {item.name.casefold() for item in pack.names if item.by == "ATT&CK" and item.of.startswith("S")}
    assert not [
        n
        for n in pack.names
        if n.by == "MISP tool" and n.of.startswith("MISP:") and n.name.casefold() in listed
    ]


def test_the_card_of_an_actor(pack: Pack) -> None:
    (card,) = actor_card(pack, "voodoo bear")
    assert card.actor.id == "G0034"
    assert "ELECTRUM" in card.names["ATT&CK"]
    assert "TeleBots" in card.names["MISP threat-actor"]
    assert [item.reports for item in card.software] == sorted(
        (i.reports for i in card.software), reverse=True
    )
    assert "IRIDIUM" in card.disputed
    assert {item.id for item in card.campaigns} == {"C0025", "C0028", "C0034"}
    assert len(actor_card(pack, "Andariel")) == 2
    assert actor_card(pack, "Olympic Destroyer") == ()


def test_states_are_places_not_actors(pack: Pack) -> None:
    names = {name: place.code for place in pack.places for name in place.names}
    assert (names["UK"], names["U.S."], names["Russia"], names["North Korea"]) == ("GB", "US", "RU", "KP")
    for agency in ("CIA", "NSA", "GRU"):
        assert not [n for n in pack.names if n.name == agency and n.by == "360.net"]


def test_revoked_techniques_lead_to_what_took_their_place(pack: Pack) -> None:
    now = {name.name: name.of for name in pack.names if name.by == REVOKED}
    live = {technique.id for technique in pack.techniques}
    assert now["T1060"] == "T1547.001"
    assert len(now) > 120
    assert set(now.values()) <= live
    assert live.isdisjoint(now)
    assert resolve(pack, "T1060") == ()
