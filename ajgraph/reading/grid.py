"""Tables with real cells as what plain text would say: labels with their values, duties with outcomes, lines.

A table shows by place what text shows by words. Here the place is read: a number in a column of its own goes before
what it numbers, a label takes the cell beside it or those below it, a heading row says which column holds what.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from ajgraph.reading import grid_cells, labels, languages, merged_cells
from ajgraph.reading.columns import Columns
from ajgraph.reading.grid_cells import Held, Line
from ajgraph.reading.grid_duties import DutyRows
from ajgraph.reading.labels import HEADER, QUALITIES, Label
from ajgraph.reading.merged_cells import Above, columns_of, rows_of
from ajgraph.reading.numbering import NUMBERED_CELL
from ajgraph.reading.pieces import Begins, Labelled, Lines, Piece
from ajgraph.reading.row import Row

_NOBODY = frozenset({"-", "–", "—"})
_MOST_LABEL_WORDS = 8
_MOST_COLUMNS = 60
_LANGUAGES = Label("languages", "", "", "end", "")
_COMPETENCIES = frozenset({"core", "additional"})


def pieces(rows: Sequence[Row], values: frozenset[Row], open_field: Callable[[], str]) -> Iterator[Piece]:
    """Yield what one table says in reading order.

    ``values`` are rows that only look like a label; ``open_field`` tells, each time it is called, which field the
    pieces so far have left open.
    """
    lines: list[dict[int, Held]] = []
    for _, group in groupby(rows, key=lambda row: row.cell.row if row.cell else 0):
        held: dict[int, Held] = {}
        for row in group:
            column = row.cell.column if row.cell else 0
            held[column] = (*held.get(column, ()), row)
        lines.append(held)
    if any(len(held) > _MOST_COLUMNS for held in lines):
        return iter((Lines(tuple(rows)),))  # drawn with signs or data: its places mean nothing
    return _Table(lines, values, open_field).pieces()


class _Table:
    """Goes through the rows of a table once; ``columns`` is what the last heading row said."""

    def __init__(
        self, lines: Sequence[dict[int, Held]], values: frozenset[Row], open_field: Callable[[], str]
    ) -> None:
        self.values = values
        self.open_field = open_field
        self.cells = lines
        self.lines = [grid_cells.with_numbers(line) for line in lines]
        self.known = [self._labels(line) for line in self.lines]
        self.above = merged_cells.over_each(lines)
        self.columns: Columns | None = None
        self.taken: set[tuple[int, int]] = set()
        counts: dict[int, int] = {}
        for line, known in zip(self.lines, self.known, strict=True):
            for column in known:
                counts[column] = counts.get(column, 0) + (grid_cells.beside(line, column) is not None)
        self.last_column = max((max(line) for line in self.lines if line), default=0)
        self.label_columns = {column for column, count in counts.items() if count > 1}
        self.numbered = any(
            NUMBERED_CELL.match(held[0].text) is not None for line in self.lines for held in line.values()
        )
        self.duties = DutyRows(lines, numbered=self.numbered)

    def _labels(self, line: Line) -> dict[int, Label]:
        found = {}
        for column, held in line.items():
            text = " ".join(row.text for row in held)
            label = labels.find(text)
            if label is None and column == min(line) and len(line) == 2:
                asked = _asked(text.rstrip(" :"))
                label = asked if asked and asked.field in HEADER | QUALITIES else None
            if label and not label.rest and held[0] not in self.values:
                found[column] = label
        return found

    def pieces(self) -> Iterator[Piece]:
        begin = 0  # the first row below the last heading row
        for place, line in enumerate(self.lines):
            known = self.known[place]
            if place < begin:
                continue
            heading, rows = merged_cells.heading_of(self.lines, place)
            if heading:
                self.columns, begin = heading, place + rows
                yield Begins(heading.label, next(iter(line.values()))[0].line)
                continue
            above = self._above(place, begin)
            if self.columns and self._ends(line, known, above):
                self.columns = None
            if self.columns and self.columns.kind == "duties":
                yield from self.duties.headed(place, self.cells[place], self.columns, above)
            elif self.columns:
                yield from self._row_of_columns(line, known, above)
            elif known:
                yield from self._row_with_labels(place, line, known, above)
            else:
                yield from self._row_of_section(place, line, above)

    def _row_of_section(self, place: int, line: Line, above: Mapping[int, Above]) -> Iterator[Piece]:
        """Yield what a row without any label says: the section that is open tells."""
        field = self.open_field()
        if field == "duties" and len(line) + len(above) > 1:
            yield from self.duties.unheaded(place, line, above)
        elif field == "duties" and (group := self.duties.wide_group(place, line)):
            yield group
        elif field in _COMPETENCIES and len(line) > 1:
            first, *others = line.values()
            yield Lines(grid_cells.named(first, others), plain=True)
        elif self._is_language(line):
            skill = grid_cells.sentence(tuple(line.values()))
            if field in QUALITIES - {"languages"}:
                yield Labelled(_LANGUAGES, skill[0].line, skill)
            else:
                yield Lines(skill, plain=True)
        else:
            yield from self._labels_beside(place, line, {})

    def _row_with_labels(
        self, place: int, line: Line, known: Mapping[int, Label], above: Mapping[int, Above]
    ) -> Iterator[Piece]:
        """Yield labels with their values; the heading of duties may stand beside all their rows."""
        first, *others = line
        duties = list(known) == [first] and known[first].field == "duties"
        if duties and len(others) > 1 and rows_of(line[first]) > 1:
            yield Labelled(known[first], line[first][0].line)
            yield from self.duties.unheaded(place, {c: line[c] for c in others}, above)
        elif len(known) > 1 and len(known) == len(line):
            yield from self._labels_above(place, line, known)
        else:
            yield from self._labels_beside(place, line, known)

    def _above(self, place: int, begin: int) -> dict[int, Above]:
        """Return by column the cells from above that cover a row; none of them a label or in a heading row."""
        return {
            column: above
            for column, above in self.above[place].items()
            if above.place >= begin and column not in self.known[above.place]
        }

    # -- labels -------------------------------------------------------------------------------------------

    def _labels_beside(self, place: int, line: Line, known: Mapping[int, Label]) -> Iterator[Piece]:
        """Yield labels with the cell beside or below each; other cells as lines."""
        for column, held in line.items():
            if (place, column) in self.taken:
                continue
            beside = grid_cells.beside(line, column)
            label = known.get(column)
            if label is None:
                labelled = beside is not None or self._lacks_value(line, column)
                label = self._unknown_label(column, held) if labelled else None
                if label is None:
                    yield Lines(held)
                    continue
            value: Held = ()
            if beside is not None and beside not in known and self._is_over_labels(place, column):
                label = (
                    _asked(grid_cells.text_of(line[beside])) or label
                )  # "Töökoht" over "Nimetus", "Osakond"
                self.taken.add((place, beside))
                column, beside = beside, grid_cells.beside(line, beside)
            if values := self._values(place, column):
                value = values
            elif beside is not None and beside not in known:
                self.taken.add((place, beside))
                value = line[beside]
                following = {c: held for c, held in line.items() if c >= beside}
                if not known.keys() & following.keys() and self._is_language(following):
                    self.taken.update((place, c) for c in following)
                    value = grid_cells.sentence(tuple(following.values()))
            elif label.field not in ("duties", "outcomes"):
                right = [
                    c
                    for c in self.above[place]
                    if c > column and c not in self.known[self.above[place][c].place]
                ]
                value = self.above[place][min(right)].held if right else self._below(place, column)
            yield Labelled(label, held[0].line, value, known=label.field != "unknown")

    def _lacks_value(self, line: Line, column: int) -> bool:
        """Return whether a cell is alone in its row, though it is no wider than a label is."""
        cell = line[column][0].cell
        return len(line) == 1 and column < self.last_column and cell is not None and cell.columns == 1

    def _covered(self, place: int, column: int) -> range:
        """Return the rows that the cell at ``place`` is merged over."""
        last = place
        while (
            last + 1 < len(self.lines) and (over := self.above[last + 1].get(column)) and over.place == place
        ):
            last += 1
        return range(place, last + 1)

    def _is_over_labels(self, place: int, column: int) -> bool:
        """Return whether the rows that a label is merged over have labels of their own beside it."""
        return any(c > column for at in self._covered(place, column)[1:] for c in self.known[at])

    def _values(self, place: int, column: int) -> Held:
        """Return the values of a label that is merged over several rows, one a row; none if those have labels too."""
        rows = self._covered(place, column)
        if len(rows) == 1 or any(c > column for at in rows for c in self.known[at]):
            return ()
        found: Held = ()
        for at in rows:
            line = {c: held for c, held in self.lines[at].items() if c > column}
            self.taken.update((at, c) for c in line)
            held = tuple(row for held in line.values() for row in held)
            found += (
                held
                if any(row.bullet for row in held) or not held
                else grid_cells.sentence(tuple(line.values()))
            )
        return found

    def _is_language(self, line: Line) -> bool:
        """Return whether a row is a language with its level beside it, without a heading over them."""
        first, *others = (grid_cells.text_of(held) for held in line.values())
        return languages.names_language(first) and any(languages.names_level(text) for text in others)

    def _below(self, place: int, column: int) -> Held:
        at = place + 1
        if at >= len(self.lines) or column not in self.lines[at] or self.known[at]:
            return ()
        if len(self.lines[at]) > 1 and self.label_columns:
            return ()
        self.taken.add((at, column))
        return self.lines[at][column]

    def _unknown_label(self, column: int, held: Held) -> Label | None:
        """Return the words of a cell that stands where the labels of the table stand."""
        text = grid_cells.text_of(held).rstrip(" :")
        if column not in self.label_columns or len(text.split()) > _MOST_LABEL_WORDS or text[-1:] in ".;,":
            return None
        if held[0] in self.values or held[0].bullet or labels.find(grid_cells.text_of(held)):
            return None
        return _asked(text) or Label("unknown", "", text, "end", "")

    def _labels_above(self, place: int, line: Line, known: Mapping[int, Label]) -> Iterator[Piece]:
        """Yield a row of labels, each with the cells below it."""
        values: dict[int, Held] = dict.fromkeys(line, ())
        header = all(label.field in HEADER for label in known.values())
        for at in range(place + 1, len(self.lines)):
            following = self.lines[at]
            if self.known[at] or (header and at > place + 1 and not grid_cells.goes_on(following, values)):
                break
            if at > place + 1 and any(len(_below(values, c, held)) > 1 for c, held in following.items()):
                break  # merged over what the labels stand over: it belongs to none of them
            for column, held in following.items():
                above = max((c for c in values if c <= column), default=min(values))
                for one in {above, *_below(values, column, held)}:
                    values[one] = (*values[one], *held)
                self.taken.add((at, column))
        for column, label in known.items():
            yield Labelled(label, line[column][0].line, values[column])

    # -- columns that a heading row names -----------------------------------------------------------------

    def _ends(self, line: Line, known: Mapping[int, Label], above: Mapping[int, Above]) -> bool:
        """Return whether a section or another kind of row begins: a label alone in its row, with a number or capitals."""
        if len(line) > 1 or not known:
            held = [*line.values(), *(one.held for one in above.values())]
            return self.columns is not None and self.columns.ended_by(list(map(grid_cells.text_of, held)))
        ((column, label),) = known.items()
        return bool(label.number) or label.text.isupper() or column == 0

    def _row_of_columns(
        self, line: Line, known: Mapping[int, Label], above: Mapping[int, Above]
    ) -> Iterator[Piece]:
        assert self.columns is not None
        kind = self.columns.kind
        first = self.columns.role(min(line))
        if kind == "languages" or first in ("name", "quality"):
            shared = {c: one.held for c, one in above.items() if kind == "languages" or c > min(line)}
            line = dict(sorted({**shared, **line}.items()))
        if kind == "languages":
            yield Lines(grid_cells.language(line, self.columns), plain=True)
        elif kind == "competencies":
            sorted_cells = self.columns.sorted(line)
            others = [
                grid_cells.headed(held, heading) if role == "level" else held
                for role, heading, held in sorted_cells
                if role != "name"
            ]
            name = next((held for role, _, held in sorted_cells if role == "name"), ())
            yield Lines(grid_cells.named(name, others), plain=True)
        else:
            yield from self._need(line, known, self.columns)

    def _need(self, line: Line, known: Mapping[int, Label], heading: Columns) -> Iterator[Piece]:
        """Yield a row of a table with a column of what is required and one of what is only preferred."""
        values: Held = ()
        label: Label | None = None
        language = ""
        at = next(iter(line.values()))[0].line
        for role, words, held in heading.sorted(line):
            if role in ("required", "preferred"):
                if grid_cells.text_of(held) not in _NOBODY:
                    begun = grid_cells.headed(held, words) if role == "preferred" else held
                    values = (*values, replace(begun[0], bullet=True, start=True), *begun[1:])
                continue
            column = next(c for c, other in line.items() if other is held)
            text = grid_cells.text_of(held).rstrip(" :")
            label = known.get(column) or _asked(text) or Label("unknown", "", text, "end", "")
            if languages.begins_with(text):
                label = Label("languages", "", text, "end", "")
                language = text
        if language:
            values = tuple(row.saying(f"{row.text} {language}") for row in values)
        if label:
            yield Labelled(label, at, values, known=label.field != "unknown")
        else:
            yield Lines(values, plain=True)


def _below(labelled: Mapping[int, Held], column: int, held: Held) -> list[int]:
    """Return the columns of the labels that a cell stands below; several where it is merged."""
    return [at for at in labelled if column <= at < column + columns_of(held)]


def _asked(text: str) -> Label | None:
    """Return the label that a cell is because it stands where labels stand: as if a colon came after it."""
    found = labels.find(f"{text}:")
    if found and not found.rest:
        return replace(found, text=text, ending="end")
    by_stem = labels.by_stem(text)
    return by_stem if by_stem and by_stem.field in QUALITIES else None
