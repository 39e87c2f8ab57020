"""Law 1 on whole cases: from every sentence of a dossier to bytes, walked without the program's own readers."""

import base64
import contextlib
import hashlib
import html
import json
import quopri
import re
import shutil
import unicodedata
from pathlib import Path

import pypdfium2
import pytest
from one_runner import HERE

from probandum import Case
from probandum.weighers.fitted import shipped_as

EXAMPLES = Path(__file__).parents[2] / "examples"
CASES = (
    "olympic-destroyer",
    "olympic-destroyer/as-of-2018-03",
    "two-accusations/accusation-2020",
    "two-accusations/accusation-2022",
)
PLACED = {"observation", "claim", "judgement", "link"}
"""Kinds of record that stand at a place in an exhibit."""


@pytest.fixture(scope="module", params=CASES)
def walked(request, tmp_path_factory):
    """A copy of an example, assessed, with its dossier as JSON."""
    folder = tmp_path_factory.mktemp("case") / "case"
    folder.mkdir()
    shutil.copy(EXAMPLES / request.param / "case.toml", folder)
    shutil.copytree(EXAMPLES / request.param / "evidence", folder / "evidence")
    case = Case.open(folder, by="tester", clock=lambda: "2030-01-01T00:00:00Z", runner=HERE)
    case.assess()
    return folder, json.loads(case.report(["json"])[0].read_bytes())


def statements(dossier):
    """Every sentence, row and mark, with the words it says."""
    for section in dossier["sections"]:
        for one in section.get("sentences", ()):
            yield one["text"], one
        for table in section.get("tables", ()):
            yield from ((" ".join(row["cells"]), row) for row in table["rows"])
        for figure in section.get("figures", ()):
            yield from ((mark["label"], mark) for mark in figure["marks"])


def test_every_statement_cites_or_is_an_opinion(walked):
    _, dossier = walked
    ids = {one["id"] for one in dossier["references"]}
    found = list(statements(dossier))
    assert len(found) > 200
    for text, one in found:
        assert one.get("cites") or one.get("opinion"), text
        assert set(one.get("cites", ())) <= ids, text


def test_every_path_ends_at_a_digest(walked):
    _, dossier = walked
    by_id = {one["id"]: one for one in dossier["references"]}
    ended: set[str] = {name for name, one in by_id.items() if one.get("exhibit")}
    while True:
        more = {
            name for name, one in by_id.items() if set(one.get("cites", ())) & ended and name not in ended
        }
        if not more:
            break
        ended |= more
    assert set(by_id) == ended


def test_every_digest_is_that_of_bytes_in_the_case(walked):
    folder, dossier = walked
    lines = (folder / "custody" / "ledger.jsonl").read_bytes().splitlines()
    leaves = [hashlib.sha256(b"\0" + line).hexdigest() for line in lines]
    for one in dossier["references"]:
        digest = one.get("exhibit")
        if digest is None:
            continue
        if one["kind"] == "act":
            assert leaves[int(one["id"].partition(":")[2])] == digest
        elif one["kind"] == "parameters":
            assert shipped_as(digest) is not None
        elif one["kind"] == "checkpoint":
            origin, size, root = one["label"].partition(": ")[2].split(" ")
            assert base64.b64decode(root) == merkle([bytes.fromhex(leaf) for leaf in leaves[: int(size)]])
            assert hashlib.sha256(f"{origin}\n{size}\n{root}\n".encode()).hexdigest() == digest
        else:
            assert hashlib.sha256(held(folder, digest)).hexdigest() == digest


def test_every_excerpt_stands_at_its_place(walked):
    folder, dossier = walked
    walks = 0
    for one in dossier["references"]:
        place = one.get("locator")
        if place is None:
            continue
        data = held(folder, one["exhibit"])
        words = forms(data, place)
        if one["kind"] in PLACED:
            excerpt = one["excerpt"]
            said = bare(excerpt["match"].rstrip("…"))
            assert said, one
            assert any(said in bare(form) for form in words), (one, words[0][:200])
            walks += 1
        if one["kind"] == "observation" and not one.get("cites"):
            assert place["start"] < place["end"], one
    assert walks >= 20


def test_an_excerpt_reads_as_the_text_does(walked):
    """Before, match and after join to what stands there, no space lost between them."""
    folder, dossier = walked
    read = 0
    for one in dossier["references"]:
        excerpt = one.get("excerpt")
        if not excerpt or "[" in "".join(excerpt.values()) or one["locator"]["unit"] != "byte":
            continue
        text = " ".join(held(folder, one["exhibit"]).decode().split())
        if text.startswith(("<", "{", "[")):
            continue
        joined = (excerpt["before"].lstrip("…") + excerpt["match"] + excerpt["after"].rstrip("…")).strip()
        assert " ".join(joined.split()) in text, one
        read += 1
    assert read


def held(folder, digest):
    return (folder / "custody" / "objects" / digest).read_bytes()


def merkle(leaves):
    """RFC 6962, 2.1."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    return hashlib.sha256(b"\1" + merkle(leaves[:split]) + merkle(leaves[split:])).digest()


def forms(data, place):
    """The words at a locator in every notation that a file may write them in."""
    if place["unit"] == "page":
        page = pypdfium2.PdfDocument(data)[place["page"] - 1].get_textpage()
        return [page.get_text_range(place["start"], place["end"] - place["start"])]
    assert place["unit"] == "byte", place
    assert place["end"] <= len(data)
    raw = data[place["start"] : place["end"]]
    text = raw.decode("utf-8", "replace")
    found = [
        text,
        html.unescape(re.sub("<[^>]*>", "", text)),
        quopri.decodestring(raw).decode("utf-8", "replace"),
    ]
    with contextlib.suppress(ValueError):
        found.append(json.loads(f'"{text}"'))
    return found


def bare(text):
    """Letters and digits of any script, with the dossier's own notation undone."""
    text = re.sub("⟨U\\+([0-9A-F]+)⟩", lambda match: chr(int(match[1], 16)), text)
    text = text.replace("hxxp", "http").replace("fxp://", "ftp://")
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))
