"""Boxes to tick: of a line with several of them, only what is ticked is said."""

from __future__ import annotations

import re

_BOX = re.compile(r"([\u2610-\u2612]|\[[xX ]\](?=\s|$))")
_TICKED = ("\u2611", "\u2612", "[x]", "[X]")


def ticked(text: str) -> str:
    """Return what is ticked of a line with boxes, any other line as it is; empty boxes alone say nothing.

    The boxes stand all before their words or all behind them; where that is not clear, the line stays as it is.

    >>> ticked("☒ puuduvad   ☐ olemas"), ticked("Alluvad: on ☐ ei ole ☒"), ticked("☐ keskharidus"), ticked("jurist")
    ('puuduvad', 'Alluvad: ei ole', '', 'jurist')
    >>> ticked("Kes asendab: nõunik ☒ referent ☐ jurist")
    'Kes asendab: nõunik ☒ referent ☐ jurist'
    """
    if "[" not in text and "\u2610" not in text and "\u2611" not in text and "\u2612" not in text:
        return text  # asked first, for every line is
    label, colon, rest = text.partition(":")
    before, value = (f"{label}: ", rest.strip()) if colon and not _BOX.search(label) else ("", text.strip())
    first, *pieces = _BOX.split(value)
    signs, words = pieces[::2], pieces[1::2]
    if first.strip() and signs and not words[-1].strip():
        words = [first, *words[:-1]]
    elif first.strip() or not signs:
        return text
    kept = [said.strip(" ,;") for sign, said in zip(signs, words, strict=True) if sign in _TICKED]
    return f"{before}{', '.join(kept)}"
