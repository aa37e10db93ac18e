"""Orders, annexes and approvals: how many descriptions a file holds, and who approved them."""

from __future__ import annotations

import datetime

import pytest

from ajgraph.documents import from_text
from ajgraph.language import Bilingual
from ajgraph.reading import read

ORDER = """KÄSKKIRI
12.05.2025 nr 4-1/12
Ametijuhendite kinnitamine
Kinnitan Järvevälja Keskuse ametijuhendid:
1.1. nõustaja ametijuhend (lisa 1);
1.2. jurist (lisa 2).
2. Tunnistan kehtetuks direktori 01.02.2020 käskkirja nr 7.
(allkirjastatud digitaalselt)
direktor
"""
FIRST = (
    "Lisa 1\nJÄRVEVÄLJA KESKUS\nNÕUSTAMISTALITUS\nAMETIJUHEND\n"
    "1. Üldosa\n1.1. Ametinimetus nõustaja\n1.2. Allub direktorile\n"
)
SECOND = "Lisa 2\nAMETIJUHEND\n1. Üldosa\n1.1. Ametinimetus jurist\n1.2. Allub direktorile\n"


def test_two_annexes_give_two_descriptions() -> None:
    first, second = read(from_text(ORDER + FIRST + SECOND)).descriptions
    assert (first.title.value, second.title.value) == ("nõustaja", "jurist")
    assert [unit.value for unit in first.units] == ["Nõustamistalitus"]
    assert (first.source.first_line, first.source.last_line) == (10, 16)
    assert (second.source.first_line, second.source.last_line) == (17, 21)


def test_an_order_approves_its_annexes() -> None:
    for found in read(from_text(ORDER + FIRST + SECOND)).descriptions:
        approval = found.approval
        assert (approval.date, approval.order, approval.by) == (
            datetime.date(2025, 5, 12),
            "4-1/12",
            "direktor",
        )
        assert found.organisation is not None
        assert found.organisation.value == "Järvevälja Keskus"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (ORDER, "order"),
        ("Koosoleku protokoll\n\n1. Avamine\nKoosoleku avas juhataja.\n", "no job description"),
        ("AMETIJUHEND\n\nSee leht on meelega tühi.\n", "no job description"),
        ("Kallid kolleegid! Ametijuhend on uuendatud.\n", "no job description"),
    ],
)
def test_nothing_is_invented(text: str, reason: str) -> None:
    reading = read(from_text(text))
    assert reading.descriptions == ()
    (problem,) = reading.problems
    assert isinstance(problem.message, Bilingual)
    assert reason in problem.message.en


def test_the_head_of_each_page_begins_no_new_description() -> None:
    page = "Metsakooli juristi ametijuhend\n"
    text = (
        page
        + "\nAmetinimetus: Jurist\nOtsene ülem: direktor\nÕigused:\n- saada abi;\n"
        + page
        + "- teha ettepanekuid.\n"
    )
    (found,) = read(from_text(text)).descriptions
    assert [(right.value, right.line) for right in found.rights] == [
        ("saada abi", 6),
        ("teha ettepanekuid.", 8),
    ]


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        (
            "KINNITATUD\nMetsa Ameti peadirektori 19.01.2024\nkäskkirjaga nr 10",
            ("2024-01-19", "10", "peadirektor", "Metsa Amet"),
        ),
        (
            "Kinnitatud Saare Vallavalitsuse vallavanema 02.01. 2002. a. käskkirjaga nr 9",
            ("2002-01-02", "9", "vallavanem", "Saare Vallavalitsus"),
        ),
        ("KINNITATUD\ndirektori 5. mai 2023 käskkirjaga nr 1-1/5", ("2023-05-05", "1-1/5", "direktor", None)),
        (
            "Metsa Kooli direktori\nkäskkirjaga nr. 1-2/38 lisa 4\n28. 04. 2017",
            ("2017-04-28", "1-2/38", "direktor", "Metsa Kool"),
        ),
        (
            "KINNITATUD\nMetsa Ameti peadirektori\nveebruari 2025\nkäskkirjaga nr 11",
            (None, "11", "peadirektor", "Metsa Amet"),
        ),
    ],
)
def test_approval_marks(mark: str, said: tuple[str | None, ...]) -> None:
    text = f"{mark}\n\nAMETIJUHEND\n\nAmetinimetus: Jurist\nVahetu juht: direktor\n"
    (found,) = read(from_text(text)).descriptions
    approval = found.approval
    date = approval.date.isoformat() if approval.date else None
    assert (date, approval.order, approval.by, found.organisation and found.organisation.value) == said
    assert bool(found.problems) == (date is None)


def test_what_was_only_read_approves_nothing() -> None:
    text = "AMETIJUHEND\nAmetinimetus: Jurist\nVahetu juht: direktor\n\nAmetijuhendiga tutvunud:\n"
    text += "(allkirjastatud digitaalselt)\njurist\n"
    (found,) = read(from_text(text)).descriptions
    assert (found.approval.signer, found.approval.by, found.approval.date) == (None, None, None)


