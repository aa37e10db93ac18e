"""The command ``ajgraph``: choose the language, run a command, turn errors into messages and exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from ajgraph import language
from ajgraph.errors import AjgraphError, ExitStatus
from ajgraph.language import Bilingual


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; exits with a code of :class:`~ajgraph.errors.ExitStatus`."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    language.use(_language(given))
    # Imported only now: the help texts are made in the language that has just been chosen.
    from ajgraph.commands import app

    debug = "--debug" in given
    try:
        app(given, prog_name="ajgraph")
    except AjgraphError as error:
        if debug:
            raise
        _say(str(error))
        sys.exit(error.status)
    except BrokenPipeError:
        # The reader of the pipe has gone (| head): nothing to say, and nothing to flush at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(ExitStatus.CLEAN)
    except Exception as error:
        if debug:
            raise
        _say(str(_unexpected(error)))
        sys.exit(ExitStatus.FAILED)


def _language(arguments: Sequence[str]) -> language.Language:
    """Return the language of ``--lang``, wherever it stands, else that of the locale."""
    for position, argument in enumerate(arguments):
        value = argument.partition("=")[2] if argument.startswith("--lang=") else None
        if argument == "--lang" and position + 1 < len(arguments):
            value = arguments[position + 1]
        if value in {"en", "et"}:
            return "et" if value == "et" else "en"
    return language.from_environment()


def _say(text: str) -> None:
    head = Bilingual("Error", "Viga")
    red = sys.stderr.isatty() and "NO_COLOR" not in os.environ
    label = f"\x1b[31m{head}:\x1b[0m" if red else f"{head}:"
    print(label, text, file=sys.stderr)  # noqa: T201 - the one place that talks about errors


def _unexpected(error: Exception) -> Bilingual:
    kind = type(error).__name__
    return Bilingual(
        f"something went wrong inside ajgraph ({kind}: {error}).\nRun the same with --debug and report what it prints.",
        f"ajgraphis läks midagi valesti ({kind}: {error}).\nKäivita sama valikuga --debug ja saada väljund meile.",
    )
