"""Fitness: entailment of requirements, against brute force over the holders that could exist."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from rdflib import Graph, Namespace
from rdflib.namespace import SKOS

from ajgraph.description import (
    CEFR_LEVELS,
    EDUCATION_LEVELS,
    Competency,
    Education,
    Experience,
    LanguageSkill,
    Requirements,
    Text,
)
from ajgraph.fitness import Profile, compare, fit, gaps
from ajgraph.gaps import EDUCATION_NAMES, LANGUAGE_NAMES

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


def computer(words: str) -> Requirements:
    return Requirements(computer=Text(words, 1))


def competencies(*names: str, kind: str = "core") -> Profile:
    return Profile(
        Requirements(), tuple(Competency(Text(name, at), kind) for at, name in enumerate(names, 3))
    )


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
        (computer("MS Office"), computer("ms  office."), "fit"),
        (computer("MS Office"), computer("kontoritarkvara"), "fit"),
        (computer("MS Office"), Requirements(), "fit"),
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


def schooled(text: str, level: str | None, *items: tuple[str, int | None]) -> Requirements:
    return replace(experience(*items), education=Education(Text(text, 1), level))


def practised(text: str, kind: str, years: int | None) -> Requirements:
    return Requirements(experience=(Experience(years, kind, Text(text, 1), True),))


EITHER = schooled("kõrgharidus või 5-aastane töökogemus", "higher")
BOTH = schooled("kõrgharidus ja 1-aastane töökogemus või keskharidus ja 5-aastane töökogemus", "secondary")
YEARS = practised("5-aastane juhtimiskogemus või 7-aastane erialane töökogemus", "management", 5)
KINDS = practised("3-aastane juhtimis- või erialane töökogemus", "field", 3)
WISHED = schooled("soovitavalt magistrikraad", None)


@pytest.mark.parametrize(
    ("substitute", "post", "expected"),
    [
        (schooled("keskharidus", "secondary", ("general", 6)), EITHER, "unknown"),
        (education("master"), EITHER, "fit"),
        (EITHER, EITHER, "fit"),
        (EITHER, education("higher"), "unknown"),
        (EITHER, education("master"), "gap"),
        (EITHER, experience(("general", 5)), "unknown"),
        (education("higher"), BOTH, "unknown"),
        (education("basic"), BOTH, "unknown"),
        (BOTH, BOTH, "fit"),
        (BOTH, education("secondary"), "fit"),
        (BOTH, experience(("general", 1)), "unknown"),
        (experience(("field", 8)), YEARS, "unknown"),
        (experience(("management", 5)), YEARS, "fit"),
        (YEARS, YEARS, "fit"),
        (YEARS, experience(("management", 5)), "unknown"),
        (experience(("management", 3)), KINDS, "unknown"),
        (experience(("field", 3)), KINDS, "fit"),
        (practised("2 aastat kooli või lasteaia juhina", "management", 2), experience(("management", 3)), "gap"),
        (experience(("management", 2)), practised("3 aastat kooli või lasteaia juhina", "management", 3), "gap"),
        (Requirements(), WISHED, "fit"),
        (education("basic"), WISHED, "fit"),
        (WISHED, WISHED, "fit"),
        (WISHED, education("master"), "gap"),
    ],
)  # fmt: skip
def test_alternatives_of_different_sorts_and_wishes_make_no_false_gap(
    substitute: Requirements, post: Requirements, expected: str
):
    assert fit(substitute, post)[0] == expected


def test_what_alternatives_leave_open_is_told_in_their_words():
    found = compare(Profile(experience(("field", 8))), Profile(YEARS)).unknown
    assert [one.sentence.et for one in found] == [
        "juhtimiskogemus: nõutud „5-aastane juhtimiskogemus või 7-aastane erialane töökogemus“, "
        "asendaja kohta kirjas pole"
    ]


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


def test_core_competencies_are_compared_by_name_and_alone_make_nobody_unfit():
    post = replace(competencies("Eestvedamine", "Koostöövõime", "Täpsus", "eestvedamine"), document="a.txt")
    found = compare(competencies("koostöö-võime", "Loovus", kind="additional"), post)
    assert found.fit == "unknown"
    assert found.requirement_gaps == ()
    assert [(gap.sentence.en, gap.sentence.et, gap.place) for gap in found.competency_gaps] == [
        (
            "competency: “Eestvedamine” required, not named for the substitute",
            "kompetents: nõutud „Eestvedamine“, asendaja juhendis seda pole",
            "a.txt:3",
        ),
        (
            "competency: “Täpsus” required, not named for the substitute",
            "kompetents: nõutud „Täpsus“, asendaja juhendis seda pole",
            "a.txt:5",
        ),
    ]
    assert compare(post, post).fit == "fit"
    assert compare(post, competencies()).fit == "fit"


def test_a_document_without_competencies_leaves_them_unknown():
    found = compare(Profile(Requirements()), competencies("Täpsus"))
    assert (found.fit, found.gaps) == ("unknown", ())
    assert [str(gap) for gap in found.unknown] == [
        "competency: “Täpsus” required, the substitute's document names none"
    ]


def test_a_gap_of_requirements_counts_more_than_competencies():
    asked = Profile(education("master"), (Competency(Text("Täpsus", 3), "core"),))
    found = compare(Profile(education("higher"), (Competency(Text("Loovus", 3), "core"),)), asked)
    assert (found.fit, [gap.kind for gap in found.gaps]) == ("gap", ["education", "core-competency"])
    assert "Täpsus" in found.to_json()["gaps"][1]["sentence"]


def test_requirements_that_nobody_stated_are_not_known():
    silent = Profile.of(Requirements(), (Competency(Text("Täpsus", 3), "core"),))
    assert silent
    assert (compare(silent, silent).fit, compare(silent, Profile(education("higher"))).gaps) == (
        "unknown",
        (),
    )
    assert Profile.of(Requirements(computer=SAID)) is None


def test_preferences_are_told_apart_and_never_count():
    post = Requirements(
        experience=(Experience(3, "field", SAID, False),),
        languages=(*languages("et C1").languages, LanguageSkill("en", "B2", False, 9, 7)),
    )
    found = compare(Profile(languages("et C1", "en B1")), Profile(post, document="a.txt"))
    assert (found.fit, found.gaps) == ("fit", ())
    assert [(gap.sentence.en, gap.sentence.et) for gap in found.preferences] == [
        (
            "experience in the field: 3 years preferred, not required of the substitute",
            "erialane töökogemus: kasuks tuleb 3 aastat, asendajalt seda ei nõuta",
        ),
        (
            "English: B2 preferred, the substitute has B1",
            "inglise keel: kasuks tuleb B2, asendajal B1",
        ),
    ]
    assert found.preferences[1].place == "a.txt:7"


def test_additional_competencies_and_computer_skills_in_other_words_are_told_and_decide_nothing():
    found = compare(competencies("Loovus"), competencies("Täpsus", kind="additional"))
    assert (found.fit, [gap.text for gap in found.gaps]) == ("fit", ["Täpsus"])
    found = compare(Profile(computer("MS Office")), Profile(computer("kontoritarkvara")))
    assert (found.fit, [gap.sentence.et for gap in found.unknown]) == (
        "fit",
        ["arvutioskus: nõutud „kontoritarkvara“, asendajalt „MS Office“; võrrelda ei saa"],
    )
    assert compare(Profile(computer("MS Office")), Profile(computer("ms  office."))).unknown == ()


def test_what_cannot_be_compared_is_said():
    found = compare(Profile(languages("en")), Profile(languages("en B2")))
    assert [gap.sentence.en for gap in found.unknown] == [
        "languages: English B2 required, of the substitute English; cannot be compared"
    ]
    (nothing,) = compare(Profile(Requirements()), Profile(education(None))).unknown
    assert nothing.sentence.et == "haridus: nõutud „…“, asendaja kohta kirjas pole"


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
