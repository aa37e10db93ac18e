"""The cells that name somebody: who stands in, for whom, manager, subordinates.

Grammar (read all 41 cells it was tried on):

    cell       := none | rule | item (separator item)*
    separator  := "," | ";" | "/" | "või" | "ehk" | "ja" | "ning", never inside brackets and only where the text
                  on the left ends in a known head noun; or a new line below a whole phrase
    item       := [condition] phrase [(specialisation)] [condition]
    designated := [who] ["poolt"] ["käskkirjaga"] "määratud" phrase

A bracket binds to the item it follows, and to no other; a condition before the first of several holds for all that
a comma or conjunction joins to it, and so does one of time behind the last of several that "ja" joins to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ajgraph import estonian
from ajgraph.description import Alias, Mention, MentionKind, Text
from ajgraph.reading import conditions, persons, phrases
from ajgraph.reading.phrases import BRACKET, DESIGNATED, is_rule, items
from ajgraph.reading.row import Lines, Row, joined
from ajgraph.reading.verbs import has_finite_verb

__all__ = ["ALIAS", "LONGEST", "Cell", "is_rule", "items", "read", "sentence_case"]

ALIAS = re.compile(r"\s*\(\s*edaspidi\s*(?:ka\s*)?[-–:]?\s*(?P<short>[^()]+?)\s*\)", re.IGNORECASE)
_EACH_OTHER = re.compile(
    r"(?:üksteis|teineteis)\w*|(?:tei\w+\s+|muid\s+)?sama\s+(?:ametinimetusega|nimetusega|ametikoha|ametikohal)\s+(?:\w+\s+)?\w+",
    re.IGNORECASE,
)
"""The holders of the same post, one for another."""
_MUTUALLY = re.compile(
    r"(?P<who>.+?)\s+asenda(?:b|vad)\s+(?:vastastikku\s+|omavahel\s+)?(?:üksteis|teineteis)\w*(?P<rest>.*)",
    re.IGNORECASE,
)
_IS_DONE = re.compile(
    r"(?:[^,;()]{0,80}\s)?asendaja(?:ks|d)?\s+on\s+(?=\S)|asenda(?:mine|takse|tav)(?:\s+(?:toimub|korraldatakse))?\s+"
    r"(?=vastavalt|kooskõlas|lähtuvalt|kokkuleppel|\S.*\b(?:kohaselt|järgi|alusel)\b)",
    re.IGNORECASE,
)
_ANY = re.compile(
    r"(?:(?:mõn[ie]|mõnda?|tei(?:ne|se|st|sed|si|sele)|muu[de]?|muid|sama|oma|iga|üks|ühte|mõlema[dt]?|kõik|kõiki"
    r"|kolleeg(?:ist|ina)?|ükskõik(?:\s+(?:kes|milli\w+))?)\s+)+",
    re.IGNORECASE,
)
"""Words that say that any of several is meant, or another one than the post itself."""
_MEMBER = re.compile(
    r"(?P<unit>.+?)\s+(?:tei(?:sed?|st|si)\s+|muu[de]?\s+|mu(?:id|ud)\s+)?(?P<noun>\w+)", re.IGNORECASE
)
_ANOTHER = re.compile(r"(?P<unit>\w+)\s+tei(?:ne|se|st|sele|sed|si)\s+(?P<title>\S.*)", re.IGNORECASE)
_MEMBER_NOUNS = frozenset(
    {"teenistuja", "ametnik", "töötaja", "koosseis", "liige", "meeskonnaliige", "tiimiliige"}
)
_ATTACHED = re.compile(
    r"(?:asetäitja|abi|kohusetäitja|ülesannetes|kt|määratud|määratav|poolt|nimetatud)\b|\(", re.IGNORECASE
)
"""What goes on with the line above."""
_PRONOUN = re.compile(r"(?:teda|tema)\s+", re.IGNORECASE)
_LEADING_VERB = re.compile(r"(?:on|allub|alluvad|asendab|asendavad)\s+", re.IGNORECASE)


_NO_TITLE = re.compile(
    r"\b(?:poolt|asenda(?:b|vad|takse)|allu(?:b|vad)|on|annab|mitte|vaid|ei|ke(?:s|da|lle|llele)|v\.a|märgitakse|peale|täpsustamisel|määramata|kokkuleppel)\b"
    r"|\b(?:19|20)\d\d\b|[_<>\[\]@]|^[\d\W]*$",
    re.IGNORECASE,
)
"""What no name of a post holds: a clause, a negation, a date, a placeholder."""
_COUNT = re.compile(
    r"(?:(?:kuni|vähemalt|kokku|umbes|ca|u\.?)\s+)*(?:\d{1,3}(?:\s*[-–]\s*\d{1,3})?(?:\s*[x×](?=\s)|:)?|üks|ühte|kaks|kahte|kolm|kolme|neli"
    r"|nelja|viis|viit|kuus|kuut|seitse|seitset|kaheksa|kaheksat|üheksa|üheksat|kümme|kümmet)\s+(?=[^\W\d])",
    re.IGNORECASE,
)
_BY = re.compile(r"\s+poolt(?=\s*(?:[,;.]|$)|\s(?:või|ja)\s)")
_PLACES = r"\s+(?:\w*koh(?:t|ta)|inimest|tk|töötajat|ametnikku|teenistujat)"
_COUNT_AFTER = re.compile(
    rf"(?:,?\s+|\s*[–:-]\s*)\d{{1,3}}{_PLACES}(?=\s*[,;]|\s*$)|(?:\s+[–-]|:)\s*\d{{1,3}}(?=\s*[,;]|\s*$)",
    re.IGNORECASE,
)
"""How many there are of a post, behind it: "spetsialist – 5", "spetsialist, 5 kohta"."""
COUNTS = re.compile(rf"\d{{1,3}}(?:{_PLACES})?", re.IGNORECASE)
"""How many there are of a post: "3 spetsialisti", "spetsialist (2 kohta)"."""
LONGEST = 1000
"""The longest cell that is read, in characters; more is prose and names nobody in particular."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says: the mentions and the short names it defines."""

    mentions: tuple[Mention, ...] = ()
    aliases: tuple[Alias, ...] = ()
    unread: tuple[Row, ...] = ()
    """Items beside the others that name nobody."""
    named: persons.Nameless | None = None
    """What was left of the cell without the names of persons, where it held any."""


