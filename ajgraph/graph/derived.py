"""What is derived from all sources, as quads, in one named graph that every build writes anew."""

from __future__ import annotations

from pyoxigraph import Quad

from ajgraph.derivation import Derivation
from ajgraph.directory import Directory
from ajgraph.graph.writer import GraphWriter
from ajgraph.versions import Succession
from ajgraph.vocabulary import AJ, DCTERMS, ORG


def derived_quads(derivation: Derivation, directory: Directory, versions: Succession) -> set[Quad]:
    """Return the quads of a derivation, and which descriptions are replaced or repealed."""
    writer = GraphWriter(directory.iris.derived, directory.iris)
    for post in directory.posts.values():
        writer.value(post.iri, AJ.documented, post.documented)
        if not (post.documented or post.listed):
            writer.post(directory, post)
    for old, new in versions.replaced.items():
        writer.link(old, DCTERMS.isReplacedBy, new)
    for old, new in versions.repealed.items():
        writer.link(old, AJ.repealedBy, new)
    for resolution in derivation.resolutions:
        claim = resolution.claim.iri
        writer.value(claim, AJ.resolution, resolution.state)
        writer.link(claim, AJ.resolvedTo, *resolution.posts)
        writer.value(claim, AJ.status, derivation.status.get(claim))
        if resolution.reason:
            writer.both(claim, AJ.reason, resolution.reason)
    for line in derivation.reporting:
        writer.link(line.post, ORG.reportsTo, line.manager)
    for link in derivation.links:
        node = directory.iris.link(link.absent, link.substitute)
        writer.kind(node, AJ.SubstitutionLink)
        writer.link(node, AJ.absentPost, link.absent)
        writer.link(node, AJ.substitutePost, link.substitute)
        writer.value(node, AJ.linkKind, link.kind)
        writer.value(node, AJ.status, link.status)
        writer.value(node, AJ.fit, link.fitness.fit)
        writer.link(node, AJ.restsOn, *link.claims)
        for gap in link.fitness.requirement_gaps:
            writer.both(node, AJ.gap, gap.sentence)
        for gap in link.fitness.competency_gaps:
            writer.both(node, AJ.competencyGap, gap.sentence)
        if link.status != "ambiguous":
            writer.link(link.substitute, AJ.maySubstitute, link.absent)
    return writer.quads
