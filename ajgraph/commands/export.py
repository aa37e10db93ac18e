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
    output: options.Output = None,
    lang: options.Lang = None,
    debug: options.Debug = False,
) -> None:
    if format == "all":
        _all(store, output)
    else:
        out.emit(_text(format, store), output)


def _all(store: Path, output: Path | None) -> None:
    from ajgraph.exports import FORMATS

    if output is None:
        raise UsageError(
            Bilingual("“all” needs a folder", "„all“ vajab kausta"),
            remedy=Bilingual("Give one with -o.", "Anna see valikuga -o."),
        )
    endings = RDF_ENDINGS | {name: one.extension for name, one in FORMATS.items()}
    for name, ending in endings.items():
        target = output / f"ajgraph.{ending}"
        out.write_file(target, _text(name, store))
        typer.echo(target.as_posix(), err=True)


def _text(format: str, store: Path) -> str:  # noqa: A002
    from ajgraph.store import GraphStore

    opened = GraphStore.open(store)
    if format in RDF_ENDINGS:
        from ajgraph.serialisation import to_rdf

        return to_rdf(opened.quads(), format)
    from ajgraph.coverage import coverage
    from ajgraph.exports import export
    from ajgraph.network import organisation_of

    organisation = organisation_of(opened)
    verdicts = {one.post.iri: one.verdict for one in coverage(organisation).posts}
    return export(organisation, format, verdicts=verdicts, language=current())
