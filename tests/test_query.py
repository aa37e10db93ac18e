"""Named queries on a body of ten posts, expected rows written by hand; two engines must agree."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
import rdflib

from ajgraph import language
from ajgraph.analysis.coverage import coverage
from ajgraph.build import build
from ajgraph.errors import AmbiguousPost, QueryError, UnknownPost, UnknownQuery, UsageError
from ajgraph.network import organisation_of
from ajgraph.query import Rows, find_query, named_queries, run
from ajgraph.serialisation import to_rdflib
from ajgraph.sparql import is_update, with_values
from ajgraph.store import GraphStore
from ajgraph.vocabulary import PREFIXES
from tests import small_body
from tests.helpers import AGENCY, BASE

POST = f"{BASE}post/rannaamet/"
UNIT = f"{POST}mereosakond/"
NAMES = [query.name for query in named_queries()]
Row = tuple[str | None, ...]

EXPECTED: dict[str, list[Row]] = {
    "approval": [("Arhivaar", None, None, None, "arhivaar.txt")],
    "around-the-clock": [("Jurist", "Ööpäevaringne valmisolek reostuse korral.", None, "jurist.txt", "25")],
    "dangling": [
        (
            "Arhivaar",
            "substitutes",
            "kokk",
            "unresolved",
            "the staffing table has no such post",
            "arhivaar.txt",
            "13",
        ),
        ("Arhivaar", "substitutes", "laborant", "ambiguous", None, "arhivaar.txt", "13"),
    ],
    "employee-covers-official": [("Spetsialist", "Koristaja", "undocumented")],
    "fragile": [
        ("Nõunik", "Osakonnajuhataja", UNIT + "nõunik"),
        ("Osakonnajuhataja", "Nõunik", UNIT + "juhataja"),
    ],
    "gaps": [("Spetsialist", "Nõunik", "one-sided", "English: B2 required, not required of the substitute")],
    "languages": [
        ("Arhivaar", "EST", "C1", "true", "1", "arhivaar.txt", "29", UNIT + "arhivaar"),
        ("Jurist", "EST", "C1", "true", "1", "jurist.txt", "33", UNIT + "jurist"),
        ("Jurist", "ENG", "B2", "true", "2", "jurist.txt", "33", UNIT + "jurist"),
        ("Nõunik", "EST", "C1", "true", "1", "nõunik.txt", "33", UNIT + "nõunik"),
        ("Osakonnajuhataja", "EST", "C1", "true", "1", "juhataja.txt", "33", UNIT + "juhataja"),
        ("Spetsialist", "EST", "C1", "true", "1", "spetsialist.txt", "33", UNIT + "spetsialist"),
        ("Spetsialist", "ENG", "B2", "true", "2", "spetsialist.txt", "33", UNIT + "spetsialist"),
        ("Valvur", "EST", "C1", "true", "1", "valvur.txt", "33", UNIT + "valvur"),
    ],
    "load": [
        ("Nõunik", "2", UNIT + "nõunik"),
        ("Jurist", "1", UNIT + "jurist"),
        ("Koristaja", "1", UNIT + "koristaja"),
        ("Osakonnajuhataja", "1", UNIT + "juhataja"),
    ],
    "mutual": [("Nõunik", "Osakonnajuhataja")],
    "one-sided": [
        ("Arhivaar", "substituted_by", "arhivaar", "Arhivaar", "arhivaar", "arhivaar.txt", "15"),
        ("Jurist", "substitutes", "spetsialisti", "Spetsialist", "juristi, spetsialisti", "jurist.txt", "17"),
        ("Spetsialist", "substituted_by", "Nõunik", "Nõunik", "Nõunik, koristaja", "spetsialist.txt", "19"),
    ],
    "only-here": [("Eestvedamine", "Osakonnajuhataja")],
    "peers": [
        ("Arhivaar", None, "unknown", "arhivaar.txt", "15"),
        ("Jurist", "2", "yes", "jurist.txt", "19"),
    ],
    "posts": [
        ("Laborant", "Jõelabor", "Osakonnajuhataja", "1", "false", UNIT + "jõelabor/laborant"),
        ("Laborant", "Merelabor", "Osakonnajuhataja", "1", "false", UNIT + "merelabor/laborant"),
        ("Arhivaar", "Mereosakond", "Osakonnajuhataja", None, "true", UNIT + "arhivaar"),
        ("Jurist", "Mereosakond", "Osakonnajuhataja", "2", "true", UNIT + "jurist"),
        ("Jurist", "Mereosakond", "Peadirektor", "2", "true", UNIT + "jurist"),
        ("Koristaja", "Mereosakond", "Osakonnajuhataja", "1", "false", UNIT + "koristaja"),
        ("Nõunik", "Mereosakond", "Osakonnajuhataja", "1", "true", UNIT + "nõunik"),
        ("Osakonnajuhataja", "Mereosakond", "Peadirektor", "1", "true", UNIT + "juhataja"),
        ("Spetsialist", "Mereosakond", "Osakonnajuhataja", "1", "true", UNIT + "spetsialist"),
        ("Valvur", "Mereosakond", "Osakonnajuhataja", None, "true", UNIT + "valvur"),
        ("Peadirektor", "Rannaamet", None, "1", "false", POST + "peadirektor"),
    ],
    "reporting": [
        (
            "Osakonnajuhataja",
            "8",
            "Arhivaar; Jurist; Koristaja; Laborant; Laborant; Nõunik; Spetsialist; Valvur",
        ),
        ("Peadirektor", "2", "Jurist; Osakonnajuhataja"),
    ],
    "reviews": [("Nõunik", "2026-02-05", "12", "2027-02-05", "nõunik.txt")],
    "staffing": [
        ("Laborant", "Jõelabor", "description", UNIT + "jõelabor/laborant"),
        ("Laborant", "Merelabor", "description", UNIT + "merelabor/laborant"),
        ("Koristaja", "Mereosakond", "description", UNIT + "koristaja"),
        ("Peadirektor", "Rannaamet", "description", POST + "peadirektor"),
        ("Arhivaar", "Mereosakond", "staffing row", UNIT + "arhivaar"),
        ("Valvur", "Mereosakond", "staffing row", UNIT + "valvur"),
    ],
    "subordinates": [
        ("Osakonnajuhataja", "Jurist", "Peadirektor", "no", "juhataja.txt", "15"),
        ("Osakonnajuhataja", "Jurist", "Osakonnajuhataja", "yes", "juhataja.txt", "15"),
        ("Osakonnajuhataja", "Nõunik", "Osakonnajuhataja", "yes", "juhataja.txt", "15"),
    ],
    "substitutes": [
        ("Arhivaar", "Arhivaar", "one-sided", "fit", UNIT + "arhivaar", UNIT + "arhivaar"),
        ("Jurist", "Jurist", "confirmed", "fit", UNIT + "jurist", UNIT + "jurist"),
        # both laborants: the claim is ambiguous, its candidates are shown and never counted
        ("Laborant", "Arhivaar", "ambiguous", "unknown", UNIT + "jõelabor/laborant", UNIT + "arhivaar"),
        ("Laborant", "Arhivaar", "ambiguous", "unknown", UNIT + "merelabor/laborant", UNIT + "arhivaar"),
        # one document names Eestvedamine as its core competency, the other Koostööoskus
        ("Nõunik", "Osakonnajuhataja", "confirmed", "unknown", UNIT + "nõunik", UNIT + "juhataja"),
        ("Osakonnajuhataja", "Nõunik", "confirmed", "unknown", UNIT + "juhataja", UNIT + "nõunik"),
        ("Spetsialist", "Jurist", "one-sided", "fit", UNIT + "spetsialist", UNIT + "jurist"),
        ("Spetsialist", "Koristaja", "undocumented", "unknown", UNIT + "spetsialist", UNIT + "koristaja"),
        ("Spetsialist", "Nõunik", "one-sided", "gap", UNIT + "spetsialist", UNIT + "nõunik"),
    ],
    "supplement": [("Nõunik", "Spetsialist", "Nõunik, koristaja", "spetsialist.txt", "19")],
    "uncovered": [("Valvur", "Mereosakond", UNIT + "valvur")],
    "undecided": [("Jurist", "vahetu juhi määratud ametnik", "designated", None, "jurist.txt", "19")],
    "unread": [("koosseis.csv", "1", "the column “värv” is not known and is kept as a note")],
}
EVIDENCE_OF_THE_SPECIALIST: list[Row] = [
    ("koosseis.csv", "6", "manager", "Osakonnajuhataja", "resolved", "Osakonnajuhataja", None),
    ("spetsialist.txt", "13", "manager", "Osakonnajuhataja", "resolved", "Osakonnajuhataja", None),
    ("spetsialist.txt", "15", "subordinates", "Puuduvad", "none", None, None),
    ("spetsialist.txt", "17", "substitutes", "puudub", "none", None, None),
    ("spetsialist.txt", "19", "substituted_by", "Nõunik", "resolved", "Nõunik", "one-sided"),
    ("spetsialist.txt", "19", "substituted_by", "koristaja", "resolved", "Koristaja", "undocumented"),
]
VERSIONS_OF_THE_SPECIALIST = {
    "2023-12-31": ["no", "no"],
    "2024-01-10": ["yes", "no"],
    "2026-02-04": ["yes", "no"],
    "2026-02-05": ["no", "yes"],
}


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    language.use("en")
    yield
    language.use("en")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> GraphStore:
    folder = small_body.write(tmp_path_factory.mktemp("body"))
    where = tmp_path_factory.mktemp("graph") / "store"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        build([Path()], where, base=BASE, organisation="Rannaamet")
    return GraphStore.open(where)


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> GraphStore:
    where = tmp_path_factory.mktemp("agency") / "store"
    build([AGENCY / "descriptions", AGENCY / "koosseis.csv"], where, base=BASE)
    return GraphStore.open(where)


def rows(store: GraphStore, query: str, **given: str) -> list[Row]:
    answer = run(store, find_query(query), given, "table")
    assert isinstance(answer, Rows)
    return list(answer.rows)


def columns(store: GraphStore, query: str, *names: str, **given: str) -> list[Row]:
    answer = run(store, find_query(query), given, "table")
    assert isinstance(answer, Rows)
    places = [answer.variables.index(name) for name in names]
    return [tuple(row[place] for place in places) for row in answer.rows]


def test_every_named_query_has_expected_rows_here() -> None:
    assert set(NAMES) == {*EXPECTED, "evidence", "versions"}


@pytest.mark.parametrize("name", [name for name in EXPECTED if name != "dangling"])
def test_a_named_query_gives_the_right_rows_in_order(store: GraphStore, name: str) -> None:
    assert rows(store, name) == EXPECTED[name]


def test_dangling_says_why(store: GraphStore) -> None:
    found = rows(store, "dangling")
    assert [(*row[:4], *row[5:]) for row in found] == [(*row[:4], *row[5:]) for row in EXPECTED["dangling"]]
    assert found[0][4] == EXPECTED["dangling"][0][4]
    assert found[1][4] is not None
    assert "Laborant" in found[1][4]


def test_evidence_of_one_post(store: GraphStore) -> None:
    names = ("document", "line", "field", "text", "resolution", "means", "status")
    assert columns(store, "evidence", *names, post="spetsialist") == EVIDENCE_OF_THE_SPECIALIST
    assert len(rows(store, "evidence")) > len(EVIDENCE_OF_THE_SPECIALIST)


@pytest.mark.parametrize("day", VERSIONS_OF_THE_SPECIALIST)
def test_which_version_applied_on_a_day(store: GraphStore, day: str) -> None:
    found = columns(store, "versions", "document", "until", "applied", post="R-5", on=day)
    assert [row[:2] for row in found] == [("spetsialist-2024.txt", "2026-02-05"), ("spetsialist.txt", None)]
    assert [row[2] for row in found] == VERSIONS_OF_THE_SPECIALIST[day]
    undated = columns(store, "versions", "issued", "applied", post="arhivaar", on=day)
    assert undated == [(None, "unknown")]


@pytest.mark.parametrize(
    ("name", "given", "count"),
    [
        ("posts", {"post": "Valvur"}, 1),
        ("posts", {"post": "jõelabor / laborant"}, 1),
        ("posts", {"post": UNIT + "nõunik"}, 1),
        ("languages", {"post": "R-4"}, 2),
        ("substitutes", {"absent": "spetsialist"}, 3),
        ("substitutes", {"absent": "valvur"}, 0),
    ],
)
def test_parameters_narrow_the_answer(
    store: GraphStore, name: str, given: dict[str, str], count: int
) -> None:
    found = rows(store, name, **given)
    assert len(found) == count
    assert set(found) <= set(rows(store, name))


def test_parameters_that_cannot_be_are_refused(store: GraphStore) -> None:
    with pytest.raises(UsageError, match="takes no “colour”; it takes: post, on"):
        rows(store, "versions", colour="red")
    with pytest.raises(UsageError, match="is no date"):
        rows(store, "versions", on="tomorrow")
    with pytest.raises(UnknownPost):
        rows(store, "posts", post="kapten")
    with pytest.raises(AmbiguousPost):
        rows(store, "posts", post="laborant")


@pytest.mark.parametrize("name", NAMES)
def test_every_named_query_is_described_in_both_languages(name: str) -> None:
    query = find_query(name)
    assert query.description.en.strip()
    assert query.description.et.strip()
    assert query.description.en != query.description.et


@pytest.mark.parametrize(("name", "verdict"), [("uncovered", "uncovered"), ("fragile", "fragile")])
def test_queries_and_coverage_give_the_same_verdict(
    store: GraphStore, agency: GraphStore, name: str, verdict: str
) -> None:
    for graph in (store, agency):
        found = {row[-1] for row in rows(graph, name)}
        assert found == {
            one.post.iri for one in coverage(organisation_of(graph)).posts if one.verdict == verdict
        }
        assert found


@pytest.mark.parametrize("body", ["store", "agency"])
@pytest.mark.parametrize("name", NAMES)
def test_rdflib_gives_the_same_rows(name: str, body: str, request: pytest.FixtureRequest) -> None:
    """GROUP_CONCAT joins in no defined order (SPARQL 1.1, 18.5.1.7), so joined cells are compared as lists of parts."""
    graph: GraphStore = request.getfixturevalue(body)
    text = with_values(find_query(name).text, {"lang": '"en"'})
    answer = _in_rdflib(graph, request).query(text, initNs=PREFIXES)
    theirs = [tuple(None if term is None else str(term) for term in row) for row in answer]
    ours = rows(graph, name)

    def comparable(found: list[Row]) -> list[str]:
        joined = name == "reporting"
        return sorted(
            str([sorted(cell.split("; ")) if cell and joined else cell for cell in row]) for row in found
        )

    assert comparable(theirs) == comparable(ours)


_DUMPS: dict[Path, rdflib.Graph] = {}


def _in_rdflib(graph: GraphStore, request: pytest.FixtureRequest) -> rdflib.Graph:
    """Return the graph in RDFLib's own memory, so that its own engine answers; parsed once."""
    return _DUMPS.setdefault(graph.where, to_rdflib(graph.quads()))


