"""Writes a page of ``tests/made.py`` as PDF by ReportLab: borders are stroked lines, texts are drawn word by line."""

from __future__ import annotations

from pathlib import Path

import reportlab
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, SimpleDocTemplate
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import Table as Grid

from tests.made import Page, Paragraph, Table

FONT_FILES = Path(reportlab.__file__).parent / "fonts"
FONT = "Vera"
"""Bitstream Vera, which ReportLab brings and which has every letter of Estonian."""

WIDTH = A4[0] - 144


def write(page: Page, path: Path, *, size: float = 10, header: str = "", footer: bool = True) -> Path:
    """Write ``page`` with a running header and page numbers; returns ``path``."""
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(FONT, FONT_FILES / "Vera.ttf"))

    def running(canvas: object, template: object) -> None:
        canvas.setFont(FONT, 8)  # type: ignore[attr-defined]
        if header:
            canvas.drawString(72, A4[1] - 40, header)  # type: ignore[attr-defined]
        if footer:
            number = canvas.getPageNumber()  # type: ignore[attr-defined]
            canvas.drawCentredString(A4[0] / 2, 30, f"{number}")  # type: ignore[attr-defined]

    template = SimpleDocTemplate(
        str(path), pagesize=A4, leftMargin=72, rightMargin=72, topMargin=60, bottomMargin=60, invariant=1
    )
    counts: list[int] = []
    template.build(
        [_flowable(item, size, counts) for item in page], onFirstPage=running, onLaterPages=running
    )
    return path


def _flowable(item: Paragraph | Table, size: float, counts: list[int]) -> Flowable:
    if isinstance(item, Paragraph):
        return _text(item, size, counts)
    rows = [
        [
            [_text(one, size, counts, tight=True) for one in held] if item.size_of(row, column)[0] else ""
            for column, held in enumerate(cells)
        ]
        for row, cells in enumerate(item.rows)
    ]
    columns = max(len(row) for row in item.rows)
    shares = item.widths or tuple(1 / columns for _ in range(columns))
    style = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    if item.bordered:
        style.append(("GRID", (0, 0), (-1, -1), 0.5, "black"))  # type: ignore[arg-type]
    style += [
        ("SPAN", (left, top), (left + wide - 1, top + high - 1))  # type: ignore[list-item]
        for top, left, high, wide in item.merged
    ]
    return Grid(
        rows,
        colWidths=[share * WIDTH for share in shares],
        style=style,
        repeatRows=item.heading_rows,
        splitInRow=0 if item.heading_rows else 1,  # both at once puts the heading into the row that is split
        spaceBefore=6,
        spaceAfter=6,
    )


def _text(item: Paragraph, size: float, counts: list[int], *, tight: bool = False) -> Text:
    mark = "\u2022" if item.bullet else None
    text = item.text.replace("&", "&amp;").replace("<", "&lt;")
    if item.numbered:
        del counts[item.level + 1 :]
        counts.extend(0 for _ in range(item.level + 1 - len(counts)))
        counts[item.level] += 1
        text = ".".join(map(str, counts)) + ". " + text
    style = ParagraphStyle(
        "text",
        fontName=FONT,
        fontSize=size + (2 if item.heading else 0),
        leading=1.2 * size,
        alignment=TA_LEFT,
        leftIndent=18 if mark else 0,
        bulletFontName=FONT,
        bulletFontSize=size,
        spaceBefore=0 if tight else 0.8 * size,
        spaceAfter=0 if tight else 0.2 * size,
    )
    return Text(text, style, bulletText=mark)
