"""``ajgraph chain``: the substitution chains of one post."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from ajgraph import output as out
from ajgraph.commands import options
from ajgraph.language import Bilingual

SHORT = Bilingual("The substitution chains of one post.", "Ühe ametikoha asendusahelad.")
HELP = Bilingual(
    "Show who stands in for a post and, with --depth, who for them: longer chains are suggestions, because every "
    "substitution needs a decision (ATS § 57). Each step comes with the sentences it rests on and what it would need. Also "
    "the rings it is in and who is on every chain.",
    "Näita, kes ametikohta asendab ja valikuga --depth, kes asendajat: pikemad ahelad on ettepanekud, sest iga asendamine "
    "vajab otsust (ATS § 57). Iga sammu juures on laused, millele see toetub, ja mida see vajaks. Samuti ringid ja kes on "
    "igas ahelas.",
)
EXAMPLES = options.examples('ajgraph chain "Peaspetsialist (hanked)"', "ajgraph chain RA-007 --depth 3")


def run(
    post: Annotated[
        str,
        typer.Argument(
            metavar=options.words("POST", "AMETIKOHT"),
            help=options.words("Id, title, unit / title or IRI.", "Kood, nimetus, üksus / nimetus või IRI."),
            show_default=False,
        ),
    ],
    store: options.Store = options.DEFAULT_STORE,
    depth: Annotated[
        int,
        typer.Option(
            "--depth",
            min=1,
            max=20,
            metavar=options.words("NUMBER", "ARV"),
            help=options.words("Steps at most.", "Kõige rohkem samme."),
        ),
    ] = 1,
    only: options.Only = None,
    fit: options.FitOnly = False,
    format: Annotated[  # noqa: A002
        Literal["page", "json"] | None,
        typer.Option(
            "--format",
            help=options.words("page on a terminal, json elsewhere.", "Terminalis page, mujal json."),
        ),
    ] = None,
    output: options.Output = None,
    lang: options.Lang = None,
    debug: options.Debug = False,
) -> None:
    from ajgraph.analysis.chains import chain
    from ajgraph.commands.loading import evidence_of, organisation, statements_of
    from ajgraph.pages.chains import chain_page
    from ajgraph.posts import find_post

    whole = organisation(store, only, fit_only=fit)
    found = chain(whole, find_post(whole, post).iri, depth)
    links = {step.link for path in found.paths for step in path.steps} | set(whole.links_of(found.post))
    claims = [claim for link in links for claim in link.claims]
    if out.chosen_format(format, "page", output) == "json":
        answer = found.to_json()
        stated = statements_of(store, claims)
        for path in answer["paths"]:
            for step in path["steps"]:
                step["evidence"] = [one for claim in step["claims"] for one in stated.get(claim, ())]
        out.emit(out.to_json(answer), output)
        return
    out.emit(out.fitted(chain_page(whole, found, evidence_of(store, claims)), output), output)
