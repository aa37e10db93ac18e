"""Heading rows of tables: which column holds what, told by the words over it, in any order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ajgraph.reading import languages, numbering, preferences
from ajgraph.reading.labels import Label
from ajgraph.reading.row import Row

Kind = Literal["duties", "languages", "competencies", "needs"]

SHARE = re.compile(r"(?:ca|umbes|kuni)?\s*\d{1,3}(?:\s*[-–]\s*\d{1,3})?\s*%?")
"""A share of working time: "40%"."""

_MOST_WORDS = 6
_FIRST = r"(?:(?:põhi|peamise[dt]?|töö|oodatava?d?|soovitu?d|eeldatava?d?|nõutava?d?|ametikoha|töökoha|teenistuskoha)\s+)*"
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(rf"{_FIRST}(?:{words})"))
    for role, words in (
        ("number", r"nr\.?|jrk\.?(?:\s*nr\.?)?|jrk-nr\.?|järjekorra(?:number|\s*nr\.?)|#|number|p\.?|punkt"),
        (
            "share",
            r"(?:%|osakaal|osatähtsus|maht|ajakulu|aeg|tööaeg|protsent|kaal|tööaja\s+(?:osakaal|jaotus)|prioriteet|sagedus)"
            r"(?:\s.*|\s*\(?%\)?)?",
        ),
        (
            "indicator",
            r"\w*(?:näitaja|mõõdik|indikaator|kriteerium)(?:u?d|id)?(?:\s.*)?|\w+\s+\w*(?:näitajad?|mõõdikud?|kriteeriumid?)"
            r"|(?:\w+\s+)?hindamise alus(?:ed)?|kvaliteedinõu(?:e|ded)",
        ),
        (
            "outcome",
            r"\w*(?:tulemus(?:ed)?|väljund(?:id)?|tulem)(?:\s.*)?|(?:\w+\s+)?\w*tulemus(?:ed)?|\w*tulemus(?:te|e)\s+\w+",
        ),
        (
            "duty",
            r"\w*(?:ülesan(?:ne|ded)|kohustus(?:ed)?|tegevus(?:ed)?|töölõi(?:k|gud))(?:\s.*)?"
            r"|\w*ülesan(?:de|nete)\s+(?:kirjeldus|sisu)|töö\s+sisu",
        ),
        ("group", r"(?:töö|tegevus|vastutus)?valdkon(?:d|nad)|grupp|teema"),
    )
)
_LANGUAGE = re.compile(r"keel(?:ed)?|(?:võõr)?keele(?:oskus|d)?|võõrkeel(?:ed)?")
_SKILL = re.compile(
    r"kirjas|kõnes|kirjalik|suuline|kirjutamine|lugemine|rääkimine|kuulamine|mõistmine|\w+oskus"
)
_COMPETENCY = re.compile(
    r"(?:\w+\s+)?(?:kompetents(?:id|i nimetus)?|pädevus(?:ed)?|isikuomadus(?:ed)?|omadus(?:ed)?)"
)
_LEVEL = re.compile(r"(?:(?:nõutav|oodatav|vajalik)\s+)?(?:tase|hinne)(?:\s*\([^()]*\))?")
_INDICATOR = re.compile(
    r"\w*näitajad?|\w*indikaatorid?|(?:\w+\s+)?kirjeldus|käitumi\w*(?:\s\w+)?|selgitus|sisu|tegevus(?:ed)?|avaldumine|kuidas\s.*"
)
_REQUIRED = re.compile(
    r"(?:nõutav(?:ad)?|kohustuslik(?:ud)?|vajalik(?:ud)?|miinimum)(?:\s\w+)?|miinimumnõu(?:e|ded)|nõu(?:e|ded)"
)
_PREFERRED = re.compile(
    r"(?:soovitav(?:ad)?|soovituslik(?:ud)?|eelistatud|eelis(?:ed|eks)?|kasuks\s+tule(?:b|vad)|lisaväärtus)(?:\s\w+)?"
)


@dataclass(frozen=True, slots=True)
class Columns:
    """A heading row: the section it stands for and, by column, the role and the words over it."""

    kind: Kind
    label: Label
    roles: Mapping[int, tuple[str, str]]

    def has(self, role: str) -> bool:
        """Return whether a column has this role."""
        return any(found == role for found, _ in self.roles.values())

    def role(self, column: int) -> str:
        """Return the role of the column that stands over ``column``."""
        return self._over(column)[0]

    def _over(self, column: int) -> tuple[str, str]:
        return self.roles[max((at for at in self.roles if at <= column), default=min(self.roles))]

    def sorted(self, line: Mapping[int, tuple[Row, ...]]) -> list[tuple[str, str, tuple[Row, ...]]]:
        """Return the cells of a row with the role and the words of their columns.

        A cell over no column of its own belongs to the next one on its left, for cells may be merged, else to the
        first.
        """
        found = []
        for column, held in line.items():
            role, words = self._over(column)
            if role == "number" and (len(line) == 1 or self._covers_duty(column, held)):
                role = "duty"  # a group heading begins in the first column
            found.append((role, words, held))
        return found

    def _covers_duty(self, column: int, held: tuple[Row, ...]) -> bool:
        cell = held[0].cell
        return cell is not None and any(
            self.role(at) == "duty" for at in range(column + 1, column + cell.columns)
        )

    def ended_by(self, texts: Sequence[str]) -> bool:
        """Return whether a row of cells cannot belong to the table any more."""
        if self.kind != "languages":
            return False
        return not any(languages.names_language(text) for text in texts)


def is_role(text: str) -> bool:
    """Return whether ``text`` is the name of a column in a table of duties, but none of the duties themselves."""
    words = numbering.number_of(text)[1].strip(" :.*").casefold()
    if len(words.split()) > _MOST_WORDS or text.endswith((".", ";")):
        return False
    return any(role not in ("duty", "number") and pattern.fullmatch(words) for role, pattern in _ROLES)


def is_heading(text: str) -> bool:
    """Return whether ``text`` may stand over a column of any table that is read."""
    words = numbering.number_of(text)[1].strip(" :.*").casefold()
    if len(words.split()) > _MOST_WORDS:
        return False
    others = (_LANGUAGE, _SKILL, _COMPETENCY, _LEVEL, _INDICATOR, _REQUIRED, _PREFERRED)
    return any(pattern.fullmatch(words) for pattern in (*(pattern for _, pattern in _ROLES), *others))


def heading_of(line: Mapping[int, str], below: Mapping[int, tuple[Row, ...]]) -> Columns | None:
    """Return what a heading row says of its columns, None for any other row; ``below`` is the row under it."""
    if not line or len(line) < 2 or any(len(text.split()) > _MOST_WORDS for text in line.values()):
        return None
    words = {
        column: numbering.number_of(text)[1].strip(" :.*").casefold() if text != "#" else text
        for column, text in line.items()
    }
    for reading in (_duties, _languages, _competencies, _needs):
        if (found := reading(words, line)) and (found.kind != "languages" or _names_language(below)):
            return found
    return None


def _names_language(below: Mapping[int, tuple[Row, ...]]) -> bool:
    return any(languages.names_language(row.text) for held in below.values() for row in held)


def _label(field: str, line: Mapping[int, str]) -> Label:
    first = next(iter(line.values()))
    return Label(field, numbering.number_of(first)[0], " ".join(line.values()), "end", "")


def _duties(words: Mapping[int, str], line: Mapping[int, str]) -> Columns | None:
    roles: dict[int, tuple[str, str]] = {}
    for column, text in words.items():
        role = next((role for role, pattern in _ROLES if pattern.fullmatch(text)), "unknown")
        if role == "duty" and any(found == "duty" for found, _ in roles.values()):
            role = "unknown"
        roles[column] = (role, line[column])
    named = {role for role, _ in roles.values()}
    if "duty" not in named and "group" in named:  # "Töövaldkond" beside its outcomes is the duty itself
        roles = {c: ("duty" if role == "group" else role, said) for c, (role, said) in roles.items()}
        named.add("duty")
    if "duty" not in named or not named & {"outcome", "indicator", "share", "number"}:
        return None
    return Columns("duties", _label("duties", line), {0: ("number", ""), **roles} if min(roles) else roles)


def _languages(words: Mapping[int, str], line: Mapping[int, str]) -> Columns | None:
    first, *others = words
    if any(languages.names_language(words[c]) or languages.names_level(line[c]) for c in others):
        return None  # a language with its level, no heading of such
    roles = {first: ("language", line[first])}
    for column in others:
        roles[column] = ("skill" if _SKILL.fullmatch(words[column]) else "level", line[column])
    return (
        Columns("languages", _label("languages", line), roles) if _LANGUAGE.fullmatch(words[first]) else None
    )


def _competencies(words: Mapping[int, str], line: Mapping[int, str]) -> Columns | None:
    roles: dict[int, tuple[str, str]] = {}
    for column, text in words.items():
        if _COMPETENCY.fullmatch(text) and not any(role == "name" for role, _ in roles.values()):
            role = "name"
        elif _LEVEL.fullmatch(text):
            role = "level"
        elif _INDICATOR.fullmatch(text):
            role = "indicator"
        elif _ROLES[0][1].fullmatch(text):
            continue
        else:
            return None
        roles[column] = (role, line[column])
    named = {role for role, _ in roles.values()}
    return (
        Columns("competencies", _label("core", line), roles) if "name" in named and len(named) > 1 else None
    )


def _needs(words: Mapping[int, str], line: Mapping[int, str]) -> Columns | None:
    roles: dict[int, tuple[str, str]] = {}
    for column, text in words.items():
        if _PREFERRED.fullmatch(text):
            said = line[column].strip(" :.*")
            roles[column] = ("preferred", f"{said if preferences.span(said) else 'Soovitav'}:")
        elif _REQUIRED.fullmatch(text):
            roles[column] = ("required", line[column])
        else:
            roles[column] = ("quality", line[column])
    named = {role for role, _ in roles.values()}
    if not {"required", "preferred"} <= named:
        return None
    first = min(column for column, (role, _) in roles.items() if role in ("required", "preferred"))
    left = {0: ("quality", "")} if first else {}
    return Columns("needs", _label("requirements", line), {**left, **roles})
