"""The fields of a description as people call them: on pages, and when they ask for one."""

from __future__ import annotations

from typing import Final

from ajgraph.description import MENTION_FIELDS
from ajgraph.errors import UsageError
from ajgraph.language import Bilingual

NAMES: Final = {
    "organisation": Bilingual("Organisation", "Asutus"),
    "title": Bilingual("Title", "Ametinimetus"),
    "specialisation": Bilingual("Specialisation", "Täpsustus"),
    "units": Bilingual("Unit", "Üksus"),
    "manager": Bilingual("Immediate manager", "Vahetu juht"),
    "substituted_by": Bilingual("Who stands in", "Kes asendab"),
    "substitutes": Bilingual("Stands in for", "Keda asendab"),
    "subordinates": Bilingual("Subordinates", "Alluvad"),
    "purpose": Bilingual("Purpose", "Eesmärk"),
    "duties": Bilingual("Duties", "Ülesanded"),
    "rights": Bilingual("Rights", "Õigused"),
    "responsibilities": Bilingual("Responsibilities", "Vastutus"),
    "education": Bilingual("Education", "Haridus"),
    "experience": Bilingual("Experience", "Kogemus"),
    "languages": Bilingual("Language", "Keel"),
    "computer": Bilingual("Computer skills", "Arvutioskus"),
    "competencies": Bilingual("Competencies", "Kompetentsid"),
    "additional": Bilingual("Additional", "Täiendavad"),
    "approval": Bilingual("Approved", "Kinnitatud"),
    "in_force_from": Bilingual("In force from", "Jõustub"),
    "applied_from": Bilingual("Applied from", "Rakendatakse alates"),
    "repeals": Bilingual("Repeals", "Tunnistab kehtetuks"),
    "review": Bilingual("Review", "Ülevaatamine"),
    "working_time": Bilingual("Working time", "Tööaeg"),
    "civil_service_group": Bilingual("Service group", "Ametikoha grupp"),
}
"""What pages call the fields of a description."""

FIELDS: Final = (
    "organisation",
    "title",
    "specialisation",
    "units",
    *MENTION_FIELDS,
    "purpose",
    "duties",
    "rights",
    "responsibilities",
    "education",
    "experience",
    "languages",
    "computer",
    "competencies",
    "approval",
    "in_force_from",
    "applied_from",
    "repeals",
    "review",
    "working_time",
    "civil_service_group",
)
"""What can be explained: the keys of the JSON, with those of the requirements and of the validity on their own."""

_ALSO: Final = {
    "organisation": ("organisatsioon", "organization", "ametiasutus", "tööandja"),
    "title": ("ametikoht", "ametikoha nimetus", "töökoht", "nimetus", "post"),
    "specialisation": ("specialization", "spetsialiseerumine", "valdkond"),
    "units": ("struktuuriüksus", "osakond", "talitus", "üksused"),
    "manager": ("juht", "ülemus", "otsene juht", "allub", "kellele allub"),
    "substituted_by": ("asendaja", "asendajad", "kes teda asendab", "substitute", "substituted"),
    "substitutes": ("asendab", "asendatav", "asendatavad", "keda ta asendab", "stands in"),
    "subordinates": ("alluv", "kes alluvad", "subordinate"),
    "purpose": ("ametikoha eesmärk", "eesmärgid", "põhieesmärk"),
    "duties": ("ülesanne", "tööülesanded", "teenistusülesanded", "kohustused", "duty", "tulemused", "outcomes"),
    "rights": ("õigus", "right"),
    "responsibilities": ("vastutab", "vastutused", "responsibility"),
    "education": ("haridusnõue",),
    "experience": ("töökogemus", "kogemused", "staaž"),
    "languages": ("keeled", "keeleoskus", "keelteoskus", "language skills"),
    "computer": ("arvuti", "arvutioskused", "digioskused"),
    "competencies": ("kompetents", "pädevused", "täiendavad", "additional", "isikuomadused", "oskused", "competency"),
    "approval": ("kinnitamine", "kinnitaja", "käskkiri", "approved by"),
    "in_force_from": ("jõustumine", "kehtib alates", "in force"),
    "applied_from": ("rakendatakse", "rakendamine", "applied"),
    "repeals": ("kehtetu", "kehtetuks"),
    "review": ("läbivaatamine", "ülevaatamine", "review_months"),
    "working_time": ("tööaja märge",),
    "civil_service_group": ("teenistusgrupp", "grupp", "service_group"),
}  # fmt: skip
"""Other words by which people ask for a field."""


_SEVERAL: Final = {
    ("requirements", "nõuded", "kvalifikatsioon"): ("education", "experience", "languages", "computer"),
    ("validity", "kehtivus"): ("in_force_from", "applied_from", "repeals"),
}
"""Words that ask for several fields at once."""


def fields_named(name: str) -> tuple[str, ...]:
    """Return the fields of a name as in the JSON or as people call them, in either language and any case.

    Raises :class:`~ajgraph.errors.UsageError` for another.

    >>> fields_named("Vahetu juht"), fields_named("substituted-by"), fields_named("ASENDAB")
    (('manager',), ('substituted_by',), ('substitutes',))
    """
    asked = _folded(name)
    for field in FIELDS:
        if asked in map(_folded, (field, NAMES[field].en, NAMES[field].et, *_ALSO.get(field, ()))):
            return (field,)
    for names, fields in _SEVERAL.items():
        if asked in names:
            return fields
    raise UsageError(
        Bilingual(f"there is no field “{name}” to explain", f"välja „{name}“ pole"),
        remedy=Bilingual(f"Fields: {', '.join(FIELDS)}.", f"Väljad: {', '.join(map(_in_estonian, FIELDS))}."),
    )


def _in_estonian(field: str) -> str:
    return f"{NAMES[field].et.lower()} ({field})"


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").replace("-", " ").split()).rstrip(":")
