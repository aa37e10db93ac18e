"""Who stands in for whom in sentences; what holds a form of "asendama" is read, kept in a list, or said to be unread."""

from __future__ import annotations

import pytest

from ajgraph.description import JobDescription, Mention
from ajgraph.documents import from_text
from ajgraph.reading import read

HEAD = (
    "JURISTI AMETIJUHEND\n\n1. Üldosa\n1.1. Jurist on Metsavaruameti haldusosakonna koosseisus.\n"
    "1.2. Juristi vahetu juht on osakonnajuhataja.\n"
)
DUTIES = "\n2. Ülesanded\n2.1. Nõustamine.\n2.2. Eelnõude koostamine.\n"

UNDERSTOOD = [
    ("Juristi asendab tema eemalviibimisel nõunik.", ["nõunik"], []),
    ("Juristi asendab nõunik ning jurist asendab spetsialisti.", ["nõunik"], ["spetsialist"]),
    ("Jurist asendab nõunikku ja spetsialist asendab juristi.", ["spetsialist"], ["nõunik"]),
    ("Jurist asendab nõunikku,\nteda asendab spetsialist.", ["spetsialist"], ["nõunik"]),
    ("Puhkuse ajal asendab juristi nõunik.", ["nõunik"], []),
    ("Vajadusel asendab jurist nõunikku.", [], ["nõunik"]),
    (
        "Jurist asendab nõunikku tema puhkuse ajal ja spetsialisti haiguse ajal.",
        [],
        ["nõunik", "spetsialist"],
    ),
    ("Juristi ajutise äraoleku korral asendab teda nõunik.", ["nõunik"], []),
    ("Juristi asendajaks määratakse nõunik.", ["nõunik"], []),
    ("Jurist on nõuniku asendaja.", [], ["nõunik"]),
    ("Jurist on kohustatud asendama nõunikku.", [], ["nõunik"]),
    ("Juristi võib asendada nõunik.", ["nõunik"], []),
    ("Juristi puudumisel täidab tema ülesandeid nõunik.", ["nõunik"], []),
    ("Juristi kohustusi täidab tema äraolekul nõunik.", ["nõunik"], []),
    ("Jurist täidab nõuniku ülesandeid nõuniku puudumise ajal.", [], ["nõunik"]),
    ("Asendamine: juristi asendab nõunik.", ["nõunik"], []),
    ("Jurist ja nõunik asendavad vastastikku teineteist.", ["nõunik"], ["nõunik"]),
    ("Ametnikku asendab nõunik.", ["nõunik"], []),
    ("Juristi asendab osakonnajuhataja määratud teenistuja.", ["designated"], []),
    ("Juristi asendamine toimub vastavalt asenduskorrale.", ["rule"], []),
    ("Jurist asendab nõuniku puudumisel osakonnajuhatajat.", [], ["osakonnajuhataja"]),
    ("Juristi asendab nõuniku puudumisel spetsialist.", ["spetsialist"], []),
    ("Nõuniku puudumisel asendab jurist teda.", [], ["nõunik"]),
    ("Jurist asendab nõuniku puudumisel teda.", [], ["nõunik"]),
    ("Nõuniku puudumisel täidab jurist tema ülesandeid.", [], ["nõunik"]),
    ("Jurist asendab spetsialisti puudumisel ja puhkuse ajal.", [], ["spetsialist"]),
    ("Jurist puhkuse ja ajutise töövõimetuse ajal asendab teda nõunik.", ["nõunik"], []),
    ("Juristi ei asendata.", ["none"], []),
    ("Jurist ei asenda kedagi.", [], ["none"]),
]
BOTH = "nõunik @ puhkuse ajal; spetsialist @ haiguse ajal"
WHEN = [
    ("Juristi asendab puhkuse ajal nõunik, haiguse ajal spetsialist.", BOTH, ""),
    ("Puhkuse ajal asendab juristi nõunik, haiguse ajal spetsialist.",
     "nõunik @ Puhkuse ajal; spetsialist @ haiguse ajal", ""),
    ("Juristi asendab nõunik puhkuse ajal ja spetsialist haiguse ajal.", BOTH, ""),
    ("Juristi asendab nõunik (puhkuse ajal) ja spetsialist (haiguse ajal).", BOTH, ""),
    ("Puhkuse ajal nõunik ja haiguse ajal spetsialist asendavad juristi.",
     "nõunik @ Puhkuse ajal; spetsialist @ haiguse ajal", ""),
    ("Puhkuse ajal asendab juristi nõunik, haiguse ja lähetuse ajal asendab juristi spetsialist.",
     "nõunik @ Puhkuse ajal; spetsialist @ haiguse ja lähetuse ajal", ""),
    ("Asendab puhkuse ajal nõunikku ja haiguse ajal spetsialisti.", "", BOTH),
    ("Jurist asendab puhkuse ajal nõunikku ja haiguse ajal spetsialisti.", "", BOTH),
    ("Jurist asendab nõunikku puhkuse ajal, spetsialisti haiguse ajal.", "", BOTH),
    ("Puhkuse ja haiguse ajal asendab teda nõunik.", "nõunik @ Puhkuse ja haiguse ajal", ""),
    ("Juristi asendavad nõunik ja spetsialist puhkuse ajal.", "nõunik @ puhkuse ajal; spetsialist @ puhkuse ajal", ""),
    ("Nõunik ja spetsialist asendavad juristi puhkuse ajal.", "nõunik @ puhkuse ajal; spetsialist @ puhkuse ajal", ""),
    ("Juristi asendavad nõunik ja spetsialist tema puhkuse ajal.", "nõunik; spetsialist @ tema puhkuse ajal", ""),
    ("Juristi asendab nõunik, puhkuse ajal spetsialist.", "nõunik; spetsialist @ puhkuse ajal", ""),
    ("Juristi esimene asendaja on nõunik puhkuse ajal, teine asendaja on spetsialist.",
     "nõunik @ puhkuse ajal; spetsialist", ""),
    ("Juristi esimene asendaja puhkuse ajal on nõunik.", "nõunik @ puhkuse ajal", ""),
    ("Juristi asendaja puhkuse ajal on nõunik.", "nõunik @ puhkuse ajal", ""),
    ("Lühiajalise puudumise korral asendab juristi nõunik, pikaajalise puudumise korral spetsialist.",
     "nõunik @ Lühiajalise puudumise korral; spetsialist @ pikaajalise puudumise korral", ""),
    ("Juristi asendab kuni 5-päevase puudumise korral nõunik.", "nõunik @ kuni 5-päevase puudumise korral", ""),
    ("Juristi puhkuse ajal täidab tema ülesandeid nõunik.", "nõunik @ puhkuse ajal", ""),
    ("Nõuniku puhkuse ajal asendab teda jurist.", "", "nõunik @ puhkuse ajal"),
    ("Kui nõunik on puhkusel, asendab teda jurist.", "", "nõunik @ Kui nõunik on puhkusel"),
    ("Kui jurist on puhkusel, asendab teda nõunik.", "nõunik @ Kui jurist on puhkusel", ""),
    ("Vajadusel asendab jurist nõunikku hankeküsimustes.", "", "nõunik @ Vajadusel, hankeküsimustes"),
    ("Juristi asendab vajadusel puhkuse ajal nõunik.", "nõunik @ puhkuse ajal", ""),
    ("Puhkuse ajal asendab jurist nõunikku ja teda asendab spetsialist.", "spetsialist", "nõunik @ Puhkuse ajal"),
    ("Puhkuse ajal asendab juristi nõunik, haiguse ajal asendab juristi nõunik.",
     "nõunik @ Puhkuse ajal, haiguse ajal", ""),
    ("Juristi puhkuse ajal ei asendata.", "none @ puhkuse ajal", ""),
    ("Juristi asendab puhkuse ajal osakonnajuhataja määratud teenistuja.", "designated @ puhkuse ajal", ""),
    ("Juristi asendamine puhkuse ajal toimub vastavalt asenduskorrale.", "rule @ puhkuse ajal", ""),
    ("Jurist asendab nõunikku hangete küsimustes ja spetsialisti puhkuse ajal.", "",
     "nõunik @ hangete küsimustes; spetsialist @ puhkuse ajal"),
]  # fmt: skip
"""Sentences that say when, with who stands in and for whom; the condition after "@"."""

