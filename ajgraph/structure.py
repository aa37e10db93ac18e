"""The units of one body, from paths that leave out what is above: "nõustamistalitus" is the one of its osakond.

A document may name the whole chain of units or only the smallest; a table too. All paths are looked at together,
so that neither the order of the sources nor their file names decide what belongs where.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ajgraph.estonian import key

UnitPath = tuple[str, ...]
"""Names of units, largest first."""


_DEEPEST = 50
"""Paths that are followed upward from one: no body has so many levels."""


@dataclass
class Structure:
    """The paths that the sources of one body state; :meth:`full` completes them."""

    _tables: set[UnitPath] = field(default_factory=set)
    _documents: set[UnitPath] = field(default_factory=set)
    _spellings: dict[str, Counter[tuple[bool, str]]] = field(default_factory=dict)
    _deeper: dict[str, list[tuple[UnitPath, int]]] | None = None
    _known: dict[UnitPath, list[UnitPath]] = field(default_factory=dict)

    def state(self, names: Sequence[str], *, table: bool) -> None:
        """Take note of a path that a source states."""
        path = tuple(key(name) for name in names)
        (self._tables if table else self._documents).add(path)
        for name in names:
            self._spellings.setdefault(key(name), Counter())[table, name] += 1
        self._deeper = None
        self._known.clear()

    def full(self, names: Sequence[str]) -> UnitPath:
        """Return the whole path that a stated one means, each name as tables (else most documents) spell it."""
        path = tuple(key(name) for name in names)
        above = self._above(path, ()) or []
        return self._spelt((*above[0], *path) if len(above) == 1 else path)

    def choices(self, names: Sequence[str]) -> tuple[UnitPath, ...]:
        """Return the paths that a stated one may mean where there are several: it is then left as it is."""
        path = tuple(key(name) for name in names)
        found = [self._spelt((*upper, *path)) for upper in self._above(path, ()) or ()]
        return tuple(sorted(found)) if len(found) > 1 else ()

    def all(self) -> list[UnitPath]:
        """Return every stated path completed, shortest first."""
        found = {self.full(path) for path in self._tables | self._documents}
        return sorted(found, key=lambda path: (len(path), path))

    def _above(self, path: UnitPath, seen: UnitPath) -> list[UnitPath] | None:
        """Return the whole paths that may stand above ``path``, as keys; None where units go round in a circle.

        Where the path as a whole occurs deeper in another, that decides; else where its first unit does. A table
        that has a unit both at the top and deeper down means two units.
        """
        if path[:1] and (path[0] in seen or len(seen) > _DEEPEST):
            return None
        if path in self._known:
            return self._known[path]
        found = self._find_above(path, seen)
        if found is not None:  # which does not depend on what was seen
            self._known[path] = found
        return found

    def _find_above(self, path: UnitPath, seen: UnitPath) -> list[UnitPath] | None:
        for part in (path, path[:1]):
            occurs = self._occurrences(part)
            if part in self._tables and any(other in self._tables for other, _ in occurs):
                return []
            uppers: set[UnitPath] = set()
            for other, at in occurs:
                above = self._above(other, (*seen, path[0]))
                upper = (*(above[0] if above and len(above) == 1 else ()), *other[:at])
                if above is None or set(upper) & set(path):
                    return None
                uppers.add(upper)
            if uppers:
                return sorted(uppers)
        return []

    def _occurrences(self, part: UnitPath) -> list[tuple[UnitPath, int]]:
        if self._deeper is None:
            self._deeper = {}
            for path in self._tables | self._documents:
                for at, name in enumerate(path):
                    if at:
                        self._deeper.setdefault(name, []).append((path, at))
        found = self._deeper.get(part[0], ()) if part else ()
        return [(path, at) for path, at in found if path[at : at + len(part)] == part]

    def _spelt(self, path: UnitPath) -> UnitPath:
        """Return names for keys: as in tables, else the most frequent, else the first by letters."""
        return tuple(
            min(counts, key=lambda spelt: (not spelt[0], -counts[spelt], spelt[1]))[1]
            for counts in (self._spellings[name] for name in path)
        )


def most_used(names: Iterable[str]) -> dict[str, str]:
    """Return key → the most frequent spelling (the first by letters among equals).

    >>> most_used(["Ranna amet", "Rannaamet", "Rannaamet"])
    {'rannaamet': 'Rannaamet'}
    """
    counts = Counter(names)
    chosen: dict[str, str] = {}
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        chosen.setdefault(key(name), name)
    return chosen
