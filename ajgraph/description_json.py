"""Job descriptions as JSON: the keys of ``ajgraph read --format json``, with the line of every value.

Beside the documented keys come ``validity`` (days of entry into force and application, acts repealed), ``lines``
(JSON pointer, RFC 6901, to line number) and ``by_rule`` (pointers of names that only an ending rule settled). Reading
the JSON again gives the description back, except for what the format does not hold: the evidence sentence of a mention
(only its text), aliases, the review sentence, the working-time mark and the service group; messages of problems come
back in both languages alike. Each problem has its ``kind``. A document that came in a signed container has
``source.signatures`` as well.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, cast, get_args

from ajgraph.description import (
    CEFR_LEVELS,
    EDUCATION_LEVELS,
    MENTION_FIELDS,
    Approval,
    Competency,
    CompetencyKind,
    Duty,
    Education,
    EducationLevel,
    Experience,
    ExperienceKind,
    JobDescription,
    LanguageSkill,
    Mention,
    MentionField,
    MentionKind,
    Problem,
    ProblemKind,
    Requirements,
    Source,
    Text,
    Validity,
)
from ajgraph.json_node import Node
from ajgraph.language import Bilingual
from ajgraph.signature_json import signature_from, signature_to_json

Json = dict[str, Any]


def to_json(description: JobDescription) -> Json:
    """Return ``description`` as JSON data; messages of problems in the current language."""
    lines = _Lines()
    source = description.source
    approval = description.approval
    found: Json = {
        "source": {
            "path": source.path,
            "sha256": source.sha256,
            "media_type": source.media_type,
            "first_line": source.first_line,
            "last_line": source.last_line,
            **({"signatures": list(map(signature_to_json, source.signatures))} if source.signatures else {}),
        },
        "organisation": lines.text("/organisation", description.organisation),
        "title": lines.text("/title", description.title),
        "specialisation": lines.text("/specialisation", description.specialisation),
        "units": lines.texts("/units", description.units),
        **{name: _mentions(lines, name, description.mentions(name)) for name in MENTION_FIELDS},
        "purpose": lines.text("/purpose", description.purpose),
        "duties": [_duty(lines, f"/duties/{place}", duty) for place, duty in enumerate(description.duties)],
        "rights": lines.texts("/rights", description.rights),
        "responsibilities": lines.texts("/responsibilities", description.responsibilities),
        "requirements": _requirements(lines, description.requirements),
        "competencies": [
            {
                "name": lines.text(f"/competencies/{place}/name", competency.name),
                "kind": competency.kind,
                "indicators": lines.texts(f"/competencies/{place}/indicators", competency.indicators),
            }
            for place, competency in enumerate(description.competencies)
        ],
        "approval": {
            "date": _iso(approval.date),
            "order": approval.order,
            "by": approval.by,
            "signer": approval.signer,
        },
        "validity": {
            "in_force_from": _iso(description.validity.in_force_from),
            "applied_from": _iso(description.validity.applied_from),
            "repeals": lines.texts("/validity/repeals", description.validity.repeals),
        },
        "review_months": description.review_months,
        "problems": [
            {"line": problem.line, "message": str(problem.message), "kind": problem.kind}
            for problem in description.problems
        ],
    }
    if approval.line is not None:
        lines.line["/approval"] = approval.line
    if description.validity.line is not None:
        lines.line["/validity"] = description.validity.line
    if description.review and description.review_months is not None:
        lines.line["/review_months"] = description.review.line
    return {**found, "lines": lines.line, "by_rule": lines.by_rule}


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


class _Lines:
    """Collects the line of every value, and which were settled by rule alone, in the order of the JSON."""

    def __init__(self) -> None:
        self.line: dict[str, int] = {}
        self.by_rule: list[str] = []

    def text(self, pointer: str, text: Text | None) -> str | None:
        if text is None:
            return None
        self.line[pointer] = text.line
        if text.by_rule:
            self.by_rule.append(pointer)
        return text.value

    def texts(self, pointer: str, texts: tuple[Text, ...]) -> list[str | None]:
        return [self.text(f"{pointer}/{place}", text) for place, text in enumerate(texts)]


def _mentions(lines: _Lines, name: str, mentions: tuple[Mention, ...]) -> list[Json]:
    found: list[Json] = []
    for place, mention in enumerate(mentions):
        pointer = f"/{name}/{place}"
        lines.line[pointer] = mention.line
        if mention.by_rule:
            lines.by_rule.append(f"{pointer}/title")
        found.append(
            {
                "text": mention.text,
                "title": mention.title,
                "specialisation": mention.specialisation,
                "unit": mention.unit,
                "kind": mention.kind,
                "condition": mention.condition,
                "line": mention.line,
            }
        )
    return found


def _duty(lines: _Lines, pointer: str, duty: Duty) -> Json:
    return {
        "number": duty.number,
        "text": lines.text(f"{pointer}/text", duty.text),
        "outcomes": lines.texts(f"{pointer}/outcomes", duty.outcomes),
        **({"group": duty.group} if duty.group else {}),
    }


def _requirements(lines: _Lines, requirements: Requirements) -> Json:
    education = requirements.education
    at = "/requirements"
    if education:
        lines.line[f"{at}/education"] = education.text.line
    experience = []
    for place, found in enumerate(requirements.experience):
        lines.line[f"{at}/experience/{place}"] = found.text.line
        experience.append(
            {"years": found.years, "kind": found.kind, "text": found.text.value, "required": found.required}
        )
    languages = []
    for place, skill in enumerate(requirements.languages):
        lines.line[f"{at}/languages/{place}"] = skill.line
        languages.append(
            {
                "language": skill.language,
                "level": skill.level,
                "required": skill.required,
                "group": skill.group,
            }
        )
    return {
        "education": {"text": education.text.value, "level": education.level} if education else None,
        "experience": experience,
        "languages": languages,
        "computer": lines.text(f"{at}/computer", requirements.computer),
    }


def from_json(data: object) -> JobDescription:
    """Return the description that :func:`to_json` wrote as ``data``.

    Raises
    ------
    UnreadableInput
        A key is missing or its value has the wrong type; ``where`` is its JSON pointer.

    """
    root = Node(data, "")
    source = root["source"]
    lines = {pointer: node.integer() for pointer, node in root["lines"].members()}
    reader = _Reader(lines, frozenset(node.string() for node in root["by_rule"].elements()))
    months = root["review_months"]
    approval = root["approval"]
    title = reader.text(root["title"])
    if title is None:
        raise root["title"].wrong("a string", "tekst")
    people: dict[MentionField, tuple[Mention, ...]] = {
        name: reader.mentions(root[name]) for name in MENTION_FIELDS
    }
    return JobDescription(
        source=Source(
            source["path"].string(),
            source["sha256"].string(),
            source["media_type"].string(),
            source["first_line"].integer(),
            source["last_line"].integer(),
            tuple(map(signature_from, source["signatures"].elements())) if "signatures" in source else (),
        ),
        title=title,
        organisation=reader.text(root["organisation"]),
        specialisation=reader.text(root["specialisation"]),
        units=reader.texts(root["units"]),
        manager=people["manager"],
        substituted_by=people["substituted_by"],
        substitutes=people["substitutes"],
        subordinates=people["subordinates"],
        purpose=reader.text(root["purpose"]),
        duties=tuple(
            Duty(
                node["number"].string(),
                reader.needed(node["text"]),
                reader.texts(node["outcomes"]),
                node.optional("group"),
            )
            for node in root["duties"].elements()
        ),
        rights=reader.texts(root["rights"]),
        responsibilities=reader.texts(root["responsibilities"]),
        requirements=reader.requirements(root["requirements"]),
        competencies=tuple(
            Competency(
                reader.needed(node["name"]),
                cast("CompetencyKind", node["kind"].one_of(get_args(CompetencyKind))),
                reader.texts(node["indicators"]),
            )
            for node in root["competencies"].elements()
        ),
        approval=Approval(
            date=approval["date"].date(),
            order=approval["order"].optional_string(),
            by=approval["by"].optional_string(),
            signer=approval["signer"].optional_string(),
            line=lines.get("/approval"),
        ),
        validity=reader.validity(root),
        review_months=None if months.value is None else months.integer(),
        problems=tuple(
            Problem(
                node["line"].integer(),
                Bilingual(node["message"].string(), node["message"].string()),
                _kind_of(node),
            )
            for node in root["problems"].elements()
        ),
    )


def _kind_of(problem: Node) -> ProblemKind:
    kinds = get_args(ProblemKind)
    return cast("ProblemKind", problem["kind"].one_of(kinds) if "kind" in problem else kinds[0])


class _Reader:
    """Puts the values back together with their lines."""

    def __init__(self, lines: Mapping[str, int], by_rule: frozenset[str]) -> None:
        self.lines = lines
        self.by_rule = by_rule

    def line(self, pointer: str) -> int:
        if pointer not in self.lines:
            raise Node(None, "/lines").wrong(f"the key “{pointer}”", f"võti „{pointer}“")
        return self.lines[pointer]

    def text(self, node: Node) -> Text | None:
        return None if node.value is None else self.needed(node)

    def needed(self, node: Node) -> Text:
        return Text(node.string(), self.line(node.pointer), node.pointer in self.by_rule)

    def texts(self, node: Node) -> tuple[Text, ...]:
        return tuple(self.needed(element) for element in node.elements())

    def mentions(self, node: Node) -> tuple[Mention, ...]:
        return tuple(
            Mention(
                text=found["text"].string(),
                title=found["title"].optional_string(),
                specialisation=found["specialisation"].optional_string(),
                unit=found["unit"].optional_string(),
                kind=cast("MentionKind", found["kind"].one_of(get_args(MentionKind))),
                condition=found["condition"].optional_string(),
                line=found["line"].integer(),
                sentence=found["text"].string(),
                by_rule=f"{found.pointer}/title" in self.by_rule,
            )
            for found in node.elements()
        )

    def validity(self, root: Node) -> Validity:
        if "validity" not in dict(root.members()):
            return Validity()  # as written by a version that did not read it
        node = root["validity"]
        return Validity(
            node["in_force_from"].date(),
            node["applied_from"].date(),
            self.texts(node["repeals"]),
            self.lines.get("/validity"),
        )

    def requirements(self, node: Node) -> Requirements:
        education, level = node["education"], None
        if education.value is not None and education["level"].value is not None:
            level = cast("EducationLevel", education["level"].one_of(EDUCATION_LEVELS))
        return Requirements(
            education=None
            if education.value is None
            else Education(Text(education["text"].string(), self.line(education.pointer)), level),
            experience=tuple(
                Experience(
                    None if found["years"].value is None else found["years"].integer(),
                    cast("ExperienceKind", found["kind"].one_of(get_args(ExperienceKind))),
                    Text(found["text"].string(), self.line(found.pointer)),
                    found["required"].boolean(),
                )
                for found in node["experience"].elements()
            ),
            languages=tuple(
                LanguageSkill(
                    found["language"].string(),
                    None if found["level"].value is None else found["level"].one_of(CEFR_LEVELS),
                    found["required"].boolean(),
                    found["group"].integer(),
                    self.line(found.pointer),
                )
                for found in node["languages"].elements()
            ),
            computer=self.text(node["computer"]),
        )
