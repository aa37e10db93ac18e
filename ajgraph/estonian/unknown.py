"""What an ending tells about a noun that no table has. Every result is a guess and is marked as one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ajgraph.estonian.forms import Case, Form, Lexicon

_CASE_ENDINGS: tuple[tuple[str, Case], ...] = (
    ("sse", Case.ILLATIVE),
    ("le", Case.ALLATIVE),
    ("lt", Case.ABLATIVE),
    ("ga", Case.COMITATIVE),
    ("ks", Case.TRANSLATIVE),
    ("t", Case.PARTITIVE),
)
_NOMINATIVE = frozenset({Form(Case.NOMINATIVE, plural=False)})
_ELATIVE = frozenset({Form(Case.ELATIVE, plural=False)})
_VOWELS = "aeiouõäöü"
_DROPPED_I = re.compile(r"\w{2,}[^\W\d_aeiouõäöüdt]i$")


@dataclass(frozen=True, slots=True)
class Guess:
    """A nominative by rule, and the forms the written word may be in."""

    nominative: str
    forms: frozenset[Form]


def guess(word: str, endings: Lexicon) -> Guess:
    """Return the nominative that the ending of ``word`` suggests, the word itself where it suggests none."""
    first = _once(word, endings)
    # A guess that would itself be taken for an inflected form is no nominative: leave the word alone.
    if first.nominative != word and _once(first.nominative, endings).nominative != first.nominative:
        return Guess(word, frozenset())
    return first


def _once(word: str, endings: Lexicon) -> Guess:
    by_table = endings.tail(word)
    lower = word.lower()
    if by_table is not None and by_table.before[-1:] not in {"", "-", "/"}:
        if lower.endswith("ist") and by_table.forms == _ELATIVE:
            # "folklorist" is a person more likely than something out of a "folklor".
            return Guess(word, _NOMINATIVE)
        return Guess(by_table.nominative, by_table.forms)
    if lower.endswith("d") and lower[-2:-1] in _VOWELS and len(word) > 4:
        return Guess(_from_genitive(word[:-1]), frozenset({Form(Case.NOMINATIVE, plural=True)}))
    for ending, case in _CASE_ENDINGS:
        stem = word[: -len(ending)]
        if lower.endswith(ending) and len(stem) > 3 and lower[len(stem) - 1] in _VOWELS:
            return Guess(_from_genitive(stem), frozenset({Form(case, plural=False)}))
    nominative = _from_genitive(word)
    case = Case.NOMINATIVE if nominative == word else Case.GENITIVE
    forms = {Form(case, plural=False)}
    if lower[-1:] in _VOWELS:  # a stem that ends in a vowel is often the nominative and the genitive
        forms.add(Form(Case.GENITIVE, plural=False))
    return Guess(nominative, frozenset(forms))


def _from_genitive(word: str) -> str:
    """Drop the stem vowel -i of loan words ("taksidermisti").

    Other stem vowels cannot be told from the end of a nominative.
    """
    return word[:-1] if _DROPPED_I.search(word.lower()) else word