def test_the_language_of_the_run_chooses_the_texts(store: GraphStore) -> None:
    language.use("et")
    assert rows(store, "unread") == [("koosseis.csv", "1", "veerg „värv“ pole tuttav ja jääb märkuseks")]
    assert rows(store, "SELECT ?l { BIND (?lang AS ?l) }") == [("et",)]
    language.use("en")
    assert rows(store, "SELECT ?l WHERE { BIND (?lang AS ?l) }") == [("en",)]
    assert rows(store, 'SELECT (LANG("x"@fi) AS ?lang) {}') == [("fi",)]


def test_formats(store: GraphStore) -> None:
    query = find_query("load")
    as_json = run(store, query, {}, "json")
    as_csv = run(store, query, {}, "csv")
    as_xml = run(store, query, {}, "xml")
    assert isinstance(as_json, str)
    assert isinstance(as_csv, str)
    assert isinstance(as_xml, str)
    bindings = json.loads(as_json)["results"]["bindings"]
    values = [tuple(row[name]["value"] for name in ("title", "posts", "substitute")) for row in bindings]
    assert values == EXPECTED["load"]
    assert [tuple(row) for row in csv.reader(io.StringIO(as_csv))] == [
        ("title", "posts", "substitute"),
        *EXPECTED["load"],
    ]
    found = ElementTree.fromstring(as_xml).iterfind(".//{*}result")
    assert [tuple(one.itertext()) for one in found] == EXPECTED["load"]


