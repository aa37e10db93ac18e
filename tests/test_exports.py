"""Every export, opened by a reader that is not ours: networkx, Graphviz, pydot, an XML and a CSV reader, Mermaid."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ajgraph.analysis.coverage import VERDICTS
from ajgraph.errors import MissingExtra, UnknownPost, UsageError
from ajgraph.exports import FORMATS, export, palette, to_networkx
from ajgraph.exports.hierarchy import hierarchy, parents_of
from ajgraph.exports.table import LINK_COLUMNS, POST_COLUMNS
from ajgraph.exports.wording import one_line, short_names
from ajgraph.organisation import Link, LinkStatus, Organisation, Post, Reporting, Unit

from .sample_agency import BASE, LINKS, agency, verdicts

HOSTILE = (
    'say "R&D" <b>now</b> & &amp; &#65; \\N \\',
    "end",
    "line\nbreak\ttab\r\n\x00\x0b\ud800",
    "1. [a] (b) {c} |d| `e` *f* _g_ #35; %%{init: x}%% ; --> subgraph",
    "- list",
    "classDef x:#fff; style y:#abc;",
    "]]> <!-- comment --> </title>",
    "🧑‍⚖️ nõunik 𝔘",
    "مستشار ‮ reversed",
    "pikk " * 400,
    "Ü" * 600,
    "'; DROP TABLE posts; --",
    "=1+1",
    "",
)


def hostile() -> Organisation:
    """Return an organisation in which every text is a trap: as title, specialisation, unit, mention and gap."""
    posts = tuple(
        Post(
            f"https://example.org/id/post/{number}~õ'x",
            text,
            specialisation=HOSTILE[-number - 1] or None,
            id=text or None,
            unit=f"unit/{number % 3}" if number % 4 else None,
            unit_path=(HOSTILE[number % 3],) if number % 4 else (),
            designated=(text,),
            unresolved=(text, text),
        )
        for number, text in enumerate(HOSTILE)
    )
    twins = (Post("twin/1", "Nõunik"), Post("twin/2", "Nõunik"))
    iris = [post.iri for post in posts + twins]
    links = tuple(
        Link(one, other, "post", status, gaps=(HOSTILE[0], "x"))
        for status, one, other in zip(get_args(LinkStatus) * 3, iris, iris[1:], strict=False)
    )
    units = tuple(
        Unit(f"unit/{number}", HOSTILE[number], None if number == 0 else "unit/0") for number in range(3)
    )
    reporting = tuple(Reporting(iri, iris[0]) for iri in iris)
    return Organisation(posts + twins, links, reporting, units)


MUTUAL = sum((q, p, status) in {link[:3] for link in LINKS} for p, q, status, _ in LINKS if p < q)
"""Pairs of the agency that share one line with two heads."""
LINES = 39 + 36 - MUTUAL

SPECIMENS = {
    "agency": agency(),
    "hostile": hostile(),
    "empty": Organisation(()),
    "one": Organisation((Post("a", "Arst"),)),
    "ring of units": Organisation(
        (Post("a", "A", unit="u"),), units=(Unit("u", "U", "v"), Unit("v", "V", "u"))
    ),
}


@pytest.fixture(params=SPECIMENS)
def organisation(request: pytest.FixtureRequest) -> Organisation:
    return SPECIMENS[request.param]


def network_edges(graph: Any) -> list[tuple[str, ...]]:
    """Return the edges with what matters about them, sorted."""
    names = ("relation", "status", "kind", "fit", "gaps", "claims")
    return sorted(
        (source, target, *(str(data.get(name, "")) for name in names))
        for source, target, data in graph.edges(data=True)
    )


def network_nodes(graph: Any) -> dict[str, dict[str, Any]]:
    """Return what the nodes say, without what formats add of their own."""
    added = {"viz", "id", "value", "name", "parent"}
    return {
        node: {name: value for name, value in data.items() if name not in added}
        for node, data in graph.nodes(data=True)
    }


@st.composite
def organisations(draw: st.DrawFn) -> Organisation:
    """Any organisation: every text anything, units anyhow, several links between the same posts."""
    text = st.text(max_size=12)
    names = [f"https://example.org/id/post/{number}-õ&'" for number in range(draw(st.integers(0, 5)))]
    units = [f"unit/{number}" for number in range(draw(st.integers(0, 4)))]
    unit = st.none() | st.sampled_from(units) if units else st.none()
    posts = [
        Post(
            name,
            draw(text),
            draw(st.none() | text),
            id=draw(st.none() | text),
            unit=draw(unit),
            unit_path=tuple(draw(st.lists(text, max_size=2))),
            places=draw(st.integers(0, 99)),
            places_known=draw(st.booleans()),
            documented=draw(st.booleans()),
            designated=tuple(draw(st.lists(text, max_size=2))),
        )
        for name in names
    ]
    links, reporting = [], []
    if names:
        post = st.sampled_from(names)
        link = st.builds(
            Link,
            post,
            post,
            st.sampled_from(("post", "peer", "unit-member")),
            st.sampled_from(get_args(LinkStatus)),
            gaps=st.lists(text, max_size=2).map(tuple),
        )
        links = draw(st.lists(link, max_size=6))
        reporting = draw(st.lists(st.builds(Reporting, post, post), max_size=6))
    tree = [Unit(iri, draw(text), draw(unit)) for iri in units]
    return Organisation(tuple(posts), tuple(links), tuple(reporting), tuple(tree))


@given(organisations())
def test_graphml_and_gexf_give_networkx_the_same_graph_back(organisation: Organisation) -> None:
    graph = to_networkx(organisation)
    for text, read in (
        (export(organisation, "graphml"), nx.read_graphml),
        (export(organisation, "gexf"), nx.read_gexf),
    ):
        back = read(io.BytesIO(text.encode()))
        assert network_nodes(back) == network_nodes(graph)
        assert network_edges(back) == network_edges(graph)


@given(organisations())
def test_cytoscape_gives_networkx_the_lines_back_and_units_as_parents(organisation: Organisation) -> None:
    graph = to_networkx(organisation)
    back = nx.cytoscape_graph(json.loads(export(organisation, "cytoscape")))
    assert network_nodes(back) == network_nodes(graph)
    lines = [edge for edge in network_edges(graph) if edge[2] in {"reportsTo", "maySubstitute"}]
    assert network_edges(back) == lines
    boxes = {(node, data["parent"]) for node, data in back.nodes(data=True) if "parent" in data}
    assert boxes <= {
        (u, v) for u, v, data in graph.edges(data=True) if data["relation"] in {"unitOf", "postIn"}
    }
    assert nx.is_forest(nx.Graph(boxes)) if boxes else True
    assert {node for node, _ in boxes} == {
        iri for iri, above in parents_of(organisation).items() if above is not None
    } | {post.iri for post in organisation.posts if post.unit is not None}


def test_networkx_has_plain_values_only_and_edges_that_point_the_right_way() -> None:
    graph = to_networkx(agency(), verdicts=verdicts())
    values = [value for _, data in graph.nodes(data=True) for value in data.values()]
    values += [value for _, _, data in graph.edges(data=True) for value in data.values()]
    assert {type(value) for value in values} == {str, int, bool}
    post, unit = f"{BASE}post/i-peasp", f"{BASE}unit/amet/nõustamine/ida"
    assert graph.nodes[post] == {
        "kind": "post",
        "label": "Peaspetsialist (lastekaitse)",
        "title": "Peaspetsialist",
        "specialisation": "lastekaitse",
        "unit": "Nõustamise osakond > Ida talitus",
        "organisation": "Näidisamet",
        "identifier": "NA-010",
        "places": 3,
        "places_known": True,
        "documented": True,
        "verdict": "covered",
    }
    assert graph.has_edge(post, unit, "postIn")
    assert graph.has_edge(unit, f"{BASE}unit/amet/nõustamine", "unitOf")
    assert graph.has_edge(post, f"{BASE}post/ij", "reportsTo")
    # One-sided: nobody stands in the other way round.
    assert graph.edges[f"{BASE}post/ij", f"{BASE}post/nj", "maySubstitute"]["status"] == "one-sided"
    assert not graph.has_edge(f"{BASE}post/nj", f"{BASE}post/ij", "maySubstitute")
    assert graph.edges[post, post, "maySubstitute"]["kind"] == "peer"
    kinds = [data["kind"] for _, data in graph.nodes(data=True)]
    assert (kinds.count("organisation"), kinds.count("unit"), kinds.count("post")) == (1, 8, 40)


@pytest.mark.parametrize("name", FORMATS)
def test_the_order_of_the_input_does_not_matter(name: str) -> None:
    given = agency()
    shuffle = random.Random(7)
    mixed = Organisation(
        *(
            tuple(shuffle.sample(part, len(part)))
            for part in (given.posts, given.links, given.reporting, given.units)
        )
    )
    assert mixed != given
    assert export(mixed, name, verdicts=verdicts()) == export(given, name, verdicts=verdicts())


def test_two_processes_write_the_same_bytes() -> None:
    """Sets are ordered by a seed that differs between processes."""
    program = (
        "import sys; from sample_agency import *; from ajgraph.exports import *\n"
        "sys.stdout.reconfigure(encoding='utf-8')\n"
        "for name in FORMATS: print(export(agency(), name, verdicts=verdicts(), language='et'))\n"
        "print(export(agency(), 'csv', verdicts=verdicts(), table='posts'))"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)},
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert "Näidisamet: kes keda asendab".encode() in outputs[0]
    assert outputs[0] == outputs[1]


def test_importing_the_exports_does_not_import_the_heavy_libraries() -> None:
    program = (
        "import sys, ajgraph.exports; print(sorted({'networkx', 'pygraphviz', 'rdflib'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout == "[]\n"


def clusters(graph: Any) -> Iterator[Any]:
    """Yield the subgraphs of a pygraphviz graph, at any depth."""
    for one in graph.subgraphs_iter():
        yield one
        yield from clusters(one)


def drawn_edges(edges: list[tuple[str, str, dict[str, str]]]) -> list[tuple[str, str, str]]:
    """Return (from, to, colour) of the edges people see, a line with two heads as two."""
    seen = []
    for source, target, look in edges:
        if look.get("style") != "invis":
            seen.append((source, target, look.get("color") or palette.REPORTING))
        if look.get("dir") == "both":
            seen.append((target, source, look["color"]))
    return sorted(seen)


def test_graphviz_reads_the_dot(organisation: Organisation) -> None:
    pygraphviz = pytest.importorskip("pygraphviz")
    graph = pygraphviz.AGraph(string=export(organisation, "dot"))
    assert {str(node) for node in graph.nodes()} == {post.iri for post in organisation.posts}
    expected = {(line.post, line.manager, palette.REPORTING) for line in organisation.reporting}
    expected |= {
        (link.substitute, link.absent, palette.STATUSES[link.status].hue) for link in organisation.links
    }
    names = {"color", "style", "dir"}
    edges = [(edge[0], edge[1], {n: v for n, v in edge.attr.items() if n in names}) for edge in graph.edges()]
    assert drawn_edges(edges) == sorted(expected)
    boxes = [sorted(map(str, box.nodes())) for box in clusters(graph)]
    inside = [
        sorted(post.iri for part in branch for post in part.posts)
        for top in hierarchy(organisation).tops
        for branch in top
    ]
    assert boxes == inside


def test_pydot_reads_the_dot() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pyparsing's deprecations, at import
        pydot = pytest.importorskip("pydot")
        graphs = pydot.graph_from_dot_data(export(agency(), "dot"))
    assert len(graphs) == 1
    assert len([edge for edge in graphs[0].get_edges() if edge.get("tooltip")]) == LINES


def svg_of(organisation: Organisation, **more: Any) -> ElementTree.Element:
    pytest.importorskip("pygraphviz")
    return ElementTree.fromstring(export(organisation, "svg", **more))


SVG = "{http://www.w3.org/2000/svg}"


def test_the_picture_shows_every_post_unit_and_line() -> None:
    root = svg_of(agency(), verdicts=verdicts(), language="et")
    shown: dict[str, list[str]] = {"node": [], "cluster": [], "edge": []}
    for group in root.iter(f"{SVG}g"):
        if group.get("class") in shown:
            texts = " ".join(text.text or "" for text in group.findall(f"{SVG}text"))
            tooltip = group.findtext(f"{SVG}title") or ""
            shown[group.get("class", "")].append(f"{texts} | {tooltip}")
    names = short_names((post.iri for post in agency().posts), "p")
    assert {group.get("id") for group in root.iter(f"{SVG}g") if group.get("class") == "node"} == set(
        names.values()
    )
    assert len(shown["node"]) == 40
    for post in agency().posts:
        [mine] = [text for text in shown["node"] if post.id in text.split(" · ")]
        label, tooltip = mine.split(" | ")
        assert label.startswith(post.label)
        assert tooltip.startswith(post.label)
        assert palette.VERDICTS[verdicts()[post.iri]].name.et in label
        assert ("ametijuhend puudub" in tooltip) is not post.documented
    assert [text.split(" | ")[0] for text in shown["cluster"]] == [
        branch.unit.name for top in hierarchy(agency()).tops for branch in top
    ]
    assert len(shown["edge"]) == LINES
    assert " | Psühholoog ja Psühholoog võivad teineteist asendada (kirjas mõlemal poolel)" in shown["edge"]


def test_the_picture_says_what_it_is_and_explains_its_colours() -> None:
    root = svg_of(agency(), verdicts=verdicts(), language="en")
    assert root.findtext(f"{SVG}title") == "Näidisamet: who may stand in for whom"
    assert "Uncovered 4; cover unknown 2; " in (root.findtext(f"{SVG}desc") or "")
    [legend] = [group for group in root.iter(f"{SVG}g") if group.get("class") == "legend"]
    words = [text.text for text in legend.iter(f"{SVG}text")]
    assert words[:6] == [mark.name.en for mark in palette.VERDICTS.values()]
    assert palette.STATUSES["ambiguous"].name.en in words
    assert palette.STATUSES["unresolved"].name.en not in words  # no such link in the picture
    width, height = (float(number) for number in root.attrib["viewBox"].split()[2:])
    for text in legend.iter(f"{SVG}text"):
        assert 0 < float(text.attrib["x"]) < width
        assert 0 < float(text.attrib["y"]) < height


def test_the_picture_is_whole_for_any_organisation(organisation: Organisation) -> None:
    root = svg_of(organisation)
    nodes = [group for group in root.iter(f"{SVG}g") if group.get("class") == "node"]
    assert len(nodes) == len(organisation.posts)
    told = [(node.findtext(f"{SVG}title") or "").split(" · ")[0] for node in nodes]
    whole = (one_line(post.label) or post.iri for post in organisation.posts)
    assert sorted(told) == sorted(label.replace("\\", "∖") for label in whole)


def wide() -> Organisation:
    """Return 12 departments under one head, ten posts in each."""
    departments = tuple(f"u/{number:02}" for number in range(12))
    posts = [Post("p", "Peadirektor", unit="o")]
    posts += [Post(f"{unit}/p/{n}", f"Spetsialist {n}", unit=unit) for unit in departments for n in range(10)]
    reporting = [Reporting(f"{unit}/p/0", "p") for unit in departments]
    reporting += [Reporting(f"{unit}/p/{n}", f"{unit}/p/0") for unit in departments for n in range(1, 10)]
    units = (Unit("o", "Amet", None), *(Unit(unit, unit, "o") for unit in departments))
    return Organisation(tuple(posts), (), tuple(reporting), units)


def test_the_picture_shows_backslashes_and_entities_as_written() -> None:
    shown = [
        " ".join(text.text or "" for text in group.findall(f"{SVG}text"))
        for group in svg_of(hostile()).iter(f"{SVG}g")
        if group.get("class") in {"node", "cluster"}
    ]
    # Title of the first post, specialisation of the last, name of the first unit.
    assert len([text for text in shown if 'say "R&D" <b>now</b> & &amp; &#65; ∖N ∖' in text]) == 3


def test_a_wide_organisation_becomes_no_ribbon() -> None:
    width, height = (float(number) for number in svg_of(wide()).attrib["viewBox"].split()[2:])
    assert width / height < 3


def test_a_unit_without_managers_becomes_no_ribbon() -> None:
    posts = tuple(Post(f"p/{number:02}", "Spetsialist", unit="u") for number in range(40))
    root = svg_of(Organisation(posts, units=(Unit("u", "Osakond", None),)))
    width, height = (float(number) for number in root.attrib["viewBox"].split()[2:])
    assert 0.5 < width / height < 3


def test_the_picture_tells_no_version_and_links_nowhere() -> None:
    pytest.importorskip("pygraphviz")
    text = export(agency(), "svg")
    assert "<!--" not in text
    assert not re.search(r"graphviz|xlink|<a\b|font-family=\"Helvetica\"", text)


def test_without_graphviz_the_picture_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    with pytest.raises(MissingExtra) as caught:
        export(agency(), "svg")
    assert caught.value.remedy is not None
    assert "pip install '.[picture]'" in caught.value.remedy.en
    assert "pip install '.[picture]'" in caught.value.remedy.et


STRING = r'"((?:[^"#;]|#\d+;)+)"'
MERMAID = {
    "subgraph": re.compile(rf" *subgraph (u[0-9a-f]{{8}})\[{STRING}\]"),
    "end": re.compile(r" *end"),
    "node": re.compile(rf" *(p[0-9a-f]{{8}})\[{STRING}\]"),
    "edge": re.compile(r"  (p[0-9a-f]{8}) (---|-\.->) (p[0-9a-f]{8})"),
    "classDef": re.compile(r"  classDef ([a-z-]+) fill:#[0-9A-F]{6},stroke:#[0-9A-F]{6},color:#[0-9A-F]{6}"),
    "class": re.compile(r"  class ((?:p[0-9a-f]{8},?)+) ([a-z-]+)"),
    "linkStyle": re.compile(r"  linkStyle ([\d,]+) stroke:#[0-9A-F]{6}"),
}


def mermaid_parts(text: str) -> dict[str, list[tuple[str, ...]]]:
    """Read a flowchart by the part of Mermaid's grammar that we write, and by nothing else."""
    head, *lines = text.removesuffix("\n").split("\n")
    assert head == "flowchart TB"
    parts: dict[str, list[tuple[str, ...]]] = {name: [] for name in MERMAID}
    for line in lines:
        [(name, found)] = [(name, found) for name, rule in MERMAID.items() if (found := rule.fullmatch(line))]
        parts[name].append(found.groups())
    assert len(parts["subgraph"]) == len(parts["end"])
    return parts


