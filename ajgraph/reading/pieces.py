"""What a table says, piece by piece: what :mod:`ajgraph.reading.grid` gives and :mod:`ajgraph.reading.parts` takes."""

from __future__ import annotations

from dataclasses import dataclass

from ajgraph.reading.grid_cells import Held
from ajgraph.reading.labels import Label


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label with the rows of its value; ``known`` is False for words that only their column shows to be one."""

    label: Label
    line: int
    values: Held = ()
    known: bool = True


@dataclass(frozen=True, slots=True)
class Lines:
    """Rows that are read as lines of text are; ``plain``: without looking for labels in them."""

    rows: Held
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Begins:
    """A section that the heading row of a table begins, unless it is open already."""

    label: Label
    line: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A duty and its outcomes; ``goes_on``: with the duty above."""

    left: Held
    right: Held
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The heading of the duties that follow: a row merged over all columns, or a cell merged over several rows.

    An empty ``text``: the duties that follow stand under none.
    """

    text: str
    line: int


Piece = Labelled | Lines | Begins | Pair | Group
