"""A staffing table as a page: which column was understood as what, how much it lists, what was not read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from ajgraph.headers import NOTE, Column
from ajgraph.language import Bilingual
from ajgraph.staffing import StaffingTable


def staffing_page(table: StaffingTable) -> str:
    """Return the page of one table; columns that were not read are named by their header alone."""
    return "\n".join(_lines(table)) + "\n"


def _lines(table: StaffingTable) -> Iterator[str]:
    known = [row.places for row in table.rows if row.places is not None]
    unknown = len(table.rows) - len(known)
    yield f"{table.path}: {Bilingual('staffing table', 'koosseisutabel')}"
    yield "  " + str(
        Bilingual(
            f"Rows with a post: {len(table.rows)}. Places: {sum(known)}"
            + (f" (rows where they are not stated: {unknown})." if unknown else "."),
            f"Ametikohaga ridu: {len(table.rows)}. Kohti: {sum(known)}"
            + (f" (ridu, kus need on märkimata: {unknown})." if unknown else "."),
        )
    )
    for sheet, columns in groupby(table.columns, key=lambda column: column.sheet):
        yield from _columns(sheet, list(columns))


def _columns(sheet: str | None, columns: list[Column]) -> Iterator[str]:
    yield f"  {Bilingual('Columns', 'Veerud')}{'' if sheet is None else f' ({sheet})'}:"
    width = max(len(column.header) for column in columns)
    for column in columns:
        meant = MEANINGS[column.meaning] if column.meaning else NOT_READ
        yield f"    {column.header.ljust(width)}  {meant}"


NOT_READ: Final = Bilingual("– not read", "– lugemata")
MEANINGS: Final = {
    "organisation": Bilingual("organisation", "asutus"),
    "unit": Bilingual("unit", "üksus"),
    "title": Bilingual("title of the post", "ametinimetus"),
    "specialisation": Bilingual("specialisation", "täpsustus"),
    "places": Bilingual("number of places", "kohtade arv"),
    "manager": Bilingual("immediate manager", "vahetu juht"),
    "substituted_by": Bilingual("who stands in for the post", "kes seda ametikohta asendab"),
    "substitutes": Bilingual("whom the post stands in for", "keda see ametikoht asendab"),
    "service_group": Bilingual("service group", "teenistusgrupp"),
    "kind": Bilingual("ametikoht or töökoht", "ametikoht või töökoht"),
    "id": Bilingual("id of the post", "ametikoha kood"),
    NOTE: Bilingual("– kept as a note", "– jääb märkuseks"),
}
"""What a column of a staffing table means, in words."""
