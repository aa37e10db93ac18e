"""The sample agency, whole: exactly the planted faults are found, and its stories come true."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from pathlib import Path

import pytest

from ajgraph.analysis.absence import absent
from ajgraph.analysis.coverage import coverage
from ajgraph.analysis.verification import verify
from ajgraph.build import build
from ajgraph.findings import Finding
from ajgraph.network import organisation_of
from ajgraph.organisation import Organisation
from ajgraph.posts import find_post
from ajgraph.serialisation import to_rdf, to_rdflib
from ajgraph.store import GraphStore
from ajgraph.validation import check
from tests.helpers import AGENCY, SHARED, needs_shared

DAY = datetime.date(2026, 11, 21)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("agency") / "graph"
    build([AGENCY / "descriptions", AGENCY / "koosseis.csv"], folder)
    return folder


@pytest.fixture(scope="module")
def findings(store: Path) -> tuple[Finding, ...]:
    return check(to_rdflib(GraphStore.open(store).quads()), on=DAY).findings


@pytest.fixture(scope="module")
def agency(store: Path) -> Organisation:
    return organisation_of(GraphStore.open(store))


def iri(agency: Organisation, name: str) -> str:
    return find_post(agency, name).iri


def test_exactly_the_planted_faults_are_found(findings: tuple[Finding, ...], agency: Organisation) -> None:
    planted = Counter(
        (fault["rule"], fault["document"], fault["post"])
        for fault in json.loads((AGENCY / "faults.json").read_text(encoding="utf-8"))
    )
    found = Counter(
        (one.rule.rpartition("#")[2], Path(one.document or "").name, agency.by_iri[one.post or ""].label)
        for one in findings
    )
    assert found == planted


def test_every_finding_shows_its_evidence_in_both_languages(findings: tuple[Finding, ...]) -> None:
    for one in findings:
        assert one.message.en != one.message.et
        assert one.basis
        assert one.remedy
        assert one.document
        assert one.line
        text = Path(one.document).read_text(encoding="utf-8").splitlines()
        if one.sentence:
            written = text[one.line - 1].split()
            assert written, f"{one.document}:{one.line} is empty"
            assert set(written) & set(one.sentence.split())


def test_a_day_later_nothing_else_is_overdue_and_a_year_later_everything_is(store: Path) -> None:
    data = to_rdflib(GraphStore.open(store).quads())

    def overdue(day: datetime.date) -> int:
        return sum(one.rule.endswith("ReviewOverdue") for one in check(data, on=day).findings)

    assert overdue(datetime.date(2025, 1, 1)) == 0
    assert overdue(DAY) == 2
    assert overdue(datetime.date(2028, 1, 1)) > 25


def test_three_specialists_share_two_substitutes(agency: Organisation) -> None:
    away = [iri(agency, name) for name in ("RA-044", "RA-045", "RA-046")]
    answer = absent(agency, away)
    assert not answer.covered
    assert answer.proof
    assert set(answer.proof.absent) == set(away)
    assert set(answer.proof.substitutes) == {iri(agency, "RA-041"), iri(agency, "RA-042")}
    assert verify(agency, away, answer) == []
    assert absent(agency, away[:2]).covered


def test_the_administrators_are_a_closed_ring(agency: Organisation) -> None:
    ring = {iri(agency, name) for name in ("RA-065", "RA-066", "RA-067")}
    assert ring in [set(one) for one in coverage(agency).rings]


def test_the_verdicts_of_the_stories(agency: Organisation) -> None:
    verdict = {one.post.id: one.verdict for one in coverage(agency).posts}
    assert verdict["RA-063"] == verdict["RA-064"] == "uncovered"
    assert verdict["RA-061"] == verdict["RA-030"] == "designated-only"
    assert verdict["RA-065"] == "fragile"
    assert verdict["RA-033"] == "covered"
    assert verdict["RA-001"] == "unknown"  # no description, no mention of who stands in


def test_a_colleague_covers_only_where_there_is_a_second_place(agency: Organisation) -> None:
    engineer = iri(agency, "RA-020")
    assert any(link.kind == "peer" for link in agency.links_of(engineer))
    narrowed = Organisation(agency.posts, tuple(link for link in agency.links if link.kind == "peer"))
    assert not absent(narrowed, [engineer]).covered
    inspectors = iri(agency, "RA-033")
    assert absent(narrowed, [inspectors] * 2).covered
    assert not absent(narrowed, [inspectors] * 3).covered


def test_the_graph_is_the_same_whatever_the_order_of_building(store: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    build([AGENCY / "koosseis.csv"], other)
    for path in sorted((AGENCY / "descriptions").glob("RA-*"), reverse=True):
        build([path], other)
    build([AGENCY / "descriptions"], other)
    one, two = (to_rdf(GraphStore.open(where).quads(), "nquads") for where in (store, other))
    assert one == two


@needs_shared
def test_the_bare_facts_of_the_real_descriptions_are_what_the_reader_reads() -> None:
    from ajgraph.description_json import to_json
    from ajgraph.reading import read_path

    facts = json.loads((AGENCY.parent / "real" / "facts.json").read_text(encoding="utf-8"))
    for number, path in enumerate(sorted((SHARED / "documents").glob("*.txt"))):
        (found,) = read_path(path).descriptions
        data, wanted = to_json(found), facts["descriptions"][f"{number:03}"]
        assert data["organisation"] == facts["organisation"]
        assert data["title"].lower() == wanted["title"].lower()
        for name in ("specialisation", "units", "review_months"):
            assert data[name] == wanted[name], name
        for name in ("manager", "substituted_by", "substitutes", "subordinates"):
            assert [{key: one[key] for key in ("title", "specialisation")} for one in data[name]] == wanted[
                name
            ], name
        assert {key: data["approval"][key] for key in ("date", "order")} == wanted["approval"]
        assert len(data["duties"]) == wanted["duties"]
        assert sum(len(duty["outcomes"]) for duty in data["duties"]) == wanted["outcomes"]
        needs = data["requirements"]
        assert needs["education"]["level"] == wanted["education"]
        assert [
            {key: one[key] for key in ("years", "kind", "required")} for one in needs["experience"]
        ] == wanted["experience"]
        assert needs["languages"] == wanted["languages"]
