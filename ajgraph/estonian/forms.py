"""Inflection from principal parts: from five forms of a noun all the others, and back from any to the noun.

The nominative plural and the other cases of the singular stand on the genitive singular, those of the plural
on the genitive plural.
Reference: Eesti keele käsiraamat (Institute of the Estonian Language), morphology, declension.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache
from typing import Final, Literal, NamedTuple

_REMEMBERED: Final = 4096
"""Words whose ends a lexicon remembers: the same few come again and again, in a document and in a body's others."""

Scope = Literal["", "whole", "after head", "none"]
_SCOPES: dict[str, Scope] = {"": "", "whole": "whole", "after head": "after head", "none": "none"}


class Case(StrEnum):
    """The fourteen cases of Estonian."""

    NOMINATIVE = "nominative"
    GENITIVE = "genitive"
    PARTITIVE = "partitive"
    ILLATIVE = "illative"
    INESSIVE = "inessive"
    ELATIVE = "elative"
    ALLATIVE = "allative"
    ADESSIVE = "adessive"
    ABLATIVE = "ablative"
    TRANSLATIVE = "translative"
    TERMINATIVE = "terminative"
    ESSIVE = "essive"
    ABESSIVE = "abessive"
    COMITATIVE = "comitative"


CASES: tuple[Case, ...] = tuple(Case)
GENITIVE_ADJECTIVE = frozenset({Case.TERMINATIVE, Case.ESSIVE, Case.ABESSIVE, Case.COMITATIVE})
"""The cases in which only the last word takes the ending; an adjective before it stands in the genitive."""

_ENDINGS = ("sse", "s", "st", "le", "l", "lt", "ks", "ni", "na", "ta", "ga")
_OBLIQUE = tuple((ending, 1 << (3 + place)) for place, ending in enumerate(_ENDINGS))
_PLURAL = len(CASES)
_OBLIQUE_PLURAL = tuple((ending, bit << _PLURAL) for ending, bit in _OBLIQUE)
# The abessive and the comitative are not formed on the short plural ("juhatajaile", never "juhatajaiga").
_SHORT_PLURAL = _OBLIQUE_PLURAL[:9]
_VOWEL = re.compile(r"[aeiouõäöüy]", re.IGNORECASE)


class Form(NamedTuple):
    """What a form may be: a case in the singular or the plural."""

    case: Case
    plural: bool


@cache
def forms_of(mask: int) -> frozenset[Form]:
    """Return the forms of a bit mask: bits 0 to 13 are the singular cases, 14 to 27 the plural ones."""
    return frozenset(
        Form(case, plural)
        for plural in (False, True)
        for place, case in enumerate(CASES)
        if mask >> (place + plural * _PLURAL) & 1
    )


@dataclass(frozen=True, slots=True)
class Word:
    """A noun or adjective by its principal parts; parallel forms in one part are all good Estonian."""

    nominative: str
    genitive: tuple[str, ...]
    partitive: tuple[str, ...]
    genitive_plural: tuple[str, ...]
    partitive_plural: tuple[str, ...]
    illative: tuple[str, ...] = ()
    kind: str = ""
    scope: Scope = ""

    @classmethod
    def from_row(cls, row: Mapping[str, str]) -> Word:
        """Return the word of one table row."""

        def part(name: str) -> tuple[str, ...]:
            value = row.get(name, "")
            return tuple(value.split("/")) if value else ()

        return cls(
            row["nominative"],
            part("genitive"),
            part("partitive"),
            part("genitive_plural"),
            part("partitive_plural"),
            part("illative"),
            row.get("kind", ""),
            _SCOPES[row.get("scope", "")],
        )

    def forms(self) -> Iterator[tuple[str, int]]:
        """Yield every form with its bit; a form of several cases comes several times."""
        yield self.nominative, 1
        for genitive in self.genitive:
            yield genitive, 2
            yield genitive + "d", 1 << _PLURAL
            for ending, bit in _OBLIQUE:
                yield genitive + ending, bit
        for partitive in self.partitive:
            yield partitive, 4
        for illative in self.illative:
            yield illative, 8
        for plural in self.genitive_plural:
            yield plural, 2 << _PLURAL
            for ending, bit in _OBLIQUE_PLURAL:
                yield plural + ending, bit
        for partitive in self.partitive_plural:
            yield partitive, 4 << _PLURAL
            if stem := self._short_plural_stem(partitive):
                for ending, bit in _SHORT_PLURAL:
                    yield stem + ending, bit

    def _short_plural_stem(self, partitive: str) -> str:
        """Return the stem of the short plural ("juhatajaile", "juristele", "abilisile"), "" where the word has none."""
        if partitive.endswith("id") and not partitive.endswith("sid"):
            return partitive[:-1]
        if partitive.endswith("e") and self.genitive[0].endswith("i"):
            return f"{self.genitive[0][:-1]}e"
        return partitive if partitive.endswith("si") and self.genitive[0].endswith("se") else ""


