"""Dataclasses to quads and back: what the graph says is what the description said."""

from __future__ import annotations

import datetime
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ajgraph.claims import claims_of
from ajgraph.description import (
    CEFR_LEVELS,
    EDUCATION_LEVELS,
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
)
from ajgraph.directory import Directory
from ajgraph.graph import facts
from ajgraph.graph.descriptions import description_quads
from ajgraph.iris import Iris, slug
from ajgraph.language import Bilingual
from ajgraph.store import GraphStore
from ajgraph.vocabulary import LANGUAGES
from tests.helpers import BASE, description

words = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "Zs", "P")), min_size=1, max_size=30
).filter(str.strip)
lines = st.integers(1, 400)
mentions = st.builds(
    Mention,
    words,
    st.none() | words,
    st.none() | words,
    st.none() | words,
    st.sampled_from(["post", "peer", "unit-member", "designated", "rule", "none"]),
    st.none() | words,
    lines,
    words,
    st.booleans(),
)
texts = st.builds(Text, words, lines)
requirements = st.builds(
    Requirements,
    st.builds(Education, texts, st.none() | st.sampled_from(EDUCATION_LEVELS)),
    st.lists(
        st.builds(
            Experience,
            st.none() | st.integers(0, 20),
            st.sampled_from(["general", "management", "field"]),
            texts,
            st.booleans(),
        ),
        max_size=3,
    ).map(tuple),
    st.lists(
        st.builds(
            LanguageSkill,
            st.sampled_from(sorted(LANGUAGES)),
            st.none() | st.sampled_from(CEFR_LEVELS),
            st.booleans(),
            st.integers(1, 4),
            lines,
            words,
        ),
        max_size=4,
    ).map(tuple),
)


def store_of(found: JobDescription) -> tuple[GraphStore, str, str]:
    """Return a store of one description, the IRI of the description and of its post."""
    directory = Directory(Iris(BASE))
    unit = directory.unit(directory.organisation("Rannaamet"), [unit.value for unit in found.units])
    post = directory.post(
        unit, found.title.value, found.specialisation.value if found.specialisation else None
    )
    iri = directory.iris.description(post.iri, found.source.sha256)
    database = pyoxigraph.Store()
    database.extend(description_quads(found, iri, post, directory))
    return GraphStore(Path(), database, BASE, merged=False), iri, post.iri


@given(st.lists(mentions, max_size=4), st.lists(mentions, max_size=4), st.lists(mentions, max_size=2))
def test_claims_come_back_as_they_were(by: list[Mention], of: list[Mention], manager: list[Mention]) -> None:
    found = description(
        "Nõunik", ["Mereosakond"], substituted_by=tuple(by), substitutes=tuple(of), manager=tuple(manager)
    )
    store, iri, post = store_of(found)
    document = Iris(BASE).document(found.source.sha256)
    assert facts.claims(store) == tuple(
        sorted(claims_of(found, iri, post, document), key=lambda claim: claim.iri)
    )


@given(requirements)
def test_requirements_come_back_as_they_were(needs: Requirements) -> None:
    store, _, post = store_of(description("Nõunik", ["Mereosakond"], requirements=needs))
    assert facts.requirements(store) == {post: needs}


def test_the_directory_comes_back_as_it_was() -> None:
    store, _, post = store_of(
        description("Talituse juhataja", ["Mereosakond", "Sadamatalitus"], specialisation="lootsid")
    )
    directory = facts.known(store, Iris(BASE))
    assert [unit.name for unit in directory.chain(directory.posts[post].unit)] == [
        "Sadamatalitus",
        "Mereosakond",
        "Rannaamet",
    ]
    known = directory.posts[post]
    assert (known.title, known.specialisation, known.documented, known.listed) == (
        "Talituse juhataja",
        "lootsid",
        True,
        False,
    )
    assert post == f"{BASE}post/rannaamet/mereosakond/sadamatalitus/juhataja~lootsid"


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
