"""Language skills: languages, CEFR levels and which of them are alternatives.

Levels are those of the Common European Framework of Reference (A1 to C2); "kõrgtase", "kesktase" and
"algtase" are the old Estonian names of C1, B2 and B1 (Keeleseadus of 2011, transition table). Other words of a level
("emakeel", "suhtlustasandil") stand for none of them: the level stays open and the words stay in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from ajgraph.description import LanguageSkill, Text
from ajgraph.reading import preferences

_STEMS = {
    "eesti": "et",
    "inglise": "en",
    "vene": "ru",
    "soome": "fi",
    "saksa": "de",
    "prantsuse": "fr",
    "rootsi": "sv",
    "läti": "lv",
    "leedu": "lt",
    "ukraina": "uk",
    "hispaania": "es",
    "itaalia": "it",
    "norra": "no",
    "taani": "da",
    "poola": "pl",
    "hiina": "zh",
    "jaapani": "ja",
    "türgi": "tr",
    "araabia": "ar",
    "viipe": "sgn",
    "ladina": "la",
    "portugali": "pt",
    "hollandi": "nl",
    "ungari": "hu",
    "tšehhi": "cs",
    "riigi": "et",
}
_LANGUAGE = re.compile(
    r"\b(?P<stem>" + "|".join(_STEMS) + r")(?P<tail>\s*-?\s*keel\w*|\b(?!\w))", re.IGNORECASE
)
_LEVEL = re.compile(r"\b(?P<low>[ABC][12])(?:\s*(?:-|–|kuni|/)\s*(?P<high>[ABC][12]))?\b")
_OLD_NAMED = (("kõrgtas", "C1"), ("kesktas", "B2"), ("algtas", "B1"))
_OWN_LEVEL = re.compile(r"emakeel|suhtlustas|suhtlemistas|algtas|vabalt|väga\s+hea", re.IGNORECASE)
"""A level in words: the next language's level is not this one's."""
_SKILLS = re.compile(r"\b(?:kirjas|kõnes|suuli\w*|kirjali\w*)\b", re.IGNORECASE)
_MOST = 60
"""The most languages of one clause; more is no requirement of anybody."""
_OR = re.compile(r"\b(?:või|ehk)\b|/", re.IGNORECASE)
_A_LEVEL = r"(?:vähemalt\s+)?(?:tase(?:mel)?\s+)?(?:[ABC][12]|kõrg|kesk|alg)(?:[-\s]*(?:tase\w*|tasand\w*))?(?:\s+oskus)?"
_BETTER = re.compile(
    rf"\s*(?:\(\s*|[,–-]\s*|\s)(?P<level>(?:{preferences.BEFORE})\s*:?\s*{_A_LEVEL}|{_A_LEVEL}\s+(?:{preferences.AFTER}))"
    r"\s*\)?(?=\s*(?:[,;.)]|$|(?:ja|ning)\s))",
    re.IGNORECASE,
)
"""A level that is only preferred, behind the one that is required: "B2 (soovitavalt C1)"."""
_MOST_LEVEL_WORDS = 4
_PARTED = re.compile(r"[,;]|[ABC][12]|\b(?:ja|ning|on)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"(?<=[.;])\s+|;\s*")


def begins_with(text: str) -> bool:
    """Return whether ``text`` begins with a language, as a row of requirements does: "Vene keel: B1"."""
    match = _LANGUAGE.match(text)
    return match is not None and "keel" in match["tail"].casefold()


def speaks_of(text: str) -> bool:
    """Return whether ``text`` names a language together with the word "keel" or a CEFR level."""
    return _LANGUAGE.search(text) is not None and (
        "keel" in text.casefold() or _LEVEL.search(text) is not None
    )


def names_language(text: str) -> bool:
    """Return whether ``text`` names a language at all: "eesti" in a cell of a table.

    >>> names_language("Inglise keel"), names_language("inglise"), names_language("Haridus")
    (True, True, False)
    """
    return _LANGUAGE.search(text) is not None


def names_level(text: str) -> bool:
    """Return whether ``text`` is a CEFR level and little else: "C1", "tase B2".

    >>> names_level("C1"), names_level("vähemalt B2 tase"), names_level("kõrgharidus")
    (True, True, False)
    """
    return len(text.split()) <= _MOST_LEVEL_WORDS and _LEVEL.search(text) is not None


def read(texts: Sequence[Text]) -> tuple[LanguageSkill, ...]:
    """Return the skills that the sentences name; alternatives share a group, groups count from 1.

    >>> found = read([Text("Inglise või vene keele oskus tasemel B2.", 1)])
    >>> [(skill.language, skill.level, skill.group) for skill in found]
    [('en', 'B2', 1), ('ru', 'B2', 1)]
    """
    skills: list[LanguageSkill] = []
    group = 0
    for text in texts:
        for clause in _CLAUSE.split(text.value):
            written = clause.strip()
            clause, better = _without_better(clause)
            found = list(islice(_LANGUAGE.finditer(clause), _MOST)) if speaks_of(clause) else []
            preferred = _preferred(clause, found)
            levels = _levels(clause)
            alternatives = _OR.search(clause) is not None
            for place, match in enumerate(found):
                before = clause[found[place - 1].end() : match.start()] if place else ""
                if not place or not _are_alternatives(
                    before, levels, found, place, alternatives=alternatives
                ):
                    group = _prefer(skills, group, better, match.start()) + 1
                skills.append(
                    LanguageSkill(
                        language=_STEMS[match["stem"].casefold()],
                        level=_level(match.end(), levels, found, place, preferred),
                        required=not _within(preferred, found, place, levels),
                        group=group,
                        line=text.line,
                        text=written,
                    )
                )
            group = _prefer(skills, group, better, len(clause) + 1) if found else group
    return tuple(skills)


def _without_better(clause: str) -> tuple[str, list[tuple[int, str]]]:
    """Blank out the levels that are only preferred above a required one; return them with their places."""
    if preferences.span(clause) is None:
        return clause, []
    better: list[tuple[int, str]] = []
    ends = [match.end() for match in _LANGUAGE.finditer(clause)]
    kept = ""
    for match in islice(_BETTER.finditer(clause), _MOST):
        named = _levels(match["level"])
        begin = max((end for end in ends[:_MOST] if end <= match.start()), default=len(clause))
        if named and _levels(clause[begin : match.start()]):
            better.append((match.start(), named[0][1]))
            kept += clause[len(kept) : match.start()] + " " * len(match[0])
    return kept + clause[len(kept) :], better


def _prefer(skills: list[LanguageSkill], group: int, better: list[tuple[int, str]], end: int) -> int:
    """Add the better levels named before ``end`` to the last group of skills; return the last group there is then."""
    while better and better[0][0] < end:
        _, level = better.pop(0)
        last = [skill for skill in skills[-_MOST:] if skill.group == group and skill.required]
        if last and all(skill.level is not None and skill.level < level for skill in last):
            group += 1
            skills.extend(replace(skill, level=level, required=False, group=group) for skill in last)
    return group


def _preferred(clause: str, found: Sequence[re.Match[str]]) -> tuple[int, int] | None:
    """Return where the preferred part is; a mark right behind a language prefers that one: "vene keel soovitavalt B1"."""
    span = preferences.span(clause)
    if span is None:
        return None
    before = [match for match in found if match.end() <= span[0]]
    named = any(match.start() >= span[0] for match in found)
    if before and not named and not _PARTED.search(clause, before[-1].end(), span[0]):
        return before[-1].start(), span[1]
    return span


def _are_alternatives(
    between: str,
    levels: Sequence[tuple[int, str]],
    found: Sequence[re.Match[str]],
    place: int,
    *,
    alternatives: bool,
) -> bool:
    """Return whether a language goes with the one before it: joined by "või", or listed before a later "või"."""
    if _OR.search(between):
        return True
    listed = between.strip(" ").strip(",") == "" or between.strip() == ","
    if not (listed and alternatives):
        return False
    return not any(found[place - 1].end() <= start < found[place].start() for start, _ in levels)


def _levels(clause: str) -> list[tuple[int, str]]:
    return [(match.start(), match["low"]) for match in _LEVEL.finditer(clause)] or _old_levels(clause)


def _old_levels(clause: str) -> list[tuple[int, str]]:
    folded = clause.casefold()
    return sorted((folded.find(stem), level) for stem, level in _OLD_NAMED if stem in folded)


def _level(
    end: int,
    levels: Sequence[tuple[int, str]],
    found: Sequence[re.Match[str]],
    place: int,
    preferred: tuple[int, int] | None,
) -> str | None:
    """Return the level of the language ending at ``end``: the next one after it.

    Levels of their own for speech and writing ("kõnes C1, kirjas B2") ask for the highest of them. Where the levels
    stand first ("C1-tasemel eesti keel ja B2-tasemel vene keel"), the last one before it. The level of a language
    that is only preferred says nothing of one that is required.
    """
    if levels and levels[0][0] < found[0].start():
        return [level for start, level in levels if start < found[place].start()][-1]
    others = [match.start() for match in found[place + 1 :]]
    limit = None
    if others and _OWN_LEVEL.search(found[place].string, end, others[0]):
        limit = others[0]
    elif preferred and end <= preferred[0] and any(start >= preferred[0] for start in others):
        limit = preferred[0]
    own = [level for start, level in levels if start >= end and (limit is None or start < limit)]
    until = others[0] if others else len(found[place].string)
    if _SKILLS.search(found[place].string, end, until):
        return max([level for start, level in levels if end <= start < until], default=None)
    return own[0] if own else None


def _within(
    preferred: tuple[int, int] | None,
    found: Sequence[re.Match[str]],
    place: int,
    levels: Sequence[tuple[int, str]],
) -> bool:
    """Return whether a language is only preferred; in a list ("inglise, vene ja soome keel") the last one decides."""
    if preferred is None:
        return False
    while (
        place + 1 < len(found)
        and not found[place]["tail"]
        and not any(found[place].end() <= start < found[place + 1].start() for start, _ in levels)
    ):
        place += 1
    return preferred[0] <= found[place].start() < preferred[1]
