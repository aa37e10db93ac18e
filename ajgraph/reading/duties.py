"""The section of duties: numbered duties with their expected outcomes, from two columns that were flattened.

The left column holds duties (nouns in -mine), the right one outcomes (bullets, sentences with a finite verb).
Rules, each seen in published documents: a number begins a duty; a bullet with a capital is an outcome; a
bullet in lower case belongs to the column of the last ":"; a paragraph with a finite verb is an outcome; any
other paragraph goes on with the running duty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from ajgraph import estonian
from ajgraph.description import Duty, Text
from ajgraph.reading import duty_groups as groups_of
from ajgraph.reading import labels
from ajgraph.reading.bullets import items, with_lost_bullets
from ajgraph.reading.numbering import CODED_ITEM, DEEP_ITEM, FLAT_ITEM
from ajgraph.reading.part import Part
from ajgraph.reading.row import Row, is_open, joined
from ajgraph.reading.verbs import has_finite_verb

Column = Literal["duty", "outcome"]

_WIDE = re.compile(r"(?<=\S)\s{3,}(?=[A-ZÕÄÖÜŠŽ])")
_GAP = re.compile(r"(?<=[.;])\s{2,}(?=[A-ZÕÄÖÜŠŽ])")
_SHORT = 6
_LONGEST_PARAGRAPH = 20
_SENTENCE = re.compile(r"(?<=\.)\s+(?=[A-ZÕÄÖÜŠŽ])")


@dataclass(slots=True)
class _Chunk:
    """Rows that belong to one duty or one outcome while the section is gone through."""

    column: Column
    line: int
    texts: list[str]
    bullet: bool = False

    def text(self) -> Text:
        return Text(joined(self.texts), self.line)

    @property
    def lead(self) -> bool:
        """Whether it ends in a colon, so that what follows belongs under it."""
        return self.texts[-1].endswith(":")


@dataclass(slots=True)
class _Running:
    """A duty while its rows come in."""

    number: str
    line: int
    chunks: list[_Chunk] = field(default_factory=list)
    last_lead: Column | None = None

    def finished(self) -> Duty:
        own = [chunk for chunk in self.chunks if chunk.column == "duty"]
        texts = [text for chunk in own for text in chunk.texts]
        line = own[0].line if own else self.line
        outcomes = tuple(chunk.text() for chunk in self.chunks if chunk.column == "outcome")
        return Duty(self.number, Text(joined(texts), line), outcomes)


def read(part: Part) -> tuple[Duty, ...]:
    """Return the duties of a section in the order of the document; numbers may repeat or be missing."""
    two_columns = _has_outcomes(part)
    found: list[Duty] = []
    if part.table:
        for left, right in part.table:
            found.extend(_from_cells(left, right))
    groups = list(part.groups)
    if part.rows:
        rows = _prepared(part)
        if not two_columns:
            rows, named = groups_of.ungrouped(rows)
            groups = sorted([*groups, *named])
        found.extend(_Reader(part, rows, two_columns=two_columns).read())
    if two_columns:
        found = [_parted(duty) for duty in found]
    found = groups_of.under_numbers(found)
    return tuple(
        replace(duty, group=duty.group or groups_of.group_of(duty, groups)) if groups else duty
        for duty in found
        if any(letter.isalpha() for letter in duty.text.value)
    )


def _has_outcomes(part: Part) -> bool:
    words = part.label.casefold()
    return any(word in words for word in ("tulemus", "näitaja", "mõõdik", "kriteerium")) or any(
        right for _, right in part.table
    )


def _prepared(part: Part) -> list[Row]:
    """Restore lost bullets and part lines on which both columns or two duties stand."""
    rows: list[Row] = []
    inner = (
        re.compile(rf"(?<=[.;])\s+(?={re.escape(part.number)}\.\d{{1,2}}\.?\s+\S)") if part.number else None
    )
    for row in with_lost_bullets(part.rows):
        pieces = inner.split(row.text) if inner and f" {part.number}." in row.text else [row.text]
        for index, piece in enumerate(pieces):
            halves = [piece]
            if numbered := DEEP_ITEM.match(piece) or FLAT_ITEM.match(piece):
                columns = _WIDE.split(piece, maxsplit=1) if _has_outcomes(part) else []
                wide = len(columns) == 2 and len(columns[0]) > numbered.end()
                gap = _GAP.search(piece, numbered.end())
                halves = columns if wide else [piece[: gap.start()], piece[gap.end() :]] if gap else [piece]
            if len(pieces) == len(halves) == 1:
                rows.append(row)
                continue
            rows.append(row.saying(halves[0], start=row.start and not index))
            rows.extend(row.saying(half, start=False, bullet=True) for half in halves[1:])
    return rows


class _Reader:
    """Goes through the rows of a section with one duty running."""

    def __init__(self, part: Part, rows: Sequence[Row], *, two_columns: bool) -> None:
        self.rows = rows
        self.two_columns = two_columns
        section = part.number if part.number.isdigit() else None
        deep = [m for row in rows if not row.bullet and (m := DEEP_ITEM.match(row.text))]
        own = section and any(match["number"].split(".")[0] == section for match in deep)
        self.prefix = f"{section}." if own else ""
        coded = sum(CODED_ITEM.match(row.text) is not None for row in rows) > 1
        self.pattern = DEEP_ITEM if deep else CODED_ITEM if coded else FLAT_ITEM
        self.numbered = any(not row.bullet and self.pattern.match(row.text) for row in rows)
        self.one_a_line = not any(_SENTENCE.search(self._without_number(row)) for row in rows)
        self.duties: list[_Running] = []
        self.under_results = False

    def read(self) -> list[Duty]:
        if not self.numbered and not self.two_columns:
            found = items(self.rows)
            if len(found) > 1 and found[0].text.endswith(":"):
                found = found[1:]
            return [Duty(item.number, Text(item.text, item.line)) for item in found]
        first = self._after_lead_in()
        for index, row in enumerate(self.rows):
            if index >= first:
                self._add(row, index)
        return [duty.finished() for duty in self.duties]

    def _after_lead_in(self) -> int:
        """Return the index of the first row after a lead-in ("Ametnik täidab järgmisi ülesandeid:"), 0 without one.

        What stands before the first number and ends in a colon leads in; so does a first line without a number
        that speaks of the post itself ("Ametnik:").
        """
        numbers = [i for i, row in enumerate(self.rows) if not row.bullet and self._number(row)]
        if self.numbered:
            leads = bool(numbers) and numbers[0] > 0 and self.rows[numbers[0] - 1].text.endswith(":")
            names = bool(numbers) and numbers[0] == 1 and estonian.ends_in_head(self.rows[0].text)
            return numbers[0] if leads or names else 0
        text = self.rows[0].text
        leads = text.endswith(":") and (has_finite_verb(text) or estonian.ends_in_head(text[:-1]))
        return 1 if leads and len(self.rows) > 1 else 0

    def _number(self, row: Row) -> re.Match[str] | None:
        match = self.pattern.match(row.text)
        return match if match and match["number"].startswith(self.prefix) else None

    def _without_number(self, row: Row) -> str:
        match = self.pattern.match(row.text)
        return row.text[match.end() :] if match else row.text

    def _add(self, row: Row, index: int) -> None:
        match = None if row.bullet else self._number(row)
        if match:
            self.under_results = False
            self._begin(match["number"], row.saying(row.text[match.end() :]))
            return
        label = labels.find(row.text)
        if label and label.field == "outcomes" and label.ending in ("end", "colon") and self.duties:
            self.two_columns = True
            self.under_results = not label.rest
            if label.rest:
                self._append("outcome", row.saying(label.rest, bullet=False))
            return
        if not self.duties:
            self._begin("", row)
            return
        self._continue(row, index)

    def _begin(self, number: str, row: Row) -> None:
        self.duties.append(_Running(number, row.line))
        self._append("duty", row)

    def _continue(self, row: Row, index: int) -> None:
        duty = self.duties[-1]
        last = duty.chunks[-1] if duty.chunks else None
        begins = row.bullet or (row.start and not row.text[:1].islower())
        if last is not None and not begins and not self._is_outcome_below(last, row, index):
            last.texts.append(row.text)
            if last.lead:
                duty.last_lead = last.column
            return
        column = self._column(duty, row, index)
        if last is not None and column == last.column and _goes_on(last, row):
            last.texts.append(row.text)
            return
        if column == "duty" and not self.numbered and last is not None and last.column == "outcome":
            self._begin("", row)
            return
        self._append(column, row)

    def _is_outcome_below(self, last: _Chunk, row: Row, index: int) -> bool:
        """Return whether an outcome begins on a new line of the duty's own block: a new sentence with a verb."""
        if last.column == "duty":
            short = len(last.texts) <= _LONGEST_PARAGRAPH
            ended = short and not is_open(last.texts[-1]) and not has_finite_verb(joined(last.texts))
        else:
            ended = self.one_a_line and not last.bullet and last.texts[-1].endswith((".", ";"))
        return self.two_columns and ended and row.text[:1].isupper() and has_finite_verb(self._whole(index))

    def _append(self, column: Column, row: Row) -> None:
        duty = self.duties[-1]
        if column == "outcome" and row.bullet and row.text[:1].islower() and duty.last_lead == "outcome":
            parents = [chunk for chunk in duty.chunks if chunk.column == "outcome"]
            if parents:
                parents[-1].texts.append(row.text)
                return
        chunk = _Chunk(column, row.line, [row.text], row.bullet)
        duty.chunks.append(chunk)
        if chunk.lead:
            duty.last_lead = column

    def _column(self, duty: _Running, row: Row, index: int) -> Column:
        if not self.two_columns:
            return "duty"
        if self.under_results:
            return "outcome"
        if row.bullet and row.text[:1].islower():
            return duty.last_lead or "outcome"
        finite = has_finite_verb(self._whole(index))
        if row.bullet:
            only_duty = all(chunk.column == "duty" for chunk in duty.chunks)
            return "duty" if only_duty and duty.last_lead == "duty" and not finite else "outcome"
        return "outcome" if finite else "duty"

    def _whole(self, index: int) -> str:
        """Return the text of the block from the row at ``index`` on, up to the next bullet."""
        texts = [self.rows[index].text]
        for place in range(index + 1, min(index + _LONGEST_PARAGRAPH, len(self.rows))):
            following = self.rows[place]
            if following.start or following.bullet or self._number(following):
                break
            texts.append(following.text)
        return " ".join(texts)


