"""Labels in wordings that no list has, sentences that name the post by a short name, and lines of the page."""

from __future__ import annotations

from importlib.resources import files

import pytest

from ajgraph.description import JobDescription
from ajgraph.documents import from_text
from ajgraph.reading import labels, meaning, read
from ajgraph.reading.own import Own

FIELDS = [
    ("Kelle ülesandeid eemaloleku ajal täidab:", "substitutes"),
    ("Kes täidab ülesandeid eemaloleku ajal:", "substituted_by"),
    ("Teenistujat asendavad:", "substituted_by"),
    ("Teenistuja on asendatav kelle poolt:", "substituted_by"),
    ("Kelle tööd teen mina, kui teda pole?", "substitutes"),
    ("Kes teeb minu tööd, kui mind pole?", "substituted_by"),
    ("Nõunikku asendavad:", "substituted_by"),
    ("Nõunik asendab:", "substitutes"),
    ("Kellele aru annab:", "manager"),
    ("Kes aru annavad:", "subordinates"),
    ("Kelle alluvuses töötab:", "manager"),
    ("Tema tööd juhib:", "manager"),
    ("Kelle tööd juhib:", "subordinates"),
    ("Nõunikule alluvad:", "subordinates"),
    ("Struktuuriline kuuluvus:", "unit"),
    ("Kuhu ma kuulun?", "unit"),
    ("Miks see koht olemas on:", "purpose"),
    ("Ametisse nimetab ja vabastab:", "appointed"),
    ("Alluvad / Subordinates:", "subordinates"),
]
NO_LABELS = [
    "Osakonna juhataja",
    "Talituse juhataja: Mari",
    "Nõunik juhib osakonda ja vastutab tulemuste eest.",
    "Osakond juhib tööd",
    "Ülesannete täitmine asjatundlikult",
]
HEAD = "JURISTI AMETIJUHEND\n"


def described(text: str) -> JobDescription:
    (found,) = read(from_text(text)).descriptions
    return found


@pytest.mark.parametrize("rules", [meaning.HEADER_RULES, meaning.SECTION_RULES])
def test_no_rule_is_hidden_by_one_above_it(rules: tuple[meaning.Rule, ...]) -> None:
    """A rule is hidden where whatever fits it fits an earlier one as well."""
    for place, rule in enumerate(rules):
        for above in rules[:place]:
            asked = [set(words.split("|")) for words in rule.has]
            covered = all(any(one <= set(words.split("|")) for one in asked) for words in above.has)
            assert not (covered and set(above.lacks) <= set(rule.lacks)), (rule, above)


def test_every_meaning_of_a_word_is_asked_for_by_a_rule_but_for_fillers() -> None:
    table = files("ajgraph.reading").joinpath("label-words.tsv").read_text(encoding="utf-8")
    meanings = {row.split("\t")[0] for row in table.splitlines() if not row.startswith("#")}
    rules = (*meaning.HEADER_RULES, *meaning.SECTION_RULES)
    asked = {word for rule in rules for words in (*rule.has, *rule.lacks) for word in words.split("|")}
    assert meanings - asked - meaning.OTHER_MEANINGS == {"filler"}
    assert asked <= meanings


@pytest.mark.parametrize(("text", "field"), FIELDS)
def test_a_label_is_known_by_what_its_words_mean(text: str, field: str) -> None:
    found = labels.find(text)
    assert found
    assert found.field == field


@pytest.mark.parametrize("text", NO_LABELS)
def test_a_value_or_a_sentence_is_no_label(text: str) -> None:
    assert labels.find(text) is None


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Milleks on mul õigus?", "rights"),
        ("Mille eest ma vastutan?", "responsibilities"),
        ("Ootused teenistujale", "requirements"),
        ("Juristi töö sisu", "duties"),
        ("Õigusaktide eelnõude koostamine", None),
        ("Andmed on õiged", None),
    ],
)
def test_a_heading_speaks_of_its_section(text: str, field: str | None) -> None:
    assert meaning.section(text) == field


