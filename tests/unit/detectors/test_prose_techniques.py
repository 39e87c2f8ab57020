"""Suggestions from prose: what is suggested, what is not, and models that somebody spoilt."""

import struct
import time
from decimal import Decimal

import msgspec
import numpy as np
import pytest
from invented_model import BANDS, PACK, examples, model, pack

from probandum.detectors import classifier
from probandum.detectors.classifier import MAGIC, Model, load, shipped
from probandum.detectors.clauses import LONGEST, MOST_WORDS, Names, sentences, words
from probandum.detectors.scoring import Scorer
from probandum.detectors.suggestions import SuggestionDetector, best, net
from probandum.errors import KnowledgeError
from probandum.evaluate.technique_train import Prepared, train
from probandum.interfaces import Batch
from probandum.model.exhibit import Locator
from probandum.model.ident import digest
from probandum.model.observation import Observation, Omission, Span, Text
from probandum.model.pack import Name
from probandum.testing import check_detector

INJECTS = "The malware injects code into the memory of the browser."
MAILS = "Then it sends mails with a malicious attachment to staff of a bank."
NOTHING = "The group was first seen in the spring by users."


def text(content, **more):
    span = Span(0, len(content), Locator("byte", 0, len(content)))
    return Text(digest(content.encode("utf-8", "surrogatepass")), "t/1", content, (span,), **more)


def run(content, knowledge=None, **more):
    return list(SuggestionDetector().detect(Batch((text(content, **more),)), knowledge or pack()))


def values(content, knowledge=None):
    return [one.value for one in run(content, knowledge) if isinstance(one, Observation)]


def test_each_sentence_gets_its_technique_and_one_without_a_technique_none():
    content = f"{INJECTS} {MAILS} {NOTHING}"
    found = run(content)
    assert [one.value for one in found] == ["T1055", "T1566"]
    assert [one.surface for one in found] == [INJECTS, MAILS]
    for one in found:
        assert content[one.locator.start : one.locator.end] == one.surface
        assert one.refs == (one.value,)
        assert one.authenticity in {band.share for band in BANDS}
        assert "suggestion from prose" in one.note
        assert "rank 1" in one.note
    assert "“injects”" in found[0].note


def test_words_kept_of_a_long_sentence_do_not_end_in_a_blank():
    """The cut at 400 characters falls behind a blank."""
    for shift in range(3):
        (found,) = run(
            INJECTS[:-1] + " , it injects code".rjust(400 - len(INJECTS) + shift) + " into the memory"
        )
        assert found.surface == found.surface.strip()
        assert len(found.surface) > 390


def test_what_a_sentence_names_by_id_it_need_not_be_suggested():
    assert values(INJECTS) == ["T1055"]
    assert values(INJECTS[:-1] + " (T1055).") == []
    assert values(INJECTS[:-1] + " (T1055.012).") == []
    assert values(INJECTS[:-1] + " (T1566).") == ["T1055"]


def test_a_revoked_id_leads_to_what_took_its_place_and_one_that_is_gone_is_told():
    live = tuple(one for one in PACK.techniques if one.id != "T1055")
    moved = pack(techniques=live, names=(Name("T1055", "T1486", "ATT&CK, revoked id"),))
    assert values(INJECTS, moved) == ["T1486"]
    gone = run(INJECTS, pack(techniques=live))
    assert [type(one) for one in gone] == [Omission]
    assert "T1055" in gone[0].what
    assert gone[0].locator == Locator("byte", 0, len(INJECTS))


@pytest.mark.parametrize("language", ["de", "zh", "ru", "ar"])
def test_another_language_is_said_to_be_unsupported(language):
    found = run(INJECTS, language=language)
    assert [type(one) for one in found] == [Omission]
    assert "not supported" in found[0].what
    assert language in found[0].what


@pytest.mark.parametrize("language", ["", "en", "en-GB"])
def test_english_and_unknown_languages_are_read(language):
    assert [one.value for one in run(INJECTS, language=language)] == ["T1055"]


@pytest.mark.parametrize(
    "other",
    [
        "Die Schadsoftware schreibt ihren Code in den Speicher des Browsers und wartet dort.",
        "Вредоносная программа внедряет код в память браузера жертвы.",
        "恶意软件将代码注入浏览器的内存。",
        "يقوم البرنامج الضار بحقن التعليمات البرمجية في ذاكرة المتصفح.",
        "injects injects",
        "0a1b2c3d 4e5f6a7b 8c9d0e1f memory 2a3b4c5d 6e7f8a9b",
    ],
)
def test_what_is_no_english_prose_suggests_nothing(other):
    assert run(other) == []


