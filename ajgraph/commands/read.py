"""``ajgraph read``: what was understood from each document."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from ajgraph import output as out
from ajgraph.commands import options
from ajgraph.commands.progress import progress_bar
from ajgraph.errors import ExitStatus
from ajgraph.language import Bilingual

SHORT = Bilingual("What was understood from each document.", "Mida igast dokumendist välja loeti.")
HELP = Bilingual(
    "Read job descriptions and show what was understood, from which line: a page for people, or JSON (an array, one "
    "object for each job description). Files that could not be read, and a summary, are told on standard error.",
    "Loe ametijuhendid ja näita, mida ja millisest reast välja loeti: leht inimesele või JSON (massiiv, igast "
    "ametijuhendist üks objekt). Lugemata failid ja kokkuvõte kirjutatakse standardvea väljundisse.",
)
EXAMPLES = options.examples(
    "ajgraph read ametijuhendid/",
    "ajgraph read nõunik.pdf --explain substituted_by",
    "ajgraph read nõunik.pdf --explain manager --explain education --format json",
    "ajgraph read nõunik.docx --format json | jq '.[0].substituted_by'",
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
    explain: Annotated[
        list[str] | None,
        typer.Option(
            "--explain",
            metavar=options.words("FIELD", "VÄLI"),
            help=options.words(
                "Show from which lines a field was read, such as manager or substituted_by; may be repeated. A page, "
                "unless --format json.",
                "Näita, millistelt ridadelt väli loeti, näiteks juht või asendaja; korratav. Leht, kui pole --format json.",
            ),
        ),
    ] = None,
    format: Annotated[  # noqa: A002 - the word of the command line
        Literal["json", "page"] | None,
        typer.Option(
            "--format",
            help=options.words("page on a terminal, json elsewhere.", "Terminalis page, mujal json."),
        ),
    ] = None,
    workers: options.Workers = None,
    morph: options.Vabamorf = False,
    output: options.Output = None,
    lang: options.Lang = None,
    debug: options.Debug = False,
) -> None:
    from ajgraph.build import files_of
    from ajgraph.description_json import to_json
    from ajgraph.estonian import morphology
    from ajgraph.files import descriptions_in, read_files
    from ajgraph.pages.description import description_page
    from ajgraph.pages.explanation import explanation_json, explanation_page, explanations
    from ajgraph.pages.fields import fields_named
    from ajgraph.pages.reading import reading_page
    from ajgraph.pages.staffing import staffing_page

    if morph:
        morphology.use()
    fields = tuple(dict.fromkeys(field for name in explain or () for field in fields_named(name)))
    chosen = format or "page" if fields else out.chosen_format(format, "page", output)
    files, missing = files_of(paths)
    with progress_bar(len(files)) as advance:
        read = list(read_files(files, workers=workers, lines=bool(fields), progress=advance))
    found = list(descriptions_in(read))
    explained = [(one, explanations(one, fields, content.by_number)) for one, content in found if fields]
    readable = any(file.contents for file in read)
    if chosen == "json" and readable:
        data = [explanation_json(*one) for one in explained] if fields else [to_json(one) for one, _ in found]
        out.emit(out.to_json(data), output)
    elif chosen != "json":
        tables = [content.table for file in read for content in file.contents if content.table]
        pages = (
            [explanation_page(*one) for one in explained]
            if fields
            else [*(description_page(one) for one, _ in found), *map(staffing_page, tables)]
        )
        if pages:
            out.emit(out.fitted("\n".join(pages), output, hanging=True), output)
    unread = bool(missing) or any(file.failed for file in read)
    if len(read) + len(missing) > 1 or not found or unread:
        # After the pages, so that on a terminal the summary is what is left to see.
        said = out.fitted(reading_page(read, missing), None, stream=sys.stderr)
        typer.echo(said, err=True, nl=False)
    if not readable:
        raise typer.Exit(ExitStatus.FAILED)
    raise typer.Exit(ExitStatus.FINDINGS if unread else ExitStatus.CLEAN)
