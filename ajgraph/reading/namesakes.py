"""Values that read like a label: "Vahetu juht" under "Kes asendab" is who stands in, not the label of the manager.

Such a row counts as a value where a label of substitution waits for one, or where the manager has a label of its
own elsewhere in the header. A number or a colon makes it a label in any place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ajgraph.reading import labels
from ajgraph.reading.labels import HEADER, QUALITIES, SECTIONS, Label
from ajgraph.reading.row import Row

_MOST_ROWS = 400
"""How many rows a header is looked for in."""
_ASKING = frozenset({"substituted_by", "substitutes"})
_END_OF_HEADER = SECTIONS - {"general", "purpose"} | QUALITIES
_LABELS = HEADER | {"purpose", "other"}
_QUALIFIED = re.compile(
    r"(?:\(|(?:või|ja|ning|ehk|puhkuse|haiguse|äraoleku|äraolekul|puudumisel|vajadusel)\b)", re.IGNORECASE
)
"""What goes on with a value ("Vahetu juht või nõunik"); no value of the manager's own label begins so."""


@dataclass(frozen=True, slots=True)
class _Place:
    """One row of the header: its label, if it begins with one, and whether it may be a value that looks like one."""

    row: Row
    label: Label | None
    namesake: bool
    asked: bool = False
    """Whether it stands on the line of a label of substitution, after it."""


def values(rows: Sequence[Row]) -> frozenset[Row]:
    """Return the rows of a description that look like the label of the manager but are, or hold, a value.

    >>> rows = [Row(text, line) for line, text in enumerate(("Vahetu juht: Nõunik", "Kes asendab", "Vahetu juht"))]
    >>> [row.line for row in values(rows)]
    [2]
    """
    places = [_place(row) for row in _header(rows)]
    namesakes = [index for index, place in enumerate(places) if place.namesake]
    if not namesakes:
        return frozenset()
    own = any(place.label and place.label.field == "manager" and not place.namesake for place in places)
    expected = [index for index in namesakes if _is_expected(places, index)]
    if not own:
        label = next((index for index in namesakes if index not in expected), None)
        if label is None:
            return frozenset(places[index].row for index in expected if _ends_the_label(places, index))
        namesakes.remove(label)
    found = [index for index in namesakes if index in expected or _in_run(places, index)]
    return frozenset(places[index].row for index in found)


def _header(rows: Sequence[Row]) -> list[Row]:
    """Return the rows before the first section that is not part of the header."""
    rows = rows[:_MOST_ROWS]
    for index, row in enumerate(rows):
        label = labels.find(row.text)
        if label and label.field in _END_OF_HEADER and (not label.rest or label.ending == "colon"):
            return list(rows[:index])
    return list(rows)


def _place(row: Row) -> _Place:
    label = labels.find(row.text)
    if label is None or label.field not in _LABELS:
        return _Place(row, None, namesake=False)
    if label.field in _ASKING and label.rest:
        inner = labels.find(label.rest)
        named = inner is not None and _is_namesake(inner)
        return _Place(row, label, namesake=named, asked=named)
    return _Place(row, label, namesake=_is_namesake(label))


def _is_namesake(label: Label) -> bool:
    if label.field != "manager" or label.number or label.ending == "colon":
        return False
    return not label.rest or _QUALIFIED.match(label.rest) is not None


def _is_expected(places: Sequence[_Place], index: int) -> bool:
    """Return whether a value must come here: after a label of substitution, a comma, or several such labels."""
    place = places[index]
    if place.asked:
        return place.label is not None and (place.label.ending == "colon" or _ends_the_label(places, index))
    if not index:
        return False
    before = places[index - 1]
    if before.label is None or before.namesake:
        run = _run_before(places, index)
        return before.row.open_ended or (
            len(run) > 1
            and all(one.label and one.label.field in _ASKING for one in run)
            and places.index(run[-1]) + len(run) >= index
        )
    return before.label.field in _ASKING and not before.label.rest


def _in_run(places: Sequence[_Place], index: int) -> bool:
    """Return whether the row is one of the values of several labels that stand together."""
    run = _run_before(places, index)
    return len(run) > 1 and any(one.label and one.label.field in _ASKING for one in run)


def _run_before(places: Sequence[_Place], index: int) -> list[_Place]:
    """Return the labels without a value that stand together before the values among which ``index`` is."""
    end = index
    while end and (places[end - 1].label is None or places[end - 1].namesake):
        end -= 1
    begin = end
    while begin and _is_empty_label(places[begin - 1]):
        begin -= 1
    return list(places[begin:end])


def _is_empty_label(place: _Place) -> bool:
    if place.label is None or place.asked:
        return False
    return not place.label.rest or labels.is_known(place.label.rest)


def _ends_the_label(places: Sequence[_Place], index: int) -> bool:
    """Return whether nothing after the row can be the value of a label in it: a label, or the end, follows.

    Not so where labels stand one below the other and as many values come after the last one.
    """
    following = index + 1
    if following < len(places) and places[following].label is None:
        return False
    end = following
    while end < len(places) and _is_empty_label(places[end]):
        end += 1
    count = 0
    while end + count < len(places) and places[end + count].label is None:
        count += 1
    return count <= end - following or count == 0
