"""A cell that names somebody, parted into its phrases, and what kind of phrase each is.

Grammar (see :mod:`ajgraph.reading.mentions`): a separator parts only where the text on its left ends in a known head
noun, never inside brackets, and never the two who appoint one designate.
"""

from __future__ import annotations

import re

from ajgraph import estonian
from ajgraph.reading import conditions

BRACKET = re.compile(r"\s*\((?P<inside>[^()]*)\)\s*$")
"""The specialisation or condition in brackets at the end of a phrase."""

_NONE = re.compile(
    r"[-–—]+|puudu(?:b|vad)|pole|ei\s+ole|ei|ei\s+asenda(?:ta)?(?:\s+(?:kedagi|keegi))?|ei\s+(?:kohaldata|kohaldu|rakendu)"
    r"|(?:kedagi\s+|teisi\s+)ei\s+asenda|ei\s+ole\s+(?:ette\s+nähtud|määratud|asendamiskohustust)|mitte\s+ke(?:egi|dagi)|ei\s+allu\b.*"
    r"|(?:(?:otse|vahetu)\w*\s+)?(?:alluv|asenda|asendus)\w*\s+(?:puudu(?:b|vad)|pole\b.*|ei\s+(?:ole|toimu|rakendu|kohaldu)\b.*)",
    re.IGNORECASE,
)
_ACTS = (
    r"skeem|kord|korra|kava|plaan|graafik|korraldus|käskkir|põhimääru|määrus|akti|reegl|nimekir|tabel|eeskir|otsus"
    r"|le\b"
)
_RULE = re.compile(
    rf"(?:vastavalt|kooskõlas|lähtuvalt)\s+(?!antud\b)(?:\S+\s+){{0,6}}?\S*(?:{_ACTS})\S*.*"
    r"|.*\b(?:kohaselt|järgi|alusel)|(?:\S+\s+){1,3}(?:korraldusel|käskkirjal)|kokkuleppel\s+.*"
    r"|asenda\w+\s+kor[dr]\w*\s.*|asenduste\s+\w*(?:tabel|plaan|graafik|nimekir|skeem)\w*.*"
    r"|.*asendus(?:skeem|kord|korra|plaan|tabel|nimekir|graafik)\w*(?:\s+(?:lisas?|alusel)\b.*)?|(?:vt\.?|vaata)\s.*",
    re.IGNORECASE,
)
DESIGNATED = re.compile(
    r"\b(?:määratud|määratava?d?|määratavat|määratavaid|nimetatud|määratakse|määrab|nimetab|volitatud|pandud|otsustab|otsustatakse|lahendatakse|igakordselt"
    r"|tööle\s+võe(?:tud|tav)|otsusel|valikul|äranägemisel|suunamisel)\b",
    re.IGNORECASE,
)
"""That somebody is still to decide who."""

