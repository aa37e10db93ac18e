"""Workers: results in order, and every way to fail costs one item alone."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ajgraph.workers import Done, Limits, each


def act(what: str) -> str:
    """Do what a hostile file might make a reader do."""
    if what == "hang":
        time.sleep(60)
    elif what == "memory":
        bytearray(4 * 1024**3)
    elif what == "die":
        os._exit(11)
    elif what == "raise":
        raise ValueError("odd")
    return what.upper()


def run(*items: str, workers: int | None = None) -> list[Done[str, str]]:
    return list(each(act, items, limits=Limits(seconds=3, megabytes=1024), workers=workers))


def test_results_come_in_the_order_of_the_items() -> None:
    assert [one.result for one in run(*"abcdefgh")] == list("ABCDEFGH")
    assert run() == []


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        ("hang", "longer than 3 seconds"),
        ("memory", "more than 1024 MB"),
        ("die", "exit code 11"),
        ("raise", "ValueError: odd"),
    ],
)
def test_what_goes_wrong_costs_one_item(harm: str, words: str) -> None:
    before, failed, after = run("a", harm, "b", workers=1)
    assert (before.result, failed.result, after.result) == ("A", None, "B")
    assert failed.failure
    assert words in failed.failure.en
    assert failed.failure.et != failed.failure.en


def test_stopping_early_leaves_no_work_behind() -> None:
    found = each(act, ["a", *["hang"] * 8], limits=Limits(seconds=30), workers=2)
    assert next(found).result == "A"
    found.close()
    assert multiprocessing.active_children() == []


def test_a_script_without_a_guard_may_use_workers(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import math\nfrom ajgraph.workers import each\n"
        "print([done.result for done in each(math.sqrt, [4.0, 9.0])])\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[2.0, 3.0]\n", "")
