"""What a step of a substitution chain would need before anybody could act by it: decisions, consent, pay, skills.

Only what the law says for certain, and only of officials: the Civil Service Act (ATS) as in force on 21.11.2026.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from ajgraph.language import Bilingual
from ajgraph.organisation import Link, Organisation

NeedKind = Literal[
    "own-description",
    "decision",
    "consent",
    "supplement",
    "supplement-unknown",
    "gap",
    "employee-for-official",
    "employees",
]


@dataclass(frozen=True, slots=True)
class Need:
    """One thing a step needs, or need not; ``basis`` is the provision it rests on."""

    kind: NeedKind
    text: Bilingual
    basis: Bilingual | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the object of ``chain --format json``, in the language of messages."""
        return {
            "need": self.kind,
            "text": str(self.text),
            "basis": None if self.basis is None else str(self.basis),
        }

    def __str__(self) -> str:
        return f"{self.text} ({self.basis})" if self.basis else str(self.text)


def needs_of(organisation: Organisation, link: Link, depth: int) -> tuple[Need, ...]:
    """Return what the step along ``link`` needs; ``depth`` is 1 for the first step of a chain.

    The first step needs no more than what the substitute's own job description says, where it says so. What was handed
    over to somebody is not handed on by itself, so a further step always needs a decision.

    >>> from ajgraph.organisation import Post
    >>> one = Organisation((Post("a", "A"), Post("b", "B")))
    >>> [[need.kind for need in needs_of(one, Link("a", "b"), depth)] for depth in (1, 2)]
    [['own-description'], ['decision', 'consent']]
    """
    found: list[Need] = []
    own = _in_own_description(link)
    if _kind(organisation, link.substitute) == "töökoht":
        officials = _kind(organisation, link.absent) == "ametikoht"
        found.append(_EMPLOYEE_FOR_OFFICIAL if officials else _EMPLOYEES)
    elif own and depth == 1:
        found.append(_OWN)
    else:
        found += [_DECISION, _CONSENT]
        if not own:
            known = organisation.by_iri[link.substitute].documented
            found.append(_SUPPLEMENT if known else _SUPPLEMENT_UNKNOWN)
    if link.fit == "gap":
        found.append(_gap(link))
    return tuple(found)


def _in_own_description(link: Link) -> bool:
    """Say whether the substitute's own job description states the link; of a colleague it is the post's."""
    if link.described or link.listed:
        return bool(link.described) if link.kind == "peer" else "substitutes" in link.described
    return link.status == "confirmed"


def _kind(organisation: Organisation, post: str) -> str | None:
    return organisation.by_iri[post].kind


def _gap(link: Link) -> Need:
    listed = f": {'; '.join(link.gaps)}" if link.gaps else ""
    return Need(
        "gap",
        Bilingual(
            f"the substitute's job description does not ask all that the post asks{listed}; the "
            "substitute may refuse an order that needs education or skills which the own job description does not require",
            f"asendaja ametijuhend ei nõua kõike, mida ametikoht nõuab{listed}; asendaja võib "
            "keelduda korraldusest, mis eeldab haridust või oskusi, mida tema ametijuhend ei nõua",
        ),
        Bilingual("ATS § 54 (2) 2)", "ATS § 54 lg 2 p 2"),
    )


_OWN = Need(
    "own-description",
    Bilingual(
        "stated in the substitute's own job description: no supplement for it unless the load grows substantially",
        "kirjas asendaja enda ametijuhendis: lisatasu ei maksta, kui töökoormus oluliselt ei suurene",
    ),
    Bilingual("ATS § 57 (4)", "ATS § 57 lg 4"),
)
_DECISION = Need(
    "decision",
    Bilingual("a decision of the appointing authority", "ametisse nimetamise õigust omava isiku otsus"),
    Bilingual("ATS § 57 (1)", "ATS § 57 lg 1"),
)
_CONSENT = Need(
    "consent",
    Bilingual(
        "written consent, if it is for more than 60 calendar days a year",
        "kirjalik nõusolek, kui asendamist on üle 60 kalendripäeva aastas",
    ),
    Bilingual("ATS § 57 (2)", "ATS § 57 lg 2"),
)
_SUPPLEMENT = Need(
    "supplement",
    Bilingual(
        "a supplement may be due: the substitute's own job description does not state it",
        "võib tulla maksta lisatasu: asendaja enda ametijuhendis seda kirjas ei ole",
    ),
    Bilingual("ATS § 57 (4)", "ATS § 57 lg 4"),
)
_SUPPLEMENT_UNKNOWN = Need(
    "supplement-unknown",
    Bilingual(
        "whether a supplement is due is not known: the substitute's job description is not here",
        "kas tuleb maksta lisatasu, pole teada: asendaja ametijuhendit siin pole",
    ),
    Bilingual("ATS § 57 (4)", "ATS § 57 lg 4"),
)
_EMPLOYEE_FOR_OFFICIAL = Need(
    "employee-for-official",
    Bilingual(
        "an employee would stand in for an official: the ATS has no rule for that; in local government only if no "
        "official can and the requirements are met, appointed as an official, for five months at most (KOKS § 54²)",
        "töötaja asendaks ametnikku: ATS seda ette ei näe; kohalikus omavalitsuses ainult siis, kui ükski ametnik ei saa "
        "ja nõuded on täidetud, ametnikuks nimetatuna ja kuni viis kuud (KOKS § 54²)",
    ),
)
_EMPLOYEES = Need(
    "employees",
    Bilingual(
        "the substitute is an employee (töökoht): ATS § 57 speaks of officials",
        "asendaja on töötaja (töökoht): ATS § 57 räägib ametnikest",
    ),
)
