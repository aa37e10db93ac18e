"""The fewest absences that break cover, by CP-SAT, where the search of all sets would take too long.

With a variable for every post in S, for every post in T ⊇ N(S), and for every post in T ∖ S, the cost z is linear:

    (c + 1)·z ≥ c·n(T) + 1    and    c·z ≥ (c − 1)·n(T) + n(T ∖ S) + 1,

so the least z over them is what :mod:`ajgraph.analysis.resilience` looks for. Only a z below the best known is asked
for. Posts that share no substitute, and are none for each other, do not come into one S: n(T) and n(T ∖ S) of two
such parts add up, so one of them alone costs no more. Each part is asked of by itself.

HiGHS (``scipy.optimize.milp``) takes twenty times as long over the same model (``docs/decisions``). The work is counted,
not timed, so the answer is always the same.
"""

from __future__ import annotations

from collections.abc import Iterable

from ajgraph.analysis.breaking_search import Question
from ajgraph.analysis.extras import needed
from ajgraph.language import Bilingual

_MODULE = "ortools.sat.python.cp_model"


class Improved:
    """The best set that the solver knows, its cost, and the proved bound: the same as the cost unless it stopped."""

    def __init__(
        self, question: Question, posts: Iterable[str], best_set: frozenset[str], effort: float
    ) -> None:
        self.question = question
        self.best_set = best_set
        self.best = question.cost(best_set, question.around(best_set))
        self.at_least = self.best
        left = effort
        for part in _parts(question, posts):
            left -= self._solve(part, left)

    def _solve(self, part: list[str], effort: float) -> float:
        """Look for a cheaper set within ``part``; return the work it took."""
        question = self.question
        posts = [iri for iri in part if question.least(question.linked[iri]) < self.best]
        least = min((question.least(question.linked[iri]) for iri in posts), default=self.best)
        if least >= self.best:
            return 0
        if effort <= 0:
            self.at_least = min(self.at_least, least)
            return 0
        cp_model = needed(_MODULE, Bilingual("an exact answer", "täpne vastus"))
        model = cp_model.CpModel()
        chosen = {iri: model.new_bool_var("") for iri in posts}
        around = {iri: model.new_bool_var("") for iri in sorted(question.around(posts))}
        outside = {}
        for iri in posts:
            for substitute in sorted(question.linked[iri]):
                model.add_implication(chosen[iri], around[substitute])
        for iri, there in around.items():
            outside[iri] = model.new_bool_var("") if iri in chosen else there
            if iri in chosen:
                model.add_bool_or([~there, chosen[iri], outside[iri]])
        cost = model.new_int_var(least, self.best - 1, "")
        capacity = question.capacity
        n_around = sum(question.places[iri] * there for iri, there in around.items())
        n_outside = sum(question.places[iri] * there for iri, there in outside.items())
        model.add((capacity + 1) * cost >= capacity * n_around + 1)
        model.add(capacity * cost >= (capacity - 1) * n_around + n_outside + 1)
        model.add_bool_or(list(chosen.values()))
        model.minimize(cost)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 0
        solver.parameters.max_deterministic_time = effort
        status = solver.solve(model)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self.best_set = frozenset(iri for iri, taken in chosen.items() if solver.boolean_value(taken))
            self.best = question.cost(self.best_set, question.around(self.best_set))
            self.at_least = min(self.at_least, self.best)
        if status in (cp_model.FEASIBLE, cp_model.UNKNOWN):
            bound = round(solver.best_objective_bound) if status == cp_model.FEASIBLE else least
            self.at_least = min(self.at_least, max(least, bound))
        return float(solver.response_proto.deterministic_time)


def _parts(question: Question, posts: Iterable[str]) -> list[list[str]]:
    """Return ``posts`` in parts: those that share a substitute, or are one for another, stand together."""
    parent: dict[str, str] = {}

    def root(iri: str) -> str:
        parent.setdefault(iri, iri)
        while parent[iri] != iri:
            parent[iri] = iri = parent[parent[iri]]
        return iri

    wanted = sorted(posts)
    for iri in wanted:
        for substitute in sorted(question.linked[iri]):
            one, other = sorted((root(iri), root(substitute)))
            parent[other] = one
    parts: dict[str, list[str]] = {}
    for iri in wanted:
        parts.setdefault(root(iri), []).append(iri)
    return sorted(
        parts.values(), key=lambda part: (min(question.least(question.linked[x]) for x in part), part)
    )
