"""The words of calendars that say that somebody is away, and often why: cut away, so that no reason is told further."""

from __future__ import annotations

import re
from typing import Final

_WORDS: Final = (
    r"\w*puhkus(?:el|ele|elt|epäev|epäevad)?|puudumine|puudub|eemal|ära|vaba päev|"
    r"(?:haigus|hooldus|hooldaja|lapse|lapsehooldus|lapsehoolduse|ravi|taastusravi|tervise|rasedus|sünnitus|"
    r"sünnitusabi|töövõimetus|operatsioon|haigla|leina)(?:e?leht|e?lehel|e?päev|e?päeval|e?päevad|ravi|ravil|e|el|l|s)?|"
    r"haige|haigena|haiglas|haiglaravi|haiglaravil|haigestumine|haigestunud|hoolduses|rase|dekreet|dekreedis|"
    r"(?:(?:sick|annual|parental|maternity|paternity|medical|family|bereavement|unpaid|study|child ?care) )?"
    r"(?:leave|vacation|holiday|absence)|absent|away|sick|sick ?day|ill|illness|hospital|surgery|out of office"
)
_BRACKETS: Final = r"(?:\s*[(\[{][^)\]}]*[)\]}])?"
_BEFORE: Final = re.compile(rf"^(?:{_WORDS}){_BRACKETS}\s*[:–—-]\s*", re.IGNORECASE)
_BEHIND: Final = re.compile(rf"(?:\s*[:–—]\s*|\s+-\s*)(?:{_WORDS}){_BRACKETS}$", re.IGNORECASE)
_LEAVE: Final = re.compile(_WORDS, re.IGNORECASE)
_BRACKETED: Final = re.compile(r"[(\[{].*[)\]}]|[(\[{].*$")


def is_leave(text: str) -> bool:
    """Say whether ``text`` is nothing but a word for being away.

    >>> is_leave("Lapsehoolduspuhkus"), is_leave("Haigusleht"), is_leave("Puhkusekorraldaja"), is_leave("Raviarst")
    (True, True, False, False)
    """
    return _LEAVE.fullmatch(text) is not None


def without_leave(text: str) -> str:
    """Return ``text`` without the word for being away that stands before or behind it.

    >>> without_leave("Haigusleht – Arst"), without_leave("Jurist: hooldusleht"), without_leave("IT-juht")
    ('Arst', 'Jurist', 'IT-juht')
    """
    return _BEHIND.sub("", _BEFORE.sub("", text, 1), 1).strip()


def name_alone(text: str) -> str:
    """Return the name of a person without what brackets and words for being away add to it.

    >>> name_alone("A B (haige)"), name_alone("A B - haiguslehel"), name_alone("(haige)")
    ('A B', 'A B', '')
    """
    name = without_leave(" ".join(_BRACKETED.sub(" ", text).split()))
    return "" if is_leave(name) else name
