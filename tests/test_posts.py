"""Finding posts by what people type, and naming them."""

from __future__ import annotations

import pytest

from ajgraph.errors import AmbiguousPost, UnknownPost, UsageError
from ajgraph.language import current, use
from ajgraph.organisation import Organisation, Post, Unit
from ajgraph.posts import find_post, find_unit, known_post, names, unit_names

HEAD = "Sotsiaalkindlustusamet"
ORGANISATION = Organisation(
    (
        Post("x:1", "Peadirektor", organisation=HEAD),
        Post("x:2", "Osakonnajuhataja", unit_path=("Laste heaolu osakond",), organisation=HEAD),
        Post("x:3", "Talitusejuhataja", id="SKA-014", unit_path=("Laste heaolu osakond", "Kriisitalitus")),
        Post("x:4", "Talitusejuhataja", id="SKA-015", unit_path=("Laste heaolu osakond", "Peretalitus")),
        Post("x:5", "Nõunik", unit_path=("Laste heaolu osakond",)),
        Post("x:6", "Nõunik", "perelepitus", unit_path=("Laste heaolu osakond", "Peretalitus")),
        Post("x:7", "Ekspert", "järelevalve", unit_path=("Kvaliteediosakond",)),
        Post("x:8", "Spetsialist", unit_path=("Kvaliteediosakond",)),
        Post("x:9", "Spetsialist", unit_path=("Kvaliteediosakond", "Analüüsitalitus")),
        Post("x:10", "Jurist/andmekaitsespetsialist", unit_path=("Kvaliteediosakond",)),
        Post("x:11", "SKA-014", unit_path=("Muu",)),
        Post("x:12", "Koristaja", ids=("SKA-021", "SKA-022"), id="SKA-021"),
    )
)


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("x:5", "x:5"),
        (" x:5 ", "x:5"),
        ("peadirektor", "x:1"),
        ("Osakonna juhataja", "x:2"),
        ("OSAKONNA-JUHATAJA", "x:2"),
        ("ska 014", "x:3"),
        ("SKA-021", "x:12"),
        ("ska-022", "x:12"),  # any of its rows
        ("nõunik", "x:5"),
        ("no\u0303unik", "x:5"),
        ("Nõunik (perelepitus)", "x:6"),
        ("nõunik(perelepitus)", "x:6"),
        ("ekspert", "x:7"),
        ("Kriisitalitus / Talituse juhataja", "x:3"),
        ("peretalitus/talitusejuhataja", "x:4"),
        ("Laste heaolu osakond > Peretalitus / Talitusejuhataja", "x:4"),
        ("Laste heaolu osakond / Peretalitus / Talitusejuhataja", "x:4"),
        ("Peretalitus / nõunik", "x:6"),
        ("Laste heaolu osakond / nõunik", "x:5"),
        ("Kvaliteediosakond / Spetsialist", "x:8"),
        ("Analüüsitalitus / Spetsialist", "x:9"),
        ("Laste heaolu osakond / Nõunik (perelepitus)", "x:6"),
        ("Sotsiaalkindlustusamet / peadirektor", "x:1"),
        ("Jurist / andmekaitsespetsialist", "x:10"),
        ("Kvaliteediosakond / Jurist/andmekaitsespetsialist", "x:10"),
    ],
)
def test_names_that_mean_one_post(name: str, iri: str):
    assert find_post(ORGANISATION, name).iri == iri


def test_unknown_names_get_the_nearest():
    with pytest.raises(UnknownPost) as caught:
        find_post(ORGANISATION, "Nounik (perelepitus)")
    assert "Nearest: Nõunik (perelepitus)" in str(caught.value)
    with pytest.raises(UnknownPost, match="SKA-014"):
        find_post(ORGANISATION, "SKA-044")
    with pytest.raises(UnknownPost, match="Peretalitus / Talitusejuhataja"):
        find_post(ORGANISATION, "Peretalitus / talitusejuhatja")
    with pytest.raises(UnknownPost, match="Nothing is spelt like it"):
        find_post(ORGANISATION, "qqqqqq")


def test_a_unit_that_does_not_have_the_title_is_no_guess():
    with pytest.raises(UnknownPost):
        find_post(ORGANISATION, "Kvaliteediosakond / Peadirektor")


def test_ambiguous_names_get_the_list():
    with pytest.raises(AmbiguousPost) as caught:
        find_post(ORGANISATION, "talitusejuhataja")
    assert str(caught.value).splitlines()[:3] == [
        "“talitusejuhataja” may be any of 2 posts:",
        "  Talitusejuhataja — Laste heaolu osakond > Kriisitalitus — SKA-014",
        "  Talitusejuhataja — Laste heaolu osakond > Peretalitus — SKA-015",
    ]
    with pytest.raises(AmbiguousPost):
        find_post(ORGANISATION, "Laste heaolu osakond / talitusejuhataja")


