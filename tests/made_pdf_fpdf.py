"""Writes a page of ``tests/made.py`` as PDF by fpdf2: borders are boxes around cells, spaces come from the font."""

from __future__ import annotations

from pathlib import Path

from fpdf import FPDF
from fpdf.enums import TableBordersLayout
from fpdf.fonts import FontFace

from tests.made import Page, Paragraph, Table
from tests.made_pdf_reportlab import FONT_FILES


class _Paper(FPDF):
    header_text = ""

    def header(self) -> None:
        if self.header_text:
            self.set_font("Vera", size=8)
            self.cell(0, 6, self.header_text, new_x="LMARGIN", new_y="NEXT")

    def footer(self) -> None:
        self.set_y(-12)
        self.set_font("Vera", size=8)
        self.cell(0, 6, f"lk {self.page_no()} / {{nb}}", align="C")


def write(page: Page, path: Path, *, size: float = 10, header: str = "") -> Path:
    """Write ``page`` with a running header and page numbers; returns ``path``."""
    paper = _Paper(format="A4", unit="mm")
    paper.header_text = header
    paper.set_margins(25, 20, 20)
    paper.set_auto_page_break(True, margin=20)
    paper.add_font("Vera", fname=FONT_FILES / "Vera.ttf")
    paper.add_page()
    counts: list[int] = []
    for item in page:
        if isinstance(item, Table):
            _table(paper, item, size, counts)
        else:
            paper.set_font("Vera", size=size + (2 if item.heading else 0))
            paper.ln(2.5)
            if item.bullet:
                paper.cell(6, 0.5 * size, "\u2022")
            paper.multi_cell(0, 0.5 * size, _text(item, counts), align="L", new_x="LMARGIN", new_y="NEXT")
    paper.output(str(path))
    return path


def _table(paper: FPDF, item: Table, size: float, counts: list[int]) -> None:
    paper.set_font("Vera", size=size)
    paper.ln(3)
    with paper.table(
        borders_layout=TableBordersLayout.ALL if item.bordered else TableBordersLayout.NONE,
        col_widths=item.widths or None,
        first_row_as_headings=bool(item.heading_rows),
        num_heading_rows=max(1, item.heading_rows),
        headings_style=FontFace(),
        line_height=0.5 * size,
        text_align="LEFT",
        v_align="TOP",
        padding=1,
    ) as table:
        for held in item.shown():
            row = table.row()
            for one, high, wide in held:
                text = "\n".join(("\u2022 " if part.bullet else "") + _text(part, counts) for part in one)
                row.cell(text, rowspan=high, colspan=wide)
    paper.ln(3)


def _text(item: Paragraph, counts: list[int]) -> str:
    if not item.numbered:
        return item.text
    del counts[item.level + 1 :]
    counts.extend(0 for _ in range(item.level + 1 - len(counts)))
    counts[item.level] += 1
    return ".".join(map(str, counts)) + ". " + item.text
