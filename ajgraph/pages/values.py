"""Values of a description in words, the same wherever they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ajgraph.description import Approval, EducationLevel, Experience, LanguageSkill, Mention
from ajgraph.gaps import EDUCATION_NAMES, LANGUAGE_NAMES
from ajgraph.language import Bilingual, on_day

KINDS: Final = {
    "peer": Bilingual("a colleague in the same post", "kolleeg samal ametikohal"),
    "unit-member": Bilingual("anyone in the unit", "üksuse iga teenistuja"),
    "designated": Bilingual("nobody until designated", "määratakse hiljem"),
    "rule": Bilingual("another document decides", "otsustab teine dokument"),
}
"""What a mention means that is no post."""

NOBODY: Final = Bilingual("nobody", "puudub")

SETTLED_BY_RULE: Final = Bilingual(
    "not in the table of names, put into the nominative by its ending: please look",
    "nime pole tabelis, nimetav kääne on tuletatud lõpu järgi: palun vaata üle",
)

_EXPERIENCE: Final = {
    "general": Bilingual("any work", "üldine"),
    "management": Bilingual("management", "juhtimine"),
    "field": Bilingual("in the field", "erialane"),
}


def mention_name(mention: Mention) -> str:
    """Return whom a mention names, with the specialisation in brackets."""
    if mention.kind == "none":
        return str(NOBODY)
    name = mention.title or mention.text
    return f"{name} ({mention.specialisation})" if mention.specialisation else name


def mention_notes(mention: Mention) -> Iterator[str]:
    """Yield what is to be known of a mention: what it means where it is no post, and when it holds."""
    if mention.kind in KINDS:
        yield str(KINDS[mention.kind])
    if mention.condition:
        yield mention.condition


def noted(value: str, notes: Iterable[str]) -> str:
    """Return a value with its notes behind a dash."""
    return f"{value} – {said}" if (said := "; ".join(notes)) else value


def education_words(level: EducationLevel | None) -> str:
    """Return a level of education in words."""
    return str(EDUCATION_NAMES[level] if level else Bilingual("level not stated", "tase märkimata"))


def experience_words(experience: Experience) -> str:
    """Return years and kind of an experience, and whether it is only preferred."""
    number = experience.years
    years = Bilingual(
        f"{number} {'year' if number == 1 else 'years'}, ",
        f"{number} {'aasta' if number == 1 else 'aastat'}, ",
    )
    kind = f"{years if number else ''}{_EXPERIENCE[experience.kind]}"
    return kind + _preferred(experience.required)


def language_words(skill: LanguageSkill) -> str:
    """Return a language by its name, with its level, and whether it is only preferred.

    >>> language_words(LanguageSkill("fi", None, False, 1, 1))
    'Finnish, level not stated (preferred)'
    """
    name = LANGUAGE_NAMES.get(skill.language, skill.language)
    level = f" {skill.level}" if skill.level else Bilingual(", level not stated", ", tase märkimata")
    return f"{name}{level}{_preferred(skill.required)}"


def approval_words(approval: Approval) -> str:
    """Return when, by whom and with which order a description was approved; nothing where nothing is known."""
    order = Bilingual(f"order no {approval.order}", f"käskkiri nr {approval.order}") if approval.order else ""
    parts = (on_day(approval.date) if approval.date else "", approval.by or "", order)
    return ", ".join(str(part) for part in parts if part)


def _preferred(required: bool) -> str:
    return "" if required else str(Bilingual(" (preferred)", " (soovitav)"))
