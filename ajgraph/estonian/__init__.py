"""Estonian names of posts and units: their nominative singular, genitive and parts.

A role phrase in a document stands in any case and number ("talituse juhatajale", "peaspetsialistid"). To find
the post it names, its head noun has to be put back into the nominative singular, while genitive attributes stay
and agreeing adjectives follow the head. Heads come from a table; what the table does not know is settled by its
ending and marked ``by_rule``.

How the tables were made: each row gives the principal parts (põhivormid) of one word, as Estonian dictionaries
do: genitive and partitive singular, genitive and partitive plural, for units the short illative too, parallel
forms divided by ``/``. Vabamorf (the module inside estnltk 1.7.5, with its own newest lexicon) synthesised them
from a hand-written list of nominatives; they were then read through. Struck out by hand: forms of a homonym
("juhu" of juht, "kohuse" of kohus) and forms that are far more often another word ("tõlke", which is the
genitive of tõlge). Added by hand: words Vabamorf does not synthesise as nouns (vabatahtlik). The column
``scope`` says where a word may stand: ``whole`` not as the end of a compound ("jõe" is no õde), ``after head``
only after the genitive of another head ("juhi abi", not "õigusabi"), ``none`` stops a word that merely ends like
one of the table ("töövaldkond" is no unit). All other forms follow from the principal parts
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
