"""The vocabulary of labels as data (``labels.tsv``) and how a label is found at the start of a line.

Agencies word their labels differently but mean the same few fields; this module knows the wordings and nothing
about layouts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product
from typing import Literal

from ajgraph import estonian
from ajgraph.reading import absence, conditions, meaning, numbering

Ending = Literal["end", "colon", "gap", "space"]
"""What follows a label: nothing, a colon or dash, two or more blanks, one blank."""

HEADER = frozenset(
    {
        "organisation",
        "title",
        "unit",
        "manager",
        "subordinates",
        "substituted_by",
        "substitutes",
        "substitution",
        "appointed",
        "location",
        "civil_service_group",
        "working_time",
    }
)
"""Fields of the header: their value stands on the label's line or right after it."""

QUALITIES = frozenset({"education", "experience", "languages", "computer", "knowledge", "core", "additional"})
"""Fields of the requirements."""

SECTIONS = frozenset(
    {
        "general",
        "purpose",
        "duties",
        "rights",
        "responsibilities",
        "rights_and_responsibilities",
        "requirements",
        "review",
        "acknowledged",
    }
)
"""Fields that are sections of their own."""

_BEFORE_VALUE = re.compile(r"(?P<head>[^:\t.;]{5,70}?)\s*(?:(?P<sign>:)|\t|\s{3,}|$)")
_CIRCUMSTANCE = re.compile(r"(?P<words>[a-zõäöüšž][^\W\d]+(?:\s[a-zõäöüšž][^\W\d]+){0,5})\s*:")
_OF_ONE_VALUE = frozenset({"purpose", "review", "approved"})
_ASKING = frozenset({"substituted_by", "substitutes"})
_OF_PEOPLE = re.compile(r"asenda|allu|juht", re.IGNORECASE)
_DASHED = re.compile(r"[^:–—]{5,50}(?:asenda|allu|juht)[^:–—]{0,30}\s[–—]\s")
"""An item of a list that begins with a label of people: "4) ametikohale alluvad – puuduvad"."""
_ADVERB = re.compile(r"\b(?:otseselt|vahetult|on)\b")
_LONGEST_HEAD = 100
_MOST_LABELS = 12
"""The most labels that one line is expected to hold."""
_MOST_BEFORE_COLON = 6
_AS_FOLLOWS = re.compile(
    r"(?:on|on\s+järgmised|on\s+järgnevad|järgmised|järgmise\s+eest|eest)?\s*:", re.IGNORECASE
)
_WORD = re.compile(r"[^\s:]+")
_ASIDE = re.compile(r"\((?P<words>[^()]{2,60})\)(?=\s*(?:[:|?]|$))")
_OF_SOMEBODY = re.compile(r"\b(?:tema|nende)\s")
_TRANSLATION = re.compile(r"/\s?[A-Z][A-Za-z' ]{2,40}?(?=\s{2}|\s*:|\s*$)")
"""The label in English after the Estonian one: "Ametikoht / Position"."""
_TWO_WORDS = re.compile(r"\w[\s/]+\w")
_VALUE = re.compile(r"[A-ZÕÄÖÜŠŽ]|[-–—]|puudu|ei\b")
"""How a value begins that stands one blank behind a label."""
_KINDS = frozenset({"ametikoht", "töökoht", "teenistuskoht"})
_MACRO = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Label:
    """A label found: its field, its number ("1.4" or ""), how it ends, and the text after it."""

    field: str
    number: str
    text: str
    ending: Ending
    rest: str


@lru_cache(maxsize=1024)  # a line is asked for by several readers of one document
def find(text: str) -> Label | None:
    """Return the label that ``text`` starts with (the longest one), or None.

    A label starts with a capital unless a colon follows it. One that needs its colon may instead have a wide gap
    before its value, or stand alone in capitals.

    >>> find("1.4 Kes asendab: nõunik").field, find("Teenistuja asendab Nõunik").field, find("Tere")
    ('substituted_by', 'substitutes', None)
    """
    number, body = numbering.number_of(text)
    first = _WORD.match(body)
    if first is None:
        return None
    candidates = _vocabulary().get(first[0].casefold(), ())
    folded = " ".join(body[: _longest() + 8].casefold().split())
    for label, field, colon_only in candidates:
        if not folded.startswith(label):
            continue
        found = _end_of(body, label)
        if found is None:
            continue
        end, ending, rest = found
        plain = colon_only and not (
            ending in ("colon", "gap") or (ending == "end" and (body[:end].isupper() or field == "unit"))
        )
        if plain or (ending in ("space", "gap") and not body[0].isupper()):
            continue
        if ending == "end" and not body[0].isupper():
            continue
        if ending == "space" and field in _ASKING and (asked := _with_circumstance(rest)):
            of_self = label == "asendab" and _OF_SOMEBODY.match(
                asked[0]
            )  # who does, in the absence of "tema"
            field = "substituted_by" if of_self else field
            return Label(field, number, f"{body[:end]} {asked[0]}", "colon", asked[1])
        longer = _by_meaning(number, body) if ending == "space" else None
        own = longer is not None and longer.ending == "end" and meaning.is_self(rest)
        if longer and (own or longer.ending in ("colon", "gap")) and len(longer.text) > end:
            return longer  # "Töökoht kuulub – arendusosakond" does not ask for the title
        return Label(field, number, body[:end], ending, rest)
    return _with_condition(number, body) or _by_meaning(number, body)


