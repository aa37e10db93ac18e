"""What one post asks and another does not bring, in words: the sentences of fitness, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ajgraph.description import EducationLevel, ExperienceKind, LanguageSkill, Text
from ajgraph.language import Bilingual

GapKind = Literal[
    "education", "experience", "language", "computer", "core-competency", "additional-competency"
]

EDUCATION_NAMES: Mapping[EducationLevel, Bilingual] = {
    "basic": Bilingual("basic education", "põhiharidus"),
    "secondary": Bilingual("secondary education", "keskharidus"),
    "vocational": Bilingual("vocational education", "kutseharidus"),
    "higher": Bilingual("higher education", "kõrgharidus"),
    "bachelor": Bilingual("bachelor's degree", "bakalaureusekraad"),
    "master": Bilingual("master's degree", "magistrikraad"),
    "doctoral": Bilingual("doctoral degree", "doktorikraad"),
}

LANGUAGE_NAMES: Mapping[str, Bilingual] = {
    "ar": Bilingual("Arabic", "araabia keel"),
    "be": Bilingual("Belarusian", "valgevene keel"),
    "cs": Bilingual("Czech", "tšehhi keel"),
    "da": Bilingual("Danish", "taani keel"),
    "de": Bilingual("German", "saksa keel"),
    "en": Bilingual("English", "inglise keel"),
    "es": Bilingual("Spanish", "hispaania keel"),
    "et": Bilingual("Estonian", "eesti keel"),
    "fi": Bilingual("Finnish", "soome keel"),
    "fr": Bilingual("French", "prantsuse keel"),
    "hu": Bilingual("Hungarian", "ungari keel"),
    "it": Bilingual("Italian", "itaalia keel"),
    "ja": Bilingual("Japanese", "jaapani keel"),
    "la": Bilingual("Latin", "ladina keel"),
    "lt": Bilingual("Lithuanian", "leedu keel"),
    "lv": Bilingual("Latvian", "läti keel"),
    "nl": Bilingual("Dutch", "hollandi keel"),
    "no": Bilingual("Norwegian", "norra keel"),
    "pl": Bilingual("Polish", "poola keel"),
    "pt": Bilingual("Portuguese", "portugali keel"),
    "ru": Bilingual("Russian", "vene keel"),
    "sgn": Bilingual("sign language", "viipekeel"),
    "sv": Bilingual("Swedish", "rootsi keel"),
    "tr": Bilingual("Turkish", "türgi keel"),
    "uk": Bilingual("Ukrainian", "ukraina keel"),
    "zh": Bilingual("Chinese", "hiina keel"),
}
"""By the codes of ``vocabulary.LANGUAGES``; other codes are shown as they are."""

EXPERIENCE_NAMES: Mapping[ExperienceKind, Bilingual] = {
    "general": Bilingual("work experience", "töökogemus"),
    "management": Bilingual("management experience", "juhtimiskogemus"),
    "field": Bilingual("experience in the field", "erialane töökogemus"),
}
"""By the kinds of experience."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that a post asks and that does not follow from what the substitute's post asks.

    Attributes
    ----------
    kind
        What sort of thing it is.
    required, given
        What the post asks, and what the substitute's post asks of the same sort; None where it asks nothing.
    sentence
        Both in one sentence for people.
    text, line, document
        The words of the post's document, with the line they begin on and the file, where these are known.

    """

    kind: GapKind
    required: Bilingual
    given: Bilingual | None
    sentence: Bilingual
    text: str | None = None
    line: int | None = None
    document: str | None = None

    @property
    def decides(self) -> bool:
        """Whether it makes anything of the fitness: additional competencies and computer skills are only told."""
        return self.kind not in ("computer", "additional-competency")

    @property
    def place(self) -> str | None:
        """The file and line where it is asked, or as much as is known of them."""
        parts = [str(part) for part in (self.document, self.line) if part is not None]
        return ":".join(parts) or None

    def to_json(self) -> dict[str, Any]:
        """Return the gap as data, its sentence in the language of messages."""
        return {
            "kind": self.kind,
            "required": str(self.required),
            "given": None if self.given is None else str(self.given),
            "sentence": str(self.sentence),
            "text": self.text,
            "document": self.document,
            "line": self.line,
        }

    def __str__(self) -> str:
        return str(self.sentence)


def missing(
    kind: GapKind,
    what: Bilingual,
    required: Bilingual,
    given: Bilingual | None,
    text: Text,
    *,
    preferred: bool = False,
) -> Gap:
    """Say what surely does not follow; ``given`` None: the substitute's post does not ask for it at all.

    ``preferred``: the post only prefers it ("kasuks tuleb").
    """
    wanted = (
        Bilingual(f"{required.en} preferred", f"kasuks tuleb {required.et}")
        if preferred
        else Bilingual(f"{required.en} required", f"nõutud {required.et}")
    )
    sentence = Bilingual(
        f"{what.en}: {wanted.en}, "
        + (f"the substitute has {given.en}" if given else "not required of the substitute"),
        f"{what.et}: {wanted.et}, " + (f"asendajal {given.et}" if given else "asendajalt seda ei nõuta"),
    )
    return Gap(kind, required, given, sentence, text.value or None, text.line)


def incomparable(
    kind: GapKind, what: Bilingual, required: Bilingual, given: Bilingual | None, text: Text
) -> Gap:
    """Say what cannot be compared: a level not stated, or free text."""
    sentence = Bilingual(
        f"{what.en}: {required.en} required, "
        + (f"of the substitute {given.en}; cannot be compared" if given else "not stated for the substitute"),
        f"{what.et}: nõutud {required.et}, "
        + (f"asendajalt {given.et}; võrrelda ei saa" if given else "asendaja kohta kirjas pole"),
    )
    return Gap(kind, required, given, sentence, text.value or None, text.line)


def quoted(texts: Iterable[str]) -> Bilingual:
    """Return texts of a document in quotation marks.

    >>> quoted(["a", "b"])
    Bilingual(en='“a”, “b”', et='„a“, „b“')
    """
    listed = list(texts)
    return Bilingual(", ".join(f"“{one}”" for one in listed), ", ".join(f"„{one}“" for one in listed))


def years_in_words(years: int) -> Bilingual:
    """Return a number of years in words."""
    return Bilingual(
        f"{years} {'year' if years == 1 else 'years'}", f"{years} {'aasta' if years == 1 else 'aastat'}"
    )


def language_name(language: str) -> Bilingual:
    """Return the name of a language, or its code where there is none."""
    return LANGUAGE_NAMES.get(language, Bilingual(language, language))


def alternatives(skills: Iterable[LanguageSkill]) -> Bilingual:
    """Return languages with their levels, any of which will do."""
    names = [(language_name(skill.language), f" {skill.level}" if skill.level else "") for skill in skills]
    return Bilingual(
        " or ".join(name.en + level for name, level in names),
        " või ".join(name.et + level for name, level in names),
    )
