"""Duties and outcomes whose two columns were flattened, in the ways extraction leaves them."""

from __future__ import annotations

from ajgraph.description import JobDescription
from ajgraph.documents import from_text
from ajgraph.reading import read

HEAD = "AMETIJUHEND\n\nAmetinimetus: Jurist\n\n3. TÖÖÜLESANDED\n\n"
COLUMNS = "Põhiülesanded Oodatavad tulemused\n\n"


def description(body: str) -> JobDescription:
    (found,) = read(from_text(HEAD + body)).descriptions
    return found


def duties(body: str) -> list[tuple[str, str, list[str]]]:
    return [
        (duty.number, duty.text.value, [one.value for one in duty.outcomes])
        for duty in description(body).duties
    ]


def test_an_unnumbered_paragraph_after_a_page_break_joins_the_running_duty() -> None:
    body = (
        COLUMNS
        + "3.1 Registri pidamine.\n\n- Register on korras.\n\n2\n\nJuhendite koostamine.\n\n- Juhendid on olemas.\n"
    )
    assert duties(body) == [
        ("3.1", "Registri pidamine. Juhendite koostamine.", ["Register on korras.", "Juhendid on olemas."])
    ]


def test_a_lower_case_bullet_belongs_to_the_column_of_the_last_colon() -> None:
    body = (
        COLUMNS
        + "3.1 Registri pidamine, sh:\n• kannete tegemine;\n• päringute tegemine.\n\n"
        + "• Register on korras, sh:\n• kanded on tehtud;\n• vead on parandatud.\n\n• Päringud on vastatud.\n"
    )
    assert duties(body) == [
        (
            "3.1",
            "Registri pidamine, sh: kannete tegemine; päringute tegemine.",
            ["Register on korras, sh: kanded on tehtud; vead on parandatud.", "Päringud on vastatud."],
        )
    ]


def test_lost_bullets_leave_a_blank() -> None:
    body = COLUMNS + "3.1 Registri pidamine.  Register on korras ja\ntäidetud.\n\n Andmed on\nõiged.\n"
    assert duties(body) == [
        ("3.1", "Registri pidamine.", ["Register on korras ja täidetud.", "Andmed on õiged."])
    ]


def test_paragraphs_with_a_verb_are_outcomes() -> None:
    body = COLUMNS + "3.1 Registri pidamine.\n\nRegister on korras.\n\nPäringutele vastatakse tähtajaks.\n"
    assert duties(body) == [
        ("3.1", "Registri pidamine.", ["Register on korras.", "Päringutele vastatakse tähtajaks."])
    ]


def test_outcomes_under_a_label_of_their_own() -> None:
    body = "3.1 Peab registrit.\nTulemus: register on korras.\n3.2 Vastab päringutele.\nTulemus: vastused on saadetud.\n"
    assert duties(body) == [
        ("3.1", "Peab registrit.", ["register on korras."]),
        ("3.2", "Vastab päringutele.", ["vastused on saadetud."]),
    ]


def test_one_column_of_sentences_has_no_outcomes() -> None:
    assert duties("3.1 koostab eelarve;\n3.2 jälgib, et kulud on\nkaetud.\n") == [
        ("3.1", "koostab eelarve;", []),
        ("3.2", "jälgib, et kulud on kaetud.", []),
    ]


def test_a_plain_list_of_bullets() -> None:
    assert duties("Töötaja:\n- koostab eelarve;\n- jälgib kulusid.\n") == [
        ("", "koostab eelarve", []),
        ("", "jälgib kulusid.", []),
    ]


def test_numbers_may_repeat_and_the_problem_names_them() -> None:
    found = description(COLUMNS + "3.1 Registri pidamine.\n\n3.2 Arhiivi hoidmine.\n\n3.1 Muu töö.\n")
    assert [duty.number for duty in found.duties] == ["3.1", "3.2", "3.1"]
    assert [(problem.line, "3.1" in problem.message.et) for problem in found.problems] == [(13, True)]


def test_a_date_or_a_foreign_number_begins_no_duty() -> None:
    body = "3.1 Täidab ülesandeid, mis on antud\n12.02.2024 käskkirjaga ja põhimääruse punktis\n7.4 nimetatud korras.\n"
    assert [number for number, _, _ in duties(body)] == ["3.1"]


def test_a_hyphen_at_the_end_of_a_line() -> None:
    assert duties("3.1 Peab info-\nja teabevahetust ning üks-\nühele vestlusi.\n")[0][1] == (
        "Peab info- ja teabevahetust ning üks-ühele vestlusi."
    )
