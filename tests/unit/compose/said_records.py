"""The case of dossier_records with a response table, finds of a program, and two checked figures."""

from decimal import Decimal

import msgspec
from dossier_records import place, records

from probandum.model.brief import ReferenceNote
from probandum.model.claim import Claim, Response
from probandum.model.dossier import Records
from probandum.model.statement import FigureCheck, StatedFigure, Statement

TABLE = "works/host-log.txt"


def told(words: str = "", marks: dict[str, str] | None = None, more: int = 0) -> Records:
    """Return the fixture case with an answer that a program found, a response table and two checked figures."""
    case = records(hostile=bool(words), marks=marks)
    by = [exhibit.digest for exhibit in case.exhibits]
    accusation, denial, back, _ = case.claims
    answer = Statement(by[7], place(50, 30), f"Groundless talk must stop. {words}".strip(), "statements/1", ("rejection-of-basis",),
                       speaker="Spokesman", authenticity=Decimal("0.91"))  # fmt: skip
    filings = Statement(by[7], place(700, 80), f"In 2030, about 59,000 applications were filed. {words}".strip(), "statements/1",
                        ("figure",), speaker="Spokesman", authenticity=Decimal("0.91"))  # fmt: skip
    found = [
        Claim("accuses", "", "Group B", "", by[5], place(900 + 50 * n, 40), f"Somebody is said to be behind it {n}.", "statements/1",
              relayed_by=("Gazette B",), statement=answer.id, authenticity=Decimal("0.62"))
        for n in range(1 + more)
    ]  # fmt: skip
    figures = [
        StatedFigure(by[7], place(708 + 9 * n, 8), f"about 59,000 {words}".strip(), Decimal(59000), "statements/1", "applications",
                     f"applications {words}", "2030", "about", statement=filings.id)
        for n in range(2 + more)
    ]  # fmt: skip
    bears = "its sentence neither accuses nor denies, and does not speak of the evidence"
    checks = [
        FigureCheck(figures[0].id, "agrees", "read as rounded", Decimal(10), Decimal("0.02"), Decimal(500), by[1], place(10, 40),
                    f"applications,2030,58990 {words}".strip(), "Office of Filings", "2031", False, bears),
        *(FigureCheck(one.id, "cannot be checked", "no row is about it", bears=None) for one in figures[1:]),
    ]  # fmt: skip
    responses = (
        Response(accusation.id, "denies the act", denial.id, f"both speak of intrusion {words}", True),
        Response(accusation.id, "rejects the basis", answer.id, "speaks of what it rests on"),
        Response(back.id, "silent", why="no answer of the accused side is in this evidence"),
        *(
            Response(one.id, "silent", why="no answer of the accused side is in this evidence")
            for one in found
        ),
    )
    brief = msgspec.structs.replace(case.brief, references=(ReferenceNote(TABLE, "Office of Filings", 9),))
    return msgspec.structs.replace(
        case, brief=brief, claims=(*case.claims, *found), statements=(answer, filings), figures=tuple(figures),
        checks=tuple(checks), responses=responses, in_return=((back.id, accusation.id),),
    )  # fmt: skip
