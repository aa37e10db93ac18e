"""Competencies with their behaviour indicators, and traits that are only listed.

Three forms: a name with a colon and bullets below; a bullet "name: sentences", where each sentence is one
indicator; a comma list of names. A hanging hyphen is spelled out: "otsustus- ja vastutusvõime" names two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ajgraph.description import Competency, CompetencyKind, Text
from ajgraph.reading.bullets import with_lost_bullets, without_numbers
from ajgraph.reading.part import Part
from ajgraph.reading.row import Lines, Row, joined

_NAMED = re.compile(r"(?P<name>[A-ZÕÄÖÜŠŽ][^:.;]{2,110}):\s*(?P<rest>.*)", re.DOTALL)
_DASHED = re.compile(r"(?P<name>[A-ZÕÄÖÜŠŽ][^:.;–]{2,60}?)\s+[–—-]\s+(?=\S)")
_STOPPED = re.compile(r"(?P<name>[A-ZÕÄÖÜŠŽ][\w-]+(?:\s[a-zõäöüšž-]+){0,3})\.\s+(?=[A-ZÕÄÖÜŠŽ])")
_SENTENCE = re.compile(r"(?<=[.;!])\s+(?=[A-ZÕÄÖÜŠŽ])")
_SEPARATOR = re.compile(r"\s*[,;]\s*(?![^()]*\))|\s+(?:ja|ning)\s+(?![^()]*\))")
_LONGEST_NAME = 5
_HANGING = re.compile(r"(?P<stem>\w+)-$")
_HEADS = (
    "võime", "võimelisus", "oskus", "oskused", "taluvus", "tahe", "valmidus", "kindlus", "julgus", "vaim",
    "meelsus", "tunne", "võimekus", "pädevus", "tunnetus", "suutlikkus", "kesksus", "keskus",
)  # fmt: skip


@dataclass(slots=True)
class _Running:
    name: str
    line: int
    sentences: list[tuple[list[str], int]] = field(default_factory=list)
    bulleted: bool = False


def read(part: Part) -> tuple[Competency, ...]:
    """Return the competencies of a part, core or additional as its label says."""
    kind: CompetencyKind = "core" if part.field == "core" else "additional"
    rows = _named_over_bullets(_prepared(with_lost_bullets(part.rows)))
    if not rows:
        return ()
    if any(_NAMED.match(row.text) for row in _blocks(rows)):
        return tuple(_with_indicators(rows, kind))
    return tuple(Competency(name, kind) for name in _listed(rows))


def _prepared(rows: Sequence[Row]) -> list[Row]:
    """Take numbers off, write "Name – text" with a colon, and mark names that stand one on a line."""
    plain = without_numbers(rows)
    if any(row.bullet for row in rows):
        plain = [
            row if row.bullet == old.bullet else row.saying(row.text, bullet=old.bullet)
            for row, old in zip(plain, rows, strict=True)
        ]
    for pattern in (_DASHED, _STOPPED):
        if sum(pattern.match(row.text) is not None for row in plain) > 1:
            plain = [row.saying(pattern.sub(r"\g<name>: ", row.text)) for row in plain]
    names = all(
        row.text[0].isupper() and row.text[-1] not in ".:;," and len(row.text.split()) <= _LONGEST_NAME
        for row in plain
    )
    if len(plain) > 2 and names and not any(row.bullet or "," in row.text for row in plain):
        plain = [row.saying(row.text, bullet=True) for row in plain]
    return plain


def _named_over_bullets(rows: Sequence[Row]) -> list[Row]:
    """Give the names of competencies that stand alone over their bullets the colon that others have."""
    heads = {
        index
        for index, row in enumerate(rows[:-1])
        if not row.bullet
        and rows[index + 1].bullet
        and row.text[0].isupper()
        and len(row.text.split()) <= _LONGEST_NAME
    }
    small = all(row.text[:1].islower() for row in rows if row.bullet)  # so a capital begins something else
    wrapped = not small and any(row.text[-1:] not in ".;:" for i, row in enumerate(rows) if i + 1 in heads)
    if 0 not in heads or wrapped or any(":" in row.text for row in rows):
        return list(rows)
    return [row.saying(row.text + ":") if index in heads else row for index, row in enumerate(rows)]


def _blocks(rows: Sequence[Row]) -> Iterable[Row]:
    """Join each row with the wrapped rows after it as far as a colon may be found."""
    for index, row in enumerate(rows):
        following = rows[index + 1] if index + 1 < len(rows) else None
        wraps = following is not None and not following.bullet and not following.start and ":" not in row.text
        yield row.saying(f"{row.text} {following.text}") if wraps and following else row


def _with_indicators(rows: Sequence[Row], kind: CompetencyKind) -> Iterable[Competency]:
    running: list[_Running] = []
    bulleted_names = sum(bool(row.bullet and _NAMED.match(row.text)) for row in _blocks(rows))
    bullets = sum(row.bullet for row in rows)
    names_are_bullets = bullets > 0 and bulleted_names * 2 > bullets
    for row, whole in zip(rows, _blocks(rows), strict=True):
        match = _NAMED.match(whole.text)
        begins = row.bullet if names_are_bullets else not row.bullet
        if match and begins and _is_name(match["name"]):
            running.append(_Running(match["name"], row.line))
            _add(running[-1], row.saying(_after_colon(row.text), bullet=False), fresh=True)
        elif not running:
            if not row.text.endswith(":"):
                running.append(_Running(row.text.rstrip(".;,"), row.line))
        elif ":" in row.text and not row.bullet and running[-1].sentences == [] and not row.start:
            _add(running[-1], row.saying(_after_colon(row.text)), fresh=True)
        else:
            _add(running[-1], row, fresh=False)
    for found in running:
        indicators = tuple(Text(joined(texts), line) for texts, line in found.sentences)
        name = Text(joined([found.name]), found.line)
        yield Competency(name, kind, tuple(text for text in indicators if text.value))


def _after_colon(text: str) -> str:
    return text.partition(":")[2].strip()


def _is_name(name: str) -> bool:
    return len(name.split()) <= 12 and not name.casefold().startswith(("nt ", "näiteks "))


def _add(running: _Running, row: Row, *, fresh: bool) -> None:
    """Add a row to the indicators: a bullet is one; sentences right after the name are one each.

    A bullet in lower case, or a row after an unfinished one, goes on with the indicator above.
    """
    if not row.text:
        return
    previous = running.sentences[-1][0][-1] if running.sentences else ""
    unfinished = bool(previous) and not previous.endswith((".", ";", "!"))
    if row.bullet:
        if unfinished and row.text[:1].islower():
            running.sentences[-1][0].append(row.text)
        else:
            running.bulleted = True
            running.sentences.append(([row.text], row.line))
        return
    if running.bulleted:
        running.sentences[-1][0].append(row.text)
        return
    for index, sentence in enumerate(_SENTENCE.split(row.text)):
        if running.sentences and not index and unfinished and not fresh:
            running.sentences[-1][0].append(sentence)
        else:
            running.sentences.append(([sentence], row.line))


def _listed(rows: Sequence[Row]) -> Iterable[Text]:
    """Return the names of a list, one for each bullet or between commas."""
    texts: list[list[str]] = []
    for row in rows:
        if not texts or row.bullet or (row.start and texts[-1][-1].endswith((".", ";"))):
            texts.append([row.text])
        else:
            texts[-1].append(row.text)
    lines = Lines(rows)
    one_each = len(texts) > 1 and not any("," in text for pieces in texts for text in pieces)
    for pieces in texts:
        yield from _names(joined(pieces), lines, whole=one_each)


def _names(text: str, lines: Lines, *, whole: bool) -> Iterable[Text]:
    hanging = "- " in text
    names = [text.strip(" .;")] if whole and not hanging else [n.strip(" .;") for n in _SEPARATOR.split(text)]
    names = [name for name in names if name]
    if any(len(name.split()) > 5 for name in names):
        names = [text.strip(" .;")]  # a sentence, no list of names
    for index, name in enumerate(names):
        yield Text(_spelled_out(name, names[index + 1 :]), lines.of(name))


def _spelled_out(name: str, following: Sequence[str]) -> str:
    """Give a hanging hyphen the head of the next whole word: "vastutus-", "tööjõu…võime" → "vastutusvõime"."""
    match = _HANGING.search(name)
    if match is None:
        return name
    whole = next((other for other in following if not other.endswith("-")), "")
    first = whole.split(" ")[0]
    head = max((head for head in _HEADS if first.endswith(head)), key=len, default="")
    return f"{name[:-1]}{head}" if head else name
