"""DOC and RTF: through LibreOffice where it is installed, with a clear message where not. LibreOffice is a script here."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import pytest

from ajgraph import documents
from ajgraph.blocks import Document
from ajgraph.documents import doc
from ajgraph.errors import UnreadableInput
from tests.made_docx import docx_of, p

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
DOC = OLE + "WordDocument".encode("utf-16-le")
RTF = b"{\\rtf1 tekst}"
KINDS = pytest.mark.parametrize(("content", "kind"), [(DOC, "DOC"), (RTF, "RTF")], ids=["DOC", "RTF"])
needs_scripts = pytest.mark.skipif(
    os.name != "posix", reason="the script that stands for LibreOffice needs a shell"
)

RECORD = """
import json, os, pathlib, shutil, sys
arguments = sys.argv[1:]
out = pathlib.Path(arguments[arguments.index("--outdir") + 1])
profile = next(one for one in arguments if one.startswith("-env:UserInstallation=file://"))
settings = pathlib.Path(profile.partition("file://")[2], "user", "registrymodifications.xcu").read_text()
print("noise" * 1_000_000)
record = {
    "arguments": arguments, "environment": dict(os.environ), "settings": settings,
    "content": pathlib.Path(arguments[-1]).read_bytes().hex(), "folder": os.getcwd(), "input": sys.stdin.read(),
}
(here / "record.json").write_text(json.dumps(record))
out.mkdir()
shutil.copy(here / "made.docx", out / "document.docx")
"""


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder the whole search path; it has no LibreOffice yet."""
    folder = tmp_path / "tools"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("SECRET", "1")
    return folder


def install(folder: Path, script: str, name: str = "soffice") -> None:
    """Put a program that runs ``script`` into the folder."""
    path = folder / name
    path.write_text(f"#!{sys.executable}\nimport pathlib\nhere = pathlib.Path({str(folder)!r})\n{script}\n")
    path.chmod(0o755)


def load(folder: Path, content: bytes) -> Document:
    (folder / "juhend.doc").write_bytes(content)
    return documents.load(folder / "juhend.doc")


def refused(folder: Path, content: bytes) -> UnreadableInput:
    with pytest.raises(UnreadableInput) as caught:
        load(folder, content)
    assert caught.value.where == (folder / "juhend.doc").as_posix()
    assert caught.value.remedy is not None
    assert caught.value.message.et != caught.value.message.en
    return caught.value


@KINDS
def test_without_libreoffice_the_message_says_what_to_do(tools: Path, content: bytes, kind: str) -> None:
    error = refused(tools, content)
    assert kind in error.message.en
    assert "LibreOffice" in error.message.et
    assert error.remedy is not None
    assert ".docx" in error.remedy.en
    assert "install LibreOffice" in error.remedy.en


@needs_scripts
@KINDS
@pytest.mark.parametrize("name", ["soffice", "libreoffice"])
def test_what_libreoffice_makes_is_read(tools: Path, content: bytes, kind: str, name: str) -> None:
    (tools / "made.docx").write_bytes(docx_of(p("Nõunik") + p("Žürii")))
    install(tools, RECORD, name)
    document = load(tools, content)
    assert [block.text for block in document.blocks] == ["Nõunik", "Žürii"]
    assert document.media_type == {"DOC": "application/msword", "RTF": "application/rtf"}[kind]

    record = json.loads((tools / "record.json").read_text())
    assert bytes.fromhex(record["content"]) == content
    assert record["input"] == ""
    assert "--headless" in record["arguments"]
    assert {"DOC": "--infilter=MS Word 97", "RTF": "--infilter=Rich Text Format"}[kind] in record["arguments"]
    assert "SECRET" not in record["environment"]
    assert record["environment"]["HOME"] == record["folder"]
    for setting in (
        "DisableMacrosExecution",
        "MacroSecurityLevel",
        "BlockUntrustedRefererLinks",
        "ooInetProxyType",
    ):
        assert setting in record["settings"]
    assert not Path(record["folder"]).exists(), "the temporary folder is gone"


@needs_scripts
@pytest.mark.parametrize(
    "script",
    [
        "raise SystemExit(1)",
        "pass",
        RECORD.replace('shutil.copy(here / "made.docx", out / "document.docx")', ""),
        RECORD.replace(
            'shutil.copy(here / "made.docx", out / "document.docx")',
            '(out / "document.docx").open("wb").truncate(1 << 40)',
        ),
        RECORD.replace(
            'shutil.copy(here / "made.docx", out / "document.docx")', '(out / "document.docx").mkdir()'
        ),
    ],
    ids=["fails", "makes nothing", "makes only a folder", "makes too much", "makes no file"],
)
def test_a_conversion_that_fails_is_said(tools: Path, script: str) -> None:
    install(tools, script)
    assert "could not open this DOC file" in refused(tools, DOC).message.en


@needs_scripts
def test_a_program_that_does_not_start(tools: Path) -> None:
    (tools / "soffice").write_text("#!/nowhere/at/all\n")
    (tools / "soffice").chmod(0o755)
    assert "could not open this DOC file" in refused(tools, DOC).message.en


@needs_scripts
def test_what_it_makes_is_not_trusted(tools: Path) -> None:
    (tools / "made.docx").write_bytes(b"PK\x03\x04 word/ and noise")
    install(tools, RECORD)
    assert "damaged" in refused(tools, DOC).message.en


@needs_scripts
def test_a_program_that_hangs_is_stopped_with_what_it_started(
    tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doc, "SECONDS", 0.5)
    install(
        tools,
        """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
(here / "child").write_text(str(child.pid))
time.sleep(600)
""",
    )
    error = refused(tools, DOC)
    assert "took longer than 0.5 seconds" in error.message.en
    child = int((tools / "child").read_text())
    for _ in range(200):
        if not alive(child):
            break
        time.sleep(0.05)
    assert not alive(child)


@needs_scripts
def test_without_a_temporary_folder(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tools, "pass")
    monkeypatch.setattr(doc.tempfile, "tempdir", str(tools / "nowhere"))
    assert "temporary folder" in refused(tools, DOC).message.en


def alive(process: int) -> bool:
    """Return whether a process runs; one that has ended but that nobody has asked after does not."""
    state = Path(f"/proc/{process}/stat")
    if state.parent.parent.joinpath("self").exists():
        return state.exists() and state.read_text().rpartition(")")[2].split()[0] not in "ZX"
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        (OLE + "Workbook".encode("utf-16-le"), "XLS (Excel 97-2003)"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "PPT"),
        (OLE + "__properties_version1.0".encode("utf-16-le"), "MSG"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "MHTML"),
        (b'<?xml version="1.0"?><pkg:package/>', "XML"),
    ],
)
def test_files_that_only_look_like_it_have_words_of_their_own(
    tools: Path, content: bytes, words: str
) -> None:
    assert words in refused(tools, content).message.en
