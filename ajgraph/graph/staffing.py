"""A staffing table as quads, in a named graph of its own."""

from __future__ import annotations

from pyoxigraph import Quad

from ajgraph.directory import Directory
from ajgraph.graph.writer import GraphWriter
from ajgraph.placement import PlacedTable, body_of
from ajgraph.staffing import StaffingRow
from ajgraph.vocabulary import AJ, DCTERMS, RDFS


def staffing_quads(placed: PlacedTable, directory: Directory) -> set[Quad]:
    """Return the quads of a table. Rows of the same post are one post: their places add up, each keeps its id."""
    iri, table = placed.iri, placed.table
    writer = GraphWriter(iri, directory.iris)
    writer.kind(iri, AJ.StaffingTable)
    writer.file(iri, table.path, table.sha256, table.media_type)
    for column in table.states:
        writer.value(iri, AJ.states, column)
    places: dict[str, int | None] = {}
    for row, post in zip(table.rows, placed.posts, strict=True):
        writer.link(body_of(directory, post), AJ.staffingKnownFrom, iri)
        writer.post(directory, post)
        writer.link(post.iri, AJ.listedIn, iri)
        _details(writer, post.iri, row)
        places[post.iri] = _sum(places.get(post.iri, 0), row.places)
    for post_iri, number in places.items():
        writer.value(post_iri, AJ.places, number)
    for claim in placed.claims:
        writer.claim(claim)
        writer.link(iri, AJ.hasClaim, claim.iri)
    for position, problem in enumerate(table.problems, start=1):
        node = f"{iri}#problem-{position}"
        writer.link(iri, AJ.hasProblem, node)
        writer.kind(node, AJ.Problem)
        writer.value(node, AJ.line, problem.line)
        writer.both(node, RDFS.comment, problem.message)
    return writer.quads


def _details(writer: GraphWriter, post: str, row: StaffingRow) -> None:
    writer.value(post, DCTERMS.identifier, row.id)
    writer.value(post, AJ.positionKind, row.kind)
    writer.value(post, AJ.serviceGroup, row.service_group)
    for note in row.notes:
        writer.words(post, AJ.note, note.value)


def _sum(known: int | None, more: int | None) -> int | None:
    """Return the places of two rows of one post: unknown if either is."""
    return None if known is None or more is None else known + more
