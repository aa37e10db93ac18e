"""What the columns of a staffing table mean, by their headers: listed ones, and labels of job descriptions.

"Asendaja(d)", "Keda asendab" and "Kellele allub" ask for the same in a table as in a description, so the vocabulary of
labels (``ajgraph.reading``) decides about what is not listed here. A column that nobody knows is kept as notes, unless
its header speaks of persons (names, personal codes, pay): such a column is never read.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ajgraph.estonian import key
from ajgraph.language import Bilingual
from ajgraph.reading import labels

COLUMNS: Final = (
    "organisation",
    "unit",
    "title",
    "specialisation",
    "places",
    "manager",
    "substituted_by",
    "substitutes",
    "service_group",
    "kind",
    "id",
)
NOTE: Final = "note"
"""The meaning of a column that nobody knows: kept as notes of its rows."""
SEVERAL: Final = frozenset({"unit", "substituted_by", "substitutes", NOTE})
"""Columns that a table may have more than once: "Osakond" and "Talitus", "Esimene asendaja" and "Teine asendaja"."""

_LISTED: Final[Mapping[str, str]] = {
    "organisation": "asutus | agency | body | institution | employer",
    "unit": "üksus | struktuuriüksus | struktuuriüksuse nimetus | osakond | department | division | structural unit"
    " | organisational unit | organizational unit | team",
    "title": "ametinimetus | ametikoht | ametikoha nimetus | ametikoha nimi | teenistuskoht | teenistuskoha nimetus"
    " | töökoha nimetus | post | position | job | job title | post title | position title",
    "specialisation": "täpsustus | spetsialiseerumine | specialization",
    "places": "kohti | kohtade arv | kohti kokku | ametikohti | ametikohtade arv | teenistuskohti"
    " | teenistuskohtade arv | töökohti | töökohtade arv | koosseisukohti | koosseisukohtade arv | number of places"
    " | posts | positions | number of posts | number of positions | headcount",
    "manager": "vahetu juht | otsene juht | immediate manager | line manager | direct manager | supervisor"
    " | immediate superior | reports to",
    "substituted_by": "kes asendab | substitute | substitute(s) | substituted by | who substitutes | deputy | deputies"
    " | deputised by | deputized by | replacement | replaced by | covered by | backup",
    "substitutes": "keda asendab | substitutes for | substitute for | whom substitutes | stands in for | deputy for"
    " | deputises for | deputizes for | replaces | covers for",
    "service_group": "teenistusgrupp | põhigrupp | service group | main group",
    "kind": "liik | töökoha liik | teenistuse liik | ametikoha liik | teenistuskoha liik | koha liik | type"
    " | type of post | kind of post",
    "id": "kood | tunnus | ametikoha kood | ametikoha tunnus | teenistuskoha kood | code | post id | post code"
    " | position id | identifier",
}
"""Column to its headers beside its own name."""

_KNOWN: Final = {key(name): name for name in COLUMNS} | {
    key(header): column for column, headers in _LISTED.items() for header in headers.split(" | ")
}
TITLES: Final = ", ".join(_LISTED["title"].split(" | "))
"""The listed headers of a column of titles, in words."""
_OF_LABELS: Final[Mapping[str, str]] = {
    "organisation": "organisation",
    "unit": "unit",
    "title": "title",
    "manager": "manager",
    "substituted_by": "substituted_by",
    "substitutes": "substitutes",
    "civil_service_group": "service_group",
}
_ELSEWHERE: Final[Mapping[str, Bilingual]] = {
    "duties": Bilingual("duties", "ülesanded"),
    "subordinates": Bilingual("subordinates", "alluvad"),
    "requirements": Bilingual("requirements", "nõuded"),
    "education": Bilingual("requirements", "nõuded"),
    "experience": Bilingual("requirements", "nõuded"),
    "languages": Bilingual("requirements", "nõuded"),
    "computer": Bilingual("requirements", "nõuded"),
    "purpose": Bilingual("purpose", "eesmärk"),
    "rights": Bilingual("rights", "õigused"),
    "responsibilities": Bilingual("responsibilities", "vastutus"),
}
"""Fields of job descriptions that no staffing table states."""
_OTHERWISE: Final = frozenset({"valdkond"})
"""A label of a unit that in a table is as often a field of work."""
_NAMES: Final = re.compile(
    r"\b(?!ameti)\w*(?:nimi|nime|nimed|name|names)\b|kontakt|contact|telefon|phone|e-?post|mail",
    re.IGNORECASE,
)
_OF_PERSONS: Final = re.compile(
    rf"{_NAMES.pattern}|isik|person|holder|employee|\b(?:töötaja|teenistuja|ametnik|täitja)\b|sünd|sünni|birth|vanus|\bage\b|aadress|address"
    r"|palk|palga|tasu|salary|\bpay\b|wage|haigus|sick|sugu\b|puhkus|puudumi|põhjus|rahvus|kodakond|pank|panga|konto|iban|\bik\b|täitis|rasedus|laps"
    r"|\bfirst\b|\blast\b",
    re.IGNORECASE,
)
_COUNT: Final = re.compile(r"\b(?:arv|number|count)\b", re.IGNORECASE)
_BRACKET: Final = re.compile(r"\s*\([^()]*\)")
_EDGE: Final = " .:;*?#"
_LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its header as written, and what it was understood as.

    ``meaning`` is one of ``COLUMNS``, ``NOTE``, or None for a column that is not read.

    ``number`` counts from 0; ``listed`` says that its header is one of those this module lists.
    """

    number: int
    header: str
    meaning: str | None
    sheet: str | None = None
    listed: bool = False


