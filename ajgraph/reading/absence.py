"""Words in a sentence or label that say when somebody stands in: "puhkuse ajal", "tema äraolekul", "vajadusel".

They are taken off anywhere in the text, so that subject, verb and object are left, and set back into the value that was
found, so that ``conditions`` reads them there. That somebody is away at all is what standing in is for, and no condition.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ajgraph.reading import conditions

_HOW_LONG = (
    r"(?:(?:lühiajalise|pikaajalise|lühema(?:ajalise)?|pikema(?:ajalise)?|korralise|plaanilise|ootamatu|erakorralise"
    r"|(?:kuni|üle|alla)\s+(?:[\w-]+\s+){0,2}?[\w-]*(?:päevase|nädalase|kuuse|kestva))\s+)?"
)
_AWAY = r"(?:eemalviibimise|eemaloleku|ära\s?oleku|puudumise|haigestumise|puhkuse|haiguse|lähetuse|töövõimetuse|koolituse)"
CONDITION = re.compile(
    r"\s*\b(?:(?:tema|nende|oma|viimase|selle|mõlema)\s+)?(?:ajutise(?:l|lt)?\s+|teenistusest\s+|töölt\s+)?"
    rf"{_HOW_LONG}"
    r"(?:(?:eemalviibimis|puudumis|haigestumis)el|(?:ära\s?|eemal)olekul|"
    rf"{_AWAY}(?:(?:,\s*|\s+(?:ja|või|ning)\s+)(?:(?:mu(?:ul|u)\s+(?:põhjusel\s+)?)|ajutise\s+|pikaajalise\s+)?{_AWAY})*\s+(?:ajal|ajaks|korral|perioodil))\b,?"
    r"|^kui\s[^.,;]{0,80}?\b(?:puhkusel|puhkab|ära|eemal|haige|lähetuses|puudub|kohal)\b[^.,;]*,?"
    r"|,?\s+(?:kui|siis,?\s+kui)\s[^.;]{0,80}?\b(?:puhkusel|puhkab|ära|eemal|haige|lähetuses|puudub|kohal)\b[^.,;]*",
    re.IGNORECASE,
)
"""That somebody is away: who "täidab ülesandeid" then stands in."""

_HANGING = re.compile(r"\s+(?:ja|või|ning)$")
AT_NEED = re.compile(
    r"\s*\b(?:vajadusel|vajaduse\s+korral|ajutiselt|vastastikku|omavahel|üldjuhul|tavaliselt|omakorda|samuti|ühtlasi|es(?:ma|imeses\s+)järjekorras|teises\s+järjekorras|esmalt|seejärel|lühiajaliselt)\b,?",
    re.IGNORECASE,
)
"""How often or how; it changes nothing of who stands in."""

_CIRCUMSTANCE = re.compile(
    r"puhk|haig|lähetus|töövõimetus|koolitus|lühi|lühema|pika|pikema|korralise|plaanilise|ootamatu"
    r"|\b(?:kuni|üle|alla)\b|^vajadus",
    re.IGNORECASE,
)
"""What a condition says beyond that somebody is away."""
_JOINT = re.compile(r"(?:ja|või|ning)", re.IGNORECASE)
_BEGINS_ITEM = re.compile(r"(?:[,;]|\b(?:ja|või|ning|ehk))\s*$", re.IGNORECASE)
_JOINED = re.compile(r"\s(?:ja|ning|või|ehk)\s[^,;]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parted:
    """A text without such words, and what was taken off, each with the place in ``text`` where it stood."""

    text: str
    taken: tuple[tuple[int, str], ...] = ()

    def without_start(self, pattern: re.Pattern[str]) -> Parted:
        """Return the text without what ``pattern`` finds at its beginning."""
        match = pattern.match(self.text)
        if match is None:
            return self
        taken = tuple((max(0, place - match.end()), words) for place, words in self.taken)
        return replace(self, text=self.text[match.end() :], taken=taken)

    def restored(self, value: str) -> tuple[str, str]:
        """Return ``value``, a part of the text, with the conditions inside it, and the one that holds for all of it.

        >>> parted("Juristi asendab puhkuse ajal nõunik, haiguse ajal spetsialist").restored("nõunik, spetsialist")
        ('puhkuse ajal nõunik, haiguse ajal spetsialist', '')
        >>> parted("Puhkuse ajal asendavad juristi nõunik ja referent").restored("nõunik ja referent")
        ('nõunik ja referent', 'Puhkuse ajal')
        >>> parted("Juristi asendab tema puudumisel nõunik").restored("nõunik")
        ('nõunik', '')
        """
        found = re.search(rf"(?<!\w){re.escape(value)}(?!\w)", self.text) if self.taken else None
        if found is None:
            return value, ""
        begin, end = found.span()
        apart = [words.rstrip(",") for place, words in self.taken if not begin <= place <= end + 1]
        inside = [(place, words) for place, words in self.taken if begin <= place <= end + 1]
        pieces: list[str] = []
        at, last = begin, ""
        for place, words in inside:
            pieces.append(self.text[at : min(place, end)].strip())
            at = min(place, end)
            before = " ".join(pieces).strip()
            if _is_kept(words) or (words[-1] != "," and _BEGINS_ITEM.search(before)):
                last = words.rstrip(",")
                pieces.append(words if before and place <= end else last)
            elif words.endswith(",") and before and before[-1] not in ",;" and place <= end:
                pieces[-1] = f"{pieces[-1]},"
        pieces.append(self.text[at:end].strip())
        kept = [words for _, words in inside if _is_kept(words)]
        whole = next((words for words in apart if _is_kept(words)), "")
        behind = len(kept) == 1 and not whole and inside[-1][0] >= end and _JOINED.search(value) is not None
        own = behind and conditions.is_of_matter(
            _JOINED.split(value)[0]
        )  # "jurist hangete küsimustes ja nõunik …"
        if behind and not own and not conditions.OF_ONE.match(last):
            return value, last  # "asendavad nõunik ja referent puhkuse ajal": it goes with the verb
        text = re.sub(r"(?<=\()\s+|\s+(?=[,;.)])", "", " ".join(piece for piece in pieces if piece))
        return text, whole


def holds(text: str, place: int) -> bool:
    """Return whether ``place`` lies inside a condition: the "ja" of "puhkuse ja haiguse ajal"."""
    return any(match.start() < place < match.end() - 1 for match in CONDITION.finditer(text))


def of_label(label: str) -> str | None:
    """Return the condition in a label: "puhkuse ajal" of "Asendaja puhkuse ajal".

    >>> of_label("Kes asendab (puhkuse ajal)"), of_label("Asendaja tema puudumisel")
    ('puhkuse ajal', None)
    """
    return next((words for _, words in parted(label).taken if _is_kept(words)), None)


def _is_kept(words: str) -> bool:
    return _CIRCUMSTANCE.search(words) is not None and conditions.is_condition(words)


def parted(text: str) -> Parted:
    """Take the conditions off ``text`` and keep them with their places.

    >>> parted("Vajadusel asendab nõunikku tema puhkuse ajal.")
    Parted(text='asendab nõunikku', taken=((0, 'Vajadusel'), (17, 'tema puhkuse ajal')))
    """
    found = list(CONDITION.finditer(text))
    spans = [match.span() for match in found]
    found += [
        match
        for match in AT_NEED.finditer(text)
        if not any(begin < match.end() and match.start() < end for begin, end in spans)
    ]
    found.sort(key=lambda match: match.start())
    words: list[str] = []
    places: list[tuple[int, str]] = []
    begin = 0
    for match in found:
        between = text[begin : match.start()].split()
        if places and len(between) == 1 and _JOINT.fullmatch(between[0]) and len(words) == places[-1][0]:
            places[-1] = (len(words), f"{places[-1][1]} {between[0]} {' '.join(match[0].split())}")
        elif places and not between and len(words) == places[-1][0]:
            if AT_NEED.fullmatch(places[-1][1]):  # "vajadusel puhkuse ajal": the latter says more
                places[-1] = (len(words), " ".join(match[0].split()))
        else:
            words.extend(between)
            places.append((len(words), " ".join(match[0].split())))
        begin = match.end()
    words.extend(text[begin:].split())
    whole = " ".join(words)
    left = whole.strip(" .,;:")
    lead = len(whole) - len(whole.lstrip(" .,;:"))
    taken = tuple(
        (max(0, len(" ".join(words[:count])) + (count > 0) - lead), condition) for count, condition in places
    )
    return Parted(_HANGING.sub("", left), taken)


def without(text: str) -> str:
    """Return ``text`` without such words.

    >>> without("Vajadusel asendab nõunikku tema puhkuse ajal.")
    'asendab nõunikku'
    """
    left = " ".join(AT_NEED.sub(" ", CONDITION.sub(" ", text)).split()).strip(" .,;:")
    return _HANGING.sub("", left)
