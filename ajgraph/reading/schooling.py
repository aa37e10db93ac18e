"""What stands under "Haridus" and clearly speaks of something else: experience, languages, licences, computer skills.

A sentence is parted at its commas, and at "ja" where what follows is of another kind. Whatever is not clear stays under
education, and so do alternatives to it ("keskharidus või 5-aastane töökogemus").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ajgraph.description import Text
from ajgraph.reading import either, languages, preferences

Kind = Literal["education", "experience", "languages", "licence", "computer", "unclear"]

_CUT = re.compile(
    r"(?P<comma>[,;]\s+(?:(?:ja|ning|samuti|lisaks)\s+)?)(?![^()]*\))|(?<!-)\s+(?:ja|ning)\s+(?![^()]*\))"
)
_AND = re.compile(r"\s+(?:ja|ning)\s+", re.IGNORECASE)
_DEPENDS = re.compile(r"\b(?:kui|siis|puudumisel|puudumise|olemasolul|asemel|asenda\w*)\b", re.IGNORECASE)
_OR = re.compile(r"(?:või|ehk)\b", re.IGNORECASE)
_EDUCATION = re.compile(
    r"haridu|kraad|gümnaasium|ülikool|eriala\b|erialal|kutsetunnistus|diplom|õpingu|filoloog|kirjandus|õpetaja",
    re.IGNORECASE,
)
_EXPERIENCE = re.compile(
    r"\b(?:töö|juhtimis|teenistus|ameti)?(?:kogemus|staaž)(?:t|e|i|ed)?\b|\baasta\w*\s.*\btöötami",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?:vähemalt|minimaalselt)\s|\d", re.IGNORECASE)
_LICENCE = re.compile(r"\bjuhil(?:ub|oa)|juhtimisõigus|\b[A-E]E?-?\s*kategooria", re.IGNORECASE)
_COMPUTER = re.compile(
    r"\barvuti|\bms\s+office|\bmicrosoft|\bexcel|\bkontoritarkvara|\btekstitöötlus|\bdigipädevus",
    re.IGNORECASE,
)
_SKILL = re.compile(r"oskus|oskab|valda|tundmi|kasutami|kasutab|pädevus|\b[ABC][12]\b|tase", re.IGNORECASE)
_ON_A_TASK = re.compile(r"\balal\b|valdkon|kogemus", re.IGNORECASE)
_GOES_ON = re.compile(
    r"(?:sh|sealhulgas|millest|sellest|neist|sealjuures|soovita\w+|eelista\w+)\b|(?:[\w-]+\s+){0,3}[\w-]+(?:[aeio]s|l)\.?$",
    re.IGNORECASE,
)
"""What belongs to the experience before it: "soovitavalt avalikus sektoris", "sarnasel ametikohal"."""
_OF_LANGUAGES = re.compile(r"\b(?:kõnes|kirjas|suuli\w+|kirjali\w+|[ABC][12])\b", re.IGNORECASE)
_MOST_WORDS = 6
_LONGEST = 1000
"""The longest sentence that is parted, in characters."""


@dataclass(frozen=True, slots=True)
class Parted:
    """The sentences under "Haridus" by what they speak of; ``licence`` has no field of a description."""

    education: Text | None
    experience: tuple[Text, ...] = ()
    languages: tuple[Text, ...] = ()
    computer: tuple[Text, ...] = ()
    licence: tuple[Text, ...] = ()


@dataclass(slots=True)
class _Piece:
    joint: str
    text: str
    kind: Kind


def parted(sentences: Sequence[Text]) -> Parted | None:
    """Part the sentences by what they speak of; None if all of them are about education or unclear.

    >>> found = parted([Text("Kõrgharidus õiguse alal, vähemalt 3-aastane töökogemus, eesti keel C1", 1)])
    >>> found.education.value, found.experience[0].value, found.languages[0].value
    ('Kõrgharidus õiguse alal', 'vähemalt 3-aastane töökogemus', 'eesti keel C1')
    >>> parted([Text("Keskharidus või vähemalt 5-aastane töökogemus", 1)])
    """
    found: dict[Kind, list[Text]] = {}
    for sentence in sentences:
        for piece in _pieces(sentence.value):
            text = piece.text.strip(" ,;")
            if text:
                found.setdefault(piece.kind, []).append(Text(text, sentence.line))
    if not found.keys() - {"education"}:
        return None
    return Parted(
        _joined(found.get("education", ())),
        tuple(found.get("experience", ())),
        tuple(found.get("languages", ())),
        tuple(filter(None, [_joined(found.get("computer", ()))])),
        tuple(found.get("licence", ())),
    )


def _joined(texts: Iterable[Text]) -> Text | None:
    kept = list(texts)
    if not kept:
        return None
    value = kept[0].value
    for text in kept[1:]:
        value += f"{'' if value.endswith(('.', '!')) else ','} {text.value}"
    return Text(value, kept[0].line)


def _pieces(sentence: str) -> list[_Piece]:
    """Return the pieces of a sentence, neighbours of one kind together; what is unclear counts as education."""
    if len(sentence) > _LONGEST or _DEPENDS.search(sentence):
        return [_Piece("", sentence, "education")]
    pieces = _with_alternatives(_cut(sentence), sentence)
    for index in range(len(pieces) - 2, -1, -1):  # "eesti, inglise ja vene keele oskus"
        listed = len(pieces[index].text.split()) == 1 and languages.names_language(pieces[index].text)
        if listed and pieces[index + 1].kind == "languages":
            pieces[index].kind = "languages"
    merged: list[_Piece] = []
    only_preferred = False
    governed = ""
    for piece in pieces:
        before = merged[-1].kind if merged else "education"
        goes_on = piece.kind == "unclear"
        if goes_on:
            piece.kind = before if _continues(piece.text, before) else "education"
        elif only_preferred and not _YEARS.search(piece.text) and piece.kind != before:
            if _AND.fullmatch(piece.joint):
                # "soovitav vene keele oskus ja juhtimiskogemus": both are preferred
                piece.text = governed + piece.joint + piece.text
            else:
                # "kasuks tuleb vene keele oskus, juhtimiskogemus": it may be preferred as well
                piece.kind = "education"
        preferred = not goes_on and not preferences.split(piece.text)[0]
        only_preferred = piece.kind != "education" and (only_preferred or preferred)
        governed = piece.text if preferred else governed + piece.joint + piece.text
        if merged and before == piece.kind:
            merged[-1].text += piece.joint + piece.text
        else:
            merged.append(piece)
    return merged


def _with_alternatives(pieces: list[_Piece], sentence: str) -> list[_Piece]:
    """Leave alternatives of which one asks both education and experience whole; languages behind a comma stay apart.

    Of "kõrgharidus ja 1-aastane töökogemus või keskharidus ja 5-aastane töökogemus" nothing is asked of everybody.
    """
    found = either.parts(sentence)
    mixed = any(map(either.names_education, found[1:])) or any(
        _AND.fullmatch(piece.joint) and len(either.parts(piece.text)) > 1 for piece in pieces
    )
    if mixed and any(either.names_education(one) and either.names_experience(one) for one in found):
        for piece in pieces:
            apart = piece.kind in ("languages", "licence", "computer") and not _AND.fullmatch(piece.joint)
            piece.kind = piece.kind if apart else "education"
    return pieces


def _cut(sentence: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    begin, joint = 0, ""
    for match in _CUT.finditer(sentence):
        left, right = sentence[begin : match.start()], sentence[match.end() :]
        end = _CUT.search(right)
        if match["comma"] is None and not _are_apart(left, right[: end.start()] if end else right):
            continue
        pieces.append(_Piece(joint, left, _kind(left)))
        begin, joint = match.end(), match[0]
    pieces.append(_Piece(joint, sentence[begin:], _kind(sentence[begin:])))
    return pieces


def _are_apart(left: str, right: str) -> bool:
    """Return whether "ja" joins two requirements of different kinds."""
    one, other = _kind(left), _kind(right)
    if other in ("unclear", "education"):
        return False
    return one not in ("unclear", other) or _YEARS.match(right) is not None


def _continues(text: str, kind: Kind) -> bool:
    if len(text.split()) > _MOST_WORDS:
        return False
    if kind == "languages":
        return _OF_LANGUAGES.search(text) is not None
    return kind == "experience" and _GOES_ON.match(text) is not None


def _kind(text: str) -> Kind:
    if _OR.match(text):
        return "unclear"
    if _EDUCATION.search(text):
        return "education"
    if _EXPERIENCE.search(text):
        return "experience"
    if languages.speaks_of(text) and "keel" in text.casefold() and _SKILL.search(text):
        return "languages"
    if _LICENCE.search(text):
        return "licence"
    if _COMPUTER.search(text) and _SKILL.search(text) and not _ON_A_TASK.search(text):
        return "computer"
    return "unclear"
