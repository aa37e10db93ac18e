"""Long words broken for narrow columns: no letter is lost, and seams come before syllables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ajgraph.estonian.word_breaks import broken


@pytest.mark.parametrize(
    ("word", "width", "parts"),
    [
        ("Osakonnajuhataja", 16, ["Osakonnajuhataja"]),
        ("Osakonnajuhataja", 15, ["Osakonna-", "juhataja"]),
        ("teenistusosakonnajuhataja", 14, ["teenistus-", "osakonna-", "juhataja"]),
        ("(kaugseirespetsialist);", 14, ["(kaugseire-", "spetsialist);"]),
        ("Personali-ja-dokumenditalitus", 20, ["Personali-ja-", "dokumenditalitus"]),
        ("administraator", 9, ["administ-", "raator"]),
        ("https://example.org/a-b", 8, ["https://example.org/a-b"]),
        ("RA-0123456789", 8, ["RA-0123456789"]),
        ("juhataja", 2, ["juhataja"]),
        ("ja", 1, ["ja"]),
        ("--------", 3, ["--------"]),
    ],
)
def test_where_words_are_broken(word: str, width: int, parts: list[str]) -> None:
    assert broken(word, width) == parts


@given(st.text("abdeiklmnoprstuõäöü-.,()1/", min_size=1, max_size=40), st.integers(1, 30))
def test_no_letter_is_lost(word: str, width: int) -> None:
    parts = broken(word, width)
    assert "".join(parts).replace("-", "") == word.replace("-", "")
    assert all(len(part) <= width for part in parts[:-1])
    assert all(part.endswith("-") for part in parts[:-1])
    assert len(word) <= width or len(parts) > 1 or parts == [word]
