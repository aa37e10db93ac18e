"""The straight line: every module imports only from those before it, and stays small."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.helpers import ROOT

PACKAGE = ROOT / "ajgraph"

LINE = (
    "language", "errors", "blocks", "estonian", "workers", "signature", "description", "iris", "resources", "vocabulary",
    "documents", "reading", "json_node", "signature_json", "description_json", "tables", "headers",
    "absence_words", "recurrences", "icalendar_lines", "icalendars", "calendars", "staffing_records", "staffing",
    "sources", "content", "files",
    "claims", "directory", "structure", "versions", "organisation", "result", "gaps", "entailment", "fitness", "placement",
    "reasons", "resolution", "derivation",
    "serialisation", "store_folder", "store", "graph", "build",
    "shacl", "evidence", "findings", "validation",
    "network_file", "network", "profiles", "posts", "analysis",
    "sparql", "query", "output", "exports", "notebook", "pages", "commands", "cli", "__main__",
)  # fmt: skip
"""Documents → description → claims → graph → check / analyse → answer / export."""


def stage(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "_share" not in path.parts)


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "ajgraph":
            parts = node.module.split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("ajgraph.")}
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_one_way_along_the_line(path: Path) -> None:
    here = stage(path)
    if here == "__init__":
        return  # the public face names what it likes
    assert here in LINE, f"put {here} into the line"
    before = set(LINE[: LINE.index(here) + 1])
    assert imported(path) <= before, (
        f"{here} imports {sorted(imported(path) - before)} from further down the line"
    )


def test_the_line_names_no_module_that_is_gone() -> None:
    assert set(LINE) == {stage(path) for path in modules()} - {"__init__"}


def test_no_module_has_outgrown_its_one_job() -> None:
    long = {
        str(path.relative_to(PACKAGE)): count
        for path in modules()
        if (count := len(path.read_text().splitlines())) > 350
    }
    assert not long


def test_nothing_imports_click_which_typer_carries_inside() -> None:
    assert not [path for path in modules() if "import click" in path.read_text(encoding="utf-8")]
