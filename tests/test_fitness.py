"""Fitness: entailment of requirements, against brute force over the holders that could exist."""

from __future__ import annotations

import random
from collections import Counter
from itertools import product
from pathlib import Path

import pytest
from rdflib import Graph, Namespace
from rdflib.namespace import SKOS

from ajgraph.description import (
    CEFR_LEVELS,
    EDUCATION_LEVELS,
    Education,
    Experience,
    LanguageSkill,
    Requirements,
    Text,
)
from ajgraph.fitness import EDUCATION_NAMES, LANGUAGE_NAMES, fit, gaps

SAID = Text("…", 1)


def languages(*groups: str, required: bool = True) -> Requirements:
    """Return requirements of ``"en B2|ru B2"``: alternatives within a string, all strings required."""
    return Requirements(
        languages=tuple(
            LanguageSkill(*[*skill.split(" "), None][:2], required, number, 1)
            for number, group in enumerate(groups)
            for skill in group.split("|")
        )
    )


def education(level: str | None) -> Requirements:
    return Requirements(education=Education(SAID, level))


def experience(*items: tuple[str, int | None], required: bool = True) -> Requirements:
    return Requirements(experience=tuple(Experience(years, kind, SAID, required) for kind, years in items))


@pytest.mark.parametrize(
    ("substitute", "post", "expected"),
    [
        (languages("en C1"), languages("en B2"), "fit"),
        (languages("en B2"), languages("en C1"), "gap"),
        (languages("en B2"), languages("ru B2"), "gap"),
        (languages("en B2"), languages("en B2|ru B2"), "fit"),
        (languages("en B2|ru B2"), languages("en B2"), "gap"),
        (languages("en B2|ru B2"), languages("en B1|ru B1|fi C2"), "fit"),
        (languages("en B2|ru B2", "ru C1"), languages("ru B2"), "fit"),
        (languages("en B2|ru B2", "en B1"), languages("en B2"), "gap"),
        (languages("en B2", required=False), languages("en B2"), "gap"),
        (languages(), languages("en B2", required=False), "fit"),
        (languages(), languages("en"), "unknown"),
        (languages("en A1"), languages("en"), "fit"),
        (languages("en"), languages("en B2"), "unknown"),
        (languages("en|ru C1"), languages("en B2|ru B2"), "unknown"),
        (languages("en"), languages("ru B2"), "gap"),
        (languages("en", "en C1"), languages("en B2"), "fit"),
        (education("master"), education("higher"), "fit"),
        (education("bachelor"), education("higher"), "fit"),
        (education("higher"), education("bachelor"), "gap"),
        (education("higher"), education("master"), "gap"),
        (education("higher"), education("vocational"), "fit"),
        (education("secondary"), education("higher"), "gap"),
        (Requirements(), education("secondary"), "gap"),
        (Requirements(), education(None), "unknown"),
        (education(None), education("secondary"), "unknown"),
        (education("basic"), Requirements(), "fit"),
        (experience(("field", 3)), experience(("general", 2)), "fit"),
        (experience(("management", 2)), experience(("general", 2)), "fit"),
        (experience(("general", 5)), experience(("field", 1)), "gap"),
        (experience(("field", 5)), experience(("management", 1)), "gap"),
        (experience(("management", 1), ("field", 5)), experience(("management", 1), ("general", 5)), "fit"),
        (experience(("general", 2), ("field", 1)), experience(("general", 3)), "gap"),
        (experience(("field", None)), experience(("field", 2)), "unknown"),
        (experience(("field", None)), experience(("field", None)), "fit"),
        (Requirements(), experience(("field", None)), "unknown"),
        (Requirements(), experience(("field", 2), required=False), "fit"),
        (experience(("field", 2), required=False), experience(("field", 2)), "gap"),
        (Requirements(), Requirements(computer=SAID), "fit"),
        (None, Requirements(), "unknown"),
        (Requirements(), None, "unknown"),
    ],
)
def test_fit(substitute: Requirements | None, post: Requirements | None, expected: str):
    verdict, found = fit(substitute, post)
    assert verdict == expected
    assert bool(found) == (expected == "gap")
    if substitute and post:
        assert gaps(substitute, post) == found


