"""XML as signatures need it: read without DTD or network, found by structure, written in canonical form.

Canonical forms: C14N 1.0 and 1.1, exclusive C14N 1.0, each with and without comments. Elements are looked up from
parent to child only, never by Id over the whole file, so that a signed part cannot be swapped for another one.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any, Final

from lxml import etree

from ajgraph.documents.personal_codes import harmless
from ajgraph.language import Bilingual

DS: Final = "http://www.w3.org/2000/09/xmldsig#"
XADES: Final = "http://uri.etsi.org/01903/"
"""Start of the namespace of every version of XAdES."""

Element = Any
"""lxml is untyped."""

_XML: Final = "{http://www.w3.org/XML/1998/namespace}"
_EXCLUSIVE: Final = "http://www.w3.org/2001/10/xml-exc-c14n#"
# For a subtree that stands alone 1.1 gives the same bytes as 1.0: they differ in xml: attributes inherited from outside.
_CANONICAL: Final = {
    "http://www.w3.org/TR/2001/REC-xml-c14n-20010315": (False, False),
    "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments": (False, True),
    "http://www.w3.org/2006/12/xml-c14n11": (False, False),
    "http://www.w3.org/2006/12/xml-c14n11#WithComments": (False, True),
    _EXCLUSIVE: (True, False),
    f"{_EXCLUSIVE}WithComments": (True, True),
}

# Writing canonical XML takes time and memory with the product of these; real signatures have a few hundred elements and
# attributes, ten declarations and a handful of prefixes.
_MAX_BYTES: Final = 12 * 1024 * 1024
_MAX_ELEMENTS: Final = 10_000
_MAX_ATTRIBUTES: Final = 20_000
_MAX_DECLARATIONS: Final = 1_000
_MAX_PREFIXES: Final = 50
_MARKS: Final = re.compile(rb"\A(?:\xef\xbb\xbf)+")
"""Byte order marks; some old programs wrote one more at each saving."""
_DECLARATION: Final = re.compile(rb"xmlns(:[^\s=]*)?\s*=")


class Flaw(Exception):
    """Something about a signature or its XML that stops the check; never leaves this package."""

    def __init__(self, message: Bilingual) -> None:
        super().__init__(message.en)
        self.message = message


class Unchecked(Flaw):
    """Nothing is wrong, but it rests on something that is not checked here."""


def parse(content: bytes) -> Element:
    """Return the root of an XML file; raises :class:`Flaw` for what is no harmless XML in UTF-8."""
    content = _MARKS.sub(b"", content, count=1)
    prefixes = _DECLARATION.findall(content[: _MAX_BYTES + 1])
    if (
        len(content) > _MAX_BYTES
        or b"<!DOCTYPE" in content
        or len(prefixes) > _MAX_DECLARATIONS
        or len(set(prefixes)) > _MAX_PREFIXES
    ):
        raise _bad_xml()
    parser = etree.XMLParser(
        # Whatever the file claims: in another encoding the looks at the bytes above would see nothing.
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=False,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise _bad_xml() from None
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise _bad_xml()
    attributes = 0
    for count, node in enumerate(root.iter(), 1):
        attributes += len(node.attrib)
        if count > _MAX_ELEMENTS or attributes > _MAX_ATTRIBUTES:
            raise _bad_xml()
    return root


def children(parent: Element | None, name: str, namespace: str = DS) -> list[Element]:
    """Return the children of that name whose namespace starts with ``namespace``."""
    if parent is None:
        return []
    found = []
    for child in parent.iterchildren(etree.Element):
        qualified = etree.QName(child)
        if qualified.localname == name and (qualified.namespace or "").startswith(namespace):
            found.append(child)
    return found


def child(parent: Element | None, *names: str, namespace: str = DS) -> Element | None:
    """Follow ``names`` down from child to child; None unless there is exactly one at every step."""
    for name in names:
        found = children(parent, name, namespace)
        if len(found) != 1:
            return None
        parent = found[0]
    return parent


def text_of(element: Element | None) -> str:
    """Return the text of an element, stripped; "" for none.

    As canonical XML sees it, that is across comments: one put in later must not cut a name or role short.
    """
    return str(element.xpath("string()")).strip() if element is not None else ""


def bytes_of(element: Element | None) -> bytes:
    """Return what the Base64 text of an element stands for; b"" for what is none."""
    try:
        return base64.b64decode("".join(text_of(element).split()), validate=True)
    except (binascii.Error, ValueError):
        return b""


def canonical(element: Element, method: Element | None) -> bytes:
    """Return an element in the canonical form that ``method`` (with its ``Algorithm``) names; raises :class:`Flaw`."""
    algorithm = method.get("Algorithm") if method is not None else next(iter(_CANONICAL))
    if algorithm not in _CANONICAL:
        raise unsupported(algorithm)
    if any(str(name).startswith(_XML) for one in element.iterancestors() for name in one.attrib):
        raise unsupported("xml:*")
    exclusive, comments = _CANONICAL[algorithm]
    prefixes: list[str] | None = None
    if exclusive and method is not None:
        listed = children(method, "InclusiveNamespaces", _EXCLUSIVE)
        prefixes = [prefix for one in listed for prefix in one.get("PrefixList", "").split()] or None
    try:
        # Written and read again the element stands alone, with every namespace of its surroundings declared on it.
        alone = etree.fromstring(
            etree.tostring(element, with_tail=False), etree.XMLParser(resolve_entities=False)
        )
        written: bytes = etree.tostring(
            alone, method="c14n", exclusive=exclusive, with_comments=comments, inclusive_ns_prefixes=prefixes
        )
    except (etree.LxmlError, ValueError):  # there is none, for example with relative names of namespaces
        raise _bad_xml() from None
    return written


def unsupported(what: str | None) -> Unchecked:
    """Return the flaw of an algorithm that is not checked here, named by the end of its address."""
    name = harmless(re.sub(r"[^\w.#:*-]", "", (what or "?")[-200:].rsplit("/", 1)[-1]), 40)
    return Unchecked(
        Bilingual(
            en=f"it uses {name}, which is not checked here",
            et=f"selles on kasutatud algoritmi {name}, mida siin ei kontrollita",
        )
    )


def _bad_xml() -> Flaw:
    return Flaw(Bilingual(en="the signature file cannot be read", et="allkirja faili ei saa lugeda"))
