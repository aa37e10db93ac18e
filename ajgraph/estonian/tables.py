"""The word tables of the package, read once, when first needed."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from ajgraph.estonian.forms import Lexicon, lexicon


def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a table of this package by column name."""
    header, *lines = (
        files("ajgraph.estonian").joinpath(f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    )
    columns = header.split("\t")
    return tuple(dict(zip(columns, line.split("\t"), strict=True)) for line in lines)


@cache
def heads() -> Lexicon:
    """Return the head nouns of role names."""
    return lexicon(rows("heads"))


@cache
def adjectives() -> Lexicon:
    """Return the adjectives that stand before a head noun and agree with it."""
    return lexicon(rows("adjectives"))


@cache
def units() -> Lexicon:
    """Return the head nouns of units and organisations; ``kind`` says which."""
    return lexicon(rows("units"))


@cache
def role_endings() -> Lexicon:
    """Return the endings by which an unknown head noun of a role is settled."""
    return lexicon(row for row in rows("endings") if row["kind"] == "role")


@cache
def unit_endings() -> Lexicon:
    """Return the endings by which an unknown head noun of a unit is settled."""
    return lexicon(row for row in rows("endings") if row["kind"] == "unit")


@cache
def adjective_endings() -> Lexicon:
    """Return the endings of adjectives that are not in the table."""
    return lexicon(row for row in rows("endings") if row["kind"] == "adjective")


@cache
def place_names() -> frozenset[str]:
    """Return first words of place names in the genitive, which keep their capital."""
    return frozenset(row["genitive"] for row in rows("places"))
