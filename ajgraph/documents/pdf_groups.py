"""Headings of groups in tables without ruling lines: a line over all columns between two numbered rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import Final

from ajgraph.documents.pdf_fitting import NOWHERE, NUMBER, Fitted, fit, goes_on, last_text
from ajgraph.documents.pdf_tables import Table, TextLine

_NEARER: Final = 1.15
"""So many times further from the line below than from the one above, a line belongs to that."""

_PADDING: Final = 2.0
"""Heights of the letters that may be left free between two columns."""

BLANK: Final = 1.35
"""A distance of lines above this many usual ones is a blank line."""

LONGEST_HEADING: Final = 70
HEADING: Final = re.compile(r"(?:\d{1,2}|[IVX]{1,4})\.?\s+(?P<text>[A-ZÕÄÖÜŠŽ].*)")


def heads_group(
    lines: Sequence[TextLine],
    place: int,
    columns: Sequence[float],
    hang: float,
    found: Sequence[Fitted],
    leading: float,
    before: Table | None,
) -> bool:
    """Return whether the line heads a group of numbered rows: it stands alone between two that count on."""
    line = lines[place]
    text = line.plain
    if (
        len(line.segments) > 1
        or not (found or before)
        or abs(line.segments[0].x0 - columns[0]) > line.size
        or not (text[0].isupper() or (found and found[-1].across))
        or text[-1] in ".;,"
        or len(text) > LONGEST_HEADING
        or HEADING.match(text)
    ):
        return False
    below = next((one for one in lines[place + 1 : place + 3] if not one.plain[0].islower()), None)
    number = NUMBER.match(below.plain) if below else None
    if below is None or number is None or not _counts_on(_last_number(found, before), number[0]):
        return False
    cells = fit(below, list(columns), (), hang)
    if cells is None or len(cells) < 2 or goes_on(last_text(found, len(found), 0)):
        return False
    return not found or _is_apart(line, columns, hang, found[-1], below, leading)


def _is_apart(
    line: TextLine, columns: Sequence[float], hang: float, above: Fitted, below: TextLine, leading: float
) -> bool:
    """Return whether a line of the left column does not go on with the one above it."""
    segment = line.segments[0]
    high = line.y - above.line.y
    if segment.text.isupper() or segment.x1 > columns[1] or high > BLANK * leading:
        return True
    if below.y - line.y > _NEARER * high:
        return False
    if above.across or 0 not in above.cells or line.size < hang - columns[0] < NOWHERE:
        return True
    return above.cells[0].x1 + 0.25 * line.size + segment.first < columns[1] - _PADDING * line.size


def _last_number(found: Sequence[Fitted], before: Table | None) -> str:
    here = (one.cells[0].text for one in reversed(found) if 0 in one.cells)
    rows = reversed(before.rows if before else [])
    texts = chain(here, (row[0][0] for row in rows if 0 in row))
    return next((match[0] for text in texts if (match := NUMBER.match(text))), "")


def _counts_on(last: str, number: str) -> bool:
    """Return whether ``number`` comes next: "3.4" after "3.3", "1." after none."""
    *section, count = number.rstrip(".").split(".")
    if not last:
        return count == "1"
    *above, before = last.rstrip(".").split(".")
    return section == above and int(count) == int(before) + 1
