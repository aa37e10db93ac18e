"""Start-up: the whole process, from the shell's point of view."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

from benchmarks.report import Size, Table, in_turns, milliseconds

AJGRAPH = Path(sysconfig.get_path("scripts")) / "ajgraph"
COMMANDS = {
    "`ajgraph --help`": [str(AJGRAPH), "--help"],
    "`python -c pass`": [sys.executable, "-c", "pass"],
    '`python -c "import rdflib"`': [sys.executable, "-c", "import rdflib"],
    '`python -c "import pyshacl"`': [sys.executable, "-c", "import pyshacl"],
}


def run(size: Size) -> list[Table]:
    """Return the table of start-up times."""
    works = [
        lambda command=command: subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        for command in COMMANDS.values()
    ]
    durations = in_turns(size.starts, *works)
    least = durations[1]
    rows = [
        (name, milliseconds(duration), milliseconds(max(duration - least, 0)))
        for name, duration in zip(COMMANDS, durations, strict=True)
    ]
    return [
        Table(
            "Start-up",
            f"The whole process, median of {size.starts} runs in turns. The aim is less than 300 ms for `ajgraph --help`: "
            "the libraries below are loaded only by the commands that need them.",
            ("process", "time", "more than Python itself"),
            tuple(rows),
        )
    ]
