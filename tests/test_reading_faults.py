"""Faults that descriptions of the sample agency brought to light, each as a small invented text."""

from __future__ import annotations

import pytest

from ajgraph.description import JobDescription
from ajgraph.documents import from_text
from ajgraph.reading import preferences, read

HEAD = "AMETIJUHEND\n\nAmetinimetus: Jurist\nVahetu juht: Osakonnajuhataja\n"
SIGNED = "\n(allkirjastatud digitaalselt)\nMari Näidis\npeadirektor\n"


def described(body: str) -> JobDescription:
    (found,) = read(from_text(f"{HEAD}\n{body}")).descriptions
    return found


@pytest.mark.parametrize(
    "duty",
    [
        "\uf0a7 Seisukohad on kooskõlastatud ja\ntähtajaks esitatud.",
        "\uf0a7 Kooskõlastatud seisukoht on olemas.",
        "Kooskõlastatud on kõik eelnõud, millega ametnik on\ntutvunud.",
    ],
)
def test_a_duty_that_speaks_of_approval_does_not_hide_the_signer(duty: str) -> None:
    body = f"3. TEENISTUSÜLESANDED\nPõhiülesanded Oodatavad tulemused\n\n3.1 Eelnõude koostamine.\n\n{duty}\n"
    assert described(body + SIGNED).approval.signer == "Mari Näidis"


@pytest.mark.parametrize("line", ["☒ \t| Õigused |", "☐\t|", "| ☒ |"])
def test_a_box_beside_strokes_breaks_nothing(line: str) -> None:
    assert described(f"{line}\n2. EESMÄRK\nÕigusabi andmine.\n").title.value == "Jurist"


@pytest.mark.parametrize("line", ["KOOSKÕLASTATUD", "Ametijuhendiga tutvunud:", "Olen tutvunud ja nõus"])
def test_who_only_read_the_description_has_not_signed_it(line: str) -> None:
    assert described(f"2. EESMÄRK\nÕigusabi andmine.\n\n{line}\n{SIGNED}").approval.signer is None


def test_a_competency_may_be_called_like_a_label() -> None:
    found = described(
        "5. KOMPETENTSID\n\nKoostöö:\n\uf0a7 Jagab teavet.\nVastutus:\n\uf0a7 Peab lubadusi.\n"
        "Täpsus:\n\uf0a7 Kontrollib andmeid.\n\n6. VASTUTUS\n\n\uf0a7 andmete eest;\n"
    )
    assert [one.name.value for one in found.competencies] == ["Koostöö", "Vastutus", "Täpsus"]
    assert [one.value for one in found.responsibilities] == ["andmete eest"]
    listed = described("Isikuomadused: täpsus, ausus\nVastutus:\n\uf0a7 andmete eest;\n")
    assert [one.name.value for one in listed.competencies] == ["täpsus", "ausus"]
    assert [one.value for one in listed.responsibilities] == ["andmete eest"]


@pytest.mark.parametrize(
    "lead", ["Jurist:", "Ametnik:", "Teenistuja täidab järgmisi\nteenistusülesandeid:", ""]
)
def test_a_line_that_leads_in_to_the_duties_is_none(lead: str) -> None:
    found = described(f"3. TEENISTUSÜLESANDED\n{lead}\n3.1 Eelnõude koostamine;\n3.2 Õigusabi andmine.\n")
    assert [duty.number for duty in found.duties] == ["3.1", "3.2"]


