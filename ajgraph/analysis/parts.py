"""Strongly connected parts of a graph given by its successors, without building it (Tarjan 1972).

``networkx`` has them for a graph that is there; here each question is about another few posts of the same links.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator


def strong_parts(
    starts: Iterable[str], onward: Callable[[str], Iterable[str]], *, enter: Callable[[str], bool]
) -> Iterator[frozenset[str]]:
    """Yield the parts that ``starts`` lead to over nodes that may be entered; a part comes after those it leads to.

    >>> links = {"a": "b", "b": "c", "c": "bd", "d": ""}
    >>> [sorted(part) for part in strong_parts("a", links.__getitem__, enter=lambda node: True)]
    [['d'], ['b', 'c'], ['a']]
    """
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_: dict[str, None] = {}  # a stack that can be asked
    for start in starts:
        if start in number or not enter(start):
            continue
        number[start] = lowest[start] = len(number)
        open_[start] = None
        stack = [(start, iter(onward(start)))]
        while stack:
            node, links = stack[-1]
            for other in links:
                if other in open_:
                    lowest[node] = min(lowest[node], number[other])
                elif other not in number and enter(other):
                    number[other] = lowest[other] = len(number)
                    open_[other] = None
                    stack.append((other, iter(onward(other))))
                    break
            else:
                stack.pop()
                if stack:
                    above = stack[-1][0]
                    lowest[above] = min(lowest[above], lowest[node])
                if lowest[node] == number[node]:
                    found = [open_.popitem()[0]]
                    while found[-1] != node:
                        found.append(open_.popitem()[0])
                    yield frozenset(found)
