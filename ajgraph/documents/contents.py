"""What a container holds: documents, signatures, and what could not be read. Plain data, nothing is done here."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from ajgraph import signature
from ajgraph.language import Bilingual

Kind = Literal["ZIP", "ASiC-E", "ASiC-S", "BDOC", "DDOC"]


@dataclass(frozen=True, slots=True)
class Member:
    """One document of a container: a cleaned name (a label, never a path to write to) and its bytes."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read: where it stands, why, and what to do about it."""

    path: str
    message: Bilingual
    remedy: Bilingual | None = None

    def inside(self, path: str) -> Unread:
        """Return the same, seen from outside the container that is called ``path``."""
        return replace(self, path=f"{path}/{self.path}")


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature of a container.

    "Intact" means: the signature value belongs to what was signed and to the key of the certificate, the certificate
    is the one the signature names, and no signed document has changed. It says nothing of
    :data:`~ajgraph.signature.NOT_LOOKED_AT`: there is no list of trusted authorities here.

    Attributes
    ----------
    container
        The path of the container that holds the signature; "" for the one that was opened.
    signer
        The name stated in the certificate, without personal code; empty where none can be read.
    role
        The role the signer claims, such as "direktor".
    signed_at
        The time the signer's computer states, in UTC.
    stamped_at
        The time that the earliest time stamp of this very signature states, in UTC; None where there is none.
    state
        As above; "not checked" where it rests on something that is not checked here (SHA-1, CAdES, DDOC).
    covers
        The paths of the documents whose digests the signature carries and which agree.
    problem
        Why it is not intact or not checked; on an intact one, what else to know (a document it leaves out).

    """

    signer: str
    role: str | None
    signed_at: datetime | None
    state: signature.State
    covers: tuple[str, ...] = ()
    problem: Bilingual | None = None
    stamped_at: datetime | None = None
    container: str = ""

    @property
    def intact(self) -> bool:
        """Whether all that is checked agrees."""
        return self.state == "intact"

    @property
    def plain(self) -> signature.Signature:
        """The signature by itself, whatever it covers."""
        return signature.Signature(
            self.signer, self.role, self.signed_at, self.state, self.problem, self.stamped_at
        )

    @property
    def statement(self) -> Bilingual:
        """What may be said of the signature in one sentence: never that it is valid."""
        return self.plain.statement

    def inside(self, path: str) -> Signature:
        """Return the same signature, seen from outside the container that is called ``path``."""
        container = f"{path}/{self.container}" if self.container else path
        return replace(self, container=container, covers=tuple(f"{path}/{name}" for name in self.covers))


@dataclass(frozen=True, slots=True)
class Contents:
    """What one container holds; names of nested containers come first in a name: ``inner.zip/document.txt``."""

    kind: Kind
    members: tuple[Member, ...]
    signatures: tuple[Signature, ...] = ()
    unread: tuple[Unread, ...] = ()