def test_renaming_actors_malware_and_countries_changes_nothing():
    plain = "{} of {} says that {} injects code into the memory of the browser."
    for one, other in ((("Aquatest", "Cuba", "Emotest"), ("Lumpy Cat", "Cuba", "Fancy Bravo")),):
        first, second = (run(plain.format(*names)) for names in (one, other))
        assert [item.value for item in first] == [item.value for item in second] == ["T1055"]
        assert [item.note for item in first] == [item.note for item in second]


def test_names_are_blanked_at_word_bounds_and_lengths_stay():
    names = Names(PACK)
    assert names.without("Aquatest's Emotest, not Aquatester; LUMPY CAT and Netest.") == (
        "        's        , not Aquatester;           and Netest."
    )


def test_the_packs_own_model_goes_before_the_shipped_one():
    assert any("model" in one.note and "…" not in one.value for one in run(INJECTS))
    own = msgspec.structs.replace(model().header, bands=(BANDS[0],))
    weak = msgspec.structs.replace(PACK, technique_model=model()._replace(header=own).to_bytes())
    strong = run(INJECTS)[0].authenticity
    assert run(INJECTS, weak)[0].authenticity == BANDS[0].share != strong


def test_a_model_without_bands_suggests_nothing():
    bare = model()._replace(header=msgspec.structs.replace(model().header, bands=()))
    assert run(INJECTS, msgspec.structs.replace(PACK, technique_model=bare.to_bytes())) == []


def test_the_detector_keeps_the_promises_of_a_detector():
    check_detector(SuggestionDetector(), [INJECTS, "Прежде. " + MAILS, "\U0001f575 " + INJECTS], pack())


def test_what_was_read_before_changes_nothing():
    detector, known = SuggestionDetector(), pack()
    alone = list(detector.detect(Batch((text(MAILS),)), known))
    list(detector.detect(Batch((text(" ".join(f"{INJECTS} word{n}" for n in range(3000))),)), known))
    assert list(detector.detect(Batch((text(MAILS),)), known)) == alone


# --- sentences and words


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", []),
        (" \n ", []),
        ("One. Two!  Three?", ["One.", "Two!", "Three?"]),
        ("It used tools, e.g. Netest. Dr. No said so.", ["It used tools, e.g. Netest.", "Dr. No said so."]),
        ("A line that was\nwrapped here.\nNext line", ["A line that was\nwrapped here.", "Next line"]),
        ("version 1.2 of a.exe ran", ["version 1.2 of a.exe ran"]),
        ("x" * (LONGEST + 5), ["x" * LONGEST, "xxxxx"]),
    ],
)
def test_sentences(content, expected):
    assert [content[start:end] for start, end in sentences(content)] == expected


def test_words_are_bounded_and_keep_what_binds_them():
    assert words("Ran cmd.exe /c “who-ami”, a.") == ["ran", "cmd.exe", "c", "who-ami", "a"]
    assert len(words("a " * 10_000)) == MOST_WORDS
    assert words("See https://evil.example/inject (hxxps[:]//b.example) or www.c.example/x, over HTTPS") == (
        ["see", "or", "over", "https"]
    )


@pytest.mark.parametrize(
    "piece", ["x", "a.", "_", "a_", "word ", "The malware injects code. ", "é", "\n", ".\n ", "İ "]
)
def test_a_megabyte_of_anything_is_read_in_proportion(piece):
    content = (piece * 1_000_000)[:1_000_000]
    known = pack()
    start = time.process_time()
    run(content, known)
    assert time.process_time() - start < 20


# --- the model


def test_training_twice_gives_the_same_bytes():
    again = Prepared(examples())
    plain = train(again, np.arange(len(again.examples)))
    assert plain._replace(header=model().header).to_bytes() == model().to_bytes()


def test_what_is_written_is_read_again():
    again = load(model().to_bytes(), "m")
    assert again.header == model().header
    assert all(np.array_equal(one, other) for one, other in zip(again[1:], model()[1:], strict=True))


