"""``ajgraph absent``: who covers whom when these posts are away at once, or the proof that it cannot be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ajgraph import output as out
from ajgraph.commands import options
from ajgraph.errors import ExitStatus, UsageError
from ajgraph.language import Bilingual

if TYPE_CHECKING:
    from ajgraph.organisation import Organisation

SHORT = Bilingual(
    "Who covers whom when these posts are away at once.",
    "Kes keda katab, kui nende kohtade täitjad on korraga ära.",
)
HELP = Bilingual(
    "Find who covers whom when all these posts are away at once, each substitute covering one place; or the proof "
    "that it cannot be, or what leaves it open. Of all ways to cover the most places it shows the best: what both "
    "documents say before what one says, then who is fit, then who is near in the structure. Name a post by id, title, "
    "“title (specialisation)”, “unit / title” or IRI; name it twice for two of its places. With a day or days and leave "
    "calendars, whoever is on leave then is away as well. Ends with 1 if something stays uncovered or is not known.",
    "Leia, kes keda katab, kui kõigi nende ametikohtade täitjad on korraga ära ja iga asendaja katab ühe koha; või tõend, "
    "et see pole võimalik, või mis jätab selle lahtiseks. Kõigist viisidest katta kõige rohkem kohti näidatakse parimat: "
    "enne seda, mis on kirjas mõlemas juhendis, kui ühes, siis seda, kes nõuetele vastab, siis seda, kes on struktuuris "
    "lähedal. Ametikoha võib nimetada koodi, nimetuse, „nimetus (täpsustus)“, „üksus / nimetus“ või IRI kaudu; kaks "
    "korda nimetatud on kaks kohta. Päeva või päevade ja puhkuste ajakavaga on ära ka need, kes siis puhkavad. Lõpeb "
    "koodiga 1, kui midagi jääb katmata või pole teada.",
)
EXAMPLES = options.examples(
    "ajgraph absent RA-014 RA-015",
    'ajgraph absent "Nõunik (perelepitus)" "õigusosakond / jurist" --only confirmed',
    "ajgraph absent RA-014 --from 2026-07-06 --to 2026-07-12 --calendar puhkused.csv",
    "ajgraph absent RA-044 RA-045 --designate RA-044=RA-046",
)


def run(
    posts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=options.words("POST", "AMETIKOHT"),
            help=options.words(
                "The posts that are away; none where a calendar says who.",
                "Puuduvad ametikohad; mitte ühtki, kui ajakava ütleb, kes.",
            ),
            show_default=False,
        ),
    ] = None,
    store: options.Store = options.DEFAULT_STORE,
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar=options.words("DATE", "KUUPÄEV"),
            help=options.words("Answer for this day.", "Vasta selle päeva kohta."),
        ),
    ] = None,
    begin: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar=options.words("DATE", "KUUPÄEV"),
            help=options.words("The first of several days.", "Esimene mitmest päevast."),
        ),
    ] = None,
    end: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar=options.words("DATE", "KUUPÄEV"),
            help=options.words("The last of them.", "Viimane neist."),
        ),
    ] = None,
    calendars: Annotated[
        list[Path] | None,
        typer.Option(
            "--calendar",
            metavar=options.words("FILE", "FAIL"),
            help=options.words(
                "A leave calendar: who is on leave on those days is away, too. May be repeated.",
                "Puhkuste ajakava: kes neil päevil puhkab, on ka ära. Korratav.",
            ),
        ),
    ] = None,
    capacity: Annotated[
        int,
        typer.Option(
            "--capacity",
            min=1,
            metavar=options.words("NUMBER", "ARV"),
            help=options.words(
                "How many absent places one present person may cover.",
                "Mitut puuduvat kohta võib üks kohalolija katta.",
            ),
        ),
    ] = 1,
    designate: Annotated[
        list[str] | None,
        typer.Option(
            "--designate",
            metavar=options.words("POST=SUBSTITUTE", "KOHT=ASENDAJA"),
            help=options.words(
                "Take it that this substitute has been designated. May be repeated.",
                "Arvesta, et see asendaja on määratud. Korratav.",
            ),
        ),
    ] = None,
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
    from ajgraph.analysis.leave.away import Away
    from ajgraph.analysis.leave.dated import absent_between
    from ajgraph.commands.loading import evidence_of, leave_of, left_out, organisation
    from ajgraph.pages.cover import absence_page, absence_table
    from ajgraph.pages.dated import dated_json, dated_page, dated_table
    from ajgraph.pages.leave import left_out_lines
    from ajgraph.posts import find_post

    days = options.days_of(on, begin, end)
    if not posts and not calendars:
        raise _nothing_asked()
    if calendars and days is None:
        raise _no_day()
    whole = _designated(organisation(store, only, fit_only=fit), designate or [])
    away = [find_post(whole, name).iri for name in posts or ()]
    chosen = out.chosen_format(format, "page", output)
    if days is None:
        answer = absent(whole, away, capacity=capacity)
        if chosen == "json":
            out.emit(out.to_json(answer.to_json()), output)
        elif chosen == "table":
            out.emit(out.to_table(*absence_table(whole, answer)), output)
        else:
            evidence = evidence_of(store, (claim for one in answer.assignment for claim in one.link.claims))
            out.emit(out.fitted(absence_page(whole, answer, evidence), output), output)
        raise typer.Exit(ExitStatus.CLEAN if answer.covered else ExitStatus.FINDINGS)
    leave = leave_of(whole, calendars, *days) if calendars else Away((), (), whole)
    answers = absent_between(leave.organisation, away, leave.absences, *days, capacity=capacity)
    if chosen == "json":
        found_out = {"left_out": left_out(leave)} if calendars else {}
        out.emit(out.to_json(dated_json(answers, one_day=on is not None) | found_out), output)
    elif chosen == "table":
        out.emit(out.to_table(*dated_table(leave.organisation, answers)), output)
    else:
        claims = (claim for found in answers for one in found.answer.assignment for claim in one.link.claims)
        page = dated_page(leave.organisation, answers, evidence_of(store, claims))
        lines = "".join(f"{line}\n" for line in left_out_lines(leave.problems))
        out.emit(out.fitted(lines + page, output), output)
    covered = all(found.answer.covered for found in answers) and not leave.problems
    raise typer.Exit(ExitStatus.CLEAN if covered else ExitStatus.FINDINGS)


def _designated(whole: Organisation, pairs: list[str]) -> Organisation:
    from ajgraph.posts import find_post

    for pair in pairs:
        absent, sign, substitute = pair.partition("=")
        if not sign or not absent.strip() or not substitute.strip():
            raise UsageError(
                Bilingual(
                    f"“{pair}” names no post and substitute", f"„{pair}“ ei nimeta ametikohta ja asendajat"
                ),
                remedy=Bilingual("Write it like RA-044=RA-046.", "Kirjuta kujul RA-044=RA-046."),
            )
        whole = whole.designating(find_post(whole, absent).iri, find_post(whole, substitute).iri)
    return whole


def _nothing_asked() -> UsageError:
    return UsageError(
        Bilingual("no post is named", "ühtki ametikohta pole nimetatud"),
        remedy=Bilingual(
            "Name the posts that are away, or give a leave calendar with --calendar and a day with --on.",
            "Nimeta puuduvad ametikohad või anna ajakava valikuga --calendar ja päev valikuga --on.",
        ),
    )


def _no_day() -> UsageError:
    return UsageError(
        Bilingual("a calendar needs a day", "ajakava juurde on vaja päeva"),
        remedy=Bilingual(
            "Say which with --on, or --from and --to. The whole calendar: ajgraph leave FILE.",
            "Ütle, milline, valikuga --on või --from ja --to. Kogu ajakava: ajgraph leave FAIL.",
        ),
    )
