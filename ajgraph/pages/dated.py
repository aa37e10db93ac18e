"""Who covers whom day by day: the answers of ``absent`` for a day or several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ajgraph.analysis.leave.dated import DatedAnswer
from ajgraph.language import Bilingual, on_day
from ajgraph.organisation import Organisation
from ajgraph.pages.cover import Evidence, absence_page, absence_table
from ajgraph.posts import names


def dated_json(answers: Sequence[DatedAnswer], *, one_day: bool) -> dict[str, Any]:
    """Return the answer of a day, or of all periods with whether all of them are covered."""
    if one_day:
        return answers[0].to_json()
    return {
        "covered": all(found.answer.covered for found in answers),
        "periods": [found.to_json() for found in answers],
    }


def dated_table(
    organisation: Organisation, answers: Sequence[DatedAnswer]
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return headers and rows: those of :func:`~ajgraph.pages.cover.absence_table` with their days in front."""
    rows = [
        (str(on_day(found.period.begin)), str(on_day(found.period.end)), *row)
        for found in answers
        for row in absence_table(organisation, found.answer)[1]
    ]
    headers = absence_table(organisation, answers[0].answer)[0]
    return (str(Bilingual("from", "alates")), str(Bilingual("to", "kuni")), *headers), rows


def dated_page(organisation: Organisation, answers: Sequence[DatedAnswer], evidence: Evidence) -> str:
    """Return period by period who is away and who covers whom."""
    return "\n".join(_period(organisation, found, evidence) for found in answers)


def _period(organisation: Organisation, found: DatedAnswer, evidence: Evidence) -> str:
    begin, end = found.period.begin, found.period.end
    days = str(on_day(begin)) if begin == end else f"{on_day(begin)} – {on_day(end)}"
    if not found.period.away:
        return f"{days}: {Bilingual('nobody is away', 'keegi pole ära')}\n"
    name = names(organisation, organisation.by_iri)
    away = ", ".join(name[iri] for iri in found.period.away)
    heading = f"{days}, {Bilingual('away', 'ära')}: {away}\n"
    return heading + absence_page(organisation, found.answer, evidence)
