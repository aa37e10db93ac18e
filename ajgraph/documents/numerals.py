"""The signs before list items: numbers as figures, letters or Roman numerals; bullets as one sign."""

from __future__ import annotations

from typing import Final

BULLET: Final = "• "
"""Whatever sign or picture a file shows as a bullet; many come from symbol fonts and mean nothing elsewhere."""

LONGEST_SIGN: Final = 60
"""Characters of a number with what stands around it; what a file says beyond that is no number."""

_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def sign_of(text: str) -> str:
    """Return what stands before an item whose number is ``text``: with one blank after it, or nothing.

    >>> sign_of(" 2.1. "), sign_of(" ")
    ('2.1. ', '')
    """
    bare = text.strip()[:LONGEST_SIGN]
    return f"{bare} " if bare else ""


def letters(value: int, *, repeated: bool = False) -> str:
    """Return the ``value``-th letter; after z comes aa, then ab, or bb where letters are ``repeated``.

    >>> letters(3), letters(28), letters(28, repeated=True), letters(0)
    ('c', 'ab', 'bb', '0')
    """
    if not 1 <= value <= 702:
        return str(value)
    first, last = divmod(value - 1, 26)
    if repeated:
        return chr(ord("a") + last) * (first + 1)
    return (chr(ord("a") + first - 1) if first else "") + chr(ord("a") + last)


def roman(value: int) -> str:
    """Return ``value`` in Roman numerals, small; figures for what Rome could not write.

    >>> roman(14), roman(1990), roman(0)
    ('xiv', 'mcmxc', '0')
    """
    if not 1 <= value <= 3999:
        return str(value)
    found = ""
    for worth, sign in _ROMAN:
        count, value = divmod(value, worth)
        found += sign * count
    return found
