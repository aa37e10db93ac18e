"""Labels of people with labels of their own below or beside them: who the manager is, by name, post and telephone.

"Vahetu juht" over "Nimi", "Ametikoht" and "Telefon" asks for the post of the manager, not for the one that the
description is of. What such a card says is put as "Vahetu juht" with its post alone; a person's name is not kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ajgraph import estonian
from ajgraph.description import Problem
from ajgraph.reading import labels, numbering, problems
from ajgraph.reading.row import Row

_PEOPLE = frozenset({"manager", "substituted_by", "substitutes", "subordinates"})
_PERSONAL = re.compile(
    r"(?:(?:ees-?\s*(?:ja|/)\s*)?(?:perekonna|pere)?nimi|(?:töö|kontakt|mobiil|laua)?telefon(?:i\s?number)?|tel\.?|mobiil"
    r"|e-?post(?:i?\s?aadress)?|e-?mail|meil|kontakt(?:id|andmed)?|isikukood|kabinet)",
    re.IGNORECASE,
)
_PIECE = re.compile(r"(?P<label>[^\W\d][^:\t]{1,40}?)\s*(?::|\t|\s{3,}|\s[–—-](?=\s)|$)\s*(?P<value>.*)")
_NEXT = re.compile(r"[,;]\s+(?=[^\W\d][\w -]{1,30}:)")
_MAY_SAY = re.compile(
    r"nimi|tel|mobiil|post|mail|meil|kontakt|kood|kabinet|amet|koht|positsioon", re.IGNORECASE
)
"""What is in a label of people, and in the row after it or behind it; asked first, for there are few cards."""
_MOST_WORDS = 6
"""The longest value, in words, below a label of a card."""
_MOST_ROWS = 400
"""How many rows a header is looked for in."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What one label of a card says: whether of the post or the person, and the rows of its value."""

    kind: Literal["post", "person", "unit"]
    values: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Card:
    """The label of people, the rows that its card takes, and what the card says.

    ``sure``: it cannot be that the label is empty and the labels after it are those of the post itself.
    """

    label: Row
    taken: frozenset[int]
    said: tuple[_Said, ...]
    sure: bool


def folded(rows: Sequence[Row], heading: str) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """Return the rows of a description with the post alone behind each label of people, and what was left out.

    >>> rows = [Row(text, line) for line, text in enumerate(("Amet: jurist", "Juht:", "Nimi: Mari", "Amet: direktor"))]
    >>> [row.text for row in folded(rows, "")[0]]
    ['Amet: jurist', 'Juht:', 'direktor']
    """
    cards = dict(_cards(rows))
    if not cards:
        return tuple(rows), ()
    inside = frozenset(index for card in cards.values() for index in card.taken)
    titles = [index for index, row in enumerate(rows[:_MOST_ROWS]) if index not in inside and _is_title(row)]
    found: list[Row] = []
    left_out: list[Problem] = []
    taken: set[int] = set()
    for index, row in enumerate(rows):
        card = cards.get(index)
        if card is None or index in taken or not _is_other(card, index, titles, heading):
            if index not in taken:
                found.append(row)
            continue
        taken |= card.taken
        posts = [value for said in card.said if said.kind == "post" for value in said.values]
        if posts:
            found.append(card.label)
            found.extend(_as_values(card.label, posts))
        else:
            left_out.append(problems.only_a_name(row.line))
        if posts and any(said.kind == "person" for said in card.said):
            left_out.append(problems.name_left_out(row.line))
        left_out.extend(
            problems.not_read(value) for said in card.said if said.kind == "unit" for value in said.values
        )
    return tuple(found), tuple(left_out)


def _as_values(label: Row, posts: Sequence[Row]) -> Iterator[Row]:
    for post in posts:
        cell = replace(label.cell, column=label.cell.column + 1) if label.cell else None
        yield replace(post, cell=cell, start=True, bullet=len(posts) > 1, indent=label.indent)


