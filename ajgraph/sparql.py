"""SPARQL as text: what kind of request it is, and where values for its variables go.

This is no parser (the engine has one): it only tells comments, strings and IRIs from the rest, so that a brace or
a keyword inside them misleads nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

_TOKEN: Final = re.compile(
    r"""(?P<skip>\#[^\n]*|<[^<>"{}|^`\\\s]*>|\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'
      |[?$]\w+|\w*:[\w.-]*)|(?P<token>[{}()]|\w+)""",
    re.VERBOSE | re.DOTALL,
)
_UPDATES: Final = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}
)
_PROLOGUE: Final = frozenset({"PREFIX", "BASE", "VERSION"})


def is_update(text: str) -> bool:
    r"""Say whether a text asks to change the graph (SPARQL 1.1 Update).

    >>> is_update("PREFIX a: <b:> DELETE WHERE { ?s ?p ?o }"), is_update("# DROP\nASK { ?s ?p 'CLEAR' }")
    (True, False)
    """
    return next((word for word, _ in _tokens(text) if word not in _PROLOGUE), "") in _UPDATES


def undeclared(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the prefixes that a text uses and neither declares nor finds among the ``known``, sorted.

    >>> undeclared('PREFIX a: <b:> ASK { ?s a:x foo:y ; bar:z "not:this" ; aj:text _:b }', ["aj"])
    ('bar', 'foo')
    """
    used = set[str]()
    declared, before = {"_", *known}, ""
    for found in _TOKEN.finditer(text):
        name = re.fullmatch(r"(\w*):[\w.-]*", found["skip"] or "")
        if name and not text.startswith("//", found.end()):  # an address without its brackets
            (declared if before == "PREFIX" else used).add(name[1])
        before = (found["token"] or "").upper()
    return tuple(sorted(used - declared))


def with_values(text: str, values: Mapping[str, str]) -> str:
    """Return a query with values for some variables, put at the beginning of its outermost group.

    ``values`` maps variables (without ``?``) to terms as SPARQL writes them. A query whose group can hold no
    values (``CONSTRUCT WHERE``, or a group that is a SELECT itself) is returned as it was.

    >>> with_values("ASK { ?s ?p ?o }", {"s": "<x:1>"})
    'ASK { VALUES ?s { <x:1> } ?s ?p ?o }'
    """
    place = _group(text)
    if place is None or not values:
        return text
    stated = "".join(f" VALUES ?{name} {{ {term} }}" for name, term in sorted(values.items()))
    return text[:place] + stated + text[place:]


def _group(text: str) -> int | None:
    """Return the place after the brace that opens the outermost group."""
    parentheses = depth = 0
    before, construct, template = "", False, False
    tokens = _tokens(text)
    for token, end in tokens:
        if token in {"(", ")"}:
            parentheses += 1 if token == "(" else -1
        elif parentheses:
            continue
        elif token == "{" and not depth and (template or before != "CONSTRUCT"):
            inside, _ = next(tokens, ("", 0))
            return None if inside == "SELECT" or (construct and not template) else end
        elif token in {"{", "}"}:
            depth += 1 if token == "{" else -1
            template = True
        elif not depth:
            before, construct = token, construct or token == "CONSTRUCT"
    return None


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    """Yield braces, parentheses and words in upper case, each with the place after it."""
    for found in _TOKEN.finditer(text):
        if token := found["token"]:
            yield token.upper(), found.end()
