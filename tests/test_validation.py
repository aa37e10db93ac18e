"""The check as a whole: evidence, order, languages, and what it must leave alone."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pyoxigraph
import pytest
from oxrdflib import OxigraphStore
from rdflib import BNode, Dataset, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from ajgraph import language, resources
from ajgraph.errors import AjgraphError
from ajgraph.findings import Finding, in_order, to_json
from ajgraph.language import Bilingual
from ajgraph.validation import check
from ajgraph.vocabulary import AJ, AJS, DCTERMS, RDF, SH, SKOS

ON = date(2026, 11, 21)
BASE = "https://example.org/id/"
CLAIM = URIRef(f"{BASE}description/amet/jurist/aaaaaaaa#substituted-by-1")

AGENCY = """
@prefix aj: <https://w3id.org/ajgraph/ns#> .
@prefix cccev: <http://data.europa.eu/m8g/> .
@prefix cefr: <https://w3id.org/ajgraph/vocab/cefr/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix language: <http://publications.europa.eu/resource/authority/language/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://example.org/id/> .

<organisation/amet> a org:FormalOrganization ; skos:prefLabel "Amet"@et .
<post/amet/jurist> a org:Post ; skos:prefLabel "Jurist"@et ; aj:title "Jurist" ;
    org:postIn <organisation/amet> ; aj:describedBy <description/amet/jurist/aaaaaaaa> .
<post/amet/nõunik> a org:Post ; skos:prefLabel "Nõunik (õigus)"@et ; aj:title "Nõunik" ;
    org:postIn <organisation/amet> .
<description/amet/jurist/aaaaaaaa> a aj:JobDescription ; aj:describes <post/amet/jurist> ;
    prov:wasDerivedFrom <document/aaaaaaaaaaaaaaaa> ; aj:firstLine 1 ; aj:lastLine 90 ;
    dcterms:issued "2025-01-15"^^xsd:date ; aj:approvedBy "direktor"@et ; aj:approvalLine 4 ;
    aj:reviewMonths 12 ; aj:review "Ametijuhend vaadatakse üle igal aastal."@et ; aj:reviewLine 88 ;
    aj:hasClaim <description/amet/jurist/aaaaaaaa#substituted-by-1> ;
    aj:hasDuty <description/amet/jurist/aaaaaaaa#duty-1> , <description/amet/jurist/aaaaaaaa#duty-2> ;
    aj:hasRequirement <description/amet/jurist/aaaaaaaa#language-1> .
<document/aaaaaaaaaaaaaaaa> a aj:SourceDocument ; dcterms:source "data/jurist.txt" ;
    aj:sha256 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" .
<description/amet/jurist/aaaaaaaa#substituted-by-1> a aj:SubstitutionClaim ; aj:statedBy <post/amet/jurist> ;
    aj:field "substituted_by" ; aj:text "Nõunik"@et ; aj:sentence "1.4 Kes asendab: Nõunik"@et ; aj:line 12 ;
    aj:mentionKind "post" ; prov:wasDerivedFrom <document/aaaaaaaaaaaaaaaa> ;
    aj:resolution "resolved" ; aj:resolvedTo <post/amet/nõunik> ; aj:status "one-sided" .
<description/amet/jurist/aaaaaaaa#duty-1> a aj:Duty ; aj:number "2.1" ; aj:position 1 ;
    aj:line 30 ; aj:text "Nõustab"@et .
<description/amet/jurist/aaaaaaaa#duty-2> a aj:Duty ; aj:number "2.1" ; aj:position 2 ;
    aj:line 34 ; aj:text "Esindab"@et .
<description/amet/jurist/aaaaaaaa#language-1> a cccev:Criterion, aj:LanguageRequirement ;
    aj:language language:EST ; aj:line 60 ; aj:text "Eesti keele oskus"@et ; aj:required true .
<link/amet/jurist/by/amet/nõunik> a aj:SubstitutionLink ; aj:absentPost <post/amet/jurist> ;
    aj:substitutePost <post/amet/nõunik> ; aj:linkKind "post" ; aj:status "one-sided" ; aj:fit "gap" ;
    aj:gap "inglise keel B2"@et , "English B2"@en , "5 aastat kogemust"@et , "5 years of experience"@en ;
    aj:restsOn <description/amet/jurist/aaaaaaaa#substituted-by-1> .
