"""The IRIs of data: stable, readable, all under one base the user sets (table in ``docs/model.md``)."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from ajgraph.errors import UsageError
from ajgraph.language import Bilingual

DEFAULT_BASE: Final = "https://example.org/id/"
NAMELESS: Final = "_"
"""Stands for an organisation that no document names."""

_NOT_IN_SLUG: Final = re.compile(r"[\W_]+")


def slug(text: str) -> str:
    """Return ``text`` as a path segment: lower case, letters of every script kept, ``-`` for the rest.

    >>> slug("Nõunik (perelepitus)"), slug("laste- ja peretoe talitus")
    ('nõunik-perelepitus', 'laste-ja-peretoe-talitus')
    """
    plain = unicodedata.normalize("NFC", text).lower()
    return _NOT_IN_SLUG.sub("-", plain).strip("-") or NAMELESS


def short_hash(text: str, length: int = 8) -> str:
    """Return the first hex digits of the SHA-256 of ``text``."""
    return hashlib.sha256(text.encode()).hexdigest()[:length]


@dataclass(frozen=True, slots=True)
class Iris:
    """Mints IRIs under ``base`` (an absolute http(s) or urn IRI that ends in ``/`` or ``:``, without ``#``)."""

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        parts = urlsplit(self.base)
        web = parts.scheme in {"http", "https"} and bool(parts.netloc)
        sound = re.fullmatch(r"[^\s<>\"{}|\\^`#]+[/:]", self.base) and (web or parts.scheme == "urn")
        if not sound:
            raise UsageError(
                Bilingual(
                    f"{self.base!r} cannot be a base IRI.",
                    f"{self.base!r} ei sobi baas-IRI-ks.",
                ),
                remedy=Bilingual(
                    "Give an absolute IRI that ends in '/', such as https://data.agency.ee/id/",
                    "Anna absoluutne IRI, mille lõpus on „/“, näiteks https://andmed.asutus.ee/id/",
                ),
            )

    def organisation(self, name: str | None) -> str:
        """Return the IRI of an organisation."""
        return f"{self.base}organisation/{slug(name or NAMELESS)}"

    def unit(self, parent: str, name: str) -> str:
        """Return the IRI of a unit within ``parent``, the IRI of an organisation or unit."""
        return f"{self.base}unit/{self._place(parent)}/{slug(name)}"

    def post(self, parent: str, title: str, specialisation: str | None) -> str:
        """Return the IRI of a post within ``parent``, the IRI of an organisation or unit."""
        name = slug(title) + (f"~{slug(specialisation)}" if specialisation else "")
        return f"{self.base}post/{self._place(parent)}/{name}"

    def role(self, title: str) -> str:
        """Return the IRI of a title as a concept."""
        return f"{self.base}role/{slug(title)}"

    def description(self, post: str, sha256: str) -> str:
        """Return the IRI of one version of the description of ``post``, and of its named graph."""
        return f"{self.base}description/{self.tail(post)}/{sha256[:8]}"

    def document(self, sha256: str) -> str:
        """Return the IRI of a file, by its content."""
        return f"{self.base}document/{sha256[:16]}"

    def staffing(self, sha256: str) -> str:
        """Return the IRI of a staffing table and of its named graph."""
        return f"{self.base}staffing/{sha256[:16]}"

    def order(self, organisation: str, date: str, number: str) -> str:
        """Return the IRI of an order of ``organisation`` (its IRI)."""
        return f"{self.base}order/{self._place(organisation)}/{date}/{slug(number)}"

    def competency(self, name: str) -> str:
        """Return the IRI of a competency."""
        return f"{self.base}competency/{slug(name)}"

    def indicator(self, text: str) -> str:
        """Return the IRI of a behaviour indicator: the same text is the same, hyphens within words apart."""
        words = slug(re.sub(r"(?<=\w)-(?=\w)", "", text))
        return f"{self.base}indicator/{'-'.join(words.split('-')[:4])}-{short_hash(words, 6)}"

    def link(self, absent: str, substitute: str) -> str:
        """Return the IRI of the link that says ``substitute`` may stand in for ``absent``."""
        return f"{self.base}link/{self.tail(absent)}/by/{self.tail(substitute)}"

    @property
    def derived(self) -> str:
        """The named graph of what is derived from all the others."""
        return f"{self.base}derived"

    def tail(self, post: str) -> str:
        """Return what follows ``…post/`` in the IRI of a post."""
        return post.removeprefix(f"{self.base}post/")

    def _place(self, parent: str) -> str:
        return parent.removeprefix(f"{self.base}organisation/").removeprefix(f"{self.base}unit/")
