"""Which description of a post is the newest, and which ones an order or a description repeals.

Versions go by the day they come into force, where that is stated, else by the day of approval. That one is applied
back in time says from when it holds, not that it is older. What is repealed is named by the number of its order, by a
date, by the title of the post, or only as what was before; what is named otherwise stays as it is written.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ajgraph.description import JobDescription, Text
from ajgraph.estonian import ends_in_head, key, nominative
from ajgraph.language import Bilingual
from ajgraph.reading import dates
from ajgraph.sources import Note

_DESCRIPTION: Final = re.compile(
    r"\b(?P<what>(?:ameti|töö)?(?:juhend|kirjeldus)\w*|ametikoha\s*kirjeldus\w*)", re.IGNORECASE
)
_ACT: Final = re.compile(r"\b(?:käskkir|korraldus|otsus|määrus)\w*", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\bnr\.?\s*(?P<number>\d[\w./-]*)", re.IGNORECASE)
_ANNEX: Final = re.compile(r"\blisa(?:d|s|des)?\b", re.IGNORECASE)
_APPROVED: Final = re.compile(r"\b(?:kinnita|kehtesta)\w*", re.IGNORECASE)
_AND: Final = re.compile(r"\s*(?:,|\bja\b|\bning\b)\s*")
_BEFORE: Final = re.compile(
    r"\b(?:seni\w*|varase\w*|varem\w*|eelmi\w*|eelne\w*|kehtin\w*|kehti[vb]\w*|kõik\w*|sama|selle|nimetatud|käesoleva\w*"
    r"|ametikoh\w*|teenistuskoh\w*|töökoh\w*|oma|vana|alates|kuni|kuupäevaga|aasta|a)\b\.?",
    re.IGNORECASE,
)
"""Words around a title that do not belong to it."""


@dataclass(frozen=True, slots=True)
class Version:
    """One description with the IRIs of itself, its post and its body, and the label of the post."""

    iri: str
    post: str
    body: str
    title: str
    description: JobDescription

    @property
    def day(self) -> datetime.date | None:
        """The day by which it is ordered: of coming into force, else of approval."""
        return self.description.validity.in_force_from or self.description.approval.date

    @property
    def order(self) -> tuple[datetime.date, datetime.date] | None:
        """What newer versions are greater in; None without a date."""
        return (self.day, self.description.approval.date or self.day) if self.day else None


@dataclass(frozen=True, slots=True)
class Succession:
    """``replaced``: older → newest version of the same post; ``repealed``: version → the description that repeals it.

    ``notes`` name what is repealed by a date or a title but is not here.
    """

    replaced: Mapping[str, str]
    repealed: Mapping[str, str]
    notes: tuple[Note, ...]


def succession(versions: Iterable[Version]) -> Succession:
    """Return how the versions follow each other.

    A version without a date replaces nothing and is replaced by nothing, unless one repeals the other.
    """
    ordered = sorted(versions, key=lambda one: one.iri)
    of_post: dict[str, list[Version]] = {}
    for one in ordered:
        of_post.setdefault(one.post, []).append(one)
    replaced: dict[str, str] = {}
    for same in of_post.values():
        dated = [(one.order, one.iri) for one in same if one.order]
        newest = max(dated, default=None)
        replaced |= {iri: newest[1] for order, iri in dated if newest and order < newest[0]}
    repealed, notes = _repealed(ordered)
    by_iri = {one.iri: one for one in ordered}
    for old, new in repealed.items():
        if by_iri[old].post == by_iri[new].post and replaced.get(new) != old:
            replaced.setdefault(old, replaced.get(new, new))
    return Succession(replaced, repealed, notes)


def _repealed(versions: Sequence[Version]) -> tuple[dict[str, str], tuple[Note, ...]]:
    repealed: dict[str, str] = {}
    missing: dict[tuple[str, int, str], bool] = {}
    of_body: dict[str, list[Version]] = {}
    for one in versions:
        of_body.setdefault(one.body, []).append(one)
    for one in versions:
        others = [other for other in of_body[one.body] if other.iri != one.iri and not _later(other, one)]
        for act in one.description.validity.repeals:
            found = _named(act, one, others)
            if found is None:
                continue
            for other in found:
                known = repealed.get(other.iri)
                # Annexes of one order all repeal the same: the one of the same post says it best.
                if known is None or other.post == one.post:
                    repealed[other.iri] = one.iri
            place = (one.description.source.path, act.line, act.value)
            missing[place] = missing.get(place, True) and not found
    notes = (
        Note(path, _not_here(what), line) for (path, line, what), gone in sorted(missing.items()) if gone
    )
    return repealed, tuple(notes)


def _named(act: Text, one: Version, others: Sequence[Version]) -> list[Version] | None:
    """Return the versions that a repeal names; None where it names none that could be told from others."""
    found = dates.find(act.value)
    day = found[0] if found else None
    number = _NUMBER.search(act.value)
    match = _DESCRIPTION.search(act.value)
    own = [other for other in others if other.post == one.post]
    if number:
        named = [other for other in others if _approved(other, day, number["number"])]
        if _ANNEX.search(act.value):  # which annex is whose is not known
            named = [other for other in named if other.post == one.post]
        return named or None
    if match is None:
        return (
            [other for other in others if _approved(other, day)] or None
            if day and _ACT.search(act.value)
            else None
        )
    before = act.value[: match.start()]
    if found and found[1] < match.start():
        before = f"{before[: found[1]]} {before[found[2] :]}"
    before = _APPROVED.split(before)[-1]  # before that word stands who approved it
    title = " ".join(_BEFORE.sub(" ", _ACT.sub(" ", before)).strip(" „“\"',.").split())
    if title and ends_in_head(title):
        posts = _of_title(title, [*others, one])
        own = [other for other in others if other.post in posts]
        return [other for other in own if _approved(other, day)]
    return [other for other in own if _approved(other, day)] if day else own or None


def _of_title(titles: str, versions: Iterable[Version]) -> frozenset[str]:
    """Return the posts that titles in the genitive name: "juristi ja arhivaari"."""
    names = [name for name in _AND.split(titles) if name]
    wanted = {key(spelt) for name in names for spelt in (name, nominative(name).text)}
    return frozenset(one.post for one in versions if key(one.title) in wanted)


def _approved(one: Version, day: datetime.date | None, number: str | None = None) -> bool:
    approval = one.description.approval
    if number and (approval.order or "").casefold().strip(" .") != number.casefold().strip(" ."):
        return False
    return day is None or approval.date == day or (number is not None and approval.date is None)


def _later(other: Version, one: Version) -> bool:
    return other.order is not None and one.order is not None and other.order > one.order


def _not_here(what: str) -> Bilingual:
    return Bilingual(
        f"repeals “{what}”, but no such description is here",
        f"tunnistab kehtetuks: „{what}“, kuid sellist ametijuhendit siin pole",
    )
