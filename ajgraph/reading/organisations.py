"""Names of organisations in running text: "Näidisameti peadirektori" → "Näidisamet" and what follows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ajgraph import estonian
from ajgraph.description import Text
from ajgraph.reading.row import Row

_QUOTES = '„“”"«»'
_INITIALISM_GENITIVE = re.compile(r"(?P<name>[A-ZÕÄÖÜŠŽ]{2,})i")
_CAPITALISED = re.compile(r"[A-ZÕÄÖÜŠŽ][\w-]{2,}")
_LEGAL_FORMS = frozenset({"AS", "OÜ", "SA", "MTÜ", "Aktsiaselts", "Osaühing", "Sihtasutus"})
"""Where one stands in front, the name goes on as long as its capitals: "AS Näidise Haigla"."""
_LONGEST = 6
_LONGEST_WORD = 60


def in_genitive(text: str) -> tuple[str, str] | None:
    """Split the organisation off the start of a genitive phrase; None if it does not begin with one.

    >>> in_genitive("Näidise Põhikooli direktori asetäitja")
    ('Näidise Põhikool', 'direktori asetäitja')
    >>> in_genitive("Politsei- ja Piirivalveameti peadirektori")
    ('Politsei- ja Piirivalveamet', 'peadirektori')
    >>> in_genitive("AS Näidise Vesi")
    ('AS Näidise Vesi', '')
    >>> in_genitive("osakonna juhataja") is None
    True
    """
    words = [word.strip(_QUOTES) for word in text.split()]
    if not words or not words[0][:1].isupper():
        return None
    for end in range(1, min(len(words), _LONGEST) + 1):
        word = words[end - 1].strip(",.:;")
        if len(word) > _LONGEST_WORD:
            return None
        name = " ".join([*words[: end - 1], word])
        if estonian.is_organisation(name) and not is_generic(name) and _is_one(name):
            while words[0] in _LEGAL_FORMS and end < len(words) and _goes_on(words, end):
                end += 1
                name = " ".join(words[:end])
            if words[0] in _LEGAL_FORMS and end == len(words):
                return name, ""  # a name on a line of its own, as it is written: "AS Näidise Vesi"
            return _named(words[: end - 1], name), " ".join(words[end:])
        if not (word[:1].isupper() or word in ("ja", "ning")):
            # The kind itself may be written small: "Näidise sihtasutuse".
            return None
    return None


def _is_one(name: str) -> bool:
    """Return whether a name is in the singular: "Haridusasutuste palgaarvestuse talitus" begins with no body."""
    return any(not form.plural for form in estonian.unit_nominative(name).forms)


def _goes_on(words: Sequence[str], end: int) -> bool:
    """Return whether a name goes on: with a capital, or past "Spordi- ja"."""
    return words[end][:1].isupper() or (words[end - 1].endswith("-") and words[end] in ("ja", "ning"))


def _named(before: list[str], name: str) -> str:
    """Return the nominative of a name; an initialism in the genitive ("ABCi sihtasutuse") loses its -i."""
    nominative = estonian.unit_nominative(name).text
    if before and (match := _INITIALISM_GENITIVE.fullmatch(before[0])):
        return match["name"] + nominative[len(before[0]) :]
    return nominative


def is_generic(name: str) -> bool:
    """Return whether the name is the kind alone: "Vallavalitsus" may be any."""
    return estonian.key(name) == estonian.key(estonian.unit_kind(name) or "") or estonian.key(
        estonian.unit_nominative(name).text
    ) == estonian.key(estonian.unit_kind(name) or "")


def named_in(rows: Iterable[Row]) -> dict[str, int]:
    """Return the proper names of organisations in ``rows`` with the line of their first mention.

    Only words that carry a capital and more than the kind itself: "Näidisamet", not "amet" or "Vallavalitsus".
    """
    found: dict[str, int] = {}
    for row in rows:
        for match in _CAPITALISED.finditer(row.text):
            if (
                len(match[0]) <= _LONGEST_WORD
                and estonian.is_organisation(match[0])
                and not is_generic(match[0])
            ):
                found.setdefault(estonian.unit_nominative(match[0]).text, row.line)
    return found


def unique_in(rows: Iterable[Row]) -> Text | None:
    """Return the one organisation that the text names, marked as settled by rule; None if it names none or more."""
    found = named_in(rows)
    if len(found) != 1:
        return None
    name, line = next(iter(found.items()))
    return Text(name, line, by_rule=True)
