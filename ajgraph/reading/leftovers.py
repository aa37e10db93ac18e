"""The lines of a description that no field took up: compared in the end with what was read, so none is forgotten.

Every reader says itself what it did not understand; a line that fell between two of them is found here. A line counts
as read if its words stand in a value, in a label or in a problem, or belong to the formulas of approval, signature and
acknowledgement, which are read for their data alone and hold names that are not kept by intent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ajgraph.description import MENTION_FIELDS, JobDescription
from ajgraph.reading import columns, labels
from ajgraph.reading.part import Part
from ajgraph.reading.row import Row

_WORD = re.compile(r"[^\W\d_]{3,}")
_CODE = re.compile(r"[ivx]+|nr|lk|sh|jne|nt")
"""What counts or abbreviates and says nothing by itself."""
_OFTEN = re.compile(
    r"(?:iga|kord|korda|igal|üks|kaks)(?:\s+\w+){1,2}|igapäeva\w*|pidevalt|jooksvalt|vajadusel"
)
"""How often a duty comes, in a column like that of its share of the time, which is not kept either."""
_APPROVAL = re.compile(
    r"kinnita|kehtesta|käskki|korraldus|otsus|määrus|lisa|allkir|digitaal|jaanuar|veebruar|märts|aprill|mai|juun|juul"
    r"|august|septemb|oktoob|novemb|detsemb|aasta|ametijuhend|ametikirjeldus|tööjuhend|juurde"
)
"""Words around the date and the number of an act, and the heading."""
_ACT = re.compile(r".{0,60}\b(?:käskkir|korraldus|otsus|määrus)\w*\s+nr\b\W*[\w./-]+(?:\s+juurde)?\W*")
"""The number of an act in a letterhead, with who gave it and when: that is read of the act itself."""
_FORMULA = re.compile(
    r"kehti|jõustu|allakir|tutvu|nimi|sain|kuupäev|koosta|vormista|eksemplar|kätte|saanud|läbi|lugenud|lugesin|nõus|kohustu|täitma"
    r"|järgima|sätestat|arvates|sõlmi|olen|juhend|tööleping|lahutamatu|muude|muut|muuda|vaada|käesolev|ühe|kahes|millest|kumbki"
    r"|poolte|sellega|kokkulep|teatavaks|perekonnanimi|eesnimi|teenistuja|töötaja|ametnik|tööandja|esindaja|kooskõlast|vahetu|juht"
)
"""Words of the formulas that close a description: how it is changed, in how many copies it is made, that it was read."""
_NAME = re.compile(r"(?:[A-ZÕÄÖÜŠŽ][\w'’-]+\s+){1,2}[A-ZÕÄÖÜŠŽ][\w'’-]+[\s\d./_]*")
"""The name of a person, in a place where one signs."""
_TO_SIGN = re.compile(r"[^_]{0,60}_{4,}[^_]{0,40}_*[\s\d._/]*")
"""A line to be filled in by hand: "Mari Näidis ________ (allkiri)"."""
_SIGNING = frozenset({"approved", "acknowledged", "review"})
"""Parts that speak of the document itself, and under which it is signed."""
_TOLD = frozenset({"unknown", "other", "location", "appointed"})
"""Parts whose heading is reported with all that stands under it."""
_AROUND = "0123456789.,:;()[] "
"""What stands around the text of an item: its number, the stop after it."""
_NEAR = 200
"""How far behind the line before, in characters of what was read, a line is looked for first."""
_STEM = 4
"""So many letters tell a word from others in all its cases; values stand in the nominative."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """Lines after each other that nothing took up, and the part they stand in; None before the first label."""

    rows: tuple[Row, ...]
    part: Part | None


class _Said:
    """All that a description holds, as it is and in small letters."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.written = "\n".join(texts)

    @cached_property
    def text(self) -> str:
        return self.written.casefold()

    @cached_property
    def _stems(self) -> set[str]:
        return {word[:_STEM] for word in self.text.split()}

    def has(self, word: str) -> bool:
        """Return whether some word begins like ``word``; one of three letters has to be the whole word."""
        stem, text = word[:_STEM], self.text
        if stem in self._stems:  # nearly always, and faster than a search
            return True
        at = text.find(stem)
        while at >= 0:
            end = at + len(stem)
            if not text[at - 1 : at].isalpha() and (len(stem) == _STEM or not text[end : end + 1].isalpha()):
                return True
            at = text.find(stem, end)
        return False


