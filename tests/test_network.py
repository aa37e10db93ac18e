"""From the graph to the organisation: numbers of places, ids, lines nobody could read; and what the check says of them."""

from __future__ import annotations

import datetime
from itertools import combinations, product
from pathlib import Path

import pytest

from ajgraph.analysis.absence import absent
from ajgraph.analysis.coverage import coverage
from ajgraph.build import build
from ajgraph.errors import UsageError
from ajgraph.findings import Finding
from ajgraph.network import organisation_of
from ajgraph.organisation import Organisation, Post
from ajgraph.posts import find_post
from ajgraph.query import Rows, find_query, run
from ajgraph.serialisation import to_rdflib
from ajgraph.store import GraphStore
from ajgraph.validation import check
from tests import small_body

HEADERS = "asutus,üksus,ametinimetus,kohti,kood,vahetu juht,kes asendab\n"


def built(tmp_path: Path, **tables: str) -> GraphStore:
    """Build a graph from tables (name → rows) and from what lies in the folder already."""
    for name, rows in tables.items():
        (tmp_path / f"{name}.csv").write_text(HEADERS + rows, encoding="utf-8")
    where = tmp_path.parent / f"{tmp_path.name}-store"
    build([tmp_path], where, organisation="Rannaamet")
    return GraphStore.open(where)


def verdicts(organisation: Organisation) -> dict[str, str]:
    return {one.post.label: one.verdict for one in coverage(organisation).posts}


def answers(store: GraphStore, query: str) -> list[str | None]:
    """Return the first column of a named query."""
    found = run(store, find_query(query), {}, "table")
    assert isinstance(found, Rows)
    return [row[0] for row in found.rows]


def findings(store: GraphStore, rule: str) -> list[Finding]:
    report = check(to_rdflib(store.quads()), on=datetime.date(2026, 11, 21))
    return [one for one in report.findings if one.rule.endswith(f"#{rule}")]


def of(organisation: Organisation, name: str) -> Post:
    return find_post(organisation, name)


def test_a_post_with_no_places_is_one_on_paper(tmp_path: Path) -> None:
    rows = "Rannaamet,A,Jurist,0,R-1,,Nõunik\nRannaamet,A,Nõunik,1,R-2,,Jurist\nRannaamet,A,Arst,0,R-3,,\n"
    store = built(tmp_path, koosseis=rows)
    organisation = organisation_of(store)
    jurist = of(organisation, "jurist")
    assert (jurist.places, jurist.places_known) == (0, True)
    # The jurist cannot be absent; the adviser's only substitute is nobody.
    assert verdicts(organisation) == {"Jurist": "covered", "Arst": "covered", "Nõunik": "uncovered"}
    assert (answers(store, "uncovered"), answers(store, "fragile")) == (["Nõunik"], [])
    with pytest.raises(UsageError, match="gives it 0 places"):
        absent(organisation, [jurist.iri])
    assert absent(organisation, [of(organisation, "nõunik").iri]).broken
    assert not [one for one in check(to_rdflib(store.quads()), on=datetime.date(2026, 11, 21)).findings
                if "place" in one.message.en]  # fmt: skip


def test_queries_and_coverage_agree_on_posts_without_a_place(tmp_path: Path) -> None:
    """Every pair of substitutes of three kinds, for posts of 0, 1 and 2 places: the named queries see the same."""
    kinds = {"Null": 0, "Üks": 1, "Kaks": 2}
    rows = "".join(f"Rannaamet,A,{title},{places},,,\n" for title, places in kinds.items())
    chosen = ["", *kinds, *(f"{one}; {two}" for one, two in combinations(kinds, 2))]
    for number, (places, who, peer) in enumerate(product((0, 1, 2), chosen, (False, True))):
        own = f"Ametnik (ala {number})"
        listed = "; ".join(filter(None, (who, own if peer else "")))
        rows += f"Rannaamet,A,{own},{places},,,{listed}\n"
    store = built(tmp_path, koosseis=rows)
    posts = coverage(organisation_of(store)).posts
    assert len(posts) == 45
    for name in ("uncovered", "fragile"):
        expected = {one.post.label for one in posts if one.verdict == name}
        assert len(expected) > 2
        assert set(answers(store, name)) == expected