def test_a_first_duty_that_ends_in_a_colon_stays_a_duty() -> None:
    found = described("3. TEENISTUSÜLESANDED\n3.1 Lepingute pidamine:\n\uf0a7 koostamine;\n3.2 Nõustamine.\n")
    assert [duty.number for duty in found.duties] == ["3.1", "3.2"]
    assert found.duties[0].text.value.startswith("Lepingute pidamine:")


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("2-aastane töökogemus, kasuks tuleb juhtimiskogemus.", [(2, "general", True), (None, "management", False)]),
        ("Vähemalt 2-aastane töökogemus, soovitavalt riigiasutuses.", [(2, "general", True)]),
        ("2-aastane töökogemus, juhtimiskogemus on eeliseks.", [(2, "general", True), (None, "management", False)]),
        ("Kasuks tuleb 2-aastane töökogemus.", [(2, "general", False)]),
        ("Soovitavalt 3 aastat töökogemust.", [(3, "general", False)]),
        ("2-aastane töökogemus tuleb kasuks.", [(2, "general", False)]),
    ],
)  # fmt: skip
def test_only_what_is_preferred_is_a_preference_of_experience(
    sentence: str, wanted: list[tuple[int | None, str, bool]]
) -> None:
    found = described(f"6. NÕUDED\nTöökogemus\n{sentence}\n").requirements.experience
    assert [(one.years, one.kind, one.required) for one in found] == wanted


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Inglise keel B2, kasuks tuleb vene keel.", [("en", "B2", True), ("ru", None, False)]),
        ("Eesti keel C1 ja soovitavalt soome keel B1.", [("et", "C1", True), ("fi", "B1", False)]),
        ("Eesti keel, kasuks tuleb vene keel B1.", [("et", None, True), ("ru", "B1", False)]),
        ("Eesti keel C1, vene keele oskus on eeliseks.", [("et", "C1", True), ("ru", None, False)]),
        ("Inglise, vene ja soome keel tuleb kasuks.", [("en", None, False), ("ru", None, False), ("fi", None, False)]),
        ("Soovitavalt inglise keel B1.", [("en", "B1", False)]),
    ],
)  # fmt: skip
def test_only_what_is_preferred_is_a_preference_of_languages(
    sentence: str, wanted: list[tuple[str, str | None, bool]]
) -> None:
    found = described(f"6. NÕUDED\nKeeleoskus\n{sentence}\n").requirements.languages
    assert [(one.language, one.level, one.required) for one in found] == wanted


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("Kõrgharidus, soovitavalt magistrikraad.", "higher"),
        ("Keskharidus, kõrgharidus on eeliseks.", "secondary"),
        ("Kasuks tuleb kõrgharidus.", None),
    ],
)
def test_the_level_of_education_is_the_required_one(sentence: str, level: str | None) -> None:
    education = described(f"6. NÕUDED\nHaridus\n{sentence}\n").requirements.education
    assert education is not None
    assert education.level == level


def test_parts_of_a_sentence() -> None:
    assert preferences.split("eesti keel C1") == ("eesti keel C1", "")
    assert preferences.split("eesti keel C1, vene keel on eeliseks") == (
        "eesti keel C1",
        "vene keel on eeliseks",
    )


def test_education_without_a_level_and_one_sentence_with_several_requirements() -> None:
    found = described(
        "6. NÕUDED\nJuristil peab olema erialane haridus.\nKasutab kontoritarkvara.\n"
    ).requirements
    assert found.education is not None
    assert (found.education.level, found.education.text.line) == (None, 7)
    mixed = described(
        "6. NÕUDED\nNõutav on kõrgharidus, vähemalt 2-aastane töökogemus ja eesti keel C1.\n"
    ).requirements
    assert mixed.education is not None
    assert mixed.education.level == "higher"
    assert [one.years for one in mixed.experience] == [2]
    assert [(one.language, one.level) for one in mixed.languages] == [("et", "C1")]


def test_words_that_only_look_like_education_or_a_language() -> None:
    found = described(
        "6. NÕUDED\nTunneb haridus- ja noortevaldkonda.\nEesti keele õpetamise kogemus 2 aastat.\n"
    ).requirements
    assert (found.education, found.languages) == (None, ())
    assert [one.years for one in found.experience] == [2]


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("Info- ja kommunikatsiooni-\ntehnoloogia hoidmine.", "Info- ja kommunikatsioonitehnoloogia hoidmine."),
        ("Vahendite taotlemine juhendmater-\njali jaoks.", "Vahendite taotlemine juhendmaterjali jaoks."),
        ("Suhtlemine sisemiste-\nja väliste klientidega.", "Suhtlemine sisemiste- ja väliste klientidega."),
        ("Vestlused üks-\nühele.", "Vestlused üks-ühele."),
        ("Töö süsteemis KLAT-\ni hoidmine.", "Töö süsteemis KLAT-i hoidmine."),
        ("Koostöö sekretär-\nasjaajajaga.", "Koostöö sekretär-asjaajajaga."),
        ("Tegevuste kirja-\nPANEK.", "Tegevuste kirja- PANEK."),
    ],
)  # fmt: skip
def test_words_broken_over_lines(written: str, wanted: str) -> None:
    found = described(f"3. TEENISTUSÜLESANDED\n3.1 {written}\n")
    assert [duty.text.value for duty in found.duties] == [wanted]


