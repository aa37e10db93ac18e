"""Descriptions as pages, and as the plain text of the same: every file format must give the same facts as that text."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path
from typing import Any

from ajgraph import documents, reading
from ajgraph.blocks import Document
from ajgraph.description_json import to_json
from tests.made import Page, Paragraph, Table, table

_GAP = "      "


def _numbered(text: str, level: int) -> Paragraph:
    return Paragraph(text, numbered=True, level=level)


def _bullet(text: str) -> Paragraph:
    return Paragraph(text, bullet=True)


_BEGINNING: Page = (
    Paragraph("KINNITATUD"),
    Paragraph("Metsanurga Ameti peadirektori 03.03.2025 käskkirjaga nr 1-2/7"),
    Paragraph("AMETIJUHEND", heading=True),
)

PLAIN: Page = (
    *_BEGINNING,
    _numbered("ÜLDOSA", 0),
    _numbered("Ametinimetus: nõunik (metsandus)", 1),
    _numbered("Struktuuriüksus: Loodushoiu osakond, metsatalitus", 1),
    _numbered("Vahetu juht: talituse juhataja", 1),
    _numbered("Kes asendab: jurist või spetsialist (metsandus)", 1),
    _numbered("Keda asendab: juristi, talituse juhatajat", 1),
    _numbered("AMETIKOHA EESMÄRK", 0),
    Paragraph("Metsade hoidmine ja šifreeritud andmete žüriile esitamine."),
    _numbered("TEENISTUSÜLESANDED", 0),
    _numbered("Metsade kaardistamine ja mõõtmine.", 1),
    _numbered("Juhendite koostamine.", 1),
    _numbered("ÕIGUSED", 0),
    _bullet("saada koolitust;"),
    _bullet("teha ettepanekuid töö korraldamiseks."),
    _numbered("VASTUTUS", 0),
    _bullet("vastutab andmete õigsuse eest."),
    _numbered("NÕUDED", 0),
    _numbered("Haridus: kõrgharidus.", 1),
    _numbered("Töökogemus: vähemalt kolm aastat.", 1),
    _numbered("Keeleoskus: eesti keel C1-tasemel, inglise keel B2-tasemel.", 1),
)
"""Headings and clauses with automatic numbers, lists with bullets."""

_LABELS_ABOVE: Page = (
    *_BEGINNING,
    Paragraph("1. ÜLDOSA", heading=True),
    table(
        ("1.1 Ametinimetus", "1.2 Struktuuriüksus"),
        ("Nõunik (metsandus)", "Loodushoiu osakond, metsatalitus"),
    ),
    table(
        ("1.3 Vahetu juht", "1.4 Kes asendab", "1.5 Keda asendab"),
        ("Talituse juhataja", "Jurist või spetsialist (metsandus)", "Juristi, talituse juhatajat"),
    ),
)

COLUMNS: Page = (
    *_LABELS_ABOVE,
    Paragraph("2. AMETIKOHA EESMÄRK", heading=True),
    Paragraph("Metsade hoidmine."),
    Paragraph("3. TEENISTUSÜLESANDED", heading=True),
    table(
        ("Põhiülesanded", "Oodatavad tulemused"),
        ("3.1 Metsade kaardistamine.", ("• Kaardid on koostatud.", "• Andmed on kogutud.")),
        ("3.2 Juhendite koostamine.", ("• Juhendid on avaldatud.",)),
    ),
    Paragraph("4. ÕIGUSED", heading=True),
    _bullet("saada koolitust;"),
)
"""Labels above their values, duties beside their outcomes: tables with a row of headings."""

MERGED: Page = (
    *_LABELS_ABOVE,
    Paragraph("2. AMETIKOHA EESMÄRK", heading=True),
    Paragraph("Metsade hoidmine."),
    Paragraph("3. TEENISTUSÜLESANDED", heading=True),
    table(
        ("Põhiülesanded", "Oodatavad tulemused"),
        ("3.1 Metsade kaardistamine.", ("• Kaardid on koostatud.", "• Andmed on kogutud.")),
        ("3.2 Metsade mõõtmine.", ""),
        ("3.3 Mõõtmiste võrdlemine.", ""),
        ("3.4 Juhendite koostamine.", ("• Juhendid on avaldatud.",)),
        merged=((1, 1, 3, 1),),
    ),
    Paragraph("4. ÕIGUSED", heading=True),
    _bullet("saada koolitust;"),
)
"""Outcomes merged over three duties, which plain text says once with each."""

BESIDE: Page = (
    *_BEGINNING,
    table(
        ("Ametinimetus", "Nõunik (metsandus)"),
        ("Struktuuriüksus", "Loodushoiu osakond, metsatalitus"),
        ("Vahetu juht", "Talituse juhataja"),
        ("Kes asendab", "Jurist või spetsialist (metsandus)"),
        ("Keda asendab", "Juristi, talituse juhatajat"),
    ),
    Paragraph("Teenistusülesanded", heading=True),
    _numbered("Metsade kaardistamine.", 0),
    _numbered("Juhendite koostamine.", 0),
)
"""Labels beside their values."""

PAGES = {"plain": PLAIN, "columns": COLUMNS, "merged": MERGED, "beside": BESIDE}


def as_text(page: Page) -> str:
    """Return ``page`` as somebody would type it: numbers written out, the columns of tables side by side."""
    counts = [0] * 9

    def line(paragraph: Paragraph) -> str:
        if paragraph.numbered:
            counts[paragraph.level] += 1
            counts[paragraph.level + 1 :] = [0] * (8 - paragraph.level)
            number = "".join(f"{count}." for count in counts[: paragraph.level + 1])
            return f"{number} {paragraph.text}"
        return f"• {paragraph.text}" if paragraph.bullet else paragraph.text

    def cell(one: Table, row: int, column: int) -> tuple[Paragraph, ...]:
        """Return what stands at a place; what is merged over several rows stands in each of them."""
        place = next((at for at in range(row, -1, -1) if one.size_of(at, column)[0]), row)
        return one.rows[place][column]

    def rows(one: Table) -> str:
        return "\n\n".join(
            "\n".join(
                _GAP.join(piece.ljust(40) for piece in beside).rstrip()
                for beside in zip_longest(
                    *([line(part) for part in cell(one, place, column)] for column in range(len(row))),
                    fillvalue="",
                )
            )
            for place, row in enumerate(one.rows)
        )

    return "\n\n".join(rows(item) if isinstance(item, Table) else line(item) for item in page) + "\n"


def facts(document: Document) -> list[dict[str, Any]]:
    """Return the descriptions of ``document`` as JSON, without source and lines."""

    def bare(data: Any) -> Any:
        if isinstance(data, dict):
            return {key: bare(value) for key, value in data.items() if key not in ("line", "lines", "source")}
        return [bare(one) for one in data] if isinstance(data, list) else data

    return [bare(to_json(found)) for found in reading.read(document).descriptions]


def facts_of_text(page: Page) -> list[dict[str, Any]]:
    """Return what the plain text of ``page`` says."""
    return facts(documents.from_text(as_text(page)))


def facts_of_file(path: Path) -> list[dict[str, Any]]:
    """Return what the file says."""
    return facts(documents.load(path))
