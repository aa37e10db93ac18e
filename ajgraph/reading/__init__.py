r"""The reading stage: a document's blocks to job descriptions.

>>> from ajgraph.documents import from_text
>>> text = "AMETIJUHEND\nAmetinimetus: Jurist\nVahetu juht: Osakonna juhataja\nAsendaja: Nõunik"
>>> [found.title.value for found in read(from_text(text)).descriptions]
['Jurist']
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ajgraph.blocks import Document
from ajgraph.description import JobDescription, Problem
from ajgraph.documents import load
from ajgraph.language import Bilingual
from ajgraph.reading import assemble, orders
from ajgraph.reading.rows import rows_of

__all__ = ["Reading", "read", "read_path"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document holds: its job descriptions in order; where there are none, why, and what to do about it."""

    descriptions: tuple[JobDescription, ...]
    problems: tuple[Problem, ...] = ()
    remedy: Bilingual | None = None


def read(document: Document) -> Reading:
    """Return the job descriptions of ``document``; never raises, invents nothing for a page that is none."""
    rows = rows_of(document.blocks)
    found = (assemble.description(segment, document) for segment in orders.segments(rows))
    descriptions = tuple(description for description in found if description is not None)
    if descriptions:
        return Reading(descriptions)
    line = rows[0].line if rows else 1
    why, remedy = (_ORDER_ONLY, _ITS_ANNEXES) if orders.is_order(rows) else (_NOTHING, _WHAT_IT_NEEDS)
    return Reading((), (Problem(line, why),), remedy)


def read_path(path: Path) -> Reading:
    """Load the file at ``path`` and read it; raises ``UnreadableInput`` where it cannot be loaded."""
    return read(load(path))


_ORDER_ONLY = Bilingual(
    en="an order (käskkiri) without the job descriptions it approves",
    et="käskkiri ilma ametijuhenditeta, mida see kinnitab",
)
_ITS_ANNEXES = Bilingual(
    en="Give the job descriptions as well: files of their own, or in one container with the order.",
    et="Anna ka ametijuhendid: eraldi failidena või käskkirjaga ühes ümbrikus.",
)
_NOTHING = Bilingual(en="no job description was found here", et="siit ei leitud ühtegi ametijuhendit")
_WHAT_IT_NEEDS = Bilingual(
    en="A job description names its post (“Ametinimetus: …”) and has at least one more label, such as the unit, the "
    "manager, the duties or the requirements. A staffing table is read from CSV or a workbook.",
    et="Ametijuhendis on ametikoha nimetus („Ametinimetus: …“) ja vähemalt veel üks silt, näiteks struktuuriüksus, vahetu "
    "juht, ülesanded või nõuded. Koosseisutabelit loetakse CSV-failist või töövihikust.",
)