@pytest.mark.parametrize(
    ("sentence", "field", "names"),
    [
        ("Juristi tööd juhib vahetult kantselei juhataja.", "manager", ["kantselei juhataja"]),
        ("Kantselei juhataja korraldab juristi tööd.", "manager", ["kantselei juhataja"]),
        ("Jurist annab oma tööst aru direktorile.", "manager", ["direktor"]),
        ("Juristil on alluvuses referent ja sekretär.", "subordinates", ["referent", "sekretär"]),
        ("Alluvaid juristil ei ole.", "subordinates", [None]),
        ("Jurist on asendajaks nõunikule.", "substitutes", ["nõunik"]),
        ("Juristile on asendajaks nõunik.", "substituted_by", ["nõunik"]),
        ("Nõuniku äraolekul asendab teda jurist.", "substitutes", ["nõunik"]),
        ("Juristi puudumisel võtab tema töö üle nõunik.", "substituted_by", ["nõunik"]),
        ("Juristil asendamiskohustust ei ole.", "substitutes", [None]),
    ],
)
def test_a_sentence_says_who_stands_where(sentence: str, field: str, names: list[str | None]) -> None:
    found = described(f"{HEAD}1. Üldsätted\n1.1. {sentence}\n2. Ülesanded\n2.1. nõustab ametit.\n")
    assert [one.title for one in getattr(found, field)] == names
    others = {"manager", "subordinates", "substituted_by", "substitutes"} - {field}
    assert not [one for other in sorted(others) for one in getattr(found, other)]


def test_a_short_name_means_the_post_itself() -> None:
    found = described(
        "KOHTUISTUNGI SEKRETÄRI AMETIJUHEND\n1. Üldsätted\n"
        "1.1. Kohtuistungi sekretär (edaspidi sekretär) allub kantselei juhatajale.\n"
        "1.2. Sekretäri äraolekul asendab teda referent.\n"
    )
    assert [one.title for one in found.manager] == ["kantselei juhataja"]
    assert [one.title for one in found.substituted_by] == ["referent"]
    assert [(one.short, one.full) for one in found.aliases] == [("sekretär", "Kohtuistungi sekretär")]


def test_an_initialism_stands_in_every_case() -> None:
    own = Own.of("õppe koordineerija", ["HEVKO"])
    assert own.is_meant("HEVKO-le")
    assert own.is_meant("HEVKO")
    assert not own.is_meant("EHIS-e")


def test_what_belongs_to_the_page_is_no_text() -> None:
    page = "Rannaamet\nJuristi ametijuhend   lk {}/3\n"
    found = described(
        page.format(1)
        + "AMETIJUHEND\nAmetikoht: jurist\n\nÜLESANDED\n- nõustab ametit\n"
        + page.format(2)
        + "- koostab lepinguid\n"
        + page.format(3)
        + "- esindab ametit\n"
    )
    assert [duty.text.value for duty in found.duties] == [
        "nõustab ametit",
        "koostab lepinguid",
        "esindab ametit",
    ]


def test_a_line_that_repeats_without_pages_stays() -> None:
    found = described(f"{HEAD}Allub: direktorile\n\nÕIGUSED\n- saada teavet\n\nVASTUTUS\n- saada teavet\n")
    assert [one.value for one in found.responsibilities] == ["saada teavet"]


@pytest.mark.parametrize("mark", ["1) ", "(1) ", "a) ", "§ {} ", "C{} ", "[{}] ", "→ ", "-> ", "0{}  "])
def test_items_in_every_numbering(mark: str) -> None:
    rights = [f"{mark.format(n)}{text}" for n, text in enumerate(("saada teavet", "teha ettepanekuid"), 1)]
    found = described(f"{HEAD}Allub: direktorile\n\nÕIGUSED\n" + "\n".join(rights) + "\n")
    assert [one.value for one in found.rights] == ["saada teavet", "teha ettepanekuid"]
