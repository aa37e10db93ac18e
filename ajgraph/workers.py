"""Work on untrusted files in processes of their own: time and memory are limited, a crash is one file's failure.

Parsers of binary formats are native code that hostile files are made for; a limit inside the process cannot stop
them. A worker that takes too long or dies is replaced, and the rest goes on.
"""

from __future__ import annotations

import copy
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, TimeoutError  # noqa: A004 - another class than the built-in one in Python 3.10
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Final, Generic, TypeVar

from pebble import ProcessExpired, ProcessPool

from ajgraph.language import Bilingual

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD: Final = 64
"""How many items for each worker are handed out before their results are taken."""


_START: Final[Any] = multiprocessing.get_context("forkserver" if os.name == "posix" else "spawn")
_starting: Final = threading.Lock()


class _Worker(_START.Process):  # type: ignore[misc]
    """A process that does not run the user's script once more: what it works on is imported by name.

    So a script without ``if __name__ == "__main__"`` may use workers like any other.
    """

    @staticmethod
    def _Popen(process_obj: Any) -> Any:  # noqa: N802 - the standard library's name for how a process starts
        with _starting:
            main = sys.modules["__main__"]
            sys.modules["__main__"] = ModuleType("__main__")
            try:
                return _START.Process._Popen(process_obj)
            finally:
                sys.modules["__main__"] = main


_CONTEXT: Final = copy.copy(_START)
_CONTEXT.Process = _Worker


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker may use: ``seconds`` for one item, ``megabytes`` of address space in all."""

    seconds: float = 60.0
    megabytes: int = 2048


@dataclass(frozen=True, slots=True)
class Done(Generic[Item, Result]):
    """What became of one item: its result, or why there is none."""

    item: Item
    result: Result | None
    failure: Bilingual | None = None


def each(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    limits: Limits = Limits(),
    workers: int | None = None,
    preload: Sequence[str] = (),
) -> Generator[Done[Item, Result], None, None]:
    """Yield what ``function`` gives for each item, in the order of ``items``.

    ``function`` must be importable by name. ``workers`` is the number of processes, one for each core by
    default; ``preload`` names modules that they share from the start. An exception of ``function`` is a failure.
    """
    if not items:
        return
    if os.name == "posix":
        _CONTEXT.set_forkserver_preload(["ajgraph", *preload])
    count = min(workers or _cores(), len(items)) or 1
    pool = ProcessPool(max_workers=count, initializer=_limit, initargs=(limits.megabytes,), context=_CONTEXT)
    with pool:
        waiting: list[tuple[Item, Future[Result]]] = []
        try:
            for item in items:
                waiting.append((item, pool.schedule(function, args=(item,), timeout=limits.seconds)))
                if len(waiting) == count * _AHEAD:
                    yield _taken(*waiting.pop(0), limits)
            for one in waiting:
                yield _taken(*one, limits)
        except BaseException:  # the caller stops early, or is interrupted: nothing more is to be done
            pool.stop()  # type: ignore[no-untyped-call]
            raise


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _taken(item: Item, future: Future[Result], limits: Limits) -> Done[Item, Result]:
    try:
        return Done(item, future.result())
    except TimeoutError:
        return Done(
            item,
            None,
            Bilingual(
                f"reading took longer than {limits.seconds:g} seconds and was stopped",
                f"lugemine kestis üle {limits.seconds:g} sekundi ja peatati",
            ),
        )
    except MemoryError:
        return Done(item, None, _too_much(limits))
    except ProcessExpired as error:
        return Done(
            item,
            None,
            Bilingual(
                f"the reader broke down on this file (exit code {error.exitcode})",
                f"lugeja jooksis sellel failil kokku (väljumiskood {error.exitcode})",
            ),
        )
    except Exception as error:
        return Done(
            item,
            None,
            Bilingual(
                f"the reader failed on this file ({type(error).__name__}: {error})",
                f"lugeja sai sellel failil vea ({type(error).__name__}: {error})",
            ),
        )


def _too_much(limits: Limits) -> Bilingual:
    return Bilingual(
        f"reading needs more than {limits.megabytes} MB of memory and was stopped",
        f"lugemine vajab üle {limits.megabytes} MB mälu ja peatati",
    )


def _limit(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # pragma: no cover - Windows has no such limits
        return
    size = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
