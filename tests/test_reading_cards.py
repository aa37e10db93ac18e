"""Labels of people with labels of their own: the manager's "Ametikoht" is the manager's, and nobody's name is kept."""

from __future__ import annotations

import json

import pytest

from ajgraph.blocks import Document
from ajgraph.description import JobDescription
from ajgraph.description_json import to_json
from ajgraph.documents import from_text
from ajgraph.reading import persons, read
from tests.test_reading_grids import page

FIELDS = {
    "Vahetu juht": "manager",
    "Asendaja": "substituted_by",
    "Keda asendab": "substitutes",
    "Alluvad": "subordinates",
}
NAMES = ("Maasikas", "Juurikas", "Mari", "naidis.ee")


def only(document: Document) -> JobDescription:
    (found,) = read(document).descriptions
    return found


def lines(text: str) -> Document:
    return from_text(f"AMETIJUHEND\n\n{text}\n\nEesmärk: õigusabi andmine\n")


def table(*rows: list[str | None]) -> Document:
    return page("AMETIJUHEND", rows, "Eesmärk: õigusabi andmine")


def titles(found: JobDescription, field: str) -> list[str | None]:
    return [one.title for one in getattr(found, field)]


def kinds(found: JobDescription) -> list[str]:
    return [problem.kind for problem in found.problems]


def nobody_is_named(found: JobDescription) -> bool:
    """Return whether no name or address is in anything that was read, evidence and messages included."""
    kept = json.dumps(to_json(found), ensure_ascii=False) + repr(found)
    return not any(name in kept for name in NAMES)


def cards(label: str) -> dict[str, Document]:
    """Return the same card under ``label`` in every shape: each names a director, with name and telephone or without."""
    return {
        "row": table(["Ametinimetus", "nõunik"], [label, "Ametinimetus", "direktor"]),
        "row, value in the label's cell": table(["Ametinimetus", "nõunik"], [label, "Ametikoht: direktor"]),
        "row with the name": table(
            ["Ametinimetus", "nõunik"], [label, "Nimi", "Mari Maasikas", "Ametikoht", "direktor"]
        ),
        "rows beside": table(
            ["Ametinimetus", "nõunik", None],
            [label, "Nimi", "Mari Maasikas"],
            [None, "Ametinimetus", "direktor"],
            [None, "Telefon", "555 1234"],
            ["Üksus", "õigusosakond", None],
        ),
        "rows below": table(
            ["Ametinimetus", "nõunik"],
            [label, None],
            ["Ametinimetus", "direktor"],
            ["Nimi", "Mari Maasikas"],
            ["E-post", "mari@naidis.ee"],
            ["Üksus", "õigusosakond"],
        ),
        "labels above": table(
            ["Ametinimetus", "nõunik", None],
            [label, None, None],
            ["Nimi", "Ametinimetus", "Telefon"],
            ["Mari Maasikas", "direktor", "555"],
            ["Üksus", "õigusosakond", None],
        ),
        "one cell": table(
            ["Ametinimetus", "nõunik"],
            [label, "Ametinimetus: direktor\nNimi: Mari Maasikas\nTelefon: 555"],
        ),
        "label in the cell": table(
            ["Ametinimetus", "nõunik"], [f"{label}\nNimi: Mari Maasikas\nAmetikoht: direktor", None]
        ),
        "lines": lines(
            f"Ametinimetus: nõunik\n{label}\nAmetinimetus: direktor\nNimi: Mari Maasikas\nTelefon: 555\nÜksus: õigusosakond"
        ),
        "indented": lines(f"Ametikoht: nõunik\n{label}:\n   Ametikoht: direktor\nÜksus: õigusosakond"),
        "one line": lines(f"Ametikoht: nõunik\n{label}: nimi: Mari Maasikas, ametikoht: direktor"),
        "values below": lines(
            f"Ametikoht: nõunik\n{label}\nNimi\nMari Maasikas\nTelefon:\nAmetikoht\ndirektor"
        ),
        "numbered": lines(
            f"1.1 Ametikoht: nõunik\n1.2 {label}:\n1.2.1 Nimi: Mari Maasikas\n1.2.2 Ametikoht: direktor"
        ),
        "tabs": lines(
            f"Ametinimetus\tnõunik\nÜksus\tõigusosakond\n{label}\tNimi\tMari Maasikas\n\tAmetinimetus\tdirektor"
        ),
        "heading names the post": from_text(
            f"NÕUNIKU AMETIJUHEND\n\n{label}\nNimi: Mari Maasikas\nAmetikoht: direktor\n\nEesmärk: õigusabi\n"
        ),
    }


