"""Names of persons among posts, taken out before anything is kept: a description is of posts, not of their holders."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ajgraph import estonian
from ajgraph.reading import phrases

_NAME = r"[A-ZÕÄÖÜŠŽ][a-zõäöüšž]+(?:-[A-ZÕÄÖÜŠŽ][a-zõäöüšž]+)?"
_TWO = rf"(?:{_NAME}\s+|[A-ZÕÄÖÜŠŽ]\.\s*){_NAME}"
_THREE = rf"{_NAME}\s+{_NAME}\s+{_NAME}"
_END = r"(?=\s*(?:[,;/]|(?:või|ja|ning)\s|$))"
_FIRST = re.compile(
    rf"(?P<before>^|[,;]\s+)(?P<person>{_THREE}|{_TWO})\s*(?:,|–|-)\s*(?P<post>[^\W\d][^,;]*)"
)
_BRACKET = re.compile(rf"(?P<before>^|[,;]\s+)(?P<person>{_THREE}|{_TWO})\s+\((?P<post>[^()]+)\)")
_LAST = tuple(
    re.compile(rf"(?P<post>[^\W\d_]+)[,:]?\s+\(?(?P<person>{names})\)?{_END}") for names in (_TWO, _THREE)
)
_ALONE = re.compile(rf"(?:^|[,;/]\s*|\s(?:või|ja|ning)\s+)(?P<person>{_THREE}|{_TWO}){_END}")
_NAMED = re.compile(rf"{_THREE}|{_TWO}")
_DIRECTIONS = frozenset(
    {"Põhja", "Lõuna", "Lääne", "Ida", "Kesk", "Kagu", "Edela", "Loode", "Kirde", "Vana", "Uue"}
)
"""How the name of a region begins: "nõunik (Lõuna Eesti)"."""
_MAY_NAME = re.compile(r"[A-ZÕÄÖÜŠŽ](?:[a-zõäöüšž-]+\s|\.)\s*[A-ZÕÄÖÜŠŽ]")


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
    """
    if _MAY_NAME.search(text) is None:
        return Nameless(text)
    posts = _BRACKET.sub(_post_in_bracket, _FIRST.sub(_post_behind, text))
    for pattern in _LAST:
        posts = pattern.sub(_post_before, posts)
    kept = _ALONE.sub(lambda match: "" if _is_person(match["person"]) else match[0], posts)
    return Nameless(kept if kept == posts else kept.strip(" ,;"), posts != text, kept != posts)


def is_name(text: str) -> bool:
    """Return whether ``text`` is the name of a person and nothing else.

    >>> is_name("Mari Maasikas"), is_name("Vanem Jurist"), is_name("nõunik")
    (True, False, False)
    """
    return _NAMED.fullmatch(text) is not None and _is_person(text)


def _post_behind(match: re.Match[str]) -> str:
    post = match["post"]
    is_post = post[0].islower() or estonian.ends_in_head(phrases.bare(post.strip(" .")))
    return match["before"] + post if is_post and _is_person(match["person"]) else match[0]


def _post_in_bracket(match: re.Match[str]) -> str:
    is_post = estonian.ends_in_head(match["post"]) and _is_person(match["person"])
    return match["before"] + match["post"] if is_post else match[0]


def _post_before(match: re.Match[str]) -> str:
    is_post = estonian.ends_in_head(match["post"]) and _is_person(match["person"])
    return match["post"] if is_post else match[0]


def _is_person(words: str) -> bool:
    """Return whether capitalised words are no office, unit, body or region, so the name of somebody."""
    if words.partition(" ")[0] in _DIRECTIONS or words.endswith("Eesti"):
        return False
    return not (estonian.ends_in_head(words) or estonian.unit_kind(words) or estonian.is_organisation(words))
