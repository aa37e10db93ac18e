"""The organisation in the formats of other tools: networks, diagrams, tables, a picture.

RDF formats are in :mod:`ajgraph.serialisation`. For Python there is :func:`to_networkx`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from ajgraph.errors import UsageError
from ajgraph.exports.cytoscape import to_cytoscape
from ajgraph.exports.dot import to_dot
from ajgraph.exports.gexf import to_gexf
from ajgraph.exports.graphml import to_graphml
from ajgraph.exports.mermaid import to_mermaid
from ajgraph.exports.network import to_networkx
from ajgraph.exports.svg import to_svg
from ajgraph.exports.table import Table, to_table
from ajgraph.language import Bilingual, Language, current
from ajgraph.organisation import Organisation

__all__ = ["FORMATS", "Format", "Table", "export", "to_networkx"]


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be written, and how."""

    organisation: Organisation
    verdicts: Mapping[str, str] | None
    language: Language
    table: Table
    evidence: Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class Format:
    """A format: ending of its files (no dot), media type, and what writes it."""

    extension: str
    media_type: str
    write: Callable[[Request], str]


FORMATS: Final[Mapping[str, Format]] = {
    "graphml": Format(
        "graphml", "application/graphml+xml", lambda ask: to_graphml(ask.organisation, verdicts=ask.verdicts)
    ),
    "gexf": Format(
        "gexf", "application/gexf+xml", lambda ask: to_gexf(ask.organisation, verdicts=ask.verdicts)
    ),
    "cytoscape": Format(
        "cyjs", "application/json", lambda ask: to_cytoscape(ask.organisation, verdicts=ask.verdicts)
    ),
    "dot": Format(
        "dot",
        "text/vnd.graphviz",
        lambda ask: to_dot(ask.organisation, verdicts=ask.verdicts, language=ask.language),
    ),
    "mermaid": Format(
        "mmd", "text/vnd.mermaid", lambda ask: to_mermaid(ask.organisation, verdicts=ask.verdicts)
    ),
    "csv": Format(
        "csv",
        "text/csv",
        lambda ask: to_table(ask.organisation, table=ask.table, verdicts=ask.verdicts, evidence=ask.evidence),
    ),
    "svg": Format(
        "svg",
        "image/svg+xml",
        lambda ask: to_svg(ask.organisation, verdicts=ask.verdicts, language=ask.language),
    ),
}
"""The formats by the name that ``ajgraph export`` takes."""


def export(
    organisation: Organisation,
    format: str,  # noqa: A002 - the word of the command
    *,
    verdicts: Mapping[str, str] | None = None,
    language: Language | None = None,
    table: Table = "links",
    evidence: Mapping[str, str] | None = None,
) -> str:
    """Return the organisation in a format: the same text whatever order posts, links and units come in.

    Parameters
    ----------
    format
        A name in :data:`FORMATS`.
    verdicts
        The verdict of each post by IRI (:func:`~ajgraph.analysis.coverage.coverage`); without it nothing is coloured.
    language
        Language of words in pictures; by default that of the messages.
    table, evidence
        For CSV: see :func:`ajgraph.exports.table.to_table`.

    Raises
    ------
    ajgraph.errors.UsageError
        No format of that name.
    ajgraph.errors.UnknownPost
        A link or a line of reporting names a post that the organisation does not have.
    ajgraph.errors.MissingExtra
        The picture needs pygraphviz, which is not installed.

    Examples
    --------
    >>> from ajgraph.organisation import Post
    >>> print(export(Organisation((Post("post/arst", "Arst"),)), "mermaid"), end="")
    flowchart TB
      p9844c064["Arst"]

    """
    if format not in FORMATS:
        names = ", ".join(FORMATS)
        raise UsageError(
            Bilingual(f"there is no format “{format}”", f"vormingut „{format}“ ei ole"),
            remedy=Bilingual(f"Formats: {names}", f"Vormingud: {names}"),
        )
    return FORMATS[format].write(Request(organisation, verdicts, language or current(), table, evidence))