def _is_other(card: _Card, index: int, titles: Sequence[int], heading: str) -> bool:
    """Return whether the title in a card is that of somebody else: the post itself is named in another place."""
    posts = [value.text for said in card.said if said.kind == "post" for value in said.values]
    if card.sure and (titles or heading or card.label.cell or not posts):
        return True
    if not posts or not estonian.ends_in_head(posts[0]) or (heading and _key(posts[0]) == _key(heading)):
        return False  # "Vahetu juht" is left empty, and "Ametikoht" goes on
    return bool(heading) or any(title < index for title in titles)


def _key(title: str) -> str:
    return estonian.key(estonian.nominative(title).text)


def _is_title(row: Row) -> bool:
    label = labels.find(row.text)
    return label is not None and label.field == "title" and label.ending != "space"


def _cards(rows: Sequence[Row]) -> Iterator[tuple[int, _Card]]:
    """Yield the cards by the place of their label."""
    tables: dict[int, dict[int, dict[int, list[int]]]] = {}
    for index, row in enumerate(rows[:_MOST_ROWS]):
        if row.cell:
            held = tables.setdefault(row.cell.table, {}).setdefault(row.cell.row, {})
            held.setdefault(row.cell.column, []).append(index)
    for index, row in enumerate(rows[:_MOST_ROWS]):
        if not _may_be_of_people(row.text.casefold()):
            continue
        following = rows[index + 1].text if index + 1 < len(rows) else ""
        if not (_MAY_SAY.search(following) or _MAY_SAY.search(row.text)):
            continue
        label = labels.find(row.text)
        if label is None or label.field not in _PEOPLE or (label.ending == "space" and label.rest):
            continue
        if row.cell is None or (index + 1 < len(rows) and rows[index + 1].cell == row.cell):
            card = _in_lines(rows, index, label.rest)
        elif not label.rest:
            card = _in_table(rows, index, tables[row.cell.table])
        else:
            card = None
        if card:
            yield index, card


def _may_be_of_people(folded: str) -> bool:
    """Return whether a row may hold a label of people; a chain of tests, for every row of a header is asked."""
    return "asend" in folded or "allu" in folded or "juht" in folded or "juhi" in folded or "ülem" in folded


# -- cards in lines ---------------------------------------------------------------------------------------


def _in_lines(rows: Sequence[Row], index: int, rest: str) -> _Card | None:
    """Return the card whose label stands at ``index``, what it says on the same line and the lines below."""
    row = rows[index]
    said: list[_Said] = []
    if rest:
        for piece in _NEXT.split(rest):
            found = _said(row.saying(piece))
            if found is None or not found.values:
                return None
            said.append(found)
    inline = bool(said)
    deeper = True
    place = index + 1
    while place < len(rows) and rows[place].cell == row.cell and (found := _said(rows[place])):
        below = rows[place].indent > row.indent
        if found.kind == "unit" and not below:
            break
        if not found.values and _is_value(rows[place + 1 : place + 2], row):
            place += 1
            found = replace(found, values=(rows[place],))
        elif not found.values and found.kind == "post":
            break
        place += 1
        deeper = deeper and below
        said.append(found)
    if not said or all(one.kind == "unit" for one in said):
        return None
    head = row.text[: len(row.text) - len(rest)].rstrip(" :\t–—-") if rest else row.text.rstrip(" :")
    sure = inline or deeper or any(one.kind == "person" for one in said)
    return _Card(row.saying(f"{head}:"), frozenset(range(index, place)), tuple(said), sure)


def _is_value(following: Sequence[Row], label: Row) -> bool:
    """Return whether the row after a label alone on its line is its value."""
    return any(
        row.cell == label.cell
        and ":" not in row.text
        and len(row.text.split()) <= _MOST_WORDS
        and labels.find(row.text) is None
        and _said(row) is None
        for row in following
    )


