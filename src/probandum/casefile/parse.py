"""The bytes of ``case.toml`` to a :class:`~probandum.model.brief.Brief`."""

import re
import tomllib
from decimal import Decimal
from typing import Any, Literal, get_args

from probandum.casefile.fields import LIMIT, Table, nearest, quoted
from probandum.casefile.lines import locate
from probandum.casefile.reporters import declared, origins, sources
from probandum.errors import CaseFileError
from probandum.model.brief import (
    Brief,
    ClaimNote,
    EvidenceNote,
    JudgementNote,
    LinkNote,
    Passage,
    ReferenceNote,
    ReviewNote,
    Use,
)
from probandum.model.claim import Stance
from probandum.model.hypothesis import NOT_ESTABLISHED, UNKNOWN, Hypothesis, Question
from probandum.model.ident import digest
from probandum.model.scales import ICD_203, LEVELS, STANDARDS, TLP_ORDER, Level, Standard

_TABLES = (
    "case", "question", "knowledge", "source", "evidence", "claim", "judgement", "link", "review", "hypothesis",
    "reference", "origin",
)  # fmt: skip
_PASSAGE = ("file", "quote")
_CLAIM = (
    *_PASSAGE, "stance", "speaker", "subject", "predicate", "by", "object", "level", "basis", "relayed_by", "hedge",
    "answers", "name", "hypothesis", "incident", "linked_to", "link",
)  # fmt: skip
_JUDGEMENT = (*_PASSAGE, "hypothesis", "item", "if_true", "if_false", "reason", "by", "forgery")
_LINK = (*_PASSAGE, "child", "parent", "level", "band", "reason", "by")
_EVIDENCE = ("file", "source", "published", "url", "credibility", "use", "tlp")
_BANDS = tuple(band.word for band in ICD_203)
_STANCES: tuple[Stance, ...] = get_args(Stance)
_USES: tuple[Use, ...] = get_args(Use)
_SYNTAX_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


def parse(data: bytes) -> Brief:
    """Return what a case file states.

    Args:
        data: the file, UTF-8 (a byte order mark is passed over), at most ``LIMIT`` bytes.

    Raises:
        CaseFileError: the first thing that is wrong, with its line.
    """
    text = _decode(data)
    lines = locate(text)
    root = Table(_toml(text), "the file", (), lines)
    for key in root.values:
        if key not in _TABLES:
            raise root.wrong(key, f"has no table {quoted(key)}", nearest(key, _TABLES))
    return _brief(root, data)


