"""Role phrases: which word is the head, and the phrase in the nominative singular."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ajgraph.estonian.agreement import agreeing
from ajgraph.estonian.capitals import lower_role
from ajgraph.estonian.forms import GENITIVE_ADJECTIVE, Case, Form, Match
from ajgraph.estonian.morphology import look_up
from ajgraph.estonian.spelling import normalise, split_bracket, trim
from ajgraph.estonian.tables import heads, role_endings
from ajgraph.estonian.unknown import guess

_SPACED_HYPHEN = re.compile(r"(?<=\w)(?: ?[-–] | [-–] ?)(?P<right>[\w-]+)")
_JOINING = frozenset({"ja", "või", "ning", "ehk", "ega", "kui"})
# The last word of a field of work that follows the head: "direktori asetäitja õppe- ja kasvatustöö alal".
_FIELD = re.compile(r"(?:alal|valdkonnas|küsimustes|ülesannetes|\w{3,}[aeiouõäöü](?:s|l))$", re.IGNORECASE)
_CERTAIN_FIELD = re.compile(r"(?:alal|aladel|valdkonnas|valdkondades|küsimustes|ülesannetes)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Nominative:
    """A name in the nominative singular, and what the written form of its head may have been.

    Attributes
    ----------
    text
        The name; attributes, fields of work and a bracket as written, a sentence-initial capital lowered.
    by_rule
        The head noun is in no table: only its ending settled the name.
    forms
        Case and number of the head as written, all that are possible; empty where nothing could be told.

    """

    text: str
    by_rule: bool
    forms: frozenset[Form] = frozenset()

    @property
    def cases(self) -> frozenset[Case]:
        """The possible cases, number aside."""
        return frozenset(form.case for form in self.forms)

    @property
    def case(self) -> Case | None:
        """The case, where the written form allows only one.

        >>> nominative("nõunikku").case, nominative("juhataja").case
        (<Case.PARTITIVE: 'partitive'>, None)
        """
        cases = self.cases
        return next(iter(cases)) if len(cases) == 1 else None

    @property
    def plural(self) -> bool:
        """Whether the written form can only be a plural."""
        return bool(self.forms) and all(form.plural for form in self.forms)

    def can_be(self, case: Case | str) -> bool:
        """Return whether the head as written may stand in ``case`` ("partitive"), in either number."""
        return any(form.case == case for form in self.forms)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A role phrase in words, with the place of its head; ``match`` is None where no table has the head."""

    words: list[str]
    head: int
    match: Match | None
    bracket: str


def parse(phrase: str) -> Phrase | None:
    """Return the words of ``phrase`` and its head, None if it holds no word."""
    core, bracket = split_bracket(normalise(phrase))
    words = trim(_SPACED_HYPHEN.sub(_join_hyphen, core)).split()
    if not words:
        return None
    match = heads().tail(words[-1])
    if match is not None and match.word.scope == "after head" and not match.before and len(words) > 1:
        # "juhi abi" is a post, "esmane abi" is none.
        attribute = heads().tail(words[-2])
        if attribute is None or Form(Case.GENITIVE, plural=False) not in attribute.forms:
            match = None
    if match is not None:
        return Phrase(words, len(words) - 1, match, bracket)
    place = _head_before_field(words)
    if place is not None:
        return Phrase(words, place, heads().tail(words[place]), bracket)
    return Phrase(words, len(words) - 1, None, bracket)


def _join_hyphen(found: re.Match[str]) -> str:
    """Close up "sekretär - asjaajaja"; a dash before anything but a head noun, or "õppe- ja", stays."""
    right = found.group("right")
    if right.lower() in _JOINING or heads().tail(right) is None:
        return found.group()
    return f"-{right}"