"""


@pytest.fixture
def agency() -> Graph:
    return Graph().parse(data=AGENCY, format="turtle")


def findings(data: Graph) -> dict[str, Finding]:
    """Return the findings by the local name of their rule, which here is unique."""
    found = check(data, on=ON).findings
    assert len({finding.rule for finding in found}) == len(found)
    return {finding.rule.removeprefix(str(AJS)): finding for finding in found}


def test_finds_what_was_put_there_and_nothing_else(agency: Graph) -> None:
    assert set(findings(agency)) == {
        "ApprovalMissing",
        "DuplicateDutyNumber",
        "OneSidedSubstitution",
        "RequirementLevelMissing",
        "ReviewOverdue",
        "SubstituteLacksRequirement",
    }


@pytest.mark.parametrize(
    ("rule", "line", "value", "sentence"),
    [
        ("ApprovalMissing", 4, None, None),
        ("DuplicateDutyNumber", 34, "2.1", "Esindab"),
        ("OneSidedSubstitution", 12, "Nõunik", "1.4 Kes asendab: Nõunik"),
        ("RequirementLevelMissing", 60, "Eesti keele oskus", "Eesti keele oskus"),
        ("ReviewOverdue", 88, None, "Ametijuhend vaadatakse üle igal aastal."),
        ("SubstituteLacksRequirement", 12, "Nõunik (õigus)", "1.4 Kes asendab: Nõunik"),
    ],
)
def test_every_finding_shows_its_place(
    agency: Graph, rule: str, line: int, value: str | None, sentence: str | None
) -> None:
    finding = findings(agency)[rule]
    assert (finding.document, finding.line, finding.sentence) == ("data/jurist.txt", line, sentence)
    assert finding.value == value
    assert (finding.post, finding.post_label) == (f"{BASE}post/amet/jurist", "Jurist")


def test_messages_name_the_case_in_both_languages(agency: Graph) -> None:
    found = findings(agency)
    assert "„Nõunik“" in found["OneSidedSubstitution"].message.et
    assert "“Nõunik”" in found["OneSidedSubstitution"].message.en
    assert found["ApprovalMissing"].message == Bilingual(
        en="The approval lacks: the order.", et="Kinnituses puudub: käskkiri."
    )
    assert "15.01.2026" in found["ReviewOverdue"].message.et
    assert found["SubstituteLacksRequirement"].message.en.endswith(": 5 years of experience; English B2")
    assert found["SubstituteLacksRequirement"].message.et.endswith(": 5 aastat kogemust; inglise keel B2")


def test_basis_and_remedy_come_from_the_shape_or_its_constraint(agency: Graph) -> None:
    found = findings(agency)
    one_sided = found["OneSidedSubstitution"]
    assert one_sided.basis_kind == "law"
    assert one_sided.basis is not None
    assert one_sided.basis.en.startswith("ATS § 57 (4)")
    assert one_sided.remedy is not None
    language_level = found["RequirementLevelMissing"].basis
    assert language_level is not None
    assert language_level.en.startswith("KeeleS § 23"), "the constraint's own basis goes before its shape's"


def test_a_property_shape_inherits_basis_and_remedy(agency: Graph) -> None:
    agency.remove((None, SKOS.prefLabel, Literal("Amet", lang="et")))
    finding = findings(agency)["OrganisationShape-label"]
    assert (finding.severity, finding.basis_kind) == ("violation", "advice")
    assert finding.basis is not None
    assert finding.remedy is not None
    assert finding.message.et == "Asutusel puudub nimi."


def test_a_finding_about_a_post_shows_the_claim_behind_it(agency: Graph) -> None:
    jurist, adviser = (URIRef(f"{BASE}post/amet/{name}") for name in ("jurist", "nõunik"))
    agency.add((adviser, AJ.maySubstitute, jurist))
    agency.add((jurist, AJ.maySubstitute, adviser))
    agency.add((jurist, URIRef("http://www.w3.org/ns/org#reportsTo"), adviser))
    finding = findings(agency)["ManagerLoop"]
    assert (finding.post, finding.value, finding.line) == (str(jurist), "Nõunik (õigus)", 12)
    assert finding.sentence == "1.4 Kes asendab: Nõunik"


def test_the_date_decides_what_is_overdue(agency: Graph) -> None:
    def overdue(on: date) -> bool:
        return str(AJS.ReviewOverdue) in {finding.rule for finding in check(agency, on=on).findings}

    assert [overdue(date(2026, 1, 15)), overdue(date(2026, 1, 16))] == [False, True]


def test_a_replaced_description_is_left_out_with_its_parts(agency: Graph) -> None:
    description = URIRef(f"{BASE}description/amet/jurist/aaaaaaaa")
    agency.add((description, DCTERMS.isReplacedBy, URIRef(f"{BASE}description/amet/jurist/bbbbbbbb")))
    assert set(findings(agency)) == {"SubstituteLacksRequirement", "LinkShape-evidence"}


def test_the_data_is_not_changed(agency: Graph) -> None:
    before = Graph()
    before += agency
    check(agency, on=ON)
    assert isomorphic(agency, before)


def test_a_dataset_on_oxigraph_gives_the_same_findings(agency: Graph) -> None:
    store = pyoxigraph.Store()
    for number, (s, p, o) in enumerate(sorted(agency)):
        line = f"{s.n3()} {p.n3()} {o.n3()} <urn:graph:{number % 3}> ."
        store.load(line.encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    dataset = Dataset(store=OxigraphStore(store=store))
    quads = len(store)

    assert check(dataset, on=ON).findings == check(agency, on=ON).findings
    assert len(store) == quads == len(agency)


def test_text_with_backslashes_and_braces_is_shown_as_written(agency: Graph) -> None:
    agency.set((CLAIM, AJ.text, Literal(r"Nõunik \1 \g<0> {?text} C:\kaust", lang="et")))
    finding = findings(agency)["OneSidedSubstitution"]
    assert r"\1 \g<0>" in finding.message.et
    assert r"C:\kaust" in finding.message.en
    assert finding.value == r"Nõunik \1 \g<0> {?text} C:\kaust"


def test_the_report_is_shacl_without_blank_nodes_and_always_the_same(agency: Graph) -> None:
    report = check(agency, on=ON)
    assert not report.conforms
    assert not [t for t in report.graph if any(isinstance(node, BNode) for node in t)]
    assert len(set(report.graph.objects(None, SH.result))) == len(report.findings)
    (whole,) = report.graph.subjects(RDF.type, SH.ValidationReport)
    assert report.graph.value(whole, SH.conforms) == Literal(False)
    messages = set(report.graph.objects(None, SH.resultMessage))
    assert Literal("Kinnituses puudub: käskkiri.", lang="et") in messages
    assert report.graph.serialize(format="turtle") == check(agency, on=ON).graph.serialize(format="turtle")


def test_sound_data_conforms() -> None:
    report = check(Graph(), on=ON)
    assert report.conforms
    assert report.findings == ()
    assert Literal(True) in set(report.graph.objects(None, SH.conforms))


def test_json_has_the_keys_of_the_contract_in_the_current_language(agency: Graph) -> None:
    found = check(agency, on=ON).findings
    try:
        language.use("et")
        rows = to_json(found)
    finally:
        language.use("en")
    keys = ["rule", "severity", "basis", "post", "message", "value", "document", "line", "sentence", "remedy"]
    assert [list(row) for row in rows] == [keys] * len(found)
    assert [row["message"] for row in rows] == [finding.message.et for finding in found]
    assert to_json(found)[0]["message"] == found[0].message.en
    assert json.loads(json.dumps(rows)) == rows


def test_findings_are_ordered_by_severity_document_and_line() -> None:
    text = Bilingual(en="x", et="y")
    rows = [
        Finding("b", "warning", text, document="a.txt", line=10),
        Finding("a", "warning", text, document="a.txt", line=9),
        Finding("a", "warning", text, document="a.txt"),
        Finding("a", "warning", text),
        Finding("z", "violation", text, document="z.txt", line=99),
        Finding("a", "info", text, document="a.txt", line=1),
        Finding("a", "warning", text, document="a.txt", line=10),
    ]
    ordered = in_order(rows)
    assert ordered == in_order(reversed(rows))
    assert [(f.severity, f.document, f.line, f.rule) for f in ordered] == [
        ("violation", "z.txt", 99, "z"),
        ("warning", "a.txt", 9, "a"),
        ("warning", "a.txt", 10, "a"),
        ("warning", "a.txt", 10, "b"),
        ("warning", "a.txt", None, "a"),
        ("warning", None, None, "a"),
        ("info", "a.txt", 1, "a"),
    ]


def test_own_shapes_can_be_given(agency: Graph, tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(
        """
        @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix org: <http://www.w3.org/ns/org#> .
        <urn:own> a sh:NodeShape ; sh:targetClass org:Post ; sh:property <urn:own-places> .
        <urn:own-places> sh:path <https://w3id.org/ajgraph/ns#places> ; sh:minCount 1 ; sh:severity sh:Info ;
            sh:message "no number of places" .
        """,
        encoding="utf-8",
    )
    found = check(agency, on=ON, shapes=[own]).findings
    assert {(finding.rule, finding.severity) for finding in found} == {("urn:own-places", "info")}
    assert {finding.post_label for finding in found} == {"Jurist", "Nõunik (õigus)"}
    assert {(finding.message.en, finding.basis) for finding in found} == {("no number of places", None)}


@pytest.mark.parametrize(
    "text",
    [
        "this is not Turtle",
        """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix org: <http://www.w3.org/ns/org#> .
        <urn:own> a sh:NodeShape ; sh:targetClass org:Post ; sh:sparql <urn:query> .
        <urn:query> sh:select "SELECT $this WHERE { $this a ?x MINUS { $this a ?y } }" .""",
        """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix org: <http://www.w3.org/ns/org#> .
        <urn:own> a sh:NodeShape ; sh:targetClass org:Post ; sh:sparql <urn:query> .
        <urn:query> sh:select "SELECT $this WHERE {" .""",
    ],
    ids=["not Turtle", "forbidden in SHACL", "not SPARQL"],
)
def test_unusable_shapes_are_an_error_that_says_so(agency: Graph, tmp_path: Path, text: str) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(AjgraphError, match=r"shapes cannot be (read|run)"):
        check(agency, on=ON, shapes=[own])


def test_a_missing_shapes_file_is_an_error_that_names_it(agency: Graph, tmp_path: Path) -> None:
    with pytest.raises(AjgraphError) as caught:
        check(agency, on=ON, shapes=[tmp_path / "none.ttl"])
    assert caught.value.where == str(tmp_path / "none.ttl")


def test_the_shapes_fetch_nothing() -> None:
    imports = URIRef("http://www.w3.org/2002/07/owl#imports")
    assert not [path for path in resources.shape_files() if (None, imports, None) in Graph().parse(path)]