_WORD = re.compile(r"[^\W\d]{4,}")
_SEPARATOR = re.compile(
    r"\s*[,;]\s*(?:(?:või|ehk|ja|ning|samuti|sh)\s+)?|\s+ja\s*/\s*või\s+|\s+kui\s+ka\s+|\s+(?:või|ehk|ja|ning)\s+|\s*/\s*"
)
_CAPITALISED = re.compile(r"[A-ZÕÄÖÜŠŽ][a-zõäöüšž]+(?:-[^\W\d_]+)?")
_ENGLISH_WORDS = """
    accountant administrator advisor adviser agent analyst architect assistant auditor buyer chief coach consultant
    controller coordinator designer developer director editor engineer executive expert head junior lead leader manager
    master officer operator owner partner planner president programmer recruiter representative researcher scientist
    secretary senior specialist steward strategist supervisor technician tester trainer writer
    """
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
"""Posts that Estonian descriptions leave in English: "Product Owner"."""
_RELATIVE = re.compile(r"ke(?:s|lle|llele|da|llel)\b", re.IGNORECASE)
_ORDER = re.compile(
    r"(?:kas|esmalt|eelkõige|ennekõike|esmajärjekorras|esimesena|seejärel|järgmisena|teisena|viimasena|samuti|lisaks"
    r"|alternatiivina|nii)\s+|(?:esimene|teine|kolmas|neljas|I{1,3}|[1-4]\.?)\s*[:–-]\s*(?=[^\W\d])",
    re.IGNORECASE,
)
_NTH = r"(?:esimene|teine|kolmas|neljas|I{1,3}|[1-4]\.?|esmane|põhi|alternatiivne)"
_NTH_SUBSTITUTE = re.compile(rf"{_NTH}\s*asendaja", re.IGNORECASE)
_AS_NTH = re.compile(r"\s+(?:esimese|teise|kolmanda)\s+asendajana$", re.IGNORECASE)
_COUNT = re.compile(r"(?:(?:kuni|vähemalt)\s+)?\d{1,2}\s+[^\W\d]")
_ENUMERATED = re.compile(
    rf"(?:(?:^|[;,]?\s+)(?:{_NTH}\s*asendaja[dk]?s?\s*(?:\((?P<when>[^()]{{1,80}})\)\s*)?(?:on\b)?\s*[:–-]?\s+)|(?:^|(?<=\s))(?:\d\s*[).]|[a-e]\))\s*)(?=[^\W\d])",
    re.IGNORECASE,
)


def is_nobody(text: str) -> bool:
    """Return whether ``text`` says that there is nobody: "puudub", "-", "ei asenda kedagi"."""
    return _NONE.fullmatch(text) is not None


def is_rule(text: str) -> bool:
    """Return whether ``text`` says that another document or an agreement decides who stands in.

    >>> is_rule("vastavalt asendusskeemile"), is_rule("nõunik")
    (True, False)
    """
    return _RULE.fullmatch(text.strip(" .;")) is not None


def is_nth_substitute(text: str) -> bool:
    """Return whether a bracket only counts: "nõunik (esimene asendaja)"."""
    return _NTH_SUBSTITUTE.fullmatch(text) is not None


def without_counting(text: str) -> str:
    """Turn what only counts the phrases of a cell into separators.

    >>> without_counting("1) nõunik 2) jurist"), without_counting("I asendaja: nõunik; II asendaja: jurist")
    ('nõunik; jurist', 'nõunik; jurist')
    """
    if _ENUMERATED.search(text) is None:
        return text
    return re.sub(r"\s*[;,]?\s*; ", "; ", _ENUMERATED.sub(_counted, text)).strip(" .;")


def _counted(match: re.Match[str]) -> str:
    """Return the separator that a count becomes, with the condition in its bracket: "I asendaja (puhkuse ajal):"."""
    when = match["when"]
    if not when:
        return "; "
    return f"; {when} " if conditions.is_condition(when) else match[0]


def without_order(item: str) -> str:
    """Return a phrase without the word that only says its place: "seejärel nõunik", "esimene – nõunik"."""
    item = _AS_NTH.sub("", item)
    return _ORDER.sub("", item, count=1) if _ORDER.match(item) else item


def items(text: str) -> list[str]:
    """Part a cell into the phrases it names.

    >>> items("Teenuse juht, koordinaator (laste heaolu, noored) või nõunik")
    ['Teenuse juht', 'koordinaator (laste heaolu, noored)', 'nõunik']
    >>> items("arengu ja planeeringu osakonna juhataja")
    ['arengu ja planeeringu osakonna juhataja']
    """
    return [item for item, _ in joined_items(text)]


