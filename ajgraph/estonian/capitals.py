"""Letter case of names: a capital at the beginning of a sentence or a heading in capitals says nothing."""

from __future__ import annotations

from ajgraph.estonian.tables import heads, place_names, units

# Initialisms that stay in capitals inside a heading in capitals; elsewhere the writing itself shows them.
_INITIALISMS = frozenset(
    {
        "AS",
        "ATO",
        "CERT",
        "DNA",
        "EL",
        "EMO",
        "ERP",
        "GIS",
        "HEV",
        "HR",
        "IKT",
        "ISO",
        "IT",
        "ITIL",
        "KOV",
        "KÜ",
    }
    | {"MTÜ", "NATO", "OÜ", "PR", "SA", "SAP", "TTÜ", "TÜ", "UI", "UX", "ÜRO"}
)


def is_shouted(words: list[str]) -> bool:
    """Return whether all words are in capitals and at least one of them is no initialism.

    >>> is_shouted(["ARENDAMISE", "OSAKOND"]), is_shouted(["IT"])
    (True, False)
    """
    letters = [word for word in words if any(sign.isalpha() for sign in word)]
    return (
        bool(letters)
        and all(word == word.upper() and word != word.lower() for word in letters)
        and any(len(part) > 3 and part not in _INITIALISMS for word in letters for part in word.split("-"))
    )


def lower_shouted(word: str) -> str:
    """Return a word of a heading in capitals in small letters, its initialisms as they are.

    >>> lower_shouted("IT-JUHT")
    'IT-juht'
    """
    return "-".join(part if part in _INITIALISMS else part.lower() for part in word.split("-"))


def _is_capitalised(word: str) -> bool:
    return word[:1].isupper() and word[1:] == word[1:].lower()


def _small(word: str) -> str:
    """Lower the first letter of a capitalised word; initialisms ("IT-juht", "EMO") stay."""
    first = word.split("-")[0]
    return word[:1].lower() + word[1:] if _is_capitalised(first) and len(first) > 1 else word


def _is_proper(word: str, following: str | None) -> bool:
    if following is not None and following.lower().startswith("keel"):
        return False  # "Eesti keele õpetaja": names of languages are written small
    stem = word.split("-")[0].lower()
    if stem in place_names():
        return True
    unit = units().tail(word)
    if unit is None:
        return False
    # "Vallavalitsuse" may be any; "Transpordiameti", "Kultuuriministeeriumi", "Riigikantselei" are names.
    return unit.word.kind == "name" or (unit.word.kind == "organisation" and bool(unit.before))


def lower_role(words: list[str], head: int) -> list[str]:
    """Return the words of a role phrase without the capitals that its place in the text gave them.

    ``head`` is the place of the head noun. Names of organisations and places keep their capitals.
    """
    if is_shouted(words):
        return [lower_shouted(word) for word in words]
    named = 0  # how many words, from the first, belong to the name of an organisation
    for place, word in enumerate(words[:head], start=1):
        unit = units().tail(word) if word[:1].isupper() else None
        if unit is not None and (
            _is_proper(word, None) or (place > 1 and unit.word.kind in {"organisation", "either"})
        ):
            named = place
    title_case = _is_capitalised(words[head]) and head > 0
    result = list(words)
    for place, word in enumerate(words):
        first_or_title = place == 0 or (title_case and place <= head)
        following = words[place + 1] if place + 1 < len(words) else None
        if place >= named and first_or_title and (place == head or not _is_proper(word, following)):
            result[place] = _small(word)
    if head == 0 and heads().tail(words[0]) is None and _is_proper(words[0], None):
        result[0] = words[0]
    return result
