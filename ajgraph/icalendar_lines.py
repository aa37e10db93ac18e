"""The lines of an iCalendar file: decoded, and cut into events, each with the number of its first line."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Final

from ajgraph.description import Problem
from ajgraph.documents.text import decode
from ajgraph.errors import UnreadableInput
from ajgraph.language import Bilingual

_MOST_EVENTS: Final = 50_000
_LONGEST_EVENT: Final = 2_000
"""In lines: an event is some ten."""
_SPLIT_LETTERS: Final = re.compile(rb"(?:\r?\n[ \t][\x80-\xbf]+)+")
"""Folds within the bytes of a letter, as programs make them that count bytes and not letters."""
_CONTINUED: Final = re.compile(rb"[\x80-\xbf]+")


def lines_of(content: bytes, where: str) -> list[str]:
    """Return the lines of the bytes of an iCalendar file.

    Raises :class:`~ajgraph.errors.UnreadableInput` for what is no iCalendar.
    """
    if not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        # The encoding shows only once no letter is in two lines; to move the fold leaves the numbers of lines alone.
        content = _SPLIT_LETTERS.sub(_fold_behind, content)
    text, _, _ = decode(content, where)
    lines = text.splitlines()
    if not any(line.strip().upper() == "BEGIN:VCALENDAR" for line in lines[:50]):
        raise UnreadableInput(
            Bilingual("this is no iCalendar file", "see pole iCalendari fail"),
            where=where,
            remedy=Bilingual(
                "Export the calendar as .ics again, or make a table with columns “post”, “from” and “to”.",
                "Ekspordi kalender uuesti .ics-failina või tee tabel veergudega „ametikoht“, „algus“ ja „lõpp“.",
            ),
        )
    return lines


def _fold_behind(found: re.Match[bytes]) -> bytes:
    """Return the rest of a letter before the folds that split it."""
    return b"".join(_CONTINUED.findall(found[0])) + _CONTINUED.sub(b"", found[0])


def chunks(lines: list[str], where: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines of each event, with the number of the first."""
    count = 0
    begin: int | None = None
    for number, line in enumerate(lines, 1):
        mark = line.strip().upper()
        if mark == "BEGIN:VEVENT":
            if begin is not None:
                problems.append(Problem(begin, BROKEN))
            begin = number
        elif mark == "END:VEVENT" and begin is not None:
            count += 1
            if count > _MOST_EVENTS:
                raise UnreadableInput(
                    Bilingual(f"more than {_MOST_EVENTS} events", f"üle {_MOST_EVENTS} sündmuse"),
                    where=where,
                    remedy=Bilingual("Export one year only.", "Ekspordi ainult üks aasta."),
                )
            if number - begin < _LONGEST_EVENT:
                yield begin, lines[begin - 1 : number]
            else:
                problems.append(Problem(begin, BROKEN))
            begin = None
    if begin is not None:
        problems.append(Problem(begin, BROKEN))


BROKEN: Final = Bilingual("this event cannot be read; left out", "seda sündmust ei saa lugeda; jäi välja")
