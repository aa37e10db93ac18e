"""Orders with their annexes: number, date, entry into force, application back in time and what they repeal."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from ajgraph.description import JobDescription
from ajgraph.documents import from_text
from ajgraph.reading import read
from tests.test_reading_grids import page

SIGNED = "\n(allkirjastatud digitaalselt)\nKaur Näidis\npeadirektor\n\n"


def annex(number: int, title: str, *, mark: str = "Lisa {}", heading: str = "AMETIJUHEND") -> str:
    above = f"{mark.format(number)}\n" if mark else ""
    return (
        f"{above}{heading}\n1. Üldosa\n1.1. Ametinimetus: {title}\n1.2. Vahetu juht: direktor\n"
        f"1.3. Asendaja: nõunik\n2. Õigused\n2.1. saada koolitust.\n\n"
    )


ANNEXES = annex(1, "Jurist") + annex(2, "Arhivaar")


@dataclass(frozen=True)
class Order:
    """An order as written, and what each of its annexes must say."""

    text: str
    date: str | None
    number: str | None
    in_force: str | None = None
    applied: str | None = None
    repeals: tuple[str, ...] = ()
    annexes: str = ANNEXES
    titles: tuple[str, ...] = ("Jurist", "Arhivaar")


ORDERS = {
    "in force on a day": Order(
        "METSAAMET\nKÄSKKIRI\n12.01.2025 nr 1-2/7\nAmetijuhendite kinnitamine\n"
        "1. Kinnitan juristi ja arhivaari ametijuhendid (lisad 1 ja 2).\n2. Käskkiri jõustub 01.02.2025.\n"
        + SIGNED,
        "2025-01-12",
        "1-2/7",
        in_force="2025-02-01",
    ),
    "in force with the signature": Order(
        "KÄSKKIRI\n12.01.2025 nr 8\nAmetijuhendite kinnitamine\n1. Kinnitan ametijuhendid.\n"
        "2. Käskkiri jõustub allkirjastamisest.\n" + SIGNED,
        "2025-01-12",
        "8",
        in_force="2025-01-12",
    ),
    "in force when announced": Order(
        "SAARE VALLAVALITSUS\nKORRALDUS\n15. jaanuar 2025 nr 23\nAmetijuhendite kinnitamine\n"
        "1. Kinnitada ametijuhendid vastavalt lisadele.\n2. Korraldus jõustub teatavakstegemisest.\n"
        "\n(allkirjastatud digitaalselt)\nvallavanem\n\n",
        "2025-01-15",
        "23",
    ),
    "a decision of a board": Order(
        "JUHATUSE OTSUS\n03.03.2025 nr 5\nAmetijuhendite kinnitamine\nJuhatus otsustas:\n"
        "1. Kinnitada ametijuhendid.\n2. Otsus jõustub 1. aprillil 2025.\n" + SIGNED,
        "2025-03-03",
        "5",
        in_force="2025-04-01",
    ),
    "a regulation": Order(
        "SAARE VALLAVALITSUS\nMÄÄRUS\n20. veebruar 2025 nr 11\nAmetijuhendite kehtestamine\n"
        "§ 1. Kehtestada ametijuhendid vastavalt lisadele 1 ja 2.\n§ 2. Määrus jõustub 1. märtsil 2025. a.\n"
        + SIGNED,
        "2025-02-20",
        "11",
        in_force="2025-03-01",
    ),
    "applied back in time": Order(
        "KÄSKKIRI\n07.02.2025 nr 1\nAmetijuhendite kinnitamine\n1. Kinnitan ametijuhendid (lisad 1-2).\n"
        "2. Käskkirja rakendatakse tagasiulatuvalt alates 01.01.2025.\n" + SIGNED,
        "2025-02-07",
        "1",
        applied="2025-01-01",
    ),
    "in force and applied": Order(
        "KÄSKKIRI\n07.02.2025 nr 1-1/25/14\nAmetijuhendite kinnitamine\n1. Kinnitan ametijuhendid.\n"
        "2. Käskkiri jõustub allakirjutamisest ja seda rakendatakse alates 1. jaanuarist 2025.\n" + SIGNED,
        "2025-02-07",
        "1-1/25/14",
        in_force="2025-02-07",
        applied="2025-01-01",
    ),
    "repeals one": Order(
        "KÄSKKIRI\n12.01.2025 nr 9\nAmetijuhendite kinnitamine\n1. Kinnitan ametijuhendid.\n"
        "2. Tunnistan kehtetuks peadirektori 05.05.2020 käskkirja nr 44 „Ametijuhendite kinnitamine“.\n"
        + SIGNED,
        "2025-01-12",
        "9",
        repeals=("peadirektori 05.05.2020 käskkirja nr 44 „Ametijuhendite kinnitamine“",),
    ),
    "repeals a list": Order(
        "KÄSKKIRI\n12.01.2025 nr 9\nAmetijuhendite kinnitamine\n1. Kinnitan ametijuhendid.\n"
        "2. Tunnistan kehtetuks:\n2.1. peadirektori 05.05.2020 käskkirja nr 44 lisa 2;\n"
        "2.2. peadirektori 01.06.2021 käskkirja nr 50.\n3. Käskkiri jõustub 15.01.2025.\n" + SIGNED,
        "2025-01-12",
        "9",
        in_force="2025-01-15",
        repeals=("peadirektori 05.05.2020 käskkirja nr 44 lisa 2", "peadirektori 01.06.2021 käskkirja nr 50"),
    ),
    "repeals, impersonally and over two lines": Order(
        "KORRALDUS\n12.01.2025 nr 9\nAmetijuhendite kinnitamine\n1. Kinnitada ametijuhendid.\n"
        "2. Tunnistada kehtetuks vallavalitsuse 05.05.2020\nkorraldus nr 44.\n" + SIGNED,
        "2025-01-12",
        "9",
        repeals=("vallavalitsuse 05.05.2020 korraldus nr 44",),
    ),
    "letters apart, place and date on a line": Order(
        "METSAAMET\nK Ä S K K I R I\nTallinn, 12. jaanuar 2025 nr 1-3/25/7\nAmetijuhendite kinnitamine\n"
        "Kinnitan ametijuhendid alates 1. veebruarist 2025.\n" + SIGNED,
        "2025-01-12",
        "1-3/25/7",
        in_force="2025-02-01",
    ),
    "no signature, annex marks with the order": Order(
        "KÄSKKIRI\n12.01.2025 nr 6\nAmetijuhendite kinnitamine\n1. Kinnitan ametijuhendid.\n"
        "2. Käskkiri jõustub 20.01.2025.\n",
        "2025-01-12",
        "6",
        in_force="2025-01-20",
        annexes=annex(1, "Jurist", mark="Lisa {}\npeadirektori 12.01.2025 käskkirjale nr 6")
        + annex(2, "Arhivaar", mark="Lisa {}\npeadirektori 12.01.2025 käskkirjale nr 6"),
    ),
    "annexes with their own mark": Order(
        "KÄSKKIRI\n12.01.2025 nr 6\nAmetijuhendite kinnitamine\n1. Kinnitan ametijuhendid.\n"
        "2. Käskkiri jõustub 20.01.2025.\n" + SIGNED,
        "2025-01-12",
        "6",
        in_force="2025-01-20",
        annexes=annex(1, "Jurist", mark="KINNITATUD\npeadirektori 12.01.2025\nkäskkirjaga nr 6\nLisa {}")
        + annex(2, "Arhivaar", mark="KINNITATUD\npeadirektori 12.01.2025\nkäskkirjaga nr 6\nLisa {}"),
    ),
    "three annexes, no numbers on them": Order(
        "KÄSKKIRI\n12.01.2025 nr 6\nAmetijuhendite kinnitamine\nKinnitan lisatud ametijuhendid.\n" + SIGNED,
        "2025-01-12",
        "6",
        annexes=annex(1, "Jurist", mark="", heading="JURISTI AMETIJUHEND")
        + annex(2, "Arhivaar", mark="", heading="ARHIVAARI AMETIJUHEND")
        + annex(3, "Toimetaja", mark="", heading="TOIMETAJA AMETIJUHEND"),
        titles=("Jurist", "Arhivaar", "Toimetaja"),
    ),
    "repeals what was before": Order(
        "KÄSKKIRI\n12.01.2025 nr 9\nAmetijuhendite kinnitamine\n1. Kinnitan ametijuhendid.\n"
        "2. Senised ametijuhendid tunnistatakse kehtetuks. Käskkiri jõustub 01.02.2025.\n" + SIGNED,
        "2025-01-12",
        "9",
        in_force="2025-02-01",
        repeals=("Senised ametijuhendid",),
    ),
    "repeals by lapse": Order(
        "KÄSKKIRI\n12.01.2025 nr 9\nAmetijuhendite kinnitamine\n1. Kinnitan ametijuhendid.\n"
        "2. Käskkirja jõustumisega kaotavad kehtivuse juristi ja arhivaari senised ametijuhendid.\n" + SIGNED,
        "2025-01-12",
        "9",
        repeals=("juristi ja arhivaari senised ametijuhendid",),
    ),
    "a list of what is repealed ends at the signature": Order(
        "KÄSKKIRI\n12.01.2025 nr 9\nAmetijuhendite kinnitamine\n1. Kinnitan ametijuhendid.\n"
        "2. Tunnistan kehtetuks:\n2.1. juristi ametijuhend;\n2.2. arhivaari ametijuhend.\n" + SIGNED,
        "2025-01-12",
        "9",
        repeals=("juristi ametijuhend", "arhivaari ametijuhend"),
    ),
    "repeals from a day": Order(
        "PEADIREKTORI KÄSKKIRI\n12.01.2025 nr 9\nAmetijuhendite kinnitamine\n1. Kinnitan ametijuhendid.\n"
        "2. Tunnistan alates 01.02.2025 kehtetuks peadirektori 05.05.2020 käskkirja nr 44.\n"
        "3. Ametijuhendid jõustuvad 01.02.2025.\n" + SIGNED,
        "2025-01-12",
        "9",
        in_force="2025-02-01",
        repeals=("peadirektori 05.05.2020 käskkirja nr 44",),
    ),
    "in force and repeals in one sentence": Order(
        "Käskkiri nr 9\n12.01.2025\nKinnitan ametijuhendid vastavalt lisadele.\nKäesolev käskkiri jõustub 01.02.2025 ning"
        " sellega tunnistatakse kehtetuks direktori 05.05.2020 käskkiri nr 44.\n" + SIGNED,
        "2025-01-12",
        "9",
        in_force="2025-02-01",
        repeals=("direktori 05.05.2020 käskkiri nr 44",),
    ),
    "the year first, kohaldatakse": Order(
        "KÄSKKIRI\n12.01.2025 nr 9\nAmetijuhendite kinnitamine\n1. Kinnitan ametijuhendid.\n"
        "2. Ametijuhendeid kohaldatakse tagasiulatuvalt alates 2025. aasta 1. jaanuarist.\n"
        "3. Käskkiri jõustub selle allkirjastamise päeval.\n" + SIGNED,
        "2025-01-12",
        "9",
        in_force="2025-01-12",
        applied="2025-01-01",
    ),
    "points numbered like paragraphs": Order(
        "VALLAVALITSUSE KORRALDUS\n12.01.2025 nr 9\nAmetijuhendite kinnitamine\n1) kinnitada ametijuhendid;\n"
        "2) tunnistada kehtetuks vallavalitsuse 05.05.2020 korraldus nr 44;\n3) korraldus jõustub 15.01.2025.\n"
        + SIGNED,
        "2025-01-12",
        "9",
        in_force="2025-01-15",
        repeals=("vallavalitsuse 05.05.2020 korraldus nr 44",),
    ),
    "who is to be told": Order(
        "KÄSKKIRI\n12.01.2025 nr 9\nAmetijuhendite kinnitamine\n1. Kinnitan ametijuhendid lisades 1–2.\n"
        "2. Personalitöötajal teha käskkiri teatavaks. Varasemad ametijuhendid kehtivad kuni 31.01.2025.\n"
        + SIGNED,
        "2025-01-12",
        "9",
    ),
}


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_every_annex_has_what_its_order_says(order: Order) -> None:
    found = read(from_text(order.text + order.annexes)).descriptions
    assert tuple(one.title.value for one in found) == order.titles
    for one in found:
        assert (str(one.approval.date), one.approval.order) == (str(order.date), order.number)
        assert dates(one) == (order.in_force, order.applied)
        assert tuple(text.value for text in one.validity.repeals) == order.repeals
        assert [text.value for text in one.rights] == ["saada koolitust."]
        assert one.problems == ()


def dates(found: JobDescription) -> tuple[str | None, str | None]:
    days = (found.validity.in_force_from, found.validity.applied_from)
    first, second = (day.isoformat() if day else None for day in days)
    return first, second


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_an_order_alone_gives_no_description(order: Order) -> None:
    reading = read(from_text(order.text))
    assert reading.descriptions == ()
    assert [
        ("order" in problem.message.en, "käskkiri" in problem.message.et) for problem in reading.problems
    ] == [(True, True)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ametijuhend jõustub 01.02.2025.", ("2025-02-01", None)),
        ("Ametijuhend kehtib alates 1. märtsist 2025.", ("2025-03-01", None)),
        (
            "Käesolev ametijuhend jõustub 01.02.2025 ja seda rakendatakse alates 01.01.2025.",
            ("2025-02-01", "2025-01-01"),
        ),
        ("Ametijuhend jõustub allkirjastamisest.", (None, None)),
    ],
)
def test_a_description_says_itself_when_it_comes_into_force(
    sentence: str, expected: tuple[str | None, str | None]
) -> None:
    (found,) = read(from_text(annex(1, "Jurist", mark="") + sentence + "\n")).descriptions
    assert dates(found) == expected
    assert [text.value for text in found.rights] == ["saada koolitust."]


@pytest.mark.parametrize(
    ("sentence", "repeals"),
    [
        ("Senine ametijuhend tunnistatakse kehtetuks.", ["Senine ametijuhend"]),
        ("Käesoleva ametijuhendi kehtestamisega tunnistatakse kehtetuks senine ametijuhend.", ["senine ametijuhend"]),
        (
            "Ametijuhendi jõustumisel kaotab kehtivuse 05.05.2020 kinnitatud ametijuhend.",
            ["05.05.2020 kinnitatud ametijuhend"],
        ),
        ("Jurist valmistab ette kehtetuks tunnistamise otsused.", []),
        ("Leping kaotab kehtivuse tähtaja möödumisel.", []),
        ("Ametijuhend kaotab kehtivuse töösuhte lõppemisel.", []),
        ("Jaanuarist tunnistatakse kehtetuks kõik varasemad ametijuhendid.", ["kõik varasemad ametijuhendid"]),
    ],
)  # fmt: skip
def test_a_description_says_itself_what_it_repeals(sentence: str, repeals: list[str]) -> None:
    (found,) = read(from_text(annex(1, "Jurist", mark="") + sentence + "\n")).descriptions
    assert [text.value for text in found.validity.repeals] == repeals
    assert {text.line for text in found.validity.repeals} <= {9}


def test_two_posts_on_one_page() -> None:
    text = (
        "KINNITATUD\nMetsa Ameti peadirektori 03.03.2025\nkäskkirjaga nr 7\n\n"
        + annex(1, "Jurist", mark="", heading="JURISTI AMETIJUHEND")
        + annex(2, "Arhivaar", mark="", heading="ARHIVAARI AMETIJUHEND")
    )
    found = read(from_text(text)).descriptions
    assert [one.title.value for one in found] == ["Jurist", "Arhivaar"]
    assert [(str(one.approval.date), one.approval.order) for one in found] == [("2025-03-03", "7")] * 2
    assert [one.organisation and one.organisation.value for one in found] == ["Metsa Amet"] * 2
    assert [len(one.rights) for one in found] == [1, 1]


def test_one_heading_over_two_posts() -> None:
    text = (
        "KINNITATUD\nMetsa Ameti peadirektori 03.03.2025\nkäskkirjaga nr 7\n\nAMETIJUHENDID\n\n"
        "Ametinimetus: Jurist\nVahetu juht: direktor\nAsendaja: nõunik\nÕigused\n- saada koolitust.\n\n"
        "Ametinimetus: Arhivaar\nVahetu juht: direktor\nAsendaja: jurist\nÕigused\n- saada teavet.\n"
    )
    found = read(from_text(text)).descriptions
    assert [(one.title.value, [right.value for right in one.rights]) for one in found] == [
        ("Jurist", ["saada koolitust."]),
        ("Arhivaar", ["saada teavet."]),
    ]
    assert [(str(one.approval.date), one.approval.order) for one in found] == [("2025-03-03", "7")] * 2


def test_two_posts_in_two_tables_under_one_heading() -> None:
    def rows(title: str, substitute: str) -> list[list[str]]:
        return [["Ametinimetus", title], ["Vahetu juht", "direktor"], ["Kes asendab", substitute]]

    document = page(
        "AMETIJUHENDID", rows("Jurist", "arhivaar"), "Õigused", "saada koolitust.", rows("Arhivaar", "jurist")
    )
    assert [
        (one.title.value, [who.title for who in one.substituted_by]) for one in read(document).descriptions
    ] == [
        ("Jurist", ["arhivaar"]),
        ("Arhivaar", ["jurist"]),
    ]


def test_the_title_again_where_it_is_signed_is_no_second_post() -> None:
    text = annex(1, "Jurist", mark="") + "Ametijuhendiga tutvunud:\nNimi:\nAmetinimetus: Jurist\nKuupäev:\n"
    (found,) = read(from_text(text)).descriptions
    assert found.title.value == "Jurist"


def test_an_own_mark_counts_before_the_first_one() -> None:
    text = (
        "KINNITATUD\npeadirektori 03.03.2025\nkäskkirjaga nr 7\n\n"
        + annex(1, "Jurist", mark="")
        + annex(2, "Arhivaar", mark="KINNITATUD\npeadirektori 04.04.2025\nkäskkirjaga nr 8")
    )
    found = read(from_text(text)).descriptions
    assert [one.approval.order for one in found] == ["7", "8"]
