"""A picture (SVG 1.1) of units, reporting and substitution, laid out by Graphviz (extra ``picture``).

Graphviz draws what :func:`ajgraph.exports.dot.to_dot` says; this module makes the drawing fit for a page: a title
and a description for screen readers, tooltips, fonts that every machine has, a legend, and nothing that tells
which version of Graphviz drew it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, Literal
from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

from ajgraph.errors import MissingExtra
from ajgraph.exports import palette
from ajgraph.exports.dot import to_dot
from ajgraph.exports.hierarchy import hierarchy, is_top, name_of
from ajgraph.exports.markup import HEAD
from ajgraph.language import Bilingual, Language, current
from ajgraph.organisation import Organisation

_SVG: Final = "{http://www.w3.org/2000/svg}"
_XLINK: Final = "{http://www.w3.org/1999/xlink}"
_FONTS: Final = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
_LEAST_WIDTH: Final = 480.0
_ROW: Final = 24.0
_MARGIN: Final = 22.0
_LETTER: Final = 6.9
"""Width of a letter of the legend, in points: that of the widest of the fonts, on average."""


@dataclass(frozen=True, slots=True)
class _Key:
    """One entry of the legend: a box, a line, an arrow or nothing, and what it means."""

    mark: palette.Mark
    words: str
    sign: Literal["box", "dashed box", "line", "arrow", "none"]

    @property
    def before(self) -> float:
        """Width of the sign, with the gap after it."""
        return 0 if self.sign == "none" else 35

    @property
    def width(self) -> float:
        return self.before + len(self.words) * _LETTER + 20


def to_svg(
    organisation: Organisation, *, verdicts: Mapping[str, str] | None = None, language: Language | None = None
) -> str:
    """Return the picture; the same bytes on every run of one machine (widths of letters are its fonts').

    Raises
    ------
    ajgraph.errors.MissingExtra
        pygraphviz is not installed.

    """
    language = language or current()
    root = fromstring(_drawn(to_dot(organisation, verdicts=verdicts, language=language)))
    _, _, width, height = (float(number) for number in root.attrib["viewBox"].split())
    drawing = root[0]
    _clean(drawing)
    width = max(width, _LEAST_WIDTH)
    rows = list(_rows(_keys(organisation, verdicts or {}, language), width - 2 * _MARGIN))
    below = len(rows) * _ROW + _MARGIN / 2
    picture = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "width": f"{width:g}pt",
            "height": f"{height + below:g}pt",
            "viewBox": f"0 0 {width:g} {height + below:g}",
            "role": "img",
            "aria-labelledby": "ajgraph-title ajgraph-desc",
            "lang": language,
            "font-family": _FONTS,
        },
    )
    title, description = _words(organisation, verdicts or {}, language)
    SubElement(picture, "title", id="ajgraph-title").text = title
    SubElement(picture, "desc", id="ajgraph-desc").text = description
    SubElement(picture, "rect", width="100%", height="100%", fill="white")
    picture.append(drawing)
    legend = SubElement(picture, "g", {"class": "legend", "font-size": "11", "fill": palette.INK})
    for number, row in enumerate(rows):
        x = _MARGIN
        for key in row:
            _draw(legend, key, x, height + number * _ROW + _ROW / 2)
            x += key.width
    return HEAD + tostring(picture, encoding="unicode").replace("><", ">\n<") + "\n"


def _drawn(dot: str) -> bytes:
    try:
        import pygraphviz
    except ImportError as error:
        raise MissingExtra(
            Bilingual(
                "pictures need Graphviz, which is not installed",
                "pildi jaoks on vaja Graphvizi, mida ei ole paigaldatud",
            ),
            remedy=Bilingual(
                "Install the extra picture; in a clone of ajgraph: pip install '.[picture]'. "
                "Or write DOT and draw that elsewhere.",
                "Paigalda lisa picture; ajgraphi kloonis: pip install '.[picture]'. Või kirjuta DOT ja joonista see mujal.",
            ),
        ) from error
    graph = pygraphviz.AGraph(string=dot)
    try:
        with _without_warnings_of_fontconfig():
            drawn: bytes = graph.draw(format="svg", prog="dot")
    finally:
        graph.close()
    return drawn


@contextmanager
def _without_warnings_of_fontconfig() -> Iterator[None]:
    """Hold standard error back while Graphviz draws, and leave out what fontconfig warns of; all else is passed on.

    The wheel of pygraphviz carries a fontconfig that is often older than the machine's settings for fonts, and warns
    of each element that it does not know. No variable of its own turns that off.
    """
    try:
        kept = os.dup(2)
    except OSError:  # there is no standard error
        yield
        return
    with tempfile.TemporaryFile() as said:
        try:
            os.dup2(said.fileno(), 2)
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            said.seek(0)
            rest = b"".join(line for line in said if not line.startswith(b"Fontconfig warning: "))
            if rest:
                os.write(2, rest)


def _clean(element: Element) -> None:
    """Take names out of the namespace, fonts out of texts, and turn Graphviz's links into tooltips."""
    for part in element.iter():
        part.tag = part.tag.removeprefix(_SVG)
        part.attrib.pop("font-family", None)
        part.attrib.pop("{http://www.w3.org/XML/1998/namespace}space", None)
        part.tail = None
        if part.tag != "text" and part.text is not None and not part.text.strip():
            part.text = None
    if (name := element.find("title")) is not None:
        element.remove(name)
    for group in element.findall("g"):
        for inner in group.findall("g"):
            for link in inner.findall("a"):
                tooltip = group.find("title")
                if tooltip is not None:
                    tooltip.text = link.attrib[f"{_XLINK}title"]
                group.extend(list(link))
            group.remove(inner)


def _keys(organisation: Organisation, verdicts: Mapping[str, str], language: Language) -> Iterator[_Key]:
    """Yield the entries of the legend: only what occurs in the picture."""
    here = {verdicts[post.iri] for post in organisation.posts if post.iri in verdicts}
    for verdict, mark in palette.VERDICTS.items():
        if verdict in here:
            yield _Key(mark, mark.name.in_(language), "box")
    if any(not post.documented for post in organisation.posts):
        words = Bilingual("no job description", "ametijuhend puudub")
        yield _Key(palette.UNJUDGED, words.in_(language), "dashed box")
    if organisation.reporting:
        line = palette.Mark(palette.REPORTING, Bilingual("reports to (above)", "vahetu juht (üleval)"))
        yield _Key(line, line.name.in_(language), "line")
    statuses = {link.status for link in organisation.links}
    if statuses:
        words = Bilingual("may stand in for (arrow):", "võib asendada (nool):")
        yield _Key(palette.UNJUDGED, words.in_(language), "none")
    for status, mark in palette.STATUSES.items():
        if status in statuses:
            yield _Key(mark, mark.name.in_(language), "arrow")


def _rows(keys: Iterable[_Key], width: float) -> Iterator[list[_Key]]:
    """Yield rows of the legend no wider than ``width``; boxes and lines do not share a row."""
    row: list[_Key] = []
    for key in keys:
        turns = bool(row) and ("box" in row[-1].sign) != ("box" in key.sign)
        if turns or (row and sum(one.width for one in row) + key.width > width):
            yield row
            row = []
        row.append(key)
    if row:
        yield row


def _draw(legend: Element, key: _Key, x: float, y: float) -> None:
    """Draw one entry of the legend, its middle at the height ``y``."""
    entry = SubElement(legend, "g")
    if "box" in key.sign:
        box = {"x": f"{x:g}", "y": f"{y - 7:g}", "width": "28", "height": "14", "rx": "4"}
        box |= {"fill": key.mark.fill, "stroke": key.mark.hue, "stroke-width": "1.2"}
        if key.sign == "dashed box":
            box |= {"fill": "white", "stroke-dasharray": "5,2"}
        SubElement(entry, "rect", box)
    elif key.sign != "none":
        line = {"d": f"M{x:g},{y:g}h{22 if key.sign == 'arrow' else 28}", "fill": "none"}
        line |= {"stroke": key.mark.hue, "stroke-width": "1.3"}
        if key.mark.line != "solid":
            line["stroke-dasharray"] = "5,2" if key.mark.line == "dashed" else "1,5"
        SubElement(entry, "path", line)
    if key.sign == "arrow":
        SubElement(entry, "path", d=f"M{x + 28:g},{y:g}l-6,-3v6z", fill=key.mark.hue)
    SubElement(entry, "text", x=f"{x + key.before:g}", y=f"{y + 4:g}").text = key.words


def _words(organisation: Organisation, verdicts: Mapping[str, str], language: Language) -> tuple[str, str]:
    """Return the title and the description that a screen reader speaks."""
    tops = [name_of(top.unit) for top in hierarchy(organisation).tops if is_top(top.unit, organisation)]
    who = ", ".join(tops) or Bilingual("Organisation", "Organisatsioon").in_(language)
    title = Bilingual(f"{who}: who may stand in for whom", f"{who}: kes keda asendab").in_(language)
    posts, links = len(organisation.posts), len(organisation.links)
    counts = Bilingual(
        f"{posts} posts, {links} substitution links, {len(organisation.reporting)} lines of reporting.",
        f"Ametikohti {posts}, asendusseoseid {links}, alluvusseoseid {len(organisation.reporting)}.",
    ).in_(language)
    given = [verdicts[post.iri] for post in organisation.posts if post.iri in verdicts]
    judged = (
        f"{mark.name.in_(language)} {given.count(verdict)}"
        for verdict, mark in palette.VERDICTS.items()
        if verdict in given
    )
    cover = "; ".join(judged)
    return title, f"{counts} {cover[:1].upper()}{cover[1:]}." if cover else counts