def test_bare_title_with_two_specialisations_is_ambiguous():
    two = Organisation((Post("x:1", "Nõunik", "a"), Post("x:2", "Nõunik", "b")))
    with pytest.raises(AmbiguousPost, match=r"Nõunik \(a\) — x:1"):
        find_post(two, "nõunik")


@pytest.mark.parametrize("name", ["", "  ", " - "])
def test_an_empty_name_is_refused(name: str):
    with pytest.raises(UsageError, match="empty"):
        find_post(ORGANISATION, name)


def test_messages_in_estonian():
    before = current()
    use("et")
    try:
        with pytest.raises(UnknownPost) as caught:
            find_post(ORGANISATION, "peadirektr")
        assert str(caught.value) == "ametikohta „peadirektr“ ei ole\nLähimad: Peadirektor"
    finally:
        use(before)


def test_the_id_of_a_post_is_always_one_of_its_ids():
    assert [
        Post("x", "X", id=one, ids=more).ids for one, more in (("B", ("A", "B")), ("A", ()), (None, ()))
    ] == [
        ("A", "B"),
        ("A",),
        (),
    ]


def test_known_post_by_iri():
    assert known_post(ORGANISATION, "x:7").title == "Ekspert"
    with pytest.raises(UnknownPost, match="x:1"):
        known_post(ORGANISATION, "x:111")
    with pytest.raises(UnknownPost):
        known_post(Organisation(()), "x:1")


def test_names_tell_posts_apart():
    # Where unit and title do not tell posts apart, the id or the IRI does.
    twins = Organisation(
        (Post("x:1", "Arst", unit_path=("A",)), Post("x:2", "Arst", id="T-2", unit_path=("A",)))
    )
    assert names(twins, twins.by_iri) == {"x:1": "Arst (x:1)", "x:2": "Arst (T-2)"}
    named = names(ORGANISATION, ORGANISATION.by_iri)
    assert len(set(named.values())) == len(ORGANISATION.posts)
    assert named["x:8"] == "Spetsialist (Kvaliteediosakond)"
    assert named["x:9"] == "Spetsialist (Kvaliteediosakond > Analüüsitalitus)"
    assert named["x:5"] == "Nõunik"


UNITS = Organisation(
    (),
    units=(
        Unit("u:o", HEAD, None),
        Unit("u:d", "Õigusosakond", "u:o"),
        Unit("u:e", "Kvaliteediosakond", "u:o"),
        Unit("u:dt", "Analüüsitalitus", "u:d"),
        Unit("u:et", "Analüüsitalitus", "u:e"),
        Unit("u:x", "Ring", "u:y"),
        Unit("u:y", "Rõngas", "u:x"),
    ),
)


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("u:dt", "u:dt"),
        ("õigus-osakond", "u:d"),
        ("O\u0303igusosakond", "u:d"),
        ("sotsiaalkindlustusamet", "u:o"),
        ("Õigusosakond > Analüüsitalitus", "u:dt"),
        ("kvaliteediosakond/analüüsitalitus", "u:et"),
        ("Sotsiaalkindlustusamet > Kvaliteediosakond", "u:e"),
        ("ring", "u:x"),
    ],
)
def test_units_by_name(name: str, iri: str) -> None:
    assert find_unit(UNITS, name).iri == iri


def test_a_unit_that_is_not_there_or_may_be_several() -> None:
    with pytest.raises(UsageError, match="there is no unit “Õigusosakon”") as unknown:
        find_unit(UNITS, "Õigusosakon")
    assert "Nearest: Õigusosakond" in str(unknown.value.remedy)
    with pytest.raises(UsageError, match="may be any of 2 units") as several:
        find_unit(UNITS, "analüüsitalitus")
    assert f"  {HEAD} > Kvaliteediosakond > Analüüsitalitus\n" in f"{several.value}\n"
    with pytest.raises(UsageError) as nothing:
        find_unit(UNITS, "qqq")
    assert "Nothing is spelt like it" in str(nothing.value.remedy)


def test_units_whose_names_repeat_are_called_by_their_path() -> None:
    called = unit_names(UNITS)
    assert called["u:d"] == "Õigusosakond"
    assert called["u:et"] == f"{HEAD} > Kvaliteediosakond > Analüüsitalitus"
