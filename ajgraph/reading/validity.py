"""When a description comes into force, from when it is applied, and which acts it or its order repeals.

The order says it ("Käskkiri jõustub 01.02.2025", "rakendatakse tagasiulatuvalt alates 01.01.2025", "Tunnistan kehtetuks
…"), or the description itself ("Ametijuhend jõustub …", "Senine ametijuhend kaotab kehtivuse"); what the description says
counts first.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ajgraph.description import Text, Validity
from ajgraph.reading import dates
from ajgraph.reading.orders import Segment
from ajgraph.reading.row import Row, joined

_SPEAKS = re.compile(r"jõustu|kehti|rakenda|kohalda|kehtetuks|alates", re.IGNORECASE)
_POINT = re.compile(r"(?:§\s*)?(?P<number>\d{1,2}(?:\.\d{1,2})*)[.)]?\s+(?=[^\W\d])")
_REPEALS = re.compile(
    r"(?:tunnista(?:n|da|takse|me|b)\s+(?:alates\s+(?:\S+\s+){1,3}?)?kehtetuks|kehtetuks\s+tunnista(?:takse|da))\s*:?\s*(?P<what>.*)",
    re.IGNORECASE,
)
_LAPSES = re.compile(r"kaota(?:b|vad)\s+kehtivuse\s*:?\s*(?P<what>.*)", re.IGNORECASE)
_ENDS = re.compile(r"(?<!\bnr)\.\s+(?=[A-ZÕÄÖÜŠŽ][a-zõäöüšž])")
"""Where the sentence ends that names what is repealed."""
_BESIDE = re.compile(
    r"^(?:.*\b(?:jõustu|kehtesta|kinnita)mise(?:ga|l|st|(?:\s+päevast))\b"
    r"|(?:ühtlasi|sellega|käesolevaga|alates\s+\S+|ning|ja|on|siis)(?!\w))\s*,?\s*",
    re.IGNORECASE,
)
"""What may stand before the subject of a sentence that repeals."""
_OF_DESCRIPTION = re.compile(r"juhend|kirjeldus", re.IGNORECASE)
_FORMER = re.compile(r"\b(?:seni|varase|varem|eelmi|eelne|vana|kehtinud)|\d{4}", re.IGNORECASE)
"""What tells a description before this one from this one itself."""
_IN_FORCE = re.compile(r"\b(?:jõustu\w*|kehti(?:b|vad)\s+alates)\b(?P<when>.*)", re.IGNORECASE)
_APPLIED = re.compile(r"\b(?:rakenda|kohalda)\w*\b(?P<when>.*)", re.IGNORECASE)
_APPROVED = re.compile(r"\b(?:kinnita|kehtesta)\w*\b.*?\balates\b(?P<when>.*)", re.IGNORECASE)
_WHEN_SIGNED = re.compile(r"all(?:kirjasta|akirjuta)mis", re.IGNORECASE)
_SIGNED = re.compile(r"[(/\s]*(?:digitaalselt\s+)?allkirjasta", re.IGNORECASE)
_OWN = re.compile(
    r"(?:käesolev\s+|see\s+)?(?:ameti|töö)?(?:juhend|kirjeldus)\s+(?:on\s+)?(?:jõustu|kehti|rakend)",
    re.IGNORECASE,
)
_EDGE = 150
"""How many rows of an order are looked at from its beginning and from its end."""
_LONGEST = 400
"""How much of a row is looked at, in characters."""


@dataclass(frozen=True, slots=True)
class _Point:
    """One point of an order: its number, its text and the line it begins on."""

    number: str
    text: str
    line: int


def read(segment: Segment, signed: datetime.date | None) -> Validity:
    """Return what the order and the description say; ``signed`` is the date of the approval."""
    own = [_Point("", row.text[:_LONGEST], row.line) for row in segment.body if _OWN.match(row.text)]
    repeals = [
        act
        for act in (
            _repealed(list(_points([row for row in segment.body if "tunnistab" not in row.text.casefold()])))
            if any(map(_lapses, segment.body))
            else ()
        )
        if _OF_DESCRIPTION.search(act.value) and _FORMER.search(act.value)
    ]
    if not (own or repeals or segment.order):
        return Validity()
    order = segment.order
    if len(order) > 2 * _EDGE:  # a long list of annexes or names in the middle
        order = (*order[:_EDGE], *order[-_EDGE:])
    every = list(_points(order))
    points = [point for point in every if _SPEAKS.search(point.text)]
    said = [_without_repeal(point) for point in (*own, *points)]
    applied = _first(said, _APPLIED, None)
    in_force = _first(said, _IN_FORCE, signed) or _first(said, _APPROVED, None)
    line = next((found[1] for found in (in_force, applied) if found), None)
    return Validity(
        in_force[0] if in_force else None,
        applied[0] if applied else None,
        (*repeals, *_repealed(every)),
        line,
    )


def _lapses(row: Row) -> bool:
    """Return whether a row may repeal; "tunnistab kehtetuks" is what the holder of a post does."""
    folded = row.text.casefold()
    return ("kehtetuks" in folded or "kehtivuse" in folded) and "tunnistab" not in folded


def _repeal_in(text: str) -> re.Match[str] | None:
    return _REPEALS.search(text) or _LAPSES.search(text)


def _without_repeal(point: _Point) -> _Point:
    """Return a point without the sentence that speaks of other acts, whose days are not those of this one."""
    match = _repeal_in(point.text)
    if match is None:
        return point
    _, *after = _ENDS.split(match["what"], maxsplit=1)
    return replace(point, text=". ".join([point.text[: match.start()], *after]))


def _first(
    points: Sequence[_Point], pattern: re.Pattern[str], signed: datetime.date | None
) -> tuple[datetime.date, int] | None:
    """Return the first day that a point names after ``pattern``, with its line."""
    for point in points:
        match = pattern.search(point.text)
        if match is None:
            continue
        when = match["when"]
        if pattern is not _APPLIED and (other := _APPLIED.search(when)):
            when = when[: other.start()]
        if found := dates.find(when):
            return found[0], point.line
        if signed and _WHEN_SIGNED.search(when):
            return signed, point.line
    return None


def _points(rows: Sequence[Row]) -> Iterator[_Point]:
    """Yield the points of an order; a row without a number goes on with the one above unless a sentence has ended."""
    number, line = "", 0
    texts: list[str] = []
    for row in rows:
        match = None if row.bullet else _POINT.match(row.text)
        begins = (
            match
            or row.bullet
            or not texts
            or (texts[-1].endswith((".", ":", ";")) and not row.text[:1].islower())
        )
        if not begins:
            texts.append(row.text)
            continue
        if texts:
            yield _Point(number, joined(texts)[:_LONGEST], line)
        number = match["number"] if match else ""
        texts, line = [row.text[match.end() :] if match else row.text], row.line
    if texts:
        yield _Point(number, joined(texts)[:_LONGEST], line)


def _repealed(points: Sequence[_Point]) -> Iterator[Text]:
    """Yield the acts repealed, as written: those of the sentence, else those of the points below it."""
    for place, point in enumerate(points):
        match = _repeal_in(point.text)
        if match is None:
            continue
        if what := _ENDS.split(match["what"])[0].strip(" .;,"):
            yield Text(what, point.line)
            continue
        before = _ENDS.split(point.text[: match.start()])[-1].strip()
        while beside := _BESIDE.match(before):
            before = before[beside.end() :]
        if not point.text.rstrip().endswith(":") and (what := before.strip(" .;,")):
            yield Text(what, point.line)
            continue
        listed = points[place + 1 :]
        for below in listed:
            if below.number and not below.number.startswith(f"{point.number}."):
                break
            if bool(below.number) != bool(listed[0].number) or _SIGNED.match(below.text):
                break
            if text := below.text.strip(" .;,"):
                yield Text(text, below.line)
