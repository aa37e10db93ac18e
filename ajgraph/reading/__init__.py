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
    """What a document holds: its job descriptions in order, and why there are none where there are none."""

    descriptions: tuple[JobDescription, ...]
    problems: tuple[Problem, ...] = ()


def read(document: Document) -> Reading:
    """Return the job descriptions of ``document``; never raises, invents nothing for a page that is none."""
    rows = rows_of(document.blocks)
    found = (assemble.description(segment, document) for segment in orders.segments(rows))
    descriptions = tuple(description for description in found if description is not None)
    if descriptions:
        return Reading(descriptions)
    line = rows[0].line if rows else 1
    return Reading((), (Problem(line, _ORDER_ONLY if orders.is_order(rows) else _NOTHING),))


def read_path(path: Path) -> Reading:
    """Load the file at ``path`` and read it; raises ``UnreadableInput`` where it cannot be loaded."""
    return read(load(path))


_ORDER_ONLY = Bilingual(
    en="an order (käskkiri) without the job descriptions it approves",
    et="käskkiri ilma ametijuhenditeta, mida see kinnitab",
)
_NOTHING = Bilingual(en="no job description was found here", et="siit ei leitud ühtegi ametijuhendit")
