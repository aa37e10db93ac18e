"""Headings of groups among duties: "Koostöö" over its items is no duty, but each item keeps it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from ajgraph.description import Duty
from ajgraph.reading.numbering import NUMBERED_LINE
from ajgraph.reading.row import Row, joined
from ajgraph.reading.verbs import has_finite_verb

_SHORT = 6
_LONG = 8
_LEADS_IN = re.compile(r"ülesan|kohustus|tegevus|tulemus", re.IGNORECASE)
"""Words of what stands over the whole table."""


def under_numbers(duties: list[Duty]) -> list[Duty]:
    """Take the numbered headings of groups out: "2.1 Tunniplaan" over "2.1.1 kogub andmed"."""
    found: list[Duty] = []
    group = ""
    name: str | None = None
    for duty, following in zip_longest(duties, duties[1:]):
        if not group or not duty.number.startswith(group):
            group, name = "", None
        if following and duty.number and following.number.startswith(f"{duty.number}.") and not duty.outcomes:
            group, name = f"{duty.number}.", duty.text.value
            continue
        found.append(replace(duty, group=name) if name else duty)
    return found


def ungrouped(rows: Sequence[Row]) -> tuple[list[Row], list[tuple[int, str]]]:
    """Take the headings of groups out of a list; returns the rest and each heading with its line.

    A heading is a short line of its own over items that have numbers, bullets or a deeper indent.
    """
    heads = [index for index in range(len(rows) - 1) if _is_group(rows, index)]
    if len(heads) < 2:
        return list(rows), []
    groups = [(rows[index].line, rows[index].text.rstrip(" :")) for index in heads]
    edge = rows[heads[0]].indent
    found: list[Row] = []
    for index, row in enumerate(rows):
        if index not in heads:
            item = row.indent > edge and row.text[0].isupper() and not NUMBERED_LINE.match(row.text)
            found.append(row.saying(row.text, bullet=True) if item else row)
    return found, groups


def _is_group(rows: Sequence[Row], index: int) -> bool:
    row, below = rows[index], rows[index + 1]
    if row.bullet or not row.text[0].isupper() or len(row.text.split()) > _SHORT or row.text[-1] in ".;,":
        return False
    above = rows[index - 1] if index else None
    if NUMBERED_LINE.match(row.text) or not (
        row.start or above is None or above.bullet or above.text[-1] in ".;"
    ):
        return False
    deeper = below.indent > row.indent and below.cell is None
    return bool(below.bullet or deeper or NUMBERED_LINE.match(below.text))


def over_table(rows: Sequence[Row]) -> tuple[list[Row], list[tuple[int, str]]]:
    """Take the heading of a group off that stands just above a table of duties; returns the rest and the heading."""
    begin = len(rows) - 1
    while begin > 0 and not rows[begin].start and rows[begin].text[:1].islower():
        begin -= 1  # its further lines
    held = rows[max(begin, 0) :]
    text = joined(row.text for row in held)
    if not held or len(text.split()) > _LONG or not text[:1].isupper() or text[-1] in ".;,":
        return list(rows), []
    cell = held[0].cell
    if cell and cell.columns == 1:
        return list(rows), []  # a duty without outcomes
    if held[0].bullet or NUMBERED_LINE.match(text) or has_finite_verb(text) or _LEADS_IN.search(text):
        return list(rows), []
    if begin and not held[0].start and rows[begin - 1].text[-1] not in ".;:":
        return list(rows), []
    return list(rows[:begin]), [(held[0].line, text.rstrip(" :"))]


def group_of(duty: Duty, groups: Sequence[tuple[int, str]]) -> str | None:
    """Return the heading that a duty stands under, of those with their lines."""
    return next((name for line, name in reversed(groups) if line < duty.text.line), None) or None
