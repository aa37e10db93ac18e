"""GEXF 1.3, for Gephi (https://gexf.net/): with colours, and with kinds of edges so that none are merged.

Written here and not by networkx: its writer dates the file, so that no two are the same, and has no place for
the kind of an edge, without which Gephi adds "reports to" and "may substitute" up to one edge.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ajgraph.exports import palette
from ajgraph.exports.hierarchy import hierarchy, hues
from ajgraph.exports.markup import HEAD, readable
from ajgraph.exports.network import Value, to_networkx
from ajgraph.organisation import Organisation

_SIZES: Final = {"organisation": 30, "unit": 20, "post": 10}


def to_gexf(organisation: Organisation, *, verdicts: Mapping[str, str] | None = None) -> str:
    """Return the graph of :func:`~ajgraph.exports.network.to_networkx` as GEXF.

    Units have the hue of the unit under the top that they belong to; posts the colour of their verdict, or their
    unit's where no verdicts are given. Substitution edges have the colour of their status.
    """
    graph = to_networkx(organisation, verdicts=verdicts)
    root = Element(
        "gexf", {"xmlns": "http://gexf.net/1.3", "xmlns:viz": "http://gexf.net/1.3/viz", "version": "1.3"}
    )
    SubElement(SubElement(root, "meta"), "creator").text = "ajgraph"
    inside = SubElement(root, "graph", defaultedgetype="directed", mode="static")
    unit_hues = hues(hierarchy(organisation), palette.UNIT_HUES)
    unit_of_post = {post.iri: post.unit for post in organisation.posts}
    node_columns = _columns(inside, "node", [data for _, data in graph.nodes(data=True)])
    edge_columns = _columns(inside, "edge", [data for _, _, data in graph.edges(data=True)])
    nodes = SubElement(inside, "nodes")
    for iri, data in graph.nodes(data=True):
        node = SubElement(nodes, "node", id=iri, label=str(data["label"]))
        _values(node, data, node_columns)
        if "verdict" in data:
            _colour(node, palette.verdict_mark(str(data["verdict"])).hue)
        else:
            _colour(node, unit_hues.get(unit_of_post.get(iri) or iri, palette.UNJUDGED.hue))
        SubElement(node, "viz:size", value=str(_SIZES[data["kind"]]))
    edges = SubElement(inside, "edges")
    for number, (source, target, data) in enumerate(graph.edges(data=True), start=1):
        relation = str(data["relation"])
        edge = SubElement(
            edges, "edge", id=f"e{number}", source=source, target=target, label=relation, kind=relation
        )
        _values(edge, data, edge_columns)
        status = data.get("status")
        _colour(edge, palette.REPORTING if status is None else palette.status_mark(status).hue)
        SubElement(edge, "viz:shape", value="solid" if status is None else palette.status_mark(status).line)
    indent(root)
    return HEAD + readable(tostring(root).decode("ascii")) + "\n"


def _columns(graph: Element, of: str, rows: list[dict[str, Value]]) -> dict[str, str]:
    """Declare the attributes that occur and return their ids by name."""
    kinds = {name: type(value) for row in rows for name, value in row.items() if name != "label"}
    declared = SubElement(graph, "attributes", {"class": of, "mode": "static"})
    names = {bool: "boolean", int: "integer", str: "string"}
    for name, kind in kinds.items():
        SubElement(declared, "attribute", id=f"{of}-{name}", title=name, type=names[kind])
    return {name: f"{of}-{name}" for name in kinds}


def _values(element: Element, data: Mapping[str, Value], columns: Mapping[str, str]) -> None:
    values = SubElement(element, "attvalues")
    for name, value in data.items():
        if name in columns:
            text = str(value).lower() if isinstance(value, bool) else str(value)
            SubElement(values, "attvalue", {"for": columns[name], "value": text})


def _colour(element: Element, colour: str) -> None:
    red, green, blue = palette.rgb(colour)
    SubElement(element, "viz:color", r=str(red), g=str(green), b=str(blue))
