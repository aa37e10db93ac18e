"""``ajgraph coverage``: who may stand in for every post, the gaps first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ajgraph import output as out
from ajgraph.commands import options
from ajgraph.errors import ExitStatus
from ajgraph.language import Bilingual

if TYPE_CHECKING:
    from ajgraph.analysis.coverage import Verdict

SHORT = Bilingual(
    "Every post with its substitutes, gaps first.", "Iga ametikoht ja selle asendajad, lüngad enne."
)
HELP = Bilingual(
    "Show for every post who may stand in, how well that is documented, and a verdict; then what breaks cover, closed "
    "rings, and pairs that may not be away together. Ends with 1 if a post has nobody.",
    "Näita iga ametikoha asendajaid, kui hästi see kirjas on, ja hinnangut; siis mis katte murrab, suletud ringid ja "
    "paarid, kes ei tohi korraga ära olla. Lõpeb koodiga 1, kui mõnel kohal pole kedagi.",
)
EXAMPLES = options.examples("ajgraph coverage", "ajgraph coverage --only confirmed --format csv")
_STYLES: dict[Verdict, str] = {
    "uncovered": "red",
    "unknown": "magenta",
    "designated-only": "yellow",
    "peer-only": "yellow",
    "fragile": "yellow",
    "covered": "green",
}


def run(
    store: options.Store = options.DEFAULT_STORE,
    only: options.Only = None,
    fit: options.FitOnly = False,
    format: Annotated[  # noqa: A002
        Literal["table", "json", "csv"] | None,
        typer.Option(
            "--format",
            help=options.words("table on a terminal, json elsewhere.", "Terminalis table, mujal json."),
        ),
    ] = None,
    output: options.Output = None,
    lang: options.Lang = None,
    debug: options.Debug = False,
) -> None:
    from ajgraph.analysis.coverage import coverage
    from ajgraph.commands.loading import organisation
    from ajgraph.pages.cover import VERDICT_WORDS, coverage_records, coverage_summary, coverage_table

    cover = coverage(organisation(store, only, fit_only=fit))
    chosen = out.chosen_format(format, "table", output)
    if chosen == "json":
        out.emit(out.to_json(cover.to_json()), output)
    elif chosen == "csv":
        out.emit(out.to_csv(*coverage_records(cover)), output)
    else:
        styles = {str(VERDICT_WORDS[verdict]): style for verdict, style in _STYLES.items()}
        table = out.to_table(*coverage_table(cover, width=out.table_width()), colours=styles)
        out.emit(table + "\n" + out.fitted(coverage_summary(cover), output), output)
    gaps = any(one.verdict == "uncovered" for one in cover.posts)
    raise typer.Exit(ExitStatus.FINDINGS if gaps else ExitStatus.CLEAN)
