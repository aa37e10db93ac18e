"""CSV: one row for each link, or one for each post with the columns of a staffing table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal

from ajgraph.exports.wording import one_line
from ajgraph.organisation import COUNTED, Link, Organisation, Post
from ajgraph.output import Cell, to_csv
from ajgraph.posts import known_post

Table = Literal["posts", "links"]

POST_COLUMNS: Final = (
    "organisation",
    "unit",
    "title",
    "specialisation",
    "places",
    "manager",
    "substituted_by",
    "substitutes",
    "id",
    "verdict",
    "documented",
    "designated",
    "unresolved",
    "post",
)
"""The first nine are columns of a staffing table; ``post`` is the IRI."""

LINK_COLUMNS: Final = (
    "absent",
    "absent_id",
    "absent_unit",
    "substitute",
    "substitute_id",
    "substitute_unit",
    "kind",
    "status",
    "fit",
    "gaps",
    "evidence",
    "absent_post",
    "substitute_post",
)
"""``absent`` and ``substitute`` are labels, ``absent_post`` and ``substitute_post`` IRIs."""


def to_table(
    organisation: Organisation,
    *,
    table: Table = "links",
    verdicts: Mapping[str, str] | None = None,
    evidence: Mapping[str, str] | None = None,
) -> str:
    """Return one of the two tables as CSV (RFC 4180, with line feeds).

    A cell that begins like a formula gets an apostrophe in front, so that a spreadsheet shows it and does not
    run it. Lists are joined by "; ".

    Parameters
    ----------
    table
        ``"links"``: both ends, kind, status, fit and evidence of every link. ``"posts"``: the posts as a staffing
        table, with verdicts; ``places`` is empty where nobody has said it, ``substituted_by`` and
        ``substitutes`` name the links that count (:data:`ajgraph.organisation.COUNTED`).
    verdicts
        The verdict of each post by IRI.
    evidence
        Where each claim stands, by its IRI: such as "juhendid/nõunik.txt:26". Without it the claims' IRIs are given.

    Raises
    ------
    ajgraph.errors.UnknownPost
        A link or a line of reporting names a post that the organisation does not have.

    """
    if table == "posts":
        return to_csv(POST_COLUMNS, _posts(organisation, verdicts or {}))
    return to_csv(LINK_COLUMNS, _links(organisation, evidence or {}))


def _posts(organisation: Organisation, verdicts: Mapping[str, str]) -> Iterator[list[Cell]]:
    managers: dict[str, set[str]] = {}
    for line in organisation.reporting:
        managers.setdefault(line.post, set()).add(known_post(organisation, line.manager).label)
    by: dict[str, set[str]] = {}
    whom: dict[str, set[str]] = {}
    for link in organisation.links:
        if link.status not in COUNTED:
            continue
        by.setdefault(link.absent, set()).add(known_post(organisation, link.substitute).label)
        whom.setdefault(link.substitute, set()).add(known_post(organisation, link.absent).label)
    for post in sorted(organisation.posts, key=lambda post: post.iri):
        yield [
            _text(post.organisation),
            _unit(post),
            _text(post.title),
            _text(post.specialisation),
            post.places if post.places_known else None,
            _list(managers.get(post.iri, ())),
            _list(by.get(post.iri, ())),
            _list(whom.get(post.iri, ())),
            _text(post.id),
            verdicts.get(post.iri),
            post.documented,
            _list(post.designated),
            _list(post.unresolved),
            post.iri,
        ]


def _links(organisation: Organisation, evidence: Mapping[str, str]) -> Iterator[list[Cell]]:
    for link in sorted(set(organisation.links), key=_order):
        absent, substitute = (known_post(organisation, iri) for iri in (link.absent, link.substitute))
        yield [
            *(_text(absent.label), _text(absent.id), _unit(absent)),
            *(_text(substitute.label), _text(substitute.id), _unit(substitute)),
            *(link.kind, link.status, link.fit),
            _list(link.gaps),
            _list(evidence.get(claim, claim) for claim in link.claims),
            *(absent.iri, substitute.iri),
        ]


def _order(link: Link) -> tuple[str | tuple[str, ...], ...]:
    return link.absent, link.substitute, link.status, link.kind, link.fit, link.claims, link.gaps


def _unit(post: Post) -> str:
    return _text(" > ".join(one_line(name) for name in post.unit_path))


def _list(texts: Iterable[str]) -> str:
    return _text("; ".join(sorted({one_line(text) for text in texts})))


def _text(text: str | None) -> str:
    """Return text on one line, as a text and not as a formula of a spreadsheet."""
    line = one_line(text or "")
    return f"'{line}" if line.startswith(("=", "+", "-", "@")) else line
