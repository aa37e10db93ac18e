"""Units of an organisation: lists, genitive chains and brackets, largest first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ajgraph import estonian
from ajgraph.description import Alias, Text
from ajgraph.reading import organisations
from ajgraph.reading.mentions import ALIAS
from ajgraph.reading.row import Row, joined

_SEPARATOR = re.compile(r"\s*(?:[,;>»]|\s[/–—-]\s)\s*(?![^()]*\))")
_BRACKET = re.compile(r"\((?P<inside>[^()]*)\)")
_KINDS = (
    r"(?:osakond|talitus|teenistus|büroo|valdkond|grupp|tiim|sektor|divisjon|keskus|kantselei|üksus|rühm)"
)
_AFTER_NOMINATIVE = re.compile(
    rf"(?<=\w)(?P<kind>{_KINDS})\s+(?=\w)|\b{_KINDS}\s+(?=[A-ZÕÄÖÜŠŽ])", re.IGNORECASE
)
_ALLUVUS = re.compile(r"(?P<manager>.+?)\s+(?:otse|vahetus\s+)?alluvuses\.?", re.IGNORECASE)
_LONGEST = 600
_RANK = {"osakond": 1, "talitus": 2, "büroo": 2, "tiim": 3, "grupp": 3, "rühm": 3}


@dataclass(frozen=True, slots=True)
class Units:
    """The units, largest first, with what else the field says."""

    units: tuple[Text, ...] = ()
    organisation: Text | None = None
    aliases: tuple[Alias, ...] = ()
    manager: Text | None = None


def read(rows: Sequence[Row]) -> Units:
    """Read the field of the unit; a team in brackets is the smallest unit, "X otsealluvuses" names the manager."""
    if not rows:
        return Units()
    line = rows[0].line
    text = joined(row.text for row in rows).strip(" .;")
    if len(text) > _LONGEST:
        return Units()
    if match := _ALLUVUS.fullmatch(text):
        return Units(manager=Text(match["manager"], line))
    aliases = tuple(
        Alias(match["short"].strip(), text[: match.start()].strip(" ,"), line)
        for match in ALIAS.finditer(text)
    )
    text = ALIAS.sub("", text)
    organisation: Text | None = None
    split = organisations.in_genitive(text)
    if split and split[1] and estonian.unit_kind(split[1].split(",")[0]):
        organisation, text = Text(split[0], line), split[1]
    names: list[str] = []
    inside: list[str] = []
    if len(rows) > 1 and all(is_whole(row.text) for row in rows):
        text = ", ".join(row.text.strip(" ,;.") for row in rows)  # one unit on each line
    for piece in _SEPARATOR.split(text):
        inside.extend(match["inside"].strip() for match in _BRACKET.finditer(piece))
        names.extend(chain(_BRACKET.sub("", piece)))
    found = [unit_text(name, _line_of(rows, name)) for name in names if name.strip()]
    kept: list[Text] = []
    for unit in found:
        if organisation is None and not kept and len(found) > 1 and estonian.is_organisation(unit.value):
            organisation = unit
        else:
            kept.append(unit)
    kept = _largest_first(kept)
    kept.extend(unit_text(name, _line_of(rows, name)) for name in inside if name)
    return Units(tuple(kept), organisation, aliases)


def is_whole(line: str) -> bool:
    """Return whether a line is the name of a unit in the nominative, that nothing must go on with."""
    name = line.strip(" ,;.")
    return (
        bool(name)
        and name[-1] != "-"
        and bool(estonian.unit_kind(name))
        and estonian.unit_nominative(name).text == name
    )


def chain(text: str) -> list[str]:
    """Part a chain of units: a genitive unit before a smaller one, or two units with only a blank between.

    >>> chain("arendusosakonna rahvusvahelise koostöö büroo")
    ['arendusosakond', 'rahvusvahelise koostöö büroo']
    >>> chain("Laste heaolu osakond Tartu talitus")
    ['Laste heaolu osakond', 'Tartu talitus']
    """
    text = " ".join(text.split())
    pieces: list[str] = []
    begin = 0
    for match in _AFTER_NOMINATIVE.finditer(text):
        if text[match.end() :].split(" ")[0].casefold() not in ("ja", "ning", "või", "ehk"):
            pieces.append(text[begin : match.end()])
            begin = match.end()
    pieces.append(text[begin:])
    return [unit for piece in pieces if piece.strip() for unit in _genitive_chain(piece.strip())]


def _genitive_chain(text: str) -> tuple[str, ...]:
    """Part a genitive chain; a public body at its head is no unit: "vallavalitsuse kantselei" is one."""
    units = estonian.unit_chain(text)
    if len(units) > 1 and estonian.is_organisation(units[0]):
        if units[0][:1].isupper():
            return units
        return (
            (text,)
            if estonian.key(units[-1]) == estonian.key(estonian.unit_kind(units[-1]) or "")
            else units[1:]
        )
    if len(units) > 1 and units[0].casefold() == estonian.unit_kind(units[0]):
        return (text,)  # "brigaadi staap": a kind alone names no unit
    return units


def unit_text(name: str, line: int) -> Text:
    """Return a unit in the nominative, capitals as in a sentence."""
    found = estonian.unit_nominative(" ".join(name.split()))
    return Text(found.text, line, found.by_rule)


def _line_of(rows: Sequence[Row], name: str) -> int:
    first = name.split()[:1]
    return next((row.line for row in rows if first and first[0] in row.text), rows[0].line)


def _largest_first(units: list[Text]) -> list[Text]:
    """Turn a list round that goes from the smallest up ("talitus, osakond")."""
    ranks = [_RANK.get(estonian.unit_kind(unit.value) or "", 0) for unit in units]
    if len(units) > 1 and all(ranks) and ranks == sorted(ranks, reverse=True) and ranks[0] > ranks[-1]:
        return units[::-1]
    return units
