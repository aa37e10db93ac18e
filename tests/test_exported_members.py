"""The public face: every name is there, comes from where it says, and costs nothing until it is used."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

import ajgraph


@pytest.mark.parametrize("name", ajgraph.__all__)
def test_every_public_name_can_be_had_and_is_documented(name: str) -> None:
    assert getattr(ajgraph, name).__doc__


def test_the_list_is_complete_and_sorted() -> None:
    assert set(ajgraph._HOME) == set(ajgraph.__all__) == set(dir(ajgraph))
    assert list(ajgraph.__all__) == sorted(ajgraph.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = ajgraph.nonsense


def test_importing_the_package_or_showing_help_loads_nothing_heavy() -> None:
    heavy = "{'rdflib', 'networkx', 'pyshacl', 'pyoxigraph', 'numpy', 'pygraphviz'}"
    program = (
        "import sys, contextlib, io, ajgraph\nfrom ajgraph.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit): main(['--help'])\n"
        f"print(sorted({heavy} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


@pytest.mark.parametrize("name", ["build"])
def test_a_function_called_like_its_module_stays_a_function(name: str) -> None:
    import_module(f"ajgraph.{name}")
    for _ in range(2):
        assert getattr(ajgraph, name) is getattr(import_module(f"ajgraph.{name}"), name)
