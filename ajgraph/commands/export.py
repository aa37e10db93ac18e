"""``ajgraph export``: the graph and the organisation in the formats of other tools."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from ajgraph import output as out
from ajgraph.commands import options
from ajgraph.errors import UsageError
from ajgraph.language import Bilingual, current

SHORT = Bilingual("The graph in the formats of other tools.", "Graaf teiste tööriistade vormingutes.")
HELP = Bilingual(
    "Write the graph as RDF (turtle, trig, nquads, jsonld), the network of posts (graphml, gexf, cytoscape, dot, "
    "mermaid, csv) or a picture (svg); “all” writes every format into a folder.",
    "Kirjuta graaf RDF-ina (turtle, trig, nquads, jsonld), ametikohtade võrguna (graphml, gexf, cytoscape, dot, mermaid, "
    "csv) või pildina (svg); „all“ kirjutab kõik vormingud kausta.",
)
EXAMPLES = options.examples(
    "ajgraph export svg -o asutus.svg",
    "ajgraph export graphml > asutus.graphml",
    "ajgraph export all -o väljavõtted/",
)
RDF_ENDINGS = {"turtle": "ttl", "trig": "trig", "nquads": "nq", "jsonld": "jsonld"}
Format = Literal[
    "turtle",
    "trig",
    "nquads",
    "jsonld",
    "graphml",
    "gexf",
    "cytoscape",
    "dot",
    "mermaid",
    "csv",
    "svg",
    "all",
]


def run(
    format: Annotated[  # noqa: A002
        Format,
        typer.Argument(
            metavar=options.words("FORMAT", "VORMING"),
            help=options.words("The format.", "Vorming."),
            show_default=False,
        ),
    ],
    store: options.Store = options.DEFAULT_STORE,
    table: Annotated[
        Literal["links", "posts"],
        typer.Option(
            "--table",
            help=options.words("Which table csv gives.", "Milline tabel on csv."),
        ),
    ] = "links",
    output: options.Output = None,
    lang: options.Lang = None,
    debug: options.Debug = False,
) -> None:
    if format == "all":
        _all(store, output)
    else:
        out.emit(_text(format, store, table), output)


def _all(store: Path, output: Path | None) -> None:
    from ajgraph.exports import FORMATS

    if output is None:
        raise UsageError(
            Bilingual("“all” needs a folder", "„all“ vajab kausta"),
            remedy=Bilingual("Give one with -o.", "Anna see valikuga -o."),
        )
    for name, ending in RDF_ENDINGS.items():
        _write(output / f"ajgraph.{ending}", _text(name, store, "links"))
    for name, one in FORMATS.items():
        if name in {"csv", "svg"}:
            continue
        _write(output / f"ajgraph.{one.extension}", _text(name, store, "links"))
    for table in ("links", "posts"):
        _write(output / f"{table}.csv", _text("csv", store, table))
    # The picture comes last: it needs an extra, and what does not need it is written without.
    _write(output / "ajgraph.svg", _text("svg", store, "links"))


def _write(target: Path, text: str) -> None:
    out.write_file(target, text)
    typer.echo(target.as_posix(), err=True)


def _text(format: str, store: Path, table: Literal["links", "posts"]) -> str:  # noqa: A002
    from ajgraph.store import GraphStore

    opened = GraphStore.open(store)
    if format in RDF_ENDINGS:
        from ajgraph.serialisation import to_rdf

        return to_rdf(opened.quads(), format)
    from ajgraph.analysis.coverage import verdict_of
    from ajgraph.commands.loading import places_of
    from ajgraph.exports import export
    from ajgraph.network import organisation_of

    organisation = organisation_of(opened)
    verdicts = {post.iri: verdict_of(organisation, post) for post in organisation.posts}
    evidence = places_of(opened) if format == "csv" else None
    return export(organisation, format, verdicts=verdicts, language=current(), table=table, evidence=evidence)
