"""The five published descriptions, read completely, against facts that a person took from them.

The facts hold no sentences: a text is given by the lines it stands on ("46-62", "86-95,115-116", "74L" for the
left column of a line that holds both, "19-25|label" where a label stands in front) and built from the document itself.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from ajgraph.description import JobDescription, Mention, Text
from ajgraph.reading import read_path

DOCUMENTS = Path(__file__).resolve().parents[1].parent / "shared" / "documents"
GOLD = Path(__file__).with_name("gold")
BROKEN = (("kommunikatsiooni-", "tehnoloogiat"), ("tegutsemis-", "meetodeid"))
"""The words that a line's end breaks in these documents; all other hyphens there are part of their word."""
NAMES = [path.stem for path in sorted(GOLD.glob("*.json"))]

pytestmark = pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the five published documents are not here")


class Case:
    def __init__(self, name: str) -> None:
        self.gold: dict[str, Any] = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))
        path = DOCUMENTS / self.gold["file"]
        self.lines = path.read_text(encoding="utf-8").split("\n")
        reading = read_path(path)
        assert len(reading.descriptions) == 1
        assert reading.problems == ()
        self.read: JobDescription = reading.descriptions[0]

    def text(self, span: str) -> str:
        """Build the text that stands on the lines of ``span``: bullets, numbers and page numbers taken off."""
        span, _, label = span.partition("|")
        pieces: list[str] = []
        for part in span.split(","):
            match = re.fullmatch(r"(\d+)([LR])?(?:-(\d+))?", part)
            assert match
            first, last = int(match[1]), int(match[3] or match[1])
            for number in range(first, last + 1):
                line = self.lines[number - 1]
                if match[2] and number == first:
                    line = re.split(r"\uf0a7|(?<=\.)\s{2,}", line)[0 if match[2] == "L" else 1]
                pieces.append(line.replace("\uf0a7", " "))
        folded = (
            re.sub(r"^\d\.\d+\.? ", "", " ".join(unbroken(" ".join(pieces)).split()))
            .removeprefix(label)
            .strip()
        )
        return re.sub(r"(?<=\w-) (?!ja\b|ning\b|kui\b)(?=[a-zõäöü])", "", folded)


def unbroken(written: str) -> str:
    """Return the text with the words whole that its lines break."""
    for first, second in BROKEN:
        written = re.sub(rf"{first}\s+{second}", first[:-1] + second, written)
    return written


@pytest.fixture(params=NAMES, scope="module")
def case(request: pytest.FixtureRequest) -> Case:
    return Case(str(request.param))


def placed(text: Text | None) -> list[object] | None:
    return [text.value, text.line] if text else None


def bare(text: str) -> str:
    return re.sub(r"(?<=\w-) (?!ja\b|ning\b|kui\b)(?=[a-zõäöü])", "", text).rstrip(";")


def mention(found: Mention) -> dict[str, object]:
    keys = ("text", "title", "specialisation", "kind", "line")
    return {key: getattr(found, key) for key in keys}


def first_line(span: str) -> int:
    match = re.match(r"\d+", span)
    assert match
    return int(match[0])


def check_text(case: Case, found: Text | None, span: str) -> None:
    assert found is not None
    assert bare(found.value) == bare(case.text(span))
    assert found.line == first_line(span)


def test_five_documents_with_44_duties_and_84_outcomes() -> None:
    read = [Case(name).read for name in NAMES]
    assert len(read) == 5
    assert sum(len(found.duties) for found in read) == 44
    assert sum(len(duty.outcomes) for found in read for duty in found.duties) == 84


def test_header(case: Case) -> None:
    read, gold = case.read, case.gold
    assert [read.source.first_line, read.source.last_line] == gold["lines"]
    assert placed(read.title) == gold["title"]
    assert placed(read.specialisation) == gold["specialisation"]
    assert [placed(unit) for unit in read.units] == gold["units"]
    assert read.organisation is not None
    assert [*(placed(read.organisation) or []), read.organisation.by_rule] == gold["organisation"]
    assert placed(read.civil_service_group) == gold["civil_service_group"]
    assert placed(read.working_time) == gold["working_time"]


