"""Versions of descriptions: which is the newest, which are repealed, and which applied on a day."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

import pytest

from ajgraph.build import build
from ajgraph.description import Approval, Text, Validity
from ajgraph.query import Rows, find_query, run
from ajgraph.store import GraphStore
from ajgraph.versions import Version, succession
from tests.helpers import BASE, description


def version(
    name: str,
    *,
    post: str = "Jurist",
    approved: str | None = None,
    in_force: str | None = None,
    applied: str | None = None,
    order: str | None = None,
    repeals: tuple[str, ...] = (),
    body: str = "amet",
) -> Version:
    def day(text: str | None) -> datetime.date | None:
        return datetime.date.fromisoformat(text) if text else None

    found = description(
        post,
        approval=Approval(day(approved), order),
        validity=Validity(day(in_force), day(applied), tuple(Text(text, 9) for text in repeals)),
    )
    return Version(name, post, body, post, found)


@pytest.mark.parametrize(
    ("versions", "replaced"),
    [
        ([version("a", approved="2020-01-01"), version("b", approved="2024-01-01")], {"a": "b"}),
        (
            [  # approved later, but in force earlier
                version("a", approved="2024-05-01", in_force="2024-05-02"),
                version("b", approved="2024-04-01", in_force="2025-01-01"),
            ],
            {"a": "b"},
        ),
        (
            [  # in force on one day: what was approved later
                version("a", approved="2024-03-01", in_force="2024-06-01"),
                version("b", approved="2024-04-01", in_force="2024-06-01"),
            ],
            {"a": "b"},
        ),
        (
            [  # applied back in time, yet newer
                version("a", approved="2024-03-01"),
                version("b", approved="2024-04-01", applied="2024-01-01"),
            ],
            {"a": "b"},
        ),
        ([version("a", in_force="2024-03-01"), version("b", approved="2024-02-01")], {"b": "a"}),
        ([version("a"), version("b", approved="2024-02-01")], {}),
        ([version("a", approved="2024-02-01"), version("b", approved="2024-02-01")], {}),
        ([version("a", approved="2024-02-01"), version("b", post="Arst", approved="2025-02-01")], {}),
    ],
)
def test_versions_follow_each_other_by_the_day_they_come_into_force(
    versions: list[Version], replaced: Mapping[str, str]
) -> None:
    for order in (versions, versions[::-1]):
        assert succession(order).replaced == replaced


OLD = version("old", approved="2020-05-05", order="44")
OTHER = version("other", post="Arhivaar", approved="2020-05-05", order="44")
OLDER = version("older", approved="2015-01-01", order="3")
UNDATED = version("undated")
ELSEWHERE = version("elsewhere", approved="2020-05-05", order="44", body="teine amet")


@pytest.mark.parametrize(
    ("act", "repealed"),
    [
        ("senine ametijuhend", {"old", "older", "undated"}),
        ("Senine ametijuhend", {"old", "older", "undated"}),
        ("kõik varasemad ametijuhendid", {"old", "older", "undated"}),
        ("juristi senine ametijuhend", {"old", "older", "undated"}),
        ("arhivaari senise ametijuhendi", {"other"}),
        ("juristi ja arhivaari senised ametijuhendid", {"old", "older", "undated", "other"}),
        ("05.05.2020 kinnitatud arhivaari ametijuhend", {"other"}),
        ("05.05.2020 kinnitatud ametijuhend", {"old"}),
        ("peadirektori 05.05.2020 kinnitatud ametijuhendi", {"old"}),
        ("peadirektori poolt 5. mail 2020 kinnitatud arhivaari ametijuhend", {"other"}),
        ("peadirektori 05.05.2020 käskkirja nr 44", {"old", "other"}),
        ("peadirektori 05.05.2020 käskkirja nr 44 lisa 2", {"old"}),
        ("käskkiri nr 3", {"older"}),
        ("peadirektori 05.05.2020 käskkiri", {"old", "other"}),
        ("peadirektori 06.05.2020 käskkirja nr 44", set()),
        ("peadirektori 05.05.2020 käskkirja nr 45", set()),
        ("asutuse põhimäärus", set()),
    ],
)
def test_what_is_repealed_is_found_by_number_date_title_or_as_what_was_before(
    act: str, repealed: set[str]
) -> None:
    new = version("new", approved="2025-01-12", order="9", repeals=(act,))
    later = version("later", approved="2026-01-12")
    found = succession([OLD, OTHER, OLDER, UNDATED, ELSEWHERE, new, later])
    assert set(found.repealed) == repealed
    assert set(found.repealed.values()) <= {"new"}
    assert found.notes == ()
    assert found.replaced["old"] == found.replaced["new"] == "later"
    assert ("undated" in found.replaced) == ("undated" in repealed)


@pytest.mark.parametrize("act", ["06.06.2019 kinnitatud ametijuhend", "toimetaja senine ametijuhend"])
def test_a_description_that_is_repealed_by_date_or_title_but_is_not_here_is_said_with_its_line(
    act: str,
) -> None:
    (note,) = succession([OLD, version("new", approved="2025-01-12", repeals=(act,))]).notes
    assert (note.line, act in note.message.en, act in note.message.et) == (9, True, True)


def test_a_description_repeals_nothing_that_is_newer() -> None:
    new = version("new", approved="2019-01-12", repeals=("senine ametijuhend",))
    assert succession([OLD, new]).repealed == {}


PAGE = """KINNITATUD
Rannaameti peadirektori {approved}
käskkirjaga nr {order}

