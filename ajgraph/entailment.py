"""Entailment of requirements (M13): whether what one post asks follows from what another asks, one thing at a time.

A level entails all lower ones, a kind of experience those it shows, and of alternatives ("või") each one that the
substitute may have must meet one of the post's. Where "või" joins education and experience, or experiences of two
sorts, a description cannot say so; what does not surely follow is then unknown and no gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ajgraph.description import (
    CEFR_LEVELS,
    EDUCATION_LEVELS,
    Competency,
    Education,
    EducationLevel,
    Experience,
    ExperienceKind,
    LanguageSkill,
    Requirements,
    Text,
)
from ajgraph.estonian import key
from ajgraph.gaps import (
    EDUCATION_NAMES,
    EXPERIENCE_NAMES,
    Gap,
    GapKind,
    alternatives,
    incomparable,
    language_name,
    missing,
    quoted,
    years_in_words,
)
from ajgraph.language import Bilingual
from ajgraph.organisation import Fit
from ajgraph.reading import either, preferences

# Which kinds of experience show the kind that is required: any kind is work experience. The fields of two
# posts cannot be told apart, so field experience is compared by its years alone.
_SHOWN_BY: dict[ExperienceKind, tuple[ExperienceKind, ...]] = {
    "general": ("general", "management", "field"),
    "management": ("management",),
    "field": ("field",),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One thing compared: what it makes of the whole, and what is missing or cannot be compared, if anything."""

    fit: Fit
    gap: Gap | None = None
    unknown: Gap | None = None


RANK: tuple[Fit, ...] = ("gap", "unknown", "fit")
"""The verdicts, the worst first."""
_FIT = Verdict("fit")


def requirements_compared(substitute: Requirements, post: Requirements) -> Iterator[Verdict]:
    """Yield a verdict for each thing that ``post`` requires, in the order of a document."""
    yield from _education(substitute, post)
    yield from _experience(substitute, [one for one in post.experience if one.required])
    yield from _languages(substitute, _groups(post))
    yield from _computer(substitute, post)


def preferences_unmet(substitute: Requirements, post: Requirements) -> Iterator[Verdict]:
    """Yield the preferences that surely do not follow."""
    experience = [one for one in post.experience if not one.required]
    found = [
        *_experience(substitute, experience, preferred=True),
        *_languages(substitute, _groups(post, required=False), preferred=True),
    ]
    yield from (one for one in found if one.fit == "gap")


def _education(substitute: Requirements, post: Requirements) -> Iterable[Verdict]:
    """Compare by the order of levels: a degree entails "higher" (some higher education), not the reverse."""
    if post.education is None or _is_only_preferred(post.education):
        return
    required, text = post.education.level, post.education.text
    own = substitute.education
    if own and _is_only_preferred(own):
        own = None
    given = own.level if own else None
    enough = required is not None and given is not None and _rank(given) >= _rank(required)
    what = Bilingual("education", "haridus")
    if required is None or (own and given is None) or _is_left_open(own, post.education, enough=enough):
        asked = EDUCATION_NAMES[required] if required and _is_plain(text) else quoted([text.value])
        has = EDUCATION_NAMES[given] if given and own and _is_plain(own.text) else None
        has = has or (quoted([own.text.value]) if own else None)
        yield Verdict("unknown", unknown=incomparable("education", what, asked, has, text))
    elif enough:
        yield _FIT
    else:
        has = EDUCATION_NAMES[given] if given else None
        yield Verdict("gap", missing("education", what, EDUCATION_NAMES[required], has, text))


def _is_plain(text: Text) -> bool:
    """Return whether no alternatives of different sorts are joined by "või"."""
    return len(either.parts(text.value)) == 1


def _rank(level: EducationLevel) -> int:
    return EDUCATION_LEVELS.index(level)


def _is_only_preferred(education: Education) -> bool:
    return education.level is None and preferences.is_all(education.text.value)


def _is_left_open(own: Education | None, asked: Education, *, enough: bool) -> bool:
    """Return whether "või" joins education and experience, so that the levels alone do not tell.

    "kõrgharidus või 5-aastane töökogemus" is met by the education, "keskharidus ja 5-aastane töökogemus" as one of the
    alternatives is not; and of a holder either may be true.
    """
    if own and _says_the_same(own.text, asked.text):
        return False
    wanted = either.parts(asked.text.value)
    has = either.parts(own.text.value) if own else ()
    if len(wanted) > 1:
        both = any(either.names_education(one) and either.names_experience(one) for one in wanted)
        if both or not enough:
            return True
    return enough and len(has) > 1 and not all(map(either.names_education, has))


def _says_the_same(one: Text, other: Text) -> bool:
    return key(one.value).strip(".;") == key(other.value).strip(".;")


