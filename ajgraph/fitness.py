"""Fitness without personal data (M13): requirements of the substitute's post against those of the post.

A holder of q meets q's requirements. Where these entail p's, whoever holds q may do the work of p; what they
do not entail is a gap. Preferences ("kasuks tuleb") count on neither side. What cannot be compared (a level
not stated, computer skills, competencies: free text) is never a gap. By ATS § 54 (2) 2) an official may refuse an
order that needs education or skills their document does not ask for, so gaps matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ajgraph.description import (
    CEFR_LEVELS,
    EDUCATION_LEVELS,
    EducationLevel,
    ExperienceKind,
    LanguageSkill,
    Requirements,
)
from ajgraph.language import Bilingual
from ajgraph.organisation import Fit

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

_EXPERIENCE_NAMES: Mapping[ExperienceKind, Bilingual] = {
    "general": Bilingual("work experience", "töökogemus"),
    "management": Bilingual("management experience", "juhtimiskogemus"),
    "field": Bilingual("experience in the field", "erialane töökogemus"),
}

# Which kinds of experience show the kind that is required: any kind is work experience. The fields of two
# posts cannot be told apart, so field experience is compared by its years alone.
_SHOWN_BY: Mapping[ExperienceKind, tuple[ExperienceKind, ...]] = {
    "general": ("general", "management", "field"),
    "management": ("management",),
    "field": ("field",),
}


@dataclass(frozen=True, slots=True)
class _Verdict:
    """One requirement compared: ``fit``, ``unknown``, or ``gap`` with its sentence."""

    fit: Fit
    gap: Bilingual | None = None


def fit(substitute: Requirements | None, post: Requirements | None) -> tuple[Fit, tuple[Bilingual, ...]]:
    """Say whether the holder of a post with the requirements ``substitute`` is fit for ``post``; list the gaps.

    ``gap``: something required is surely not entailed. ``unknown``: no gap, but something could not be
    compared, or the requirements of one side are not known (None). ``fit``: all that is required is entailed.

    >>> fit(Requirements(), Requirements()), fit(None, Requirements())
    (('fit', ()), ('unknown', ()))
    """
    if substitute is None or post is None:
        return "unknown", ()
    verdicts = _compare(substitute, post)
    found = tuple(verdict.gap for verdict in verdicts if verdict.gap)
    if found:
        return "gap", found
    return ("unknown" if any(verdict.fit == "unknown" for verdict in verdicts) else "fit"), ()


def gaps(substitute: Requirements, post: Requirements) -> tuple[Bilingual, ...]:
    """Return what ``post`` requires and ``substitute`` does not entail: education, experience, languages.

    >>> from ajgraph.description import LanguageSkill
    >>> def english(level):
    ...     return Requirements(languages=(LanguageSkill("en", level, True, 1, 1),))
    >>> [gap.et for gap in gaps(english("B2"), english("C1"))]
    ['inglise keel: nõutud C1, asendajal B2']
    """
    return fit(substitute, post)[1]


def _compare(substitute: Requirements, post: Requirements) -> list[_Verdict]:
    return [*_education(substitute, post), *_experience(substitute, post), *_languages(substitute, post)]


def _education(substitute: Requirements, post: Requirements) -> Iterable[_Verdict]:
    """Compare by the order of levels: a degree entails "higher" (some higher education), not the reverse."""
    if post.education is None:
        return
    required = post.education.level
    given = substitute.education.level if substitute.education else None
    if required is None or (substitute.education and given is None):
        yield _Verdict("unknown")
    elif given is None or EDUCATION_LEVELS.index(given) < EDUCATION_LEVELS.index(required):
        has = EDUCATION_NAMES[given] if given else None
        yield _gap(Bilingual("education", "haridus"), EDUCATION_NAMES[required], has)
    else:
        yield _Verdict("fit")


def _experience(substitute: Requirements, post: Requirements) -> Iterable[_Verdict]:
    for required in post.experience:
        if not required.required:
            continue
        given = [x for x in substitute.experience if x.required and x.kind in _SHOWN_BY[required.kind]]
        years = max((x.years for x in given if x.years is not None), default=None)
        if (years or 0) >= (required.years or 0) and (given or required.years == 0):
            yield _Verdict("fit")
        elif required.years is None or any(x.years is None for x in given):
            yield _Verdict("unknown")
        else:
            yield _gap(
                _EXPERIENCE_NAMES[required.kind],
                _years(required.years),
                None if years is None else _years(years),
            )


def _languages(substitute: Requirements, post: Requirements) -> Iterable[_Verdict]:
    """Compare the groups of alternatives.

    A group of p is entailed iff in some group of q each alternative meets one of p's: if every group of q had
    an alternative that meets none, a holder could have just those.
    """
    offers = _groups(substitute)
    for group in _groups(post):
        best: Fit = max((_entails(offer, group) for offer in offers), key=_RANK.index, default="gap")
        if best == "gap" and not any(_level(skill) is None for skill in group):
            yield _language_gap(offers, group)
        else:
            yield _Verdict("unknown" if best == "gap" else best)


_RANK: tuple[Fit, ...] = ("gap", "unknown", "fit")


def _entails(offer: tuple[LanguageSkill, ...], group: tuple[LanguageSkill, ...]) -> Fit:
    """Say whether each alternative of ``offer`` meets some one of ``group``: the worst of the best."""
    return min(
        (max((_meets(given, wanted) for wanted in group), key=_RANK.index) for given in offer),
        key=_RANK.index,
    )


def _meets(given: LanguageSkill, wanted: LanguageSkill) -> Fit:
    if given.language != wanted.language:
        return "gap"
    enough, has = _level(wanted), _level(given)
    if enough is None:
        return "fit"
    if has is None:
        return "unknown"
    return "fit" if has >= enough else "gap"


def _level(skill: LanguageSkill) -> int | None:
    """Return the rank of the level, None where it is not stated (or is none of the CEFR)."""
    return CEFR_LEVELS.index(skill.level) if skill.level in CEFR_LEVELS else None


def _groups(requirements: Requirements) -> list[tuple[LanguageSkill, ...]]:
    """Return the alternatives that are required, group by group."""
    groups: dict[int, list[LanguageSkill]] = {}
    for skill in requirements.languages:
        if skill.required:
            groups.setdefault(skill.group, []).append(skill)
    return [tuple(group) for group in groups.values()]


def _language_gap(offers: list[tuple[LanguageSkill, ...]], group: tuple[LanguageSkill, ...]) -> _Verdict:
    """Return the gap; what the substitute brings is told of the same languages only."""
    wanted = {skill.language for skill in group}
    near = [offer for offer in offers if any(skill.language in wanted for skill in offer)]
    if len(group) == 1 and all(len(offer) == 1 for offer in near):
        # One language on both sides: its name need not be repeated. A gap means that all levels are stated.
        given = max((offer[0].level or "" for offer in near), default="")
        required = group[0].level or ""
        has = Bilingual(given, given) if given else None
        return _gap(_name(group[0].language), Bilingual(required, required), has)
    brought = [_alternatives(offer) for offer in near]
    has = Bilingual("; ".join(x.en for x in brought), "; ".join(x.et for x in brought)) if brought else None
    return _gap(Bilingual("languages", "keeled"), _alternatives(group), has)


def _name(language: str) -> Bilingual:
    return LANGUAGE_NAMES.get(language, Bilingual(language, language))


def _alternatives(skills: Iterable[LanguageSkill]) -> Bilingual:
    names = [(_name(skill.language), f" {skill.level}" if skill.level else "") for skill in skills]
    return Bilingual(
        " or ".join(name.en + level for name, level in names),
        " või ".join(name.et + level for name, level in names),
    )


def _years(years: int) -> Bilingual:
    return Bilingual(
        f"{years} {'year' if years == 1 else 'years'}", f"{years} {'aasta' if years == 1 else 'aastat'}"
    )


def _gap(what: Bilingual, required: Bilingual, given: Bilingual | None) -> _Verdict:
    """Say what is missing; ``given`` None: the substitute's post does not require it at all."""
    return _Verdict(
        "gap",
        Bilingual(
            f"{what.en}: {required.en} required, "
            + (f"the substitute has {given.en}" if given else "not required of the substitute"),
            f"{what.et}: nõutud {required.et}, "
            + (f"asendajal {given.et}" if given else "asendajalt seda ei nõuta"),
        ),
    )
