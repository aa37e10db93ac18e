"""What descriptions ask, into the graph and back: nothing is lost on the way to fitness."""

from __future__ import annotations

import datetime
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ajgraph.build import build
from ajgraph.derivation import Derivation
from ajgraph.description import (
    CEFR_LEVELS,
    EDUCATION_LEVELS,
    Approval,
    Competency,
    Education,
    Experience,
    JobDescription,
    LanguageSkill,
    Requirements,
    Text,
)
from ajgraph.fitness import Profile, compare
from ajgraph.graph.derived import derived_quads
from ajgraph.graph.descriptions import description_quads
from ajgraph.iris import Iris
from ajgraph.network import organisation_of
from ajgraph.placement import place
from ajgraph.posts import find_post
from ajgraph.profiles import profiles_of
from ajgraph.sources import Place, SourceFile
from ajgraph.store import GraphStore
from ajgraph.vocabulary import LANGUAGES
from tests.helpers import AGENCY, BASE, description

words = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), min_size=1, max_size=12)
lines = st.integers(1, 999)
texts = st.builds(Text, words, lines)
requirements = st.builds(
    Requirements,
    st.none() | st.builds(Education, texts, st.none() | st.sampled_from(EDUCATION_LEVELS)),
    st.lists(
        st.builds(
            Experience,
            st.none() | st.integers(0, 20),
            st.sampled_from(["general", "management", "field"]),
            texts,
            st.booleans(),
        ),
        max_size=12,
    ).map(tuple),
    st.lists(
        st.builds(
            LanguageSkill,
            st.sampled_from(sorted(LANGUAGES)),
            st.none() | st.sampled_from(CEFR_LEVELS),
            st.booleans(),
            st.integers(1, 5),
            lines,
            words,
        ),
        max_size=12,
    ).map(tuple),
    st.none() | texts,
)
competencies = st.lists(
    st.builds(Competency, texts, st.sampled_from(["core", "additional"])), max_size=12
).map(tuple)


def in_graph(*descriptions: JobDescription) -> GraphStore:
    sources = [
        SourceFile(one.source.sha256, (Place(one.source.path, one.source.path),), None, (one,))
        for one in descriptions
    ]
    placement = place(sources, Iris(BASE))
    database = pyoxigraph.Store()
    for placed in placement.descriptions:
        database.extend(description_quads(placed, placement.directory))
    nothing = Derivation((), (), (), {})
    database.extend(derived_quads(nothing, placement.directory, placement.succession))
    return GraphStore(Path("memory"), database, merged=False)


@settings(max_examples=60, deadline=None)
@given(requirements, competencies)
def test_what_goes_in_comes_out(asked: Requirements, named: tuple[Competency, ...]) -> None:
    store = in_graph(description("Nõunik", ("Osakond",), requirements=asked, competencies=named))
    expected = Profile.of(asked, named, "Nõunik.txt")
    assert list(profiles_of(store).values()) == ([expected] if expected else [])


def test_only_the_version_in_force_counts() -> None:
    def version(level: str, year: int) -> JobDescription:
        asked = Requirements(languages=(LanguageSkill("en", level, True, 1, 9, "…"),))
        approval = Approval(date=datetime.date(year, 1, 1))
        return description(
            "Nõunik", ("Osakond",), requirements=asked, approval=approval, sha=f"{year}{level.lower()}"
        )

    (profile,) = profiles_of(in_graph(version("C2", 2026), version("A1", 2020), version("B1", 2024))).values()
    assert profile.requirements
    assert [skill.level for skill in profile.requirements.languages] == ["C2"]


def test_a_description_that_asks_nothing_is_no_profile() -> None:
    computer = Requirements(computer=Text("Kontoritarkvara", 5))
    assert profiles_of(in_graph(description("Valvur", requirements=computer))) == {}


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> GraphStore:
    folder = tmp_path_factory.mktemp("agency") / "graph"
    build([AGENCY / "descriptions", AGENCY / "koosseis.csv"], folder)
    return GraphStore.open(folder)


def test_fitness_from_the_graph_is_the_fitness_in_the_graph(agency: GraphStore) -> None:
    organisation, profiles = organisation_of(agency), profiles_of(agency)
    seen = set()
    for link in organisation.links:
        if link.absent == link.substitute:
            continue
        found = compare(profiles.get(link.substitute), profiles.get(link.absent))
        assert (found.fit, sorted(str(gap) for gap in found.requirement_gaps)) == (link.fit, list(link.gaps))
        seen.add(found.fit)
    assert seen == {"gap", "unknown", "fit"}


def test_a_gap_names_the_words_and_their_place(agency: GraphStore) -> None:
    organisation, profiles = organisation_of(agency), profiles_of(agency)
    post, substitute = (find_post(organisation, name).iri for name in ("RA-012", "RA-013"))
    (gap,) = compare(profiles[substitute], profiles[post]).requirement_gaps
    assert (gap.kind, str(gap.required), str(gap.given)) == ("language", "C1", "B2")
    assert gap.document
    assert gap.line
    text = Path(gap.document).read_text(encoding="utf-8").splitlines()
    assert set(gap.text.split()) & set(text[gap.line - 1].split())  # type: ignore[union-attr]
    assert gap.place == f"{gap.document}:{gap.line}"
