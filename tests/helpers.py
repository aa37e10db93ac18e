"""What several tests need: the shared material, small descriptions, a directory to resolve against."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from ajgraph.blocks import Block
from ajgraph.description import JobDescription, Mention, MentionKind, Source, Text
from ajgraph.directory import Directory, KnownPost
from ajgraph.iris import Iris

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
AGENCY = ROOT / "data" / "agency"
BASE = "https://data.example/id/"

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the five real job descriptions (../shared) are not part of the project"
)


def merged(blocks: Iterable[Block]) -> dict[str, tuple[int, int]]:
    """Return how many rows and columns each merged cell covers, by its text."""
    cells = {block.text: block.cell for block in blocks if block.cell}
    return {
        text: (cell.rows, cell.columns) for text, cell in cells.items() if (cell.rows, cell.columns) != (1, 1)
    }


def mention(
    title: str | None,
    specialisation: str | None = None,
    kind: MentionKind = "post",
    *,
    unit: str | None = None,
    sentence: str = "",
    line: int = 7,
) -> Mention:
    """Return a mention as the reader would give it."""
    text = f"{title} ({specialisation})" if specialisation else title or "…"
    return Mention(text, title, specialisation, unit, kind, None, line, sentence or text)


def description(
    title: str,
    units: Sequence[str] = (),
    *,
    specialisation: str | None = None,
    organisation: str | None = "Rannaamet",
    sha: str | None = None,
    **fields: object,
) -> JobDescription:
    """Return a small description; its content hash is made of its title unless given."""
    digest = sha or (
        title.encode().hex() + specialisation.encode().hex() if specialisation else title.encode().hex()
    )
    return JobDescription(
        source=Source(f"{title}.txt", digest.ljust(64, "0")[:64], "text/plain", 1, 40),
        title=Text(title, 2),
        organisation=Text(organisation, 1) if organisation else None,
        specialisation=Text(specialisation, 2) if specialisation else None,
        units=tuple(Text(unit, 3) for unit in units),
        **fields,  # type: ignore[arg-type]
    )


class World:
    """A directory filled by hand: ``world.post("nõunik", "õigusosakond")`` is a documented post."""

    def __init__(self, organisation: str = "Rannaamet") -> None:
        self.directory = Directory(Iris(BASE))
        self.organisation = self.directory.organisation(organisation)

    def post(
        self,
        title: str,
        *units: str,
        specialisation: str | None = None,
        documented: bool = True,
        listed: bool = False,
    ) -> str:
        """Enter a post and return its IRI."""
        unit = self.directory.unit(self.organisation, units)
        found = self.directory.post(unit, title, specialisation)
        return self.directory.add(
            KnownPost(
                found.iri, found.title, found.specialisation, unit, documented=documented, listed=listed
            )
        ).iri


def on_terminal(*arguments: str | Path, columns: int = 100, errors: bool = False) -> tuple[str, int]:
    """Return what ajgraph shows on a terminal of that width, with ``errors`` standard error as well, and its exit code."""
    pty = pytest.importorskip("pty", reason="pseudo-terminals are a matter of POSIX systems")
    import fcntl
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "COL"))
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "ajgraph", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs if errors else subprocess.DEVNULL,
        env=environment | {"TERM": "xterm", "LC_ALL": "C.UTF-8"},
        cwd=ROOT,
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        shown += part
    os.close(ours)
    return shown.decode(), process.wait()
