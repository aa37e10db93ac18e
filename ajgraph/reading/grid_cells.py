"""Cells of one row of a table put together as text writes them: a number before its text, a language with its level."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ajgraph.reading.columns import Columns
from ajgraph.reading.numbering import NUMBERED_CELL
from ajgraph.reading.row import Row, joined

Held = tuple[Row, ...]
"""The rows of one cell."""
Line = Mapping[int, Held]
"""The cells of one row of a table by their columns."""

_NUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,4})(?P<sign>[.)]?)")
_INNER_NUMBER = re.compile(r"\d{1,2}\.\d{1,2}\.?")


def text_of(held: Held) -> str:
    """Return the text of a cell on one line."""
    return joined(row.text for row in held)


def with_numbers(line: Line) -> dict[int, Held]:
    """Put a number that has a cell of its own before what stands beside it."""
    found: dict[int, Held] = {}
    number = ""
    for place, (column, held) in enumerate(line.items()):
        text = held[0].text if len(held) == 1 else ""
        last = place + 1 == len(line)
        pattern = _INNER_NUMBER if place else _NUMBER
        if not last and not number and (match := pattern.fullmatch(text)):
            number = text if match.re is _INNER_NUMBER or match["sign"] or "." in text else f"{text}."
            continue
        if number and not NUMBERED_CELL.match(held[0].text):
            held = (replace(held[0], text=f"{number} {held[0].text}", bullet=False), *held[1:])
        number = ""
        found[column] = held
    return found


def beside(line: Line, column: int) -> int | None:
    """Return the column of the next cell to the right; one further on where the label is merged."""
    return next((other for other in line if other > column), None)


def goes_on(line: Line, values: Mapping[int, Held]) -> bool:
    """Return whether a row of cells continues the cells above it."""
    return all(
        held[0].text[:1].islower() or bool(values.get(column) and values[column][-1].open_ended)
        for column, held in line.items()
    )


def headed(held: Held, heading: str) -> Held:
    """Put what the heading of its column says before a cell: "Soovitav: vene keel B1"."""
    return (replace(held[0], text=f"{heading} {held[0].text}", bullet=False), *held[1:])


def named(name: Held, others: Sequence[Held]) -> Held:
    """Return a competency with its indicators as text writes it: the name, a colon, bullets or sentences."""
    told = tuple(row for held in others for row in held)
    if not name:
        return told
    text = NUMBERED_CELL.sub("", text_of(name)).rstrip(" :")
    if told and not any(row.bullet for row in told):
        return (replace(told[0], text=f"{text}: {told[0].text}", line=name[0].line, start=True), *told[1:])
    return (replace(name[0], text=f"{text}:", bullet=False, start=True), *told)


def language(line: Line, heading: Columns) -> Held:
    """Return one language as a sentence: "Eesti keel kirjas C1 kõnes C1"."""
    words: list[str] = []
    for role, name, held in heading.sorted(line):
        text = NUMBERED_CELL.sub("", text_of(held)) if role == "language" else text_of(held)
        words.append(f"{name.casefold()} {text}" if role == "skill" else text)
    first = next(iter(line.values()))[0]
    return (replace(first, text=" ".join(words), bullet=True, start=True),)


def sentence(cells: Sequence[Held]) -> Held:
    """Return cells that together are one sentence: "Eesti keel" | "C1"."""
    text = " ".join(NUMBERED_CELL.sub("", text_of(held)) for held in cells)
    return (replace(cells[0][0], text=text, bullet=True, start=True),)
