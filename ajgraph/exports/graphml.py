"""GraphML, for yEd, Gephi, igraph, Neo4j and networkx (http://graphml.graphdrawing.org/specification.html)."""

from __future__ import annotations

from collections.abc import Mapping

from ajgraph.exports.markup import HEAD, readable
from ajgraph.exports.network import to_networkx
from ajgraph.organisation import Organisation


def to_graphml(organisation: Organisation, *, verdicts: Mapping[str, str] | None = None) -> str:
    """Return the graph of :func:`~ajgraph.exports.network.to_networkx` as GraphML.

    Edges are numbered ``e1``, ``e2`` … in their order, since GraphML wants one id for each.
    """
    import networkx as nx

    graph = to_networkx(organisation, verdicts=verdicts)
    numbered: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    numbered.add_nodes_from(graph.nodes(data=True))
    for number, (source, target, data) in enumerate(graph.edges(data=True), start=1):
        numbered.add_edge(source, target, key=f"e{number}", **data)
    return HEAD + readable("\n".join(nx.generate_graphml(numbered))) + "\n"
