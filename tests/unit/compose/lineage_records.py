"""The case of dossier_records with what its documents share, whom they cite, and what is said over and over."""

from collections.abc import Iterable
from decimal import Decimal

import msgspec
from dossier_records import place, records

from probandum.model.discourse import Contradiction, TalkingPoint, Uttered
from probandum.model.dossier import Excerpt, Records
from probandum.model.ident import Digest
from probandum.model.sharing import Citation, Descent, Lineage, Passage, Place
from probandum.model.supposition import Supposition

COPIED = "We are confident that Group B is behind the intrusion at the Example Works"
LONG = " ".join(f"word{number}" for number in range(90))[:400]
"""As much of a passage as is kept."""


def linked(words: str = "", marks: dict[str, str] | None = None) -> Records:
    """Return the case: the ministry's statement stands in two papers, one of them repeats a text that nobody collected.

    Args:
        words: hostile words, put wherever evidence can put words.
        marks: TLP by file name.
    """
    case = records(hostile=bool(words), marks=marks)
    by = [exhibit.digest for exhibit in case.exhibits]
    passages = (
        _passage(by[3], by[6], f"{COPIED} {words}".strip(), 13, 40),
        _passage(by[3], by[4], LONG, 90, 200),
        _passage(by[5], by[7], f"Tools belong to Group A. {words}".strip(), 5, 70, "quotation"),
    )
    descents = (
        _descent(by[6], by[3], "0.62", passages[0], words),
        _descent(by[3], by[4], "0.84", passages[1], words),
        Descent(
            "uncollected-1", by[5], Decimal("0.3"), "citation", directed=True, why=f"it names it {words}"
        ),
    )
    citations = (
        Citation(
            by[3], by[6], f"Ministry A {words}".strip(), "according to", passages[0].first, "its publisher"
        ),
        Citation(by[5], None, f"Bulletin of the North {words}".strip(), "named report", passages[2].first),
        Citation(by[4], by[3], "Herald A", "stated"),
    )
    origins = {source: one.id for one in case.origins for source in one.sources}
    works, ministry, centre = (origins[name] for name in ("Example Works", "Ministry A", "Centre B"))
    suppositions = (
        _supposition("without", (works,)),
        _supposition("joined", tuple(sorted((ministry, centre)))),
        _supposition("split", (ministry,)),
    )
    accusation, denial, back, _ = case.claims
    uttered = (
        Uttered(accusation.id, by[6], accusation.locator, f"{COPIED} {words}".strip(), "Ministry A", "body:side a",
                "2031-02-14", "2031-02-14", "first known", direct=True),
        Uttered(denial.id, by[7], denial.locator, "Group B is behind it", "Centre B", "state:b", "", "2031-02-16",
                "reworded", direct=True),
        Uttered(back.id, by[5], back.locator, COPIED, "", "", "", "", "copied", direct=False),
    )  # fmt: skip
    return msgspec.structs.replace(
        case,
        lineage=Lineage(passages, citations, descents, (f"3 pairs of {words or 'texts'} were not compared",)),
        excerpts=case.excerpts | dict(_excerpts(passages, words)),
        suppositions=suppositions,
        points=(TalkingPoint(uttered, (accusation.id,), ("body:side a", "state:b")),),
        contradictions=(
            Contradiction("denied", accusation.id, denial.id, (by[6], by[7]), f"both speak of the intrusion {words}"),
        ),
    )  # fmt: skip


def _passage(one: Digest, other: Digest, words: str, count: int, at: int, kind: str = "copy") -> Passage:
    first, second = sorted((one, other))
    ends = (Place(first, place(at, 60), words[:120]), Place(second, place(at + 7, 60), words[:120]))
    return Passage(kind, *ends, count, f"{count} words in a row")  # type: ignore[arg-type]


def _descent(parent: Digest, child: Digest, share: str, passage: Passage, words: str) -> Descent:
    why = f"published a day later {words}".strip()
    return Descent(parent, child, Decimal(share), "dates", directed=True, passages=(passage.id,), why=why)


def _excerpts(passages: Iterable[Passage], words: str) -> list[tuple[str, Excerpt]]:
    kept = []
    for one in passages:
        whole = LONG if one.words > 60 else one.first.quote
        kept.append((one.first.id, Excerpt(f"It was said: {words}", whole, " So far.")))
        kept.append((one.second.id, Excerpt("", whole.replace("Works", "Plant"), "")))
    return kept


def _supposition(kind: str, origins: tuple[str, ...]) -> Supposition:
    numbers = [Decimal(one) for one in ("0.31", "0.2", "0.11")]
    return Supposition(kind, origins, 3, "G9002", "Group B", *numbers, -1, "no")  # type: ignore[arg-type]
