"""Paths to files: folders searched through, names in words."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from ajgraph.errors import UnreadableInput
from ajgraph.language import Bilingual


def name_of(path: Path) -> str:
    """Return a path in words: with ``/`` between folders, bytes that are no text as escapes."""
    return path.as_posix().encode("utf-8", "backslashreplace").decode()


_OF_SYSTEM = re.compile(r"\.|~\$|(?:desktop\.ini|thumbs\.db)$", re.IGNORECASE)
"""Names of files that systems and Word leave beside documents."""


def find(paths: Sequence[Path]) -> list[Path]:
    """Return the files that ``paths`` name: files as given, folders searched through.

    Sorted, each file once; hidden files and folders inside a folder are skipped, and what systems and Word leave there.

    Raises
    ------
    UnreadableInput
        A path does not exist, or a folder holds no files.

    """
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            inside = _files_under(path)
            if not inside:
                raise UnreadableInput(
                    Bilingual(en="the folder holds no files", et="kaustas ei ole ühtegi faili"),
                    where=name_of(path),
                    remedy=Bilingual(
                        en="Give a folder with job descriptions, or the files themselves.",
                        et="Anna kaust, milles on ametijuhendid, või failid ise.",
                    ),
                )
            found.update(inside)
        elif path.exists():
            found.add(path)
        else:
            raise UnreadableInput(
                Bilingual(en="there is no such file or folder", et="sellist faili ega kausta ei ole"),
                where=name_of(path),
                remedy=Bilingual(en="Check the spelling of the path.", et="Kontrolli tee kirjapilti."),
            )
    return sorted(found, key=lambda path: path.as_posix())


def _files_under(folder: Path) -> list[Path]:
    found: list[Path] = []
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found.extend(Path(parent, name) for name in files if not _OF_SYSTEM.match(name))
    return found
