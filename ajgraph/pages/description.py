"""One job description as a page: what was understood, from which line, and what was not."""

from __future__ import annotations

from collections.abc import Iterator

from ajgraph.description import MENTION_FIELDS, JobDescription, Mention, MentionField, Text
from ajgraph.fitness import EDUCATION_NAMES
from ajgraph.language import Bilingual

_FIELDS: dict[MentionField, Bilingual] = {
    "manager": Bilingual("Immediate manager", "Vahetu juht"),
    "substituted_by": Bilingual("Who stands in", "Kes asendab"),
    "substitutes": Bilingual("Stands in for", "Keda asendab"),
    "subordinates": Bilingual("Subordinates", "Alluvad"),
}
_EXPERIENCE = {
    "general": Bilingual("any work", "üldine"),
    "management": Bilingual("management", "juhtimine"),
    "field": Bilingual("in the field", "erialane"),
}
_KINDS = {
    "peer": Bilingual("a colleague in the same post", "kolleeg samal ametikohal"),
    "unit-member": Bilingual("anyone in the unit", "üksuse iga teenistuja"),
    "designated": Bilingual("nobody until designated", "määratakse"),
    "rule": Bilingual("another document decides", "otsustab teine dokument"),
    "none": Bilingual("nobody", "puudub"),
}


def description_page(description: JobDescription) -> str:
    """Return the page of one description; every line ends with the line number it was read from."""
    return "\n".join(_lines(description)) + "\n"


def _lines(description: JobDescription) -> Iterator[str]:
    source = description.source
    yield f"{description.label}"
    yield f"  {source.path}:{source.first_line}–{source.last_line}"
    rows: list[tuple[Bilingual, str, int | None]] = []
    if description.organisation:
        rows.append(
            (
                Bilingual("Organisation", "Asutus"),
                _name(description.organisation),
                description.organisation.line,
            )
        )
    rows += [(Bilingual("Unit", "Üksus"), _name(unit), unit.line) for unit in description.units]
    for field in MENTION_FIELDS:
        rows += [(_FIELDS[field], _mention(one), one.line) for one in description.mentions(field)]
    if description.purpose:
        rows.append((Bilingual("Purpose", "Eesmärk"), description.purpose.value, description.purpose.line))
    outcomes = sum(len(duty.outcomes) for duty in description.duties)
    if description.duties:
        count = Bilingual(
            f"{len(description.duties)}, {outcomes} outcomes",
            f"{len(description.duties)}, tulemusi {outcomes}",
        )
        rows.append((Bilingual("Duties", "Ülesandeid"), str(count), description.duties[0].text.line))
    for texts, title in (
        (description.rights, Bilingual("Rights", "Õigusi")),
        (description.responsibilities, Bilingual("Responsibilities", "Vastutusi")),
    ):
        if texts:
            rows.append((title, str(len(texts)), texts[0].line))
    rows += _requirements(description)
    rows += _formalities(description)
    width = max(len(str(title)) for title, _, _ in rows) if rows else 0
    for title, value, line in rows:
        yield f"  {title!s:<{width}}  {value}" + (f"  [{line}]" if line else "")
    for problem in description.problems:
        yield f"  ! {source.path}:{problem.line}: {problem.message}"


def _requirements(description: JobDescription) -> list[tuple[Bilingual, str, int | None]]:
    rows: list[tuple[Bilingual, str, int | None]] = []
    needs = description.requirements
    preferred = Bilingual(" (preferred)", " (soovitav)")
    if needs.education:
        level = f" → {EDUCATION_NAMES[needs.education.level]}" if needs.education.level else ""
        rows.append(
            (Bilingual("Education", "Haridus"), needs.education.text.value + level, needs.education.text.line)
        )
    for experience in needs.experience:
        years = (
            Bilingual(f"{experience.years} years, ", f"{experience.years} a, ") if experience.years else ""
        )
        value = f"{years}{_EXPERIENCE[experience.kind]}{'' if experience.required else preferred}"
        rows.append((Bilingual("Experience", "Kogemus"), value, experience.text.line))
    groups: dict[int, list[str]] = {}
    lines: dict[int, int] = {}
    for skill in needs.languages:
        text = f"{skill.language} {skill.level or '?'}{'' if skill.required else preferred}"
        groups.setdefault(skill.group, []).append(text)
        lines.setdefault(skill.group, skill.line)
    for group, texts in groups.items():
        rows.append(
            (Bilingual("Language", "Keel"), str(Bilingual(" or ", " või ")).join(texts), lines[group])
        )
    for kind, title in (
        ("core", Bilingual("Competencies", "Kompetentsid")),
        ("additional", Bilingual("Additional", "Täiendavad")),
    ):
        named = [one for one in description.competencies if one.kind == kind]
        if named:
            rows.append((title, ", ".join(one.name.value for one in named), named[0].name.line))
    return rows


def _formalities(description: JobDescription) -> list[tuple[Bilingual, str, int | None]]:
    rows: list[tuple[Bilingual, str, int | None]] = []
    approval = description.approval
    parts = [str(approval.date or ""), approval.by or "", f"nr {approval.order}" if approval.order else ""]
    if any(parts):
        rows.append(
            (Bilingual("Approved", "Kinnitatud"), ", ".join(part for part in parts if part), approval.line)
        )
    validity = description.validity
    for title, day in (
        (Bilingual("In force from", "Jõustub"), validity.in_force_from),
        (Bilingual("Applied from", "Rakendatakse alates"), validity.applied_from),
    ):
        if day:
            rows.append((title, day.isoformat(), validity.line))
    if validity.repeals:
        acts = "; ".join(act.value for act in validity.repeals)
        rows.append((Bilingual("Repeals", "Tunnistab kehtetuks"), acts, validity.repeals[0].line))
    if description.review_months:
        value = Bilingual(
            f"every {description.review_months} months", f"iga {description.review_months} kuu järel"
        )
        rows.append(
            (
                Bilingual("Review", "Ülevaatus"),
                str(value),
                description.review.line if description.review else None,
            )
        )
    if description.working_time:
        rows.append(
            (
                Bilingual("Working time", "Tööaeg"),
                description.working_time.value,
                description.working_time.line,
            )
        )
    return rows


def _mention(mention: Mention) -> str:
    name = mention.title or mention.text
    if mention.specialisation:
        name += f" ({mention.specialisation})"
    notes = [str(_KINDS[mention.kind])] if mention.kind in _KINDS else []
    notes += [mention.condition] if mention.condition else []
    notes += [str(_BY_RULE)] if mention.by_rule else []
    return name + (f" – {'; '.join(notes)}" if notes else "")


def _name(text: Text) -> str:
    return f"{text.value} – {_BY_RULE}" if text.by_rule else text.value


_BY_RULE = Bilingual("settled by rule: please look", "reegli järgi: palun kontrolli")
