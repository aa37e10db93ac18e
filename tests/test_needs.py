"""What a step of a chain would need, by law."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from ajgraph import language
from ajgraph.analysis.chains import chain
from ajgraph.analysis.needs import needs_of
from ajgraph.organisation import Link, Organisation, Post

A, B, C = Post("a", "A"), Post("b", "B"), Post("c", "C")
LINK = Link("a", "b")
BOTH, OWN, OTHER = ("substituted_by", "substitutes"), ("substitutes",), ("substituted_by",)
DECIDE = ["decision", "consent"]


def kinds(link: Link, depth: int = 1, posts: Sequence[Post] = (A, B)) -> list[str]:
    return [need.kind for need in needs_of(Organisation(tuple(posts)), link, depth)]


@pytest.mark.parametrize(
    ("link", "first", "second"),
    [
        (LINK, ["own-description"], DECIDE),  # nothing is known of the sides, but both say so
        (replace(LINK, described=BOTH), ["own-description"], DECIDE),
        (replace(LINK, status="one-sided", described=OWN), ["own-description"], DECIDE),
        (
            replace(LINK, status="one-sided", described=OTHER),
            [*DECIDE, "supplement"],
            [*DECIDE, "supplement"],
        ),
        (replace(LINK, status="one-sided"), [*DECIDE, "supplement"], [*DECIDE, "supplement"]),
        # The staffing table says so of both, but it is no job description.
        (replace(LINK, listed=BOTH), [*DECIDE, "supplement"], [*DECIDE, "supplement"]),
        (replace(LINK, described=OTHER, listed=OWN), [*DECIDE, "supplement"], [*DECIDE, "supplement"]),
        (replace(LINK, fit="gap", gaps=("x",)), ["own-description", "gap"], [*DECIDE, "gap"]),
    ],
)
def test_what_a_step_needs(link: Link, first: list[str], second: list[str]):
    assert kinds(link) == first
    assert kinds(link, 2) == second


def test_without_a_description_of_the_substitute_pay_is_not_known():
    link = replace(LINK, status="undocumented", described=OTHER)
    assert kinds(link, posts=(A, replace(B, documented=False))) == [*DECIDE, "supplement-unknown"]
    assert kinds(replace(link, described=OWN), posts=(replace(A, documented=False), B)) == ["own-description"]


def test_the_description_of_a_post_is_that_of_its_colleagues():
    peer = Link("a", "a", "peer", described=("substituted_by",))
    assert kinds(peer) == ["own-description"]
    assert kinds(replace(peer, described=(), listed=OTHER)) == [*DECIDE, "supplement"]


def test_employees_and_officials():
    official, employee = Post("a", "A", kind="ametikoht"), Post("b", "B", kind="töökoht")
    assert kinds(LINK, posts=(official, employee)) == ["employee-for-official"]
    assert kinds(LINK, posts=(Post("a", "A", kind="töökoht"), employee)) == ["employees"]
    assert kinds(LINK, posts=(official, Post("b", "B", kind="ametikoht"))) == ["own-description"]
    assert kinds(replace(LINK, fit="gap"), posts=(official, employee)) == ["employee-for-official", "gap"]


def test_chains_carry_the_needs_of_their_steps():
    organisation = Organisation((A, B, C), (LINK, Link("b", "c", fit="gap", gaps=("Inglise keel: B2",))))
    found = chain(organisation, "a", 2)
    assert [[[need.kind for need in step.needs] for step in path.steps] for path in found.paths] == [
        [["own-description"]],
        [["own-description"], [*DECIDE, "gap"]],
    ]
    assert [row["needs"] for row in found.records()] == [
        "own-description",
        "own-description",
        "decision; consent; gap",
    ]
    assert [(row["chain"], row["step"]) for row in found.records()] == [(1, 1), (2, 1), (2, 2)]


def test_in_words_of_both_languages():
    (decision, *_, gap) = needs_of(
        Organisation((A, B)), Link("a", "b", status="one-sided", fit="gap", gaps=("x", "y")), 1
    )
    assert str(decision) == "a decision of the appointing authority (ATS § 57 (1))"
    assert ": x; y; the substitute may refuse" in str(gap)
    before = language.current()
    language.use("et")
    try:
        assert str(decision) == "ametisse nimetamise õigust omava isiku otsus (ATS § 57 lg 1)"
        assert decision.to_json() == {
            "need": "decision",
            "text": "ametisse nimetamise õigust omava isiku otsus",
            "basis": "ATS § 57 lg 1",
        }
    finally:
        language.use(before)
