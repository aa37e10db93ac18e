"""General rules that read wordings nobody listed: each as a small invented text."""

from __future__ import annotations

import pytest

from ajgraph.description import JobDescription
from ajgraph.documents import from_text
from ajgraph.reading import labels, read

HEAD = "AMETIJUHEND\n\nAmetinimetus: Jurist\n"
DUTIES = "\n2. ÜLESANDED\n2.1 Nõustamine;\n2.2 Eelnõude koostamine.\n"


def described(text: str) -> JobDescription:
    (found,) = read(from_text(text)).descriptions
    return found


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("Kes asendab puhkuse ajal: nõunik", "substituted_by"),
        ("Kes asendab teenistusest eemaloleku ajal: nõunik", "substituted_by"),
        ("Kes asendab lähetuses viibimise ajal: nõunik", "substituted_by"),
        ("Puhkuse ajal asendab: nõunik", "substituted_by"),
        ("Asendab puhkuse ajal: nõunikku", "substitutes"),
        ("Keda asendab ajutise äraoleku korral:\tnõunikku", "substitutes"),
        ("Kellele otseselt allub: nõunik", "manager"),
        ("Kes on otseselt alluvad: nõunik", "subordinates"),
    ],
)
def test_a_label_may_say_when_or_how(line: str, field: str) -> None:
    found = described(f"{HEAD}{line}\n{DUTIES}")
    (mention,) = getattr(found, field)
    assert (mention.title, mention.kind) == ("nõunik", "post")
    assert found.problems == ()


@pytest.mark.parametrize(
    "text", ["Õigused on järgmised:", "Ametniku põhiülesanded on järgmised:", "Õigused on:"]
)
def test_a_heading_may_end_in_a_verb(text: str) -> None:
    label = labels.find(text)
    assert label is not None
    assert (label.field in ("rights", "duties"), label.rest) == (True, "")


def test_sections_that_only_a_lead_in_begins() -> None:
    found = described(
        HEAD + "\nJuristi tööülesanneteks on:\n– nõustamine\n– eelnõude koostamine\n\nJuristil on õigus:\n"
        "– saada teavet\n\nJurist vastutab:\n– arvamuste eest\n– tähtaegade eest\n\n"
        "Nõutav on juriidiline kõrgharidus ja eesti keele oskus C1 tasemel.\n"
    )
    assert [len(one) for one in (found.duties, found.rights, found.responsibilities)] == [2, 1, 2]
    assert found.requirements.education is not None
    assert found.requirements.education.level == "higher"
    assert [skill.level for skill in found.requirements.languages] == ["C1"]


def test_headings_as_questions() -> None:
    found = described(
        f"{HEAD}\nMiks see töökoht on loodud?\nÕigusabi andmine.\n\nMida jurist teeb?\n- nõustab\n- koostab eelnõusid\n\n"
        "Mille eest jurist vastutab?\n- arvamuste õigsus\n\nMida juristilt ootame?\n- kõrgharidust\n"
    )
    assert found.purpose is not None
    assert (found.purpose.value, len(found.duties), len(found.responsibilities)) == (
        "Õigusabi andmine.",
        2,
        1,
    )
    assert found.requirements.education is not None


def test_a_first_row_that_names_only_who_is_no_item() -> None:
    found = described(
        f"{HEAD}\nIII Ülesanded\nJurist\n1. nõustab;\n2. koostab eelnõusid.\n\nIV Õigused\nJuristil on õigus\n"
        "1. saada teavet;\n2. osaleda koolitusel.\n"
    )
    assert [duty.text.value for duty in found.duties] == ["nõustab;", "koostab eelnõusid."]
    assert [one.value for one in found.rights] == ["saada teavet", "osaleda koolitusel."]


def test_duties_in_groups_and_outcomes_after_a_dash_or_in_a_column() -> None:
    groups = described(
        f"{HEAD}\nÜLESANDED\nEelnõud\n- koostamine\n- kooskõlastamine\nKohtuasjad\n- esindamine\n"
    )
    assert [(duty.group, duty.text.value) for duty in groups.duties] == [
        ("Eelnõud", "koostamine"),
        ("Eelnõud", "kooskõlastamine"),
        ("Kohtuasjad", "esindamine"),
    ]
    for parted in (" - lepingud on sõlmitud", "      Lepingud on sõlmitud"):
        found = described(
            f"{HEAD}\n3. Ülesanded ja oodatavad tulemused\n\n3.1 Lepingute ettevalmistamine{parted}\n"
        )
        (duty,) = found.duties
        assert duty.text.value == "Lepingute ettevalmistamine"
        assert [one.value.casefold() for one in duty.outcomes] == ["lepingud on sõlmitud"]


def test_competencies_that_stand_over_their_bullets() -> None:
    found = described(
        f"{HEAD}\n5. KOMPETENTSID\n\nKoostöö\n• Jagab teavet.\n• Aitab teisi.\nTäpsus\n• Märkab vigu.\n{DUTIES}"
    )
    assert [(one.name.value, len(one.indicators)) for one in found.competencies] == [
        ("Koostöö", 2),
        ("Täpsus", 1),
    ]


def test_bullets_and_single_words_name_people_each() -> None:
    found = described(
        f"{HEAD}Kes asendab: taksidermist, vanemnäidik\nAlluvad:\n- referent\n- sekretär\n{DUTIES}"
    )
    assert [one.title for one in found.substituted_by] == ["taksidermist", "vanemnäidik"]
    assert [one.title for one in found.subordinates] == ["referent", "sekretär"]
    chain = described(f"{HEAD}Kes asendab: rannaseire, kaldarajatiste talituse juhataja\n{DUTIES}")
    assert len(chain.substituted_by) == 1


@pytest.mark.parametrize("heading", ["AMETIKOHA KIRJELDUS", "Juristi ametikoha juhend", "Ametijuhend nr 14"])
def test_a_heading_in_other_words(heading: str) -> None:
    found = described(
        f"Näidise Vallavalitsus\n\n{heading}\n\nAmetikoht: Jurist\nVahetu juht: Kantseleijuht\n{DUTIES}"
    )
    assert (found.title.value, len(found.duties), found.approval.order) == ("Jurist", 2, None)


def test_a_level_in_words_leaves_the_next_one_to_the_next_language() -> None:
    found = described(
        f"{HEAD}{DUTIES}\n6. NÕUDED\nEesti keel emakeele tasemel, inglise keel B2, vene keel B1 (soovitav).\n"
    )
    assert [(one.language, one.level, one.required) for one in found.requirements.languages] == [
        ("et", None, True),
        ("en", "B2", True),
        ("ru", "B1", False),
    ]


def test_clauses_numbered_in_figures_under_a_roman_heading() -> None:
    found = described(
        "JURISTI AMETIJUHEND\n\nI Üldsätted\n1. Juristiga sõlmib töölepingu direktor.\n2. Jurist allub kantslerile.\n"
        "3. Juristi asendab nõunik.\n\nII Ülesanded\n1. nõustab;\n2. koostab eelnõusid.\n"
    )
    assert [one.title for one in (*found.manager, *found.substituted_by)] == ["kantsler", "nõunik"]
    assert len(found.duties) == 2
