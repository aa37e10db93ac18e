"""The names of things in the graph: namespaces, terms, prefixes, language codes.

Every term is a ``URIRef``, which is a ``str``, so the same name serves RDFLib and plain strings alike. The
namespaces are closed: a misspelt term raises ``AttributeError`` instead of making a new one.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rdflib import URIRef
from rdflib.namespace import DCTERMS, ORG, OWL, PROV, RDF, RDFS, SH, SKOS, XSD, DefinedNamespace, Namespace

__all__ = [
    "AJ",
    "AJS",
    "CCCEV",
    "CEFR",
    "DCTERMS",
    "EDU",
    "LANGUAGES",
    "LANGUAGE_CODES",
    "ORG",
    "OWL",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "SH",
    "SKOS",
    "XSD",
]


class AJ(DefinedNamespace):
    """The project's own terms, described in ``ontology/ajgraph.ttl``."""

    _NS = Namespace("https://w3id.org/ajgraph/ns#")
    _fail = True

    # Documents and what they hold
    JobDescription: URIRef
    SourceDocument: URIRef
    Signature: URIRef
    Order: URIRef
    StaffingTable: URIRef
    Duty: URIRef
    Outcome: URIRef
    Right: URIRef
    Responsibility: URIRef
    Problem: URIRef

    # Claims and what is derived from them
    Claim: URIRef
    SubstitutionClaim: URIRef
    ReportingClaim: URIRef
    SubstitutionLink: URIRef

    # Requirements and competencies
    EducationRequirement: URIRef
    ExperienceRequirement: URIRef
    LanguageRequirement: URIRef
    ComputerSkillRequirement: URIRef
    CompetencyRequirement: URIRef
    Competency: URIRef
    BehaviourIndicator: URIRef

    # Of a post
    title: URIRef
    specialisation: URIRef
    describedBy: URIRef  # noqa: N815 - the term's own spelling, here and below
    documented: URIRef
    maySubstitute: URIRef  # noqa: N815
    places: URIRef
    positionKind: URIRef  # noqa: N815
    serviceGroup: URIRef  # noqa: N815
    listedIn: URIRef  # noqa: N815
    note: URIRef

    # Of an organisation
    staffingKnownFrom: URIRef  # noqa: N815

    # Of a description
    describes: URIRef
    firstLine: URIRef  # noqa: N815
    lastLine: URIRef  # noqa: N815
    purposeLine: URIRef  # noqa: N815
    review: URIRef
    reviewMonths: URIRef  # noqa: N815
    reviewLine: URIRef  # noqa: N815
    reviewDue: URIRef  # noqa: N815
    checkedOn: URIRef  # noqa: N815
    workingTimeMark: URIRef  # noqa: N815
    workingTimeLine: URIRef  # noqa: N815
    civilServiceGroup: URIRef  # noqa: N815
    order: URIRef
    approvedBy: URIRef  # noqa: N815
    signer: URIRef
    approvalLine: URIRef  # noqa: N815
    inForceFrom: URIRef  # noqa: N815
    appliedFrom: URIRef  # noqa: N815
    validityLine: URIRef  # noqa: N815
    hasClaim: URIRef  # noqa: N815
    hasDuty: URIRef  # noqa: N815
    hasRight: URIRef  # noqa: N815
    hasResponsibility: URIRef  # noqa: N815
    hasRequirement: URIRef  # noqa: N815
    hasCompetency: URIRef  # noqa: N815
    hasProblem: URIRef  # noqa: N815

    # Of an order
    repeals: URIRef
    repealedBy: URIRef  # noqa: N815

    # Of a document
    sha256: URIRef
    states: URIRef
    hasSignature: URIRef  # noqa: N815

    # Of a signature
    signerRole: URIRef  # noqa: N815
    signedAt: URIRef  # noqa: N815
    stampedAt: URIRef  # noqa: N815
    signatureState: URIRef  # noqa: N815

    # Of anything that stands in a document
    text: URIRef
    line: URIRef
    position: URIRef
    number: URIRef
    hasOutcome: URIRef  # noqa: N815

    # Of a claim
    statedBy: URIRef  # noqa: N815
    field: URIRef
    sentence: URIRef
    mentionKind: URIRef  # noqa: N815
    mentionTitle: URIRef  # noqa: N815
    mentionSpecialisation: URIRef  # noqa: N815
    mentionUnit: URIRef  # noqa: N815
    mentionAlias: URIRef  # noqa: N815
    condition: URIRef
    alternativeSpecialisation: URIRef  # noqa: N815
    byRule: URIRef  # noqa: N815
    resolution: URIRef
    resolvedTo: URIRef  # noqa: N815
    reason: URIRef
    status: URIRef

    # Of a link
    absentPost: URIRef  # noqa: N815
    substitutePost: URIRef  # noqa: N815
    linkKind: URIRef  # noqa: N815
    fit: URIRef
    gap: URIRef
    competencyGap: URIRef  # noqa: N815
    restsOn: URIRef  # noqa: N815

    # Of a requirement
    required: URIRef
    educationLevel: URIRef  # noqa: N815
    years: URIRef
    experienceKind: URIRef  # noqa: N815
    language: URIRef
    languageLevel: URIRef  # noqa: N815
    alternativeGroup: URIRef  # noqa: N815
    competency: URIRef
    competencyKind: URIRef  # noqa: N815
    hasIndicator: URIRef  # noqa: N815

    # Of a level
    rank: URIRef
    nextLevel: URIRef  # noqa: N815

    # Of a shape
    basis: URIRef
    basisKind: URIRef  # noqa: N815
    remedy: URIRef


