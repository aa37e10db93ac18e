"""The two languages of every message: English and Estonian, chosen once per run."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "et"]

_current: ContextVar[Language] = ContextVar("ajgraph_language", default="en")


def use(language: Language) -> None:
    """Speak ``language`` from here on (in this context)."""
    _current.set(language)


def current() -> Language:
    """Return the language messages are shown in."""
    return _current.get()


def from_environment(environ: Mapping[str, str] = os.environ) -> Language:
    """Return Estonian if the locale says so, else English.

    >>> from_environment({"LANG": "et_EE.UTF-8"}), from_environment({"LANG": "C"})
    ('et', 'en')
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name):
            return "et" if value.lower().startswith("et") else "en"
    return "en"


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One message in both languages; ``str()`` gives it in the current one."""

    en: str
    et: str

    def in_(self, language: Language) -> str:
        """Return the message in ``language``."""
        return self.et if language == "et" else self.en

    def __str__(self) -> str:
        return self.in_(current())


def on_day(day: datetime.date) -> Bilingual:
    """Return a date as people write it: ISO in English, with full stops in Estonian.

    >>> on_day(datetime.date(2026, 2, 16)).et
    '16.02.2026'
    """
    return Bilingual(day.isoformat(), f"{day:%d.%m.%Y}")
