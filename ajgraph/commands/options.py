"""Options that several commands share, each said once."""

from __future__ import annotations

import datetime
import re
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Literal

import typer

from ajgraph import language
from ajgraph.errors import UsageError
from ajgraph.language import Bilingual

DEFAULT_STORE = Path(".ajgraph")


def words(en: str, et: str) -> str:
    """Return a help text in the language of this run."""
    return str(Bilingual(en, et))


def examples(*lines: str) -> str:
    """Return the examples at the end of a help page, one on a line."""
    head = words("Examples:", "Näited:")
    return "\b\n" + "\n".join([head, *(f"  {line}" for line in lines)])


def say_version(wanted: bool) -> None:
    """Print the version and end, if asked."""
    if wanted:
        typer.echo(f"ajgraph {version('ajgraph')}")
        raise typer.Exit


def _use(chosen: str | None) -> str | None:
    if chosen in {"en", "et"}:
        language.use("et" if chosen == "et" else "en")
    return chosen


Store = Annotated[
    Path,
    typer.Option(
        "-s",
        "--store",
        envvar="AJGRAPH_STORE",
        help=words("The graph: a store folder, or an RDF file to read.", "Graaf: kaust või loetav RDF-fail."),
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        help=words("Write to this file instead of standard output.", "Kirjuta sellesse faili."),
    ),
]
Lang = Annotated[
    Literal["en", "et"] | None,
    typer.Option(
        "--lang",
        callback=_use,
        help=words("Language of messages; the locale's by default.", "Sõnumite keel; vaikimisi lokaadist."),
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        min=1,
        metavar=words("NUMBER", "ARV"),
        help=words(
            "Processes to read with; one for each core by default.",
            "Mitu protsessi loeb; vaikimisi tuuma kohta üks.",
        ),
        show_default=False,
    ),
]
Vabamorf = Annotated[
    bool,
    typer.Option(
        "--morph",
        help=words(
            "Look words that no table has up in Vabamorf (the extra morph).",
            "Otsi sõnu, mida tabelites pole, Vabamorfist (lisa morph).",
        ),
    ),
]
Debug = Annotated[
    bool,
    typer.Option(
        "--debug", help=words("Show a traceback on errors.", "Näita vea korral täielikku veajälge.")
    ),
]


class Counted(StrEnum):
    """The statuses of links that may count as cover (typer takes a list of an Enum, not of a Literal)."""

    CONFIRMED = "confirmed"
    ONE_SIDED = "one-sided"
    UNDOCUMENTED = "undocumented"


Only = Annotated[
    list[Counted] | None,
    typer.Option(
        "--only",
        help=words(
            "Count only links of this status; may be repeated.",
            "Arvesta ainult selle staatusega seoseid; korratav.",
        ),
    ),
]
FitOnly = Annotated[
    bool,
    typer.Option(
        "--fit",
        help=words(
            "Leave out substitutes whose requirements do not include all of the post's.",
            "Jäta välja asendajad, kelle ametijuhend ei nõua kõike, mida ametikoht nõuab.",
        ),
    ),
]


def date_of(text: str | None) -> datetime.date:
    """Return the ISO date given, or today; raises :class:`~ajgraph.errors.UsageError`."""
    if text is None:
        return datetime.datetime.now().astimezone().date()
    estonian = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text)
    try:
        if estonian:
            return datetime.date(int(estonian[3]), int(estonian[2]), int(estonian[1]))
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            Bilingual(f"“{text}” is no date", f"„{text}“ pole kuupäev"),
            remedy=Bilingual(
                "Write it like 2026-11-21 or 21.11.2026.", "Kirjuta kujul 2026-11-21 või 21.11.2026."
            ),
        ) from error


def days_of(on: str | None, begin: str | None, end: str | None) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and last day asked about, None where none is given; raises ``UsageError``."""
    if on is not None and (begin is not None or end is not None):
        raise UsageError(
            Bilingual(
                "--on is one day, --from and --to are several", "--on on üks päev, --from ja --to mitu"
            ),
            remedy=Bilingual("Give the one or the others.", "Anna kas üks või teised."),
        )
    if on is not None:
        return date_of(on), date_of(on)
    if begin is None and end is None:
        return None
    if begin is None or end is None:
        raise UsageError(
            Bilingual("--from and --to go together", "--from ja --to käivad koos"),
            remedy=Bilingual("Give both; one day alone is --on.", "Anna mõlemad; üks päev on --on."),
        )
    return date_of(begin), date_of(end)
