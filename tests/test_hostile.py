"""A folder of hostile and broken files next to two good ones: the good ones are read, each bad one is named with why."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests import made_hostile
from tests.helpers import ROOT
from tests.test_files import docx, dump, text

ENOUGH = 300
"""Seconds after which a command is taken to hang; it takes a tenth of it."""


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[str]]:
    folder = tmp_path_factory.mktemp("hostile") / "docs"
    names = made_hostile.make(folder)
    with suppress(OSError):  # such names cannot exist on every system
        names.add(made_hostile.make_undecodable(folder))
    return folder, names


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("good")
    (folder / "hea.docx").write_bytes(docx(folder))
    (folder / "hea.txt").write_bytes(text("Jurist", "nõunik"))
    return folder


def command(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command as a process of its own; one that hangs fails the test."""
    return subprocess.run(
        [sys.executable, "-m", "ajgraph", *map(str, arguments)],
        cwd=ROOT,
        env={
            name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "AJG"))
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=ENOUGH,
        check=False,
    )


def reasons(said: str, folder: Path) -> dict[str, str]:
    """Return what is said of each file of the folder, by its name."""
    found: dict[str, str] = {}
    for line in said.splitlines():
        if line.startswith(f"{folder.as_posix()}/"):
            place, _, why = line.removeprefix(f"{folder.as_posix()}/").partition(": ")
            found.setdefault(place.split("/")[0].split(":")[0], why)
    return found


def listing(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_read_names_each_bad_file_in_both_languages_and_reads_the_good_ones(
    bad: tuple[Path, set[str]], good: Path
) -> None:
    folder, names = bad
    before = listing(folder.parent)
    said = {}
    for speech in ("en", "et"):
        done = command("read", folder, good, "--format", "json", "--lang", speech)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert [one["title"] for one in json.loads(done.stdout)] == ["Nõunik", "Jurist"]
        assert "SALADUS" not in done.stdout + done.stderr
        said[speech] = reasons(done.stderr, folder)
    assert set(said["en"]) == set(said["et"]) == names
    assert all(said["en"].values())
    assert [name for name in sorted(names) if said["en"][name] == said["et"][name]] == []
    assert listing(folder.parent) == before


def test_build_takes_the_good_ones_and_nothing_bad_harms_the_store(
    bad: tuple[Path, set[str]], good: Path, tmp_path: Path
) -> None:
    folder, names = bad
    store, clean = tmp_path / "store", tmp_path / "clean"
    done = command("build", folder, good, "-s", store)
    assert done.returncode == 1
    assert set(reasons(done.stderr, folder)) == names
    assert "2 descriptions" in done.stderr
    assert command("build", good, "-s", clean).returncode == 0
    assert dump(store) == dump(clean)
    failed = command("build", folder, "-s", store)
    assert (failed.returncode, failed.stdout) == (3, "")
    assert "nothing could be read" in failed.stderr
    assert dump(store) == dump(clean)
