"""Who stands in for whom, worded as a sentence: "Juristi asendab nõunik, jurist asendab spetsialisti".

No label says which way it goes; the case does (the one who is away stands in the partitive), or the verb (who "täidab"
somebody's "ülesandeid" in the absence of that one). What is not understood is given back, so that it can be said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ajgraph import estonian
from ajgraph.reading import absence, mentions, phrases
from ajgraph.reading.own import Own

SPEAKS = re.compile(
    r"\basenda(?!m(?:atu|ata))(?:\w*)\b|\basendus(?:t|e|es|kor\w*|skeem\w*|plaan\w*)?\b", re.IGNORECASE
)
"""A form of "asendama"; not "asenduskodu" or "asendamatu", which say nothing of people who stand in."""

_VERB = re.compile(
    r"\b(?:(?:võib|saab|peab|tuleb|kohustub|on\s+kohustatud)\s+(?:vajadusel\s+)?asenda(?:da|ma)|asenda(?:b|vad))\b",
    re.IGNORECASE,
)
_STATES = re.compile(
    rf"{_VERB.pattern}|\basendaja\w*\b|\bei\s+asenda\w*|\btäida(?:b|vad)\b|\bvõtab\b", re.IGNORECASE
)
_SEPARATOR = re.compile(r"\s*[,;]\s*(?:(?:ja|ning|kuid|aga)\s+)?|\s+(?:ja|ning)\s+")
_EACH_OTHER = re.compile(r"(?:üksteis|teineteis)\w*", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:teda|tema|ta)\b\s*", re.IGNORECASE)
_IS_STAND_IN = re.compile(
    r"(?P<subject>.+?)\s+(?:(?:ase\w*|esimene|teine|kolmas|esmane|põhi)\s)?asendaja(?:d|ks)?\s+(?:on|määratakse|nimetatakse|võib\s+olla)\s+(?P<who>.+)",
    re.IGNORECASE,
)
_IS_STAND_IN_OF = re.compile(r"(?P<own>.+?)\s+on\s+(?:ise\s+)?(?P<whom>.+?)\s+asendaja(?:ks)?", re.IGNORECASE)
_NO_DUTY = re.compile(
    r"(?P<subject>.+?)\s+(?P<none>(?:ei\s+ole\s+asendamiskohustust|asendamiskohustus(?:t\s+ei\s+ole|\s+puudub)).*)",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?P<subject>.+?)\s+(?P<none>(?:asenda(?:mist|jat)\s+)?ei\s+(?:asenda(?:ta)?|ole|toimu)\b.*|asendaja(?:d)?\s+puudu(?:b|vad))",
    re.IGNORECASE,
)
_BY_RULE = re.compile(
    r"(?P<subject>.+?\s+)?(?:asendamine|asendus|asendamist)\s+(?:\w+\s+){0,2}?"
    r"(?P<rule>(?:vastavalt|kooskõlas|lähtuvalt|kokkuleppel)\s.+|\S.*\s(?:alusel|kohaselt|järgi))",
    re.IGNORECASE,
)
_DESIGNATES = re.compile(
    r"\bmäärab\b.*\basendaja\b|\basendaja\b(?:\s+\w+)?\s+määra(?:b|takse)\s+(?!.*\basendaja)\S*(?:juhataja|juht|direktor|ülem)",
    re.IGNORECASE,
)
_DUTIES = r"(?:(?:töö|ameti|teenistus)?(?:ülesandeid|kohustusi|kohuseid))"
_DOES_DUTIES = re.compile(
    rf"(?P<left>.*?)\s*\btäida(?:b|vad)\s+(?P<whose>.+?)\s+{_DUTIES}\b\s*(?P<who>.*)", re.IGNORECASE
)
_DUTIES_DONE = re.compile(rf"(?P<whose>.+?)\s+{_DUTIES}\s+täida(?:b|vad)\s+(?P<who>.+)", re.IGNORECASE)
_STAND_IN_FOR = re.compile(r"(?P<left>.+?)\s+on\s+asendajaks\s+(?P<right>.+)", re.IGNORECASE)
"""With the one who is away in the allative: "jurist on asendajaks nõunikule", "juristile on asendajaks nõunik"."""
_TAKES_OVER = re.compile(
    r"(?:(?P<left>.+?)\s+)?võtab\s+(?:(?P<own>tema|teenistuja|töötaja)\s+(?:töö|tööülesanded|ülesanded)\s+üle\s+(?P<who>.+)"
    r"|(?:ajutiselt\s+)?üle\s+(?P<whom>.+?)\s+(?:töö|tööülesanded|ülesanded))",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    r"(?:.*\b(?:toimub|on|korraldatakse)\s+järgmis(?:elt|es\s+järjekorras)\s*:?\s*)?"
    r"(?:esimene|teine|kolmas|[123]\.|I{1,3})\s+asendaja(?:ks)?\s+(?:on\s+)?(?P<who>.+)",
    re.IGNORECASE,
)
_OWN_LABEL = re.compile(r"^asend\w*(?:\s+\w+)?\s*[:–-]\s*", re.IGNORECASE)
_OF_THIRD = re.compile(
    r"(?<=\basendab)\s+(?P<third>\S+(?:\s+\S+){0,4}?)\s+(?P<away>(?:(?:eemalviibimis|puudumis|haigestumis)el|(?:ära|eemal)olekul))"
    r"\s+(?=(?!teda\b|ja\b|või\b|ning\b)[^\W\d])",
    re.IGNORECASE,
)
"""That a third person is away: "asendab nõuniku puudumisel juhatajat"."""
_WITH_PRONOUN = re.compile(
    r"(?P<first>teda|neid)(?:\s+(?P<other>.+))?|(?P<before>.+?)\s+(?:teda|neid)", re.IGNORECASE
)
_IF_AWAY = re.compile(r"kui\s+(?P<who>[^.,;]+?)\s+(?:on|viibib|puudub|puhkab)\b[^.;]{0,60}?,", re.IGNORECASE)
_ACTS = re.compile(
    r"\basendab(?:\s+teda)?\b|\btäidab(?:\s+tema)?\s+\w*(?:ülesandeid|kohustusi|kohuseid)\b", re.IGNORECASE
)
_JOINS = re.compile(r"(?:ja|või|ning|ehk)\b|[,(/–-]", re.IGNORECASE)
_MOST_WORDS = 6
_LONGEST = 600
"""The longest sentence that is read, in characters."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence states, as pairs of field and value, and the clauses in it that were not understood."""

    fields: tuple[tuple[str, str], ...] = ()
    rest: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    """For each of ``fields`` the condition that holds for all of its value, or nothing."""


