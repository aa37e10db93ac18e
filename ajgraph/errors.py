"""Every error ajgraph raises, in one tree, and the exit codes of the command.

AjgraphError                 could not run (3)
├── UsageError               the question cannot be asked like this (2)
│   ├── UnknownPost          no post of that name, with the nearest names
│   ├── AmbiguousPost        several posts of that name, with the list
│   └── UnknownQuery         no named query of that name, with the nearest names
├── UnreadableInput          a file that cannot be read, or holds nothing to read
│   └── StaffingTableError   a koosseis table with unusable columns or rows
├── StoreError               no graph here, or one that another version or base wrote
├── QueryError               SPARQL that does not parse or may not run here
└── MissingExtra             an optional dependency is not installed
"""

from __future__ import annotations

from enum import IntEnum

from ajgraph.language import Bilingual


class ExitStatus(IntEnum):
    """What the command's exit code means."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    FAILED = 3


class AjgraphError(Exception):
    """Something a user can act on: what happened, where, and what to do next.

    Parameters
    ----------
    message
        What happened, in both languages.
    where
        File, or ``file:line``, where there is one.
    remedy
        What to do next.

    """

    status = ExitStatus.FAILED

    def __init__(
        self, message: Bilingual, *, where: str | None = None, remedy: Bilingual | None = None
    ) -> None:
        super().__init__(message.en)
        self.message = message
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        head = f"{self.where}: {self.message}" if self.where else str(self.message)
        return f"{head}\n{self.remedy}" if self.remedy else head


class UsageError(AjgraphError):
    """The question cannot be asked like this."""

    status = ExitStatus.USAGE


class UnknownPost(UsageError):
    """No post of that name; the message lists the nearest names."""


class AmbiguousPost(UsageError):
    """Several posts of that name; the message lists them."""


class UnknownQuery(UsageError):
    """No named query of that name; the message lists the nearest names."""


class UnreadableInput(AjgraphError):
    """A file or folder that cannot be read, or in which there is nothing to read."""


class StaffingTableError(UnreadableInput):
    """A koosseis table with unusable columns or rows."""


class StoreError(AjgraphError):
    """No graph at that place, or one written with another format or base IRI."""


class QueryError(AjgraphError):
    """SPARQL that does not parse, or that may not run here (updates)."""


class MissingExtra(AjgraphError):
    """An optional dependency is not installed; the message says which extra brings it."""
