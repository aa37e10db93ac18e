"""Words in a sentence or label that say when somebody stands in: "puhkuse ajal", "tema äraolekul", "vajadusel".

They are only taken off here, anywhere in the text, so that subject, verb and object are left; the condition that a
phrase of a cell carries, and that is kept, is read by ``conditions``.
"""

from __future__ import annotations

import re

_AWAY = r"(?:eemalviibimise|eemaloleku|ära\s?oleku|puudumise|haigestumise|puhkuse|haiguse|lähetuse|töövõimetuse|koolituse)"
CONDITION = re.compile(
    r"\s*\b(?:(?:tema|nende|oma|viimase|selle|mõlema)\s+)?(?:ajutise(?:l|lt)?\s+|teenistusest\s+|töölt\s+)?"
    r"(?:(?:eemalviibimis|puudumis|haigestumis)el|(?:ära\s?|eemal)olekul|"
    rf"{_AWAY}(?:(?:,\s*|\s+(?:ja|või|ning)\s+)(?:(?:mu(?:ul|u)\s+(?:põhjusel\s+)?)|ajutise\s+|pikaajalise\s+)?{_AWAY})*\s+(?:ajal|ajaks|korral|perioodil))\b,?"
    r"|^kui\s[^.,;]{0,80}?\b(?:puhkusel|puhkab|ära|eemal|haige|lähetuses|puudub|kohal)\b[^.,;]*,?"
    r"|,?\s+(?:kui|siis,?\s+kui)\s[^.;]{0,80}?\b(?:puhkusel|puhkab|ära|eemal|haige|lähetuses|puudub|kohal)\b[^.;]*",
    re.IGNORECASE,
)
"""That somebody is away: who "täidab ülesandeid" then stands in."""

_HANGING = re.compile(r"\s+(?:ja|või|ning)$")
AT_NEED = re.compile(
    r"\s*\b(?:vajadusel|vajaduse\s+korral|ajutiselt|vastastikku|omavahel|üldjuhul|tavaliselt|omakorda|samuti|ühtlasi|es(?:ma|imeses\s+)järjekorras|teises\s+järjekorras|esmalt|seejärel|lühiajaliselt)\b,?",
    re.IGNORECASE,
)
"""How often or how; it changes nothing of who stands in."""


def without(text: str) -> str:
    """Return ``text`` without such words.

    >>> without("Vajadusel asendab nõunikku tema puhkuse ajal.")
    'asendab nõunikku'
    """
    left = " ".join(AT_NEED.sub(" ", CONDITION.sub(" ", text)).split()).strip(" .,;:")
    return _HANGING.sub("", left)
