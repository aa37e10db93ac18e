"""Posts and units by name: what people type (id, title, "unit / title", IRI) to what is meant, and back."""

from __future__ import annotations

import difflib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from ajgraph.errors import AmbiguousPost, UnknownPost, UsageError
from ajgraph.language import Bilingual
from ajgraph.organisation import Organisation, Post, Unit

_HYPHENS = dict.fromkeys(map(ord, "-\u00ad\u2010\u2011\u2012\u2013\u2014"))
_NEAREST = 5


def find_post(organisation: Organisation, name: str) -> Post:
    """Return the post that ``name`` means, written without regard to case, spaces and hyphens.

    ``name`` is an IRI, an id (any of them, where a post has several), a title, ``title (specialisation)`` or
    ``unit / title``; the unit is any of the post's units or the path of several (``osakond > talitus / title``).
    The first reading that fits any post decides, in this order: IRI, id, title with specialisation, title alone,
    the same two within a unit (or the organisation). So a bare "nõunik" means the Nõunik without a specialisation
    where there is one. Within a unit, posts directly in it come before those of its sub-units.

    Raises
    ------
    UnknownPost
        Nothing fits; the message lists the nearest names.
    AmbiguousPost
        Several posts fit; the message lists them with unit and id.

    >>> one = Organisation((Post("x:1", "Jurist", id="A-1"), Post("x:2", "Nõunik", "perelepitus")))
    >>> [find_post(one, name).iri for name in ("a-1", "JURIST", "nõunik(perelepitus)", "nõunik", "x:2")]
    ['x:1', 'x:1', 'x:2', 'x:2', 'x:2']

    """
    if post := organisation.by_iri.get(name.strip()):
        return post
    wanted = _key(name)
    if not wanted:
        raise UsageError(
            Bilingual("the name of the post is empty", "ametikoha nimi on tühi"),
            remedy=Bilingual("Give an id, a title or an IRI.", "Anna ID, ametinimetus või IRI."),
        )
    found = _fitting(organisation, name, wanted)
    if len(found) == 1:
        return found[0]
    if found:
        raise _ambiguous(organisation, name, found)
    raise UnknownPost(
        Bilingual(f"there is no post “{name}”", f"ametikohta „{name}“ ei ole"),
        remedy=_nearest(organisation, wanted),
    )


def find_unit(organisation: Organisation, name: str) -> Unit:
    """Return the unit (or organisation) that ``name`` means, written without regard to case, spaces and hyphens.

    ``name`` is an IRI, a name, or the end of a path: ``osakond > talitus`` (also with slashes).

    Raises
    ------
    UsageError
        Nothing fits, and the message lists the nearest names; or several units do, and it lists their paths.

    >>> units = Unit("o", "Amet", None), Unit("d", "Õigusosakond", "o"), Unit("t", "Õigustalitus", "d")
    >>> one = Organisation((), units=units)
    >>> [find_unit(one, name).iri for name in ("õigus-osakond", "Õigusosakond / õigustalitus", "t")]
    ['d', 't', 't']

    """
    if unit := {unit.iri: unit for unit in organisation.units}.get(name.strip()):
        return unit
    paths = _unit_paths(organisation)
    wanted = _key(name.replace("/", ">"))
    found = [
        unit
        for unit in organisation.units
        if any(_key(">".join(paths[unit.iri][start:])) == wanted for start in range(len(paths[unit.iri])))
    ]
    if len(found) == 1:
        return found[0]
    if found:
        listed = "\n".join(sorted(f"  {' > '.join(paths[unit.iri])}" for unit in found))
        raise UsageError(
            Bilingual(
                f"“{name}” may be any of {len(found)} units:\n{listed}",
                f"„{name}“ võib olla üks {len(found)} üksusest:\n{listed}",
            ),
            remedy=Bilingual(
                "Say which: “unit > sub-unit” or its IRI.", "Täpsusta: „üksus > allüksus“ või IRI."
            ),
        )
    written = {_key(unit.name): unit.name for unit in organisation.units}
    near = "; ".join(written[key] for key in difflib.get_close_matches(wanted, sorted(written), n=_NEAREST))
    raise UsageError(
        Bilingual(f"there is no unit “{name}”", f"üksust „{name}“ ei ole"),
        remedy=Bilingual(f"Nearest: {near}", f"Lähimad: {near}")
        if near
        else Bilingual(
            "Nothing is spelt like it. Take a name, “unit > sub-unit” or an IRI.",
            "Midagi sarnast ei leidu. Anna nimi, „üksus > allüksus“ või IRI.",
        ),
    )