def test_tables_that_disagree_are_seen_and_the_number_counts_as_assumed(tmp_path: Path) -> None:
    rows = "Rannaamet,A,Jurist,{},R-1,Juhataja,Jurist\nRannaamet,A,Juhataja,1,R-2,,Jurist\n"
    store = built(tmp_path, vana=rows.format(1), uus="\n" + rows.format(3))
    organisation = organisation_of(store)
    jurist, head = of(organisation, "jurist"), of(organisation, "juhataja")
    assert (jurist.places, jurist.places_known) == (1, False)  # the least; nobody knows
    assert (head.places, head.places_known) == (1, True)
    assert verdicts(organisation) == {"Jurist": "peer-only", "Juhataja": "fragile"}
    assert (answers(store, "uncovered"), answers(store, "fragile")) == ([], ["Juhataja"])
    answer = absent(organisation, [jurist.iri, head.iri])
    assert (answer.assumed, answer.covered) == ((jurist.iri,), False)
    with pytest.raises(UsageError, match=r"it has 1 \(assumed\)"):
        absent(organisation, [jurist.iri] * 2)
    (found,) = findings(store, "StaffingTablesDisagree")
    assert found.message.en == (
        "Staffing tables give the post different numbers of places: 1, 3 "
        f"({tmp_path.as_posix()}/uus.csv, {tmp_path.as_posix()}/vana.csv)."
    )
    assert "erinev arv kohti: 1, 3" in found.message.et
    assert (found.severity, found.post, found.value) == ("violation", jurist.iri, "1, 3")
    assert (found.document, found.line) == (f"{tmp_path.as_posix()}/uus.csv", 3)
    # "A single place stands in for itself" is not said: one of the tables gives it three.
    assert not findings(store, "SelfSubstitutionOfSinglePlace")
    assert not findings(store, "PostShape-places")


def test_none_or_some_is_one_at_least(tmp_path: Path) -> None:
    rows = "Rannaamet,A,Jurist,{},R-1,,\n"
    organisation = organisation_of(built(tmp_path, a=rows.format(0), b=rows.format(2)))
    assert (organisation.posts[0].places, organisation.posts[0].places_known) == (1, False)


def test_rows_of_one_post_add_up_and_each_id_finds_it(tmp_path: Path) -> None:
    rows = "".join(f"Rannaamet,A,Inspektor,1,RA-{number},,\n" for number in (22, 21, 23))
    organisation = organisation_of(built(tmp_path, koosseis=rows))
    (post,) = organisation.posts
    assert (post.id, post.ids, post.places) == ("RA-21", ("RA-21", "RA-22", "RA-23"), 3)
    assert {find_post(organisation, one) for one in post.ids} == {post}
    assert coverage(organisation).to_json()["posts"][0]["id"] == "RA-21"


@pytest.mark.parametrize(
    ("line", "quoted"),
    [
        ("Teenistujat asendatakse vastavalt vajadusele", "Teenistujat asendatakse vastavalt vajadusele"),
        ("Asenduste korraldus: kokkuleppel", "Asenduste korraldus"),  # a label that is not known
    ],
)
def test_a_line_about_substitution_that_nobody_could_read_leaves_the_post_open(
    tmp_path: Path, line: str, quoted: str
) -> None:
    page = small_body.page(tmp_path, "valvur", "Valvur", who="puudub", whom="puudub")
    page.write_text(page.read_text("utf-8").replace("Teenistuja asendaja puudub", line), "utf-8")
    small_body.page(tmp_path, "kokk", "Kokk", who="puudub", whom="puudub")
    store = built(tmp_path)
    organisation = organisation_of(store)
    assert verdicts(organisation) == {"Valvur": "unknown", "Kokk": "uncovered"} | {
        label: "unknown" for label in verdicts(organisation) if label not in {"Valvur", "Kokk"}
    }
    assert of(organisation, "valvur").unresolved == (quoted,)
    assert absent(organisation, [of(organisation, "valvur").iri]).unknown
    assert answers(store, "uncovered") == ["Kokk"]
    assert [one.post_label for one in findings(store, "NoSubstituteStated")] == ["Kokk"]
    (found,) = findings(store, "SubstitutionLineNotRead")
    assert (found.post_label, found.severity) == ("Valvur", "info")
    assert (found.document, found.line) == (
        page.as_posix(),
        page.read_text("utf-8").splitlines().index(line) + 1,
    )
    assert quoted in found.message.en
    assert quoted in found.message.et


def test_an_empty_cell_is_no_unread_line(tmp_path: Path) -> None:
    page = small_body.page(tmp_path, "valvur", "Valvur", who="puudub", whom="puudub")
    page.write_text(
        page.read_text("utf-8").replace("Teenistuja asendaja puudub", "Teenistuja asendaja"), "utf-8"
    )
    store = built(tmp_path)
    assert verdicts(organisation_of(store))["Valvur"] == "uncovered"
    assert [one.post_label for one in findings(store, "NoSubstituteStated")] == ["Valvur"]
    assert not findings(store, "SubstitutionLineNotRead")
