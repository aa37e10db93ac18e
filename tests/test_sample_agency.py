"""The sample agency and the facts of real documents, as data; only its files in other formats are read with ajgraph."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from tests import made_agency
from tests.made_descriptions import as_text, facts, facts_of_text
from tests.opened import opened

ROOT = Path(__file__).resolve().parents[1]
AGENCY = ROOT / "data" / "agency"
DESCRIPTIONS = AGENCY / "descriptions"
SHARED = ROOT.parent / "shared"
RULES = {
    "NoSubstituteStated",
    "OneSidedSubstitution",
    "SelfSubstitutionOfSinglePlace",
    "ManagerLoop",
    "ReportingCycle",
    "UnresolvedMention",
    "AmbiguousMention",
    "ApprovalMissing",
    "ReviewOverdue",
    "DuplicateDutyNumber",
    "RequirementLevelMissing",
    "SubstituteLacksRequirement",
    "SubordinatesMismatch",
    "DayNightDutyWithoutMark",
}
HEADING = re.compile(r"^\s*(?:[A-ZÕÄÖÜŠŽ-]+ )?AMETIJUHEND\s*$", re.MULTILINE)


def staffing() -> list[dict[str, str]]:
    with (AGENCY / "koosseis.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def faults() -> list[dict[str, str | None]]:
    found: list[dict[str, str | None]] = json.loads((AGENCY / "faults.json").read_text(encoding="utf-8"))
    return found


def texts() -> dict[str, str]:
    """Return every description as text: from the files of text, and from the pages that the others were made of."""
    plain = {path.name: path.read_text(encoding="utf-8") for path in sorted(DESCRIPTIONS.glob("*.txt"))}
    return plain | {name: as_text(page) for name, page in made_agency.pages().items()}


def label(row: dict[str, str]) -> str:
    return f"{row['ametinimetus']} ({row['täpsustus']})" if row["täpsustus"] else row["ametinimetus"]


def test_there_are_36_descriptions_one_order_with_two_and_one_without() -> None:
    counts = {name: len(HEADING.findall(text)) for name, text in texts().items()}
    assert sum(counts.values()) == 36
    assert Counter(counts.values()) == {1: 34, 2: 1, 0: 1}
    for name in (name for name, count in counts.items() if count != 1):
        assert texts()[name].startswith("KÄSKKIRI")


def test_the_files_in_other_formats_say_what_their_pages_say() -> None:
    """Two DOCX, a PDF, an ODT, an HTML page, a signed container and an archive; remade by tests/made_agency.py."""
    made = made_agency.documents()
    there = {path.name for path in DESCRIPTIONS.iterdir()} - {
        path.name for path in DESCRIPTIONS.glob("*.txt")
    }
    assert there == set(made)
    assert Counter(Path(name).suffix for name in made) == {
        ".docx": 2, ".pdf": 1, ".odt": 1, ".html": 1, ".asice": 1, ".zip": 1,
    }  # fmt: skip
    assert all((DESCRIPTIONS / name).stat().st_size < 50_000 for name in made)
    read = {
        Path(document.path).stem: facts(document)
        for name in made
        for document in opened(DESCRIPTIONS / name).documents
    }
    assert read == {name: facts_of_text(page) for name, page in made_agency.pages().items()}


def test_the_signed_container_is_intact_and_of_an_invented_person() -> None:
    (signature,) = opened(DESCRIPTIONS / "RA-033-inspektor.asice").signatures
    assert (signature.signer, signature.role, signature.state) == ("RANNO LUIDEPUU", "peadirektor", "intact")


def test_the_staffing_table_lists_every_post_once() -> None:
    rows = staffing()
    assert 38 <= len(rows) <= 42
    assert len({row["tunnus"] for row in rows}) == len(rows)
    assert len({(row["üksus"], label(row)) for row in rows}) == len(rows)
    assert {row["asutus"] for row in rows} == {"Rannikuamet"}
    assert {row["liik"] for row in rows} == {"ametikoht", "töökoht"}
    assert all(int(row["kohti"]) >= 1 for row in rows)
    assert sum(int(row["kohti"]) > 1 for row in rows) >= 4
    assert [label(row) for row in rows if not row["vahetu juht"]] == ["Peadirektor"]


def test_units_have_three_levels_and_four_departments() -> None:
    paths = [row["üksus"].split(" > ") for row in staffing() if row["üksus"]]
    assert max(map(len, paths)) == 3
    assert len({path[0] for path in paths}) >= 4
    assert {path[0].split()[-1] for path in paths} == {"osakond"}
    assert all(path[1].endswith("talitus") for path in paths if len(path) > 1)
    assert all(path[2].endswith("tiim") for path in paths if len(path) > 2)


def test_no_column_of_the_table_states_substitution() -> None:
    assert not any("asenda" in name or "substitut" in name for name in staffing()[0])


def test_files_carry_the_id_and_the_title_of_their_post() -> None:
    rows = {row["tunnus"]: row for row in staffing()}
    named = {name[:6]: text for name, text in texts().items() if name.startswith("RA-")}
    assert set(named) < set(rows)
    assert len(rows) - len(named) - 2 >= 2, "posts known from the staffing table alone"
    for identifier, text in named.items():
        assert rows[identifier]["ametinimetus"].lower() in text.lower(), identifier
        assert " ".join(rows[identifier]["täpsustus"].split()) in " ".join(text.split()), identifier


def test_every_fault_names_a_document_and_a_post() -> None:
    posts = {label(row) for row in staffing()}
    for fault in faults():
        assert set(fault) == {"rule", "document", "post", "what"}
        assert fault["document"] is None or (DESCRIPTIONS / fault["document"]).is_file(), fault
        assert fault["post"] in posts
        assert fault["what"]


def test_a_fault_stands_in_the_document_of_its_post() -> None:
    rows = {row["tunnus"]: row for row in staffing()}
    for fault in faults():
        document = fault["document"]
        if document and document.startswith("RA-"):
            assert label(rows[document[:6]]) == fault["post"]


def test_every_rule_occurs_and_no_other() -> None:
    assert {fault["rule"] for fault in faults()} == RULES


def test_every_rule_has_a_shape() -> None:
    shapes = (ROOT / "shapes" / "rules.ttl").read_text(encoding="utf-8")
    for rule in sorted(RULES):
        assert re.search(rf"^ajs:{rule} a sh:NodeShape", shapes, re.MULTILINE), rule


def test_the_readme_lists_every_fault() -> None:
    page = (AGENCY / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(\w+)` \| \[([^\]]+)\]\([^)]+\) \| ([^|]+) \| ([^|]+) \|$", page, re.MULTILINE)
    assert listed == [(f["rule"], f["document"], f["post"], f["what"]) for f in faults()]


def test_the_accidents_of_extracted_text_are_there() -> None:
    everything = texts()
    numbered = {name: text for name, text in everything.items() if "1.3 Vahetu juht 1.4" in text}
    assert any("\f" in text for text in everything.values()), "a form feed"
    assert any(re.search(r"^ 2 $", text, re.MULTILINE) for text in numbered.values()), "a page number"
    assert [name[:6] for name, text in numbered.items() if "\uf0a7" not in text] == ["RA-038"], "lost bullets"


def test_facts_of_the_real_documents_add_up() -> None:
    facts = json.loads((ROOT / "data" / "real" / "facts.json").read_text(encoding="utf-8"))
    found = facts["descriptions"]
    assert sorted(found) == ["000", "001", "002", "003", "004"]
    assert sum(entry["duties"] for entry in found.values()) == 44
    assert sum(entry["outcomes"] for entry in found.values()) == 84
    longest = max(len(text) for text in re.findall(r'"([^"]*)"', json.dumps(facts, ensure_ascii=False)))
    assert longest < 50, "facts, no sentences"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real documents are not here")
def test_no_sentence_of_a_real_document_is_copied() -> None:
    def sentences(text: str) -> set[str]:
        numberless = re.sub(r"\d+(?:\.\d+)*\.?", " . ", text.lower())
        plain = " ".join(re.findall(r"[\w.;:-]+", numberless))
        return {found.strip() for found in re.split(r"[.;:](?=\s|$)", plain) if len(found.split()) >= 5}

    real = set[str]()
    for path in SHARED.glob("documents/*.txt"):
        real |= sentences(path.read_text(encoding="utf-8"))
    assert len(real) > 100
    copied = {name: sorted(sentences(text) & real) for name, text in texts().items()}
    assert {name: found for name, found in copied.items() if found} == {}
