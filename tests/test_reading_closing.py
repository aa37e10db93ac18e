"""Sentences about the document itself that no heading introduces: approval, review, acknowledgement."""

from __future__ import annotations

import datetime

import pytest

from ajgraph.description import JobDescription
from ajgraph.documents import from_text
from ajgraph.reading import read

HEAD = "AMETIJUHEND\n\nAmetinimetus: Jurist\nVahetu juht: Osakonnajuhataja\n\n"
DUTIES = "2. ÜLESANDED\n2.1 Nõustamine;\n2.2 Eelnõude koostamine.\n\n"
SECTIONS = {
    "duties with numbers": DUTIES,
    "duties with bullets": "2. ÜLESANDED\n- nõustamine\n- eelnõude koostamine\n",
    "outcomes": "2. ÜLESANDED    Oodatavad tulemused\n2.1 Nõustamine.\n- Nõu on antud.\n",
    "rights": DUTIES + "3. ÕIGUSED\n- saada teavet\n- teha ettepanekuid\n",
    "responsibilities": DUTIES + "4. VASTUTUS\n4.1. andmete eest;\n4.2. vara eest.\n",
    "requirements": DUTIES + "6. NÕUDED\nKõrgharidus. Eesti keel C1.\n",
    "competencies": DUTIES + "5. KOMPETENTSID\n\nKoostöö:\n- Jagab teavet.\n- Aitab teisi.\n",
    "traits": DUTIES + "Isikuomadused\n- Ausus\n- Täpsus\n",
    "purpose": DUTIES + "3. EESMÄRK\nHea töö.\n",
}
APPROVALS = [
    "Kinnitatud direktori 5. jaanuari 2024 käskkirjaga nr 7",
    "Ametijuhend on kinnitatud direktori 05.01.2024 käskkirjaga nr 7.",
    "Käesolev ametijuhend on kinnitatud 5. jaanuaril 2024 direktori käskkirjaga nr 7",
    "Ametijuhendi kinnitas direktor 05.01.2024 käskkirjaga nr 7.",
    "Kinnitanud direktor 05.01.2024, käskkiri nr 7.",
    "KINNITATUD\ndirektori 05.01.2024\nkäskkirjaga nr 7",
    "Kinnitan\n05.01.2024 nr 7\ndirektor",
    "Läbi vaadatud ja kinnitatud direktori 05.01.2024 korraldusega nr 7",
    "Ametijuhend on kinnitatud direktori 5. jaanuari 2024\nkäskkirjaga nr 7 ning see kehtib tähtajatult.",
]
REVIEWS = [
    "Ametijuhend vaadatakse läbi üks kord aastas.",
    "Juhend vaadatakse üle igal aastal.",
    "Ametijuhendit ajakohastatakse kord aastas.",
    "Ametijuhend kuulub läbivaatamisele kord aastas.",
    "Ametijuhendi ülevaatamine toimub üks kord aastas.",
    "Käesolev ametijuhend vaadatakse osakonnas läbi\nüks kord aastas.",
]
ACKNOWLEDGED = [
    "Olen ametijuhendiga tutvunud ja kohustun seda täitma. 05.01.2024 nr 7",
    "Olen tutvunud: ________ 05.01.2024",
    "Tutvusin ja sain ühe eksemplari: 05.01.2024",
    "Kinnitan, et olen ametijuhendiga tutvunud 05.01.2024.",
    "Ametijuhendiga olen tutvunud ja nõustun sellega. (allkiri, kuupäev)",
]


def described(body: str) -> JobDescription:
    (found,) = read(from_text(HEAD + body)).descriptions
    return found


def content(found: JobDescription) -> tuple[object, ...]:
    needs = found.requirements
    return (found.purpose, found.duties, found.rights, found.responsibilities, found.competencies, needs)


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("blank", ["\n", ""])
@pytest.mark.parametrize("line", [*APPROVALS, *REVIEWS, *ACKNOWLEDGED])
def test_it_is_part_of_no_list(section: str, blank: str, line: str) -> None:
    body = SECTIONS[section]
    found = described(f"{body}{blank}{line}\n")
    assert content(found) == content(described(body))
    assert found.problems == ()


@pytest.mark.parametrize("line", APPROVALS)
def test_the_approval_is_read(line: str) -> None:
    found = described(f"{SECTIONS['rights']}\n{line}\n\n{ACKNOWLEDGED[0]}\n")
    approval = found.approval
    assert (approval.date, approval.order, approval.by) == (datetime.date(2024, 1, 5), "7", "direktor")
    assert approval.line in (14, 15)
    assert found.review_months is None


@pytest.mark.parametrize("line", ACKNOWLEDGED)
def test_who_has_read_it_approves_nothing(line: str) -> None:
    approval = described(f"{SECTIONS['rights']}\n{line}\n").approval
    assert (approval.date, approval.order, approval.by, approval.line) == (None, None, None, None)


@pytest.mark.parametrize("line", REVIEWS)
def test_the_review_is_read(line: str) -> None:
    found = described(f"{SECTIONS['duties with bullets']}{line}\n{APPROVALS[0]}\n")
    assert (found.review_months, found.approval.order) == (12, "7")


def test_one_sentence_may_say_both() -> None:
    found = described(
        "7. LÕPPSÄTTED\nAmetijuhend on kinnitatud linnapea 14. mai 2024 käskkirjaga nr 1-4/57 ning see "
        "vaadatakse üle kord kolme aasta jooksul.\n"
    )
    assert (found.approval.order, found.approval.by, found.review_months) == ("1-4/57", "linnapea", 36)


def test_the_day_from_which_it_applies_is_not_the_day_of_approval() -> None:
    found = described(f"{DUTIES}Ametijuhend kehtib alates 1. septembrist 2023.\n{APPROVALS[0]}\n")
    assert found.approval.date == datetime.date(2024, 1, 5)
    assert len(found.duties) == 2


@pytest.mark.parametrize(
    "duty",
    [
        "Kinnitatud eelarve täitmise jälgimine",
        "Kinnitatud käskkirjade registreerimine",
        "Ametijuhendite koostamine ja läbivaatamine",
        "Ametijuhendi muutmise ettepanekute tegemine",
    ],
)
def test_a_duty_about_approval_stays_a_duty(duty: str) -> None:
    found = described(f"2. ÜLESANDED\n2.1 Nõustamine.\n2.2 {duty}.\n")
    assert [one.text.value for one in found.duties] == ["Nõustamine.", f"{duty}."]
    listed = described(f"2. ÜLESANDED\nNõustamine;\n{duty};\nÕigusabi.\n")
    assert duty in " ".join(one.text.value for one in listed.duties)
    assert listed.approval.line is None


def test_a_sentence_about_the_document_among_the_provisions_does_not_end_the_header() -> None:
    found = described("Ametijuhend määrab kindlaks juristi ülesanded.\nKes asendab: nõunik\n\n" + DUTIES)
    assert [one.title for one in found.substituted_by] == ["nõunik"]
    assert len(found.duties) == 2
