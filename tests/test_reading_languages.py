"""Every language the reader names has its place in the vocabulary, so that the graph can say it."""

from __future__ import annotations

import pytest

from ajgraph.description import Text
from ajgraph.reading import languages
from ajgraph.vocabulary import LANGUAGE_CODES, LANGUAGES


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("Eesti keele oskus tasemel C1.", ["et"]),
        ("Riigikeele oskus tasemel C1.", ["et"]),
        ("Viipekeele oskus tasemel B2.", ["sgn"]),
        ("Araabia või ungari keele oskus tasemel B1.", ["ar", "hu"]),
        ("Ladina keele oskus tasemel A2.", ["la"]),
        ("Portugali keele oskus.", ["pt"]),
    ],
)
def test_languages_that_sentences_name(sentence: str, codes: list[str]) -> None:
    assert [skill.language for skill in languages.read([Text(sentence, 1)])] == codes
    assert set(codes) <= set(LANGUAGES)


@pytest.mark.parametrize("stem", sorted(languages._STEMS))
def test_every_language_the_reader_knows_is_in_the_vocabulary_and_back(stem: str) -> None:
    (skill,) = languages.read([Text(f"{stem.capitalize()} keele oskus tasemel B2.", 1)])
    assert LANGUAGE_CODES[str(LANGUAGES[skill.language])] == skill.language


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Eesti keel kõnes C1, kirjas B2; inglise keel kirjas B1 ja kõnes B2.", [("et", "C1"), ("en", "B2")]),
        ("Vene keel suuliselt B2 ja kirjalikult B1, soome keel A2.", [("ru", "B2"), ("fi", "A2")]),
    ],
)
def test_speech_and_writing_at_levels_of_their_own_ask_for_the_highest(
    sentence: str, expected: list[tuple[str, str]]
) -> None:
    found = languages.read([Text(sentence, 1)])
    assert [(skill.language, skill.level) for skill in found] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Inglise keel B2 (soovitavalt C1)", [("en", "B2", True, 1), ("en", "C1", False, 2)]),
        (
            "Inglise keel vähemalt B1-tase, soovitavalt B2-tase",
            [("en", "B1", True, 1), ("en", "B2", False, 2)],
        ),
        (
            "Inglise keel kesktasemel, soovitavalt kõrgtasemel",
            [("en", "B2", True, 1), ("en", "C1", False, 2)],
        ),
        ("Inglise keel B2 (C1 on eeliseks)", [("en", "B2", True, 1), ("en", "C1", False, 2)]),
        (
            "Eesti keel C1, inglise keel B1 (eelistatult B2) ja vene keel A2",
            [("et", "C1", True, 1), ("en", "B1", True, 2), ("en", "B2", False, 3), ("ru", "A2", True, 4)],
        ),
        (
            "Inglise või vene keel B2 (soovitavalt C1)",
            [("en", "B2", True, 1), ("ru", "B2", True, 1), ("en", "C1", False, 2), ("ru", "C1", False, 2)],
        ),
        # No level that is required, none that is better, or another language that is preferred.
        ("Inglise keel (soovitavalt B2)", [("en", "B2", False, 1)]),
        ("Inglise keel B2 (soovitavalt B2)", [("en", "B2", True, 1)]),
        ("Eesti keel C1, soovitavalt inglise keel B2", [("et", "C1", True, 1), ("en", "B2", False, 2)]),
        ("Eesti keel C1, kasuks tuleb vene keel", [("et", "C1", True, 1), ("ru", None, False, 2)]),
    ],
)
def test_a_better_level_is_preferred_beside_the_required_one(
    sentence: str, expected: list[tuple[str, str, bool, int]]
) -> None:
    found = languages.read([Text(sentence, 1)])
    assert [(skill.language, skill.level, skill.required, skill.group) for skill in found] == expected
    assert {skill.text for skill in found} == {sentence}


@pytest.mark.parametrize("words", ["suhtlustasandil", "emakeelena", "(emakeel)", "heal tasemel"])
def test_words_that_no_level_of_the_framework_stands_for_leave_it_open(words: str) -> None:
    (skill,) = languages.read([Text(f"Eesti keel {words}", 1)])
    assert (skill.level, skill.required, skill.text) == (None, True, f"Eesti keel {words}")


def test_a_mark_right_behind_a_language_prefers_that_one_only() -> None:
    found = languages.read([Text("Eesti keel C1, inglise keel B1, vene keel soovitavalt B1", 1)])
    assert [(skill.language, skill.required) for skill in found] == [
        ("et", True),
        ("en", True),
        ("ru", False),
    ]
