"""The solvers and arrays of the extra ``solve``: loaded when an answer needs them, asked for clearly when missing."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from ajgraph.errors import MissingExtra
from ajgraph.language import Bilingual


def needed(module: str, purpose: Bilingual) -> Any:
    """Return the module ``module`` of the extra ``solve``.

    Raises :class:`~ajgraph.errors.MissingExtra` that names the ``purpose`` ("the smallest repair") if it is not
    installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtra(
            Bilingual(
                f"{purpose.en} needs {module.partition('.')[0]}, which is not installed",
                f"{purpose.et} vajab teeki {module.partition('.')[0]}, mida pole paigaldatud",
            ),
            remedy=Bilingual(
                "Install the extra solve; in a clone of ajgraph: pip install '.[solve]'",
                "Paigalda lisa solve; ajgraphi kloonis: pip install '.[solve]'",
            ),
        ) from error


def installed(*packages: str) -> bool:
    """Return whether all these packages of the extra are there."""
    return all(find_spec(package) for package in packages)
