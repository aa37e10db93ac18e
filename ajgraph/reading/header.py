"""Title, units and organisation: from the labels, else from the lines around the heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ajgraph import estonian
from ajgraph.description import Alias, Text
from ajgraph.reading import dates, organisations, units
from ajgraph.reading.mentions import ALIAS, COUNTS, sentence_case
from ajgraph.reading.orders import Segment
from ajgraph.reading.part import Part
from ajgraph.reading.row import Row, joined
from ajgraph.reading.verbs import has_finite_verb

_BRACKET = re.compile(r"\s*\((?P<inside>[^()]*)\)\s*$")
_GENERIC = frozenset({"teenistuja", "töötaja", "ametnik"})
_BODIES = frozenset({"prefektuur", "inspektsioon", "keskus", "teenistus", "arhiiv"})
_SIGNATURE = re.compile(r"_{3,}|\.{4,}|allkir|:", re.IGNORECASE)
_NO_TITLE = re.compile(r"[\[\]<>_]|\bmärgitakse\b|^[\d\W]*$")
_NUMBER = re.compile(r"\s+\d+$")
_ADDRESS = re.compile(r"\s\d+\w?\b|\b(?:tn|mnt|pst|linn|linnas|küla|vald|hoone)\b", re.IGNORECASE)
"""What "Töökoht" holds where it asks for the place of work."""
_TITLE_AND_UNIT = re.compile(r"\sja\s(?:asukoht\s|struktuuri|(?:all)?üksus)", re.IGNORECASE)
_UNITS_BESIDE = re.compile(r"(?P<title>[^,(]+(?:\([^()]*\))?),\s*(?P<units>.+)")
_LOOSE = re.compile(r"struktuur|kuuluvus|kus\s+töötab", re.IGNORECASE)
_ROLE = re.compile(r"\broll", re.IGNORECASE)
_COLUMNS = re.compile(r"\s{3,}|\t\s*")
_LONGEST_ROLE = 4
_LONGEST = 200
"""The longest line, in characters, that may be a title or the name of a unit."""

_APPROVAL = re.compile(
    r"KINNITATUD|KINNITAN|käskkir|\bkorraldus|\botsus|\bnr\b|^lisa\b|allkirjastatud|[@|»]|\d{3,}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Header:
    """Who the description is about and where the post stands."""

    title: Text | None = None
    specialisation: Text | None = None
    units: tuple[Text, ...] = ()
    organisation: Text | None = None
    aliases: tuple[Alias, ...] = ()
    manager: Text | None = None


@dataclass(slots=True)
class _Stack:
    """What the lines around the heading name."""

    titles: list[Text] = field(default_factory=list)
    specialisation: Text | None = None
    units: list[Text] = field(default_factory=list)
    organisation: Text | None = None
    aliases: list[Alias] = field(default_factory=list)


def read(segment: Segment, parts: Sequence[Part]) -> Header:
    """Return the header of a description; a field that nothing names is None."""
    stack = _stack(segment, [part for part in parts if part.field == "stack"])
    label = next((part for part in parts if part.field == "title" and part.rows), None)
    title, specialisation, aliases = _title(label) if label else (None, None, [])
    if title is None and stack.titles:
        title = stack.titles[-1]
    title = title or _role(parts)
    specialisation = specialisation or stack.specialisation
    aliases.extend(stack.aliases)
    found: list[Text] = []
    organisation = _organisation(parts)
    manager: Text | None = None
    for part in parts:
        if part.field not in ("unit", "title"):
            continue
        read_units = units.read(part.rows if part.field == "unit" else _unit_rows(part))
        if is_loose(part):
            known = tuple(unit for unit in read_units.units if _names_unit(unit.value))
            read_units = replace(read_units, units=known)
        body = read_units.organisation
        if body and stack.organisation and estonian.key(body.value) != estonian.key(stack.organisation.value):
            found.append(body)  # a body of its own within the one that the letterhead names
            body = None
        found.extend(unit for unit in read_units.units if not _known(unit, found))
        aliases.extend(read_units.aliases)
        organisation = organisation or body
        manager = manager or read_units.manager
    above = [unit for unit in stack.units if not _known(unit, found)]
    if not (organisation or stack.organisation) and above and found and _may_be_body(above[0].value):
        organisation = above.pop(0)
    return Header(
        title, specialisation, (*above, *found), organisation or stack.organisation, tuple(aliases), manager
    )


def is_loose(part: Part) -> bool:
    """Return whether the label of a unit asks for other things as well: "Kuuluvus", "Kus töötab"."""
    return part.field == "unit" and _LOOSE.fullmatch(part.label) is not None


def _names_unit(name: str) -> bool:
    return (
        estonian.unit_kind(name) is not None and not estonian.ends_in_head(name) and not has_finite_verb(name)
    )


def _may_be_title(heading: str) -> bool:
    """Return whether the phrase of a heading names neither a unit nor a body, and is no longer than a title is."""
    words = heading.split()
    return 0 < len(words) <= 8 and not estonian.unit_kind(heading) and not estonian.is_organisation(heading)


def _known(unit: Text, others: Iterable[Text]) -> bool:
    return any(estonian.key(unit.value) == estonian.key(other.value) for other in others)


def split_title(text: str) -> tuple[str, str | None]:
    """Split a title from its specialisation, capitals as in a sentence.

    >>> split_title("Nõunik (perelepitus)"), split_title("JURIST")
    (('Nõunik', 'perelepitus'), ('Jurist', None))
    """
    text = " ".join(text.split()).strip(" .;,")
    inside = None
    if match := _BRACKET.search(text):
        inside, text = match["inside"].strip() or None, text[: match.start()].strip()
        inside = None if inside and COUNTS.fullmatch(inside) else inside
    return sentence_case(text), inside


def _title(part: Part) -> tuple[Text | None, Text | None, list[Alias]]:
    line = part.rows[0].line
    rows = [row for row in part.rows if row not in _unit_rows(part)]
    whole = joined(row.text for row in rows)
    if beside := _UNITS_BESIDE.fullmatch(whole) if _TITLE_AND_UNIT.search(part.label) else None:
        whole = beside["title"]
    aliases = [Alias(match["short"], whole[: match.start()].strip(), line) for match in ALIAS.finditer(whole)]
    value, inside = split_title(ALIAS.sub("", whole))
    asks_where = part.label.casefold().startswith(("töökoht", "koht"))
    address = asks_where and not estonian.ends_in_head(_NUMBER.sub("", value)) and _ADDRESS.search(value)
    if not value or len(value) > _LONGEST or _NO_TITLE.search(value) or address:
        return None, None, aliases
    bracket = next((row.line for row in part.rows if "(" in row.text), line)
    return Text(value, line), Text(inside, bracket) if inside else None, aliases


def _unit_rows(part: Part) -> tuple[Row, ...]:
    """Return the units below or behind a title under one label: "Ametikoht ja üksus", "nõunik, õigusosakond"."""
    if not _TITLE_AND_UNIT.search(part.label):
        return ()
    if len(part.rows) > 1:
        return tuple(row for row in part.rows[1:] if estonian.unit_kind(row.text.strip(" .,;")))
    beside = _UNITS_BESIDE.fullmatch(part.rows[0].text) if part.rows else None
    return (replace(part.rows[0], text=beside["units"]),) if beside else ()


def _role(parts: Sequence[Part]) -> Text | None:
    """Return the title that a question of the role is answered with: "Sinu roll meie majas: hooldusjuht"."""
    for part in parts:
        if part.field == "purpose" and len(part.rows) == 1 and _ROLE.search(part.label):
            value = part.rows[0].text.strip(" .")
            if len(value.split()) <= _LONGEST_ROLE and estonian.ends_in_head(value):
                return Text(sentence_case(value), part.rows[0].line)
    return None


def _organisation(parts: Sequence[Part]) -> Text | None:
    for part in parts:
        if part.field != "organisation" or not part.rows:
            continue
        name = sentence_case(joined(row.text for row in part.rows).strip(" .;,"))
        if not _SIGNATURE.search(name):  # "Tööandja: ____" closes a document
            return Text(name, part.rows[0].line)
    return None


def _stack(segment: Segment, stacks: Sequence[Part]) -> _Stack:
    found = _Stack()
    after_act = [index for index, row in enumerate(segment.front) if _is_approval(row)]
    front = segment.front[after_act[-1] + 1 :] if after_act else segment.front
    for phrase in _phrases(front):
        _sort_in(found, phrase)
    above = segment.front[: after_act[0]] if after_act else ()
    for row in above:  # the letterhead above the approval
        text = row.text.strip(' .:,„“"')
        if found.organisation is None and organisations.in_genitive(text) and estonian.is_organisation(text):
            found.organisation = Text(sentence_case(text), row.line)
        elif found.organisation and units.is_whole(sentence_case(text)):
            found.units.append(units.unit_text(sentence_case(text), row.line))
    if segment.heading and segment.heading_line is not None:
        heading = ALIAS.sub("", segment.heading)
        _sort_in(found, Row(heading, segment.heading_line), nominative=segment.leading)
        if not found.titles and not segment.leading and _may_be_title(heading):
            name = estonian.nominative(split_title(heading)[0])  # in front of "ametijuhend" stands a title
            found.titles.append(
                Text(name.text[:1].upper() + name.text[1:], segment.heading_line, by_rule=True)
            )
        if (alias := ALIAS.search(segment.heading)) and found.titles:
            found.aliases.append(Alias(alias["short"], found.titles[-1].value, segment.heading_line))
    for part in stacks:
        for phrase in _phrases(row for row in part.rows if not _is_approval(row)):
            _sort_in(found, phrase)
    if len(found.titles) > 1:
        found.titles = [
            title for title in found.titles if title.value.casefold() not in _GENERIC
        ] or found.titles
    if found.organisation is None and len(found.units) > 1 and _may_be_body(found.units[0].value):
        found.organisation = found.units.pop(0)  # the letterhead names the body above its unit
    return found


def _may_be_body(name: str) -> bool:
    """Return whether the name of a unit may be that of a whole body: "Riigimetsa halduse keskus"."""
    return estonian.unit_kind(name) in _BODIES


def _is_body(text: str) -> bool:
    """Return whether a line names a public body: its kind is none that a unit may have as well."""
    kind = estonian.unit_kind(text)
    return kind is not None and kind not in _BODIES and len(text.split()) > 1


def _is_approval(row: Row) -> bool:
    return _APPROVAL.search(row.text) is not None or dates.find(row.text) is not None


def _phrases(rows: Iterable[Row]) -> list[Row]:
    """Return the lines, and each column of a line by itself; one in brackets goes with the line above it."""
    found: list[Row] = []
    for row in rows:
        if row.text.startswith("(") and found and "(" not in found[-1].text:
            found[-1] = Row(f"{found[-1].text} {row.text}", found[-1].line)
        else:
            found.extend(Row(text, row.line) for text in _COLUMNS.split(row.text))
    return found


def _sort_in(stack: _Stack, row: Row, *, nominative: bool = False) -> None:
    """Sort one line in: an organisation, a unit, a title, or a chain of them ("X-ameti Y osakonna juhataja")."""
    if len(row.text) > _LONGEST or (row.text.endswith(".") and has_finite_verb(row.text)):
        return
    text = " ".join(row.text.split()).strip(' .,:„“"')
    if text.startswith("("):
        stack.specialisation = stack.specialisation or Text(text.strip("() "), row.line)
        return
    if split := organisations.in_genitive(text):
        stack.organisation = stack.organisation or Text(sentence_case(split[0]), row.line)
        text = split[1]
    elif estonian.is_organisation(text) and (
        (_is_body(text) and not stack.units) or not estonian.unit_kind(text)
    ):
        stack.organisation = stack.organisation or Text(sentence_case(text), row.line)
        return
    if not text or len(text.split()) > 12:
        return
    value, inside = split_title(text)
    if estonian.ends_in_head(value):
        name = estonian.nominative(value)
        title = value if nominative else name.text
        prefix, rest = estonian.division(title)
        if prefix and rest and estonian.unit_kind(prefix):
            stack.units.extend(units.unit_text(unit, row.line) for unit in units.chain(prefix) if " " in unit)
        stack.titles.append(Text(title[:1].upper() + title[1:], row.line, name.by_rule and not nominative))
        if inside:
            stack.specialisation = stack.specialisation or Text(inside, row.line)
    elif estonian.unit_kind(value):
        stack.units.extend(units.unit_text(unit, row.line) for unit in units.chain(value))