def columns_of(cells: Sequence[str], sheet: str | None = None) -> tuple[Column, ...]:
    """Return what the cells of a row of headers mean.

    Where several mean the same that a table has once, the listed ones count, else the first: beside "Ametinimetus",
    "Positsioon" is not the title. Two listed ones stay, for nobody can say which of them counts.
    """
    meanings = [_understood(cell) for cell in cells]
    taken = {meaning for meaning, listed in meanings if listed}
    found = []
    for number, (cell, (meaning, listed)) in enumerate(zip(cells, meanings, strict=True)):
        doubled = not listed and meaning in taken and meaning not in SEVERAL
        if doubled or (meaning is None and cell):
            meaning = NOTE if cell and not _OF_PERSONS.search(cell) else None
        found.append(Column(number, cell, meaning, sheet, listed))
        taken.add(meaning)
    return tuple(found)


def is_title(header: str) -> bool:
    """Say whether a column of this header holds titles of posts."""
    return _understood(header)[0] == "title"


def _understood(header: str) -> tuple[str | None, bool]:
    return _meaning(header) if header and len(header) <= _LONGEST else (None, False)


@lru_cache(maxsize=512)
def _meaning(header: str) -> tuple[str | None, bool]:
    """Return the column that a header means, and whether it is listed.

    >>> _meaning("Kohti (2026)"), _meaning("Asendaja(d)"), _meaning("Ametikoht / Position"), _meaning("Asendaja nimi")
    (('places', True), ('substituted_by', False), ('title', True), (None, False))
    """
    plain = " ".join(header.replace("_", " ").split()).strip(_EDGE)
    named = any(_NAMES.search(found[0]) for found in _BRACKET.finditer(plain))
    for text in (plain, *(() if named else (_BRACKET.sub("", plain),))):
        if column := _KNOWN.get(key(text)):
            return column, True
    field = _field(plain)
    column = None if _COUNT.search(plain) else _OF_LABELS.get(field or "")
    if column in {"manager", "substituted_by", "substitutes"} and _NAMES.search(plain):
        return None, False
    if column is None and "/" in plain:  # both languages: "Ametikoht / Position"
        parts = {_meaning(part) for part in plain.split("/")}
        meant = {part for part, _ in parts if part}
        return (meant.pop(), any(listed for _, listed in parts)) if len(meant) == 1 else (None, False)
    return (column, False) if plain.casefold() not in _OTHERWISE else (None, False)


def _field(header: str) -> str | None:
    """Return the field that a header asks for as a label, all of its words understood."""
    if not header[:1].isalpha():
        return None
    label = labels.find(f"{header[0].upper()}{header[1:]}:")
    return label.field if label and not label.rest and len(label.text) >= len(header) else None


def unknown(column: Column) -> Bilingual:
    """Say what became of a column without a meaning here, by its header alone, and what might have been meant."""
    header = column.header
    if column.meaning is None:
        return Bilingual(
            f"the column “{header}” may hold personal data and was not read",
            f"veerus „{header}“ võib olla isikuandmeid; see jäi lugemata",
        )
    field = _field(" ".join(header.split()).strip(_EDGE)) if len(header) <= _LONGEST else None
    if field == "substitution":
        return Bilingual(
            f"the column “{header}” does not say who stands in for whom, and is kept as a note: "
            "call it “kes asendab” or “keda asendab”",
            f"veerg „{header}“ ei ütle, kes keda asendab, ja jääb märkuseks: pane nimeks „kes asendab“ või „keda asendab“",
        )
    if kind := _ELSEWHERE.get(field or ""):
        return Bilingual(
            f"the column “{header}” ({kind.en}) is kept as a note: job descriptions state that, not staffing tables",
            f"veerg „{header}“ ({kind.et}) jääb märkuseks: need andmed loetakse ametijuhendist, mitte koosseisust",
        )
    names = [*COLUMNS, *(name for listed in _LISTED.values() for name in listed.split(" | "))]
    near = difflib.get_close_matches(header.lower()[:_LONGEST], names, n=1, cutoff=0.75)
    hint = (f"; did you mean “{near[0]}”?", f"; kas mõtlesid „{near[0]}“?") if near else ("", "")
    return Bilingual(
        f"the column “{header}” is not known and is kept as a note{hint[0]}",
        f"veerg „{header}“ pole tuttav ja jääb märkuseks{hint[1]}",
    )