def shown_by_mermaid(text: str) -> str:
    return re.sub(r"#(\d+);", lambda found: chr(int(found[1])), text)


def judged(organisation: Organisation) -> dict[str, str]:
    """Give every post a verdict, each of them in turn."""
    return {
        post.iri: verdict for post, verdict in zip(organisation.posts, cycle(palette.VERDICTS), strict=False)
    }


def test_mermaid_keeps_to_the_grammar(organisation: Organisation) -> None:
    given = judged(organisation)
    parts = mermaid_parts(export(organisation, "mermaid", verdicts=given))
    names = short_names((post.iri for post in organisation.posts), "p")
    labels = {name: shown_by_mermaid(label) for name, label in parts["node"]}
    assert len(parts["node"]) == len(organisation.posts)
    for post in organisation.posts:
        whole = one_line(post.label) or post.iri
        shown = labels[names[post.iri]]
        assert shown == whole or (shown.endswith("…") and whole.startswith(shown[:-1]))
    expected = [(names[line.manager], "---", names[line.post]) for line in organisation.reporting]
    expected += [(names[link.substitute], "-.->", names[link.absent]) for link in organisation.links]
    assert sorted(parts["edge"]) == sorted(expected)
    numbers = sorted(int(number) for (run,) in parts["linkStyle"] for number in run.split(","))
    assert numbers == list(range(len(expected)))
    coloured = {(name, verdict) for members, verdict in parts["class"] for name in members.split(",")}
    assert coloured == {(names[iri], verdict) for iri, verdict in given.items()}
    assert {verdict for _, verdict in coloured} == {name for (name,) in parts["classDef"]}


