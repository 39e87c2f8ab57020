"""Main text and metadata of pages in many layouts, written for this measurement (see ``text_metadata/README.md``).

Rules were made on the files ``*-tuned.txt``. ``*-aside.txt`` and ``*-fresh.txt`` were measured untouched once (the figures
are in ``docs/evaluation.md``) and then looked at. Floors lie in ``floors.json`` under ``text-metadata`` and only rise. The
tests marked ``shared`` add the two statements that the program was started from, and the dates and titles of reports.
"""

import json
import re
from pathlib import Path

import pytest

from probandum.model.exhibit import Exhibit
from probandum.model.ident import digest
from probandum.model.observation import Omission, Text
from probandum.readers.html import HtmlReader
from probandum.readers.text import TextReader

HERE = Path(__file__).parent
PAGES = HERE / "text_metadata"
FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8")).get("text-metadata", {})
FIELDS = ("title", "publisher", "author", "published", "not_before", "not_after", "language")
STATEMENTS = [above / "shared" / "data" / "statements" for above in Path(__file__).resolve().parents]
STATEMENTS = next((folder for folder in STATEMENTS if folder.is_dir()), STATEMENTS[3])


def samples(file):
    """Yield (name, fields, page with marks)."""
    for block in re.split(r"(?m)^##### ", (PAGES / file).read_text("utf-8"))[1:]:
        head, _, page = block.partition("\n-----\n")
        name, *lines = head.split("\n")
        fields = {}
        for line in lines:
            key, _, value = line.partition(":")
            fields.setdefault(key, []).append(value.strip())
        yield name, fields, page


def read(reader, page):
    data = page.encode()
    found = list(reader.read(Exhibit(digest(data), len(data), reader.media_types[0]), data))
    return next(item for item in found if isinstance(item, Text)), [
        item for item in found if isinstance(item, Omission)
    ]


def judge_fields(name, fields, text, score):
    for key in FIELDS:
        if key in fields:
            wanted, found = fields[key][0], getattr(text, key)
            score(key, found == wanted, f"{name}: {key} {found!r}, not {wanted!r}")
    if "conflict" in fields:
        score("conflict", "2021-02-09" in text.published_basis, f"{name}: {text.published_basis!r}")
    if "basis" in fields:
        score("basis", fields["basis"][0] in text.published_basis, f"{name}: {text.published_basis!r}")
    if text.published:
        score("basis", bool(text.published_basis), f"{name}: date without basis")


def judge_plain(name, fields, page, score):
    marked = [(line[:2] if line[:2] in ("| ", "~ ") else "", line) for line in page.split("\n")]
    text, omissions = read(TextReader(), "\n".join(line[len(mark) :] for mark, line in marked))
    kept = text.text.split("\n")
    for mark, line in marked:
        words = line[len(mark) :]
        if mark == "~ " or not words.strip():
            continue
        here = kept.count(words) > 0
        kind = "chrome" if mark else "main"
        score(kind, here == (kind == "main"), f"{name}: {kind} {words!r}")
    if "| " in {mark for mark, line in marked if line[2:].strip()}:
        score("said", bool(omissions), f"{name}: no omission")
    judge_fields(name, fields, text, score)


def judge_page(name, fields, page, score):
    text, _ = read(HtmlReader(), page)
    for key in ("has", "not"):
        for words in fields.get(key, []):
            kind = "main" if key == "has" else "chrome"
            score(kind, (words in text.text) == (key == "has"), f"{name}: {key} {words!r}")
    judge_fields(name, fields, text, score)


def measured(half):
    counts = {}

    for kind, judge in (("plain", judge_plain), ("html", judge_page)):

        def score(what, right, why, kind=kind):
            row = counts.setdefault((kind, what), [0, 0])
            row[0] += right
            row[1] += 1
            if not right:
                print("  miss:", why)

        for name, fields, page in samples(f"{kind}-{half}.txt"):
            judge(name, fields, page, score)
    return counts


@pytest.mark.parametrize("half", ["tuned", "aside", "fresh"])
def test_pages_of_own_making(half):
    counts = measured(half)
    for (kind, what), (right, total) in sorted(counts.items()):
        print(f"{half} {kind} {what}: {right} of {total} = {right / total:.3f}")
    for (kind, what), (right, total) in counts.items():
        floor = FLOORS[f"{half} {kind} {what}"]
        assert right / total >= floor, f"{half} {kind} {what}: {right} of {total}, floor {floor}"


def gold():
    if not STATEMENTS.is_dir():
        pytest.skip(f"no development data at {STATEMENTS}: quality not measured")
    return json.loads((STATEMENTS / "gold.json").read_text("utf-8"))["documents"]


@pytest.mark.shared
def test_both_statements_are_read_exactly():
    for document in gold():
        raw = (STATEMENTS / document["doc"]).read_bytes().decode("utf-8")
        text, omissions = read(TextReader(), raw)
        said = document["metadata"]
        ((start, end),) = document["main_text"]
        main = raw[start:end].strip()
        own = text.text if main.startswith(text.title) else text.text[text.body :]
        assert own.strip() == main
        assert (text.title, text.publisher, text.language) == (
            said["title"],
            said["publisher"],
            said["language"],
        )
        assert text.published == (said["date"] or "")[:10]
        assert text.publisher_basis
        if said["date"]:
            assert text.published_basis.startswith(said["date_basis"])
        else:
            assert text.not_before == said["date_bounds"][0]
            assert "2019" in text.not_before_basis
        left = [raw.encode()[one.locator.start : one.locator.end].decode() for one in omissions]
        assert [part.strip() for part in left] == [raw[a:b].strip() for a, b in document["boilerplate"]]


@pytest.mark.shared
def test_dates_and_titles_of_reports():
    folder = STATEMENTS.parent / "reports" / "annoctr" / "text"
    if not folder.is_dir():
        pytest.skip(f"no development data at {folder}: quality not measured")
    right = titled = lost = total = 0
    for file in sorted(folder.glob("*.txt")):
        page = file.read_bytes().decode("utf-8")
        text, omissions = read(TextReader(), page)
        total += 1
        right += text.published == file.name.split("_")[1]
        titled += text.title == page.split("\n")[0].strip()
        lost += bool(omissions)
    print(f"reports: {right} of {total} dates, {titled} titles, {lost} with something left out")
    assert right / total >= FLOORS["reports date"]
    assert titled / total >= FLOORS["reports title"]
    assert lost / total <= FLOORS["reports with something left out, at most"]
