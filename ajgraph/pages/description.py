"""One job description as a page: what was understood and from which line, what is uncertain, and what was not read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

from ajgraph.description import MENTION_FIELDS, JobDescription, ProblemKind, Source, Text
from ajgraph.language import Bilingual, current, on_day
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
from ajgraph.signature import NOT_LOOKED_AT, Signature

Row = tuple[Bilingual, str, int | None]
"""What a line of the page is about, what it says, and the line of the document."""


def description_page(description: JobDescription) -> str:
    """Return the page of one description; in brackets stands the number of the line that something was read from."""
    return "\n".join(_lines(description)) + "\n"


def place(source: Source) -> str:
    """Return the path of a description's file and the lines it takes there."""
    lines = Bilingual("lines", "read").in_(current())
    return f"{source.path}  [{lines} {source.first_line}–{source.last_line}]"


def _lines(description: JobDescription) -> Iterator[str]:
    yield description.label
    yield f"  {place(description.source)}"
    yield from _signatures(description.source.signatures)
    rows = [
        *_header(description),
        *_body(description),
        *_requirements(description),
        *_formalities(description),
    ]
    width = max((len(str(title)) for title, _, _ in rows), default=0)
    for title, value, line in rows:
        yield f"  {title!s:<{width}}  {value}" + (f"  [{line}]" if line else "")
    for kind, heading, mark in _KINDS_OF_PROBLEMS:
        found = [(one.line, str(one.message)) for one in description.problems if one.kind == kind]
        if kind == "doubtful":
            found += [(line, f"{name}: {SETTLED_BY_RULE}") for name, line in settled_by_rule(description)]
        if found:
            yield f"  {heading}:"
            yield from (f"    {mark} {said}  [{line}]" for line, said in sorted(found))


def _signatures(signatures: Sequence[Signature]) -> Iterator[str]:
    """Yield what may be said of the signatures of the container: who and when as stated, and what was not looked at."""
    for one in signatures:
        said = [one.signer or str(_NAMELESS), *([one.role] if one.role else [])]
        said += [_utc(one.signed_at)] if one.signed_at else []
        said += [f"{_STAMPED} {_utc(one.stamped_at)}"] if one.stamped_at else []
        yield f"  {_SIGNED}: {', '.join(said)} – {one.statement}"
    if signatures:
        yield f"    {NOT_LOOKED_AT}"


def _utc(moment: datetime) -> str:
    there = moment.astimezone(UTC)
    return f"{on_day(there.date())} {there:%H:%M} UTC"


def _header(description: JobDescription) -> Iterator[Row]:
    for field in ("organisation", "units"):
        found = getattr(description, field)
        for text in found if isinstance(found, tuple) else (found,):
            if text:
                yield NAMES[field], text.value, text.line
    for field in MENTION_FIELDS:
        for mention in description.mentions(field):
            yield NAMES[field], noted(mention_name(mention), mention_notes(mention)), mention.line


def _body(description: JobDescription) -> Iterator[Row]:
    if description.purpose:
        yield NAMES["purpose"], description.purpose.value, description.purpose.line
    if description.duties:
        number, outcomes = len(description.duties), sum(len(duty.outcomes) for duty in description.duties)
        with_ = Bilingual(
            f" with {outcomes} expected outcome{'' if outcomes == 1 else 's'}",
            f", oodatavaid tulemusi {outcomes}",
        )
        yield NAMES["duties"], f"{number}{with_ if outcomes else ''}", description.duties[0].text.line
    for field in ("rights", "responsibilities"):
        if texts := getattr(description, field):
            yield NAMES[field], str(len(texts)), texts[0].line


def _requirements(description: JobDescription) -> Iterator[Row]:
    needs = description.requirements
    if needs.education:
        text, level = needs.education.text, needs.education.level
        meant = education_words(level) if level else ""
        same = meant.casefold() == text.value.rstrip(".").casefold()
        yield NAMES["education"], text.value + (f" → {meant}" if meant and not same else ""), text.line
    for experience in needs.experience:
        yield NAMES["experience"], experience_words(experience), experience.text.line
    groups: dict[int, list[str]] = {}
    lines: dict[int, int] = {}
    for skill in needs.languages:
        groups.setdefault(skill.group, []).append(language_words(skill))
        lines.setdefault(skill.group, skill.line)
    for group, texts in groups.items():
        yield NAMES["languages"], str(Bilingual(" or ", " või ")).join(texts), lines[group]
    if needs.computer:
        yield NAMES["computer"], needs.computer.value, needs.computer.line
    for kind, field in (("core", "competencies"), ("additional", "additional")):
        named = [one for one in description.competencies if one.kind == kind]
        if named:
            yield NAMES[field], ", ".join(one.name.value for one in named), named[0].name.line


def _formalities(description: JobDescription) -> Iterator[Row]:
    if approved := approval_words(description.approval):
        yield NAMES["approval"], approved, description.approval.line
    validity = description.validity
    for field, day in (("in_force_from", validity.in_force_from), ("applied_from", validity.applied_from)):
        if day:
            yield NAMES[field], str(on_day(day)), validity.line
    if validity.repeals:
        yield NAMES["repeals"], "; ".join(act.value for act in validity.repeals), validity.repeals[0].line
    if description.review_months:
        months = description.review_months
        value = Bilingual(
            f"every {months} months" if months > 1 else "every month",
            f"iga {months} kuu järel" if months > 1 else "iga kuu",
        )
        yield NAMES["review"], str(value), description.review.line if description.review else None
    for field in ("working_time", "civil_service_group"):
        text: Text | None = getattr(description, field)
        if text:
            yield NAMES[field], text.value, text.line


def settled_by_rule(description: JobDescription) -> Iterator[tuple[str, int]]:
    """Yield the names that no table settles, each with its line: their head noun is unknown, so only its ending speaks."""
    texts: list[Text | None] = [description.organisation, description.title, *description.units]
    yield from ((text.value, text.line) for text in texts if text and text.by_rule)
    for field in MENTION_FIELDS:
        yield from ((mention_name(one), one.line) for one in description.mentions(field) if one.by_rule)


_SIGNED: Final = Bilingual("Signature of the container", "Ümbriku allkiri")
_STAMPED: Final = Bilingual("time stamp", "ajatempel")
_NAMELESS: Final = Bilingual("(no name)", "(nimeta)")
_KINDS_OF_PROBLEMS: Final[tuple[tuple[ProblemKind, Bilingual, str], ...]] = (
    ("doubtful", Bilingual("Uncertain", "Kaheldav"), "?"),
    ("not-understood", Bilingual("Not understood", "Arusaamatu"), "!"),
    ("not-kept", Bilingual("Understood, but not kept", "Arusaadav, kuid ei säilitata"), "·"),
)
