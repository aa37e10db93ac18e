"""What is said of a link names what it rests on: two descriptions, rows of a staffing table, or one of each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ajgraph.analysis.absence import absent
from ajgraph.build import build
from ajgraph.network import organisation_of
from ajgraph.pages.cover import absence_page
from ajgraph.posts import find_post
from ajgraph.store import GraphStore
from ajgraph.validation import check
from tests.helpers import BASE

HEAD = "asutus;üksus;ametinimetus;kohti;asendaja;asendab\n"
BY_JURIST = "Rannaamet;Mereosakond;Jurist;1;nõunik;\n"
BY_ADVISER = "Rannaamet;Mereosakond;Nõunik;1;;jurist\n"
SILENT_JURIST = "Rannaamet;Mereosakond;Jurist;1;;\n"
SILENT_ADVISER = "Rannaamet;Mereosakond;Nõunik;1;;\n"
COLLEAGUES = "Rannaamet;Mereosakond;Jurist;2;jurist;jurist\n"

PAGE = (
    "AMETIJUHEND\n\nAsutus: Rannaamet\nStruktuuriüksus: Mereosakond\nAmetinimetus: {}\n"
    "Vahetu juht: osakonnajuhataja\nAsendaja: {}\nAsendab: {}\n"
)


def built(folder: Path, rows: str, *pages: tuple[str, str, str]) -> GraphStore:
    if rows:
        (folder / "koosseis.csv").write_text(HEAD + rows, encoding="utf-8")
    for title, who, whom in pages:
        (folder / f"{title}.txt").write_text(PAGE.format(title, who, whom), encoding="utf-8")
    files = sorted(folder.iterdir())
    build(files, folder / "store", base=BASE, workers=1)
    return GraphStore.open(folder / "store")


DESCRIBED_JURIST, DESCRIBED_ADVISER = ("Jurist", "nõunik", "puudub"), ("Nõunik", "puudub", "juristi")


@pytest.mark.parametrize(
    ("rows", "pages", "words"),
    [
        (BY_JURIST + BY_ADVISER, (), "the staffing table says so of both posts"),
        (BY_JURIST + SILENT_ADVISER, (), "one side only, in the staffing table"),
        (SILENT_JURIST + BY_ADVISER, (), "one side only, in the staffing table"),
        (COLLEAGUES, (), "the staffing table says so"),
        ("", (DESCRIBED_JURIST, DESCRIBED_ADVISER), "both documents say so"),
        (BY_JURIST + BY_ADVISER, (DESCRIBED_JURIST, DESCRIBED_ADVISER), "both documents say so"),
        (SILENT_JURIST + BY_ADVISER, (DESCRIBED_JURIST,), "a job description and the staffing table say so"),
        ("", (DESCRIBED_JURIST, ("Nõunik", "puudub", "puudub")), "one side only"),
        ("", (DESCRIBED_JURIST,), "the other post has no document here"),
        (COLLEAGUES.replace("jurist", ""), (("Jurist", "jurist", "juristi"),), "the post's own document says so"),
    ],
)  # fmt: skip
def test_an_answer_names_what_the_link_rests_on(
    tmp_path: Path, rows: str, pages: tuple[tuple[str, str, str], ...], words: str
) -> None:
    organisation = organisation_of(built(tmp_path, rows, *pages))
    answer = absent(organisation, [find_post(organisation, "Jurist").iri])
    assert f"({words})" in absence_page(organisation, answer, {})


@pytest.mark.parametrize(
    ("rows", "pages", "what"),
    [
        (BY_JURIST + SILENT_ADVISER, (), "row in the staffing table"),
        (BY_JURIST + SILENT_ADVISER, (("Nõunik", "puudub", "puudub"),), "job description"),
        ("", (DESCRIBED_JURIST, ("Nõunik", "puudub", "puudub")), "job description"),
    ],
)
def test_a_finding_names_the_source_that_is_silent(
    tmp_path: Path, rows: str, pages: tuple[tuple[str, str, str], ...], what: str
) -> None:
    store = built(tmp_path, rows, *pages)
    found = [
        one for one in check(store.as_rdflib(), on=date(2026, 11, 21)).findings if "OneSided" in one.rule
    ]
    assert [f"the other post's {what} does not mention it" in one.message.en for one in found] == [True]
    assert [one.basis_kind for one in found] == ["advice" if "table" in what else "law"]
