"""Rows to parts: every label with the rows that belong to it, in the order of the document.

A label counts by where it stands: alone on its line or with a colon nearly anywhere, with its value after a
single blank only in the header and among the requirements, because there prose cannot begin like that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from ajgraph import estonian
from ajgraph.reading import closing, duty_groups, grid, headings, labels, languages, namesakes, numbering
from ajgraph.reading.labels import HEADER, QUALITIES, SECTIONS, Label
from ajgraph.reading.part import Part
from ajgraph.reading.pieces import Begins, Group, Labelled, Lines, Pair
from ajgraph.reading.row import Row

_FINITE = frozenset({"asub", "on", "kuulub", "paikneb", "allub"})
_VERBS = frozenset({"on", "oli", "ei", "kuulub", "peab", "vastutab", "tuleneb", "seisneb"})
_PROSE = frozenset({"duties", "rights", "responsibilities", "rights_and_responsibilities", "review", "other"})
_COMPETENCY_LIKE = frozenset({"other", "responsibilities"})
_NAME = re.compile(r"[A-ZÕÄÖÜŠŽ][^:.;]{2,60}:")


def split(rows: Sequence[Row]) -> list[Part]:
    """Return the parts of one description."""
    splitter = _Splitter(namesakes.values(rows), closing.sentences(rows))
    for table, group in groupby(rows, key=lambda row: row.cell.table if row.cell else None):
        if table is not None:
            splitter.add_table(list(group))
        else:
            for row in group:
                splitter.add(row)
    return splitter.finished()


class _Splitter:
    """Goes through the rows once and keeps what is open."""

    def __init__(self, values: frozenset[Row], closing: Mapping[Row, str]) -> None:
        self.values = values
        self.closing = closing
        self.parts: list[Part] = []
        self.open = Part("stack", "", "", 0)
        self.rows: list[Row] = []
        self.table: list[tuple[tuple[Row, ...], tuple[Row, ...]]] = []
        self.mode = "header"
        self.general = ""
        self.gapped = False
        self.section = 0

    def finished(self) -> list[Part]:
        self._close()
        return self.parts

    def _close(self) -> None:
        if self.open.field != "stack" or self.rows:
            self.parts.append(self.open.holding(tuple(self.rows), tuple(self.table)))
        self.rows, self.table = [], []

    def _begin(self, part: Part) -> None:
        self._close()
        self.open = part

    def add(self, row: Row) -> None:
        label = labels.find(row.text)
        if row.bullet and label and not (self.mode == "header" and headings.is_listed_label(label)):
            label = None
        if self._closes(row):
            self._begin(Part(self.closing[row], "", "", row.line, inline=True))
            self.mode = self.mode if self.mode == "header" else "prose"
            self.rows.append(row)
        elif label and self._accepts(label, row):
            self._add_label(label, row)
        elif heading := self._heading(row):
            self._add_label(heading, row)
        elif self._begins_languages(row):
            self._begin(Part("languages", "", "", row.line))
            self.rows.append(row.saying(numbering.number_of(row.text)[1]))
        elif headings.requires(row, self.open.field):
            self._begin(Part("requirements", "", "", row.line))
            self.mode = "requirements"
            self.rows.append(row)
        elif not row.bullet and headings.is_unknown(row, self.section) and not self._unknown_label(row):
            self._add_unknown_heading(row)
        elif self._leaves_title(row) or self._is_sentence(row):
            number, text = numbering.number_of(row.text)
            self._begin(Part("clause", "", number, row.line, inline=True))
            self.rows.append(row.saying(text))
        elif not row.bullet and (found := self._unknown_label(row)):
            alone = row.text.endswith(":")
            self._begin(Part("unknown", found, numbering.number_of(row.text)[0], row.line, inline=not alone))
            if not alone:
                self.rows.append(row)
        else:
            self.rows.append(row)

    def _leaves_title(self, row: Row) -> bool:
        """Return whether another bullet comes after the one with the title, which it cannot go on with."""
        return row.bullet and self.open.field == "title" and bool(self.rows) and not self.rows[-1].open_ended

    def _begins_languages(self, row: Row) -> bool:
        """Return whether a language with its level follows on a requirement of another kind that has its own label."""
        if self.open.field not in QUALITIES - {"languages", "core", "additional"} or not self.rows:
            return False
        return (row.start or not self.rows[-1].open_ended) and languages.begins_with(
            numbering.number_of(row.text)[1]
        )

    def _closes(self, row: Row) -> bool:
        """Return whether the row begins a sentence about the document itself outside the section of such."""
        field = self.closing.get(row)
        if field is None or self.open.field in ("stack", "title", field):
            return False
        return field != "acknowledged" or self.mode != "header" or self.open.field == "approved"

    # -- labels -------------------------------------------------------------------------------------------

    def _accepts(self, label: Label, row: Row) -> bool:
        if self._is_value(label, row):
            return False
        previous = self.rows[-1] if self.rows else None
        if previous and previous.line != row.line and previous.open_ended and not label.number:
            return False
        deep = numbering.is_deep(label.number)
        if self._is_competency(label, row):
            return False
        if label.field == "outcomes" and (self.rows or self.open.field != "duties"):
            return False  # "Tulemus:" under a single duty: the reader of duties knows it
        if label.ending in ("end", "colon"):
            return self._accepts_alone(label, row, deep)
        if label.field in ("title", "unit") and label.rest.split(" ")[0] in _FINITE:
            return False  # "Ametikoht asub haldusosakonnas."
        if row not in self.values and labels.nested(label):
            return True
        if self.open.field == label.field and not label.number and not self.rows:
            return False  # the sentence under the heading repeats its words
        if label.field in HEADER or label.field in ("purpose", "other", "approved"):
            in_general = deep and numbering.section_of(label.number) == self.general
            heading = bool(label.number) and not deep and label.field == "purpose"
            return self.mode == "header" or in_general or heading
        if label.field in QUALITIES:
            return self.mode == "requirements" or (bool(label.number) and self.mode != "prose")
        if label.field == self.open.field and not label.text.isupper():
            return False  # an item that begins with the words of its heading
        one_level = bool(label.number) and not deep
        return one_level and (label.text.isupper() or (len(row.text) < 70 and not row.text.endswith(".")))

    def _is_value(self, label: Label, row: Row) -> bool:
        """Return whether the row only looks like a label: it is the value of the one above."""
        if row in self.values and label.field == "manager":
            return True
        return not self.rows and labels.is_kind_of_post(labels.find(self.open.label), row.text)

    def _is_competency(self, label: Label, row: Row) -> bool:
        """Return whether the label is the name of a competency ("Koostöö:") among others with their colons."""
        if label.field not in _COMPETENCY_LIKE or label.number or label.text.isupper():
            return False
        if self.open.field not in ("core", "additional") or label.ending != "colon":
            return False
        return not self.rows or any(_NAME.match(other.text) for other in self.rows if other.line != row.line)

    def _accepts_alone(self, label: Label, row: Row, deep: bool) -> bool:
        if self.mode == "prose" and deep and label.rest:
            return False  # a numbered duty that begins like a label
        if self.mode == "prose" and label.field in HEADER and not label.number:
            ended = row.start or (bool(self.rows) and self.rows[-1].text.endswith((".", ";")))
            return label.ending == "colon" and ended and bool(label.rest)
        listed = bool(label.number) and label.field in QUALITIES and self.mode == "requirements"
        return label.text[0].isupper() or row.start or self.mode == "header" or listed

    def _add_label(self, label: Label, row: Row) -> None:
        """Begin the part of ``label``, and of each label that follows it on the same line."""
        while labels.nested(label) and row not in self.values:
            self._begin_label(replace(label, rest=""), row)
            row = row.saying(label.rest, start=False)
            label = labels.find(label.rest) or label
        if label.field == "requirements" and estonian.nominative(label.rest).can_be("allative"):
            label = replace(label, ending="end", rest="")  # "Nõuded juristile"
        whole = label.field in HEADER or (bool(label.number) and label.field in SECTIONS)
        if whole and headings.GOES_ON.fullmatch(label.rest):
            if label.field in HEADER:
                label = replace(label, field="general")  # "1. Ametikoht ja alluvus"
            label = replace(label, text=f"{label.text} {label.rest}", ending="end", rest="")
        self._begin_label(label, row)
        if not label.rest:
            return
        if label.field == "purpose" and label.rest.split(" ")[0].casefold() in _VERBS:
            self.rows.append(row.saying(numbering.number_of(row.text)[1]))
        elif label.ending == "colon" or label.field in HEADER or not label.rest.isupper():
            value, following = headings.parted_value(label)
            self.rows.append(row.saying(value, start=True))
            if following:
                self.add(row.saying(following, start=True))

    def _begin_label(self, label: Label, row: Row) -> None:
        if label.field in ("duties", "outcomes") and self.open.field == "duties" and not self.rows:
            self.open = replace(self.open, label=f"{self.open.label} {label.text}")
        else:
            self._begin(Part(label.field, label.text, label.number, row.line, inline=bool(label.rest)))
        self._enter(label)

    def _enter(self, label: Label) -> None:
        self.gapped = label.ending == "gap"
        one_level = bool(label.number) and not numbering.is_deep(label.number)
        if one_level:
            self.section = numbering.ordinal(label.number) or self.section
        if label.field == "general":
            self.mode, self.general = "header", numbering.section_of(label.number)
        elif label.field == "requirements" or label.field in QUALITIES:
            self.mode = "requirements"
        elif (label.field in _PROSE and (one_level or not label.rest) and label.field != "other") or (
            label.field in ("purpose", "other") and one_level and not (label.field == "other" and label.rest)
        ):
            self.mode = "prose"
        elif label.field in HEADER and (one_level or label.text.isupper()) and label.ending == "end":
            self.mode, self.general = "header", label.number

    # -- what is no label of the vocabulary ---------------------------------------------------------------

    def _heading(self, row: Row) -> Label | None:
        field = self.open.field
        last = self.rows[-1] if self.rows else None
        fresh = last is not None and not row.bullet and (last.bullet or last.text.endswith((".", ";")))
        return headings.by_stem(row, field, self.section, fresh=fresh) or headings.lead_in(
            row, field, empty=not self.rows
        )

    def _add_unknown_heading(self, row: Row) -> None:
        number, text = numbering.number_of(row.text)
        self._begin(Part("unknown", text, number, row.line))
        self.mode = "prose"
        self.section = numbering.ordinal(number) or self.section

    def _is_sentence(self, row: Row) -> bool:
        """Return whether a sentence about the post begins here and does not go on with the line above.

        In the header, and under a heading that nobody knows ("2. Töösuhted").
        """
        if self.mode == "header" and not row.bullet and headings.is_clause(row, self.open.field):
            return True
        stated = self.open.field in ("unknown", "clause") and bool(numbering.number_of(row.text)[0])
        if self.mode != "header":
            return stated and headings.is_sentence(numbering.number_of(row.text)[1])
        if row.bullet and self.open.field not in ("general", "stack", "clause"):
            return False
        beside = self.open.inline and self.open.field in HEADER and bool(self.rows)
        if beside and headings.is_aside(row, self.rows[-1]):
            return True
        if self.open.field == "purpose" or not headings.is_sentence(row.text):
            return False
        whole = beside and not self.rows[-1].open_ended
        fresh = not self.rows or row.start or row.bullet or self.open.field == "stack" or whole
        return fresh or self.rows[-1].text.endswith((".", ":", ";"))

    def _unknown_label(self, row: Row) -> str | None:
        """Return the words before the colon of a header line that no label of the vocabulary begins."""
        if self.mode != "header" and not (self.mode == "requirements" and self.gapped and self.open.inline):
            return None
        if (self.rows and self.rows[-1].open_ended) or self.open.field == "purpose":
            return None
        return headings.unknown_label(row, in_column=self.open.inline and self.gapped)

    # -- tables with real cells ---------------------------------------------------------------------------

    def add_table(self, rows: list[Row]) -> None:
        """Read a table: what its cells say by their places."""
        for piece in grid.pieces(rows, self.values, lambda: self.open.field):
            if isinstance(piece, Lines):
                for row in piece.rows:
                    (self.rows.append if piece.plain else self.add)(row)
            elif isinstance(piece, Pair):
                self._add_pair(piece)
            elif isinstance(piece, Group):
                self.open = replace(self.open, groups=(*self.open.groups, (piece.line, piece.text)))
            elif isinstance(piece, Begins):
                self._begin_columns(piece)
            elif not piece.known:
                self._add_unknown_cell(piece)
            elif piece.label.field in ("duties", "outcomes") and not piece.values:
                self._begin_label(piece.label, Row("", piece.line))
            else:
                label = piece.label
                self._begin(Part(label.field, label.text, label.number, piece.line, inline=True))
                self._enter(label)
                if label.field == "substitution":
                    for row in piece.values:
                        self.add(row)  # "Asendab: nõunik" beside "Asendamine"
                else:
                    self.rows.extend(piece.values)

    def _add_pair(self, piece: Pair) -> None:
        if piece.goes_on and self.table:
            left, right = self.table[-1]
            self.table[-1] = (left + piece.left, right + piece.right)
        elif piece.left:
            self.rows, heads = duty_groups.over_table(self.rows)
            self.open = replace(self.open, groups=(*self.open.groups, *heads))
            self.table.append((piece.left, piece.right))
        else:
            self.rows.extend(piece.right)

    def _begin_columns(self, piece: Begins) -> None:
        """Begin the section that a heading row names; the one that is open goes on under a heading row of its own."""
        field = self.open.field
        if field == piece.label.field and (self.table or self.rows or field != "duties"):
            return
        if field == piece.label.field or piece.label.field == "duties":
            self._begin_label(piece.label, Row("", piece.line))
        elif {field, piece.label.field} != {"core", "additional"}:
            self._begin(Part(piece.label.field, piece.label.text, piece.label.number, piece.line))
            self._enter(piece.label)

    def _add_unknown_cell(self, piece: Labelled) -> None:
        """Set a label that nobody knows apart with its value; among duties the section stays open."""
        part = Part("unknown", piece.label.text, "", piece.line, piece.values, inline=True)
        if self.open.field == "duties":
            self.parts.append(part)
        else:
            self._begin(part)
            self.rows.extend(piece.values)
