"""Two labels with one colon and two values: "Asendaja / asendatav: nõunik / jurist", as the two lines that it means."""

from __future__ import annotations

import re

from ajgraph.reading import labels

_PAIR = re.compile(
    r"(?P<first>[^\W\d][^:/\t]{2,40}?)\s*/\s*(?P<second>[^\W\d][^:/\t]{2,40}?)\s*(?::\s*|\t\s*|\s{3,})"
    r"(?P<value>[^/]*[^/\s])\s*/\s*(?P<other>[^/\s][^/]*)"
)

_LONGEST = 200


def parted(text: str) -> list[str]:
    """Return a line as two where it has a label and a value on each side of a stroke; any other as it is.

    The labels ask for different things, or the second names the first with a word more. Two names of one thing stay
    together, and so does the one value of two labels.

    >>> parted("Asendaja / asendatav: nõunik / jurist")
    ['Asendaja: nõunik', 'Asendatav: jurist']
    >>> parted("Osakond/talitus: rahandusosakond/eelarvetalitus"), parted("Asendaja / asendatav: nõunik")
    (['Osakond/talitus: rahandusosakond/eelarvetalitus'], ['Asendaja / asendatav: nõunik'])
    """
    match = _PAIR.fullmatch(text) if "/" in text and len(text) <= _LONGEST else None
    if match is None:
        return [text]
    first, second = match["first"], match["second"][:1].upper() + match["second"][1:]
    field, other = _field(first), _field(second)
    alike = other is None and first.split()[-1].casefold() == second.split()[-1].casefold()
    if field is None or (field == other) or (other is None and not alike):
        return [text]
    return [f"{first}: {match['value']}", f"{second}: {match['other']}"]


def _field(words: str) -> str | None:
    label = labels.find(f"{words}:")
    return label.field if label and not label.rest and label.field in labels.HEADER else None
