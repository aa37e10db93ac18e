"""What the documentation says is so: the CLI reference is fresh, links lead somewhere, examples run.

The convention of ``README.md`` (also in ``docs/contributing.md``):

- ``console`` block: a line that begins with ``$ `` is a command, the lines after it are its standard output,
  word for word; blanks at the end of a line do not count, and a line ``…`` stands for any number of lines. The
  exit code is 0 unless the command ends with ``# exit 1``. A backslash at the end continues a command.
- ``bash`` block: one script, run with ``-eu``; what it prints is not looked at.
- ``python`` block: a doctest if it has ``>>>``, else a program that has to end well.

All blocks run in their order in one folder that holds a copy of ``data/`` and nothing else, in English, with
the running environment's commands on the PATH. Lines that begin with ``make`` are left out: CI runs those.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import typer

from ajgraph.commands import app
from tests.helpers import ROOT
from tests.test_architecture import LINE

CLI = ROOT / "docs" / "cli.md"
CONTRIBUTING = ROOT / "docs" / "contributing.md"
PAGES = sorted(
    {
        ROOT / "README.md",
        ROOT / "benchmarks" / "README.md",
        *(ROOT / "ontology").glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "data").rglob("*.md"),
    }
)
FENCE = re.compile(
    r"^(?P<mark>`{3,})(?P<kind>\w*)[^\n]*\n(?P<body>.*?)^(?P=mark)\s*$", re.MULTILINE | re.DOTALL
)
LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\((?P<target>(?:[^()\s]|\([^()\s]*\))+)(?:\s+\"[^\"]*\")?\)")
EXIT = re.compile(r"#\s*exit (?P<code>\d)\s*$")
COMMANDS: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]


# The reference of the command line


def section(name: str) -> str:
    """Return what docs/cli.md says about one command."""
    found = re.search(
        rf"^## `ajgraph {name}`\n(.*?)(?=^## |\Z)", CLI.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    assert found, f"docs/cli.md has no section on ajgraph {name}: run make docs"
    return found[1]


@pytest.mark.parametrize("environment", [{"LC_ALL": "et_EE.UTF-8", "COLUMNS": "30"}, {"COLUMNS": "300"}])
def test_the_reference_is_fresh_whatever_the_terminal_and_language(environment: dict[str, str]) -> None:
    code = "import runpy, sys; sys.stdout.reconfigure(encoding='utf-8', newline='\\n'); "
    code += "print(runpy.run_path('docs/generate.py')['page'](), end='')"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=os.environ | environment, capture_output=True, check=True
    )
    assert done.stdout.decode() == CLI.read_text(encoding="utf-8"), "run make docs"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_all_its_options_arguments_and_examples_there(name: str) -> None:
    text = section(name)
    for parameter in COMMANDS[name].params:
        if parameter.param_type_name == "option":
            assert parameter.help, f"{parameter.name} needs a help text"
            assert ", ".join(f"`{one}`" for one in parameter.opts) in text
        else:
            assert parameter.name.upper() in text
    assert f"\najgraph {name} " in text.partition("Examples:")[2] + " "


@pytest.mark.parametrize("name", COMMANDS)
def test_the_reference_says_when_a_command_ends_with_1(name: str) -> None:
    source = (ROOT / "ajgraph" / "commands" / f"{name}.py").read_text(encoding="utf-8")
    assert ("Exit code 1:" in section(name)) == ("ExitStatus.FINDINGS" in source)


def test_contributing_shows_the_straight_line() -> None:
    text = CONTRIBUTING.read_text(encoding="utf-8")
    shown = [word for kind, body in blocks(text) if kind == "text" for word in re.findall(r"\w+", body)]
    assert shown == list(LINE), "bring docs/contributing.md into line with tests/test_architecture.py"


# Links


def blocks(text: str) -> list[tuple[str, str]]:
    """Return kind and content of each fenced block."""
    return [(found["kind"], found["body"]) for found in FENCE.finditer(text)]


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub and GitLab make them."""
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+ (.+?)\s*$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", LINK.sub("", one).lower()).replace(" ", "-") for one in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"`[^`\n]*`", "", FENCE.sub("", page.read_text(encoding="utf-8")))
    broken = []
    for found in LINK.finditer(text):
        target, _, anchor = unquote(found["target"]).partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        there = (page.parent / target).resolve() if target else page
        inside = there.is_relative_to(ROOT) and there.exists()
        if not inside or (anchor and there.suffix == ".md" and anchor not in anchors(there)):
            broken.append(found["target"])
    assert not broken


def test_broken_links_would_be_seen() -> None:
    text = 'See [one](a/b.md), ![two](c.svg "title"), [`three`](d.md#e) and [[4]](f_(g).md).'
    assert [found["target"] for found in LINK.finditer(text)] == ["a/b.md", "c.svg", "d.md#e", "f_(g).md"]


# Examples


@dataclass(frozen=True)
class Example:
    """One thing to run: a shell command with what it prints, or a program."""

    kind: str
    code: str
    expected: tuple[str, ...] | None = None
    exit_code: int = 0


def examples(text: str) -> list[Example]:
    """Return what the page says to run, in order."""
    found: list[Example] = []
    for kind, body in blocks(text):
        if kind == "console":
            found += _console(body)
        elif kind == "bash":
            lines = [line for line in body.splitlines() if not line.startswith("make")]
            found.append(Example("shell", "set -eu\n" + "\n".join(lines)))
        elif kind == "python":
            found.append(Example("doctest" if ">>>" in body else "python", body))
    return found


def _console(body: str) -> list[Example]:
    entries: list[tuple[str, list[str]]] = []
    for line in body.splitlines():
        if line.startswith("$ "):
            entries.append((line.removeprefix("$ "), []))
        elif not entries:
            raise ValueError(f"a console block begins with a command, not with {line!r}")
        elif entries[-1][0].endswith("\\"):
            entries[-1] = (entries[-1][0] + "\n" + line, [])
        else:
            entries[-1][1].append(line)
    return [
        Example("shell", command, tuple(output), int(code["code"]) if (code := EXIT.search(command)) else 0)
        for command, output in entries
        if not command.startswith("make")
    ]


def matches(expected: Sequence[str], printed: Sequence[str]) -> bool:
    """Say whether the lines printed are those expected, where ``…`` stands for any lines."""
    pattern = "".join(
        r"(?:[^\n]*\n)*" if line.strip() == "…" else re.escape(line.rstrip()) + "\n" for line in expected
    )
    return bool(re.fullmatch(pattern, "".join(f"{line.rstrip()}\n" for line in printed)))


def run(example: Example, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("AJGRAPH", "LC_", "LANG"))
    }
    scripts = sysconfig.get_path("scripts")
    environment |= {"PATH": os.pathsep.join([scripts, os.environ["PATH"]]), "LC_ALL": "C.UTF-8"}
    program = folder / ".example"
    program.write_text(example.code, encoding="utf-8")
    command = {
        "shell": ["bash", program.name],
        "python": [sys.executable, program.name],
        "doctest": [sys.executable, "-m", "doctest", program.name],
    }[example.kind]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def fault(example: Example, folder: Path) -> str | None:
    """Run an example; say what is wrong with it."""
    done = run(example, folder)
    if done.returncode != example.exit_code:
        return f"{example.code}\nended with {done.returncode}\n{done.stdout}{done.stderr}"
    if example.expected is not None and not matches(example.expected, done.stdout.splitlines()):
        return f"{example.code}\nprinted:\n{done.stdout}\nexpected:\n" + "\n".join(example.expected)
    return None


def test_every_example_of_the_readme_runs(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    found = examples((ROOT / "README.md").read_text(encoding="utf-8"))
    assert {one.kind for one in found} >= {"shell", "python"}
    faults = [text for one in found if (text := fault(one, tmp_path))]
    assert not faults, "\n\n".join(faults)


@pytest.mark.parametrize(
    ("page", "good"),
    [
        ("```console\n$ echo one\none\n```\n", True),
        ("```console\n$ echo one\ntwo\n```\n", False),
        ("```console\n$ echo one\n```\n", False),
        ("```console\n$ printf '1\\n2\\n3\\n'\n…\n3\n```\n", True),
        ("```console\n$ printf '1\\n2\\n3\\n'\n1\n…\n```\n", True),
        ("```console\n$ printf '1\\n2\\n3\\n'\n…\n2\n```\n", False),
        ("```console\n$ (exit 1)   # exit 1\n```\n", True),
        ("```console\n$ (exit 1)\n```\n", False),
        ("```console\n$ true   # exit 1\n```\n", False),
        ("```console\n$ echo one \\\n    two\none two\n```\n", True),
        ("```console\n$ make nothing\nwhatever\n```\n", True),
        ("```bash\nmake nothing\nfalse\ntrue\n```\n", False),
        ("```python\n>>> 1 + 1\n2\n```\n", True),
        ("```python\n>>> 1 + 1\n3\n```\n", False),
        ("```python\nraise SystemExit(3)\n```\n", False),
    ],
)
def test_an_example_that_is_wrong_would_be_seen(page: str, good: bool, tmp_path: Path) -> None:
    assert all(fault(one, tmp_path) is None for one in examples(page)) == good


def test_a_console_block_begins_with_a_command() -> None:
    with pytest.raises(ValueError, match="begins with a command"):
        examples("```console\noutput\n```\n")
