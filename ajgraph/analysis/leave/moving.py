"""Leaves on a line of days under limits of what may be at once: the least shifts, by CP-SAT of OR-Tools.

Knows nothing of posts: a leave has days and a range of shifts, a limit weighs leaves and says how much there may be at
any moment. Days are ordinals (``datetime.date.toordinal``).
"""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ajgraph.analysis.extras import needed
from ajgraph.language import Bilingual

_MOST_EFFORT = 20.0
"""So much of the work allowed goes into one part at a time; and this much at least, whatever others have used:"""
_LEAST_EFFORT = 0.5


@dataclass(frozen=True, slots=True)
class Movable:
    """A leave from ``begin`` to ``end`` (both included), which may shift by ``low`` (0 or less) to ``high`` days."""

    begin: int
    end: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Limit:
    """At no moment may the leaves there (by number) weigh more than ``room``."""

    weights: Mapping[int, int]
    room: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """The shift of each leave; ``at_least`` is a proved bound of the days moved, reached if ``exact``.

    ``stuck`` are leaves that the limits leave no room for, none of which can be spared for that: there is no solution
    then. ``unsolved`` are leaves for which the work allowed did not suffice to find one; they stay.
    """

    shift: tuple[int, ...]
    exact: bool
    at_least: int
    stuck: tuple[int, ...] = ()
    unsolved: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Local:
    """A limit at one time: only leaves that could meet there."""

    weights: tuple[tuple[int, int], ...]
    room: int


@dataclass(slots=True)
class _Solved:
    """What the solver says of one part: the shifts (None if there are none, or none was found)."""

    shift: dict[int, int] | None
    infeasible: bool
    exact: bool
    at_least: int
    stuck: tuple[int, ...] = field(default=())


