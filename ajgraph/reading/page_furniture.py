"""Lines that belong to the page and not to the text: numbers of pages, and what is repeated beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ajgraph.blocks import Block

_NUMBERED = re.compile(
    r"(?:^|.*?\S\s{2,})(?:lk\.?|leht|lehekülg)?\s*\d{1,3}\s*(?:/\s*\d{1,3}|\(\s*\d{1,3}\s*\))\s*"
    r"|.*?\b(?:lk\.?|leht|lehekülg)\s*\d{1,3}",
    re.IGNORECASE,
)
"""A line that ends in the number of a page: "Näidisamet   lk 2/3"."""
_FIRST_PAGE = re.compile(
    r"(?:^|\s{2,})\s*(?:(?:lk\.?|leht|lehekülg)\s*)?1\s*(?:[/(]\s*\d{1,3}\s*\)?)?\s*$", re.IGNORECASE
)
_ALONE = re.compile(r"-?\s*\d{1,3}\s*-?")
_DIGITS = re.compile(r"\d+")
_NEAR = 2
_LETTERHEAD = 12
_LONGEST = 120


def lines(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the numbers of the lines of text that only belong to pages.

    A line that ends in a page's number, and every repetition of a line that stands next to one. Cells of tables are
    left as they are: formats that know tables know pages as well.
    """
    plain = [
        (line.number, line.text.strip()) for block in blocks if block.cell is None for line in block.lines
    ]
    numbers = [place for place, (_, text) in enumerate(plain) if _is_number(text)]
    if not numbers:
        return frozenset()
    beside = {
        place
        for at in numbers
        for place in range(max(0, at - _NEAR), min(len(plain), at + _NEAR + 1))
        if place != at and len(plain[place][1]) <= _LONGEST
    }
    near = Counter(_key(plain[place][1]) for place in beside)
    # Only lines that begin like one beside a number can be the same; keys of all lines would take long.
    begins = {plain[place][1].partition(" ")[0] for place in (*beside, *numbers)}
    alike = [(number, _key(text)) for number, text in plain if text.partition(" ")[0] in begins]
    counts = Counter(key for _, key in alike)
    found = {plain[place][0] for place in numbers if counts[_key(plain[place][1])] > 1}
    head = {_key(text) for _, text in plain[:_LETTERHEAD]}
    seen: set[str] = set()
    for number, key in alike:
        elsewhere = counts[key] - near[key]  # only the letterhead may stand without a number beside it
        if near[key] and counts[key] > 1 and elsewhere <= (key in head) and key != "#":
            if key in seen:
                found.add(number)
            seen.add(key)
    return frozenset(found)


def beside_number(text: str) -> str:
    """Return what stands beside the number of the first page: in the first line of a document that is its letterhead.

    >>> beside_number("Näidisamet        lk 1/3"), beside_number("1 / 3"), beside_number("OTSUS   12/3")
    ('Näidisamet', '', 'OTSUS   12/3')
    """
    first = _FIRST_PAGE.search(text)
    return text[: first.start()].strip() if first and _is_number(text.strip()) else text


def _is_number(text: str) -> bool:
    if not 0 < len(text) <= _LONGEST or text[-1] not in "0123456789)-":
        return False
    return _NUMBERED.fullmatch(text) is not None or _ALONE.fullmatch(text) is not None


def _key(text: str) -> str:
    """Return a line without the numbers in it, so that "lk 1" and "lk 2" are the same."""
    return _DIGITS.sub("#", " ".join(text.split()).casefold())
