import base64
from decimal import Decimal

import pytest
from structured_samples import MD5, SHA256, encoded, misp

from probandum.errors import ReadError
from probandum.model.exhibit import Exhibit
from probandum.model.ident import digest
from probandum.model.observation import Member, Observation, Omission, Text
from probandum.readers.misp import MispReader


def read(data: bytes | dict | list):
    data = data if isinstance(data, bytes) else encoded(data)
    return data, list(MispReader().read(Exhibit(digest(data), len(data), "application/x-misp+json"), data))


def observations(parts):
    return [part for part in parts if isinstance(part, Observation)]


def values(parts):
    return {(one.kind, one.value) for one in observations(parts)}


def told(parts):
    return "\n".join(part.what for part in parts if isinstance(part, Omission))


def event(*attributes: dict, **more) -> dict:
    return {"Event": {"info": "An example", "Attribute": list(attributes), **more}}


def attribute(kind: str, value: str, **more) -> dict:
    return {"type": kind, "value": value, "to_ids": True, **more}


def test_an_event():
    data, parts = read(misp())
    assert values(parts) == {
        ("ipv4-addr", "192.0.2.44"),
        ("domain-name", "example.com"),
        ("ipv4-addr", "192.0.2.45"),
        ("domain-name", "www.example.net"),
        ("url", "http://example.com/x"),
        ("file", "name:aé.exe"),
        ("file", f"sha256:{SHA256}"),
        ("email-addr", "a@example.org"),
        ("windows-registry-key", "HKEY_CURRENT_USER\\Software\\X"),
        ("vulnerability", "CVE-2017-0144"),
        ("file", "name:x.exe"),
        ("file", f"md5:{MD5}"),
        ("file", "sha1:" + "a" * 40),
        ("file", "path:C:\\x.pdb"),
        ("attack-pattern", "T1059.001"),
        ("threat-actor", "Example Bear"),
    }
    by_value = {one.value: one for one in observations(parts)}
    for value, bytes_ in (
        ("192.0.2.44", b"192.0.2.44"),
        (f"sha256:{SHA256}", SHA256.encode()),
        ("name:aé.exe", b"a\\u00e9.exe"),
        ("www.example.net", b"www[.]example[.]net"),
    ):
        place = by_value[value].locator
        assert data[place.start : place.end] == bytes_
    assert by_value[f"sha256:{SHA256}"].time == "2018-02-09T11:00:00Z"
    assert by_value["192.0.2.44"].time == "2018-02-10"
    assert "threat level high" in by_value["192.0.2.44"].note
    assert "object file" in by_value["path:C:\\x.pdb"].note
    assert told(parts) == "deleted attributes left out: 1 (mutex)"


def test_what_is_not_for_detection_weighs_less():
    _, parts = read(event(attribute("domain", "a.example"), attribute("domain", "b.example", to_ids=False)))
    sure = {one.value: one.authenticity for one in observations(parts)}
    assert sure == {"a.example": Decimal("0.95"), "b.example": Decimal("0.70")}


def test_info_comments_and_texts_make_the_text():
    data, parts = read(misp())
    (text,) = [part for part in parts if isinstance(part, Text)]
    assert text.text == (
        "Wiper at an example event\n\nseen in “traffic”\n\nThe accuser names nobody.\n\ndropped file"
    )
    assert (text.title, text.publisher, text.published) == (
        "Wiper at an example event",
        "Example CERT",
        "2018-02-10",
    )
    assert text.links == ("https://example.com/report",)
    at = text.text.index("“traffic”")
    place = text.locate(at, at + 9)
    assert data[place.start : place.end] == b"\\u201ctraffic\\u201d"


def test_samples_become_members_and_stay_closed():
    _, parts = read(misp())
    assert [(part.name, part.data) for part in parts if isinstance(part, Member)] == [("x.exe.zip", b"PK")]
    _, parts = read(event(attribute("attachment", "a.pdf", data="é")))
    assert "no base64: 1 (a.pdf)" in told(parts)


def test_members_are_limited():
    class Small(MispReader):
        limits = MispReader.limits.__class__(output=3)

    data = encoded(
        event(*(attribute("attachment", f"{n}", data=base64.b64encode(b"xy").decode()) for n in range(3)))
    )
    parts = list(Small().read(Exhibit(digest(data), len(data), "application/x-misp+json"), data))
    assert sum(isinstance(part, Member) for part in parts) == 1
    assert "attachments beyond the limits, not taken out: 2" in told(parts)


