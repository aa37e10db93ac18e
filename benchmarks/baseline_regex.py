"""The script one would write instead: regular expressions on the labels of the header, for the layouts at hand.

It knows the two layouts of the sample agency that have one label to a value or one row of labels over a row of cells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

LABELS = {
    "title": r"Ametinimetus|Ametikoha nimetus|Teenistuskoha nimetus|Teenistuskoht|Töökoht",
    "unit": r"Struktuuriüksuse nimetus|Struktuuriüksus",
    "manager": r"Vahetu juht|Allub",
    "substituted_by": r"Kes asendab|Teenistuja asendaja|Töötaja asendaja|Asendaja",
    "substitutes": r"Keda asendab|Teenistuja asendab|Töötaja asendab|Asendab",
}
NUMBER = r"(?:\d+\.\d+\.? +)?"
VALUE = re.compile(
    rf"^{NUMBER}(?P<label>{'|'.join(LABELS.values())})[ :]+(?P<value>\S.*(?:\n(?!\d)\S.*)*)", re.MULTILINE
)
CELL = r"\s*\n\s*\n(\S.*(?:\n\S.*)*)"
FIRST = re.compile(r"1\.1\.? +(?:Ametinimetus|Ametikoha nimetus) +1\.2\.? +Struktuuriüksus" + CELL * 2)
SECOND = re.compile(r"1\.3\.? +Vahetu juht +1\.4\.? +Kes asendab +1\.5\.? +Keda asendab" + CELL * 3)


def read(text: str) -> Mapping[str, str]:
    """Return the fields found, as written, on one line."""
    text = re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)
    found: dict[str, str] = {}
    for row, names in ((FIRST, ("title", "unit")), (SECOND, ("manager", "substituted_by", "substitutes"))):
        if match := row.search(text):
            found |= dict(zip(names, match.groups(), strict=True))
    for match in VALUE.finditer(text):
        field = next(name for name, label in LABELS.items() if re.fullmatch(label, match["label"]))
        found.setdefault(field, match["value"])
    return {
        name: re.sub(r" \(edaspidi [^)]*\)", "", " ".join(value.split())) for name, value in found.items()
    }
