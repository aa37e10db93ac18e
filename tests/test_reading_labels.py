"""The vocabulary of labels: which field a line speaks of, whatever words the agency uses."""

from __future__ import annotations

import pytest

from ajgraph.reading import labels, parts
from ajgraph.reading.row import Row


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("1.4 Kes asendab", "substituted_by"),
        ("Teenistuja asendaja", "substituted_by"),
        ("Teenistujat asendab", "substituted_by"),
        ("Tema asendaja:", "substituted_by"),
        ("Esimene asendaja", "substituted_by"),
        ("1.5 Keda asendab", "substitutes"),
        ("Teenistuja asendab", "substitutes"),
        ("Tema asendab: jurist", "substitutes"),
        ("Asendab:", "substitutes"),
        ("Otsene ülem", "manager"),
        ("1.2. Allub: direktorile", "manager"),
        ("KELLELE ALLUB", "manager"),
        ("Alluvad -", "subordinates"),
        ("Töökoha nimetus", "title"),
        ("5. KVALIFIKATSIOONINÕUDED", "requirements"),
        ("IV. VASTUTUS", "responsibilities"),
    ],
)
def test_direction_and_field_come_from_the_words(line: str, field: str) -> None:
    found = labels.find(line)
    assert found is not None
    assert found.field == field


@pytest.mark.parametrize(
    "line",
    [
        "vastutus on oluline",  # small letter, no colon
        "Asendajaga kooskõlastamine",  # the label ends inside a word
        "Osakond juhib tööd",  # a label only where a colon follows
        "direktori või teda asendava isiku käskkiri",
        "",
        "1.1",
    ],
)
def test_prose_is_no_label(line: str) -> None:
    assert labels.find(line) is None


def test_value_and_ending() -> None:
    inline = labels.find("1.4. Allub  osakonna juhatajale")
    assert inline is not None
    assert (inline.number, inline.text, inline.ending, inline.rest) == (
        "1.4",
        "Allub",
        "gap",
        "osakonna juhatajale",
    )
    dash = labels.find("Alluvad – puuduvad")
    assert dash is not None
    assert (dash.ending, dash.rest) == ("colon", "puuduvad")


def fields(*lines: str) -> list[tuple[str, list[str]]]:
    rows = [Row(text, number, start=True) for number, text in enumerate(lines, 1)]
    return [(part.field, [row.text for row in part.rows]) for part in parts.split(rows)]


def test_several_labels_on_one_line() -> None:
    assert fields("1.3 Vahetu juht 1.4 Kes asendab 1.5 Keda asendab") == [
        ("manager", []),
        ("substituted_by", []),
        ("substitutes", []),
    ]


def test_a_section_and_its_first_label_on_one_line() -> None:
    assert fields("1. ÜLDOSA 1.1. Ametinimetus: jurist") == [("general", []), ("title", ["jurist"])]


def test_the_purpose_that_repeats_its_heading_stays_whole() -> None:
    assert fields("2. TÖÖ EESMÄRK", "Töö eesmärk on hoida korda.") == [
        ("purpose", ["Töö eesmärk on hoida korda."])
    ]


def test_a_numbered_duty_is_no_label() -> None:
    assert fields(
        "3. TÖÖÜLESANDED", "3.1 Asendab puuduvat kolleegi.", "3.2 Haridus: koolituste korraldamine."
    ) == [("duties", ["3.1 Asendab puuduvat kolleegi.", "3.2 Haridus: koolituste korraldamine."])]


def test_unknown_labels_and_headings_end_the_part_before() -> None:
    assert fields("Alluvad: puuduvad", "Parkimiskoht: olemas", "7. PARKIMINE", "Hoovis.") == [
        ("subordinates", ["puuduvad"]),
        ("unknown", ["Parkimiskoht: olemas"]),
        ("unknown", ["Hoovis."]),
    ]
