"""Reading: how fast, and how many fields of the header are right, next to a script of regular expressions."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ajgraph.description import JobDescription, Mention
from ajgraph.documents import from_text, load
from ajgraph.reading import read
from benchmarks import baseline_regex
from benchmarks.report import AGENCY, PUBLISHED, ROOT, Size, Table, figure, in_turns, times

ORDERS = {"kaskkiri-1-3-26-25.txt": ("RA-040", "RA-041")}
"""Files that hold more than one description, and whose."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents, and what is known about each: a list of fields and their values for each description in it."""

    name: str
    documents: Mapping[Path, list[dict[str, list[str]]]]


def run(size: Size) -> list[Table]:
    """Return the tables of speed and of right fields."""
    corpora = [one for one in (_agency(), _published()) if one.documents]
    return [_speed(corpora[0], size), _right(corpora)]


def _speed(corpus: Corpus, size: Size) -> Table:
    paths = [*corpus.documents] * size.repeated
    texts = [path.read_text(encoding="utf-8") for path in paths]

    def each(work: Callable[..., object], items: list[str] | list[Path]) -> Callable[[], object]:
        return lambda: [work(item) for item in items]

    rows = []
    for name, ours, other in (
        ("text in memory", each(lambda text: read(from_text(text)), texts), each(baseline_regex.read, texts)),
        (
            "files",
            each(lambda path: read(load(path)), paths),
            each(lambda path: baseline_regex.read(path.read_text(encoding="utf-8")), paths),
        ),
    ):
        mine, theirs = in_turns(size.reading_rounds, ours, other)
        rows.append((name, figure(len(paths) / mine), figure(len(paths) / theirs), times(theirs, mine)))
    return Table(
        "Reading: documents a second",
        "One core, the sample agency's documents over and over. The [script](baseline_regex.py) looks for five fields of "
        "the header; ajgraph reads all of the document (duties with outcomes, requirements, competencies, approval) with "
        "the line of everything, and settles names to the nominative. The aim is more than 200 documents a second.",
        ("reading from", "ajgraph", "script", "ajgraph takes"),
        tuple(rows),
    )


def _right(corpora: list[Corpus]) -> Table:
    rows = []
    for corpus in corpora:
        total = mine = theirs = 0
        for path, descriptions in corpus.documents.items():
            found = [_fields(one) for one in read(load(path)).descriptions]
            scripted = [_scripted(baseline_regex.read(path.read_text(encoding="utf-8")))]
            for position, gold in enumerate(descriptions):
                total += len(gold)
                mine += _hits(gold, found[position : position + 1])
                theirs += _hits(gold, scripted[position : position + 1])
        rows.append((corpus.name, str(total), _share(mine, total), _share(theirs, total)))
    return Table(
        "Reading: fields of the header that are right",
        "Title with specialisation, units and manager of the sample agency, against its staffing table (a manager that a "
        "document states otherwise on purpose is left out); in published documents also both directions of substitution, "
        "against [facts](../data/real/README.md) taken from them by hand. Case, blanks and hyphens do not count, nor does "
        "a unit named before the manager's title. The script was written with the sample agency's layouts in view.",
        ("documents", "fields", "ajgraph", "script"),
        tuple(rows),
    )


def _agency() -> Corpus:
    with (AGENCY / "koosseis.csv").open(encoding="utf-8", newline="") as file:
        posts = {row["tunnus"]: row for row in csv.DictReader(file)}
    faults = json.loads((AGENCY / "faults.json").read_text(encoding="utf-8"))
    otherwise = {fault["document"] for fault in faults if fault["rule"] == "ReportingCycle"}
    documents = {}
    for path in sorted((AGENCY / "descriptions").glob("*.txt")):
        own = (path.name[:6],) if path.name[:6] in posts else ORDERS.get(path.name, ())
        documents[path] = [_listed(posts[name], manager=path.name not in otherwise) for name in own]
    return Corpus("the sample agency", documents)


def _listed(row: Mapping[str, str], *, manager: bool) -> dict[str, list[str]]:
    special = f"({row['täpsustus']})" if row["täpsustus"] else ""
    known = {"title": [row["ametinimetus"] + special], "unit": row["üksus"].split(" > ")}
    return known | ({"manager": [row["vahetu juht"]]} if manager else {})


def _published() -> Corpus:
    facts = json.loads((ROOT / "data" / "real" / "facts.json").read_text(encoding="utf-8"))["descriptions"]
    documents = {}
    for path in sorted(PUBLISHED.glob("*.txt")) if PUBLISHED.is_dir() else ():
        fact = facts[path.name[:3]]
        gold = {"title": [_titled(fact)], "unit": fact["units"]}
        for name in ("manager", "substituted_by", "substitutes"):
            gold[name] = [_titled(one) for one in fact[name]]
        documents[path] = [gold]
    return Corpus("five published descriptions", documents)


def _titled(fact: Mapping[str, str | None]) -> str:
    return f"{fact['title']}({fact['specialisation']})" if fact["specialisation"] else str(fact["title"])


def _fields(description: JobDescription) -> dict[str, list[str]]:
    def named(mentions: tuple[Mention, ...]) -> list[str]:
        return [
            _titled({"title": one.title, "specialisation": one.specialisation})
            for one in mentions
            if one.title
        ]

    return {
        "title": [description.label],
        "unit": [unit.value for unit in description.units],
        "manager": named(description.manager),
        "substituted_by": named(description.substituted_by),
        "substitutes": named(description.substitutes),
    }


def _scripted(found: Mapping[str, str]) -> dict[str, list[str]]:
    return {name: re.split(r"[,;](?![^(]*\))", value) for name, value in found.items()}


def _hits(gold: Mapping[str, list[str]], found: list[dict[str, list[str]]]) -> int:
    return sum(_same(name, values, found[0].get(name, [])) for name, values in gold.items()) if found else 0


def _same(name: str, gold: list[str], found: list[str]) -> bool:
    wanted, got = sorted(_keys(gold)), sorted(_keys(found))
    if name == "manager" and len(wanted) == len(got) == 1:
        return got[0].endswith(wanted[0])
    return wanted == got


def _keys(values: list[str]) -> Iterator[str]:
    return (re.sub(r"[\s-]", "", value).casefold() for value in values)


def _share(right: int, total: int) -> str:
    return f"{right} ({right / total:.0%})"