class AJS(DefinedNamespace):
    """The shapes that stand for a rule, in ``shapes/rules.ttl``."""

    _NS = Namespace("https://w3id.org/ajgraph/shapes#")
    _fail = True

    AmbiguousMention: URIRef
    ApprovalMissing: URIRef
    DayNightDutyWithoutMark: URIRef
    DuplicateDutyNumber: URIRef
    ManagerLoop: URIRef
    NoSubstituteStated: URIRef
    OneSidedSubstitution: URIRef
    ReportingCycle: URIRef
    RequirementLevelMissing: URIRef
    ReviewOverdue: URIRef
    SelfSubstitutionOfSinglePlace: URIRef
    StaffingTablesDisagree: URIRef
    SubordinatesMismatch: URIRef
    SubstituteLacksRequirement: URIRef
    SubstitutionLineNotRead: URIRef
    UnresolvedMention: URIRef


class CEFR(DefinedNamespace):
    """Language levels of the Common European Framework, in ``ontology/levels.ttl``."""

    _NS = Namespace("https://w3id.org/ajgraph/vocab/cefr/")
    _fail = True

    Scheme: URIRef
    A1: URIRef
    A2: URIRef
    B1: URIRef
    B2: URIRef
    C1: URIRef
    C2: URIRef


class EDU(DefinedNamespace):
    """Education levels, in ``ontology/levels.ttl``."""

    _NS = Namespace("https://w3id.org/ajgraph/vocab/education/")
    _fail = True

    Scheme: URIRef
    basic: URIRef
    secondary: URIRef
    vocational: URIRef
    higher: URIRef
    bachelor: URIRef
    master: URIRef
    doctoral: URIRef


class CCCEV(DefinedNamespace):
    """What is used of the Core Criterion and Core Evidence Vocabulary (SEMIC)."""

    _NS = Namespace("http://data.europa.eu/m8g/")
    _fail = True

    Criterion: URIRef


_EU_LANGUAGE = "http://publications.europa.eu/resource/authority/language/"

LANGUAGES: Mapping[str, URIRef] = MappingProxyType(
    {
        code: URIRef(_EU_LANGUAGE + authority)
        for code, authority in {
            "ar": "ARA",
            "be": "BEL",
            "cs": "CES",
            "da": "DAN",
            "de": "DEU",
            "en": "ENG",
            "es": "SPA",
            "et": "EST",
            "fi": "FIN",
            "fr": "FRA",
            "hu": "HUN",
            "it": "ITA",
            "ja": "JPN",
            "la": "LAT",
            "lt": "LIT",
            "lv": "LAV",
            "nl": "NLD",
            "no": "NOR",
            "pl": "POL",
            "pt": "POR",
            "ru": "RUS",
            "sgn": "SGN",
            "sv": "SWE",
            "tr": "TUR",
            "uk": "UKR",
            "zh": "ZHO",
        }.items()
    }
)
"""ISO 639-1 code (639-2 for sign languages) → the EU Publications Office's IRI; labels in ``ontology/levels.ttl``."""

LANGUAGE_CODES: Mapping[str, str] = MappingProxyType({str(iri): code for code, iri in LANGUAGES.items()})
"""The way back: IRI of the language → its code."""

PREFIXES: dict[str, str] = {
    "aj": str(AJ),
    "ajs": str(AJS),
    "cccev": str(CCCEV),
    "cefr": str(CEFR),
    "dcterms": str(DCTERMS),
    "edu": str(EDU),
    "org": str(ORG),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "sh": str(SH),
    "skos": str(SKOS),
    "xsd": str(XSD),
}
"""The prefixes of every serialiser and query, sorted by prefix."""
