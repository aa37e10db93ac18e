"""PDF: tables, paragraphs and what is left out; what is refused; what hostile files do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ajgraph import documents, reading
from ajgraph.blocks import Block, Cell, Document, Line
from ajgraph.description_json import to_json
from ajgraph.documents import pdf
from ajgraph.errors import UnreadableInput
from tests import made_pdf_fpdf, made_pdf_reportlab
from tests.helpers import merged
from tests.made import Page, Paragraph, Table, table

WRITERS = pytest.mark.parametrize("write", [made_pdf_reportlab.write, made_pdf_fpdf.write])
BORDERS = pytest.mark.parametrize("bordered", [True, False], ids=["bordered", "borderless"])
Writer = Callable[..., Path]
Draw = Callable[[Canvas], None]

OUTCOMES = (
    "• Andmed on korrastatud ja õigel ajal avaldatud.",
    "• Välitööde kava on koostatud ning kooskõlastatud kõigi asjaomaste talitustega.",
    "• Ettepanekud on põhjendatud, šifreeritud ja žüriile esitatud.",
)
DUTY = "Eluslooduse andmestiku korrastamine ja selle avaldamine, sealhulgas välitööde kavandamine."


def texts(found: Iterable[Block]) -> list[str]:
    """Return the text of each paragraph, lines joined by blanks."""
    return [" ".join(line.text for line in block.lines) for block in found if block.cell is None]


def tables(found: Iterable[Block]) -> list[dict[tuple[int, int], str]]:
    """Return the cells of each table, lines joined by blanks."""
    held: list[dict[tuple[int, int], str]] = []
    for block in found:
        if block.cell is not None:
            while len(held) <= block.cell.table:
                held.append({})
            assert (block.cell.row, block.cell.column) not in held[block.cell.table]
            text = " ".join(line.text for line in block.lines)
            held[block.cell.table][block.cell.row, block.cell.column] = text
    return held


def sizes(found: Iterable[Block]) -> dict[str, tuple[int, int]]:
    """Return how many rows and columns each merged cell covers, by its text on one line."""
    return {" ".join(text.split()): size for text, size in merged(found).items()}


def drawn(*pages: Draw, size: float = 10, **options: Any) -> bytes:
    """Return a PDF of pages drawn by hand."""
    if made_pdf_reportlab.FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Vera", made_pdf_reportlab.FONT_FILES / "Vera.ttf"))
    held = BytesIO()
    canvas = Canvas(held, pagesize=A4, invariant=1, **options)
    for draw in pages:
        canvas.setFont("Vera", size)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return held.getvalue()


def lines(*rows: tuple[float, float, str]) -> Draw:
    """Return what draws texts at their places: x, y from the bottom, text."""

    def draw(canvas: Canvas) -> None:
        for x, y, text in rows:
            canvas.drawString(x, y, text)

    return draw


def read(content: bytes) -> tuple[Block, ...]:
    return pdf.blocks(content, "a.pdf")


def duties(count: int, *, bordered: bool, heading: bool = True) -> Table:
    head = (("Põhiülesanded", "Oodatavad tulemused"),) if heading else ()
    rows = [(f"3.{number} {DUTY}", OUTCOMES) for number in range(1, count + 1)]
    return Table(table(*head, *rows).rows, heading_rows=int(heading), bordered=bordered)


class TestTables:
    @WRITERS
    @BORDERS
    def test_side_by_side_headers(self, tmp_path: Path, write: Writer, bordered: bool) -> None:
        title = [
            ("1.1 Ametinimetus", "1.2 Struktuuriüksus"),
            ("Nõunik (metsandus)", "Loodushoiu osakond, metsatalituse väljaspool Tallinna asuv töörühm"),
        ]
        people = [
            ("1.3 Vahetu juht", "1.4 Kes asendab", "1.5 Keda asendab"),
            ("Talituse juhataja", "Jurist või spetsialist (metsandus)", "Juristi, talituse juhatajat"),
        ]
        page: Page = (
            Paragraph("AMETIJUHEND", heading=True),
            table(*title, bordered=bordered),
            table(*people, bordered=bordered),
            Paragraph("2. AMETIKOHA EESMÄRK"),
        )
        found = documents.load(write(page, tmp_path / "a.pdf")).blocks
        assert tables(found) == [
            {(row, column): text for row, held in enumerate(rows) for column, text in enumerate(held)}
            for rows in (title, people)
        ]
        assert texts(found) == ["AMETIJUHEND", "2. AMETIKOHA EESMÄRK"]

    @WRITERS
    @BORDERS
    def test_labels_beside_values(self, tmp_path: Path, write: Writer, bordered: bool) -> None:
        rows = [
            ("Struktuuriüksus", "Loodushoiu osakond, metsatalitus"),
            ("Teenistuskoht", "nõunik (metsandus)"),
            ("Vahetu juht", "talituse juhataja"),
            ("Teenistuja asendab", "Juristi, kellel on õigus esindada asutust kohtus, ja talituse juhatajat"),
            ("Teenistuja asendaja", "Jurist"),
        ]
        found = documents.load(write((table(*rows, bordered=bordered),), tmp_path / "a.pdf")).blocks
        expected = {(row, c): text for row, held in enumerate(rows) for c, text in enumerate(held)}
        assert tables(found) == [expected]

    @WRITERS
    @BORDERS
    @pytest.mark.parametrize("heading", [True, False])
    def test_a_table_goes_on_over_pages(
        self, tmp_path: Path, write: Writer, bordered: bool, heading: bool
    ) -> None:
        page: Page = (
            Paragraph("3. TEENISTUSÜLESANDED"),
            duties(14, bordered=bordered, heading=heading),
            Paragraph("4. ÕIGUSED"),
            Paragraph("saada koolitust;", bullet=True),
        )
        path = write(page, tmp_path / "a.pdf", header="Metsanurga Amet")
        found = documents.load(path).blocks
        expected = {}
        if heading:
            expected = {(0, 0): "Põhiülesanded", (0, 1): "Oodatavad tulemused"}
        for number in range(14):
            expected[number + heading, 0] = f"3.{number + 1} {DUTY}"
            expected[number + heading, 1] = " ".join(OUTCOMES)
        assert tables(found) == [expected]
        kept = " ".join(texts(found))
        assert kept == "3. TEENISTUSÜLESANDED 4. ÕIGUSED • saada koolitust;"
        numbers = [line.number for block in found for line in block.lines]
        assert numbers == list(range(1, len(numbers) + 1))

    def test_a_row_split_below_a_repeated_heading(self) -> None:
        head = ((72, 760, "Ülesanded"), (300, 760, "Tulemused"))
        content = drawn(
            lines(
                (72, 152, "Ülesanded"),
                (300, 152, "Tulemused"),
                (72, 132, "3.1 Andmete korrastamine"),
                (300, 132, "• Andmed on"),
                (300, 120, "avaldatud."),
                (72, 100, "3.2 Välitööde kavandamine ja"),
                (300, 100, "• Kava on"),
            ),
            lines(*head, (300, 740, "koostatud."), (300, 728, "• Kava järgitakse."), (72, 740, "juhtimine.")),
            lines(
                *head, (300, 740, "• Kulud on teada."), (72, 700, "3.3 Aruandlus"), (300, 700, "• Esitatud.")
            ),
        )
        assert tables(read(content)) == [
            {
                (0, 0): "Ülesanded",
                (0, 1): "Tulemused",
                (1, 0): "3.1 Andmete korrastamine",
                (1, 1): "• Andmed on avaldatud.",
                (2, 0): "3.2 Välitööde kavandamine ja juhtimine.",
                (2, 1): "• Kava on koostatud. • Kava järgitakse. • Kulud on teada.",
                (3, 0): "3.3 Aruandlus",
                (3, 1): "• Esitatud.",
            }
        ]

    def test_merged_cells_come_once(self) -> None:
        def draw(canvas: Canvas) -> None:
            canvas.grid([72, 222, 372, 522], [700, 720, 740, 760])
            canvas.setFillColorRGB(1, 1, 1)
            canvas.rect(73, 741, 448, 18, stroke=0, fill=1)
            canvas.setFillColorRGB(0, 0, 0)
            lines((76, 725, "a"), (226, 725, "b"), (376, 725, "c"), (76, 705, "d"), (226, 705, "e"))(canvas)

        def over(canvas: Canvas) -> None:
            for y in (700, 720, 740, 760):
                canvas.line(72, y, 522, y)
            for x in (72, 522):
                canvas.line(x, 700, x, 760)
            canvas.line(222, 700, 222, 740)
            canvas.line(372, 700, 372, 720)
            lines((76, 745, "üle kõigi kolme veeru"), (76, 725, "d"), (226, 725, "üle kahe"))(canvas)
            lines((76, 705, "g"), (226, 705, "h"), (376, 705, "i"))(canvas)

        assert tables(read(drawn(draw))) == [
            {(0, 0): "a", (0, 1): "b", (0, 2): "c", (1, 0): "d", (1, 1): "e"}
        ]
        assert tables(read(drawn(over))) == [
            {
                (0, 0): "üle kõigi kolme veeru",
                (1, 0): "d",
                (1, 1): "üle kahe",
                (2, 0): "g",
                (2, 1): "h",
                (2, 2): "i",
            }
        ]
        assert sizes(read(drawn(over))) == {"üle kõigi kolme veeru": (1, 3), "üle kahe": (1, 2)}

    @WRITERS
    def test_what_a_merged_cell_covers(self, tmp_path: Path, write: Writer) -> None:
        made = table(
            ("pealkiri", "", ""),
            ("a", "b", "c"),
            ("", "", "d"),
            ("", "e", "f"),
            merged=((0, 0, 1, 3), (1, 0, 3, 1), (1, 1, 2, 1)),
        )
        found = documents.load(write((made,), tmp_path / "a.pdf")).blocks
        assert sizes(found) == {"pealkiri": (1, 3), "a": (3, 1), "b": (2, 1)}

    @pytest.mark.parametrize("rest", ["", "ning kaitstud."])
    def test_a_merged_cell_goes_on_over_pages(self, rest: str) -> None:
        """What is merged is ruled off at the end of the page and goes on, empty or not, on the next."""

        def grid(canvas: Canvas, rows: int, top: float, *merged: tuple[int, int, int]) -> None:
            """Draw rows of three cells; ``merged``: column, first and last row of a cell."""
            left, right = 72, 522
            for x in (left, 222, 372, right):
                canvas.line(x, top, x, top - 20 * rows)
            for row in range(rows + 1):
                for column, (begin, end) in enumerate(((left, 222), (222, 372), (372, right))):
                    if not any(at == column and first < row <= last for at, first, last in merged):
                        canvas.line(begin, top - 20 * row, end, top - 20 * row)

        def first(canvas: Canvas) -> None:
            grid(canvas, 3, 160, (0, 1, 2), (2, 1, 2))
            lines((76, 145, "Valdkond"), (226, 145, "Ülesanded"), (376, 145, "Tulemused"))(canvas)
            lines((76, 125, "Õigus"), (226, 125, "3.1 Lepingud"), (376, 125, "Andmed on avaldatud"))(canvas)
            lines((226, 105, "3.2 Eelnõud"))(canvas)

        def second(canvas: Canvas) -> None:
            grid(canvas, 4, 780, (2, 1, 2))
            lines((76, 765, "Valdkond"), (226, 765, "Ülesanded"), (376, 765, "Tulemused"))(canvas)
            lines((226, 745, "3.3 Esindamine"), (376, 745, rest))(canvas)
            lines((76, 725, "Muu"), (226, 725, "3.4 Nõustamine"))(canvas)
            lines((226, 705, "3.5 Aruandlus"), (376, 705, "Aruanded on esitatud"))(canvas)

        outcome = f"Andmed on avaldatud {rest}".strip()
        found = read(drawn(first, second))
        assert tables(found) == [
            {
                (0, 0): "Valdkond", (0, 1): "Ülesanded", (0, 2): "Tulemused",
                (1, 0): "Õigus", (1, 1): "3.1 Lepingud", (1, 2): outcome,
                (2, 1): "3.2 Eelnõud",
                (3, 1): "3.3 Esindamine",
                (4, 0): "Muu", (4, 1): "3.4 Nõustamine",
                (5, 1): "3.5 Aruandlus", (5, 2): "Aruanded on esitatud",
            }
        ]  # fmt: skip
        assert sizes(found) == {"Õigus": (3, 1), outcome: (4, 1)}

    def test_borders_drawn_as_thin_areas_and_only_inside(self) -> None:
        def draw(canvas: Canvas) -> None:
            canvas.rect(72, 719.5, 450, 0.5, stroke=0, fill=1)
            canvas.rect(299.5, 700, 0.5, 40, stroke=0, fill=1)
            lines((76, 725, "a"), (305, 725, "b"), (76, 705, "c"), (305, 705, "d"))(canvas)

        assert tables(read(drawn(draw))) == [{(0, 0): "a", (0, 1): "b", (1, 0): "c", (1, 1): "d"}]

    def test_a_frame_and_underlined_words_are_no_table(self) -> None:
        def draw(canvas: Canvas) -> None:
            canvas.rect(30, 30, 535, 780)
            canvas.line(72, 698, 200, 698)
            lines((72, 700, "Ametijuhend"), (72, 680, "Vahetu juht: jurist"))(canvas)

        assert read(drawn(draw)) == read(
            drawn(lines((72, 700, "Ametijuhend"), (72, 680, "Vahetu juht: jurist")))
        )
        assert tables(read(drawn(draw))) == []

    def test_text_with_stretched_blanks_is_no_table(self) -> None:
        content = drawn(
            lines(
                (72, 700, "Ametniku  kohus  on    tagada  andmete  kättesaadavus  ja  õigsus  kogu  riigis"),
                (72, 688, "ning anda selleks vajalikke juhiseid nii suuliselt kui ka kirjalikult kõigile"),
                (72, 676, "asjaosalistele."),
            )
        )
        assert tables(read(content)) == []
        assert len(read(content)) == 1


class TestText:
    def test_lines_and_paragraphs(self) -> None:
        content = drawn(
            lines(
                (72, 700, "KINNITATUD"),
                (72, 670, "Nõunik teeb koostööd kooli-"),
                (72, 658, "dega üle riigi."),
            )
        )
        found = read(content)
        assert [[line.text for line in block.lines] for block in found] == [
            ["KINNITATUD"],
            ["Nõunik teeb koostööd kooli-", "dega üle riigi."],
        ]

    def test_running_lines_and_page_numbers_are_left_out(self) -> None:
        def page(number: int) -> Draw:
            return lines(
                (72, 810, "Metsanurga Amet"),
                (450, 810, f"Leht {number} (3)"),
                (72, 600 + number, f"Sisu {number} algab siit."),
                (72, 580, "2025"),
                (290, 30, f"- {number} -"),
            )

        found = texts(read(drawn(page(1), page(2), page(3))))
        assert " ".join(found) == "Sisu 1 algab siit. 2025 Sisu 2 algab siit. 2025 Sisu 3 algab siit. 2025"

    def test_items_at_the_same_place_of_several_pages_are_kept(self) -> None:
        found = texts(
            read(drawn(*(lines((72, 100, f"3.{number} Andmete hoidmine")) for number in (5, 13, 21))))
        )
        assert found == ["3.5 Andmete hoidmine", "3.13 Andmete hoidmine", "3.21 Andmete hoidmine"]

    def test_one_page_keeps_its_head_but_not_its_number(self) -> None:
        content = drawn(lines((72, 810, "Metsanurga Amet"), (72, 600, "Sisu"), (290, 30, "1")))
        assert texts(read(content)) == ["Metsanurga Amet", "Sisu"]

    def test_a_sentence_goes_on_over_pages(self) -> None:
        found = texts(
            read(drawn(lines((72, 100, "Nõunik teeb koostööd")), lines((72, 760, "kõigi koolidega."))))
        )
        assert found == ["Nõunik teeb koostööd kõigi koolidega."]

    @pytest.mark.parametrize("turns", [90, 180, 270])
    def test_turned_pages(self, turns: int) -> None:
        def draw(canvas: Canvas) -> None:
            canvas.setPageRotation(turns)
            canvas.translate(297, 421)
            canvas.rotate(turns)
            canvas.translate(-297, -421)
            canvas.grid([72, 222, 372], [500, 520, 540])
            lines((76, 525, "Amet"), (226, 525, "Üksus"), (76, 505, "Jurist"), (226, 505, "Osakond"))(canvas)
            lines((72, 480, "Lõpp"))(canvas)

        found = read(drawn(draw))
        assert tables(found) == [{(0, 0): "Amet", (0, 1): "Üksus", (1, 0): "Jurist", (1, 1): "Osakond"}]
        assert texts(found) == ["Lõpp"]

    def test_a_note_along_the_margin_comes_last_and_a_watermark_not_at_all(self) -> None:
        def draw(canvas: Canvas) -> None:
            canvas.saveState()
            canvas.rotate(90)
            canvas.drawString(300, -40, "Allkirjastatud digitaalselt")
            canvas.restoreState()
            canvas.saveState()
            canvas.rotate(45)
            canvas.drawString(400, 100, "KAVAND")
            canvas.restoreState()
            lines((72, 700, "Nõunik teeb koostööd"), (72, 688, "kõigi koolidega."))(canvas)

        assert texts(read(drawn(draw))) == [
            "Nõunik teeb koostööd kõigi koolidega.",
            "Allkirjastatud digitaalselt",
        ]

    def test_letters_drawn_twice_count_once(self) -> None:
        def whole(canvas: Canvas) -> None:
            lines((72, 700, "Koosseisu nõunik"), (72.3, 700, "Koosseisu nõunik"))(canvas)

        def by_letter(canvas: Canvas) -> None:
            x = 72.0
            for letter in "Koosseisu":
                lines((x, 700, letter), (x + 0.3, 700, letter))(canvas)
                x += pdfmetrics.stringWidth(letter, "Vera", 10)

        assert texts(read(drawn(whole))) == ["Koosseisu nõunik"]
        assert texts(read(drawn(by_letter))) == ["Koosseisu"]

    def test_blanks_from_gaps_and_wide_set_words(self) -> None:
        def draw(canvas: Canvas) -> None:
            x = 72.0
            for word in ("Nõunik", "teeb", "tööd"):
                canvas.drawString(x, 700, word)
                x += pdfmetrics.stringWidth(word, "Vera", 10) + 2.5
            text = canvas.beginText(72, 600)
            text.setCharSpace(4)
            text.textLine("AMETIJUHEND")
            canvas.drawText(text)
            lines((72, 500, "K Ä S K K I R I"))(canvas)

        assert texts(read(drawn(draw))) == ["Nõunik teeb tööd", "AMETIJUHEND", "KÄSKKIRI"]

    def test_letters_that_are_no_letters(self) -> None:
        content = drawn(
            lines((72, 700, "ﬁnants ja õigus"), (72, 688, "• üks"), (72, 676, "· kaks"), (72, 664, "– kolm"))
        )
        assert [line.text for block in read(content) for line in block.lines] == [
            "finants ja õigus",
            "• üks",
            "· kaks",
            "– kolm",
        ]

    def test_invisible_text_counts(self) -> None:
        def draw(canvas: Canvas) -> None:
            canvas.drawImage(picture(), 0, 0, *A4)
            text = canvas.beginText(72, 700)
            text.setTextRenderMode(3)
            text.textLine("Nõunik, kelle juhend on skaneeritud")
            canvas.drawText(text)

        content = drawn(draw)
        assert texts(read(content)) == ["Nõunik, kelle juhend on skaneeritud"]
        assert pdf.scanned_pages(content) == ()


def as_it_should_be(page: Page) -> Document:
    """Return the blocks that a format which tells cells and paragraphs apart would give."""
    held: list[Block] = []
    count = number = 0
    for item in page:
        if isinstance(item, Paragraph):
            held.append(Block((Line(f"• {item.text}" if item.bullet else item.text, number := number + 1),)))
            continue
        for row, cells in enumerate(item.rows):
            for column, parts in enumerate(cells):
                shown = [f"• {part.text}" if part.bullet else part.text for part in parts if part.text]
                cell = Cell(count, row, column, *item.size_of(row, column))
                if shown:
                    held.append(Block(tuple(Line(text, number := number + 1) for text in shown), cell))
        count += 1
    return Document("page", "0" * 64, "application/x-page", tuple(held))


def facts(document: Document) -> list[dict[str, Any]]:
    """Return the descriptions as JSON without source and lines."""

    def bare(data: Any) -> Any:
        if isinstance(data, dict):
            return {key: bare(value) for key, value in data.items() if key not in ("line", "lines", "source")}
        return [bare(one) for one in data] if isinstance(data, list) else data

    return [bare(to_json(found)) for found in reading.read(document).descriptions]


SIDE_BY_SIDE = (
    (
        ("1.1 Ametinimetus", "1.2 Struktuuriüksus"),
        ("Nõunik (metsandus)", "Loodushoiu osakond, metsatalitus"),
    ),
    (
        ("1.3 Vahetu juht", "1.4 Kes asendab", "1.5 Keda asendab"),
        ("Talituse juhataja", "Jurist või spetsialist (metsandus)", "Juristi, talituse juhatajat"),
    ),
)
BESIDE = (
    (
        ("Ametinimetus", "Nõunik (metsandus)"),
        ("Struktuuriüksus", "Loodushoiu osakond, metsatalitus"),
        ("Vahetu juht", "Talituse juhataja"),
        ("Kes asendab", "Jurist või spetsialist (metsandus)"),
        ("Keda asendab", "Juristi, talituse juhatajat"),
    ),
)


@WRITERS
@BORDERS
@pytest.mark.parametrize("header", [SIDE_BY_SIDE, BESIDE], ids=["side by side", "beside"])
@pytest.mark.parametrize("size", [9, 11])
def test_a_description_says_the_same_as_without_pages(
    tmp_path: Path, write: Writer, bordered: bool, header: tuple[Any, ...], size: float
) -> None:
    page: Page = (
        Paragraph("KINNITATUD"),
        Paragraph("Metsanurga Ameti peadirektori 03.03.2025 käskkirjaga nr 1-2/7"),
        Paragraph("AMETIJUHEND", heading=True),
        Paragraph("1. ÜLDOSA"),
        *(table(*rows, bordered=bordered) for rows in header),
        Paragraph("2. AMETIKOHA EESMÄRK"),
        Paragraph(
            "Metsade hoidmine ja nende seisundi parandamine kogu riigis koos teistega, et metsad püsiksid."
        ),
        Paragraph("3. TEENISTUSÜLESANDED"),
        duties(14, bordered=bordered),
        Paragraph("4. ÕIGUSED"),
        Paragraph("saada koolitust;", bullet=True),
        Paragraph("teha ettepanekuid töö paremaks korraldamiseks ja kasutada vajalikku teavet;", bullet=True),
        Paragraph("5. NÕUDED"),
        Paragraph("Haridus: kõrgharidus (magister)"),
        Paragraph("Keeleoskus: eesti keel C1 tasemel, inglise keel B2 tasemel"),
    )
    path = write(page, tmp_path / "a.pdf", header="Metsanurga Amet", size=size)
    expected = facts(as_it_should_be(page))
    assert len(expected[0]["duties"]) == 14
    assert facts(documents.load(path)) == expected


def picture() -> ImageReader:
    return ImageReader(Image.new("L", (20, 30), 200))


def scan(canvas: Canvas) -> None:
    canvas.drawImage(picture(), 0, 0, *A4)


def refused(content: bytes) -> UnreadableInput:
    with pytest.raises(UnreadableInput) as caught:
        read(content)
    assert caught.value.where == "a.pdf"
    assert caught.value.remedy is not None
    assert caught.value.message.en != caught.value.message.et
    return caught.value


class TestRefused:
    def test_scans(self) -> None:
        error = refused(drawn(scan, scan, scan))
        assert error.message.en == "pages 1-3 are pictures without text (a scan)"
        assert error.message.et == "leheküljed 1-3 on pildid ilma tekstita (skaneering)"
        assert "OCR" in str(error.remedy)
        assert refused(drawn(scan)).message.en == "page 1 is a picture without text (a scan)"

    def test_scans_among_pages_with_text(self) -> None:
        text = lines((72, 700, "Ametijuhend kehtib alates allkirjastamisest."))
        content = drawn(scan, text, scan, scan)
        assert texts(read(content)) == ["Ametijuhend kehtib alates allkirjastamisest."]
        assert pdf.scanned_pages(content) == (1, 3, 4)

    def test_a_picture_on_a_page_with_text_is_no_scan(self) -> None:
        def draw(canvas: Canvas) -> None:
            canvas.drawImage(picture(), 72, 750, 100, 50)
            lines((72, 700, "Ametijuhend kehtib alates allkirjastamisest."))(canvas)

        assert pdf.scanned_pages(drawn(draw)) == ()

    def test_locked(self) -> None:
        content = drawn(lines((72, 700, "saladus")), encrypt=StandardEncryption("saladus"))
        assert "password" in refused(content).message.en

    def test_a_lock_that_only_forbids_copying_is_no_lock(self) -> None:
        lock = StandardEncryption("", ownerPassword="omanik", canCopy=0)
        assert texts(read(drawn(lines((72, 700, "avalik")), encrypt=lock))) == ["avalik"]

    def test_empty_page(self, tmp_path: Path) -> None:
        path = tmp_path / "a.pdf"
        path.write_bytes(drawn(lines()))
        with pytest.raises(UnreadableInput, match="empty"):
            documents.load(path)

    def test_too_many_pages(self) -> None:
        content = drawn(*(lines((72, 700, "x")) for _ in range(pdf.MAX_PAGES + 1)))
        assert f"{pdf.MAX_PAGES + 1} pages" in refused(content).message.en

    def test_too_many_characters(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pdf, "MAX_CHARACTERS", 100)
        error = refused(drawn(*(lines((72, 700, "Ametijuhend " * 5)) for _ in range(2))))
        assert "more than 100 characters" in error.message.en

    @pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"PK\x03\x04"])
    def test_damaged(self, content: bytes) -> None:
        assert "damaged" in refused(content).message.en


def by_hand(*objects: str) -> bytes:
    """Return a PDF of objects numbered from 1, the first of them the catalogue."""
    body = b"%PDF-1.4\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table_at = len(body)
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    body += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    return body + f"trailer <</Size {len(objects) + 1} /Root 1 0 R>>\nstartxref\n{table_at}\n%%EOF".encode()


def stream(text: str) -> str:
    return f"<</Length {len(text)}>> stream\n{text}\nendstream"


CATALOGUE = "<</Type /Catalog /Pages 2 0 R>>"
FONTS = "<</Font <</F <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>"


def one_page(drawing: str, box: str = "0 0 595 842", *more: str) -> bytes:
    return by_hand(
        CATALOGUE,
        "<</Type /Pages /Kids [3 0 R] /Count 1>>",
        f"<</Type /Page /Parent 2 0 R /MediaBox [{box}] /Resources {FONTS} /Contents 4 0 R>>",
        stream(drawing),
        *more,
    )


class TestHostile:
    def test_text_of_a_page_by_hand(self) -> None:
        assert texts(read(one_page("BT /F 12 Tf 72 700 Td (Amet) Tj ET"))) == ["Amet"]

    def test_broken_table_of_objects_is_mended(self) -> None:
        content = one_page("BT /F 12 Tf 72 700 Td (Amet) Tj ET")
        assert texts(read(re.sub(rb"startxref\n\d+", b"startxref\n999999", content))) == ["Amet"]

    @pytest.mark.parametrize("count", [1, 10, 400, 100_000, 2_000_000_000, -1])
    def test_a_tree_of_pages_that_loops(self, count: int) -> None:
        content = by_hand(CATALOGUE, f"<</Type /Pages /Kids [2 0 R 2 0 R] /Count {count} /Parent 2 0 R>>")
        refused(content)

    @pytest.mark.parametrize("box", ["0 0 1e30 1e30", "0 0 0 0", "-1e9 -1e9 1e9 1e9", "9 9 1 1", "a b c d"])
    def test_boxes_of_any_size(self, box: str) -> None:
        assert texts(read(one_page("BT /F 12 Tf 72 700 Td (Amet) Tj ET", box))) == ["Amet"]

    @pytest.mark.parametrize("place", ["1e38 1e38", "-1e38 0", "0 0"])
    @pytest.mark.parametrize("size", ["0", "1e-30", "1e30", "-12"])
    def test_letters_of_any_size_anywhere(self, place: str, size: str) -> None:
        drawing = f"BT /F {size} Tf {place} Td (Amet) Tj 1e38 0 Td (Amet) Tj ET 0 0 1e38 1e38 re S"
        assert len(read(one_page(drawing))) < 9

    def test_a_form_that_draws_itself(self) -> None:
        content = by_hand(
            CATALOGUE,
            "<</Type /Pages /Kids [3 0 R] /Count 1>>",
            "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            " /Resources <</XObject <</X 5 0 R>>>>>>",
            stream("/X Do"),
            "<</Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</X 5 0 R>>>> /Length 5>>"
            " stream\n/X Do\nendstream",
        )
        assert read(content) == ()

    def test_thousands_of_lines_are_a_drawing(self) -> None:
        grid = "".join(f"{n} 0 m {n} 900 l S 0 {n} m 900 {n} l S\n" for n in range(0, 5000, 8))
        content = one_page(grid + "BT /F 12 Tf 72 700 Td (Amet) Tj ET")
        assert texts(read(content)) == ["Amet"]

    def test_many_words_in_one_place(self) -> None:
        words = "".join(f"1 0 0 1 72 {700 - n % 3} Tm (Amet{n % 7}) Tj\n" for n in range(20_000))
        assert read(one_page(f"BT /F 12 Tf {words} ET"))

    def test_long_document(self) -> None:
        page = lines(*((72, 800 - 7 * n, f"Rida {n} on siin") for n in range(100)))
        found = read(drawn(*(page for _ in range(100)), size=6))
        assert sum(len(block.lines) for block in found) > 9_000


SOUND = drawn(
    lambda canvas: canvas.grid([72, 222, 372], [500, 520, 540]),
    lines((76, 525, "Amet"), (226, 525, "Üksus"), (76, 505, "Jurist"), (226, 505, "Osakond")),
)


def survives(content: bytes) -> None:
    try:
        found = read(content)
    except UnreadableInput:
        return
    assert all(line.text for block in found for line in block.lines)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_are_read_or_refused(content: bytes, announced: bool) -> None:
    survives(b"%PDF-1.4\n" + content if announced else content)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(SOUND)))
def test_a_truncated_file_is_read_or_refused(end: int) -> None:
    survives(SOUND[:end])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(SOUND) - 1), st.integers(0, 255)), min_size=1, max_size=20))
def test_a_file_with_wrong_bytes_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    content = bytearray(SOUND)
    for place, value in changes:
        content[place] = value
    survives(bytes(content))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 600), st.integers(0, 850), st.text("aÕõ3.1•-o \u00ad(,", max_size=12)),
        max_size=25,
    )
)
def test_words_anywhere_are_read_once_each(rows: list[tuple[int, int, str]]) -> None:
    """Nothing gets lost that is not a page number or stands on the same place twice, and numbers of lines count up."""
    found = read(drawn(lines(*rows)))
    numbers = [line.number for block in found for line in block.lines]
    assert numbers == list(range(1, len(numbers) + 1))
    drawn_letters = sum(text.count("a") for _, _, text in rows)
    assert sum(block.text.count("a") for block in found) <= drawn_letters
    cells = [block.cell for block in found if block.cell]
    assert len(cells) == len(set(cells))


@WRITERS
def test_the_same_bytes_give_the_same_blocks(tmp_path: Path, write: Writer) -> None:
    path = write((duties(5, bordered=True),), tmp_path / "a.pdf")
    assert read(path.read_bytes()) == read(path.read_bytes())
    assert documents.load(path).media_type == "application/pdf"
