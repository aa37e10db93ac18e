"""The cells that name people: what they name, and what they only seem to name."""

from __future__ import annotations

import pytest

from ajgraph.description import Text
from ajgraph.reading import mentions
from ajgraph.reading.row import Row

OWN = Text("Jurist", 1)


def cell(*lines: str) -> list[tuple[str | None, str | None, str]]:
    rows = [Row(text, number) for number, text in enumerate(lines, 1)]
    return [(one.title, one.specialisation, one.kind) for one in mentions.read(rows, OWN).mentions]


@pytest.mark.parametrize("text", ["-", "–", "puudub", "Puuduvad.", "ei ole", "Ei asenda"])
def test_nobody(text: str) -> None:
    assert cell(text) == [(None, None, "none")]


@pytest.mark.parametrize(
    "text",
    [
        "Vastavalt asendusskeemile",
        "kodukorra kohaselt",
        "vastavalt direktori käskkirjale",
        "asendusplaani alusel",
    ],
)
def test_another_document_decides(text: str) -> None:
    assert cell(text) == [(None, None, "rule")]


@pytest.mark.parametrize(
    "text",
    [
        "vahetu juhi määratud ametnik",
        "osakonnajuhi või peadirektori määratud teenistuja",
        "direktori käskkirjaga määratud töötaja",
    ],
)
def test_nobody_until_somebody_decides(text: str) -> None:
    assert cell(text) == [(None, None, "designated")]


def test_own_title_is_a_colleague_in_any_case_and_number() -> None:
    assert cell("juristi") == [("jurist", None, "peer")]
    assert cell("teist juristi") == [("jurist", None, "peer")]
    assert cell("Üksteist") == [("Jurist", None, "peer")]


def test_a_bracket_binds_to_the_item_before_it() -> None:
    assert cell("Teenuse juht, koordinaator,", "nõunik (lepitus, noored)") == [
        ("teenuse juht", None, "post"),
        ("koordinaator", None, "post"),
        ("nõunik", "lepitus, noored", "post"),
    ]


def test_conjunctions_divide_only_after_a_head_noun() -> None:
    assert cell("arengu ja planeeringu osakonna juhataja") == [
        ("arengu ja planeeringu osakonna juhataja", None, "post")
    ]
    assert cell("nõunik ja talituse juhataja") == [
        ("nõunik", None, "post"),
        ("talituse juhataja", None, "post"),
    ]


def test_conditions() -> None:
    rows = [Row("nõunik (puhkuse ajal), vajadusel talituse juhataja, spetsialist pädevuse piires", 7)]
    assert [(one.title, one.condition) for one in mentions.read(rows, OWN).mentions] == [
        ("nõunik", "puhkuse ajal"),
        ("talituse juhataja", "vajadusel"),
        ("spetsialist", "pädevuse piires"),
    ]


def test_members_of_a_unit() -> None:
    (found,) = mentions.read([Row("osakonna teenistujad", 3)], OWN).mentions
    assert (found.title, found.unit, found.kind) == ("osakonna teenistuja", "osakond", "unit-member")


def test_a_named_unit_but_not_a_bare_kind() -> None:
    rows = [Row("metsaosakonna juhataja, talituse juhataja", 3)]
    assert [one.unit for one in mentions.read(rows, OWN).mentions] == ["metsaosakond", None]


def test_aliases() -> None:
    found = mentions.read([Row("metsateenistuse direktorile (edaspidi direktor)", 4)], OWN)
    assert [(alias.short, alias.full) for alias in found.aliases] == [
        ("direktor", "metsateenistuse direktor")
    ]
    assert [one.title for one in found.mentions] == ["metsateenistuse direktor"]


def test_lines_and_evidence() -> None:
    rows = [Row("Jurist,", 4), Row("nõunik", 5)]
    found = mentions.read(rows, OWN).mentions
    assert [(one.text, one.line, one.sentence) for one in found] == [
        ("Jurist", 4, "Jurist, nõunik"),
        ("nõunik", 5, "Jurist, nõunik"),
    ]


def test_an_unknown_head_is_marked() -> None:
    (found,) = mentions.read([Row("taksidermistile", 1)], OWN).mentions
    assert (found.title, found.by_rule) == ("taksidermist", True)


def test_endless_prose_names_nobody() -> None:
    assert mentions.read([Row("nõunik " * 500, 1)], OWN).mentions == ()


def test_own_title_with_another_specialisation_is_another_post() -> None:
    rows = [Row("jurist (mets), jurist (meri), jurist", 1)]
    found = mentions.read(rows, OWN, Text("meri", 1)).mentions
    assert [one.kind for one in found] == ["post", "peer", "peer"]
