"""Header fields worded as sentences, such as "Sekretär-asjaajajat asendab registripidaja".

Such clauses carry no label; who stands in for whom shows in the case endings alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ajgraph import estonian
from ajgraph.description import Text
from ajgraph.reading import standing_in
from ajgraph.reading.parts import Part
from ajgraph.reading.rows import Lines, Row, joined

_UNIT = re.compile(
    r"(?P<subject>.+?)\s+on\s+(?P<unit>.+?)\s+(?:koosseisus|koosseisu\s+kuuluv|alluvuses|struktuuris)\b",
    re.IGNORECASE,
)
_STANDS = re.compile(r"(?P<subject>.+?)\s+(?:asub|paikneb)\s+(?P<unit>[^,.;]+s)(?=[,.;]|$)", re.IGNORECASE)
_POST = frozenset({"ametikoht", "teenistuskoht", "töökoht"})
_BELONGS = re.compile(
    r"(?P<subject>.+?)\s+kuulub\s+(?P<unit>.+?(?=\s+koosseisu)|[^,.;]+sse(?=[,.;]|$))", re.IGNORECASE
)
_REPORTS = re.compile(r"(?:^|\s)(?:ja\s+)?allub\s+(?:vahetult\s+|otseselt\s+)?(?P<who>[^.;]+)", re.IGNORECASE)
_MANAGES = re.compile(
    r"(?P<subject>.+?)\s+(?:(?:vahetu(?:ks)?|otsene|otseseks)\s+)?(?:juht|juhiks|ülemus|ülemuseks|ülem|ülemaks)\s+on\s+(?P<who>[^.;]+)",
    re.IGNORECASE,
)
_UNDER = re.compile(
    r"(?P<subject>.+?)\s+(?:vahetult\s+)?allu(?:b|vad)\s+(?:vahetult\s+|otseselt\s+)?(?P<who>[^.;]+)",
    re.IGNORECASE,
)
_TASKS = re.compile(
    r"(?P<subject>.+?)\s+annab\s+(?:töö|teenistus)?ülesande[id]d?\b.*?\s(?P<who>[^\s.;]+)", re.IGNORECASE
)
_KNOWN = re.compile(r"ametisse|ametist|tööle\s|töölepingu|laienevad|juhindub|lähtub|\bon\s", re.IGNORECASE)
_CONDITION = re.compile(
    r"\s*\b(?:tema|nende)?\s*(?:äraolekul|puudumisel|puhkuse ajal|äraoleku ajal|puhkuse või haiguse ajal)\b,?",
    re.IGNORECASE,
)


_NOBODY_BELOW = re.compile(
    r"(?P<subject>.+?)\s+(?P<none>ei\s+allu\b[^.;]*|alluvaid\s+(?:ei\s+ole|pole))", re.IGNORECASE
)
_BRACKET = re.compile(r"\s*\([^()]*\)$")
_SUBSTITUTION = re.compile(r"\basenda(?:b|vad)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"(?<=[.;])\s+|,\s+(?=[^,;.]*\basenda(?:b|vad)\b)", re.IGNORECASE)
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Clauses:
    """What the sentences of a header say: parts by field, the title they speak of, and clauses not understood."""

    parts: tuple[Part, ...] = ()
    title: Text | None = None
    rest: tuple[Part, ...] = ()


def of_substitution(part: Part) -> list[Part]:
    """Return the clauses of a field "Asendamine" that is worded as sentences; any other part as it is."""
    text = joined(row.text for row in part.rows)
    if part.field != "substitution" or len(text) > _LONGEST or not _SUBSTITUTION.search(text):
        return [part]
    lines = Lines(part.rows)
    return [
        replace(part, field="clause", rows=(Row(piece, lines.of(piece), start=True),))
        for piece in _BETWEEN.split(text)
        if piece.strip(" .;")
    ]


def read(clauses: Sequence[Part], title: str | None) -> Clauses:
    """Read the clauses of a header; ``title`` is the title a heading gives, if any does.

    Without one the title is the subject that most clauses share.
    """
    sentences = [(clause, _folded(joined(row.text for row in clause.rows))[:_LONGEST]) for clause in clauses]
    known = title or _common_subject([text for _, text in sentences])
    if known is None:
        return Clauses(rest=tuple(clauses))
    found: list[Part] = []
    rest: list[Part] = []
    for clause, text in sentences:
        parts = list(_fields(clause, text, known))
        found.extend(parts)
        if (not parts and not _KNOWN.search(text)) or standing_in.read(text, known).rest:
            rest.append(clause)
    named = found or title
    line = next((clause.line for clause, text in sentences if _is(text.split(" ")[0], known)), 0)
    return Clauses(tuple(found), Text(known, line) if named and not title else None, tuple(rest))


def _folded(text: str) -> str:
    """Close the hyphens that some writers space: "Sekretär - asjaajaja" is one word."""
    return re.sub(r"(?<=\w)\s+-\s*(?=\w)|(?<=\w)-\s+(?=(?!ja\b|või\b|ning\b)\w)", "-", text)


def _common_subject(texts: Sequence[str]) -> str | None:
    """Return the nominative of the subject that at least two clauses begin with."""
    counts: Counter[str] = Counter()
    for text in texts:
        words = text.split()
        for length in (3, 2, 1):
            phrase = " ".join(words[:length])
            if len(words) > length and estonian.ends_in_head(phrase) and not re.search(r"[,.;:]", phrase):
                counts[estonian.nominative(phrase).text.casefold()] += 1
                break
    best = max(sorted(counts), key=lambda name: counts[name], default=None)
    return best if best and counts[best] > 1 else None


def _is(phrase: str, title: str) -> bool:
    """Return whether ``phrase`` is the title in any case, with or without its specialisation."""
    bare = _BRACKET.sub("", _CONDITION.sub("", phrase)).strip()
    return bare.casefold() in _POST or estonian.key(estonian.nominative(bare).text) == estonian.key(title)


def _fields(clause: Part, text: str, title: str) -> list[Part]:
    """Return the fields one clause states; a clause may state a unit and a manager at once."""
    found: list[Part] = []

    def add(field: str, value: str) -> None:
        row = Row(value.strip(" .,"), clause.line, start=True)
        found.append(replace(clause, field=field, label=text, rows=(row,)))

    for pattern in (_UNIT, _BELONGS, _STANDS):
        if (match := pattern.match(text)) and _is(match["subject"], title):
            add("unit", match["unit"])
            break
    if (match := _MANAGES.match(text)) and _is(match["subject"], title):
        add("manager", match["who"])
    elif said := standing_in.read(text, title).fields:
        for field, value in said:
            add(field, value)
    elif (match := _NOBODY_BELOW.match(text)) and _is(match["subject"].removesuffix(" on"), title):
        add("subordinates", match["none"])
    elif (match := _UNDER.match(text)) and _is(match["subject"], title):
        below = estonian.nominative(match["subject"]).can_be("allative")
        add("subordinates" if below else "manager", match["who"])
    elif ((match := _TASKS.fullmatch(text.strip(" ."))) and _is(match["subject"], title)) or (
        (match := _REPORTS.search(text)) and found
    ):
        add("manager", match["who"])
    return found
