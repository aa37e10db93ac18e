"""Adjectives that agree with their head: "juhtivat spetsialisti" is the partitive of "juhtiv spetsialist"."""

from __future__ import annotations

from ajgraph.estonian.forms import GENITIVE_ADJECTIVE, Case, Form, Match
from ajgraph.estonian.tables import adjective_endings, adjectives, heads

# Nouns that take the post they belong to in the genitive: "vanema asetäitja" is the deputy of a vanem.
_OF_A_POST = frozenset({"asetäitja", "abi", "abiline", "asendaja", "kohusetäitja", "nõunik", "sekretär"})


def adjective(word: str) -> Match | None:
    """Return the adjective that ``word`` is a form of, from the table or by its ending."""
    known = adjectives().whole(word)
    if known is not None or heads().tail(word) is not None:
        return known
    by_ending = adjective_endings().tail(word)
    return by_ending if by_ending is not None and len(by_ending.before) > 2 else None


def agree(attribute: frozenset[Form], head: frozenset[Form]) -> bool:
    """Return whether an adjective in one of the forms may agree with a noun in one of the others."""
    if attribute & head:
        return True
    return any(
        form.case in GENITIVE_ADJECTIVE and Form(Case.GENITIVE, form.plural) in attribute for form in head
    )


def _certain(attribute: frozenset[Form]) -> bool:
    """Return whether the form cannot be part of a genitive attribute, so that it agrees even from afar."""
    return not any(form.case in {Case.GENITIVE, Case.NOMINATIVE} for form in attribute)


def agreeing(words: list[str], head: int, forms: frozenset[Form], noun: str) -> list[tuple[int, Match]]:
    """Return the agreeing adjectives before the head with their places.

    Parameters
    ----------
    words, head
        The phrase and the place of its head.
    forms, noun
        What the head may be, and its nominative.

    """
    found: list[tuple[int, Match]] = []
    adjacent = True
    for place in range(head - 1, -1, -1):
        match = adjective(words[place])
        if match is None:
            adjacent = False
            continue
        of_a_post = (
            noun in _OF_A_POST and heads().whole(words[place]) is not None and not _certain(match.forms)
        )
        if agree(match.forms, forms) and not of_a_post and (adjacent or _certain(match.forms)):
            found.append((place, match))
        else:
            adjacent = False
    return found
