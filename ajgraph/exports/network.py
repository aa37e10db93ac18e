"""The organisation as a networkx graph: the form for Python, and what the file formats are written from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ajgraph.exports.hierarchy import is_top, name_of, units_of
from ajgraph.exports.wording import label_of, one_line, title_of
from ajgraph.organisation import Link, Organisation, Post
from ajgraph.posts import known_post

if TYPE_CHECKING:
    import networkx as nx

Value = str | int | bool


def to_networkx(
    organisation: Organisation, *, verdicts: Mapping[str, str] | None = None
) -> nx.MultiDiGraph[str]:
    """Return the organisation as a directed graph of units and posts; nodes are IRIs.

    Every node has ``kind`` ("organisation", "unit" or "post") and ``label``. Posts also have ``title``,
    ``specialisation``, ``unit`` (the path, joined by " > "), ``organisation``, ``identifier`` (the number in the
    staffing table; not ``id``, which several formats keep for themselves), ``places``, ``places_known``,
    ``documented``, ``designated``, ``unresolved`` and ``verdict``. Edges have a ``relation``, which is also their
    key (with a number where it repeats between two nodes):

    - ``unitOf``: unit → the unit or organisation above it
    - ``postIn``: post → its unit
    - ``reportsTo``: post → its manager
    - ``maySubstitute``: substitute → the absent post it may stand in for, with ``status``, ``kind``, ``fit``,
      ``gaps`` and ``claims`` (IRIs, joined by blanks); a colleague in the same post is an edge to itself

    Values are strings, whole numbers and truth values; what is not known is left out. Texts are on one line and
    lists are joined by "; ". The order of nodes and edges is that of their IRIs, whatever order they came in.

    Parameters
    ----------
    verdicts
        The verdict of each post by IRI, as :func:`ajgraph.analysis.coverage.coverage` gives it.

    Raises
    ------
    ajgraph.errors.UnknownPost
        A link or a line of reporting names a post that the organisation does not have.

    Examples
    --------
    >>> links = (Link("post/jurist", "post/nõunik", status="one-sided"),)
    >>> one = Organisation((Post("post/jurist", "Jurist"), Post("post/nõunik", "Nõunik")), links)
    >>> graph = to_networkx(one)
    >>> [(u, v, data["status"]) for u, v, data in graph.edges(data=True)]
    [('post/nõunik', 'post/jurist', 'one-sided')]

    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    units = units_of(organisation)
    for unit in units:
        kind = "organisation" if is_top(unit, organisation) else "unit"
        graph.add_node(unit.iri, kind=kind, label=name_of(unit))
    for post in sorted(organisation.posts, key=lambda post: post.iri):
        graph.add_node(post.iri, **_post_data(post, (verdicts or {}).get(post.iri)))
    for unit in units:
        if unit.parent is not None:
            _connect(graph, unit.iri, unit.parent, "unitOf")
    for post in sorted(organisation.posts, key=lambda post: post.iri):
        if post.unit is not None:
            _connect(graph, post.iri, post.unit, "postIn")
    for post_iri, manager in sorted({(line.post, line.manager) for line in organisation.reporting}):
        known_post(organisation, post_iri)
        known_post(organisation, manager)
        _connect(graph, post_iri, manager, "reportsTo")
    for link in sorted(set(organisation.links), key=_order):
        known_post(organisation, link.substitute)
        known_post(organisation, link.absent)
        _connect(graph, link.substitute, link.absent, "maySubstitute", **_link_data(link))
    return graph


def without_empty(values: Mapping[str, Value | None]) -> dict[str, Value]:
    """Return the values that say something: no None, no empty text."""
    return {name: value for name, value in values.items() if value is not None and value != ""}


def _post_data(post: Post, verdict: str | None) -> dict[str, Value]:
    return without_empty(
        {
            "kind": "post",
            "label": label_of(post),
            "title": title_of(post),
            "specialisation": one_line(post.specialisation or ""),
            "unit": " > ".join(one_line(name) for name in post.unit_path),
            "organisation": one_line(post.organisation or ""),
            "identifier": one_line(post.id or ""),
            "places": post.places,
            "places_known": post.places_known,
            "documented": post.documented,
            "designated": "; ".join(one_line(text) for text in post.designated),
            "unresolved": "; ".join(one_line(text) for text in post.unresolved),
            "verdict": verdict,
        }
    )


def _link_data(link: Link) -> dict[str, Value]:
    return without_empty(
        {
            "status": link.status,
            "kind": link.kind,
            "fit": link.fit,
            "gaps": "; ".join(one_line(gap) for gap in link.gaps),
            "claims": " ".join(link.claims),
        }
    )


def _order(link: Link) -> tuple[str | tuple[str, ...], ...]:
    return link.substitute, link.absent, link.kind, link.status, link.fit, link.claims, link.gaps


def _connect(graph: nx.MultiDiGraph[str], source: str, target: str, relation: str, **data: Value) -> None:
    key, number = relation, 1
    while graph.has_edge(source, target, key):
        number += 1
        key = f"{relation}-{number}"
    graph.add_edge(source, target, key=key, relation=relation, **data)