def _goes_on(last: _Chunk, row: Row) -> bool:
    """Return whether an outcome paragraph without a bullet goes on with the bulleted outcome above."""
    return last.column == "outcome" and last.bullet and not row.bullet


def _from_cells(left: tuple[Row, ...], right: tuple[Row, ...]) -> Iterable[Duty]:
    """Read one row of a table: the duty in the left cell, its outcomes in the right one."""
    match = DEEP_ITEM.match(left[0].text) or FLAT_ITEM.match(left[0].text)
    texts = [row.text for row in left]
    number = ""
    if match:
        number, texts[0] = match["number"], left[0].text[match.end() :]
    outcomes = _Running(number, left[0].line)
    sentences = _is_one_a_line(right)
    for row in with_lost_bullets(right):
        last = outcomes.chunks[-1] if outcomes.chunks else None
        sub = row.bullet and row.text[:1].islower() and outcomes.last_lead is not None
        begins = row.bullet or (
            (row.start or sentences) and row.text[:1].isupper() and not (last and last.bullet)
        )
        if last is None or (begins and not sub):
            outcomes.chunks.append(_Chunk("outcome", row.line, [row.text], row.bullet))
        else:
            last.texts.append(row.text)
        if outcomes.chunks[-1].lead:
            outcomes.last_lead = "outcome"
    yield Duty(number, Text(joined(texts), left[0].line), tuple(chunk.text() for chunk in outcomes.chunks))


