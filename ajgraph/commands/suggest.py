"""``ajgraph suggest``: who could stand in for a post and does not yet, or the fewest new links for all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ajgraph import output as out
from ajgraph.commands import options
from ajgraph.errors import ExitStatus
from ajgraph.language import Bilingual

if TYPE_CHECKING:
    from ajgraph.analysis.suggestions.plan import Plan
    from ajgraph.analysis.suggestions.suggestion import Suggestions

SHORT = Bilingual("Which new substitution link helps most.", "Milline uus asendusseos aitab enim.")
HELP = Bilingual(
    "With a post: who could stand in for it and does not yet, the best first by fitness, nearness in the structure and "
    "load, each with its gaps and what it would change. Without: the fewest new links that give every post a "
    "substitute, or that lift resilience to a number, the best of them, and what cannot be reached (needs the extra "
    "solve). Ends with 1 if there is nobody to suggest or too few people.",
    "Ametikohaga: kes võiks seda asendada ja veel ei asenda, parimad eespool sobivuse, läheduse ja koormuse järgi, igaüks "
    "koos sellega, mis on puudu ja mida seos muudaks. Ilma: väikseim hulk uusi seoseid, mis annab igale ametikohale "
    "asendaja või tõstavad vastupidavuse soovitud arvuni, neist parimad, ja mis jääb saavutamata (vajab lisa solve). "
    "Lõpeb koodiga 1, kui kedagi pole pakkuda või inimesi on liiga vähe.",
)
EXAMPLES = options.examples(
    "ajgraph suggest RA-063",
    "ajgraph suggest",
    "ajgraph suggest --resilience 3 --format csv -o seosed.csv",
)


def run(
    post: Annotated[
        str | None,
        typer.Argument(
            metavar=options.words("POST", "AMETIKOHT"),
            help=options.words(
                "The post that needs a substitute; without it, all of them.",
                "Ametikoht, mis vajab asendajat; ilma selleta kõik.",
            ),
            show_default=False,
        ),
    ] = None,
    store: options.Store = options.DEFAULT_STORE,
    resilience: Annotated[
        int | None,
        typer.Option(
            "--resilience",
            min=2,
            metavar=options.words("NUMBER", "ARV"),
            help=options.words(
                "How many absences it should take to break cover; 2 (every post has a substitute) by default.",
                "Mitu puudumist tohiks katte alles murda; vaikimisi 2 (igal ametikohal on asendaja).",
            ),
            show_default=False,
        ),
    ] = None,
    fit: options.FitOnly = False,
    limit: Annotated[
        int,
        typer.Option(
            "--limit",
            min=1,
            metavar=options.words("NUMBER", "ARV"),
            help=options.words(
                "How many candidates to show for a post.", "Mitu kandidaati ametikohale näidata."
            ),
        ),
    ] = 10,
    format: Annotated[  # noqa: A002
        Literal["page", "table", "json", "csv"] | None,
        typer.Option(
            "--format",
            help=options.words("page on a terminal, json elsewhere.", "Terminalis page, mujal json."),
        ),
    ] = None,
    output: options.Output = None,
    lang: options.Lang = None,
    debug: options.Debug = False,
) -> None:
    from ajgraph.analysis.suggestions.plan import plan
    from ajgraph.analysis.suggestions.suggestion import suggestions_for
    from ajgraph.commands.loading import organisation
    from ajgraph.errors import UsageError
    from ajgraph.pages.suggestion import plan_page, suggestions_page
    from ajgraph.posts import find_post
    from ajgraph.profiles import profiles_of
    from ajgraph.store import GraphStore

    if post is not None and resilience is not None:
        raise UsageError(
            Bilingual(
                "--resilience is for all posts together, not for one",
                "--resilience käib kõigi ametikohtade kohta koos, mitte ühe kohta",
            ),
            remedy=Bilingual("Leave out the post or the option.", "Jäta ametikoht või valik ära."),
        )
    whole = organisation(store, None, fit_only=fit)
    profiles = profiles_of(GraphStore.open(store))
    answer: Suggestions | Plan
    if post is not None:
        answer = found = suggestions_for(
            whole, profiles, find_post(whole, post).iri, fit_only=fit, limit=limit
        )
        page, nothing = suggestions_page(found), not found.suggestions
    else:
        answer = made = plan(whole, profiles, resilience or 2, fit_only=fit)
        page, nothing = plan_page(made), bool(made.impossible)
    _show(answer, page, out.chosen_format(format, "page", output), output)
    raise typer.Exit(ExitStatus.FINDINGS if nothing else ExitStatus.CLEAN)


def _show(answer: Suggestions | Plan, page: str, chosen: str, output: options.Output) -> None:
    from ajgraph.analysis.suggestions.suggestion import RECORD
    from ajgraph.pages.suggestion import suggestion_table

    if chosen == "json":
        out.emit(out.to_json(answer.to_json()), output)
    elif chosen == "csv":
        out.emit(out.to_csv(RECORD, [[one[name] for name in RECORD] for one in answer.records()]), output)
    elif chosen == "table":
        out.emit(out.to_table(*suggestion_table(answer.organisation, answer.suggestions)), output)
    else:
        out.emit(out.fitted(page, output), output)
