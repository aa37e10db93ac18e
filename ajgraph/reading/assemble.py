"""Parts to a job description: every field read by its own module, and what nobody understood as problems."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ajgraph import estonian
from ajgraph.blocks import Document
from ajgraph.description import Alias, JobDescription, Mention, MentionField, Problem, Source, Text
from ajgraph.reading import (
    absence,
    approval,
    bullets,
    cells,
    competencies,
    duties,
    header,
    labels,
    leftovers,
    mentions,
    numbering,
    organisations,
    requirements,
    reviews,
    sentences,
    substitution,
    validity,
)
from ajgraph.reading import parts as splitting
from ajgraph.reading import problems as problems_of
from ajgraph.reading.header import Header
from ajgraph.reading.orders import Segment
from ajgraph.reading.own import Own
from ajgraph.reading.part import Part
from ajgraph.reading.row import Row

_LONGEST = 600
"""How many characters of a line or a text are looked through for names."""

_BODY = frozenset(
    {"purpose", "duties", "rights", "responsibilities", "rights_and_responsibilities", "requirements"}
)
_EVIDENCE = frozenset(
    {"unit", "manager", "substituted_by", "substitutes", "subordinates", "purpose", "duties", "rights"}
    | {"responsibilities", "requirements", "education", "core", "general"}
)


def description(segment: Segment, document: Document) -> JobDescription | None:
    """Return the job description of a segment; None if it is none (no title, or nothing said about the post)."""
    parts, unfilled = cells.distribute(splitting.split(segment.body))
    parts = [piece for part in parts for piece in sentences.of_relations(part)]
    written, clauses = parts, [part for part in parts if part.field == "clause"]
    head = header.read(segment, parts)
    said = sentences.read(clauses, head.title.value if head.title else None)
    if said.parts:
        parts = [part for part in parts if part.field != "clause"] + list(said.parts)
        head = header.read(segment, parts)
    title = head.title or said.title
    if title is None or not any(part.field in _EVIDENCE for part in parts):
        return None
    if head.title is None and not any(part.field in _BODY and (part.rows or part.table) for part in parts):
        return None  # sentences about a post, as any text may hold them, make no description of it
    own = Own.of(title.value, [alias.short for alias in (*head.aliases, *said.aliases)])
    spoken = substitution.in_sentences(parts, own)
    parts = list(spoken.parts)
    approved = approval.read(segment, _approving(parts))
    organisation = approved.organisation or head.organisation
    problems = [
        *segment.left_out,
        *approved.problems,
        *problems_of.not_understood(parts, [*unfilled, *_empty(parts)]),
        *problems_of.clauses(said.rest),
        *(
            problems_of.not_read(part.rows[0])
            for part in parts
            if header.is_loose(part)
            and part.rows
            and not any(u.line == part.rows[0].line for u in head.units)
        ),
        *spoken.problems,
    ]
    if organisation is None:
        organisation = organisations.unique_in(segment.body)
        if organisation:
            problems.append(problems_of.inferred(organisation))
    people, aliases, more = _people(parts, head, title)
    problems.extend(more)
    rights, responsibilities = _rights(parts)
    found_duties = [duty for part in parts if part.field == "duties" for duty in duties.read(part)]
    problems.extend(problems_of.repeated(found_duties))
    needs, not_sorted = requirements.read(parts)
    problems.extend(substitution.unread(segment.body, (*parts, *clauses), problems))
    months, review = reviews.review_of(parts)
    group = _value(parts, "civil_service_group")
    rows = [*segment.front, *segment.body]
    lines = [row.line for row in rows]
    if segment.heading_line is not None:
        lines.append(segment.heading_line)
    found = JobDescription(
        source=Source(document.path, document.sha256, document.media_type, min(lines), max(lines)),
        title=title,
        organisation=organisation,
        specialisation=head.specialisation,
        units=_without(organisation, head.units),
        manager=people["manager"],
        substituted_by=people["substituted_by"],
        substitutes=people["substitutes"],
        subordinates=people["subordinates"],
        aliases=tuple(
            dict.fromkeys((*head.aliases, *said.aliases, *aliases, *_purpose_aliases(parts, head.units)))
        ),
        purpose=_purpose(parts, title),
        duties=tuple(found_duties),
        rights=rights,
        responsibilities=responsibilities,
        requirements=needs,
        competencies=tuple(
            found
            for part in parts
            if part.field in ("core", "additional")
            for found in competencies.read(part)
        ),
        approval=approved.approval,
        validity=validity.read(segment, approved.approval.date),
        review_months=months,
        review=review,
        working_time=reviews.working_time_of(parts),
        civil_service_group=group,
    )
    told = {problem.line for problem in problems} | {row.line for part in said.rest for row in part.rows}
    left = leftovers.find(rows, written, found, told)
    problems.extend(problems_of.not_sorted(not_sorted, left))
    problems.extend(problems_of.left(left, problems))
    return replace(
        found, problems=tuple(sorted(problems, key=lambda problem: (problem.line, problem.message.en)))
    )


def _approving(parts: Sequence[Part]) -> tuple[Row, ...]:
    """Return the rows of the first part that approves; labels may say by several who, when and by which act."""
    found = [part for part in parts if part.field == "approved" and part.rows]
    if not found or not found[0].label:
        return found[0].rows if found else ()
    return tuple(row for part in found if part.label for row in part.rows)


def _empty(parts: Sequence[Part]) -> list[Part]:
    """Return the labels of the header in a table with nothing beside them."""
    filled = {part.field for part in parts if part.rows}
    asked = labels.HEADER - {"appointed", "location", "substitution"}
    return [part for part in parts if part.field in asked - filled and part.inline and not part.rows]


def _value(parts: Iterable[Part], field: str) -> Text | None:
    for part in parts:
        if part.field == field and (text := requirements.text_of(part.rows)):
            return text
    return None


def _without(organisation: Text | None, units: tuple[Text, ...]) -> tuple[Text, ...]:
    """Return the units without the organisation: a heading in capitals does not show which of both a line is."""
    if organisation is None:
        return units
    return tuple(unit for unit in units if estonian.key(unit.value) != estonian.key(organisation.value))


def _purpose(parts: Iterable[Part], title: Text) -> Text | None:
    text = _value(parts, "purpose")
    if text and text.line == title.line:
        return None  # the role is the title
    return Text(numbering.number_of(text.value)[1], text.line) if text else None


def _people(
    parts: Sequence[Part], head: Header, title: Text
) -> tuple[dict[MentionField, tuple[Mention, ...]], list[Alias], list[Problem]]:
    """Read the four fields that name people; a field may come twice (first and second deputy)."""
    found: dict[MentionField, list[Mention]] = {
        "manager": [],
        "substituted_by": [],
        "substitutes": [],
        "subordinates": [],
    }
    aliases: list[Alias] = []
    problems: list[Problem] = []
    for name, mentioned in found.items():
        for part in parts:
            if part.field != name:
                continue
            rows, beyond = _own_rows(part)
            cell = mentions.read(rows, title, head.specialisation, _condition(part))
            mentioned.extend(mention for mention in cell.mentions if not _repeats(mention, mentioned))
            aliases.extend(cell.aliases)
            problems.extend(problems_of.not_read(row) for row in beyond)
            if cell.named and cell.named.beside:
                problems.append(problems_of.name_left_out(rows[0].line))
            if cell.named and cell.named.alone:
                problems.append(problems_of.only_a_name(rows[0].line))
            elif rows and not cell.mentions:
                problems.append(problems_of.not_read(rows[0]))
            if cell.mentions:
                problems.extend(problems_of.not_read(row) for row in cell.unread)
    if not found["manager"] and head.manager:
        found["manager"].extend(mentions.read([Row(head.manager.value, head.manager.line)], title).mentions)
    # A short name the document gives to somebody else ("edaspidi juhataja") is no colleague of the same title.
    others = {
        estonian.key(one.short) for one in aliases if estonian.key(one.full) != estonian.key(title.value)
    }
    return (
        {name: tuple(_not_peer(one, others) for one in mentioned) for name, mentioned in found.items()},
        aliases,
        problems,
    )


def _condition(part: Part) -> str | None:
    """Return the condition of a whole field: that of its sentence, or that in its label ("Asendaja puhkuse ajal")."""
    if part.condition is not None or part.field not in ("substituted_by", "substitutes"):
        return part.condition
    return absence.of_label(part.label)


def _not_peer(mention: Mention, others: set[str]) -> Mention:
    """Return a mention by a short name of somebody else as a post, any other as it is."""
    named = mention.kind == "peer" and mention.title is not None and estonian.key(mention.title) in others
    return replace(mention, kind="post") if named else mention


def _repeats(mention: Mention, others: Iterable[Mention]) -> bool:
    """Return whether a rule or "nobody" is already there: the first and second deputy may say the same."""
    return mention.kind in ("rule", "none") and any(
        other.kind == mention.kind and other.text == mention.text for other in others
    )


def _own_rows(part: Part) -> tuple[list[Row], list[Row]]:
    """Part the rows of a value from lines after it that cannot belong to it (a label we do not know)."""
    rows = list(part.rows)
    if not part.inline:
        return rows, []
    for index in range(1, len(rows)):
        row, previous = rows[index], rows[index - 1]
        bare = header.split_title(row.text[:_LONGEST])[0]
        complete = not previous.open_ended and row.text[:1].isupper() and not row.bullet
        if complete and row.cell is None and not estonian.ends_in_head(bare):
            return rows[:index], rows[index:]
    return rows, []


def _rights(parts: Sequence[Part]) -> tuple[tuple[Text, ...], tuple[Text, ...]]:
    rights: list[Text] = []
    responsibilities: list[Text] = []
    for part in parts:
        if part.field not in ("rights", "responsibilities", "rights_and_responsibilities"):
            continue
        for field, rows in _led(part):
            for item in bullets.items(rows):
                duty = field == "responsibilities"
                if field == "rights_and_responsibilities":
                    folded = item.text.casefold()
                    duty = folded.endswith((" eest", " eest.")) or "vastuta" in folded
                (responsibilities if duty else rights).append(Text(item.text, item.line))
    return tuple(rights), tuple(responsibilities)


def _led(part: Part) -> list[tuple[str, list[Row]]]:
    """Part a section at its lead-ins: "Töötajal on õigus:" turns to rights, "Töötaja vastutab:" the other way."""
    groups: list[tuple[str, list[Row]]] = [(part.field, [])]
    for row in part.rows:
        folded = row.text.casefold()
        if folded.endswith(":") and not row.bullet and ("õigus" in folded or "vastut" in folded):
            groups.append(("rights" if "õigus" in folded else "responsibilities", []))
        else:
            groups[-1][1].append(row)
    return [(field, rows) for field, rows in groups if rows]


def _purpose_aliases(parts: Sequence[Part], units: Sequence[Text]) -> list[Alias]:
    """Return short names of units that the purpose defines: "arendusosakonna (edaspidi osakond) juhtimine"."""
    text = _value(parts, "purpose")
    if text is None:
        return []
    found: list[Alias] = []
    beginning = text.value[:_LONGEST]
    for match in mentions.ALIAS.finditer(beginning):
        before = beginning[: match.start()].split()
        for unit in units:
            length = len(unit.value.split())
            phrase = estonian.unit_nominative(" ".join(before[-length:])).text if before else ""
            if phrase and estonian.key(phrase) == estonian.key(unit.value):
                found.append(Alias(match["short"], unit.value, text.line))
    return found