@pytest.mark.parametrize("label", FIELDS)
@pytest.mark.parametrize("shape", cards("Vahetu juht"))
def test_the_post_in_a_card_is_that_of_the_person_it_is_about(label: str, shape: str) -> None:
    found = only(cards(label)[shape])
    assert found.title.value.casefold() == "nõunik"
    assert {field: titles(found, field) for field in FIELDS.values() if titles(found, field)} == {
        FIELDS[label]: ["direktor"]
    }
    assert all(unit.value == "õigusosakond" for unit in found.units)
    assert nobody_is_named(found)


@pytest.mark.parametrize("shape", cards("Vahetu juht"))
def test_that_a_name_was_left_out_is_said_once(shape: str) -> None:
    document = cards("Vahetu juht")[shape]
    names = any("Maasikas" in line.text for block in document.blocks for line in block.lines)
    assert kinds(only(document)) == ["not-kept"] * names


@pytest.mark.parametrize(
    "document",
    [
        table(["Ametinimetus", "nõunik"], ["Asendaja", "Nimi", "Jüri Juurikas"], ["Alluvad", "jurist"]),
        lines("Ametikoht: nõunik\nAsendaja:\nNimi: Jüri Juurikas\nTelefon: 555\nAlluvad: jurist"),
        lines("Ametikoht: nõunik\nAsendaja: Jüri Juurikas\nAlluvad: jurist"),
        lines("Ametikoht: nõunik\nAsendaja: Jüri Juurikas (puhkuse ajal)\nAlluvad: jurist"),
    ],
)
def test_a_card_with_a_name_alone_says_nothing_but_that(document: Document) -> None:
    found = only(document)
    assert found.substituted_by == ()
    assert titles(found, "subordinates") == ["jurist"]
    assert kinds(found) == ["not-understood"]
    assert "without a post" in found.problems[0].message.en
    assert nobody_is_named(found)


def test_an_empty_unit_in_a_card_is_nothing_and_a_filled_one_is_said() -> None:
    card = "Ametikoht: nõunik\nVahetu juht:\n  Nimi: Mari Maasikas\n  Üksus:{}\n  Ametikoht: direktor"
    assert titles(only(lines(card.format(""))), "manager") == ["direktor"]
    found = only(lines(card.format(" juhtkond")))
    assert (titles(found, "manager"), found.units) == (["direktor"], ())
    assert "the line “juhtkond” was not understood" in [problem.message.en for problem in found.problems]


def test_two_cards_beside_each_other() -> None:
    found = only(
        table(
            ["Ametikoht", "nõunik", None, None, None, None],
            ["Vahetu juht", "Nimi", "Mari Maasikas", "Asendaja", "Nimi", "Jüri Juurikas"],
            [None, "Ametikoht", "direktor", None, "Ametikoht", "jurist"],
        )
    )
    assert (titles(found, "manager"), titles(found, "substituted_by")) == (["direktor"], ["jurist"])
    assert nobody_is_named(found)


@pytest.mark.parametrize(
    "document",
    [
        lines("Vahetu juht:\nAmetikoht: nõunik\nAsendaja: jurist"),
        from_text(
            "NÕUNIKU AMETIJUHEND\n\nVahetu juht:\nAmetikoht: nõunik\nAsendaja: jurist\n\nEesmärk: abi\n"
        ),
        lines("Ametikoht: nõunik\nVahetu juht:\nTöökoht: Lossi 1, Tartu\nAsendaja: jurist"),
        table(["Vahetu juht", None, "Ametikoht", "nõunik"], ["Asendaja", "jurist", None, None]),
    ],
)
def test_an_empty_label_does_not_take_the_title_of_the_post(document: Document) -> None:
    found = only(document)
    assert found.title.value == "nõunik"
    assert (found.manager, titles(found, "substituted_by")) == ((), ["jurist"])


@pytest.mark.parametrize(
    "rows",
    [
        [["Vahetu juht", "Ametikoht"], ["direktor", "nõunik"]],
        [["Ametikoht", "Vahetu juht"], ["nõunik", "direktor"]],
        [["Vahetu juht", "Ametikoht", "Üksus"], ["direktor", "nõunik", "õigusosakond"]],
    ],
)
def test_names_of_columns_are_no_card(rows: list[list[str | None]]) -> None:
    found = only(table(*rows))
    assert (found.title.value, titles(found, "manager")) == ("nõunik", ["direktor"])