@dataclass(frozen=True, slots=True)
class Match:
    """A known noun at the end of a word: what stands before it, the noun, and the forms it may be in."""

    before: str
    word: Word
    forms: frozenset[Form]

    @property
    def nominative(self) -> str:
        """The whole word in the nominative singular."""
        return self.before + self.word.nominative

    @property
    def genitive(self) -> str:
        """The whole word in the genitive singular."""
        return self.before + self.word.genitive[0]


@dataclass(frozen=True)
class Lexicon:
    """Words to be found by the end of a written word: the longest known form wins.

    Where two words share a form, the one that comes first is meant.
    """

    words: tuple[Word, ...]
    _forms: dict[str, tuple[Word, int]] = field(init=False, repr=False, compare=False)
    _found_tail: Callable[[str], Match | None] = field(init=False, repr=False, compare=False)
    _lengths: dict[str, list[int]] = field(init=False, repr=False, compare=False)
    """How long the forms are that end in the same two letters, the longest first."""

    def __post_init__(self) -> None:
        forms: dict[str, tuple[Word, int]] = {}
        for word in self.words:
            for form, bit in word.forms():
                known = forms.get(form)
                if known is None:
                    forms[form] = (word, bit)
                elif known[0] is word:
                    forms[form] = (word, known[1] | bit)
        object.__setattr__(self, "_forms", forms)
        object.__setattr__(self, "_found_tail", lru_cache(_REMEMBERED)(self._tail))
        lengths: dict[str, set[int]] = {}
        for form in forms:
            lengths.setdefault(form[-2:], set()).add(len(form))
        object.__setattr__(
            self, "_lengths", {end: sorted(found, reverse=True) for end, found in lengths.items()}
        )

    def whole(self, written: str) -> Match | None:
        """Return the word that ``written`` is a form of, letter case aside."""
        found = self._forms.get(written.lower())
        return Match("", found[0], forms_of(found[1])) if found else None

    def tail(self, written: str) -> Match | None:
        """Return the longest word that ``written`` ends in.

        What stands before it must look like the first part of a compound.
        """
        return self._found_tail(written)

    def _tail(self, written: str) -> Match | None:
        lower = written.lower()
        length = len(lower)
        if length != len(written):  # a letter whose small form is longer; no Estonian letter is
            return None
        for long in self._lengths.get(lower[-2:], ()):
            start = length - long
            if start < 0:
                continue
            found = self._forms.get(lower[start:])
            if found and self._joins(written[:start], found[0]):
                if found[0].scope == "none":
                    return None
                return Match(written[:start], found[0], forms_of(found[1]))
        return None

    def _joins(self, before: str, word: Word) -> bool:
        if not before or before[-1] in "-/":
            return True
        if word.scope == "whole":
            return False
        if word.scope == "after head":
            attribute = self.tail(before)
            return attribute is not None and Form(Case.GENITIVE, plural=False) in attribute.forms
        # One letter or a cluster without a vowel is no word: "karst" is no arst, "kukk" no kokk.
        return len(before) > 1 and before[-1].isalpha() and _VOWEL.search(before) is not None


def lexicon(rows: Iterable[Mapping[str, str]]) -> Lexicon:
    """Return the lexicon of some table rows."""
    return Lexicon(tuple(Word.from_row(row) for row in rows))
