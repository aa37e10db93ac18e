"""DDOC, the XML container of 2002-2014: its documents and what its signatures state.

Its signatures rest on SHA-1, for which two texts with one digest can be made; so they are named, not checked.
"""

from __future__ import annotations

from collections.abc import Iterator

from ajgraph.documents.archive import Budget, Entry, charge
from ajgraph.documents.contents import Signature
from ajgraph.documents.signatures import claimed
from ajgraph.documents.signed_xml import Element, Flaw, bytes_of, children, parse, text_of
from ajgraph.errors import UnreadableInput
from ajgraph.language import Bilingual

_SHA1 = Bilingual(
    en="it is of the old format DDOC, which rests on SHA-1",
    et="see on vanas DDOC-vormingus, mille aluseks on SHA-1",
)


def read(content: bytes, where: str, budget: Budget) -> tuple[tuple[Entry, ...], tuple[Signature, ...]]:
    """Return the files in a DDOC and its signatures, none of them checked; raises ``UnreadableInput``."""
    try:
        root = parse(content)
    except Flaw:
        raise UnreadableInput(
            Bilingual(
                en="the DDOC container is damaged, too large or not harmless",
                et="DDOC-ümbrik on vigane, liiga suur või ohtlik",
            ),
            where=where,
            remedy=Bilingual(
                en="Open it with DigiDoc4, save the documents and give those.",
                et="Ava see DigiDoc4-ga, salvesta dokumendid ja anna need.",
            ),
        ) from None
    signatures = tuple(
        Signature(*claimed(one), state="not checked", problem=_SHA1)
        for one in children(root, "Signature")[: budget.signatures]
    )
    budget.signatures -= len(signatures)
    return tuple(_files(root, where, budget)), signatures


def _files(root: Element, where: str, budget: Budget) -> Iterator[Entry]:
    for file in children(root, "DataFile", ""):
        name = file.get("Filename", "")
        if file.get("ContentType") != "EMBEDDED_BASE64" or (not (data := bytes_of(file)) and text_of(file)):
            problem = Bilingual(
                en="the DDOC container does not hold the document itself in readable form",
                et="DDOC-ümbrikus ei ole dokumenti ennast loetaval kujul",
            )
            yield Entry(name, None, problem)
            continue
        charge(budget, where, files=1, size=len(data))
        yield Entry(name, data)