@pytest.mark.parametrize("name", ["manager", "substituted_by", "substitutes", "subordinates"])
def test_mentions(case: Case, name: str) -> None:
    found = getattr(case.read, name)
    assert [mention(one) for one in found] == case.gold[name]
    assert all(one.condition is None and one.unit is None and not one.by_rule for one in found)
    assert all(one.text.split()[0] in one.sentence for one in found)


def test_purpose(case: Case) -> None:
    check_text(case, case.read.purpose, case.gold["purpose"])


def test_duties_and_outcomes(case: Case) -> None:
    assert [duty.number for duty in case.read.duties] == [duty["number"] for duty in case.gold["duties"]]
    for found, gold in zip(case.read.duties, case.gold["duties"], strict=True):
        check_text(case, found.text, gold["text"])
        assert len(found.outcomes) == len(gold["outcomes"]), found.number
        for outcome, span in zip(found.outcomes, gold["outcomes"], strict=True):
            check_text(case, outcome, span)


@pytest.mark.parametrize("name", ["rights", "responsibilities"])
def test_lists(case: Case, name: str) -> None:
    found: tuple[Text, ...] = getattr(case.read, name)
    assert len(found) == len(case.gold[name])
    for text, span in zip(found, case.gold[name], strict=True):
        check_text(case, text, span)


def test_requirements(case: Case) -> None:
    read, gold = case.read.requirements, case.gold
    assert read.education is not None
    span, level = gold["education"]
    check_text(case, read.education.text, span)
    assert read.education.level == level
    assert [
        {"years": found.years, "kind": found.kind, "line": found.text.line, "required": found.required}
        for found in read.experience
    ] == gold["experience"]
    keys = ("language", "level", "group", "required", "line")
    assert [{key: getattr(found, key) for key in keys} for found in read.languages] == gold["languages"]
    check_text(case, read.computer, gold["computer"])


def test_competencies(case: Case) -> None:
    assert [
        {
            "kind": found.kind,
            "name": found.name.value,
            "line": found.name.line,
            "indicators": [indicator.line for indicator in found.indicators],
        }
        for found in case.read.competencies
    ] == case.gold["competencies"]
    for found in case.read.competencies:
        for indicator in found.indicators:
            assert indicator.value[0].isupper()
            assert indicator.value.endswith(".")


def test_every_indicator_is_in_the_document(case: Case) -> None:
    """Together the indicators are the lines of the section, nothing lost, nothing added."""
    for kind, (first, last) in case.gold["competency_lines"].items():
        read = "".join(
            f"{found.name.value}:{''.join(indicator.value for indicator in found.indicators)}"
            for found in case.read.competencies
            if found.kind == kind
        )
        written = unbroken(" ".join(case.lines[first - 1 : last]))
        assert "".join(read.split()) == re.sub(r"[\s\uf0a7]", "", written)


def test_approval_and_review(case: Case) -> None:
    read, gold = case.read.approval, case.gold["approval"]
    assert (read.date.isoformat() if read.date else None) == gold["date"]
    assert (read.order, read.by, read.line) == (gold["order"], gold["by"], gold["line"])
    line = gold["signer_line"]
    assert read.signer == (case.lines[line - 1].strip() if line else None)
    if case.gold["review"] is None:
        assert (case.read.review_months, case.read.review) == (None, None)
    else:
        months, span = case.gold["review"]
        assert case.read.review_months == months
        check_text(case, case.read.review, span)


def test_problems(case: Case) -> None:
    assert [problem.line for problem in case.read.problems] == case.gold["problem_lines"]
    assert all(problem.message.et != problem.message.en for problem in case.read.problems)
