"""Who approved a description, when and by which order: the mark in front, the order, the signature below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from ajgraph import estonian
from ajgraph.description import Approval, Problem, Text
from ajgraph.language import Bilingual
from ajgraph.reading import dates, labels, numbering, organisations
from ajgraph.reading.closing import is_mark
from ajgraph.reading.closing import sentences as closing_sentences
from ajgraph.reading.mentions import sentence_case
from ajgraph.reading.orders import Segment
from ajgraph.reading.row import Row, joined

_MARK = re.compile(r"(?:KINNITATUD|Kinnitatud|KINNITAN|Kinnitan(?=:|$))\b:?\s*(?P<rest>.*)")
_NUMBER = re.compile(r"\b(?:nr|number)\.?\s*(?P<number>[\w./-]*\d[\w./-]*)", re.IGNORECASE)
_ACT = re.compile(r"\b(?:kk\b|käskkir\w*|korraldus\w*|otsus\w*|määrus\w*)", re.IGNORECASE)
_SIGNED = re.compile(r"[(/]\s*allkirjastatud\s+digitaalselt\s*[)/]", re.IGNORECASE)
_READ = re.compile(
    r"(?:(?:olen\s+)?(?:käesoleva\s+)?(?:ameti)?juhendiga\s+)?(?:olen\s+)?"
    r"(?:tutvunud|kätte\s+saanud|kooskõlastatud|kooskõlastanud|nõus)"
    r"(?:\s+(?:ja|ning)\s+(?:nõus|nõustun|kätte\s+saanud|kohustun\s+\w+))?\s*(?:[:,.(/_…\d].*)?",
    re.IGNORECASE | re.DOTALL,
)
"""A whole line that acknowledges; the same words inside a duty or an outcome acknowledge nothing."""
_MAY_READ = re.compile("utvu|UTVU|ätte|ÄTTE|ooskõla|OOSKÕLA|nõus|NÕUS")
_HEAD_OF_AGENCY = re.compile(r"(?P<name>[A-ZÕÄÖÜŠŽ][\w-]+teenistuse)\s+(?P<office>peadirektori?)")
"""Only an agency has a director general; "teenistus" alone may be a unit as well."""
_BODY = re.compile(r"\w+use")
_LOCAL_HEAD = re.compile(r"[A-ZÕÄÖÜŠŽ][\w-]+\s+(?P<office>(?:osa)?vallavanema?|linnapea)")
"""A head of local government after the name of the place: "Näidise vallavanema"."""
_ASIDE = re.compile(r"\((?:kinnitatud|kehtestatud)\b", re.IGNORECASE)
_I_APPROVE = re.compile(r"[Kk]innitan|KINNITAN")
_MOST_ABOVE_ORDER = 3
_COLLEGIAL = ("valitsus", "volikogu", "nõukogu", "juhatus")
_NAME = re.compile(r"(?:[A-ZÕÄÖÜŠŽ][\w'’-]+\s+){1,3}[A-ZÕÄÖÜŠŽ][\w'’-]+")
_OFFICE_AND_NAME = re.compile(
    r"(?P<office>[^\d,;:]+?)\s+(?P<name>[A-ZÕÄÖÜŠŽ][a-zõäöüšž'’]+(?:-[A-ZÕÄÖÜŠŽ][a-zõäöüšž]+)?\s+[A-ZÕÄÖÜŠŽ][a-zõäöüšž'’-]+)"
    r"(?P<rest>(?:[\s,]+\d.*)?)"
)
_LISA = re.compile(r"lisa\s*\d+\s+", re.IGNORECASE)
_LEAD_IN = re.compile(
    r"^[^\d]{0,200}?\b(?:kinnita(?:tud|ti|takse|nud|s|n)|kehtesta(?:tud|ti)|jõustu[bs]|jõustunud|kehtib)\b"
    r"\s*(?:on\b|alates\b)?[\s:,–-]*",
    re.IGNORECASE,
)
_NEXT_SENTENCE = re.compile(
    r"(?<=[^\W\d])[.,;]\s+(?=(?:Ameti)?[Jj]uhend|Käesolev|Olen)|\s(?:ning|ja)\s+(?:see|ameti|juhend|vaadatakse)"
)
_HEADING = re.compile(r"(?:ameti|töö)(?:juhend|kirjeldus)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Approved:
    """The approval with the organisation that its words name, and what could not be read of it."""

    approval: Approval
    organisation: Text | None = None
    problems: tuple[Problem, ...] = ()


def read(segment: Segment, closing: Sequence[Row] = ()) -> Approved:
    """Return what the mark "KINNITATUD", else the sentence that closes the text, else the order in front says.

    A mark over the first of several descriptions in one file holds for those that have none of their own.

    ``closing`` are the rows of that sentence ("Ametijuhend on kinnitatud …"); the signature counts in any case.
    """
    below = _below_heading(segment.body)
    rows = _mark(segment.front) or _mark(below) or _sentence(_stated(below)) or _sentence(closing)
    rows = rows or _mark(segment.shared)
    name, role = _signature(segment.body)
    if not rows and segment.order:
        return _from_order(segment.order)
    if not rows:
        return Approved(Approval(signer=name, by=role if name else None))
    line = rows[0].line
    named, rows = _named(rows)
    name = named or name
    text = joined(row.text for row in rows)
    found = dates.find(text)
    number = _NUMBER.search(text)
    organisation, by = _approver(text, line)
    organisation = organisation or _letterhead(segment.order)
    problems = []
    if found is None and dates.month_without_day(text):
        problems.append(
            Problem(
                line,
                Bilingual(
                    en="the approval names a month but no day, so its date is left open",
                    et="kinnitusmärkes on kuu, kuid mitte päev, seetõttu jääb kuupäev lahtiseks",
                ),
                "doubtful",
            )
        )
    order_name = _signature(segment.order)[0] if segment.order else None
    approval = Approval(
        date=found[0] if found else None,
        order=number["number"].rstrip(".,-") if number else None,
        by=by or role,
        signer=name or order_name,
        line=line,
    )
    return Approved(approval, organisation, tuple(problems))


def _named(rows: Sequence[Row]) -> tuple[str | None, list[Row]]:
    """Take the name of who approves out of a mark: "Direktor Eeva Näidis", or the name on a line of its own."""
    name: str | None = None
    found: list[Row] = []
    for row in rows:
        text = _SIGNED.sub("", row.text).strip(" ,")
        match = _OFFICE_AND_NAME.fullmatch(text)
        if (
            name is None
            and match
            and estonian.ends_in_head(match["office"])
            and not _is_office(match["name"])
        ):
            name, text = match["name"], match["office"] + match["rest"]
        elif name is None and _NAME.fullmatch(text) and not _is_office(text) and dates.find(text) is None:
            name, text = text, ""
        if text:
            found.append(row.saying(text))
    return name, found


def _is_office(text: str) -> bool:
    """Return whether two capitalised words are an office or a body, not the name of a person."""
    return (
        estonian.ends_in_head(text) or estonian.is_organisation(text) or estonian.unit_kind(text) is not None
    )


def _sentence(rows: Sequence[Row]) -> list[Row]:
    """Return the rows of a closing sentence without its lead-in and without the sentences after it."""
    found: list[Row] = []
    for row in rows[:8]:
        if is_mark(row.text):
            continue
        text = row.text if found else _LEAD_IN.sub("", numbering.number_of(row.text)[1], count=1)
        end = _NEXT_SENTENCE.search(text)
        found.append(Row(text[: end.start()] if end else text, row.line))
        if end:
            break
    return found


def _below_heading(body: Sequence[Row]) -> list[Row]:
    """Return the rows between the heading and the first label, where some put the approval."""
    return list(takewhile(lambda row: labels.find(row.text) is None, body[:8]))


def _stated(rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows from a sentence on that approves: "Käesolev ametijuhend on kehtestatud …"."""
    rows = [_out_of_brackets(row) if _ASIDE.match(row.text) else row for row in rows]
    found = [row for row, field in closing_sentences(rows).items() if field == "approved"]
    return rows[rows.index(found[0]) :] if found else ()


