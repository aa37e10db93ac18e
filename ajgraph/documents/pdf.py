"""PDF: words by their place on the page, put together to lines, tables and paragraphs.

A PDF has no paragraphs and no tables, only letters and lines drawn at places. What makes a table is in
``pdf_tables`` (ruling lines) and ``pdf_columns`` (columns without them); ``pdf_assembly`` makes one document of the
pages; here files are opened and refused. ``Line.number`` counts lines of text in reading order, from 1; a line is as
wide as on the page, and a word that is broken at its end stays broken: the reader joins it.

pdfium parses what a file draws before anyone can count it, and a file can be made for which that takes for ever
(forms that draw themselves twice): read files of unknown origin in a process with limits of time and memory.

Text that is drawn invisibly counts (recognised letters under a scan). Text across the page (a watermark) does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium

from ajgraph.blocks import Block
from ajgraph.documents.pdf_assembly import assembled
from ajgraph.documents.pdf_page import PageContent, content_of
from ajgraph.documents.text import RECOGNISE
from ajgraph.errors import UnreadableInput
from ajgraph.language import Bilingual

__all__ = ["MAX_CHARACTERS", "MAX_PAGES", "blocks", "scanned_pages", "without_text"]

MAX_PAGES: Final = 500
"""The most pages that are read: an order with a hundred job descriptions."""

MAX_CHARACTERS: Final = 1_000_000
"""The most characters of all pages."""

_MOST_UNKNOWN: Final = 0.3
_FEW_LETTERS: Final = 16
_PICTURE: Final = 0.5

_ORIGINAL: Final = Bilingual(
    en="Ask for the original document, or save the PDF anew and give that file.",
    et="Küsi algset dokumenti või salvesta PDF uuesti ja anna see fail.",
)
_SHORTER: Final = Bilingual(
    en="Give the pages with the job descriptions as a file of their own.",
    et="Anna ametijuhendite leheküljed eraldi failina.",
)


def blocks(content: bytes, where: str) -> tuple[Block, ...]:
    """Return the paragraphs and table cells of a PDF; pages that are pictures without text give nothing.

    Raises
    ------
    UnreadableInput
        No PDF, encrypted, too long, or without any text: a scan.

    """
    pages = _pages(content, where)
    if (scans := _scans(pages)) and len(scans) == sum(bool(page.words or page.pictures) for page in pages):
        raise UnreadableInput(_are_scans(scans), where=where, remedy=RECOGNISE)
    letters = sum(page.letters for page in pages)
    if sum(page.unknown for page in pages) > _MOST_UNKNOWN * letters:
        raise UnreadableInput(
            Bilingual(
                en="the letters of this PDF have no character codes, only shapes",
                et="selle PDF-i tähtedel ei ole märgikoode, ainult kuju",
            ),
            where=where,
            remedy=RECOGNISE,
        )
    return assembled(pages)


def scanned_pages(content: bytes, where: str = "PDF") -> tuple[int, ...]:
    """Return the numbers, from 1, of the pages that are pictures without text; raises as :func:`blocks` does."""
    return _scans(_pages(content, where))


def _scans(pages: Sequence[PageContent]) -> tuple[int, ...]:
    return tuple(
        number
        for number, page in enumerate(pages, 1)
        if (page.pictures and not page.letters) or (page.pictures > _PICTURE and page.letters < _FEW_LETTERS)
    )


def without_text(content: bytes, where: str) -> UnreadableInput:
    """Return what is to be said of a PDF that :func:`blocks` finds nothing in."""
    count = len(_pages(content, where))
    pages = Bilingual(
        en="there is no text on its only page (a scan?)", et="ainsal leheküljel pole teksti (skaneering?)"
    )
    if count > 1:
        pages = Bilingual(
            en=f"there is no text on its {count} pages (a scan?)",
            et=f"{count} leheküljest pole ühelgi teksti (skaneering?)",
        )
    return UnreadableInput(pages, where=where, remedy=RECOGNISE)


def _are_scans(numbers: Sequence[int]) -> Bilingual:
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][-1] + 1:
            spans[-1][1:] = [number]
        else:
            spans.append([number])
    named = ", ".join("-".join(map(str, span)) for span in spans)
    if len(numbers) == 1:
        return Bilingual(
            en=f"page {named} is a picture without text (a scan)",
            et=f"lehekülg {named} on pilt ilma tekstita (skaneering)",
        )
    return Bilingual(
        en=f"pages {named} are pictures without text (a scan)",
        et=f"leheküljed {named} on pildid ilma tekstita (skaneering)",
    )


# -- pages ------------------------------------------------------------------------------------------------


def _pages(content: bytes, where: str) -> list[PageContent]:
    with _opened(content, where) as document:
        if (count := len(document)) > MAX_PAGES:
            raise UnreadableInput(
                Bilingual(
                    en=f"the PDF has {count} pages; at most {MAX_PAGES} are read",
                    et=f"PDF-is on {count} lehekülge; loetakse kuni {MAX_PAGES}",
                ),
                where=where,
                remedy=_SHORTER,
            )
        pages: list[PageContent] = []
        left = MAX_CHARACTERS
        for index in range(count):
            page = pdfium.FPDF_LoadPage(document, index)
            if not page:
                continue  # a page that is announced but not there
            text_page = pdfium.FPDFText_LoadPage(page)
            try:
                left -= max(0, pdfium.FPDFText_CountChars(text_page)) if text_page else 0
                if left < 0:
                    raise UnreadableInput(
                        Bilingual(
                            en=f"the PDF has more than {MAX_CHARACTERS} characters",
                            et=f"PDF-is on rohkem kui {MAX_CHARACTERS} märki",
                        ),
                        where=where,
                        remedy=_SHORTER,
                    )
                if text_page:
                    pages.append(content_of(page, text_page))
            finally:
                if text_page:
                    pdfium.FPDFText_ClosePage(text_page)
                pdfium.FPDF_ClosePage(page)
        if not pages:
            raise _broken(where)
        return pages


@contextmanager
def _opened(content: bytes, where: str) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", 0) in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise UnreadableInput(
                Bilingual(en="the PDF is locked with a password", et="PDF on parooliga lukus"),
                where=where,
                remedy=Bilingual(
                    en="Save it without a password and give that file.",
                    et="Salvesta see ilma paroolita ja anna see fail.",
                ),
            ) from None
        raise _broken(where) from None
    try:
        yield document
    finally:
        document.close()


def _broken(where: str) -> UnreadableInput:
    return UnreadableInput(
        Bilingual(
            en="the PDF is damaged: it cannot be opened or has no pages",
            et="PDF on vigane: seda ei saa avada või selles ei ole lehekülgi",
        ),
        where=where,
        remedy=_ORIGINAL,
    )
