"""Tables with real cells, as word processors and PDFs give them, read as the same content in plain text does.

A page is a list of paragraphs and tables; ``None`` is a place that a merged cell covers or that is empty.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from ajgraph import documents
from ajgraph.blocks import Block, Cell, Document, Line
from ajgraph.description import JobDescription
from ajgraph.description_json import to_json
from ajgraph.documents import from_text
from ajgraph.reading import read
from tests import made_docx, made_html, made_odt
from tests.made import Page, Paragraph
from tests.made import table as made_table

Grid = Sequence[Sequence[str | None]]


def page(*items: str | Grid) -> Document:
    """Return a document of paragraphs and tables, its lines numbered as they come."""
    blocks: list[Block] = []
    number, tables = 1, 0
    for item in items:
        held: list[tuple[str, Cell | None]] = []
        if isinstance(item, str):
            held.append((item, None))
        else:
            held += [
                (text, Cell(tables, row, column))
                for row, texts in enumerate(item)
                for column, text in enumerate(texts)
                if text is not None
            ]
            tables += 1
        for text, cell in held:
            lines = text.split("\n")
            blocks.append(Block(tuple(Line(line, number + place) for place, line in enumerate(lines)), cell))
            number += len(lines)
    return Document("cells", "0" * 64, "application/x-cells", tuple(blocks))


def only(document: Document) -> JobDescription:
    (found,) = read(document).descriptions
    return found


def facts(document: Document) -> dict[str, Any]:
    """Return what a document says, without places."""
    said = to_json(only(document))
    for place in ("source", "lines", "by_rule"):
        del said[place]
    for field in ("manager", "substituted_by", "substitutes", "subordinates"):
        for mention in said[field]:
            del mention["line"]
    said["problems"] = len(said["problems"])
    return said


HEADER_TEXT = """AMETIJUHEND
1. ÜLDOSA
1.1 Ametinimetus: Nõunik (metsandus)
1.2 Struktuuriüksus: Loodushoiu osakond
1.3 Vahetu juht: Osakonna juhataja
1.4 Kes asendab: Jurist või spetsialist
1.5 Keda asendab: Juristi
2. AMETIKOHA EESMÄRK
Metsade hoidmine.
"""
LABELS = ["Ametinimetus", "Struktuuriüksus", "Vahetu juht", "Kes asendab", "Keda asendab"]
VALUES = [
    "Nõunik (metsandus)",
    "Loodushoiu osakond",
    "Osakonna juhataja",
    "Jurist või spetsialist",
    "Juristi",
]
NUMBERS = [f"1.{place}" for place in range(1, 6)]
PURPOSE = ("2. AMETIKOHA EESMÄRK", "Metsade hoidmine.")
HEADERS: dict[str, list[Grid]] = {
    "number column": [[list(row) for row in zip(NUMBERS, LABELS, VALUES, strict=True)]],
    "number column with full stops": [
        [[f"{number}.", label, value] for number, label, value in zip(NUMBERS, LABELS, VALUES, strict=True)]
    ],
    "value two columns right": [[[label, None, value] for label, value in zip(LABELS, VALUES, strict=True)]],
    "label and value in one cell": [
        [[f"{label}\n{value}"] for label, value in zip(LABELS, VALUES, strict=True)]
    ],
    "label and value in one cell, two columns": [
        [
            [f"{LABELS[0]}\n{VALUES[0]}", f"{LABELS[1]}\n{VALUES[1]}"],
            [f"{LABELS[2]}\n{VALUES[2]}", None],
            [f"{LABELS[3]}\n{VALUES[3]}", f"{LABELS[4]}\n{VALUES[4]}"],
        ]
    ],
    "two pairs in one row": [
        [
            [LABELS[0], VALUES[0], LABELS[1], VALUES[1]],
            [LABELS[2], VALUES[2], None, None],
            [LABELS[3], VALUES[3], LABELS[4], VALUES[4]],
        ]
    ],
    "labels with colons": [[[f"{label}:", value] for label, value in zip(LABELS, VALUES, strict=True)]],
    "labels above, numbers apart": [
        [
            ["1.1", "Ametinimetus", "1.2", "Struktuuriüksus"],
            [None, VALUES[0], None, VALUES[1]],
            ["1.3", "Vahetu juht", None, None],
            [None, VALUES[2], None, None],
            ["1.4", "Kes asendab", "1.5", "Keda asendab"],
            [None, VALUES[3], None, VALUES[4]],
        ]
    ],
    "labels above, values on two rows": [
        [["Ametinimetus", "Struktuuriüksus", "Vahetu juht"], VALUES[:3]],
        [["Kes asendab", "Keda asendab"], ["Jurist või", "Juristi"], ["spetsialist", None]],
    ],
    "a heading over all columns": [
        [
            ["Üldandmed", None],
            *([label, value] for label, value in zip(LABELS, VALUES, strict=True)),
        ]
    ],
    "a group of labels merged over its rows": [
        [
            *([label, None, value] for label, value in zip(LABELS[:3], VALUES[:3], strict=True)),
            ["Asendamine", "Kes asendab", VALUES[3]],
            [None, "Keda asendab", VALUES[4]],
        ]
    ],
    "a label merged over two rows of values": [
        [
            *([label, value] for label, value in zip(LABELS[:3], VALUES[:3], strict=True)),
            ["Kes asendab", "Jurist või"],
            [None, "spetsialist"],
            ["Keda asendab", "Juristi"],
        ]
    ],
}


@pytest.mark.parametrize("tables", HEADERS.values(), ids=HEADERS)
def test_a_header(tables: list[Grid]) -> None:
    assert facts(page("AMETIJUHEND", "1. ÜLDOSA", *tables, *PURPOSE)) == facts(from_text(HEADER_TEXT))


def test_a_label_nobody_knows_takes_its_value_with_it() -> None:
    rows = [[label, value] for label, value in zip(LABELS, VALUES, strict=True)]
    rows.insert(1, ["Struktuurikood", "4711"])
    rows.insert(4, ["Tasandikood", "Tase kolm"])
    found = only(page("AMETIJUHEND", *[rows], *PURPOSE))
    assert found.label == "Nõunik (metsandus)"
    assert [one.title for one in found.manager] == ["osakonna juhataja"]
    assert len(found.problems) == 2


# -- duties ---------------------------------------------------------------------------------------------------

HEAD: tuple[str, Grid] = ("AMETIJUHEND", [["Ametinimetus", "Jurist"], ["Vahetu juht", "direktor"]])
HEAD_TEXT = "AMETIJUHEND\nAmetinimetus: Jurist\nVahetu juht: direktor\n"
DUTIES = [
    ("3.1", "Lepingute koostamine", ["Lepingud on koostatud õigel ajal."]),
    ("3.2", "Eelnõude läbivaatamine", ["Eelnõud on läbi vaadatud.", "Märkused on esitatud."]),
    ("3.3", "Asutuse esindamine kohtus", ["Asutus on kohtus esindatud."]),
]
SECTION = "3. TEENISTUSÜLESANDED"
SIMPLE: Grid = [
    ["3.1", "Lepingute koostamine", "Lepingud on koostatud õigel ajal."],
    ["3.2", "Eelnõude läbivaatamine", "Eelnõud on läbi vaadatud.\nMärkused on esitatud."],
    ["3.3", "Asutuse esindamine kohtus", "Asutus on kohtus esindatud."],
]
DUTY_TABLES: dict[str, list[str | Grid]] = {
    "number, duty, outcome": [[["Nr", "Ülesanne", "Oodatav tulemus"], *SIMPLE]],
    "no heading row": [SIMPLE],
    "no heading of the number": [[[None, "Tööülesanded", "Soovitud tulemus"], *SIMPLE]],
    "outcome first": [
        [
            ["Jrk nr", "Tulemus", "Tegevused"],
            *([number, outcome, duty] for number, duty, outcome in SIMPLE),
        ]
    ],
    "share of time between": [
        [
            ["Jrk", "Põhiülesanne", "Osakaal tööajast", "Töö tulemus"],
            *(
                [row[0], row[1], share, row[2]]
                for row, share in zip(SIMPLE, ("40%", "50 %", "10%"), strict=True)
            ),
        ]
    ],
    "share of time last": [
        [
            ["#", "Ülesande kirjeldus", "Tulemus", "Maht (%)"],
            *([*row, share] for row, share in zip(SIMPLE, ("40", "50", "10"), strict=True)),
        ]
    ],
    "the heading row again": [
        [["Nr", "Ülesanne", "Tulemus"], *SIMPLE[:2], ["Nr", "Ülesanne", "Tulemus"], SIMPLE[2]]
    ],
    "a second table after a page break": [
        [["Nr", "Ülesanne", "Tulemus"], *SIMPLE[:2]],
        [["Nr", "Ülesanne", "Tulemus"], SIMPLE[2]],
    ],
    "a row that goes on without its number": [
        [
            ["Nr", "Ülesanne", "Tulemus"],
            SIMPLE[0],
            ["3.2", "Eelnõude", "Eelnõud on läbi"],
            [None, "läbivaatamine", "vaadatud.\nMärkused on esitatud."],
            SIMPLE[2],
        ]
    ],
    "a row that goes on in the next table": [
        [["Nr", "Ülesanne", "Tulemus"], SIMPLE[0], ["3.2", "Eelnõude", "Eelnõud on läbi vaadatud."]],
        [["Nr", "Ülesanne", "Tulemus"], [None, "läbivaatamine", "Märkused on esitatud."], SIMPLE[2]],
    ],
    "one duty over two rows of outcomes": [
        [
            ["Nr", "Ülesanne", "Tulemus"],
            SIMPLE[0],
            ["3.2", "Eelnõude läbivaatamine", "Eelnõud on läbi vaadatud."],
            [None, None, "Märkused on esitatud."],
            SIMPLE[2],
        ]
    ],
    "groups over all columns": [
        [
            ["Nr", "Ülesanne", "Tulemus"],
            ["Õigusteenus", None, None],
            *SIMPLE[:2],
            ["Esindamine", None, None],
            SIMPLE[2],
        ]
    ],
    "outcome and indicator": [
        [
            ["Nr", "Ülesanded", "Tulemused", "Mõõdikud"],
            ["3.1", "Lepingute koostamine", "Lepingud on koostatud õigel ajal.", None],
            ["3.2", "Eelnõude läbivaatamine", "Eelnõud on läbi vaadatud.", "Märkused on esitatud."],
            SIMPLE[2],
        ]
    ],
    "a heading row over another, nothing told of merged cells": [
        [
            ["Nr", "Ülesanded", "Hindamine", None],
            [None, None, "Tulemused", "Mõõdikud"],
            ["3.1", "Lepingute koostamine", "Lepingud on koostatud õigel ajal.", None],
            ["3.2", "Eelnõude läbivaatamine", "Eelnõud on läbi vaadatud.", "Märkused on esitatud."],
            SIMPLE[2],
        ]
    ],
    "numbers inside the cells": [
        [
            ["Põhiülesanded", "Oodatavad tulemused"],
            *([f"{number} {duty}", outcome] for number, duty, outcome in SIMPLE),
        ]
    ],
}


@pytest.mark.parametrize("items", DUTY_TABLES.values(), ids=DUTY_TABLES)
def test_duties(items: list[str | Grid]) -> None:
    found = only(page(*HEAD, SECTION, *items, "4. ÕIGUSED", "saada koolitust."))
    assert [
        (duty.number, duty.text.value, [one.value for one in duty.outcomes]) for duty in found.duties
    ] == DUTIES
    assert [right.value for right in found.rights] == ["saada koolitust."]
    assert found.problems == ()


def test_duties_in_one_table_with_everything_else() -> None:
    rows: Grid = [
        ["AMETIJUHEND", None, None],
        ["1. ÜLDOSA", None, None],
        ["1.1", "Ametinimetus", "Jurist"],
        ["1.2", "Vahetu juht", "direktor"],
        ["2. AMETIKOHA EESMÄRK", None, None],
        ["Õigusabi andmine.", None, None],
        [SECTION, None, None],
        ["Nr", "Ülesanne", "Tulemus"],
        *SIMPLE,
        ["4. ÕIGUSED", None, None],
        ["4.1", "saada koolitust;", None],
        ["4.2", "teha ettepanekuid.", None],
    ]
    found = only(page(rows))
    assert (found.title.value, found.purpose and found.purpose.value) == ("Jurist", "Õigusabi andmine.")
    assert [duty.number for duty in found.duties] == ["3.1", "3.2", "3.3"]
    assert [len(duty.outcomes) for duty in found.duties] == [1, 2, 1]
    assert [right.value for right in found.rights] == ["saada koolitust", "teha ettepanekuid."]
    assert found.problems == ()


def test_duties_without_outcomes() -> None:
    table: Grid = [
        ["Nr", "Tööülesanne", "Osakaal"],
        ["1.", "Lepingute koostamine", "60%"],
        ["2.", "Nõustamine", "40%"],
    ]
    found = only(page(*HEAD, SECTION, table))
    assert [(duty.number, duty.text.value, duty.outcomes) for duty in found.duties] == [
        ("1", "Lepingute koostamine", ()),
        ("2", "Nõustamine", ()),
    ]


def test_a_column_nobody_knows_is_said() -> None:
    table: Grid = [
        ["Nr", "Ülesanne", "Tulemus", "Märksõnad"],
        *([*row, "leping"] for row in SIMPLE),
    ]
    found = only(page(*HEAD, SECTION, table))
    assert [len(duty.outcomes) for duty in found.duties] == [1, 2, 1]
    assert [problem for problem in found.problems if "Märksõnad" in problem.message.en]


# -- requirements, languages, competencies --------------------------------------------------------------------

REQUIREMENTS_TEXT = (
    HEAD_TEXT
    + """5. NÕUDED
