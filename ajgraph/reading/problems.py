"""What was not read, or read with doubt, as problems with their line: nothing is lost silently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ajgraph.description import Duty, Problem, Text
from ajgraph.language import Bilingual
from ajgraph.reading import labels, standing_in
from ajgraph.reading.leftovers import Leftover
from ajgraph.reading.mentions import sentence_case
from ajgraph.reading.part import Part
from ajgraph.reading.row import Row, joined

_NOT_KEPT = frozenset({"other", "location", "appointed"})
"""Labels that are known but have no field of a description."""
_ASIDE = frozenset({"requirements", "approved", "acknowledged", "review"}) | labels.QUALITIES
"""Parts of which some sentences are read, while the others are known to be of no use."""
_NO_MORE = Bilingual(en="", et="")
_LONGEST = 60
_BEFORE = 10


def not_understood(parts: Sequence[Part], unfilled: Sequence[Part]) -> list[Problem]:
    """Return a problem for each label that is not known, not kept or without a value: one for each section."""
    problems: list[Problem] = []
    extents = _extents(parts)
    sections: set[str] = set()  # what stands under a reported heading is reported with it
    for part in parts:
        more = extents[part.line]
        if part.field == "unknown":
            problems.append(
                Problem(
                    part.line,
                    Bilingual(
                        en=f"the label “{part.label}” is not known, so what it holds was not read{more.en}",
                        et=f"silt „{part.label}“ ei ole tuttav, seetõttu jäi selle sisu lugemata{more.et}",
                    ),
                )
            )
        elif part.field in _NOT_KEPT and part.held and part.number.split(".")[0] not in sections:
            if part.number.isdigit():
                sections.add(part.number)
            problems.append(_not_kept(part.label, part.line, more))
        elif part.field == "substitution" and part.rows:
            problems.append(not_read(part.rows[0], part.rows[-1].line))
    problems.extend(
        Problem(
            part.line,
            Bilingual(
                en=f"no value was found for the label “{part.label}”",
                et=f"sildile „{part.label}“ ei leitud väärtust",
            ),
        )
        for part in unfilled
    )
    return problems


def _extents(parts: Sequence[Part]) -> dict[int, Bilingual]:
    """Return by the line of each label which lines it holds; a section ends with the last of its labels not kept."""
    found: dict[int, list[int]] = {}
    section, heading = "", 0
    for part in parts:
        lines = [row.line for row in part.held]
        found.setdefault(part.line, []).extend(lines)
        if part.field in _NOT_KEPT and lines:
            if section and part.number.split(".")[0] == section:
                found[heading].extend(lines)
            elif part.number.isdigit():
                section, heading = part.number, part.line
    return {line: _lines(line, min(held), max(held)) if held else _NO_MORE for line, held in found.items()}


def _not_kept(label: str, line: int, more: Bilingual) -> Problem:
    label = sentence_case(label)
    return Problem(
        line,
        Bilingual(
            en=f"the section “{label}” is not part of what is kept{more.en}",
            et=f"osa „{label}“ ei kuulu andmete hulka, mida säilitatakse{more.et}",
        ),
        "not-kept",
    )


def not_sorted(sentences: Iterable[tuple[str, Text]], leftovers: Iterable[Leftover]) -> list[Problem]:
    """Return a problem for the first sentence of each label that names no requirement there is a field for."""
    first: dict[str, Text] = {}
    for label, sentence in sentences:
        first.setdefault(label, sentence)
    lasts = {one.rows[0].line: one.rows[-1].line for one in leftovers}
    return [
        _aside(label, sentence.value, sentence.line, lasts.get(sentence.line, 0))
        for label, sentence in first.items()
    ]


def left(leftovers: Iterable[Leftover], told: Iterable[Problem]) -> list[Problem]:
    """Return a problem for the lines that nothing took up; those beside a signature are not quoted."""
    lines = {problem.line for problem in told}
    found: list[Problem] = []
    for one in leftovers:
        row, last = one.rows[0], one.rows[-1].line
        if row.line in lines:
            continue
        if one.part is None or one.part.field not in _ASIDE:
            found.append(not_read(row, last))
        elif one.part.field == "acknowledged":
            found.append(_beside_signature(row.line, last))
        else:
            found.append(_aside(one.part.label, row.text, row.line, last))
    return found


def _aside(label: str, text: str, line: int, last: int) -> Problem:
    begins, more = shown(text), _lines(line, line, last or line)
    under = sentence_case(label)
    return Problem(
        line,
        Bilingual(
            en=f"under “{under}”, what begins with “{begins}” is not kept{more.en}",
            et=f"osast „{under}“ jäi kõrvale see, mis algab sõnadega „{begins}“{more.et}",
        )
        if under
        else Bilingual(
            en=f"what begins with “{begins}” is not kept{more.en}",
            et=f"kõrvale jäi see, mis algab sõnadega „{begins}“{more.et}",
        ),
        "not-kept",
    )


def _beside_signature(line: int, last: int) -> Problem:
    more = _lines(line, line, last or line)
    return Problem(
        line,
        Bilingual(
            en=f"what stands with the signature of the holder is not kept{more.en}",
            et=f"ametikoha täitja allkirja juures olevat teksti ei säilitata{more.et}",
        ),
        "not-kept",
    )


def clauses(rest: Iterable[Part]) -> list[Problem]:
    """Return a problem for each sentence of the header that nobody understood."""
    return [
        not_read(replace(clause.rows[0], text=joined(row.text for row in clause.rows)), clause.rows[-1].line)
        for clause in rest
        if clause.rows
    ]


def name_left_out(line: int) -> Problem:
    """Return the problem of a name beside a post: the post alone is kept."""
    return Problem(
        line,
        Bilingual(
            en="a person is named here; the post is kept, the name and contact details are not",
            et="siin on nimetatud isik; alles jääb ametikoht, nime ja kontaktandmeid ei säilitata",
        ),
        "not-kept",
    )


def only_a_name(line: int) -> Problem:
    """Return the problem of a person who is named without a post: nobody is left to be kept."""
    return Problem(
        line,
        Bilingual(
            en="a person is named here without a post; names are not kept, so nothing was read of it",
            et="siin on nimetatud isik ilma ametikohata; nimesid ei säilitata, seetõttu jäi see lugemata",
        ),
    )


def not_read(row: Row, last: int = 0) -> Problem:
    """Return the problem of one line that says something nobody understood, and of those after it up to ``last``."""
    text, more = shown(row.text), _lines(row.line, row.line, last or row.line)
    return Problem(
        row.line,
        Bilingual(
            en=f"the line “{text}” was not understood{more.en}", et=f"rida „{text}“ jäi arusaamatuks{more.et}"
        ),
    )


def _lines(line: int, first: int, last: int) -> Bilingual:
    """Return which lines a problem at ``line`` speaks of, where they are others or several."""
    if line == last:
        return _NO_MORE
    if first == last:
        return Bilingual(en=f" (line {last})", et=f" (rida {last})")
    return Bilingual(en=f" (lines {first} to {last})", et=f" (read {first}–{last})")


def inferred(organisation: Text) -> Problem:
    """Return the problem of an organisation that only the text names, not the approval."""
    return Problem(
        organisation.line,
        Bilingual(
            en=f"no approval names the organisation; “{organisation.value}” is inferred from this line",
            et=f"asutust kinnitusmärge ei nimeta; „{organisation.value}“ on järeldatud sellest reast",
        ),
        "doubtful",
    )


def repeated(found: Sequence[Duty]) -> list[Problem]:
    """Return a problem for each duty whose number an earlier one carries."""
    counts = Counter(duty.number for duty in found if duty.number)
    problems: list[Problem] = []
    seen: set[str] = set()
    for duty in found:
        if counts[duty.number] > 1 and duty.number in seen:
            problems.append(
                Problem(
                    duty.text.line,
                    Bilingual(
                        en=f"the number {duty.number} is used for more than one duty; all of them are kept",
                        et=f"numbrit {duty.number} kannab mitu ülesannet; alles on jäetud kõik",
                    ),
                    "doubtful",
                )
            )
        seen.add(duty.number)
    return problems


def shown(text: str) -> str:
    """Return ``text`` as a message quotes it: cut where it is long, but never so that a form of "asendama" is lost.

    >>> shown("Ametniku tööd korraldab ja tema puhkuse aegu kavandab juhataja. Asendajat ei ole nimetatud.")
    '…juhataja. Asendajat ei ole nimetatud.'
    """
    if len(text) <= _LONGEST:
        return text
    speaks = standing_in.SPEAKS.search(text)
    if speaks and speaks.end() > _LONGEST - 3:
        begin = text.rfind(" ", 0, max(0, speaks.start() - _BEFORE)) + 1
        rest = text[begin:]
        return "…" + (rest if len(rest) <= _LONGEST else rest[: _LONGEST - 3] + "…")
    return text[: _LONGEST - 3] + "…"
