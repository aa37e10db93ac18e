"""Invented descriptions in wordings and layouts that the reader was not built on, scored by micro-F1.

They were written in rounds and scored before anything was changed for them: the first eight at 0.80, four more at
0.84 once the first were read, twelve more at 0.66 (their headers at 0.58), and four at 0.85 (headers at 0.72; 0.78
with the reader as it was before the twelve). What they hold now guards the mechanisms, it measures no new wording.

The 60 in ``later`` came afterwards, far more varied: in labels, numbering, tables drawn with signs, questions, prose.
The reader as it was scored 0.57 to 0.59 on each of their four sets (headers 0.38 to 0.60). Rebuilt on half of
the first set, it scored 0.68 (0.50) on the second; with parts of that read, 0.66 (0.64) on the third, and in the end
0.75 (0.69) on the last sixteen, blind: so much may be expected of forms that nobody has seen.

The 24 in ``ordinary`` were asked for as plain as offices really write them: 0.89 (0.92) on the twelve of state bodies
and 0.90 (0.89) on the twelve of local ones, blind. After these were read: 0.94 (0.91) on the ten of ``word``, which are
Word files as offices make them, and 0.80 (0.67) on the fourteen of ``headers``, each with a header unlike the others,
both blind.

The ten of ``blocks`` were asked for in shapes of a header that no test had: labels under labels, tables of tabs with an
empty place, pairs with a stroke, labels above the heading. Written by one who knew the reader, and scored before it was
changed for them: 0.74 (0.63), two of the ten giving no description at all and one giving three; one still gives none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from ajgraph.description import JobDescription, Mention
from ajgraph.estonian import key
from ajgraph.reading import read_path

UNSEEN = Path(__file__).with_name("unseen")
NAMES = [path.stem for path in sorted(UNSEEN.glob("*.json"))]
LATER = [f"later/{path.stem}" for path in sorted((UNSEEN / "later").glob("*.json"))]
ORDINARY = [f"ordinary/{path.stem}" for path in sorted((UNSEEN / "ordinary").glob("*.json"))]
WORD = [f"word/{path.stem}" for path in sorted((UNSEEN / "word").glob("*.json"))]
HEADERS = [f"headers/{path.stem}" for path in sorted((UNSEEN / "headers").glob("*.json"))]
BLOCKS = [f"blocks/{path.stem}" for path in sorted((UNSEEN / "blocks").glob("*.json"))]
LEAST = 0.98
LEAST_LATER = 0.86


def gold_of(name: str) -> set[str]:
    """Return the expected facts of one document, each as "field value"."""
    gold: dict[str, Any] = json.loads((UNSEEN / f"{name}.json").read_text(encoding="utf-8"))
    found: set[str] = set()
    for field, value in gold.items():
        for each in value if isinstance(value, list) else [value]:
            if each is None or each == "":
                continue
            plain = field in ("approved", "order_number", "experience", "languages", "explicit_none")
            found.add(f"{field} {each if plain else key(str(each))}")
    return found


def people(field: str, mentions: Iterable[Mention]) -> set[str]:
    found: set[str] = set()
    for one in mentions:
        name = (one.title or one.text).replace(one.condition or "", "")
        bracket = f" ({one.specialisation})" if one.specialisation else ""
        found.add(f"explicit_none {field}" if one.kind == "none" else f"{field} {key(name + bracket)}")
    return found


def facts_of(read: JobDescription) -> set[str]:
    """Return what was read in the same form; a purpose is compared by its first two words, lists by their length."""
    found = {f"title {key(read.label)}"}
    if read.organisation:
        found.add(f"organisation {key(read.organisation.value)}")
    found |= {f"units {key(unit.value)}" for unit in read.units}
    for field in ("manager", "substituted_by", "substitutes", "subordinates"):
        found |= people(field, getattr(read, field))
    found |= {f"{name} {len(getattr(read, name))}" for name in ("duties", "rights", "responsibilities")}
    approval, needs = read.approval, read.requirements
    if approval.date:
        found.add(f"approved {approval.date.isoformat()}")
    if approval.order:
        found.add(f"order_number {approval.order}")
    if approval.signer:
        found.add(f"signer {key(approval.signer)}")
    if needs.education and needs.education.level:
        found.add(f"education {needs.education.level}")
    state = {True: "required", False: "preferred"}
    found |= {f"experience {one.years} {state[one.required]}" for one in needs.experience}
    found |= {f"languages {one.language} {one.level or '-'} {state[one.required]}" for one in needs.languages}
    if read.purpose:
        beginning = " ".join(read.purpose.value.split()[:2]).rstrip(",;")
        found.add(f"purpose {key(beginning)}")
    if read.review_months:
        found.add(f"review_months {read.review_months}")
    return found


def counted(read: JobDescription) -> set[str]:
    """Return what only the later rounds have gold for."""
    found = {
        f"outcomes {sum(len(duty.outcomes) for duty in read.duties)}",
        f"competencies {len(read.competencies)}",
    }
    return found | ({f"approved_by {key(read.approval.by)}"} if read.approval.by else set())


def compared(name: str) -> tuple[set[str], set[str]]:
    gold = gold_of(name)
    path = next(path for end in ("txt", "docx") if (path := UNSEEN / f"{name}.{end}").exists())
    descriptions = read_path(path).descriptions
    if len(descriptions) != 1:
        return set(), gold
    (read,) = descriptions
    later = any(one.startswith("outcomes ") for one in gold)
    return facts_of(read) | (counted(read) if later else set()), gold


def micro_f1(names: list[str]) -> tuple[float, dict[str, list[str]]]:
    """Return the share of facts that are right, and where they are not, by document."""
    pairs = [compared(name) for name in names]
    right = sum(len(found & gold) for found, gold in pairs)
    total = sum(len(found) + len(gold) for found, gold in pairs)
    assert total > 30 * len(names)
    wrong = {
        name: sorted(found ^ gold) for name, (found, gold) in zip(names, pairs, strict=True) if found != gold
    }
    return 2 * right / total, wrong


def test_micro_f1_over_the_unseen_descriptions() -> None:
    assert len(NAMES) == 28
    score, wrong = micro_f1(NAMES)
    assert score >= LEAST, wrong


def test_micro_f1_over_the_later_descriptions() -> None:
    assert len(LATER) == 60
    score, wrong = micro_f1(LATER)
    assert score >= LEAST_LATER, wrong


@pytest.mark.parametrize(
    ("names", "count", "least"),
    [(ORDINARY, 24, 0.98), (WORD, 10, 0.98), (HEADERS, 14, 0.96), (BLOCKS, 10, 0.92)],
)
def test_micro_f1_over_the_sets_that_were_scored_blind(names: list[str], count: int, least: float) -> None:
    assert len(names) == count
    score, wrong = micro_f1(names)
    assert score >= least, wrong


@pytest.mark.parametrize("name", NAMES)
def test_each_description_keeps_its_title_and_both_directions(name: str) -> None:
    found, gold = compared(name)
    for field in ("title", "substituted_by", "substitutes"):
        assert {one for one in found if one.startswith(field + " ")} == {
            one for one in gold if one.startswith(field + " ")
        }
