"""One module per command, named like it; each is thin: read options, call the library, show the result."""

from __future__ import annotations

import typer

from ajgraph.commands import absent, build, chain, check, coverage, export, leave, query, read, suggest
from ajgraph.commands.options import Debug, Lang, examples, say_version
from ajgraph.commands.usage import Command, Group
from ajgraph.language import Bilingual

app = typer.Typer(
    name="ajgraph",
    cls=Group,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=str(
        Bilingual(
            "A graph of organisational roles from job descriptions (ametijuhend): who stands in for whom, "
            "what stays uncovered when people are away, and why.",
            "Ametijuhenditest tehtud rollide graaf: kes keda asendab, mis jääb katmata, kui inimesed on ära, ja miks.",
        )
    ),
    epilog=examples(
        "ajgraph build ametijuhendid/ koosseis.csv",
        "ajgraph coverage",
        'ajgraph absent "Nõunik (perelepitus)" RA-014',
    )
    + "\n\n"
    + str(
        Bilingual(
            "Exit codes: 0 clean, 1 findings, 2 usage, 3 could not run.",
            "Väljumiskoodid: 0 korras, 1 leidus midagi, 2 vale käsk või valik, 3 töö jäi tegemata.",
        )
    ),
)


@app.callback()
def _root(
    version: bool = typer.Option(
        False,
        "--version",
        callback=say_version,
        is_eager=True,
        help=str(Bilingual("Show the version and end.", "Näita versiooni.")),
    ),
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    pass


for _module in (read, build, check, coverage, absent, leave, suggest, chain, query, export):
    _name = _module.__name__.rpartition(".")[2]
    app.command(
        _name, cls=Command, help=str(_module.HELP), epilog=_module.EXAMPLES, short_help=str(_module.SHORT)
    )(_module.run)
