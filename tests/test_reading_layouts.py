"""Header blocks of other agencies, municipalities and schools, scored by micro-F1 over the fields of the header.

Names compare without spaces, hyphens and case; where the gold says that a field is inferred or ambiguous, a
different answer is not counted. An order whose descriptions are cut off must give none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ajgraph.description import JobDescription, Mention
from ajgraph.estonian import key
from ajgraph.reading import read_path

LAYOUTS = Path(__file__).resolve().parents[1].parent / "shared" / "layouts"
NAMES = [path.stem for path in sorted(LAYOUTS.glob("*.json"))]
LEAST = 0.97

pytestmark = pytest.mark.skipif(not LAYOUTS.is_dir(), reason="the header layouts are not here")


@dataclass
class Score:
    right: int = 0
    extra: int = 0
    missing: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.extra + self.missing)


def gold_of(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((LAYOUTS / f"{name}.json").read_text(encoding="utf-8"))
    return found


def people(mentions: Iterable[Mention]) -> set[str]:
    """Return the mentions as the gold writes them; an explicit "nobody" names nobody."""
    return {
        key(
            f"{found.title or found.text} ({found.specialisation})"
            if found.specialisation
            else found.title or found.text
        )
        for found in mentions
        if found.kind != "none"
    }


def answers(read: JobDescription) -> dict[str, set[str]]:
    approval = read.approval
    return {
        "organisation": {key(read.organisation.value)} if read.organisation else set(),
        "title": {key(read.label)},
        "units": {key(unit.value) for unit in read.units},
        "manager": people(read.manager),
        "substituted_by": people(read.substituted_by),
        "substitutes": people(read.substitutes),
        "subordinates": people(read.subordinates),
        "approved": {approval.date.isoformat()} if approval.date else set(),
        "order_number": {approval.order} if approval.order else set(),
    }


def expected(gold: dict[str, Any], field: str, answer: set[str]) -> set[str]:
    value = gold[field]
    values = [] if value is None else value if isinstance(value, list) else [value]
    if field in ("approved", "order_number"):
        return set(values)
    if field == "title" and answer & {key(variant) for variant in gold.get("title_variants", [])}:
        return answer
    return {key(each) for each in values}


def score(name: str) -> Score:
    gold = gold_of(name)
    readings = read_path(LAYOUTS / f"{name}.txt").descriptions
    assert len(readings) == 1, name
    found = Score()
    lenient = {*gold.get("inferred", []), *gold.get("ambiguous", []), *gold.get("cut_off", [])}
    for field, answer in answers(readings[0]).items():
        want = expected(gold, field, answer)
        if field in lenient and answer != want:
            continue
        found.right += len(answer & want)
        found.extra += len(answer - want)
        found.missing += len(want - answer)
    return found


def test_micro_f1_over_all_layouts() -> None:
    scores = [score(name) for name in NAMES if gold_of(name).get("kind") != "order_only"]
    total = Score(
        sum(each.right for each in scores),
        sum(each.extra for each in scores),
        sum(each.missing for each in scores),
    )
    assert len(scores) == 11
    assert total.right > 50
    assert total.f1 >= LEAST


@pytest.mark.parametrize("name", NAMES)
def test_an_order_alone_gives_no_description(name: str) -> None:
    reading = read_path(LAYOUTS / f"{name}.txt")
    if gold_of(name).get("kind") == "order_only":
        assert reading.descriptions == ()
        assert "order" in reading.problems[0].message.en
    else:
        assert len(reading.descriptions) == 1
        assert reading.problems == ()


@pytest.mark.parametrize("name", NAMES)
def test_aliases_and_explicit_none(name: str) -> None:
    gold = gold_of(name)
    for read in read_path(LAYOUTS / f"{name}.txt").descriptions:
        assert {alias.short: key(alias.full) for alias in read.aliases} == {
            short: key(full) for short, full in gold.get("aliases", {}).items()
        }
        for field in gold.get("explicit_none", []):
            assert [found.kind for found in getattr(read, field)] == ["none"]
