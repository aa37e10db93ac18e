"""Names of units and organisations: nominative, genitive, kind."""

from __future__ import annotations

from ajgraph.estonian.agreement import adjective, agree, agreeing
from ajgraph.estonian.capitals import is_shouted, lower_shouted
from ajgraph.estonian.forms import Case, Form, Match
from ajgraph.estonian.roles import Nominative
from ajgraph.estonian.spelling import normalise, split_bracket, trim
from ajgraph.estonian.tables import unit_endings, units
from ajgraph.estonian.unknown import guess

_NOMINATIVE = frozenset({Form(Case.NOMINATIVE, plural=False)})
_LEGAL_FORMS = frozenset({"AS", "KÜ", "MTÜ", "OÜ", "SA", "TÜ"})
_NAME_FIRST = frozenset({"sihtasutus", "mittetulundusühing", "osaühing", "aktsiaselts"})


def _parse(phrase: str) -> tuple[list[str], int, Match | None, str]:
    """Return the words, the place of the head, the head if it is known, and the bracket."""
    core, bracket = split_bracket(normalise(phrase))
    words = trim(core).split()
    if not words:
        return [], 0, None, bracket
    match = units().tail(words[-1])
    if match is None and len(words) > 1:
        first = units().whole(words[0])  # "Sihtasutuse Innove"
        if first is not None and first.word.nominative in _NAME_FIRST:
            return words, 0, first, bracket
    return words, len(words) - 1, match, bracket


def _like(written: str, word: str) -> str:
    """Give ``word`` the first letter's case of ``written``."""
    return word[:1].upper() + word[1:] if written[:1].isupper() else word


def _lowered(words: list[str], match: Match | None) -> list[str]:
    """Return a heading in capitals as it would be written in a sentence; other names as they are."""
    if not is_shouted(words):
        return words
    small = [lower_shouted(word) for word in words]
    if match is not None and match.word.kind in {"organisation", "name"}:
        return [word[:1].upper() + word[1:] if word not in {"ja", "ning"} else word for word in small]
    return small


def unit_nominative(phrase: str) -> Nominative:
    """Return the name of a unit or organisation in the nominative singular; its capitals stay.

    >>> unit_nominative("rahvusvahelise koostöö bürooga").text
    'rahvusvahelise koostöö büroo'
    >>> unit_nominative("Politsei- ja Piirivalveameti").text
    'Politsei- ja Piirivalveamet'
    """
    words, head, match, bracket = _parse(phrase)
    if not words:
        return Nominative(normalise(phrase), by_rule=True)
    words = list(_lowered(words, match))
    written = words[head]
    if match is not None:
        noun, forms = match.word.nominative, match.forms
        before = written[: len(match.before)]
        words[head] = before + noun if before else _like(written, noun)
    else:
        guessed = guess(written, unit_endings())
        noun, forms = guessed.nominative, guessed.forms
        words[head] = noun
    for place, found in agreeing(words, head, forms, noun):
        words[place] = _like(words[place], found.nominative)
    text = " ".join([*words, bracket] if bracket else words)
    return Nominative(text, match is None, forms)


def unit_genitive(name: str) -> str:
    """Return the name of a unit, given in the nominative, in the genitive.

    >>> unit_genitive("laste heaolu osakond"), unit_genitive("Riiklik Eksamikeskus")
    ('laste heaolu osakonna', 'Riikliku Eksamikeskuse')
    """
    words, head, match, bracket = _parse(name)
    if not words:
        return normalise(name)
    words = list(words)
    written = words[head]
    if match is not None:
        words[head] = written[: len(match.before)] + match.word.genitive[0]
        words[head] = words[head] if match.before else _like(written, words[head])
    else:
        words[head] = _genitive_by_rule(written)
    for place in range(head - 1, -1, -1):
        found = adjective(words[place])
        if found is None or not agree(found.forms, _NOMINATIVE):
            break
        words[place] = _like(words[place], found.genitive)
    return " ".join([*words, bracket] if bracket else words)


def _genitive_by_rule(word: str) -> str:
    found = unit_endings().tail(word)
    if found is not None and found.forms >= _NOMINATIVE:
        return word[: len(found.before)] + found.word.genitive[0]
    return word if word[-1:].lower() in "aeiouõäöü" or not word[-1:].isalpha() else f"{word}i"


def unit_kind(name: str) -> str | None:
    """Return the head noun of a unit's or organisation's name in the nominative, None where it is neither.

    >>> unit_kind("arendusosakonna"), unit_kind("osakonna juhataja")
    ('osakond', None)
    """
    match = _parse(name)[2]
    return match.word.nominative if match is not None else None


def is_organisation(name: str) -> bool:
    """Return whether the name is one of an organisation and not of a unit within one.

    A head that both use ("keskus", "teenistus") counts where it is written with a capital inside the name:
    "Riigi Tugiteenuste Keskus" is an organisation, "Klienditeenuste keskus" a unit.
    """
    words, head, match, _ = _parse(name)
    if words and len(words) > 1 and (words[0] in _LEGAL_FORMS or words[-1] in _LEGAL_FORMS):
        return True
    if match is None:
        return False
    if match.word.kind == "either":
        return head > 0 and words[head][:1].isupper() and not is_shouted(words)
    return match.word.kind in {"organisation", "name"}