def unit_names(organisation: Organisation) -> dict[str, str]:
    """Return a name for each unit and organisation: its own, with the units above it where names repeat."""
    repeated = Counter(unit.name for unit in organisation.units)
    paths = _unit_paths(organisation)
    return {
        unit.iri: unit.name if repeated[unit.name] == 1 else " > ".join(paths[unit.iri])
        for unit in organisation.units
    }


def _unit_paths(organisation: Organisation) -> dict[str, list[str]]:
    """Return the names from the organisation down to each unit; stops where a hierarchy bites its tail."""
    by_iri = {unit.iri: unit for unit in organisation.units}
    paths = {}
    for unit in organisation.units:
        path = {unit.iri: unit.name}
        above = unit.parent
        while above is not None and above in by_iri and above not in path:
            path[above] = by_iri[above].name
            above = by_iri[above].parent
        paths[unit.iri] = list(reversed(path.values()))
    return paths


def known_post(organisation: Organisation, iri: str) -> Post:
    """Return the post of that IRI; raises :class:`UnknownPost` (with the nearest IRIs) if there is none."""
    if post := organisation.by_iri.get(iri):
        return post
    near = difflib.get_close_matches(iri, sorted(organisation.by_iri), n=_NEAREST)
    raise UnknownPost(
        Bilingual(
            f"the organisation has no post with the IRI <{iri}>",
            f"organisatsioonis ei ole ametikohta IRI-ga <{iri}>",
        ),
        remedy=Bilingual(f"Nearest: {', '.join(near)}", f"Lähimad: {', '.join(near)}") if near else None,
    )


def names(organisation: Organisation, posts: Iterable[str]) -> dict[str, str]:
    """Return a name for each of ``posts`` (IRIs): its label, with unit (else id or IRI) where labels repeat.

    >>> one = Organisation((Post("x", "Jurist", unit_path=("A",)), Post("y", "Jurist"), Post("z", "Arst")))
    >>> names(one, one.by_iri)
    {'x': 'Jurist (A)', 'y': 'Jurist (y)', 'z': 'Arst'}
    """
    wanted = {iri: known_post(organisation, iri) for iri in posts}
    labels = {post.label for post in wanted.values()}
    repeated = Counter(post.label for post in organisation.posts if post.label in labels)
    in_units = Counter((post.label, post.unit_path) for post in organisation.posts if post.label in labels)

    def name(post: Post) -> str:
        if repeated[post.label] == 1:
            return post.label
        unit_tells = post.unit_path and in_units[post.label, post.unit_path] == 1
        return f"{post.label} ({' > '.join(post.unit_path) if unit_tells else post.id or post.iri})"

    return {iri: name(post) for iri, post in wanted.items()}


def listed(key: str, posts: Iterable[str], name: Mapping[str, str]) -> dict[str, str]:
    """Return two cells of a record: ``key`` with the IRIs of posts, and with their names where ``name`` has any.

    >>> listed("cut", ["x", "y"], {"x": "Jurist", "y": "Arst"}), listed("cut", ["x"], {})
    ({'cut': 'x; y', 'cut_name': 'Jurist; Arst'}, {'cut': 'x'})
    """
    posts = tuple(posts)
    cells = {key: "; ".join(posts)}
    if name:
        cells[f"{key}_name"] = "; ".join(name[iri] for iri in posts)
    return cells


def _key(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).casefold().translate(_HYPHENS).split())