@pytest.mark.parametrize(
    "date", ["2018-13-45", "1518220800", "0000-00-00", "yesterday", "2018-02-10T99:00:00Z"]
)
def test_wrong_dates_are_dropped_and_told(date):
    data, parts = read(event(attribute("domain", "a.example", first_seen=date), date=date))
    assert observations(parts)[0].time is None
    assert "dates of events that are none, dropped: 1" in told(parts)
    assert "times of attributes that are none, dropped: 1" in told(parts)
    (where,) = [
        part.locator for part in parts if isinstance(part, Omission) and "dates of events" in part.what
    ]
    assert data[where.start : where.end].decode() == date


def test_the_time_of_publication_stands_in_for_a_missing_date():
    _, parts = read(event(attribute("domain", "a.example"), publish_timestamp="1518220800"))
    assert observations(parts)[0].time == "2018-02-10T00:00:00Z"


@pytest.mark.parametrize(
    "wrap", [lambda e: {"response": [e, e]}, lambda e: [e, e], lambda e: [e["Event"], e["Event"]]]
)
def test_several_events(wrap):
    _, parts = read(wrap(event(attribute("domain", "a.example"))))
    assert len(observations(parts)) == 2


def test_a_bare_event():
    _, parts = read(event(attribute("domain", "a.example"))["Event"])
    assert values(parts) == {("domain-name", "a.example")}


def test_unknown_types_and_wrong_values_are_told():
    _, parts = read(
        event(
            attribute("x-new", "1"),
            attribute("ip-dst", "300.1.1.1"),
            {"type": "domain"},
            attribute("md5", "zz"),
        )
    )
    assert observations(parts) == []
    assert "attributes of types that are not read: 1 (x-new)" in told(parts)
    assert "values that are not of their type: 2 (ip-dst 300.1.1.1, md5 zz)" in told(parts)
    assert "attributes without type or value: 1" in told(parts)


def test_galaxies():
    def cluster(kind, value):
        return {"type": kind, "GalaxyCluster": [{"type": kind, "value": value}]}

    galaxies = [
        cluster("mitre-malware", "Example Wiper - S0365"),
        cluster("mitre-intrusion-set", "Example Bear - G0007"),
        cluster("tool", "Some Tool"),
        cluster("ransomware", "Some Ransomware"),
        cluster("sector", "Sport"),
    ]
    tags = [{"name": 'misp-galaxy:mitre-malware="Example Wiper - S0365"'}, {"name": 'misp-galaxy:"broken'}]
    _, parts = read(event(Galaxy=galaxies, Tag=tags))
    assert [(one.kind, one.value) for one in observations(parts)] == [
        ("malware", "S0365"),
        ("intrusion-set", "G0007"),
        ("tool", "Some Tool"),
        ("malware", "Some Ransomware"),
    ]
    assert "kinds that are not read: 1 (sector: Sport)" in told(parts)


@pytest.mark.parametrize("deleted", [True, 1, "1", "true"])
def test_deleted_in_every_way_misp_writes_it(deleted):
    objects = [{"name": "file", "deleted": deleted, "Attribute": [attribute("md5", MD5)]}]
    _, parts = read(event(attribute("domain", "a.example", deleted=deleted), Object=objects))
    assert observations(parts) == []
    assert "deleted objects left out: 1 (file)" in told(parts)


@pytest.mark.parametrize(
    "data",
    [b"", b"\0\0", b"{}", b"[]", b"[1,2]", b'{"response":[]}', b'{"Event"', b"null", b'{"Event":' * 5_000],
)
def test_what_is_no_event_is_a_read_error(data):
    with pytest.raises(ReadError):
        read(data)


def test_a_list_that_breaks_off_gives_the_events_before():
    data = encoded([event(attribute("domain", "a.example")), event(attribute("domain", "b.example"))])
    _, parts = read(data[:-20])
    assert values(parts) == {("domain-name", "a.example")}
    assert "the file breaks off" in told(parts)


@pytest.mark.parametrize("odd", [1, None, True, [], {}, "x", [1], [[]], [None], [{"Attribute": 3}], 1.5])
@pytest.mark.parametrize(
    "key", ["Attribute", "Object", "Galaxy", "Tag", "info", "date", "Orgc", "EventReport"]
)
def test_odd_shapes_do_no_harm(key, odd):
    whole = event(attribute("domain", "a.example"))
    whole["Event"]["Object"] = [{"Attribute": [attribute("domain", "b.example")]}]
    whole["Event"][key] = odd
    _, parts = read(whole)
    assert values(parts) & {("domain-name", "a.example"), ("domain-name", "b.example")}
