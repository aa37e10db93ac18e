"""Findings: what a check found, where it stands in the documents, what it rests on, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

import pyoxigraph
from rdflib import Graph

from ajgraph.language import Bilingual
from ajgraph.resources import shape_files
from ajgraph.vocabulary import SH

Severity = Literal["violation", "warning", "info"]
BasisKind = Literal["law", "custom", "advice"]

SEVERITIES: Final[tuple[Severity, ...]] = ("violation", "warning", "info")
"""The gravest first."""
SEVERITY_WORDS: Final[dict[Severity, Bilingual]] = {
    "violation": Bilingual("violation", "vastuolu"),
    "warning": Bilingual("warning", "hoiatus"),
    "info": Bilingual("info", "teade"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at.

    Attributes
    ----------
    rule
        IRI of the shape, such as ``ajs:OneSidedSubstitution`` written out.
    severity
        ``violation`` contradicts itself or a fact, ``warning`` needs somebody to look.
    message
        What is wrong.
    basis, basis_kind
        The provision of law with the date it was read, the custom, or the advice the rule rests on.
    remedy
        What to do next.
    post, post_label
        IRI and label of the post it is about.
    value
        What the finding is about within the post: the mention as written, a duty's number, another post.
    document, line, sentence
        Where the evidence stands; ``line`` counts from 1.

    """

    rule: str
    severity: Severity
    message: Bilingual
    basis: Bilingual | None = None
    basis_kind: BasisKind | None = None
    remedy: Bilingual | None = None
    post: str | None = None
    post_label: str | None = None
    value: str | None = None
    document: str | None = None
    line: int | None = None
    sentence: str | None = None


def rule_name(rule: str) -> Bilingual:
    """Return the name of a rule (IRI of a shape that comes with ajgraph); of another one, the end of its IRI.

    >>> str(rule_name("https://w3id.org/ajgraph/shapes#ReviewOverdue")), str(rule_name("x#Mine"))
    ('The review is overdue', 'Mine')
    """
    end = rule.rpartition("#")[2]
    return _rule_names().get(rule, Bilingual(end, end))


@cache
def _rule_names() -> Mapping[str, Bilingual]:
    """Return ``sh:name`` of every shape, by IRI."""
    said: dict[str, dict[str, str]] = {}
    for path in shape_files():
        for triple in pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE):
            name, shape = triple.object, triple.subject
            if triple.predicate.value == str(SH.name) and isinstance(name, pyoxigraph.Literal):
                said.setdefault(str(getattr(shape, "value", shape)), {})[name.language or ""] = name.value
    return {
        iri: Bilingual(texts["en"], texts["et"]) for iri, texts in said.items() if {"en", "et"} <= set(texts)
    }


@dataclass(frozen=True, slots=True)
class Report:
    """The findings in order, and the same as a SHACL validation report without blank nodes.

    ``conforms`` is SHACL's: there is no result of any severity.
    """

    findings: tuple[Finding, ...]
    conforms: bool
    graph: Graph


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings by severity, document, line, rule and post; what has no document comes last."""
    return tuple(sorted(findings, key=_order))


def _order(finding: Finding) -> tuple[object, ...]:
    return (
        SEVERITIES.index(finding.severity),
        finding.document is None,
        finding.document or "",
        finding.line is None,
        finding.line or 0,
        finding.rule,
        finding.post or "",
        finding.value or "",
        finding.message.en,
    )


def to_json(findings: Iterable[Finding]) -> list[dict[str, str | int | None]]:
    """Return the objects of ``ajgraph check --format json``, texts in the current language."""
    return [
        {
            "rule": finding.rule,
            "severity": finding.severity,
            "basis": _text(finding.basis),
            "post": finding.post,
            "message": str(finding.message),
            "value": finding.value,
            "document": finding.document,
            "line": finding.line,
            "sentence": finding.sentence,
            "remedy": _text(finding.remedy),
        }
        for finding in findings
    ]


def _text(text: Bilingual | None) -> str | None:
    return None if text is None else str(text)
