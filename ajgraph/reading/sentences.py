"""Header fields worded as sentences, such as "Sekretär-asjaajajat asendab registripidaja".

Such clauses carry no label; who is above, below or away shows in the case endings and the verb alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ajgraph import estonian
from ajgraph.description import Alias, Text
from ajgraph.reading import phrases, standing_in
from ajgraph.reading.mentions import ALIAS
from ajgraph.reading.own import Own
from ajgraph.reading.part import Part
from ajgraph.reading.row import Lines, Row, joined

_HEAD = r"(?:(?:vahetu(?:ks)?|otsene|otseseks)\s+)?(?:juht|juhiks|ülemus|ülemuseks|ülem|ülemaks)"
_CLOSELY = r"(?:\s+(?:vahetult|otseselt|otse|igapäevaselt))?"
_VERB_OF_LEADING = r"(?:juhib|korraldab|suunab|koordineerib)(?:\s+(?:ja|ning)\s+\w+b)?"
_WORK = r"(?:tööd|tegevust|teenistust)"
_WHO = r"(?P<value>[^.;]+)"


def _patterns(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


_UNIT = _patterns(
    r"(?P<own>.+?)\s+(?:on|kuulub|töötab)\s+(?P<value>[^,.;]+?)\s+(?:koosseisus|koosseisu(?:\s+kuuluv\b)?|struktuuris|struktuuri)\b",
    r"(?P<own>.+?)\s+on\s+(?P<value>[^,.;]+?)\s+(?:ametnik|teenistuja|töötaja)(?=[,.;]|$)",
    r"(?P<own>.+?)\s+kuulub\s+(?P<value>[^,.;]+(?:sse|nda|usse|desse|aiva))(?=[,.;]|$)",
    r"(?P<own>.+?)\s+(?:asub|paikneb|töötab|on)\s+(?P<value>[^,.;]+s)(?=[,.;]|\s+ja\s+allub|$)",
)
_UNDER = _patterns(
    r"(?P<own>.+?)\s+(?:on|töötab|kuulub|tegutseb)\s+(?P<value>[^,.;]+?)\s+(?:vahetus\s+|otse(?:ses)?\s*)?alluvus(?:es|se)\b"
)
_MANAGER = _patterns(
    rf"(?P<own>.+?)\s+{_HEAD}\s+on\s+{_WHO}",
    rf"(?P<own>.+?)\s+{_WORK}\s+{_VERB_OF_LEADING}{_CLOSELY}\s+{_WHO}",
    rf"(?P<value>[^.;]+?)\s+{_VERB_OF_LEADING}{_CLOSELY}\s+(?P<own>.+?)\s+{_WORK}$",
    rf"(?P<own>.+?)\s+annab{_CLOSELY}(?:\s+(?:oma\s+)?(?:töö|tegevuse|töötulemuste)\w*)?\s+aru\s+{_WHO}",
    r"(?P<own>.+?)\s+on\s+aruandekohustuslik\s+(?P<value>[^.;,]+?)(?:\s+ees)?(?=[.;,]|$)",
    rf"(?P<own>.+?)\s+saab\s+(?:töö|teenistus)?ülesandeid\s+{_WHO}",
)
_CLOSE_HEAD = r"(?:vahetu|otsene)\s+(?:juht|ülemus|ülem)"
_IS_HEAD = _patterns(rf"(?P<value>[^.;]+?)\s+on\s+{_CLOSE_HEAD}$", rf"{_CLOSE_HEAD}\s+on\s+{_WHO}")
"""With nobody named whose: "vahetu juht on direktor" speaks of the post itself."""
_GIVES = _patterns(r"(?P<own>[^,]+?)\s+annab\s+(?:töö|teenistus)?ülesande[id]d?\s+(?P<value>[^,.;]+)$")
"""With the post in the allative: "juristile annab ülesandeid direktor"."""
_REPORTS = _patterns(
    rf"(?P<own>.+?){_CLOSELY}\s+allu(?:b|vad){_CLOSELY}\s+{_WHO}",
)
_ALSO_REPORTS = re.compile(rf"(?:^|\s)(?:ja\s+)?allub{_CLOSELY}\s+{_WHO}", re.IGNORECASE)
_NOBODY_BELOW = _patterns(
    r"(?:otseseid\s+)?alluvaid\s+(?P<own>.+?)\s+(?P<value>ei\s+ole|pole|puudub)",
    r"(?P<own>.+?)\s+(?P<value>ei\s+allu\b[^.;]*|(?:otseseid\s+|vahetuid\s+)?alluvaid\s+(?:ei\s+ole|pole)[^.;]*|(?:otseseid\s+)?alluvad\s+puuduvad|ei\s+ole\s+(?:otseseid\s+)?alluvaid|puuduvad\s+(?:otsesed\s+)?alluvad)",
)
_SUBORDINATES = _patterns(
    rf".*\b(?P<own>tema)\s+(?:enda\s+)?alluvuses(?:\s+(?:on|töötavad))?\s+{_WHO}",
    rf"(?P<own>.+?)\s+(?:on\s+)?(?:otse(?:ses)?\s+|vahetus\s+)?alluvuses(?:\s+(?:on|töötavad|olevad))?\s+{_WHO}",
    rf"(?P<own>.+?)\s+(?:otsesed\s+|vahetud\s+)?alluvad\s+on\s+{_WHO}",
    rf"(?P<own>.+?)\s+{_VERB_OF_LEADING}{_CLOSELY}\s+(?P<value>[^.;]+?)\s+{_WORK}$",
)
_KNOWN = re.compile(
    r"ametisse|ametist|tööle\s|töölepingu|teenistusse|laienevad|juhindub|lähtub|\bon\s.*\b(?:ametnik|teenistuja|töötaja|koht|liige|isik|spetsialist)\b",
    re.IGNORECASE,
)
_SUBSTITUTION = re.compile(r"\basenda(?:b|vad)\b", re.IGNORECASE)
_MUTUAL = re.compile(r"vastasti", re.IGNORECASE)
_IS_DONE = re.compile(r"asendatav", re.IGNORECASE)
_BY = re.compile(r"\s+poolt\.?$", re.IGNORECASE)
_REPORTING = re.compile(r"\S\s.*\ballu(?:b|vad|vaid)\b", re.IGNORECASE)
_BETWEEN = re.compile(
    r"(?<=[.;])\s+|,\s+(?:(?:ja|ning)\s+)?(?=[^,;.]*\b(?:asenda(?:b|vad)|allu(?:b|vad|vaid))\b)",
    re.IGNORECASE,
)
_NO_SUBJECT = re.compile(r"(?:Vahetult\s+)?(?:Töötab|Asub|Paikneb|Allub|Kuulub|Annab|Juhib)\b")
_SENTENCE_END = re.compile(r"(?<=[^\W\d]{3}[.)])\s+(?=[A-ZÕÄÖÜŠŽ])")
_MOST_SUBJECT = 6
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Clauses:
    """What the sentences of a header say: parts by field, the title they speak of, and clauses not understood."""

    parts: tuple[Part, ...] = ()
    title: Text | None = None
    rest: tuple[Part, ...] = ()
    aliases: tuple[Alias, ...] = ()


def of_relations(part: Part) -> list[Part]:
    """Return what a field of relations states where its wording is not that of its label; any other part as it is.

    "Vastastikune asendamine" goes both ways, "asendatav nõuniku poolt" the other way, and "Asendamine" or
    "Alluvussuhted" may hold sentences, each a clause of its own.
    """
    text = joined(row.text for row in part.rows)
    if part.field == "substitutes":
        return [_turned(part, text)]
    if part.field == "substitution" and _MUTUAL.match(part.label) and text and not _SUBSTITUTION.search(text):
        return [replace(part, field="substituted_by"), replace(part, field="substitutes")]
    spoken = {"substitution": _SUBSTITUTION, "manager": _REPORTING}.get(part.field)
    if spoken is None or len(text) > _LONGEST or not spoken.search(text):
        return [part]
    lines = Lines(part.rows)
    return [
        replace(part, field="clause", rows=(Row(piece, lines.of(piece), start=True),))
        for piece in _BETWEEN.split(text)
        if piece.strip(" .;")
    ]


def _turned(part: Part, text: str) -> Part:
    """Return "asendatav nõuniku poolt" as what it is: the others stand in for the post."""
    by = _BY.search(part.rows[-1].text) if part.rows and _IS_DONE.match(part.label) else None
    if by is None or ";" in text or phrases.DESIGNATED.search(text):
        return part
    last = replace(part.rows[-1], text=part.rows[-1].text[: by.start()])
    return replace(part, field="substituted_by", rows=(*part.rows[:-1], last))


def read(clauses: Sequence[Part], title: str | None) -> Clauses:
    """Read the clauses of a header; ``title`` is the title a heading gives, if any does.

    Without one the title is the subject that most clauses share.
    """
    sentences = [each for clause in clauses for each in _sentences(clause)]
    plain = [ALIAS.sub("", text) for _, text in sentences]
    known = title or _common_subject(plain)
    if known is None:
        return Clauses(rest=tuple(clauses))
    aliases = [
        Alias(match["short"], known, clause.line)
        for clause, text in sentences
        for match in ALIAS.finditer(text)
        if _ends_in_title(text[: match.start()], Own.of(known))
    ]
    own = Own.of(known, [alias.short for alias in aliases])
    found: list[Part] = []
    rest: list[Part] = []
    for (clause, _), text in zip(sentences, plain, strict=True):
        parts = list(_fields(clause, text, own))
        found.extend(parts)
        if (not parts and not _KNOWN.search(text)) or standing_in.read(text, own).rest:
            rest.append(clause)
    named = found or title
    line = next(
        (clause.line for (clause, _), text in zip(sentences, plain, strict=True) if _begins(text, own)), 0
    )
    return Clauses(
        tuple(found),
        Text(known, line) if named and not title else None,
        tuple(rest),
        tuple(dict.fromkeys(aliases)),
    )


def _sentences(clause: Part) -> Iterator[tuple[Part, str]]:
    """Yield each sentence of a clause with the part it makes alone."""
    text = _folded(joined(row.text for row in clause.rows))
    lines = Lines(clause.rows)
    pieces = [piece for piece in _SENTENCE_END.split(text) if piece.strip(" .;")]
    for piece in pieces:
        line = lines.of(piece) if len(pieces) > 1 else clause.line
        row = replace(clause.rows[0], text=piece, line=line)
        yield replace(clause, rows=(row,), line=line) if len(pieces) > 1 else clause, piece


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


def _ends_in_title(text: str, own: Own) -> bool:
    """Return whether the title stands last: "… osakonna linnaarhitekti" before "(edaspidi arhitekt)"."""
    words = text.split()[-_MOST_SUBJECT:]
    return any(own.is_title(" ".join(words[begin:])) for begin in range(len(words)))


def _begins(text: str, own: Own) -> bool:
    """Return whether the sentence begins with the title."""
    words = text.split()
    return any(
        own.is_title(" ".join(words[:length])) for length in range(1, min(len(words), _MOST_SUBJECT) + 1)
    )


def _fields(clause: Part, text: str, own: Own) -> list[Part]:
    """Return the fields one clause states; a clause may state a unit and a manager at once."""
    found: list[Part] = []
    text = text.strip(" .;")
    if _NO_SUBJECT.match(text):
        text = f"{own.title} {text[0].lower()}{text[1:]}"

    said = standing_in.read(text, own)
    for field, value in _stated(text, own, said):
        row = Row(value.strip(" .,"), clause.line, start=True)
        condition = dict(zip(said.fields, said.conditions, strict=True)).get((field, value), "")
        found.append(replace(clause, field=field, label=text, rows=(row,), condition=condition))
    return found


def _stated(text: str, own: Own, said: standing_in.Said) -> Iterator[tuple[str, str]]:
    """Yield the fields a sentence states with their values."""
    under = _match(_UNDER, text, own)
    unit = None if under else _match(_UNIT, text, own)
    if under:
        yield "manager" if estonian.ends_in_head(under["value"]) else "unit", under["value"]
        if below := _match(_SUBORDINATES[:1], text, own):
            yield "subordinates", below["value"]
    elif unit and estonian.unit_kind(unit["value"]):
        yield "unit", unit["value"]
    else:
        unit = None
    if nobody := _match(_NOBODY_BELOW, text, own):
        yield "subordinates", nobody["value"]
    elif manager := _manager(text, own):
        yield "manager", manager
    elif said.fields:
        yield from said.fields
    elif not under and (below := _match(_SUBORDINATES, text, own)) and not estonian.unit_kind(below["value"]):
        yield "subordinates", below["value"]
    elif reports := _match(_REPORTS, text, own):
        turned = estonian.nominative(reports["own"]).can_be("allative")
        yield "subordinates" if turned else "manager", _first_statement(reports["value"], own)
    elif unit and (also := _ALSO_REPORTS.search(text)):
        yield "manager", also["value"]


def _manager(text: str, own: Own) -> str | None:
    """Return who a sentence says is above the post."""
    if named := _match(_MANAGER, text, own):
        return named["value"]
    head = next((match["value"] for pattern in _IS_HEAD if (match := pattern.match(text))), None)
    if head and not own.is_meant(head):
        return head
    gives = _match(_GIVES, text, own)
    return gives["value"] if gives and estonian.nominative(gives["own"]).can_be("allative") else None


def _first_statement(value: str, own: Own) -> str:
    """Cut off a second statement that ends in the post itself: "nõunikule ja referent juristile"."""
    first, joint, second = value.rpartition(" ja ")
    words = second.split()
    return first if joint and len(words) > 1 and own.is_meant(words[-1]) else value


def _match(patterns: Sequence[re.Pattern[str]], text: str, own: Own) -> re.Match[str] | None:
    """Return the first pattern that fits and whose subject is the post itself."""
    for pattern in patterns:
        match = pattern.match(text)
        if match and own.is_meant(re.sub(r"\s+on$", "", match["own"])):
            return match
    return None