def test_a_second_description_keeps_its_own_left_out_name() -> None:
    text = "AMETIJUHEND\nAmetikoht: {}\nÜksus: õigusosakond\nVahetu juht\nNimi: Mari Maasikas\nAmetikoht: direktor\n"
    found = read(from_text(text.format("jurist") + "\n" + text.format("nõunik"))).descriptions
    assert [one.title.value for one in found] == ["jurist", "nõunik"]
    assert [[problem.line for problem in one.problems] for one in found] == [[4], [11]]


# -- names beside posts -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "posts"),
    [
        ("Mari Maasikas, nõunik", ["nõunik"]),
        ("Mari Maasikas – Õigusosakonna juhataja", ["õigusosakonna juhataja"]),
        ("M. Maasikas, nõunik; Jurist Jüri-Ants Juurikas", ["nõunik", "jurist"]),
        ("Nõunik Anna Maria Maasikas", ["nõunik"]),
        ("Mari Maasikas (nõunik)", ["nõunik"]),
        ("1) Mari Maasikas, nõunik; 2) referent Jüri Juurikas", ["nõunik", "referent"]),
        ("nõunik või Jüri Juurikas", ["nõunik"]),
        ("referent; Mari Maasikas", ["referent"]),
        ("nõunik Mari Maasikas.", ["nõunik"]),
        ("nõunik – Mari Maasikas", ["nõunik"]),
        ("nõunik - Mari-Liis Maasikas, jurist", ["nõunik", "jurist"]),
        ("nõunik (Mari Maasikas)", ["nõunik"]),
        ("nõunik (M. Maasikas)", ["nõunik"]),
        ("MARI MAASIKAS, nõunik", ["nõunik"]),
        ("nõunik MARI MAASIKAS", ["nõunik"]),
        ("nõunik (mari.maasikas@naidis.ee)", ["nõunik"]),
        ("juhataja, mari.maasikas@naidis.ee, tel +372 555 1234", ["juhataja"]),
        ("nõunik, tel +372 555 1234; jurist Mari Maasikas", ["nõunik", "jurist"]),
        ("Product Owner Mari Maasikas", ["product owner"]),
        ("Tech Lead (Mari Maasikas)", ["tech lead"]),
        ("Teenistujat asendab nõunik Mari Maasikas.", ["nõunik"]),
    ],
)
def test_a_name_beside_a_post_is_left_out_and_said(value: str, posts: list[str]) -> None:
    found = only(lines(f"Ametikoht: spetsialist\nAsendaja: {value}"))
    assert [(one.title or "").casefold() for one in found.substituted_by] == posts
    assert len(found.problems) == 1
    assert "named here" in found.problems[0].message.en
    assert nobody_is_named(found)


@pytest.mark.parametrize(
    ("value", "condition"),
    [
        ("nõunik Mari Maasikas puhkuse ajal", "puhkuse ajal"),
        ("nõunik M. Maasikas puhkuse ajal", "puhkuse ajal"),
        ("nõunik Mari Maasikas (tema puhkuse ajal)", "tema puhkuse ajal"),
    ],
)
def test_a_condition_behind_a_name_is_kept(value: str, condition: str) -> None:
    found = only(lines(f"Ametikoht: spetsialist\nAsendaja: {value}"))
    assert [(one.title, one.condition) for one in found.substituted_by] == [("nõunik", condition)]
    assert nobody_is_named(found)


@pytest.mark.parametrize(
    "value", ["juhataja, tel 5551234", "juhataja (e-post: mari@naidis.ee, mob 555 1234)"]
)
def test_a_telephone_is_no_post_and_no_specialisation(value: str) -> None:
    found = only(lines(f"Ametikoht: spetsialist\nAsendaja: {value}"))
    assert [(one.title, one.specialisation) for one in found.substituted_by] == [("juhataja", None)]
    assert "contact details are not" in found.problems[0].message.en


def test_beside_a_telephone_a_specialisation_is_kept() -> None:
    assert persons.without("nõunik (hanked, tel 5551234)").text == "nõunik (hanked)"


def test_a_manager_is_kept_where_a_sentence_names_the_person() -> None:
    found = only(lines("Ametikoht: spetsialist\nTeenistuja allub osakonnajuhataja Mari Maasikale."))
    assert [one.title for one in found.manager] == ["osakonnajuhataja"]
    assert nobody_is_named(found)


