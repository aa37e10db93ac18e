"""What holds for any text: the reader never raises, is deterministic, and stays inside the document."""

from __future__ import annotations

import json
import string

from hypothesis import given, settings
from hypothesis import strategies as st

from ajgraph.description_json import from_json, to_json
from ajgraph.documents import from_text
from ajgraph.reading import read

PIECES = [
    "AMETIJUHEND", "KÄSKKIRI", "KINNITATUD", "Lisa 1", "1. ÜLDOSA", "1.1 Ametinimetus 1.2 Struktuuriüksus",
    "Jurist (mets) Loodushoiu osakond,", "Vahetu juht", "Kes asendab:", "Keda asendab", "talituse juhatajat,",
    "nõunik või", "jurist", "-", "puudub", "(", ")", "3. TEENISTUSÜLESANDED", "Põhiülesanded Oodatavad tulemused",
    "3.1 Registri pidamine, sh:", "\uf0a7 Register on korras.", "\uf0a7 kanded on tehtud;", "\uf0a7", "3.1.", "2",
    "6. NÕUDED", "Haridus Kõrgharidus", "Töökogemus", "Vähemalt 2 aastat", "Eesti või vene keel C1.", "Kompetentsid",
    "Täpsus:", "Täpsus, vastutus- ja", "Ametijuhend vaadatakse üle kord aastas.", "(allkirjastatud digitaalselt)",
    "Ametijuhendiga tutvunud:", "12.02.2024 käskkirjaga nr 5", "31.02.2024", "vahetu juhi määratud ametnik",
    "Asendamine: jurist", "7. PARKIMINE", "Muu asi: midagi", "1.5 jurist asendab nõunikku", "", "", " ", "\f", "edaspidi",
]  # fmt: skip

pieced = st.lists(st.sampled_from(PIECES), max_size=60).map("\n".join)
glued = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)
anything = st.text(st.characters(codec="utf-8"), max_size=300)
letters = st.text(string.ascii_letters + "õäöü .,:;-()\n0123456789", max_size=300)


@settings(max_examples=150, deadline=None)
@given(pieced | glued | anything | letters)
def test_never_raises_is_deterministic_and_stays_in_the_document(text: str) -> None:
    document = from_text(text)
    first, second = read(document), read(document)
    assert first == second
    assert bool(first.descriptions) != bool(first.problems)
    last = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for found in first.descriptions:
        data = to_json(found)
        assert 1 <= found.source.first_line <= found.source.last_line <= last
        assert all(1 <= line <= last for line in data["lines"].values())
        data["lines"].pop("/review_months", None)  # the JSON has no place for the review sentence itself
        assert to_json(from_json(json.loads(json.dumps(data)))) == data


@settings(max_examples=60, deadline=None)
@given(pieced)
def test_every_name_is_made_of_words_of_the_document(text: str) -> None:
    """Nothing is invented: a mention as written stands in the text, line breaks and bullets aside."""
    plain = "".join(letter for letter in text if letter.isalnum())
    for found in read(from_text(text)).descriptions:
        for name in ("manager", "substituted_by", "substitutes", "subordinates"):
            for mention in getattr(found, name):
                assert "".join(letter for letter in mention.text if letter.isalnum()) in plain


def test_long_lines_and_long_runs_do_not_run_away() -> None:
    """Each of these took minutes, or the whole stack, before lengths and depths were bounded."""
    head = "AMETIJUHEND\nAmetinimetus: Jurist\nAllub: direktorile\n"
    for tail in (
        "x" + " " * 200_000 + "y",
        "x" + " " * 200_000 + "y | z",
        "Vahetu juht " * 20_000,
        "1 Vahetu juht " * 20_000,
        "A" * 200_000,
        "3. TÖÖÜLESANDED\nPõhiülesanded Oodatavad tulemused\n3.1 Pidamine.\n"
        + "Registri pidamine.\n" * 10_000,
        "Asendaja: " + "jurist, " * 20_000,
    ):
        (found,) = read(from_text(head + tail)).descriptions
        assert found.title.value == "Jurist"
