"""Personal codes (isikukood), which certificates and file names carry and which no output may: taken out of texts."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_ESTONIAN: Final = re.compile(
    r"(?:PNO[A-Z]{2}-)?(?<!\d)[1-8]\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{4}(?!\d)", re.IGNORECASE
)
"""Sex and century, date of birth, serial number and check digit; whether the check digit is right does not matter."""

# Semantic identifiers (PNOEE-…, IDCLV-…; not the first half of a double name) and bare codes: ten or more digits
# however grouped, or six digits, a sign and the rest.
_ANY: Final = re.compile(
    r"\b(?:PNO|IDC|PAS|TAX|TIN)[A-Z]{2}-\S*\d\S*|\b\d{6}[-+][\dA-Z]{3,}\b|\d(?:[ .,\-/–_]?\d){9,}",
    re.IGNORECASE,
)
_MAX_READ: Final = 1000


def masked(name: str) -> str:
    """Return a file name with "_" for every Estonian personal code in it; other numbers stay.

    >>> masked("Juhend 38001085718.docx"), masked("Käskkiri 2024-02-12 nr 12345678.txt")
    ('Juhend _.docx', 'Käskkiri 2024-02-12 nr 12345678.txt')
    """
    return _ESTONIAN.sub("_", name)


def harmless(text: str, most: int = 120) -> str:
    """Return one line without control characters and without anything like a personal code of any country.

    At most ``most`` characters. Meant for names and roles, which have no other long numbers.
    """
    line = "".join(
        " " if unicodedata.category(sign)[0] in "CZ" else sign
        for sign in unicodedata.normalize("NFKC", text[:_MAX_READ])
    )
    return " ".join(_ANY.sub(" ", " ".join(line.split())).split()).strip(" ,;-")[:most].strip()