def test_a_hyphen_that_the_document_writes_inside_a_line_is_kept() -> None:
    body = "3. TEENISTUSÜLESANDED\n3.1 Selgete tegutsemis-\nmeetodite valik.\n3.2 {} hoidmine.\n"
    joined, kept = described(body.format("Registri")), described(body.format("Tegutsemis-meetodi"))
    assert joined.duties[0].text.value == "Selgete tegutsemismeetodite valik."
    assert kept.duties[0].text.value == "Selgete tegutsemis-meetodite valik."


def test_what_has_no_field_is_named_once_for_each_section() -> None:
    found = described(
        "Töökoha asukoht: Tartu\n\n3. TEENISTUSÜLESANDED\n3.1 Õigusabi andmine.\n\n"
        "4. TÖÖVAHENDID\n\nArvuti.\n\nTelefon.\n\n5. PARKIMINE\n\nHoovis.\n\nAmet annab.\n\n"
        "6. NÕUDED\n\nTeadmised ja oskused\nTunneb haldusõigust. Tunneb asjaõigust.\n"
    )
    assert [(problem.line, problem.message.en.split(",")[0]) for problem in found.problems] == [
        (6, "the section “Töökoha asukoht” is not part of what is kept"),
        (11, "the section “Töövahendid” is not part of what is kept (lines 13 to 15)"),
        (17, "the label “PARKIMINE” is not known"),
        (26, "under “Teadmised ja oskused”"),
    ]


def test_substitution_worded_as_sentences_under_one_label() -> None:
    found = described(
        "Asendamine: juristi asendab nõunik, jurist asendab nõunikku\n\n2. EESMÄRK\nÕigusabi.\n"
    )
    assert [one.title for one in found.substituted_by] == ["nõunik"]
    assert [one.title for one in found.substitutes] == ["nõunik"]
    assert found.problems == ()
    unclear = described("Asendamine: puhkusel viibijat asendab see, kes saab\n\n2. EESMÄRK\nÕigusabi.\n")
    assert [problem.line for problem in unclear.problems] == [6]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("3. TÖÖÜLESANNETE LOETELU", "duties"),
        ("III. Vastutusvaldkonnad ja ülesanded", "duties"),
        ("3. Volituste ulatus", "rights"),
        ("VASTUTUSE ULATUS", "responsibilities"),
    ],
)
def test_a_heading_outside_the_vocabulary_is_known_by_the_stem_of_a_word(heading: str, field: str) -> None:
    found = described(f"II. EESMÄRK\n\nÕigusabi.\n\n{heading}\n\n- esimene asi\n- teine asi\n")
    assert len(getattr(found, field)) == 2
    assert found.problems == ()


def test_a_unit_in_capitals_is_no_section() -> None:
    found = described("2. EESMÄRK\n\nÕigusabi.\n\nÕIGUSE OSAKOND\n")
    assert found.rights == ()


