"""``ajgraph read``: what was understood from each document."""

from __future__ import annotations

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
    "Read job descriptions and show what was understood, from which line: a page for people, or JSON.",
    "Loe ametijuhendid ja näita, mida ja millisest reast välja loeti: leht inimesele või JSON.",
)
EXAMPLES = options.examples(
    "ajgraph read ametijuhendid/",
    "ajgraph read nõunik.pdf --explain substituted_by",
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
        str | None,
        typer.Option(
            "--explain",
            metavar=options.words("FIELD", "VÄLI"),
            help=options.words(
                "Show from which lines a field was read, such as manager or substituted_by.",
                "Näita, millistelt ridadelt väli loeti, näiteks manager või substituted_by.",
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
    from ajgraph.files import FileReading, descriptions_in, read_files
    from ajgraph.pages.description import description_page
    from ajgraph.pages.explanation import explanation_page, field_named
    from ajgraph.pages.reading import reading_page
    from ajgraph.pages.staffing import staffing_page

    if morph:
        morphology.use()
    field = field_named(explain) if explain else None
    chosen = "page" if field else out.chosen_format(format, "page", output)
    files, missing = files_of(paths)
    read = [FileReading(Path(nothing.path), nothing.path, failed=(nothing,)) for nothing in missing]
    with progress_bar(len(files)) as advance:
        read += read_files(files, workers=workers, lines=field is not None, progress=advance)
    found = list(descriptions_in(read))
    if len(read) > 1 or not found or any(file.failed for file in read):
        typer.echo(reading_page(read), err=True, nl=False)
    if not any(file.contents for file in read):
        raise typer.Exit(ExitStatus.FAILED)
    if chosen == "json":
        out.emit(out.to_json([to_json(description) for description, _ in found]), output)
    else:
        pages = [
            explanation_page(description, field, dict(content.lines))
            if field
            else description_page(description)
            for description, content in found
        ]
        tables = (content.table for file in read for content in file.contents)
        pages += [staffing_page(table) for table in tables if table and not field]
        if pages:
            out.emit(out.fitted("\n".join(pages), output), output)
    raise typer.Exit(ExitStatus.FINDINGS if any(file.failed for file in read) else ExitStatus.CLEAN)
