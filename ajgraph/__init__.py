"""ajgraph: a knowledge graph of organisational roles, from job descriptions (ametijuhend).

The whole line in Python::

    import ajgraph
    from pathlib import Path

    ajgraph.build([Path("data/agency")], Path("graph"))            # documents → graph
    store = ajgraph.GraphStore.open(Path("graph"))                 # SPARQL: store.select("SELECT …")
    organisation = ajgraph.organisation_of(store)                  # posts, links, reporting lines
    ajgraph.coverage(organisation)                                 # every post: who stands in, how safely
    ajgraph.absent(organisation, [post.iri, …])                    # who covers whom, or the proof

Names are loaded when they are first used, so that ``import ajgraph`` costs next to nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ajgraph.analysis.absence import absent
    from ajgraph.analysis.chains import chain
    from ajgraph.analysis.coverage import coverage
    from ajgraph.analysis.leave.away import away_of
    from ajgraph.analysis.leave.dated import absent_between
    from ajgraph.analysis.leave.days import leave
    from ajgraph.analysis.leave.repair import repair
    from ajgraph.analysis.resilience import resilience
    from ajgraph.analysis.suggestions.plan import plan
    from ajgraph.analysis.suggestions.suggestion import suggestions_for
    from ajgraph.analysis.verification import verify
    from ajgraph.build import build
    from ajgraph.calendars import read_calendar
    from ajgraph.description import JobDescription
    from ajgraph.errors import AjgraphError
    from ajgraph.exports import export, to_networkx
    from ajgraph.network import organisation_of
    from ajgraph.notebook import Organisation
    from ajgraph.organisation import Link, Post
    from ajgraph.posts import find_post
    from ajgraph.profiles import profiles_of
    from ajgraph.reading import read_path
    from ajgraph.store import GraphStore
    from ajgraph.validation import check

_HOME = {
    "AjgraphError": "errors",
    "GraphStore": "store",
    "JobDescription": "description",
    "Link": "organisation",
    "Organisation": "notebook",
    "Post": "organisation",
    "absent": "analysis.absence",
    "absent_between": "analysis.leave.dated",
    "away_of": "analysis.leave.away",
    "build": "build",
    "chain": "analysis.chains",
    "check": "validation",
    "coverage": "analysis.coverage",
    "export": "exports",
    "find_post": "posts",
    "leave": "analysis.leave.days",
    "organisation_of": "network",
    "plan": "analysis.suggestions.plan",
    "profiles_of": "profiles",
    "read_calendar": "calendars",
    "read_path": "reading",
    "repair": "analysis.leave.repair",
    "resilience": "analysis.resilience",
    "suggestions_for": "analysis.suggestions.suggestion",
    "to_networkx": "exports",
    "verify": "analysis.verification",
}

__all__ = [
    "AjgraphError",
    "GraphStore",
    "JobDescription",
    "Link",
    "Organisation",
    "Post",
    "absent",
    "absent_between",
    "away_of",
    "build",
    "chain",
    "check",
    "coverage",
    "export",
    "find_post",
    "leave",
    "organisation_of",
    "plan",
    "profiles_of",
    "read_calendar",
    "read_path",
    "repair",
    "resilience",
    "suggestions_for",
    "to_networkx",
    "verify",
]


def _load(name: str) -> object:
    return getattr(import_module(f"ajgraph.{_HOME[name]}"), name)


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'ajgraph' has no attribute {name!r}")
    return _load(name)


def __dir__() -> list[str]:
    return __all__


class _Package(ModuleType):
    """The package: a function that is called like its module stays the function once that module is imported."""


def _function(name: str) -> property:
    return property(lambda _: _load(name), lambda _, module: None)


for _name, _home in _HOME.items():
    if _name == _home:
        setattr(_Package, _name, _function(_name))
sys.modules[__name__].__class__ = _Package