def _out_of_brackets(row: Row) -> Row:
    text = row.text.strip("()")
    return row.saying(text[:1].upper() + text[1:])


def _mark(front: Sequence[Row]) -> list[Row]:
    """Return the rows of the approval: from "KINNITATUD" on, or all that lead to the number of an act."""
    for index, row in enumerate(front):
        if match := _MARK.match(row.text):
            first = [Row(match["rest"], row.line)] if match["rest"] else []
            following = front[index + 1 : index + 8]
            return first + list(takewhile(lambda row: not _HEADING.match(row.text), following))
    if any(_ACT.search(row.text) for row in front) and any(_NUMBER.search(row.text) for row in front):
        start = next(
            (i for i, row in enumerate(front) if organisations.in_genitive(row.text) is not None), len(front)
        )
        return list(front[start:])
    return []


def _approver(text: str, line: int) -> tuple[Text | None, str | None]:
    """Return the organisation and the office before the date or the act: "X-ameti peadirektori" → both."""
    found = dates.find(text)
    if found and not text[: found[1]].strip(" ,"):
        text, found = text[found[2] :], None  # the date stands first
    ends = [match.start() for pattern in (_ACT, _NUMBER) if (match := pattern.search(text))]
    if found:
        ends.append(found[1])
    if month := re.search(r"\b(?:" + "|".join(dates.MONTHS) + r")\w*\s+\d{4}", text, re.IGNORECASE):
        ends.append(month.start())
    words = text[: min(ends, default=len(text))].strip(" ,")
    if (
        not words
        and (number := _NUMBER.search(text))
        and estonian.ends_in_head(text[number.end() :].strip(" .,"))
    ):
        words = text[number.end() :].strip(" .,")  # the office stands last
    split = organisations.in_genitive(words)
    if split is None and (match := _HEAD_OF_AGENCY.fullmatch(words)):
        split = estonian.unit_nominative(match["name"]).text, match["office"]
    if split is None:
        return None, _office(words)
    name, rest = split
    return Text(name, line), _office(rest) or _collegial(name)