def find(
    rows: Sequence[Row],
    parts: Iterable[Part],
    description: JobDescription,
    told: Iterable[int],
) -> list[Leftover]:
    """Return the lines that are neither in ``description`` nor ``told``, which are the lines of problems."""
    parts = list(parts)
    holders = {row.line: part for part in parts for row in part.held}
    covered = {*told, *(line for line, part in holders.items() if part.field in _TOLD)}
    said = _Said([*_names(description), *_texts(description), *(part.label for part in parts)])
    found: list[Leftover] = []
    adjacent = False
    place = 0  # lines and values come in about the same order
    for row in rows:
        text = (" ".join(row.text.split()) if "  " in row.text else row.text).strip(_AROUND)
        at = said.written.find(text, place, place + len(text) + _NEAR)
        if at >= 0:
            place = at + len(text)
            adjacent = False
            continue
        part = holders.get(row.line)
        if row.line in covered or text.casefold() in said.text or _is_told(row, part, said):
            adjacent = False
        elif adjacent and found[-1].part is part:
            found[-1] = Leftover((*found[-1].rows, row), part)
        else:
            found.append(Leftover((row,), part))
            adjacent = True
    return found


def _is_told(row: Row, part: Part | None, said: _Said) -> bool:
    """Return whether most words of a line are known, or the line has a form that is left out by intent."""
    folded = " ".join(row.text.split()).casefold()
    words = [word for word in _WORD.findall(folded) if not (_CODE.fullmatch(word) or _APPROVAL.match(word))]
    if not words or labels.is_known(row.text):
        return True
    if row.cell and (columns.is_heading(row.text) or _OFTEN.fullmatch(folded)):
        return True
    if _TO_SIGN.fullmatch(row.text):
        return True
    if part is None and _ACT.fullmatch(folded):
        return True
    signing = part is not None and part.field in _SIGNING
    if signing and (_NAME.fullmatch(row.text) or (row.text[0].islower() and not row.start)):
        return True
    closing = signing or part is None or part.field == "stack"
    missing = sum(not said.has(word) for word in words if not (closing and _FORMULA.match(word)))
    if part is not None and part.field == "clause":
        return missing < len(words)  # the verbs of a sentence are in no value
    return 2 * missing <= len(words)


def _names(description: JobDescription) -> Iterator[str]:
    """Yield who and what the description names: other than texts, not as written but in the nominative."""
    approval = description.approval
    texts = (description.organisation, *description.units, description.title, description.specialisation)
    yield from (text.value for text in texts if text)
    for field in MENTION_FIELDS:
        for one in description.mentions(field):
            yield from (one.text, one.sentence, one.title or "", one.unit or "")
    yield from (text for alias in description.aliases for text in (alias.short, alias.full))
    yield from (text for text in (approval.by, approval.signer, approval.order) if text)


def _texts(description: JobDescription) -> Iterator[str]:
    """Yield every text that is kept as written, about in the order in which descriptions hold them."""
    needs = description.requirements
    texts = (
        description.purpose,
        *(text for duty in description.duties for text in (duty.text, *duty.outcomes)),
        *description.rights,
        *description.responsibilities,
        needs.education and needs.education.text,
        *(one.text for one in needs.experience),
        needs.computer,
        *(text for one in description.competencies for text in (one.name, *one.indicators)),
        description.review,
        *description.validity.repeals,
        description.working_time,
        description.civil_service_group,
    )
    yield from (text.value for text in texts if text)
    yield from (group for duty in description.duties if (group := duty.group))
    yield from (skill.text for skill in needs.languages)
