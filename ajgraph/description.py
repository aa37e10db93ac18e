"""A job description (ametijuhend) as data: what one document says about one post.

Frozen dataclasses, no RDF. Every value keeps the line it begins on. Names are in the nominative singular;
``by_rule`` marks a name whose head noun is not in the table, so that only an ending rule settled it.
"""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass, field
from typing import Literal

from ajgraph.language import Bilingual
from ajgraph.signature import Signature

MentionKind = Literal["post", "peer", "unit-member", "designated", "rule", "none"]
MentionField = Literal["manager", "substituted_by", "substitutes", "subordinates"]
EducationLevel = Literal["basic", "secondary", "vocational", "higher", "bachelor", "master", "doctoral"]
ExperienceKind = Literal["general", "management", "field"]
CompetencyKind = Literal["core", "additional"]
ProblemKind = Literal["not-understood", "not-kept", "doubtful"]

MENTION_FIELDS: tuple[MentionField, ...] = ("manager", "substituted_by", "substitutes", "subordinates")
EDUCATION_LEVELS: tuple[EducationLevel, ...] = (
    "basic",
    "secondary",
    "vocational",
    "higher",
    "bachelor",
    "master",
    "doctoral",
)
CEFR_LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a description stands: its file and the lines it takes there (both inclusive, from 1).

    ``signatures`` are those of the containers that its file lies in.
    """

    path: str
    sha256: str
    media_type: str
    first_line: int
    last_line: int
    signatures: tuple[Signature, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A value and the line it begins on."""

    value: str
    line: int
    by_rule: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody named in a field: a post, a colleague, anyone of a unit, or nobody yet.

    Attributes
    ----------
    text
        The phrase as written, line breaks folded.
    title, specialisation, unit
        Nominative singular; the bracket apart; ``unit`` only where the phrase names one.
    kind
        See ``design`` of claims: ``peer`` is the document's own title, ``designated`` nobody until somebody
        decides, ``rule`` another document decides, ``none`` an explicit "puudub".
    condition
        Such as "puhkuse ajal".
    sentence
        The whole cell or sentence that holds the phrase: the evidence shown to people.

    """

    text: str
    title: str | None
    specialisation: str | None
    unit: str | None
    kind: MentionKind
    condition: str | None
    line: int
    sentence: str = ""
    by_rule: bool = False


@dataclass(frozen=True, slots=True)
class Alias:
    """A short name the document defines: "teehoiuteenistuse direktor (edaspidi direktor)"."""

    short: str
    full: str
    line: int


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty with its own expected outcomes, and the heading of the group it stands under, where there are such.

    Numbers may repeat: identity is the position.
    """

    number: str
    text: Text
    outcomes: tuple[Text, ...] = ()
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Education:
    """The education required: the sentence and the level it names."""

    text: Text
    level: EducationLevel | None


@dataclass(frozen=True, slots=True)
class Experience:
    """Years of experience of one kind; ``required`` is False for a preference ("kasuks tuleb")."""

    years: int | None
    kind: ExperienceKind
    text: Text
    required: bool


@dataclass(frozen=True, slots=True)
class LanguageSkill:
    """One language at one CEFR level. Skills of the same ``group`` are alternatives ("või")."""

    language: str
    level: str | None
    required: bool
    group: int
    line: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Requirements:
    """What the holder of the post must bring."""

    education: Education | None = None
    experience: tuple[Experience, ...] = ()
    languages: tuple[LanguageSkill, ...] = ()
    computer: Text | None = None


@dataclass(frozen=True, slots=True)
class Competency:
    """A competency or trait and the behaviour that shows it."""

    name: Text
    kind: CompetencyKind
    indicators: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Approval:
    """Who put the description in force, when and by which order; ``line`` is where that is said."""

    date: datetime.date | None = None
    order: str | None = None
    by: str | None = None
    signer: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Validity:
    """When a description applies, as its order or it itself says; ``line`` is where the first day is named.

    ``applied_from`` lies before ``in_force_from`` where the order applies it back in time; ``repeals`` are the acts
    that the order repeals, as written.
    """

    in_force_from: datetime.date | None = None
    applied_from: datetime.date | None = None
    repeals: tuple[Text, ...] = ()
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read, or was read with doubt, and where.

    ``kind`` is ``not-kept`` for what was understood but has no field of a description, and ``doubtful`` for what was
    read, though the document leaves a doubt.
    """

    line: int
    message: Bilingual
    kind: ProblemKind = "not-understood"


@dataclass(frozen=True, slots=True)
class JobDescription:
    """One job description.

    ``units`` is largest first; ``review_months`` the interval of the review rule; ``working_time`` the mark of
    summed working time, on-call or night work that ATS § 52 (1) 3) asks for; ``civil_service_group`` the
    "Ametikoha grupp" as written.
    """

    source: Source
    title: Text
    organisation: Text | None = None
    specialisation: Text | None = None
    units: tuple[Text, ...] = ()
    manager: tuple[Mention, ...] = ()
    substituted_by: tuple[Mention, ...] = ()
    substitutes: tuple[Mention, ...] = ()
    subordinates: tuple[Mention, ...] = ()
    aliases: tuple[Alias, ...] = ()
    purpose: Text | None = None
    duties: tuple[Duty, ...] = ()
    rights: tuple[Text, ...] = ()
    responsibilities: tuple[Text, ...] = ()
    requirements: Requirements = field(default_factory=Requirements)
    competencies: tuple[Competency, ...] = ()
    approval: Approval = field(default_factory=Approval)
    validity: Validity = field(default_factory=Validity)
    review_months: int | None = None
    review: Text | None = None
    working_time: Text | None = None
    civil_service_group: Text | None = None
    problems: tuple[Problem, ...] = ()

    def mentions(self, name: MentionField) -> tuple[Mention, ...]:
        """Return the mentions of one field."""
        found: tuple[Mention, ...] = getattr(self, name)
        return found

    @property
    def label(self) -> str:
        """The title with its specialisation in brackets."""
        return (
            f"{self.title.value} ({self.specialisation.value})" if self.specialisation else self.title.value
        )

    @property
    def review_due(self) -> datetime.date | None:
        """The day by which the description is to be reviewed, where it says so and is dated."""
        if self.approval.date is None or self.review_months is None:
            return None
        return months_after(self.approval.date, self.review_months)


def months_after(day: datetime.date, months: int) -> datetime.date:
    """Return the same day ``months`` later, or the last one of a month that is too short.

    >>> months_after(datetime.date(2024, 8, 31), 6)
    datetime.date(2025, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
