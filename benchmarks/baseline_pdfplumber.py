"""The script one would write for PDF files: pdfplumber's tables and text, and regular expressions on the labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pdfplumber

from benchmarks import baseline_regex

_LABEL = re.compile(rf"{baseline_regex.NUMBER}(?:{'|'.join(baseline_regex.LABELS.values())})\s*:?")


def read(path: Path) -> Mapping[str, str]:
    """Return the fields of the header found in a PDF, as written, on one line."""
    with pdfplumber.open(path) as file:
        tables = [table for page in file.pages for table in page.extract_tables()]
        text = "\n".join(page.extract_text() for page in file.pages)
    found: dict[str, str] = {}
    for label, value in _pairs(tables):
        found.setdefault(_field(label), " ".join(value.split()))
    return {**baseline_regex.read(text), **found}


def _pairs(tables: list[list[list[str | None]]]) -> Iterator[tuple[str, str]]:
    """Yield labels with the cell beside them, or below them where a whole row is labels."""
    for table in tables:
        rows = [[(cell or "").strip() for cell in row] for row in table]
        for row, below in zip(rows, [*rows[1:], []], strict=True):
            if all(_LABEL.fullmatch(cell) for cell in row):
                yield from zip(row, below, strict=False)
            elif len(row) == 2 and _LABEL.fullmatch(row[0]):
                yield row[0], row[1]


def _field(label: str) -> str:
    bare = re.sub(rf"^{baseline_regex.NUMBER}", "", label).rstrip(" :")
    return next(name for name, pattern in baseline_regex.LABELS.items() if re.fullmatch(pattern, bare))
