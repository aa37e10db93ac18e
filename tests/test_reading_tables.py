"""Tables: flattened to text, and with real cells; both must give the same facts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ajgraph.blocks import Block, Cell, Document, Line
from ajgraph.description import JobDescription
from ajgraph.documents import from_text
from ajgraph.reading import read

FLAT = """
KINNITATUD
Metsanurga Ameti peadirektori 03.03.2025
käskkirjaga nr 1-2/7

AMETIJUHEND

1. ÜLDOSA

1.1 Ametinimetus 1.2 Struktuuriüksus

Nõunik (metsandus) Loodushoiu osakond,
metsatalitus

1.3 Vahetu juht 1.4 Kes asendab 1.5 Keda asendab

Talituse juhataja Jurist või
spetsialist (metsandus)

Juristi, talituse juhatajat

2. AMETIKOHA EESMÄRK

Metsade hoidmine.

3. TEENISTUSÜLESANDED

Põhiülesanded Oodatavad tulemused

3.1 Metsade kaardistamine, sh:
\uf0a7 noorte metsade mõõtmine;
\uf0a7 Kaardid on koostatud.
\uf0a7 Andmed on kogutud, sh:
\uf0a7 puistu vanus on teada;
\uf0a7 puistu liik on teada.

3.2 Juhendite koostamine.  \uf0a7 Juhendid on avaldatud.

4. ÕIGUSED