Haridus: Kõrgharidus
Töökogemus: Vähemalt 2 aastat töökogemust
Keeleoskus: Eesti keel C1, inglise keel B2
Arvutioskus: Kontoritarkvara kasutamise oskus
"""
)
QUALITIES: list[tuple[str, str]] = [
    ("Haridus", "Kõrgharidus"),
    ("Töökogemus", "Vähemalt 2 aastat töökogemust"),
    ("Keeleoskus", "Eesti keel C1, inglise keel B2"),
    ("Arvutioskus", "Kontoritarkvara kasutamise oskus"),
]
REQUIREMENTS: dict[str, list[str | Grid]] = {
    "label rows": ["5. NÕUDED", [[label, text] for label, text in QUALITIES]],
    "numbers apart": ["5. NÕUDED", [[f"5.{n}", *pair] for n, pair in enumerate(QUALITIES, 1)]],
    "the section merged over its rows": [
        [["Nõuded" if not n else None, *pair] for n, pair in enumerate(QUALITIES)]
    ],
    "labels above": [
        "5. NÕUDED",
        [[label for label, _ in QUALITIES], [text for _, text in QUALITIES]],
    ],
}


@pytest.mark.parametrize("items", REQUIREMENTS.values(), ids=REQUIREMENTS)
def test_requirements(items: list[str | Grid]) -> None:
    assert facts(page(*HEAD, *items)) == facts(from_text(REQUIREMENTS_TEXT))


@pytest.mark.parametrize(
    ("required", "preferred"),
    [("Nõutav", "Soovitav"), ("Kohustuslikud nõuded", "Kasuks tuleb"), ("Nõutavad", "Soovituslikud")],
)
def test_required_and_preferred_columns(required: str, preferred: str) -> None:
    table: Grid = [
        [None, required, preferred],
        ["Haridus", "kõrgharidus", "magistrikraad"],
        ["Töökogemus", "2 aastat töökogemust", "juhtimiskogemus"],
        ["Keeleoskus", "eesti keel C1", "vene keel B1"],
    ]
    needs = only(page(*HEAD, "5. NÕUDED", table)).requirements
    assert needs.education is not None
    assert needs.education.level == "higher"
    assert [(one.years, one.kind, one.required) for one in needs.experience] == [
        (2, "general", True),
        (None, "management", False),
    ]
    assert [(one.language, one.level, one.required) for one in needs.languages] == [
        ("et", "C1", True),
        ("ru", "B1", False),
    ]


def test_required_and_preferred_without_labels() -> None:
    table: Grid = [
        ["Nõutav", "Soovitav"],
        ["kõrgharidus", "magistrikraad"],
        ["eesti keel C1", "vene keel B1"],
        ["töökogemus 3 aastat", None],
    ]
    needs = only(page(*HEAD, "5. NÕUDED", table)).requirements
    assert needs.education is not None
    assert needs.education.level == "higher"
    assert [(one.years, one.required) for one in needs.experience] == [(3, True)]
    assert [(one.language, one.level, one.required) for one in needs.languages] == [
        ("et", "C1", True),
        ("ru", "B1", False),
    ]


LANGUAGES: list[Grid] = [
    [["Keel", "Tase"], ["Eesti keel", "C1"], ["Inglise keel", "B2"], ["Vene keel", "B1"]],
    [["Keel", "Kirjas", "Kõnes"], ["eesti", "C1", "C1"], ["inglise", "B2", "B2"], ["vene", "B1", "B1"]],
    [
        ["Keel", "Keeleoskuse tase", "Märkus"],
        ["Eesti keel", "C1", None],
        ["Inglise keel", "B2", None],
        ["Vene keel", "B1", "soovitav"],
    ],
]


@pytest.mark.parametrize("table", LANGUAGES)
@pytest.mark.parametrize("above", [("5. NÕUDED", "Keeleoskus"), ("5. NÕUDED",)])
def test_a_table_of_languages(above: Sequence[str], table: Grid) -> None:
    needs = only(page(*HEAD, *above, table)).requirements
    preferred = table[-1][-1] == "soovitav"
    assert [(one.language, one.level, one.required, one.group) for one in needs.languages] == [
        ("et", "C1", True, 1),
        ("en", "B2", True, 2),
        ("ru", "B1", not preferred, 3),
    ]


COMPETENCIES_TEXT = (
    HEAD_TEXT
    + """6. KOMPETENTSID
