"""JSON values that know where they stand: a wrong one is reported with its JSON pointer (RFC 6901)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from ajgraph.errors import UnreadableInput
from ajgraph.language import Bilingual

_REMEDY = Bilingual(
    en="Give the output of “ajgraph read --format json” as it was written.",
    et="Anna käsu „ajgraph read --format json“ väljund muutmata kujul.",
)


class Node:
    """A JSON value with its pointer; says in an error where it stands and what was expected."""

    def __init__(self, value: object, pointer: str) -> None:
        self.value = value
        self.pointer = pointer

    def wrong(self, en: str, et: str) -> UnreadableInput:
        """Return the error that something else was expected here."""
        return UnreadableInput(
            Bilingual(en=f"expected {en} in the JSON", et=f"JSONis peab siin olema {et}"),
            where=self.pointer or "/",
            remedy=_REMEDY,
        )

    def __getitem__(self, key: str) -> Node:
        if not isinstance(self.value, Mapping):
            raise self.wrong("an object", "objekt")
        if key not in self.value:
            raise self.wrong(f"the key “{key}”", f"võti „{key}“")
        return Node(self.value[key], f"{self.pointer}/{key}")

    def __contains__(self, key: str) -> bool:
        return isinstance(self.value, Mapping) and key in self.value

    def optional(self, key: str) -> str | None:
        """Return the string of a key of an object; None where the key is missing."""
        return self[key].optional_string() if key in self else None

    def members(self) -> list[tuple[str, Node]]:
        """Return the values of an object by key."""
        if not isinstance(self.value, Mapping):
            raise self.wrong("an object", "objekt")
        return [(str(key), Node(value, f"{self.pointer}/{key}")) for key, value in self.value.items()]

    def elements(self) -> list[Node]:
        """Return the values of a list."""
        if not isinstance(self.value, list):
            raise self.wrong("a list", "loend")
        return [Node(value, f"{self.pointer}/{place}") for place, value in enumerate(self.value)]

    def string(self) -> str:
        """Return the value, a string."""
        if not isinstance(self.value, str):
            raise self.wrong("a string", "tekst")
        return self.value

    def optional_string(self) -> str | None:
        """Return the value, a string or None."""
        return None if self.value is None else self.string()

    def integer(self) -> int:
        """Return the value, a whole number."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise self.wrong("a whole number", "täisarv")
        return self.value

    def boolean(self) -> bool:
        """Return the value, true or false."""
        if not isinstance(self.value, bool):
            raise self.wrong("true or false", "true või false")
        return self.value

    def one_of(self, allowed: tuple[str, ...]) -> str:
        """Return the value, one of ``allowed``."""
        if self.value not in allowed:
            raise self.wrong(f"one of {', '.join(allowed)}", f"üks järgmistest: {', '.join(allowed)}")
        return str(self.value)

    def date(self) -> datetime.date | None:
        """Return the value, an ISO 8601 date or None."""
        if self.value is None:
            return None
        try:
            return datetime.date.fromisoformat(self.string())
        except ValueError as error:
            raise self.wrong("a date such as 2024-01-19", "kuupäev kujul 2024-01-19") from error

    def moment(self) -> datetime.datetime | None:
        """Return the value, an ISO 8601 time with its offset, or None."""
        if self.value is None:
            return None
        try:
            found = datetime.datetime.fromisoformat(self.string())
        except ValueError:
            found = None
        if found is None or found.tzinfo is None:
            raise self.wrong("a time such as 2024-01-19T09:30:00Z", "aeg kujul 2024-01-19T09:30:00Z")
        return found
