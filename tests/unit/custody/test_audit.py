"""Each kind of damage is named: which line, object or product."""

import base64

import pytest

from probandum.custody import log
from probandum.custody.audit import audit
from probandum.custody.ledger import Head, next_act, read_entry, read_head
from probandum.errors import CustodyError
from probandum.model.entry import Entry
from probandum.model.exhibit import Exhibit
from probandum.model.ident import digest

BYTES = {digest(data): data for data in (b"one", b"two", b"three")}
ONE, TWO, THREE = BYTES
PRODUCT, DOSSIER = digest(b"table"), digest(b"dossier")


class Case:
    """Custody in memory, to be damaged."""

    def __init__(self, acts):
        head = Head()
        self.lines, self.leaves, self.checkpoint = [], [], b""
        for number, (action, materials, products, exhibits) in enumerate(acts):
            entry = Entry(
                sequence=number,
                at="2024-01-01T00:00:00Z",
                by="analyst",
                action=action,
                tool="probandum/0",
                materials=materials,
                products=products,
                count=len(products),
                exhibits=tuple(Exhibit(name, 3, "text/plain") for name in exhibits),
            )
            act = next_act(head, entry)
            self.lines.append(act.line)
            self.leaves.append(act.leaf)
            self.checkpoint, head = act.checkpoint, act.head
        self.objects = dict(BYTES)
        self.products = {"products/table.parquet": PRODUCT, "dossier/dossier.html": DOSSIER}

    def audit(self):
        recompute = {name: digest(data) for name, data in self.objects.items()}.get
        return list(
            audit(self.lines, self.leaves, self.checkpoint, list(self.objects), recompute, self.products)
        )

    def broken(self):
        return [finding.what for finding in self.audit() if finding.severity == "broken"]


@pytest.fixture
def case():
    return Case(
        [
            ("open", {}, {}, ()),
            ("acquire", {}, {}, (ONE, TWO)),
            ("examine", {f"objects/{ONE}": ONE}, {"products/table.parquet": digest(b"older")}, ()),
            ("acquire", {}, {"objects/third.txt": THREE}, ()),
            ("examine", {}, {"products/table.parquet": PRODUCT}, ()),
            ("report", {"products/table.parquet": PRODUCT}, {"dossier/dossier.html": DOSSIER}, ()),
        ]
    )


def test_a_sound_case_has_no_findings(case):
    assert case.audit() == []


def test_a_new_case_has_no_findings():
    assert list(audit([], [], b"", [], {}.get, {})) == []


def test_changed_object(case):
    case.objects[TWO] = b"twO"
    (what,) = case.broken()
    assert f"objects/{TWO}" in what
    assert "line 2 of the ledger (acquire)" in what
    assert digest(b"twO") in what


def test_missing_objects_are_named_with_the_line_that_names_them(case):
    del case.objects[ONE], case.objects[THREE]
    assert [what.rsplit(", ", 1)[1] for what in case.broken()] == ["is missing"] * 2
    assert any("objects/third.txt" in what and "line 4" in what for what in case.broken())
    assert any(ONE in what and "line 2" in what for what in case.broken())


def test_an_object_that_is_no_file(case):
    held = {name: digest(data) for name, data in case.objects.items() if name != ONE}
    (finding,) = audit(case.lines, case.leaves, case.checkpoint, list(BYTES), held.get, case.products)
    assert "not a regular file" in finding.what


def test_objects_that_nobody_names_are_notes(case):
    stray = digest(b"stray")
    case.objects[stray] = b"stray"
    case.objects["README\x1b[2J"] = b"?"
    notes = case.audit()
    assert [note.severity for note in notes] == ["note", "note"]
    assert "README\\x1b[2J" in notes[0].what
    assert stray in notes[1].what
    case.objects[stray] = b"changed"
    assert stray in case.broken()[0]


def test_a_changed_line_is_named(case):
    case.lines[2] = case.lines[2].replace(b"analyst", b"nobody")
    assert case.broken() == ["line 3 of the ledger was changed"]


def test_a_line_that_is_no_entry_is_named_also_when_the_whole_log_was_made_anew(case):
    for wrong in (
        b"\xff",
        b"[" * 9000,
        b"{}",
        b"",
        case.lines[2] + b" ",
        case.lines[2].replace(b":", b": ", 1),
    ):
        assert read_entry(wrong) is None
        case.lines[2] = wrong
        hashes = [log.leaf_hash(line) for line in case.lines]
        case.leaves = [leaf.hex() for leaf in hashes]
        case.checkpoint = log.checkpoint(log.origin(case.lines[0]), len(hashes), log.root(hashes))
        assert case.broken()[0] == "line 3 of the ledger is not an entry as the program writes it"


def test_a_wrong_sequence_is_named(case):
    del case.lines[1]
    hashes = [log.leaf_hash(line) for line in case.lines]
    case.leaves = [leaf.hex() for leaf in hashes]
    case.checkpoint = log.checkpoint(log.origin(case.lines[0]), len(hashes), log.root(hashes))
    assert case.broken()[0] == "line 2 of the ledger says that it is line 3"