@pytest.mark.parametrize(("title", "truth"), [("Jurist", "true"), ("Kokk", "false")])
def test_ask(store: GraphStore, title: str, truth: str) -> None:
    query = find_query(f'ASK {{ ?post a org:Post ; aj:title "{title}" }}')
    assert run(store, query, {}, "table") == Rows(("answer",), ((truth,),))
    assert run(store, query, {}, "csv") == f"answer\n{truth}\n"
    assert json.loads(str(run(store, query, {}, "json")))["boolean"] is (truth == "true")
    assert truth in str(run(store, query, {}, "xml"))


@pytest.mark.parametrize(
    ("text", "triples"),
    [
        ("CONSTRUCT { ?a aj:maySubstitute ?b } WHERE { ?a aj:maySubstitute ?b }", 7),
        ("CONSTRUCT WHERE { ?a aj:maySubstitute ?b }", 7),
        ("CONSTRUCT { ?p rdfs:label ?l } { ?p a org:Post ; skos:prefLabel ?l FILTER (?lang = 'en') }", 10),
    ],
)
def test_construct_gives_turtle(store: GraphStore, text: str, triples: int) -> None:
    turtle = run(store, find_query(text), {}, "json")
    assert isinstance(turtle, str)
    assert "@prefix aj:" in turtle
    assert len(rdflib.Graph().parse(data=turtle, format="turtle")) == triples


