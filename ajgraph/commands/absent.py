"""``ajgraph absent``: who covers whom when these posts are away at once, or the proof that it cannot be."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from ajgraph import output as out
from ajgraph.commands import options
from ajgraph.errors import ExitStatus
from ajgraph.language import Bilingual

SHORT = Bilingual(
    "Who covers whom when these posts are away at once.", "Kes keda katab, kui need kohad on korraga tühjad."
)
HELP = Bilingual(
    "Find who covers whom when all these posts are away at once, each substitute covering one place; or the proof "
    "that it cannot be, or what leaves it open. Name a post by id, title, “title (specialisation)”, “unit / title” or "
    "IRI; name it twice for two of its places. Ends with 1 if something stays uncovered or is not known.",
    "Leia, kes keda katab, kui kõik need ametikohad on korraga tühjad ja iga asendaja katab ühe koha; või tõend, et see "
    "pole võimalik, või mis jätab selle lahtiseks. Ametikoha võib nimetada koodi, nimetuse, „nimetus (täpsustus)“, "
    "„üksus / nimetus“ või IRI kaudu; kaks korda nimetatud on kaks kohta. Lõpeb koodiga 1, kui midagi jääb katmata või "
    "pole teada.",
)
EXAMPLES = options.examples(
    "ajgraph absent RA-014 RA-015",
    'ajgraph absent "Nõunik (perelepitus)" "õigusosakond / jurist" --only confirmed',
)


def run(
    posts: Annotated[
        list[str],
        typer.Argument(
            metavar=options.words("POST", "AMETIKOHT"),
            help=options.words("The posts that are away.", "Puuduvad ametikohad."),
            show_default=False,
        ),
    ],
    store: options.Store = options.DEFAULT_STORE,
    only: options.Only = None,
    fit: options.FitOnly = False,
    format: Annotated[  # noqa: A002
        Literal["page", "table", "json"] | None,
        typer.Option(
            "--format",
            help=options.words("page on a terminal, json elsewhere.", "Terminalis page, mujal json."),
        ),
    ] = None,
    output: options.Output = None,
    lang: options.Lang = None,
    debug: options.Debug = False,
) -> None:
    from ajgraph.analysis.absence import absent
    from ajgraph.commands.loading import evidence_of, organisation
    from ajgraph.pages.cover import absence_page, absence_table
    from ajgraph.posts import find_post

    whole = organisation(store, only, fit_only=fit)
    answer = absent(whole, [find_post(whole, name).iri for name in posts])
    chosen = out.chosen_format(format, "page", output)
    if chosen == "json":
        out.emit(out.to_json(answer.to_json()), output)
    elif chosen == "table":
        out.emit(out.to_table(*absence_table(whole, answer)), output)
    else:
        evidence = evidence_of(store, (claim for one in answer.assignment for claim in one.link.claims))
        out.emit(out.fitted(absence_page(whole, answer, evidence), output), output)
    raise typer.Exit(ExitStatus.CLEAN if answer.covered else ExitStatus.FINDINGS)
