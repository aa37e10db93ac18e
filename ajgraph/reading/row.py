"""A row: one line of a document, or the part of a line that stands for itself; and rows joined to text again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ajgraph.blocks import Cell

CONJUNCTIONS = ("ja", "või", "ning", "ehk", "ega", "kui", "kes", "mis", "sh")
NOBODY = ("-", "–", "—")
_SAYSNOBODY = re.compile(r"(?::\s*|\t|\s{2,})[-–—]$")


@dataclass(frozen=True, slots=True)
class Row:
    """One line, or the part of a line that stands for itself.

    ``text`` has no blanks at its ends and no bullet but keeps its inner spacing; ``start`` says that a block
    begins here, ``indent`` how many blanks stood before it.
    """

    text: str
    line: int
    start: bool = False
    bullet: bool = False
    indent: int = 0
    cell: Cell | None = None

    def saying(self, text: str, *, start: bool | None = None, bullet: bool | None = None) -> Row:
        """Return the row with another text; begun and with a bullet as before, where nothing else is said.

        What ``dataclasses.replace`` does, in a fraction of its time: every document asks for it a hundred times.
        """
        begun = self.start if start is None else start
        return Row(text, self.line, begun, self.bullet if bullet is None else bullet, self.indent, self.cell)

    @property
    def open_ended(self) -> bool:
        """Whether the text must go on in the next line."""
        return is_open(self.text)


def is_open(text: str) -> bool:
    """Return whether ``text`` ends in a comma, a hyphen, a conjunction or inside a bracket.

    >>> is_open("nõunik või"), is_open("nõunik (laste"), is_open("nõunik")
    (True, True, False)
    """
    if text in NOBODY or (text.endswith(NOBODY) and _SAYSNOBODY.search(text)):
        return False  # an explicit "nobody"
    return (
        text.endswith((",", "-", "–"))
        or text.count("(") > text.count(")")
        or text.rpartition(" ")[2].casefold() in CONJUNCTIONS
    )


class Lines:
    """Finds the line that a phrase begins on; asked for phrases in the order of the text."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.words = [(word, row.line) for row in rows for word in row.text.split()]
        self.place = 0

    def of(self, phrase: str) -> int:
        """Return the line of the first word of ``phrase`` after the phrase asked for before."""
        first = phrase.split()[0]
        for place in range(self.place, len(self.words)):
            word, line = self.words[place]
            if first in word:
                self.place = place + 1
                return line
        return self.words[max(0, min(self.place, len(self.words)) - 1)][1]


def joined(texts: Iterable[str]) -> str:
    """Join wrapped lines into one text with single blanks, with none after a hyphen that is part of a word.

    >>> joined(["üks-", "ühele ja info-", "ja  abi"])
    'üks-ühele ja info- ja abi'
    """
    whole = ""
    for text in texts:
        folded = " ".join(text.split())
        if not whole:
            whole = folded
        elif whole.endswith("-") and folded[:1].islower() and folded.split(" ")[0] not in CONJUNCTIONS:
            whole += folded
        elif folded:
            whole += " " + folded
    return whole
