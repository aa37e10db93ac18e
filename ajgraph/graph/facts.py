"""Units, back from the graph."""

from __future__ import annotations

from ajgraph.directory import KnownUnit
from ajgraph.store import GraphStore, bound

_UNITS = """SELECT ?unit (SAMPLE(?label) AS ?name) (MAX(STR(?above)) AS ?parent) WHERE {
  { ?unit a org:OrganizationalUnit } UNION { ?unit a org:FormalOrganization }
  ?unit skos:prefLabel ?label OPTIONAL { ?unit org:unitOf ?above }
} GROUP BY ?unit ORDER BY ?unit"""


def units(store: GraphStore) -> list[KnownUnit]:
    """Return the organisations and units, by IRI."""
    rows = store.select(_UNITS)
    return [KnownUnit(bound(row, "unit"), bound(row, "name"), row["parent"]) for row in rows]