@pytest.mark.parametrize(
    ("line", "by", "of"),
    [
        ("Asendaja: nõunik\nJurist asendab referenti.", ["nõunik"], ["referent"]),
        ("Juristi puudumise korral on asendajaks nõunik.", ["nõunik"], []),
        (
            "Juristi puudumisel täidab tema kohustusi nõunik, nõuniku puudumisel täidab tema kohustusi jurist.",
            ["nõunik"],
            ["nõunik"],
        ),
        ("Vajadusel asendab osakonnajuhataja juristi.", ["osakonnajuhataja"], []),
        ("Jurist ei asenda nõunikku.", [], []),
        ("Asendab tema puudumisel: nõunik", ["nõunik"], []),
        ("Kes asendab / keda asendab: nõunik / referent", ["nõunik"], ["referent"]),
        ("Kes asendab / keda asendab: nõunik", [], []),
        ("Asendaja: ________", [], []),
        ("Asendaja: nõunik, kuid mitte referent", ["nõunik"], []),
        ("Kui nõunik puudub, asendab teda jurist.", [], ["nõunik"]),
    ],
)
def test_a_direction_is_read_as_stated_or_said_to_be_unread(line: str, by: list[str], of: list[str]) -> None:
    (found,) = read(
        from_text(f"JURISTI AMETIJUHEND\nVahetu juht: direktor\n{line}\nEesmärk: õigusabi\n")
    ).descriptions
    assert [one.title for one in found.substituted_by] == by
    assert [one.title for one in found.substitutes] == of
    assert by or of or found.problems


@pytest.mark.parametrize(
    "page",
    [
        "CV\nNimi: Mari Näidis\nHaridus: magister\nTöökogemus: 3 aastat\n",
        "SISUKORD\nAmetijuhend ........ 3\nEesmärk ........ 4\n",
        "AS Pood otsib MÜÜJAT\nTööülesanded: müük\nNõuded: keskharidus\n",
        "Puhkuse avaldus\nAmetikoht: jurist\nAsendaja: nõunik\n",
        "Juhend uuele töötajale\n\nInspektor allub talituse juhatajale.\nInspektorit asendab vaneminspektor.\n",
        "AMETIJUHEND\nAmetikoht: [ametinimetus]\nVahetu juht: [juht]\n",
    ],
)
def test_a_page_of_another_kind_gives_no_description(page: str) -> None:
    assert read(from_text(page)).descriptions == ()


def test_captions_in_brackets_below_the_values_of_a_form_are_its_labels() -> None:
    text = (
        "AMETIJUHEND\njurist\n(ametikoha nimetus)\nõigusosakond\n(struktuuriüksus)\nosakonnajuhataja\n"
        "(vahetu juht)\nnõunik\n(asendaja)\n\nÜlesanded\n1. Koostab.\n2. Nõustab.\n"
    )
    (found,) = read(from_text(text)).descriptions
    assert (found.title.value, found.units[0].value) == ("jurist", "õigusosakond")
    assert [one.title for one in (*found.manager, *found.substituted_by)] == ["osakonnajuhataja", "nõunik"]
    assert found.problems == ()


def test_a_label_of_a_table_with_nothing_beside_it_lacks_its_value() -> None:
    (found,) = read(
        from_text("AMETIJUHEND\n| Ametikoht | jurist |\n| Vahetu juht | |\n| Alluvad | - |\n")
    ).descriptions
    assert [(problem.line, problem.message.et) for problem in found.problems] == [
        (3, "sildile „Vahetu juht“ ei leitud väärtust")
    ]


def test_the_answer_to_what_the_role_is_is_the_title() -> None:
    text = "Sinu roll meie majas: hooldusjuht\n\nSinu juht: direktor\n\nMida sa teed\n- koostad plaane\n- juhid tiimi\n"
    (found,) = read(from_text(text)).descriptions
    assert (found.title.value, found.purpose, len(found.duties)) == ("hooldusjuht", None, 2)


def test_a_kind_of_post_is_no_second_title() -> None:
    found = described(
        "Teenistuskoha liik\nAmetikoht\n\nAlluvussuhted\nAlluvad\nreferent\n\nÜlesanded\n1. Koostab.\n"
    )
    assert found.civil_service_group is not None
    assert found.civil_service_group.value == "Ametikoht"
    assert [one.title for one in found.subordinates] == ["referent"]


