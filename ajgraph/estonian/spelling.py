"""One spelling for what documents write in several: letters, spaces, hyphens, brackets."""

from __future__ import annotations

import re
import unicodedata

# Old pages write õ as the Latvian ō; soft hyphens, zero-width signs and the byte order mark carry nothing.
_LETTERS: dict[int, str | None] = {ord("ō"): "õ", ord("Ō"): "Õ", 0x2010: "-", 0x2011: "-", 0x2212: "-"}
_LETTERS |= dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_GAP = re.compile(r"[\s\-‐‑–—−]+")
_BRACKET = re.compile(r"\s*(\((?:[^()]|\([^()]*\))*\)?)$")
_EDGE = ' \t,;:.!?–—„“”"«»*•·'


def normalise(text: str) -> str:
    r"""Return ``text`` with composed letters, single spaces and plain hyphens.

    >>> normalise("ōppe\u00adjuht\u00a0 (II\n aste)")
    'õppejuht (II aste)'
    """
    return " ".join(unicodedata.normalize("NFC", text).translate(_LETTERS).split())


def split_bracket(text: str) -> tuple[str, str]:
    """Return the text before a bracket at its end, and the bracket with its signs ("" if there is none).

    >>> split_bracket("koordinaator (perelepitus)")
    ('koordinaator', '(perelepitus)')
    """
    if "(" not in text:
        return text, ""
    found = _BRACKET.search(text.rstrip(" ,;:."))
    if found is None or not found.start():
        return text, ""
    return found.string[: found.start()], found.group(1)


def trim(text: str) -> str:
    """Return ``text`` without the punctuation around it."""
    return text.strip(_EDGE)


def key(name: str) -> str:
    """Return what two spellings of one name have in common: no spaces, no hyphens, no letter case.

    >>> key("Talituse juhataja") == key("Talitusejuhataja")
    True
    """
    plain = unicodedata.normalize("NFC", name).translate(_LETTERS)
    return _GAP.sub("", unicodedata.normalize("NFC", plain.casefold()))
