"""How a description names its own post: by title, by a short name, or as "the official"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ajgraph import estonian

_BRACKET = re.compile(r"\s*\([^()]*\)")
_GENERIC = frozenset(
    {
        "teenistuja",
        "töötaja",
        "ametnik",
        "ametikoha täitja",
        "ametikoht",
        "teenistuskoht",
        "ametikohal",
        "teenistuskohal",
        "töökohal",
        "töökoht",
        "tema",
        "ta",
    }
)
_ACRONYM = re.compile(r"^(?P<name>[A-ZÕÄÖÜŠŽ]{2,})-?(?:i?(?:le|lt|l|sse|st|s|ks|ga|t|d|ni|na|ta)|i)$")
"""An initialism in a case: "HEVKO-le"."""
_PLACE = re.compile(r"\s+(?:ise|(?:ameti|teenistus|töö)?koh(?:t|a|ta|ale|al))$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Own:
    """The names of the post that a description is of: its title in the nominative, and keys of its short names."""

    title: str
    short: frozenset[str] = frozenset()

    @classmethod
    def of(cls, title: str, short: Iterable[str] = ()) -> Own:
        """Return the names of the post ``title``.

        A title of several words is also meant by its last one, if a document speaks of it as if of itself.
        """
        words = title.split()
        tail = {estonian.key(words[-1])} if len(words) > 1 and estonian.ends_in_head(words[-1]) else set()
        named = {estonian.key(estonian.nominative(name).text) for name in short}
        return cls(title, frozenset({*named, *tail}))

    def is_title(self, phrase: str) -> bool:
        """Return whether ``phrase`` is the whole title in any case, with or without its specialisation."""
        bare = _BRACKET.sub("", phrase).strip(" ,.:")
        return bool(bare) and estonian.key(estonian.nominative(bare).text) == estonian.key(self.title)

    def is_meant(self, phrase: str) -> bool:
        """Return whether ``phrase`` means the post itself: by title or short name, or as "the official".

        >>> jurist = Own.of("kohtuistungi sekretär")
        >>> jurist.is_meant("Sekretäri"), jurist.is_meant("teenistujal"), jurist.is_meant("referent")
        (True, True, False)
        """
        bare = _ACRONYM.sub(r"\g<name>", _PLACE.sub("", _BRACKET.sub("", phrase).strip(" ,.:")))
        if not bare:
            return False
        found = estonian.nominative(bare).text
        key = estonian.key(found)
        return key == estonian.key(self.title) or key in self.short or found.casefold() in _GENERIC
