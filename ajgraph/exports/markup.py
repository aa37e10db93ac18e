"""What the XML formats share."""

from __future__ import annotations

import re

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def readable(xml: str) -> str:
    """Return XML with letters in place of their numbers, so that "Nõunik" can be searched for.

    ElementTree numbers what ASCII lacks; the numbers below 128 (line breaks in attributes) stay.

    >>> readable("<a b='&#10;'>N&#245;unik</a>")
    "<a b='&#10;'>Nõunik</a>"
    """
    return re.sub(r"&#(\d{3,7});", lambda found: chr(int(found[1])) if int(found[1]) > 159 else found[0], xml)
