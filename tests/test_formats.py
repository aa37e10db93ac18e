"""One page in every format, loose and in containers, gives the same JSON except for where it stands."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ajgraph.description_json import to_json
from ajgraph.files import descriptions_in, read_file
from tests import (
    made_agency,
    made_descriptions,
    made_docx,
    made_html,
    made_odt,
    made_pdf_fpdf,
    made_pdf_reportlab,
)
from tests.made import Page
from tests.made_containers import Spec, asice, zipped
from tests.made_descriptions import as_text, facts_of_text

WRITERS: dict[str, Callable[[Page, Path], object]] = {
    "juhend.txt": lambda page, path: path.write_text(as_text(page), encoding="utf-8"),
    "juhend-1257.txt": lambda page, path: path.write_text(as_text(page), encoding="windows-1257"),
    "juhend.docx": made_docx.write,
    "juhend.odt": made_odt.write,
    "juhend.html": made_html.write,
    "juhend-word.html": made_html.write_as_word,
    "juhend-reportlab.pdf": made_pdf_reportlab.write,
    "juhend-fpdf.pdf": made_pdf_fpdf.write,
}
PAGES = made_descriptions.PAGES | {
    name.rpartition("-")[0] or name: page for name, page in made_agency.pages().items()
}
PLACES = {"line", "lines", "source"}


def bare(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: bare(value) for key, value in data.items() if key not in PLACES}
    return [bare(one) for one in data] if isinstance(data, list) else data


def json_of(path: Path) -> list[str]:
    """Return the descriptions of a file as JSON text, without their places."""
    found = read_file(path)
    assert not found.failed
    return [
        json.dumps(bare(to_json(one)), ensure_ascii=False, sort_keys=True)
        for one, _ in descriptions_in([found])
    ]


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_every_format_gives_the_same_json_loose_and_in_containers(
    page: Page, name: str, tmp_path: Path
) -> None:
    expected = [json.dumps(one, ensure_ascii=False, sort_keys=True) for one in facts_of_text(page)]
    assert len(expected) == 1
    path = tmp_path / name
    WRITERS[name](page, path)
    assert json_of(path) == expected
    for container, content in (
        ("x.zip", zipped((f"kaust/{name}", path.read_bytes()))),
        ("x.asice", asice({name: path.read_bytes()}, Spec())),
    ):
        (tmp_path / container).write_bytes(content)
        assert json_of(tmp_path / container) == expected
