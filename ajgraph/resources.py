"""Where the ontology, the shapes and the named queries lie.

``ontology/`` and ``shapes/`` are kept once, at the top of the repository; a wheel carries them as
``ajgraph/_share/``. Queries are part of the package in both cases.
"""

from __future__ import annotations

from pathlib import Path

from ajgraph.errors import AjgraphError
from ajgraph.language import Bilingual

_PACKAGE = Path(__file__).resolve().parent


def ontology_files() -> tuple[Path, ...]:
    """Return the Turtle files of the ontology, sorted by name; raises ``AjgraphError`` if there are none."""
    return _files(_shared("ontology"), "*.ttl")


def shape_files() -> tuple[Path, ...]:
    """Return the Turtle files of the shapes, sorted by name; raises ``AjgraphError`` if there are none."""
    return _files(_shared("shapes"), "*.ttl")


def query_files() -> tuple[Path, ...]:
    """Return the named SPARQL queries, sorted by name; raises ``AjgraphError`` if there are none."""
    return _files(_PACKAGE / "queries", "*.rq")


def _shared(name: str) -> Path:
    """Return the installed folder ``name``, else the one of the checkout."""
    installed = _PACKAGE / "_share" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def _files(folder: Path, pattern: str) -> tuple[Path, ...]:
    found = tuple(sorted(folder.glob(pattern)))
    if not found:
        raise AjgraphError(
            Bilingual(
                en=f"ajgraph's own files are missing: no {pattern} in this folder",
                et=f"ajgraphi enda failid on puudu: selles kaustas pole ühtki {pattern}",
            ),
            where=str(folder),
            remedy=Bilingual(
                en="The installation is damaged: install ajgraph again.",
                et="Paigaldus on vigane: paigalda ajgraph uuesti.",
            ),
        )
    return found
