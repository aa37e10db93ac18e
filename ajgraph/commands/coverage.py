"""``ajgraph coverage``: who may stand in for every post, the gaps first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ajgraph import output as out
from ajgraph.commands import options
from ajgraph.errors import ExitStatus, UsageError
from ajgraph.language import Bilingual

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ajgraph.analysis.coverage import Verdict
    from ajgraph.organisation import Organisation

SHORT = Bilingual(
    "Every post with its substitutes, gaps first.", "Iga ametikoht ja selle asendajad, lüngad eespool."
)
HELP = Bilingual(
    "Show for every post who may stand in, how well that is documented, how many absences break it, and a verdict; then "
    "what breaks the cover of the whole and of each unit, who is on every chain of substitutes, who would be overloaded, "
    "closed rings, and pairs that may not be away together. Name posts, or a unit, to see those alone: anybody may be "
    "absent, and substitutes serve only those asked about. Ends with 1 if a post has nobody.",
    "Näita iga ametikoha asendajaid, kui hästi see kirjas on, mitme puudumise korral see katmata jääb, ja hinnangut; "
    "siis mitme puudumise korral jääb midagi katmata asutuses ja igas üksuses, kes on igas asendusahelas, kes oleks üle "
    "koormatud, suletud ringid ja paarid, kes ei tohi korraga ära olla. Nimeta ametikohad või üksus, et näha ainult "
    "neid: puududa võib igaüks ja asendajad on ainult "
    "nende päralt, kelle kohta küsiti. Lõpeb koodiga 1, kui mõnel kohal pole kedagi.",
)
EXAMPLES = options.examples(
    "ajgraph coverage",
    "ajgraph coverage --only confirmed --format csv",
    'ajgraph coverage --unit "Õigustalitus"',
    "ajgraph coverage RA-014 RA-015",
)
_STYLES: dict[Verdict, str] = {
    "uncovered": "red",
    "unknown": "magenta",
    "designated-only": "yellow",
    "peer-only": "yellow",
    "fragile": "yellow",
    "covered": "green",
}


def run(
    posts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=options.words("POST", "AMETIKOHT"),
            help=options.words("Show only these posts.", "Näita ainult neid ametikohti."),
            show_default=False,
        ),
    ] = None,
    store: options.Store = options.DEFAULT_STORE,
    unit: Annotated[
        str | None,
        typer.Option(
            "--unit",
            metavar=options.words("NAME", "NIMI"),
            help=options.words(
                "Show only the posts of this unit and its sub-units.",
                "Näita ainult selle üksuse ja selle allüksuste ametikohti.",
            ),
        ),
    ] = None,
    only: options.Only = None,
    fit: options.FitOnly = False,
    format: Annotated[  # noqa: A002
        Literal["table", "page", "json", "csv"] | None,
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
    from ajgraph.pages.cover import VERDICT_WORDS
    from ajgraph.pages.coverage import coverage_records, coverage_summary, coverage_table

    whole = organisation(store, only, fit_only=fit)
    cover = coverage(whole, _asked(whole, posts, unit))
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


def _asked(whole: Organisation, posts: Sequence[str] | None, unit: str | None) -> list[str] | None:
    """Return the posts named and those of the unit; None where neither is given."""
    from ajgraph.analysis.units import posts_by_unit
    from ajgraph.posts import find_post, find_unit

    if not posts and unit is None:
        return None
    asked = [find_post(whole, name).iri for name in posts or ()]
    if unit is not None:
        found = find_unit(whole, unit)
        members = posts_by_unit(whole).get(found.iri)
        if members is None:
            raise UsageError(
                Bilingual(
                    f"the unit {found.name} has no posts", f"üksuses {found.name} ei ole ühtki ametikohta"
                ),
                remedy=Bilingual("Name another unit.", "Nimeta teine üksus."),
            )
        asked += members
    return asked
