"""``META-INF/manifest.xml``: the list a container gives of its own files (OpenDocument 1.2, part 3; ASiC, BDOC)."""

from __future__ import annotations

import unicodedata
from collections.abc import Set

from ajgraph.documents.signed_xml import Flaw, children, parse

_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:manifest:"


def absent(content: bytes, names: Set[str]) -> tuple[str, ...] | None:
    """Return the files that the manifest lists and that are not among ``names``, sorted; None for no harmless XML.

    ``names`` are in Unicode's form NFC. Folders are left out.
    """
    try:
        root = parse(content)
    except Flaw:
        return None
    paths = {
        unicodedata.normalize("NFC", value)
        for entry in children(root, "file-entry", _NAMESPACE)
        for name, value in entry.attrib.items()
        if name.startswith(f"{{{_NAMESPACE}") and name.endswith("}full-path")
    }
    return tuple(sorted(path for path in paths - names if path and not path.endswith("/")))
