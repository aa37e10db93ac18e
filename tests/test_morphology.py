"""Vabamorf for heads that no table has: only when asked for, without the weight of EstNLTK."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from ajgraph.errors import MissingExtra
from ajgraph.estonian import Case, morphology, nominative
from tests.test_estonian import ROLES

installed = pytest.mark.skipif(
    find_spec("estnltk") is None, reason="Vabamorf is not installed (pip install --no-deps estnltk==1.7.5)"
)


@pytest.fixture
def vabamorf() -> Iterator[None]:
    morphology.use()
    yield
    morphology.use(on=False)


@installed
@pytest.mark.parametrize(
    ("written", "name", "case"),
    [
        ("lavakujundajale", "lavakujundaja", Case.ALLATIVE),
        ("kangakudujat", "kangakuduja", Case.PARTITIVE),
        ("ajaloolasega", "ajaloolane", Case.COMITATIVE),
        ("teatri kunstnikku", "teatri kunstnik", Case.PARTITIVE),
        ("rätsepaid", "rätsep", Case.PARTITIVE),
    ],
)
def test_a_word_of_the_dictionary_is_not_settled_by_rule(
    vabamorf: None, written: str, name: str, case: Case
) -> None:
    found = nominative(written)
    assert (found.text, found.by_rule) == (name, False)
    assert found.can_be(case)


@installed
def test_a_word_that_no_dictionary_has_is_still_settled_by_rule(vabamorf: None) -> None:
    found = nominative("herpetoloogile")
    assert (found.text, found.by_rule) == ("herpetoloog", True)


@installed
def test_it_changes_nothing_unless_asked_for() -> None:
    assert nominative("kangakudujat").by_rule
    assert morphology.look_up("kangakudujat") is None


@installed
def test_of_the_gold_list_no_more_goes_wrong_than_is_measured(vabamorf: None) -> None:
    """By table and rules all 163 are right (27 of them marked as by rule); with Vabamorf one compound is misread."""
    wrong = [written for written, name, *_ in ROLES if nominative(written).text != name]
    assert wrong in ([], ["oksjonäri"])
    assert sum(nominative(written).by_rule for written, *_ in ROLES) <= 2


@installed
def test_only_vabamorf_is_loaded() -> None:
    code = (
        "import sys; from ajgraph.estonian import morphology; morphology.use();"
        "print(sorted({name.split('.')[0] for name in sys.modules} & "
        "{'nltk', 'pandas', 'matplotlib', 'estnltk_core', 'bs4', 'IPython', 'requests'}))"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )


def test_without_it_the_message_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(morphology, "find_spec", lambda name: None)
    morphology._vabamorf.cache_clear()
    with pytest.raises(MissingExtra) as caught:
        morphology.use()
    assert caught.value.remedy
    assert ".[morph]" in caught.value.remedy.en
    assert nominative("kangakudujat").by_rule


@installed
def test_a_version_that_was_not_tested_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(morphology.metadata, "version", lambda name: "9.9")
    morphology._vabamorf.cache_clear()
    with pytest.raises(MissingExtra, match=r"9\.9"):
        morphology.use()


@installed
@pytest.mark.parametrize(("option", "settled_by_rule"), [((), True), (("--morph",), False)])
def test_the_command_asks_it_in_every_worker(
    tmp_path: Path, option: tuple[str, ...], settled_by_rule: bool
) -> None:
    path = tmp_path / "jurist.txt"
    path.write_text(
        "AMETIJUHEND\nAmetikoht: Jurist\nAsendab: kangakudujat\nEesmärk: õigusabi\n", encoding="utf-8"
    )
    done = subprocess.run(
        [sys.executable, "-m", "ajgraph", "read", path, "--format", "json", *option],
        capture_output=True,
        text=True,
        check=True,
    )
    (found,) = json.loads(done.stdout)
    assert found["substitutes"][0]["title"] == "kangakuduja"
    assert ("/substitutes/0" in str(found["by_rule"])) is settled_by_rule
