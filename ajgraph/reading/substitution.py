"""Substitution outside its labels: sentences anywhere in a description, and what is said of it but was not read.

Whatever holds a form of "asendama" ends as a claim, as part of a list that is kept, or as a problem with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ajgraph import estonian
from ajgraph.description import Problem
from ajgraph.language import Bilingual
from ajgraph.reading import absence, conditions, labels, mentions, numbering, problems, standing_in
from ajgraph.reading.own import Own
from ajgraph.reading.part import Part
from ajgraph.reading.requirements import sentences
from ajgraph.reading.row import Row, joined

_FIELDS = frozenset({"substituted_by", "substitutes"})
_LISTS = frozenset({"duties", "rights", "responsibilities", "rights_and_responsibilities"})
_KEPT = _LISTS | {"purpose", "requirements", "core", "additional"} | labels.QUALITIES
_HEADER = frozenset(
    {"clause", "title", "manager", "subordinates", "unit", "organisation", "substitution", "stack"}
)
_NOUN = re.compile(r"(?P<whom>.+?)\s+asendamine\b.*", re.IGNORECASE)
_BARE_VERB = re.compile(r"(?:asendab|asendada)\b", re.IGNORECASE)
_SENTENCE = re.compile(
    r"\w\s.{0,120}?\basenda(?:b|vad)\s+(?!(?:\w+\s+)?(?:üksteis|teineteis))", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Found:
    """The parts with what sentences state as parts of their own, and statements that only a list keeps."""

    parts: tuple[Part, ...]
    problems: tuple[Problem, ...] = ()


def in_sentences(parts: Sequence[Part], own: Own) -> Found:
    """Find who stands in for whom in sentences under other labels, and in labels that begin a sentence."""
    found: list[Part] = []
    said: list[Problem] = []
    known = {(part.field, name) for part in parts if part.field in _FIELDS for name in _names(part)}
    for part in parts:
        if part.field in _FIELDS:
            found.extend(_as_sentence(part, own) or [part])
        elif part.field in _HEADER or not any(standing_in.SPEAKS.search(row.text) for row in part.held):
            found.append(part)
        else:
            stated = list(_stated(part, own))
            stated_rows = {row for row, _ in stated}
            found.append(_without(part, stated_rows) if part.field in _LISTS else part)
            found.extend(one for _, one in stated if not {(one.field, name) for name in _names(one)} <= known)
            if part.field in _LISTS:
                said.extend(_only_kept(part, stated_rows, own))
    return Found(tuple(found), tuple(said))


def unread(body: Iterable[Row], parts: Iterable[Part], told: Iterable[Problem]) -> list[Problem]:
    """Return a problem for each row that speaks of substitution and is in no claim, no list and no problem."""
    covered = {problem.line for problem in told}
    for part in parts:
        if part.field in _FIELDS or part.field in _KEPT or part.field == "clause":
            covered.add(part.line)
            covered.update(row.line for row in part.held)
    left = {
        row.line: row
        for row in body
        if row.line not in covered and standing_in.SPEAKS.search(row.text) and not labels.is_known(row.text)
    }
    return [problems.not_read(row) for row in left.values()]


def _names(part: Part) -> Iterator[str]:
    """Yield the key of each person that a value names."""
    text = joined(row.text for row in part.rows).rstrip(" .;")
    for item in mentions.items(text) if len(text) <= mentions.LONGEST else ():
        yield estonian.key(estonian.nominative(absence.without(conditions.taken_off(item)[0])).text)


def _as_sentence(part: Part, own: Own) -> list[Part]:
    """Read "Vajadusel asendab jurist nõunikku", which begins like a label, or a whole sentence in a cell, as one."""
    if len(part.rows) == 1 and _SENTENCE.search(part.rows[0].text):
        whole = standing_in.read(part.rows[0].text, own)
        return [] if whole.rest else _parts(part, whole, part.rows[0])
    if not part.inline or len(part.rows) != 1 or absence.without(part.label).casefold() != "asendab":
        return []
    said = standing_in.read(f"{part.label} {part.rows[0].text}", own)
    if standing_in.read(f"{part.label}:", own).fields or said.rest:
        return []
    return _parts(part, said, part.rows[0])


def _stated(part: Part, own: Own) -> Iterator[tuple[Row, Part]]:
    """Yield each sentence of a part that states a substitution of the post itself, with the row it begins in."""
    rows = part.held
    for sentence in sentences(rows):
        if not standing_in.SPEAKS.search(sentence.value):
            continue
        text = numbering.number_of(sentence.value)[1]
        row = next(row for row in rows if row.line == sentence.line)
        for one in _parts(part, standing_in.read(text, own), row):
            yield row, replace(one, label=text)


def _parts(part: Part, said: standing_in.Said, row: Row) -> list[Part]:
    """Return what a sentence states in ``row`` as parts of their own."""
    return [
        replace(
            part,
            field=field,
            rows=(Row(value, row.line, start=True),),
            table=(),
            line=row.line,
            number="",
            condition=condition,
        )
        for (field, value), condition in zip(said.fields, said.conditions, strict=True)
    ]


def _without(part: Part, stated: set[Row]) -> Part:
    """Take the rows out of a list that state a substitution in a sentence of their own, without number or bullet."""
    numbers = any(numbering.number_of(row.text)[0] or row.bullet for row in part.rows)
    apart = {
        row
        for row in stated
        if not row.bullet and not numbering.number_of(row.text)[0] and numbers and row.start
    }
    return replace(part, rows=tuple(row for row in part.rows if row not in apart))


def _only_kept(part: Part, stated: set[Row], own: Own) -> Iterator[Problem]:
    for row in part.held:
        text = absence.without(re.sub(r"^[\d.)\s]+", "", row.text))
        if row in stated or not standing_in.SPEAKS.search(text):
            continue
        verb = _BARE_VERB.match(text)
        phrase = text[0].lower() + text[1:] if text else ""
        names = (
            verb and standing_in.read(f"{own.title} {phrase.replace('asendada', 'asendab', 1)}", own).fields
        )
        noun = _NOUN.match(joined([text]))
        if names or (noun and estonian.ends_in_head(noun["whom"])):
            yield Problem(
                row.line,
                Bilingual(
                    en=f"“{problems.shown(row.text)}” speaks of standing in, but under no label of it: it is kept where it"
                    " stands, no substitution is made of it",
                    et=f"„{problems.shown(row.text)}“ räägib asendamisest, kuid mitte sellekohase sildi all: tekst jääb,"
                    " kuid asendusseost sellest ei tehtud",
                ),
                "doubtful",
            )