def test_the_deputy_of_somebody_else_is_not_the_own_one() -> None:
    found = described("Vahetu juhi asendaja: nõunik\nÜlesanded\n1. Koostab.\n")
    assert found.substituted_by == ()
    assert [problem.line for problem in found.problems] == [6]


def test_relations_worded_as_sentences_are_read_under_a_label_and_under_an_unknown_heading() -> None:
    for text in (
        "4. Alluvussuhted   jurist allub vahetult direktorile, juristil alluvaid ei ole\n",
        "2. KOHA SEOSED\n2.1. Jurist allub vahetult direktorile.\n2.2. Juristil alluvaid ei ole.\n",
        "1. Üldosa\n• Jurist allub vahetult direktorile.\n• Juristil alluvaid ei ole.\n",
        "Jurist allub vahetult direktorile. Juristil alluvaid\nei ole.\n",
    ):
        (found,) = read(
            from_text(f"JURISTI AMETIJUHEND\n\n{text}\n5. Ülesanded\n5.1. Koostab.\n")
        ).descriptions
        assert [one.title for one in found.manager] == ["direktor"], text
        assert [one.kind for one in found.subordinates] == ["none"], text


def of_jurist(text: str) -> JobDescription:
    (found,) = read(from_text(f"JURISTI AMETIJUHEND\n\nVahetu juht: direktor\n{text}")).descriptions
    return found


def test_a_duty_called_kinnitamine_stays_a_duty() -> None:
    found = of_jurist("Ülesanded\n1. eelnõude koostamine\n2. Kinnitamine\n3. lepingute haldamine\n")
    assert [duty.text.value for duty in found.duties] == [
        "eelnõude koostamine",
        "Kinnitamine",
        "lepingute haldamine",
    ]
    assert found.approval.by is None


@pytest.mark.parametrize(
    ("line", "by", "of"),
    [
        ("Keda asendab: määratakse vahetu juhi poolt", [], ["määratakse vahetu juhi poolt"]),
        ("Asendatav: nõuniku või spetsialisti poolt", ["nõunik", "spetsialist"], []),
        ("Kes asendab: nõunik ☐ spetsialist ☒", ["spetsialist"], []),
        ("Kes asendab: ☒ nõunik ☐ spetsialist", ["nõunik"], []),
        ("Asendavad: nõunik", ["nõunik"], []),
        ("Asendaja: Nõunik\nPikaajalisel puudumisel otsustab direktor.", ["nõunik"], []),
        ("Asendaja: otsustab direktor", ["otsustab direktor"], []),
    ],
)
def test_a_direction_is_never_turned(line: str, by: list[str], of: list[str]) -> None:
    found = of_jurist(f"{line}\n")
    assert [one.title or one.text for one in found.substituted_by] == by
    assert [one.title or one.text for one in found.substitutes] == of


@pytest.mark.parametrize(
    "line",
    [
        "Kes asendab: nõunik [x] referent [ ] sekretär",
        "Kus töötab: Tallinnas, Pirita tee 5",
        "Ametikoht on tähtajaline.",
        "Jurist juhib osakonna tööd.",
        "Keeleoskus: eesti keel C1\nTäna on ilus ilm.",
    ],
)
def test_what_names_nothing_that_is_kept_is_said(line: str) -> None:
    found = of_jurist(f"{line}\nEesmärk: õigusabi\n")
    assert (found.substituted_by, found.units, found.subordinates) == ((), (), ())
    assert [problem.line for problem in found.problems] == [3 + len(line.split("\n"))]


def test_what_a_jurist_declares_void_repeals_no_description() -> None:
    found = of_jurist(
        "Ülesanded\n1. koostab lepinguid;\n2. tunnistab kehtetuks 01.01.2020 kinnitatud ametijuhendid;\n"
    )
    assert found.validity.repeals == ()


def test_who_when_and_by_which_act_may_stand_under_labels_of_their_own() -> None:
    found = of_jurist(
        "Kinnitaja: direktor\nKinnitamise kuupäev: 01.02.2025\nKinnitamise alus: käskkiri nr 7\n"
    )
    approval = found.approval
    assert (approval.by, str(approval.date), approval.order) == ("direktor", "2025-02-01", "7")