def test_scores_do_not_depend_on_the_company_a_sentence_is_in():
    asked = [words(INJECTS), words(MAILS), words(NOTHING), ["strange", "words", "zzyzx"]]
    together = Scorer(model())
    all_scores = together.scores(together.places(asked))
    for one, scores in zip(asked, all_scores, strict=True):
        alone = Scorer(model())
        assert np.array_equal(alone.scores(alone.places([one]))[0], scores)


def test_best_takes_the_first_of_equals():
    assert best(np.array([1, 3, 3, 2], np.float32), 3) == [1, 2, 3]


def test_no_technique_at_all_is_never_an_answer():
    scorer = Scorer(model())
    scores = net(model(), scorer.scores(scorer.places([words(NOTHING)])))[0]
    assert "" not in {model().header.techniques[column] for column in best(scores, 3)}


def changed(**more):
    return model()._replace(header=msgspec.structs.replace(model().header, **more)).to_bytes()


def spoilt(name, value):
    array = getattr(model(), name).copy()
    array.flat[0] = value
    return model()._replace(**{name: array}).to_bytes()


GOOD = model().to_bytes()
HOSTILE = {
    "empty": b"",
    "pickle": b"\x80\x04\x95\x10\x00\x00\x00\x00\x00\x00\x00\x8c\x05posix\x94\x8c\x06system\x94\x93\x94.",
    "zip": b"PK\x03\x04" + bytes(100),
    "magic alone": MAGIC,
    "header beyond the file": MAGIC + struct.pack("<I", 1 << 31) + b"{}",
    "header cut off": GOOD[:60],
    "header no JSON": MAGIC + struct.pack("<I", 5) + b"\xff\x00[[[" + bytes(50),
    "header deep": MAGIC + struct.pack("<I", 100_000) + b"[" * 100_000,
    "cut off": GOOD[:-1],
    "too long": GOOD + b"\x00",
    "more words than there are": changed(words=(1 << 26) - 1),
    "negative words": changed(words=-1),
    "a table of petabytes": changed(words=1 << 62),
    "parts no power of two": changed(parts=3),
    "no parts": changed(parts=0),
    "no dimension": changed(dimensions=0),
    "too many dimensions": changed(dimensions=4096),
    "no techniques": changed(techniques=()),
    "a technique twice": changed(techniques=("", "T1055", "T1055", "T1566")),
    "no step": changed(step=0.0),
    "a share of one": changed(bands=(msgspec.structs.replace(BANDS[0], share=Decimal(1)),)),
    "a share that is none": changed(bands=(msgspec.structs.replace(BANDS[0], share=Decimal("NaN")),)),
    "falling bands": changed(bands=BANDS[::-1]),
    "scale not finite": spoilt("scale", np.nan),
    "scale beyond all bounds": spoilt("scale", 1e38),
    "bias not finite": spoilt("bias", np.inf),
    "negative weight": spoilt("square", -1),
    "keys that fall": spoilt("keys", (1 << 64) - 1),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_a_spoilt_model_gives_one_clear_error(data):
    with pytest.raises(KnowledgeError) as caught:
        load(data, "mine.model")
    assert "mine.model" in caught.value.what
    assert "\n" not in caught.value.what
    assert caught.value.advice


def test_a_pack_with_a_spoilt_model_is_refused():
    with pytest.raises(KnowledgeError, match="model"):
        run(INJECTS, msgspec.structs.replace(PACK, technique_model=b"nonsense"))


def test_any_bytes_behind_a_good_header_are_numbers_and_nothing_else():
    size = struct.unpack_from("<I", GOOD, len(MAGIC))[0]
    start = len(MAGIC) + 4 + size
    arrays = np.random.default_rng(7).integers(0, 256, len(GOOD) - start, np.uint8).tobytes()
    with pytest.raises(KnowledgeError):
        load(GOOD[:start] + arrays, "m")


def test_the_shipped_model_is_small_signed_and_whole():
    held, made = shipped()
    data = held.to_bytes()
    assert isinstance(held, Model)
    assert len(data) <= 10_000_000
    assert digest(data) == made
    assert held.header.bands
    assert "enterprise-attack-14.1.json.xz" in held.header.made_from
    assert held.header.command.startswith("probandum evaluate techniques")
    assert "MITRE" in held.header.notice
    assert classifier.FINEST * held.header.dimensions * 127 < 1 << 24
