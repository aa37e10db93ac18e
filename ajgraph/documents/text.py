"""Plain text: decoded and cut into paragraphs.

Encodings: a byte order mark decides; else UTF-8; else one of the single-byte encodings of Estonian (Windows-1257,
ISO 8859-13 and -15, Windows-1252), chosen by where š, ž and „ stand and marked as assumed.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from typing import Literal

from ajgraph.blocks import Block, Cell, Line
from ajgraph.errors import UnreadableInput
from ajgraph.language import Bilingual

_MAX_CONTROL_SHARE = 0.01
_MAX_WORD = 5_000
"""Letters without a blank: far beyond any word or address, so it is data in disguise (Base64, say)."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
_LINE_END = re.compile(r"\r\n|\n|\r")
_TABS = re.compile(r"(?<![^\S\t])(?:[^\S\t]*\t[^\S\t]*|[^\S\t]+\|(?:[^\S\t]+|$))")
"""What parts the cells of a line; it begins where blanks begin, or a long run of them takes the square of its length."""
_WORD = re.compile(r"[^\W\d_]{3}")
"""What stands before a tab that parts columns: no bullet or number."""
_LEAST_ROWS = 3
_MOST_BETWEEN = 8
_NUMBERED = re.compile(r"\(?\d{1,2}(?:\.\d{1,2})*[.)]?\s")
_GOES_ON = re.compile(r"\t|\s*(?:[-–—•*▪]\s|[a-zõäöüšž])")
_RULE = re.compile(r"[|:\s=+-]+")
_EMPHASIS = re.compile(r"(?P<sign>\*\*|__)(?P<text>.+?)(?P=sign)")
_C1 = re.compile(rb"[\x80-\x9f]")
_LATIN7_QUOTE = re.compile(rb"[\xa1\xa5]")
_LATIN9_CARON = re.compile(rb"[\xa6\xa8\xb4\xb8][A-Za-z\xc0-\xff]")
_WINDOWS_1252_CARON = re.compile(rb"[\x8a\x8e\x9a\x9e]")

AS_TEXT = Bilingual(
    en="Save the document as plain text (UTF-8) and give that file.",
    et="Salvesta dokument lihttekstina (UTF-8) ja anna see fail.",
)

RECOGNISE = Bilingual(
    en="Run text recognition (OCR) over it, or ask for the original document.",
    et="Lase sellest tekst tuvastada (OCR) või küsi algset dokumenti.",
)
"""What to do with pictures of text."""
_OPEN_IT = Bilingual(
    en="Open it in the program it was made with and save it as PDF, Word or plain text (UTF-8); if it does not open, ask "
    "for the original document.",
    et="Ava see programmis, millega see tehti, ja salvesta PDF-i, Wordi või lihttekstina (UTF-8); kui see ei avane, küsi "
    "algset dokumenti.",
)


