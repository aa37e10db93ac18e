"""What a label asks for, by the meaning of its words: for wordings that the vocabulary of labels does not list.

"Kelle ülesandeid eemaloleku ajal täidab" is in no list, but each of its words is known (``label-words.tsv``), and
together they can ask for one thing only. A text with a single word beyond them is no such label: so a value or a
sentence is never taken for one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from ajgraph import estonian

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BRACKET = re.compile(r"\s*\([^()]*\)")
_ORDER = re.compile(r"^\s*(?:\d|I{1,3})\.?\s+(?=asendaja)", re.IGNORECASE)
_MOST_WORDS = 10


@dataclass(frozen=True, slots=True)
class Rule:
    """A field, the meanings a label of it has, and those it has not; ``a|b`` is one of both."""

    field: str
    has: tuple[str, ...]
    lacks: tuple[str, ...] = ()


def _rules(table: str) -> tuple[Rule, ...]:
    found = []
    for row in table.split("\n"):
        if row.strip():
            field, *words = row.split()
            found.append(
                Rule(
                    field,
                    tuple(word for word in words if word[0] != "!"),
                    tuple(word[1:] for word in words if word[0] == "!"),
                )
            )
    return tuple(found)


HEADER_RULES: Final = _rules(
    """
    substitution    stands_in who whom
    substitutes     replaced whom
    substituted_by  replaced
    substituted_by  stood_for by
    substitutes     stood_for
    substitutes     stand_in whose
    substitutes     stand_in oneself
    substituted_by  stand_in !head
    substitutes     stands_in whom
    substitutes     stands_in whose
    substituted_by  stands_in many self
    substituted_by  stands_in who
    substituted_by  stands_in self_object
    substituted_by  stands_in many
    substitutes     stands_in
    substitutes     instead whose
    substituted_by  instead who
    substitution    standing_in
    substitutes     does|does_all tasks|work whose away
    substituted_by  does|does_all tasks|work who away
    substituted_by  does|does_all tasks|work of_self away
    substituted_by  does tasks of_self who
    substituted_by  tasks of_self filler_in away
    substituted_by  filler_in away
    substitutes     does tasks away !who
    substitutes     does tasks whose
    manager         appoints who tasks
    appointed       appoints into_office
    appointed       appoints who !away
    subordinates    gives tasks to_whom
    manager         gets tasks from_whom
    manager         gives tasks who
    manager         reports to_whom
    manager         answers to_whom
    manager         answers gives !who
    manager         answers self
    subordinates    answers who
    manager         below_place whose
    subordinates    below
    subordinates    reports who
    subordinates    reports to_self
    manager         reports self
    manager         reports
    manager         line
    manager         led of_self
    manager         leads who
    subordinates    leads whom|whose|what
    manager         leads work !unit
    subordinates    leads self
    manager         head !leads !stand_in
    manager         boss close
    purpose         why !right
    purpose         aim !need
    unit            structure place|post|unit|where
    unit            unit place|where|name
    unit            unit !general !employer !leads !gives !boss !people
    unit            where place
    unit            place self
    organisation    employer name
    organisation    employer !general
    civil_service_group  group
    location        site place !structure
    location        site
    manager         head name
    title           name
    title           role
    """
)

SECTION_RULES: Final = _rules(
    """
    review          review of_document|duty|need
    review          review !is
    approved        approves who|of_document
    rights          right why
    purpose         why
    purpose         aim
    requirements    what need
    duties          duty !answerable !is
    duties          of_duty does_all
    responsibilities  area !is
    duties          what does_all !may
    duties          does_all of_self
    duties          does_all work
    rights_and_responsibilities  right answerable
    rights          right
    rights          what may
    requirements    whom expected
    responsibilities  answerable !is
    requirements    need !is
    requirements    expected
    additional      trait !is
    core            skill !is
    general         general !is
    """
)

_OF_SECTIONS: Final = frozenset({"trait", "skill", "need", "right", "answerable", "review"})
"""Words that no label of the header has."""

_CASES: Final = {
    "nominative": "self",
    "genitive": "of_self",
    "partitive": "self_object",
    "allative": "to_self",
    "adessive": "at_self",
}

OTHER_MEANINGS: Final = _OF_SECTIONS | frozenset(_CASES.values())
"""Meanings that count without a rule."""

_STEMS = tuple(
    (field, re.compile(rf"\b(?:{stems})"))
    for field, stems in (
        ("general", r"\w*üldiseloom|\w*üldand|üldsät"),
        (
            "duties",
            r"\w*ülesan|\w*kohustus(?:ed|te)\b|\w*töölõi|töövaldkon|töö sisu|mida .*\b(?:teeb|teed)\?",
        ),
        ("responsibilities", r"mille eest .*vastuta"),
        ("requirements", r".*\boota(?:me|b)\?|nõuded|nõudmised|\w*nõuded|eeldused|kvalifikatsioon|sobivus"),
        ("review", r"\w*juhendi (?:\w*vaatam|muutm|kehti|uuendam)"),
        ("purpose", r"mi(?:ks|lleks)\b.*\?|\w*eesmär|\w*roll\b|\w*otstarve"),
        ("additional", r"\w*omadused\b|isiku\w*omadus"),
        ("core", r"\w*kompetents|pädevused|pädevuste"),
        ("education", r"haridus"),
        ("experience", r"\w*kogemus|\w*staaž|varasem töö"),
        ("languages", r"keele|keelte|võõrkeel"),
        ("computer", r"arvuti|digi|tarkvara|infosüsteemid"),
        ("responsibilities", r"vastutus"),
        ("rights", r"õigus(?:ed|te|i)?\b|volitus"),
    )
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """The field that a text asks for, and how many characters of it are the label."""

    field: str
    length: int


@lru_cache(maxsize=1024)
def header_label(text: str, *, posts: bool = False) -> Meaning | None:
    """Return the header field that the first words of ``text`` ask for; they end where an unknown word begins.

    With ``posts``, the first or the last word may be the title of a post: "Nõunikule alluvad", "Asendab nõunikku".

    >>> header_label("Kelle ülesandeid eemaloleku ajal täidab").field
    'substitutes'
    >>> header_label("Kellele ametnik allub Juhtivprokurör")
    Meaning(field='manager', length=21)
    >>> header_label("Osakonna juhataja") is None
    True
    """
    meanings: list[frozenset[str]] = []
    length = 0
    place = 0
    if skipped := _ORDER.match(text):
        place = skipped.end()
    while match := _WORD.search(text, place):
        between = _BRACKET.sub(" ", text[place : match.start()])
        if between.strip(" \t/,"):
            break
        if meanings and ("\t" in between or "   " in between):
            break
        found = _meaning(match[0].casefold()) or (
            _of_post(match[0]) if posts and (not meanings or match.end() == len(text)) else frozenset()
        )
        if not found or len(meanings) == _MOST_WORDS:
            break
        if meanings and match[0][0].isupper() and not match[0].isupper():
            break  # the value begins
        meanings.append(found)
        length = place = match.end()
    if not meanings:
        return None
    if bracket := _BRACKET.match(text, length):
        length = bracket.end()
    if any(not meaning.isdisjoint(_OF_SECTIONS) for meaning in meanings):
        return None
    field = _field(HEADER_RULES, meanings)
    return Meaning(field, length) if field else None


@lru_cache(maxsize=1024)
def section(text: str) -> str | None:
    """Return the section that a heading speaks of, all of its words known or names of posts.

    >>> section("Milleks teenistuskoht on loodud"), section("Nõuded juristile"), section("Õiguste kaitse")
    ('purpose', 'requirements', None)
    """
    words = _WORD.findall(_BRACKET.sub(" ", text))
    if not words or len(words) > _MOST_WORDS:
        return None
    meanings: list[frozenset[str]] = []
    name: list[str] = []
    for word in words:
        found = _meaning(word.casefold())
        if found:
            meanings.append(found)
        else:
            name.append(word)
    if name and not estonian.ends_in_head(" ".join(name)):
        return None
    return _field(SECTION_RULES, meanings)


def by_stem(text: str) -> str | None:
    """Return the section or quality that the stem of a word in a heading speaks of, None if none does."""
    folded = text.casefold()
    return next((field for field, pattern in _STEMS if pattern.search(folded)), None)


def is_self(text: str) -> bool:
    """Return whether ``text`` is one word for the holder of the post: "töötajale", "ametnikku"."""
    return bool(_meaning(text.casefold()) & frozenset(_CASES.values()))


def _field(rules: tuple[Rule, ...], meanings: list[frozenset[str]]) -> str | None:
    present = frozenset().union(*meanings)
    for rule in rules:
        if all(not present.isdisjoint(words.split("|")) for words in rule.has) and present.isdisjoint(
            rule.lacks
        ):
            return rule.field
    return None


@cache
def _meaning(word: str) -> frozenset[str]:
    exact, beginnings, ends = _words()
    found = set(exact.get(word, ()))
    found.update(meaning for stem, meaning in beginnings if word.startswith(stem))
    found.update(meaning for stem, meaning in ends if word.endswith(stem))
    return frozenset(found)


def _of_post(word: str) -> frozenset[str]:
    """Return what the title of a post means in a label, by its case: "Nõunikku asendab" asks who does."""
    if not estonian.ends_in_head(word):
        return frozenset()
    found = estonian.nominative(word)
    return frozenset(meaning for case, meaning in _CASES.items() if found.can_be(case))


@cache
def _words() -> tuple[dict[str, set[str]], tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    exact: dict[str, set[str]] = {}
    beginnings: list[tuple[str, str]] = []
    ends: list[tuple[str, str]] = []
    table = files("ajgraph.reading").joinpath("label-words.tsv").read_text(encoding="utf-8")
    for row in table.splitlines():
        if not row or row.startswith("#"):
            continue
        meaning, forms = row.split("\t")
        for form in forms.split():
            if form.endswith("*"):
                beginnings.append((form[:-1], meaning))
            elif form.startswith("*"):
                ends.append((form[1:], meaning))
            else:
                exact.setdefault(form, set()).add(meaning)
    return exact, tuple(beginnings), tuple(ends)