@pytest.mark.parametrize("label", ["Kes asendab", "Vahetu juht"])
@pytest.mark.parametrize(
    ("value", "posts"),
    [
        ("Nõunik Ida Virumaa", [("nõunik Ida Virumaa", None)]),
        ("Nõunik Ida Virumaa, jurist", [("nõunik Ida Virumaa", None), ("jurist", None)]),
        ("Nõunik Harju Maakond", [("nõunik Harju Maakond", None)]),
        ("spetsialist Väike Maarja", [("spetsialist Väike Maarja", None)]),
        ("Arendaja Java", [("arendaja Java", None)]),
        ("Arendaja Java, jurist", [("arendaja Java", None), ("jurist", None)]),
        ("jurist, Tech Lead", [("jurist", None), ("tech lead", None)]),
        ("nõunik (Lüganuse Vald)", [("nõunik", "Lüganuse Vald")]),
        ("projektijuht (Rail Baltica)", [("projektijuht", "Rail Baltica")]),
        ("inspektor (Peipsi Järv)", [("inspektor", "Peipsi Järv")]),
        ("Product Owner", [("product owner", None)]),
        ("Scrum Master", [("scrum master", None)]),
        ("Data Scientist", [("data scientist", None)]),
        ("Tech Lead", [("tech lead", None)]),
        ("Juhtiv Taksidermist", [("juhtiv taksidermist", None)]),
        ("Product Owner, jurist", [("product owner", None), ("jurist", None)]),
        ("Nõunik Ida Virumaa ja jurist", [("nõunik Ida Virumaa", None), ("jurist", None)]),
    ],
)
def test_no_post_is_taken_for_a_person(label: str, value: str, posts: list[tuple[str, str | None]]) -> None:
    found = only(lines(f"Ametikoht: spetsialist\n{label}: {value}"))
    named = found.substituted_by if label == "Kes asendab" else found.manager
    assert [(one.title, one.specialisation) for one in named] == posts
    assert not [problem for problem in found.problems if "person is named" in problem.message.en]


def test_two_regions_of_one_post_are_one_post() -> None:
    found = only(lines("Ametikoht: spetsialist\nAsendaja: nõunik Ida Virumaa ja Lääne Virumaa"))
    titles = [(one.title or "").casefold() for one in found.substituted_by]
    assert titles == ["nõunik ida virumaa ja lääne virumaa"]


@pytest.mark.parametrize(
    "text",
    [
        "Tartu Linnavalitsuse jurist",
        "Haridus- ja Teadusministeeriumi nõunik",
        "Vanem Jurist",
        "Osakonna Juhataja",
        "Põhja Prefektuur",
        "nõunik (Lõuna Eesti)",
        "nõunik",
        "jurist A",
        "nõunik Harju Maakonnas",
        "nõunik Vilsandi Saar",
        "Nõunik Rail Baltica projektis",
        "nõunik (käskkiri nr 5123456)",
        "VANEM JURIST",
        "Data Steward, edaspidi teenistuja",
    ],
)
def test_capitals_of_offices_and_bodies_are_no_names(text: str) -> None:
    assert persons.without(text).text == text


@pytest.mark.parametrize(
    ("value", "posts"),
    [
        ("5 spetsialisti", ["spetsialist"]),
        ("5 spetsialisti ja 2 juristi", ["spetsialist", "jurist"]),
        ("kümme spetsialisti, üks jurist", ["spetsialist", "jurist"]),
        ("kokku 5 spetsialisti", ["spetsialist"]),
        ("umbes 5-7 spetsialisti", ["spetsialist"]),
        ("5 x spetsialist", ["spetsialist"]),
        ("spetsialist – 5, jurist – 1", ["spetsialist", "jurist"]),
        ("spetsialist, 5 kohta", ["spetsialist"]),
        ("spetsialistid (5)", ["spetsialist"]),
        ("5 vanemspetsialisti (hanked)", ["vanemspetsialist"]),
    ],
)
def test_how_many_there_are_is_no_part_of_the_title(value: str, posts: list[str]) -> None:
    found = only(lines(f"Ametikoht: nõunik\nAlluvad: {value}\nVahetu juht: direktor"))
    assert titles(found, "subordinates") == posts
    assert found.problems == ()


# -- lines of labels --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("upper", "lower", "units", "manager"),
    [
        ("Ametinimetus\tÜksus\tVahetu juht", "nõunik\t\tdirektor", [], ["direktor"]),
        ("Ametinimetus\tÜksus\tVahetu juht", "nõunik\tõigusosakond", ["õigusosakond"], []),
        ("Ametinimetus\tÜksus\tVahetu juht", "nõunik\tõigusosakond\tdirektor", ["õigusosakond"], ["direktor"]),
        ("Üksus\tAmetinimetus\tVahetu juht", "\tnõunik\tdirektor", [], ["direktor"]),
        ("Ametinimetus\t\tÜksus\tVahetu juht", "nõunik\t\t\tõigusosakond\tdirektor", ["õigusosakond"], ["direktor"]),
        ("Ametinimetus\tÜksus\tVahetu juht", "nõunik\t\t\tõigusosakond\tdirektor", ["õigusosakond"], ["direktor"]),
    ],
)  # fmt: skip
def test_an_empty_place_between_tabs_keeps_its_column(
    upper: str, lower: str, units: list[str], manager: list[str]
) -> None:
    found = only(lines(f"{upper}\n{lower}\n\nAsendaja: jurist"))
    assert found.title.value == "nõunik"
    assert [unit.value for unit in found.units] == units
    assert (titles(found, "manager"), titles(found, "substituted_by")) == (manager, ["jurist"])


