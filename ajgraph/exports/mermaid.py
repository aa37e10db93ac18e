"""Mermaid flowchart (https://mermaid.js.org/syntax/flowchart.html), for Markdown pages.

GitHub and most other renderers stop at 50,000 characters and 500 edges; a larger organisation needs another
format, or a part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from ajgraph.exports import palette
from ajgraph.exports.hierarchy import Branch, hierarchy, name_of
from ajgraph.exports.network import to_networkx
from ajgraph.exports.wording import cut, label_of, short_names
from ajgraph.organisation import Organisation

_MOST_LETTERS: Final = 90


def to_mermaid(organisation: Organisation, *, verdicts: Mapping[str, str] | None = None) -> str:
    """Return the organisation as a flowchart: a subgraph for each unit, posts in the colour of their verdict.

    A plain line leads from a manager to a post, a dotted arrow from a substitute to the post it may stand in for,
    in the colour of its status. Names of nodes come from IRIs, so that they stay the same when other posts come
    or go.
    """
    verdicts = verdicts or {}
    graph = to_networkx(organisation)
    names = short_names((iri for iri, data in graph.nodes(data=True) if data["kind"] == "post"), "p")
    boxes = short_names((iri for iri, data in graph.nodes(data=True) if data["kind"] != "post"), "u")
    tree = hierarchy(organisation)
    lines = ["flowchart TB"]
    for top in tree.tops:
        lines += _box(top, 1, names, boxes)
    lines += [f"  {names[post.iri]}[{quoted(label_of(post))}]" for post in tree.loose]
    colours: dict[str, list[str]] = {}
    number = 0
    for source, target, data in graph.edges(data=True):
        if data["relation"] == "reportsTo":
            lines.append(f"  {names[target]} --- {names[source]}")
            colours.setdefault(palette.REPORTING, []).append(str(number))
            number += 1
        elif data["relation"] == "maySubstitute":
            lines.append(f"  {names[source]} -.-> {names[target]}")
            colours.setdefault(palette.status_mark(data["status"]).hue, []).append(str(number))
            number += 1
    lines += _classes(organisation, verdicts, names)
    lines += [f"  linkStyle {','.join(numbers)} stroke:{hue}" for hue, numbers in sorted(colours.items())]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """Return a Mermaid string that is shown as ``text``, whatever that is to Mermaid or Markdown.

    >>> print(quoted('1. "Nõunik" (R&D)'))
    "1#46; #34;Nõunik#34; (R#38;D)"
    """
    escaped = re.sub(r"[!-'*+.:-@\[-`{-~]", lambda found: f"#{ord(found[0])};", cut(text, _MOST_LETTERS))
    # A list in Markdown: "- ", "1) ".
    escaped = re.sub(r"^(\d*)([-)])", lambda found: f"{found[1]}#{ord(found[2])};", escaped)
    return f'"{escaped}"'


def _box(branch: Branch, depth: int, names: Mapping[str, str], boxes: Mapping[str, str]) -> Iterator[str]:
    indent = "  " * depth
    if not any(part.posts for part in branch):
        return
    yield f"{indent}subgraph {boxes[branch.unit.iri]}[{quoted(name_of(branch.unit))}]"
    for post in branch.posts:
        yield f"{indent}  {names[post.iri]}[{quoted(label_of(post))}]"
    for below in branch.below:
        yield from _box(below, depth + 1, names, boxes)
    yield f"{indent}end"


def _classes(
    organisation: Organisation, verdicts: Mapping[str, str], names: Mapping[str, str]
) -> Iterator[str]:
    given = {post.iri: verdicts[post.iri] for post in organisation.posts if post.iri in verdicts}
    for verdict, mark in palette.VERDICTS.items():
        members = sorted(names[iri] for iri, its in given.items() if its == verdict)
        if members:
            yield f"  classDef {verdict} fill:{mark.fill},stroke:{mark.hue},color:{palette.INK}"
            yield f"  class {','.join(members)} {verdict}"
