"""Sentences about the document itself that close a description without a heading of their own.

"Kinnitatud direktori … käskkirjaga nr 7", "Ametijuhend vaadatakse läbi üks kord aastas" and "Olen ametijuhendiga
tutvunud" belong to no section, so they must not go on with the list above them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from ajgraph.reading import dates, labels, numbering
from ajgraph.reading.row import Row
from ajgraph.reading.verbs import has_finite_verb

_CASES = r"(?:juhend|kirjeldus|kaar[td]|profiil)(?:i|it|e|t|iga|ega)?"
_DOCUMENT = rf"(?:(?:käesoleva[ts]?|käesolev|see|selle)\s+)?(?:ameti(?:koha\s+)?|töö)?{_CASES}"
_APPROVES = re.compile(
    rf"(?:{_DOCUMENT}\s+)?(?:on\s+)?(?:(?:läbi\s+vaadatud|vastu\s+võetud|koostatud)\s+(?:ja|ning)\s+)?(?:on\s+)?"
    r"(?:kinnita(?:tud|ti|takse|nud|s|n)|kehtesta(?:tud|ti)|(?P<applies>jõustu[bs]|jõustunud|kehtib))\b(?!\s*,?\s*et\b)",
    re.IGNORECASE,
)
_APPROVED_LATER = re.compile(r".{3,120}?\b(?:kinnita(?:tud|s|nud)|kehtesta(?:tud|s|nud))\b", re.IGNORECASE)
"""A sentence that says so further on: "Direktori 2. mai 2024. a käskkirjaga nr 7 kinnitatud."."""
_MARK_ALONE = re.compile(r"(?:kinnitatud|kinnitan|kinnitamine|kinnitaja)\s*[:.]?", re.IGNORECASE)
_ACT = re.compile(r"\b(?:käskkir|korraldus|otsus|määrus)\w*", re.IGNORECASE)
_NUMBER = re.compile(r"\b(?:nr|number)\b\.?\s*[\w./-]*\d", re.IGNORECASE)
_REVIEWS = re.compile(
    rf"{_DOCUMENT}\b.{{0,60}}\b(?:vaadatakse|vaatame|vaadata|vaatab|läbi\s*vaat\w*|üle\s*vaat\w*|läbivaat\w*|ülevaat\w*"
    r"|ajakohastatakse|uuendatakse|muudetakse|muuta|muutmine)\b",
    re.IGNORECASE,
)
_ACKNOWLEDGES = re.compile(
    r"(?:kinnitan,?\s+et\s+)?(?:olen\b.{0,60}?\b(?:tutvunud|kätte\s+saanud|nõus)\b"
    r"|(?:käesoleva\s+)?(?:ameti|töö)?(?:juhendi|kirjelduse)ga\s+(?:olen\s+|on\s+)?(?:tutvu|nõus)"
    r"|\S+\s+on\s+(?:ameti)?juhendiga\s+tutvunud\b|tutvusin\b|tutvunud\b|(?:ameti)?juhendi\s+(?:olen\s+)?(?:sain\s+)?kätte)",
    re.IGNORECASE,
)
_OF_DOCUMENT = re.compile(rf"(?:käesolev\w*\s+(?:ameti)?|ameti){_CASES}\s+\w", re.IGNORECASE)
_AHEAD = 4
_LONGEST = 400
"""How many characters of a row are looked at."""


def is_mark(text: str) -> bool:
    """Return whether a line is only the mark of an approval: "KINNITATUD", "Kinnitaja"."""
    return _MARK_ALONE.fullmatch(text) is not None


def sentences(rows: Sequence[Row]) -> dict[Row, str]:
    """Return the rows that begin such a sentence, each with its field: approved, review or acknowledged.

    >>> rows = [Row("Olen tutvunud 3.4.", 1), Row("Kinnitatud eelarve täitmine", 2), Row("Kinnitatud 1.2.2024 nr 3", 3)]
    >>> sorted(sentences(rows).values())
    ['acknowledged', 'approved']
    """
    return {rows[index]: field for index, field in _found(rows)}


def _found(rows: Sequence[Row]) -> Iterator[tuple[int, str]]:
    for index, row in enumerate(rows):
        if row.bullet or (index and rows[index - 1].open_ended and rows[index - 1].line != row.line):
            continue
        number, text = numbering.number_of(row.text[:_LONGEST])
        if not text[:1].isupper():
            continue
        if _ACKNOWLEDGES.match(text):
            field = "acknowledged"
        elif _approves(rows, index, text):
            field = "approved"
        elif _reviews(rows, index, text) or (
            not number and _OF_DOCUMENT.match(text) and _finite(rows, index)
        ):
            field = "review"
        else:
            continue
        if not labels.is_known(text):
            yield index, field


def _reviews(rows: Sequence[Row], index: int, text: str) -> bool:
    return _REVIEWS.match(text) is not None and (text.endswith(".") or _finite(rows, index))


def _approves(rows: Sequence[Row], index: int, text: str) -> bool:
    """Return whether a date or the number of an act goes with the word: else it is a duty ("Kinnitatud eelarve …")."""
    match = _APPROVES.match(text) or _MARK_ALONE.fullmatch(text)
    if match is None:
        later = rows[index].start and _APPROVED_LATER.match(text) is not None and ":" not in text
        return later and dates.find(text) is not None
    own = [text]
    if _MARK_ALONE.fullmatch(text):
        own.extend(row.text for row in rows[index + 1 : index + 1 + _AHEAD])
    elif not text.endswith("."):
        own.extend(row.text for row in takewhile(_wraps, rows[index + 1 : index + 3]))
    whole = " ".join(own)
    act = _ACT.search(whole) is not None and _NUMBER.search(whole) is not None
    return act or (dates.find(whole) is not None and not match.groupdict().get("applies"))


def _wraps(row: Row) -> bool:
    return not row.bullet and not row.text[0].isupper()


def _finite(rows: Sequence[Row], index: int) -> bool:
    """Return whether a verb in a personal form stands in the row or, where it wraps, in the next one."""
    text = rows[index].text[:_LONGEST]
    if not text.endswith(".") and index + 1 < len(rows) and not rows[index + 1].text[0].isupper():
        text = f"{text} {rows[index + 1].text}"
    return has_finite_verb(text) or re.search(r"\b(?:vaatame|saab|võib|tuleb)\b", text) is not None
