"""Where a unit's name ends and the next unit's or the post's begins."""

from __future__ import annotations

from ajgraph.estonian.forms import Case, Form, Match
from ajgraph.estonian.roles import parse
from ajgraph.estonian.spelling import normalise, split_bracket, trim
from ajgraph.estonian.tables import heads, units
from ajgraph.estonian.units import unit_nominative

_GENITIVE = Form(Case.GENITIVE, plural=False)
# Posts whose compound with a unit means the head of that unit: "talitusejuhataja" is the "talituse juhataja".
_LEADERS = frozenset({"direktor", "juhataja", "juht", "ülem"})


def _unit_in_genitive(word: str) -> Match | None:
    match = units().tail(word)
    return match if match is not None and _GENITIVE in match.forms else None


def division(title: str) -> tuple[str | None, str]:
    """Return the unit that leads a role name, in the nominative, and the rest.

    The unit is None where the name has none. A chain of units comes whole ("X osakonna Y talitus"): see
    :func:`unit_chain`.

    >>> division("lennutegevuse osakonna juhataja"), division("talitusejuhataja")
    (('lennutegevuse osakond', 'juhataja'), ('talitus', 'juhataja'))
    """
    parsed = parse(title)
    if parsed is None:
        return None, normalise(title)
    for place in range(parsed.head - 1, -1, -1):
        if _unit_in_genitive(parsed.words[place]) is not None:
            unit = unit_nominative(" ".join(parsed.words[: place + 1])).text
            return unit, _joined(parsed.words[place + 1 :], parsed.bracket)
    for place, word in enumerate(parsed.words[: parsed.head + 1]):
        match = heads().tail(word)
        if match is None or not match.before or match.word.nominative not in _LEADERS:
            continue
        unit_match = _unit_in_genitive(match.before)
        if unit_match is not None and unit_match.word.kind in {"unit", "either"}:
            unit = unit_nominative(" ".join([*parsed.words[:place], match.before])).text
            rest = [word[len(match.before) :], *parsed.words[place + 1 :]]
            return unit, _joined(rest, parsed.bracket)
    return None, _joined(parsed.words, parsed.bracket)


def _joined(words: list[str], bracket: str) -> str:
    return " ".join([*words, bracket] if bracket else words)


def unit_chain(phrase: str) -> tuple[str, ...]:
    """Return the units of a genitive chain in the nominative, largest first.

    >>> unit_chain("arendusosakonna rahvusvahelise koostöö büroo")
    ('arendusosakond', 'rahvusvahelise koostöö büroo')
    """
    core, bracket = split_bracket(normalise(phrase))
    words = trim(core).split()
    found: list[str] = []
    begin = 0
    for place, word in enumerate(words[:-1]):
        follows_joining = words[place + 1].lower() in {"ja", "ning", "või"}
        if _unit_in_genitive(word) is not None and not follows_joining:
            found.append(unit_nominative(" ".join(words[begin : place + 1])).text)
            begin = place + 1
    if words:
        found.append(unit_nominative(_joined(words[begin:], bracket)).text)
    return tuple(found)
