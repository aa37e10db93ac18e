"""What a container holds: documents, signatures, and what could not be read. Plain data, nothing is done here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from ajgraph.blocks import Document
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


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature of a container.

    "Intact" means: the signature value belongs to what was signed and to the key of the certificate, the certificate
    is the one the signature names, and no signed document has changed. It does not mean "valid": whether the
    certificate was issued by an authority and in force on that day is not looked at.

    Attributes
    ----------
    signer
        The name stated in the certificate, without personal code; empty where none can be read.
    role
        The role the signer claims, such as "direktor".
    signed_at
        The time the signature claims, in UTC. Time stamps and OCSP answers are not read: without a list of trusted
        authorities they would prove no more than this claim.
    intact
        As above.
    covers
        The names of the members whose digests the signature carries and which agree.
    problem
        Why the signature is not intact; on an intact one, what else a reader should know (a document it leaves out).

    """

    signer: str
    role: str | None
    signed_at: datetime | None
    intact: bool
    covers: tuple[str, ...]
    problem: Bilingual | None = None

    @property
    def statement(self) -> Bilingual:
        """What may be said of the signature in one sentence."""
        if self.intact:
            statement = Bilingual(
                en="signature intact, signer as stated in the certificate",
                et="allkiri on terviklik, allkirjastaja on sertifikaadi järgi",
            )
        else:
            statement = Bilingual(en="signature not intact", et="allkiri ei ole terviklik")
        if self.problem is None:
            return statement
        return Bilingual(
            en=f"{statement.en}: {self.problem.en}"
            if not self.intact
            else f"{statement.en}; {self.problem.en}",
            et=f"{statement.et}: {self.problem.et}"
            if not self.intact
            else f"{statement.et}; {self.problem.et}",
        )


@dataclass(frozen=True, slots=True)
class Contents:
    """What one container holds; names of nested containers come first in a name: ``inner.zip/document.txt``."""

    kind: Kind
    members: tuple[Member, ...]
    signatures: tuple[Signature, ...] = ()
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one path gives: documents in order, what could not be read, and the signatures found on the way."""

    documents: tuple[Document, ...]
    unread: tuple[Unread, ...] = ()
    signatures: tuple[Signature, ...] = ()
