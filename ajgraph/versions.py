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

from ajgraph.description import JobDescription
from ajgraph.estonian import ends_in_head, key, nominative
from ajgraph.language import Bilingual
from ajgraph.reading import dates
from ajgraph.sources import Note

_DESCRIPTION: Final = re.compile(
    r"\b(?P<what>(?:ameti|töö)?(?:juhend|kirjeldus)\w*|ametikoha\s*kirjeldus\w*)", re.IGNORECASE
)
_ACT: Final = re.compile(r"\b(?:käskkir|korraldus|otsus|määrus)\w*", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\bnr\.?\s*(?P<number>\d[\w./-]*)", re.IGNORECASE)
_PART: Final = re.compile(r"\b(?:punkt\w*|p\.?|lõi(?:ge|ke)\w*)\s+\d", re.IGNORECASE)
"""A point of an act, not the whole of it."""
_ANNEX: Final = re.compile(r"\blisa(?:d|s|des)?\b", re.IGNORECASE)
_APPROVED: Final = re.compile(r"\b(?:kinnita|kehtesta)\w*", re.IGNORECASE)
_FORMER: Final = re.compile(r"\b(?:seni|varase|varem|eelmi|eelne|vana|kehtinud|kõik)", re.IGNORECASE)
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
    """``replaced``: older → newest version of the same post; ``repealed``: version → the one that repeals it.

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


class _Named:
    """The versions of one body, by what a repeal may name them by."""

    def __init__(self, versions: Iterable[Version]) -> None:
        self.of_post: dict[str, list[Version]] = {}
        self.of_order: dict[str, list[Version]] = {}
        self.of_day: dict[datetime.date, list[Version]] = {}
        self.of_title: dict[str, set[str]] = {}
        for one in versions:
            self.of_post.setdefault(one.post, []).append(one)
            self.of_title.setdefault(key(one.title), set()).add(one.post)
            if one.description.approval.order:
                self.of_order.setdefault(_plain(one.description.approval.order), []).append(one)
            if one.description.approval.date:
                self.of_day.setdefault(one.description.approval.date, []).append(one)

    def by(self, act: str, post: str) -> list[Version] | None:
        """Return the versions that a repeal in a description of ``post`` names; None where it does not say which."""
        found = dates.find(act)
        day = found[0] if found else None
        part = _PART.search(act) is not None
        if number := _NUMBER.search(act):
            named = [one for one in self.of_order.get(_plain(number["number"]), ()) if _may_be_of(one, day)]
            if part or _ANNEX.search(act):  # which annex or point is whose is not known
                named = [one for one in named if one.post == post]
            return named or None
        match = _DESCRIPTION.search(act)
        if part:
            return None  # the rest of the description holds
        if match is None:
            return self.of_day.get(day) if day and _ACT.search(act) else None
        before = act[: match.start()]
        if found and found[1] < match.start():
            before = f"{before[: found[1]]} {before[found[2] :]}"
        before = _APPROVED.split(before)[-1]  # before that word stands who approved it
        title = " ".join(_BEFORE.sub(" ", _ACT.sub(" ", before)).strip(" „“\"',.").split())
        titled = bool(title) and ends_in_head(title)
        if not (titled or day or _FORMER.search(act)):
            return None
        same = (one for other in (self._called(title) if titled else [post]) for one in self.of_post[other])
        named = [one for one in same if day is None or one.description.approval.date == day]
        return named if named or titled or day else None

    def _called(self, titles: str) -> list[str]:
        """Return the posts that titles in the genitive name: "juristi ja arhivaari"."""
        names = [name for name in _AND.split(titles) if name]
        wanted = {key(spelt) for name in names for spelt in (name, nominative(name).text)}
        return sorted({post for title in wanted for post in self.of_title.get(title, ())})


def _repealed(versions: Sequence[Version]) -> tuple[dict[str, str], tuple[Note, ...]]:
    repealed: dict[str, str] = {}
    posts = {one.iri: one.post for one in versions}
    missing: dict[tuple[str, int, str], bool] = {}
    of_body: dict[str, list[Version]] = {}
    for one in versions:
        of_body.setdefault(one.body, []).append(one)
    named = {body: _Named(found) for body, found in of_body.items()}
    for one in versions:
        for act in one.description.validity.repeals:
            meant = named[one.body].by(act.value, one.post)
            if meant is None:
                continue
            found = [other.iri for other in meant if other.iri != one.iri and not _later(other, one)]
            for iri in found:
                # Annexes of one order all repeal the same: the one of the same post says it best.
                if iri not in repealed or posts[iri] == one.post:
                    repealed[iri] = one.iri
            place = (one.description.source.path, act.line, act.value)
            missing[place] = missing.get(place, True) and not meant
    notes = (
        Note(path, _not_here(what), line) for (path, line, what), gone in sorted(missing.items()) if gone
    )
    return repealed, tuple(notes)


def _plain(number: str) -> str:
    return number.casefold().strip(" .")


def _may_be_of(one: Version, day: datetime.date | None) -> bool:
    return day is None or one.description.approval.date in (None, day)


def _later(other: Version, one: Version) -> bool:
    return other.order is not None and one.order is not None and other.order > one.order


def _not_here(what: str) -> Bilingual:
    return Bilingual(
        f"repeals “{what}”, but no such description is here",
        f"tunnistab kehtetuks: „{what}“, kuid sellist ametijuhendit siin pole",
    )