@pytest.mark.parametrize(
    ("substitute", "post", "en", "et"),
    [
        (
            languages("en B2"), languages("en C1"),
            "English: C1 required, the substitute has B2",
            "inglise keel: nõutud C1, asendajal B2",
        ),
        (
            languages("en A2", "en B1"), languages("en C1"),
            "English: C1 required, the substitute has B1",
            "inglise keel: nõutud C1, asendajal B1",
        ),
        (
            languages("et C1"), languages("ru B2"),
            "Russian: B2 required, not required of the substitute",
            "vene keel: nõutud B2, asendajalt seda ei nõuta",
        ),
        (
            languages("en B2|ru B2"), languages("en C1"),
            "languages: English C1 required, the substitute has English B2 or Russian B2",
            "keeled: nõutud inglise keel C1, asendajal inglise keel B2 või vene keel B2",
        ),
        (
            languages("sw B1"), languages("sw B2"),
            "sw: B2 required, the substitute has B1",
            "sw: nõutud B2, asendajal B1",
        ),
        (
            education("higher"), education("master"),
            "education: master's degree required, the substitute has higher education",
            "haridus: nõutud magistrikraad, asendajal kõrgharidus",
        ),
        (
            experience(("management", 1)), experience(("management", 3)),
            "management experience: 3 years required, the substitute has 1 year",
            "juhtimiskogemus: nõutud 3 aastat, asendajal 1 aasta",
        ),
        (
            Requirements(), experience(("general", 1)),
            "work experience: 1 year required, not required of the substitute",
            "töökogemus: nõutud 1 aasta, asendajalt seda ei nõuta",
        ),
    ],
)  # fmt: skip
def test_gaps_say_what_is_missing(substitute: Requirements, post: Requirements, en: str, et: str):
    (gap,) = gaps(substitute, post)
    assert (gap.en, gap.et) == (en, et)


def test_gaps_come_in_one_order():
    post = Requirements(
        Education(SAID, "master"),
        (Experience(2, "field", SAID, True), Experience(1, "management", SAID, True)),
        languages("et C1", "en B2").languages,
    )
    assert [gap.et.split(":")[0] for gap in gaps(Requirements(), post)] == [
        "haridus",
        "erialane töökogemus",
        "juhtimiskogemus",
        "eesti keel",
        "inglise keel",
    ]


def holders(requirements: Requirements, tongues: list[str]) -> list[dict[str, int]]:
    """Return every profile of levels (−1 = none) that meets the languages required."""
    profiles = (
        dict(zip(tongues, levels, strict=True)) for levels in product(range(-1, 3), repeat=len(tongues))
    )
    return [profile for profile in profiles if meets(profile, requirements)]


def meets(profile: dict[str, int], requirements: Requirements) -> bool:
    groups: dict[int, bool] = {}
    for skill in requirements.languages:
        if skill.required:
            enough = profile[skill.language] >= CEFR_LEVELS.index(skill.level)
            groups[skill.group] = groups.get(skill.group, False) or enough
    return all(groups.values())


def test_languages_equal_brute_force_over_holders():
    rng = random.Random(13)
    tongues = ["et", "en", "ru"]

    def some() -> Requirements:
        return Requirements(
            languages=tuple(
                LanguageSkill(
                    rng.choice(tongues), CEFR_LEVELS[rng.randrange(3)], rng.random() < 0.9, group, 1
                )
                for group in range(rng.randint(0, 3))
                for _ in range(rng.randint(1, 2))
            )
        )

    seen = Counter()
    for _ in range(3000):
        substitute, post = some(), some()
        entailed = all(meets(holder, post) for holder in holders(substitute, tongues))
        assert fit(substitute, post)[0] == ("fit" if entailed else "gap")
        seen[entailed] += 1
    assert min(seen.values()) > 500


def test_fitness_is_reflexive_and_transitive():
    rng = random.Random(14)

    def some() -> Requirements:
        return Requirements(
            Education(SAID, rng.choice(EDUCATION_LEVELS)) if rng.random() < 0.8 else None,
            tuple(
                Experience(rng.randint(0, 3), rng.choice(("general", "management", "field")), SAID, True)
                for _ in range(rng.randint(0, 2))
            ),
            languages(
                *(f"{rng.choice(('en', 'ru'))} {rng.choice(CEFR_LEVELS[:3])}" for _ in range(2))
            ).languages,
        )

    chains = 0
    for _ in range(10000):
        one, two, three = some(), some(), some()
        assert fit(one, one) == ("fit", ())
        if fit(one, two)[0] == fit(two, three)[0] == "fit":
            assert fit(one, three)[0] == "fit"
            chains += 1
    assert chains > 30


def test_names_are_those_of_the_ontology():
    levels = Path(__file__).resolve().parents[1] / "ontology" / "levels.ttl"
    graph = Graph().parse(levels)
    edu = Namespace("https://w3id.org/ajgraph/vocab/education/")
    for level, name in EDUCATION_NAMES.items():
        labels = {label.language: str(label) for label in graph.objects(edu[level], SKOS.prefLabel)}
        assert labels == {"en": name.en, "et": name.et}
    notations = {str(code): concept for concept, code in graph.subject_objects(SKOS.notation)}
    for code, name in LANGUAGE_NAMES.items():
        labels = {label.language: str(label) for label in graph.objects(notations[code], SKOS.prefLabel)}
        assert labels == {"en": name.en, "et": name.et}
    assert set(EDUCATION_NAMES) == set(EDUCATION_LEVELS)
