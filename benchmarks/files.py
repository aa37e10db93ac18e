"""Files of every kind: how fast each is read, how a folder scales over cores, and PDF next to pdfplumber."""

from __future__ import annotations

import csv
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import pypdfium2

from ajgraph.documents import load
from ajgraph.files import FileReading, read_file, read_files
from ajgraph.reading import read
from benchmarks import baseline_pdfplumber
from benchmarks.reading import _fields, _hits, _listed, _scripted, _share
from benchmarks.report import AGENCY, Size, Table, figure, in_turns, milliseconds, seconds, times
from tests import made_docx, made_html, made_odt, made_pdf_fpdf, made_pdf_reportlab
from tests.made import Page, Paragraph
from tests.made_agency import pages
from tests.made_containers import zipped
from tests.made_descriptions import PAGES, as_text

Write = Callable[[Page, Path], object]

METSANURGA: Mapping[str, list[str]] = {
    "title": ["Nõunik (metsandus)"],
    "unit": ["Loodushoiu osakond", "metsatalitus"],
    "manager": ["Talituse juhataja"],
    "substituted_by": ["jurist", "spetsialist (metsandus)"],
    "substitutes": ["jurist", "talituse juhataja"],
}
"""What the header of the pages of another invented body says."""


def _text(page: Page, path: Path) -> None:
    path.write_text(as_text(page), encoding="utf-8")


def _archive(page: Page, path: Path) -> None:
    path.write_bytes(zipped(("juhend.txt", as_text(page).encode())))


MIXTURE: Sequence[tuple[str, Write, int]] = (
    ("txt", _text, 30),
    ("docx", made_docx.write, 35),
    ("pdf", made_pdf_reportlab.write, 20),
    ("html", made_html.write, 6),
    ("odt", made_odt.write, 6),
    ("zip", _archive, 3),
)
"""What an agency's folder is taken to hold, in hundredths."""


