"""Graphviz DOT (https://graphviz.org/doc/info/lang.html): units as nested boxes, managers above their people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Final

from ajgraph.exports import palette
from ajgraph.exports.hierarchy import Branch, hierarchy, hues, name_of
from ajgraph.exports.layout import unseen_lines
from ajgraph.exports.network import to_networkx
from ajgraph.exports.wording import label_of, one_line, places, short_names, title_of, wrapped
from ajgraph.language import Bilingual, Language, current
from ajgraph.organisation import Organisation, Post

FONT: Final = "Helvetica"
_HEAD: Final = f"""digraph ajgraph {{
  graph [rankdir=BT, ranksep=0.42, nodesep=0.16, pad=0.25, newrank=true, bgcolor="white", fontname="{FONT}",
         fontcolor="{palette.INK}"];
  node [shape=box, style="rounded,filled", penwidth=1.2, margin="0.12,0.06", width=1.55, height=0.3, fontname="{FONT}",
        fontsize=10.5, fontcolor="{palette.INK}"];
  edge [fontname="{FONT}", fontsize=9, penwidth=1.1, arrowsize=0.55, color="{palette.REPORTING}"];
"""


def to_dot(
    organisation: Organisation, *, verdicts: Mapping[str, str] | None = None, language: Language | None = None
) -> str:
    """Return the organisation as a DOT graph whose nodes are named by IRI.

    Posts are boxes in the colour of their verdict, in a box for each unit; the edge of a post without a job
    description is dashed. A solid line leads from a post to its manager, a dashed arrow (dotted where the link does
    not count) from a substitute to the post it may stand in for, in the colour of its status. Two posts that stand
    in for each other with the same status share one arrow with two heads. Texts that pictures have no room for are
    cut; tooltips have them whole.
    """
    language = language or current()
    return "".join(
        [_HEAD, *_units(organisation, verdicts or {}, language), *_edges(organisation, language), "}\n"]
    )


def quoted(text: str) -> str:
    r"""Return a DOT string that is shown as ``text`` in a tooltip.

    Graphviz reads HTML entities and backslash escapes there, the latter once or twice according to where it
    stands; so a backslash becomes the sign that looks like it.

    >>> print(quoted(r'say "R&amp;D" \N'))
    "say \"R&amp;amp;D\" ∖N"
    """
    return '"' + text.replace("&", "&amp;").replace("\\", "∖").replace('"', '\\"') + '"'


def _html(text: str) -> str:
    """Return a piece of an HTML-like label that is shown as ``text``; for backslashes see :func:`quoted`."""
    return escape(text.replace("\\", "∖"))


def named(iri: str) -> str:
    """Return the name of a node; nothing is read in names, and an IRI has neither quotes nor backslashes."""
    return '"' + iri.replace("\\", "%5C").replace('"', "%22") + '"'


@dataclass(frozen=True, slots=True)
class _Look:
    """What every box needs to know: hues and names of units, names and verdicts of posts, the language."""

    hues: Mapping[str, str]
    units: Mapping[str, str]
    posts: Mapping[str, str]
    verdicts: Mapping[str, str]
    language: Language


def _units(organisation: Organisation, verdicts: Mapping[str, str], language: Language) -> Iterator[str]:
    tree = hierarchy(organisation)
    unit_hues = hues(tree, palette.UNIT_HUES)
    posts = short_names((post.iri for post in organisation.posts), "p")
    look = _Look(unit_hues, short_names(unit_hues, "cluster_"), posts, verdicts, language)
    for top in tree.tops:
        yield from _unit(top, 1, look)
    for post in tree.loose:
        yield f"  {_post(post, look)}"


def _unit(branch: Branch, depth: int, look: _Look) -> Iterator[str]:
    indent = "  " * depth
    name, unit = name_of(branch.unit), look.units[branch.unit.iri]
    hue = look.hues[branch.unit.iri]
    fill, pen, size = palette.tint(hue, 0.93 - 0.07 * min(depth - 2, 3)), palette.tint(hue, 0.55), 11.5
    if depth == 1:
        fill, pen, size = palette.PAPER, palette.EDGE_OF_PAPER, 16
    label = "<BR/>".join(f"<B>{_html(line)}</B>" for line in wrapped(name, width=40, lines=2))
    yield f"{indent}subgraph {unit} {{\n"
    # rankdir=BT turns the picture upside down, but not the word: "b" puts the name at the top.
    yield (
        f"{indent}  graph [id={unit}, label=<{label}>, labelloc=b, labeljust=l, tooltip={quoted(name)}, margin=10, "
        f'style="rounded,filled", fillcolor="{fill}", pencolor="{pen}", fontsize={size}];\n'
    )
    for post in branch.posts:
        yield f"{indent}  {_post(post, look)}"
    for below in branch.below:
        yield from _unit(below, depth + 1, look)
    yield f"{indent}}}\n"


def _post(post: Post, look: _Look) -> str:
    verdict, language = look.verdicts.get(post.iri), look.language
    mark = palette.verdict_mark(verdict)
    lines = [f"<B>{_html(line)}</B>" for line in wrapped(title_of(post), width=22, lines=3)]
    lines += [_html(line) for line in wrapped(_in_brackets(post), width=26, lines=2)]
    small = (
        places(post, language) if verdict is None else f"{places(post, language)} · {mark.name.in_(language)}"
    )
    lines.append(f'<FONT POINT-SIZE="8.5" COLOR="{palette.MUTED}">{_html(small)}</FONT>')
    style = "rounded,filled" if post.documented else "rounded,filled,dashed"
    tooltip = quoted(_about(post, verdict, language))
    return (
        f"{named(post.iri)} [id={look.posts[post.iri]}, label=<{'<BR/>'.join(lines)}>, tooltip={tooltip}, "
        f'fillcolor="{mark.fill}", color="{mark.hue}", style="{style}"];\n'
    )


def _in_brackets(post: Post) -> str:
    specialisation = one_line(post.specialisation or "")
    return f"({specialisation})" if specialisation else ""


def _about(post: Post, verdict: str | None, language: Language) -> str:
    """Return the tooltip of a post."""
    facts = [label_of(post), " > ".join(one_line(name) for name in post.unit_path), one_line(post.id or "")]
    facts.append(places(post, language))
    if verdict is not None:
        facts.append(palette.verdict_mark(verdict).name.in_(language))
    if not post.documented:
        facts.append(Bilingual("no job description", "ametijuhend puudub").in_(language))
    return " · ".join(fact for fact in facts if fact)


def _edges(organisation: Organisation, language: Language) -> Iterator[str]:
    graph = to_networkx(organisation)
    labels = {iri: str(data["label"]) for iri, data in graph.nodes(data=True)}
    reporting = [
        (post, manager) for post, manager, data in graph.edges(data=True) if data["relation"] == "reportsTo"
    ]
    managers = {manager for _, manager in reporting}
    for post, manager in reporting:
        words = Bilingual(
            f"{labels[post]} reports to {labels[manager]}", f"{labels[post]}: vahetu juht {labels[manager]}"
        )
        weight = 3 if post in managers else 1
        yield f"  {_line(post, manager, words, language)}, arrowhead=none, weight={weight}];\n"
    links = {
        (q, p, data["status"]) for q, p, data in graph.edges(data=True) if data["relation"] == "maySubstitute"
    }
    for substitute, absent, status in sorted(links):
        mutual = substitute != absent and (absent, substitute, status) in links
        if mutual and absent < substitute:
            continue
        mark = palette.status_mark(status)
        one, other = labels[substitute], labels[absent]
        words = Bilingual(f"{one} may stand in for {other}", f"{one} võib asendada: {other}")
        if mutual:
            words = Bilingual(
                f"{one} and {other} may stand in for each other",
                f"{one} ja {other} võivad teineteist asendada",
            )
        words = Bilingual(f"{words.en} ({mark.name.en})", f"{words.et} ({mark.name.et})")
        more = ", dir=both" if mutual else ""
        more += ", penwidth=1.6" if mark.line == "dotted" else ""
        look = f'style={mark.line}, color="{mark.hue}"{more}'
        yield f"  {_line(substitute, absent, words, language)}, constraint=false, {look}];\n"
    for below, above, weight in unseen_lines(organisation):
        yield f"  {named(below)} -> {named(above)} [style=invis, weight={weight}];\n"


def _line(source: str, target: str, words: Bilingual, language: Language) -> str:
    return f"{named(source)} -> {named(target)} [tooltip={quoted(words.in_(language))}"
