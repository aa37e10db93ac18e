"""The colours of every export, and what they mean in words.

All hues are those of Okabe and Ito, chosen so that people with any kind of colour blindness tell them apart
(M. Okabe, K. Ito, *Color Universal Design*, 2008), and grey for what is not known. Boxes are filled with a tint
of their hue so that black text stays readable on all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from ajgraph.language import Bilingual

ORANGE: Final = "#E69F00"
SKY_BLUE: Final = "#56B4E9"
BLUISH_GREEN: Final = "#009E73"
YELLOW: Final = "#F0E442"
BLUE: Final = "#0072B2"
VERMILLION: Final = "#D55E00"
REDDISH_PURPLE: Final = "#CC79A7"
GREY: Final = "#8C8C8C"
INK: Final = "#1F2933"
"""Text."""
MUTED: Final = "#52606D"
"""Secondary text: contrast 5 to 1 or more on every fill (WCAG 2.2, 1.4.3 asks for 4.5)."""
REPORTING: Final = "#7B8794"
"""Lines of reporting."""

PAPER: Final = "#F7F9FB"
EDGE_OF_PAPER: Final = "#CBD2D9"
"""The box of a whole organisation: fill and border."""

LineStyle = Literal["solid", "dashed", "dotted"]


@dataclass(frozen=True, slots=True)
class Mark:
    """How one verdict or status is shown, and its name in both languages."""

    hue: str
    name: Bilingual
    line: LineStyle = "solid"

    @property
    def fill(self) -> str:
        """A light tint of the hue."""
        return tint(self.hue, 0.72)


def tint(colour: str, share: float) -> str:
    """Return ``colour`` mixed with white; ``share`` is the part of white, 0 to 1.

    >>> tint("#000000", 0.5), tint("#E69F00", 1)
    ('#808080', '#FFFFFF')
    """
    parts = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(part + (255 - part) * share):02X}" for part in parts)


def rgb(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue, 0 to 255.

    >>> rgb("#E69F00")
    (230, 159, 0)
    """
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return red, green, blue


VERDICTS: Final[Mapping[str, Mark]] = {
    "uncovered": Mark(VERMILLION, Bilingual("uncovered", "katmata")),
    "unknown": Mark(GREY, Bilingual("cover unknown", "kate teadmata")),
    "designated-only": Mark(REDDISH_PURPLE, Bilingual("to be designated", "määratakse")),
    "peer-only": Mark(SKY_BLUE, Bilingual("peers only", "ainult kolleegid")),
    "fragile": Mark(YELLOW, Bilingual("fragile", "sõltub ühest")),
    "covered": Mark(BLUISH_GREEN, Bilingual("covered", "kaetud")),
}
"""Verdicts of a post, in the order of reports."""

STATUSES: Final[Mapping[str, Mark]] = {
    "confirmed": Mark(BLUE, Bilingual("stated on both sides", "kirjas mõlemal poolel"), "dashed"),
    "one-sided": Mark(ORANGE, Bilingual("on one side only", "kirjas vaid ühel poolel"), "dashed"),
    "undocumented": Mark(SKY_BLUE, Bilingual("other side missing", "teine pool puudub"), "dashed"),
    "ambiguous": Mark(REDDISH_PURPLE, Bilingual("ambiguous", "mitmeti mõistetav"), "dotted"),
    "unresolved": Mark(GREY, Bilingual("unresolved", "lahendamata"), "dotted"),
}
"""Statuses of a substitution link; dashed where the link counts as cover, dotted where it does not."""

UNJUDGED: Final = Mark("#9AA5B1", Bilingual("not judged", "hindamata"))
"""A post without a verdict, a status nobody has heard of."""

UNIT_HUES: Final = (BLUE, ORANGE, BLUISH_GREEN, REDDISH_PURPLE, SKY_BLUE, VERMILLION, YELLOW)
"""Hues of the units under the top one, taken in turn; their sub-units have the same."""


def verdict_mark(verdict: str | None) -> Mark:
    """Return how a verdict is shown."""
    return VERDICTS.get(verdict or "", UNJUDGED)


def status_mark(status: str) -> Mark:
    """Return how the status of a link is shown."""
    return STATUSES.get(status, UNJUDGED)