def run(size: Size) -> list[Table]:
    """Return the tables of formats, of a folder over cores, and of PDF by pdfplumber."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return [_formats(folder / "one", size), _folder(folder / "many", size), _pdf(folder / "pdf", size)]


def _written(folder: Path, write: Write, ending: str, some: Mapping[str, Page]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in some.items():
        write(page, folder / f"{name}.{ending}")
    return [folder / f"{name}.{ending}" for name in some]


def _three_pages(page: Page, path: Path) -> None:
    """Write a page as a PDF in letters so large that it takes three sheets."""
    for points in range(10, 30):
        made_pdf_reportlab.write(page, path, size=points)
        with pypdfium2.PdfDocument(path) as made:
            if len(made) == 3:
                return
    raise AssertionError(path)


def _own_template(page: Page, path: Path) -> None:
    """Write a DOCX file whose styles no other has, so that nothing of another file's is of use."""
    made = path.with_suffix(".made")
    made_docx.write(page, made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            own = f"<!-- {path.name} -->".encode() if name == "word/styles.xml" else b""
            out.writestr(name, source.read(name) + own)
    made.unlink()


def _formats(folder: Path, size: Size) -> Table:
    kinds: Sequence[tuple[str, str, Write]] = (
        ("text", "txt", _text),
        ("DOCX", "docx", made_docx.write),
        ("DOCX, each of a template of its own", "docx", _own_template),
        ("ODT", "odt", made_odt.write),
        ("HTML", "html", made_html.write),
        ("zip archive with one text", "zip", _archive),
        ("PDF of three pages", "pdf", _three_pages),
    )
    rows = []
    for name, ending, write in kinds:
        paths = _written(folder, write, ending, pages()) * size.repeated
        read_file(paths[0])  # imports what this format needs
        (took,) = in_turns(size.reading_rounds, lambda paths=paths: [read_file(path) for path in paths])
        each = took / len(paths)
        rows.append((name, figure(1 / each), milliseconds(each)))
    return Table(
        "Reading: files of each format",
        f"One core, {len(pages())} of the sample agency's descriptions, the same in every format, from the file to the "
        "facts, without the start of a worker. The aims are more than 250 documents a second from text and 100 from DOCX, "
        "and less than 90 ms for a PDF of three pages. The DOCX files are made by python-docx, whose template brings 349 "
        "kB of styles; ajgraph remembers the styles of the last two templates.",
        ("format", "documents a second", "for one"),
        tuple(rows),
    )


def _folder(folder: Path, size: Size) -> Table:
    paths = _mixed(folder, size.files)

    def all_of(workers: int) -> list[FileReading]:
        return list(read_files(paths, workers=workers))

    found = sum(len(content.descriptions) for file in all_of(2) for content in file.contents)
    durations = [min(seconds(partial(all_of, workers)) for _ in range(2)) for workers in (1, 2)]
    parts = ", ".join(f"{share} % {ending}" for ending, _, share in MIXTURE)
    return Table(
        "Reading: a folder of a thousand files",
        f"`ajgraph read` on a folder of 1,000 generated files, no two alike ({parts}), each read in a worker with "
        f"limits of time and memory; starting them included. Descriptions found: {found / len(paths):.0%} of the files.",
        ("workers", "time", "files a second", "times as fast"),
        tuple(
            (
                str(workers),
                f"{figure(took)} s",
                figure(len(paths) / took),
                f"{figure(durations[0] / took)} ×",
            )
            for workers, took in zip((1, 2), durations, strict=True)
        ),
    )


def _mixed(folder: Path, count: int) -> list[Path]:
    folder.mkdir()
    kinds = [(ending, write) for ending, write, share in MIXTURE for _ in range(share)]
    chosen = list(pages().values())
    paths = []
    for number in range(count):
        ending, write = kinds[
            number * 37 % len(kinds)
        ]  # 37 and 100 have no common factor: every kind in its share
        path = folder / f"{number:04}.{ending}"
        write((*chosen[number % len(chosen)], Paragraph(f"Toimik {number}")), path)
        paths.append(path)
    return paths


def _pdf(folder: Path, size: Size) -> Table:
    gold = dict(_gold(folder))

    def ours(path: Path) -> list[dict[str, list[str]]]:
        return [_fields(one) for one in read(load(path)).descriptions]

    def theirs(path: Path) -> list[dict[str, list[str]]]:
        return [_scripted(baseline_pdfplumber.read(path))]

    works = [lambda one=one: [one(path) for path in gold] for one in (ours, theirs)]
    mine, other = in_turns(min(size.reading_rounds, 3), *works)
    total = sum(map(len, gold.values()))
    right = [sum(_hits(known, one(path)) for path, known in gold.items()) for one in (ours, theirs)]
    return Table(
        "Reading: PDF files, next to pdfplumber and regular expressions",
        f"{len(gold)} PDF files by two programs (ReportLab, fpdf2), with tables and without: descriptions of the sample "
        "agency (title, unit, manager) and of another invented body (also both directions of substitution). The "
        "[script](baseline_pdfplumber.py) takes the fields of the header from pdfplumber's tables and text; ajgraph reads "
        "all of the document.",
        ("reader", "for one file", "ratio", "fields of the header that are right"),
        (
            ("ajgraph", milliseconds(mine / len(gold)), "", f"{_share(right[0], total)} of {total}"),
            (
                "pdfplumber and a script",
                milliseconds(other / len(gold)),
                times(mine, other),
                f"{_share(right[1], total)} of {total}",
            ),
        ),
    )


def _gold(folder: Path) -> Iterator[tuple[Path, dict[str, list[str]]]]:
    """Yield each PDF with the fields of its header."""
    with (AGENCY / "koosseis.csv").open(encoding="utf-8", newline="") as file:
        posts = {row["tunnus"]: row for row in csv.DictReader(file)}
    for engine, write in (("reportlab", made_pdf_reportlab.write), ("fpdf", made_pdf_fpdf.write)):
        for path in _written(folder / engine, write, "pdf", pages()):
            yield path, _listed(posts[path.name[:6]], manager=True)
        for path in _written(folder / engine, write, "pdf", PAGES):
            yield path, dict(METSANURGA)
