"""Every command as a script sees it: exit code, standard output, standard error, files, formats, languages."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import rdflib

from ajgraph import cli, language
from tests import small_body
from tests.helpers import ROOT, SHARED, needs_shared, on_terminal

COMMANDS = ("read", "build", "check", "coverage", "absent", "leave", "suggest", "chain", "query", "export")
BASE = "https://data.example/id/"


@dataclass(frozen=True, slots=True)
class Result:
    """What a run left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "AJGRAPH_STORE"):
        monkeypatch.delenv(name, raising=False)
    yield
    language.use("en")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str | Path) -> Result:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Result(int(ended.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture(scope="module")
def body(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_body.write(tmp_path_factory.mktemp("body"))


@pytest.fixture(scope="module")
def store(body: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("graph") / "store"
    _command("build", body, "-s", where, "--base", BASE, "--organisation", "Rannaamet")
    return where


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("five") / "store"
    _command("build", SHARED / "documents", "-s", where, "--base", BASE)
    return where


def _command(*arguments: str | Path, **more: Any) -> subprocess.CompletedProcess[str]:
    """Run the command as a process of its own, with a clean environment."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "AJG"))
    }
    return subprocess.run(
        [sys.executable, "-m", "ajgraph", *map(str, arguments)],
        env=environment | more.pop("env", {}),
        cwd=more.pop("cwd", ROOT),
        capture_output=more.pop("capture_output", True),
        text=True,
        check=False,
        encoding="utf-8",
        **more,
    )


# --- exit codes, and which stream says what


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check"], 1),
        (["coverage"], 1),
        (["absent", "nõunik"], 0),
        (["absent", "nõunik", "osakonnajuhataja"], 1),
        (["chain", "spetsialist"], 0),
        (["query", "posts"], 0),
        (["query", "--list"], 0),
        (["export", "turtle"], 0),
        (["--version"], 0),
        (["--help"], 0),
        (["coverage", "--help"], 0),
    ],
)
def test_data_to_stdout_nothing_to_stderr(run: Run, store: Path, arguments: list[str], code: int) -> None:
    result = run(*arguments, *([] if "--help" in arguments or "--version" in arguments else ["-s", store]))
    assert result.code == code
    assert result.out.endswith("\n")
    assert result.err == ""


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["absent"], ["chain"], ["query"], ["export", "all"]])
@pytest.mark.parametrize("speech", ["en", "et"])
def test_usage_errors_end_with_2_and_say_so_on_stderr(
    run: Run, store: Path, arguments: list[str], speech: str
) -> None:
    given = [*arguments, "--lang", speech] if arguments else arguments
    result = run(*given)
    assert (result.code, result.out) == (2, "")
    if arguments:
        assert result.err.startswith("Viga: " if speech == "et" else "Error: ")
        assert "Traceback" not in result.err


def test_build_talks_on_stderr_only(run: Run, body: Path, tmp_path: Path) -> None:
    result = run("build", body, "-s", tmp_path / "store", "--organisation", "Rannaamet")
    assert (result.code, result.out) == (0, "")
    assert "7 descriptions and 1 staffing table read, 0 files unchanged" in result.err
    assert f"{body.as_posix()}/koosseis.csv:1: the column “värv” is not known" in result.err
    again = run("build", body, "-s", tmp_path / "store", "--lang", "et")
    assert "muutumatuid faile 8, ametijuhendita 0, lugemata 0" in again.err
    (body / "pilt.txt").write_bytes(bytes(range(256)) * 10)
    try:
        assert run("build", body, "-s", tmp_path / "store").code == 1
    finally:
        (body / "pilt.txt").unlink()


def test_read_shows_what_was_understood(run: Run, body: Path) -> None:
    result = run("read", body / "spetsialist.txt")
    (found,) = result.json
    assert (result.code, result.err) == (0, "")
    assert set(found) == {
        "source", "organisation", "title", "specialisation", "units", "manager", "substituted_by", "substitutes",
        "subordinates", "purpose", "duties", "rights", "responsibilities", "requirements", "competencies",
        "approval", "review_months", "problems",
        # beside the contract: when it applies, where each value stands, and what only a rule settled
        "validity", "lines", "by_rule",
    }  # fmt: skip
    assert [mention["title"] for mention in found["substituted_by"]] == ["nõunik", "koristaja"]
    assert set(found["substituted_by"][0]) == {
        "text", "title", "specialisation", "unit", "kind", "condition", "line",
    }  # fmt: skip
    page = run("read", body / "spetsialist.txt", "--format", "page", "--lang", "et").out
    assert page.startswith("Spetsialist\n")
    assert "Kes asendab" in page


# --- formats


def _csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_coverage_formats(run: Run, store: Path) -> None:
    answer = run("coverage", "-s", store, "--format", "json").json
    assert set(answer) == {
        "posts", "resilience", "conflicts", "rings", "bosses_and_deputies", "units", "load",
    }  # fmt: skip
    assert set(answer["resilience"]) == {"size", "witness", "exact", "at_least"}
    assert {frozenset(unit) for unit in answer["units"]} == {
        frozenset({"unit", "name", "parent", "posts", "resilience"})
    }
    assert set(answer["load"]) == {"size", "assignment", "overload", "left_out"}
    keys = {
        "post", "id", "title", "specialisation", "unit", "places", "places_known", "links", "verdict", "designated",
        "unresolved", "resilience", "hangs_on", "on_every_chain", "cut",
    }  # fmt: skip
    assert {frozenset(post) for post in answer["posts"]} == {frozenset(keys)}
    links = [link for post in answer["posts"] for link in post["links"]]
    assert {frozenset(link) for link in links} == {
        frozenset({"to", "to_id", "to_title", "kind", "status", "fit"})
    }
    verdicts = {(post["title"], post["id"]): post["verdict"] for post in answer["posts"]}
    assert verdicts == {
        ("Valvur", None): "uncovered",
        ("Peadirektor", "R-1"): "unknown",
        ("Koristaja", "R-6"): "unknown",
        ("Laborant", "R-7"): "unknown",
        ("Laborant", "R-8"): "unknown",
        ("Jurist", "R-4"): "peer-only",
        ("Arhivaar", None): "peer-only",
        ("Nõunik", "R-3"): "fragile",
        ("Osakonnajuhataja", "R-2"): "fragile",
        ("Spetsialist", "R-5"): "covered",
    }
    assert answer["posts"][0]["title"] == "Valvur"  # gaps first
    rows = _csv(run("coverage", "-s", store, "--format", "csv").out)
    assert {(row["post"], row["id"] or None): row["verdict"] for row in rows} == verdicts
    table = run("coverage", "-s", store, "--format", "table", "--lang", "et").out
    assert all(title in table for title, _ in verdicts)
    assert "Vastupidavus" in table


def test_a_narrow_table_of_coverage_names_the_unit_behind_the_post(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heads = {}
    for columns in ("80", "140"):
        monkeypatch.setenv("COLUMNS", columns)
        table = run("coverage", "-s", store, "--format", "table").out.split("\n\n")[0].splitlines()
        heads[columns] = table[0].split()
        said = " ".join(" ".join(table).split())
        assert all(word in said for word in ("Osakonnajuhataja", "Mereosakond"))  # whole words
        assert max(map(len, table)) <= int(columns)
    assert heads["140"] == [
        "verdict",
        "id",
        "post",
        "unit",
        "places",
        "breaks",
        "substitutes",
        "on",
        "every",
        "chain",
    ]
    assert heads["80"] == ["verdict", "post", "places", "breaks", "substitutes"]


def test_coverage_counts_only_what_it_is_told_to(run: Run, store: Path) -> None:
    def verdict(*options: str) -> str:
        posts = run("coverage", "-s", store, *options).json["posts"]
        return next(str(post["verdict"]) for post in posts if post["title"] == "Spetsialist")

    assert [verdict(), verdict("--only", "confirmed"), verdict("--only", "undocumented")] == [
        "covered",
        "uncovered",
        "fragile",
    ]
    assert (
        verdict("--fit", "--only", "one-sided") == "covered"
    )  # two jurists; the nõunik is known to be unfit
    assert run("coverage", "-s", store, "--only", "ambiguous").code == 2


def test_coverage_of_a_unit_or_of_some_posts(run: Run, store: Path) -> None:
    whole = run("coverage", "-s", store).json
    unit = run("coverage", "-s", store, "--unit", "mereosakond").json
    assert {post["id"] for post in unit["posts"]} >= {"R-2", "R-3", "R-4", "R-5", "R-6", "R-7", "R-8"}
    assert "R-1" not in {post["id"] for post in unit["posts"]}
    named = {one["name"]: one for one in whole["units"]}
    assert unit["resilience"] == named["Mereosakond"]["resilience"]
    assert {one["name"] for one in unit["units"]} == {"Mereosakond", "Merelabor", "Jõelabor"}
    some = run("coverage", "R-5", "nõunik", "-s", store)
    assert sorted(post["id"] for post in some.json["posts"]) == ["R-3", "R-5"]
    assert some.code == 0  # nobody stands in for the valvur, who was not asked about
    assert {post["id"]: post for post in whole["posts"]}["R-5"] in some.json["posts"]
    both = run("coverage", "R-1", "--unit", "Merelabor", "-s", store).json
    assert sorted(post["id"] for post in both["posts"]) == ["R-1", "R-8"]
    unknown = run("coverage", "--unit", "Mereosakon", "-s", store)
    assert (unknown.code, unknown.out) == (2, "")
    assert "Nearest: Mereosakond" in unknown.err
    assert run("coverage", "--unit", "Merelabor", "R-99", "-s", store, "--lang", "et").code == 2


def test_the_summary_of_coverage_names_units_chains_and_pairs(run: Run, store: Path) -> None:
    for speech, said in (
        ("en", ["Units (who must be away", "On every chain of substitutes", "2 absences break cover"]),
        (
            "et",
            [
                "Üksused (kelle puudumisel",
                "Igas asendusahelas",
                "katmata jääb midagi alles 2 puudumise korral",
            ],
        ),
    ):
        table = run("coverage", "-s", store, "--format", "table", "--lang", speech).out
        assert all(one in table for one in said), table


def test_check_formats(run: Run, store: Path) -> None:
    findings = run("check", "-s", store, "--on", "2026-03-01").json
    keys = {"rule", "severity", "basis", "post", "message", "value", "document", "line", "sentence", "remedy"}
    assert {frozenset(finding) for finding in findings} == {frozenset(keys)}
    assert {finding["severity"] for finding in findings} <= {"violation", "warning", "info"}
    rows = _csv(run("check", "-s", store, "--on", "2026-03-01", "--format", "csv").out)
    assert [row["message"] for row in rows] == [finding["message"] for finding in findings]
    report = rdflib.Graph().parse(data=run("check", "-s", store, "--format", "turtle").out, format="turtle")
    shacl = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    assert len(set(report.subjects(rdflib.RDF.type, shacl.ValidationReport))) == 1
    for form in ("page", "table"):
        in_estonian = run("check", "-s", store, "--format", form, "--lang", "et")
        assert in_estonian.code == 1
        assert "Spetsialist" in in_estonian.out
    later = run("check", "-s", store, "--on", "2027-03-01").json
    overdue = {finding["rule"] for finding in later} - {finding["rule"] for finding in findings}
    assert {rule.rpartition("#")[2] for rule in overdue} == {"ReviewOverdue"}


def test_absent_formats(run: Run, store: Path) -> None:
    covered = run("absent", "spetsialist", "-s", store).json
    # Beside the contract: "assumed", posts whose unknown number of places the answer hangs on; "unknown", the part
    # of "uncovered" that the documents leave open; "capacity", places that each present person may cover.
    assert set(covered) == {"covered", "assignment", "uncovered", "proof", "assumed", "unknown", "capacity"}
    assert (covered["covered"], covered["uncovered"], covered["proof"]) == (True, [], None)
    assert [set(one) for one in covered["assignment"]] == [{"absent", "substitute", "status"}]
    broken = run("absent", "R-3", "R-2", "-s", store).json
    pair = [f"{BASE}post/rannaamet/mereosakond/{name}" for name in ("juhataja", "nõunik")]
    assert broken["covered"] is False
    assert len(broken["uncovered"]) == 2
    assert set(broken["proof"]) == {"absent", "substitutes"}
    assert set(broken["proof"]["absent"]) <= set(pair)
    assert len(broken["proof"]["substitutes"]) < len(broken["proof"]["absent"])
    page = run("absent", "Spetsialist", "-s", store, "--format", "page")
    assert "←" in page.out
    assert "„" in page.out  # the sentence that says so
    assert run("absent", "jurist", "-s", store).code == 0  # the other jurist
    assert run("absent", "jurist", "jurist", "-s", store).code == 1


def test_absent_as_a_table(run: Run, store: Path) -> None:
    table = run("absent", "R-5", "R-2", "R-3", "-s", store, "--format", "table")
    assert table.code == 1
    lines = [re.split(r"\s{2,}", line.strip()) for line in table.out.splitlines()]
    assert lines[0] == ["absent", "substitute", "status"]
    assert lines[2:] == [
        ["Spetsialist", "Jurist", "one-sided"],
        ["Osakonnajuhataja", "uncovered"],
        ["Nõunik", "uncovered"],
    ]
    head = run("absent", "R-1", "-s", store, "--format", "table", "--lang", "et")
    lines = [re.split(r"\s{2,}", line.strip()) for line in head.out.splitlines()]
    assert (head.code, lines[0], lines[2:]) == (
        1,
        ["puudub", "asendaja", "olek"],
        [["Peadirektor", "teadmata"]],
    )


def test_the_check_names_its_rules_in_the_language_of_the_run(run: Run, store: Path) -> None:
    names = {"en": "Substitution stated on one side only", "et": "Asendamine on kirjas vaid ühel poolel"}
    heads = {
        "en": ("severity", "rule", "post", "message", "document", "line"),
        "et": ("raskus", "reegel", "ametikoht", "sõnum", "dokument", "rida"),
    }
    graves = {"en": "warning", "et": "hoiatus"}
    for speech, other in (("en", "et"), ("et", "en")):
        page, table = (
            run("check", "-s", store, "--lang", speech, "--format", form).out for form in ("page", "table")
        )
        assert f"  {names[speech]}" in page
        assert "OneSided" not in page + table
        assert names[other] not in page + table
        assert tuple(table.splitlines()[0].split()) == heads[speech]
        assert graves[speech] in table
        assert graves[other] not in table
        listed = run("query", "--list", "--lang", speech, "--format", "table").out.split()
        assert listed[:3] == (
            ["name", "parameters", "answers"] if speech == "en" else ["nimi", "parameetrid", "vastab"]
        )
    # Programs go by what does not change with the language.
    rows = _csv(run("check", "-s", store, "--lang", "et", "--format", "csv").out)
    assert "OneSidedSubstitution" in {row["rule"] for row in rows}
    assert "warning" in {row["severity"] for row in rows}


def test_the_table_and_the_csv_of_coverage_say_the_same(run: Run, store: Path) -> None:
    rows = _csv(run("coverage", "-s", store, "--format", "csv", "--lang", "et").out)
    table = run("coverage", "-s", store, "--format", "table").out.split("\n\n")[0].splitlines()
    assert len(table) - 2 == len(rows)
    for line, row in zip(table[2:], rows, strict=True):
        said = [row["verdict"], row["id"], row["post"], row["unit"].rpartition(" > ")[2], row["places"]]
        said += [one for one in row["substitutes"].split("; ") if one]
        said += [f"„{one}“" for one in row["waiting"].split("; ") if one]
        assert all(one in line for one in said)
        assert line.split()[0] == row["verdict"]


@pytest.mark.parametrize(
    ("query", "en", "et"),
    [
        (
            "SELECT ?x {\n\t?x aj:title }",
            ["error in line 2, column 14", "   ?x aj:title }", " " * 15 + "^", "Known prefixes: aj:, ajs:"],
            ["viga reas 2, veerus 14", "   ?x aj:title }", " " * 15 + "^", "Tuntud eesliited: aj:, ajs:"],
        ),
        (
            "SELECT ?x { ?x foaf:name ?y }",
            ["  SELECT ?x { ?x foaf:name ?y }", "Not a known prefix: foaf:.", "PREFIX foaf: <…>"],
            ["  SELECT ?x { ?x foaf:name ?y }", "Tundmatu eesliide: foaf:.", "PREFIX foaf: <…>"],
        ),
        (
            "SELECT (COUNT(?x) AS ?n) ?x { ?x a ?y }",
            ["The SELECT contains a variable that is unbound"],
            ["The SELECT contains a variable that is unbound"],
        ),
    ],
)
def test_what_is_no_sparql_is_shown_with_the_place_marked(
    run: Run, store: Path, query: str, en: list[str], et: list[str]
) -> None:
    for speech, said in (("en", en), ("et", et)):
        result = run("query", query, "-s", store, "--lang", speech)
        assert (result.code, result.out) == (3, "")
        lines = result.err.splitlines()
        assert all(any(one in line for line in lines) for one in said), result.err
        assert "\\u{" not in result.err  # what the parser's grammar is made of
    marked = next(n for n, line in enumerate(lines) if line.strip() == "^")
    assert lines[marked - 1].strip()


def test_chain_formats(run: Run, store: Path) -> None:
    answer = run("chain", "spetsialist", "-s", store).json
    assert {len(path["steps"]) for path in answer["paths"]} == {1}
    deeper = run("chain", "spetsialist", "-s", store, "--depth", "2").json
    assert {len(path["steps"]) for path in deeper["paths"]} == {1, 2}
    assert [path["suggested"] for path in deeper["paths"]] == [len(p["steps"]) > 1 for p in deeper["paths"]]
    assert [path["depth"] for path in deeper["paths"]] == [len(path["steps"]) for path in deeper["paths"]]
    steps = [step for path in deeper["paths"] for step in path["steps"]]
    assert all(step["needs"] and step["evidence"] for step in steps)
    assert {frozenset(one) for step in steps for one in step["evidence"]} == {
        frozenset({"stated_by", "sentence", "document", "line"})
    }
    assert {
        need["need"] for path in deeper["paths"] if path["depth"] == 2 for need in path["steps"][1]["needs"]
    } >= {
        "decision",
        "consent",
    }
    page = run("chain", "spetsialist", "-s", store, "--format", "page", "--depth", "2", "--lang", "et").out
    assert "ettepanek, 2 sammu" in page
    assert "vaja: ametisse nimetamise õigust omava isiku otsus (ATS § 57 lg 1)" in page
    for one in (one for step in steps for one in step["evidence"]):
        assert f"„{one['sentence']}“  {one['document']}:{one['line']}" in page
    # Nobody where the document says so; where no document says anything, that is not known.
    assert "→ nobody" in run("chain", "valvur", "-s", store, "--format", "page").out
    silent = run("chain", "R-1", "-s", store, "--format", "page").out
    assert "→ not known: its own job description is not here, so there may be others who stand in" in silent


def test_suggest_for_a_post(run: Run, store: Path) -> None:
    found = run("suggest", "valvur", "-s", store, "--limit", "3")
    assert found.code == 0
    assert (len(found.json["candidates"]), found.json["total"]) == (3, 9)
    assert {"fit", "gaps", "distance", "load", "effect", "title"} <= set(found.json["candidates"][0])
    page = run("suggest", "valvur", "-s", store, "--limit", "3", "--format", "page", "--lang", "et").out
    assert page.startswith("Kes võiks asendada: Valvur (praegu: asendajat ei ole), parimad eespool:")
    assert "asendajat ei ole → sõltub ühest; katmata jääb see alles 2 puudumise korral (praegu 1)" in page
    assert "… ja veel 6 (--limit 9)" in page
    assert "ATS § 57 lg 4" in page
    rows = _csv(run("suggest", "valvur", "-s", store, "--limit", "9", "--format", "csv").out)
    assert {row["absent_name"] for row in rows} == {"Valvur"}
    assert [row["fit"] for row in rows] == sorted(
        (row["fit"] for row in rows), key=["fit", "unknown", "gap"].index
    )
    # An employee for an official comes last, whatever else; here the guard is in no table, so nothing is noted.
    officials = _csv(run("suggest", "spetsialist", "-s", store, "--limit", "9", "--format", "csv").out)
    noted = ["employee" in row["notes"] for row in officials]
    assert noted == sorted(noted)
    assert sum(noted) == 2


def test_suggest_for_all(run: Run, store: Path) -> None:
    pytest.importorskip("ortools", reason="the extra solve is not installed")
    answer = run("suggest", "-s", store)
    assert (answer.code, answer.json["exact"], answer.json["impossible"]) == (0, True, [])
    assert answer.json["posts_without_substitute"] == [answer.json["number"], 0]
    page = run("suggest", "-s", store, "--format", "page").out
    assert f"With {answer.json['number']} new links every post has a substitute; fewer would not do:" in page
    assert "Put the substitution into both job descriptions" in page
    more = run("suggest", "-s", store, "--resilience", "3", "--format", "table", "--lang", "et")
    assert more.code == 0
    assert more.out.splitlines()[0].split()[:2] == ["ametikoht", "asendaja"]
    assert len(more.out.splitlines()) > answer.json["number"] + 2
    far = run("suggest", "-s", store, "--resilience", "9", "--format", "page", "--lang", "et")
    assert far.code == 1
    assert "inimesi on liiga vähe" in far.out


def test_suggest_says_what_it_cannot_do(run: Run, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    both = run("suggest", "valvur", "-s", store, "--resilience", "3")
    assert (both.code, both.out) == (2, "")
    assert "--resilience is for all posts together" in both.err
    assert run("suggest", "valvr", "-s", store).code == 2
    monkeypatch.setitem(sys.modules, "ortools.sat.python.cp_model", None)
    missing = run("suggest", "-s", store, "--lang", "et")
    assert (missing.code, missing.out) == (3, "")
    assert "uute asendusseoste kava vajab teeki ortools" in missing.err
    assert ".[solve]" in missing.err
    assert run("suggest", "valvur", "-s", store).code == 0


def test_query_formats(run: Run, store: Path) -> None:
    assert run("query", "load", "-s", store).json["head"]["vars"] == ["title", "posts", "substitute"]
    assert _csv(run("query", "load", "-s", store, "--format", "csv").out)[0]["posts"] == "2"
    ElementTree.fromstring(run("query", "load", "-s", store, "--format", "xml").out)
    assert "Nõunik" in run("query", "load", "-s", store, "--format", "table").out
    named = run("query", "--list").json
    assert {"name", "parameters", "answers"} == set(named[0])
    assert [one["name"] for one in named] == sorted(one["name"] for one in named)
    assert _csv(run("query", "--list", "--format", "csv", "--lang", "et").out)[0]["name"] == named[0]["name"]
    given = run("query", "posts", "--with", "post=valvur", "-s", store, "--format", "csv").out
    assert [row["title"] for row in _csv(given)] == ["Valvur"]


@pytest.mark.parametrize(
    ("form", "parse"),
    [
        ("turtle", lambda text: rdflib.Graph().parse(data=text, format="turtle")),
        ("trig", lambda text: rdflib.Dataset().parse(data=text, format="trig")),
        ("nquads", lambda text: rdflib.Dataset().parse(data=text, format="nquads")),
        ("jsonld", lambda text: rdflib.Dataset().parse(data=text, format="json-ld")),
        ("graphml", ElementTree.fromstring),
        ("gexf", ElementTree.fromstring),
        ("cytoscape", json.loads),
        ("csv", _csv),
        ("dot", lambda text: text.startswith("digraph")),
        ("mermaid", lambda text: text.startswith("flowchart")),
    ],
)
def test_exports_parse(run: Run, store: Path, form: str, parse: Callable[[str], Any]) -> None:
    assert parse(run("export", form, "-s", store).out)


def test_export_all_fills_a_folder(run: Run, store: Path, tmp_path: Path) -> None:
    pytest.importorskip("pygraphviz", reason="the picture needs the extra “picture”")
    result = run("export", "all", "-s", store, "-o", tmp_path / "out")
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert result.out == ""
    rdf_and_networks = ("cyjs", "dot", "gexf", "graphml", "jsonld", "mmd", "nq", "svg", "trig", "ttl")
    assert written == [*(f"ajgraph.{ending}" for ending in rdf_and_networks), "links.csv", "posts.csv"]
    assert [Path(line).name for line in sorted(result.err.split())] == written


# --- files, terminals, pipes


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["coverage"],
        ["absent", "nõunik"],
        ["chain", "nõunik"],
        ["query", "load"],
        ["export", "trig"],
    ],
)
def test_a_file_is_written_whole_and_nothing_goes_to_stdout(
    run: Run, store: Path, tmp_path: Path, arguments: list[str]
) -> None:
    target = tmp_path / "new" / "väljund.txt"
    printed = run(*arguments, "-s", store)
    written = run(*arguments, "-s", store, "-o", target)
    assert (written.code, written.out) == (printed.code, "")
    assert target.read_text(encoding="utf-8") == printed.out
    assert [path.name for path in target.parent.iterdir()] == [target.name]  # no half-written neighbours


def test_a_file_that_cannot_be_written_keeps_what_it_held(run: Run, store: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("kept")
    result = run("coverage", "-s", store, "-o", blocked / "x.json", "--lang", "et")
    assert (result.code, result.out) == (3, "")
    assert "ei saa kirjutada" in result.err
    assert blocked.read_text() == "kept"


def test_a_table_on_a_terminal_and_json_in_a_pipe(store: Path) -> None:
    shown = on_terminal("coverage", "-s", store)[0]
    assert "Resilience" in shown
    assert "\x1b[" in shown  # colours
    assert not shown.lstrip().startswith("{")
    assert json.loads(_command("coverage", "-s", store).stdout)["posts"]


def test_a_page_on_a_terminal(body: Path) -> None:
    assert on_terminal("read", body / "jurist.txt")[0].startswith("Jurist\r\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["absent", "R-3", "R-5"],
        ["check", "--on", "2027-03-01"],
        ["chain", "R-5", "--depth", "2"],
        ["coverage"],
        ["absent", "R-3", "R-2", "--format", "table"],
    ],
)
def test_pages_are_wrapped_to_a_terminal_and_nowhere_else(
    run: Run, store: Path, tmp_path: Path, arguments: list[str]
) -> None:
    # The path of the store may be one long word: documents are named from here, so go by a width that holds them.
    shown = re.sub(r"\x1b\[[0-9;]*m", "", on_terminal(*arguments, "-s", store, columns=50)[0]).splitlines()
    wide = [line for line in shown if len(line) > 50]
    assert all(len(line.split()) == 1 for line in wide), wide
    if "coverage" in arguments or "table" in arguments:
        return
    page = run(*arguments, "-s", store, "--format", "page").out
    assert max(map(len, page.splitlines())) > 100
    assert " ".join(page.split()) == " ".join(" ".join(shown).split())  # no word is lost or moved
    assert (run(*arguments, "-s", store, "--format", "page", "-o", tmp_path / "x").out) == ""
    assert (tmp_path / "x").read_text("utf-8") == page
    indents = [len(line) - len(line.lstrip()) for line in shown]
    continued = [
        (before, here)
        for before, here, line in zip(indents, indents[1:], shown[1:], strict=False)
        if line.strip() and line.strip() not in {one.strip() for one in page.splitlines()}
    ]
    assert any(here == before + 2 for before, here in continued)


def test_a_closed_pipe_ends_quietly(store: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    result = _command(
        "query",
        "SELECT * { ?s ?p ?o }",
        "-s",
        store,
        stdout=writing,
        stderr=subprocess.PIPE,
        capture_output=False,
    )
    os.close(writing)
    assert (result.returncode, result.stderr) == (0, "")


def test_pipes_get_utf_8_whatever_the_locale(store: Path) -> None:
    result = _command("query", "load", "-s", store, env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"})
    assert "Nõunik" in result.stdout


# --- languages and help


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("speech", "words"),
    [("en", ("Usage: ", "Options:", "Examples:")), ("et", ("Kasutus: ", "Valikud:", "Näited:"))],
)
def test_help_in_both_languages_with_examples(command: str, speech: str, words: tuple[str, ...]) -> None:
    result = _command(command, "--help", "--lang", speech)
    assert (result.returncode, result.stderr) == (0, "")
    assert all(word in result.stdout for word in words)
    assert f"ajgraph {command}" in result.stdout.partition(words[-1])[2]
    if speech == "et":
        assert not any(
            word in result.stdout for word in ("Show this", "Usage", "[required]", "default:", "env var")
        )


@pytest.mark.parametrize(
    ("environment", "word"),
    [({"LANG": "et_EE.UTF-8"}, "Kasutus"), ({"LANG": "et_EE.UTF-8", "LC_ALL": "C"}, "Usage"), ({}, "Usage")],
)
def test_the_locale_chooses_the_language(environment: dict[str, str], word: str) -> None:
    shown = _command("--help", env=environment).stdout
    assert shown.startswith(word)
    assert ("Näited:" if word == "Kasutus" else "Examples:") in shown


@pytest.mark.parametrize(
    "arguments", [["--lang", "et", "coverage"], ["coverage", "--lang=et"], ["coverage", "--lang", "et"]]
)
def test_the_language_may_be_chosen_anywhere(run: Run, tmp_path: Path, arguments: list[str]) -> None:
    result = run(*arguments, "-s", tmp_path / "none")
    assert (result.code, result.err.splitlines()[0]) == (3, f"Viga: {tmp_path / 'none'}: siin pole graafi")


def test_debug_shows_a_traceback_and_only_debug_does(tmp_path: Path) -> None:
    plain = _command("coverage", "-s", tmp_path / "none")
    debug = _command("coverage", "-s", tmp_path / "none", "--debug")
    assert "Traceback" not in plain.stderr
    assert "Traceback" in debug.stderr
    assert plain.returncode == 3


# --- the store


def test_the_store_is_an_option_a_variable_or_a_folder_here(
    run: Run, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("query", "load").code == 3
    monkeypatch.setenv("AJGRAPH_STORE", str(store))
    from_variable = run("query", "load")
    assert from_variable.code == 0
    assert run("query", "load", "-s", tmp_path / "other").code == 3  # the option wins
    monkeypatch.delenv("AJGRAPH_STORE")
    (tmp_path / ".ajgraph").symlink_to(store)
    assert run("query", "load").out == from_variable.out


@pytest.mark.parametrize(("form", "ending"), [("turtle", "ttl"), ("trig", "trig"), ("nquads", "nq")])
@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--on", "2026-06-01"],
        ["coverage"],
        ["absent", "nõunik", "R-5"],
        ["chain", "R-5", "--depth", "3"],
        ["query", "evidence"],
        ["export", "graphml"],
    ],
)
def test_an_rdf_file_answers_like_the_store(
    run: Run, store: Path, tmp_path: Path, form: str, ending: str, arguments: list[str]
) -> None:
    file = tmp_path / f"graph.{ending}"
    run("export", form, "-s", store, "-o", file)
    expected, found = run(*arguments, "-s", store), run(*arguments, "-s", file)
    assert (found.code, found.err) == (expected.code, expected.err)
    assert found.out == expected.out


# --- the five real descriptions, read with care


@needs_shared
def test_coverage_of_the_five_real_descriptions(run: Run, five: Path) -> None:
    posts = run("coverage", "-s", five).json["posts"]

    def links(label: str) -> dict[str, set[tuple[str, str]]]:
        (post,) = (one for one in posts if _label(one) == label)
        found: dict[str, set[tuple[str, str]]] = {}
        by_iri = {one["post"]: one for one in posts}
        for link in post["links"]:
            found.setdefault(link["status"], set()).add((_label(by_iri[link["to"]]), link["kind"]))
        return found

    children = "Peaspetsialist (rahvusvahelised juhtumid ja infosüsteemid)"
    assert links(children) == {
        "undocumented": {("talitusejuhataja", "post"), ("nõunik", "post")},
        "confirmed": {(children, "peer")},  # bare "peaspetsialist": a colleague in the same post
    }
    assert links("Juhtumikonsultant") == {
        "undocumented": {("peaspetsialist (siseriiklik lastekaitse)", "post")},
        "confirmed": {("Juhtumikonsultant", "peer")},
    }
    assert links("Juhtivspetsialist (lastemaja)") == {
        "undocumented": {("teenuseomanik (lastemaja)", "post"), ("talituse juhataja", "post")}
    }
    assert links("Nõunik (perelepitus)") == {
        "undocumented": {("koordinaator (perelepitus)", "post")},
        "ambiguous": {  # the bracket at the end may bind all: both readings are named
            ("teenuse juht", "post"),
            ("teenuse juht (perelepitus)", "post"),
            ("juhtivkoordinaator", "post"),
            ("juhtivkoordinaator (perelepitus)", "post"),
        },
    }
    assert links("Koordinaator") == {
        "undocumented": {("tiimijuht", "post")},
        "confirmed": {("Koordinaator", "peer")},
    }
    verdicts = {_label(post): post["verdict"] for post in posts}
    assert {label: verdicts[label] for label in (children, "Juhtivspetsialist (lastemaja)")} == {
        children: "covered",
        "Juhtivspetsialist (lastemaja)": "covered",
    }
    assert {verdicts[one] for one in ("Juhtumikonsultant", "Nõunik (perelepitus)", "Koordinaator")} == {
        "fragile"
    }
    assert {post["places_known"] for post in posts} == {False}


@needs_shared
def test_a_bare_adviser_is_not_the_adviser_for_family_mediation(run: Run, five: Path) -> None:
    posts = run("coverage", "-s", five).json["posts"]
    bare, specialised = (
        next(post for post in posts if _label(post) == label) for label in ("nõunik", "Nõunik (perelepitus)")
    )
    assert bare["unit"] == "Laste heaolu osakond > nõustamisteenuste talitus"
    assert {link["status"] for link in bare["links"]} == {"undocumented"}
    assert specialised["post"] not in {
        link["to"] for post in posts for link in post["links"] if post["title"] == "Peaspetsialist"
    }
    assert run("absent", "nõunik", "-s", five).json["assignment"][0]["absent"] == bare["post"]


@needs_shared
def test_the_defects_of_the_five_real_descriptions_are_found(run: Run, five: Path) -> None:
    findings = run("check", "-s", five, "--on", "2025-01-20").json
    found = {
        (finding["rule"].rpartition("#")[2], Path(finding["document"]).name[:3], finding["line"])
        for finding in findings
    }
    assert {(rule, document) for rule, document, _ in found} == {
        ("AmbiguousMention", "003"),
        ("ApprovalMissing", "001"),
        ("ApprovalMissing", "002"),
        ("DayNightDutyWithoutMark", "001"),
        ("DuplicateDutyNumber", "004"),
        ("ReviewOverdue", "003"),  # of 19.01.2024; those of 12.02.2024 are not due yet
    }
    assert {finding["sentence"] for finding in findings if finding["line"] == 26} == {
        "Teenuse juht, juhtivkoordinaator, koordinaator (perelepitus)"
    }


def _label(post: dict[str, Any]) -> str:
    return f"{post['title']} ({post['specialisation']})" if post["specialisation"] else str(post["title"])
