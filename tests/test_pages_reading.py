"""What ``ajgraph read`` shows people: pages, explanations of fields, and the summary at the end."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ajgraph import language
from ajgraph.description import Experience, JobDescription, LanguageSkill, Text
from ajgraph.documents import from_text
from ajgraph.errors import UsageError
from ajgraph.exports.svg import _without_warnings_of_fontconfig
from ajgraph.language import Language
from ajgraph.pages.description import description_page
from ajgraph.pages.evidence import value_lines
from ajgraph.pages.explanation import Explanation, explanation_page, explanations
from ajgraph.pages.fields import FIELDS, NAMES, fields_named
from ajgraph.pages.values import experience_words, language_words
from ajgraph.reading import read
from tests.helpers import on_terminal
from tests.test_cli import Run, _plain, run

__all__ = ["_plain", "run"]  # fixtures

TEXT = """\
KINNITATUD
Rannikuameti peadirektori 16.02.2026
käskkirjaga nr 5

AMETIJUHEND

1. ÜLDANDMED
1.1 Ametinimetus: Kaldanõunik
1.2 Struktuuriüksus: Mereosakond
1.3 Vahetu juht
Osakonnajuhataja
1.4 Kes asendab
Peaspetsialist (rannajoone mõõdistamine ja
kaldakaitse)
1.5 Keda asendab: puudub
1.6 Ametisse nimetab: peadirektor
1.7 Parkimiskoht: hoovis

2. EESMÄRK
Kallaste hoidmine.