AWAY = [
    ("Juristi asendab tema eemalviibimisel nõunik.", "nõunik", ""),
    ("Juristi puudumisel asendab teda nõunik.", "nõunik", ""),
    ("Juristi ajutise äraoleku korral asendab teda nõunik.", "nõunik", ""),
    ("Juristi puudumisel täidab tema ülesandeid nõunik.", "nõunik", ""),
    ("Jurist asendab nõunikku tema äraoleku ajal.", "", "nõunik"),
    ("Jurist asendab nõunikku tema puudumisel, spetsialisti haiguse ajal.", "", "nõunik; spetsialist @ haiguse ajal"),
    ("Juristi asendab nõunik, tema puudumisel spetsialist.", "nõunik; spetsialist @ tema puudumisel", ""),
]  # fmt: skip
"""That somebody is away is no condition; that another substitute is away is one."""

NOT_UNDERSTOOD = [
    "Juristi asendust korraldab osakonnajuhataja.",
    "Asendamist vajav olukord lahendatakse osakonnas.",
    "Õigus asendada juristi on nõunikul.",
    "Juristi asendatakse üldises korras.",
    "Asendajat teavitatakse puhkusest.",
]


def described(body: str) -> JobDescription:
    (found,) = read(from_text(HEAD + body)).descriptions
    return found


