"""The benchmarks run, and the page shows the tables that they write. Nothing here looks at a time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from benchmarks import absence, baseline_regex, reading
from benchmarks.__main__ import BENCHMARKS
from benchmarks.report import AGENCY, PAGE, TINY, Size, Table, figure, page, times
from tests.strategies import by_hand

Benchmark = Callable[[Size], list[Table]]


@pytest.mark.parametrize("benchmark_", BENCHMARKS, ids=lambda one: one.__module__.rpartition(".")[2])
def test_each_benchmark_runs_and_its_tables_stand_on_the_page(benchmark_: Benchmark) -> None:
    text = PAGE.read_text(encoding="utf-8")
    tables = benchmark_(TINY)
    assert tables
    for table in tables:
        heading, _, lines = table.markdown().partition("\n\n")
        header = lines.split("\n| --- ")[0].splitlines()[-1]
        part = text.partition(f"{heading}\n")[2].partition("\n## ")[0]
        assert header in part, f"run make bench: {heading} has other columns"
        assert table.rows
        for row in table.rows:
            assert len(row) == len(table.headers)
            assert f"\n| {row[0]} |" in part, f"run make bench: {heading} has no row {row[0]}"


def test_the_page_says_how_to_run_it_and_names_no_machine() -> None:
    written = page([Table("T", "About.", ("a", "b"), (("x", "1"),))])
    assert "`make bench`" in written
    assert written.endswith("## T\n\nAbout.\n\n| a | b |\n| --- | --- |\n| x | 1 |\n")
    head = PAGE.read_text(encoding="utf-8").partition("\n## ")[0]
    assert head.splitlines()[:-2] == written.partition("\n## ")[0].splitlines()[:-2]


@pytest.mark.parametrize(
    ("number", "text"),
    [(14424.4, "14,424"), (100, "100"), (27.36, "27.4"), (4.909, "4.91"), (0.0345, "0.035")],
)
def test_figures_keep_two_or_three_digits(number: float, text: str) -> None:
    assert figure(number) == text


def test_a_ratio_says_how_long_the_other_takes() -> None:
    assert times(0.5, 2.0) == "4.00 ×"


def test_the_script_reads_what_it_was_written_for() -> None:
    text = (AGENCY / "descriptions" / "RA-065-susteemiadministraator.txt").read_text(encoding="utf-8")
    assert baseline_regex.read(text) == {
        "title": "Süsteemiadministraator",
        "unit": "Tugiteenuste osakond, infotehnoloogia talitus",
        "manager": "Osakonna juhataja",
        "substituted_by": "Võrguadministraator",
        "substitutes": "Andmebaasiadministraator",
    }


def test_fields_count_as_right_only_if_they_are() -> None:
    gold = {"title": ["Nõunik(õigus)"], "unit": ["Amet", "Õigustalitus"], "manager": ["Talitusejuhataja"]}
    right = {
        "title": ["nõunik (õigus)"],
        "unit": ["õigus-talitus", "amet"],
        "manager": ["Õigustalituse talituse juhataja"],
    }
    assert reading._hits(gold, [right]) == 3
    assert reading._hits(gold, [right | {"manager": ["juhataja"]}]) == 2
    assert reading._hits(gold, [right | {"title": ["nõunik"], "unit": ["Amet"]}]) == 1
    assert reading._hits(gold, [{}]) == 0
    assert reading._hits(gold, []) == 0


def test_first_free_is_wrong_where_the_order_matters() -> None:
    organisation = by_hand({"a": "cd", "b": "c"})
    assert not absence.first_free(organisation, ["a", "b"])
    assert absence.first_free(organisation, ["b", "a"])
    assert absence.covered_at_once(organisation, ["a", "b"]) == ["a", "b"]
    assert absence.covered_at_once(by_hand({"a": "c", "b": "c"}), ["a", "b"]) in (["a"], ["b"])