@pytest.mark.parametrize("at", range(5))
def test_a_deleted_line_is_named(case, at):
    del case.lines[at]
    assert case.broken()[0] == f"line {at + 1} of the ledger was deleted"


def test_several_deleted_lines_are_counted(case):
    del case.lines[1:4]
    assert case.broken()[0] == "line 2 of the ledger was deleted, and 2 after it"


@pytest.mark.parametrize("at", range(7))
def test_an_added_line_is_named(case, at):
    case.lines.insert(at, case.lines[2].replace(b"examine", b"acquire"))
    assert case.broken()[0] == f"line {at + 1} of the ledger was added"


def test_reordered_lines_are_named(case):
    case.lines[1], case.lines[4] = case.lines[4], case.lines[1]
    assert case.broken()[0] == "line 2 of the ledger is out of place: it was line 5"


@pytest.mark.parametrize("left", range(6))
def test_a_deleted_tail_is_named_whether_or_not_the_leaves_went_too(case, left):
    case.lines = case.lines[:left]
    said = f"the ledger ends after line {left} of 6: its tail was deleted"
    assert case.broken()[0] == said
    case.leaves = case.leaves[:left]
    assert case.broken()[0] == said


def test_lines_added_with_their_leaves(case):
    case.lines.append(b"{}")
    case.leaves.append(log.leaf_hash(b"{}").hex())
    assert case.broken()[0] == "line 7 of the ledger was added; the checkpoint ends before it"
    del case.lines[6]
    assert case.broken() == ["line 7 of the leaves does not fit the ledger, which is unchanged"]
    case.lines[3] = b"{}"
    assert case.broken()[:2] == [
        "line 7 of the leaves was added; the checkpoint ends before it",
        "line 4 of the ledger was changed",
    ]


def test_changed_leaves_are_named(case):
    case.leaves[4] = case.leaves[4].upper()
    assert case.broken() == ["line 5 of the leaves does not fit the ledger, which is unchanged"]


def test_ledger_and_leaves_changed_apart(case):
    case.lines[1], case.leaves[3] = b"{}", "no hash"
    assert case.broken()[0].startswith("line 2 of the ledger does not fit its leaf, and neither gives")


def test_a_line_changed_together_with_its_leaf_breaks_the_root(case):
    case.lines[1] = case.lines[1].replace(b"analyst", b"nobody!")
    case.leaves[1] = log.leaf_hash(case.lines[1]).hex()
    (what,) = case.broken()
    assert what.startswith("the checkpoint's root is not that of ledger and leaves")


def test_changed_checkpoint(case):
    whole = case.checkpoint
    said = log.parse_checkpoint(whole)
    case.checkpoint = log.checkpoint("probandum/0000000000000000", said.size, said.root)
    assert case.broken()[0].startswith(
        "line 1 of the checkpoint names the log probandum/0000000000000000, not"
    )
    case.checkpoint = log.checkpoint(said.origin, 5, said.root)
    assert case.broken() == ["line 2 of the checkpoint says 5 ledger lines; its root is that of 6"]
    case.checkpoint = log.checkpoint(said.origin, 6, log.EMPTY)
    assert case.broken()[0].startswith("the checkpoint's root is not that")
    case.checkpoint = whole.replace(base64.b64encode(said.root), b"!")
    assert case.broken() == ["line 3 of the checkpoint is not a root: base64 of 32 bytes"]
    case.checkpoint = b""
    assert case.broken() == ["the checkpoint is missing or empty"]
    case.leaves = []
    assert case.broken()[0] == "the checkpoint is missing or empty"


def test_products(case):
    case.products["products/table.parquet"] = digest(b"older")
    (what,) = case.broken()
    assert what == "product products/table.parquet is not what line 5 of the ledger (examine) made"
    case.products = {"products/half made": digest(b"half")}
    notes = case.audit()
    assert [note.severity for note in notes] == ["note"] * 3
    assert [note.what.split(" ")[1] for note in notes] == [
        "dossier/dossier.html,",
        "products/half",
        "products/table.parquet,",
    ]
    assert "run assess" in notes[0].advice


def test_a_broken_ledger_is_not_carried_on(case):
    head = read_head(case.lines, case.leaves, case.checkpoint)
    assert head.size == 6
    with pytest.raises(ValueError, match="entry 0 cannot follow 6 lines"):
        next_act(head, read_entry(case.lines[0]))
    for wrong in (
        (case.lines[:-1], case.leaves, case.checkpoint),
        (case.lines, case.leaves[:-1], case.checkpoint),
        ([], [], case.checkpoint),
        (case.lines[::-1], case.leaves[::-1], case.checkpoint),
        (case.lines, case.leaves, b""),
    ):
        with pytest.raises(CustodyError):
            read_head(*wrong)
