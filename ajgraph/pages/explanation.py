"""Why a field of a description holds what it holds: each value with the lines of the document it was read from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final, Literal

from ajgraph.description import MENTION_FIELDS, JobDescription, Mention, Problem, Text
from ajgraph.language import Bilingual, on_day
from ajgraph.pages.description import place
from ajgraph.pages.evidence import Lines, label_line, labels_in, value_lines
from ajgraph.pages.fields import NAMES
from ajgraph.pages.values import (
    SETTLED_BY_RULE,
    approval_words,
    education_words,
    experience_words,
    language_words,
    mention_name,
    mention_notes,
    noted,
)

Role = Literal["label", "value", "near"]


@dataclass(frozen=True, slots=True)
class Value:
    """A value in words, the line it begins on, what is to be known of it, and the words that the document has."""

    words: str
    line: int | None
    written: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A value with its lines of the document: number, text, and what the line is to the value."""

    value: Value
    lines: tuple[tuple[int, str, Role], ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One field: its values, and the problems in their neighbourhood."""

    field: str
    values: tuple[Shown, ...]
    problems: tuple[Problem, ...]


def explanations(description: JobDescription, fields: Sequence[str], lines: Lines) -> tuple[Explanation, ...]:
    """Return the values of each field with their lines: label, value, and one line before and after."""
    own = {
        number: text
        for number, text in lines.items()
        if description.source.first_line <= number <= description.source.last_line
    }
    labels = labels_in(own)
    found = []
    for field in fields:
        values = []
        for value in _values(description, field):
            label = label_line(field, value.line, labels) if value.line else None
            values.append(Shown(value, tuple(_lines(value, label, own))))
        at = [value.value.line for value in values if value.value.line is not None]
        near = (
            one
            for one in description.problems
            if (any(abs(one.line - line) <= _NEAR for line in at) if at else one.kind == "not-understood")
        )
        found.append(Explanation(field, tuple(values), tuple(near)))
    return tuple(found)


def explanation_page(description: JobDescription, found: Sequence[Explanation]) -> str:
    """Return what was found as a page; values that stand on the same lines share them."""
    return "\n".join(_page(description, found)) + "\n"


def explanation_json(description: JobDescription, found: Sequence[Explanation]) -> dict[str, Any]:
    """Return what was found as data; values in the words of a page."""
    source = description.source
    return {
        "source": {"path": source.path, "first_line": source.first_line, "last_line": source.last_line},
        "title": description.label,
        "fields": [
            {
                "field": one.field,
                "values": [
                    {
                        "value": shown.value.words,
                        "written": shown.value.written or None,
                        "line": shown.value.line,
                        "notes": list(shown.value.notes),
                        "lines": [
                            {"line": number, "role": role, "text": text} for number, text, role in shown.lines
                        ],
                    }
                    for shown in one.values
                ],
                "problems": [
                    {"line": problem.line, "message": str(problem.message), "kind": problem.kind}
                    for problem in one.problems
                ],
            }
            for one in found
        ],
    }


def _page(description: JobDescription, found: Sequence[Explanation]) -> Iterator[str]:
    yield description.label
    yield f"  {place(description.source)}"
    width = max(len(str(words)) for words in _ROLES.values())
    for one in found:
        label: int | None = None
        if not one.values:
            yield f"  {NAMES[one.field]}: {_NOTHING}"
        for lines, group in groupby(one.values, key=lambda shown: shown.lines):
            for shown in group:
                said = f" ← „{shown.value.written}“" if one.field in MENTION_FIELDS else ""
                yield f"  {NAMES[one.field]}: {noted(shown.value.words + said, shown.value.notes)}"
            before = 0
            for number, text, role in lines:
                if role == "label" and number == label:
                    continue  # shown with the value before
                if before and before == label and role == "near" and number > before + 1:
                    yield f"    {'':<{width}}    …"
                label, before = number if role == "label" else label, number
                yield f"    {_ROLES[role]!s:<{width}} {number:>4} | {text}"
        yield from (f"  ! {problem.message}  [{problem.line}]" for problem in one.problems)


def _lines(value: Value, label: int | None, lines: Lines) -> Iterator[tuple[int, str, Role]]:
    if value.line is None:
        return
    own = value_lines(value.written, value.line, lines)
    before = max((number for number in lines if number < own[0]), default=None)
    after = min((number for number in lines if number > own[-1]), default=None)
    for number in sorted({number for number in (label, before, *own, after) if number is not None}):
        if number in lines:
            role: Role = "value" if number in own else "label" if number == label else "near"
            yield number, lines[number].strip(), role


def _values(description: JobDescription, field: str) -> Iterator[Value]:
    if field in MENTION_FIELDS:
        yield from map(_of_mention, getattr(description, field))
    elif field in _READERS:
        yield from _READERS[field](description)
    else:
        found = getattr(description, field, None)
        for text in found if isinstance(found, tuple) else (found,):
            yield from _of_text(text)


def _duties(description: JobDescription) -> Iterator[Value]:
    for duty in description.duties:
        yield Value(f"{duty.number} {duty.text.value}".strip(), duty.text.line, duty.text.value)
        yield from (Value(f"→ {one.value}", one.line, one.value) for one in duty.outcomes)


def _education(description: JobDescription) -> Iterator[Value]:
    education = description.requirements.education
    if education:
        yield Value(education_words(education.level), education.text.line, education.text.value)


def _experience(description: JobDescription) -> Iterator[Value]:
    for one in description.requirements.experience:
        yield Value(experience_words(one), one.text.line, one.text.value)


def _languages(description: JobDescription) -> Iterator[Value]:
    for skill in description.requirements.languages:
        yield Value(language_words(skill), skill.line, skill.text)


def _competencies(description: JobDescription) -> Iterator[Value]:
    for competency in description.competencies:
        yield from _of_text(competency.name)
        yield from (Value(f"→ {one.value}", one.line, one.value) for one in competency.indicators)


def _approval(description: JobDescription) -> Iterator[Value]:
    approval = description.approval
    words = approval_words(approval)
    if words or approval.signer:
        notes = (str(Bilingual(f"signed by {approval.signer}", f"allkirjastaja {approval.signer}")),)
        yield Value(words or "–", approval.line, "", notes if approval.signer else ())


def _validity(field: str) -> Callable[[JobDescription], Iterator[Value]]:
    def read(description: JobDescription) -> Iterator[Value]:
        validity = description.validity
        if day := getattr(validity, field):
            yield Value(str(on_day(day)), validity.line, "")

    return read


_READERS: Final[Mapping[str, Callable[[JobDescription], Iterator[Value]]]] = {
    "duties": _duties,
    "education": _education,
    "experience": _experience,
    "languages": _languages,
    "computer": lambda description: _of_text(description.requirements.computer),
    "competencies": _competencies,
    "approval": _approval,
    "in_force_from": _validity("in_force_from"),
    "applied_from": _validity("applied_from"),
    "repeals": lambda description: (one for act in description.validity.repeals for one in _of_text(act)),
}


def _of_text(text: Text | None) -> Iterator[Value]:
    if text:
        yield Value(text.value, text.line, text.value, (str(SETTLED_BY_RULE),) if text.by_rule else ())


def _of_mention(mention: Mention) -> Value:
    notes = (*mention_notes(mention), *([str(SETTLED_BY_RULE)] if mention.by_rule else []))
    return Value(mention_name(mention), mention.line, mention.text, notes)


_NEAR: Final = 3
_NOTHING: Final = Bilingual("nothing was read", "midagi ei loetud")
_ROLES: Final[Mapping[Role, Bilingual | str]] = {
    "label": Bilingual("label", "silt"),
    "value": Bilingual("value", "väärtus"),
    "near": "",
}