def _decode(data: bytes) -> str:
    if len(data) > LIMIT:
        raise CaseFileError(
            f"{len(data):,} bytes, more than {LIMIT:,}", "evidence belongs into files of the folder evidence/"
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CaseFileError("not UTF-8", "save the file in the encoding UTF-8", line) from None
    return text.replace("\r\n", "\n")


def _toml(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        place = _SYNTAX_PLACE.search(str(error))
        last = text.count("\n") + 1
        line = int(place[1]) if place and place[1] else last
        what = _SYNTAX_PLACE.sub("", str(error))
        raise CaseFileError(
            f"not TOML: {what}", "strings stand in quotation marks; see toml.io", line
        ) from None
    except (ValueError, RecursionError, ArithmeticError) as error:
        # an integer of 5,000 digits, a float that Decimal refuses: tomllib passes these on without a place
        raise CaseFileError(f"not TOML that can be read: {quoted(str(error))}", "shorten it") from None


def _brief(root: Table, data: bytes) -> Brief:
    case = root.table("case", "[case]").only(("title", "tlp", "as_of"))
    question = root.table("question", "[question]").only(("text", "level", "standard", "prior"))
    knowledge = root.table("knowledge", "[knowledge]").only(("pack", "exclude"))
    reporters = sources(root)
    return Brief(
        digest=digest(data),
        title=case.text("title"),
        question=Question(question.text("text"), question.word("level", LEVELS)),
        standard=_standard(question),
        tlp=case.word("tlp", TLP_ORDER, "TLP:CLEAR"),
        as_of=case.moment("as_of"),
        prior=_prior(question),
        pack=knowledge.text("pack", ""),
        exclude=knowledge.texts("exclude"),
        sources=reporters,
        evidence=_evidence(root, {source.name for source in reporters}),
        claims=_claims(root),
        judgements=tuple(_judgement(table) for table in root.tables("judgement")),
        links=tuple(_link(table) for table in root.tables("link")),
        reviews=tuple(_review(table) for table in root.tables("review")),
        hypotheses=_hypotheses(root),
        references=_references(root),
        origins=origins(root),
    )


def _standard(question: Table) -> Standard:
    if not isinstance(question.values.get("standard"), dict):
        return STANDARDS[question.word("standard", tuple(STANDARDS))]
    own = question.table("standard", "[question] standard").only(("title", "threshold", "budget"))
    return Standard("own", own.text("title"), own.probability("threshold"), own.number("budget", 0, 1_000))


def _prior(question: Table) -> Literal["uniform", "reporting-rate"] | dict[str, Decimal]:
    if not isinstance(question.values.get("prior"), dict):
        named: tuple[Literal["uniform", "reporting-rate"], ...] = ("uniform", "reporting-rate")
        return question.word("prior", named, "uniform")
    table = question.table("prior", "[question] prior")
    shares = {actor: table.probability(actor) for actor in table.values}
    if not shares or sum(shares.values()) > 1:
        raise question.wrong("prior", "prior must give probabilities whose sum is at most 1")
    return shares


def _evidence(root: Table, reporters: set[str]) -> tuple[EvidenceNote, ...]:
    first: dict[str, int] = {}
    found: list[EvidenceNote] = []
    for table in root.tables("evidence"):
        table.only(_EVIDENCE)
        file = table.file("file")
        if file in first:
            raise table.wrong(
                "file", f"{quoted(file)} is listed already in line {first[file]}", "keep one entry"
            )
        first[file] = table.line("file")
        source = table.text("source", "")
        if source:
            declared(table, ("source",), source, reporters)
        note = EvidenceNote(
            file=file,
            line=table.line("file"),
            source=source,
            published=table.moment("published"),
            url=table.text("url", ""),
            credibility=table.number("credibility", 1, 6, 6),
            use=table.words("use", _USES, ("behaviour", "claims")),
            tlp=table.word("tlp", TLP_ORDER, "TLP:CLEAR"),
        )
        found.append(note)
    return tuple(found)


def _passage(table: Table) -> Passage:
    return Passage(table.file("file"), table.text("quote"), table.line("quote"))


def _claims(root: Table) -> tuple[ClaimNote, ...]:
    tables = root.tables("claim")
    names: set[str] = set()
    for table in tables:
        name = table.only(_CLAIM).text("name", "")
        if name in names:
            raise table.wrong("name", f"{quoted(name)} is there twice", "give one of them another name")
        names |= {name} - {""}
    return tuple(_claim(table, names) for table in tables)


def _claim(table: Table, names: set[str]) -> ClaimNote:
    answers = table.texts("answers")
    for index, name in enumerate(answers):
        if name not in names or name == table.values.get("name"):
            advice = nearest(name, sorted(names)) or "give that claim a name"
            raise table.wrong(
                ("answers", index), f"answers {quoted(name)}, which is no other claim's name", advice
            )
    if (actor := table.text("hypothesis", "")) in (UNKNOWN, NOT_ESTABLISHED):
        what = f"hypothesis cannot be {quoted(actor)}: a saying is about somebody"
        raise table.wrong("hypothesis", what, "name an actor, or leave it out: the claim is shown then")
    return ClaimNote(
        passage=_passage(table),
        stance=table.word("stance", _STANCES),
        speaker=table.text("speaker"),
        subject=table.text("subject"),
        predicate=table.text("predicate"),
        by=table.text("by"),
        object=table.text("object", ""),
        level=table.word("level", LEVELS) if "level" in table.values else None,
        basis=table.text("basis", ""),
        relayed_by=table.texts("relayed_by"),
        hedge=table.text("hedge", ""),
        answers=answers,
        name=table.text("name", ""),
        hypothesis=actor,
        incident=table.text("incident", ""),
        linked_to=table.text("linked_to", ""),
        link=table.text("link", ""),
    )


def _judgement(table: Table) -> JudgementNote:
    table.only(_JUDGEMENT)
    return JudgementNote(
        passage=_passage(table),
        hypothesis=table.text("hypothesis"),
        item=table.text("item"),
        if_true=table.word("if_true", _BANDS),
        if_false=table.word("if_false", _BANDS),
        reason=table.text("reason"),
        by=table.text("by"),
        forgery=table.number("forgery", 1, 4, 1),
    )


def _link(table: Table) -> LinkNote:
    table.only(_LINK)
    return LinkNote(
        passage=_passage(table),
        child=table.text("child"),
        parent=table.text("parent"),
        level=table.word("level", LEVELS),
        band=table.word("band", _BANDS),
        reason=table.text("reason"),
        by=table.text("by"),
    )


def _review(table: Table) -> ReviewNote:
    table.only(("decision", "value", "reason", "by", "file"))
    decisions: tuple[Literal["accept", "reject"], ...] = ("accept", "reject")
    return ReviewNote(
        decision=table.word("decision", decisions),
        value=table.text("value"),
        reason=table.text("reason"),
        by=table.text("by"),
        line=table.line("file" if "file" in table.values else "value"),
        file=table.file("file", ""),
    )


def _hypotheses(root: Table) -> tuple[Hypothesis, ...]:
    found: dict[str, Hypothesis] = {}
    for table in root.tables("hypothesis"):
        name = table.only(("name", "level")).text("name")
        if name in (UNKNOWN, NOT_ESTABLISHED):
            raise table.wrong("name", f"{quoted(name)} is always among the hypotheses", "take it out")
        if name in found:
            raise table.wrong("name", f"{quoted(name)} is there twice", "keep one entry")
        level: Level = table.word("level", LEVELS)
        found[name] = Hypothesis(name, "named", name, level)
    return tuple(found.values())


def _references(root: Table) -> tuple[ReferenceNote, ...]:
    found: dict[str, ReferenceNote] = {}
    for table in root.tables("reference"):
        file = table.only(("file", "source", "published")).file("file")
        if file in found:
            what = f"{quoted(file)} is listed already in line {found[file].line}"
            raise table.wrong("file", what, "keep one entry")
        found[file] = ReferenceNote(file, table.text("source"), table.line("file"), table.moment("published"))
    return tuple(found.values())
