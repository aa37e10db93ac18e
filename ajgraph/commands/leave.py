"""``ajgraph leave``: a leave calendar day by day, colliding leaves, and the smallest repair."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ajgraph import output as out
from ajgraph.commands import options
from ajgraph.errors import ExitStatus, MissingExtra, UsageError
from ajgraph.language import Bilingual

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from ajgraph.analysis.leave.away import Away
    from ajgraph.analysis.leave.days import LeaveAnswer
    from ajgraph.analysis.leave.repair import Repair

SHORT = Bilingual(
    "A leave calendar day by day: broken days, colliding leaves, the smallest repair.",
    "Puhkuste ajakava päevade kaupa: katmata päevad, põrkuvad puhkused, väikseim parandus.",
)
HELP = Bilingual(
    "Say for every day of a leave calendar whether all who are away can be covered, with the proof where they cannot; "
    "which leaves collide; which moves repair it with the fewest days; who stands in for whom, and for how many days. A "
    "calendar is a table (CSV, XLSX) with columns post or id, from, to, and holder, fixed, earliest, latest where there "
    "are such; or iCalendar. Ends with 1 if a day is broken.",
    "Ütle ajakava iga päeva kohta, kas kõiki puudujaid saab asendada, ja kui ei, siis miks; millised puhkused põrkuvad; "
    "millised nihked parandavad selle kõige vähemate päevadega; kes keda asendab ja mitu päeva. Ajakava on tabel (CSV, "
    "XLSX) veergudega ametikoht või kood, algus, lõpp ning soovi korral nimi, kindel, varaseim, hiliseim; või iCalendar. "
    "Lõpeb koodiga 1, kui mõni päev on katmata.",
)
EXAMPLES = options.examples(
    "ajgraph leave puhkused-2026.csv",
    "ajgraph leave puhkused.ics --from 2026-06-01 --to 2026-08-31 --within 14 --fix RA-010",
    "ajgraph leave puhkused-2026.xlsx --format svg -o puhkused.svg",
)


def run(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar=options.words("FILE", "FAIL"),
            help=options.words("Leave calendars: CSV, XLSX, ICS.", "Puhkuste ajakavad: CSV, XLSX, ICS."),
            show_default=False,
        ),
    ],
    store: options.Store = options.DEFAULT_STORE,
    from_: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar=options.words("DATE", "KUUPÄEV"),
            help=options.words(
                "The first day asked about; leaves that began before stay.",
                "Esimene päev; varem alanu jääb paigale.",
            ),
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar=options.words("DATE", "KUUPÄEV"),
            help=options.words(
                "The last day asked about; leaves that end later stay.",
                "Viimane päev; hiljem lõppev jääb paigale.",
            ),
        ),
    ] = None,
    within: Annotated[
        int,
        typer.Option(
            "--within",
            min=0,
            max=366,
            metavar=options.words("DAYS", "PÄEVI"),
            help=options.words(
                "By how many days a leave may move in the repair.",
                "Mitu päeva tohib puhkust paranduses nihutada.",
            ),
        ),
    ] = 30,
    fix: Annotated[
        list[str] | None,
        typer.Option(
            "--fix",
            metavar=options.words("POST", "AMETIKOHT"),
            help=options.words(
                "The leaves of this post stay; may be repeated.", "Selle puhkused jäävad; korratav."
            ),
        ),
    ] = None,
    no_repair: Annotated[
        bool,
        typer.Option("--no-repair", help=options.words("Do not look for a repair.", "Ära otsi parandust.")),
    ] = False,
    local: Annotated[
        bool,
        typer.Option(
            "--local",
            help=options.words(
                "The body is one of local government: KOKS § 54² holds.",
                "Asutus on kohalik omavalitsus: kehtib KOKS § 54².",
            ),
        ),
    ] = False,
    only: options.Only = None,
    fit: options.FitOnly = False,
    format: Annotated[  # noqa: A002
        Literal["page", "table", "json", "csv", "ics", "svg"] | None,
        typer.Option(
            "--format",
            help=options.words(
                "page on a terminal, json elsewhere; ics is the repaired calendar, svg a picture of it.",
                "Terminalis page, mujal json; ics on parandatud ajakava, svg selle pilt.",
            ),
        ),
    ] = None,
    output: options.Output = None,
    lang: options.Lang = None,
    debug: options.Debug = False,
) -> None:
    from ajgraph.analysis.leave.days import leave
    from ajgraph.commands.loading import leave_of, organisation
    from ajgraph.posts import find_post

    begin, end = (None if text is None else options.date_of(text) for text in (from_, to))
    if begin and end and end < begin:
        raise UsageError(
            Bilingual("--to is before --from", "--to on enne kui --from"),
            remedy=Bilingual("Change the two.", "Vaheta need."),
        )
    whole = organisation(store, only, fit_only=fit)
    stay = [find_post(whole, name).iri for name in fix or ()]
    found = leave_of(whole, files, begin, end)
    answer = leave(found.organisation, found.absences, begin=begin, end=end, local=local)
    chosen = out.chosen_format(format, "page", output)
    if answer.broken and not no_repair:
        found_repair = _repair(found, begin, end, within, stay, needed=chosen == "ics")
        answer = replace(answer, repair=found_repair)
    _emit(found, answer, chosen, output)
    findings = answer.broken or answer.unknown or found.problems
    raise typer.Exit(ExitStatus.FINDINGS if findings else ExitStatus.CLEAN)


def _repair(
    found: Away,
    begin: datetime.date | None,
    end: datetime.date | None,
    within: int,
    stay: Sequence[str],
    *,
    needed: bool,
) -> Repair | None:
    from ajgraph.analysis.leave.repair import repair

    try:
        return repair(found.organisation, found.absences, begin=begin, end=end, within=within, fix=stay)
    except MissingExtra as error:  # the days are told without it, but no calendar passes for a repaired one
        if needed:
            raise
        typer.echo(str(error), err=True)
        return None


def _emit(found: Away, answer: LeaveAnswer, chosen: str, output: Path | None) -> None:
    from ajgraph.commands.loading import left_out

    if chosen == "json":
        out.emit(out.to_json({**answer.to_json(), "left_out": left_out(found)}), output)
    elif chosen == "csv":
        rows = answer.records()
        headers = (
            "from", "to", "days", "away", "away_name", "covered", "verdict", "uncovered", "uncovered_name", "unknown",
            "unknown_name", "proof",
        )  # fmt: skip
        out.emit(out.to_csv(headers, [[row[name] for name in headers] for row in rows]), output)
    elif chosen == "ics":
        from ajgraph.exports.calendar_file import to_icalendar

        repair = answer.repair
        before = {move.moved: move.leave for move in repair.moves} if repair else {}
        absences = repair.absences if repair else found.absences
        out.emit(to_icalendar(found.organisation, absences, before=before), output)
    elif chosen == "svg":
        from ajgraph.exports.calendar_picture import to_calendar_svg

        out.emit(to_calendar_svg(answer), output)
    else:
        from ajgraph.pages.leave import leave_page, leave_table

        if chosen == "table":
            out.emit(out.to_table(*leave_table(answer)), output)
        else:
            out.emit(out.fitted(leave_page(answer, found.problems), output), output)