def decode(content: bytes, where: str) -> tuple[str, str, bool]:
    """Return the text, the encoding used and whether it was assumed; raises ``UnreadableInput`` for what is no text."""
    encoding, assumed = encoding_of_text(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text, encoding, assumed = content.decode("iso8859-15"), "iso8859-15", True
    longest = max(map(len, text.split()), default=0)
    if "\x00" in text or len(_CONTROLS.findall(text)) > _MAX_CONTROL_SHARE * len(text) or longest > _MAX_WORD:
        raise UnreadableInput(
            Bilingual(en="the file is no text", et="fail ei sisalda teksti"), where=where, remedy=_OPEN_IT
        )
    return text, encoding.removesuffix("-sig"), assumed


def encoding_of_text(content: bytes) -> tuple[str, bool]:
    """Return the encoding that ``content`` is read in, and whether it was assumed."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding, False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8", False
    # õ, ä, ö and ü have the same codes in all of them; š and ž tell them apart, and low quotation marks.
    if _WINDOWS_1252_CARON.search(content):
        return "windows-1252", True
    if _LATIN7_QUOTE.search(content) and not _C1.search(content):
        return "iso8859-13", True
    if _LATIN9_CARON.search(content):
        return "iso8859-15", True
    return "windows-1257", True


def paragraphs(text: str) -> tuple[Block, ...]:
    """Cut at blank lines and page breaks; lines count from 1, as in an editor.

    Lines between upright strokes are the rows of a table, as converters to text and Markdown write them, and so are
    several lines with tabs between words.
    """
    blocks: list[Block] = []
    lines: list[Line] = []
    table, row = -1, 0
    in_table = False
    raws = _LINE_END.split(text)
    tabbed = _tabbed(raws) if "\t" in text or "|" in text else {}
    last = 0
    for number, raw in enumerate(raws, 1):
        if in_table and tabbed.get(number - 1) == "goes on":
            column = min(len(raw) - len(raw.lstrip("\t")), last) or last
            blocks.append(Block((Line(raw.strip(), number),), Cell(table, row - 1, column)))
            continue
        if cells := ("|" in raw and _cells(raw)) or (
            _TABS.split(raw.strip(" ")) if number - 1 in tabbed else []
        ):
            if lines:
                blocks.append(Block(tuple(lines)))
                lines = []
            if not in_table:
                table, row, in_table = table + 1, 0, True
            if not _RULE.fullmatch(raw.strip()):
                blocks.extend(
                    Block((Line(cell, number),), Cell(table, row, column))
                    for column, cell in enumerate(cells)
                    if cell
                )
                row += 1
                last = len(cells) - 1
            continue
        in_table = False
        if lines and ("\f" in raw or not raw.strip()):
            blocks.append(Block(tuple(lines)))
            lines = []
        if raw.strip():
            lines.append(Line(raw.replace("\f", "").rstrip(), number))
    if lines:
        blocks.append(Block(tuple(lines)))
    return tuple(blocks)


def _tabbed(lines: Sequence[str]) -> dict[int, Literal["row", "goes on"]]:
    """Return the places of lines whose words a tab parts, and of lines that go on with the last cell of one.

    At least three such rows must stand together. A line goes on if it begins with a tab, a bullet or lower case, or
    stands between two rows that have numbers.
    """
    found: dict[int, Literal["row", "goes on"]] = {}
    run: list[int] = []
    between: list[int] = []
    for place, line in enumerate([*lines, ""]):
        if _is_row(line):
            run.extend([*between, place])
            between = []
        elif run and line.strip() and len(between) < _MOST_BETWEEN:
            between.append(place)
        else:
            found.update(_rows_of(lines, [*run, *between]))
            run, between = [], []
    return found


def _rows_of(lines: Sequence[str], run: Sequence[int]) -> Iterator[tuple[int, Literal["row", "goes on"]]]:
    rows = [place for place in run if _is_row(lines[place])]
    if len(rows) < _LEAST_ROWS:
        return
    for place in run:
        if _is_row(lines[place]):
            yield place, "row"
            continue
        above = max(row for row in rows if row < place)
        below = min((row for row in rows if row > place), default=None)
        numbered = below is not None and all(_NUMBERED.match(lines[row].strip()) for row in (above, below))
        own = not _NUMBERED.match(lines[place].strip()) and not lines[place].isupper()
        if _GOES_ON.match(lines[place]) or (numbered and own):
            yield place, "goes on"


def _is_row(line: str) -> bool:
    """Return whether a tab or an upright stroke parts the words of a line; a label with its colon is no cell."""
    before, *others = _TABS.split(line.strip(" \r\n").removeprefix("\t"), maxsplit=1)
    stroke = bool(others) and "\t" not in line
    return (
        bool(others)
        and _WORD.search(before) is not None
        and (":" not in line if stroke else before[-1] != ":")
    )


def _cells(line: str) -> list[str]:
    """Return the cells of a line that is the row of a table, empty for any other.

    >>> _cells("| **Ametikoht** | jurist |"), _cells("jurist | nõunik")
    (['Ametikoht', 'jurist'], [])
    """
    line = line.strip()
    if len(line) < 3 or line[0] != "|" or line[-1] != "|":
        return []
    return [_EMPHASIS.sub(r"\g<text>", cell.strip()) for cell in line[1:-1].split("|")]
