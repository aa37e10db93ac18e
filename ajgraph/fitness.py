"""Fitness without personal data (M13): requirements of the substitute's post against those of the post.

A holder of q meets q's requirements. Where these entail p's, whoever holds q may do the work of p; what they
do not entail is a gap. Preferences ("kasuks tuleb") count on neither side; those unmet are listed apart. By ATS
§ 54 (2) 2) an official may refuse an order that needs education or skills their document does not ask for, so gaps
of requirements matter.

Competencies are practice, not law, and are compared by name. One that the substitute's document does not name is listed
as a gap of its own kind; a core one, which a body words alike in all its documents, leaves the fitness unknown, an
additional one decides nothing. So do computer skills in other words (docs/decisions, "Fitness and competencies").
What cannot be compared (a level not stated) is never a gap.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from ajgraph.description import Competency, Requirements
from ajgraph.entailment import (
    RANK,
    Verdict,
    competencies_compared,
    preferences_unmet,
    requirements_compared,
)
from ajgraph.gaps import Gap
from ajgraph.language import Bilingual
from ajgraph.organisation import Fit
from ajgraph.result import Result


@dataclass(frozen=True, slots=True)
class Profile:
    """What a job description asks of the holder.

    ``requirements`` is None where it states none of education, experience and languages: then they are not known.
    ``document`` is the file, for the places of gaps.
    """

    requirements: Requirements | None
    competencies: tuple[Competency, ...] = ()
    document: str | None = None

    @classmethod
    def of(
        cls,
        requirements: Requirements,
        competencies: tuple[Competency, ...] = (),
        document: str | None = None,
    ) -> Profile | None:
        """Return the profile of a description; None where it asks nothing that could be compared."""
        stated = requirements.education or requirements.experience or requirements.languages
        if not (stated or competencies):
            return None
        return cls(requirements if stated else None, competencies, document)


@dataclass(frozen=True, slots=True)
class Fitness(Result):
    """Whether the holder of one post is fit for another, sentence by sentence.

    Attributes
    ----------
    fit
        ``gap``: a requirement (education, experience, language) surely does not follow. ``unknown``: none such, but
        one could not be compared, a core competency is not named, or one side is not known. ``fit``: all follows.
    gaps
        What does not follow: requirements in the order of the document, then competencies.
    unknown
        What could not be compared.
    preferences
        What the post only prefers and what does not follow either; never a gap.

    """

    fit: Fit
    gaps: tuple[Gap, ...] = ()
    unknown: tuple[Gap, ...] = ()
    preferences: tuple[Gap, ...] = ()

    @property
    def requirement_gaps(self) -> tuple[Gap, ...]:
        """The gaps of education, experience and languages."""
        return tuple(gap for gap in self.gaps if "competency" not in gap.kind)

    @property
    def competency_gaps(self) -> tuple[Gap, ...]:
        """The competencies that the substitute's document does not name."""
        return tuple(gap for gap in self.gaps if "competency" in gap.kind)

    def records(self) -> list[dict[str, Any]]:
        """Return a record for each gap, for each thing that could not be compared, for each preference not met."""
        parts = (("gap", self.gaps), ("unknown", self.unknown), ("preference", self.preferences))
        return [{"verdict": verdict, **gap.to_json()} for verdict, found in parts for gap in found]

    def to_json(self) -> dict[str, Any]:
        """Return the verdict and the three lists as data."""
        return {
            "fit": self.fit,
            "gaps": [gap.to_json() for gap in self.gaps],
            "unknown": [gap.to_json() for gap in self.unknown],
            "preferences": [gap.to_json() for gap in self.preferences],
        }

    def __str__(self) -> str:
        return "; ".join([str(FIT_WORDS[self.fit]), *map(str, self.gaps)])


FIT_WORDS: dict[Fit, Bilingual] = {
    "fit": Bilingual("fit", "sobib"),
    "unknown": Bilingual("not known whether fit", "sobivus teadmata"),
    "gap": Bilingual("falls short", "nõue puudu"),
}
"""The verdicts in words."""


def compare(substitute: Profile | None, post: Profile | None) -> Fitness:
    """Say whether the holder of a post that asks ``substitute`` is fit for ``post``; None is a post not known.

    >>> from ajgraph.description import Competency, Text
    >>> def asks(*names):
    ...     return Profile(Requirements(), tuple(Competency(Text(name, 3), "core") for name in names))
    >>> print(compare(asks("Koostöövõime"), asks("Koostöö võime", "Eestvedamine")))
    not known whether fit; competency: “Eestvedamine” required, not named for the substitute
    """
    if substitute is None or post is None:
        return Fitness("unknown")
    verdicts, preferences = [Verdict("unknown")], list[Verdict]()
    if substitute.requirements is not None and post.requirements is not None:
        verdicts = list(requirements_compared(substitute.requirements, post.requirements))
        preferences = list(preferences_unmet(substitute.requirements, post.requirements))
    verdicts += competencies_compared(substitute.competencies, post.competencies)
    return Fitness(
        min((one.fit for one in verdicts), key=RANK.index, default="fit"),
        *(
            tuple(replace(gap, document=post.document) for gap in found if gap)
            for found in (
                [one.gap for one in verdicts],
                [one.unknown for one in verdicts],
                [one.gap for one in preferences],
            )
        ),
    )


def fit(substitute: Requirements | None, post: Requirements | None) -> tuple[Fit, tuple[Bilingual, ...]]:
    """Compare requirements alone: the verdict, and the sentences of the gaps.

    >>> fit(Requirements(), Requirements()), fit(None, Requirements())
    (('fit', ()), ('unknown', ()))
    """
    sides = (None if one is None else Profile(one) for one in (substitute, post))
    found = compare(*sides)
    return found.fit, tuple(gap.sentence for gap in found.gaps)


def gaps(substitute: Requirements, post: Requirements) -> tuple[Bilingual, ...]:
    """Return what ``post`` requires and ``substitute`` does not entail: education, experience, languages.

    >>> from ajgraph.description import LanguageSkill
    >>> def english(level):
    ...     return Requirements(languages=(LanguageSkill("en", level, True, 1, 1),))
    >>> [gap.et for gap in gaps(english("B2"), english("C1"))]
    ['inglise keel: nõutud C1, asendajal B2']
    """
    return fit(substitute, post)[1]