def _head_before_field(words: list[str]) -> int | None:
    """Return the place of the head where a field of work follows it."""
    if not _FIELD.search(words[-1]):
        return None
    certain = _CERTAIN_FIELD.search(words[-1]) is not None
    genitive: int | None = None
    for place in range(len(words) - 2, -1, -1):
        match = heads().tail(words[place])
        if match is None:
            continue
        if any(form.case is not Case.GENITIVE for form in match.forms):
            return place
        # Nothing but genitives: the last in the singular ("ministri nõuniku rahandusküsimustes").
        if genitive is None and certain and Form(Case.GENITIVE, plural=False) in match.forms:
            genitive = place
    return genitive


def nominative(phrase: str) -> Nominative:
    """Return a role phrase in the nominative singular.

    >>> nominative("talituse juhatajale").text
    'talituse juhataja'
    >>> nominative("juhtivat spetsialisti (lastemaja)").text
    'juhtiv spetsialist (lastemaja)'
    >>> guessed = nominative("Taksidermistile")
    >>> guessed.text, guessed.by_rule, guessed.can_be("allative")
    ('taksidermist', True, True)
    """
    parsed = parse(phrase)
    if parsed is None:
        return Nominative(normalise(phrase), by_rule=True)
    words = lower_role(parsed.words, parsed.head)
    written = words[parsed.head]
    by_rule = False
    if parsed.match is not None:
        noun, forms = parsed.match.word.nominative, parsed.match.forms
        before = written[: len(parsed.match.before)]
        words[parsed.head] = _first_parts(before, forms) + noun
    else:
        known = look_up(written)
        guessed = known or guess(written, role_endings())
        noun, forms, by_rule = guessed.nominative, guessed.forms, known is None
        words[parsed.head] = noun
    for place, match in agreeing(words, parsed.head, forms, noun):
        words[place] = match.nominative if words[place][:1].islower() else match.nominative.capitalize()
    text = " ".join([*words, parsed.bracket] if parsed.bracket else words)
    return Nominative(text, by_rule, forms)


def _first_parts(before: str, forms: frozenset[Form]) -> str:
    """Return what stands before the head in its word, with parts before a hyphen or slash put back too.

    "aednikku-" before "majahoidjat" becomes "aednik-".
    """
    parts = re.split(r"(?<=[-/])", before)
    for place, part in enumerate(parts):
        match = heads().tail(part[:-1]) if part[-1:] in {"-", "/"} else None
        if match is not None and match.forms & forms:
            parts[place] = match.nominative + part[-1]
    return "".join(parts)


def ends_in_head(text: str) -> bool:
    """Return whether ``text`` ends in a known head noun, in any case.

    A bracket or a field of work may follow it. Only after a head does "ja", "või" or a comma divide a list:
    "arengu ja planeeringu osakonna juhataja" is one post.

    >>> ends_in_head("teenuse omaniku"), ends_in_head("arengu")
    (True, False)
    """
    parsed = parse(text)
    return parsed is not None and parsed.match is not None


def is_role(text: str) -> bool:
    """Return whether the whole phrase may name a post: its head is known and nothing in it is a list.

    >>> is_role("peadirektori asetäitja arenduse alal"), is_role("Laste heaolu osakond")
    (True, False)
    """
    parsed = parse(text)
    if parsed is None or parsed.match is None:
        return False
    return not any(word.endswith((",", ";")) for word in parsed.words[: parsed.head])


def are_coordinate(left: str, right: str) -> bool:
    """Return whether two phrases around "ja" or "või" may be two posts in the same case.

    "teenuse omaniku" and "talituse juhatajaga" may (the ending -ga is written once); "juhtide" and "spetsialisti"
    may not: of genitives that differ in number, the first is part of an attribute.
    """
    first, second = nominative(left), nominative(right)
    if first.by_rule or second.by_rule:
        return False
    if first.forms & second.forms or (first.cases & second.cases) - {Case.GENITIVE}:
        return True
    return first.can_be(Case.GENITIVE) and bool(second.cases & GENITIVE_ADJECTIVE)
