"""The cells that name somebody: who stands in, for whom, manager, subordinates.

Grammar (read all 41 cells it was tried on):

    cell       := none | rule | item (separator item)*
    separator  := "," | ";" | "/" | "või" | "ehk" | "ja" | "ning", never inside brackets and only where the text
                  on the left ends in a known head noun
    item       := [condition] phrase [(specialisation)] [condition]
    designated := [who] ["poolt"] ["käskkirjaga"] "määratud" phrase

A bracket binds to the item it follows, and to no other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ajgraph import estonian
from ajgraph.description import Alias, Mention, MentionKind, Text
from ajgraph.reading.rows import Lines, Row, joined

ALIAS = re.compile(r"\s*\(\s*edaspidi\s*(?:ka\s*)?[-–:]?\s*(?P<short>[^()]+?)\s*\)", re.IGNORECASE)
_NONE = re.compile(
    r"[-–—]+|puudu(?:b|vad)|pole|ei\s+ole|ei|ei\s+asenda(?:ta)?(?:\s+(?:kedagi|keegi))?|ei\s+kohaldata|alluvad\s+puuduvad|alluvaid\s+(?:ei\s+ole|pole)"
    r"|ei\s+ole\s+(?:ette\s+nähtud|määratud)|mitte\s+keegi|mitte\s+kedagi|alluvaid\s+ei\s+ole|asendajad?\s+puudu(?:b|vad)|asenda(?:jat|mist)\s+ei\s+(?:ole|toimu)|ei\s+ole\s+asendamiskohustust|asendamiskohustus(?:t\s+ei\s+ole|\s+puudub)|ei\s+allu\b.*",
    re.IGNORECASE,
)
_RULE = re.compile(
    r"(?:vastavalt|kooskõlas|lähtuvalt)\s+(?!antud\b)(?:\S+\s+){0,6}?\S*(?:skeem|kord|korra|kava|plaan|graafik|korraldus|käskkir|põhimääru|akti|le\b)\S*.*"
    r"|.*\b(?:kohaselt|järgi|alusel)|(?:vahetu\s+juhi|juhi)\s+korraldusel|kokkuleppel\s+.*|.*(?:asendus)(?:skeem|kord|plaan)\w*(?:ile|ale|i\s+alusel|le)?",
    re.IGNORECASE,
)
_DESIGNATED = re.compile(
    r"\b(?:määratud|määratav|määratavad|nimetatud|määratakse|määrab|volitatud)\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d]{4,}")
_EACH_OTHER = re.compile(r"(?:üksteis|teineteis)\w*", re.IGNORECASE)
_MEMBER = re.compile(r"(?P<unit>.+?)\s+(?:teised?\s+|teis[ti]\s+|muud\s+)?(?P<noun>\w+)", re.IGNORECASE)
_MEMBER_NOUNS = frozenset({"teenistuja", "ametnik", "töötaja", "koosseis"})
_CONDITION_WORDS = (
    r"(?:tema\s+|nende\s+|temast\s+|viimase\s+|selle\s+|mõlema\s+)?(?:ajutise\s+)?(?:puhkuse|haiguse|äraoleku|eemaloleku|puudumise|lähetuse|töövõimetuse|koolituse)"
    r"(?:\s+(?:ja|või)\s+\w+)?\s+(?:ajal|korral|perioodil|ajaks)"
    r"|(?:tema\s+|nende\s+|viimase\s+|selle\s+|mõlema\s+)?(?:ajutisel\s+)?(?:äraolekul|eemalolekul|eemalviibimisel|puudumisel|vajadusel|vajaduse\s+korral|võimalusel|ajutiselt|osaliselt|vastastikku|täies\s+mahus)"
    r"|\w+(?:küsimustes|valdkonnas)|(?:oma\s+|tema\s+)?(?:pädevuse|volituste|töövaldkonna|valdkonna)\s+piires"
    r"|(?:\w+\s+)?(?:korraldusel|nõusolekul|loal|ülesandel)"
    r"|vastavalt\s+antud\s+\w+|kokkuleppel(?:\s+\w+){0,3}|vastavalt\s+kokkuleppele"
)
_CONDITION = re.compile(rf"(?P<condition>{_CONDITION_WORDS})", re.IGNORECASE)
_LEADING_CONDITION = re.compile(rf"(?P<condition>{_CONDITION_WORDS})\s*[,:]?\s+", re.IGNORECASE)
_TRAILING_CONDITION = re.compile(rf"\s*[,(–-]?\s*(?P<condition>{_CONDITION_WORDS})\s*\)?", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[,;]\s*(?:(?:või|ehk|ja|ning)\s+)?|\s+(?:või|ehk|ja|ning)\s+|\s*/\s*")
_ORDINAL = re.compile(
    r"^\s*(?:\d[.)](?!\d)|(?:esimene|teine|kolmas|I{1,3}|\d\.?)\s*[-–:])\s*(?=\w)", re.IGNORECASE
)
_BRACKET = re.compile(r"\s*\((?P<inside>[^()]*)\)\s*$")
_OTHER = re.compile(
    r"(?:mõni\s+|mõnda\s+)?tei(?:ne|se|st|sed|si|sele)\s+|kolleeg(?:ist|ina)?\s+", re.IGNORECASE
)
_PRONOUN = re.compile(r"(?:teda|tema)\s+", re.IGNORECASE)
_LEADING_VERB = re.compile(r"(?:on|allub|alluvad|asendab|asendavad)\s+", re.IGNORECASE)


_LONGEST = 1000
"""The longest cell that is read, in characters; more is prose and names nobody in particular."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says: the mentions and the short names it defines."""

    mentions: tuple[Mention, ...] = ()
    aliases: tuple[Alias, ...] = ()