def test_describe_gives_turtle(store: GraphStore) -> None:
    turtle = str(run(store, find_query(f"DESCRIBE <{UNIT}valvur>"), {}, "table"))
    found = rdflib.Graph().parse(data=turtle, format="turtle")
    assert {str(subject) for subject in found.subjects()} == {UNIT + "valvur"}


def test_a_query_file_with_parameters(store: GraphStore, tmp_path: Path) -> None:
    path = tmp_path / "minu päring.rq"
    path.write_text(
        "# Licence: none\n\n# en: Places of a post\n# parameter post: post\n# parameter least: text\n"
        "SELECT ?places { ?post aj:places ?places }\n",
        encoding="utf-8",
    )
    query = find_query(str(path))
    assert (query.description.en, dict(query.parameters)) == (
        "Places of a post",
        {"post": "post", "least": "text"},
    )
    assert rows(store, str(path), post="jurist") == [("2",)]
    with pytest.raises(UsageError, match="it takes: post, least"):
        rows(store, str(path), unit="x")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT ?x {", "no SPARQL query: error in line 1, column 12"),
        ("SELECT ?x { ?x ?y ?lang } LIMIT many", "no SPARQL query: error in line 1, column 33"),
        ("SELEKT ?x { }", "no SPARQL query"),
        ("DELETE WHERE { ?s ?p ?o }", "would change the graph"),
        ("PREFIX x: <y:> INSERT DATA { x:a x:b x:c }", "would change the graph"),
        ("CLEAR ALL", "would change the graph"),
        ("SELECT * { SERVICE <urn:nowhere> { ?s ?p ?o } }", "cannot be answered"),
    ],
)
def test_what_cannot_be_asked(store: GraphStore, text: str, said: str) -> None:
    with pytest.raises(QueryError, match=said) as caught:
        run(store, find_query(text), {}, "json")
    assert caught.value.status == 3
    assert caught.value.message.et != caught.value.message.en


