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
