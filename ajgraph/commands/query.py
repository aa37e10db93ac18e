"""``ajgraph query``: SPARQL by name, from a file or as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ajgraph import output as out
from ajgraph.commands import options
from ajgraph.errors import UsageError
from ajgraph.language import Bilingual, current

if TYPE_CHECKING:
    from ajgraph.query import Rows

SHORT = Bilingual("SPARQL by name, from a file or as text.", "SPARQL nime järgi, failist või tekstina.")
HELP = Bilingual(
    "Ask the graph in SPARQL 1.1: a named query, a file, or the query itself. All named graphs are asked at once; "
    "the prefixes aj, org, skos, prov, dcterms … are known.",
    "Küsi graafilt SPARQL 1.1 keeles: nimega päring, fail või päring ise. Küsitakse kõigist nimega graafidest korraga; "
    "eesliited aj, org, skos, prov, dcterms … on teada.",
)
EXAMPLES = options.examples(
    "ajgraph query --list",
    "ajgraph query one-sided",
    "ajgraph query versions --with on=2024-06-01",
    "ajgraph query 'SELECT ?title { ?post a org:Post ; aj:title ?title }' --format csv",
)


def run(
    query: Annotated[
        str | None,
        typer.Argument(
            metavar=options.words("QUERY", "PÄRING"),
            help=options.words("Name, file or SPARQL text.", "Nimi, fail või SPARQL-tekst."),
            show_default=False,
        ),
    ] = None,
    store: options.Store = options.DEFAULT_STORE,
    given: Annotated[
        list[str] | None,
        typer.Option(
            "--with",
            metavar=options.words("NAME=VALUE", "NIMI=VÄÄRTUS"),
            help=options.words(
                "Give a parameter of the query a value.", "Anna päringu parameetrile väärtus."
            ),
        ),
    ] = None,
    list_: Annotated[
        bool, typer.Option("--list", help=options.words("List the named queries.", "Loetle nimega päringud."))
    ] = False,
    format: Annotated[  # noqa: A002
        Literal["table", "csv", "json", "xml"] | None,
        typer.Option(
            "--format",
            help=options.words("table on a terminal, json elsewhere.", "Terminalis table, mujal json."),
        ),
    ] = None,
    output: options.Output = None,
    lang: options.Lang = None,
    debug: options.Debug = False,
) -> None:
    from ajgraph.query import Rows, find_query, named_queries
    from ajgraph.query import run as run_query
    from ajgraph.store import GraphStore

    chosen = out.chosen_format(format, "table", output)
    if list_:
        if chosen == "xml":
            raise UsageError(Bilingual("the list has no XML form", "loetelul pole XML-kuju"))
        rows = [(one.name, ", ".join(one.parameters), str(one.description)) for one in named_queries()]
        headers = ("name", "parameters", "answers")
        if chosen == "json":
            out.emit(out.to_json([dict(zip(headers, row, strict=True)) for row in rows]), output)
        elif chosen == "csv":
            out.emit(out.to_csv(headers, rows), output)
        else:
            shown = ("nimi", "parameetrid", "vastab") if current() == "et" else headers
            out.emit(out.to_table(shown, rows), output)
        return
    if query is None:
        raise UsageError(
            Bilingual("which query?", "milline päring?"),
            remedy=Bilingual(
                "See the named ones with: ajgraph query --list", "Vaata nimelisi: ajgraph query --list"
            ),
        )
    answer = run_query(GraphStore.open(store), find_query(query), _pairs(given or []), chosen)
    out.emit(_table(answer) if isinstance(answer, Rows) else answer, output)


def _table(answer: Rows) -> str:
    """Return the rows as a table without the columns that hold IRIs alone: those are for csv, json and xml."""

    def holds_iris(place: int) -> bool:
        values = [value for row in answer.rows if (value := row[place])]
        return bool(values) and all(value.startswith(("http://", "https://", "urn:")) for value in values)

    places = range(len(answer.variables))
    shown = [place for place in places if not holds_iris(place)] or list(places)
    return out.to_table(
        [answer.variables[place] for place in shown], [[row[place] for place in shown] for row in answer.rows]
    )


def _pairs(given: list[str]) -> dict[str, str]:
    pairs = {}
    for item in given:
        name, separator, value = item.partition("=")
        if not separator:
            raise UsageError(
                Bilingual(f"“{item}” gives no value", f"„{item}“ ei anna väärtust"),
                remedy=Bilingual("Write --with NAME=VALUE.", "Kirjuta --with NIMI=VÄÄRTUS."),
            )
        pairs[name.strip()] = value.strip()
    return pairs