def test_an_organisation_that_only_the_text_names_is_inferred() -> None:
    text = "AMETIJUHEND\nAmetinimetus: Jurist\nVahetu juht: direktor\n\n4. Õigused\n- teha ettepanekuid Metsaametile.\n"
    (found,) = read(from_text(text)).descriptions
    assert found.organisation is not None
    assert (found.organisation.value, found.organisation.line, found.organisation.by_rule) == (
        "Metsaamet",
        6,
        True,
    )
    assert [problem.line for problem in found.problems] == [6]
    two = read(from_text(text + "- teha ettepanekuid Maksuametile.\n")).descriptions[0]
    assert two.organisation is None


def test_a_genitive_heading_gives_title_and_specialisation() -> None:
    text = "GRUPIJUHI AMETIJUHEND\n(metsade seire)\n1. ÜLDOSA\nKellele allub büroo juhile\n"
    text += "Struktuuriüksuse nimetus metsaosakonna seire büroo\n"
    (found,) = read(from_text(text)).descriptions
    assert (found.title.value, found.specialisation and found.specialisation.value) == (
        "Grupijuht",
        "metsade seire",
    )
    assert [unit.value for unit in found.units] == ["metsaosakond", "seire büroo"]


def test_sentences_without_labels() -> None:
    text = (
        "1. ÜLDSÄTTED\n1.1 arhivaar allub vallasekretärile\n1.2 arhivaarile alluvad registripidajad\n"
        "1.3 arhivaari asendab registripidaja\n1.4 arhivaar asendab registripidajat\n"
        "1.5 arhivaari nimetab ametisse vallavanem\n\n2. TÖÖÜLESANDED\n2.1 korrastab arhiivi\n"
    )
    (found,) = read(from_text(text)).descriptions
    assert found.title.value == "arhivaar"
    assert [
        [one.title for one in mentioned]
        for mentioned in (found.manager, found.subordinates, found.substituted_by, found.substitutes)
    ] == [["vallasekretär"], ["registripidaja"], ["registripidaja"], ["registripidaja"]]
    assert found.problems == ()


def test_a_unit_and_a_manager_in_one_sentence() -> None:
    text = (
        "Sekretär-asjaajaja ametijuhend\n\n1. Üldosa\n"
        "1.1 Sekretär-asjaajaja on kantselei koosseisus olev ametnik ja allub vallasekretärile.\n"
        "1.2 Sekretär - asjaajajat asendab arhivaar.\n"
    )
    (found,) = read(from_text(text)).descriptions
    assert [unit.value for unit in found.units] == ["kantselei"]
    assert [one.title for one in found.manager] == ["vallasekretär"]
    assert [one.title for one in found.substituted_by] == ["arhivaar"]


def test_no_line_breaks_at_all() -> None:
    text = (
        "KINNITATUD Metsa Ameti peadirektori 3. märtsi 2025 käskkirjaga nr 1-1/17 AMETIJUHEND 1. ÜLDOSA "
        "1.1. Ametikoha nimetus: Spetsialist (mets) 1.2. Struktuuriüksus: Metsaosakond, seire talitus "
        "1.3. Vahetu juht: talituse juhataja 1.4. Asendaja: nõunik 1.5. Asendab: nõunikku "
        "2. AMETIKOHA EESMÄRK Hoida metsi. 3. TEENISTUSÜLESANDED 3.1. Koostab aruandeid. 3.2. Teeb seiret. "
        "4. ÕIGUSED 4.1. saada koolitust; 4.2. teha ettepanekuid."
    )
    (found,) = read(from_text(text)).descriptions
    assert found.label == "Spetsialist (mets)"
    assert [unit.value for unit in found.units] == ["Metsaosakond", "seire talitus"]
    assert [one.title for one in (*found.manager, *found.substituted_by)] == ["talituse juhataja", "nõunik"]
    assert [duty.number for duty in found.duties] == ["3.1", "3.2"]
    assert [right.value for right in found.rights] == ["saada koolitust", "teha ettepanekuid."]
    assert found.approval.order == "1-1/17"


def test_each_other_counts_both_ways_and_nobody_below_is_said() -> None:
    text = (
        "INSPEKTORI AMETIJUHEND\n1. ÜLDSÄTTED\n1.1 Inspektor allub direktorile.\n"
        "1.2 Inspektorid asendavad üksteist.\n1.3 Inspektorile ei allu teenistujaid.\n"
    )
    (found,) = read(from_text(text)).descriptions
    assert [one.kind for one in found.substituted_by] == [one.kind for one in found.substitutes] == ["peer"]
    assert [one.kind for one in found.subordinates] == ["none"]
    assert found.problems == ()


def test_a_short_name_given_to_somebody_else_is_no_colleague() -> None:
    text = "AMETIJUHEND\nAmetinimetus: Juhataja\nAllub: osakonna juhatajale (edaspidi juhataja)\nAsendaja: juhataja\n"
    (found,) = read(from_text(text)).descriptions
    assert [one.kind for one in found.substituted_by] == ["post"]
