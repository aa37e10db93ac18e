"""Where in a document a value stands: the line of its label, and every line of the value itself.

A description keeps the line that a value begins on. The others are found again in the text: the value's letters are
followed from line to line, so that a hyphen at the end of a line or another column beside it makes no difference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final

from ajgraph.blocks import Block, Line
from ajgraph.reading import labels, numbering
from ajgraph.reading.rows import rows_of

Lines = Mapping[int, str]
"""The document's lines by their number."""

_OWN_NAME: Final = ("title", "manager", "subordinates", "purpose", "duties", "working_time")
_LABELS: Final[Mapping[str, frozenset[str]]] = {
    **{field: frozenset({field}) for field in (*_OWN_NAME, "civil_service_group", "review")},
    "organisation": frozenset({"organisation", "approved"}),
    "specialisation": frozenset({"title"}),
    "units": frozenset({"unit"}),
    "substituted_by": frozenset({"substituted_by", "substitution"}),
    "substitutes": frozenset({"substitutes", "substitution"}),
    "rights": frozenset({"rights", "rights_and_responsibilities"}),
    "responsibilities": frozenset({"responsibilities", "rights_and_responsibilities"}),
    **{
        field: frozenset({field, "requirements", "knowledge"})
        for field in ("education", "experience", "languages", "computer")
    },
    "competencies": frozenset({"core", "additional"}),
    "approval": frozenset({"approved"}),
}
"""The labels under which a field stands, as the reading calls them."""
_CONTAINERS: Final = frozenset({"general", "requirements", "substitution"})
"""Labels that may stand between a label and its value, for they only gather others."""
_LEAST: Final = 3
"""How many letters of a value a further line has at least, so that no letter is taken for it by chance."""
_MOST: Final = 2_000
"""The most letters of a line that are looked through for the beginning of a value: a hostile line costs no time."""
_HEADING_WORDS: Final = 6


def value_lines(written: str, first: int, lines: Lines) -> tuple[int, ...]:
    """Return the lines that the words ``written`` take, from the line they begin on.

    >>> value_lines("nõunik (laste heaolu)", 2, {1: "Asendaja", 2: "nõunik (laste", 3: "heaolu)", 4: "Alluvad"})
    (2, 3)
    """
    left = _letters(written)
    found = [first]
    for number in sorted(number for number in lines if number >= first):
        here = _letters(lines[number])
        if not here or here.isdigit():
            continue  # the number of a page
        taken = _taken(left, here, 1 if number == first else _LEAST)
        if not taken and number > first:
            break
        if number > first:
            found.append(number)
        left = left[taken:]
        if not left or not taken:
            break
    return tuple(found)


def _taken(wanted: str, here: str, least: int) -> int:
    """Return how many of the letters wanted stand in this line: all of them, or those at one of its ends."""
    if wanted in here:
        return len(wanted)
    for length in range(min(len(wanted), len(here), _MOST), least - 1, -1):
        if here.endswith(wanted[:length]) or here.startswith(wanted[:length]):
            return length
    return 0


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def labels_in(lines: Lines) -> list[tuple[int, str]]:
    """Return the labels of the document as the reading knows them, each with its line, in the order of the lines."""
    rows = rows_of([Block(tuple(Line(text, number) for number, text in sorted(lines.items())))])
    return [(row.line, label) for row in rows if (label := _label(row.text))]


def label_line(field: str, line: int, found: Sequence[tuple[int, str]]) -> int | None:
    """Return the line of the label under which a value of ``field`` on ``line`` stands; None for a bare sentence."""
    wanted = _LABELS.get(field, frozenset())
    above = [(number, label) for number, label in found if number <= line]
    for number, group in groupby(reversed(above), key=itemgetter(0)):
        here = {label for _, label in group}
        if here & wanted:
            return int(number)
        if here - _CONTAINERS and number < line:
            return None
    return None


def _label(text: str) -> str | None:
    if label := labels.find(text):
        return label.field
    if text.casefold().startswith("kinnitatud"):
        return "approved"
    number, body = numbering.number_of(text)
    heading = text.isupper() or ("." not in number.rstrip(".") and number)
    if heading and len(body.split()) <= _HEADING_WORDS and (by_stem := labels.by_stem(text)):
        return by_stem.field
    return None