class Solver:
    """Solves the parts of a calendar; what was solved with the same limits before is remembered.

    ``effort`` is the work allowed for all of them, in the deterministic time of the solver.
    """

    def __init__(self, leaves: Sequence[Movable], people: Sequence[Hashable], effort: float) -> None:
        self.leaves = leaves
        self.people = people
        self.effort = effort
        self._known: dict[tuple[_Local, ...], _Solved] = {}
        self._last: dict[int, int] = {}

    def solve(self, limits: Iterable[Limit]) -> Outcome:
        """Return the least shifts that keep all limits: fewest days, then fewest people."""
        local = dict.fromkeys(part for limit in limits for part in self._local(limit))
        shift = [0] * len(self.leaves)
        exact, at_least = True, 0
        unsolved: list[int] = []
        for part in self._parts(tuple(local)):
            if part not in self._known:
                self._known[part] = self._solve(part)
            solved = self._known[part]
            if solved.infeasible:
                if not solved.stuck:
                    solved.stuck = self._stuck(part)
                return Outcome(tuple(shift), exact, at_least, solved.stuck)
            exact = exact and solved.exact
            at_least += solved.at_least
            if solved.shift is None:
                unsolved += sorted({at for one in part for at, _ in one.weights})
                continue
            for at, by in solved.shift.items():
                shift[at] = self._last[at] = by
        return Outcome(tuple(shift), exact, at_least, (), tuple(unsolved))

    def fit(self, limits: Iterable[Limit], chosen: Sequence[int]) -> bool:
        """Say whether there is room for the leaves ``chosen``, the others apart."""
        local = tuple(part for limit in limits for part in self._local(limit))
        return not self._solve(_of_only(local, chosen), anywhere=True).infeasible

    def _local(self, limit: Limit) -> Iterator[_Local]:
        """Yield the limit at each time at which it could be exceeded, for the leaves that could be there."""
        ends: list[tuple[int, int]] = []
        for at, weight in limit.weights.items():
            one = self.leaves[at]
            ends += [(one.begin + one.low, weight), (one.end + one.high + 1, -weight)]
        load = 0
        times: list[list[int]] = []
        for day, group in itertools.groupby(sorted(ends), key=lambda end: end[0]):
            before, load = load, load + sum(weight for _, weight in group)
            if before <= limit.room < load:
                times.append([day, day])
            elif load <= limit.room < before:
                times[-1][1] = day - 1
        for first, last in times:
            there = tuple(
                (at, weight)
                for at, weight in sorted(limit.weights.items())
                if self.leaves[at].begin + self.leaves[at].low <= last
                and first <= self.leaves[at].end + self.leaves[at].high
            )
            yield _Local(there, limit.room)

    def _parts(self, limits: Sequence[_Local]) -> list[tuple[_Local, ...]]:
        """Return the limits in groups that share no leave and no person."""
        above: dict[Hashable, Hashable] = {}

        def top(one: Hashable) -> Hashable:
            while above.setdefault(one, one) != one:
                above[one] = above[above[one]]
                one = above[one]
            return one

        for limit in limits:
            first = top(limit.weights[0][0])
            for at, _ in limit.weights:
                above[top(at)] = first
                above[top(("person", self.people[at]))] = first
                first = top(first)
        parts: dict[Hashable, list[_Local]] = {}
        for limit in limits:
            parts.setdefault(top(limit.weights[0][0]), []).append(limit)
        return [tuple(part) for part in parts.values()]

    def _solve(self, limits: Sequence[_Local], *, anywhere: bool = False) -> _Solved:
        """Solve one part; with ``anywhere`` any shifts will do."""
        cp_model = _cp_model()
        model = cp_model.CpModel()
        chosen = sorted({at for limit in limits for at, _ in limit.weights})
        intervals: dict[int, Any] = {}
        shifts: dict[int, Any] = {}
        sizes: dict[int, Any] = {}
        for at in chosen:
            one = self.leaves[at]
            length = one.end - one.begin + 1
            if one.low == one.high:
                intervals[at] = model.new_fixed_size_interval_var(one.begin, length, f"leave{at}")
                continue
            start = model.new_int_var(one.begin + one.low, one.begin + one.high, f"start{at}")
            intervals[at] = model.new_fixed_size_interval_var(start, length, f"leave{at}")
            shifts[at] = start - one.begin
            model.add_hint(start, one.begin + self._last.get(at, 0))
            if not anywhere:
                sizes[at] = _size(model, shifts[at], one)
        for limit in limits:
            model.add_cumulative(
                [intervals[at] for at, _ in limit.weights],
                [weight for _, weight in limit.weights],
                limit.room,
            )
        if not anywhere:
            model.minimize(self._cost(model, sizes))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 0
        # Proving the bound from what cannot all stay is about ten times as fast here as from below the best so far.
        solver.parameters.optimize_with_core = not anywhere
        solver.parameters.linearization_level = 0
        solver.parameters.max_deterministic_time = max(_LEAST_EFFORT, min(_MOST_EFFORT, self.effort))
        status = solver.solve(model)
        self.effort -= solver.response_proto.deterministic_time
        if status == cp_model.INFEASIBLE:
            return _Solved(None, infeasible=True, exact=True, at_least=0)
        bound = 0 if anywhere else max(0, int(solver.best_objective_bound) // self._weight(sizes))
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return _Solved(None, infeasible=False, exact=False, at_least=bound)
        found = {at: solver.value(shift) for at, shift in shifts.items()}
        days = sum(abs(by) for by in found.values())
        optimal = status == cp_model.OPTIMAL
        return _Solved(found, infeasible=False, exact=optimal, at_least=days if optimal else min(bound, days))

    def _weight(self, sizes: Mapping[int, Any]) -> int:
        """Return how many people weigh less than one day: one more than there are."""
        return len({self.people[at] for at in sizes}) + 1

    def _cost(self, model: Any, sizes: Mapping[int, Any]) -> Any:
        moved: dict[Hashable, Any] = {}
        for at, size in sizes.items():
            person = self.people[at]
            if person not in moved:
                moved[person] = model.new_bool_var(f"moved{at}")
            one = self.leaves[at]
            model.add(size <= max(-one.low, one.high) * moved[person])
        return self._weight(sizes) * sum(sizes.values()) + sum(moved.values())

    def _stuck(self, limits: Sequence[_Local]) -> tuple[int, ...]:
        """Return leaves that have no room together, none of which can be spared."""
        for limit in sorted(limits, key=lambda one: len(one.weights)):
            if self._solve((limit,), anywhere=True).infeasible:
                limits = (limit,)
                break
        chosen = sorted({at for limit in limits for at, _ in limit.weights})
        for at in list(chosen):
            rest = [one for one in chosen if one != at]
            if self._solve(_of_only(limits, rest), anywhere=True).infeasible:
                chosen = rest
        return tuple(chosen)


def _size(model: Any, shift: Any, one: Movable) -> Any:
    """Return the size of a shift: days on, or days back, one of which is none."""
    on, back = (model.new_int_var(0, most, "") for most in (one.high, -one.low))
    model.add(shift == on - back)
    is_on = model.new_bool_var("")
    model.add(back == 0).only_enforce_if(is_on)
    model.add(on == 0).only_enforce_if(~is_on)
    return on + back


def _of_only(limits: Iterable[_Local], chosen: Sequence[int]) -> tuple[_Local, ...]:
    kept = frozenset(chosen)
    parts = (_Local(tuple(pair for pair in one.weights if pair[0] in kept), one.room) for one in limits)
    return tuple(part for part in parts if part.weights)


def _cp_model() -> Any:
    return needed(
        "ortools.sat.python.cp_model", Bilingual("the smallest repair", "väikseima paranduse leidmine")
    )
