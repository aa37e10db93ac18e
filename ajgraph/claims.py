"""Claims: what a document or a staffing row says about another post, before anyone decides whom it means.

"Kes asendab: talitusejuhataja, nõunik" is two claims. A claim keeps the words, the place and the side that
speaks; whom it names is settled in ``ajgraph.resolution``, from all documents together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ajgraph.description import MENTION_FIELDS, Alias, JobDescription, Mention, MentionField
from ajgraph.estonian import division, key
from ajgraph.iris import slug
from ajgraph.staffing import StaffingRow


@dataclass(frozen=True, slots=True)
class Claim:
    """One mention in one field of one source.

    Attributes
    ----------
    iri
        Of the claim itself.
    post
        IRI of the post whose document (or row) speaks: the side.
    field
        ``substituted_by``: the post is the absent one; ``substitutes``: it is the substitute; or a reporting line.
    mention
        What is named, as read.
    source
        IRI of the file it stands in.
    alias
        The full name, where the document defines the mention as a short one ("edaspidi direktor").
    alternative
        The specialisation of a bracket at the end of the list that may bind this item too.

    """

    iri: str
    post: str
    field: MentionField
    mention: Mention
    source: str
    alias: str | None = None
    alternative: str | None = None


@dataclass(frozen=True, slots=True)
class Speakers:
    """Which posts have a source that could state a substitution, by the side it would state (IRIs)."""

    substituted_by: frozenset[str]
    substitutes: frozenset[str]


def claims_of(description: JobDescription, iri: str, post: str, source: str) -> tuple[Claim, ...]:
    """Return the claims of a description (its IRI given), in the order of its fields and lines."""
    return tuple(
        claim
        for name in MENTION_FIELDS
        for claim in claims_in_field(name, description.mentions(name), iri, post, source, description.aliases)
    )


def claims_of_row(row: StaffingRow, table: str, post: str) -> tuple[Claim, ...]:
    """Return the claims of one row of a staffing table (its IRI given)."""
    fields: tuple[tuple[MentionField, tuple[Mention, ...]], ...] = (
        ("manager", row.manager),
        ("substituted_by", row.substituted_by),
        ("substitutes", row.substitutes),
    )
    sheet = f"{slug(row.sheet)}/" if row.sheet else ""
    return tuple(
        claim
        for name, mentions in fields
        for claim in claims_in_field(name, mentions, f"{table}/{sheet}{row.line}", post, table)
    )


def claims_in_field(
    name: MentionField,
    mentions: Sequence[Mention],
    iri: str,
    post: str,
    source: str,
    aliases: Sequence[Alias] = (),
) -> tuple[Claim, ...]:
    """Return one claim per mention of one field; ``iri`` is what the claims' IRIs begin with."""
    full = {key(alias.short): alias.full for alias in aliases}
    brackets = _brackets_that_may_bind(mentions)
    return tuple(
        Claim(
            iri=f"{iri}#{name.replace('_', '-')}-{position}",
            post=post,
            field=name,
            mention=mention,
            source=source,
            alias=full.get(key(mention.title)) if mention.title else None,
            alternative=brackets[position - 1],
        )
        for position, mention in enumerate(mentions, start=1)
    )


def _brackets_that_may_bind(mentions: Sequence[Mention]) -> list[str | None]:
    """Return, per mention, the bracket of the list's last item where it may bind that mention as well.

    "Teenuse juht, juhtivkoordinaator, koordinaator (perelepitus)" reads either way. The head of a unit
    ("talituse juhataja") is complete without a bracket, and so is an item with one of its own.
    """
    last = mentions[-1] if mentions else None
    bracket = last.specialisation if last and last.kind in {"post", "peer"} else None
    return [
        bracket
        if bracket
        and mention is not last
        and mention.sentence == (last.sentence if last else "")
        and mention.kind in {"post", "peer"}
        and mention.specialisation is None
        and mention.title is not None
        and division(mention.title)[0] is None
        else None
        for mention in mentions
    ]
