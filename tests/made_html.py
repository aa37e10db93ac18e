"""HTML pages for tests, as Google Docs and as Word save them."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

from tests.made import Page, Paragraph, Table

_COUNTERS = "".join(
    f".lst-kix_a-{level}>li{{counter-increment:lst-ctn-kix_a-{level}}}"
    f"ol.lst-kix_a-{level}.start{{counter-reset:lst-ctn-kix_a-{level} 0}}"
    f'.lst-kix_a-{level}>li:before{{content:"" '
    + ' "." '.join(f"counter(lst-ctn-kix_a-{upper},decimal)" for upper in range(level + 1))
    + ' ". "}'
    f'.lst-kix_b-{level}>li:before{{content:"\\0025cf   "}}'
    f"ul.lst-kix_b-{level}{{list-style-type:none}}"
    for level in range(3)
)


def write(page: Page, path: Path) -> None:
    """Write ``page`` as Google Docs would."""
    started = -1  # the deepest level whose list is open

    def item(paragraph: Paragraph) -> str:
        nonlocal started
        if paragraph.numbered:
            start = " start" if paragraph.level > started else ""
            started = paragraph.level
            return f'<ol class="lst-kix_a-{paragraph.level}{start}" start="1"><li>{text(paragraph.text)}</li></ol>'
        return f'<ul class="lst-kix_b-{paragraph.level} start"><li>{text(paragraph.text)}</li></ul>'

    head = f'<head><meta content="text/html; charset=UTF-8" http-equiv="content-type"><style>{_COUNTERS}</style></head>'
    path.write_text(
        f'<html>{head}<body class="doc-content">{_body(page, item)}</body></html>', encoding="utf-8"
    )


def write_as_word(page: Page, path: Path) -> None:
    """Write ``page`` as Word would: numbers and bullets as text in a font of their own, in Windows-1257."""
    counts = [0] * 9

    def item(paragraph: Paragraph) -> str:
        gap = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span>"
        if paragraph.numbered:
            counts[paragraph.level] += 1
            counts[paragraph.level + 1 :] = [0] * (8 - paragraph.level)
            sign = "".join(f"{count}." for count in counts[: paragraph.level + 1])
        else:
            sign = "§"
        return (
            "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]>"
            f"<span style='font-family:Wingdings'><span style='mso-list:Ignore'>{sign}{gap}</span></span><![endif]>"
            f"{text(paragraph.text)}<o:p></o:p></p>\r\n"
        )

    head = '<head><meta http-equiv=Content-Type content="text/html; charset=windows-1257"></head>'
    page_text = f"<html>{head}<body lang=ET><div class=WordSection1>{_body(page, item)}</div></body></html>"
    path.write_bytes(page_text.encode("windows-1257", "xmlcharrefreplace"))


def text(plain: str) -> str:
    """Return text with its tabs and breaks as Word writes them."""
    tab = "<span style='mso-tab-count:1'>&nbsp;&nbsp;&nbsp;&nbsp; </span>"
    return escape(plain).replace("\t", tab).replace("\n", "<br>\r\n")


def _body(page: Page, item: Callable[[Paragraph], str]) -> str:
    def paragraph(one: Paragraph) -> str:
        if one.numbered or one.bullet:
            return item(one)
        tag = "h1" if one.heading else "p"
        return f"<{tag}><span>{text(one.text)}</span></{tag}>\r\n"

    def content(cell: tuple[Paragraph, ...]) -> str:
        return "".join(paragraph(one) for one in cell)

    def table(one: Table) -> str:
        rows = "".join(
            "<tr>"
            + "".join(
                f"<td{f' rowspan={high}' * (high > 1)}{f' colspan={wide}' * (wide > 1)}>{content(cell)}</td>"
                for cell, high, wide in row
            )
            + "</tr>"
            for row in one.shown()
        )
        return f"<table>{rows}</table>"

    return "".join(table(one) if isinstance(one, Table) else paragraph(one) for one in page)
