"""Lines that begin something without being a label of the vocabulary: headings, lead-ins, sentences of the header."""

from __future__ import annotations

import re

from ajgraph import estonian
from ajgraph.reading import labels, meaning, numbering
from ajgraph.reading.labels import Label
from ajgraph.reading.row import Row
from ajgraph.reading.verbs import has_finite_verb

_LONGEST_HEADING = 80
_LONGEST_SENTENCE = 400
_MOST_WORDS = 6
"""The longest heading, in words, that its colon or question mark alone makes a heading."""
GOES_ON = re.compile(r"(?:ja|ning)(?:\s[^\s.;:,]+){1,5}")
"""The rest of a heading: "III. Ülesanded ja eeldatavad tulemused"."""
_HEADING = re.compile(
    r"(?P<number>\d{1,2}|[IVX]{1,4}(?=\.|\s+[A-ZÕÄÖÜŠŽ]))(?:[.)]\s*|\s+)(?P<text>[^\W\d].*)"
)
_RELATES = re.compile(
    r"\b(?:allu\w*|juhi\w*|juht\w*|ülem\w*|asend\w+|(?:töö|ameti)?ülesandeid|kohustusi|koosseis\w*|struktuur\w*"
    r"|(?:annab|on)\s.*\baru\w*|kuulub|asub|paikneb|töötab|edaspidi|võtab\s.*\büle)\b",
    re.IGNORECASE,
)
"""Words of a sentence that says where a post stands, or who stands in."""
_LEAD_IN = re.compile(
    r"(?P<who>[A-ZÕÄÖÜŠŽ][^:.;,]{2,60}?)\s+(?:(?P<rights>on\s+õigus(?:ed)?|võib)|"
    r"(?P<responsibilities>vastutab|kannab\s+vastutust)|(?P<duties>(?:töö|teenistus|ameti)?ülesan(?:neteks|ded)\s+on))"
    r"(?:\s+järgmise\s+eest|\s+järgmised?)?\s*:"
)
_INITIALISM = re.compile(r"[A-ZÕÄÖÜŠŽ]{2,}(?:-?[a-zõäöü]{1,4})?")
_REQUIRES = re.compile(r"(?:Nõutav(?:ad)?\s+on|Nõutakse|(?:\S+\s+){0,3}?\S+l\s+peab\s+olema)\b")
_UNKNOWN_IN_COLUMN = re.compile(r"(?P<label>[A-ZÕÄÖÜŠŽ][^:.;,\t]{2,48})\s{3,}\S")
_UNKNOWN_LABEL = re.compile(r"(?P<label>[A-ZÕÄÖÜŠŽ][^:.;\t]{2,58})(?::(?:\s|$)|\t)")
_NEXT_SENTENCE = re.compile(r"(?<=[^\W\d]{3}\.)\s+(?=[A-ZÕÄÖÜŠŽ])")
_LISTS = frozenset(
    {"duties", "rights", "responsibilities", "rights_and_responsibilities", "clause", "purpose"}
)


def by_stem(row: Row, field: str, section: int, *, fresh: bool) -> Label | None:
    """Return the field that an unknown heading speaks of; names of units in capitals are none.

    ``field`` is that of the part that is open, ``section`` the number of the last heading (0 before the first);
    ``fresh``: what stands above is at an end, even if no blank line says so.
    """
    text = row.text
    if row.bullet or len(text) > _LONGEST_HEADING or not text[:1].isalnum():
        return None
    number, words = numbering.number_of(text)
    meant = meaning.section(words) if words[0].isupper() and text[-1] not in ".;," else None
    if (
        meant
        and meant != field
        and (row.start or (fresh and field in _LISTS))
        and not _names_competency(text, field)
    ):
        return Label(meant, number, words.rstrip(" :?"), "end", "")
    asks = text.endswith(("?", ":")) and text[0].isupper() and len(text.split()) <= _MOST_WORDS
    if field == "stack" or (not ((text.isupper() or asks) and row.start) and not is_unknown(row, section)):
        return None
    if _names_competency(text, field):
        return None
    if text[-1] in ".;," or estonian.unit_kind(text) or estonian.ends_in_head(text.split()[-1]):
        return None
    found = labels.by_stem(text)
    return None if found and asks and found.field == field else found


