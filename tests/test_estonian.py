"""Role and unit names: hand-written gold lists, the tables themselves, and properties."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ajgraph.estonian import (
    Case,
    are_coordinate,
    division,
    ends_in_head,
    is_organisation,
    is_role,
    key,
    nominative,
    unit_chain,
    unit_genitive,
    unit_kind,
    unit_nominative,
)
from ajgraph.estonian.forms import Form, Lexicon, Word
from ajgraph.estonian.tables import adjectives, heads, role_endings, rows, unit_endings, units
from ajgraph.estonian.unknown import guess

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared" / "roles.tsv"
CASES = {
    "n": Case.NOMINATIVE,
    "g": Case.GENITIVE,
    "p": Case.PARTITIVE,
    "all": Case.ALLATIVE,
    "kom": Case.COMITATIVE,
    "abl": Case.ABLATIVE,
    "tr": Case.TRANSLATIVE,
    "es": Case.ESSIVE,
}


def gold(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


ROLES = gold(HERE / "estonian" / "roles.tsv")
UNITS = gold(HERE / "estonian" / "units.tsv")
WORDS = [word for lexicon in (heads(), units(), adjectives()) for word in lexicon.words]


@pytest.mark.skipif(not SHARED.exists(), reason="the shared gold list of role names is not here")
def test_shared_gold() -> None:
    pairs = gold(SHARED)
    assert len(pairs) >= 232
    wrong = [
        (written, found.text) for written, name, _, _ in pairs if (found := nominative(written)).text != name
    ]
    assert not wrong
    assert not [written for written, *_ in pairs if nominative(written).by_rule]
    cases = [
        (written, case)
        for written, _, case, _ in pairs
        if not nominative(written).can_be(CASES[case.removeprefix("pl")])
    ]
    assert not cases


def test_the_gold_list_is_long_and_new() -> None:
    assert len(ROLES) >= 120
    assert sum(row[3] == "rule" for row in ROLES) >= 20
    assert len({row[0] for row in ROLES}) == len(ROLES)


@pytest.mark.parametrize(("written", "name", "case", "settled"), ROLES)
def test_roles(written: str, name: str, case: str, settled: str) -> None:
    found = nominative(written)
    assert found.text == name
    assert found.can_be(case)
    assert found.by_rule == (settled == "rule")
    assert nominative(name).text == name


@pytest.mark.parametrize(("written", "name", "genitive", "kind", "organisation"), UNITS)
def test_units(written: str, name: str, genitive: str, kind: str, organisation: str) -> None:
    assert unit_nominative(written).text == name
    assert unit_nominative(name).text == name
    assert unit_genitive(name) == genitive
    assert unit_nominative(genitive).text == name
    assert (unit_kind(written) or "-") == kind
    assert is_organisation(name) == (organisation == "yes")


@pytest.mark.parametrize(("title", "unit", "rest"), gold(HERE / "estonian" / "divisions.tsv"))
def test_division(title: str, unit: str, rest: str) -> None:
    assert division(title) == (None if unit == "-" else unit, rest)


def test_unit_chain() -> None:
    chain = "Sotsiaalkindlustusameti laste heaolu osakonna traumeeritud laste toetamise talituse"
    assert unit_chain(chain) == (
        "Sotsiaalkindlustusamet",
        "laste heaolu osakond",
        "traumeeritud laste toetamise talitus",
    )
    assert unit_chain("Arendamise osakonna ja lõuna osakonna") == ("Arendamise osakonna ja lõuna osakond",)
    assert unit_chain("") == ()


@pytest.mark.parametrize(
    "text",
    [
        "teenuse omaniku",
        "valdkonnajuhi",
        "koordinaator (perelepitus)",
        "direktor",
        "osakonna teenistujat",
        "direktori asetäitja õppe- ja kasvatustöö alal",
        "õpetaja abi",
        "abilinnapeade",
        "vanemõe",
    ],
)
def test_a_list_may_be_divided_after_a_head(text: str) -> None:
    assert ends_in_head(text)
    assert is_role(text)


@pytest.mark.parametrize(
    "text",
    [
        "arengu",
        "valla-",
        "kahe-",
        "Emajõe",  # ends like õe, the genitive of õde
        "karsti",  # ends like arsti
        "õigusabi",
        "esmase abi",
        "tõlke",
        "statistilise",
        "vastavalt graafikule",
        "puhkuse ajal",
        "Laste heaolu osakond",
        "linna tippea",
        "",
        "( )",
    ],
)
def test_a_list_is_not_divided_elsewhere(text: str) -> None:
    assert not ends_in_head(text)
    assert not is_role(text)


def test_a_list_is_no_role() -> None:
    assert ends_in_head("talitusejuhataja, nõunik")
    assert not is_role("talitusejuhataja, nõunik")


def test_coordination() -> None:
    assert are_coordinate("teenuse omaniku", "talituse juhatajaga")
    assert are_coordinate("direktorit", "osakonna teenistujat")
    assert are_coordinate("spetsialiste", "osakonna juhatajat")
    assert not are_coordinate("juhtide", "spetsialisti nõustaja")
    assert not are_coordinate("juhtide", "spetsialisti")
    assert not are_coordinate("arengu", "osakonna juhataja")


def test_case_and_number() -> None:
    assert nominative("nõunikku").case is Case.PARTITIVE
    assert nominative("juhataja").case is None
    assert nominative("juhataja").cases == {Case.NOMINATIVE, Case.GENITIVE}
    assert nominative("spetsialisti").cases == {Case.GENITIVE, Case.PARTITIVE}
    assert nominative("pearaamatupidajat").can_be("partitive")
    assert nominative("osakonna teenistujad").plural
    assert not nominative("osakonna teenistuja").plural


@pytest.mark.parametrize("table", ["heads", "units", "adjectives", "endings"])
def test_tables_are_well_formed(table: str) -> None:
    found = rows(table)
    ids = [(row["nominative"], row.get("kind") if table == "endings" else None) for row in found]
    assert len(set(ids)) == len(ids)
    assert ids == sorted(ids) or table == "endings"
    for row in found:
        for part in ("nominative", "genitive", "partitive", "genitive_plural", "partitive_plural"):
            for form in row[part].split("/"):
                assert form, row
                assert form == form.strip().lower(), row
                assert form.replace("-", "").isalpha(), row
    for word in WORDS:
        assert all(form[-1] in "aeiouõäöü" for form in word.genitive + word.genitive_plural), word


def test_tables_are_large_enough() -> None:
    assert len(heads().words) >= 400
    assert len([word for word in units().words if word.scope != "none"]) >= 100


@pytest.mark.parametrize("lexicon", [heads(), units(), adjectives()], ids=["heads", "units", "adjectives"])
def test_no_form_belongs_to_two_words(lexicon: Lexicon) -> None:
    owners: dict[str, str] = {}
    for word in lexicon.words:
        for form, _ in word.forms():
            assert owners.setdefault(form, word.nominative) == word.nominative, form


def test_struck_out_homonyms() -> None:
    """The decisions that the package docstring records, so that a table made anew does not lose them."""
    for form in ("juhu", "juhul", "juhtude", "tõlke", "kohuse", "koola", "graafik", "volitatud"):
        assert heads().whole(form) is None, form
        assert units().whole(form) is None, form


def test_every_form_of_every_head_leads_to_it() -> None:
    wrong = [
        (form, found.text)
        for word in heads().words
        for form in sorted({form for form, _ in word.forms()})
        if (found := nominative(form)).text != word.nominative or found.by_rule
    ]
    assert not wrong


def test_every_form_of_every_unit_leads_to_it() -> None:
    known = [word for word in units().words if word.scope != "none"]
    wrong = [
        (form, found.text)
        for word in known
        for form in sorted({form for form, _ in word.forms()})
        if (found := unit_nominative(form)).text != word.nominative or found.by_rule
    ]
    assert not wrong
    assert not [word.nominative for word in known if unit_genitive(word.nominative) not in word.genitive]


def forms_in(word: Word, case: Case) -> set[str]:
    """Return the singular forms of a word in one case, by the lexicon alone."""
    return {
        form
        for form, _ in word.forms()
        if (match := Lexicon((word,)).whole(form)) is not None and Form(case, plural=False) in match.forms
    }


FREE = [word for word in heads().words if word.scope == ""]


@given(
    st.sampled_from(FREE),
    st.sampled_from(["pea", "juhtiv", "noorem", "IT-", "klienditeenindus"]),
    st.sampled_from(list(Case)),
)
def test_compounds_inflect_like_their_head(word: Word, first: str, case: Case) -> None:
    for form in sorted(forms_in(word, case)):
        found = nominative(first + form)
        assert found.text == first + word.nominative
        assert found.can_be(case)


@given(
    st.sampled_from([word for word in adjectives().words if heads().whole(word.nominative) is None]),
    st.sampled_from(["nõunik", "ekspert", "juhataja", "spetsialist"]),
    st.sampled_from([Case.PARTITIVE, Case.ALLATIVE, Case.GENITIVE, Case.ABLATIVE]),
)
def test_adjectives_follow_the_head(adjective: Word, noun: str, case: Case) -> None:
    head = heads().whole(noun)
    assert head is not None
    for first in sorted(forms_in(adjective, case)):
        for second in sorted(forms_in(head.word, case)):
            assert nominative(f"{first} {second}").text == f"{adjective.nominative} {noun}"


def test_a_word_that_is_head_and_adjective_agrees_where_its_case_leaves_no_choice() -> None:
    assert nominative("vabatahtlikku nõunikku").text == "vabatahtlik nõunik"
    assert nominative("vanemale nõunikule").text == "vanem nõunik"
    assert nominative("vanema asetäitjat").text == "vanema asetäitja"


PHRASES = st.one_of(
    st.text(max_size=40),
    st.text("aeiouõäöüdgklmnprstvj -(),/ABN", max_size=40),
    st.lists(st.sampled_from([row[0] for row in ROLES + UNITS]), max_size=3).map(" ".join),
)


@given(PHRASES)
def test_nothing_raises(text: str) -> None:
    found = nominative(text)
    assert isinstance(found.text, str)
    assert not (found.by_rule and ends_in_head(text))
    assert is_role(text) <= ends_in_head(text)
    unit, rest = division(text)
    assert unit is None or (unit and rest)
    assert (unit_kind(text) is None) >= unit_nominative(text).by_rule
    assert isinstance(unit_genitive(text), str)
    assert isinstance(unit_chain(text), tuple)
    assert isinstance(is_organisation(text), bool)


@given(st.text("aeiouõäöüdgklmnprstvj", min_size=1, max_size=14))
def test_a_guess_is_a_nominative(word: str) -> None:
    for endings in (role_endings(), unit_endings()):
        once = guess(word, endings).nominative
        assert guess(once, endings).nominative == once


@given(
    st.text(max_size=30),
    st.sampled_from([" ", "-", " - ", " – ", "\u00a0", "\u00ad", "\n"]),
    st.text(max_size=30),
)
def test_key_ignores_spaces_hyphens_and_case(left: str, gap: str, right: str) -> None:
    assert key(left + gap + right) == key(key(left) + key(right))
    assert key(key(left)) == key(left)


def test_key_of_names() -> None:
    assert key("Talituse juhataja") == key("Talitusejuhataja") == key("TALITUSE - JUHATAJA")
    assert key("nõunik") == key("no\u0303unik") == key("nōunik")
    assert key("nõunik") != key("nõunik (perelepitus)")
