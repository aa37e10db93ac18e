"""Sentences and noun phrases told apart: whether a verb stands in a personal form."""

from __future__ import annotations

import re

_FINITE = re.compile(
    r"\b(?:on|oli|olid|pole|toimib|toimub|ei\s+(?:ole|allu|asenda|toimu|kuulu))\b|\b\w{2,}(?:takse|dakse)\b|\b\w{3,}(?<!\bval)b\b|\b\w{4,}vad\b"
)


def has_finite_verb(text: str) -> bool:
    """Return whether ``text`` is a sentence with a verb in a personal form, not a noun phrase.

    >>> has_finite_verb("Ülesanded on täidetud"), has_finite_verb("Ülesannete täitmine")
    (True, False)
    """
    return _FINITE.search(text.casefold()) is not None
