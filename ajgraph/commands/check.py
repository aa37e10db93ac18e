"""``ajgraph check``: what is missing, one-sided, contradictory or overdue, with the sentence that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ajgraph import output as out
from ajgraph.commands import options
from ajgraph.errors import ExitStatus
from ajgraph.language import Bilingual

if TYPE_CHECKING:
    from ajgraph.findings import Severity

SHORT = Bilingual(
    "What is missing, one-sided, contradictory or overdue.",
    "Mis on puudu, ühepoolne, vastuoluline või hilinenud.",
)
HELP = Bilingual(
    "Check the graph against the shapes: every finding with its post, sentence, document and line, the law or custom "
    "it rests on, and what to do.",
    "Kontrolli graafi: iga leid koos ametikoha, lause, dokumendi ja reaga, õigusliku või tavapärase aluse ja soovitusega.",
)
EXAMPLES = options.examples(
    "ajgraph check",
    "ajgraph check --on 2027-01-31 --format csv -o leiud.csv",
    "ajgraph check --format turtle     # the SHACL validation report",
)
_STYLES: dict[Severity, str] = {"violation": "red", "warning": "yellow", "info": "cyan"}


def run(
    store: options.Store = options.DEFAULT_STORE,
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar=options.words("DATE", "KUUPÄEV"),
            help=options.words(
                "Check as of this day (today by default).", "Kontrolli selle päeva seisuga (vaikimisi täna)."
            ),
        ),
    ] = None,
    format: Annotated[  # noqa: A002
        Literal["page", "table", "json", "csv", "turtle"] | None,
        typer.Option(
            "--format",
            help=options.words("page on a terminal, json elsewhere.", "Terminalis page, mujal json."),
        ),
    ] = None,
    output: options.Output = None,
    lang: options.Lang = None,
    debug: options.Debug = False,
) -> None:
    from ajgraph.findings import SEVERITY_WORDS, to_json
    from ajgraph.pages.findings import findings_page, findings_table
    from ajgraph.serialisation import to_rdflib
    from ajgraph.store import GraphStore
    from ajgraph.validation import check

    day = options.date_of(on)
    report = check(to_rdflib(GraphStore.open(store).quads()), on=day)
    chosen = out.chosen_format(format, "page", output)
    if chosen == "turtle":
        from ajgraph.serialisation import from_rdflib, to_rdf

        out.emit(to_rdf(from_rdflib(report.graph), "turtle"), output)
    elif chosen == "json":
        out.emit(out.to_json(to_json(report.findings)), output)
    elif chosen == "csv":
        headers = ("severity", "rule", "post", "message", "document", "line", "basis", "remedy")
        rows = [
            (
                finding.severity,
                finding.rule.rpartition("#")[2],
                finding.post_label,
                str(finding.message),
                finding.document,
                finding.line,
                str(finding.basis) if finding.basis else None,
                str(finding.remedy) if finding.remedy else None,
            )
            for finding in report.findings
        ]
        out.emit(out.to_csv(headers, rows), output)
    elif chosen == "table":
        styles = {str(SEVERITY_WORDS[severity]): style for severity, style in _STYLES.items()}
        out.emit(out.to_table(*findings_table(report.findings), colours=styles), output)
    else:
        out.emit(out.fitted(findings_page(report.findings, day), output), output)
    raise typer.Exit(ExitStatus.FINDINGS if report.findings else ExitStatus.CLEAN)