def _with_circumstance(rest: str) -> tuple[str, str] | None:
    """Part "lähetuses viibimise ajal: nõunik", what goes on with a label of substitution up to its colon."""
    match = _CIRCUMSTANCE.match(rest)
    if match is None or estonian.ends_in_head(match["words"]):
        return None
    return match["words"], rest[match.end() :].strip()


def _with_condition(number: str, body: str) -> Label | None:
    """Return a label that says when as well: "Kes asendab puhkuse ajal:", "Kellele otseselt allub:"."""
    start = body[:_LONGEST_HEAD]
    if not start[0].isupper() or not _OF_PEOPLE.search(start):
        return None
    match = _BEFORE_VALUE.match(start)
    if match is None:
        return None
    head = match["head"].casefold()
    reduced = _ADVERB.sub(" ", absence.without(head))
    reduced = " ".join(reduced.split())
    if reduced == head or not reduced:
        return None
    if reduced == "asendab" and (absence.CONDITION.match(head) or _OF_SOMEBODY.search(head)):
        reduced = "kes asendab"  # "Puhkuse ajal asendab:" asks who does
    field = next(
        (field for label, field, _ in _vocabulary().get(reduced.split(" ")[0], ()) if label == reduced), None
    )
    if field not in HEADER:
        return None
    rest = body[match.end() :].strip()
    return Label(field, number, match["head"], "colon" if rest or match["sign"] else "end", rest)


def _by_meaning(number: str, body: str) -> Label | None:
    """Return a label of no list, known by what its words mean; a single word asks for nothing without its colon."""
    before, colon, _ = body[:_LONGEST_HEAD].partition(":")
    listed = number and (colon or _DASHED.match(body))
    found = meaning.header_label(body[:_LONGEST_HEAD]) if body[0].isupper() or listed else None
    few = len(before.split()) <= _MOST_BEFORE_COLON
    if colon and few and (found is None or found.length < len(before.rstrip())):
        return _before_colon(number, before.strip(), body[len(before) + 1 :].strip())
    if found is None or (ended := _end_at(body, found.length)) is None:
        return None
    end, ending, rest = ended
    if ending == "end" and body.endswith("."):
        return None  # "Direktor on vahetu juht."
    if not body[0].isupper() and ending != "colon":
        return None
    alone = not _TWO_WORDS.search(body, 0, end)
    if (alone and ending in ("end", "space")) or (ending == "space" and not _VALUE.match(rest)):
        return None
    return Label(found.field, number, body[:end], ending, rest)


def _before_colon(number: str, before: str, after: str) -> Label | None:
    """Return what the words before a colon ask for, where the title of the post is among them, or one value follows."""
    if before and (before[0].isupper() or number):
        if estonian.key(estonian.unit_kind(before) or "") == estonian.key(before) and estonian.unit_kind(
            after
        ):
            return Label("unit", number, before, "colon", after)  # "Komando: Näidise komando"
        found = meaning.header_label(before, posts=True)
        if found and found.length == len(before):
            return Label(found.field, number, before, "colon", after)
        if (section := meaning.section(before)) in _OF_ONE_VALUE:
            return Label(section, number, before, "colon", after)
    quality = by_stem(before) if before else None
    if quality and quality.field in QUALITIES:
        return Label(quality.field, number, before, "colon", after)
    return None