def read(
    rows: Sequence[Row],
    own_title: Text | None,
    own_specialisation: Text | None = None,
    condition: str | None = None,
) -> Cell:
    """Read the cell of one field; ``condition`` is that of its label or sentence, and holds for all without their own.

    A mention of ``own_title`` is a ``peer``, unless its bracket names another specialisation than
    ``own_specialisation``: that is another post.
    """
    rows = [row for row in rows if row.text]
    if not rows or sum(len(row.text) for row in rows) > LONGEST:
        return Cell()
    sentence = joined(
        f"{row.text.rstrip(' ;,.')};" if index + 1 < len(rows) and _begins_item(rows, index + 1) else row.text
        for index, row in enumerate(rows)
    )
    nameless = persons.without(phrases.without_counting(sentence))
    named = nameless if nameless.beside or nameless.alone else None
    sentence = nameless.text if named else sentence
    text = _prepared(sentence)
    if not text:
        return Cell(named=named)
    line = rows[0].line
    if phrases.is_nobody(text):
        return Cell((Mention(text, None, None, None, "none", condition or None, line, sentence),))
    if is_rule(text) and not _starts_with_head(text) and not conditions.is_reason(text):
        return Cell((Mention(text, None, None, None, "rule", condition or None, line, sentence),))
    aliases: list[Alias] = []
    for match in ALIAS.finditer(text):
        phrase = items(text[: match.start()])[-1]
        aliases.append(Alias(match["short"].strip(' „“”"'), estonian.nominative(phrase).text, line))
    if mutual := _MUTUALLY.fullmatch(text):
        text = mutual["who"]
    held = mutual["rest"].strip() if mutual and conditions.is_condition(mutual["rest"]) else condition or None
    lines = Lines(rows)
    mentions, unread = _listed(
        text,
        lambda item: _mention(item, lines.of(item), sentence, own_title, own_specialisation),
        held,
    )
    if people := [item for item in unread if persons.is_name(phrases.bare(item))]:
        named = persons.Nameless(text, beside=bool(named and named.beside), alone=True)
    rest = (Row(item, lines.of(item)) for item in unread if item not in people)
    return Cell(tuple(mentions), tuple(aliases), tuple(rest), named)


def _listed(
    text: str, read_one: Callable[[str], Mention | None], held: str | None
) -> tuple[list[Mention], list[str]]:
    """Return whom a cell names, each with the condition that holds for it, and the items that name nobody."""
    mentions: list[Mention] = []
    unread: list[str] = []
    shared: str | None = None
    since = 0
    for item, joint in phrases.joined_items(text):
        shared = shared if joint else None
        since = since if joint else len(mentions)
        mention = read_one(item)
        if mention is None:
            unread.append(item)
        elif mention.condition is None:
            every = None if mention.kind == "none" else shared or held
            mentions.append(replace(mention, condition=every))
        else:
            _, own, leading = conditions.taken_off(ALIAS.sub("", item).strip())
            shared = own if leading else None
            if not leading and conditions.is_of_all(mention.condition) and _ends_list(text, item):
                mentions = _sharing(mentions, mention.condition, since)
            elif held and conditions.is_of_matter(mention.condition):
                mention = replace(mention, condition=f"{held}, {mention.condition}")
            mentions.append(mention)
    return mentions, unread


def _ends_list(text: str, item: str) -> bool:
    """Return whether "ja" joins an item to the one before it, and no bracket of its own holds its condition."""
    return item[-1] != ")" and re.search(rf"\s(?:ja|ning)\s+{re.escape(item)}", text) is not None


def _sharing(mentions: list[Mention], condition: str, since: int) -> list[Mention]:
    """Give a condition behind a list ("nõunik ja jurist puhkuse ajal") to all that it joins, if none has its own."""
    if any(mention.condition or mention.kind == "none" for mention in mentions[since:]):
        return mentions
    return mentions[:since] + [replace(mention, condition=condition) for mention in mentions[since:]]


