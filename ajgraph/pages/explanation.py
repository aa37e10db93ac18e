"""Why a field of a description holds what it holds: each value with the lines of the document it was read from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from ajgraph.description import MENTION_FIELDS, JobDescription, Mention, Text
from ajgraph.errors import UsageError
from ajgraph.language import Bilingual
from ajgraph.pages.description import KINDS, NAMES, SETTLED_BY_RULE, mention_name

Lines = Mapping[int, str]
"""The document's lines by their number."""

Value = tuple[str, int | None, tuple[str, ...]]
"""A value as text, the line it begins on, and what is to be known of it."""

FIELDS: Final = (
    "organisation",
    "title",
    "specialisation",
    "units",
    *MENTION_FIELDS,
    "purpose",
    "duties",
    "rights",
    "responsibilities",
    "education",
    "experience",
    "languages",
    "computer",
    "competencies",
    "approval",
    "review",
    "working_time",
    "civil_service_group",
)
"""What can be explained: the keys of the JSON, with those of the requirements on their own."""


def field_named(name: str) -> str:
    """Return the field of a name as in the JSON or as a page calls it, in either language.

    Raises :class:`~ajgraph.errors.UsageError` for another.

    >>> field_named("Vahetu juht"), field_named("substituted-by")
    ('manager', 'substituted_by')
    """
    asked = name.strip().casefold()
    for field in FIELDS:
        if asked in (field, field.replace("_", "-"), NAMES[field].en.casefold(), NAMES[field].et.casefold()):
            return field
    raise UsageError(
        Bilingual(f"there is no field “{name}” to explain", f"välja „{name}“ pole"),
        remedy=Bilingual(f"Fields: {', '.join(FIELDS)}.", f"Väljad: {', '.join(FIELDS)}."),
    )


def explanation_page(description: JobDescription, field: str, lines: Lines) -> str:
    """Return the values of ``field``, each with the line it begins on, the one before and the one after."""
    return "\n".join(_explained(description, field, lines)) + "\n"


def _explained(description: JobDescription, field: str, lines: Lines) -> Iterator[str]:
    source = description.source
    yield f"{description.label}  ({source.path}:{source.first_line}–{source.last_line})"
    values = list(_values(description, field))
    if not values:
        yield f"  {NAMES[field]}: {_NOTHING}"
    for value, line, notes in values:
        yield f"  {NAMES[field]}: {value}" + (f" – {'; '.join(notes)}" if notes else "")
        if line is not None:
            yield from _place(lines, line)
    last = max((line for _, line, _ in values if line is not None), default=None)
    near = [one for one in description.problems if last is None or abs(one.line - last) <= _NEAR]
    for problem in near:
        yield f"  ! {source.path}:{problem.line}: {problem.message}"


def _place(lines: Lines, line: int) -> Iterator[str]:
    before = max((number for number in lines if number < line), default=line)
    after = min((number for number in lines if number > line), default=line)
    for number in sorted({before, line, after}):
        if number in lines:
            yield f"    {'>' if number == line else ' '}{number:>5} | {lines[number].strip()}"


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
        yield f"{duty.number} {duty.text.value}".strip(), duty.text.line, ()
        yield from ((f"→ {outcome.value}", outcome.line, ()) for outcome in duty.outcomes)


def _education(description: JobDescription) -> Iterator[Value]:
    education = description.requirements.education
    if education:
        yield education.level or "?", education.text.line, ()


def _experience(description: JobDescription) -> Iterator[Value]:
    for one in description.requirements.experience:
        yield f"{one.years or '?'} {one.kind}", one.text.line, _preferred(one.required)


def _languages(description: JobDescription) -> Iterator[Value]:
    for skill in description.requirements.languages:
        yield f"{skill.language} {skill.level or '?'}", skill.line, _preferred(skill.required)


def _competencies(description: JobDescription) -> Iterator[Value]:
    for competency in description.competencies:
        yield from _of_text(competency.name)
        yield from ((f"→ {indicator.value}", indicator.line, ()) for indicator in competency.indicators)


def _approval(description: JobDescription) -> Iterator[Value]:
    approval = description.approval
    order = f"nr {approval.order}" if approval.order else ""
    parts = [str(approval.date or ""), order, approval.by or "", approval.signer or ""]
    if any(parts):
        yield ", ".join(part for part in parts if part), approval.line, ()


_READERS: Final[Mapping[str, Callable[[JobDescription], Iterator[Value]]]] = {
    "duties": _duties,
    "education": _education,
    "experience": _experience,
    "languages": _languages,
    "computer": lambda description: _of_text(description.requirements.computer),
    "competencies": _competencies,
    "approval": _approval,
}


def _of_text(text: Text | None) -> Iterator[Value]:
    if text:
        yield text.value, text.line, (str(SETTLED_BY_RULE),) if text.by_rule else ()


def _of_mention(mention: Mention) -> Value:
    notes = [str(KINDS[mention.kind])] if mention.kind in KINDS else []
    notes += [mention.condition] if mention.condition else []
    notes += [str(SETTLED_BY_RULE)] if mention.by_rule else []
    said = f" ← „{mention.text}“"
    return mention_name(mention) + said, mention.line, tuple(notes)


def _preferred(required: bool) -> tuple[str, ...]:
    return () if required else (str(Bilingual("preferred", "soovitav")),)


_NEAR: Final = 3
_NOTHING: Final = Bilingual("nothing was read", "midagi ei loetud")
