"""DOC (Word 97-2003) and RTF: made into DOCX by LibreOffice, where that is installed, and read as such.

LibreOffice is started without a window, with a profile of its own in a temporary folder, in which macros are off,
links are not followed and every connection is sent to nowhere; it sees a copy of the file and nothing of the user's
settings. It is stopped when it takes too long. Without LibreOffice the message says what to do.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from ajgraph.blocks import Block
from ajgraph.documents import docx
from ajgraph.documents.formats import DOC, format_of
from ajgraph.errors import UnreadableInput
from ajgraph.language import Bilingual

SECONDS: Final = 45.0
"""The longest a conversion may take; most take under five seconds, the first on a cold machine the longest."""

MAX_MADE: Final = 16 * 1024 * 1024
"""The largest DOCX that is taken from a conversion, in bytes: twice the largest file that is read."""

_PROGRAMS: Final = ("soffice", "libreoffice")
_FILTERS: Final = {DOC: ("doc", "MS Word 97"), "RTF": ("rtf", "Rich Text Format")}
_SETTINGS: Final = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""Path, name and value: no macro runs, nothing is fetched, and what tries to goes to a port where nobody listens."""

_AS_DOCX: Final = Bilingual(
    en="Save it as .docx in Word or LibreOffice and give that file.",
    et="Salvesta see Wordis või LibreOffice'is .docx-failina ja anna see fail.",
)


def blocks(content: bytes, where: str) -> tuple[Block, ...]:
    """Return the blocks of a DOC or RTF file, as :func:`ajgraph.documents.docx.blocks` does for what is made of it.

    Unlike the other readers this one starts a program and uses a temporary folder. Raises
    :class:`~ajgraph.errors.UnreadableInput` where LibreOffice is missing, fails, or takes too long.
    """
    kind = format_of(content)
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise _missing(kind, where)
    try:
        with tempfile.TemporaryDirectory(prefix="ajgraph-", ignore_cleanup_errors=True) as folder:
            made = _converted(content, Path(folder), program, kind, where)
    except OSError as error:
        raise _no_room(error, where) from error
    return docx.blocks(made, where)


def _converted(content: bytes, folder: Path, program: str, kind: str, where: str) -> bytes:
    ending, name = _FILTERS[kind]
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_settings(), encoding="utf-8")
    source = folder / f"document.{ending}"
    source.write_bytes(content)
    command = [
        program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck", "--nologo",
        "--nodefault", "--nofirststartwizard", f"--infilter={name}", "--convert-to", "docx:MS Word 2007 XML",
        "--outdir", str(folder / "made"), str(source),
    ]  # fmt: skip
    _run(command, folder, kind, where)
    try:
        with (folder / "made" / "document.docx").open("rb") as file:
            made = file.read(MAX_MADE + 1)
    except OSError as error:
        raise _failed(kind, where) from error
    if not made or len(made) > MAX_MADE:
        raise _failed(kind, where)
    return made


def _run(command: list[str], folder: Path, kind: str, where: str) -> None:
    """Run the program with nothing of this one's: no input, no output, no settings; it and its children end here."""
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=_environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise _failed(kind, where) from error
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise _too_long(kind, where) from error
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it has started: the command is often a script that starts the real one."""
    try:
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:  # pragma: no cover - Windows has no process groups of this kind
            process.kill()
    except (ProcessLookupError, PermissionError):
        pass  # it has ended, and so have its children
    process.wait()


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LANG", "LC_ALL") if name in os.environ}
    own = {
        name: str(folder) for name in ("HOME", "TMPDIR", "TMP", "TEMP", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
    }
    return kept | own | {"SAL_USE_VCLPLUGIN": "svp"}


def _settings() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
    )


def _short(kind: str) -> str:
    return _FILTERS[kind][0].upper()


def _missing(kind: str, where: str) -> UnreadableInput:
    return UnreadableInput(
        Bilingual(
            en=f"this is a file in the format {kind}, which is read through LibreOffice, and that is not installed",
            et=f"see on {kind}-vormingus fail, mille lugemiseks on vaja LibreOffice'it, kuid seda pole paigaldatud",
        ),
        where=where,
        remedy=Bilingual(
            en="Save it as .docx and give that file, or install LibreOffice.",
            et="Salvesta see .docx-failina ja anna see fail või paigalda LibreOffice.",
        ),
    )


def _failed(kind: str, where: str) -> UnreadableInput:
    return UnreadableInput(
        Bilingual(
            en=f"LibreOffice could not open this {_short(kind)} file: it is damaged or protected with a password",
            et=f"LibreOffice ei saanud seda {_short(kind)}-faili avada: see on rikutud või parooliga kaitstud",
        ),
        where=where,
        remedy=_AS_DOCX,
    )


def _no_room(error: OSError, where: str) -> UnreadableInput:
    return UnreadableInput(
        Bilingual(
            en=f"the temporary folder that opening this file needs cannot be used ({error.strerror})",
            et=f"ajutist kausta, mida selle faili avamine vajab, ei saa kasutada ({error.strerror})",
        ),
        where=where,
        remedy=_AS_DOCX,
    )


def _too_long(kind: str, where: str) -> UnreadableInput:
    return UnreadableInput(
        Bilingual(
            en=f"LibreOffice took longer than {SECONDS:g} seconds over this {_short(kind)} file and was stopped",
            et=f"LibreOffice'il kulus selle {_short(kind)}-faili avamiseks üle {SECONDS:g} sekundi ja see peatati",
        ),
        where=where,
        remedy=_AS_DOCX,
    )
