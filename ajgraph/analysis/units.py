"""The posts of a unit, those of its sub-units among them."""

from __future__ import annotations

from ajgraph.organisation import Organisation


def posts_by_unit(organisation: Organisation) -> dict[str, tuple[str, ...]]:
    """Return the posts (IRIs, sorted) of every unit and organisation, with those of the units below it.

    Units without a post are left out.

    >>> from ajgraph.organisation import Post, Unit
    >>> units = Unit("o", "Amet", None), Unit("d", "Osakond", "o"), Unit("e", "Teine", "o")
    >>> posts_by_unit(Organisation((Post("a", "A", unit="d"), Post("b", "B", unit="o")), units=units))
    {'o': ('a', 'b'), 'd': ('a',)}
    """
    parents = {unit.iri: unit.parent for unit in organisation.units}
    found: dict[str, list[str]] = {}
    for post in sorted(organisation.by_iri):
        seen: dict[str, None] = {}  # a hierarchy may bite its tail
        unit = organisation.by_iri[post].unit
        while unit is not None and unit in parents and unit not in seen:
            seen[unit] = None
            unit = parents[unit]
        for one in seen:
            found.setdefault(one, []).append(post)
    return {unit.iri: tuple(found[unit.iri]) for unit in organisation.units if unit.iri in found}
