"""Whether another plan keeps everybody within a number of days: the least days over it, by CP-SAT.

A plan may change substitutes from day to day. In a time in which nobody comes or goes, it is a table of days, leaves by
people; any table whose rows and columns stay within the length of the time can be made up of daily assignments
(Birkhoff and König). So whole numbers of days are all there is to choose, and the answer is exact.
"""

from __future__ import annotations

import datetime
import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ajgraph.analysis.cover import counted_links, left_open
from ajgraph.analysis.extras import needed
from ajgraph.analysis.leave.away import Absence
from ajgraph.analysis.leave.plan import Person, Standing, employee_for_official, people_of
from ajgraph.errors import MissingExtra
from ajgraph.language import Bilingual
from ajgraph.organisation import Organisation

_EFFORT = 10.0


@dataclass(frozen=True, slots=True)
class Least:
    """How many days over the limit the best plan found has, all people together; ``at_least`` is the proved bound."""

    days: int
    exact: bool
    at_least: int


def least_excess(
    organisation: Organisation,
    absences: Sequence[Absence],
    standings: Sequence[Standing],
    *,
    most: int,
    free: frozenset[str] = frozenset(),
) -> Least | None:
    """Return the fewest days over ``most`` a year of any plan that covers as much on every day as ``standings``.

    It takes no more employees (töökoht) in place of officials than they do, since the law has them last.

    Posts ``free`` have no limit. None where OR-Tools are not installed.
    """
    try:
        cp_model = needed("ortools.sat.python.cp_model", Bilingual("another plan", "teine plaan"))
    except MissingExtra:
        return None
    over = _over(standings, most, free)
    parts = [
        _least_of_part(
            cp_model, organisation, people_of(organisation, absences), absences, standings, most, free, part
        )
        for part in _parts(organisation, absences)
        if not over.isdisjoint(part)
    ]
    found = [part for part in parts if part is not None]
    if len(found) < len(parts):
        return None
    return Least(
        sum(one.days for one in found), all(one.exact for one in found), sum(one.at_least for one in found)
    )


def _over(standings: Sequence[Standing], most: int, free: frozenset[str]) -> set[str]:
    """Return the posts of people who stand in for more days in a year than they may."""
    worked: Counter[tuple[Person, int]] = Counter()
    for one in standings:
        for year in range(one.begin.year, one.end.year + 1):
            first, last = max(one.begin, datetime.date(year, 1, 1)), min(one.end, datetime.date(year, 12, 31))
            worked[one.substitute, year] += (last - first).days + 1
    return {person[0] for (person, _), days in worked.items() if days > most and person[0] not in free}


def _parts(organisation: Organisation, absences: Sequence[Absence]) -> list[frozenset[str]]:
    """Return the posts in groups between which nobody may stand in.

    Leaves that nobody covers tie posts together too: whoever is away stands in for nobody.
    """
    import networkx as nx

    graph = nx.Graph()
    for post in dict.fromkeys(one.post for one in absences):
        graph.add_node(post)
        graph.add_edges_from((post, link.substitute) for link in counted_links(organisation, post))
    return [frozenset(part) for part in nx.connected_components(graph)]


def _least_of_part(
    cp_model: Any,
    organisation: Organisation,
    people: dict[str, tuple[Person, ...]],
    absences: Sequence[Absence],
    standings: Sequence[Standing],
    most: int,
    free: frozenset[str],
    part: frozenset[str],
) -> Least | None:
    absences = [one for one in absences if one.post in part]
    standings = [one for one in standings if one.leave.post in part]
    days = [day for one in standings for day in (one.begin, one.end + datetime.timedelta(1))]
    first, last = min(days), max(days)
    ends = {
        day for one in absences for day in (one.begin, one.end + datetime.timedelta(1)) if first < day < last
    }
    ends |= {datetime.date(year, 1, 1) for year in range(first.year + 1, last.year + 1)}
    model = cp_model.CpModel()
    total: dict[tuple[Person, int], list[Any]] = {}
    for begin, after in itertools.pairwise(sorted({*days, *ends})):
        _time(organisation, model, people, (begin, after), absences, standings, total)
    over = []
    for (person, year), worked in sorted(total.items()):
        if person[0] not in free:
            excess = model.new_int_var(0, 366, f"{person} {year}")
            model.add(excess >= sum(worked) - most)
            over.append(excess)
    model.minimize(sum(over))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    solver.parameters.max_deterministic_time = _EFFORT
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return Least(
        round(solver.objective_value), status == cp_model.OPTIMAL, round(solver.best_objective_bound)
    )


def _time(
    organisation: Organisation,
    model: Any,
    people: dict[str, tuple[Person, ...]],
    time: tuple[datetime.date, datetime.date],
    absences: Sequence[Absence],
    standings: Sequence[Standing],
    total: dict[tuple[Person, int], list[Any]],
) -> None:
    """State who may stand in for whom, for how many days, in a time in which nobody comes or goes."""
    begin, after = time
    length = (after - begin).days
    leaves = [one for one in absences if one.begin <= begin <= one.end]
    away = {(one.post, one.place) for one in leaves}
    gone = Counter(post for post, _ in away)
    by_person: dict[Person, list[Any]] = {}
    covered: list[Any] = []
    sure: list[Any] = []
    employees: list[Any] = []
    for at, one in enumerate(leaves):
        chosen = []
        for person in _who(organisation, people, one.post, away):
            worked = model.new_int_var(0, length, f"{at} {person} {begin}")
            by_person.setdefault(person, []).append(worked)
            chosen.append(worked)
            if employee_for_official(organisation, one.post, person[0]):
                employees.append(worked)
        if chosen:
            model.add(sum(chosen) <= length)
        covered += chosen
        if not left_open(organisation, organisation.by_iri[one.post]):
            sure += chosen
    by_post: dict[str, list[Any]] = {}
    for person, worked in by_person.items():
        model.add(sum(worked) <= length)
        by_post.setdefault(person[0], []).extend(worked)
        total.setdefault((person, begin.year), []).extend(worked)
    for post, worked in by_post.items():
        if len(people[post]) > organisation.by_iri[post].present(0):
            model.add(sum(worked) <= length * organisation.by_iri[post].present(gone[post]))
    now = [one for one in standings if one.begin <= begin <= one.end]
    planned = [one.leave.post for one in now]
    certain = [post for post in planned if not left_open(organisation, organisation.by_iri[post])]
    if covered:
        model.add(sum(covered) >= length * len(planned))
    if employees:
        as_many = sum(employee_for_official(organisation, one.leave.post, one.substitute[0]) for one in now)
        model.add(sum(employees) <= length * as_many)
    if sure:
        model.add(sum(sure) >= length * len(certain))


def _who(
    organisation: Organisation, people: dict[str, tuple[Person, ...]], post: str, away: set[Person]
) -> list[Person]:
    """Return the people who may stand in for a post and are not away."""
    return [
        person
        for link in counted_links(organisation, post)
        for person in people[link.substitute]
        if person not in away
    ]
