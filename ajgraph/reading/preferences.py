"""What a sentence only prefers: "kasuks tuleb …", "soovitavalt …", "… on eeliseks"."""

from __future__ import annotations

import re

BEFORE = r"kasuks tule(?:b|vad)|soovita(?:v|valt|tav|tavalt)|soovituslik(?:ult)?|eelistatult|eelistatud|eelistame|kasulik"
AFTER = r"tule(?:b|vad) kasuks|kasuks(?! tule)|(?:on )?(?:eeliseks|eelis|plussiks|kasulik|soovita(?:v|tav)|eelistatud)"
_MARK = re.compile(rf"\b(?:{AFTER}|{BEFORE})\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,;]\s*")
_SENTENCE_END = re.compile(r"(?:(?<=\.)|;)\s+")
_ASKED = re.compile(r"\b(?:vähemalt|minimaalselt|nõutav\w*|kohustuslik\w*)\b", re.IGNORECASE)
_JOINT = re.compile(r"(?:\s*[,;]|\s+(?:ja|ning|kuid|aga))?\s*$", re.IGNORECASE)


def span(text: str) -> tuple[int, int] | None:
    """Return where the preferred part of a sentence begins and ends; None if all of it is required.

    A mark with words after it prefers those ("B2, kasuks tuleb vene keel"); one at the end prefers the clause it
    ends ("eesti keel C1, vene keel on eeliseks").

    >>> split("2 aastat tööd, kasuks tuleb juhtimiskogemus")
    ('2 aastat tööd', 'kasuks tuleb juhtimiskogemus')
    >>> split("Keskharidus, kõrgharidus on eeliseks"), split("Soovitavalt 2 aastat")
    (('Keskharidus', 'kõrgharidus on eeliseks'), ('', 'Soovitavalt 2 aastat'))
    """
    mark = _MARK.search(text)
    if mark is None:
        return None
    after = text[mark.end() :].strip(" .:;,)–-")
    if after and not text[mark.end() :].lstrip().startswith((",", ";")):
        return mark.start(), len(text)
    ends = [match.end() for match in _CLAUSE_END.finditer(text, 0, mark.start())]
    if ends and not text[ends[-1] : mark.start()].strip():
        ends.pop()  # "B1, soovitav" prefers what stands before its comma
    return (ends[-1] if ends else 0), len(text) if not after else mark.end()


def split(text: str) -> tuple[str, str]:
    """Return the required and the preferred part of ``text``; either may be empty."""
    found = span(text)
    if found is None:
        return text, ""
    begin, end = found
    required = _JOINT.sub("", text[:begin]) + text[end:]
    return required.strip(" ,;"), text[begin:end].strip()


def required(text: str) -> str:
    """Return what the sentences of ``text`` require; empty if they only prefer.

    >>> required("Kasuks tuleb magistrikraad. Kõrgharidus."), required("kõrgharidus (soovitavalt)")
    ('Kõrgharidus', '')
    >>> required("soovitavalt kõrgharidus, vähemalt keskharidus")
    'vähemalt keskharidus'
    """
    if _MARK.search(text) is None:
        return text
    kept: list[str] = []
    for sentence in _SENTENCE_END.split(text):
        asked, preferred = split(sentence)
        kept.append(asked.strip(" .()"))
        kept += [clause for clause in _CLAUSE_END.split(preferred)[1:] if _ASKED.search(clause)]
    return ", ".join(filter(None, kept))


def is_all(text: str) -> bool:
    """Return whether ``text`` only prefers and requires nothing.

    >>> is_all("soovitavalt magistrikraad"), is_all("kõrgharidus, soovitavalt magistrikraad"), is_all("")
    (True, False, False)
    """
    return bool(text) and not required(text)