\uf0a7 saada koolitust;
"""


def table(number: int, rows: list[list[str]], line: int) -> list[Block]:
    blocks: list[Block] = []
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            lines = tuple(Line(part, line + row) for part in text.split("\n"))
            blocks.append(Block(lines, Cell(number, row, column)))
    return blocks


def paragraph(text: str, line: int) -> Block:
    return Block(tuple(Line(part, line + place) for place, part in enumerate(text.split("\n"))))


APPROVAL = paragraph("KINNITATUD\nMetsanurga Ameti peadirektori 03.03.2025\nkäskkirjaga nr 1-2/7", 1)
TITLE_TABLE = [
    ["1.1 Ametinimetus", "1.2 Struktuuriüksus"],
    ["Nõunik (metsandus)", "Loodushoiu osakond,\nmetsatalitus"],
]
PEOPLE_TABLE = [
    ["1.3 Vahetu juht", "1.4 Kes asendab", "1.5 Keda asendab"],
    ["Talituse juhataja", "Jurist või\nspetsialist (metsandus)", "Juristi, talituse juhatajat"],
]
SIDEWAYS = [
    ["Struktuuriüksus", "Loodushoiu osakond, metsatalitus"],
    ["Teenistuskoht", "Nõunik (metsandus)"],
    ["Vahetu juht", "Talituse juhataja"],
    ["Teenistuja asendab", "Juristi, talituse juhatajat"],
    ["Teenistuja asendaja", "Jurist või spetsialist (metsandus)"],
]
DUTIES = [
    ["Põhiülesanded", "Oodatavad tulemused"],
    [
        "3.1 Metsade kaardistamine, sh:\n\uf0a7 noorte metsade mõõtmine;",
        "\uf0a7 Kaardid on koostatud.\n\uf0a7 Andmed on kogutud, sh:"
        "\n\uf0a7 puistu vanus on teada;\n\uf0a7 puistu liik on teada.",
    ],
    ["3.2 Juhendite koostamine.", "\uf0a7 Juhendid on avaldatud."],
]


def document(*blocks: Block) -> Document:
    return Document("cells", "0" * 64, "application/x-cells", tuple(blocks))


def with_cells(*headers: list[list[str]]) -> Document:
    blocks = [APPROVAL, paragraph("AMETIJUHEND", 5), paragraph("1. ÜLDOSA", 6)]
    for number, rows in enumerate(headers):
        blocks.extend(table(number, rows, 10 + 10 * number))
    blocks += [paragraph("2. AMETIKOHA EESMÄRK", 40), paragraph("Metsade hoidmine.", 41)]
    blocks += [paragraph("3. TEENISTUSÜLESANDED", 50), *table(9, DUTIES, 51)]
    blocks += [paragraph("4. ÕIGUSED", 60), paragraph("\uf0a7 saada koolitust;", 61)]
    return document(*blocks)


def facts(read_description: JobDescription) -> dict[str, object]:
    """Return what a description says, without places."""
    found = read_description
    return {
        "label": found.label,
        "organisation": found.organisation and found.organisation.value,
        "units": [unit.value for unit in found.units],
        **{
            name: [(one.text, one.title, one.specialisation, one.kind) for one in getattr(found, name)]
            for name in ("manager", "substituted_by", "substitutes")
        },
        "purpose": found.purpose and found.purpose.value,
        "duties": [
            (duty.number, duty.text.value, [one.value for one in duty.outcomes]) for duty in found.duties
        ],
        "rights": [one.value for one in found.rights],
        "approval": replace(found.approval, line=None),
    }


def only(of: Document) -> JobDescription:
    (found,) = read(of).descriptions
    return found


def test_the_flattened_tables() -> None:
    found = only(from_text(FLAT))
    assert found.label == "Nõunik (metsandus)"
    assert [unit.value for unit in found.units] == ["Loodushoiu osakond", "metsatalitus"]
    assert [(one.title, one.specialisation) for one in found.substituted_by] == [
        ("jurist", None),
        ("spetsialist", "metsandus"),
    ]
    assert [one.title for one in found.substitutes] == ["jurist", "talituse juhataja"]
    assert [(duty.number, len(duty.outcomes)) for duty in found.duties] == [("3.1", 2), ("3.2", 1)]
    assert found.duties[0].text.value.endswith("noorte metsade mõõtmine;")
    assert found.duties[0].outcomes[1].value.endswith("puistu liik on teada.")
    assert found.problems == ()


@pytest.mark.parametrize(
    "headers", [(TITLE_TABLE, PEOPLE_TABLE), (SIDEWAYS,)], ids=["labels above", "labels beside"]
)
def test_real_cells_say_the_same_as_flattened_text(headers: tuple[list[list[str]], ...]) -> None:
    assert facts(only(with_cells(*headers))) == facts(only(from_text(FLAT)))


def test_lines_come_from_the_cells() -> None:
    found = only(with_cells(SIDEWAYS))
    assert found.title.line == 11
    assert [one.line for one in found.substituted_by] == [14, 14]
    assert [duty.text.line for duty in found.duties] == [52, 53]


VERTICAL = """AMETIJUHEND
1. Üldosa
1.1. Struktuuriüksus loodushoiu osakond
1.2. Teenistuskoha nimetus jurist
1.3. Allub osakonna juhatajale
1.4. Asendaja
1.5. Asendab
nõunik või osakonna teenistuja
nõunikku või osakonna teenistujat
2. Teenistuskoha eesmärk Kord.
"""


def test_labels_first_values_after() -> None:
    found = only(from_text(VERTICAL))
    assert [(one.title, one.kind, one.line) for one in found.substituted_by] == [
        ("nõunik", "post", 8),
        ("osakonna teenistuja", "unit-member", 8),
    ]
    assert [(one.title, one.kind, one.line) for one in found.substitutes] == [
        ("nõunik", "post", 9),
        ("osakonna teenistuja", "unit-member", 9),
    ]


def test_fewer_values_than_labels_is_a_problem_and_no_guess() -> None:
    found = only(from_text("AMETIJUHEND\nAmetinimetus: Jurist\nAsendaja\nAsendab\nnõunik\n"))
    assert found.substituted_by == ()
    assert [one.title for one in found.substitutes] == ["nõunik"]
    assert [(problem.line, "Asendaja" in problem.message.en) for problem in found.problems] == [(3, True)]
