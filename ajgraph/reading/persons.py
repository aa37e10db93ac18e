"""Names of persons among posts, taken out before anything is kept: a description is of posts, not of their holders.

A post lost is worse than a word kept, so words that may name a post, a region or a body are never taken for a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ajgraph import estonian
from ajgraph.reading import phrases
from ajgraph.reading.first_names import FIRST_NAMES

_WORD = r"(?:[A-ZÕÄÖÜŠŽ][a-zõäöüšž]+(?:-[A-ZÕÄÖÜŠŽ][a-zõäöüšž]+)?|[A-ZÕÄÖÜŠŽ]{2,}(?:-[A-ZÕÄÖÜŠŽ]{2,})?)"
_TWO = rf"(?:{_WORD}\s+|[A-ZÕÄÖÜŠŽ]\.\s*){_WORD}"
_THREE = rf"{_WORD}\s+{_WORD}\s+{_WORD}"
_END = r"(?=\s*(?:[,;/]|(?:või|ja|ning)\s|\.?\s*$))"
_GOES_ON = r"(?=\s*[,;/(]|\s+[a-zõäöüšž]|\.?\s*$)"
_FIRST = re.compile(
    rf"(?P<before>^|[,;]\s+)(?P<person>{_THREE}|{_TWO})\s*(?:,|–|-)\s*(?P<post>[^\W\d][^,;]*)"
)
_BRACKET = re.compile(rf"(?P<before>^|[,;]\s+)(?P<person>{_THREE}|{_TWO})\s+\((?P<post>[^()]+)\)")
_LAST = tuple(
    re.compile(rf"(?P<post>[^\W\d_]+)[,:]?\s+(?P<person>{names}){_END}") for names in (_TWO, _THREE)
)
_SURELY_LAST = tuple(
    re.compile(rf"(?P<post>[^\W\d_]+){between}(?P<person>{names}){end}")
    for names in (_TWO, _THREE)
    for between, end in ((r"(?:[,:]?\s+|\s+[–-]\s+)", rf"\b{_GOES_ON}"), (r"[,:]?\s+\(", r"\)"))
)
_ALONE = re.compile(rf"(?:^|[,;/]\s*|\s(?:või|ja|ning)\s+)(?P<person>{_THREE}|{_TWO}){_END}")
_NAMED = re.compile(rf"{_THREE}|{_TWO}")
_MAY_NAME = re.compile(r"[A-ZÕÄÖÜŠŽ](?:[^\W\d_-]+(?:-[^\W\d_]+)?\s|\.)\s*[A-ZÕÄÖÜŠŽ]")
_LABEL = r"(?:(?:e-?post|e-?mail|meil|tel|telefon|mob|mobiil)\b\.?\s*(?:nr\.?\s*)?:?\s*)"
_NUMBER = r"(?:\+\s?\d{3}[\d\s-]{5,12}\d|\b[3-7]\d{2,3}\s?\d{4}\b)"
_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_CLOSED = r"(?=\s*(?:[,;)]|\.?\s*$))"
_CONTACT = re.compile(
    rf"(?:\s*[,;:]\s*|\s+[–-]\s+|\s+|(?<=\()|^)"
    rf"(?:{_LABEL}?(?:{_MAIL}|{_NUMBER}{_CLOSED})|{_LABEL}\+?\d[\d\s-]+\d{_CLOSED})",
    re.IGNORECASE,
)
_MAY_REACH = re.compile(r"@|\d{3}")
_NUMBERED = re.compile(r"(?:\bnr\.?|\bnumber|§)\s*$", re.IGNORECASE)
_EMPTY = re.compile(r"\s*\(\s*[,;]?\s*\)")
_REGIONS = "põhja lõuna lääne ida kesk kagu edela loode kirde vana uue väike suur"
_DIRECTIONS = frozenset(_REGIONS.split())
"""How the name of a region begins: "nõunik (Lõuna Eesti)"."""
_CASE = r"(?:s|st|l|lt|le|sse)?"
_PLACE = re.compile(
    r".*(?:vald|valla|linna?|maakon(?:d|na)|maa|küla|alevik|järve?|meri|mere|laht|lahe|par(?:k|gi)|sadam|selts|fond|fondi"
    r"|keskus|keskuse|kool|kooli|amet|ameti|osakon(?:d|na)|eesti|väljak|tänav|jaam|kirik|mõisa?|projekt|programm)"
    + _CASE,
    re.IGNORECASE,
)
"""How the name of a region or body ends."""
_SURNAME_OR_PLACE = re.compile(
    r".*(?:saar|saare|mets|metsa|jõgi|jõe|raba|maja|kodu|värav|mägi|mäe)" + _CASE, re.IGNORECASE
)
"""An end of surnames as well as of places: behind a first name it is a surname."""
_ROLE = re.compile(r".{2,}(?:ist|nik|ja|or|öör|tor|oog|aator|eerija|ur|ant|ent|mees|naine)", re.IGNORECASE)
"""How a post ends that no table has: "Juhtiv Taksidermist"."""


@dataclass(frozen=True, slots=True)
class Nameless:
    """A text without the names of persons; whether one stood beside its post, and whether one stood alone."""

    text: str
    beside: bool = False
    alone: bool = False


def without(text: str) -> Nameless:
    """Take the names of persons off: where a post stands beside one, the post is meant.

    >>> without("Mari Maasikas, nõunik; Jurist J. Juurikas").text, without("Tartu Linna arhitekt").text
    ('nõunik; Jurist', 'Tartu Linna arhitekt')
    >>> without("nõunik; Mari Maasikas")
    Nameless(text='nõunik', beside=False, alone=True)
    >>> without("nõunik (mari.maasikas@naidis.ee)").text, without("Product Owner").text
    ('nõunik', 'Product Owner')
    """
    unreachable = _without_contacts(text) if _MAY_REACH.search(text) else text
    if _MAY_NAME.search(unreachable) is None:
        changed = unreachable != text
        return Nameless(unreachable, changed and bool(unreachable), changed and not unreachable)
    posts = _BRACKET.sub(_post_in_bracket, _FIRST.sub(_post_behind, unreachable))
    for pattern in _LAST:
        posts = pattern.sub(_post_before, posts)
    for pattern in _SURELY_LAST:
        posts = pattern.sub(_post_surely_before, posts)
    kept = _ALONE.sub(lambda match: "" if _is_person(match["person"]) else match[0], posts)
    beside = posts != text
    kept = kept if kept == posts else kept.strip(" ,;.")
    return Nameless(kept, beside and bool(kept), kept != posts)


def is_name(text: str) -> bool:
    """Return whether ``text`` is the name of a person and nothing else.

    >>> is_name("Mari Maasikas"), is_name("Vanem Jurist"), is_name("nõunik")
    (True, False, False)
    """
    return _NAMED.fullmatch(text) is not None and _is_person(text)


def _without_contacts(text: str) -> str:
    """Take off addresses and numbers of telephones, but not the number of an act."""
    kept = _CONTACT.sub(lambda match: match[0] if _NUMBERED.search(text, 0, match.start() + 1) else "", text)
    if kept == text:
        return text
    if not any(map(str.isalpha, kept)):
        return "" if any(map(str.isalpha, text)) else text
    return re.sub(r"\(\s*[,;]\s*", "(", _EMPTY.sub("", kept)).strip(" ,;")


def _post_behind(match: re.Match[str]) -> str:
    post, person = match["post"], match["person"]
    is_post = phrases.is_post(phrases.bare(post.strip(" ."))) or (
        post[0].islower() and _is_surely_person(person)
    )
    return match["before"] + post if is_post and _is_person(person) else match[0]


def _post_in_bracket(match: re.Match[str]) -> str:
    is_post = phrases.is_post(match["post"]) and _is_person(match["person"])
    return match["before"] + match["post"] if is_post else match[0]


def _post_before(match: re.Match[str]) -> str:
    is_post = phrases.is_post(match["post"]) and _is_person(match["person"])
    return match["post"] if is_post else match[0]


def _post_surely_before(match: re.Match[str]) -> str:
    is_post = phrases.is_post(match["post"]) and _is_surely_person(match["person"])
    return match["post"] if is_post else match[0]


def _is_surely_person(name: str) -> bool:
    """Return whether a name begins with a known first name or an initial."""
    first = re.split(r"[\s-]", name, maxsplit=1)[0]
    return (name[1] == "." or first.lower() in FIRST_NAMES) and _may_be_person(name)


def _is_person(name: str) -> bool:
    """Return whether capitalised words are no office, unit, body or region, so the name of somebody."""
    if not _may_be_person(name):
        return False
    shouted = any(len(word) > 1 and word.isupper() for word in re.split(r"[\s.-]+", name))
    unsure = shouted or _ROLE.fullmatch(name) or _SURNAME_OR_PLACE.fullmatch(name)
    return _is_surely_person(name) or not unsure


def _may_be_person(name: str) -> bool:
    words = [word.lower() for word in name.replace(".", ". ").split()]
    if any(word in _DIRECTIONS or phrases.is_post(word) for word in words):
        return False
    if _PLACE.fullmatch(words[-1]) is not None:
        return False
    return not (estonian.unit_kind(name) or estonian.is_organisation(name))