def _prepared(sentence: str) -> str:
    """Take off what names nobody: a leading verb, numbers, "asendamine toimub"."""
    text = _LEADING_VERB.sub("", sentence, count=1) if _LEADING_VERB.match(sentence) else sentence
    text = _COUNT_AFTER.sub("", text) if any(map(str.isdigit, text)) else text
    if _BY.search(text) and not DESIGNATED.search(text):
        text = _BY.sub("", text)
    return _IS_DONE.sub("", phrases.without_counting(text).rstrip(" .;"))


def _begins_item(rows: Sequence[Row], index: int) -> bool:
    """Return whether a row names somebody else than the row above: a bullet, or a whole phrase below another."""
    row, above = rows[index], rows[index - 1]
    if row.bullet:
        return sum(other.bullet for other in rows) > 1
    if above.open_ended or row.line == above.line or _ATTACHED.match(row.text):
        return False
    if conditions.is_condition(above.text.rpartition(",")[2]) and "," in above.text:
        return False  # "sekretär, tema puudumisel" goes on
    in_bracket = above.text.startswith("(")
    text = joined(other.text for other in rows[max(0, index - 2) : index]) if in_bracket else above.text
    before = conditions.taken_off(BRACKET.sub("", text).strip(" .;"))[0] or text
    last = phrases.bare((items(before) or [before])[-1])
    first = items(conditions.taken_off(row.text.strip(" .;"))[0])[:1]
    both = bool(first) and row.text[:1].isupper() and all(map(_is_partitive, (last, phrases.bare(first[0]))))
    if not estonian.ends_in_head(last) or (phrases.is_only_genitive(last) and not both):
        return DESIGNATED.search(last) is not None and row.text[:1].isupper()
    return bool(first) and (
        estonian.ends_in_head(phrases.bare(first[0])) or DESIGNATED.search(first[0]) is not None
    )


def _is_partitive(phrase: str) -> bool:
    return estonian.nominative(phrase).can_be("partitive")


def _starts_with_head(text: str) -> bool:
    first = re.split(r"[,;]| või | ja ", text, maxsplit=1)[0]
    return first != text and estonian.ends_in_head(first)


def _without_conditions(item: str) -> tuple[str, str | None]:
    """Return an item without its conditions: "vajadusel asendab nõunikku hankeküsimustes" has one on either side."""
    item, condition, leading = conditions.taken_off(item)
    if not leading:
        return item, condition
    item = _LEADING_VERB.sub("", item, count=1) if _LEADING_VERB.match(item) else item
    item, also, _ = conditions.taken_off(item)
    return item, f"{condition}, {also}" if also else condition


def _mention(
    item: str, line: int, sentence: str, own_title: Text | None, own_specialisation: Text | None
) -> Mention | None:
    text = item
    item, condition = _without_conditions(phrases.without_order(ALIAS.sub("", item).strip()))
    if not item:
        return None
    if phrases.is_nobody(item):
        return Mention(text, None, None, None, "none", condition, line, sentence)
    if DESIGNATED.search(item):
        return Mention(text, None, None, None, "designated", condition, line, sentence)
    if _EACH_OTHER.fullmatch(item):
        title = own_title.value if own_title else None
        return Mention(text, title, None, None, "peer", condition, line, sentence)
    if is_rule(item):
        return Mention(text, None, None, None, "rule", condition, line, sentence)
    specialisation: str | None = None
    if match := BRACKET.search(item):
        inside, item = " ".join(match["inside"].split()), item[: match.start()].strip()
        counts = phrases.is_nth_substitute(inside) or COUNTS.fullmatch(inside)
        specialisation = None if not inside or counts else inside
    if not item:
        return None
    named = _COUNT.sub("", _ANY.sub("", item, count=1) if _ANY.match(item) else item)
    if _NO_TITLE.search(named) or has_finite_verb(named) or persons.is_name(named):
        return None
    member = _MEMBER.fullmatch(named)
    another = _ANOTHER.fullmatch(named)
    if another and estonian.unit_kind(another["unit"]) and not (member and _is_member(member)):
        named, member = another["title"], None  # "sama osakonna teine nõunik"
    if member and _is_member(member):
        unit = estonian.unit_nominative(member["unit"])
        title = f"{member['unit']} {estonian.nominative(member['noun']).text}"
        return Mention(text, title, None, unit.text, "unit-member", condition, line, sentence)
    named = _PRONOUN.sub("", named, count=1) if _PRONOUN.match(named) else named
    post, behind = phrases.headed(named) or (named, "")
    found = estonian.nominative(post)
    found = replace(found, text=f"{found.text} {behind}") if behind else found
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


def sentence_case(text: str) -> str:
    """Return text written all in capitals as a sentence is written; other text as it is.

    >>> sentence_case("AEDNIK-MAJAHOIDJA"), sentence_case("koordinaator (KLAT)")
    ('Aednik-majahoidja', 'koordinaator (KLAT)')
    """
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) < 5 or not all(letter.isupper() for letter in letters):
        return text
    return text[0] + text[1:].lower()
