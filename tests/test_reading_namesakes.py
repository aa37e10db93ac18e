"""Values that are worded like a label ("Vahetu juht" under "Kes asendab") in every layout of a header."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from ajgraph.blocks import Block, Cell, Document, Line
from ajgraph.description import JobDescription
from ajgraph.documents import from_text
from ajgraph.reading import namesakes, read
from ajgraph.reading.row import Row
from tests.helpers import AGENCY

END = "\n\n2. EESMÄRK\n\nÕigusabi.\n\n3. TEENISTUSÜLESANDED\n3.1 Nõustamine.\n"
LAYOUTS = {
    "cells side by side": "1. ÜLDOSA\n\n1.1 Ametinimetus 1.2 Struktuuriüksus\n\nJurist\n\nÕigusosakond\n\n"
    "1.3 {label} 1.4 Kes asendab 1.5 Keda asendab\n\nOsakonnajuhataja\n\n{value}\n\nNõunikku",
    "cells on lines of one block": "1. ÜLDOSA\n\nAmetinimetus: Jurist\n\n1.3 {label} 1.4 Kes asendab "
    "1.5 Keda asendab\n\nOsakonnajuhataja\n{value}\nNõunikku",
    "label first": "1. Üldosa\n\nTeenistuskoht Jurist\n\n{label}  Osakonnajuhataja\n\nAlluvad Puuduvad\n\n"
    "Teenistuja asendaja {value}\n\nTeenistuja asendab Nõunikku",
    "label first in columns": "1. Üldosa\n\nTeenistuskoht        Jurist\n{label}          Osakonnajuhataja\n"
    "Teenistuja asendaja  {value}\nTeenistuja asendab   Nõunikku",
    "label and value on a line": "Ametinimetus: Jurist\n{label}: Osakonnajuhataja\nKes asendab: {value}\n"
    "Keda asendab: nõunikku",
    "several on a line": "1.1 Ametinimetus: Jurist\n1.2 {label}: Osakonnajuhataja\n"
    "1.3 Kes asendab: {value} 1.4 Keda asendab: Nõunikku",
    "label above its value": "Ametinimetus\nJurist\n{label}\nOsakonnajuhataja\nKes asendab\n{value}\n"
    "Keda asendab\nNõunikku",
    "the manager last": "Ametinimetus\nJurist\nKes asendab\n{value}\nKeda asendab\nNõunikku\n{label}\n"
    "Osakonnajuhataja",
    "label with a colon above its value": "Ametinimetus:\nJurist\n\n{label}:\nOsakonnajuhataja\n\n"
    "Kes asendab:\n{value}\n\nKeda asendab:\nNõunikku",
    "the manager by another label": "1.1. Teenistuskoha nimetus jurist\n1.2. Allub osakonnajuhatajale\n"
    "1.3. Asendaja\n1.4. Asendab\n{value}\nnõunikku",
}  # fmt: skip


def described(header: str) -> JobDescription:
    (found,) = read(from_text(f"AMETIJUHEND\n\n{header}{END}")).descriptions
    return found


def people(found: JobDescription) -> tuple[list[str], list[str], list[str]]:
    return (
        [str(one.title).casefold() for one in found.manager],
        [str(one.title).casefold() for one in found.substituted_by],
        [str(one.title).casefold() for one in found.substitutes],
    )


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "value", ["Vahetu juht", "Otsene juht", "Vahetu ülem", "Otsejuht", "JUHT", "VAHETU JUHT", "vahetu juht"]
)
def test_who_stands_in_may_be_called_like_the_label_of_the_manager(layout: str, value: str) -> None:
    found = described(LAYOUTS[layout].format(label=value[:1].upper() + value[1:], value=value))
    assert people(found) == (["osakonnajuhataja"], [value.casefold()], ["nõunik"])
    assert found.problems == ()


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("value", "condition", "titles"),
    [
        ("Vahetu juht või spetsialist", None, ["vahetu juht", "spetsialist"]),
        ("Vahetu juht (puhkuse ajal)", "puhkuse ajal", ["vahetu juht"]),
    ],
)
def test_the_value_may_go_on(layout: str, value: str, condition: str | None, titles: list[str]) -> None:
    found = described(LAYOUTS[layout].format(label="Vahetu juht", value=value))
    assert people(found) == (["osakonnajuhataja"], titles, ["nõunik"])
    assert found.substituted_by[0].condition == condition


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (
            "RA-031-talitusejuhataja",
            "Osakonnajuhataja, saarte \ntalituse juhataja (puhkuse \najal) ",
            "Vahetu juht ",
        ),
        ("RA-015-tiimijuht", "\ntiimi teenistuja\n", "\nVahetu juht\n"),
    ],
)
def test_a_cell_of_the_sample_agency_that_says_no_more(name: str, old: str, new: str) -> None:
    text = (AGENCY / "descriptions" / f"{name}.txt").read_text(encoding="utf-8")
    assert text.count(old) == 1
    (before,), (after,) = (read(from_text(one)).descriptions for one in (text, text.replace(old, new)))
    assert people(after) == (people(before)[0], ["vahetu juht"], people(before)[2])


def test_a_label_without_a_second_one_stays_the_label() -> None:
    stacked = described(
        "Ametinimetus: Jurist\nKes asendab\nVahetu juht\nKeda asendab\nSpetsialist\nJuhataja\nNõunikku"
    )
    assert people(stacked) == (["juhataja"], ["spetsialist"], ["nõunik"])
    above = described("Ametinimetus\nJurist\nVahetu juht\nJuhataja\nKes asendab\nNõunik")
    assert people(above) == (["juhataja"], ["nõunik"], [])
    numbered = described("Ametinimetus: Jurist\n1.4 Kes asendab 1.5 Vahetu juht\n\nNõunik\n\nJuhataja")
    assert people(numbered) == (["juhataja"], ["nõunik"], [])


def test_a_value_where_nothing_names_the_manager() -> None:
    assert people(described("Ametinimetus: Jurist\nKes asendab: Vahetu juht")) == ([], ["vahetu juht"], [])
    lines = described("Ametinimetus\nJurist\nKes asendab\nVahetu juht\nKeda asendab\nNõunikku")
    assert people(lines) == ([], ["vahetu juht"], ["nõunik"])


def table(cells: Iterable[Iterable[str]]) -> Document:
    blocks = [Block((Line("AMETIJUHEND", 1),))]
    for row, texts in enumerate(cells):
        for column, text in enumerate(texts):
            blocks.append(Block((Line(text, 2 + row),), Cell(0, row, column)))
    blocks.append(Block((Line("2. EESMÄRK", 20),)))
    blocks.append(Block((Line("Õigusabi.", 21),)))
    return Document("jurist.docx", "0" * 64, "application/test", tuple(blocks))


@pytest.mark.parametrize(
    "cells",
    [
        [("Amet", "Jurist"), ("Vahetu juht", "Juhataja"), ("Kes asendab", "Vahetu juht"), ("Keda asendab", "Nõunikku")],
        [("Amet", "Vahetu juht"), ("Jurist", "Juhataja"), ("Kes asendab", "Keda asendab"), ("Vahetu juht", "Nõunikku")],
    ],
)  # fmt: skip
def test_cells_of_a_table(cells: list[tuple[str, str]]) -> None:
    (found,) = read(table(cells)).descriptions
    assert people(found) == (["juhataja"], ["vahetu juht"], ["nõunik"])


def test_nothing_is_a_value_after_the_header() -> None:
    texts = ("Vahetu juht: Nõunik", "3. TEENISTUSÜLESANDED", "Kes asendab", "Vahetu juht")
    assert namesakes.values([Row(text, line) for line, text in enumerate(texts)]) == frozenset()
