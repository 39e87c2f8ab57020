"""Training the model beside the rules of the statements, on a small labelled set."""

import json

import pytest

from probandum.cli import main
from probandum.detectors.sayings.likely import KINDS, load
from probandum.evaluate.statement_examples import gather
from probandum.knowledge.registry import RegistrySource

ACTS = ["broke into", "spied on", "stole from", "sabotaged", "hacked into", "wiretapped"]
PLACES = ["the power grid", "the parliament", "two banks", "a port", "the railways", "mail servers"]


@pytest.fixture
def labelled(tmp_path):
    sentences = tmp_path / "sentences"
    documents = tmp_path / "documents"
    sentences.mkdir()
    documents.mkdir()
    lines = []
    for act in ACTS:
        for place in PLACES:
            lines += [
                {"text": f"Everybody knows that it was France who {act} {place}.", "types": ["accusation"]},
                {
                    "text": f"Workers in France repaired {place} on Tuesday after {act.split()[0]}.",
                    "types": ["assertion"],
                },
            ]
    (sentences / "s.jsonl").write_text("\n".join(json.dumps(line) for line in lines))
    for number, act in enumerate(ACTS):
        first, second = f"Who else but Spain {act} the harbour?", "The harbour is large."
        text = f"{first} {second}"
        statements = [
            {"span": [0, len(first)], "types": ["accusation"]},
            {"span": [len(first) + 1, len(text)], "types": ["assertion"]},
        ]
        label = {"doc": f"d{number}", "metadata": {}, "text": text, "statements": statements}
        (documents / f"d{number}.json").write_text(json.dumps(label))
    return sentences, documents


def run(*arguments):
    with pytest.raises(SystemExit) as done:
        main([str(one) for one in arguments])
    return done.value.code


def test_trains_the_same_twice(labelled, tmp_path, capsys):
    sentences, documents = labelled
    made = []
    for name in ("one", "two"):
        code = run(
            "evaluate",
            "statements",
            sentences,
            "--documents",
            documents,
            "--output",
            tmp_path / name,
            "--json",
        )
        assert code == 0
        made.append((tmp_path / name / "likely.mpk").read_bytes())
    figures = json.loads(capsys.readouterr().out.split("}\n{")[0] + "}")["figures"]
    assert set(figures) == set(KINDS)
    assert made[0] == made[1]
    model = load(made[0])
    assert set(model.made_from) == {"s.jsonl", *(f"d{number}.json" for number in range(6))}
    assert not any("franc" in word or "spain" in word for word in model.words)


def test_sentences_of_a_document_are_read_in_it(tmp_path):
    """What “the group” stands for is told by the sentence before it."""
    first = "Fancy Bear broke into the mail servers of the parliament."
    second = "The group also stole the letters of two ministers."
    alone = tmp_path / "alone.jsonl"
    together = tmp_path / "together.jsonl"
    rows = [{"text": one, "types": ["accusation"]} for one in (first, second)]
    alone.write_text("\n".join(json.dumps(row) for row in rows))
    together.write_text("\n".join(json.dumps(row | {"document": "page"}) for row in rows))
    pack = RegistrySource().load()
    apart, joined = (gather([path], [], pack).single for path in (alone, together))
    assert [one.group for one in joined] == ["page", "page"]
    assert [one.seen for one in joined] == [one.seen for one in apart]
    assert ["accusing" in one.rules for one in apart] == [True, False]
    assert ["accusing" in one.rules for one in joined] == [True, True]


@pytest.mark.parametrize("broken", ["{", "[]", '{"text": "a"}', "\x00"])
def test_what_is_no_label_is_named(labelled, tmp_path, capsys, broken):
    sentences, documents = labelled
    (sentences / "t.jsonl").write_text(broken)
    assert run("evaluate", "statements", sentences, "--documents", documents, "--output", tmp_path / "o") == 2
    assert "t.jsonl:1" in capsys.readouterr().err


def test_an_empty_folder(labelled, tmp_path, capsys):
    (tmp_path / "none").mkdir()
    assert (
        run(
            "evaluate",
            "statements",
            tmp_path / "none",
            "--documents",
            labelled[1],
            "--output",
            tmp_path / "o",
        )
        == 2
    )
    assert "no files" in capsys.readouterr().err
