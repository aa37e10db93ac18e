"""Cytoscape JSON (https://js.cytoscape.org/#notation/elements-json), for cytoscape.js and Cytoscape Desktop."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ajgraph.exports import palette
from ajgraph.exports.hierarchy import hierarchy, hues, parents_of
from ajgraph.exports.network import to_networkx
from ajgraph.organisation import Organisation


def to_cytoscape(organisation: Organisation, *, verdicts: Mapping[str, str] | None = None) -> str:
    """Return elements and a style sheet; units are compound nodes, posts and units have them as ``parent``.

    What ``unitOf`` and ``postIn`` say is said by ``parent``, so these edges are left out. networkx reads the text
    too (``nx.cytoscape_graph``).
    """
    graph = to_networkx(organisation, verdicts=verdicts)
    parents: dict[str, str | None] = parents_of(organisation)
    parents |= {post.iri: post.unit for post in organisation.posts}
    nodes: list[dict[str, Any]] = []
    for iri, data in graph.nodes(data=True):
        node = {"id": iri, "value": iri, "name": data["label"], **data}
        if parents[iri] is not None:
            node["parent"] = parents[iri]
        nodes.append({"group": "nodes", "data": node, "classes": _classes(data)})
    edges: list[dict[str, Any]] = []
    for source, target, key, data in graph.edges(keys=True, data=True):
        if data["relation"] in {"reportsTo", "maySubstitute"}:
            edge = {"id": f"e{len(edges) + 1}", "source": source, "target": target, "key": key, **data}
            edges.append({"group": "edges", "data": edge, "classes": _classes(data)})
    whole = {
        "format_version": "1.0",
        "generated_by": "ajgraph",
        "data": {"name": "ajgraph"},
        "directed": True,
        "multigraph": True,
        "elements": {"nodes": nodes, "edges": edges},
        "style": _style(organisation),
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _classes(data: Mapping[str, Any]) -> str:
    names = (data.get("relation"), data.get("kind"), data.get("verdict"), data.get("status"))
    return " ".join(name for name in names if name)


def _style(organisation: Organisation) -> list[dict[str, Any]]:
    """Return the colours of the palette as a cytoscape.js style sheet."""
    unit_hues = hues(hierarchy(organisation), palette.UNIT_HUES)
    rules: list[tuple[str, dict[str, Any]]] = [
        ("node", {"label": "data(label)", "font-size": 10, "color": palette.INK, "text-wrap": "wrap"}),
        ("node.post", _post_style(palette.UNJUDGED)),
        *((f"node.{name}", _post_style(mark)) for name, mark in palette.VERDICTS.items()),
        (":parent", {"text-valign": "top", "background-color": palette.tint(palette.GREY, 0.9)}),
        *(
            (f"node[id = {json.dumps(iri, ensure_ascii=False)}]", {"border-color": hue})
            for iri, hue in unit_hues.items()
        ),
        (
            "edge",
            {
                "width": 1,
                "curve-style": "bezier",
                "target-arrow-shape": "triangle",
                "line-color": palette.REPORTING,
                "target-arrow-color": palette.REPORTING,
            },
        ),
        *(
            (
                f"edge.{name}",
                {"line-style": mark.line, "line-color": mark.hue, "target-arrow-color": mark.hue},
            )
            for name, mark in palette.STATUSES.items()
        ),
    ]
    return [{"selector": selector, "style": style} for selector, style in rules]


def _post_style(mark: palette.Mark) -> dict[str, Any]:
    return {
        "shape": "round-rectangle",
        "background-color": mark.fill,
        "border-color": mark.hue,
        "border-width": 1,
    }
