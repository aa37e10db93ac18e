"""Digital signatures as data: who signed the container that a document came in, and what was checked of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from ajgraph.language import Bilingual

State = Literal["intact", "not intact", "not checked"]


@dataclass(frozen=True, slots=True)
class Signature:
    """A digital signature of the container that a document came in. It approves nothing by itself.

    Attributes
    ----------
    signer
        The name stated in the certificate, without personal code; empty where none can be read.
    role
        The role the signer claims.
    signed_at, stamped_at
        The time the signer's computer states, and that of the earliest time stamp, in UTC.
    state
        "intact": value, certificate and digests agree; nothing else is looked at (``NOT_LOOKED_AT``).
    problem
        Why it is not intact or not checked; on an intact one, what else to know.

    """

    signer: str
    role: str | None
    signed_at: datetime.datetime | None
    state: State
    problem: Bilingual | None = None
    stamped_at: datetime.datetime | None = None

    @property
    def statement(self) -> Bilingual:
        """What may be said of the signature in one sentence: never that it is valid."""
        said = _STATEMENTS[self.state]
        if self.problem is None:
            return said
        sign = ";" if self.state == "intact" else ":"
        return Bilingual(
            en=f"{said.en}{sign} {self.problem.en}",
            et=f"{said.et}{sign} {self.problem.et}",
        )


_STATEMENTS: Final[dict[State, Bilingual]] = {
    "intact": Bilingual(
        en="signature intact, signer as stated in the certificate",
        et="allkiri on terviklik, allkirjastaja nimi on võetud sertifikaadist",
    ),
    "not intact": Bilingual(en="signature not intact", et="allkiri ei ole terviklik"),
    "not checked": Bilingual(en="signature not checked", et="allkiri on kontrollimata"),
}

NOT_LOOKED_AT: Final = Bilingual(
    en="not checked: who issued the certificate, whether it was in force, and whether the stated times are right",
    et="kontrollimata: kes sertifikaadi väljastas, kas see oli jõus ja kas märgitud ajad on õiged",
)
"""What no signature is checked for here; to be shown wherever signatures are."""


def united(*signatures: Iterable[Signature]) -> tuple[Signature, ...]:
    """Return all of them, each once, by time; the order in which they were found does not show."""

    def order(one: Signature) -> tuple[str, ...]:
        times = (str(time or "") for time in (one.signed_at, one.stamped_at))
        return (*times, one.signer, one.role or "", one.state, one.problem.en if one.problem else "")

    return tuple(sorted({one for some in signatures for one in some}, key=order))
