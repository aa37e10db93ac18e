"""One page as data, from which the writers of every file format make their files: the same source, the same JSON.

A writer is ``write(page, path)`` in ``tests/made_docx.py``, ``made_odt.py``, ``made_html.py``, ``made_pdf_….py``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; ``numbered``: by the automatic numbering of the format, whose text then is "2.1." and so on.

    ``level`` is the depth of the number or bullet, from 0.
    """

    text: str
    heading: bool = False
    bullet: bool = False
    numbered: bool = False
    level: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; a cell holds paragraphs. ``heading_rows`` repeat at the top of every page.

    ``bordered`` False: columns are shown by their place alone. ``widths`` are shares of the width of the page.
    ``merged`` cells: first row and column, and how many rows and columns each covers; what it covers is not written.
    """

    rows: tuple[tuple[tuple[Paragraph, ...], ...], ...]
    heading_rows: int = 0
    bordered: bool = True
    widths: tuple[float, ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = ()

    def size_of(self, row: int, column: int) -> tuple[int, int]:
        """Return how many rows and columns a cell covers; 0 and 0 if another one covers it."""
        for top, left, rows, columns in self.merged:
            if (row, column) == (top, left):
                return rows, columns
            if top <= row < top + rows and left <= column < left + columns:
                return 0, 0
        return 1, 1

    def shown(self) -> list[list[tuple[tuple[Paragraph, ...], int, int]]]:
        """Return the cells of each row with how many rows and columns they cover, without those that are covered."""
        return [
            [(one, *size) for column, one in enumerate(held) if (size := self.size_of(row, column))[0]]
            for row, held in enumerate(self.rows)
        ]


Page = tuple[Paragraph | Table, ...]


def cell(*texts: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a cell; a text that begins with "• " is a bullet."""
    return tuple(Paragraph(text.removeprefix("• "), bullet=text.startswith("• ")) for text in texts)


def table(
    *rows: tuple[str | tuple[str, ...], ...],
    bordered: bool = True,
    merged: tuple[tuple[int, int, int, int], ...] = (),
    widths: tuple[float, ...] = (),
) -> Table:
    """Return a table of rows whose cells are one text or several."""
    return Table(
        tuple(tuple(cell(*(one if isinstance(one, tuple) else (one,))) for one in row) for row in rows),
        bordered=bordered,
        merged=merged,
        widths=widths,
    )
