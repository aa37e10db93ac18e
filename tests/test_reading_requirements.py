"""Education, experience, languages, competencies, reviews: what a sentence asks for."""

from __future__ import annotations

import pytest

from ajgraph.description import JobDescription, Text
from ajgraph.documents import from_text
from ajgraph.reading import languages, read
from ajgraph.reading.requirements import education_level, years_of
from ajgraph.reading.reviews import months_of


def description(body: str) -> JobDescription:
    (found,) = read(from_text("AMETIJUHEND\n\nAmetinimetus: Jurist\n\n5. NÕUDED\n\n" + body)).descriptions
    return found


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Kõrgharidus", "higher"),
        ("Kõrgharidus, soovitavalt magistrikraad õigusteaduses", "higher"),
        ("Magistrikraadiga kõrgharidus", "master"),
        ("Bakalaureuse- või magistrikraad", "bachelor"),
        ("Vähemalt keskharidus", "secondary"),
        ("pedagoogiline kesk- või kõrgharidus", "secondary"),
        ("keskeriharidus", "vocational"),
        ("kutseharidus", "vocational"),
        ("põhiharidus", "basic"),
        ("doktorikraad", "doctoral"),
        ("ei ole nõutav", None),
    ],
)
def test_education_level(text: str, level: str | None) -> None:
    assert education_level(text) == level


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("vähemalt 3-aastane töökogemus", 3),
        ("kaheaastane töökogemus", 2),
        ("vähemalt viis aastat", 5),
        ("töökogemus vähemalt 2 (kaks) aastat", 2),
        ("24-kuuline töökogemus", 2),
        ("töökogemus on vajalik", None),
    ],
)
def test_years(text: str, years: int | None) -> None:
    assert years_of(text) == years


def test_two_kinds_of_experience_in_one_sentence() -> None:
    found = description(
        "Töökogemus Vähemalt 4-aastane töökogemus valdkonnas ja vähemalt 2-aastane juhtimiskogemus.\n"
    )
    assert [(one.years, one.kind, one.required) for one in found.requirements.experience] == [
        (4, "field", True),
        (2, "management", True),
    ]


def test_a_preference_is_not_required() -> None:
    found = description("Töökogemus\n\nVähemalt 1-aastane töökogemus. Kasuks tuleb juhtimiskogemus.\n")
    assert [(one.years, one.kind, one.required) for one in found.requirements.experience] == [
        (1, "general", True),
        (None, "management", False),
    ]


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("Eesti keel C1, inglise keel B2.", [("et", "C1", True, 1), ("en", "B2", True, 2)]),
        ("Inglise või vene keele oskus tasemel B2.", [("en", "B2", True, 1), ("ru", "B2", True, 1)]),
        (
            "Inglise, soome või vene keel B1-tasemel.",
            [("en", "B1", True, 1), ("fi", "B1", True, 1), ("ru", "B1", True, 1)],
        ),
        ("C1-tasemel eesti keel ja B2-tasemel vene keel.", [("et", "C1", True, 1), ("ru", "B2", True, 2)]),
        ("Eesti keel kõrgtasemel.", [("et", "C1", True, 1)]),
        ("Kasuks tuleb saksa keele oskus.", [("de", None, False, 1)]),
        ("Eesti Vabariigi kodakondsus.", []),
    ],
)
def test_languages(text: str, skills: list[tuple[str, str | None, bool, int]]) -> None:
    found = languages.read([Text(text, 1)])
    assert [(one.language, one.level, one.required, one.group) for one in found] == skills


def test_groups_go_on_over_sentences() -> None:
    found = languages.read([Text("Eesti keel C1.", 1), Text("Läti või leedu keel B1.", 2)])
    assert [(one.language, one.group, one.line) for one in found] == [
        ("et", 1, 1),
        ("lv", 2, 2),
        ("lt", 2, 2),
    ]


def test_requirements_without_labels_of_their_own() -> None:
    found = description(
        "Kõrgharidus. Eesti keel tasemel C1. Oskab kasutada kontoritarkvara. Vähemalt 2 aastat töökogemust.\n"
    )
    assert found.requirements.education is not None
    assert found.requirements.education.level == "higher"
    assert [one.language for one in found.requirements.languages] == ["et"]
    assert found.requirements.computer is not None
    assert [one.years for one in found.requirements.experience] == [2]


def test_competencies_in_their_three_forms() -> None:
    found = description(
        "Tööks vajalikud kompetentsid\n\nTäpsus:\n• Teeb tööd täpselt ja\n\nhoolega.\n• Märkab vigu.\n"
        "Isikuomadused Hoolivus, algatus-, vastutus- ja suhtlemisvõime.\n"
    )
    assert [(one.name.value, one.kind, [i.value for i in one.indicators]) for one in found.competencies] == [
        ("Täpsus", "core", ["Teeb tööd täpselt ja hoolega.", "Märkab vigu."]),
        ("Hoolivus", "additional", []),
        ("algatusvõime", "additional", []),
        ("vastutusvõime", "additional", []),
        ("suhtlemisvõime", "additional", []),
    ]


def test_a_name_with_sentences_has_one_indicator_each() -> None:
    found = description(
        "Täiendavad kompetentsid\n\n• Loovus: Leiab uusi\nlahendusi. Katsetab.\n• Täpsus: Ei eksi.\n"
    )
    assert [(one.name.value, [i.value for i in one.indicators]) for one in found.competencies] == [
        ("Loovus", ["Leiab uusi lahendusi.", "Katsetab."]),
        ("Täpsus", ["Ei eksi."]),
    ]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Ametijuhend vaadatakse üle kord aastas.", 12),
        ("Ametijuhend vaadatakse üle iga-aastaselt arenguvestlusel.", 12),
        ("Ametijuhend vaadatakse läbi vähemalt kord kahe aasta jooksul.", 24),
        ("Ametijuhend vaadatakse läbi iga 3 aasta järel.", 36),
        ("Ametijuhend vaadatakse üle kaks korda aastas.", 6),
        ("Ametijuhend vaadatakse üle kord poolaastas.", 6),
        ("Ametijuhend vaadatakse üle kord 18 kuu jooksul.", 18),
        ("Ametijuhend vaadatakse üle vajaduse korral.", None),
    ],
)
def test_review_interval(text: str, months: int | None) -> None:
    assert months_of(text) == months


def test_the_review_sentence_is_found_without_its_section() -> None:
    found = description(
        "Haridus: kõrgharidus\n\n4. Õigused\n- saada abi.\n\nAmetijuhend vaadatakse üle kord aastas.\n"
    )
    assert found.review_months == 12
    assert found.review is not None
    assert found.review.line == 12
    assert [one.value for one in found.rights] == ["saada abi."]


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("Töötingimuste erisused: puuduvad", None),
        ("Töötingimuste erisused: summeeritud tööaeg", "summeeritud tööaeg"),
        ("Eritingimused: Rakendatakse valveaega.", "Rakendatakse valveaega."),
        ("Eritingimused: tööreisid", None),
    ],
)
def test_working_time_mark(line: str, mark: str | None) -> None:
    (found,) = read(
        from_text(f"AMETIJUHEND\nAmetinimetus: Jurist\nVahetu juht: direktor\n{line}\n")
    ).descriptions
    assert (found.working_time.value if found.working_time else None) == mark
