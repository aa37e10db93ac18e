"""Heads that no table has, by Vabamorf (the extra ``morph``): a dictionary instead of an ending.

Vabamorf comes inside EstNLTK, whose import loads and downloads far more than is needed here. Only its Vabamorf
module is loaded, so ``pip install --no-deps estnltk==1.7.5`` is enough (Linux, macOS, Windows wheels).
"""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module, metadata
from importlib.util import find_spec
from types import ModuleType
from typing import Final, Protocol

from ajgraph.errors import MissingExtra
from ajgraph.estonian.forms import CASES, Case, Form
from ajgraph.estonian.unknown import Guess
from ajgraph.language import Bilingual

TESTED: Final = ("1.7.4", "1.7.5")
"""Versions of EstNLTK whose Vabamorf module is known to load without the rest."""

_SHORT: Final = ("n", "g", "p", "ill", "in", "el", "all", "ad", "abl", "tr", "ter", "es", "ab", "kom")
_CASES: Final = {**dict(zip(_SHORT, CASES, strict=True)), "adt": Case.ILLATIVE}
_NOUNS: Final = ("S", "A")
"""Parts of speech of a head: nouns, else adjectives that stand for a person ("vabatahtlik")."""


class Vabamorf(Protocol):
    """The part of Vabamorf that is used."""

    def analyze(self, words: list[str], **options: bool) -> list[dict[str, list[dict[str, str]]]]:
        """Return every analysis of every word."""


_on = False


def use(*, on: bool = True) -> None:
    """Look unknown heads up in Vabamorf from here on, or no longer.

    Raises :class:`~ajgraph.errors.MissingExtra` where it is not installed, or in a version that was not tested.
    """
    global _on
    if on:
        _vabamorf()
    _on = on


def in_use() -> bool:
    """Return whether Vabamorf is asked."""
    return _on


def look_up(word: str) -> Guess | None:
    """Return the nominative of ``word`` and the forms it may be in; None if Vabamorf is off or does not know it."""
    if not _on:
        return None
    (found,) = _vabamorf().analyze([word], guess=False, propername=False, disambiguate=False)
    for kind in _NOUNS:
        lemmas: dict[str, set[Form]] = {}
        for analysis in found["analysis"]:
            number, _, case = analysis["form"].rpartition(" ")
            if analysis["partofspeech"] == kind and case in _CASES:
                lemmas.setdefault(analysis["lemma"], set()).add(Form(_CASES[case], number == "pl"))
        if lemmas:
            # Of homonyms the one that is written as it stands, else the one with the most readings.
            lemma = min(lemmas, key=lambda one: (one != word.lower(), -len(lemmas[one]), one))
            return Guess(lemma, frozenset(lemmas[lemma]))
    return None


@cache
def _vabamorf() -> Vabamorf:
    spec = find_spec("estnltk")
    if spec is None or spec.submodule_search_locations is None:
        raise MissingExtra(
            Bilingual("Vabamorf is not installed", "Vabamorf pole paigaldatud"),
            remedy=Bilingual(
                "Install the extra morph; in a clone of ajgraph: pip install '.[morph]'",
                "Paigalda lisa morph; ajgraphi kloonis: pip install '.[morph]'",
            ),
        )
    version = metadata.version("estnltk")
    if version not in TESTED:
        raise MissingExtra(
            Bilingual(
                f"EstNLTK {version} was not tested with ajgraph",
                f"EstNLTK {version} pole ajgraphiga proovitud",
            ),
            remedy=Bilingual(f"pip install estnltk=={TESTED[-1]}", f"pip install estnltk=={TESTED[-1]}"),
        )
    stands_in = "estnltk" not in sys.modules
    if stands_in:  # in the place of the real package, which imports everything
        package = sys.modules["estnltk"] = ModuleType("estnltk")
        package.__path__ = list(spec.submodule_search_locations)
        package.__spec__ = spec
    try:
        found: Vabamorf = import_module("estnltk.vabamorf.morf").Vabamorf.instance()
    finally:
        if stands_in:
            del sys.modules["estnltk"]
    return found