Koostöö:
• arvestab teistega;
• jagab teavet.
Täpsus:
• kontrollib oma tööd.
"""
)
COMPETENCIES: dict[str, Grid] = {
    "bullets": [
        ["Kompetents", "Käitumisnäitajad"],
        ["Koostöö", "• arvestab teistega;\n• jagab teavet."],
        ["Täpsus", "• kontrollib oma tööd."],
    ],
    "number column": [
        ["Nr", "Kompetents", "Kirjeldus"],
        ["6.1", "Koostöö", "• arvestab teistega;\n• jagab teavet."],
        ["6.2", "Täpsus", "• kontrollib oma tööd."],
    ],
    "no heading row": [
        ["Koostöö", "• arvestab teistega;\n• jagab teavet."],
        ["Täpsus", "• kontrollib oma tööd."],
    ],
    "one indicator a row": [
        ["Kompetents", "Indikaatorid"],
        ["Koostöö", "• arvestab teistega;"],
        [None, "• jagab teavet."],
        ["Täpsus", "• kontrollib oma tööd."],
    ],
}


@pytest.mark.parametrize("table", COMPETENCIES.values(), ids=COMPETENCIES)
def test_competencies(table: Grid) -> None:
    assert facts(page(*HEAD, "6. KOMPETENTSID", table)) == facts(from_text(COMPETENCIES_TEXT))


def test_competencies_with_levels() -> None:
    table: Grid = [["Kompetents", "Tase"], ["Koostöö", "3"], ["Täpsus", "2"]]
    found = only(page(*HEAD, "6. KOMPETENTSID", table)).competencies
    assert [(one.name.value, [text.value for text in one.indicators]) for one in found] == [
        ("Koostöö", ["Tase 3"]),
        ("Täpsus", ["Tase 2"]),
    ]


# -- rights and responsibilities, approval --------------------------------------------------------------------

BESIDE: list[Grid] = [
    [
        ["Õigused", "Vastutus"],
        ["• saada koolitust;\n• teha ettepanekuid.", "• lepingute õigsuse eest;\n• andmete kaitse eest."],
    ],
    [
        ["4. Õigused", "5. Vastutus"],
        ["saada koolitust;", "lepingute õigsuse eest;"],
        ["teha ettepanekuid.", "andmete kaitse eest."],
    ],
    [
        ["Õigused", "• saada koolitust;\n• teha ettepanekuid."],
        ["Vastutus", "• lepingute õigsuse eest;\n• andmete kaitse eest."],
    ],
]


@pytest.mark.parametrize("table", BESIDE)
def test_rights_beside_responsibilities(table: Grid) -> None:
    found = only(page(*HEAD, table))
    assert [one.value for one in found.rights] == ["saada koolitust", "teha ettepanekuid."]
    assert [one.value for one in found.responsibilities] == ["lepingute õigsuse eest", "andmete kaitse eest."]


def test_an_approval_in_a_table_above() -> None:
    table: Grid = [["", "KINNITATUD\nMetsa Ameti peadirektori 03.03.2025\nkäskkirjaga nr 1-2/7"]]
    found = only(page(table, *HEAD))
    assert (str(found.approval.date), found.approval.order, found.approval.by) == (
        "2025-03-03",
        "1-2/7",
        "peadirektor",
    )


@pytest.mark.parametrize(
    "table",
    [
        [["Kinnitatud", "peadirektori 03.03.2025 käskkirjaga nr 1-2/7"]],
        [["Ametijuhend kinnitatud:", "03.03.2025 käskkirjaga nr 1-2/7"]],
        [["Kinnitatud peadirektori 03.03.2025 käskkirjaga nr 1-2/7", None], ["Tutvunud", "(kuupäev)"]],
    ],
)
def test_an_approval_table_at_the_end(table: Grid) -> None:
    found = only(page(*HEAD, "4. ÕIGUSED", "saada koolitust.", table))
    assert (str(found.approval.date), found.approval.order) == ("2025-03-03", "1-2/7")
    assert [one.value for one in found.rights] == ["saada koolitust."]


@pytest.mark.parametrize(
    "table",
    [
        [["Ametijuhendiga tutvunud:", "(allkirjastatud digitaalselt)"], ["jurist", "03.03.2025"]],
        [["Tutvunud", "Nimi", "Kuupäev"], [None, "…", "03.03.2025"]],
        [
            ["Olen ametijuhendiga tutvunud", None],
            ["Allkiri", "Kuupäev"],
            ["(allkirjastatud digitaalselt)", "03.03.2025"],
        ],
    ],
)
def test_a_table_of_those_who_read_it_approves_nothing(table: Grid) -> None:
    found = only(page(*HEAD, "4. ÕIGUSED", "saada koolitust.", table))
    approval = found.approval
    assert (approval.date, approval.order, approval.by, approval.signer) == (None, None, None, None)
    assert [one.value for one in found.rights] == ["saada koolitust."]


# -- further shapes -------------------------------------------------------------------------------------------

MORE_DUTY_TABLES: dict[str, Grid] = {
    "fields of work merged over their duties": [
        ["Töövaldkond", "Ülesanded", "Oodatavad tulemused"],
        ["Õigusteenus", "3.1 Lepingute koostamine", "Lepingud on koostatud õigel ajal."],
        [None, "3.2 Eelnõude läbivaatamine", "Eelnõud on läbi vaadatud.\nMärkused on esitatud."],
        ["Esindamine", "3.3 Asutuse esindamine kohtus", "Asutus on kohtus esindatud."],
    ],
    "the result described": [["Nr", "Põhiülesanded ja -tegevused", "Tulemuse kirjeldus"], *SIMPLE],
    "a measure and a share": [
        ["Jrk nr", "Tööülesanne", "Tööaja osakaal (%)", "Töötulemus", "Hindamise kriteeriumid"],
        ["3.1", "Lepingute koostamine", "30", "Lepingud on koostatud õigel ajal.", None],
        ["3.2", "Eelnõude läbivaatamine", "60", "Eelnõud on läbi vaadatud.", "Märkused on esitatud."],
        ["3.3", "Asutuse esindamine kohtus", "10", "Asutus on kohtus esindatud.", None],
    ],
}


@pytest.mark.parametrize("table", MORE_DUTY_TABLES.values(), ids=MORE_DUTY_TABLES)
def test_more_duties(table: Grid) -> None:
    found = only(page(*HEAD, SECTION, table))
    assert [
        (duty.number, duty.text.value, [one.value for one in duty.outcomes]) for duty in found.duties
    ] == DUTIES


@pytest.mark.parametrize(
    "table",
    [DUTY_TABLES["groups over all columns"][0], MORE_DUTY_TABLES["fields of work merged over their duties"]],
)
def test_duties_keep_the_group_that_a_table_puts_them_in(table: Grid) -> None:
    found = only(page(*HEAD, SECTION, table)).duties
    assert [duty.group for duty in found] == ["Õigusteenus", "Õigusteenus", "Esindamine"]


@pytest.mark.parametrize(
    "table",
    [
        [["Keeleoskus", "Eesti keel", "C1"], [None, "Inglise keel", "B2"], [None, "Vene keel", "B1"]],
        [["Eesti keel", "C1"], ["Inglise keel", "B2"], ["Vene keel", "B1"]],
        [["Keel", "Rääkimine"], ["1. Eesti", "C1"], ["2. Inglise", "B2"], ["3. Vene", "B1"]],
    ],
)  # fmt: skip
def test_languages_without_a_heading_of_their_own(table: Grid) -> None:
    needs = only(page(*HEAD, "5. NÕUDED", table)).requirements
    assert [(one.language, one.level) for one in needs.languages] == [
        ("et", "C1"),
        ("en", "B2"),
        ("ru", "B1"),
    ]


def test_competencies_with_a_description_and_a_level() -> None:
    table: Grid = [
        ["Kompetents", "Kompetentsi kirjeldus", "Oodatav tase (1-5)"],
        ["Koostöö", "Arvestab teistega. Jagab teavet.", "3"],
    ]
    (found,) = only(page(*HEAD, "6. KOMPETENTSID", table)).competencies
    assert [text.value for text in found.indicators] == [
        "Arvestab teistega.",
        "Jagab teavet.",
        "Oodatav tase (1-5) 3",
    ]


def test_a_condition_in_a_column_of_its_own() -> None:
    rows: Grid = [["Kes asendab", "nõunik", "puhkuse ajal"], ["Keda asendab", "arhivaari", "tema puudumisel"]]
    found = only(page("AMETIJUHEND", [["Ametinimetus", "Jurist"], *rows]))
    assert [(one.title, one.condition) for one in (*found.substituted_by, *found.substitutes)] == [
        ("nõunik", "puhkuse ajal"),
        ("arhivaar", "tema puudumisel"),
    ]


@pytest.mark.parametrize("write", [made_docx.write, made_odt.write, made_html.write])
@pytest.mark.parametrize("name", [*HEADERS, *DUTY_TABLES])
def test_the_same_tables_in_files(tmp_path: Path, name: str, write: Callable[[Page, Path], None]) -> None:
    """Word processors leave an empty paragraph in every empty cell, and keep what a cell breaks into lines."""
    items: list[str | Grid] = [*HEAD, SECTION, *DUTY_TABLES.get(name, ())]
    if name in HEADERS:
        items = ["AMETIJUHEND", "1. ÜLDOSA", *HEADERS[name], *PURPOSE]
    path = tmp_path / f"a.{write.__module__.rpartition('_')[2]}"
    write(
        tuple(
            Paragraph(item)
            if isinstance(item, str)
            else made_table(*(tuple(tuple((text or "").split("\n")) for text in row) for row in item))
            for item in items
        ),
        path,
    )
    document = documents.load(path)
    if name in HEADERS:
        assert facts(document) == facts(from_text(HEADER_TEXT))
    else:
        assert [
            (duty.number, duty.text.value, [one.value for one in duty.outcomes])
            for duty in only(document).duties
        ] == DUTIES
