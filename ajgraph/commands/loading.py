"""What the analysing commands share: the organisation in a store, and the sentences behind its links."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path

import typer

from ajgraph.analysis.leave.away import Away, away_of
from ajgraph.calendars import read_calendar
from ajgraph.errors import StoreError, UnreadableInput
from ajgraph.language import Bilingual, on_day
from ajgraph.network import organisation_of
from ajgraph.organisation import COUNTED, Organisation
from ajgraph.store import GraphStore, bound


def organisation(store: Path, only: Sequence[str] | None, *, fit_only: bool) -> Organisation:
    """Return the organisation in a store, with only the links that are to count.

    Ambiguous links stay, to be shown; no analysis counts them. Raises
    :class:`~ajgraph.errors.StoreError` where there is no post.
    """
    found = organisation_of(GraphStore.open(store))
    if not found.posts:
        raise StoreError(
            Bilingual("the graph holds no posts", "graafis pole ühtki ametikohta"),
            where=str(store),
            remedy=Bilingual("Build it from job descriptions first.", "Ehita see enne ametijuhenditest."),
        )
    counted = {status for status in COUNTED if not only or status in only}
    return found.narrowed(frozenset({*counted, "ambiguous"}), fit_only=fit_only)


def evidence_of(store: Path, claims: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return, by claim, the sentence that states it and where it stands, as lines for people."""
    return {
        claim: tuple(f"{x['stated_by']}: „{x['sentence']}“  {x['document']}:{x['line']}" for x in found)
        for claim, found in statements_of(store, claims).items()
    }


def statements_of(store: Path, claims: Iterable[str]) -> dict[str, tuple[dict[str, str | int], ...]]:
    """Return, by claim, who states it, the sentence, the document and the line."""
    wanted = set(claims)
    rows = GraphStore.open(store).select(
        """SELECT DISTINCT ?claim ?who ?sentence ?document ?line WHERE {
        ?claim a aj:SubstitutionClaim ; aj:sentence ?sentence ; aj:line ?line ; aj:statedBy/skos:prefLabel ?who ;
               prov:wasDerivedFrom/dcterms:source ?document }"""
    )
    return {
        bound(row, "claim"): (
            {
                "stated_by": bound(row, "who"),
                "sentence": bound(row, "sentence"),
                "document": bound(row, "document"),
                "line": int(bound(row, "line")),
            },
        )
        for row in rows
        if row["claim"] in wanted
    }


def places_of(store: GraphStore) -> dict[str, str]:
    """Return, by claim, the document and line it stands in."""
    rows = store.select(
        """SELECT DISTINCT ?claim ?document ?line WHERE {
        ?claim a aj:SubstitutionClaim ; aj:line ?line ; prov:wasDerivedFrom/dcterms:source ?document }"""
    )
    return {str(row["claim"]): f"{row['document']}:{row['line']}" for row in rows}


def left_out(away: Away) -> list[dict[str, str | int | None]]:
    """Return what of the calendars could not be used, as JSON tells it."""
    return [{"path": one.path, "line": one.line, "message": str(one.message)} for one in away.problems]


def leave_of(
    whole: Organisation, files: Sequence[Path], begin: datetime.date | None, end: datetime.date | None
) -> Away:
    """Return whom leave calendars send away; what is to be known about them goes to standard error.

    Also where they are of other days than those asked about. Raises
    :class:`~ajgraph.errors.UnreadableInput` where nothing in them can be used.
    """
    away = away_of(whole, [read_calendar(path) for path in files])
    for note in (*away.problems, *away.notes):
        typer.echo(str(note), err=True)
    _say_what_is_there(away, files, begin, end)
    return away


def _say_what_is_there(
    found: Away, files: Sequence[Path], begin: datetime.date | None, end: datetime.date | None
) -> None:
    """Tell of a calendar of other days, or one of which nothing could be used."""
    if not found.absences:
        raise UnreadableInput(
            Bilingual("no absence in it can be used", "ühtki puudumist ei saa kasutada"),
            where=", ".join(map(str, files)),
            remedy=Bilingual(
                "Correct what is said above, or give another calendar.",
                "Paranda ülal öeldu või anna teine ajakava.",
            ),
        )
    first, last = min(one.begin for one in found.absences), max(one.end for one in found.absences)
    if (begin and last < begin) or (end and end < first):
        typer.echo(
            Bilingual(
                f"nobody is away on the days asked about: the calendar is of {on_day(first).en} – {on_day(last).en}",
                f"küsitud päevadel pole keegi ära: ajakava on {on_day(first).et} – {on_day(last).et} kohta",
            ),
            err=True,
        )
