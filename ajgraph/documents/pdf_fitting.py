"""Lines of a table without ruling lines, put into its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ajgraph.documents.pdf_tables import Segment, TextLine

_INDENT: Final = 4
"""Heights of the letters by which a line of a column may stand to the right of the column."""

_OUTDENT: Final = 2
NOWHERE: Final = 1e9
_CONJUNCTIONS: Final = ("ja", "või", "ning", "ehk", "ega", "kui")
NUMBER: Final = re.compile(r"\d{1,2}\.(?:\d{1,2}\.?)*(?=\s|$|[^\W\d])")


@dataclass(slots=True)
class Fitted:
    """A line whose segments have found their columns; ``across``: the heading of a group, over all of them."""

    line: TextLine
    cells: dict[int, Segment]
    across: bool = False


def goes_on(text: str) -> bool:
    """Return whether ``text`` cannot end here: a comma, a hyphen, a conjunction, an open bracket."""
    return (
        text.endswith((",", "-", "–", "/"))
        or text.count("(") > text.count(")")
        or text.rpartition(" ")[2].casefold() in _CONJUNCTIONS
    )


def last_text(found: Sequence[Fitted], index: int, column: int) -> str:
    """Return the last text of ``column`` above ``index``."""
    return next((one.cells[column].text for one in reversed(found[:index]) if column in one.cells), "")


def hanging(lines: Sequence[TextLine], left: float) -> float:
    """Return where the text after the numbers begins that stand at ``left``."""
    for line in lines:
        one, *others = line.words
        if abs(one.x0 - left) < line.size and others and NUMBER.fullmatch(one.text):
            return others[0].x0
    return NOWHERE


def fit(
    line: TextLine, columns: list[float], found: Sequence[Fitted], hang: float
) -> dict[int, Segment] | None:
    """Return the segments of ``line`` by column; None if the line does not keep to the columns.

    A column whose lines begin further left than thought is moved there.
    """
    cells: dict[int, Segment] = {}
    segments = line.cut(columns)
    for segment in segments:
        column = max((c for c, x in enumerate(columns) if x <= segment.x0 + _OUTDENT * line.size), default=0)
        indent = min(segment.x0 - columns[column], abs(segment.x0 - hang) if column == 0 else NOWHERE)
        if len(segments) > 1 and indent > _INDENT * line.size:
            return None
        if column in cells or (
            column + 1 < len(columns) and segment.x1 > columns[column + 1] - 0.3 * line.size
        ):
            return None
        cells[column] = segment
    for column, segment in cells.items():
        if segment.x0 < columns[column]:
            if column and any(
                one.cells[column - 1].x1 > segment.x0
                for one in found
                if column - 1 in one.cells and not one.across
            ):
                return None
            columns[column] = segment.x0
    return cells
