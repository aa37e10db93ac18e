"""Where a node of the graph stands: its post, document, line and sentence, so that people can look it up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from ajgraph.vocabulary import AJ, AJS, DCTERMS, ORG, PROV, RDF, SKOS

_PARTS: Final = (
    AJ.hasClaim,
    AJ.hasCompetency,
    AJ.hasDuty,
    AJ.hasProblem,
    AJ.hasRequirement,
    AJ.hasResponsibility,
    AJ.hasRight,
)
_LINE_IN_DESCRIPTION: Final[dict[str, tuple[URIRef, URIRef | None]]] = {
    str(AJS.ApprovalMissing): (AJ.approvalLine, None),
    str(AJS.ReviewOverdue): (AJ.reviewLine, AJ.review),
}
"""Which line of a description (and which text) shows what a rule about the whole of it speaks of."""

_FIELDS: Final = ("substituted_by", "manager", "substitutes", "subordinates")
"""The fields of claims, in the order in which they serve as evidence of a finding about a post."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands; whatever is not known is None. ``line`` counts from 1."""

    post: str | None = None
    post_label: str | None = None
    document: str | None = None
    line: int | None = None
    sentence: str | None = None


@dataclass(frozen=True)
class Evidence:
    """Finds places in a flat graph (everything in the default graph)."""

    graph: Graph

    def place(self, focus: Node, value: Node | None, rule: str) -> Place:
        """Return where a result stands: at its focus, else at its value, else at a claim behind it.

        What tables say stands in the first of them by name, at the row of the post where a claim tells it.
        """
        if rule == str(AJS.StaffingTablesDisagree):
            return self._in_table(focus)
        witness = self._witness(focus, value)
        description = self._description_of(witness)
        post = self._post_of(focus) or self._post_of(witness)
        line, sentence = self._lines(witness, rule)
        return Place(
            post=None if post is None else str(post),
            post_label=None if post is None else self.label(post),
            document=self._document(witness, description, post),
            line=line,
            sentence=sentence,
        )

    def label(self, post: Node) -> str | None:
        """Return the label of a post, with its unit where other posts are called the same."""
        label = self._text(post, SKOS.prefLabel)
        namesakes = {
            one
            for one in self.graph.subjects(SKOS.prefLabel, Literal(label, lang="et"))
            if self._is_post(one)
        }
        unit = self._first(post, ORG.postIn) if len(namesakes) > 1 else None
        return f"{label} ({self._text(unit, SKOS.prefLabel)})" if label and unit else label

    def value(self, focus: Node, value: Node | None) -> str | None:
        """Return in words what a result speaks of: the text as written, a number, a label."""
        if isinstance(value, Literal):
            return str(value)
        node = focus if value is None else value
        for predicate in (AJ.number, AJ.text, SKOS.prefLabel):
            if text := self._text(node, predicate):
                return None if node == focus and predicate == SKOS.prefLabel else text
        return None if node == focus else str(node)

    def texts(self, node: Node, predicate: URIRef, language: str) -> tuple[str, ...]:
        """Return the literals of one language, sorted."""
        found = self.graph.objects(node, predicate)
        return tuple(sorted(str(o) for o in found if isinstance(o, Literal) and o.language == language))

    def _in_table(self, post: Node) -> Place:
        tables = {self._text(table, DCTERMS.source): table for table in self.graph.objects(post, AJ.listedIn)}
        path = min((path for path in tables if path), default=None)
        rows = [
            line
            for claim in self.graph.subjects(AJ.statedBy, post)
            if path
            and (claim, PROV.wasDerivedFrom, tables[path]) in self.graph
            and (line := self._number(claim, AJ.line)) is not None
        ]
        return Place(str(post), self.label(post), path, min(rows, default=None))

    def _witness(self, focus: Node, value: Node | None) -> Node:
        """Return the node whose line is shown."""
        for node in (focus, value):
            if node is not None and self._has(node, AJ.line):
                return node
        behind = set(self.graph.objects(focus, AJ.restsOn))
        if self._is_post(focus) and value is not None and self._is_post(value):
            stated, named = (
                set(self.graph.subjects(predicate, post))
                for predicate, post in ((AJ.statedBy, focus), (AJ.resolvedTo, value))
            )
            behind = stated & named
        return min(behind, key=self._claim_order, default=focus)

    def _claim_order(self, claim: Node) -> tuple[int, str, int, str]:
        field = self._text(claim, AJ.field) or ""
        rank = _FIELDS.index(field) if field in _FIELDS else len(_FIELDS)
        return rank, self._document(claim, None, None) or "", self._number(claim, AJ.line) or 0, str(claim)

    def _lines(self, node: Node, rule: str) -> tuple[int | None, str | None]:
        if self._has(node, AJ.line):
            sentence = self._text(node, AJ.sentence) or self._text(node, AJ.text)
            return self._number(node, AJ.line), sentence
        description = self._description_of(node)
        if description is None:
            return None, None
        line, text = _LINE_IN_DESCRIPTION.get(rule, (AJ.firstLine, None))
        number = self._number(description, line)
        sentence = None if text is None else self._text(description, text)
        return number if number is not None else self._number(description, AJ.firstLine), sentence

    def _description_of(self, node: Node) -> Node | None:
        if (node, RDF.type, AJ.JobDescription) in self.graph:
            return node
        if node in self._wholes:
            return self._wholes[node]
        return self._first(node, AJ.describedBy) if self._is_post(node) else None

    def _post_of(self, node: Node) -> Node | None:
        if self._is_post(node):
            return node
        for predicate in (AJ.statedBy, AJ.absentPost, AJ.describes):
            if (post := self._first(node, predicate)) is not None:
                return post
        whole = self._wholes.get(node)
        return None if whole is None else self._first(whole, AJ.describes)

    def _document(self, node: Node, description: Node | None, post: Node | None) -> str | None:
        sources = [
            self._first(node, PROV.wasDerivedFrom),
            description and self._first(description, PROV.wasDerivedFrom),
            post and self._first(post, AJ.listedIn),
            node,
        ]
        return next(
            (path for s in sources if s is not None and (path := self._text(s, DCTERMS.source))), None
        )

    @cached_property
    def _wholes(self) -> dict[Node, Node]:
        """The description of each of its parts (the first by IRI, should there be several)."""
        pairs = [(part, whole) for has in _PARTS for whole, part in self.graph.subject_objects(has)]
        return dict(sorted(pairs, key=lambda pair: (str(pair[0]), str(pair[1])), reverse=True))

    def _is_post(self, node: Node) -> bool:
        return (node, RDF.type, ORG.Post) in self.graph

    def _has(self, node: Node, predicate: URIRef) -> bool:
        return (node, predicate, None) in self.graph

    def _first(self, node: Node, predicate: URIRef) -> Node | None:
        return min(self.graph.objects(node, predicate), key=str, default=None)

    def _text(self, node: Node, predicate: URIRef) -> str | None:
        found = self._first(node, predicate)
        return str(found) or None if found is not None else None

    def _number(self, node: Node, predicate: URIRef) -> int | None:
        found = self._text(node, predicate)
        return int(found) if found and found.isdecimal() else None
