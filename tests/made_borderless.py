"""Tables of duties for PDFs without ruling lines: numbers apart or not, groups over all columns, one page or several."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from tests.made import Paragraph, Table, table

_DUTIES = {
    "short": (
        ("Lepingute koostamine", ("Lepingud on koostatud.",)),
        ("Eelnõude läbivaatamine", ("Eelnõud on läbi vaadatud.", "Märkused on esitatud.")),
        ("Kohtus esindamine", ("Asutus on esindatud.",)),
        ("Nõustamine", ("Nõu on antud.",)),
        ("Aruannete koostamine", ("Aruanded on esitatud.",)),
    ),
    "long": (
        (
            "Lepingute koostamine ja läbivaatamine ning nende täitmise jälgimine koostöös teiste osakondadega",
            (
                "Lepingud on koostatud õigel ajal ja vastavad kõigile kehtivatele nõuetele ning on kooskõlastatud.",
                "Andmed on kaitstud.",
            ),
        ),
        (
            "Eelnõude läbivaatamine",
            (
                "Eelnõud on läbi vaadatud.",
                "Märkused on esitatud tähtajaks ja need on põhjendatud nii õiguslikult kui ka sisuliselt.",
            ),
        ),
        ("Asutuse esindamine kohtus ja teistes riigiasutustes", ("Asutus on esindatud.",)),
        ("Nõustamine õigusküsimustes", ("Nõu on antud.",)),
        (
            "Aruannete koostamine ning esitamine juhtkonnale ja ministeeriumile",
            ("Aruanded on esitatud tähtajaks.",),
        ),
    ),
}
_PLACES = ("Harjus", "Võrus", "Viljandi maakonnas", "Tartus")
_GROUPS = {
    "capitals": ("ÕIGUSTEENUS", "NÕUANNE"),
    "words": ("Õigusteenus", "Nõuanne"),
    "wide": (
        "Õigusteenus ja muud sellega seotud küsimused osakonnas",
        "Nõuanne ja muud sellega seotud küsimused asutuses",
    ),
}
_SECOND = 4
"""The duty that the second group begins with."""


def cases() -> Iterator[tuple[str, Table]]:
    """Yield each table, with rules, and its name."""
    for numbers, groups, heading, length in product(
        ("apart", "inside", "none"), ("none", *_GROUPS), (True, False), ("short", "long", "long over pages")
    ):
        if numbers == "none" and groups == "words":
            continue  # without rules no one can tell such a group from a duty without outcomes
        name = f"numbers {numbers}, groups {groups}, {'with' if heading else 'no'} heading, {length}"
        yield name, _table(numbers, groups, length, heading=heading)


def _table(numbers: str, groups: str, length: str, *, heading: bool) -> Table:
    duties = list(_DUTIES[length.partition(" ")[0]])
    if length.endswith("pages"):
        duties = [(f"{duty} {place}", outcomes) for place in _PLACES for duty, outcomes in duties]
    apart = numbers == "apart"
    rows: list[tuple[str | tuple[str, ...], ...]] = []
    merged = []
    if heading:
        rows.append(("Nr", "Ülesanne", "Tulemus") if apart else ("Ülesanded", "Tulemused"))
    for number, (duty, outcomes) in enumerate(duties, 1):
        if groups != "none" and number in (1, _SECOND):
            merged.append((len(rows), 0, 1, 3 if apart else 2))
            rows.append((_GROUPS[groups][number == _SECOND], *([""] * (2 if apart else 1))))
        said = tuple(f"• {outcome}" for outcome in outcomes) if heading else outcomes
        before = {"apart": (f"3.{number}", duty), "inside": (f"3.{number} {duty}",), "none": (duty,)}[numbers]
        rows.append((*before, said))
    made = table(*rows, merged=tuple(merged), widths=(0.1, 0.4, 0.5) if apart else ())
    return Table(made.rows, int(heading), widths=made.widths, merged=made.merged)


ABOVE = (
    Paragraph("AMETIJUHEND", heading=True),
    Paragraph("1.1 Ametinimetus: Jurist"),
    Paragraph("1.2 Vahetu juht: direktor"),
    Paragraph("3. TEENISTUSÜLESANDED"),
)
BELOW = (
    Paragraph("4. ÕIGUSED"),
    Paragraph("saada koolitust;", bullet=True),
    Paragraph("teha ettepanekuid.", bullet=True),
)
