"""New links by CP-SAT: the model of :mod:`ajgraph.analysis.suggestions.newlinks`, its lazy cuts and its steps."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ajgraph.analysis.extras import needed
from ajgraph.analysis.suggestions.newlinks import WIDTHS, Pair, Problem, around_of, greedy
from ajgraph.language import Bilingual

STEPS: tuple[str, ...] = ("number", "fitness", "distance", "load")
"""What is brought to its least, one after the other."""
EFFORT = 20.0
"""Deterministic time of the solver (about seconds) for the whole answer."""


_SMALL = 8_000
"""How many options are few enough to look at all of them for the best choice."""


@dataclass(frozen=True, slots=True)
class Solution:
    """``links`` sorted; ``at_least`` bounds their number; ``proven`` are the first steps whose optimum is proved."""

    links: tuple[Pair, ...]
    at_least: int
    proven: tuple[str, ...]


def solve(problem: Problem, *, effort: float = EFFORT) -> Solution:
    """Return the best links; every set of ``posts`` must be strong where all options are taken.

    What is ``proven`` is the optimum over all options, also where the search looked at the best of them only: then it
    meets the bounds of :meth:`~ajgraph.analysis.suggestions.newlinks.Problem.least`. Raises
    :class:`~ajgraph.errors.MissingExtra` where OR-tools is not installed.
    """
    if not problem.posts:
        return Solution((), 0, STEPS)
    cp = needed("ortools.sat.python.cp_model", Bilingual("the plan of new links", "uute asendusseoste kava"))
    least = problem.least()
    largest = max(map(len, problem.options.values()))
    small = sum(map(len, problem.options.values())) <= _SMALL
    best: Solution | None = None
    for width in (None, *(width for width in WIDTHS if width < largest), largest):
        whole = width == largest
        if best and best.proven and not (whole and small):
            continue  # the number is proved; the whole is looked at for the best choice only where that is quick
        narrow = problem.narrowed(width)
        if not (whole or _enough(narrow)):
            continue
        search = _Search(cp, narrow, effort, least[0])
        number_only = whole and not small and best is not None
        found = search.run(STEPS[:1] if number_only else STEPS)
        if number_only and best and len(found.links) < len(best.links):
            found = search.run(STEPS)
        effort = max(search.effort, effort / 4)
        if not whole:
            found = _proved_by_bounds(problem, found)
        better = best is None or problem.cost(found.links) < problem.cost(best.links)
        proven = max(found.proven, best.proven if best else (), key=len)
        best = Solution(found.links if best is None or better else best.links, found.at_least, proven)
        if best.proven == STEPS:
            break
    assert best is not None, "all options together are enough"
    return best


def _proved_by_bounds(problem: Problem, found: Solution) -> Solution:
    """Return what a solution over some of the options proves of all: the steps that meet their bounds.

    If number, fitness and distance do, whoever costs more than the options at hand is in no best choice.
    """
    least, proven = problem.least(), list[str]()
    for step, bound, cost in zip(STEPS, least, problem.cost(found.links), strict=False):
        if bound != cost:
            break
        proven.append(step)
    if len(proven) == len(least) and found.proven == STEPS:
        proven = [*STEPS]
    return Solution(found.links, least[0], tuple(proven))


def _enough(problem: Problem) -> bool:
    """Say whether all options together make every set strong."""
    return not problem.weak([(post, other) for post in problem.posts for other in problem.options[post]])


class _Search:
    """The best links so far, the sets stated so far, and what the steps before have fixed."""

    def __init__(self, cp: Any, problem: Problem, effort: float, at_least: int) -> None:
        self.cp = cp
        self.problem = problem
        self.effort = effort
        self.at_least = at_least
        self.best = greedy(problem)
        self.sets: dict[frozenset[str], None] = dict.fromkeys(
            alone for post, count in problem.alone.items() if count for alone in [frozenset([post])]
        )
        self.fixed: list[int] = []

    def run(self, steps: tuple[str, ...] = STEPS) -> Solution:
        """Return the best links by ``steps``."""
        proven: list[str] = []
        self.fixed = []
        for place, step in enumerate(steps):
            if not self._step(place):
                break
            proven.append(step)
            self.fixed.append(self.problem.cost(self.best)[place])
        at_least = len(self.best) if proven else self.at_least
        return Solution(tuple(sorted(self.best)), at_least, tuple(proven))

    def _step(self, place: int) -> bool:
        """Bring one measure to its optimum; False where that is not proved within the effort."""
        cost = self.problem.cost
        if place == 0 and len(self.best) == self.at_least:
            return True
        while self.effort > 0:
            links, bound, optimal = self._solved(place)
            if place == 0:
                self.at_least = max(self.at_least, bound)
            weak = self.problem.weak(links) if links else []
            if links and not weak:
                if optimal or cost(links)[place] < cost(self.best)[place]:
                    self.best = links
                return optimal
            if not links:
                return False
            self.sets.update(dict.fromkeys(weak))
            if place == 0 and len(self.best) == self.at_least:
                return True
        return False

    def _solved(self, place: int) -> tuple[list[Pair], int, bool]:
        """Solve the model of the sets stated so far: the links, a bound, and whether they are its optimum."""
        model = self.cp.CpModel()
        y = {
            (post, other): model.new_bool_var("")
            for post in self.problem.posts
            for other in self.problem.options[post]
        }
        for chosen in self.sets:
            self._state(model, y, chosen)
        model.add(sum(y.values()) >= self.at_least)
        for before, value in enumerate(self.fixed):
            model.add(self._expression(model, y, before) <= value)
        model.minimize(self._expression(model, y, place))
        taken = set(self.best)
        for pair, variable in y.items():
            model.add_hint(variable, pair in taken)
        solver = self.cp.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 0
        solver.parameters.cp_model_presolve = False  # it finds nothing here but thousands of equal candidates
        solver.parameters.max_deterministic_time = max(self.effort, 0.1)
        status = solver.solve(model)
        self.effort -= max(solver.response_proto.deterministic_time, 0.01)
        if status not in (self.cp.OPTIMAL, self.cp.FEASIBLE):
            return [], self.at_least, False
        links = [pair for pair, variable in y.items() if solver.boolean_value(variable)]
        return links, math.ceil(solver.best_objective_bound - 1e-6), status == self.cp.OPTIMAL

    def _state(self, model: Any, y: Mapping[Pair, Any], chosen: frozenset[str]) -> None:
        """State that ``chosen`` is strong: enough substitutes in all, or enough outside itself."""
        need = self.problem.requirement
        around = around_of(self.problem.linked, chosen)
        joins: dict[str, list[Any]] = {}
        for post in sorted(chosen):
            for other in self.problem.options[post]:
                if other not in around:
                    joins.setdefault(other, []).append(y[post, other])
        inside: list[Any] = []
        outside: list[Any] = []
        for other, links in joins.items():
            joined = links[0]
            if len(links) > 1:
                joined = model.new_bool_var("")
                model.add(joined <= sum(links))
            (inside if other in chosen else outside).append(need.places[other] * joined)
        without = need.k - 1 - need.count(around - chosen)
        in_all = 2 * need.k - 2 - need.count(around)
        if in_all - without >= need.count(other for other in joins if other in chosen):
            model.add(sum(outside) >= without)  # members that join never make the first way the easier one
            return
        first = model.new_bool_var("")
        model.add(sum(inside) + sum(outside) >= in_all).only_enforce_if(first)
        model.add(sum(outside) >= without).only_enforce_if(~first)

    def _expression(self, model: Any, y: Mapping[Pair, Any], place: int) -> Any:
        if place == 0:
            return sum(y.values())
        if place == 3:
            return self._load(model, y)
        return sum(
            cost * variable
            for (absent, substitute), variable in y.items()
            if (cost := self.problem.options[absent][substitute][place - 1])
        )

    def _load(self, model: Any, y: Mapping[Pair, Any]) -> Any:
        """Return the growth of the sum of squares: the j-th new link of a substitute with load l costs 2(l + j) − 1."""
        most = self.problem.cost(self.best)[3]
        by_substitute: dict[str, list[Any]] = {}
        for (absent, substitute), variable in y.items():
            if absent != substitute:
                by_substitute.setdefault(substitute, []).append(variable)
        terms: list[Any] = []
        for substitute, variables in by_substitute.items():
            load, steps, spent = self.problem.load[substitute], list[Any](), 0
            while len(steps) < len(variables):
                spent += 2 * (load + len(steps)) + 1
                if spent > most:
                    break
                steps.append(model.new_bool_var(""))
                terms.append((2 * (load + len(steps)) - 1) * steps[-1])
            model.add(sum(variables) <= sum(steps))
        return sum(terms)