def _said(row: Row) -> _Said | None:
    """Return what a row of a card says, None for one that begins with no label of such."""
    body = numbering.number_of(row.text)[1]
    piece = _PIECE.match(body)
    if piece and _PERSONAL.fullmatch(piece["label"]):
        return _Said("person", (row.saying(piece["value"]),) if piece["value"] else ())
    label = labels.find(body) if body else None
    if label is None or label.ending == "space" or label.field not in ("title", "unit"):
        return None
    values = (row.saying(label.rest),) if label.rest else ()
    return _Said("post" if label.field == "title" else "unit", values)


# -- cards in tables --------------------------------------------------------------------------------------


def _in_table(rows: Sequence[Row], index: int, table: Mapping[int, Mapping[int, list[int]]]) -> _Card | None:
    """Return the card whose label is a cell: labels beside it, in the rows it covers or that have nothing before them."""
    row = rows[index]
    assert row.cell is not None
    first, column = row.cell.row, row.cell.column
    others = [c for c in table[first] if c > column and _begins_other(rows, table[first][c])]
    bound = min(others, default=10_000)
    taken, said = {index}, list[_Said]()
    alone, beside = False, False
    at = first
    while at in table:
        line = {
            c: held for c, held in table[at].items() if column <= c < bound and (at > first or c > column)
        }
        if at == first and not line:
            alone, at = True, at + 1  # a row of its own over the rows of the card
            continue
        if not line or (min(line) == column and not alone):
            break
        below = table.get(at + 1, {})
        found = _row_said(rows, line, below)
        if found is None or (alone and all(one.kind == "unit" for one in found[0])):
            break
        if column in below and at == first and not all(one.values for one in found[0]):
            return None  # the names of columns, with a value below each
        said.extend(found[0])
        taken |= found[1]
        over = bool(found[1] & {place for held in below.values() for place in held})
        beside = beside or (at == first and not over)
        at += 2 if over else 1
    if all(one.kind == "unit" for one in said):
        return None
    adjacent = column + row.cell.columns in table[first]
    sure = (adjacent and beside) or any(one.kind == "person" for one in said)
    label = replace(row, text=row.text.rstrip(" :"), cell=replace(row.cell, rows=1, columns=1))
    return _Card(label, frozenset(taken), tuple(said), sure)


def _begins_other(rows: Sequence[Row], held: Sequence[int]) -> bool:
    """Return whether a cell is a label of the header that no card has."""
    label = labels.find(rows[held[0]].text)
    return label is not None and label.field in labels.HEADER - {"title", "unit"}


def _row_said(
    rows: Sequence[Row], line: Mapping[int, list[int]], below: Mapping[int, list[int]]
) -> tuple[list[_Said], set[int]] | None:
    """Return what a row of a card says and the places it takes: labels with values beside, in, or below them."""
    said: list[_Said] = []
    taken: set[int] = set()
    cells = list(line.items())
    heads = [_said(rows[held[0]]) for _, held in cells]
    over = len(cells) > 1 and all(head and not head.values for head in heads)
    if over and below.keys() <= line.keys() and not any(_said(rows[held[0]]) for held in below.values()):
        for (column, held), head in zip(cells, heads, strict=True):
            assert head is not None
            said.append(replace(head, values=tuple(rows[place] for place in below.get(column, ()))))
            taken |= {*held, *below.get(column, ())}
        return said, taken
    place = 0
    while place < len(cells):
        head, held = heads[place], cells[place][1]
        if head is None:
            return None
        taken |= set(held)
        place += 1
        if not head.values and len(held) == 1 and place < len(cells) and heads[place] is None:
            head = replace(head, values=tuple(rows[at] for at in cells[place][1]))
            taken |= set(cells[place][1])
            place += 1
        said.append(head)
        said.extend(one for at in held[1:] if (one := _said(rows[at])))
    return said, taken
