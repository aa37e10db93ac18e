"""Write docs/cli.md, the reference of the command line, from the commands themselves (``make docs``).

Nothing in it depends on the terminal or on how the installed Typer lays out its help: names, help, defaults
and examples come from the commands, the values an option takes from its annotation.
"""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any, Final, Literal

import typer

from ajgraph import language
from ajgraph.errors import ExitStatus

language.use("en")
from ajgraph.commands import app  # noqa: E402 - help texts are made in the language chosen just above

PAGE: Final = Path(__file__).with_name("cli.md")

MEANING: Final = {
    ExitStatus.CLEAN: "clean",
    ExitStatus.FINDINGS: "findings: the command did its work, and there is something to look at",
    ExitStatus.USAGE: "usage: the question cannot be asked like this (unknown option, post or query)",
    ExitStatus.FAILED: "could not run: no graph there, no file that can be read, SPARQL that does not parse",
}
FINDINGS: Final = {
    "read": "some of the files or paths could not be read (3 if none could; a file in which no job description was found "
    "is named, and counts as read)",
    "build": "some of the files or paths could not be read (3 if nothing was found in any of them)",
    "check": "something was found, of any severity",
    "coverage": "a post has nobody who may stand in",
    "suggest": "there is nobody to suggest, or there are too few people for what is asked",
    "absent": "something stays uncovered, or is not known to be covered",
    "leave": "a day is broken: something stays uncovered on it for certain",
}
"""When a command ends with 1; the others never do."""

HEAD: Final = """\
# The command line

<!-- Written by docs/generate.py (make docs). Do not edit. -->

Data goes to standard output, talk to standard error. On a terminal the result is a page or a table, in a pipe or a file
(`-o`) it is JSON; `--format` decides otherwise. The graph lives in a store, a folder: `-s`, else `$AJGRAPH_STORE`, else
`./.ajgraph`; commands that only read also take an RDF file. Wherever a post is asked for, its id, title, title with
specialisation in brackets, “unit / title” or IRI will do.
"""


def page() -> str:
    """Return the whole page."""
    group = typer.main.get_command(app)
    root = app.registered_callback.callback if app.registered_callback else None
    functions = {info.name: info.callback for info in app.registered_commands}
    commands: dict[str, Any] = group.commands  # type: ignore[attr-defined]
    parts = [HEAD, "| command | does |\n|---|---|"]
    parts[-1] += "".join(
        f"\n| [`ajgraph {name}`](#ajgraph-{name}) | {one.short_help} |" for name, one in commands.items()
    )
    parts.append("## Exit codes\n\n| code | means |\n|---|---|")
    parts[-1] += "".join(f"\n| {int(code)} | {meaning} |" for code, meaning in MEANING.items())
    parts.append("## `ajgraph`\n\n" + "\n".join(_options(group, root)))
    parts += ["\n".join(_command(name, one, functions[name])) for name, one in commands.items()]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _command(name: str, command: Any, function: Any) -> Iterator[str]:
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    usage = " ".join(_placeholder(one) for one in arguments)
    yield f"## `ajgraph {name}`\n\n{command.help}\n"
    yield f"```text\najgraph {name} [OPTIONS] {usage}".rstrip() + "\n```\n"
    if arguments:
        yield "| argument | value | meaning |\n|---|---|---|"
        hints = _hints(function)
        yield from (
            f"| `{_placeholder(one)}` | {_values(hints.get(one.name))} | {_meaning(one)} |"
            for one in arguments
        )
        yield ""
    yield from _options(command, function)
    if name in FINDINGS:
        yield f"\nExit code 1: {FINDINGS[name]}."
    _, _, examples = (command.epilog or "").partition("Examples:\n")
    yield "\nExamples:\n\n```sh"
    yield from (line.strip() for line in examples.splitlines())
    yield "```"


def _placeholder(argument: Any) -> str:
    name = argument.name.upper() + ("…" if argument.nargs == -1 else "")
    return name if argument.required else f"[{name}]"


def _options(command: Any, function: Any) -> Iterator[str]:
    hints = _hints(function) if function else {}
    yield "| option | value | meaning |\n|---|---|---|"
    for one in command.params:
        if one.param_type_name == "option":
            names = ", ".join(f"`{name}`" for name in one.opts)
            values = "" if one.is_flag else _values(hints.get(one.name), one.metavar)
            yield f"| {names} | {values} | {_meaning(one)} |"
    yield "| `-h`, `--help` |  | Show the help and end. |"


def _meaning(parameter: Any) -> str:
    notes = []
    if parameter.required:
        notes.append("Required.")
    if parameter.envvar:
        notes.append(f"From `${parameter.envvar}` if not given.")
    if parameter.default not in (None, False) and parameter.show_default:
        notes.append(f"Default: `{parameter.default}`.")
    return " ".join([parameter.help.replace("|", "\\|"), *notes])


def _hints(function: Any) -> dict[str, Any]:
    """Return the annotation of each parameter, with typer's part."""
    return {
        one.name: one.annotation for one in inspect.signature(function, eval_str=True).parameters.values()
    }


def _values(annotation: Any, metavar: str | None = None) -> str:
    """Return what may be given, as a table cell: the choices, else the kind of value.

    Optional choices are sorted, because ``typing`` takes those in another order for the same and keeps one.
    """
    optional = False
    if typing.get_origin(annotation) is typing.Annotated:
        annotation, info = typing.get_args(annotation)[:2]
        if getattr(info, "min", None) is not None:
            return f"number from {info.min}" + (f" to {info.max}" if info.max is not None else "")
    if metavar:
        return f"`{metavar}`"
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        annotation = next(kind for kind in typing.get_args(annotation) if kind is not type(None))
        optional = True
    if typing.get_origin(annotation) is list:
        annotation = typing.get_args(annotation)[0]
    if typing.get_origin(annotation) is Literal:
        choices = typing.get_args(annotation)
        return ", ".join(f"`{choice}`" for choice in (sorted(choices) if optional else choices))
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return ", ".join(f"`{choice.value}`" for choice in annotation)
    return {Path: "path", int: "number"}.get(annotation, "text")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
