"""DOCX: what the reader of the page sees, from files as Word writes them; and files meant to do harm."""

from __future__ import annotations

import contextlib
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ajgraph import documents
from ajgraph.blocks import Block
from ajgraph.documents import docx
from ajgraph.errors import UnreadableInput
from tests import hostile, made_docx
from tests.helpers import merged
from tests.made_descriptions import PAGES, facts_of_file, facts_of_text
from tests.made_docx import abstract, docx_of, item, num, p, r, tbl, tc, zipped

PLAIN = docx_of(p("Nõunik") + p("Žürii"))
OUTLINE = abstract(
    1, ("decimal", "%1."), ("decimal", "%1.%2."), ("lowerLetter", "%3)"), ("bullet", "\uf0b7")
) + num(1, 1)


def read(content: bytes) -> tuple[Block, ...]:
    return docx.blocks(content, "a.docx")


def texts(found: Iterable[Block]) -> list[str]:
    return [block.text for block in found if block.cell is None]


def body(xml: str, numbering: str = "", styles: str = "") -> list[str]:
    return texts(read(docx_of(xml, numbering=numbering, styles=styles)))


def cells(xml: str) -> dict[tuple[int, int, int], str]:
    found = [block for block in read(docx_of(xml)) if block.cell is not None]
    held = {(one.cell.table, one.cell.row, one.cell.column): one.text for one in found if one.cell}
    assert len(held) == len(found), "two blocks for one cell"
    return held


def refused(content: bytes) -> UnreadableInput:
    with pytest.raises(UnreadableInput) as caught:
        read(content)
    assert caught.value.where == "a.docx"
    assert caught.value.remedy is not None
    assert caught.value.message.et != caught.value.message.en
    return caught.value


