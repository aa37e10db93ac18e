"""What the holder must bring: education, experience and computer skills, as sentences with what they entail."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ajgraph.description import Education, EducationLevel, Experience, ExperienceKind, Requirements, Text
from ajgraph.reading import either, languages, preferences, schooling
from ajgraph.reading.bullets import without_numbers
from ajgraph.reading.part import Part
from ajgraph.reading.row import Lines, Row, joined

_SENTENCE = re.compile(r"(?<=[.;!])\s+(?=[A-ZÕÄÖÜŠŽ])")

# The lowest level named decides: "bakalaureuse- või magistrikraad" is met by a bachelor.
_EDUCATION: tuple[tuple[EducationLevel, re.Pattern[str]], ...] = (
    ("basic", re.compile(r"põhiharidus")),
    ("secondary", re.compile(r"kesk-\s|(?<!kutse)keskharidus|gümnaasiumiharidus")),
    ("vocational", re.compile(r"(?:kutse|kesk-?eri)(?:kesk)?(?:haridus|-\s)")),
    ("bachelor", re.compile(r"bakalaureus|esimese astme kõrgharidus|i astme kõrgharidus")),
    ("master", re.compile(r"magistri|magister\b|teise astme kõrgharidus|ii astme kõrgharidus")),
    ("doctoral", re.compile(r"doktori")),
    (
        "higher",
        re.compile(
            r"kõrgharidus|kõrgem haridus|kõrgema(?:t)? hariduse?|akadeemiline haridus|ülikooliharidus"
        ),
    ),
)
_RANK: dict[EducationLevel, int] = {
    "basic": 0,
    "secondary": 1,
    "vocational": 2,
    "higher": 3,
    "bachelor": 4,
    "master": 5,
    "doctoral": 6,
}

_DIGITS = re.compile(
    r"(?P<years>\d{1,2})\s*(?:[-–]\s*\d{1,2}\s*)?[-–]?\s*(?:\([a-zõäöü]+\)\s*)?[-–]?\s*(?:aasta|a\.|a(?=\s))",
    re.IGNORECASE,
)
_WORDS = {
    "pooleteise": 1,
    "poole": 0,
    "ühe": 1,
    "üks": 1,
    "kaks": 2,
    "kolm": 3,
    "neli": 4,
    "viis": 5,
    "kahe": 2,
    "kolme": 3,
    "nelja": 4,
    "viie": 5,
    "kuue": 6,
    "seitsme": 7,
    "kaheksa": 8,
    "üheksa": 9,
    "kümne": 10,
}
_WORD_YEARS = re.compile(
    r"\b(?P<word>" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")[\s-]*aasta", re.IGNORECASE
)
_ONE_YEAR = re.compile(r"\b(?:vähemalt|minimaalselt)\s+aasta(?:ne|se|t|st)?\b", re.IGNORECASE)
_MONTHS = re.compile(r"(?P<months>\d{1,2})\s*[-–]?\s*kuu", re.IGNORECASE)
_MANAGEMENT = re.compile(
    r"juhtimis\w*kogemus|juhtimiskogemus|juhtimise\s+kogemus|juhtival\s+\w+|juhi\s+(?:töö|ametikoh)|juhina|meeskonna\s+juhtimis",
    re.IGNORECASE,
)
_EXPERIENCE = re.compile(r"kogemus|staaž|töötami|töötanud|praktika", re.IGNORECASE)
_FIELD = re.compile(
    r"valdkon|eriala|tegevusalal|alal\b|töölõigul|sarnasel|samalaadsel|ametiasutuse või|disain|juhtimises"
    r"|\w{3,}töö\s+kogemus|kogemus\w*\s+(?:\w+\s+){0,3}?\w{4,}(?:ses|ises|uses|nduses|alal|öös)\b|aastat\s+(?:\w+\s+)?\w{4,}(?:duses|mises|ses)\b|-?töös\b|ametikoha|õigus|süsteemi",
    re.IGNORECASE,
)
_NEXT_EXPERIENCE = re.compile(
    r",\s+(?=juhtimis\w*kogemus\w*\s)|(?:,\s*|\s+)(?:ja|ning|sh|sealhulgas|millest|neist|sellest)\s+(?=(?:\w*kogemus\w*\s+)?(?:vähemalt\s+)?(?:\d{1,2}|"
    + "|".join(_WORDS)
    + r")[\s-]*(?:\([a-zõäöü]+\)\s*)?aasta)",
    re.IGNORECASE,
)
_COMMAND = re.compile(r"\bkeelt?\b|oskus|valda|tase|\b[ABC][12]\b", re.IGNORECASE)
"""In a sentence about experience: that a language is asked for, not "eesti keele õpetamise kogemus"."""
_BEGINS = re.compile(r"[A-ZÕÄÖÜŠŽ][a-zõäöüšž]")
_COMPUTER = re.compile(
    r"arvuti|ms office|microsoft|word\b|excel|tarkvara|infosüsteem|infotehnoloogi|programm|kontoritark|digi"
    r"|e-post|andmebaas",
    re.IGNORECASE,
)


def read(parts: Sequence[Part]) -> tuple[Requirements, tuple[tuple[str, Text], ...]]:
    """Return the requirements of a description, and with their label the sentences that name none of them."""
    rest: list[tuple[str, Text]] = []
    education: Education | None = None
    experience: list[Experience] = []
    computer: Text | None = None
    beside: list[tuple[str, Text]] = []
    language_texts: list[Text] = []
    for part in parts:
        rows = without_numbers(part.rows)
        text = text_of(rows)
        if text is None:
            continue
        if part.field == "education" and education is None:
            apart = schooling.parted(sentences(rows)) or schooling.Parted(text)
            if apart.education:
                education = Education(apart.education, education_level(apart.education.value))
            for one in apart.experience:
                experience.extend(_experience([Row(one.value, one.line)], ""))
            language_texts.extend(apart.languages)
            beside.extend((part.label, one) for one in apart.computer)
            rest.extend((part.label, one) for one in apart.licence)
        elif part.field == "experience":
            experience.extend(_experience(rows, part.label))
        elif part.field == "languages":
            skills = sentences(_one_a_line(rows))
            if languages.names_language(part.label) and not languages.names_language(text.value):
                skills[0] = replace(
                    skills[0], value=f"{part.label} {skills[0].value}"
                )  # "Vene keele oskus: B1"
            language_texts.extend(skills)
            rest.extend(
                (part.label, sentence) for sentence in skills if not languages.names_language(sentence.value)
            )
        elif part.field == "computer" and computer is None:
            computer = text
        elif part.field in ("knowledge", "requirements"):
            loose = _Loose(rows)
            education = education or loose.education
            experience.extend(loose.experience)
            language_texts.extend(loose.languages)
            computer = computer or loose.computer
            rest.extend((part.label, sentence) for sentence in loose.rest)
    rest.extend(beside if computer else beside[1:])
    computer = computer or next((one for _, one in beside), None)
    found = Requirements(education, tuple(experience), languages.read(language_texts), computer)
    return found, tuple(rest)


def text_of(rows: Sequence[Row]) -> Text | None:
    """Return the rows as one text with the line it begins on, None if there is nothing."""
    value = joined(row.text for row in rows).rstrip(" ;")
    return Text(value, rows[0].line) if value else None


def sentences(rows: Sequence[Row]) -> list[Text]:
    """Return the sentences of ``rows``, each with the line it begins on.

    >>> sentences([Row("Eesti keel C1. Vene", 4), Row("keel B1.", 5)])
    [Text(value='Eesti keel C1.', line=4, by_rule=False), Text(value='Vene keel B1.', line=4, by_rule=False)]
    """
    found: list[tuple[list[str], int]] = []
    fresh = True
    for row in rows:
        for index, piece in enumerate(_SENTENCE.split(row.text)):
            if fresh or index or row.bullet or (row.start and piece[:1].isupper()):
                found.append(([piece], row.line))
            else:
                found[-1][0].append(piece)
            fresh = False
        fresh = row.text.endswith((".", ";", "!"))
    return [Text(joined(texts), line) for texts, line in found]


def _one_a_line(rows: Sequence[Row]) -> list[Row]:
    """Mark the lines of which each names a language, and what begins anew after one, as sentences of their own."""
    found = list(rows)
    for index, (above, row) in enumerate(pairwise(rows), 1):
        named = languages.begins_with(above.text) or languages.begins_with(row.text)
        if named and not above.open_ended and _BEGINS.match(row.text):
            found[index] = row.saying(row.text, start=True)
    return found


def education_level(text: str) -> EducationLevel | None:
    """Return the level of education that ``text`` asks for: the lowest one it names and does not only prefer.

    >>> education_level("Kõrgharidus, soovitavalt magistrikraad"), education_level("kesk- või kõrgharidus")
    ('higher', 'secondary')
    >>> education_level("soovitavalt magistrikraad")
    """
    words = preferences.required(text.casefold()) + " "
    named = [level for level, pattern in _EDUCATION if pattern.search(words)]
    if "higher" in named and ("bachelor" in named or "master" in named) and "või" not in words.split():
        named.remove("higher")  # "magistrikraadiga kõrgharidus" names one level, the exact one
    return min(named, key=lambda level: _RANK[level], default=None)


def years_of(text: str) -> int | None:
    """Return the years that ``text`` asks for, written in digits or words; None if it names none.

    >>> years_of("Vähemalt kaheaastane töökogemus"), years_of("3-aastane"), years_of("töökogemus")
    (2, 3, None)
    """
    if match := _DIGITS.search(text):
        return int(match["years"])
    if match := _WORD_YEARS.search(text):
        return _WORDS[match["word"].casefold()]
    if _ONE_YEAR.search(text):
        return 1
    if match := _MONTHS.search(text):
        return int(match["months"]) // 12
    return None


def _kind(text: str, label: str) -> ExperienceKind:
    """Return what the experience is in, the first of alternatives; the label counts where the text does not tell."""
    first = either.parts(text)[0]
    text = text if first.endswith("-") else first
    if _MANAGEMENT.search(text):
        return "management"
    if _FIELD.search(text):
        return "field"
    if _MANAGEMENT.search(label):
        return "management"
    return "field" if _FIELD.search(label) else "general"


def _experience(rows: Sequence[Row], label: str) -> list[Experience]:
    found: list[Experience] = []
    lines = Lines(rows)
    for sentence in sentences(rows):
        whole = any(map(either.names_education, either.parts(sentence.value)[1:]))
        # of "… või keskharidus ja 5-aastane töökogemus" the years are not asked of everybody
        pieces = [sentence.value] if whole else _NEXT_EXPERIENCE.split(sentence.value)
        for piece in pieces:
            if not piece.strip(" .-–") or piece.strip(" .").casefold() in (
                "puudub",
                "puuduvad",
                "ei nõuta",
                "pole nõutav",
            ):
                continue
            line = lines.of(piece)
            found.extend(_stated(piece, label, line))
    return found


def _stated(piece: str, label: str, line: int) -> list[Experience]:
    """Return what one piece asks for, and apart from it what it only prefers ("…, kasuks tuleb juhtimiskogemus").

    A preference that names no experience of its own ("soovitavalt riigiasutuses") belongs to what is asked for.
    """
    required, preferred = preferences.split(piece)
    parted = ", " in piece or "; " in piece
    if preferred and years_of(required) is None and (not _EXPERIENCE.search(required) or not parted):
        required, preferred = "", piece
    if not required:
        return [Experience(years_of(piece), _kind(piece, label), Text(piece, line), required=False)]
    apart = _EXPERIENCE.search(preferred) is not None or years_of(preferred) is not None
    own = required if apart else piece
    found = [
        Experience(years_of(required), _kind(required if preferred else own, label), Text(own, line), True)
    ]
    if apart:
        found.append(Experience(years_of(preferred), _kind(preferred, ""), Text(preferred, line), False))
    return found


def _speaks_of_education(text: str) -> bool:
    return either.names_education(text) or (
        "haridus" in text.casefold() and education_level(text) is not None
    )


class _Loose:
    """Sentences of a section without labels of its own, sorted by what they speak of."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.education: Education | None = None
        self.experience: list[Experience] = []
        self.languages: list[Text] = []
        self.rest: list[Text] = []
        computer: list[Text] = []
        for sentence in sentences(rows):
            words = sentence.value
            experienced = re.search(r"kogemus|staaž", words, re.IGNORECASE) is not None
            speaks = languages.speaks_of(words) and (not experienced or _COMMAND.search(words) is not None)
            if speaks:
                self.languages.append(sentence)
            if experienced:
                self.experience.extend(_experience([Row(words, sentence.line)], ""))
            if educated := _speaks_of_education(words):
                self._educated(sentence)
            if speaks or experienced or educated:
                continue
            if not any(letter.isalpha() for letter in words):
                continue
            (computer if _COMPUTER.search(words) or computer else self.rest).append(sentence)
        self.computer = (
            Text(" ".join(text.value for text in computer), computer[0].line) if computer else None
        )

    def _educated(self, sentence: Text) -> None:
        """Keep the first sentence that names a level, else the first that speaks of education at all."""
        level = education_level(sentence.value)
        if self.education is None or (level is not None and self.education.level is None):
            self.education = Education(sentence, level)
