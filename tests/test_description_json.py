"""Descriptions as JSON: the documented keys, the line of every value, and the way back."""

from __future__ import annotations

import copy
import datetime
import json
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ajgraph import language
from ajgraph.description import (
    CEFR_LEVELS,
    EDUCATION_LEVELS,
    Approval,
    Competency,
    Duty,
    Education,
    Experience,
    JobDescription,
    LanguageSkill,
    Mention,
    Problem,
    ProblemKind,
    Requirements,
    Source,
    Text,
    Validity,
)
from ajgraph.description_json import from_json, to_json
from ajgraph.documents import from_text
from ajgraph.errors import UnreadableInput
from ajgraph.language import Bilingual
from ajgraph.reading import read

KEYS = [
    "source", "organisation", "title", "specialisation", "units", "manager", "substituted_by", "substitutes",
    "subordinates", "purpose", "duties", "rights", "responsibilities", "requirements", "competencies", "approval",
    "validity", "review_months", "problems", "lines", "by_rule",
]  # fmt: skip

words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
numbers = st.integers(1, 999)
texts = st.builds(Text, words, numbers, st.booleans())
plain = st.builds(Text, words, numbers)
several = st.lists(texts, max_size=3).map(tuple)


@st.composite
def mentions(draw: st.DrawFn) -> Mention:
    text = draw(words)
    kind = draw(st.sampled_from(["post", "peer", "unit-member", "designated", "rule", "none"]))
    return Mention(
        text,
        draw(st.none() | words),
        draw(st.none() | words),
        draw(st.none() | words),
        kind,
        draw(st.none() | words),
        draw(numbers),
        text,
        draw(st.booleans()),
    )


people = st.lists(mentions(), max_size=2).map(tuple)
experiences = st.builds(
    Experience,
    st.none() | st.integers(0, 20),
    st.sampled_from(["general", "management", "field"]),
    plain,
    st.booleans(),
)
skills = st.builds(
    LanguageSkill,
    st.sampled_from(["et", "en"]),
    st.none() | st.sampled_from(CEFR_LEVELS),
    st.booleans(),
    numbers,
    numbers,
)
requirements = st.builds(
    Requirements,
    st.none() | st.builds(Education, plain, st.none() | st.sampled_from(EDUCATION_LEVELS)),
    st.lists(experiences, max_size=2).map(tuple),
    st.lists(skills, max_size=2).map(tuple),
    st.none() | texts,
)
descriptions = st.builds(
    JobDescription,
    source=st.builds(Source, words, words, words, numbers, numbers),
    title=texts,
    organisation=st.none() | texts,
    specialisation=st.none() | texts,
    units=several,
    manager=people,
    substituted_by=people,
    substitutes=people,
    subordinates=people,
    purpose=st.none() | texts,
    duties=st.lists(st.builds(Duty, words, texts, several), max_size=3).map(tuple),
    rights=several,
    responsibilities=several,
    requirements=requirements,
    competencies=st.lists(
        st.builds(Competency, texts, st.sampled_from(["core", "additional"]), several), max_size=2
    ).map(tuple),
    approval=st.builds(
        Approval,
        st.none() | st.dates(datetime.date(1995, 1, 1)),
        st.none() | words,
        st.none() | words,
        st.none() | words,
        st.none() | numbers,
    ),
    validity=st.builds(
        Validity,
        st.none() | st.dates(datetime.date(1995, 1, 1)),
        st.none() | st.dates(datetime.date(1995, 1, 1)),
        several,
        st.none() | numbers,
    ),
    review_months=st.none() | st.integers(1, 60),
    problems=st.lists(
        st.builds(
            lambda line, text, kind: Problem(line, Bilingual(text, text), kind),
            numbers,
            words,
            st.sampled_from(get_args(ProblemKind)),
        ),
        max_size=2,
    ).map(tuple),
)


@settings(max_examples=60)
@given(descriptions)
def test_there_and_back(description: JobDescription) -> None:
    data = to_json(description)
    assert list(data) == KEYS
    assert from_json(json.loads(json.dumps(data))) == description


