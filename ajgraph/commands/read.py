"""``ajgraph read``: what was understood from each document."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from ajgraph import output as out
from ajgraph.commands import options
from ajgraph.commands.progress import progress_bar
from ajgraph.errors import AjgraphError, ExitStatus
from ajgraph.language import Bilingual

SHORT = Bilingual("What was understood from each document.", "Mida igast dokumendist välja loeti.")
HELP = Bilingual(
    "Read job descriptions and show what was understood, from which line: a page for people, or JSON.",
    "Loe ametijuhendid ja näita, mida ja millisest reast välja loeti: leht inimesele või JSON.",
)
EXAMPLES = options.examples(
    "ajgraph read ametijuhendid/",
    "ajgraph read nõunik.txt --format json | jq '.[0].substituted_by'",
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
    format: Annotated[  # noqa: A002 - the word of the command line
        Literal["json", "page"] | None,
        typer.Option(
            "--format",
            help=options.words("page on a terminal, json elsewhere.", "Terminalis page, mujal json."),
        ),
    ] = None,
    output: options.Output = None,
    lang: options.Lang = None,
    debug: options.Debug = False,
) -> None:
    from ajgraph.build import files_of
    from ajgraph.description import JobDescription
    from ajgraph.description_json import to_json
    from ajgraph.documents import load, name_of
    from ajgraph.pages.description import description_page
    from ajgraph.reading import read

    chosen = out.chosen_format(format, "page", output)
    files, missing = files_of(paths)
    for nothing in missing:
        typer.echo(f"{nothing.path}: {nothing.message}", err=True)
    found: list[JobDescription] = []
    said: list[str] = []
    unreadable = len(missing)
    with progress_bar(len(files)) as advance:
        for path in files:
            advance(name_of(path))
            try:
                reading = read(load(path))
            except AjgraphError as error:
                said.append(str(error))
                unreadable += 1
                continue
            found += reading.descriptions
            if not reading.descriptions:
                said += [f"{name_of(path)}:{one.line}: {one.message}" for one in reading.problems]
    for message in said:
        typer.echo(message, err=True)
    if unreadable == len(files) + len(missing):
        raise typer.Exit(ExitStatus.FAILED)
    if chosen == "json":
        out.emit(out.to_json([to_json(description) for description in found]), output)
    elif found:
        page = "\n".join(description_page(description) for description in found)
        out.emit(out.fitted(page, output), output)
    raise typer.Exit(ExitStatus.FINDINGS if unreadable else ExitStatus.CLEAN)
