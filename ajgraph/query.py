"""SPARQL on the graph: by name, from a file, or as text; results as table, CSV, JSON or XML.

A named query is a file ``queries/NAME.rq``. The comments at its top describe it in both languages and name its
parameters (``# parameter post: post``): variables that may be given a post, a date or a text; those not given
stay free. The variable ``?lang`` always holds the language of messages, "en" or "et".
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal

import pyoxigraph
from pyoxigraph import NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat

from ajgraph.errors import QueryError, UnknownQuery, UsageError
from ajgraph.language import Bilingual, current
from ajgraph.network import organisation_of
from ajgraph.posts import find_post
from ajgraph.resources import query_files
from ajgraph.store import GraphStore
from ajgraph.vocabulary import XSD

ParameterKind = Literal["post", "date", "text"]

_COMMENT: Final = re.compile(r"#\s*(en|et|parameter\s+(\w+)):\s*(.+)")
_MACHINE: Final = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
}


@dataclass(frozen=True, slots=True)
class Query:
    """A query: its SPARQL, what it answers, and the parameters it takes."""

    name: str
    text: str
    description: Bilingual
    parameters: Mapping[str, ParameterKind]


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer of a SELECT (or of an ASK: one column ``answer``), values as strings."""

    variables: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]


def named_queries() -> tuple[Query, ...]:
    """Return the queries that come with ajgraph, by name."""
    return tuple(_parse(path.stem, path.read_text(encoding="utf-8")) for path in query_files())


def find_query(given: str) -> Query:
    """Return a query by name, from a file, or as it stands.

    What holds a brace is SPARQL text; what exists as a file is read; all else is a name. Raises
    :class:`~ajgraph.errors.UnknownQuery` with the nearest names.
    """
    if "{" in given:
        return _parse("", given)
    for query in named_queries():
        if query.name == given:
            return query
    path = Path(given)
    if path.is_file():
        return _parse(path.stem, path.read_text(encoding="utf-8"))
    names = [query.name for query in named_queries()]
    near = difflib.get_close_matches(given, names, n=3, cutoff=0.4)
    listed = ", ".join(near or names)
    raise UnknownQuery(
        Bilingual(
            f"there is no query or file “{given}”; {'near it' if near else 'there are'}: {listed}",
            f"päringut ega faili „{given}“ pole; {'lähedased' if near else 'on olemas'}: {listed}",
        ),
        remedy=Bilingual("See all with: ajgraph query --list", "Vaata kõiki: ajgraph query --list"),
    )


def run(store: GraphStore, query: Query, given: Mapping[str, str], format: str) -> Rows | str:  # noqa: A002
    """Run a query; return rows for ``table``, else the text in that format (``json``, ``csv``, ``xml``, ``turtle``).

    CONSTRUCT and DESCRIBE give Turtle whatever the format. Raises :class:`~ajgraph.errors.QueryError` where the
    SPARQL does not parse (updates never do here), :class:`~ajgraph.errors.UsageError` for unknown parameters.
    """
    bound = {name: _term(store, query, name, value) for name, value in given.items()}
    try:
        answer = store.query(_given(query.text, bound))
    except SyntaxError as error:
        raise QueryError(
            Bilingual(f"this is no SPARQL query: {error}", f"see pole SPARQL-päring: {error}"),
            where=query.name or None,
            remedy=Bilingual(
                "Correct it there; updates are not possible here, the graph is only read.",
                "Paranda see koht; muudatusi siin teha ei saa, graafi ainult loetakse.",
            ),
        ) from error
    if isinstance(answer, QueryBoolean):
        return (
            Rows(("answer",), (("true" if answer else "false",),))
            if format == "table"
            else _boolean(answer, format)
        )
    if not isinstance(answer, QuerySolutions):
        triples = sorted(answer, key=str)
        return (pyoxigraph.serialize(triples, format=RdfFormat.TURTLE) or b"").decode()
    if format in _MACHINE:
        return (answer.serialize(format=_MACHINE[format]) or b"").decode()
    names = tuple(variable.value for variable in answer.variables)
    rows = tuple(
        tuple(None if (term := row[name]) is None else term.value for name in names) for row in answer
    )
    return Rows(names, rows)


def _given(text: str, bound: Mapping[str, NamedNode | pyoxigraph.Literal]) -> str:
    """Return the query with the parameters' values put at the beginning of its outermost group."""
    if re.search(r"\?lang\b", text):
        bound = {"lang": pyoxigraph.Literal(current()), **bound}
    values = "".join(f" VALUES ?{name} {{ {term} }}" for name, term in sorted(bound.items()))
    return re.sub(r"\bWHERE\s*\{", lambda where: where[0] + values, text, count=1, flags=re.IGNORECASE)


def _boolean(answer: QueryBoolean, format: str) -> str:  # noqa: A002
    if format in {"json", "xml"}:
        return (answer.serialize(format=_MACHINE[format]) or b"").decode()
    return f"answer\n{'true' if answer else 'false'}\n"


def _parse(name: str, text: str) -> Query:
    said: dict[str, str] = {}
    parameters: dict[str, ParameterKind] = {}
    for line in text.splitlines():
        comment = _COMMENT.fullmatch(line.strip())
        if comment is None:
            break
        if comment[2]:
            kind = comment[3].strip()
            parameters[comment[2]] = "post" if kind == "post" else "date" if kind == "date" else "text"
        else:
            said[comment[1]] = comment[3].strip()
    return Query(name, text, Bilingual(said.get("en", ""), said.get("et", said.get("en", ""))), parameters)


def _term(store: GraphStore, query: Query, name: str, value: str) -> NamedNode | pyoxigraph.Literal:
    kind = query.parameters.get(name)
    if kind is None:
        takes = ", ".join(query.parameters) or "–"
        raise UsageError(
            Bilingual(
                f"the query takes no “{name}”; it takes: {takes}",
                f"päringul pole parameetrit „{name}“; on: {takes}",
            )
        )
    if kind == "post":
        return NamedNode(find_post(organisation_of(store), value).iri)
    if kind == "date":
        try:
            return pyoxigraph.Literal(date.fromisoformat(value).isoformat(), datatype=NamedNode(XSD.date))
        except ValueError as error:
            raise UsageError(
                Bilingual(f"“{value}” is no date", f"„{value}“ pole kuupäev"),
                remedy=Bilingual("Write it like 2026-11-21.", "Kirjuta kujul 2026-11-21."),
            ) from error
    return pyoxigraph.Literal(value)
