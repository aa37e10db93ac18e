"""SPARQL on the graph: by name, from a file, or as text; results as table, CSV, JSON or XML.

A named query is a file ``queries/NAME.rq``. The comments at its top describe it in both languages and name its
parameters (``# parameter post: post``): variables that may be given a post, a date or a text; those not given
stay free. The variable ``?lang`` holds the language of messages, "en" or "et", unless the query sets it itself.
"""

from __future__ import annotations

import difflib
import errno
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal

import pyoxigraph
from pyoxigraph import NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat

from ajgraph.errors import QueryError, UnknownQuery, UsageError
from ajgraph.language import Bilingual, current
from ajgraph.network import organisation_of
from ajgraph.posts import find_post
from ajgraph.resources import query_files
from ajgraph.sparql import is_update, undeclared, with_values
from ajgraph.store import GraphStore
from ajgraph.vocabulary import PREFIXES, XSD

ParameterKind = Literal["post", "date", "text"]

_COMMENT: Final = re.compile(r"#\s*(en|et|parameter\s+(\w+)):\s*(.+)")
_BLANK: Final = str.maketrans("\t", " ")
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

    A file that exists is read; what holds a space or a brace is SPARQL text; all else is a name. Raises
    :class:`~ajgraph.errors.UnknownQuery` with the nearest names, :class:`~ajgraph.errors.QueryError` where the
    file is no text.
    """
    for query in named_queries():
        if query.name == given:
            return query
    if text := _file(given):
        return _parse(given, text)
    if re.search(r"[{\s]", given):
        return _parse("", given)
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
    SPARQL does not parse, is an update or cannot be answered, :class:`~ajgraph.errors.UsageError` for unknown
    parameters.
    """
    if is_update(query.text):
        raise QueryError(
            Bilingual(
                "this would change the graph, which is only read here",
                "see muudaks graafi, mida siin ainult loetakse",
            ),
            where=query.name or None,
            remedy=Bilingual(
                "Change the documents and build the graph again.", "Muuda dokumente ja ehita graaf uuesti."
            ),
        )
    bound = {name: _term(store, query, name, value) for name, value in given.items()}
    try:
        return _written(_answer(store, query.text, bound), format)
    except SyntaxError as error:
        raise _no_query(query, str(error)) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(
            Bilingual(f"the query cannot be answered: {error}", f"päringule ei saa vastata: {error}"),
            where=query.name or None,
            remedy=Bilingual("Ask for less, or in another way.", "Küsi vähem või teisiti."),
        ) from error


def _answer(
    store: GraphStore, text: str, bound: Mapping[str, NamedNode | pyoxigraph.Literal]
) -> QueryBoolean | QuerySolutions | QueryTriples:
    """Ask the store, with the values of the parameters and the language of messages."""
    if re.search(r"[?$]lang\b", text) and not re.search(r"\bAS\s+[?$]lang\b", text, re.IGNORECASE):
        bound = {"lang": pyoxigraph.Literal(current()), **bound}
    try:
        return store.query(with_values(text, {name: str(term) for name, term in bound.items()}))
    except SyntaxError:
        store.query(text)  # says where the error is in the text as the user wrote it
        raise


def _written(answer: QueryBoolean | QuerySolutions | QueryTriples, format: str) -> Rows | str:  # noqa: A002
    if isinstance(answer, QueryBoolean):
        truth = "true" if answer else "false"
        return Rows(("answer",), ((truth,),)) if format == "table" else _boolean(answer, format)
    if not isinstance(answer, QuerySolutions):
        triples = sorted(answer, key=str)
        return (pyoxigraph.serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b"").decode()
    if format in _MACHINE:
        return (answer.serialize(format=_MACHINE[format]) or b"").decode()
    names = tuple(variable.value for variable in answer.variables)
    rows = tuple(
        tuple(None if (term := row[name]) is None else _plain(term) for name in names) for row in answer
    )
    return Rows(names, rows)


def _no_query(query: Query, said: str) -> QueryError:
    """Return the parser's error with the line it speaks of, the place marked, and what is known to help."""
    known = ", ".join(f"{prefix}:" for prefix in PREFIXES)
    missing = undeclared(query.text, PREFIXES)
    if missing:
        named = ", ".join(f"{prefix}:" for prefix in missing)
        remedy = Bilingual(
            f"Not a known prefix: {named}. Known: {known}; declare others: PREFIX {missing[0]}: <…>",
            f"Tundmatu eesliide: {named}. Tuntud: {known}; muud tuleb kirja panna: PREFIX {missing[0]}: <…>",
        )
    else:
        remedy = Bilingual(
            f"Correct it there or just before. Known prefixes: {known}",
            f"Paranda see koht või mis on vahetult selle ees. Tuntud eesliited: {known}",
        )
    place = re.match(r"error at (\d+):(\d+): (?:expected (?:one of )?)?(.*)", said, re.DOTALL)
    if place is None:
        return QueryError(
            Bilingual(f"this is no SPARQL query: {said}", f"see pole SPARQL-päring: {said}"),
            where=query.name or None,
            remedy=remedy,
        )
    row, column = int(place[1]), int(place[2])
    # The parser lists what its grammar tried, which misleads; only whole sentences say something.
    words = [word for word in place[3].split(", ") if re.fullmatch(r"[A-Za-z]+( [A-Za-z]+)+", word)]
    hint = f" ({', '.join(words)})" if words and not missing else ""
    line = query.text.splitlines()[row - 1 : row]
    shown = f"\n  {line[0].translate(_BLANK)}\n  {' ' * (column - 1)}^" if line else ""
    return QueryError(
        Bilingual(
            f"this is no SPARQL query: error in line {row}, column {column}{hint}{shown}",
            f"see pole SPARQL-päring: viga reas {row}, veerus {column}{hint}{shown}",
        ),
        where=query.name or None,
        remedy=remedy,
    )


def _plain(term: NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple) -> str:
    return str(term) if isinstance(term, pyoxigraph.Triple) else term.value


def _file(given: str) -> str | None:
    """Return the text of the file of that name, if there is one."""
    try:
        return Path(given).read_text(encoding="utf-8-sig") if Path(given).is_file() else None
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno in {errno.ENAMETOOLONG, errno.EINVAL}:
            return None  # a query, too long to be the name of a file
        raise QueryError(
            Bilingual("the query cannot be read from this file", "päringut ei saa sellest failist lugeda"),
            where=given,
            remedy=Bilingual("Save it as text in UTF-8.", "Salvesta see UTF-8 tekstina."),
        ) from error


def _boolean(answer: QueryBoolean, format: str) -> str:  # noqa: A002
    if format in {"json", "xml"}:
        return (answer.serialize(format=_MACHINE[format]) or b"").decode()
    return f"answer\n{'true' if answer else 'false'}\n"


def _parse(name: str, text: str) -> Query:
    said: dict[str, str] = {}
    parameters: dict[str, ParameterKind] = {}
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            break
        comment = _COMMENT.fullmatch(line.strip())
        if comment is None:
            continue
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