3. NÕUDED
Haridus: kõrgharidus
Töökogemus: vähemalt 1-aastane erialane töökogemus
Keeleoskus: eesti keel C1, kasuks tuleb soome keel
"""


@pytest.fixture
def found() -> JobDescription:
    (description,) = read(from_text(TEXT)).descriptions
    return description


@pytest.fixture
def speak() -> Iterator[Callable[[Language], None]]:
    yield language.use
    language.use("en")


def explained(description: JobDescription, *fields: str) -> tuple[Explanation, ...]:
    return explanations(description, fields, dict(enumerate(TEXT.splitlines(), 1)))


def roles(one: Explanation) -> list[list[tuple[int, str]]]:
    return [[(number, role) for number, _, role in shown.lines if role != "near"] for shown in one.values]


# --- the page of a description


def test_what_is_left_out_on_purpose_is_told_apart_from_what_was_not_understood(
    found: JobDescription, speak: Callable[[Language], None]
) -> None:
    assert {problem.line: problem.kind for problem in found.problems} == {
        16: "not-kept",
        17: "not-understood",
    }
    for speech, headings in (
        ("en", ("  Not understood:", "  Understood, but not kept:")),
        ("et", ("  Arusaamatu:", "  Arusaadav, kuid ei säilitata:")),
    ):
        speak("et" if speech == "et" else "en")
        lines = description_page(found).splitlines()
        understood, kept = map(lines.index, headings)
        assert "Parkimiskoht" in lines[understood + 1]
        assert lines[understood + 1].endswith("[17]")
        assert "Ametisse nimetab" in lines[kept + 1]
        assert lines[kept + 1].endswith("[16]")


def test_a_page_speaks_in_words(found: JobDescription, speak: Callable[[Language], None]) -> None:
    page = description_page(found)
    assert "Estonian C1" in page
    assert "Finnish, level not stated (preferred)" in page
    assert "1 year, in the field" in page
    assert "Stands in for      nobody  [15]" in page
    assert "2026-02-16, peadirektor" in page
    speak("et")
    page = description_page(found)
    assert "eesti keel C1" in page
    assert "soome keel, tase märkimata (soovitav)" in page
    assert "1 aasta, erialane" in page
    assert "Keda asendab  puudub  [15]" in page
    assert "16.02.2026, peadirektor" in page
    assert "2026-02-16" not in page


def test_years_and_languages_in_words() -> None:
    field = Text("", 1)
    years = [experience_words(Experience(number, "general", field, True)) for number in (None, 1, 2)]
    assert years == ["any work", "1 year, any work", "2 years, any work"]
    assert language_words(LanguageSkill("xx", "B1", True, 1, 1)) == "xx B1"


# --- explanations


def test_an_explanation_shows_the_label_and_every_line_of_the_value(found: JobDescription) -> None:
    manager, substitutes, units, purpose, approval = explained(
        found, "manager", "substituted_by", "units", "purpose", "approval"
    )
    assert roles(manager) == [[(10, "label"), (11, "value")]]
    assert roles(substitutes) == [[(12, "label"), (13, "value"), (14, "value")]]
    assert roles(units) == [[(9, "value")]]  # the label stands on the line itself
    assert roles(purpose) == [[(19, "label"), (20, "value")]]
    assert roles(approval) == [[(1, "label"), (2, "value")]]
    page = explanation_page(found, (substitutes,))
    assert "    label   12 | 1.4 Kes asendab\n    value   13 | Peaspetsialist (rannajoone" in page
    assert "    value   14 | kaldakaitse)\n" in page


def test_the_label_of_another_field_is_not_taken_for_the_own_one() -> None:
    text = "AMETIJUHEND\nAmetinimetus: Jurist\nVahetu juht: direktor\nAlluvad: puuduvad\nJuristi asendab nõunik.\n"
    (description,) = read(from_text(text)).descriptions
    (one,) = explanations(description, ["substituted_by"], dict(enumerate(text.splitlines(), 1)))
    assert [[(n, role) for n, _, role in shown.lines] for shown in one.values] == [
        [(4, "near"), (5, "value")]
    ]


@pytest.mark.parametrize(
    ("written", "lines", "expected"),
    [
        ("nõunik", {1: "Asendaja", 2: "nõunik", 3: "nõunik"}, (2,)),
        ("mere- ja rannakaitse", {2: "mere- ja ranna-", 3: "kaitse", 4: "muu"}, (2, 3)),
        ("nõunik (laste heaolu)", {2: "nõunik (laste", 3: "12", 4: "heaolu)"}, (2, 4)),  # over a page number
        ("üks kaks", {2: "üks          teine veerg", 3: "kaks        läheb edasi"}, (2, 3)),
        ("talitus", {2: "talituse juhataja", 3: "s"}, (2,)),  # written in another case
        ("", {2: "x"}, (2,)),
    ],
)
def test_a_value_is_followed_over_its_lines(
    written: str, lines: dict[int, str], expected: tuple[int, ...]
) -> None:
    assert value_lines(written, 2, lines) == expected


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("asendaja", "substituted_by"), ("ASENDAJAD", "substituted_by"), ("Kes asendab:", "substituted_by"),
        ("asendab", "substitutes"), ("keda asendab", "substitutes"), ("ülesanded", "duties"), ("Õigused", "rights"),
        ("vahetu juht", "manager"), ("juht", "manager"), ("haridus", "education"), ("keeled", "languages"),
        ("stands in for", "substitutes"), ("working-time", "working_time"), ("jõustub", "in_force_from"),
    ],
)  # fmt: skip
def test_fields_go_by_the_names_people_use(name: str, field: str) -> None:
    assert fields_named(name) == (field,)


def test_every_field_is_found_by_each_of_its_names() -> None:
    for field in FIELDS:
        assert {fields_named(one) for one in (field, NAMES[field].en, NAMES[field].et.upper())} == {(field,)}
    assert fields_named("nõuded") == ("education", "experience", "languages", "computer")


def test_an_unknown_field_is_answered_in_the_language_of_the_run() -> None:
    with pytest.raises(UsageError) as caught:
        fields_named("värv")
    assert caught.value.remedy is not None
    assert "substituted_by" in caught.value.remedy.en
    assert "kes asendab (substituted_by)" in caught.value.remedy.et


def test_several_fields_as_a_page_and_as_json(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "kaldanõunik.txt"
    path.write_text(TEXT, encoding="utf-8")
    asked = ("read", path, "--explain", "juht", "--explain", "haridus", "--explain", "manager")
    page = run(*asked, "--lang", "et")
    assert (page.code, page.err) == (0, "")
    assert page.out.count("Vahetu juht: ") == 1
    assert "Haridus: kõrgharidus\n" in page.out
    (data,) = run(*asked, "--format", "json").json
    assert data["source"] == {"path": path.as_posix(), "first_line": 1, "last_line": 25}
    assert [one["field"] for one in data["fields"]] == ["manager", "education"]
    (value,) = data["fields"][0]["values"]
    assert (value["value"], value["written"], value["line"]) == ("osakonnajuhataja", "Osakonnajuhataja", 11)
    assert {"line": 10, "role": "label", "text": "1.3 Vahetu juht"} in value["lines"]
    assert run(*asked, "--explain", "värv").code == 2


def test_cells_on_one_line_are_all_shown(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "tabel.txt"
    path.write_text(
        "AMETIJUHEND\n\n| Ametinimetus | jurist |\n| Vahetu juht | direktor |\n| Kes asendab | nõunik |\n",
        "utf-8",
    )
    assert "    4 | Vahetu juht | direktor\n" in run("read", path, "--explain", "manager").out


# --- the summary


def test_the_summary_counts_files_and_names_what_is_not_there(run: Run, tmp_path: Path) -> None:
    (tmp_path / "hea.txt").write_text(TEXT.replace("1.7 Parkimiskoht: hoovis\n", ""), "utf-8")
    (tmp_path / "pool.txt").write_text(TEXT, "utf-8")
    (tmp_path / "muu.txt").write_text("Koosoleku protokoll\n", "utf-8")
    (tmp_path / "tühi").mkdir()
    result = run("read", tmp_path, tmp_path / "tühi", tmp_path / "puudub.txt")
    assert result.code == 1
    *told, summary = result.err.splitlines()
    assert summary == (
        "Files: 3. Job descriptions: 2 (read whole 1; read in part 1). No job description in: 1. "
        "Paths without a file: 2."
    )
    assert f"{tmp_path.as_posix()}/pool.txt: Kaldanõunik: read in part; line 17 not understood" in told
    assert any(
        line.startswith(f"{tmp_path.as_posix()}/muu.txt: no job description was found") for line in told
    )
    summary = run("read", tmp_path / "hea.txt", tmp_path / "pool.txt", "--lang", "et").err.splitlines()[-1]
    assert summary == "Faile: 2. Ametijuhendeid: 2 (tervikuna loetud 1; osaliselt loetud 1)."


@pytest.mark.parametrize("explain", [(), ("--explain", "manager")])
def test_on_a_terminal_the_summary_comes_last(tmp_path: Path, explain: tuple[str, ...]) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b.txt").write_text(TEXT + "Lisa\n", "utf-8")
    shown, code = on_terminal("read", tmp_path, *explain, columns=80, errors=True)
    assert code == 0
    assert shown.count("Kaldanõunik\r\n") == 2
    assert shown.rstrip().splitlines()[-1].startswith("Files: 2. Job descriptions: 2")
    assert max(map(len, shown.partition("Kaldanõunik")[2].splitlines())) <= max(
        80, len(tmp_path.as_posix()) + 40
    )


# --- what to do about files that cannot be read


def _blank(pages: int) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, A4)
    for _ in range(pages):
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "said", "to_do"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a picture (JPEG)", "text recognition"),
        (b"\x89PNG\r\n", "a picture (PNG)", "text recognition"),
        (_blank(1), "no text on its only page", "text recognition"),
        (_blank(3), "no text on its 3 pages", "text recognition"),
        (b"Rar!\x1a\x07\x00", "the format RAR", "Unpack it"),
        (bytes(range(256)) * 20, "is no text", "program it was made with"),
    ],
)
def test_the_advice_fits_the_file(run: Run, tmp_path: Path, content: bytes, said: str, to_do: str) -> None:
    path = tmp_path / "juhend.pdf"
    path.write_bytes(content)
    result = run("read", path)
    assert result.code == 3
    line = result.err.splitlines()[0]
    assert line.startswith(f"{path.as_posix()}: ")
    assert said in line
    assert to_do in line
    assert "Save the document as plain text" not in line


def test_a_file_that_is_no_job_description_comes_with_advice_and_no_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "märkmed.txt"
    path.write_text("\n\nOstunimekiri\npiim\n", "utf-8")
    for speech, said in (("en", "“Ametinimetus: …”"), ("et", "„Ametinimetus: …“")):
        result = run("read", path, "--lang", speech)
        assert (result.code, result.json) == (0, [])
        assert result.err.startswith(f"{path.as_posix()}: ")
        assert said in result.err


# --- the picture


def test_only_the_warnings_of_fontconfig_are_left_out(capfd: pytest.CaptureFixture[str]) -> None:
    with _without_warnings_of_fontconfig():
        os.write(2, b'Fontconfig warning: "x.conf", line 6: unknown element "y"\nError: no such layout\n')
    os.write(2, b"after\n")
    assert capfd.readouterr().err == "Error: no such layout\nafter\n"
