"""The tree of units with their posts, as nested boxes need it: every post once, no circles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ajgraph.exports.wording import one_line
from ajgraph.organisation import Organisation, Post, Unit


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit (or the organisation) with its own posts and what is below it, each by IRI."""

    unit: Unit
    posts: tuple[Post, ...]
    below: tuple[Branch, ...]

    def __iter__(self) -> Iterator[Branch]:
        """Yield this branch and all below it, parents first."""
        yield self
        for branch in self.below:
            yield from branch


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """All units from the top; ``loose`` are the posts without a unit."""

    tops: tuple[Branch, ...]
    loose: tuple[Post, ...]

    def __iter__(self) -> Iterator[Branch]:
        """Yield every branch once, parents first."""
        for branch in self.tops:
            yield from branch


def name_of(unit: Unit) -> str:
    """Return the name on one line; the IRI where there is none."""
    return one_line(unit.name) or unit.iri


def units_of(organisation: Organisation) -> tuple[Unit, ...]:
    """Return the units by IRI, with those that only a post or another unit names.

    >>> [unit.name for unit in units_of(Organisation((Post("p", "Arst", unit="u", unit_path=("A", "B")),)))]
    ['B']
    """
    units = {unit.iri: unit for unit in organisation.units}
    for unit in organisation.units:
        if unit.parent is not None:
            units.setdefault(unit.parent, Unit(unit.parent, unit.parent, None))
    for post in organisation.posts:
        if post.unit is not None:
            name = post.unit_path[-1] if post.unit_path else post.organisation or post.unit
            units.setdefault(post.unit, Unit(post.unit, name, None))
    return tuple(units[iri] for iri in sorted(units))


def is_top(unit: Unit, organisation: Organisation) -> bool:
    """Tell an organisation from a unit: nothing is above it, and no post names it as a unit of something."""
    named = any(post.unit == unit.iri and post.unit_path for post in organisation.posts)
    return unit.parent is None and not (named and unit not in organisation.units)


def parents_of(organisation: Organisation) -> dict[str, str | None]:
    """Return the parent of each unit by IRI; a hierarchy that bites its tail is cut, always at the same place."""
    parents = {unit.iri: unit.parent for unit in units_of(organisation)}
    for start in parents:
        seen = {start}
        here = start
        while (above := parents[here]) is not None:
            if above in seen:
                parents[here] = None
                break
            seen.add(above)
            here = above
    return parents


def hierarchy(organisation: Organisation) -> Hierarchy:
    """Return the tree of units.

    >>> units = Unit("o", "Amet", None), Unit("u", "Osakond", "o")
    >>> tree = hierarchy(Organisation((Post("p", "Arst", unit="u"), Post("q", "Jurist")), units=units))
    >>> [(branch.unit.name, [post.title for post in branch.posts]) for branch in tree]
    [('Amet', []), ('Osakond', ['Arst'])]
    >>> [post.title for post in tree.loose]
    ['Jurist']
    """
    below: dict[str | None, list[Unit]] = {}
    parents = parents_of(organisation)
    for unit in units_of(organisation):
        below.setdefault(parents[unit.iri], []).append(unit)
    posts: dict[str | None, list[Post]] = {}
    for post in sorted(organisation.posts, key=lambda post: post.iri):
        posts.setdefault(post.unit, []).append(post)

    def branch(unit: Unit) -> Branch:
        return Branch(unit, tuple(posts.get(unit.iri, ())), tuple(map(branch, below.get(unit.iri, ()))))

    return Hierarchy(tuple(map(branch, below.get(None, ()))), tuple(posts.get(None, ())))


def hues(tree: Hierarchy, palette: tuple[str, ...]) -> Mapping[str, str]:
    """Return a hue for each unit by IRI: one for each unit under a top, and the same for all below it."""
    found: dict[str, str] = {}
    number = 0
    for top in tree.tops:
        found[top.unit.iri] = palette[number % len(palette)]
        for second in top.below:
            found |= {branch.unit.iri: palette[number % len(palette)] for branch in second}
            number += 1
        number += not top.below
    return found
