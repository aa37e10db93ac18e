"""Writing triples of one named graph: plain strings in, pyoxigraph quads out."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from ajgraph.claims import Claim
from ajgraph.description import Text
from ajgraph.directory import Directory, KnownPost, plain_title
from ajgraph.iris import NAMELESS, Iris
from ajgraph.language import Bilingual
from ajgraph.signature import Signature
from ajgraph.vocabulary import AJ, DCTERMS, ORG, PROV, RDF, RDFS, SKOS, XSD

Value = str | int | bool | datetime.date | None


@dataclass
class GraphWriter:
    """Collects the quads of one named graph."""

    graph: str
    iris: Iris
    quads: set[Quad] = field(default_factory=set)

    def link(self, subject: str, predicate: str, *objects: str) -> None:
        """State that ``subject`` is related to other things (IRIs)."""
        self._add(subject, predicate, (NamedNode(iri) for iri in objects))

    def value(self, subject: str, predicate: str, value: Value) -> None:
        """State a plain value; None states nothing."""
        if value is None:
            return
        if isinstance(value, datetime.datetime):
            moment = value.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")
            literal = Literal(moment, datatype=NamedNode(XSD.dateTime))
        elif isinstance(value, datetime.date):
            literal = Literal(value.isoformat(), datatype=NamedNode(XSD.date))
        else:
            literal = Literal(value)
        self._add(subject, predicate, (literal,))

    def words(self, subject: str, predicate: str, text: str | None) -> None:
        """State a text in Estonian, the language of the documents; None states nothing."""
        if text is not None:
            self._add(subject, predicate, (Literal(text, language="et"),))

    def both(self, subject: str, predicate: str, message: Bilingual) -> None:
        """State a message of ours in both languages."""
        self._add(
            subject, predicate, (Literal(message.et, language="et"), Literal(message.en, language="en"))
        )

    def kind(self, subject: str, *types: str) -> None:
        """State what a thing is."""
        self.link(subject, RDF.type, *types)

    def statement(self, subject: str, text: Text) -> None:
        """State a text of a document with its line."""
        self.words(subject, AJ.text, text.value)
        self.value(subject, AJ.line, text.line)

    def post(self, directory: Directory, post: KnownPost) -> None:
        """State a post with its role, its unit and everything above."""
        self.kind(post.iri, ORG.Post)
        self.words(post.iri, SKOS.prefLabel, post.label)
        self.value(post.iri, AJ.title, post.title)
        self.value(post.iri, AJ.specialisation, post.specialisation)
        self.link(post.iri, ORG.postIn, post.unit)
        title = plain_title(post.title, directory.units[post.unit].name).lower()
        role = self.iris.role(title)
        self.link(post.iri, ORG.role, role)
        self.kind(role, ORG.Role, SKOS.Concept)
        self.words(role, SKOS.prefLabel, title)
        for unit in directory.chain(post.unit):
            self.kind(unit.iri, ORG.OrganizationalUnit if unit.parent else ORG.FormalOrganization)
            self.words(
                unit.iri, SKOS.prefLabel, "(nimetamata asutus)" if unit.name == NAMELESS else unit.name
            )
            if unit.parent:
                self.link(unit.iri, ORG.unitOf, unit.parent)

    def claim(self, claim: Claim) -> None:
        """State a claim: who speaks, in which field, which words, where."""
        mention = claim.mention
        reporting = claim.field in {"manager", "subordinates"}
        self.kind(claim.iri, AJ.Claim, AJ.ReportingClaim if reporting else AJ.SubstitutionClaim)
        self.link(claim.iri, AJ.statedBy, claim.post)
        self.link(claim.iri, PROV.wasDerivedFrom, claim.source)
        self.value(claim.iri, AJ.field, claim.field)
        self.words(claim.iri, AJ.text, mention.text)
        self.words(claim.iri, AJ.sentence, mention.sentence or mention.text)
        self.value(claim.iri, AJ.line, mention.line)
        self.value(claim.iri, AJ.mentionKind, mention.kind)
        self.value(claim.iri, AJ.mentionTitle, mention.title)
        self.value(claim.iri, AJ.mentionSpecialisation, mention.specialisation)
        self.value(claim.iri, AJ.mentionUnit, mention.unit)
        self.value(claim.iri, AJ.mentionAlias, claim.alias)
        self.value(claim.iri, AJ.alternativeSpecialisation, claim.alternative)
        self.words(claim.iri, AJ.condition, mention.condition)
        self.value(claim.iri, AJ.byRule, mention.by_rule or None)

    def file(self, iri: str, path: str, sha256: str, media_type: str) -> None:
        """State a file: its path as given, its content, its type."""
        self.kind(iri, PROV.Entity)
        self.value(iri, DCTERMS.source, path)
        self.value(iri, AJ.sha256, sha256)
        self.value(iri, DCTERMS["format"], media_type)

    def signatures(self, document: str, signatures: Iterable[Signature]) -> None:
        """State the signatures of the containers around a document: what they say, and what was checked."""
        for position, signature in enumerate(signatures, start=1):
            node = f"{document}#signature-{position}"
            self.link(document, AJ.hasSignature, node)
            self.kind(node, AJ.Signature, PROV.Entity)
            self.value(node, AJ.signer, signature.signer or None)
            self.value(node, AJ.signerRole, signature.role)
            self.value(node, AJ.signedAt, signature.signed_at)
            self.value(node, AJ.stampedAt, signature.stamped_at)
            self.value(node, AJ.signatureState, signature.state)
            self.both(node, RDFS.comment, signature.statement)

    def _add(self, subject: str, predicate: str, objects: Iterable[NamedNode | Literal]) -> None:
        self.quads.update(
            Quad(NamedNode(subject), NamedNode(predicate), value, NamedNode(self.graph)) for value in objects
        )
