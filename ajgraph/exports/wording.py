"""Text for other programs: one clean line, wrapped or cut for pictures; short names that stay the same."""

from __future__ import annotations

import hashlib
import re
import textwrap
from collections.abc import Iterable
from typing import Final

from ajgraph.language import Bilingual, Language
from ajgraph.organisation import Post

_NOT_XML: Final = re.compile("[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 forbids (§ 2.2), and the control characters that it only advises against."""


def one_line(text: str) -> str:
    r"""Return text on one line, without what XML cannot hold (control characters, lone surrogates).

    >>> one_line("Nõunik\n  (pere\x00lepitus)")
    'Nõunik (perelepitus)'
    """
    return " ".join(_NOT_XML.sub("", " ".join(text.split())).split())


def cut(text: str, most: int) -> str:
    """Return at most ``most`` characters, the last one "…" where something was cut off.

    >>> cut("Peaspetsialist", 8)
    'Peaspet…'
    """
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def wrapped(text: str, *, width: int, lines: int) -> list[str]:
    """Return ``text`` in at most ``lines`` lines of about ``width`` characters.

    >>> wrapped("Nõustamisteenuste talituse juhataja", width=20, lines=2)
    ['Nõustamisteenuste', 'talituse juhataja']
    >>> wrapped("Andmebaasiadministraator", width=20, lines=2)
    ['Andmebaasiadministraator']
    """
    longest = max(map(len, text.split()), default=0)  # a long word is not broken unless it is far too long
    return textwrap.wrap(text, width=max(width, min(longest, width * 2)), max_lines=lines, placeholder="…")


def short_names(iris: Iterable[str], prefix: str) -> dict[str, str]:
    """Return a short name for each IRI: ``prefix`` and the start of its SHA-256, longer where two would clash.

    Names stay as they are when other posts come or go, so that the versions of a diagram can be compared.

    >>> short_names(["https://example.org/id/post/x/jurist"], "p")
    {'https://example.org/id/post/x/jurist': 'p16097268'}
    """
    digests = {iri: hashlib.sha256(iri.encode("utf-8", "replace")).hexdigest() for iri in sorted(set(iris))}
    length = 8
    while len({digest[:length] for digest in digests.values()}) < len(set(digests.values())):
        length += 4
    return {iri: f"{prefix}{digest[:length]}" for iri, digest in digests.items()}


def places(post: Post, language: Language) -> str:
    """Return the number of places in words, or that nobody has said it.

    >>> places(Post("x", "Arst", places=2, places_known=True), "et"), places(Post("x", "Arst"), "en")
    ('2 kohta', 'places unknown')
    """
    if not post.places_known:
        return Bilingual("places unknown", "kohti teadmata").in_(language)
    if post.places == 1:
        return Bilingual("1 place", "1 koht").in_(language)
    return Bilingual(f"{post.places} places", f"{post.places} kohta").in_(language)


def title_of(post: Post) -> str:
    """Return the title on one line; the IRI where there is none."""
    return one_line(post.title) or post.iri


def label_of(post: Post) -> str:
    """Return title and specialisation on one line; the IRI where there are none."""
    return one_line(post.label) or post.iri