def names(mentions: tuple[Mention, ...]) -> list[str]:
    return [str(one.title) if one.kind in ("post", "peer") else one.kind for one in mentions]


@pytest.mark.parametrize(("sentence", "who", "whom"), UNDERSTOOD)
@pytest.mark.parametrize("number", ["1.3. ", "\n"])
def test_a_sentence_of_the_header(number: str, sentence: str, who: list[str], whom: list[str]) -> None:
    found = described(f"{number}{sentence}\n{DUTIES}")
    assert (names(found.substituted_by), names(found.substitutes)) == (who, whom)
    assert (found.problems, len(found.duties)) == ((), 2)


def with_conditions(mentions: tuple[Mention, ...]) -> str:
    conditions = [f" @ {one.condition}" if one.condition else "" for one in mentions]
    return "; ".join(f"{name}{when}" for name, when in zip(names(mentions), conditions, strict=True))


@pytest.mark.parametrize(("sentence", "who", "whom"), [*WHEN, *AWAY])
def test_when_somebody_stands_in(sentence: str, who: str, whom: str) -> None:
    later = DUTIES + "\n7. Muud sätted\n7.1. {}\n"
    for place in ("1.3. {}\n" + DUTIES, *([later] if " asenda" in sentence else [])):
        found = described(place.format(sentence))
        assert (with_conditions(found.substituted_by), with_conditions(found.substitutes)) == (who, whom)
        assert [one for one in found.problems if one.kind != "not-kept"] == []


@pytest.mark.parametrize(
    ("sentence", "who", "whom"),
    [
        ("Jurist asendab nõunikku, kui nõunik on puhkusel, ja spetsialisti.", "", "nõunik; spetsialist"),
        (
            "Juristi asendab nõunik, kui ta on puhkusel, muul ajal spetsialist.",
            "nõunik; spetsialist @ muul ajal",
            "",
        ),
    ],
)
def test_a_clause_in_the_middle_swallows_nobody(sentence: str, who: str, whom: str) -> None:
    found = described(f"1.3. {sentence}\n{DUTIES}")
    assert (with_conditions(found.substituted_by), with_conditions(found.substitutes)) == (who, whom)
    assert [problem.line for problem in found.problems]  # what the clause says is reported


