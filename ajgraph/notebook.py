"""The organisation as one meets it in a notebook: loaded in a line, asked by the names people use.

    >>> organisation = Organisation.load("data/agency")            # doctest: +SKIP
    >>> organisation.absent(["RA-044", "RA-045"])                  # doctest: +SKIP
    >>> organisation.coverage().records()                          # doctest: +SKIP

Wherever a post is asked for, its id, title, ``title (specialisation)``, ``unit / title`` or IRI will do. Every answer is
the same frozen object that the functions of :mod:`ajgraph.analysis` return.
"""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ajgraph import organisation as model
from ajgraph.analysis.absence import Answer, absent
from ajgraph.analysis.chains import Chain, chain
from ajgraph.analysis.coverage import Coverage, coverage
from ajgraph.analysis.leave.away import Away, away_of
from ajgraph.analysis.leave.dated import DatedAnswer, absent_between
from ajgraph.analysis.leave.days import LeaveAnswer, leave
from ajgraph.analysis.leave.repair import WITHIN, repair
from ajgraph.analysis.load import Load, load
from ajgraph.analysis.resilience import Resilience, resilience
from ajgraph.analysis.suggestions.plan import Plan, plan
from ajgraph.analysis.suggestions.suggestion import Suggestions, suggestions_for
from ajgraph.analysis.units import posts_by_unit
from ajgraph.build import build
from ajgraph.calendars import read_calendar
from ajgraph.exports import to_networkx
from ajgraph.fitness import Fitness, Profile, compare
from ajgraph.language import Bilingual
from ajgraph.network import organisation_of
from ajgraph.organisation import Post
from ajgraph.posts import find_post, find_unit, names
from ajgraph.profiles import profiles_of
from ajgraph.result import Result
from ajgraph.serialisation import is_rdf
from ajgraph.sources import Note
from ajgraph.store import GraphStore
from ajgraph.store_folder import base_of

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, repr=False)
class Organisation(Result, model.Organisation):
    """An organisation that answers.

    Attributes
    ----------
    profiles
        What the posts ask, by IRI: the ground of fitness and suggestions.
    notes
        What could not be read of the documents it was loaded from, and what is to be known of the rest.

    """

    profiles: Mapping[str, Profile] = field(default_factory=dict, compare=False)
    notes: tuple[Note, ...] = field(default=(), compare=False)

    @classmethod
    def load(cls, *paths: Path | str, organisation: str | None = None) -> Organisation:
        """Load the organisation from a graph (a store folder or an RDF file), or from documents and tables.

        Documents are read into a graph that lasts as long as the reading; ``organisation`` names the body where they do
        not. Raises :class:`~ajgraph.errors.AjgraphError` where nothing can be read.
        """
        given = [Path(path) for path in paths]
        if len(given) == 1 and (
            (given[0].is_file() and is_rdf(given[0])) or (given[0].is_dir() and base_of(given[0]))
        ):
            return cls._of(GraphStore.open(given[0]), ())
        with tempfile.TemporaryDirectory() as folder:
            summary = build(given, Path(folder) / "graph", organisation=organisation)
            return cls._of(GraphStore.open(Path(folder) / "graph"), (*summary.skipped, *summary.notes))

    @classmethod
    def _of(cls, store: GraphStore, notes: tuple[Note, ...]) -> Organisation:
        found = organisation_of(store)
        return cls(found.posts, found.links, found.reporting, found.units, profiles_of(store), notes)

    def post(self, name: str) -> Post:
        """Return the post of that name; raises as :func:`~ajgraph.posts.find_post`."""
        return find_post(self, name)

    def absent(self, posts: Sequence[str], *, capacity: int = 1) -> Answer:
        """Say who covers whom when these posts are away at once; a name twice is two places of the post."""
        return absent(self, self._iris(posts), capacity=capacity)

    def absent_between(
        self,
        posts: Sequence[str],
        begin: datetime.date,
        end: datetime.date,
        calendars: Sequence[Path | str] = (),
        *,
        capacity: int = 1,
    ) -> tuple[DatedAnswer, ...]:
        """Say the same for every day from ``begin`` to ``end``, with whom leave calendars send away as well."""
        away = self._away(calendars)
        return absent_between(
            away.organisation, self._iris(posts), away.absences, begin, end, capacity=capacity
        )

    def leave(
        self,
        *calendars: Path | str,
        begin: datetime.date | None = None,
        end: datetime.date | None = None,
        within: int = WITHIN,
        fix: Sequence[str] = (),
        mend: bool = True,
    ) -> LeaveAnswer:
        """Go through leave calendars day by day; with ``mend``, look for the smallest repair of what they break.

        Leaves move by ``within`` days at most, those of the posts ``fix`` do not.
        """
        away = self._away(calendars)
        found = leave(away.organisation, away.absences, begin=begin, end=end)
        if not found.broken or not mend:
            return found
        mended = repair(
            away.organisation, away.absences, begin=begin, end=end, within=within, fix=self._iris(fix)
        )
        return replace(found, repair=mended)

    def coverage(self) -> Coverage:
        """Return the cover of every post and of the whole."""
        return coverage(self)

    def resilience(self, unit: str | None = None) -> Resilience:
        """Return the smallest number of absences that breaks the cover of a unit, or of all, and which."""
        if unit is None:
            return resilience(self)
        return resilience(self, posts_by_unit(self).get(find_unit(self, unit).iri, ()))

    def top_load(self) -> Load:
        """Return the least possible top load, if everybody's stand-in were named at once."""
        return load(self)

    def suggest(self, post: str) -> Suggestions:
        """Return who could stand in for a post and does not yet, the best first, each with its gaps and effect."""
        return suggestions_for(self, self.profiles, self.post(post).iri)

    def plan(self, k: int = 2) -> Plan:
        """Return the fewest new links after which fewer than ``k`` absences break no cover; the best among those."""
        return plan(self, self.profiles, k)

    def fitness(self, substitute: str, post: str) -> Fitness:
        """Say whether who holds ``substitute`` is fit for ``post`` by what the two ask; linked or not."""
        one, other = self._iris([substitute, post])
        return compare(self.profiles.get(one), self.profiles.get(other))

    def chain(self, post: str, depth: int | None = 1) -> Chain:
        """Return the substitution chains of a post."""
        return chain(self, self.post(post).iri, depth)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Return posts, units and links as a graph of networkx."""
        return to_networkx(self)

    def records(self) -> list[dict[str, Any]]:
        """Return a record for every post."""
        name = names(self, self.by_iri)
        return [
            {
                "post": post.iri,
                "post_name": name[post.iri],
                "id": post.id,
                "unit": " > ".join(post.unit_path) or None,
                "places": post.places if post.places_known else None,
                "documented": post.documented,
                "substitutes": ", ".join(name[link.substitute] for link in self.links_of(post.iri)) or None,
            }
            for post in self.posts
        ]

    def __str__(self) -> str:
        bodies = ", ".join(sorted({post.organisation for post in self.posts if post.organisation}))
        posts, links = len(self.posts), len(self.links)
        counts = Bilingual(
            f"posts {posts}, substitution links {links}", f"ametikohti {posts}, asendusseoseid {links}"
        )
        return f"{bodies or Bilingual('organisation', 'organisatsioon')}: {counts}"

    __repr__ = __str__

    def _away(self, calendars: Sequence[Path | str]) -> Away:
        return away_of(self, [read_calendar(Path(path)) for path in calendars])

    def _iris(self, posts: Sequence[str]) -> list[str]:
        names_given = [posts] if isinstance(posts, str) else posts
        return [self.post(name).iri for name in names_given]
