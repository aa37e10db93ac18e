"""The organisation in a notebook: loaded from anything, asked by names, shown as tables, taken on as graphs and records."""

from __future__ import annotations

import datetime
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest

import ajgraph
from ajgraph.errors import AjgraphError, AmbiguousPost, UnknownPost
from ajgraph.result import Result
from ajgraph.serialisation import to_rdf
from tests.helpers import ROOT

AGENCY = ROOT / "data" / "agency"
AWAY = ["RA-044", "RA-045", "RA-046"]


@pytest.fixture(scope="module")
def agency() -> ajgraph.Organisation:
    return ajgraph.Organisation.load(AGENCY)


def test_it_loads_documents_a_store_and_rdf_alike(agency: ajgraph.Organisation, tmp_path: Path) -> None:
    store = tmp_path / "store"
    ajgraph.build([AGENCY], store)
    turtle = tmp_path / "graph.ttl"
    turtle.write_text(to_rdf(ajgraph.GraphStore.open(store).quads(), "turtle"), encoding="utf-8")
    for source in (store, str(store), turtle):
        assert ajgraph.Organisation.load(source).posts == agency.posts
    assert str(agency) == "Rannikuamet: posts 42, substitution links 67"


def test_what_could_not_be_read_is_told(agency: ajgraph.Organisation) -> None:
    assert any("kaskkiri-1-3-26-29" in note.path for note in agency.notes)


def test_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "gone", tmp_path / "gone.ttl"):
        with pytest.raises(AjgraphError):
            ajgraph.Organisation.load(path)


def test_posts_are_asked_for_by_name(agency: ajgraph.Organisation) -> None:
    answer = agency.absent(AWAY)
    iris = [agency.post(name).iri for name in AWAY]
    assert answer == ajgraph.absent(agency, iris)
    assert not answer.covered
    assert agency.absent("RA-044") == ajgraph.absent(agency, iris[:1])
    assert agency.absent(AWAY, capacity=2).covered
    assert agency.chain("RA-044").post == iris[0]
    assert agency.resilience() == agency.coverage().resilience
    with pytest.raises(UnknownPost):
        agency.absent(["nobody of this name"])
    with pytest.raises(AmbiguousPost):
        agency.chain("talitusejuhataja")


def test_days_and_calendars(agency: ajgraph.Organisation, tmp_path: Path) -> None:
    calendar = tmp_path / "puhkused.csv"
    calendar.write_text(
        "kood,algus,lõpp\nRA-045,2026-07-03,2026-07-09\nRA-046,2026-07-08,2026-07-20\n", encoding="utf-8"
    )
    day = datetime.date
    found = agency.absent_between(["RA-044"], day(2026, 7, 1), day(2026, 7, 10), [calendar])
    assert [(one.period.begin.day, one.answer.covered) for one in found] == [
        (1, True), (3, True), (8, False), (10, True),
    ]  # fmt: skip


def test_calendars_suggestions_and_fitness(agency: ajgraph.Organisation) -> None:
    pytest.importorskip("ortools", reason="repairs and plans need the extra solve")
    calendar = ROOT / "data" / "leave" / "puhkused-2026.csv"
    answer = agency.leave(calendar)
    assert answer.broken
    assert answer.repair is not None
    assert answer.repair.exact
    assert agency.leave(calendar, mend=False).repair is None
    fixed = agency.leave(calendar, fix=[move.leave.post for move in answer.repair.moves])
    assert fixed.repair is not None
    assert not fixed.repair.moves
    assert agency.suggest("RA-044").suggestions
    plan = agency.plan()
    assert plan.exact
    assert str(len(plan.links)) in str(plan)
    found = agency.fitness("RA-046", "RA-001")
    assert found == agency.fitness(agency.post("RA-046").iri, "Peadirektor")
    assert agency.fitness("RA-044", "RA-045").fit in ("fit", "gap", "unknown")


def test_one_unit_and_the_top_load(agency: ajgraph.Organisation) -> None:
    unit = agency.resilience("Kaldalubade talitus")
    assert unit.size == 2
    assert agency.resilience("Personali- ja dokumenditalitus").size is None
    assert agency.top_load().size == 2


def test_narrowing_keeps_what_it_can_do(agency: ajgraph.Organisation) -> None:
    strict = agency.narrowed(frozenset({"confirmed"}))
    assert isinstance(strict, ajgraph.Organisation)
    assert strict.coverage().counts["uncovered"] > agency.coverage().counts["uncovered"]
    decided = agency.designating(agency.post("RA-044").iri, agency.post("RA-001").iri)
    assert decided.absent(AWAY).covered


def answers(agency: ajgraph.Organisation) -> list[Result]:
    coverage = agency.coverage()
    return [
        agency, agency.absent(AWAY), agency.absent(["RA-044"]), agency.absent([]), coverage, coverage.resilience,
        coverage.load, agency.chain("RA-044", depth=None), agency.suggest("RA-044"), agency.plan(),
        agency.leave(ROOT / "data" / "leave" / "puhkused-2026.csv"), agency.fitness("RA-063", "RA-064"),
    ]  # fmt: skip


def test_every_answer_is_a_table_in_a_notebook_and_in_pandas(agency: ajgraph.Organisation) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas comes with the extra solve")
    for answer in answers(agency):
        records = answer.records()
        assert all(record.keys() == records[0].keys() for record in records)
        assert all(
            value is None or isinstance(value, str | int | bool) for one in records for value in one.values()
        )
        frame = pandas.DataFrame(answer.records())
        assert len(frame) == len(records)
        page = ElementTree.fromstring(f"<div>{answer._repr_html_()}</div>")
        assert page.findtext("p")
        assert len(page.findall("table/tbody/tr")) == min(len(records), 200)
        for row in page.findall("table/tbody/tr"):
            assert not any((cell.text or "").startswith("https://") for cell in row)


def test_names_are_escaped_in_a_notebook() -> None:
    odd = ajgraph.Organisation((ajgraph.Post("x", "<b>Jurist</b> & co"),))
    assert "&lt;b&gt;Jurist&lt;/b&gt; &amp; co" in odd._repr_html_()
    assert str(odd) == "organisation: posts 1, substitution links 0"


def test_answers_become_graphs(agency: ajgraph.Organisation) -> None:
    answer = agency.absent(AWAY)
    graph = answer.to_networkx()
    assert set(graph.edges) == {(one.absent, one.substitute) for one in answer.assignment}
    (left,) = answer.uncovered
    assert graph.nodes[left]["cover"] == "uncovered"
    assert all(graph.edges[edge]["status"] == "confirmed" for edge in graph.edges)
    cover = agency.coverage()
    graph = cover.to_networkx()
    assert set(graph) == set(agency.by_iri)
    assert all(graph.nodes[one.post.iri]["verdict"] == one.verdict for one in cover.posts)
    assert {status for *_, status in graph.edges(data="status")} == {"confirmed", "one-sided", "undocumented"}
    chain = agency.chain("RA-044", depth=2).to_networkx()
    assert nx.descendants(chain, agency.post("RA-044").iri) == set(chain) - {agency.post("RA-044").iri}
    assert agency.to_networkx().number_of_nodes() > len(agency.posts)
