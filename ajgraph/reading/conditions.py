"""When, for what or how far somebody stands in: "puhkuse ajal", "hangete küsimustes", "oma pädevuse piires".

One grammar for a condition before a phrase ("puhkuse ajal nõunik"), after it ("nõunik tema puudumisel") and in its
bracket ("nõunik (hankeküsimustes)"). It is kept with the phrase; ``absence`` takes such words off a sentence and sets
them back into what is found in it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ajgraph import estonian

_MEASURE = (
    r"ainult|üksnes|võimaluse|[\w-]*(?:nädalasel|päevasel|kuusel)|sinu|minu|teie|mõlema|kõigi|viimase|tema|nende|temast|oma|selle|sama|ajutise|pikaajalise|lühiajalise|pikema(?:ajalise)?|lühema(?:ajalise)?|korralise"
    r"|plaanilise|ootamatu|erakorralise|samaaegse|üheaegse|kuni|üle|alla|vähem|rohkem|enam|kui|vähemalt|\d+"
    r"|[\w-]*päeva(?:se)?|[\w-]*kuu(?:se)?|[\w-]*nädala(?:se)?|kestva(?:te)?|töölt|teenistusest|asutusest|töökohalt"
    r"|puhkusel|lähetuses|koolitusel|haiguslehel|töövõimetuslehel|hoolduslehel|asendatava|teenistuja|töötaja|ametniku"
)
_AWAY = (
    r"[\w-]*(?:puhkuse|haiguse|äraoleku|ära\soleku|eemaloleku|eemalviibimise|puudumise|puudumiste|haigestumise|lähetuse"
    r"|töövõimetuse|koolituse|viibimise|takistuse|töölähetuste|puhkuste)"
)
_KIND_OF = r"(?:ajutise|pikaajalise|lühiajalise|pikema|mu(?:u|ul)(?:\s+põhjusel)?)"
_AT = r"(?:äraolekul|ära\solekul|eemalolekul|eemalviibimisel|puudumisel|haigestumisel|viibimisel|olekul|puhkusel\solles)"
_TOPIC = (
    r"(?:küsimustes|küsimuses|valdkonnas|valdkondades|töölõigus|töölõikudes|ülesannetes|teemadel|teemades|asjades"
    r"|menetlustes)"
)
_HOW = (
    r"vajadusel|vajaduse\s+korral|võimalusel|võimaluse\s+korral|ajutiselt|osaliselt|vastastikku|omavahel|täies\s+mahus"
    r"|täies\s+ulatuses|lühiajaliselt|pikaajaliselt|üldjuhul|tavaliselt|erandkorras|erandjuhul|(?:öisel|päevasel|töövälisel|muul)\s+ajal|\w+\s+juhtudel"
    r"|vastavalt\s+antud\s+\w+"
    r"|vastavalt\s+(?:oma\s+|tema\s+)?(?:vajadusele|kokkuleppele|volitustele|pädevusele|valdkonnale|ülesannetele)"
    r"|kokkuleppel(?:\s+(?!või\b|ja\b|ning\b)\w+){0,3}"
)
_WHEN = r"(?:ajal|korral|perioodil|ajaks|puhul|kestel|jooksul)"
_ONE = (
    rf"(?:(?:{_MEASURE})\s+){{0,6}}{_AWAY}(?:(?:,\s*|\s+(?:ja|või|ning)\s+)(?:{_KIND_OF}\s+)?{_AWAY})*"
    rf"\s+{_WHEN}|(?:kuni|üle|alla|vähem\s+kui|rohkem\s+kui|enam\s+kui)\s+(?:[\w-]+\s+){{1,5}}?{_AWAY}\s+{_WHEN}"
    rf"|(?:(?:{_MEASURE}|ajutisel|pikaajalisel|lühiajalisel|pikemal|lühemal)\s+){{0,6}}{_AT}"
    r"|kui\s+(?:[\w-]+\s+){1,4}?(?:puhkusel|puhkab|haige|haigestunud|haiguslehel|lähetuses|koolitusel)"
    rf"|{_HOW}|(?:kuni|üle|alla)\s+\d+\s+[\w-]+"
    rf"|(?:[\w-]+\s+){{0,4}}?[\w-]*{_TOPIC}"
    r"|(?:[\w-]+\s+){0,4}?(?:piires|ulatuses|osas)"
)
_WHOLE = re.compile(rf"(?:{_ONE})(?:\s+(?:ja|või|ning)\s+(?:{_ONE}))?", re.IGNORECASE)
_LEADING = re.compile(rf"(?P<condition>{_ONE})\s*[,:–-]?\s+(?=\S)", re.IGNORECASE)
_OF_SOMEBODY = re.compile(
    rf"(?P<condition>(?P<who>[\w-]+(?:\s+[\w-]+)?)\s+(?:{_AWAY}\s+{_WHEN}|{_AT}))\s*[,:–-]?\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)
_BY_ACT = re.compile(
    r"(?P<condition>(?:vastavalt|tulenevalt)\s+(?:[\w-]+\s+){0,3}?[\w-]+(?:le|st))\s*,?\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)
_LEAVE = r"(?:korraldusel|nõusolekul|loal|ülesandel|(?:käskkirja|korralduse|otsuse)\s+alusel)"
_BY_LEAVE = re.compile(rf"(?P<condition>(?:[\w-]+\s+){{1,2}}{_LEAVE})\s+(?P<rest>\S.*)", re.IGNORECASE)
_WITH_LEAVE = re.compile(rf"(?P<rest>.+)\s+(?P<condition>[\w-]+\s+{_LEAVE})", re.IGNORECASE)
_WITH_LONG_LEAVE = re.compile(rf"(?P<rest>.+)\s+(?P<condition>(?:[\w-]+\s+){{2}}{_LEAVE})", re.IGNORECASE)
_MARK = re.compile(
    r"puhk|haige|haigus|olek|viibimi|puudumi|haigestumi|lähetus|võimetus|koolitus|takistus|küsimus|valdkon|töölõi|ülesan"
    r"|teema|asjades|menetlus|piires|ulatuses|osas|kokkuleppel|vastavalt|tulenevalt|juhtudel|vajadus|võimalus|utiselt|ajal$|ajal\s|\(v\.?\s?a|arvatud|ainult|üksnes|\(peale|\(ilma|korraldusel|nõusolek|loal|ülesandel|alusel"
    r"|\b(?:kuni|üle|alla)\s\d|osaliselt|vastastikku|omavahel|mahus|ajaliselt|üldjuhul|tavaliselt|erand",
    re.IGNORECASE,
)
"""A stem without which there is no condition: most phrases have none."""
_BRACKET = re.compile(r"\s*\((?P<inside>[^()]*)\)\s*$")
_AS_NTH = re.compile(r"^(?:esimene|teine|kolmas|I{1,3}|[1-3]\.?)\s*asendaja,?\s+", re.IGNORECASE)
"""How a bracket begins that counts as well: "nõunik (I asendaja puhkuse ajal)"."""
_LIMIT = re.compile(r"(?:v\.?\s?a\.?|välja\s+arvatud|ainult|üksnes|peale|ilma)\s", re.IGNORECASE)
"""How a bracket begins that limits what is stood in for: "juhataja (v.a allkirjaõigus)"."""
OF_ONE = re.compile(r"(?:tema|viimase|selle)\b", re.IGNORECASE)
"""That a condition is of one alone: "nõunik ja jurist tema puhkuse ajal"."""
_OF_TIME = re.compile(rf"{_AWAY}\s+{_WHEN}$", re.IGNORECASE)
_TOPICAL = re.compile(rf"{_TOPIC}$|(?:piires|ulatuses|osas)$", re.IGNORECASE)
_LONGEST = 160


def is_condition(text: str) -> bool:
    """Return whether ``text`` is a condition and nothing else.

    >>> is_condition("tema puhkuse ja lähetuse ajal"), is_condition("hangete küsimustes"), is_condition("nõunik")
    (True, True, False)
    """
    text = text.strip(" .,:–-")
    if len(text) > _LONGEST or _MARK.search(text) is None or _WHOLE.fullmatch(text) is None:
        return False
    return not _names_somebody(text)


def is_of_matter(condition: str) -> bool:
    """Return whether a condition says for what, not when: "hangete küsimustes", "oma pädevuse piires"."""
    return _TOPICAL.search(condition) is not None


def is_of_all(condition: str) -> bool:
    """Return whether a condition behind several holds for all: of time or mutual, and of no single one of them.

    >>> is_of_all("puhkuse ajal"), is_of_all("tema puhkuse ajal"), is_of_all("hangete küsimustes")
    (True, False, False)
    """
    mutual = condition.casefold() in ("vastastikku", "omavahel")
    return (_OF_TIME.search(condition) is not None or mutual) and OF_ONE.match(condition) is None


@lru_cache(maxsize=512)  # a phrase is asked for by the parting of a cell and by the reading of its items
def taken_off(phrase: str) -> tuple[str, str | None, bool]:
    """Return ``phrase`` without its condition, the condition, and whether it stood before the rest.

    >>> taken_off("puhkuse ajal nõunik"), taken_off("nõunik (hangete küsimustes)")
    (('nõunik', 'puhkuse ajal', True), ('nõunik', 'hangete küsimustes', False))
    """
    if len(phrase) > _LONGEST or not _MARK.search(phrase):
        return phrase, None, False
    if match := _BRACKET.search(phrase):
        inside = _AS_NTH.sub("", match["inside"].strip(), count=1)
        if is_condition(inside) or _LIMIT.match(inside):
            return phrase[: match.start()].strip(), inside, False
    if (match := _LEADING.match(phrase)) and not _names_somebody(match["condition"]):
        return phrase[match.end() :].strip(), match["condition"].strip(), True
    if by_act := _by_act(phrase):
        return by_act
    if (match := _BY_LEAVE.fullmatch(phrase)) and _is_whole(match["rest"]):
        return match["rest"], match["condition"], True
    if with_leave := _with_leave(phrase):
        return with_leave
    if (match := _OF_SOMEBODY.match(phrase)) and _is_genitive(match["who"]) and _is_whole(match["rest"]):
        return match["rest"], match["condition"].strip(), True
    for match in re.finditer(r"[\s,(–-]+", phrase):
        left, right = phrase[: match.start()].strip(), phrase[match.end() :].strip(" ).")
        if left.count("(") > left.count(")"):
            continue
        if left and right and is_condition(right) and (_is_whole(left) or not _TOPICAL.search(right)):
            return left, right, False
    return phrase, None, False


def is_reason(text: str) -> bool:
    """Return whether an act is only the reason for a phrase: "vastavalt põhimäärusele osakonnajuhataja".

    >>> is_reason("nõunikku direktori käskkirja alusel"), is_reason("direktori käskkirja alusel")
    (True, False)
    """
    return _by_act(text) is not None or _with_leave(text) is not None


def _with_leave(phrase: str) -> tuple[str, str, bool] | None:
    for pattern in _WITH_LEAVE, _WITH_LONG_LEAVE:
        if (match := pattern.fullmatch(phrase)) and _is_nominative(match["rest"]):
            return match["rest"], match["condition"], False
    return None


def _by_act(phrase: str) -> tuple[str, str, bool] | None:
    match = _BY_ACT.match(phrase)
    if match is None or not _is_whole(match["rest"]):
        return None
    return match["rest"], match["condition"], True


def _is_genitive(words: str) -> bool:
    return estonian.ends_in_head(words) and estonian.nominative(words).can_be("genitive")


def _is_nominative(words: str) -> bool:
    return _is_whole(words) and not (
        _is_genitive(words) and not estonian.nominative(words).can_be("nominative")
    )


def _is_whole(left: str) -> bool:
    return estonian.ends_in_head(_BRACKET.sub("", left).strip())


def _names_somebody(condition: str) -> bool:
    """Return whether the words before "küsimustes" hold a title: "nõunik hangete küsimustes" is no mere condition."""
    if not _TOPICAL.search(condition):
        return False
    return any(
        estonian.ends_in_head(word) and estonian.nominative(word).can_be("nominative")
        for word in condition.split()[:-1]
    )
