"""ODT: what the reader of the page sees, from files as LibreOffice writes them; and files meant to do harm."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ajgraph import documents
from ajgraph.blocks import Block
from ajgraph.documents import odt
from ajgraph.errors import UnreadableInput
from tests import hostile, made_odt
from tests.helpers import merged
from tests.made import Page
from tests.made_descriptions import PAGES, facts_of_file, facts_of_text
from tests.made_odt import odt_of, p

PLAIN = odt_of(p("Nõunik") + p("Žürii"))


def read(content: bytes) -> tuple[Block, ...]:
    return odt.blocks(content, "a.odt")


def texts(found: Iterable[Block]) -> list[str]:
    return [block.text for block in found if block.cell is None]


def body(xml: str, automatic: str = "", styles: str = "", masters: str = "") -> list[str]:
    return texts(read(odt_of(xml, automatic=automatic, styles=styles, masters=masters)))


def cells(xml: str) -> dict[tuple[int, int, int], str]:
    found = [block for block in read(odt_of(xml)) if block.cell is not None]
    held = {(one.cell.table, one.cell.row, one.cell.column): one.text for one in found if one.cell}
    assert len(held) == len(found), "two blocks for one cell"
    return held


def refused(content: bytes) -> UnreadableInput:
    with pytest.raises(UnreadableInput) as caught:
        read(content)
    assert caught.value.where == "a.odt"
    assert caught.value.remedy is not None
    return caught.value


def items(*contents: str, style: str = "", more: str = "") -> str:
    """Return a list; an item that begins with < is XML."""
    name = f' text:style-name="{style}"' if style else ""
    made = "".join(
        f"<text:list-item>{one if one.startswith('<') else p(one)}</text:list-item>" for one in contents
    )
    return f"<text:list{name}{more}>{made}</text:list>"


def style(name: str, *levels: str) -> str:
    """Return a list style with the attributes of each level."""
    made = "".join(
        f'<text:list-level-style-number text:level="{place}" {level}/>'
        for place, level in enumerate(levels, 1)
    )
    return f'<text:list-style style:name="{name}">{made}</text:list-style>'


FIGURES = 'style:num-format="1" style:num-suffix="."'
OUTLINE = style(
    "L", FIGURES, f'{FIGURES} text:display-levels="2"', 'style:num-format="a" style:num-suffix=")"'
)


class TestParagraphs:
    def test_lines_count_over_the_document(self) -> None:
        table = (
            "<table:table><table:table-row><table:table-cell>" + p("kaks") + p("kolm") + "</table:table-cell>"
            "</table:table-row></table:table>"
        )
        found = read(odt_of(p("üks") + p("") + table + p("neli")))
        assert [(line.text, line.number) for block in found for line in block.lines] == [
            ("üks", 1),
            ("kaks", 2),
            ("kolm", 3),
            ("neli", 4),
        ]
        assert [len(block.lines) for block in found] == [1, 2, 1]

    def test_blanks_tabs_and_breaks(self) -> None:
        xml = (
            "<text:p>  Vahetu\n   juht<text:tab/><text:s text:c='3'/>x<text:s/>y<text:line-break/> nõunik"
            "<text:soft-page-break/>ja</text:p>"
        )
        assert [line.text for line in read(odt_of(xml))[0].lines] == ["Vahetu juht\t   x y", "nõunikja"]

    def test_blanks_beyond_reason(self) -> None:
        assert len(body("<text:p>a<text:s text:c='999999'/>b</text:p>")[0]) < 200

    def test_links_fields_and_marks(self) -> None:
        xml = (
            '<text:p><text:a xlink:href="http://x">link</text:a><text:bookmark text:name="b"/>, '
            "<text:span>tekst <text:date>3. mai</text:date></text:span><text:page-number>7</text:page-number>"
            '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
            "<text:p>märkus</text:p></text:note-body></text:note><office:annotation><text:p>kommentaar</text:p>"
            "</office:annotation></text:p>"
        )
        assert body(xml) == ["link, tekst 3. mai"]

    def test_tracked_changes_are_accepted(self) -> None:
        xml = (
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>kustutatud</text:p></text:deletion>"
            "</text:changed-region></text:tracked-changes>"
            '<text:p>Juht: <text:change text:change-id="a"/><text:change-start text:change-id="b"/>direktor'
            '<text:change-end text:change-id="b"/></text:p>'
        )
        assert body(xml) == ["Juht: direktor"]

    def test_hidden_text_is_out(self) -> None:
        automatic = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
        xml = (
            '<text:p>näha<text:span text:style-name="H">peidus</text:span><text:hidden-text text:is-hidden="true">'
            "peidus</text:hidden-text></text:p>"
            + p("peidus", "H")
            + '<text:section text:display="none"><text:p>peidus</text:p></text:section>'
            "<text:section><text:p>jaotis</text:p></text:section>"
            "<office:forms><form><text:p>vorm</text:p></form></office:forms>"
        )
        assert body(xml, automatic) == ["näha", "jaotis"]

    def test_contents_are_out(self) -> None:
        contents = "<text:index-body><text:p>1. Üldosa 2</text:p></text:index-body>"
        xml = f"<text:table-of-content>{contents}</text:table-of-content>"
        assert body(xml + p("1. Üldosa")) == ["1. Üldosa"]

    def test_frames_come_once_before_their_paragraph(self) -> None:
        frame = "<draw:frame><draw:text-box><text:p>kast</text:p></draw:text-box></draw:frame>"
        shape = "<draw:custom-shape><text:p>kujund</text:p></draw:custom-shape>"
        drawn = "<draw:frame><draw:object><text:p>valem</text:p></draw:object><draw:image/></draw:frame>"
        xml = f"{frame}<text:p>tekst{frame}<draw:g>{shape}</draw:g>{drawn}</text:p>"
        assert body(xml) == ["kast", "kast", "kujund", "tekst"]


class TestNumbers:
    def test_levels_and_where_they_start_again(self) -> None:
        inner = items("b", f"{p('c')}{items('d')}")
        xml = items(f"{p('a')}{inner}", f"{p('e')}{items('f')}", style="L")
        assert body(xml, OUTLINE) == ["1. a", "1.1. b", "1.2. c", "a) d", "2. e", "2.1. f"]

    @pytest.mark.parametrize(
        ("form", "shown"),
        [("I", ["I", "II"]), ("i", ["i", "ii"]), ("A", ["A", "B"]), ("a", ["a", "b"]), ("1", ["1", "2"])],
    )
    def test_kinds(self, form: str, shown: list[str]) -> None:
        made = style("L", f'style:num-format="{form}" style:num-prefix="(" style:num-suffix=")"')
        assert body(items("x", "y", style="L"), made) == [
            f"({one}) {text}" for one, text in zip(shown, "xy", strict=True)
        ]

    def test_the_pattern_of_a_newer_libreoffice(self) -> None:
        made = style("L", 'style:num-format="1" style:num-list-format="Lisa %1%."')
        assert body(items("a", "b", style="L"), made) == ["Lisa 1. a", "Lisa 2. b"]

    def test_bullets_and_levels_without_a_number(self) -> None:
        made = (
            '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="\uf0b7"/>'
            '<text:list-level-style-number text:level="2" style:num-format=""/></text:list-style>'
        )
        assert body(items("a", items("b"), style="B"), made) == ["• a", "b"]

    def test_a_list_counts_on_where_it_says_so(self) -> None:
        first = items("a", style="L", more=' xml:id="x"')
        other = items("b", style="L")
        on = items("c", style="L", more=' text:continue-list="x"')
        again = items("d", style="L", more=' text:continue-numbering="true"')
        assert body(first + other + on + again, OUTLINE) == ["1. a", "1. b", "2. c", "3. d"]
        assert body(items("a", style="L") + items("b", style="L"), OUTLINE) == ["1. a", "1. b"]

    def test_a_start_of_its_own(self) -> None:
        made = style("L", f'{FIGURES} text:start-value="4"')
        anew = f'<text:list-item text:start-value="9">{p("b")}</text:list-item>'
        xml = items("a", style="L").replace("</text:list>", f"{anew}</text:list>")
        assert body(xml, made) == ["4. a", "9. b"]

    def test_further_paragraphs_and_headers_take_no_number(self) -> None:
        xml = items(p("a") + p("jätk"), "b", style="L").replace(
            "<text:list-item>", f"<text:list-header>{p('pealkiri')}</text:list-header><text:list-item>", 1
        )
        assert body(xml, OUTLINE) == ["pealkiri", "1. a", "jätk", "2. b"]

    def test_numbers_of_headings(self) -> None:
        outline = (
            f'<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" {FIGURES}/>'
            f'<text:outline-level-style text:level="2" {FIGURES} text:display-levels="2"/></text:outline-style>'
        )
        off = '<style:style style:name="Off" style:list-style-name=""/>'
        xml = "".join(
            f'<text:h text:outline-level="{level}" {more}>{text}</text:h>'
            for text, level, more in (
                ("a", 1, ""),
                ("b", 2, ""),
                ("c", 1, 'text:is-list-header="true"'),
                ("d", 1, 'text:style-name="Off"'),
                ("e", 1, ""),
                ("f", 1, 'text:restart-numbering="true" text:start-value="7"'),
            )
        )
        assert body(xml, off, outline) == ["1. a", "1.1. b", "c", "d", "2. e", "7. f"]


class TestTables:
    def test_merged_cells_stand_once(self) -> None:
        def cell(text: str, more: str = "") -> str:
            return f"<table:table-cell {more}>{p(text)}</table:table-cell>"

        covered = "<table:covered-table-cell/>"
        rows = (
            cell("pealkiri", 'table:number-columns-spanned="3"') + covered * 2,
            cell("a", 'table:number-rows-spanned="2"') + cell("b") + cell("c"),
            covered + cell("d", 'table:number-columns-spanned="2"') + covered,
            '<table:table-cell table:number-columns-repeated="2"/>' + cell("e"),
        )
        made = [f"<table:table-row>{row}</table:table-row>" for row in rows]
        xml = (
            '<table:table><table:table-column table:number-columns-repeated="3"/>'
            f"<table:table-header-rows>{made[0]}</table:table-header-rows>"
            f"<table:table-rows>{''.join(made[1:])}</table:table-rows></table:table>"
        )
        assert cells(xml) == {
            (0, 0, 0): "pealkiri",
            (0, 1, 0): "a",
            (0, 1, 1): "b",
            (0, 1, 2): "c",
            (0, 2, 1): "d",
            (0, 3, 2): "e",
        }
        assert merged(read(odt_of(xml))) == {"pealkiri": (1, 3), "a": (2, 1), "d": (1, 2)}

    def test_rows_that_are_hidden_or_not_there_count_nothing(self) -> None:
        def row(content: str, seen: str = "visible") -> str:
            return f'<table:table-row table:visibility="{seen}">{content}</table:table-row>'

        def cell(text: str, rows: int) -> str:
            return f'<table:table-cell table:number-rows-spanned="{rows}">{p(text)}</table:table-cell>'

        covered = "<table:covered-table-cell/>"
        xml = "<table:table>{}</table:table>".format(
            row(cell("a", 3) + cell("b", 1))
            + row(covered + cell("peidus", 1), "collapse")
            + row(covered + cell("c", 999_999))
            + row(cell("d", 1) + covered)
        )
        assert merged(read(odt_of(xml))) == {"a": (2, 1), "c": (2, 1)}

    def test_a_table_in_a_frame_is_a_table_of_its_own(self) -> None:
        def table(*contents: str) -> str:
            made = "".join(f"<table:table-cell>{one}</table:table-cell>" for one in contents)
            return f"<table:table><table:table-row>{made}</table:table-row></table:table>"

        assert cells(table(table(p("a"), p("b")))) == {(0, 0, 0): "a", (0, 0, 1): "b"}
        assert cells(table(p("a"), table(p("b"), p("c")))) == {(0, 0, 0): "a", (0, 0, 1): "b\tc"}

    def test_hidden_rows_are_out(self) -> None:
        row = (
            '<table:table-row table:visibility="{}"><table:table-cell>{}</table:table-cell></table:table-row>'
        )
        xml = (
            f"<table:table>{row.format('collapse', p('peidus'))}{row.format('visible', p('a'))}</table:table>"
        )
        assert cells(xml) == {(0, 0, 0): "a"}


class TestHeaders:
    def test_only_an_approval_is_taken_from_a_header(self) -> None:
        def master(name: str, content: str, more: str = "") -> str:
            return (
                f'<style:master-page style:name="{name}" {more}><style:header>{content}</style:header>'
                f"<style:footer>{p('KINNITATUD jalus')}</style:footer></style:master-page>"
            )

        masters = (
            master("Standard", p("Rannaamet"))
            + master("First", p("KINNITATUD") + p("käskkirjaga nr 7"), 'style:next-style-name="Standard"')
            + master("Other", p("KINNITATUD teine"))
        )
        automatic = "".join(
            f'<style:style style:name="{name}" style:master-page-name="{page}"/>'
            for name, page in (("P1", "First"), ("P2", "Other"))
        )
        xml = p("tekst", "P1") + p("teine", "P2") + p("kolmas", "P2")
        assert body(xml, automatic, masters=masters) == [
            "KINNITATUD",
            "käskkirjaga nr 7",
            "tekst",
            "KINNITATUD teine",
            "teine",
            "kolmas",
        ]
        assert body(p("tekst"), masters=masters) == ["Rannaamet", "tekst"]
        assert body(p("tekst"), masters=master("Standard", p("KINNITATUD"))) == ["KINNITATUD", "tekst"]


class TestForms:
    @pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
    def test_the_same_facts_as_the_text(self, tmp_path: Path, page: Page) -> None:
        made_odt.write(page, tmp_path / "a.odt")
        expected = facts_of_text(page)
        assert expected[0]["substituted_by"]
        assert facts_of_file(tmp_path / "a.odt") == expected

    def test_the_name_of_the_file_does_not_matter(self, tmp_path: Path) -> None:
        (tmp_path / "a.doc").write_bytes(PLAIN)
        document = documents.load(tmp_path / "a.doc")
        assert document.media_type == "application/vnd.oasis.opendocument.text"
        assert [block.text for block in document.blocks] == ["Nõunik", "Žürii"]


class TestRefused:
    def test_a_password(self) -> None:
        manifest = (
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry>'
            "<m:encryption-data/></m:file-entry></m:manifest>"
        )
        content = hostile.replaced(
            PLAIN, {"META-INF/manifest.xml": manifest, "content.xml": b"\x00\x01noise"}
        )
        assert "password" in refused(content).message.en

    @pytest.mark.parametrize("cut", [40, 200, len(PLAIN) - 30])
    def test_a_file_cut_off(self, cut: int) -> None:
        assert "damaged" in refused(PLAIN[:cut]).message.en

    def test_no_text_document(self) -> None:
        sheet = hostile.edited(
            PLAIN, "content.xml", lambda text: text.replace("office:text", "office:spreadsheet")
        )
        assert "damaged" in refused(sheet).message.en

    def test_an_empty_document_is_said_to_be_empty(self, tmp_path: Path) -> None:
        (tmp_path / "a.odt").write_bytes(odt_of(p(" ")))
        with pytest.raises(UnreadableInput, match="the file is empty"):
            documents.load(tmp_path / "a.odt")


_TAGS = (
    "text:p", "text:h", "text:span", "text:list", "text:list-item", "text:section", "text:note", "table:table",
    "table:table-row", "table:table-cell", "table:covered-table-cell", "draw:frame", "draw:text-box",
)  # fmt: skip


class TestHostile:
    @settings(max_examples=300)
    @given(st.integers(0, len(PLAIN) - 1), st.binary(min_size=1, max_size=12), st.booleans())
    def test_bytes_changed_or_cut(self, at: int, noise: bytes, cut: bool) -> None:
        content = PLAIN[:at] + noise + (b"" if cut else PLAIN[at + len(noise) :])
        with contextlib.suppress(UnreadableInput):
            read(content)

    @settings(max_examples=200)
    @given(
        st.recursive(
            st.sampled_from(["x", "<text:tab/>", "<text:s/>", '<text:list-item text:start-value="-5"/>']),
            lambda inside: st.builds(
                lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
                st.sampled_from(_TAGS),
                st.lists(inside, max_size=4),
            ),
            max_leaves=30,
        )
    )
    def test_elements_in_any_place(self, xml: str) -> None:
        read(odt_of(xml))

    @pytest.mark.parametrize("part", ["content.xml", "styles.xml", "META-INF/manifest.xml"])
    def test_a_bomb_in_a_part(self, part: str) -> None:
        assert "far more than" in refused(hostile.bomb(PLAIN, part, 50 * 1024 * 1024)).message.en
        assert "damaged" in refused(hostile.bomb(PLAIN, part, 1024 * 1024, lies=True)).message.en

    def test_many_parts(self) -> None:
        parts = {f"Pictures/{number}": "" for number in range(6_000)}
        assert "far more than" in refused(hostile.replaced(PLAIN, parts)).message.en

    @pytest.mark.parametrize("part", ["content.xml", "styles.xml", "META-INF/manifest.xml"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_entities_are_refused_in_every_part(self, part: str, encoding: str) -> None:
        text = f"{hostile.BILLION_LAUGHS}<a>&l9;</a>"
        assert "damaged" in refused(hostile.replaced(PLAIN, {part: text.encode(encoding)})).message.en

    @pytest.mark.parametrize("address", ["file:///etc/passwd", "http://127.0.0.1:9/x"])
    def test_nothing_is_fetched(self, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
        tried = hostile.without_network(monkeypatch)
        refused(hostile.replaced(PLAIN, {"content.xml": f"{hostile.external(address)}<a>&x;</a>"}))
        xml = (
            f'<text:section><text:section-source xlink:href="{address}"/></text:section>'
            f'<text:p>a<draw:frame><draw:image xlink:href="{address}"/></draw:frame></text:p>'
        )
        assert body(xml) == ["a"]
        assert not tried

    @pytest.mark.parametrize("depth", [10, 100])
    def test_deep_nesting(self, depth: int) -> None:
        xml = "<text:list><text:list-item>" * depth + p("x") + "</text:list-item></text:list>" * depth
        assert body(xml) == ["x"]

    def test_nesting_beyond_reason(self) -> None:
        xml = "<text:section>" * 5_000 + "</text:section>" * 5_000
        assert "damaged" in refused(odt_of(xml)).message.en

    def test_signs_of_any_length(self) -> None:
        made = style(
            "L", f'style:num-format="1" style:num-prefix="{"(" * 100_000}" text:start-value="{"9" * 5_000}"'
        )
        assert all(len(one) < 100 for one in body(items(*["a"] * 50, style="L"), made))
        pattern = style("L", f'style:num-format="a" style:num-list-format="{"%1%" * 50_000}"')
        assert all(len(one) < 100 for one in body(items(*["a"] * 50, style="L"), pattern))

    def test_long_files_take_no_more_than_their_length(self) -> None:
        count = 10_000
        assert len(body(items(*[f"lõik {number}" for number in range(count)], style="L"), OUTLINE)) == count
        name = "n" * 2_000_000
        assert len(body(items(*["x"] * count, style=name), style(name, FIGURES))) == count
        assert len(body("".join(p(f"lõik {number}") for number in range(count)))) == count
        assert body(f"<text:p>{'<text:span> </text:span>' * count}x</text:p>") == ["x"]
