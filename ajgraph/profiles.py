"""Graph to requirements: what the description in force of each post asks of its holder, for fitness."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import cast

from ajgraph.description import (
    Competency,
    CompetencyKind,
    Education,
    EducationLevel,
    Experience,
    ExperienceKind,
    LanguageSkill,
    Requirements,
    Text,
)
from ajgraph.fitness import Profile
from ajgraph.store import GraphStore, Row, bound
from ajgraph.vocabulary import AJ, CEFR, EDU, LANGUAGE_CODES

# Which descriptions are in force: those that no newer one replaces, as in ``ajgraph.network``.
_DESCRIPTIONS = """SELECT ?description ?post (MIN(?path) AS ?document) WHERE {
  ?description a aj:JobDescription ; aj:describes ?post
  OPTIONAL { ?description prov:wasDerivedFrom/dcterms:source ?path }
  OPTIONAL { ?description dcterms:isReplacedBy ?newer } FILTER (!BOUND(?newer))
} GROUP BY ?description ?post ORDER BY ?description"""

_REQUIREMENTS = """SELECT ?description ?node ?kind ?text ?line ?required ?education ?years ?sort ?language ?level ?group
WHERE {
  ?description aj:hasRequirement ?node . ?node a ?kind ; aj:text ?text ; aj:line ?line ; aj:required ?required
  FILTER (?kind IN (aj:EducationRequirement, aj:ExperienceRequirement, aj:LanguageRequirement,
                    aj:ComputerSkillRequirement))
  OPTIONAL { ?node aj:educationLevel ?education }
  OPTIONAL { ?node aj:years ?years } OPTIONAL { ?node aj:experienceKind ?sort }
  OPTIONAL { ?node aj:language ?language } OPTIONAL { ?node aj:languageLevel ?level }
  OPTIONAL { ?node aj:alternativeGroup ?group }
}"""

_COMPETENCIES = """SELECT ?description ?text ?line ?kind WHERE {
  ?description aj:hasCompetency ?node .
  ?node aj:text ?text ; aj:line ?line ; aj:competencyKind ?kind ; aj:position ?position
} ORDER BY ?description ?position"""


def profiles_of(store: GraphStore) -> dict[str, Profile]:
    """Return, by the IRI of the post, what its description in force asks, with the file it stands in.

    Competencies come without their indicators. Posts without a description, or whose description asks nothing that
    could be compared, are left out.
    """
    requirements: dict[str, list[Row]] = {}
    for row in store.select(_REQUIREMENTS):
        requirements.setdefault(bound(row, "description"), []).append(row)
    competencies: dict[str, list[Row]] = {}
    for row in store.select(_COMPETENCIES):
        competencies.setdefault(bound(row, "description"), []).append(row)
    found: dict[str, Profile] = {}
    for row in store.select(_DESCRIPTIONS):
        description = bound(row, "description")
        profile = Profile.of(
            _requirements(requirements.get(description, ())),
            tuple(
                Competency(_text(one), cast("CompetencyKind", bound(one, "kind")))
                for one in competencies.get(description, ())
            ),
            row["document"],
        )
        if profile:
            found[bound(row, "post")] = profile
    return found


def _requirements(rows: Iterable[Row]) -> Requirements:
    by_kind: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: _position(bound(row, "node"))):
        by_kind.setdefault(bound(row, "kind"), []).append(row)
    education = by_kind.get(str(AJ.EducationRequirement), [])
    computer = by_kind.get(str(AJ.ComputerSkillRequirement), [])
    return Requirements(
        Education(_text(education[0]), cast("EducationLevel | None", _tail(education[0]["education"], EDU)))
        if education
        else None,
        tuple(map(_experience, by_kind.get(str(AJ.ExperienceRequirement), ()))),
        tuple(map(_language, by_kind.get(str(AJ.LanguageRequirement), ()))),
        _text(computer[0]) if computer else None,
    )


def _experience(row: Row) -> Experience:
    return Experience(
        _number(row["years"]),
        cast("ExperienceKind", bound(row, "sort")),
        _text(row),
        row["required"] == "true",
    )


def _language(row: Row) -> LanguageSkill:
    return LanguageSkill(
        LANGUAGE_CODES[bound(row, "language")],
        _tail(row["level"], CEFR),
        row["required"] == "true",
        int(bound(row, "group")),
        int(bound(row, "line")),
        bound(row, "text"),
    )


def _text(row: Row) -> Text:
    return Text(bound(row, "text"), int(bound(row, "line")))


def _number(text: str | None) -> int | None:
    return None if text is None else int(text)


def _tail(iri: str | None, namespace: object) -> str | None:
    return None if iri is None else iri.removeprefix(str(namespace))


def _position(node: str) -> int:
    """Return the place of a requirement among those of its kind: "…#language-2" is the second."""
    found = re.search(r"-(\d+)$", node)
    return int(found[1]) if found else 0