class TestParagraphs:
    def test_lines_count_over_the_document(self) -> None:
        xml = p("üks") + p("") + p("  ") + tbl(tc(p("kaks") + p("kolm")) + tc("neli")) + p("viis")
        found = read(docx_of(xml))
        assert [(line.text, line.number) for block in found for line in block.lines] == [
            ("üks", 1),
            ("kaks", 2),
            ("kolm", 3),
            ("neli", 4),
            ("viis", 5),
        ]
        assert [len(block.lines) for block in found] == [1, 2, 1, 1]

    def test_breaks_and_tabs(self) -> None:
        xml = "<w:p><w:r><w:t>Vahetu</w:t><w:tab/><w:t>juht</w:t><w:br/><w:t>nõunik</w:t><w:cr/></w:r></w:p>"
        assert [line.text for line in read(docx_of(xml))[0].lines] == ["Vahetu\tjuht", "nõunik"]

    def test_blanks_count_only_where_the_file_keeps_them(self) -> None:
        xml = '<w:p><w:r><w:t xml:space="preserve">õigus </w:t><w:t>  ja </w:t><w:t> kohus</w:t></w:r></w:p>'
        assert body(xml) == ["õigus jakohus"]

    def test_characters_that_only_a_program_needs(self) -> None:
        xml = (
            "<w:p><w:r><w:t>era\u00adsektori</w:t><w:softHyphen/><w:t xml:space='preserve'> e</w:t><w:noBreakHyphen/>"
            "<w:t>kiri\u00a0nr\u200b 2</w:t><w:sym w:font='Wingdings' w:char='F0FE'/><w:sym w:char='zz'/></w:r></w:p>"
        )
        assert body(xml) == ["erasektori e-kiri nr 2\uf0fe"]

    def test_links_and_fields(self) -> None:
        xml = (
            f'<w:p><w:hyperlink r:id="rId9">{r("riigiteataja.ee")}</w:hyperlink>'
            f'<w:fldSimple w:instr=" TITLE ">{r(" Nõuniku")}</w:fldSimple>'
            f"{_field(' REF a ', ' juhend')}{_field('PAGE', '7')}</w:p>"
        )
        assert body(xml) == ["riigiteataja.ee Nõuniku juhend"]

    def test_a_field_in_the_instruction_of_another_is_not_shown(self) -> None:
        inner = _field(" MERGEFIELD x ", "peidus")
        xml = (
            f"<w:p>{_mark('begin')}<w:r><w:instrText> IF </w:instrText></w:r>{inner}{_mark('separate')}"
            f"{r('näha')}{_mark('end')}{r(' lõpp')}</w:p>"
        )
        assert body(xml) == ["näha lõpp"]

    def test_a_field_never_closed_harms_no_other_paragraph(self) -> None:
        xml = f"<w:p>{_mark('begin')}{r('peidus')}</w:p>" + p("näha")
        assert body(xml) == ["näha"]

    def test_the_choice_of_an_old_drop_down_list(self) -> None:
        xml = (
            '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
            '<w:listEntry w:val="jah"/><w:listEntry w:val="ei"/></w:ddList></w:ffData></w:fldChar></w:r>'
            f"<w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r>{_mark('end')}</w:p>"
        )
        assert body(xml) == ["ei"]

    def test_hidden_text_is_out_also_by_style(self) -> None:
        styles = (
            '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
            '<w:style w:type="paragraph" w:styleId="HP"><w:rPr><w:vanish/></w:rPr></w:style>'
            '<w:style w:type="paragraph" w:styleId="HQ"><w:basedOn w:val="HP"/></w:style>'
        )
        by_style, shown = '<w:rStyle w:val="H"/>', '<w:vanish w:val="0"/>'
        runs = r("näha") + r("peidus", "<w:vanish/>") + r("peidus", by_style) + r(" ka", shown)
        xml = f"<w:p>{runs}</w:p>" + p("peidus", '<w:pStyle w:val="HQ"/>')
        assert body(xml, styles=styles) == ["näha ka"]

    def test_notes_and_comments_are_out(self) -> None:
        marks = '<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:commentReference w:id="1"/></w:r>'
        found = hostile.replaced(
            docx_of(f"<w:p>{r('tekst')}{marks}</w:p>"),
            {
                name: f"<w:{name[5:-4]} {made_docx.NAMES}>{p('väljas')}</w:{name[5:-4]}>"
                for name in ("word/footnotes.xml", "word/comments.xml", "word/endnotes.xml")
            },
        )
        assert texts(read(found)) == ["tekst"]

    def test_text_boxes_come_once_before_their_paragraph(self) -> None:
        box = f"<w:txbxContent>{p('kast')}{tbl(tc('üks') + tc('kaks'))}</w:txbxContent>"
        xml = (
            f"<w:p>{r('tekst')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>{box}"
            f"</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
            "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )
        assert [(block.text, block.cell is not None) for block in read(docx_of(xml))] == [
            ("kast", False),
            ("üks", True),
            ("kaks", True),
            ("tekst", False),
        ]

    def test_content_controls(self) -> None:
        def control(content: str, properties: str = "") -> str:
            return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"

        gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
        xml = (
            control(p("Nõunik") + control(p("metsandus")))
            + f"<w:p>{r('Juht: ')}{control(r('direktor'))}{control(r('Vali kuupäev'), '<w:showingPlcHdr/>')}</w:p>"
            + control(p("Sisukord"), gallery)
            + tbl(control(tc("a")) + tc(control(p("b"))))
        )
        found = read(docx_of(xml))
        assert texts(found) == ["Nõunik", "metsandus", "Juht: direktor"]
        assert [block.text for block in found if block.cell] == ["a", "b"]

    def test_a_table_of_contents_is_out_by_its_styles(self) -> None:
        styles = '<w:style w:type="paragraph" w:styleId="SK1"><w:name w:val="toc 1"/></w:style>'
        xml = p("1. Üldosa\t2", '<w:pStyle w:val="SK1"/>') + p("1. Üldosa")
        assert body(xml, styles=styles) == ["1. Üldosa"]


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _field(instruction: str, result: str) -> str:
    code = f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
    return f"{_mark('begin')}{code}{_mark('separate')}{r(result)}{_mark('end')}"


class TestTrackedChanges:
    def test_insertions_are_in_deletions_are_out(self) -> None:
        xml = (
            f"<w:p>{r('Juht: ')}<w:del><w:r><w:delText>nõunik</w:delText></w:r></w:del><w:ins>{r('direktor')}</w:ins>"
            f"<w:moveFrom>{r('ära')}</w:moveFrom><w:moveTo>{r(' siia')}</w:moveTo>"
            f"<w:ins><w:del>{r('lisatud ja kustutatud')}</w:del></w:ins></w:p>"
        )
        assert body(xml) == ["Juht: direktor siia"]

    def test_a_deleted_end_joins_paragraphs(self) -> None:
        deleted = "<w:rPr><w:del w:id='1'/></w:rPr>"
        xml = p("Kes ", deleted) + p("asendab", deleted) + p(": jurist") + p("Lõpp", deleted)
        assert body(xml) == ["Kes asendab: jurist", "Lõpp"]

    def test_a_deleted_item_takes_no_number(self) -> None:
        properties = (
            '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr>'
        )
        gone = f"<w:p><w:pPr>{properties}</w:pPr><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>"
        assert body(item("a") + gone + item("b"), OUTLINE) == ["1. a", "2. b"]

    def test_deleted_rows_and_cells(self) -> None:
        gone = f"<w:trPr><w:del w:id='1'/></w:trPr>{tc('x')}"
        xml = tbl(tc("a") + tc("b"), gone, tc("c") + tc("d", "<w:cellDel w:id='2'/>"))
        assert cells(xml) == {(0, 0, 0): "a", (0, 0, 1): "b", (0, 1, 0): "c"}

    def test_what_a_format_was_before_does_not_count(self) -> None:
        old = '<w:pPrChange><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'
        assert body(p("a", old), OUTLINE) == ["a"]


class TestNumbers:
    def test_levels_and_where_they_start_again(self) -> None:
        xml = "".join(
            item(text, level)
            for text, level in (
                ("a", 0),
                ("b", 1),
                ("c", 1),
                ("d", 2),
                ("e", 0),
                ("f", 1),
                ("g", 3),
                ("h", 2),
            )
        )
        assert body(xml, OUTLINE) == ["1. a", "1.1. b", "1.2. c", "a) d", "2. e", "2.1. f", "• g", "a) h"]

    @pytest.mark.parametrize(
        ("kind", "shown"),
        [
            ("upperRoman", ["I", "II", "III", "IV"]),
            ("lowerRoman", ["i", "ii", "iii", "iv"]),
            ("upperLetter", ["A", "B", "C", "D"]),
            ("decimalZero", ["01", "02", "03", "04"]),
            ("ordinal", ["1", "2", "3", "4"]),
        ],
    )
    def test_kinds(self, kind: str, shown: list[str]) -> None:
        numbering = abstract(1, (kind, "%1)")) + num(1, 1)
        assert body("".join(item("x") for _ in shown), numbering) == [f"{one}) x" for one in shown]

    def test_words_around_numbers_and_levels_without_any(self) -> None:
        numbering = abstract(1, ("decimal", "Lisa %1."), ("none", ""), ("none", "§")) + num(1, 1)
        assert body(item("a") + item("b", 1) + item("c", 2), numbering) == ["Lisa 1. a", "b", "§ c"]

    def test_figures_only(self) -> None:
        numbering = abstract(1, ("upperRoman", "%1."), ("decimal", "%1.%2.", "<w:isLgl/>")) + num(1, 1)
        assert body(item("a") + item("b") + item("c", 1), numbering) == ["I. a", "II. b", "2.1. c"]

    def test_a_start_of_its_own(self) -> None:
        numbering = abstract(1, ("decimal", "%1.", '<w:start w:val="4"/>')) + num(1, 1)
        assert body(item("a") + item("b"), numbering) == ["4. a", "5. b"]

    def test_a_level_that_never_starts_again(self) -> None:
        never = '<w:lvlRestart w:val="0"/>'
        numbering = abstract(1, ("decimal", "%1."), ("decimal", "(%2)", never)) + num(1, 1)
        assert body(item("a") + item("b", 1) + item("c") + item("d", 1), numbering) == [
            "1. a",
            "(1) b",
            "2. c",
            "(2) d",
        ]

    def test_lists_of_one_outline_count_on_unless_one_starts_anew(self) -> None:
        anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        numbering = abstract(1, ("decimal", "%1.")) + num(1, 1) + num(2, 1) + num(3, 1, anew)
        xml = item("a") + item("b", number=2) + item("c", number=3) + item("d", number=3) + item("e")
        assert body(xml, numbering) == ["1. a", "2. b", "1. c", "2. d", "3. e"]

    def test_a_list_that_changes_a_level(self) -> None:
        other = (
            '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
            '<w:lvlText w:val="%1)"/></w:lvl></w:lvlOverride>'
        )
        numbering = abstract(1, ("decimal", "%1.")) + num(1, 1, other)
        assert body(item("a"), numbering) == ["a) a"]

    def test_numbers_by_style_and_by_the_style_it_is_based_on(self) -> None:
        styles = (
            '<w:style w:type="paragraph" w:styleId="P1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
            '<w:style w:type="paragraph" w:styleId="P2"><w:basedOn w:val="P1"/><w:pPr><w:numPr><w:ilvl w:val="1"/>'
            "</w:numPr></w:pPr></w:style>"
            '<w:style w:type="paragraph" w:styleId="P3"><w:basedOn w:val="P2"/></w:style>'
        )
        numbering = abstract(
            1, ("decimal", "%1.", '<w:pStyle w:val="P1"/>'), ("decimal", "%1.%2.", '<w:pStyle w:val="P2"/>')
        ) + num(1, 1)
        xml = "".join(p(style, f'<w:pStyle w:val="{style}"/>') for style in ("P1", "P2", "P3"))
        off = p("ilma", '<w:pStyle w:val="P1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        assert body(xml + off, numbering, styles) == ["1. P1", "1.1. P2", "1.2. P3", "ilma"]

    def test_a_list_style_that_another_list_holds(self) -> None:
        numbering = (
            abstract(1, ("decimal", "%1)"), more='<w:styleLink w:val="L"/>')
            + abstract(2, more='<w:numStyleLink w:val="L"/>')
            + num(1, 1)
            + num(2, 2)
        )
        styles = (
            '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
            "</w:style>"
        )
        assert body(item("a", number=2), numbering, styles) == ["1) a"]

    def test_a_column_of_numbers_alone(self) -> None:
        number = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
        xml = tbl(*(tc(number) + tc(text) for text in ("a", "b")))
        found = read(docx_of(xml, numbering=OUTLINE))
        assert [block.text for block in found] == ["1.", "a", "2.", "b"]

    def test_lists_that_are_not_there(self) -> None:
        assert body(item("a", number=7) + item("b", level=99)) == ["a", "b"]


class TestTables:
    def test_merged_cells_stand_once(self) -> None:
        below, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
        xml = tbl(
            tc("pealkiri", '<w:gridSpan w:val="3"/>'),
            tc("a", below) + tc("b") + tc("c"),
            tc("", on) + tc("d", '<w:gridSpan w:val="2"/>'),
            tc("e") + tc("f") + tc("g"),
        )
        assert cells(xml) == {
            (0, 0, 0): "pealkiri",
            (0, 1, 0): "a",
            (0, 1, 1): "b",
            (0, 1, 2): "c",
            (0, 2, 1): "d",
            (0, 3, 0): "e",
            (0, 3, 1): "f",
            (0, 3, 2): "g",
        }
        assert merged(read(docx_of(xml))) == {"pealkiri": (1, 3), "a": (2, 1), "d": (1, 2)}

    def test_what_a_merged_cell_covers(self) -> None:
        below, on = '<w:vMerge w:val="restart"/>', '<w:vMerge w:val="continue"/>'
        wide = '<w:gridSpan w:val="2"/>'
        deleted = '<w:trPr><w:del w:id="1"/></w:trPr>'
        xml = tbl(
            tc("a", below) + tc("b", '<w:hMerge w:val="restart"/>') + tc("", '<w:hMerge w:val="continue"/>'),
            deleted + tc("", on) + tc("kustutatud", wide),
            tc("", on) + tc("c", wide + below),
            tc("d") + tc("", wide + on),
            tc("e", on) + tc("f", below) + tc("g"),
            tc("h", below) + tc("", on) + tc("i"),
            widths=(2000, 3000, 4000),
        )
        found = read(docx_of(xml))
        assert merged(found) == {"a": (2, 1), "b": (1, 2), "c": (2, 2), "f": (2, 1)}
        assert [block.text for block in found] == list("abcdefghi")

    def test_a_merged_cell_ends_at_a_row_that_only_frames_a_table(self) -> None:
        below, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
        xml = tbl(
            tc("a", below) + tc("b"), tc("", on) + tc("c"), tc(tbl(tc("d") + tc("e")), ""), tc("f") + tc("g")
        )
        found = read(docx_of(xml))
        assert merged(found) == {"a": (2, 1)}
        assert [(block.text, block.cell.table) for block in found if block.cell] == [
            ("a", 0), ("b", 0), ("c", 0), ("d", 1), ("e", 1), ("f", 2), ("g", 2),
        ]  # fmt: skip

    def test_columns_are_where_cells_begin_though_drawn_by_hand(self) -> None:
        xml = tbl(
            tc("a", '<w:gridSpan w:val="2"/>') + tc("b"),
            tc("c") + tc("d", '<w:gridSpan w:val="2"/>'),
            widths=(3000, 60, 4000),
        )
        assert cells(xml) == {(0, 0, 0): "a", (0, 0, 1): "b", (0, 1, 0): "c", (0, 1, 1): "d"}

    def test_a_row_that_begins_further_right(self) -> None:
        xml = tbl(
            tc("a") + tc("b"), f'<w:trPr><w:gridBefore w:val="1"/></w:trPr>{tc("c")}', widths=(3000, 3000)
        )
        assert cells(xml)[0, 1, 1] == "c"

    def test_a_table_in_a_frame_is_a_table_of_its_own(self) -> None:
        inner = tbl(tc("Vahetu juht") + tc("direktor"))
        assert cells(tbl(tc(p("enne")), tc(inner), tc("pärast"))) == {
            (0, 0, 0): "enne",
            (1, 0, 0): "Vahetu juht",
            (1, 0, 1): "direktor",
            (2, 0, 0): "pärast",
        }

    def test_a_table_beside_a_cell_is_lines_of_its_cell(self) -> None:
        inner = tbl(tc("eesti keel") + tc("C1"), tc("inglise keel") + tc("B2"))
        assert cells(tbl(tc("Keeled") + tc(inner)))[0, 0, 1] == "eesti keel\tC1\ninglise keel\tB2"

    def test_empty_cells_are_no_blocks_but_keep_their_place(self) -> None:
        assert cells(tbl(tc("a") + tc("") + tc("c"))) == {(0, 0, 0): "a", (0, 0, 2): "c"}


class TestHeaders:
    def section(self, *references: str, more: str = "") -> str:
        made = "".join(
            f'<w:headerReference w:type="{kind}" r:id="{name}"/>'
            for kind, _, name in (reference.partition(":") for reference in references)
        )
        return f"<w:sectPr>{made}{more}</w:sectPr>"

    def test_of_headers_and_footers_only_the_letterhead_is_kept(self) -> None:
        header = {"h1": p("Rannaamet") + p("Salajane") + p("lk 1")}
        content = docx_of(p("tekst") + self.section("default:h1"), headers=header)
        assert texts(read(content)) == ["Rannaamet", "tekst"]

    def test_but_for_an_approval_on_the_first_page(self) -> None:
        headers = {"h1": p("Rannaamet"), "h2": p("KINNITATUD") + p("käskkirjaga nr 7")}
        section = self.section("default:h1", "first:h2", more="<w:titlePg/>")
        assert texts(read(docx_of(p("tekst") + section, headers=headers))) == [
            "KINNITATUD",
            "käskkirjaga nr 7",
            "tekst",
        ]
        unused = self.section("default:h1", "first:h2")
        assert texts(read(docx_of(p("tekst") + unused, headers=headers))) == ["Rannaamet", "tekst"]

    def test_each_section_has_its_own_and_the_same_one_comes_once(self) -> None:
        headers = {"h1": p("KINNITATUD a"), "h2": p("KINNITATUD b")}
        xml = (
            f"<w:p><w:pPr>{self.section('default:h1')}</w:pPr>{r('esimene')}</w:p>"
            f"<w:p><w:pPr>{self.section('default:h2')}</w:pPr>{r('teine')}</w:p>"
            f"{p('kolmas')}{self.section('default:h1')}"
        )
        assert texts(read(docx_of(xml, headers=headers))) == [
            "KINNITATUD a",
            "esimene",
            "KINNITATUD b",
            "teine",
            "kolmas",
        ]

    def test_numbers_of_a_header_do_not_count_in_the_text(self) -> None:
        content = docx_of(
            item("a") + self.section("default:h1"), numbering=OUTLINE, headers={"h1": item("päis")}
        )
        assert texts(read(content)) == ["1. a"]


class TestForms:
    @pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
    def test_the_same_facts_as_the_text(self, tmp_path: Path, page: made_docx.Page) -> None:
        made_docx.write(page, tmp_path / "a.docx")
        expected = facts_of_text(page)
        assert expected[0]["substituted_by"]
        assert facts_of_file(tmp_path / "a.docx") == expected

    def test_the_name_of_the_file_does_not_matter(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(PLAIN)
        document = documents.load(tmp_path / "a.txt")
        assert document.media_type.endswith("wordprocessingml.document")
        assert [block.text for block in document.blocks] == ["Nõunik", "Žürii"]

    def test_the_strict_form(self) -> None:
        strict = hostile.edited(
            docx_of(item("a"), numbering=OUTLINE),
            "word/document.xml",
            lambda text: text.replace(
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                "http://purl.oclc.org/ooxml/wordprocessingml/main",
            ),
        )
        assert texts(read(strict)) == ["1. a"]

    def test_parts_are_found_by_their_relations(self) -> None:
        related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        root = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{related}/officeDocument" Target="/word/document2.xml"/></Relationships>'
        )
        document = f"<w:document {made_docx.NAMES}><w:body>{p('tekst')}</w:body></w:document>"
        assert texts(read(zipped({"_rels/.rels": root, "word/document2.xml": document}))) == ["tekst"]


class TestRefused:
    def test_a_password(self, tmp_path: Path) -> None:
        wrapped = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
        path = tmp_path / "a.docx"
        path.write_bytes(wrapped)
        with pytest.raises(UnreadableInput, match="protected with a password"):
            documents.load(path)
        assert "password" in refused(hostile.encrypted(PLAIN, "word/document.xml")).message.en

    def test_an_archive_without_a_document(self) -> None:
        assert "damaged" in refused(zipped({"word/other.xml": "<a/>"})).message.en

    @pytest.mark.parametrize("cut", [10, 100, 0.5, 0.9])
    def test_a_file_cut_off(self, cut: float) -> None:
        length = int(len(PLAIN) * cut) if cut < 1 else int(cut)
        assert "damaged" in refused(PLAIN[:length]).message.en

    def test_other_compressions_are_not_undone(self) -> None:
        parts = {"word/document.xml": f"<w:document {made_docx.NAMES}/>"}
        for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
            assert "damaged" in refused(zipped(parts, method)).message.en

    def test_an_empty_document_is_said_to_be_empty(self, tmp_path: Path) -> None:
        (tmp_path / "a.docx").write_bytes(docx_of(p(" ")))
        with pytest.raises(UnreadableInput, match="the file is empty"):
            documents.load(tmp_path / "a.docx")


class TestHostile:
    @settings(max_examples=300)
    @given(st.integers(0, len(PLAIN) - 1), st.binary(min_size=1, max_size=12), st.booleans())
    def test_bytes_changed_or_cut(self, at: int, noise: bytes, cut: bool) -> None:
        content = PLAIN[:at] + noise + (b"" if cut else PLAIN[at + len(noise) :])
        with contextlib.suppress(UnreadableInput):
            read(content)

    @settings(max_examples=200)
    @given(
        st.lists(
            st.sampled_from(["<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>x</w:t>", "<w:tbl>", "</w:tbl>"]),
            max_size=40,
        ).map("".join)
    )
    def test_markup_in_any_order(self, xml: str) -> None:
        with contextlib.suppress(UnreadableInput):
            read(docx_of(xml))

    @settings(max_examples=200)
    @given(
        st.recursive(
            st.sampled_from(["<w:t>x</w:t>", "<w:br/>", '<w:fldChar w:fldCharType="begin"/>', "<w:sdt/>"]),
            lambda inside: st.builds(
                lambda tag, parts: f"<w:{tag}>{''.join(parts)}</w:{tag}>",
                st.sampled_from(
                    [
                        "p",
                        "r",
                        "tbl",
                        "tr",
                        "tc",
                        "sdt",
                        "sdtContent",
                        "ins",
                        "del",
                        "pPr",
                        "rPr",
                        "tcPr",
                        "vMerge",
                    ]
                ),
                st.lists(inside, max_size=4),
            ),
            max_leaves=30,
        )
    )
    def test_elements_in_any_place(self, xml: str) -> None:
        read(docx_of(xml))

    @pytest.mark.parametrize(
        "part", ["word/document.xml", "word/numbering.xml", "word/styles.xml", "word/_rels/document.xml.rels"]
    )
    def test_a_bomb_in_a_part(self, part: str) -> None:
        assert "far more than" in refused(hostile.bomb(PLAIN, part, 50 * 1024 * 1024)).message.en
        assert "damaged" in refused(hostile.bomb(PLAIN, part, 1024 * 1024, lies=True)).message.en

    def test_many_parts(self) -> None:
        parts = {f"word/{number}.xml": "<a/>" for number in range(6_000)}
        assert "far more than" in refused(hostile.replaced(PLAIN, parts)).message.en

    def test_many_parts_that_are_each_allowed(self) -> None:
        header = p("x" * 4_000_000)
        names = [f"h{number}" for number in range(20)]
        section = "".join(f'<w:headerReference w:type="default" r:id="{name}"/>' for name in names)
        content = docx_of(p("a") + f"<w:sectPr>{section}</w:sectPr>", headers=dict.fromkeys(names, header))
        assert "far more than" in refused(content).message.en

    def test_markup_beyond_measure(self) -> None:
        assert "far more than" in refused(docx_of("<w:p/>" * 1_600_000)).message.en

    @pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_entities_are_refused_in_every_part(self, part: str, encoding: str) -> None:
        text = f"{hostile.BILLION_LAUGHS}<w:document {made_docx.NAMES}>&l9;</w:document>"
        content = hostile.replaced(PLAIN, {part: text.encode(encoding)})
        assert "damaged" in refused(content).message.en

    @pytest.mark.parametrize("address", ["file:///etc/passwd", "http://127.0.0.1:9/x"])
    def test_nothing_is_fetched(self, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
        tried = hostile.without_network(monkeypatch)
        text = f"{hostile.external(address)}<w:document {made_docx.NAMES}><w:body>&x;</w:body></w:document>"
        refused(hostile.replaced(PLAIN, {"word/document.xml": text}))
        related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        relations = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="h1" Type="{related}/header" Target="{address}" TargetMode="External"/>'
            f'<Relationship Id="s" Type="{related}/styles" Target="{address}"/></Relationships>'
        )
        section = '<w:sectPr><w:headerReference w:type="default" r:id="h1"/></w:sectPr>'
        content = hostile.replaced(docx_of(p("a") + section), {"word/_rels/document.xml.rels": relations})
        assert texts(read(content)) == ["a"]
        assert not tried

    def test_names_that_lead_outside_are_only_names(self) -> None:
        related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        relations = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="s" Type="{related}/styles" Target="../../../../etc/passwd"/></Relationships>'
        )
        parts = {"word/_rels/document.xml.rels": relations, "../../evil.xml": "<a/>"}
        assert texts(read(hostile.replaced(PLAIN, parts))) == ["Nõunik", "Žürii"]

    def test_nesting_beyond_reason(self) -> None:
        xml = "<w:tbl><w:tr><w:tc>" * 2_000 + p("x") + "</w:tc></w:tr></w:tbl>" * 2_000
        assert "damaged" in refused(docx_of(xml)).message.en

    @pytest.mark.parametrize("depth", [10, 60])
    def test_deep_nesting_is_read(self, depth: int) -> None:
        xml = "<w:tbl><w:tr><w:tc>" * depth + p("x") + "</w:tc></w:tr></w:tbl>" * depth
        assert [block.text for block in read(docx_of(xml))] == ["x"]

    def test_styles_that_rest_on_each_other(self) -> None:
        styles = "".join(
            f'<w:style w:type="paragraph" w:styleId="{one}"><w:basedOn w:val="{other}"/></w:style>'
            for one, other in (("A", "B"), ("B", "A"))
        )
        assert body(p("a", '<w:pStyle w:val="A"/>'), styles=styles) == ["a"]

    def test_numbers_of_any_size(self) -> None:
        huge = "9" * 5_000
        numbering = abstract(1, ("decimal", "%1" * 100_000, f'<w:start w:val="{huge}"/>')) + num(1, 1)
        xml = item("a") + tbl(
            f'<w:trPr><w:gridBefore w:val="999999"/></w:trPr>{tc("b", f"<w:gridSpan w:val={chr(34)}{huge}{chr(34)}/>")}'
        )
        found = read(docx_of(xml, numbering=numbering))
        assert all(len(block.text) < 100 for block in found)

    def test_long_files_take_no_more_than_their_length(self) -> None:
        """Each of these took minutes where work grew with the square of the length."""
        count = 10_000
        deleted = "<w:rPr><w:del w:id='1'/></w:rPr>"
        assert len(body("".join(item(f"lõik {number}") for number in range(count)), OUTLINE)) == count
        assert len(body(p("x" * 100, deleted) * count)) == 1
        fields = f"{_mark('begin')}{_mark('separate')}" * count + r("x") * count
        assert body(f"<w:p>{fields}</w:p>") == ["x" * count]
        code = f"<w:r><w:instrText>{'y' * 100}</w:instrText></w:r>" * count
        assert body(f"<w:p>{_mark('begin')}{code}{_mark('end')}{r('z')}</w:p>") == ["z"]
        name = "n" * 2_000_000
        style = (
            f'<w:style w:type="paragraph" w:default="1" w:styleId="{name}"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
            "</w:pPr></w:style>"
        )
        numbering = abstract(1, ("decimal", "%1."), ("decimal", "%2.", f'<w:pStyle w:val="{name}"/>')) + num(
            1, 1
        )
        assert len(body(p("x") * count, numbering, style)) == count
        section = '<w:sectPr><w:headerReference w:type="default" r:id="h1"/></w:sectPr>'
        xml = f"<w:p><w:pPr>{section}</w:pPr>{r('x')}</w:p>" * count
        assert len(read(docx_of(xml, headers={"h1": p("KINNITATUD") * 1_000}))) == count + 1_000
