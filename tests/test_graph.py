"""Dataclasses to quads and back: what the graph says is what the description said."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ajgraph.description import (
    Alias,
    Approval,
    Competency,
    Duty,
    Education,
    Experience,
    JobDescription,
    LanguageSkill,
    Mention,
    Problem,
    Requirements,
    Text,
    Validity,
)
from ajgraph.graph import facts
from ajgraph.graph.descriptions import description_quads
from ajgraph.iris import Iris, slug
from ajgraph.language import Bilingual
from ajgraph.placement import place
from ajgraph.sources import Place, SourceFile
from ajgraph.store import GraphStore
from ajgraph.vocabulary import AJ, CEFR, EDU, LANGUAGES
from tests.helpers import BASE, description

words = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "Zs", "P")), min_size=1, max_size=30
).filter(str.strip)


def store_of(found: JobDescription) -> tuple[GraphStore, str, str]:
    """Return a store of one description, the IRI of the description and of its post."""
    source = SourceFile(found.source.sha256, (Place("a.txt", "/a.txt"),), descriptions=(found,))
    placement = place([source], Iris(BASE))
    (placed,) = placement.descriptions
    database = pyoxigraph.Store()
    database.extend(description_quads(placed, placement.directory))
    return GraphStore(Path(), database, BASE, merged=False), placed.iri, placed.post.iri


def test_every_part_of_a_claim_is_in_the_graph() -> None:
    said = Mention(
        "sadamakapten (loots), edaspidi kapten", "kapten", "loots", "sadam", "post", "puhkuse ajal", 12,
        "Kes asendab: kapten", by_rule=True,
    )  # fmt: skip
    store, iri, post = store_of(
        description("Nõunik", substituted_by=(said,), aliases=(Alias("kapten", "sadamakapten", 3),))
    )
    rows = store.select(
        f"""SELECT ?p ?o {{ <{iri}#substituted-by-1> ?p ?o FILTER (STRSTARTS(STR(?p), STR(aj:))) }}"""
    )
    assert {(row["p"] or "").removeprefix(str(AJ)): row["o"] for row in rows} == {
        "statedBy": post,
        "field": "substituted_by",
        "text": said.text,
        "sentence": said.sentence,
        "line": "12",
        "mentionKind": "post",
        "mentionTitle": "kapten",
        "mentionSpecialisation": "loots",
        "mentionUnit": "sadam",
        "mentionAlias": "sadamakapten",
        "condition": "puhkuse ajal",
        "byRule": "true",
    }


def test_every_part_of_the_requirements_is_in_the_graph() -> None:
    needs = Requirements(
        Education(Text("Magister.", 1), "master"),
        (Experience(2, "management", Text("Kaks aastat.", 2), True),),
        (LanguageSkill("en", "B2", False, 3, 4, "Inglise keel B2 kasuks."),),
    )
    store, iri, _ = store_of(description("Nõunik", requirements=needs))
    rows = store.select(
        f"""SELECT ?text ?required ?level ?years ?kind ?language ?group WHERE {{
        <{iri}> aj:hasRequirement ?r . ?r aj:text ?text ; aj:required ?required
        OPTIONAL {{ ?r aj:educationLevel|aj:languageLevel ?level }} OPTIONAL {{ ?r aj:years ?years }}
        OPTIONAL {{ ?r aj:experienceKind ?kind }} OPTIONAL {{ ?r aj:language ?language }}
        OPTIONAL {{ ?r aj:alternativeGroup ?group }} }} ORDER BY ?text"""
    )
    assert [tuple(row.values()) for row in rows] == [
        ("Inglise keel B2 kasuks.", "false", str(CEFR["B2"]), None, None, str(LANGUAGES["en"]), "3"),
        ("Kaks aastat.", "true", None, "2", "management", None, None),
        ("Magister.", "true", str(EDU["master"]), None, None, None, None),
    ]


@pytest.mark.parametrize(
    ("education", "required"),
    [
        (Education(Text("soovitavalt magistrikraad", 1), None), False),
        (Education(Text("kõrgharidus, soovitavalt magistrikraad", 1), "higher"), True),
        (Education(Text("erialane ettevalmistus", 1), None), True),
    ],
)
def test_education_that_is_only_preferred_is_not_required(education: Education, required: bool) -> None:
    store, iri, _ = store_of(description("Nõunik", requirements=Requirements(education)))
    (row,) = store.select(f"SELECT ?required WHERE {{ <{iri}> aj:hasRequirement/aj:required ?required }}")
    assert row["required"] == str(required).lower()


def test_a_post_is_named_after_its_units_without_the_unit_in_its_title() -> None:
    store, _, post = store_of(
        description("Talituse juhataja", ["Mereosakond", "Sadamatalitus"], specialisation="lootsid")
    )
    assert post == f"{BASE}post/rannaamet/mereosakond/sadamatalitus/juhataja~lootsid"
    assert {unit.name: unit.parent and unit.parent.removeprefix(BASE) for unit in facts.units(store)} == {
        "Rannaamet": None,
        "Mereosakond": "organisation/rannaamet",
        "Sadamatalitus": "unit/rannaamet/mereosakond",
    }


def test_everything_of_a_description_is_in_the_graph_with_its_line() -> None:
    found = description(
        "Nõunik",
        ["Mereosakond"],
        purpose=Text("Mere hoidmine.", 11),
        duties=(
            Duty(
                "3.1",
                Text("Mere vaatamine.", 21),
                (Text("Meri on vaadatud.", 22), Text("Meri on terve.", 23)),
            ),
            Duty("3.1", Text("Ranna vaatamine.", 24)),
        ),
        rights=(Text("puhata", 31),),
        responsibilities=(Text("mere eest", 32),),
        competencies=(
            Competency(Text("Hoolivus", 41), "core", (Text("Hoolib  merest.", 42),)),
            Competency(Text("hoolivus", 43), "additional", (Text("Hoolib merest.", 44),)),
        ),
        approval=Approval(datetime.date(2026, 2, 5), "7", "peadirektor", None, 2),
        review_months=12,
        review=Text("Üle kord aastas.", 51),
        working_time=Text("Summeeritud tööaeg.", 52),
        problems=(Problem(60, Bilingual("odd", "imelik")),),
    )
    store, iri, _ = store_of(found)
    rows = store.select("SELECT ?text ?line { ?x aj:text ?text ; aj:line ?line } ORDER BY ?line ?text")
    assert [(row["text"], int(row["line"] or 0)) for row in rows] == [
        ("Mere vaatamine.", 21),
        ("Meri on vaadatud.", 22),
        ("Meri on terve.", 23),
        ("Ranna vaatamine.", 24),
        ("puhata", 31),
        ("mere eest", 32),
        ("Hoolivus", 41),
        ("hoolivus", 43),
    ]
    (row,) = store.select(
        f"""SELECT ?purpose ?due ?mark ?order ?number ?say WHERE {{
        <{iri}> dcterms:description ?purpose ; aj:reviewDue ?due ;
        aj:workingTimeMark ?mark ; aj:order ?order ; aj:hasProblem/rdfs:comment ?say .
        ?order dcterms:identifier ?number FILTER (LANG(?say) = "et") }}"""
    )
    assert row == {
        "purpose": "Mere hoidmine.",
        "due": "2027-02-05",
        "mark": "Summeeritud tööaeg.",
        "order": f"{BASE}order/rannaamet/2026-02-05/7",
        "number": "7",
        "say": "imelik",
    }
    duties = store.select("SELECT ?n { ?d a aj:Duty ; aj:number ?n ; aj:position ?p } ORDER BY ?p")
    assert [row["n"] for row in duties] == ["3.1", "3.1"]


def test_when_a_description_applies_and_what_its_order_repeals() -> None:
    day = datetime.date
    found = dataclasses.replace(
        description("Vaatleja"),
        approval=Approval(day(2026, 2, 5), "7", "peadirektor", None, 3),
        validity=Validity(day(2026, 3, 1), day(2026, 1, 1), (Text("direktori käskkiri nr 4", 5),), 4),
    )
    store, iri, _ = store_of(found)
    (row,) = store.select(
        f"""SELECT ?from ?applied ?line ?repeals WHERE {{ <{iri}> aj:inForceFrom ?from ; aj:appliedFrom ?applied ;
        aj:validityLine ?line ; aj:order/aj:repeals ?repeals }}"""
    )
    assert row == {
        "from": "2026-03-01",
        "applied": "2026-01-01",
        "line": "4",
        "repeals": "direktori käskkiri nr 4",
    }


def test_the_same_competency_and_indicator_is_the_same_concept() -> None:
    one = Competency(Text("Hoolivus", 1), "core", (Text("Hoolib  merest.", 2),))
    two = Competency(Text("hoolivus", 3), "additional", (Text("hoolib merest", 4),))
    store, _, _ = store_of(description("Nõunik", competencies=(one, two)))
    assert len(list(store.select("SELECT DISTINCT ?c { ?c a aj:Competency }"))) == 1
    assert len(list(store.select("SELECT DISTINCT ?c { ?c a aj:BehaviourIndicator }"))) == 1
    assert len(list(store.select("SELECT DISTINCT ?c { ?c a aj:CompetencyRequirement }"))) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nõustamisteenuste talitus", "nõustamisteenuste-talitus"),
        ("Ohvriabi- ja ennetusosakond", "ohvriabi-ja-ennetusosakond"),
        ("  A/B & C_d ", "a-b-c-d"),
        ("№ §", "_"),
        ("ÕIGUS", "õigus"),
        ("Õ", "õ"),
    ],
)
def test_slugs_are_readable_and_keep_estonian_letters(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(words)
def test_any_text_makes_a_valid_iri(text: str) -> None:
    pyoxigraph.NamedNode(f"{BASE}post/{slug(text)}")
    assert slug(slug(text)) == slug(text)
