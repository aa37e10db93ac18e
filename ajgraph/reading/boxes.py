"""Boxes to tick: of a line with several of them, only what is ticked is said."""

from __future__ import annotations

import re

_BOX = re.compile(r"([\u2610-\u2612]|\[[xX ]\](?=\s))")
_SIGNS = ("\u2610", "\u2611", "\u2612", "[")
_TICKED = ("\u2611", "\u2612", "[x]", "[X]")


def ticked(text: str) -> str:
    """Return what is ticked of a line with boxes, any other line as it is; empty boxes alone say nothing.

    >>> ticked("☒ puuduvad   ☐ olemas"), ticked("Alluvad: ☐ on ☒ ei ole"), ticked("☐ keskharidus"), ticked("jurist")
    ('puuduvad', 'Alluvad: ei ole', '', 'jurist')
    """
    if not any(sign in text for sign in _SIGNS):
        return text
    before, *pieces = _BOX.split(text)
    kept = [
        words.strip(" ,;") for sign, words in zip(pieces[::2], pieces[1::2], strict=True) if sign in _TICKED
    ]
    return f"{before}{', '.join(kept)}"
