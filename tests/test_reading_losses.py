"""Nothing is lost silently: a foreign line, wherever it is put, comes back as a value or as a problem that names it.

Every document of the sample agency and of ``unseen`` gets lines that belong to no layout, one at a time: at every
fifth line, as a paragraph of its own or inside one; pages with tables get paragraphs and rows. Before lines that no
field took up were looked for in the end, one in six was lost: in the letterhead, after the review rule, under the
signature, between labels of the header.

Two things stay out by intent: the order in front of a description, which is another document (its lines are not among
those of ``source``), and names beside the signature of who read it.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ajgraph.description import JobDescription, Problem, Source
from ajgraph.documents import from_text, load
from ajgraph.reading import Reading, read, read_path
from tests import made_html
from tests.helpers import AGENCY
from tests.made import Page, Paragraph, Table, table
from tests.made_descriptions import PAGES

UNSEEN = Path(__file__).with_name("unseen")
SENTENCE = "Xqzvorin blarneb tibu."
LABEL = "Trallikood: 17-B"
COLUMNS = "Trallikood          Xqzvorin 17-B"
FOREIGN = (SENTENCE, LABEL, COLUMNS)
STEP = 5
SETS = {
    "agency": sorted((AGENCY / "descriptions").glob("*.txt")),
    "unseen": sorted(UNSEEN.glob("*.txt")),
    "later": sorted((UNSEEN / "later").glob("*.txt"))[::2],
    "ordinary": sorted((UNSEEN / "ordinary").glob("*.txt")),
    "headers": sorted((UNSEEN / "headers").glob("*.txt")),
}
_LINES = re.compile(r"\(lines? (?P<first>\d+)(?: to (?P<last>\d+))?\)")


def texts_of(data: object) -> Iterator[str]:
    """Yield every text of a description but its problems."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, tuple):
        for one in data:
            yield from texts_of(one)
    elif dataclasses.is_dataclass(data) and not isinstance(data, (Problem, Source)):
        for field in dataclasses.fields(data):
            yield from texts_of(getattr(data, field.name))


def names(problem: Problem, line: int, foreign: str) -> bool:
    """Return whether a problem speaks of the line: by its number, as one of several, or by quoting it."""
    if problem.line == line or foreign.rstrip(".") in problem.message.en:
        return True
    said = _LINES.search(problem.message.en)
    return said is not None and int(said["first"]) <= line <= int(said["last"] or said["first"])


def is_lost(reading: Reading, foreign: str, line: int) -> bool:
    found = reading.descriptions
    if not found:
        return not reading.problems
    if not any(one.source.first_line <= line <= one.source.last_line for one in found):
        return False  # in the order in front
    if any(names(problem, line, foreign) for one in found for problem in one.problems):
        return False
    said = "\n".join(texts_of(found)).casefold()
    return any(word.strip(".:").casefold() not in said for word in foreign.split())


def variants(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield the text with a foreign line in it, the line itself and its number."""
    lines = text.splitlines()
    for turn, place in enumerate(range(1, len(lines) + 1, STEP)):
        foreign = FOREIGN[turn % len(FOREIGN)]
        apart = turn // len(FOREIGN) % 2
        put = ["", foreign, ""] if apart else [foreign]
        yield "\n".join([*lines[:place], *put, *lines[place:]]), foreign, place + 1 + apart


@pytest.mark.parametrize("name", SETS)
def test_a_foreign_line_is_never_lost_in_a_text(name: str) -> None:
    lost: list[str] = []
    tried = 0
    for path in SETS[name]:
        for text, foreign, line in variants(path.read_text(encoding="utf-8")):
            tried += 1
            if is_lost(read(from_text(text)), foreign, line):
                lost.append(f"{path.name}:{line} {foreign}")
    assert tried > 6 * len(SETS[name]) > 0
    assert lost == []


def pages_with(page: Page) -> Iterator[tuple[Page, str]]:
    """Yield the page with a foreign paragraph before each of its items, with a foreign row in each table."""
    for place, item in enumerate(page):
        for foreign in (SENTENCE, LABEL):
            yield (*page[:place], Paragraph(foreign), *page[place:]), foreign
        if isinstance(item, Table) and not item.merged:
            width = len(item.rows[0])
            (row,) = table(("Trallikood", *["Xqzvorin blarneb."] * (width - 1))).rows
            for at in range(len(item.rows) + 1):
                rows = (*item.rows[:at], row, *item.rows[at:])
                changed = dataclasses.replace(item, rows=rows)
                yield (*page[:place], changed, *page[place + 1 :]), "Xqzvorin blarneb."
    yield (*page, Paragraph(SENTENCE)), SENTENCE


@pytest.mark.parametrize("name", PAGES)
def test_a_foreign_paragraph_or_row_is_never_lost_in_a_page_with_tables(name: str, tmp_path: Path) -> None:
    lost: list[str] = []
    for number, (page, foreign) in enumerate(pages_with(PAGES[name])):
        path = tmp_path / f"{number}.html"
        made_html.write(page, path)
        document = load(path)
        lines = [line.number for block in document.blocks for line in block.lines if line.text == foreign]
        found = read(document)
        lost += [f"{number}:{line} {foreign}" for line in lines if is_lost(found, foreign, line)]
    assert lost == []


@pytest.mark.parametrize(("name", "most"), [("agency", 7), ("unseen", 6), ("ordinary", 41), ("headers", 27)])
def test_what_belongs_to_a_description_is_no_problem(name: str, most: int) -> None:
    said = [
        f"{path.name}:{problem.line} {problem.message.en}"
        for path in SETS[name]
        for found in read_path(path).descriptions
        for problem in found.problems
    ]
    assert len(said) <= most, said


def described(body: str) -> JobDescription:
    head = "AMETIJUHEND\n\nAmetinimetus: Jurist\nVahetu juht: direktor\n\n2. EESMÄRK\nÕigusabi andmine.\n"
    (found,) = read(from_text(f"{head}{body}")).descriptions
    return found


def test_several_lines_make_one_problem_that_says_which() -> None:
    (problem,) = described(
        "\n3. ÕIGUSED\n\n\u2022 saada koolitust.\n\n4. PARKIMINE\n\nHoovis.\nTasuta.\n"
    ).problems
    assert problem.line == 13
    assert "(lines 15 to 16)" in problem.message.en
    assert "(read 15–16)" in problem.message.et


def test_who_read_the_description_is_not_quoted() -> None:
    found = described("\nAmetijuhendiga tutvunud:\n\nMari Näidis\n\nXqzvorin Mari Näidis tibu.\n")
    assert [(problem.line, problem.kind) for problem in found.problems] == [(13, "not-kept")]
    assert not any(
        "Näidis" in text for problem in found.problems for text in (problem.message.en, problem.message.et)
    )


def test_the_rest_of_a_closing_section_is_said_not_to_be_kept() -> None:
    (problem,) = described(
        "\n3. LÕPPSÄTTED\nAmetijuhend vaadatakse läbi üks kord aastas.\nXqzvorin blarneb tibu.\n"
    ).problems
    assert (problem.line, problem.kind) == (11, "not-kept")
