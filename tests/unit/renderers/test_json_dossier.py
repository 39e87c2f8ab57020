"""JSON by its published schema."""

import json
from pathlib import Path

import jsonschema
import pytest
from dossier_records import records

from probandum.compose import compose
from probandum.model.ident import canonical
from probandum.renderers.json import JsonRenderer, schema

ROOT = Path(__file__).parents[3]


def written(**settings: object) -> bytes:
    return JsonRenderer().render(compose(records(**settings)))


@pytest.mark.parametrize("settings", [{}, {"hostile": True}, {"enough": "yes"}, {"level": "state"}])
def test_it_is_valid(settings: dict[str, object]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.Draft202012Validator(schema(), format_checker=checker).validate(
        json.loads(written(**settings))
    )


@pytest.mark.parametrize("wrong", [{"tlp": "TLP:BLUE"}, {"verdict": {}}, {"sections": []}, {"more": 1}])
def test_the_schema_refuses_what_is_wrong(wrong: dict[str, object]) -> None:
    found = {**json.loads(written()), **wrong}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema()).validate(found)


def test_the_published_schema_is_the_one_in_use() -> None:
    published = json.loads((ROOT / "docs" / "dossier.schema.json").read_text("utf-8"))
    assert published == schema()


def test_sentences_cite_or_are_opinion_and_every_citation_resolves() -> None:
    found = json.loads(written(hostile=True))
    known = {one["id"] for one in found["references"]}
    for part in found["sections"]:
        for one in part["sentences"]:
            assert one.get("opinion") or one["cites"]
            assert set(one.get("cites", ())) <= known


def test_numbers_are_exact_and_the_form_is_canonical() -> None:
    data = written()
    assert b'"probability":0.58,' in data
    found = json.loads(data)
    assert found["verdict"]["sentence"] == records().verdict.sentence()
    assert {one["hypothesis"]: one["probability"] for one in found["ranking"]}["unknown"] == 0.16
    as_text = json.loads(data, parse_float=str)
    assert len(canonical(as_text)) >= len(data) - 1
    assert data == written()
    assert b"\n" not in data[:-1]