def _collegial(name: str) -> str | None:
    """Return the body that decides by itself, not through its head: "Näidise Vallavalitsuse 2. mai … korraldus"."""
    last = name.rpartition(" ")[2].casefold()
    return last if last.endswith(_COLLEGIAL) else None


def _office(words: str) -> str | None:
    words = _LISA.sub("", words.strip(" ,."))
    if not words or len(words) > 120:
        return None
    if match := _LOCAL_HEAD.fullmatch(words):
        words = match["office"]
    if not estonian.ends_in_head(words) and _BODY.fullmatch(words):
        return words[:-1]  # "juhatuse", "linnavalitsuse": a body approves as well
    return estonian.nominative(words).text


def _from_order(rows: Sequence[Row]) -> Approved:
    """Read an order: its date and number stand right under the word, its signature at the end."""
    text = joined(row.text for row in rows[:4])
    found = dates.find(text)
    number = _NUMBER.search(text)
    name, role = _signature(rows)
    line = next(
        (row.line for row in rows[:4] if dates.find(row.text) or _NUMBER.search(row.text)), rows[0].line
    )
    approval = Approval(
        date=found[0] if found else None,
        order=number["number"].rstrip(".,-") if number else None,
        by=role,
        signer=name or role,
        line=line,
    )
    organisation = _letterhead(rows)
    for row in rows:
        if match := _I_APPROVE.search(row.text):
            after = row.text[match.end() :].strip(" :")
            if split := organisations.in_genitive(after):
                organisation = Text(split[0], row.line)
                break
    return Approved(approval, organisation)


def _letterhead(order: Sequence[Row]) -> Text | None:
    """Return the body whose name stands above the word of its order."""
    for row in order[:_MOST_ABOVE_ORDER]:
        text = " ".join(row.text.split())
        if _ACT.match(text):
            return None
        if len(text.split()) > 1 and estonian.is_organisation(text) and not organisations.is_generic(text):
            return Text(sentence_case(text), row.line)
    return None


def _signature(rows: Sequence[Row]) -> tuple[str | None, str | None]:
    """Return the name and the office after "(allkirjastatud digitaalselt)"; what was only read approves nothing."""
    for index, row in enumerate(rows):
        if (
            not row.bullet
            and row.text[0].isupper()
            and _MAY_READ.search(row.text)
            and _READ.fullmatch(row.text)
        ):
            return None, None
        match = _SIGNED.search(row.text)
        if match is None:
            continue
        after = [
            row.text[match.end() :].strip(),
            *(following.text for following in rows[index + 1 : index + 3]),
        ]
        after = [text for text in after if text and len(text) < 60]
        name = next((text for text in after if _NAME.fullmatch(text)), None)
        role = next(
            (text for text in after if text != name and text[0].islower() and not _SIGNED.search(text)), None
        )
        return name, role
    return None, None
