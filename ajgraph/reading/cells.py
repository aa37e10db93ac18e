"""Flattened table rows back into cells: labels first, their values after them.

Where several labels come together ("1.3 Vahetu juht 1.4 Kes asendab", or one below the other), the lines after
the last one hold the values of all. A cell may begin at a new block, after a wide gap, at a new line or at a
capital, but never after a comma or conjunction and never inside brackets; among the ways to cut, the one wins
whose cells look most like what their labels ask for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from ajgraph import estonian
from ajgraph.reading.labels import HEADER
from ajgraph.reading.part import Part
from ajgraph.reading.row import Row, is_open

_WORD = re.compile(r"\S+")
_BRACKET = re.compile(r"\s*\([^()]*\)\s*$")
_RELATION = re.compile(r"(?:asend|alluv)us|asendamine", re.IGNORECASE)
_MOST_PLACES = 14
_MOST_WORDS = 200
_LONGEST_WORD = 60
_IN_RUN = HEADER | {"other", "unknown"}
_NOBODY = frozenset({"-", "–", "—", "puudub", "puuduvad"})

# What a boundary is worth by what stands there.
_BLOCK, _GAP, _LINE, _LINE_LOWER, _CAPITAL = 3.0, 3.0, 1.5, 0.5, 1.0


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    row: int
    worth: float
    """What cutting before this word is worth; 0 where no cell can begin."""


def distribute(parts: Sequence[Part]) -> tuple[list[Part], list[Part]]:
    """Give each label of a run of empty labels its own value; returns the parts and those left without one."""
    found: list[Part] = []
    left: list[Part] = []
    run: list[Part] = []
    for part, following in pairwise([*parts, None]):
        assert part is not None
        if _is_heading(part, following):
            found.append(part)
            continue
        if part.field in _IN_RUN and not part.rows and not part.inline:
            run.append(part)
            continue
        if run and part.field in _IN_RUN and not part.inline:
            cells = _one_each(part.rows, len(run) + 1) or _cut(part.rows, [p.field for p in (*run, part)])
            if cells is None:
                found.extend([*run, part])
                left.extend(run)
            else:
                found.extend(replace(p, rows=rows) for p, rows in zip((*run, part), cells, strict=True))
        else:
            found.extend([*run, part])
            left.extend(run)
        run = []
    return [*found, *run], [*left, *run]


def _is_heading(part: Part, following: Part | None) -> bool:
    """Return whether a label only stands over those of both directions: "Asendamine", "Alluvussuhted"."""
    if part.rows or part.inline or following is None:
        return False
    if part.field == following.field == "title":
        return True  # "TÖÖKOHT" over "Nimetus: jurist"
    both = {"substitution": ("substituted_by", "substitutes"), "manager": ("manager", "subordinates")}
    return following.field in both.get(part.field, ()) and _RELATION.match(part.label) is not None


def _one_each(rows: Sequence[Row], count: int) -> list[tuple[Row, ...]] | None:
    """Return a row for each label where there are just as many, none of them going on with the one above."""
    if len(rows) != count or any(is_open(row.text) for row in rows[:-1]):
        return None
    return [(row,) for row in rows]


def _cut(rows: Sequence[Row], fields: Sequence[str]) -> list[tuple[Row, ...]] | None:
    words = _words(rows)
    if len(words) > _MOST_WORDS or any(len(word.text) > _LONGEST_WORD for word in words):
        return None
    places = [index for index, word in enumerate(words) if index and word.worth > 0]
    if len(places) < len(fields) - 1:
        return None
    if len(places) > _MOST_PLACES:
        best = sorted(places, key=lambda place: -words[place].worth)[:_MOST_PLACES]
        places = sorted(best)
    known: dict[tuple[int, int, str], float] = {}

    def worth(begin: int, end: int, field: str) -> float:
        key = (begin, end, field)
        if key not in known:
            known[key] = _fit(" ".join(word.text for word in words[begin:end]), field)
        return known[key]

    def total(cuts: tuple[int, ...]) -> float:
        edges = (0, *cuts, len(words))
        cells = zip(edges, edges[1:], fields, strict=False)
        return sum(words[cut].worth for cut in cuts) + sum(worth(*cell) for cell in cells)

    best_cuts = max(combinations(places, len(fields) - 1), key=total)
    edges = (0, *best_cuts, len(words))
    return [_rows_of(words[begin:end], rows) for begin, end in pairwise(edges)]


def _words(rows: Sequence[Row]) -> list[_Word]:
    words: list[_Word] = []
    depth = 0
    for index, row in enumerate(rows):
        end = 0
        for match in _WORD.finditer(row.text):
            text = match[0]
            previous = words[-1].text if words else ""
            worth = 0.0
            if depth == 0 and words and not is_open(previous) and text[0] not in "(,;":
                worth = _worth(row, text, first=not end, gap=match.start() - end if end else 0)
            words.append(_Word(text, index, worth))
            depth = max(0, depth + text.count("(") - text.count(")"))
            end = match.end()
    return words


def _worth(row: Row, text: str, *, first: bool, gap: int) -> float:
    if first and row.start:
        return _BLOCK
    if gap > 1:
        return _GAP
    if first:
        return _LINE if text[0].isupper() or text in _NOBODY else _LINE_LOWER
    return _CAPITAL if text[0].isupper() or text in _NOBODY else 0.0


def _fit(text: str, field: str) -> float:
    """Return how much ``text`` looks like a value of ``field``."""
    bare = _BRACKET.sub("", text).rstrip(" .,;")
    if field == "unit":
        return 2.0 if estonian.unit_kind(bare) else -1.0
    if text.casefold() in _NOBODY:
        return 2.0 if field != "title" else -1.0
    if field == "title":
        return 2.0 if estonian.ends_in_head(bare) else 0.0
    if field in ("manager", "substituted_by", "substitutes", "subordinates"):
        score = 2.0 if estonian.ends_in_head(bare) else 0.0
        if field == "substitutes" and score and estonian.nominative(bare).can_be("partitive"):
            score += 0.5
        return score
    return 0.0


def _rows_of(words: Sequence[_Word], rows: Sequence[Row]) -> tuple[Row, ...]:
    texts: dict[int, list[str]] = {}
    for word in words:
        texts.setdefault(word.row, []).append(word.text)
    return tuple(replace(rows[index], text=" ".join(found)) for index, found in texts.items())
