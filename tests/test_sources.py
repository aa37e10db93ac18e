"""What the store knows of its files: kept whole, and brought up to date by what a build finds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ajgraph.description import JobDescription
from ajgraph.errors import StoreError
from ajgraph.reading import read_path
from ajgraph.sources import Place, SourceFile, decode, encode, updated
from ajgraph.staffing import StaffingRow, StaffingTable, read_staffing
from tests.helpers import AGENCY, description

A, B, C, GONE = (Place(f"{name}.txt", f"/{name}.txt") for name in ("a", "b", "c", "gone"))


def source(content: str, *places: Place, organisation: str | None = None) -> SourceFile:
    return SourceFile(content, places, organisation, (description(content),))


descriptions = st.builds(
    replace,
    st.from_type(JobDescription),
    source=st.just(description("Jurist").source),
)


@given(st.lists(descriptions, max_size=2).map(tuple), st.none() | st.text())
def test_sources_come_back_as_they_were(found: tuple[JobDescription, ...], organisation: str | None) -> None:
    kept = SourceFile("0" * 64, (A, B), organisation, found)
    assert decode(encode([kept, kept]), "here") == (kept, kept)


@given(st.from_type(StaffingRow))
def test_tables_come_back_as_they_were(row: StaffingRow) -> None:
    table = StaffingTable("k.csv", "0" * 64, "text/csv", (row,), ("substituted_by",), ())
    assert decode(encode([SourceFile("0" * 64, (A,), table=table)]), "here")[0].table == table


def test_the_sample_agency_comes_back_as_it_was() -> None:
    kept = [
        SourceFile(path.stem, (Place.of(path, path.name),), descriptions=read_path(path).descriptions)
        for path in sorted(AGENCY.rglob("*.txt"))
    ]
    kept.append(SourceFile("table", (A,), table=read_staffing(AGENCY / "koosseis.csv")))
    assert decode(encode(kept), "here") == tuple(kept)


@pytest.mark.parametrize("line", [b"{", b"[]", b'{"sha256": 1, "places": []}', b"\xff\xfe"])
def test_damage_is_said_with_its_place(line: bytes) -> None:
    with pytest.raises(StoreError) as caught:
        decode(line, "store/sources.jsonl")
    assert caught.value.where == "store/sources.jsonl"
    assert caught.value.remedy


@pytest.mark.parametrize("lines", range(3))
def test_a_list_that_is_cut_off_at_the_end_of_a_line_is_damaged(lines: int) -> None:
    whole = encode([source("x", A), source("y", B)]).splitlines(keepends=True)
    assert len(decode(b"".join(whole), "here")) == 2
    for part in (whole[:lines], whole[:lines] + whole[-1:]):
        if part != whole:
            with pytest.raises(StoreError):
                decode(b"".join(part), "here")


@pytest.mark.parametrize(
    ("known", "read", "given_", "expected"),
    [
        ([], [source("x")], {A: "x"}, {"x": [A]}),
        ([source("x", A)], [], {A: "x"}, {"x": [A]}),
        ([source("x", A)], [], {}, {"x": [A]}),
        ([source("x", A)], [source("y")], {A: "y"}, {"y": [A]}),
        ([source("x", A)], [], {A: "nothing"}, {}),
        ([source("x", A)], [source("y")], {B: "y"}, {"x": [A], "y": [B]}),
        ([source("x", A), source("y", B)], [], {A: "y"}, {"y": [A, B]}),
        ([source("x", A, B)], [source("y")], {A: "y"}, {"x": [B], "y": [A]}),
        ([source("x", A)], [], {C: "x"}, {"x": [A, C]}),
        ([source("x", GONE)], [], {C: "x"}, {"x": [C]}),
        ([SourceFile("x", (A, GONE))], [], {}, {"x": [A]}),
        ([SourceFile("x", (GONE,)), source("y", GONE)], [], {}, {"y": [GONE]}),
    ],
    ids=[
        "new", "unchanged", "not given", "edited", "emptied", "another file", "became a copy",
        "one copy edited", "copied", "moved", "nothing in it", "nothing in it, gone",
    ],
)  # fmt: skip
def test_what_a_build_finds_brings_the_sources_up_to_date(
    known: list[SourceFile],
    read: list[SourceFile],
    given_: dict[Place, str],
    expected: dict[str, list[Place]],
) -> None:
    found = updated(known, read, given_, organisation=None, exists=lambda location: location != GONE.location)
    assert {one.sha256: list(one.places) for one in found} == expected


def test_a_file_given_under_another_path_goes_by_that_path() -> None:
    (found,) = updated(
        [source("x", A)], [], {Place("docs/a.txt", A.location): "x"}, organisation=None, exists=lambda _: True
    )
    assert found.path == "docs/a.txt"


def test_the_organisation_is_that_of_the_files_given_and_stays() -> None:
    known = [source("x", A), source("y", B, organisation="Mereamet")]
    found = updated(known, [], {A: "x"}, organisation="Rannaamet", exists=lambda _: True)
    assert [one.organisation for one in found] == ["Rannaamet", "Mereamet"]
    again = updated(found, [], {A: "x"}, organisation=None, exists=lambda _: True)
    assert [one.organisation for one in again] == ["Rannaamet", "Mereamet"]


def test_a_place_knows_the_file_whatever_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("d").mkdir()
    assert Place.of(Path("d/../x.txt"), "x").location == Place.of(tmp_path / "x.txt", "y").location