def read(rows: Sequence[Row], own_title: Text | None, own_specialisation: Text | None = None) -> Cell:
    """Read the cell of one field.

    A mention of ``own_title`` is a ``peer``, unless its bracket names another specialisation than
    ``own_specialisation``: that is another post.
    """
    rows = [row for row in rows if row.text]
    if not rows:
        return Cell()
    listed = sum(row.bullet for row in rows) > 1
    sentence = joined(
        row.text.rstrip(" ;,.") + ";"
        if listed and (index + 1 == len(rows) or rows[index + 1].bullet)
        else row.text
        for index, row in enumerate(rows)
    )
    if len(sentence) > _LONGEST:
        return Cell()
    text = _LEADING_VERB.sub("", sentence, count=1) if _LEADING_VERB.match(sentence) else sentence
    text = text.rstrip(" .;")
    if not text:
        return Cell()
    line = rows[0].line
    if _NONE.fullmatch(text):
        return Cell((Mention(text, None, None, None, "none", None, line, sentence),))
    if _RULE.fullmatch(text) and not _starts_with_head(text):
        return Cell((Mention(text, None, None, None, "rule", None, line, sentence),))
    aliases: list[Alias] = []
    for match in ALIAS.finditer(text):
        phrase = items(text[: match.start()])[-1]
        aliases.append(Alias(match["short"].strip(' „“”"'), estonian.nominative(phrase).text, line))
    lines = Lines(rows)
    mentions = [
        mention
        for item in items(text)
        if (mention := _mention(item, lines.of(item), sentence, own_title, own_specialisation)) is not None
    ]
    return Cell(tuple(mentions), tuple(aliases))


def is_rule(text: str) -> bool:
    """Return whether ``text`` says that another document or an agreement decides who stands in.

    >>> is_rule("vastavalt asendusskeemile"), is_rule("nõunik")
    (True, False)
    """
    return _RULE.fullmatch(text.strip(" .;")) is not None


def items(text: str) -> list[str]:
    """Part a cell into the phrases it names.

    >>> items("Teenuse juht, koordinaator (laste heaolu, noored) või nõunik")
    ['Teenuse juht', 'koordinaator (laste heaolu, noored)', 'nõunik']
    >>> items("arengu ja planeeringu osakonna juhataja")
    ['arengu ja planeeringu osakonna juhataja']
    """
    found: list[str] = []
    begin = 0
    designated = _DESIGNATED.search(text)
    for match in _SEPARATOR.finditer(text):
        left, right = text[begin : match.start()], text[match.end() :]
        if not left.strip() or not right.strip() or _inside_bracket(text, match.start()):
            continue
        if designated and match.start() < designated.start() and _is_genitive(left):
            continue  # "valdkonnajuhi või peadirektori määratud ametnik": two who appoint, one substitute
        strong = match[0].strip()[:1] in (",", ";")
        if (
            _ends_item(left)
            or match[0].strip()[:1] == ";"
            or _single(left, right, strong=strong)
            or (strong and _CONDITION.fullmatch(left.strip()))
        ) and not _is_condition(right):
            found.append(left.strip())
            begin = match.end()
    found.append(text[begin:].strip())
    return [item for item in found if item]


def _single(left: str, right: str, *, strong: bool) -> bool:
    """Return whether a comma parts single words: "rühmapealik, vanempäästja" names two, whatever their heads."""
    following = re.split(r"[,;]|\s(?:ja|või|ning|ehk)\s", right.strip(" ."), maxsplit=1)[0]
    return (
        strong
        and _WORD.fullmatch(left.strip()) is not None
        and _WORD.fullmatch(following.strip()) is not None
    )