SAMPLE = """KINNITATUD
Metsa Ameti peadirektori 19.01.2024 käskkirjaga nr 10
AMETIJUHEND
Ametinimetus: Jurist (mets)
Struktuuriüksus: Metsaosakond
Vahetu juht: taksidermist
Kes asendab: nõunik puhkuse ajal
2. Ametikoha eesmärk
Hoida korda.
3. Tööülesanded
Põhiülesanded Oodatavad tulemused
3.1 Registri pidamine.
- Register on korras.
4. Õigused
- saada abi.
5. Vastutus
- andmete eest.
6. Nõuded
Haridus: kõrgharidus
Töökogemus: 2 aastat
Keeleoskus: eesti keel C1
Arvutioskus: Word
Kompetentsid
Täpsus:
- Märkab vigu.
7. Ametijuhendi muutmine
Ametijuhend vaadatakse üle kord aastas.
"""


def sample() -> dict[str, Any]:
    (found,) = read(from_text(SAMPLE)).descriptions
    return to_json(found)


def values(data: object, pointer: str = "") -> Iterator[str]:
    """Yield the pointers of all values that come from the text."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from values(value, f"{pointer}/{key}")
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from values(value, f"{pointer}/{place}")
    elif data is not None:
        yield pointer


def test_every_value_has_its_line() -> None:
    data = sample()
    lines = data["lines"]
    for pointer in values(
        {key: value for key, value in data.items() if key not in ("source", "lines", "by_rule")}
    ):
        parents = [pointer]
        while "/" in parents[-1][1:]:
            parents.append(parents[-1].rpartition("/")[0])
        assert any(parent in lines for parent in parents) or pointer.endswith(("/number", "/kind")), pointer
    expected = {
        "/title": 4,
        "/units/0": 5,
        "/manager/0": 6,
        "/substituted_by/0": 7,
        "/purpose": 9,
        "/duties/0/text": 12,
        "/duties/0/outcomes/0": 13,
        "/rights/0": 15,
        "/responsibilities/0": 17,
        "/requirements/education": 19,
        "/requirements/experience/0": 20,
        "/requirements/languages/0": 21,
        "/requirements/computer": 22,
        "/competencies/0/name": 24,
        "/competencies/0/indicators/0": 25,
        "/approval": 2,
        "/review_months": 27,
    }
    assert expected.items() <= lines.items()
    assert data["by_rule"] == ["/manager/0/title"]


def test_mentions_hold_the_documented_keys() -> None:
    assert sample()["substituted_by"] == [
        {
            "text": "nõunik puhkuse ajal",
            "title": "nõunik",
            "specialisation": None,
            "unit": None,
            "kind": "post",
            "condition": "puhkuse ajal",
            "line": 7,
        }
    ]


def test_messages_of_problems_speak_the_current_language() -> None:
    (found,) = read(from_text(SAMPLE + "8. PARKIMINE\nHoovis.\n")).descriptions
    english = to_json(found)["problems"]
    language.use("et")
    try:
        estonian = to_json(found)["problems"]
    finally:
        language.use("en")
    assert english[0]["line"] == estonian[0]["line"]
    assert "not known" in english[0]["message"]
    assert "ei ole tuttav" in estonian[0]["message"]


def test_problems_without_a_kind_are_read() -> None:
    (found,) = read(from_text(SAMPLE + "8. PARKIMINE\nHoovis.\n")).descriptions
    data = to_json(found)
    for problem in data["problems"]:
        del problem["kind"]
    assert {problem.kind for problem in from_json(data).problems} == {"not-understood"}


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ((), [], "/"),
        (("title",), None, "/title"),
        (("units",), "osakond", "/units"),
        (("units", 0), 5, "/units/0"),
        (("manager", 0, "kind"), "boss", "/manager/0/kind"),
        (("manager", 0, "line"), "4", "/manager/0/line"),
        (("requirements", "languages", 0, "level"), "C9", "/requirements/languages/0/level"),
        (("requirements", "experience", 0, "required"), "jah", "/requirements/experience/0/required"),
        (("approval", "date"), "19.01.2024", "/approval/date"),
        (("lines",), {}, "/lines"),
    ],
)
def test_a_wrong_value_is_named_by_its_pointer(
    path: tuple[str | int, ...], value: object, where: str
) -> None:
    data: Any = copy.deepcopy(sample())
    if path:
        node = data
        for step in path[:-1]:
            node = node[step]
        node[path[-1]] = value
    else:
        data = value
    with pytest.raises(UnreadableInput) as caught:
        from_json(data)
    assert caught.value.where == where
    assert caught.value.remedy is not None


def test_a_missing_key_is_named() -> None:
    data = sample()
    del data["approval"]
    with pytest.raises(UnreadableInput, match="the key “approval”"):
        from_json(data)
