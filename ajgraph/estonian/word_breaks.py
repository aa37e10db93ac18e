"""Where a word that is too long for its line may be broken: at a hyphen, at the seam of a compound, between syllables."""

from __future__ import annotations

from collections.abc import Iterator

from ajgraph.estonian.tables import heads, units

_VOWELS = frozenset("aeiouyõäöü")
_LEAST = 2
"""How many letters stay on either side."""


def broken(word: str, width: int) -> list[str]:
    """Return a word in parts of at most ``width`` characters, with a hyphen where one is broken that had none.

    A word that is not all letters and hyphens (an IRI, a number), or for which the line is too narrow, stays whole.

    >>> broken("Andmebaasiadministraator,", 23), broken("andmebaasiadministraator", 13)
    (['Andmebaasi-', 'administraator,'], ['andmebaasi-', 'administraa-', 'tor'])
    """
    if len(word) <= width or not all(x.isalpha() or x in "-,;.()[]„“”" for x in word):
        return [word]
    for places in (_hyphens(word), _seams(word), _syllables(word)):
        fitting = [place for place in places if place + (word[place - 1] != "-") <= width]
        if fitting:
            place = max(fitting)
            hyphen = "" if word[place - 1] == "-" else "-"
            return [word[:place] + hyphen, *broken(word[place:], width)]
    return [word]


def _hyphens(word: str) -> Iterator[int]:
    return (
        place + 1
        for place in range(1, len(word) - 1)
        if word[place] == "-" and word[place - 1].isalpha() and word[place + 1].isalpha()
    )


def _seams(word: str) -> Iterator[int]:
    """Yield where the head noun of a compound begins, and the words before it."""
    begin = next((place for place, letter in enumerate(word) if letter.isalpha()), 0)
    rest = word[begin:].rstrip("-,;.()[]„“”")
    while rest:
        found = max(
            (
                len(match.before)
                for table in (heads(), units())
                if (match := table.tail(rest)) and match.before
            ),
            default=0,
        )
        if found < _LEAST:
            return
        yield begin + found
        rest = rest[:found]


def _syllables(word: str) -> Iterator[int]:
    """Yield the places before a single consonant or the last one of several, which goes with the vowel behind it."""
    lower = word.lower()
    for place in range(_LEAST, len(word) - _LEAST):
        here, behind = lower[place], lower[place + 1]
        consonant = here.isalpha() and here not in _VOWELS
        if (
            consonant
            and behind in _VOWELS
            and not _VOWELS.isdisjoint(lower[:place])
            and lower[place - 1].isalpha()
        ):
            yield place
