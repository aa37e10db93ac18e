"""One job description as a page: what was understood and from which line, what is uncertain, and what was not read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

from ajgraph.description import MENTION_FIELDS, JobDescription, Mention, Text
from ajgraph.fitness import EDUCATION_NAMES
from ajgraph.language import Bilingual
from ajgraph.signature import NOT_LOOKED_AT, Signature

Row = tuple[Bilingual, str, int | None]
"""What a line of the page is about, what it says, and the line of the document."""

NAMES: Final = {
    "organisation": Bilingual("Organisation", "Asutus"),
    "title": Bilingual("Title", "Ametinimetus"),
    "specialisation": Bilingual("Specialisation", "Täpsustus"),
    "units": Bilingual("Unit", "Üksus"),
    "manager": Bilingual("Immediate manager", "Vahetu juht"),
    "substituted_by": Bilingual("Who stands in", "Kes asendab"),
    "substitutes": Bilingual("Stands in for", "Keda asendab"),
    "subordinates": Bilingual("Subordinates", "Alluvad"),
    "purpose": Bilingual("Purpose", "Eesmärk"),
    "duties": Bilingual("Duties", "Ülesandeid"),
    "rights": Bilingual("Rights", "Õigusi"),
    "responsibilities": Bilingual("Responsibilities", "Vastutusi"),
    "education": Bilingual("Education", "Haridus"),
    "experience": Bilingual("Experience", "Kogemus"),
    "languages": Bilingual("Language", "Keel"),
    "computer": Bilingual("Computer skills", "Arvutioskus"),
    "competencies": Bilingual("Competencies", "Kompetentsid"),
    "additional": Bilingual("Additional", "Täiendavad"),
    "approval": Bilingual("Approved", "Kinnitatud"),
    "in_force_from": Bilingual("In force from", "Jõustub"),
    "applied_from": Bilingual("Applied from", "Rakendatakse alates"),
    "repeals": Bilingual("Repeals", "Tunnistab kehtetuks"),
    "review": Bilingual("Review", "Ülevaatus"),
    "working_time": Bilingual("Working time", "Tööaeg"),
    "civil_service_group": Bilingual("Service group", "Ametikoha grupp"),
}
"""What pages call the fields of a description."""

KINDS: Final = {
    "peer": Bilingual("a colleague in the same post", "kolleeg samal ametikohal"),
    "unit-member": Bilingual("anyone in the unit", "üksuse iga teenistuja"),
    "designated": Bilingual("nobody until designated", "määratakse"),
    "rule": Bilingual("another document decides", "otsustab teine dokument"),
    "none": Bilingual("nobody", "puudub"),
}
"""What a mention means that is no post."""

SETTLED_BY_RULE: Final = Bilingual("settled by rule: please look", "reegli järgi: palun kontrolli")

_EXPERIENCE: Final = {
    "general": Bilingual("any work", "üldine"),
    "management": Bilingual("management", "juhtimine"),
    "field": Bilingual("in the field", "erialane"),
}


def description_page(description: JobDescription) -> str:
    """Return the page of one description; every line ends with the line number it was read from."""
    return "\n".join(_lines(description)) + "\n"


def mention_name(mention: Mention) -> str:
    """Return whom a mention names, with the specialisation in brackets."""
    name = mention.title or mention.text
    return f"{name} ({mention.specialisation})" if mention.specialisation else name


def _lines(description: JobDescription) -> Iterator[str]:
    source = description.source
    yield f"{description.label}"
    yield f"  {source.path}:{source.first_line}–{source.last_line}"
    yield from _signatures(source.signatures)
    rows = [
        *_header(description),
        *_body(description),
        *_requirements(description),
        *_formalities(description),
    ]
    width = max((len(str(title)) for title, _, _ in rows), default=0)
    for title, value, line in rows:
        yield f"  {title!s:<{width}}  {value}" + (f"  [{line}]" if line else "")
    uncertain = list(_uncertain(description))
    if uncertain:
        yield f"  {_UNCERTAIN}:"
        yield from (f"  ? {source.path}:{line}: {name} – {SETTLED_BY_RULE}" for name, line in uncertain)
    if description.problems:
        yield f"  {_NOT_UNDERSTOOD}:"
        yield from (f"  ! {source.path}:{one.line}: {one.message}" for one in description.problems)


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
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _header(description: JobDescription) -> Iterator[Row]:
    for field in ("organisation", "units"):
        found = getattr(description, field)
        for text in found if isinstance(found, tuple) else (found,):
            if text:
                yield NAMES[field], text.value, text.line
    for field in MENTION_FIELDS:
        for mention in description.mentions(field):
            notes = [str(KINDS[mention.kind])] if mention.kind in KINDS else []
            notes += [mention.condition] if mention.condition else []
            yield (
                NAMES[field],
                mention_name(mention) + (f" – {'; '.join(notes)}" if notes else ""),
                mention.line,
            )


def _body(description: JobDescription) -> Iterator[Row]:
    if description.purpose:
        yield NAMES["purpose"], description.purpose.value, description.purpose.line
    if description.duties:
        number, outcomes = len(description.duties), sum(len(duty.outcomes) for duty in description.duties)
        count = Bilingual(f"{number}, {outcomes} outcomes", f"{number}, tulemusi {outcomes}")
        yield NAMES["duties"], str(count), description.duties[0].text.line
    for field in ("rights", "responsibilities"):
        if texts := getattr(description, field):
            yield NAMES[field], str(len(texts)), texts[0].line


def _requirements(description: JobDescription) -> Iterator[Row]:
    needs = description.requirements
    preferred = Bilingual(" (preferred)", " (soovitav)")
    if needs.education:
        level = f" → {EDUCATION_NAMES[needs.education.level]}" if needs.education.level else ""
        yield NAMES["education"], needs.education.text.value + level, needs.education.text.line
    for experience in needs.experience:
        years = (
            Bilingual(f"{experience.years} years, ", f"{experience.years} a, ") if experience.years else ""
        )
        value = f"{years}{_EXPERIENCE[experience.kind]}{'' if experience.required else preferred}"
        yield NAMES["experience"], value, experience.text.line
    groups: dict[int, list[str]] = {}
    lines: dict[int, int] = {}
    for skill in needs.languages:
        text = f"{skill.language} {skill.level or '?'}{'' if skill.required else preferred}"
        groups.setdefault(skill.group, []).append(text)
        lines.setdefault(skill.group, skill.line)
    for group, texts in groups.items():
        yield NAMES["languages"], str(Bilingual(" or ", " või ")).join(texts), lines[group]
    for kind, field in (("core", "competencies"), ("additional", "additional")):
        named = [one for one in description.competencies if one.kind == kind]
        if named:
            yield NAMES[field], ", ".join(one.name.value for one in named), named[0].name.line


def _formalities(description: JobDescription) -> Iterator[Row]:
    approval = description.approval
    parts = [str(approval.date or ""), approval.by or "", f"nr {approval.order}" if approval.order else ""]
    if any(parts):
        yield NAMES["approval"], ", ".join(part for part in parts if part), approval.line
    validity = description.validity
    for field, day in (("in_force_from", validity.in_force_from), ("applied_from", validity.applied_from)):
        if day:
            yield NAMES[field], day.isoformat(), validity.line
    if validity.repeals:
        yield NAMES["repeals"], "; ".join(act.value for act in validity.repeals), validity.repeals[0].line
    if description.review_months:
        months = description.review_months
        value = Bilingual(f"every {months} months", f"iga {months} kuu järel")
        yield NAMES["review"], str(value), description.review.line if description.review else None
    if description.working_time:
        yield NAMES["working_time"], description.working_time.value, description.working_time.line


def _uncertain(description: JobDescription) -> Iterator[tuple[str, int]]:
    """Yield the names that no table settles: their head noun is unknown, so only its ending speaks."""
    texts: list[Text | None] = [description.organisation, description.title, *description.units]
    yield from ((text.value, text.line) for text in texts if text and text.by_rule)
    for field in MENTION_FIELDS:
        yield from ((mention_name(one), one.line) for one in description.mentions(field) if one.by_rule)


_SIGNED: Final = Bilingual("Signature of the container", "Ümbriku allkiri")
_STAMPED: Final = Bilingual("time stamp", "ajatempel")
_NAMELESS: Final = Bilingual("(no name)", "(nimeta)")
_UNCERTAIN: Final = Bilingual("Uncertain", "Kahtlane")
_NOT_UNDERSTOOD: Final = Bilingual("Not understood or doubtful", "Arusaamatu või kaheldav")
