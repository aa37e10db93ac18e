"""PDF: tables of duties without ruling lines say what the same tables say with them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ajgraph import documents, reading
from tests import made_pdf_fpdf, made_pdf_reportlab
from tests.made import Page, Table, table
from tests.made_borderless import ABOVE, BELOW, cases

WRITERS = (made_pdf_reportlab.write, made_pdf_fpdf.write)
CASES = {
    f"{name}, {write.__module__.rpartition('_')[2]}": (made, write)
    for place, (name, made) in enumerate(cases())
    for write in WRITERS[place % 2 :][:1]
}


def said(path: Path) -> tuple[Any, ...]:
    (found,) = reading.read(documents.load(path)).descriptions
    duties = [
        (one.number, one.text.value, [outcome.value for outcome in one.outcomes], one.group)
        for one in found.duties
    ]
    return duties, [one.value for one in found.rights], len(found.problems)


@pytest.mark.parametrize(("made", "write"), CASES.values(), ids=CASES)
def test_the_same_with_and_without_rules(tmp_path: Path, made: Table, write: Any) -> None:
    facts = [
        said(write((*ABOVE, replace(made, bordered=bordered), *BELOW), tmp_path / f"{bordered}.pdf"))
        for bordered in (True, False)
    ]
    assert facts[0] == facts[1]
    duties, rights, problems = facts[0]
    assert rights == ["saada koolitust", "teha ettepanekuid."]
    assert problems == 0
    assert len(duties) == sum(1 for row in made.rows if row[-1][0].text) - made.heading_rows
    assert {group for *_, group in duties} == {
        made.rows[row][0][0].text for row, *_ in made.merged
    } or not made.merged


@pytest.mark.parametrize("write", WRITERS)
class TestNoGroups:
    def test_the_last_line_of_a_duty_that_begins_with_a_name(self, tmp_path: Path, write: Any) -> None:
        duty = "Õppetöö kavandamine ja korraldamine koostöös kõigi asjaomaste koolide ja kolleegidega"
        rows = [(f"3.{number} {duty} {'Tartus'}", "Õpe on korraldatud.") for number in range(1, 4)]
        page: Page = (*ABOVE, table(("Ülesanded", "Tulemused"), *rows, bordered=False), *BELOW)
        duties, rights, _ = said(write(page, tmp_path / "a.pdf"))
        assert duties == [
            (f"3.{number}", f"{duty} Tartus", ["Õpe on korraldatud."], None) for number in range(1, 4)
        ]
        assert len(rights) == 2

    def test_headings_of_sections_between_tables(self, tmp_path: Path, write: Any) -> None:
        def made(section: int) -> Table:
            rows = [(f"{section}.{number} Andmete hoidmine", "Andmed on hoitud.") for number in range(1, 3)]
            return table(*rows, bordered=False)

        heading = replace(ABOVE[-1], text="ÕIGUSED")
        duties, rights, _ = said(write((*ABOVE, made(3), heading, made(4)), tmp_path / "a.pdf"))
        assert [number for number, *_ in duties] == ["3.1", "3.2"]
        assert len(rights) >= 2
