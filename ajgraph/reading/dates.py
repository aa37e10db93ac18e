"""Dates as Estonian documents write them."""

from __future__ import annotations

import datetime
import re

MONTHS = {
    "jaanuar": 1, "veebruar": 2, "märts": 3, "aprill": 4, "mai": 5, "juuni": 6,
    "juuli": 7, "august": 8, "september": 9, "oktoober": 10, "november": 11, "detsember": 12,
    "oktoobri": 10, "septembri": 9, "novembri": 11, "detsembri": 12,
}  # fmt: skip

_FIGURES = re.compile(r"(?<![\d.])(\d{1,2})\s*[./]\s*(\d{1,2})\s*[./]\s*(\d{4})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WORDS = re.compile(rf"(?<!\d)(\d{{1,2}})\s*\.\s*({_MONTH})\w*\s+(\d{{4}})", re.IGNORECASE)
_YEAR_FIRST = re.compile(
    rf"(?<!\d)(\d{{4}})\s*\.?\s*(?:aasta|a\.?)\s+(\d{{1,2}})\s*\.\s*({_MONTH})\w*", re.IGNORECASE
)
_NO_DAY = re.compile(rf"\b({_MONTH})\w*\s+(\d{{4}})", re.IGNORECASE)


def find(text: str) -> tuple[datetime.date, int, int] | None:
    """Return the first date in ``text`` with its place (begin, end), None if there is none.

    >>> find("kinnitatud 02.01. 2002. a.")[0].isoformat(), find("1. detsembril 2025")[0].isoformat()
    ('2002-01-02', '2025-12-01')
    """
    candidates: list[tuple[int, int, int, int, int]] = []
    if match := _FIGURES.search(text):
        candidates.append((match.start(), match.end(), int(match[3]), int(match[2]), int(match[1])))
    if match := _ISO.search(text):
        candidates.append((match.start(), match.end(), int(match[1]), int(match[2]), int(match[3])))
    if match := _WORDS.search(text):
        month = MONTHS[match[2].casefold()]
        candidates.append((match.start(), match.end(), int(match[3]), month, int(match[1])))
    if match := _YEAR_FIRST.search(text):
        month = MONTHS[match[3].casefold()]
        candidates.append((match.start(), match.end(), int(match[1]), month, int(match[2])))
    for start, end, year, month, day in sorted(candidates):
        try:
            return datetime.date(year, month, day), start, end
        except ValueError:
            continue
    return None


def month_without_day(text: str) -> bool:
    """Return whether ``text`` names a month and a year but no day."""
    return _NO_DAY.search(text) is not None and find(text) is None
