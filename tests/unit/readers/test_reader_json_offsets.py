import json

import pytest

from probandum.errors import ReadError
from probandum.model.ident import Digest
from probandum.model.observation import Text
from probandum.readers.assembly import Assembly
from probandum.readers.json_offsets import VALUES, JsonText


def walk(data: bytes, *spread: str):
    doc = JsonText(data)
    entries = doc.entries(doc.first(), frozenset(spread))
    found = []
    while True:
        try:
            found.append(next(entries))
        except StopIteration as stop:
            doc.rest(stop.value)
            return doc, found


def test_each_value_stands_where_it_is_said_to_stand():
    data = ' {"a" : [1, {"x":"é"}] ,\n "b":"ü\\u00fc" }'.encode()
    doc, found = walk(data)
    assert [name for name, _ in found] == ["a", "b"]
    where = [doc.locate(node) for _, node in found]
    assert [data[place.start : place.end] for place in where] == [
        '[1, {"x":"é"}]'.encode(),
        "ü\\u00fc".encode(),
    ]
    inner = list(doc.items(found[0][1]))
    assert [node.value for node in inner] == [1, {"x": "é"}]
    place = doc.locate(doc.members(inner[1])["x"])
    assert data[place.start : place.end] == "é".encode()


def test_named_arrays_are_given_element_by_element_and_others_whole():
    _, found = walk(b'{"objects":[1,[2,3]],"other":[4]}', "objects")
    assert [(name, node.value) for name, node in found] == [
        ("objects", 1),
        ("objects", [2, 3]),
        ("other", [4]),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_other_encodings_lead_to_their_own_bytes(encoding):
    data = '{"name": "Wörter", "other": "more words here"}'.encode(encoding)
    doc, found = walk(data)
    place = doc.locate(found[0][1])
    assert (
        data[place.start : place.end].decode(encoding.replace("utf-16", "utf-16-le").replace("le-le", "le"))
        == "Wörter"
    )


def test_a_name_that_stands_twice_gives_the_last_and_is_told():
    doc, found = walk(b'{"x":{"a":1,"a":2}}')
    assert found[0][1].value == {"a": 2}
    assert doc.members(found[0][1])["a"].value == 2
    assert any("twice" in line for line in doc.odd)


@pytest.mark.parametrize(
    ("data", "word"),
    [(b'{"x":NaN}', "NaN"), (b'{"x":-Infinity}', "NaN"), (b'{"x":' + b"9" * 5000 + b"}", "digits")],
)
def test_numbers_that_json_does_not_have_are_nothing_and_told(data, word):
    doc, found = walk(data)
    assert found[0][1].value is None
    assert any(word in line for line in doc.odd)


def test_what_follows_the_value_is_told():
    doc, _ = walk(b'{"x":1} {"y":2}')
    assert doc.odd == {"7 characters after the end of the JSON value are not read": None}


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":1',
        b'{"a"',
        b'{"a":',
        b'{"a":1,}',
        b"{1:2}",
        b'{"a" 1}',
        b'{"a":tru}',
        b'{"a":"x',
        b"[1]",
        b"{",
        b'{"a":1 "b":2}',
    ],
)
def test_what_is_no_json_is_a_read_error(data):
    with pytest.raises(ReadError, match="JSON cannot be read"):
        walk(data)


@pytest.mark.parametrize("data", [b"", b" \n"])
def test_nothing_is_a_read_error(data):
    with pytest.raises(ReadError):
        JsonText(data).first()


@pytest.mark.parametrize("deep", [b'{"a":' * 100_000, b'{"a":' + b"[" * 200_000])
def test_deep_nesting_is_a_read_error_and_no_stack_overflow(deep):
    with pytest.raises(ReadError, match="too deep"):
        walk(deep)


def test_too_many_values_are_refused_before_they_are_made():
    with pytest.raises(ReadError, match="values"):
        JsonText(b"[" + b"[]," * (VALUES // 2 + 1))


def test_an_error_names_the_byte():
    with pytest.raises(ReadError, match="at byte 10"):
        walk('{"é":1 , x}'.encode())


def test_text_of_a_string_leads_each_character_to_its_bytes():
    value = 'a\u00e9"\\ \U0001f600\r\nb\rc\ud800\0d'
    data = json.dumps({"x": value}).encode()
    doc, found = walk(data)
    parts = Assembly(doc.decoded)
    doc.take(found[0][1], parts)
    text, spans = parts.finish()
    assert text == 'a\u00e9"\\ \U0001f600\nb\nc\ufffd\ufffdd'
    whole = Text(Digest(""), "test/1", text, spans)
    places = [whole.locate(at, at + 1) for at in range(len(text))]
    found_bytes = [data[place.start : place.end] for place in places]
    assert found_bytes == [
        *(b"a", b"\\u00e9", b'\\"', b"\\\\", b" ", b"\\ud83d\\ude00", b"\\r\\n", b"b", b"\\r", b"c"),
        *(b"\\ud800", b"\\u0000", b"d"),
    ]


def test_a_part_of_a_string_is_found_behind_escapes():
    data = b'{"x":"\\u00e9\\u00e9|\\"end\\"|z"}'
    doc, found = walk(data)
    node = found[0][1]
    start = node.value.index('"end"')
    place = doc.within(node, start, start + 5)
    assert data[place.start : place.end] == b'\\"end\\"'


def test_strings_beyond_the_limit_of_escapes_are_left_out_and_told(monkeypatch):
    monkeypatch.setattr("probandum.readers.json_offsets.ESCAPES", 1_000)
    doc, found = walk(b'{"x":"' + b"\\u0041" * 600 + b'","y":"' + b"\\n" * 600 + b'"}')
    parts = Assembly(doc.decoded)
    for _, node in found:
        doc.take(node, parts)
    assert parts.finish()[0] == "A" * 600
    assert list(doc.odd) == ["strings after the first 1,000 escapes are left out of the text; split the file"]