@lru_cache(maxsize=64)  # a clause of the header is asked for by its fields and by what is left of it
def read(text: str, own: Own) -> Said:
    """Read one sentence of the description of the post ``own``.

    >>> jurist = Own.of("jurist")
    >>> read("Juristi asendab nõunik ning jurist asendab spetsialisti.", jurist).fields
    (('substituted_by', 'nõunik'), ('substitutes', 'spetsialisti'))
    >>> read("Juristi puudumisel täidab tema ülesandeid nõunik.", jurist).fields
    (('substituted_by', 'nõunik'),)
    >>> read("Jurist asendab nõuniku puudumisel juhatajat.", jurist).fields
    (('substitutes', 'nõuniku puudumisel juhatajat'),)
    >>> read("Asendamist korraldab juhataja.", jurist).rest
    ('Asendamist korraldab juhataja.',)
    """
    found: dict[tuple[str, str], str] = {}
    rest: list[str] = []
    if len(text) > _LONGEST:
        return Said(rest=(text,) if SPEAKS.search(text) else ())
    for clause in _clauses(text):
        fields = _Clause(clause, own).fields()
        for field, value, condition in fields:
            earlier = found.get((field, value), condition)
            both = (
                f"{earlier}, {condition}" if earlier and condition else ""
            )  # said without one, it holds always
            found[field, value] = condition if earlier == condition else both
        if not fields and SPEAKS.search(clause):
            rest.append(clause)
    return Said(tuple(found), tuple(rest), tuple(found.values()))


