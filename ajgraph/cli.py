"""The command ``ajgraph``: choose the language, run a command, turn errors into messages and exit codes."""

from __future__ import annotations

import io
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
    from ajgraph.commands.usage import is_usage_error, usage_message

    _speak_unicode()
    debug = "--debug" in given
    try:
        sys.exit(app(given, prog_name="ajgraph", standalone_mode=False) or ExitStatus.CLEAN)
    except AjgraphError as error:
        if debug:
            raise
        _say(str(error))
        sys.exit(error.status)
    except Exception as error:
        if is_usage_error(error):
            if given:
                _say(usage_message(error))
            else:  # nothing was asked, so the message is the help page
                print(str(error), file=sys.stderr)  # noqa: T201
            sys.exit(ExitStatus.USAGE)
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


def _speak_unicode() -> None:
    """Write UTF-8 into pipes and files whatever the locale, and never fail over a letter that cannot be shown."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


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