def test_the_empty_place_is_said() -> None:
    found = only(lines("Ametinimetus\tÜksus\tVahetu juht\nnõunik\t\tdirektor"))
    assert [problem.message.en for problem in found.problems] == ["no value was found for the label “Üksus”"]


@pytest.mark.parametrize(
    "text",
    [
        "Ametinimetus\tnõunik\nVahetu juht\tdirektor",
        "Ametinimetus:\tnõunik\nVahetu juht:\tdirektor",
    ],
)
def test_a_label_and_its_value_in_each_of_two_tabbed_lines_are_no_heading_row(text: str) -> None:
    found = only(lines(text))
    assert (found.title.value, titles(found, "manager")) == ("nõunik", ["direktor"])


@pytest.mark.parametrize(
    "text",
    [
        "Ametikoht: nõunik; Struktuuriüksus: õigusosakond; Vahetu juht: juhataja; Asendaja: jurist; referent",
        "Ametikoht: nõunik; struktuuriüksus: õigusosakond; vahetu juht: juhataja; asendaja: jurist; referent",
    ],
)
def test_labels_on_one_line_with_semicolons_between(text: str) -> None:
    found = only(lines(text))
    assert (found.title.value, [unit.value for unit in found.units]) == ("nõunik", ["õigusosakond"])
    assert (titles(found, "manager"), titles(found, "substituted_by")) == (
        ["juhataja"],
        ["jurist", "referent"],
    )


def test_words_with_a_colon_after_a_semicolon_stay_in_their_duty() -> None:
    found = only(
        lines("Ametikoht: nõunik\n\nTööülesanded\n1. Koostab kava; vahetu juht: kooskõlastab.\n2. Nõustab.")
    )
    assert [duty.text.value for duty in found.duties] == [
        "Koostab kava; vahetu juht: kooskõlastab.",
        "Nõustab.",
    ]
    assert found.manager == ()


@pytest.mark.parametrize(
    ("line", "manager", "by", "of"),
    [
        ("Asendaja / asendatav: jurist / referent", [], ["jurist"], ["referent"]),
        ("Vahetu juht / asendaja   juhataja / jurist", ["juhataja"], ["jurist"], []),
        ("Otsene juht / kõrgem juht: juhataja / direktor", ["juhataja"], [], []),
    ],
)
def test_two_labels_with_a_stroke_between_have_a_value_each(
    line: str, manager: list[str], by: list[str], of: list[str]
) -> None:
    found = only(lines(f"Ametikoht: nõunik\n{line}\nÜksus: õigusosakond"))
    assert [titles(found, field) for field in ("manager", "substituted_by", "substitutes")] == [
        manager,
        by,
        of,
    ]


def test_labels_above_the_heading_are_read_as_well() -> None:
    found = only(
        from_text(
            "Lisa 1 töölepingule\n\nTööandja: Näidise Kool\nTöötaja amet: õpetaja\nVahetu juht: direktor\n\n"
            "AMETIJUHEND\n\nEesmärk: õpetamine\n"
        )
    )
    assert (found.title.value, titles(found, "manager")) == ("õpetaja", ["direktor"])
    assert found.organisation is not None
    assert found.organisation.value == "Näidise Kool"


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Ametikoht, mis asendab", "substituted_by"),
        ("Ametikoht, mida asendab", "substitutes"),
        ("Asendatakse", "substituted_by"),
        ("Keda asendatakse", "substitutes"),
        ("Töötaja juhtimine", "manager"),
        ("Asendamiskohustus", "substitutes"),
        ("4) ametikohale alluvad –", "subordinates"),
    ],
)
def test_directions_of_labels_in_other_words(label: str, field: str) -> None:
    colon = "" if label.endswith("–") else ":"
    found = only(lines(f"Ametikoht: nõunik\n{label}{colon} jurist\nÜksus: õigusosakond"))
    assert {name: titles(found, name) for name in FIELDS.values() if titles(found, name)} == {
        field: ["jurist"]
    }
