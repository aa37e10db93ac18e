"""Numbers of sections, labels and items, in every style: "1.2", "II.", "§ 3", "(4)", "b)", "C5"."""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"(?:(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,4}(?=\.|\s+[A-ZÕÄÖÜŠŽ]))(?:\.\s*|\)\s*|\s+)"
    r"|§\s*(?P<paragraph>\d{1,2})\.?\s*|\((?P<clause>\d{1,2})\)\s*|(?P<letter>[a-zõäöü])\)\s+"
    r"|(?P<chapter>[A-Z])(?:[.)]\s+|\s{2,})|(?P<item>[A-Z]\.?\d{1,2})(?:[.)]\s*|\s+)"
    r"|\[(?P<bracket>\d{1,2})\]\s*)(?=[^\W\d])"
)
_DEEP = re.compile(r".*\..*|[a-zõäöü]|[A-Z]\d+|\(\d+\)")
DEEP_ITEM = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})(?!\d|\.\d)\.?\)?\s+(?=\S)")
"""The number of an item with its section: "3.1. Koostab"."""
FLAT_ITEM = re.compile(
    r"[(\[]?(?P<number>\d{1,2}(?=[.)\]])|0\d(?=\s)|[a-zõäöü](?=[.)]\s))[.)\]]?\s*(?=[^\W\d])"
)
"""The number of an item within its list: "1. Koostab", "(2) koostab", "a) koostab"."""
CODED_ITEM = re.compile(r"(?P<number>(?P<chapter>[A-Z])\.?\d{1,2})[.)]?\s+(?=\S)")
"""An item's number as "D1": only where several of a list begin with the same letter, for "C1" is a level as well."""
LIST_ITEM = re.compile(
    r"(?:§\s*\d{1,2}\.?|\d{1,2}(?:\.\d{1,2}){1,3}\.?|\d{1,2}[.)]|0\d(?=\s)|[a-zõäöü][.)](?=\s)|[(\[]\d{1,2}[)\]])\s*(?<=[\s)\]])(?=[^\s\d])"
)
"""The number of an item in any list, of rights or requirements as well."""
NUMBERED_LINE = re.compile(
    r"(?:\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2})+|[a-zõäöü]\)|\(\d{1,2}\)|[A-Z]\d{1,2}\s)\s*\S"
)
"""A line that begins with a number of any kind."""
NUMBERED_CELL = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.?\s|\d{1,2}[.)]\s")
"""The number that a cell begins with."""
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def number_of(text: str) -> tuple[str, str]:
    """Split a leading number off: ``"1.4 Kes asendab"`` → ``("1.4", "Kes asendab")``.

    >>> number_of("3.1. Koostöö"), number_of("Koostöö"), number_of("28.11.2025 nr 4")
    (('3.1', 'Koostöö'), ('', 'Koostöö'), ('', '28.11.2025 nr 4'))
    >>> number_of("§ 2. Eesmärk"), number_of("(3) Jurist allub juhatajale."), number_of("A1  Osakond")
    (('2', 'Eesmärk'), ('(3)', 'Jurist allub juhatajale.'), ('A1', 'Osakond'))
    """
    match = _NUMBER.match(text)
    if match is None:
        return "", text
    inner = match["clause"] or match["bracket"]
    clause = f"({inner})" if inner else ""
    number = match["number"] or match["paragraph"] or match["letter"] or match["chapter"] or match["item"]
    return number or clause, text[match.end() :]


def is_deep(number: str) -> bool:
    """Return whether a number counts within a section: "1.2", "a", "(2)", "A3"; not "1", "II", "A"."""
    return _DEEP.fullmatch(number) is not None


def section_of(number: str) -> str:
    """Return the number of the section that a number counts in: "1" of "1.2", "A" of "A3", "" of "(2)"."""
    return (
        number.split(".")[0]
        if "." in number
        else number[:1].strip("(").upper()
        if is_deep(number)
        else number
    )


def ordinal(number: str) -> int | None:
    """Return the value of a heading's number in figures, Roman numerals or letters, None for another.

    >>> ordinal("4"), ordinal("IV"), ordinal("D"), ordinal("4.1")
    (4, 4, 4, None)
    """
    if number.isdigit():
        return int(number)
    if number in _ROMAN:
        return _ROMAN.index(number) + 1
    return ord(number) - ord("A") + 1 if len(number) == 1 and "A" <= number <= "Z" else None