def _clauses(text: str) -> Iterator[str]:
    """Part a sentence where a second statement begins: at the last separator between two verbs."""
    for sentence in re.split(r"(?<=[.;])(?<!\d\.)\s+", text):
        begin = 0
        verbs = list(_STATES.finditer(sentence))
        for verb, following in pairwise(verbs):
            cuts = [
                cut
                for cut in _SEPARATOR.finditer(sentence, verb.end(), following.start())
                if cut.end() > begin and not absence.holds(sentence, cut.start())
            ]
            if cuts:
                yield sentence[begin : cuts[-1].start()]
                begin = cuts[-1].end()
        yield sentence[begin:]


class _Clause:
    """One statement, its conditions taken off."""

    def __init__(self, text: str, own: Own) -> None:
        self.own = own
        self.written = " ".join(text.split())
        self.conditional = absence.CONDITION.search(text) is not None
        self.condition = ""
        away = _IF_AWAY.match(self.written)
        self.other = away["who"] if away and not own.is_meant(away["who"]) else ""
        if away and self.other and (when := absence.of_label(away[0])):
            self.condition = f"{when.rstrip(',')} "
        third = _OF_THIRD.search(self.written)
        if third and not own.is_meant(third["third"]) and phrases.is_only_genitive(third["third"]):
            self.condition = f"{third['third']} {third['away']} "
            text = f"{self.written[: third.start()]} {self.written[third.end() :]}"
        self.parted = absence.parted(text).without_start(_OWN_LABEL)
        self.text = self.parted.text
        self.found: list[tuple[str, str, str]] = []

    def fields(self) -> list[tuple[str, str, str]]:
        readings: tuple[Callable[[], None], ...] = (
            self._if_another_is_away,
            self._nobody,
            self._by_rule,
            self._designated,
            self._is_stand_in,
            self._verb,
            self._duties,
        )
        for reading in readings:
            reading()
            if self.found or self.other:
                break
        return self.found

    def _add(self, field: str, value: str) -> None:
        if value := value.strip(" .,;:"):
            if self.condition:
                self.found.append((field, self.condition + value, ""))
            else:
                self.found.append((field, *self.parted.restored(value)))

    def _own(self, phrase: str) -> bool:
        return self.own.is_meant(phrase)

    def _if_another_is_away(self) -> None:
        """Read "kui nõunik on puhkusel, asendab teda jurist": nothing is said of who stands in for the post itself."""
        acts = _ACTS.search(self.text) if self.other else None
        if acts and any(self._own(part) for part in (self.text[: acts.start()], self.text[acts.end() :])):
            self._add("substitutes", self.other)

    def _nobody(self) -> None:
        if (match := _NO_DUTY.fullmatch(self.text)) and self._own(match["subject"]):
            self._add("substitutes", match["none"])
            return
        match = _NOBODY.fullmatch(self.text)
        if match is None or not SPEAKS.search(self.text) or not self._own(match["subject"]):
            return
        if not phrases.is_nobody(match["none"].strip(" .")):
            return
        acts = match["none"].casefold().startswith("ei asenda") and not match["none"].casefold().startswith(
            "ei asendata"
        )
        self._add("substitutes" if acts else "substituted_by", match["none"])

    def _by_rule(self) -> None:
        match = _BY_RULE.fullmatch(self.text)
        if (
            match
            and (not match["subject"] or self._own(match["subject"]))
            and mentions.is_rule(match["rule"])
        ):
            self._add("substituted_by", match["rule"])

    def _designated(self) -> None:
        """Read "asendaja määrab direktor": somebody is to decide."""
        if _DESIGNATES.search(self.text):
            self._add("substituted_by", self.written)

    def _is_stand_in(self) -> None:
        if match := _ORDERED.fullmatch(self.text):
            self._add("substituted_by", match["who"])
        elif match := _STAND_IN_FOR.fullmatch(self.text):
            own, other = match["left"], match["right"]
            if self._own(own):
                here = estonian.nominative(own)
                away = here.can_be("allative") or not here.can_be("nominative")
                self._add("substituted_by" if away else "substitutes", other)
        elif match := _IS_STAND_IN.fullmatch(self.text):
            if self._own(match["subject"]) or match["subject"].casefold() == "tema":
                self._add("substituted_by", match["who"])
        elif (match := _IS_STAND_IN_OF.fullmatch(self.text)) and self._own(match["own"]):
            self._add("substitutes", match["whom"])

    def _verb(self) -> None:
        verb = _VERB.search(self.text)
        if verb is None:
            return
        left, right = self.text[: verb.start()].strip(" ,"), self.text[verb.end() :].strip(" ,")
        if _EACH_OTHER.fullmatch(right):
            self._each_other(left, right)
            return
        if self._pronoun(left, right):
            return
        right = re.sub(r"^tema\s+(?=\S)", "", right, flags=re.IGNORECASE)
        if not left:
            self._after_verb(right)
        elif self._own(left):
            self._add("substituted_by" if _is_away(left, right) else "substitutes", right)
        elif self._own(right):
            self._add("substituted_by" if _is_away(right, left) else "substitutes", left)

    def _pronoun(self, left: str, right: str) -> bool:
        """Read "teda asendab nõunik", "juristi puudumisel asendab teda nõunik"; return whether a pronoun is there."""
        if _PRONOUN.fullmatch(left):
            self._add("substituted_by" if left.casefold() == "teda" else "substitutes", right)
            return True
        match = _WITH_PRONOUN.fullmatch(right)
        if match is None or not (left or match["other"]):
            return False
        first, other = match["first"], match["other"] or match["before"] or ""
        if not left:
            self._add("substituted_by", other if first else "")
        elif not other:
            self._add("substituted_by", left)
        elif self._own(other):
            self._add("substitutes", left)
        elif first and (self._own(left) or first.casefold() == "neid"):
            self._add("substituted_by", other)
        elif self._own(left):
            self._add("substitutes", other)
        return True

    def _after_verb(self, right: str) -> None:
        """Read "asendab juristi nõunik": the title first, the other after it."""
        words = right.split()
        for length in range(min(len(words) - 1, _MOST_WORDS), 0, -1):
            own, other = " ".join(words[:length]), " ".join(words[length:])
            if (
                own[-1] not in ",;"
                and self._own(own)
                and not _JOINS.match(other)
                and estonian.ends_in_head(other)
            ):
                self._add("substituted_by" if _is_away(own, other) else "substitutes", other)
                return
        for length in range(1, min(len(words) - 1, _MOST_WORDS) + 1):
            other, own = " ".join(words[:-length]), " ".join(words[-length:])
            if self._own(own) and other[-1] not in ",;" and estonian.ends_in_head(other):
                self._add("substituted_by" if _is_away(own, other) else "substitutes", other)
                return

    def _each_other(self, left: str, right: str) -> None:
        items = mentions.items(left)
        others = [item for item in items if not self._own(item)]
        if len(others) == len(items):
            return
        for value in others or [right]:
            self._add("substituted_by", value)
            self._add("substitutes", value)

    def _duties(self) -> None:
        """Read "täidab direktori ülesandeid": standing in, where somebody is said to be away."""
        if match := _TAKES_OVER.fullmatch(self.text):
            if match["who"]:
                self._add("substituted_by", match["who"])
            elif self._own(re.sub(r"\s+ise$", "", match["left"] or "")):
                self._add("substitutes", match["whom"])
        elif self.conditional:
            self._duties_of_one_away()

    def _duties_of_one_away(self) -> None:
        if match := _DUTIES_DONE.fullmatch(self.text):
            if self._own(match["whose"]):
                self._add("substituted_by", match["who"])
            return
        match = _DOES_DUTIES.fullmatch(self.text)
        if match is None:
            return
        left, whose, who = match["left"], match["whose"], match["who"]
        if whose.casefold().endswith(" tema") and left and self._own(whose[: -len(" tema")]):
            self._add("substitutes", left)  # "Juhataja puudumisel täidab jurist tema ülesandeid"
            return
        if whose.casefold() == "tema" and left and not self._own(left):
            if self._own(who) and estonian.ends_in_head(left):
                self._add("substitutes", left)
            return
        if whose.casefold() == "tema" or self._own(whose):
            self._add("substituted_by", who or ("" if self._own(left) else left))
        elif self._own(left) and estonian.ends_in_head(whose):
            self._add("substitutes", whose)


def _is_away(own: str, other: str) -> bool:
    """Return whether the post itself is the one who is away: it stands in the partitive and the other does not."""
    here, there = estonian.nominative(own), estonian.nominative(other)
    if here.can_be("partitive") != there.can_be("partitive"):
        return here.can_be("partitive")
    return not here.can_be("nominative")
