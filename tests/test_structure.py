"""Paths of units that leave out what is above: completed from all paths together, or left apart and said."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest

from ajgraph.structure import Structure, most_used


def structure(documents: Iterable[str] = (), tables: Iterable[str] = ()) -> Structure:
    """Return the structure of paths written "A > B"."""
    found = Structure()
    for path in documents:
        found.state(path.split(" > "), table=False)
    for path in tables:
        found.state(path.split(" > "), table=True)
    return found


def full(found: Structure, path: str) -> str:
    return " > ".join(found.full(path.split(" > ")))


@pytest.mark.parametrize(
    ("documents", "path", "expected"),
    [
        (["A > B", "B"], "B", "A > B"),
        (["A > B", "B > C", "C"], "C", "A > B > C"),
        (["A > B", "B > C", "C"], "B > C", "A > B > C"),
        (["A > B", "D > E"], "E", "D > E"),
        (["A > B > C", "B > D"], "B > D", "A > B > D"),
        (["A", "B"], "B", "B"),
        (["A > B", "D > B", "D > B > C", "B > C"], "B > C", "D > B > C"),
    ],
)
def test_a_path_is_completed_by_the_one_place_its_units_stand_in(
    documents: list[str], path: str, expected: str
) -> None:
    assert full(structure(documents), path) == expected
    assert full(structure(tables=documents), expected) == expected


def test_units_of_one_name_in_two_places_leave_a_short_path_open() -> None:
    found = structure(["A > B", "D > B", "B"])
    assert full(found, "B") == "B"
    assert found.choices(["B"]) == (("A", "B"), ("D", "B"))
    assert found.choices(["A", "B"]) == ()


def test_a_table_that_has_a_unit_at_the_top_and_deeper_means_two() -> None:
    found = structure(["B"], tables=["B", "A > B"])
    assert full(found, "B") == "B"
    assert found.choices(["B"]) == ()


def test_a_flat_table_is_completed_by_documents() -> None:
    assert full(structure(["A > B"], tables=["A", "B"]), "B") == "A > B"


@pytest.mark.parametrize("documents", [["A > B", "B > A"], ["A > B", "B > C", "C > A"], ["A > A"]])
def test_units_that_stand_above_each_other_settle_nothing(documents: list[str]) -> None:
    found = structure(documents)
    for path in documents:
        assert full(found, path) == path


def test_the_spelling_is_that_of_tables_else_the_most_frequent() -> None:
    found = structure(["mere osakond > Labor", "Mereosakond > labor", "Mereosakond"], tables=["Mere-osakond"])
    assert full(found, "labor") == "Mere-osakond > Labor"
    assert most_used(["Sadamaamet", "SADAMAAMET", "SADAMAAMET"]) == {"sadamaamet": "SADAMAAMET"}


def test_the_order_of_the_sources_has_no_influence() -> None:
    """Random trees, stated in part and in any order: the same paths each time, and each ends as it was stated."""
    dice = random.Random(7)
    for _ in range(200):
        tree: list[list[str]] = [["R"]]
        for number in range(dice.randint(1, 8)):
            tree.append([*dice.choice(tree), f"U{number}"])
        stated = [" > ".join(path[dice.randint(0, len(path) - 1) :]) for path in tree for _ in range(2)]
        one, two = structure(stated), structure(dice.sample(stated, len(stated)))
        assert one.all() == two.all()
        for path in stated:
            assert full(one, path).endswith(path)
            wholes = [" > ".join(whole) for whole in tree]
            assert full(one, path) in {whole[at:] for whole in wholes for at in range(len(whole))}


def test_many_units_of_one_name_are_settled_in_bounded_time() -> None:
    """Every level has a team of the same name: without remembering, the paths above it double with each level."""
    paths = [
        f"U{level} osakond > U{level + 1} osakond > Tiim {team}" for level in range(40) for team in range(3)
    ]
    found = structure(tables=paths)
    assert full(found, paths[-1]).startswith("U0 osakond > U1 osakond > ")


def test_a_path_beyond_all_reason_is_left_as_it_is() -> None:
    pairs = [f"U{level} > U{level + 1}" for level in range(1_500)]
    assert full(structure(pairs), pairs[-1]) == pairs[-1]
