"""Estonian names of posts and units: their nominative singular, genitive and parts.

A role phrase in a document stands in any case and number ("talituse juhatajale", "peaspetsialistid"); to find the
post it names, only its head noun has to be put back into the nominative singular, while genitive attributes stay and
agreeing adjectives follow the head. Heads come from a table; what the table does not know is settled by its ending
and marked ``by_rule``.

How the tables were made: each row gives the principal parts (põhivormid) of one word as Estonian dictionaries do:
genitive and partitive singular, genitive and partitive plural, for units the short illative too, parallel forms
divided by ``/``. They were synthesised with Vabamorf (the module of estnltk 1.7.5, lexicon of 2020-01-22) from a list of nominatives
written by hand, then read through; forms of homonyms ("juhu" of juht, "kohuse" of kohus) were struck out and words
Vabamorf does not synthesise as nouns (vabatahtlik) added. All other forms follow from the principal parts
(``ajgraph.estonian.forms``). Why a table and no analyser: ``docs/decisions/2026-11-21-role-names-by-table.md``.
"""

from ajgraph.estonian.division import division, unit_chain
from ajgraph.estonian.forms import Case, Form
from ajgraph.estonian.roles import Nominative, are_coordinate, ends_in_head, is_role, nominative
from ajgraph.estonian.spelling import key
from ajgraph.estonian.units import is_organisation, unit_genitive, unit_kind, unit_nominative

__all__ = [
    "Case",
    "Form",
    "Nominative",
    "are_coordinate",
    "division",
    "ends_in_head",
    "is_organisation",
    "is_role",
    "key",
    "nominative",
    "unit_chain",
    "unit_genitive",
    "unit_kind",
    "unit_nominative",
]
