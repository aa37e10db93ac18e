"""Results to people and to pipes: tables on a terminal, plain data elsewhere, files written whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import sys
import tempfile
import textwrap
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

from ajgraph.errors import UnreadableInput
from ajgraph.language import Bilingual

Cell = str | int | bool | None

_VALUE = re.compile(r" +(?:\S+ +)?\d+ \| (?=\S)| +\S.*? {2,}(?=\S)")
"""What stands before the value of a line: the number of a line of a document, or a name and a wide gap."""
_BETWEEN = "   "
"""What stands between two columns of a table."""


def chosen_format(given: str | None, on_terminal: str, output: Path | None) -> str:
    """Return the format asked for; else the one for people on a terminal, and JSON in a pipe or file."""
    if given:
        return given
    return on_terminal if output is None and sys.stdout.isatty() else "json"


def emit(text: str, output: Path | None) -> None:
    """Write data to ``output``, or to standard output; the text ends with a line break either way."""
    text = text if text.endswith("\n") else f"{text}\n"
    if output is not None:
        write_file(output, text)
        return
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of the pipe has gone (| head): nothing to say, and nothing to flush at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def fitted(page: str, output: Path | None, *, hanging: bool = False, stream: TextIO | None = None) -> str:
    """Return a page with its lines wrapped to the terminal it goes to; as it is for a file or a pipe.

    What continues a line is indented by two more than its beginning; with ``hanging``, a value behind a wide gap goes
    on below its own beginning. Words (paths, IRIs) stay whole.
    """
    if output is not None or not (stream or sys.stdout).isatty():
        return page
    width = shutil.get_terminal_size().columns
    lines = (part for line in page.splitlines() for part in wrapped(line, width, hanging=hanging))
    return "\n".join(lines) + "\n"


def wrapped(line: str, width: int, *, hanging: bool = False) -> list[str]:
    """Return one line as lines of at most ``width`` characters, except for words that are longer.

    >>> wrapped("  Asendaja  jurist või nõunik", 24, hanging=True)
    ['  Asendaja  jurist või', '            nõunik']
    >>> wrapped("  value  7 | jurist või nõunik", 26, hanging=True)
    ['  value  7 | jurist või', '             nõunik']

    >>> wrapped("  Jurist ← Nõunik (both documents say so)", 24)
    ['  Jurist ← Nõunik (both', '    documents say so)']
    """
    if len(line) <= width:
        return [line]
    indent = len(line) - len(line.lstrip()) + 2
    if hanging and (begin := _VALUE.match(line)) and begin.end() <= width // 2:
        indent = begin.end()
    return textwrap.wrap(
        line, width, subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False
    )


def write_file(path: Path, text: str) -> None:
    """Write a file in one step, so that a reader never sees half of it.

    Raises :class:`~ajgraph.errors.UnreadableInput` where the folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
            umask = os.umask(0)
            os.umask(umask)
            os.chmod(temporary, 0o666 & ~umask)
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UnreadableInput(
            Bilingual(f"cannot be written: {error.strerror}", f"ei saa kirjutada: {error.strerror}"),
            where=str(path),
            remedy=Bilingual("Give another file with -o.", "Anna valikuga -o teine fail."),
        ) from error


def to_json(data: object) -> str:
    """Return data as indented JSON with letters as they are."""
    return json.dumps(data, ensure_ascii=False, indent=2)


def to_csv(headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return rows as CSV with a header line (RFC 4180, with line feeds)."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(headers)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return text.getvalue()


def to_table(
    headers: Sequence[str], rows: Iterable[Sequence[Cell]], *, colours: dict[str, str] | None = None
) -> str:
    """Return rows as a table for people: as wide as the terminal (or $COLUMNS), else as wide as its cells.

    ``colours`` maps a cell's text to a rich style, used on a terminal only.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from ajgraph.estonian.word_breaks import broken

    on_terminal = sys.stdout.isatty()
    text = io.StringIO()
    console = Console(
        file=text,
        force_terminal=on_terminal,
        no_color=not on_terminal,
        width=table_width(),
    )
    plain = [[_plain(cell) for cell in row] for row in rows]
    columns = [[header, *(row[place] for row in plain)] for place, header in enumerate(headers)]
    room = console.width - len(_BETWEEN) * len(headers)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    widths = _widths(columns, room)
    for header, width in zip(headers, widths, strict=True):
        table.add_column(header, overflow="fold", width=width)
    for cells in plain:
        # Both parts of a broken word together are too long for one line, so a blank between them is a line break.
        fitting = (
            " ".join(part for word in cell.split(" ") for part in broken(word, width))
            if any(len(word) > width for word in cell.split())
            else cell
            for cell, width in zip(cells, widths, strict=True)
        )
        table.add_row(
            *(
                Text(text, style=(colours or {}).get(cell, ""))
                for text, cell in zip(fitting, cells, strict=True)
            )
        )
    console.print(table)
    return "\n".join(line.rstrip() for line in text.getvalue().splitlines()) + "\n"


def table_width() -> int:
    """Return how many characters wide a table may be: that of the terminal or $COLUMNS, else as good as any."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdecimal():
        return shutil.get_terminal_size().columns
    return 10_000


def _widths(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """Return how wide each column is, all of them together in ``room``; widths are fixed, or rich may crop cells.

    Words stay whole where all columns find room for theirs, else the longest are broken first; what is left goes to
    the columns whose cells are wider still.

    >>> _widths([["Jurist", "Osakonnajuhataja"], ["üks kaks kolm"]], 22), _widths([["Jurist"], ["üks kaks"]], 40)
    ([16, 6], [6, 8])
    """
    whole = [max(map(len, column), default=0) for column in columns]
    words = [max(map(len, " ".join(column).split()), default=0) for column in columns]
    least = _capped(words, [1] * len(columns), room)
    return [max(1, width) for width in _capped(whole, least, room)]


def _capped(wanted: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Return the wanted widths, the widest cut down alike until all fit into ``room``, but none below its least."""
    for cap in range(max(wanted, default=0), 0, -1):
        found = [max(low, min(width, cap)) for width, low in zip(wanted, least, strict=True)]
        if sum(found) <= room:
            return found
    return list(least)


def _plain(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell)