def test_an_unknown_query_gets_the_nearest_names(tmp_path: Path) -> None:
    with pytest.raises(UnknownQuery, match="near it: one-sided"):
        find_query("one-side")
    with pytest.raises(UnknownQuery, match="there are: approval, around-the-clock"):
        find_query("zzzzzzz")
    (tmp_path / "x.rq").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(QueryError, match="cannot be read"):
        find_query(str(tmp_path / "x.rq"))
    assert find_query("SELECT * { " + "?s ?p ?o . " * 500 + "}").name == ""


@pytest.mark.parametrize(
    ("text", "with_value"),
    [
        ("SELECT ?s { ?s ?p ?o }", "SELECT ?s { VALUES ?x { 1 } ?s ?p ?o }"),
        ("# WHERE {\nSELECT (1 AS ?a) WHERE{}", "# WHERE {\nSELECT (1 AS ?a) WHERE{ VALUES ?x { 1 }}"),
        (
            "SELECT (EXISTS { ?s ?p '}' } AS ?e) { ?s ?p <x:#{> }",
            "SELECT (EXISTS { ?s ?p '}' } AS ?e) { VALUES ?x { 1 } ?s ?p <x:#{> }",
        ),
        ("CONSTRUCT { ?s ?p 1 } { ?s ?p 2 }", "CONSTRUCT { ?s ?p 1 } { VALUES ?x { 1 } ?s ?p 2 }"),
        ("CONSTRUCT WHERE { ?s ?p 2 }", "CONSTRUCT WHERE { ?s ?p 2 }"),
        ("SELECT * { SELECT ?s { ?s ?p ?o } }", "SELECT * { SELECT ?s { ?s ?p ?o } }"),
        ("DESCRIBE <x:y>", "DESCRIBE <x:y>"),
    ],
)
def test_values_go_to_the_outermost_group(text: str, with_value: str) -> None:
    assert with_values(text, {"x": "1"}) == with_value
    assert with_values(text, {}) == text


@pytest.mark.parametrize(
    ("text", "update"),
    [
        ("SELECT ?delete { ?s x:insert 'DROP' }", False),
        ("BASE <http://x/> PREFIX load: <y:> ASK {}", False),
        ("# CLEAR ALL\nDESCRIBE <x:CLEAR>", False),
        ("prefix a: <b:> with <g:> delete { ?s ?p ?o } where { ?s ?p ?o }", True),
        ("LOAD <x:y>", True),
        ("", False),
    ],
)
def test_updates_are_told_by_their_first_word(text: str, update: bool) -> None:
    assert is_update(text) is update