def _ends_item(left: str) -> bool:
    """Return whether the text on the left of a separator is a whole phrase: its last word is a known head."""
    bare = _BRACKET.sub("", left).strip()
    bare = _TRAILING_CONDITION.sub("", bare).strip() or bare
    if left.count("(") > left.count(")"):
        return False
    return estonian.ends_in_head(bare)


def _is_genitive(left: str) -> bool:
    found = estonian.nominative(left.rpartition(",")[2])
    return found.can_be("genitive") and not found.can_be("nominative")


def _inside_bracket(text: str, place: int) -> bool:
    return text.count("(", 0, place) > text.count(")", 0, place)


def _is_condition(right: str) -> bool:
    return _CONDITION.fullmatch(right.strip(" .")) is not None


def _starts_with_head(text: str) -> bool:
    first = re.split(r"[,;]| või | ja ", text, maxsplit=1)[0]
    return first != text and estonian.ends_in_head(first)


def _mention(
    item: str, line: int, sentence: str, own_title: Text | None, own_specialisation: Text | None
) -> Mention | None:
    text = item
    item = _ORDINAL.sub("", ALIAS.sub("", item)).strip()
    item, condition = _without_condition(item)
    if not item:
        return None
    if _NONE.fullmatch(item):
        return Mention(text, None, None, None, "none", condition, line, sentence)
    if _DESIGNATED.search(item):
        return Mention(text, None, None, None, "designated", condition, line, sentence)
    if _EACH_OTHER.fullmatch(item):
        title = own_title.value if own_title else None
        return Mention(text, title, None, None, "peer", condition, line, sentence)
    if _RULE.fullmatch(item):
        return Mention(text, None, None, None, "rule", condition, line, sentence)
    specialisation: str | None = None
    if match := _BRACKET.search(item):
        specialisation, item = " ".join(match["inside"].split()) or None, item[: match.start()].strip()
    if not item:
        return None
    if (match := _MEMBER.fullmatch(item)) and _is_member(match):
        unit = estonian.unit_nominative(match["unit"])
        title = f"{match['unit']} {estonian.nominative(match['noun']).text}"
        return Mention(text, title, None, unit.text, "unit-member", condition, line, sentence)
    if match := _OTHER.match(item):
        item = item[match.end() :]
    found = estonian.nominative(_PRONOUN.sub("", item, count=1) if _PRONOUN.match(item) else item)
    kind: MentionKind = "post"
    own = own_title is not None and estonian.key(found.text) == estonian.key(own_title.value)
    if own and (specialisation is None or _same(specialisation, own_specialisation)):
        kind = "peer"
    return Mention(
        text,
        found.text,
        specialisation,
        _named_unit(found.text),
        kind,
        condition,
        line,
        sentence,
        found.by_rule,
    )


def _same(specialisation: str, own: Text | None) -> bool:
    return own is not None and estonian.key(specialisation) == estonian.key(own.value)


def _is_member(match: re.Match[str]) -> bool:
    """Return whether the phrase means anyone of a unit: "osakonna teenistujad"."""
    return (
        estonian.unit_kind(match["unit"]) is not None
        and estonian.nominative(match["noun"]).text.casefold() in _MEMBER_NOUNS
    )


def _named_unit(title: str) -> str | None:
    """Return the unit that a title names; a bare kind ("talituse juhataja") names none."""
    prefix, _ = estonian.division(title)
    kind = estonian.unit_kind(prefix) if prefix else None
    return prefix if prefix and kind and estonian.key(kind) != estonian.key(prefix) else None


def _without_condition(item: str) -> tuple[str, str | None]:
    """Take a condition off the front, the end or the bracket of a phrase."""
    if match := _BRACKET.search(item):
        if _CONDITION.fullmatch(match["inside"].strip()):
            return item[: match.start()].strip(), match["inside"].strip()
    elif match := _LEADING_CONDITION.match(item):
        return item[match.end() :].strip(), match["condition"].strip()
    for match in _TRAILING_CONDITION.finditer(item):
        if match.end() == len(item) and match.start() > 0:
            return item[: match.start()].strip(), match["condition"].strip()
    return item, None


def sentence_case(text: str) -> str:
    """Return text written all in capitals as a sentence is written; other text as it is.

    >>> sentence_case("AEDNIK-MAJAHOIDJA"), sentence_case("koordinaator (KLAT)")
    ('Aednik-majahoidja', 'koordinaator (KLAT)')
    """
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) < 5 or not all(letter.isupper() for letter in letters):
        return text
    return text[0] + text[1:].lower()
