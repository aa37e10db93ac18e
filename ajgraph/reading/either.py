"""Alternatives of different sorts joined by "või": "kõrgharidus või 5-aastane töökogemus".

A description states one level of education and single experiences; it cannot say that one may stand for the other.
Whoever reads or compares such a sentence has to know that none of its parts is asked of everybody.
"""

from __future__ import annotations

import re
from functools import lru_cache

_OR = re.compile(r"[,;]?\s+(?:või|ehk)\s+", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,;.]\s|\s(?:ja|ning)\s", re.IGNORECASE)
_EDUCATION = re.compile(r"haridus(?:t|ega|e\s+olemasolu)?\b(?!-)|kraad(?:i|iga)?\b", re.IGNORECASE)
_EXPERIENCE = re.compile(r"kogemus|staaž|aasta", re.IGNORECASE)
_YEARS = re.compile(r"aasta|\d\s*a\b", re.IGNORECASE)
_MANAGEMENT = re.compile(r"juhtimis(?:alane\s+töö)?kogemus|\bjuhtimis-$", re.IGNORECASE)

_LONGEST = 1000
"""The longest text that is looked into, in characters: more is no single requirement."""


@lru_cache(maxsize=1024)
def parts(text: str) -> tuple[str, ...]:
    """Return the alternatives of ``text``; the whole of it alone where "või" only joins words of one requirement.

    >>> parts("Kõrgharidus või 5-aastane töökogemus")
    ('Kõrgharidus', '5-aastane töökogemus')
    >>> len(parts("Kõrgharidus õiguse või majanduse alal")), len(parts("2-aastane töökogemus kooli või lasteaia juhina"))
    (1, 1)
    """
    if ("või" not in (folded := text.casefold()) and "ehk" not in folded) or len(text) > _LONGEST:
        return (text,)
    found: list[str] = []
    begin = 0
    matches = list(_OR.finditer(text))
    for index, match in enumerate(matches):
        left = _CLAUSE_END.split(text[begin : match.start()])[-1]
        until = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        if _are_of_two_sorts(left, _CLAUSE_END.split(text[match.end() : until], maxsplit=1)[0]):
            found.append(text[begin : match.start()])
            begin = match.end()
    return (*found, text[begin:])


def names_education(text: str) -> bool:
    """Return whether ``text`` names education or a degree."""
    return _EDUCATION.search(text) is not None


def names_experience(text: str) -> bool:
    """Return whether ``text`` names experience or years."""
    return _EXPERIENCE.search(text) is not None


def _are_of_two_sorts(left: str, right: str) -> bool:
    educated, other = names_education(left), names_education(right)
    if educated != other:
        return names_experience(right if educated else left)
    if educated:
        return False
    return all(map(_YEARS.search, (left, right))) or (
        names_experience(right)
        and bool(_MANAGEMENT.search(left)) != bool(_MANAGEMENT.search(right))
        and (left.endswith("-") or names_experience(left))
    )