def joined_items(text: str) -> list[tuple[str, bool]]:
    """Part a cell into its phrases; True for one that a comma or conjunction joins to the one before."""
    found: list[tuple[str, bool]] = []
    begin, joint = 0, False
    designated = DESIGNATED.search(text)
    for match in _SEPARATOR.finditer(text):
        left, right = text[begin : match.start()], text[match.end() :]
        sign = match[0].strip()[:1]
        if not left.strip() or not right.strip() or _inside_bracket(text, match.start()):
            continue
        if _RELATIVE.match(right):
            continue  # "isik, kelle määrab direktor"
        if designated and match.start() < designated.start() and _is_genitive(left):
            continue  # "valdkonnajuhi või peadirektori määratud ametnik": two who appoint, one substitute
        strong = sign in (",", ";")
        if _COUNT.match(right) and not conditions.is_condition(right):
            found.append((left.strip(), joint))  # "1 praaker ja 10 hooajatöölist"
            begin, joint = match.end(), sign != ";"
            continue
        if (
            _ends_item(left)
            or sign == ";"
            or _single(left, right, strong=strong)
            or (strong and conditions.is_condition(left))
            or (sign != "/" and _ends_post(bare(left)) and _begins_with_post(right))
        ) and not conditions.is_condition(right):
            found.append((left.strip(), joint))
            begin, joint = match.end(), sign != ";"
    found.append((text[begin:].strip(), joint))
    return [(item, with_one_before) for item, with_one_before in found if item]


def bare(item: str) -> str:
    """Return a phrase without its bracket and its condition."""
    return BRACKET.sub("", conditions.taken_off(BRACKET.sub("", item).strip())[0]).strip()


def is_post(phrase: str) -> bool:
    """Return whether a phrase ends in a head noun, be it an English one.

    >>> is_post("osakonna juhataja"), is_post("Product Owner"), is_post("Rail Baltica")
    (True, True, False)
    """
    return estonian.ends_in_head(phrase) or phrase.rpartition(" ")[2].lower() in _ENGLISH


def headed(phrase: str) -> tuple[str, str] | None:
    """Return a post and the capitalised words behind it: they name its field or place and stay as written.

    >>> headed("Nõunik Ida Virumaa"), headed("Tartu Linna arhitekt")
    (('Nõunik', 'Ida Virumaa'), None)
    """
    words = phrase.split()
    place = len(words)
    if place < 2 or not words[-1][0].isupper() or is_post(phrase):
        return None
    while (
        place > 1 and _CAPITALISED.fullmatch(words[place - 1]) and not estonian.ends_in_head(words[place - 1])
    ):
        place -= 1
    post = " ".join(words[:place])
    if place == len(words) or not estonian.ends_in_head(post) or is_only_genitive(post):
        return None
    return post, " ".join(words[place:])


def is_only_genitive(phrase: str) -> bool:
    """Return whether a phrase can be a genitive but no nominative: it goes with what follows."""
    found = estonian.nominative(phrase)
    return found.can_be("genitive") and not found.can_be("nominative")


def _single(left: str, right: str, *, strong: bool) -> bool:
    """Return whether a comma parts single words: "rühmapealik, vanempäästja" names two, whatever their heads."""
    following = re.split(r"[,;]|\s(?:ja|või|ning|ehk)\s", right.strip(" ."), maxsplit=1)[0]
    return (
        strong
        and _WORD.fullmatch(left.strip()) is not None
        and _WORD.fullmatch(following.strip()) is not None
    )


def _ends_post(left: str) -> bool:
    return headed(left) is not None or is_post(left)


def _begins_with_post(right: str) -> bool:
    first = re.split(r"[,;]|\s(?:ja|või|ning|ehk)\s", right.strip(" ."), maxsplit=1)[0]
    return is_post(bare(first)) or headed(bare(first)) is not None


def _ends_item(left: str) -> bool:
    """Return whether the text on the left of a separator is a whole phrase: its last word is a known head."""
    if left.count("(") > left.count(")"):
        return False
    return estonian.ends_in_head(bare(left))


def _is_genitive(left: str) -> bool:
    return is_only_genitive(left.rpartition(",")[2])


def _inside_bracket(text: str, place: int) -> bool:
    return text.count("(", 0, place) > text.count(")", 0, place)
