"""What all answers share: records for tables of data, a table of their own in a notebook, a graph of networkx."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from ajgraph.language import Bilingual

if TYPE_CHECKING:
    import networkx as nx

_ENDS = frozenset({"absent", "absent_name", "substitute", "substitute_name"})
_SHOWN = 200
"""Rows that a notebook shows; ``records`` has them all."""


class Result:
    """A base of answers that have ``records``: one flat dictionary for each row, fit for ``pandas.DataFrame``."""

    __slots__ = ()

    def records(self) -> list[dict[str, Any]]:
        """Return the rows."""
        raise NotImplementedError

    def _repr_html_(self) -> str:
        """Return the answer as a notebook shows it: its one line, and its rows; a post by its name, not its IRI."""
        records = self.records()
        parts = [f"<p>{html.escape(str(self))}</p>"]
        if records:
            columns = [key for key in records[0] if f"{key}_name" not in records[0]]
            head = "".join(
                f"<th>{html.escape(key.removesuffix('_name').replace('_', ' '))}</th>" for key in columns
            )
            rows = "".join(
                "<tr>" + "".join(f"<td>{html.escape(_shown(record[key]))}</td>" for key in columns) + "</tr>"
                for record in records[:_SHOWN]
            )
            parts.append(f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")
        if len(records) > _SHOWN:
            more = len(records) - _SHOWN
            parts.append(f"<p>{Bilingual(f'… and {more} more rows', f'… ja veel {more} rida')}</p>")
        return "".join(parts)


class Substitutions(Result):
    """A base of answers whose records are substitutions: ``absent`` and ``substitute`` are IRIs, or None for nobody."""

    __slots__ = ()

    def to_networkx(self) -> nx.DiGraph[str]:
        """Return the graph absent → substitute: nodes with their ``label``, edges with what their record says.

        An absent post that nobody stands in for is a node without an edge to go on; it bears what its record says.
        """
        import networkx as nx

        graph: nx.DiGraph[str] = nx.DiGraph()
        for record in self.records():
            absent, substitute = record["absent"], record["substitute"]
            about = {key: value for key, value in record.items() if value is not None and key not in _ENDS}
            graph.add_node(absent, label=record["absent_name"])
            if substitute is None:
                graph.nodes[absent].update(about)
            else:
                graph.add_node(substitute, label=record["substitute_name"])
                graph.add_edge(absent, substitute, **about)
        return graph


def _shown(value: object) -> str:
    return "" if value is None else str(value)