AMETIJUHEND

Struktuuriüksus Mereosakond

Teenistuskoht Jurist

Vahetu juht Osakonna juhataja

Teenistuja asendaja {who}

Teenistuskoha eesmärk Ranna hoidmine.

{more}
"""


@pytest.fixture
def store(tmp_path: Path) -> GraphStore:
    """Three versions: of 2020, of 2024, and one approved in 2023 that comes into force in 2027, applied from 2026."""
    for approved, order, who, more in (
        ("05.05.2020", "1", "Arst", ""),
        ("01.03.2024", "2", "Nõunik", "Senine ametijuhend tunnistatakse kehtetuks."),
        ("01.11.2023", "3", "Kokk", "Ametijuhend jõustub 01.01.2027 ja seda rakendatakse alates 01.06.2026."),
    ):
        (tmp_path / f"{order}.txt").write_text(
            PAGE.format(approved=approved, order=order, who=who, more=more), encoding="utf-8"
        )
    build([tmp_path], tmp_path / "store", base=BASE, workers=1)
    return GraphStore.open(tmp_path / "store")


def test_the_graph_says_what_is_replaced_and_what_is_repealed(store: GraphStore) -> None:
    orders = "?old aj:order/dcterms:identifier ?a . ?new aj:order/dcterms:identifier ?b"
    for predicate, pairs in (
        ("dcterms:isReplacedBy", [("1", "3"), ("2", "3")]),
        ("aj:repealedBy", [("1", "2")]),
    ):
        rows = store.select(f"SELECT ?a ?b {{ ?old {predicate} ?new . {orders} }} ORDER BY ?a")
        assert [(row["a"], row["b"]) for row in rows] == pairs
    claims = store.select(
        'SELECT ?t { ?c aj:field "substituted_by" ; aj:mentionTitle ?t ; aj:resolution ?r }'
    )
    assert [row["t"] for row in claims] == ["kokk"]


@pytest.mark.parametrize(
    ("on", "applied"),
    [
        ("2020-05-04", []), ("2020-05-05", ["1"]), ("2024-02-29", ["1"]), ("2024-03-01", ["2"]),
        ("2026-05-31", ["2"]), ("2026-06-01", ["3"]), ("2027-01-01", ["3"]),
    ],
)  # fmt: skip
def test_which_version_applied_on_a_day(store: GraphStore, on: str, applied: list[str]) -> None:
    found = run(store, find_query("versions"), {"on": on}, "table")
    assert isinstance(found, Rows)
    order, column = found.variables.index("order"), found.variables.index("applied")
    assert [row[order] for row in found.rows if row[column] == "yes"] == applied
