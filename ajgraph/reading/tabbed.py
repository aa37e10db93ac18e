"""A line of labels parted by tabs over a line of their values, as the two rows of a table that they are.

An empty place between two tabs is a cell as well: "nõunik", nothing, "direktor" under three labels says nothing of the
second. Longer tables of tabs are known as such from their rows alone; two lines are one by their labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ajgraph.blocks import Block, Cell, Line
from ajgraph.reading import labels

_RUN = re.compile(r"\t[\t ]*")


def as_cells(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return ``blocks`` with the cells of such lines in blocks of their own; others as they are."""
    if not any("\t" in line.text for block in blocks if block.cell is None for line in block.lines):
        return blocks
    return tuple(_blocks([(line, block) for block in blocks for line in block.lines]))


def _blocks(lines: Sequence[tuple[Line, Block]]) -> Iterator[Block]:
    table = -1  # below the numbers of all other tables
    held: list[Line] = []
    below = False
    for (line, block), (following, other) in pairwise([*lines, (Line("", 0), Block(()))]):
        if below:
            below = False
        elif block.cell is None is other.cell and (rows := _rows(line.text, following.text)):
            if held:
                yield Block(tuple(held))
                held = []
            table -= 1
            for place, (texts, at) in enumerate(zip(rows, (line, following), strict=True)):
                for column, text in enumerate(texts):
                    if text:
                        yield Block((Line(text, at.number),), Cell(table, place, column))
            below = True
        else:
            held.append(line)
        if held and other is not block:
            yield Block(tuple(held), block.cell)
            held = []


def _rows(upper: str, lower: str) -> tuple[list[str], list[str]] | None:
    """Return the cells of a line of labels and of the line of values below it, None for any other two lines."""
    if "\t" not in upper or "\t" not in lower or ":" in upper:
        return None
    names, values = _parted(upper), _parted(lower)
    if "" in names or len(values) > len(names):  # tabs that only move what follows to its place
        names, values = _RUN.split(upper.strip()), _RUN.split(lower.strip())
        if len(values) != len(names):
            return None
    if not all(map(_is_label, names)) or all(not text or _is_label(text) for text in values):
        return None
    return names, values


def _parted(line: str) -> list[str]:
    return [text.strip() for text in line.rstrip().split("\t")]


def _is_label(text: str) -> bool:
    label = labels.find(text) if text else None
    return label is not None and not label.rest and label.field in labels.HEADER
