"""Results as tables of a Markdown page."""

from __future__ import annotations

import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "benchmarks" / "README.md"
AGENCY = ROOT / "data" / "agency"
PUBLISHED = ROOT.parent / "shared" / "documents"
"""Five published job descriptions, which are not part of the project: measured where they lie beside it."""

HEAD = """\
# Speed, side by side

<!-- Written by python -m benchmarks (make bench). Do not edit. -->

`make bench` measures ajgraph next to what one would use instead, both in the same run and in turns, and writes this page.
Ratios say more than absolute figures: a shared machine can be half as fast an hour later. Random cases have fixed seeds.
"""


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured; the tests use the smallest that still runs everything."""

    reading_rounds: int = 5
    repeated: int = 10
    starts: int = 11
    rounds: int = 5
    cases: int = 300
    documents: int | None = None
    files: int = 1000
    on_leave: int = 500
    posts: tuple[int, ...] = (1_000, 10_000, 100_000, 1_000_000)

    def sources(self) -> list[Path]:
        """Return what the graph is built from: the sample agency, or the first of its documents alone."""
        descriptions = sorted((AGENCY / "descriptions").iterdir())
        return (
            [*descriptions, AGENCY / "koosseis.csv"]
            if self.documents is None
            else descriptions[: self.documents]
        )


TINY = Size(
    reading_rounds=1,
    repeated=1,
    starts=1,
    rounds=1,
    cases=4,
    documents=3,
    files=6,
    on_leave=20,
    posts=(1_000,),
)


@dataclass(frozen=True, slots=True)
class Table:
    """One table with its heading and the sentences that say what was measured."""

    title: str
    intro: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def markdown(self) -> str:
        """Return heading, sentences and table."""
        lines = [self.headers, tuple("---" for _ in self.headers), *self.rows]
        return f"## {self.title}\n\n{self.intro}\n\n" + "\n".join(f"| {' | '.join(row)} |" for row in lines)


def page(tables: Sequence[Table]) -> str:
    """Return the whole page."""
    machine = (
        f"Measured on {os.cpu_count()} cores with Python {platform.python_version()} on {platform.system()}."
    )
    return "\n\n".join([HEAD.rstrip(), machine, *(table.markdown() for table in tables)]) + "\n"


def seconds(work: Callable[[], object]) -> float:
    """Return the wall-clock time of one call."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def in_turns(rounds: int, *works: Callable[[], object]) -> list[float]:
    """Return the median time of each; they take turns, so that a slow spell hits them all."""
    times = [[seconds(work) for work in works] for _ in range(rounds)]
    return [statistics.median(column) for column in zip(*times, strict=True)]


def figure(number: float) -> str:
    """Write a number with two or three digits that mean something."""
    if number >= 100:
        return f"{number:,.0f}"
    return f"{number:.1f}" if number >= 10 else f"{number:.2g}" if number < 1 else f"{number:.2f}"


def milliseconds(duration: float) -> str:
    """Write a duration given in seconds."""
    return f"{figure(duration * 1000)} ms"


def times(ours: float, other: float) -> str:
    """Write how many times as long the other takes; both in the same unit."""
    return f"{figure(other / ours)} ×"
