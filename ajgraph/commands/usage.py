"""The words of the command-line framework in the language of the run: help pages and usage errors.

Typer speaks English only. What it says is put into Estonian phrase by phrase, so that a phrase it words otherwise
in another version stays readable, in English.
"""

from __future__ import annotations

import re
from typing import Final

import typer
from typer.core import TyperCommand, TyperGroup

from ajgraph.language import current

_PHRASES: Final = (
    (r"^Usage: ", "Kasutus: "),
    (r"\[OPTIONS\]", "[VALIKUD]"),
    (r"COMMAND \[ARGS\]\.\.\.", "KÄSK [ARGUMENDID]..."),
    (r"^Arguments:", "Argumendid:"),
    (r"^Options:", "Valikud:"),
    (r"^Commands:", "Käsud:"),
    (r"Show this message and exit\.", "Näita seda abi."),
    (r"Install completion for the current shell\.", "Paigalda käsurea automaattäide."),
    (
        r"Show completion for the current shell, to copy it or\s+customize the installation\.",
        "Näita lõpetamise skripti.",
    ),
    (r"\bdefault: ", "vaikimisi: "),
    (r"\benv var:", "keskkonnamuutuja:"),
    (r"\[required\]", "[kohustuslik]"),
    (r"Try '([^']+)' for help\.", r"Abi: \1"),
    (r"No such option: (\S+)", r"valikut \1 ei ole"),
    (r"No such command '([^']*)'\.?", r"käsku „\1“ ei ole."),
    (r"Did you mean (.+?)\?", r"Kas mõtlesid \1?"),
    (r"\(Possible options: (.+)\)", r"(Sarnased: \1)"),
    (r"Missing argument '([^']+)'\.", r"puudub argument \1."),
    (r"Missing option '([^']+)'\.", r"puudub valik \1."),
    (r"Missing command\.", "käsk puudub."),
    (r"Option '?([^' ]+)'? requires an argument\.?", r"valik \1 vajab väärtust."),
    (r"Option '?([^' ]+)'? does not take a value\.?", r"valikul \1 väärtust ei ole."),
    (r"Got unexpected extra argument(?:s|\(s\))? \((.+)\)", r"liigsed argumendid: \1"),
    (r"Invalid value for '?([^':]+)'?(?: / '([^']+)')?: ", r"sobimatu väärtus (\1): "),
    (r"'([^']*)' is not one of ", r"„\1“ ei ole lubatud; lubatud on "),
    (r"Input should be less than or equal to (\S+)", r"lubatud on kuni \1"),
    (r"Input should be greater than or equal to (\S+)", r"lubatud on alates \1"),
    (r"Input should be a valid integer.*", "see ei ole täisarv"),
)
_ESTONIAN: Final = tuple((re.compile(phrase, re.MULTILINE), words) for phrase, words in _PHRASES)


def worded(text: str) -> str:
    """Return what the framework says in the language of the run."""
    text = text.replace("Value error, ", "")
    if current() == "et":
        for phrase, words in _ESTONIAN:
            text = phrase.sub(words, text)
    return text


class Command(TyperCommand):
    """A command whose help speaks the language of the run."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]
        """Return the help page."""
        return worded(_without_types(super().get_help(ctx)))


class Group(TyperGroup):
    """The group of all commands, likewise."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]
        """Return the help page."""
        return worded(_without_types(super().get_help(ctx)))


def _without_types(page: str) -> str:
    """Return a help page without the types of Python, in their place as many blanks; what may be chosen stays."""
    return (
        re.sub(r" <(?:list\[\w+\]|str|int|float)>", lambda found: " " * len(found[0]), page)
        .replace("<list[", "<")
        .replace("]>", ">")
    )


def is_usage_error(error: Exception) -> bool:
    """Say whether the framework raised this because the command line cannot be understood."""
    kinds = typer.BadParameter.__mro__
    return isinstance(error, kinds[: kinds.index(Exception)])


def usage_message(error: Exception) -> str:
    """Return such an error in words: what is wrong, and where the help is."""
    message: str = getattr(error, "format_message", lambda: str(error))()
    context = getattr(error, "ctx", None)
    hint = f"\nTry '{context.command_path} -h' for help." if context else ""
    return worded(message + hint)