def node_modules() -> Path | None:
    """Return the folder of npm packages that has mermaid and jsdom, if there is node and such a folder."""
    if shutil.which("node") is None:
        return None
    folders = [Path(__file__).parents[1] / "node_modules"]
    if given := os.environ.get("NODE_PATH"):
        folders += [Path(folder) for folder in given.split(os.pathsep)]
    return next((one for one in folders if (one / "mermaid").is_dir() and (one / "jsdom").is_dir()), None)


MERMAID_READER = """
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
const modules = process.argv[2];
const { JSDOM } = createRequire(modules + "/x.js")("jsdom");
globalThis.window = new JSDOM("").window;
globalThis.document = globalThis.window.document;
const { default: mermaid } = await import(pathToFileURL(modules + "/mermaid/dist/mermaid.core.mjs"));
let text = "";
for await (const part of process.stdin) text += part;
await mermaid.parse(text);
const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
const nodes = [...db.getVertices().values()].map((node) => [node.id, node.text, node.classes]);
const boxes = db.getSubGraphs().map((box) => [box.title, box.nodes]);
const edges = db.getEdges().map((edge) => [edge.start, edge.stroke, edge.end]);
console.log(JSON.stringify({ nodes, boxes, edges }));
"""


def test_mermaid_itself_reads_the_flowchart(organisation: Organisation, tmp_path: Path) -> None:
    modules = node_modules()
    if modules is None:
        pytest.skip("needs node and the npm packages mermaid and jsdom, in node_modules/ or on NODE_PATH")
    script = tmp_path / "read.mjs"
    script.write_text(MERMAID_READER, encoding="utf-8")
    verdict_of = judged(organisation)
    text = export(organisation, "mermaid", verdicts=verdict_of)
    done = subprocess.run(
        ["node", str(script), str(modules)],
        input=text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    read = json.loads(done.stdout)
    parts = mermaid_parts(text)

    def plain(shown: str) -> str:
        return re.sub(r"ﬂ°°(\d+)¶ß", lambda found: chr(int(found[1])), shown)

    classes = {short_names([iri], "p")[iri]: [verdict] for iri, verdict in verdict_of.items()}
    assert [[name, plain(shown), given] for name, shown, given in sorted(read["nodes"])] == [
        [name, shown_by_mermaid(label), classes[name]] for name, label in sorted(parts["node"])
    ]
    assert sorted(plain(title) for title, _ in read["boxes"]) == sorted(
        shown_by_mermaid(label) for _, label in parts["subgraph"]
    )
    strokes = {"---": "normal", "-.->": "dotted"}
    assert read["edges"] == [[source, strokes[line], target] for source, line, target in parts["edge"]]


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_csv_has_a_row_for_each_link_with_both_ends_and_evidence() -> None:
    evidence = {f"{BASE}claim/nj": "juhendid/osakonnajuhataja.txt:26"}
    rows = rows_of(export(agency(), "csv", evidence=evidence))
    assert tuple(rows[0]) == LINK_COLUMNS
    assert len(rows) == 36
    assert {
        "absent": "Osakonnajuhataja",
        "absent_id": "NA-005",
        "absent_unit": "Nõustamise osakond",
        "substitute": "Talitusejuhataja",
        "substitute_id": "NA-009",
        "substitute_unit": "Nõustamise osakond > Ida talitus",
        "kind": "post",
        "status": "one-sided",
        "fit": "fit",
        "gaps": "",
        "evidence": "juhendid/osakonnajuhataja.txt:26",
        "absent_post": f"{BASE}post/nj",
        "substitute_post": f"{BASE}post/ij",
    } in rows


def test_csv_of_posts_names_only_links_that_count_and_no_assumed_places() -> None:
    rows = {row["id"]: row for row in rows_of(export(agency(), "csv", table="posts", verdicts=verdicts()))}
    assert tuple(rows["NA-001"]) == POST_COLUMNS
    assert len(rows) == 40
    assert rows["NA-006"]["substituted_by"] == "Juhtivkoordinaator (perelepitus)"  # the other is ambiguous
    assert rows["NA-006"]["manager"] == "Osakonnajuhataja"
    assert (rows["NA-010"]["places"], rows["NA-008"]["places"]) == ("3", "")
    assert (rows["NA-008"]["documented"], rows["NA-008"]["verdict"]) == ("false", "uncovered")


def test_csv_survives_hostile_texts_and_runs_no_formula() -> None:
    rows = rows_of(export(hostile(), "csv", table="posts"))
    assert [row["post"] for row in rows] == sorted(post.iri for post in hostile().posts)
    by_iri = {row["post"]: row for row in rows}
    for post in hostile().posts:
        assert by_iri[post.iri]["title"].removeprefix("'") == one_line(post.title).removeprefix("'")
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    assert len(rows_of(export(hostile(), "csv"))) == len(hostile().links)


@pytest.mark.parametrize("name", FORMATS)
def test_a_link_to_an_unknown_post_is_an_error_and_not_a_new_post(name: str) -> None:
    broken = replace(agency(), links=(Link(f"{BASE}post/pd", f"{BASE}post/pdd"),))
    with pytest.raises(UnknownPost, match="post/pdd"):
        export(broken, name)


def test_an_unknown_format_is_a_usage_error_that_lists_the_formats() -> None:
    with pytest.raises(UsageError, match="graphml, gexf, cytoscape, dot, mermaid, csv, svg"):
        export(agency(), "visio")


def test_units_that_only_posts_name_are_boxes_too() -> None:
    graph = to_networkx(Organisation((Post("p", "Arst", unit="u", unit_path=("Haigla", "Labor")),)))
    assert graph.nodes["u"] == {"kind": "unit", "label": "Labor"}


def test_short_names_stay_when_others_come() -> None:
    some = short_names(["a", "b"], "p")
    assert some.items() <= short_names(["a", "b", "c", "d"], "p").items()


def test_every_verdict_and_status_has_its_own_colour() -> None:
    assert list(palette.VERDICTS) == list(VERDICTS)
    assert list(palette.STATUSES) == list(get_args(LinkStatus))
    for marks in (palette.VERDICTS, palette.STATUSES):
        assert len({mark.hue for mark in marks.values()}) == len(marks)


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [part / 255 for part in palette.rgb(colour)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    "mark", [*palette.VERDICTS.values(), palette.UNJUDGED], ids=lambda mark: mark.name.en
)
@pytest.mark.parametrize("ink", [palette.INK, palette.MUTED])
def test_text_can_be_read_on_every_fill(ink: str, mark: palette.Mark) -> None:
    contrast = (luminance(mark.fill) + 0.05) / (luminance(ink) + 0.05)
    assert contrast >= 4.5
