"""The wheel is whole: built, installed into an empty environment, and run from an empty folder.

Nothing is downloaded: the build uses the hatchling that is installed, the new environment borrows the
dependencies of the running one (a ``.pth`` file), and only ajgraph itself comes from the wheel.
"""

from __future__ import annotations

import configparser
import email
import json
import os
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from collections import Counter
from pathlib import Path, PurePosixPath

import pytest

from tests.helpers import ROOT

DOCUMENTS = {
    "jurist.txt": "Rannaamet\nAMETIJUHEND\nAmetinimetus: Jurist\nStruktuuriüksus: Õigusosakond\n"
    "Vahetu juht: Osakonnajuhataja\nKes asendab: Nõunik\nKeda asendab: Nõunikku\n",
    "nõunik.txt": "Rannaamet\nAMETIJUHEND\nAmetinimetus: Nõunik\nStruktuuriüksus: Õigusosakond\n"
    "Vahetu juht: Osakonnajuhataja\nKes asendab: Jurist\nKeda asendab: Juristi\n",
}


def ran(*command: str | Path, cwd: Path, code: int = 0) -> str:
    """Run a command apart from this checkout and return what it prints; stderr shows where it fails."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "AJGRAPH"))}
    done = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=kept | {"LC_ALL": "C.UTF-8", "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == code, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("build", reason="build and hatchling come with the extra dev")
    pytest.importorskip("hatchling", reason="build and hatchling come with the extra dev")
    folder = tmp_path_factory.mktemp("dist")
    ran(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", folder, ROOT, cwd=folder)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel, nothing else, into a new environment; return its folder of commands."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    where = {"base": str(folder), "platbase": str(folder)}
    commands = Path(sysconfig.get_path("scripts", "venv", where))
    python = commands / Path(sys.executable).name
    python = python if python.exists() else commands / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index")
    ran(*pip, "--quiet", wheel, cwd=folder)
    # Only now, or pip would take the ajgraph of the running environment for the installed one.
    own = Path(sysconfig.get_path("purelib", "venv", where))
    borrowed = dict.fromkeys((sysconfig.get_path("purelib"), sysconfig.get_path("platlib")))
    (own / "borrowed.pth").write_text("\n".join(borrowed) + "\n", encoding="utf-8")
    place = ran(python, "-c", "import ajgraph; print(ajgraph.__file__)", cwd=folder).strip()
    assert Path(place).is_relative_to(own), "the wheel's own ajgraph has to be the one that runs"
    return commands


def test_the_wheel_holds_the_package_and_nothing_else(names: list[str]) -> None:
    tops = {PurePosixPath(name).parts[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"ajgraph"}
    assert len(tops) == 2
    assert not [name for name in names if "/data/" in name or "test" in PurePosixPath(name).name]
    assert "ajgraph/py.typed" in names


def test_every_module_and_table_of_the_package_is_inside(names: list[str]) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "ajgraph"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    expected = [line for line in tracked.stdout.splitlines() if (ROOT / line).is_file()]
    if not expected:
        expected = [
            path.relative_to(ROOT).as_posix()
            for path in (ROOT / "ajgraph").rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        ]
    assert set(expected) <= set(names)


@pytest.mark.parametrize(
    ("source", "pattern", "inside"),
    [
        ("ontology", "*.ttl", "ajgraph/_share/ontology"),
        ("shapes", "*.ttl", "ajgraph/_share/shapes"),
        ("ajgraph/queries", "*.rq", "ajgraph/queries"),
    ],
)
def test_ontology_shapes_and_queries_are_inside_exactly_once(
    names: list[str], source: str, pattern: str, inside: str
) -> None:
    counts = Counter(PurePosixPath(name).name for name in names)
    expected = [path.name for path in (ROOT / source).glob(pattern)]
    assert expected
    for name in expected:
        assert f"{inside}/{name}" in names
        assert counts[name] == 1


def test_the_metadata_names_the_extras_and_requirements(wheel: Path, names: list[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in names if name.endswith(".dist-info/METADATA"))
        metadata = email.message_from_bytes(archive.read(name))
    assert metadata["Version"] == project["version"]
    assert metadata["Requires-Python"] == project["requires-python"]
    assert set(metadata.get_all("Provides-Extra", [])) == set(project["optional-dependencies"])
    required = metadata.get_all("Requires-Dist", [])
    assert len([one for one in required if "extra ==" not in one]) == len(project["dependencies"])
    assert any(one.startswith("pygraphviz") and "picture" in one for one in required)


def test_every_entry_point_starts(wheel: Path, names: list[str], scripts: Path, tmp_path: Path) -> None:
    entries = configparser.ConfigParser()
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in names if name.endswith(".dist-info/entry_points.txt"))
        entries.read_string(archive.read(name).decode())
    commands = list(entries["console_scripts"])
    assert commands
    for command in commands:
        assert "Usage:" in ran(scripts / command, "--help", cwd=tmp_path)
    assert "Usage:" in ran(scripts / "python", "-m", "ajgraph", "--help", cwd=tmp_path)


def test_the_whole_line_works_from_an_empty_folder(scripts: Path, tmp_path: Path) -> None:
    ajgraph = scripts / "ajgraph"
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert ran(ajgraph, "--version", cwd=tmp_path) == f"ajgraph {version}\n"

    (tmp_path / "documents").mkdir()
    for name, text in DOCUMENTS.items():
        (tmp_path / "documents" / name).write_text(text, encoding="utf-8")
    ran(ajgraph, "build", "documents", cwd=tmp_path)

    findings = json.loads(ran(ajgraph, "check", "--format", "json", cwd=tmp_path, code=1))
    assert any(one["rule"].endswith("ApprovalMissing") for one in findings)
    queries = json.loads(ran(ajgraph, "query", "--list", "--format", "json", cwd=tmp_path))
    assert {one["name"] for one in queries} == {path.stem for path in (ROOT / "ajgraph/queries").glob("*.rq")}
    substitutes = ran(ajgraph, "query", "substitutes", "--format", "csv", cwd=tmp_path)
    assert "Jurist" in substitutes
    assert "Nõunik" in substitutes
    assert (tmp_path / ".ajgraph").is_dir()
