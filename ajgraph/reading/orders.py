"""One file to its descriptions: an order in front, annexes, several descriptions after each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ajgraph.description import Problem
from ajgraph.reading import cards, labels
from ajgraph.reading.row import Row

_BARE = re.compile(
    r"[„\"]?(?:ametijuhend(?:id)?|ametikirjeldus(?:ed)?|tööjuhend(?:id)?)[“”\".:]?", re.IGNORECASE
)
_WEAK = re.compile(
    r"(?:(?P<rest>[A-ZÕÄÖÜŠŽ][^:.;]{2,90}?)\s+)?(?:ameti|töö|teenistus)?koha\s*(?:kirjeldus|juhend|kaart|profiil|leht|vorm)|(?:rolli|ameti|töökoha|ametikoha)(?:kirjeldus|kaart|profiil)|(?:ameti|töö)juhend\s+nr\.?\s*[\w./-]+",
    re.IGNORECASE,
)
"""A heading that counts only where no other one does: the first words also head a section, the last a footer."""
_LEADING = re.compile(r"(?:AMETIJUHEND|AMETIKIRJELDUS)\s+(?P<rest>[^\W\d_].*)")
_OTHER_KIND = re.compile(
    r"\b(?:CV|curriculum\s+vitae|elulookirjeldus|avaldus|töökuulutus|tööpakkumi\w+|konkurss|asendusskeem|sisukord|otsi[bn]"
    r"|kandideeri\w*|arenguvestlus\w*)\b",
    re.IGNORECASE,
)
"""What a page without the word for a job description says of itself in its first lines if it is something else."""
_FIRST_ROWS = 6
_MAY_HEAD = re.compile("[jJ]uhend|JUHEND|[kK]irjeldus|KIRJELDUS")
_TRAILING = re.compile(
    r"(?P<rest>[A-ZÕÄÖÜŠŽ].{2,110}?)\s+(?:ametijuhend|ametikirjeldus|tööjuhend|töökirjeldus"
    r"|(?:(?:töö|ameti|teenistus)?ülesannete|töö)\s+kirjeldus|(?:töö|ameti)?kirjeldus\s+\((?=ametijuhend\)))(?:\s*\(?(?P<bracket>[^)]*)\))?",
    re.IGNORECASE,
)
_ACTS = "|".join(r"\s?".join(word) for word in ("KÄSKKIRI", "KORRALDUS", "OTSUS", "MÄÄRUS"))
_ORDER = re.compile(
    rf"(?:{_ACTS}|Käskkiri|Korraldus|(?:Otsus|Määrus)(?=\s*(?:$|[Nn]r\b|\d)))\b(?!\s+(?:jõustub|tehakse|on\b))"
    r"|(?:[A-ZÕÄÖÜŠŽ-]+\s+){0,3}[A-ZÕÄÖÜŠŽ-]*(?:VALITSUSE|JUHATUSE|NÕUKOGU|VOLIKOGU|VANEMA|LINNAPEA|DIREKTORI|MINISTRI"
    r"|SEKRETÄRI|JUHATAJA|REKTORI|PRESIDENDI|AMETI|KESKUSE)\s+"
    r"(?:KÄSKKIRI|KORRALDUS|OTSUS|MÄÄRUS)\b"
)
"""The name of an act on a line of its own, its letters maybe apart, maybe after who gives it: "JUHATUSE OTSUS"."""
_FRONT = re.compile(r"(?:KINNITATUD|Kinnitatud|KINNITAN|LISA\b|Lisa\b|lisa\s+\d)")
_SIGNED = re.compile(r"[(/]\s*allkirjastatud\s+digitaalselt\s*[)/]", re.IGNORECASE)
_NOT_TITLES = frozenset({"käesolev", "see", "olen", "kinnitan", "minu", "koos", "käesoleva", "kui"})
_WINDOW = 14
_HEADER_FIELDS = frozenset({"title", "unit", "manager", "substituted_by", "substitutes", "subordinates"})


@dataclass(frozen=True, slots=True)
class Segment:
    """The rows of one description.

    ``front`` stands before the heading (approval, annex number, names of units), ``heading`` is the phrase of
    the heading beside the word "ametijuhend" ("" if it stands alone), ``leading`` says that the phrase follows
    the word, and so is in the nominative. ``order`` holds the rows of the order that approves it.
    """

    front: tuple[Row, ...]
    heading: str
    leading: bool
    heading_line: int | None
    body: tuple[Row, ...]
    order: tuple[Row, ...] = ()
    shared: tuple[Row, ...] = ()
    """What stands before the first heading of the file, where this description is not the first."""
    left_out: tuple[Problem, ...] = ()
    """What was not kept already: names of persons."""


def segments(rows: Sequence[Row]) -> list[Segment]:
    """Return the descriptions that ``rows`` hold; empty for an order whose annexes are missing."""
    order = _order_end(rows)
    headings = [index for index in range(order, len(rows)) if _heading(rows, index) is not None]
    if not headings:
        headings = [i for i in range(order, min(len(rows), order + _WINDOW)) if _weak(rows[i]) is not None][
            :1
        ]
    if not headings and any(_OTHER_KIND.search(row.text) for row in rows[order : order + _FIRST_ROWS]):
        return []
    if not headings:
        return (
            [_folded(Segment((), "", False, None, tuple(rows[order:]), tuple(rows[:order])))]
            if rows[order:]
            else []
        )
    fronts = [
        _front_start(rows, order if not place else headings[place - 1] + 1, index, first=not place)
        for place, index in enumerate(headings)
    ]
    kept: list[tuple[int, int, int]] = []
    for place, index in enumerate(headings):
        end = fronts[place + 1] if place + 1 < len(headings) else len(rows)
        if kept and (not _opens_description(rows[index:end]) or _is_running_title(rows, kept[-1], index)):
            kept[-1] = (kept[-1][0], kept[-1][1], end)
        else:
            kept.append((fronts[place], index, end))
    found: list[Segment] = []
    for front, index, end in kept:
        phrase = _heading(rows, index) or (_weak(rows[index]) or "", False)
        above = rows[front:index]
        labelled = {place for place, row in enumerate(above) if _is_labelled(row)}
        found.append(
            Segment(
                tuple(row for place, row in enumerate(above) if place not in labelled),
                phrase[0],
                phrase[1],
                rows[index].line,
                (
                    *(above[place] for place in sorted(labelled)),
                    *(row for row in rows[index + 1 : end] if row.text != rows[index].text),
                ),
                tuple(rows[:order]),
                found[0].front if found else (),
            )
        )
    return [part for segment in found for part in _by_titles(_folded(segment))]


def _is_labelled(row: Row) -> bool:
    """Return whether a line above the heading is a label of the header with its value: "Tööandja: Näidisamet"."""
    label = labels.find(row.text) if ":" in row.text and row.cell is None else None
    return label is not None and label.field in labels.HEADER and label.ending == "colon" and bool(label.rest)


def _folded(segment: Segment) -> Segment:
    """Return a description whose labels of people have their posts alone behind them."""
    body, left_out = cards.folded(segment.body, segment.heading)
    return replace(segment, body=body, left_out=left_out) if body != segment.body else segment


def _by_titles(segment: Segment) -> list[Segment]:
    """Part a description where the label of the title comes again with a header of its own below it."""
    titles = [index for index, row in enumerate(segment.body) if _is_title(segment.body, index)]
    first = _title_at(segment.body, titles[0]) if titles else ""
    titles = [*titles[:1], *(index for index in titles[1:] if _title_at(segment.body, index) != first)]
    if len(titles) < 2:
        return [segment]
    cuts = []
    for index in titles[1:]:
        above = labels.find(segment.body[index - 1].text)
        cuts.append(index - 1 if above and above.field == "general" and not above.rest else index)
    shared = segment.front or segment.shared
    lines = [0, *(segment.body[cut].line for cut in cuts), segment.body[-1].line + 1]
    left_out = [
        tuple(problem for problem in segment.left_out if begin <= problem.line < end)
        for begin, end in pairwise(lines)
    ]
    whole = replace(segment, body=segment.body[: cuts[0]], left_out=left_out.pop(0))
    others = [
        Segment((), "", False, None, segment.body[begin:end], segment.order, shared, left_out.pop(0))
        for begin, end in pairwise([*cuts, len(segment.body)])
    ]
    return [whole, *others]


def _title_at(rows: Sequence[Row], index: int) -> str:
    """Return the title that a label at ``index`` names, beside it or below it."""
    label = labels.find(rows[index].text)
    below = rows[index + 1].text if index + 1 < len(rows) else ""
    return (label.rest if label and label.rest else below).casefold()


def _is_title(rows: Sequence[Row], index: int) -> bool:
    """Return whether the label of the title stands here and at least two other labels of a header soon after it."""
    row = rows[index]
    if row.bullet or not (label := labels.find(row.text)) or label.field != "title":
        return False
    if label.ending not in ("colon", "end") and row.cell is None:
        return False
    below = labels.find(rows[index + 1].text) if index + 1 < len(rows) and not label.rest else None
    if below and below.field == "title":
        return False  # "TÖÖKOHT" over "Nimetus: jurist"
    if index and labels.is_kind_of_post(labels.find(rows[index - 1].text), row.text):
        return False
    after = {found.field for row in rows[index + 1 : index + 12] if (found := labels.find(row.text))}
    return len(after & (_HEADER_FIELDS - {"title"})) > 1


def is_order(rows: Sequence[Row]) -> bool:
    """Return whether the rows begin with an order (käskkiri, korraldus)."""
    return any(_ORDER.match(row.text) for row in rows[:6])


def _order_end(rows: Sequence[Row]) -> int:
    """Return the index of the first row after the order in front, 0 without one.

    The order ends with its signature; where that is missing, at the first annex or approval mark.
    """
    if not is_order(rows):
        return 0
    for index, row in enumerate(rows):
        if _SIGNED.search(row.text):
            end = index + 1
            while end < len(rows) and end <= index + 3 and _is_signature(rows[end]):
                end += 1
            return end
        if index and (_FRONT.match(row.text) or _BARE.fullmatch(row.text)):
            return index
    return len(rows)


def _is_signature(row: Row) -> bool:
    return (
        not (_FRONT.match(row.text) or _BARE.fullmatch(row.text) or row.text.isupper()) and len(row.text) < 60
    )


def _heading(rows: Sequence[Row], index: int) -> tuple[str, bool] | None:
    """Return the phrase beside "ametijuhend" and whether it follows the word; None if the row is no heading."""
    row = rows[index]
    text = row.text
    if row.bullet or len(text) > 130 or not _MAY_HEAD.search(text):
        return None
    if _BARE.fullmatch(text):
        return "", False
    if match := _LEADING.fullmatch(text):
        return match["rest"], True
    match = _TRAILING.fullmatch(text)
    if match is None or text[0].isdigit() or match["rest"].split()[0].casefold() in _NOT_TITLES:
        return None
    if re.search(r"[:;]|\bon\b", match["rest"]):
        return None
    bracket = f" ({match['bracket']})" if match["bracket"] else ""
    return match["rest"] + bracket, False


def _weak(row: Row) -> str | None:
    match = None if row.bullet else _WEAK.fullmatch(row.text)
    return (match["rest"] or "") if match else None


def _front_start(rows: Sequence[Row], lowest: int, heading: int, *, first: bool) -> int:
    """Return where the matter before the heading begins.

    For the first description everything since the order; for the next ones the approval mark or annex number
    closest above, else the lines in capitals right above the heading.
    """
    if first:
        return lowest
    for index in range(max(lowest, heading - _WINDOW), heading):
        if _FRONT.match(rows[index].text):
            return index
    start = heading
    while start > lowest and rows[start - 1].text.isupper() and not labels.is_known(rows[start - 1].text):
        start -= 1
    return start


def _opens_description(rows: Sequence[Row]) -> bool:
    """Return whether a title, a unit or a first section follows: else the heading only repeats itself."""
    for row in rows[1:12]:
        label = labels.find(row.text)
        if label and (label.field == "general" or label.field in _HEADER_FIELDS):
            return True
        if row.text.startswith(("1.", "1 ")):
            return True
    return False


def _is_running_title(rows: Sequence[Row], kept: tuple[int, int, int], index: int) -> bool:
    """Return whether the heading at ``index`` is the head of a page: the same words, nothing like a header after."""
    return (
        rows[kept[1]].text == rows[index].text
        and bool(rows[index].text.split()[1:])
        and not any(
            (label := labels.find(row.text)) and label.field in _HEADER_FIELDS
            for row in rows[index + 1 : index + 12]
        )
    )