def test_a_condition_for_all_leaves_the_phrase_as_written() -> None:
    found = described(f"1.3. Puhkuse ajal asendavad juristi nõunik ja spetsialist.\n{DUTIES}")
    assert [(one.text, one.line) for one in found.substituted_by] == [("nõunik", 6), ("spetsialist", 6)]


def test_what_the_header_says_is_not_said_twice_with_a_condition() -> None:
    again = "7.1. Lühiajalise puudumise korral asendab juristi nõunik."
    found = described(f"1.3. Juristi asendab nõunik.\n{DUTIES}\n7. Muud sätted\n{again}\n")
    assert with_conditions(found.substituted_by) == "nõunik"


@pytest.mark.parametrize("sentence", NOT_UNDERSTOOD)
@pytest.mark.parametrize(
    "place", ["1.3. {}\n" + DUTIES, DUTIES + "\n7. Muud sätted\n7.1. {}\n", DUTIES + "\nMuu\n{}\n"]
)
def test_what_is_not_understood_is_said(sentence: str, place: str) -> None:
    found = described(place.format(sentence))
    assert (found.substituted_by, found.substitutes) == ((), ())
    line = next(
        number
        for number, text in enumerate((HEAD + place.format(sentence)).split("\n"), 1)
        if text.endswith(sentence)
    )
    assert line in [problem.line for problem in found.problems]


@pytest.mark.parametrize(
    "section",
    ["7. Asendamine", "7. ASENDAMISE KORRALDUS", "7. Muud sätted", "Muu", "3. Õigused\n- saada teavet"],
)
def test_sentences_of_a_later_section(section: str) -> None:
    found = described(f"{DUTIES}\n{section}\n\nJuristi asendab nõunik. Jurist asendab spetsialisti.\n")
    assert (names(found.substituted_by), names(found.substitutes)) == (["nõunik"], ["spetsialist"])
    assert "asenda" not in "".join(one.value for one in found.rights)


def test_what_the_header_says_is_not_said_twice() -> None:
    found = described(
        f"1.3. Juristi asendab nõunik.\n{DUTIES}\n7. Muud sätted\n7.1. Juristi asendab nõunik.\n"
    )
    assert names(found.substituted_by) == ["nõunik"]


@pytest.mark.parametrize(
    "duty",
    ["Nõuniku asendamine tema puhkuse ajal", "Asendab nõunikku tema äraolekul", "Vajadusel asendab nõunikku"],
)
def test_a_duty_that_speaks_of_standing_in_is_kept_and_said(duty: str) -> None:
    found = described(f"{DUTIES}2.3. {duty}.\n")
    assert [one.text.value for one in found.duties][2:] == [f"{duty}."]
    assert found.substitutes == ()
    assert [problem.line for problem in found.problems] == [10]


@pytest.mark.parametrize(
    "duty", ["Asenduskodude nõustamine", "Tooneri asendamine", "Asendamatute hoonete kaitse"]
)
def test_what_replaces_no_person_is_no_problem(duty: str) -> None:
    assert described(f"{DUTIES}2.3. {duty}.\n").problems == ()


def test_a_heading_over_both_directions_lacks_no_value() -> None:
    text = "AMETIJUHEND\n\nAmetinimetus: Jurist\nAsendamine:\n  teda asendab: nõunik\n  tema asendab: spetsialisti\n"
    (found,) = read(from_text(text + DUTIES)).descriptions
    assert (names(found.substituted_by), names(found.substitutes)) == (["nõunik"], ["spetsialist"])
    assert found.problems == ()


def test_a_long_line_is_quoted_where_it_speaks_of_standing_in() -> None:
    line = "Juristi tööd korraldab ja tema puhkuste aegu kavandab osakonnajuhataja. Asendajat teavitatakse puhkusest."
    found = described(f"1.3. {line}\n{DUTIES}")
    assert any(
        "Asendajat" in problem.message.en and "Asendajat" in problem.message.et for problem in found.problems
    )