def _names_competency(text: str, field: str) -> bool:
    """Return whether a competency may be called so: "Vastutus:", "Koostöö:"."""
    return field in ("core", "additional") and text.endswith(":")


def lead_in(row: Row, field: str, *, empty: bool) -> Label | None:
    """Return the section that "Juristil on õigus:" or "Jurist vastutab:" begins where no heading does.

    ``field`` is that of the part that is open, ``empty`` whether nothing stands in it yet.
    """
    match = None if row.bullet else _LEAD_IN.fullmatch(numbering.number_of(row.text)[1])
    if match is None or not (row.start or empty) or not _names_post(match["who"]):
        return None
    found = next(name for name in ("rights", "responsibilities", "duties") if match[name])
    if field in (found, "rights_and_responsibilities"):
        return None
    return Label(found, "", match[found], "end", "")


def _names_post(text: str) -> bool:
    """Return whether a lead-in names a post: by a title, or by an initialism that stands for one."""
    return estonian.ends_in_head(text) or _INITIALISM.fullmatch(text) is not None


def requires(row: Row, field: str) -> bool:
    """Return whether a sentence of requirements begins here that no heading introduces."""
    return row.start and not row.bullet and field in _LISTS and bool(_REQUIRES.match(row.text))


def is_unknown(row: Row, section: int) -> bool:
    """Return whether the row is a heading by its number: in capitals, or the next after ``section``."""
    match = _HEADING.fullmatch(row.text)
    if match is None or len(row.text) > _LONGEST_HEADING:
        return False
    text = match["text"]
    if text.endswith(":") and (_names_post(text[:-1]) or _LEAD_IN.fullmatch(text)):
        return False
    if text.isupper() and len(text) > 3:
        return True
    follows = section > 0 and numbering.ordinal(match["number"]) == section + 1
    return follows and text[0].isupper() and len(text) < 60 and text[-1] not in ".;,"


def is_sentence(text: str) -> bool:
    """Return whether a row is a sentence about the post, such as "Juristi asendab nõunik." without any number."""
    text = text[:_LONGEST_SENTENCE]
    if not text[:1].isupper() or ":" in text:
        return False
    return has_finite_verb(text) and _RELATES.search(text) is not None


def is_aside(row: Row, above: Row) -> bool:
    """Return whether a whole sentence stands on the line after a whole value: it cannot go on with it."""
    text = row.text
    whole = text[:1].isupper() and text.endswith(".") and has_finite_verb(text) and ":" not in text
    return whole and row.cell is None and not above.open_ended and above.line != row.line


def is_clause(row: Row, field: str) -> bool:
    """Return whether a numbered sentence begins here, in a header whose open part is ``field``."""
    number, text = numbering.number_of(row.text)
    if numbering.is_deep(number):
        return True
    if not number.isdigit() or field not in ("clause", "general", "stack"):
        return False
    return "(edaspidi" in text or (text[-1:] == "." and has_finite_verb(text))


def is_listed_label(label: Label) -> bool:
    """Return whether a bullet is a label with its value, as where the whole header is a list."""
    return label.field in labels.HEADER and label.ending == "colon" and bool(label.rest)


def unknown_label(row: Row, *, in_column: bool) -> str | None:
    """Return the words before a colon, or a gap ``in_column``, that no label of the vocabulary begins."""
    text = numbering.number_of(row.text)[1]
    match = _UNKNOWN_LABEL.match(text) or (_UNKNOWN_IN_COLUMN.match(text) if in_column else None)
    return match["label"] if match else None


def parted_value(label: Label) -> tuple[str, str]:
    """Part the value of a label of the header from another sentence about the post that follows it on the line."""
    match = _NEXT_SENTENCE.search(label.rest) if label.field in labels.HEADER else None
    if match is None or not is_sentence(label.rest[match.end() :]):
        return label.rest, ""
    return label.rest[: match.start()], label.rest[match.end() :]