def _readings(name: str, wanted: str) -> Iterator[Callable[[Post], bool]]:
    """Yield the ways to understand ``name``, the first that fits any post being the right one."""
    yield lambda post: any(_key(one) == wanted for one in post.ids)
    yield lambda post: _key(post.label) == wanted
    yield lambda post: _key(post.title) == wanted
    # A title may hold a slash itself, so every slash is tried, the last one first.
    for cut in reversed([at for at, char in enumerate(name) if char == "/"]):
        unit, title = _key(name[:cut].replace("/", ">")), _key(name[cut + 1 :])
        for within in (_directly_in, _somewhere_in):
            yield partial(_reads_as, within, unit, title, specialised=True)
            yield partial(_reads_as, within, unit, title, specialised=False)


def _fitting(organisation: Organisation, name: str, wanted: str) -> list[Post]:
    """Return the posts of the first way to understand ``name`` that fits any."""
    for fits in _readings(name, wanted):
        if found := [post for post in organisation.posts if fits(post)]:
            return found
    return []


def _telling(organisation: Organisation, post: Post) -> str:
    """Return the shortest name that means this post alone: what an ambiguous name is to be replaced with."""
    path = post.unit_path or tuple(filter(None, (post.organisation,)))
    ways = (post.id, *(f"{' > '.join(path[start:])} / {post.label}" for start in reversed(range(len(path)))))
    for way in filter(None, ways):
        if _fitting(organisation, way, _key(way)) == [post]:
            return way
    return post.iri


def _reads_as(
    within: Callable[[Post, str], bool], unit: str, title: str, post: Post, *, specialised: bool
) -> bool:
    return _key(post.label if specialised else post.title) == title and within(post, unit)


def _directly_in(post: Post, unit: str) -> bool:
    """Whether ``unit`` is the smallest unit of the post, or the end of its path."""
    path = _path(post)
    return any(">".join(path[start:]) == unit for start in range(len(path)))


def _somewhere_in(post: Post, unit: str) -> bool:
    """Whether ``unit`` is any stretch of the path of the post's units."""
    path = _path(post)
    ends = range(len(path) + 1)
    return any(">".join(path[start:end]) == unit for end in ends for start in range(end))


def _path(post: Post) -> list[str]:
    return [_key(name) for name in (post.organisation, *post.unit_path) if name]


def _nearest(organisation: Organisation, wanted: str) -> Bilingual:
    by_key: dict[str, set[str]] = {}
    for post in organisation.posts:
        for written in (
            post.label,
            post.title,
            *post.ids,
            *(f"{unit} / {post.label}" for unit in post.unit_path),
        ):
            if written:
                by_key.setdefault(_key(written), set()).add(post.label if written == post.title else written)
    near = difflib.get_close_matches(wanted, sorted(by_key), n=_NEAREST)
    listed = "; ".join(dict.fromkeys(written for key in near for written in sorted(by_key[key])))
    if not listed:
        return Bilingual(
            "Nothing is spelt like it. Take an id, a title, “unit / title” or an IRI.",
            "Midagi sarnast ei leidu. Anna ID, ametinimetus, „üksus / ametinimetus“ või IRI.",
        )
    return Bilingual(f"Nearest: {listed}", f"Lähimad: {listed}")


def _ambiguous(organisation: Organisation, name: str, found: list[Post]) -> AmbiguousPost:
    lines = sorted(
        " — ".join(filter(None, (post.label, " > ".join(post.unit_path), _telling(organisation, post))))
        for post in found
    )
    listed = "\n".join(f"  {line}" for line in lines)
    return AmbiguousPost(
        Bilingual(
            f"“{name}” may be any of {len(found)} posts:\n{listed}",
            f"„{name}“ võib olla üks {len(found)} ametikohast:\n{listed}",
        ),
        remedy=Bilingual(
            "Say which: what stands last on its line, or a column of units in a table.",
            "Täpsusta: kirjuta see, mis seisab rea lõpus, tabelis lisa üksuse veerg.",
        ),
    )
