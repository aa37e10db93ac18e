"""Why a mention was taken to mean a post (or none): every reason of ``ajgraph.resolution``, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from ajgraph.directory import Directory, KnownPost, KnownUnit
from ajgraph.language import Bilingual

STATED_NONE: Final = Bilingual("the document says: nobody", "dokument ütleb: pole kedagi")
DESIGNATED: Final = Bilingual("nobody until somebody is designated", "mitte keegi, kuni keegi on määratud")
RULE: Final = Bilingual("another document decides", "otsustab teine dokument")
UNREADABLE: Final = Bilingual("no post title could be read in it", "ametinimetust ei õnnestunud välja lugeda")
MANAGER: Final = Bilingual("the immediate manager of the post", "ametikoha vahetu juht")
NO_MANAGER: Final = Bilingual(
    "means the immediate manager, who is not settled", "tähendab vahetut juhti, kes on selgusetu"
)
PEER: Final = Bilingual(
    "the document's own title: a colleague in the same post",
    "dokumendi enda nimetus: kolleeg samal ametikohal",
)
ONLY_ONE: Final = Bilingual(
    "the only post of that title in the organisation", "ainus selle nimetusega ametikoht asutuses"
)


def in_unit(directory: Directory, hits: Sequence[KnownPost]) -> Bilingual:
    """Give the reason for the posts of that title in one unit."""
    if len(hits) > 1:
        return several(directory, hits)
    unit = directory.units[hits[0].unit].name
    return Bilingual(f"the post of that title in “{unit}”", f"selle nimetusega ametikoht üksuses „{unit}“")


def several(directory: Directory, posts: Sequence[KnownPost]) -> Bilingual:
    """Give the reason for an ambiguity: all posts that fit."""
    listed = _names(directory, posts)
    return Bilingual(f"several posts fit: {listed}", f"sobib mitu ametikohta: {listed}")


def several_units(directory: Directory, units: Iterable[KnownUnit]) -> Bilingual:
    """Give the reason for an ambiguity: all units that are called so."""
    listed = _paths(directory, units)
    return Bilingual(f"several units are called so: {listed}", f"samanimelisi üksusi on mitu: {listed}")


def via_alias(full: str | None, reason: Bilingual) -> Bilingual:
    """Put the document's own short name in front of a reason, if there is one."""
    if full is None:
        return reason
    return Bilingual(
        f"the document calls “{full}” so; {reason.en}",
        f"dokument nimetab nii ametikohta „{full}“; {reason.et}",
    )


def members(unit: str) -> Bilingual:
    """Give the reason for all posts of a unit."""
    return Bilingual(f"anyone of the unit “{unit}”", f"üksuse „{unit}“ iga teenistuja")


def nobody_in(unit: str) -> Bilingual:
    """Say that a unit has nobody else."""
    return Bilingual(
        f"nobody else of the unit “{unit}” is known here", f"üksusest „{unit}“ pole siin teada kedagi teist"
    )


def either_bracket(directory: Directory, bracket: str, posts: Sequence[KnownPost]) -> Bilingual:
    """Say that a bracket at the end of a list may bind an earlier item too."""
    listed = _names(directory, posts)
    return Bilingual(
        f"the bracket “({bracket})” at the end of the list may bind this item too: {listed}",
        f"loetelu lõpu sulg „({bracket})“ võib siduda ka seda nimetust: {listed}",
    )


def bracket_settled(only: KnownPost) -> Bilingual:
    """Say that a complete staffing table settles which way a bracket binds."""
    return Bilingual(
        "the bracket at the end of the list may bind this item or not; "
        f"the staffing table has only “{only.label}”",
        f"loetelu lõpu sulg võib siduda ka seda nimetust; koosseisus on ainult „{only.label}“",
    )


def only_specialised(unit: str, only: KnownPost) -> Bilingual:
    """Say that a bare title is taken for the only post of that title in a complete unit."""
    return Bilingual(
        f"named without a specialisation; “{unit}” has only “{only.label}” (staffing table)",
        f"nimetatud täpsustuseta; üksuses „{unit}“ on ainult „{only.label}“ (koosseis)",
    )


def undocumented(directory: Directory, units: Sequence[KnownUnit], others: Sequence[KnownPost]) -> Bilingual:
    """Say where a post without a document is taken to be, and which posts of that title it is not."""
    if len(units) > 1:
        listed = _paths(directory, units)
        en = f"no description of this post is here, and several units are called so: {listed}"
        et = f"selle ametikoha juhendit siin pole ja samanimelisi üksusi on mitu: {listed}"
    else:
        en = f"no description of this post is here; taken to be in “{units[0].name}”"
        et = f"selle ametikoha juhendit siin pole; eeldatud üksus „{units[0].name}“"
    if others:
        en += f"; another post (specialisation): {_names(directory, others)}"
        et += f"; teine ametikoht (täpsustus): {_names(directory, others)}"
    return Bilingual(en, et)


def not_listed(near: Iterable[KnownPost]) -> Bilingual:
    """Say that a complete staffing table lacks the post, and which of that title it has."""
    listed = ", ".join(sorted({post.label for post in near}))
    return Bilingual(
        "the staffing table has no such post" + (f"; it has: {listed}" if listed else ""),
        "koosseisus sellist ametikohta pole" + (f"; on: {listed}" if listed else ""),
    )


def _names(directory: Directory, posts: Sequence[KnownPost]) -> str:
    """Return the labels, each with its unit where labels repeat."""
    labels = [post.label for post in posts]
    if len(set(labels)) == len(labels):
        return " / ".join(labels)
    return " / ".join(f"{post.label} ({_path(directory, directory.units[post.unit])})" for post in posts)


def _paths(directory: Directory, units: Iterable[KnownUnit]) -> str:
    return "; ".join(_path(directory, unit) for unit in units)


def _path(directory: Directory, unit: KnownUnit) -> str:
    """Return a unit with those above it, without the organisation."""
    steps = directory.chain(unit.iri)[:-1] or (unit,)
    return " > ".join(step.name for step in reversed(steps))
