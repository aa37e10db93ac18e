"""Back from the graph: known units and posts, claims, requirements and versions, as the dataclasses they were.

Each fact is one SPARQL query over the whole store; nothing loops over the graph.
"""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from ajgraph.claims import Claim
from ajgraph.derivation import Speakers
from ajgraph.description import (
    Education,
    EducationLevel,
    Experience,
    ExperienceKind,
    LanguageSkill,
    Mention,
    MentionField,
    MentionKind,
    Requirements,
    Text,
)
from ajgraph.directory import Directory, KnownPost, KnownUnit
from ajgraph.iris import Iris
from ajgraph.store import GraphStore, Row, bound
from ajgraph.vocabulary import AJ, LANGUAGE_CODES

_UNITS = """SELECT ?unit (SAMPLE(?label) AS ?name) (MAX(STR(?above)) AS ?parent) WHERE {
  { ?unit a org:OrganizationalUnit } UNION { ?unit a org:FormalOrganization }
  ?unit skos:prefLabel ?label OPTIONAL { ?unit org:unitOf ?above }
} GROUP BY ?unit ORDER BY ?unit"""

_POSTS = """SELECT ?post ?title ?specialisation ?unit (MAX(?described) AS ?documented) (MAX(?inTable) AS ?listed) WHERE {
  ?post a org:Post ; aj:title ?title ; org:postIn ?unit OPTIONAL { ?post aj:specialisation ?specialisation }
  BIND (EXISTS { ?post aj:describedBy ?any } AS ?described) BIND (EXISTS { ?post aj:listedIn ?table } AS ?inTable)
} GROUP BY ?post ?title ?specialisation ?unit"""

_CLAIMS = """SELECT ?claim ?holder ?post ?field ?text ?sentence ?line ?kind ?title ?specialisation ?unit ?alias
       ?alternative ?condition ?byRule ?source WHERE {
  ?holder aj:hasClaim ?claim .
  ?claim aj:statedBy ?post ; aj:field ?field ; aj:text ?text ; aj:line ?line ; aj:mentionKind ?kind ;
         aj:sentence ?sentence ; prov:wasDerivedFrom ?source
  OPTIONAL { ?claim aj:mentionTitle ?title }
  OPTIONAL { ?claim aj:mentionSpecialisation ?specialisation }
  OPTIONAL { ?claim aj:mentionUnit ?unit }
  OPTIONAL { ?claim aj:mentionAlias ?alias }
  OPTIONAL { ?claim aj:alternativeSpecialisation ?alternative }
  OPTIONAL { ?claim aj:condition ?condition }
  OPTIONAL { ?claim aj:byRule ?byRule }
}"""

_VERSIONS = """SELECT ?description ?post ?issued WHERE {
  ?description a aj:JobDescription ; aj:describes ?post OPTIONAL { ?description dcterms:issued ?issued }
}"""

_TABLES = """SELECT ?table ?organisation ?states WHERE {
  ?organisation aj:staffingKnownFrom ?table OPTIONAL { ?table aj:states ?states }
}"""

_REQUIREMENTS = """SELECT ?description ?requirement ?kind ?text ?line ?required ?level ?years ?experience ?language ?group
WHERE {
  ?description aj:hasRequirement ?requirement . ?requirement a ?kind ; aj:text ?text ; aj:line ?line ; aj:required ?required
  FILTER (?kind IN (aj:EducationRequirement, aj:ExperienceRequirement, aj:LanguageRequirement))
  OPTIONAL { ?requirement aj:educationLevel|aj:languageLevel ?level }
  OPTIONAL { ?requirement aj:years ?years }
  OPTIONAL { ?requirement aj:experienceKind ?experience }
  OPTIONAL { ?requirement aj:language ?language ; aj:alternativeGroup ?group }
} ORDER BY ?description ?requirement"""


def units(store: GraphStore) -> list[KnownUnit]:
    """Return the organisations and units, by IRI."""
    rows = store.select(_UNITS)
    return [KnownUnit(bound(row, "unit"), bound(row, "name"), row["parent"]) for row in rows]


def stated(store: GraphStore, iris: Iris) -> Directory:
    """Return the directory of units, and of the posts that a source states (not of those that are only mentioned)."""
    directory = known(store, iris)
    posts = [post for post in directory.posts.values() if post.documented or post.listed]
    return Directory.of(iris, directory.units.values(), posts)