def test_a_title_may_end_in_a_number_and_stand_twice() -> None:
    text = (
        "AMETIJUHEND\nAmetinimetus: Inspektor 2\nÜksus: õigusosakond\nAmetikoht: Inspektor 2\n"
        "Vahetu juht: direktor\nAsendaja: jurist\n"
    )
    (found,) = read(from_text(text)).descriptions
    assert (found.title.value, found.units[0].value, len(found.substituted_by)) == (
        "Inspektor 2",
        "õigusosakond",
        1,
    )


def test_a_title_and_its_unit_are_parted_outside_the_bracket() -> None:
    text = "AMETIJUHEND\nAmetikoht ja struktuuriüksus: nõunik (hanked, lepingud), õigusosakond\nVahetu juht: direktor\n"
    (found,) = read(from_text(text)).descriptions
    assert found.specialisation is not None
    assert (found.title.value, found.specialisation.value) == ("nõunik", "hanked, lepingud")
    assert [unit.value for unit in found.units] == ["õigusosakond"]


def test_who_gives_tasks_to_the_post_is_its_manager_and_not_the_other_way() -> None:
    head = "JURISTI AMETIJUHEND\n\n1. Üldosa\n"
    for line, managers in (
        ("1.1. Juristile annab ülesandeid direktor.", ["direktor"]),
        ("1.1. Jurist annab ülesandeid referendile.", []),
    ):
        (found,) = read(from_text(f"{head}{line}\n2. Ülesanded\n2.1. Koostab.\n")).descriptions
        assert [one.title for one in found.manager] == managers


def test_an_order_in_spaced_letters_does_not_break_the_reading() -> None:
    text = (
        "KÄSKKIRI\n01.02.2025 nr 3\nK innitan ametijuhendi.\n(allkirjastatud digitaalselt)\n\n"
        "Lisa 1\nJURISTI AMETIJUHEND\nVahetu juht: direktor\n"
    )
    assert len(read(from_text(text)).descriptions) == 1


def test_a_long_number_is_no_list_of_numbers() -> None:
    assert (
        read(from_text("AMETIJUHEND\nAmetinimetus: Jurist\nKonto 1." + "7" * 500 + "\n")).descriptions == ()
    )


def test_text_between_strokes_and_rows_with_an_empty_cell_are_tables() -> None:
    for mark in (" | ", "\t"):
        rows = [
            ("Ülesanne", "Tulemus"),
            ("1. Arvete maksmine", "Arved on makstud"),
            ("2. Ostud", ""),
            ("3. Lepingud", "Sõlmitud"),
        ]
        found = of_jurist("\n".join(mark.join(row).rstrip(" ") for row in rows) + "\n")
        assert [duty.text.value for duty in found.duties] == ["Arvete maksmine", "Ostud", "Lepingud"]
        assert [len(duty.outcomes) for duty in found.duties] == [1, 0, 1]


def test_nobody_is_the_own_manager() -> None:
    head = "JURISTI AMETIJUHEND\n\n1. Üldosa\n"
    for line, managers in (
        ("1.1. Vahetu juht on direktor.", ["direktor"]),
        ("1.1. Direktor on vahetu juht.", ["direktor"]),
        ("1.1. Jurist on juht.", []),
        ("1.1. Jurist on vahetu juht.", []),
    ):
        (found,) = read(from_text(f"{head}{line}\n2. Ülesanded\n2.1. Koostab.\n")).descriptions
        assert [one.title for one in found.manager] == managers, line


def test_an_approval_in_brackets_below_the_heading_keeps_its_names() -> None:
    approval = "(kinnitatud SA Näidise Haigla juhatuse esimehe 2. mai 2024. a käskkirjaga nr 7)"
    text = f"JURISTI AMETIJUHEND\n{approval}\n\nVahetu juht: direktor\n"
    (found,) = read(from_text(text)).descriptions
    assert found.organisation is not None
    assert (found.organisation.value, found.approval.by) == ("SA Näidise Haigla", "juhatuse esimees")
