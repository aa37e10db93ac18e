"""Merged cells mean the same in every format that has them: an outcome of several duties, a group, a label, a head."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ajgraph import documents
from ajgraph.description import JobDescription
from ajgraph.reading import read
from tests import made_docx, made_html, made_odt, made_pdf_fpdf, made_pdf_reportlab
from tests.made import Page, Paragraph, Table, table

Writer = Callable[[Page, Path], object]
Duty = tuple[str, str, list[str], str | None]

WRITERS: dict[str, Writer] = {
    "a.docx": made_docx.write,
    "a.odt": made_odt.write,
    "a.html": made_html.write,
    "reportlab.pdf": made_pdf_reportlab.write,
    "fpdf.pdf": made_pdf_fpdf.write,
}
ABOVE: Page = (
    Paragraph("AMETIJUHEND", heading=True),
    table(("Ametinimetus", "Jurist"), ("Vahetu juht", "direktor")),
)
SECTION = Paragraph("3. TEENISTUSÜLESANDED", heading=True)
BELOW: Page = (Paragraph("4. ÕIGUSED", heading=True), Paragraph("saada koolitust.", bullet=True))
PLAIN: list[Duty] = [
    ("3.1", "Lepingute koostamine", ["Lepingud on koostatud.", "Andmed on kaitstud."], None),
    ("3.2", "Eelnõude läbivaatamine", ["Andmed on kaitstud."], None),
    ("3.3", "Kohtus esindamine", ["Andmed on kaitstud.", "Asutus on esindatud."], None),
    ("3.4", "Nõustamine", ["Nõu on antud."], None),
]
SHARED: list[Duty] = [
    ("3.1", "Lepingute koostamine", ["Dokumendid on koostatud.", "Andmed on kaitstud."], None),
    ("3.2", "Eelnõude läbivaatamine", ["Dokumendid on koostatud.", "Andmed on kaitstud."], None),
    ("3.3", "Kohtus esindamine", ["Dokumendid on koostatud.", "Andmed on kaitstud."], None),
    ("3.4", "Nõustamine", ["Nõu on antud."], None),
]
BOTH = ("• Dokumendid on koostatud.", "• Andmed on kaitstud.")
TWO_ROWS = ((0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 2))
"""Numbers and duties with a heading of two rows, what is beside them with one over two."""


def grouped(duties: list[Duty], *groups: str | None) -> list[Duty]:
    return [(*duty[:3], group) for duty, group in zip(duties, groups, strict=True)]


def unnumbered(duties: list[Duty]) -> list[Duty]:
    return [("", *duty[1:]) for duty in duties]


DUTIES: dict[str, tuple[Table, list[Duty]]] = {
    "outcomes of three duties": (
        table(
            ("Nr", "Ülesanne", "Tulemus"),
            ("3.1", "Lepingute koostamine", BOTH),
            ("3.2", "Eelnõude läbivaatamine", ""),
            ("3.3", "Kohtus esindamine", ""),
            ("3.4", "Nõustamine", "Nõu on antud."),
            merged=((1, 2, 3, 1),),
        ),
        SHARED,
    ),
    "no numbers": (
        table(
            ("Ülesanded", "Tulemused"),
            ("Lepingute koostamine", BOTH),
            ("Eelnõude läbivaatamine", ""),
            ("Kohtus esindamine", ""),
            ("Nõustamine", "Nõu on antud."),
            merged=((1, 1, 3, 1),),
        ),
        unnumbered(SHARED),
    ),
    "no heading row": (
        table(
            ("3.1 Lepingute koostamine", BOTH),
            ("3.2 Eelnõude läbivaatamine", ""),
            ("3.3 Kohtus esindamine", ""),
            ("3.4 Nõustamine", "Nõu on antud."),
            merged=((0, 1, 3, 1),),
        ),
        SHARED,
    ),
    "outcomes first": (
        table(
            ("Nr", "Tulemus", "Ülesanne"),
            ("3.1", BOTH, "Lepingute koostamine"),
            ("3.2", "", "Eelnõude läbivaatamine"),
            ("3.3", "", "Kohtus esindamine"),
            ("3.4", "Nõu on antud.", "Nõustamine"),
            merged=((1, 1, 3, 1),),
        ),
        SHARED,
    ),
    "an indicator of three duties beside outcomes of their own": (
        table(
            ("Nr", "Ülesanne", "Tulemus", "Mõõdik"),
            ("3.1", "Lepingute koostamine", "Lepingud on koostatud.", "Andmed on kaitstud."),
            ("3.2", "Eelnõude läbivaatamine", "", ""),
            ("3.3", "Kohtus esindamine", "", ""),
            ("3.4", "Nõustamine", "Nõu on antud.", ""),
            merged=((1, 3, 3, 1),),
        ),
        [(*duty[:2], duty[2][:2] if duty[0] != "3.3" else duty[2][:1], None) for duty in PLAIN],
    ),
    "a share of time and a frequency of several duties": (
        table(
            ("Nr", "Ülesanne", "Osakaal", "Tulemus", "Sagedus"),
            ("3.1", "Lepingute koostamine", "60%", BOTH, "iga päev"),
            ("3.2", "Eelnõude läbivaatamine", "", "", ""),
            ("3.3", "Kohtus esindamine", "", "", "kord kuus"),
            ("3.4", "Nõustamine", "40%", "Nõu on antud.", ""),
            merged=((1, 2, 3, 1), (1, 3, 3, 1), (1, 4, 2, 1), (3, 4, 2, 1)),
            widths=(0.1, 0.3, 0.15, 0.3, 0.15),
        ),
        SHARED,
    ),
    "no heading row, a share of several duties": (
        table(
            ("3.1 Lepingute koostamine", "60%", BOTH),
            ("3.2 Eelnõude läbivaatamine", "", ""),
            ("3.3 Kohtus esindamine", "", ""),
            ("3.4 Nõustamine", "40%", "Nõu on antud."),
            merged=((0, 1, 3, 1), (0, 2, 3, 1)),
        ),
        SHARED,
    ),
    "a duty over the rows of its outcomes": (
        table(
            ("Ülesanded", "Tulemused"),
            ("Lepingute koostamine", "Dokumendid on koostatud."),
            ("", "Andmed on kaitstud."),
            ("Nõustamine", "Nõu on antud."),
            merged=((1, 0, 2, 1),),
        ),
        unnumbered([SHARED[0], SHARED[3]]),
    ),
    "a duty over the rows of its outcomes, no heading row": (
        table(
            ("Lepingute koostamine", "Dokumendid on koostatud."),
            ("", "Andmed on kaitstud."),
            ("Nõustamine", "Nõu on antud."),
            merged=((0, 0, 2, 1),),
        ),
        unnumbered([SHARED[0], SHARED[3]]),
    ),
    "duty and outcome merged over rows that do not end together": (
        table(
            ("Nr", "Ülesanne", "Osakaal", "Tulemus"),
            ("3.1", "Lepingute koostamine", "20%", "Dokumendid on koostatud."),
            ("", "", "30%", "Andmed on kaitstud."),
            ("3.4", "Nõustamine", "50%", ""),
            merged=((1, 0, 2, 1), (1, 1, 2, 1), (2, 3, 2, 1)),
        ),
        [SHARED[0], ("3.4", "Nõustamine", ["Andmed on kaitstud."], None)],
    ),
    "groups beside their duties": (
        table(
            ("Valdkond", "Ülesanded", "Tulemused"),
            ("Õigusteenus", "3.1 Lepingute koostamine", BOTH),
            ("", "3.2 Eelnõude läbivaatamine", ""),
            ("Esindamine", "3.3 Kohtus esindamine", ""),
            ("", "3.4 Nõustamine", "Nõu on antud."),
            merged=((1, 0, 2, 1), (1, 2, 3, 1)),
        ),
        grouped(SHARED, "Õigusteenus", "Õigusteenus", "Esindamine", "Esindamine"),
    ),
    "a group that ends before the table does": (
        table(
            ("Valdkond", "Ülesanded", "Tulemused"),
            ("Õigusteenus", "3.1 Lepingute koostamine", BOTH),
            ("", "3.2 Eelnõude läbivaatamine", ""),
            ("", "3.3 Kohtus esindamine", ""),
            ("", "3.4 Nõustamine", "Nõu on antud."),
            merged=((1, 0, 3, 1), (1, 2, 3, 1)),
        ),
        grouped(SHARED, "Õigusteenus", "Õigusteenus", "Õigusteenus", None),
    ),
    "groups beside their duties, no heading row": (
        table(
            ("Õigusteenus", "Lepingute koostamine", BOTH),
            ("", "Eelnõude läbivaatamine", ""),
            ("Esindamine", "Kohtus esindamine", ""),
            ("", "Nõustamine", "Nõu on antud."),
            merged=((0, 0, 2, 1), (2, 0, 2, 1), (0, 2, 3, 1)),
        ),
        unnumbered(grouped(SHARED, "Õigusteenus", "Õigusteenus", "Esindamine", "Esindamine")),
    ),
    "groups over all columns of duties without numbers": (
        table(
            ("Ülesanded", "Tulemused"),
            ("Õigusteenus", ""),
            ("Lepingute koostamine", BOTH),
            ("Eelnõude läbivaatamine", ""),
            ("Kohtus esindamine", ""),
            ("Nõuanne", ""),
            ("Nõustamine", "Nõu on antud."),
            merged=((1, 0, 1, 2), (2, 1, 3, 1), (5, 0, 1, 2)),
        ),
        unnumbered(grouped(SHARED, "Õigusteenus", "Õigusteenus", "Õigusteenus", "Nõuanne")),
    ),
    "groups over all columns, no heading row": (
        table(
            ("Õigusteenus", ""),
            ("Lepingute koostamine", BOTH),
            ("Eelnõude läbivaatamine", ""),
            ("Kohtus esindamine", ""),
            ("Nõuanne", ""),
            ("Nõustamine", "Nõu on antud."),
            merged=((0, 0, 1, 2), (1, 1, 3, 1), (4, 0, 1, 2)),
        ),
        unnumbered(grouped(SHARED, "Õigusteenus", "Õigusteenus", "Õigusteenus", "Nõuanne")),
    ),
    "groups over the columns of number and duty": (
        table(
            ("Nr", "Ülesanne", "Tulemus"),
            ("Õigusteenus", "", ""),
            ("3.1", "Lepingute koostamine", BOTH),
            ("3.2", "Eelnõude läbivaatamine", ""),
            ("3.3", "Kohtus esindamine", ""),
            ("3.4", "Nõustamine", "Nõu on antud."),
            merged=((1, 0, 1, 2), (2, 2, 3, 1)),
        ),
        grouped(SHARED, *["Õigusteenus"] * 4),
    ),
    "a head of two rows": (
        table(
            ("Nr", "Ülesanne", "Hindamine", ""),
            ("", "", "Tulemus", "Mõõdik"),
            ("3.1", "Lepingute koostamine", "Lepingud on koostatud.", "Andmed on kaitstud."),
            ("3.2", "Eelnõude läbivaatamine", "", ""),
            ("3.3", "Kohtus esindamine", "", "Asutus on esindatud."),
            ("3.4", "Nõustamine", "Nõu on antud.", ""),
            merged=((0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 2), (2, 3, 2, 1)),
        ),
        [
            PLAIN[0],
            PLAIN[1],
            ("3.3", "Kohtus esindamine", ["Asutus on esindatud."], None),
            PLAIN[3],
        ],
    ),
    "a head of two rows, words nobody knows in the lower one": (
        table(
            ("Nr", "Ülesanne", "Oodatavad tulemused", ""),
            ("", "", "Kirjeldus", "Täpsustus"),
            ("3.1", "Lepingute koostamine", "Lepingud on koostatud.", "Andmed on kaitstud."),
            ("3.4", "Nõustamine", "Nõu on antud.", ""),
            merged=((0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 2)),
        ),
        [PLAIN[0], PLAIN[3]],
    ),
    "a head of two rows over the number and the duty": (
        table(
            ("Teenistusülesanded", "", "Tulemused"),
            ("Nr", "Ülesanne", ""),
            ("3.1", "Lepingute koostamine", BOTH),
            ("3.4", "Nõustamine", "Nõu on antud."),
            merged=((0, 0, 1, 2), (0, 2, 2, 1)),
        ),
        [SHARED[0], SHARED[3]],
    ),
    "one heading over the number and the duty": (
        table(
            ("Ülesanded", "", "Tulemused"),
            ("3.1", "Lepingute koostamine", BOTH),
            ("3.2", "Eelnõude läbivaatamine", ""),
            ("3.3", "Kohtus esindamine", ""),
            ("3.4", "Nõustamine", "Nõu on antud."),
            merged=((0, 0, 1, 2), (1, 2, 3, 1)),
        ),
        SHARED,
    ),
    "the heading row again": (
        table(
            ("Nr", "Ülesanne", "Hindamine", ""),
            ("", "", "Tulemus", "Mõõdik"),
            ("3.1", "Lepingute koostamine", "Dokumendid on koostatud.", "Andmed on kaitstud."),
            ("3.2", "Eelnõude läbivaatamine", "", ""),
            ("Nr", "Ülesanne", "Hindamine", ""),
            ("", "", "Tulemus", "Mõõdik"),
            ("3.4", "Nõustamine", "Nõu on antud.", ""),
            merged=(*TWO_ROWS, *((top + 4, *size) for top, *size in TWO_ROWS), (2, 2, 2, 1), (2, 3, 2, 1)),
        ),
        [SHARED[0], SHARED[1], SHARED[3]],
    ),
    "the heading of the section beside all its duties": (
        table(
            ("Teenistusülesanded", "3.1", "Lepingute koostamine", BOTH),
            ("", "3.2", "Eelnõude läbivaatamine", ""),
            ("", "3.3", "Kohtus esindamine", ""),
            ("", "3.4", "Nõustamine", "Nõu on antud."),
            merged=((0, 0, 4, 1), (0, 3, 3, 1)),
        ),
        SHARED,
    ),
}


def described(tmp_path: Path, name: str, *items: Paragraph | Table) -> JobDescription:
    path = tmp_path / name
    WRITERS[name]((*ABOVE, *items), path)
    (found,) = read(documents.load(path)).descriptions
    return found


def said(found: JobDescription) -> list[Duty]:
    return [
        (duty.number, duty.text.value, [one.value for one in duty.outcomes], duty.group)
        for duty in found.duties
    ]


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize(("made", "expected"), DUTIES.values(), ids=DUTIES)
def test_duties(tmp_path: Path, name: str, made: Table, expected: list[Duty]) -> None:
    found = described(tmp_path, name, SECTION, made, *BELOW)
    assert said(found) == expected
    assert [right.value for right in found.rights] == ["saada koolitust."]
    assert [one for one in found.problems if "Täpsustus" not in one.message.en] == []  # words nobody knows


@pytest.mark.parametrize("name", WRITERS)
def test_a_head_of_two_rows_and_merged_cells_over_pages(tmp_path: Path, name: str) -> None:
    rows: list[tuple[str | tuple[str, ...], ...]] = [
        ("Nr", "Ülesanne", "Hindamine", ""),
        ("", "", "Tulemus", "Mõõdik"),
    ]
    merged = list(TWO_ROWS)
    for number in range(1, 61):
        first = number % 3 == 1
        if first:
            merged += [(len(rows), 2, 3, 1), (len(rows), 3, 2, 1)]
        shared = f"Lepingud on koostatud {number}." if first else ""
        measure = "" if number % 3 == 2 else f"Tähtajad on järgitud {number}."
        rows.append((f"3.{number}", f"Lepingute koostamine {number}", shared, measure))
    made = Table(table(*rows).rows, heading_rows=2, merged=tuple(merged))
    found = described(tmp_path, name, SECTION, made, *BELOW)
    assert said(found) == [
        (
            f"3.{number}",
            f"Lepingute koostamine {number}",
            [
                f"Lepingud on koostatud {number - (number - 1) % 3}.",
                f"Tähtajad on järgitud {number - ((number - 1) % 3 == 1)}.",
            ],
            None,
        )
        for number in range(1, 61)
    ]


@pytest.mark.parametrize("name", WRITERS)
class TestLabels:
    def test_a_label_over_several_values(self, tmp_path: Path, name: str) -> None:
        made = table(
            ("Kes asendab", "nõunik"),
            ("", "spetsialist (õigus)"),
            ("Keda asendab", "arhivaari"),
            ("", "sekretäri"),
            merged=((0, 0, 2, 1), (2, 0, 2, 1)),
        )
        found = described(tmp_path, name, made)
        assert [one.title for one in found.substituted_by] == ["nõunik", "spetsialist"]
        assert [one.title for one in found.substitutes] == ["arhivaar", "sekretär"]
        assert found.problems == ()

    def test_a_label_over_several_values_with_conditions(self, tmp_path: Path, name: str) -> None:
        made = table(
            ("Kes asendab", "nõunik", "puhkuse ajal"),
            ("", "arhivaar", "tema puudumisel"),
            merged=((0, 0, 2, 1),),
        )
        found = described(tmp_path, name, made)
        assert [(one.title, one.condition) for one in found.substituted_by] == [
            ("nõunik", "puhkuse ajal"),
            ("arhivaar", "tema puudumisel"),
        ]

    def test_a_value_over_several_labels(self, tmp_path: Path, name: str) -> None:
        made = table(("Kes asendab", "nõunik"), ("Keda asendab", ""), merged=((0, 1, 2, 1),))
        found = described(tmp_path, name, made)
        assert [one.title for one in found.substituted_by] == ["nõunik"]
        assert [one.title for one in found.substitutes] == ["nõunik"]
        assert found.problems == ()

    def test_a_value_below_several_labels(self, tmp_path: Path, name: str) -> None:
        made = table(
            ("Kes asendab", "Keda asendab", "Alluvad"), ("nõunik", "", "puuduvad"), merged=((1, 0, 1, 2),)
        )
        found = described(tmp_path, name, made)
        assert [one.title for one in found.substituted_by] == ["nõunik"]
        assert [one.title for one in found.substitutes] == ["nõunik"]
        assert [one.kind for one in found.subordinates] == ["none"]

    def test_a_section_over_its_labels(self, tmp_path: Path, name: str) -> None:
        made = table(
            ("Nõuded", "Haridus", "Kõrgharidus"),
            ("", "Keeleoskus", "Eesti keel C1"),
            ("", "", "Inglise keel B2"),
            ("", "Töökogemus", "Vähemalt 2 aastat töökogemust"),
            merged=((0, 0, 4, 1), (1, 1, 2, 1)),
        )
        needs = described(tmp_path, name, made).requirements
        assert needs.education is not None
        assert needs.education.level == "higher"
        assert [(one.language, one.level) for one in needs.languages] == [("et", "C1"), ("en", "B2")]
        assert [one.years for one in needs.experience] == [2]

    def test_rights_merged_over_columns_and_beside_a_merged_heading(self, tmp_path: Path, name: str) -> None:
        made = table(
            ("Õigused", "saada koolitust;", ""),
            ("", "teha ettepanekuid.", ""),
            ("Vastutus", "andmete kaitse eest", ""),
            merged=((0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 2), (2, 1, 1, 2)),
        )
        found = described(tmp_path, name, made)
        assert [one.value for one in found.rights] == ["saada koolitust", "teha ettepanekuid."]
        assert [one.value for one in found.responsibilities] == ["andmete kaitse eest"]

    def test_a_row_over_all_columns_below_labels_and_values(self, tmp_path: Path, name: str) -> None:
        made = table(
            ("Õigused", "Vastutus"),
            ("saada koolitust;", "andmete kaitse eest;"),
            ("Ametijuhend vaadatakse üle kord aastas.", ""),
            merged=((2, 0, 1, 2),),
        )
        found = described(tmp_path, name, made)
        assert [one.value for one in found.rights] == ["saada koolitust"]


def test_what_covers_a_whole_hostile_table_is_not_copied_without_end() -> None:
    count = 2_000
    lines = "<br>".join(f"Tulemus {number} on saavutatud." for number in range(count))
    rows = "".join(f"<tr><td>{number}. Lepingute koostamine" for number in range(2, count))
    markup = (
        "<p>AMETIJUHEND<p>Ametinimetus: jurist<p>3. TEENISTUSÜLESANDED"
        f"<table><tr><td>Ülesanded<td>Tulemused<tr><td>1. Nõustamine<td rowspan=999999>{lines}{rows}</table>"
    )
    (found,) = read(documents.document(markup.encode(), "a.html")).descriptions
    assert sum(len(duty.outcomes) for duty in found.duties) <= 2 * count


@pytest.mark.parametrize("name", WRITERS)
class TestLevels:
    def test_a_level_of_several_languages(self, tmp_path: Path, name: str) -> None:
        made = table(
            ("Keel", "Tase"),
            ("Eesti keel", "C1"),
            ("Inglise keel", "B1"),
            ("Vene keel", ""),
            merged=((2, 1, 2, 1),),
        )
        needs = described(tmp_path, name, Paragraph("5. NÕUDED", heading=True), made).requirements
        assert [(one.language, one.level) for one in needs.languages] == [
            ("et", "C1"),
            ("en", "B1"),
            ("ru", "B1"),
        ]

    def test_a_head_of_two_rows_over_languages(self, tmp_path: Path, name: str) -> None:
        made = table(
            ("Keel", "Keeleoskuse tase", ""),
            ("", "Kõnes", "Kirjas"),
            ("Eesti keel", "C1", "C1"),
            ("Vene keel", "B1", ""),
            merged=((0, 0, 2, 1), (0, 1, 1, 2), (3, 1, 1, 2)),
        )
        needs = described(tmp_path, name, Paragraph("5. NÕUDED", heading=True), made).requirements
        assert [(one.language, one.level) for one in needs.languages] == [("et", "C1"), ("ru", "B1")]

    def test_a_level_of_several_competencies(self, tmp_path: Path, name: str) -> None:
        made = table(("Kompetents", "Tase"), ("Koostöö", "3"), ("Täpsus", ""), merged=((1, 1, 2, 1),))
        found = described(tmp_path, name, Paragraph("6. KOMPETENTSID", heading=True), made).competencies
        assert [(one.name.value, [text.value for text in one.indicators]) for one in found] == [
            ("Koostöö", ["Tase 3"]),
            ("Täpsus", ["Tase 3"]),
        ]

    def test_a_competency_over_the_rows_of_its_indicators(self, tmp_path: Path, name: str) -> None:
        made = table(
            ("Kompetents", "Indikaatorid"),
            ("Koostöö", "• arvestab teistega;"),
            ("", "• jagab teavet."),
            ("Täpsus", "• kontrollib oma tööd."),
            merged=((1, 0, 2, 1),),
        )
        found = described(tmp_path, name, Paragraph("6. KOMPETENTSID", heading=True), made).competencies
        assert [(one.name.value, len(one.indicators)) for one in found] == [("Koostöö", 2), ("Täpsus", 1)]


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.html"])
class TestBetweenTables:
    def test_paragraphs_over_tables_are_groups(self, tmp_path: Path, name: str) -> None:
        head = ("Nr", "Ülesanne", "Tulemus")
        found = described(
            tmp_path,
            name,
            SECTION,
            Paragraph("Õigusteenus"),
            table(head, *((duty[0], duty[1], tuple(duty[2])) for duty in PLAIN[:2])),
            Paragraph("Esindamine ja nõuanne:"),
            table(*((duty[0], duty[1], tuple(duty[2])) for duty in PLAIN[2:])),
            *BELOW,
        )
        assert said(found) == grouped(
            PLAIN, "Õigusteenus", "Õigusteenus", "Esindamine ja nõuanne", "Esindamine ja nõuanne"
        )

    def test_duties_without_outcomes_and_sentences_are_none(self, tmp_path: Path, name: str) -> None:
        made = table(*((f"{duty[0]} {duty[1]}", tuple(duty[2])) for duty in PLAIN[:2]), ("Nõustamine", ""))
        more = table((f"{PLAIN[2][0]} {PLAIN[2][1]}", tuple(PLAIN[2][2])))
        between = (Paragraph("Jurist juhib tööd."), more, Paragraph("Muud ülesanded"), more)
        found = described(tmp_path, name, SECTION, made, *between, *BELOW)
        assert {duty.group for duty in found.duties} == {None}
        assert {duty.text.value for duty in found.duties} >= {"Nõustamine", *(duty[1] for duty in PLAIN[:3])}
