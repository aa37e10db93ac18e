"""Measure everything and write ``benchmarks/README.md``."""

from __future__ import annotations

from benchmarks import absence, cover, files, graph, leave, reading, start
from benchmarks.report import PAGE, Size, Table, page

BENCHMARKS = (reading.run, files.run, start.run, graph.run, absence.run, cover.run, leave.run)


def main() -> None:
    """Run the benchmarks one after the other, show each table when it is there, and write the page."""
    tables: list[Table] = []
    for benchmark in BENCHMARKS:
        for table in benchmark(Size()):
            print(table.markdown(), end="\n\n", flush=True)
            tables.append(table)
    PAGE.write_text(page(tables), encoding="utf-8")


if __name__ == "__main__":
    main()
