"""Graph to organisation: the posts, links, reporting lines and units the analyses work on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import cast

from ajgraph import network_file
from ajgraph.graph import facts
from ajgraph.language import current
from ajgraph.organisation import Fit, Link, LinkKind, LinkStatus, Organisation, Post, Reporting, Side, Unit
from ajgraph.store import GraphStore, Row, bound

_POSTS = """SELECT ?post ?title ?specialisation ?unit (MIN(?places) AS ?number)
       (MAX(?places) AS ?most) (MAX(?isDocumented) AS ?documented) WHERE {
  ?post a org:Post ; aj:title ?title ; org:postIn ?unit
  OPTIONAL { ?post aj:specialisation ?specialisation }
  OPTIONAL { ?post aj:places ?places } OPTIONAL { ?post aj:documented ?isDocumented }
} GROUP BY ?post ?title ?specialisation ?unit ORDER BY ?post ?title ?specialisation ?unit"""

_IDS = """SELECT DISTINCT ?post ?id WHERE { ?post a org:Post ; dcterms:identifier ?id } ORDER BY ?post ?id"""

_KINDS = """SELECT ?post (MIN(?kind) AS ?first) (MAX(?kind) AS ?last) WHERE {
  ?post a org:Post ; aj:positionKind ?kind
} GROUP BY ?post ORDER BY ?post"""

_SPEAKING = """SELECT DISTINCT ?post WHERE {
  { ?post aj:documented true } UNION { ?post aj:listedIn ?table . ?table aj:states "substituted_by" }
}"""

_MENTIONS = """SELECT ?post ?text ?resolution WHERE {
  ?claim aj:statedBy ?post ; aj:field "substituted_by" ; aj:text ?text ; aj:resolution ?resolution
  FILTER (?resolution IN ("open", "ambiguous", "unresolved"))
} ORDER BY ?post ?text"""

# A line about substitution that nobody could read, in a description in force that says nothing else of who stands in.
# The label "Kes asendab" without a value is none: there is nothing to read.
_UNREAD = """SELECT DISTINCT ?post ?comment WHERE {
  ?description a aj:JobDescription ; aj:describes ?post ; aj:hasProblem ?problem .
  ?problem rdfs:comment ?comment
  FILTER (LANG(?comment) = "et" && !REGEX(STR(?comment), "ei leitud väärtust|asendusseost sellest ei tehtud")
          && REGEX(STR(?comment), "asenda|asendus(t|e|es|te|tes)?[^a-zõäöü]|asendus(kor|skeem|plaan)", "i"))
  OPTIONAL { ?description dcterms:isReplacedBy ?newer }
  OPTIONAL { ?claim aj:statedBy ?post ; aj:field "substituted_by" ; aj:resolution ?resolution }
  FILTER (!BOUND(?newer) && !BOUND(?claim))
} ORDER BY ?post ?comment"""

_LINKS = """SELECT ?link ?absent ?substitute ?kind ?status ?fit WHERE {
  ?link a aj:SubstitutionLink ; aj:absentPost ?absent ; aj:substitutePost ?substitute ;
        aj:linkKind ?kind ; aj:status ?status ; aj:fit ?fit
} ORDER BY ?absent ?substitute"""

_SIDES = """SELECT DISTINCT ?link ?value WHERE {
  ?link a aj:SubstitutionLink ; aj:restsOn ?claim . ?claim aj:field ?value ; prov:wasDerivedFrom ?source . ?source a %s
} ORDER BY ?link ?value"""


def organisation_of(store: GraphStore) -> Organisation:
    """Return what the graph says of the organisation (or the organisations) in it.

    What was taken out of the graph of a store folder is kept beside it (:mod:`ajgraph.network_file`).

    A post with several titles in the graph (two spellings) is taken with the first in alphabetical order; one to
    which staffing tables give different numbers of places with the least of them (one, if that is 0), and its
    number is not known.
    """
    found = network_file.read(store)
    if found is None:
        found = _taken_from(store)
        network_file.write(store, found)
    return found


def _taken_from(store: GraphStore) -> Organisation:
    units = tuple(Unit(unit.iri, unit.name, unit.parent) for unit in facts.units(store))
    by_iri = {unit.iri: unit for unit in units}
    speaking = {bound(row, "post") for row in store.select(_SPEAKING)}
    designated: dict[str, list[str]] = {}
    unsettled: dict[str, list[str]] = {}
    for row in store.select(_MENTIONS):
        into = designated if row["resolution"] == "open" else unsettled
        into.setdefault(bound(row, "post"), []).append(bound(row, "text"))
    for row in store.select(_UNREAD):
        quoted = re.search("„(.+)“", bound(row, "comment"))
        unsettled.setdefault(bound(row, "post"), []).append(quoted[1] if quoted else bound(row, "comment"))
    ids: dict[str, list[str]] = {}
    for row in store.select(_IDS):
        ids.setdefault(bound(row, "post"), []).append(bound(row, "id"))
    kinds = {bound(row, "post"): row["first"] for row in store.select(_KINDS) if row["first"] == row["last"]}
    posts: dict[str, Post] = {}
    for row in store.select(_POSTS):
        iri = bound(row, "post")
        path = _path(bound(row, "unit"), by_iri)
        posts.setdefault(
            iri,
            Post(
                iri=iri,
                title=bound(row, "title"),
                specialisation=row["specialisation"],
                id=next(iter(ids.get(iri, ())), None),
                unit=bound(row, "unit"),
                unit_path=tuple(unit.name for unit in path[1:]),
                organisation=path[0].name if path else None,
                places=_places(row),
                places_known=row["number"] is not None and row["number"] == row["most"],
                documented=row["documented"] == "true",
                substitution_stated=iri in speaking,
                designated=tuple(designated.get(iri, ())),
                unresolved=tuple(unsettled.get(iri, ())),
                ids=tuple(ids.get(iri, ())),
                kind=kinds.get(iri),
            ),
        )
    reporting = store.select(
        "SELECT DISTINCT ?post ?manager WHERE { ?post org:reportsTo ?manager } ORDER BY ?post ?manager"
    )
    return Organisation(
        posts=tuple(posts.values()),
        links=tuple(_links(store)),
        reporting=tuple(Reporting(bound(row, "post"), bound(row, "manager")) for row in reporting),
        units=units,
    )


def _places(row: Row) -> int:
    if row["number"] is None:
        return 1
    return int(row["number"]) if row["number"] == row["most"] else max(1, int(row["number"]))


def _links(store: GraphStore) -> Iterable[Link]:
    claims = _values(store, "SELECT ?link ?value WHERE { ?link aj:restsOn ?value } ORDER BY ?link ?value")
    described, listed = (_values(store, _SIDES % kind) for kind in ("aj:SourceDocument", "aj:StaffingTable"))
    language = current()
    gaps = _values(
        store,
        f'SELECT ?link ?value WHERE {{ ?link aj:gap ?value FILTER (LANG(?value) = "{language}") }} ORDER BY ?link ?value',
    )
    for row in store.select(_LINKS):
        iri = bound(row, "link")
        yield Link(
            absent=bound(row, "absent"),
            substitute=bound(row, "substitute"),
            kind=cast("LinkKind", bound(row, "kind")),
            status=cast("LinkStatus", bound(row, "status")),
            fit=cast("Fit", bound(row, "fit")),
            claims=tuple(claims.get(iri, ())),
            gaps=tuple(gaps.get(iri, ())),
            described=cast("tuple[Side, ...]", tuple(described.get(iri, ()))),
            listed=cast("tuple[Side, ...]", tuple(listed.get(iri, ()))),
        )


def _values(store: GraphStore, query: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in store.select(query):
        found.setdefault(bound(row, "link"), []).append(bound(row, "value"))
    return found


def _path(unit: str, units: Mapping[str, Unit]) -> list[Unit]:
    """Return the organisation and the units down to ``unit``; stops where a hierarchy bites its tail."""
    path: list[Unit] = []
    here: str | None = unit
    while here is not None and here in units and units[here] not in path:
        path.insert(0, units[here])
        here = units[here].parent
    return path
