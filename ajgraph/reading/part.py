"""A part: one label of a document and what stands under it."""

from __future__ import annotations

from dataclasses import dataclass

from ajgraph.reading.row import Row


@dataclass(frozen=True, slots=True)
class Part:
    """One label and what stands under it.

    ``field`` is a field of the vocabulary, ``stack`` (lines before the first label), ``clause`` (a numbered
    sentence of the header) or ``unknown``. ``inline`` says that the value begins on the label's own line,
    ``table`` holds the rows of a two-column table as pairs of cells where the file has cells, ``groups`` the
    headings between them with their lines, ``condition`` what a sentence says of when ("" for nothing).
    """

    field: str
    label: str
    number: str
    line: int
    rows: tuple[Row, ...] = ()
    inline: bool = False
    table: tuple[tuple[tuple[Row, ...], tuple[Row, ...]], ...] = ()
    groups: tuple[tuple[int, str], ...] = ()
    condition: str | None = None

    def holding(
        self, rows: tuple[Row, ...], table: tuple[tuple[tuple[Row, ...], tuple[Row, ...]], ...]
    ) -> Part:
        """Return the part with what stands under its label."""
        return Part(
            self.field, self.label, self.number, self.line, rows, self.inline, table, self.groups, self.condition
        )  # fmt: skip

    @property
    def held(self) -> tuple[Row, ...]:
        """All rows that stand under the label, those in cells as well."""
        return (*self.rows, *(row for pair in self.table for cell in pair for row in cell))
