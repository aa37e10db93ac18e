"""``ajgraph build``: documents and staffing tables into the graph."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ajgraph.commands import options
from ajgraph.commands.progress import progress_bar
from ajgraph.errors import ExitStatus, StoreError
from ajgraph.language import Bilingual

SHORT = Bilingual("Documents and staffing tables into the graph.", "Dokumendid ja koosseisutabelid graafi.")
HELP = Bilingual(
    "Read job descriptions (text, PDF, Word, OpenDocument, HTML) and staffing tables (koosseis: CSV, Excel) into the "
    "graph, also from signed containers and zip archives. Unchanged files are not read again; a changed file replaces "
    "what it held; the graph changes at the end, in one step.",
    "Loe ametijuhendid (tekst, PDF, Word, OpenDocument, HTML) ja koosseisutabelid (CSV, Excel) graafi, ka digiümbrikest "
    "ja zip-arhiividest. Muutumatuid faile uuesti ei loeta; muutunud fail asendab oma varasema sisu; graaf muutub lõpus, "
    "ühe sammuga.",
)
EXAMPLES = options.examples(
    "ajgraph build ametijuhendid/ koosseis.csv",
    "ajgraph build ametijuhendid/ --base https://andmed.asutus.ee/id/ -s graaf",
)


def run(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar=options.words("PATH", "TEE"),
            help=options.words("Files and folders.", "Failid ja kaustad."),
            show_default=False,
        ),
    ],
    store: options.Store = options.DEFAULT_STORE,
    base: Annotated[
        str | None,
        typer.Option(
            "--base", help=options.words("Base IRI of the data.", "Andmete baas-IRI."), show_default=False
        ),
    ] = None,
    organisation: Annotated[
        str | None,
        typer.Option(
            "--organisation",
            help=options.words(
                "The body, for documents that name none.", "Asutus, kui dokument seda ei nimeta."
            ),
        ),
    ] = None,
    replace: Annotated[
        bool,
        typer.Option("--replace", help=options.words("Forget what the store held.", "Unusta senine graaf.")),
    ] = False,
    workers: options.Workers = None,
    morph: options.Vabamorf = False,
    lang: options.Lang = None,
    debug: options.Debug = False,
) -> None:
    from ajgraph.build import build, files_of
    from ajgraph.estonian import morphology
    from ajgraph.iris import DEFAULT_BASE
    from ajgraph.store_folder import base_of

    if morph:
        morphology.use()
    try:
        chosen = base or base_of(store) or DEFAULT_BASE
    except StoreError:
        if not replace:  # a damaged store is built anew, its base unknown
            raise
        chosen = DEFAULT_BASE
    with progress_bar(len(files_of(paths)[0])) as advance:
        summary = build(
            paths,
            store,
            base=chosen,
            organisation=organisation,
            anew=replace,
            workers=workers,
            progress=advance,
        )
    for item in (*summary.skipped, *summary.notes):
        typer.echo(str(item), err=True)
    typer.echo(
        Bilingual(
            f"{store}: {_count(summary.descriptions, 'description')} and {_count(summary.tables, 'staffing table')} "
            f"read, {_count(summary.unchanged, 'file')} unchanged, {summary.without} without a description, "
            f"{len(summary.skipped)} not read; "
            f"{_count(summary.posts, 'post')}, {_count(summary.links, 'substitution link')}.",
            f"{store}: ametijuhendeid loetud {summary.descriptions}, koosseisutabeleid {summary.tables}; muutumatuid "
            f"faile {summary.unchanged}, ametijuhendita {summary.without}, lugemata {len(summary.skipped)}; "
            f"ametikohti {summary.posts}, asendusseoseid {summary.links}.",
        ),
        err=True,
    )
    if (summary.tables or summary.descriptions) and (count := _not_listed(store)):
        typer.echo(
            Bilingual(
                f"{_count(count, 'described post')} not in the staffing table: is it the table of the whole body? "
                "A post that it does not list counts as one that does not exist. See: ajgraph query staffing",
                f"ametijuhendiga ametikohti, mida koosseisus pole: {count}. Kas tabel on terve asutuse kohta? Ametikoht, "
                "mida selles pole, loetakse puuduvaks. Vaata: ajgraph query staffing",
            ),
            err=True,
        )
    if summary.skipped:
        paths_not_read = ", ".join(item.path for item in summary.skipped)
        typer.echo(Bilingual(f"NOT read: {paths_not_read}", f"LUGEMATA: {paths_not_read}"), err=True)
    raise typer.Exit(ExitStatus.FINDINGS if summary.skipped else ExitStatus.CLEAN)


def _not_listed(store: Path) -> int:
    """Return how many posts have a job description but no row in a staffing table of their body."""
    from ajgraph.query import find_query
    from ajgraph.store import GraphStore

    rows = GraphStore.open(store).select(find_query("staffing").text)
    return len({row["post"] for row in rows if row["missing"] == "staffing row"})


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
