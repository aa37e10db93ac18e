"""What a file becomes before anyone interprets it: lines with their place, grouped into blocks.

A block is what the layout of the file holds together: a paragraph (lines between blank lines) in plain text,
a cell where the file has tables. Every reader of a file format gives blocks; everything after works on blocks
alone, so a new format never touches the reading of descriptions.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file: its text as written and its number, counted from 1."""

    text: str
    number: int


@dataclass(frozen=True, slots=True)
class Cell:
    """Where in a table a block stands: table, row and column, each counted from 0 in reading order.

    A merged cell stands at its first row and column; ``rows`` and ``columns`` are how many of each it covers.
    """

    table: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together; ``cell`` is None where the file has no tables."""

    lines: tuple[Line, ...]
    cell: Cell | None = None

    @property
    def text(self) -> str:
        """The lines joined by line breaks."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read but not yet understood.

    Attributes
    ----------
    path
        As the user gave it, with ``/`` between folders.
    sha256
        Hex digest of the file's bytes: what "unchanged" means.
    media_type
        Such as ``text/plain``.
    encoding
        The character encoding that was used, and ``assumed`` whether nothing in the file said so.
    blocks
        In reading order.

    """

    path: str
    sha256: str
    media_type: str
    blocks: tuple[Block, ...] = field(repr=False)
    encoding: str = "utf-8"
    assumed: bool = False