def by_stem(text: str) -> Label | None:
    """Return what a heading that is no label of the vocabulary speaks of, by the stem of a word in it.

    Only for lines that are headings by their number or capitals: in a sentence such a word means nothing.

    >>> by_stem("3 Vastutusvaldkonnad ja ülesanded").field, by_stem("VASTUTUSE ULATUS").field
    ('duties', 'responsibilities')
    """
    number, body = numbering.number_of(text)
    head, gap, value = body.rstrip(" :").partition("   ")
    field = meaning.by_stem(head)
    return Label(field, number, head, "gap" if gap else "end", value.strip()) if field else None


def is_known(text: str) -> bool:
    """Return whether ``text`` as a whole is a label (number and colon apart)."""
    label = find(text)
    return label is not None and not label.rest


def _end_of(body: str, label: str) -> tuple[int, Ending, str] | None:
    """Return where ``label`` ends in ``body``, what follows it and the rest; None if it ends inside a word."""
    position = 0
    for word in label.split(" "):
        while position < len(body) and body[position].isspace():
            position += 1
        position += len(word)
    return _end_at(body, position)


def _end_at(body: str, position: int) -> tuple[int, Ending, str] | None:
    rest = body[position:]
    if rest and (rest[0].isalnum() or rest[0] in "-/"):
        return None
    stripped = rest.lstrip()
    if stripped.startswith("/") and (translated := _TRANSLATION.match(stripped)):
        rest = rest.lstrip()[translated.end() :]
        stripped = rest.lstrip()
    aside = _ASIDE.match(stripped)
    if aside and not estonian.ends_in_head(aside["words"].strip()):
        stripped = stripped[aside.end() :].lstrip()  # "Asendajad (eelistuse järjekorras):"
        if stripped and stripped[0] not in ":|?":
            return None
        if conditions.is_condition(aside["words"]):
            position = body.index(")", position) + 1  # "Kes asendab (puhkuse ajal):"
    if not stripped:
        return position, "end", ""
    if stripped[0] in ":|?":
        return position, "colon", stripped[1:].strip()
    if stripped[0] in "–—-" and len(rest) > len(stripped) and not stripped[1:2].isalnum():
        value = stripped[1:].strip()
        return (position, "colon", value) if value else (position, "space", stripped.strip())
    if stripped[0] in ",;.)":
        return None if stripped.strip(",;.) ") else (position, "end", "")
    if _AS_FOLLOWS.fullmatch(stripped):
        return position, "colon", ""
    gap = len(rest) - len(stripped)
    return position, "gap" if gap > 1 or rest[0] == "\t" else "space", stripped.strip()


@cache
def _longest() -> int:
    return max(len(label) for labels in _vocabulary().values() for label, _, _ in labels)


@cache
def _vocabulary() -> dict[str, list[tuple[str, str, bool]]]:
    """Return the labels by their first word, longest first: label, field, whether it needs its colon."""
    macros: dict[str, list[str]] = {}
    labels: dict[str, tuple[str, bool]] = {}
    for row in files("ajgraph.reading").joinpath("labels.tsv").read_text(encoding="utf-8").splitlines():
        if not row or row.startswith("#"):
            continue
        head, *values = row.split("\t")
        if head.startswith("@"):
            macros[head[1:]] = values
            continue
        pattern = values[0]
        names = _MACRO.findall(pattern)
        for words in product(*(macros[name] for name in names)):
            label = pattern
            for name, word in zip(names, words, strict=True):
                label = label.replace("{" + name + "}", word)
            labels.setdefault(label.rstrip(":"), (head, label.endswith(":")))
    by_word: dict[str, list[tuple[str, str, bool]]] = {}
    for label, (field, colon_only) in labels.items():
        by_word.setdefault(label.split(" ")[0], []).append((label, field, colon_only))
    for found in by_word.values():
        found.sort(key=lambda entry: (-len(entry[0]), entry[0]))
    return by_word


def is_kind_of_post(label: Label | None, value: str) -> bool:
    """Return whether ``value`` answers "Teenistuskoha liik", though it reads like the label of the title."""
    return label is not None and label.field == "civil_service_group" and value.casefold() in _KINDS


def nested(label: Label) -> bool:
    """Return whether what follows ``label`` is itself a label, numbered or with nothing but labels after it."""
    if is_kind_of_post(label, label.rest):
        return False
    inner = find(label.rest) if label.rest else None
    if label.field == "substitution" and inner and inner.field in ("substituted_by", "substitutes"):
        return True
    for _ in range(_MOST_LABELS):
        if inner is None:
            return False
        if inner.number or not inner.rest:
            return True
        inner = find(inner.rest)
    return False