def _experience(
    substitute: Requirements, asked: Iterable[Experience], *, preferred: bool = False
) -> Iterable[Verdict]:
    schooled = substitute.education
    # "kõrgharidus ja 1-aastane töökogemus või …" under education: years that no experience states
    hidden = schooled is not None and not _is_plain(schooled.text)
    for one in asked:
        open_ = hidden or not _is_plain(one.text)
        given = [x for x in substitute.experience if x.required and x.kind in _SHOWN_BY[one.kind]]
        sure = [x for x in given if _is_plain(x.text) or _says_the_same(x.text, one.text)]
        years = max((x.years for x in sure if x.years is not None), default=None)
        what = EXPERIENCE_NAMES[one.kind]
        has = None if years is None else years_in_words(years)
        if (years or 0) >= (one.years or 0) and (sure or one.years == 0):
            yield _FIT
        elif one.years is None or len(sure) < len(given) or any(x.years is None for x in given) or open_:
            plain = one.years is not None and _is_plain(one.text)
            asks = years_in_words(one.years or 0) if plain else quoted([one.text.value])
            said = has or (quoted(x.text.value for x in given) if given else None)
            yield Verdict("unknown", unknown=incomparable("experience", what, asks, said, one.text))
        else:
            asks = years_in_words(one.years)
            yield Verdict("gap", missing("experience", what, asks, has, one.text, preferred=preferred))


_Group = tuple[LanguageSkill, ...]


def _languages(
    substitute: Requirements, asked: Iterable[_Group], *, preferred: bool = False
) -> Iterable[Verdict]:
    """Compare the groups of alternatives.

    A group of p is entailed iff in some group of q each alternative meets one of p's: if every group of q had
    an alternative that meets none, a holder could have just those.
    """
    offers = _groups(substitute)
    for group in asked:
        best: Fit = max((_entails(offer, group) for offer in offers), key=RANK.index, default="gap")
        if best == "fit":
            yield _FIT
        elif best == "gap" and not any(_level(skill) is None for skill in group):
            yield Verdict("gap", _language_gap(offers, group, preferred=preferred))
        else:
            what = Bilingual("languages", "keeled")
            said = [alternatives(offer) for offer in _near(offers, group)]
            found = incomparable("language", what, alternatives(group), _joined(said), _written(group))
            yield Verdict("unknown", unknown=found)


def _entails(offer: _Group, group: _Group) -> Fit:
    """Say whether each alternative of ``offer`` meets some one of ``group``: the worst of the best."""
    return min(
        (max((_meets(given, wanted) for wanted in group), key=RANK.index) for given in offer),
        key=RANK.index,
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


def _groups(requirements: Requirements, *, required: bool = True) -> list[_Group]:
    """Return the alternatives that are required (or preferred), group by group."""
    groups: dict[int, list[LanguageSkill]] = {}
    for skill in requirements.languages:
        if skill.required == required:
            groups.setdefault(skill.group, []).append(skill)
    return [tuple(group) for group in groups.values()]


def _near(offers: Sequence[_Group], group: _Group) -> list[_Group]:
    wanted = {skill.language for skill in group}
    return [offer for offer in offers if any(skill.language in wanted for skill in offer)]


def _language_gap(offers: Sequence[_Group], group: _Group, *, preferred: bool) -> Gap:
    """Return the gap; what the substitute brings is told of the same languages only."""
    near = _near(offers, group)
    if len(group) == 1 and all(len(offer) == 1 for offer in near):
        # One language on both sides: its name need not be repeated. A gap means that all levels are stated.
        given = max((offer[0].level or "" for offer in near), default="")
        required = group[0].level or ""
        what, asked = language_name(group[0].language), Bilingual(required, required)
        has = Bilingual(given, given) if given else None
    else:
        what, asked = Bilingual("languages", "keeled"), alternatives(group)
        has = _joined([alternatives(offer) for offer in near])
    return missing("language", what, asked, has, _written(group), preferred=preferred)


def _joined(offers: Sequence[Bilingual]) -> Bilingual | None:
    return Bilingual("; ".join(x.en for x in offers), "; ".join(x.et for x in offers)) if offers else None


def _written(group: _Group) -> Text:
    return Text(group[0].text, group[0].line)


def _computer(substitute: Requirements, post: Requirements) -> Iterable[Verdict]:
    """Compare free text: other words may say the same, so they are told and decide nothing."""
    if post.computer is None:
        return
    given = substitute.computer
    if given and _says_the_same(given, post.computer):
        yield _FIT
        return
    what, said = Bilingual("computer skills", "arvutioskus"), quoted([given.value]) if given else None
    asked = quoted([post.computer.value])
    yield Verdict("fit", unknown=incomparable("computer", what, asked, said, post.computer))


def competencies_compared(substitute: Iterable[Competency], post: Iterable[Competency]) -> Iterable[Verdict]:
    """Compare by name, spelling apart; each once, though a document may name one twice.

    A core competency that is not named leaves the fitness unknown; the others are listed and decide nothing.
    """
    asked: dict[str, Competency] = {}
    for one in post:
        asked.setdefault(key(one.name.value), one)
    named = {key(one.name.value) for one in substitute}
    for spelling, one in asked.items():
        if spelling in named:
            yield _FIT
            continue
        words = quoted([one.name.value])
        sentence = Bilingual(
            f"competency: {words.en} required, "
            + ("not named for the substitute" if named else "the substitute's document names none"),
            f"kompetents: nõutud {words.et}, "
            + ("asendaja juhendis seda pole" if named else "asendaja juhend kompetentse ei nimeta"),
        )
        kind: GapKind = "core-competency" if one.kind == "core" else "additional-competency"
        found = Gap(kind, words, None, sentence, one.name.value, one.name.line)
        whole: Fit = "unknown" if found.decides else "fit"
        yield Verdict(whole, found) if named else Verdict(whole, unknown=found)