def _is_one_a_line(rows: Sequence[Row]) -> bool:
    """Return whether sentences begin on lines of their own, not where a paragraph happens to wrap."""
    inside = any(_SENTENCE.search(row.text) for row in rows)
    return not inside and all(
        row.text[:1].islower() or last.text.endswith((".", ";")) for last, row in pairwise(rows)
    )


def _parted(duty: Duty) -> Duty:
    """Part a duty whose outcome stands in the same paragraph: "Aruannete koostamine. Aruanded on esitatud."."""
    if duty.outcomes or not has_finite_verb(duty.text.value):
        return duty
    left, dash, right = (
        duty.text.value.partition(" - ") if " - " in duty.text.value else duty.text.value.partition(" – ")
    )
    if dash and has_finite_verb(right) and not has_finite_verb(left):
        return Duty(duty.number, Text(left, duty.text.line), (Text(right, duty.text.line),))
    sentences = _SENTENCE.split(duty.text.value)
    cut = next((index for index, text in enumerate(sentences) if index and has_finite_verb(text)), None)
    if cut is None or has_finite_verb(" ".join(sentences[:cut])):
        return duty
    outcome = Text(" ".join(sentences[cut:]), duty.text.line)
    return Duty(duty.number, Text(" ".join(sentences[:cut]), duty.text.line), (outcome,))
