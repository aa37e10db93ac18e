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
        ("soovitavalt magistrikraad", None),
        ("kasuks tuleb magistrikraad", None),
        ("magistrikraad on eeliseks", None),
        ("kõrgharidus (soovitavalt)", None),
        ("kõrgharidus (soovitavalt magistrikraad)", "higher"),
        ("kõrgharidus soovitavalt õiguse alal", "higher"),
        ("soovitavalt kõrgharidus, vähemalt keskharidus", "secondary"),
        ("Soovitavalt magistrikraad. Nõutav on kõrgharidus.", "higher"),
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


def parted(text: str) -> tuple[str | None, list[str], list[str], str | None]:
    """Return what stands under "Haridus": education, experience, languages, computer skills."""
    needs = description(f"Haridus: {text}\n").requirements
    return (
        needs.education.text.value if needs.education else None,
        [one.text.value for one in needs.experience],
        [f"{one.language} {one.level}" for one in needs.languages],
        needs.computer.value if needs.computer else None,
    )


@pytest.mark.parametrize(
    ("text", "education", "experience", "codes", "computer"),
    [
        (
            "kõrgharidus õiguse alal, vähemalt 3-aastane töökogemus, eesti keel C1 tasemel, arvuti kasutamise oskus",
            "kõrgharidus õiguse alal", ["vähemalt 3-aastane töökogemus"], ["et C1"], "arvuti kasutamise oskus",
        ),
        (
            "Keskharidus. Töökogemus vähemalt 1 aasta. Eesti keel B2. Arvuti kasutamise oskus algtasemel.",
            "Keskharidus.", ["Töökogemus vähemalt 1 aasta."], ["et B2"], "Arvuti kasutamise oskus algtasemel.",
        ),
        (
            "Kõrgharidus õiguse alal ja vähemalt 2-aastane erialane töökogemus",
            "Kõrgharidus õiguse alal", ["vähemalt 2-aastane erialane töökogemus"], [], None,
        ),
        (
            "Kõrgharidus, vähemalt 3-aastane töökogemus, soovitavalt avalikus sektoris, inglise keele oskus B1",
            "Kõrgharidus", ["vähemalt 3-aastane töökogemus, soovitavalt avalikus sektoris"], ["en B1"], None,
        ),
        (
            "Keskeriharidus; eesti, inglise ja vene keele oskus",
            "Keskeriharidus", [], ["et None", "en None", "ru None"], None,
        ),
        ("vähemalt 3-aastane töökogemus", None, ["vähemalt 3-aastane töökogemus"], [], None),
    ],
)  # fmt: skip
def test_a_paragraph_under_education_is_parted_by_what_it_speaks_of(
    text: str, education: str | None, experience: list[str], codes: list[str], computer: str | None
) -> None:
    assert parted(text) == (education, experience, codes, computer)


@pytest.mark.parametrize(
    "text",
    [
        "Kõrgharidus õiguse, majanduse või avaliku halduse alal",
        "Kõrgharidus eesti keele ja kirjanduse erialal",
        "Kõrgharidus infotehnoloogia alal, arvutivõrkude eriala",
        "Kõrgharidus (nt õigus, eesti keel C1), analüüsivõime",
        "Kõrgharidus koos pedagoogilise kogemusega",
        "keskharidus või vähemalt 5-aastane töökogemus",
        "keskharidus, või vähemalt 5-aastane töökogemus",
        "Kõrgharidus, selle puudumisel vähemalt 5-aastane töökogemus",
    ],
)
def test_what_is_not_clear_stays_under_education(text: str) -> None:
    assert parted(text) == (text, [], [], None)


@pytest.mark.parametrize(
    "text",
    [
        "kõrgharidus ja 1-aastane töökogemus või keskharidus ja 5-aastane töökogemus",
        "kõrgharidus, 1-aastane töökogemus või keskharidus, 5-aastane töökogemus",
        "kõrgharidus ja 3-aastane töökogemus või 5-aastane töökogemus",
    ],
)
def test_alternatives_of_education_with_experience_are_left_whole(text: str) -> None:
    assert parted(text) == (text, [], [], None)
    assert parted(f"{text}, eesti keel C1") == (text, [], ["et C1"], None)


def test_alternatives_within_one_thing_do_not_hold_the_others_back() -> None:
    assert parted(
        "kõrgharidus õiguse või majanduse alal, 2-aastane töökogemus, inglise või vene keel B2"
    ) == (
        "kõrgharidus õiguse või majanduse alal",
        ["2-aastane töökogemus"],
        ["en B2", "ru B2"],
        None,
    )
    assert parted("kõrgharidus, 3-aastane juhtimiskogemus või 5-aastane erialane töökogemus") == (
        "kõrgharidus",
        ["3-aastane juhtimiskogemus või 5-aastane erialane töökogemus"],
        [],
        None,
    )


@pytest.mark.parametrize("label", ["Haridus: ", "Töökogemus: ", ""])
def test_years_of_one_alternative_are_not_read_as_asked_of_everybody(label: str) -> None:
    text = "Kõrgharidus ja 1-aastane töökogemus või keskharidus ja 5-aastane töökogemus"
    experience = description(f"{label}{text}.\n").requirements.experience
    assert all("või keskharidus ja 5-aastane" in one.text.value for one in experience)


def test_the_first_of_alternative_experiences_gives_years_and_kind() -> None:
    (found,) = description(
        "Töökogemus: 3-aastane erialane töökogemus või 5-aastane juhtimiskogemus\n"
    ).requirements.experience
    assert (found.years, found.kind) == (3, "field")


def test_a_preference_governs_what_and_joins_to_it() -> None:
    needs = description(
        "Haridus: kõrgharidus, soovitav inglise keele oskus ja juhtimiskogemus\n"
    ).requirements
    assert needs.education is not None
    assert (needs.education.text.value, needs.education.level) == ("kõrgharidus", "higher")
    assert [(one.language, one.required) for one in needs.languages] == [("en", False)]
    assert [(one.kind, one.required, one.text.value) for one in needs.experience] == [
        ("management", False, "soovitav inglise keele oskus ja juhtimiskogemus")
    ]


def test_what_may_be_preferred_as_well_stays_under_education() -> None:
    found = parted("Kõrgharidus, kasuks tuleb vene keele oskus, juhtimiskogemus")
    assert found == ("Kõrgharidus, juhtimiskogemus", [], ["ru None"], None)


@pytest.mark.parametrize("licence", ["B-kategooria juhiluba", "juhiload", "autojuhtimisõigus"])
def test_a_driving_licence_under_education_is_said_to_be_left_out(licence: str) -> None:
    found = description(f"Haridus: keskharidus, {licence}\n")
    assert found.requirements.education is not None
    assert found.requirements.education.text.value == "keskharidus"
    (problem,) = found.problems
    assert (problem.kind, problem.line) == ("not-kept", 7)
    assert licence in problem.message.en


def test_computer_skills_under_their_own_label_come_first() -> None:
    found = description("Haridus: keskharidus, arvuti kasutamise oskus\n\nArvutioskus: tekstitöötlus\n")
    assert found.requirements.computer is not None
    assert found.requirements.computer.value == "tekstitöötlus"
    assert ["arvuti kasutamise oskus" in problem.message.en for problem in found.problems] == [True]


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
