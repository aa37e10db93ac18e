"""How often a job description is reviewed, and the mark of special working time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ajgraph.description import Text
from ajgraph.reading.part import Part
from ajgraph.reading.requirements import sentences
from ajgraph.reading.row import Row

_NUMBERS = {
    "ühe": 1,
    "kahe": 2,
    "kolme": 3,
    "nelja": 4,
    "viie": 5,
    "kuue": 6,
    "poole": 0.5,
    "pooleteise": 1.5,
}
_N = r"(?P<n>\d{1,2}|" + "|".join(_NUMBERS) + r")"
_REVIEW = re.compile(
    r"üle\s*vaadat|vaatame\s+(?:üle|läbi)|vaadatakse\s+(?:\w+\s+){0,4}(?:üle|läbi)|vaadatakse|läbivaat|ülevaat|vaatab\s+(?:[\w-]+\s+){0,5}?(?:üle|läbi)|vaadata\s+(?:üle|läbi)|uuendatakse|muudetakse|ajakohastatakse|ajakohasust|ülevaatamisele",
    re.IGNORECASE,
)
_RULES: tuple[tuple[re.Pattern[str], float], ...] = (
    (
        re.compile(rf"(?:kord|üks\s+kord|korra|1\s+kord)\s+(?:iga\s+)?{_N}[.\s]*(?:aasta)\w*", re.IGNORECASE),
        12,
    ),
    (re.compile(rf"iga\s+{_N}[.\s]+(?:aasta)\w*", re.IGNORECASE), 12),
    (re.compile(rf"(?:kord|korra)\s+(?:iga\s+)?{_N}[.\s]*kuu\w*", re.IGNORECASE), 1),
    (re.compile(rf"iga\s+{_N}[.\s]+kuu\w*", re.IGNORECASE), 1),
    (
        re.compile(
            r"(?:kaks\s+korda|2\s+korda)\s+aastas|poolaasta\w*|kord\s+pool(?:e\s+)?aastas", re.IGNORECASE
        ),
        -6,
    ),
    (re.compile(r"kord\s+kvartalis|kvartaalselt", re.IGNORECASE), -3),
    (re.compile(r"üle\s+aasta\b", re.IGNORECASE), -24),
    (
        re.compile(
            r"kord\s+aastas|korra\s+aastas|iga[\s-]*(?:õppe)?aasta\w*|igal\s+(?:õppe)?aastal|aastavestlus\w*|kord\s+kalendriaastas",
            re.IGNORECASE,
        ),
        -12,
    ),
)
_WORKING_TIME = re.compile(
    r"summeeritud\s+(?:töö|arvestus)|valveae[gj]|valveaja|öötöö|ööajal\s+töö|ületunnitöö|vahetustega\s+töö|töö\s+toimub\s+vahetustega",
    re.IGNORECASE,
)


_WORDS_OF_TIME = ("summeeri", "valvea", "öötöö", "ööajal", "ületunni", "vahetuste")
_OF_DOCUMENT = ("review", "approved")


def review_of(parts: Iterable[Part]) -> tuple[int | None, Text | None]:
    """Return the interval of the review rule in months and its sentence.

    The section of changes is looked through first, then every other part, because some documents end with the
    sentence alone.

    >>> months_of("Ametijuhend vaadatakse üle vähemalt kord kahe aasta jooksul.")
    24
    """
    parts = list(parts)
    first: Text | None = None
    for part in sorted(parts, key=lambda part: part.field != "review"):
        for sentence in sentences(
            [row for row in part.rows if part.field in _OF_DOCUMENT or _may_review(row)]
        ):
            words = sentence.value
            stated = part.field == "review" and (part.inline or part.label) and months_of(words) is not None
            if stated or (_REVIEW.search(words) and ("juhend" in words.casefold() or part.field == "review")):
                if months := months_of(words):
                    return months, sentence
                first = first or sentence
    return None, first


def _may_review(row: Row) -> bool:
    folded = row.text.casefold()
    return "juhend" in folded and _REVIEW.search(folded) is not None


def months_of(text: str) -> int | None:
    """Return the interval in months that a review rule states, None if it states none."""
    for pattern, months in _RULES:
        match = pattern.search(text)
        if match is None:
            continue
        if months < 0:
            return int(-months)
        word = match["n"].casefold()
        return int((int(word) if word.isdigit() else _NUMBERS[word]) * months)
    return None


def _speaks_of_working_time(part: Part) -> bool:
    folded = "\n".join(row.text for row in part.rows).casefold()
    if not any(word in folded for word in _WORDS_OF_TIME):
        return False  # asked first: the pattern is slow, and most parts are of something else
    return any(_WORKING_TIME.search(row.text) for row in part.rows)


def working_time_of(parts: Sequence[Part]) -> Text | None:
    """Return the mark of summed working time, on-call or night work (ATS § 52 (1) 3)), None if there is none."""
    for part in parts:
        if part.field == "working_time" and part.rows:
            first = part.rows[0]
            value = " ".join(" ".join(row.text for row in part.rows).split())
            if value.casefold().strip(" .-–") not in ("", "puudub", "puuduvad", "ei ole", "ei", "puudub."):
                return Text(value, first.line)
    for part in parts:
        if part.field not in ("core", "additional") and _speaks_of_working_time(part):
            return next(text for text in sentences(part.rows) if _WORKING_TIME.search(text.value))
    return None