def known(store: GraphStore, iris: Iris) -> Directory:
    """Return the directory of units and posts in the store."""
    posts = (
        KnownPost(
            bound(row, "post"),
            bound(row, "title"),
            row["specialisation"],
            bound(row, "unit"),
            documented=row["documented"] == "true",
            listed=row["listed"] == "true",
        )
        for row in store.select(_POSTS)
    )
    return Directory.of(iris, units(store), sorted(posts, key=lambda post: post.iri))


def claims(store: GraphStore, left_out: frozenset[str] = frozenset()) -> tuple[Claim, ...]:
    """Return all claims, by IRI, but those of the descriptions in ``left_out``."""
    found = (_claim(row) for row in store.select(_CLAIMS) if row["holder"] not in left_out)
    return tuple(sorted(found, key=lambda claim: claim.iri))


def replaced(store: GraphStore) -> dict[str, str]:
    """Return the superseded descriptions: older → newest, by the date of approval, for each post.

    Descriptions without a date supersede nothing and are superseded by nothing.
    """
    versions: dict[str, list[tuple[str, str]]] = {}
    for row in store.select(_VERSIONS):
        if row["issued"]:
            versions.setdefault(bound(row, "post"), []).append((row["issued"], bound(row, "description")))
    newest = {post: max(found) for post, found in versions.items()}
    return {
        description: newest[post][1]
        for post, found in sorted(versions.items())
        for issued, description in sorted(found)
        if issued < newest[post][0]
    }


def complete(store: GraphStore) -> frozenset[str]:
    """Return the organisations whose staffing table is known."""
    return frozenset(bound(row, "organisation") for row in store.select(_TABLES))


def speakers(store: GraphStore, directory: Directory) -> Speakers:
    """Return which posts could state a substitution: the documented, and those of a table with such columns."""
    documented = {post.iri for post in directory.posts.values() if post.documented}
    listed = {"substituted_by": set(documented), "substitutes": set(documented)}
    rows = store.select("SELECT ?post ?states WHERE { ?post aj:listedIn ?table . ?table aj:states ?states }")
    for row in rows:
        listed[bound(row, "states")].add(bound(row, "post"))
    return Speakers(frozenset(listed["substituted_by"]), frozenset(listed["substitutes"]))


def requirements(store: GraphStore, left_out: frozenset[str] = frozenset()) -> dict[str, Requirements]:
    """Return the requirements of every documented post (empty where its document states none)."""
    of_description: dict[str, Requirements] = {}
    for row in store.select(_REQUIREMENTS):
        description = bound(row, "description")
        of_description[description] = _with(of_description.get(description, Requirements()), row)
    return {
        bound(row, "post"): of_description[bound(row, "description")]
        for row in store.select(_VERSIONS)
        if row["description"] not in left_out and row["description"] in of_description
    }


def _with(so_far: Requirements, row: Row) -> Requirements:
    text = Text(bound(row, "text"), int(bound(row, "line")))
    required = row["required"] == "true"
    level = row["level"].rsplit("/", 1)[-1] if row["level"] else None
    if row["kind"] == str(AJ.EducationRequirement):
        return replace(so_far, education=Education(text, cast("EducationLevel | None", level)))
    if row["kind"] == str(AJ.ExperienceRequirement):
        years = int(row["years"]) if row["years"] else None
        kind = cast("ExperienceKind", bound(row, "experience"))
        return replace(so_far, experience=(*so_far.experience, Experience(years, kind, text, required)))
    skill = LanguageSkill(
        LANGUAGE_CODES[bound(row, "language")],
        level,
        required,
        int(bound(row, "group")),
        text.line,
        text.value,
    )
    return replace(so_far, languages=(*so_far.languages, skill))


def _claim(row: Row) -> Claim:
    mention = Mention(
        text=bound(row, "text"),
        title=row["title"],
        specialisation=row["specialisation"],
        unit=row["unit"],
        kind=cast("MentionKind", bound(row, "kind")),
        condition=row["condition"],
        line=int(bound(row, "line")),
        sentence=bound(row, "sentence"),
        by_rule=row["byRule"] == "true",
    )
    return Claim(
        iri=bound(row, "claim"),
        post=bound(row, "post"),
        field=cast("MentionField", bound(row, "field")),
        mention=mention,
        source=bound(row, "source"),
        alias=row["alias"],
        alternative=row["alternative"],
    )
