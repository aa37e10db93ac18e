"""The end of a reading: how many files were read whole, in part or not at all, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ajgraph.description import JobDescription
from ajgraph.files import FileReading
from ajgraph.language import Bilingual
from ajgraph.pages.description import settled_by_rule
from ajgraph.sources import Note


def reading_page(files: Sequence[FileReading], missing: Sequence[Note] = ()) -> str:
    """Return the summary of a reading as text: first what is to be told of single files, the counts last.

    ``missing`` are the paths given at which there is no file.
    """
    return "\n".join((*_of_files(files, missing), *_counts(files, missing))) + "\n"


def _of_files(files: Sequence[FileReading], missing: Sequence[Note]) -> Iterator[str]:
    contents = [content for file in files for content in file.contents]
    again = [(file.name, file.same_as) for file in files if file.same_as]
    again += [(content.path, content.same_as) for content in contents if content.same_as]
    for content in contents:
        yield from map(str, (*content.notes, *content.around))
    for name, first in again:
        yield f"{name}: {Bilingual(f'the same content as {first}', f'sama sisu mis failis {first}')}"
    for content in contents:
        for one in content.descriptions:
            if lines := _not_understood(one):
                several, named = len(lines) > 1, ", ".join(map(str, lines))
                yield f"{content.path}: " + str(
                    Bilingual(
                        f"{one.label}: read in part; line{'s' if several else ''} {named} not understood",
                        f"{one.label}: osaliselt loetud; arusaamatu{'d read' if several else ' rida'} {named}",
                    )
                )
    for file in files:
        yield from map(str, file.failed)
    yield from map(str, missing)


def _counts(files: Sequence[FileReading], missing: Sequence[Note]) -> Iterator[str]:
    contents = [content for file in files for content in file.contents]
    found = [one for content in contents for one in content.descriptions]
    partly = sum(bool(_not_understood(one)) for one in found)
    whole = len(found) - partly
    uncertain = sum(map(_is_uncertain, found))
    tables = sum(content.table is not None for content in contents)
    nothing = sum(not (one.descriptions or one.table or one.same_as) for one in contents)
    failed = sum(len(file.failed) for file in files)
    how = _named(
        (whole, Bilingual("read whole", "tervikuna loetud")),
        (partly, Bilingual("read in part", "osaliselt loetud")),
        (uncertain, Bilingual("with something uncertain", "kaheldavat sisaldab")),
    )
    yield f"{Bilingual('Files', 'Faile')}: {len(files)}. " + " ".join(
        f"{one}."
        for one in (
            f"{Bilingual('Job descriptions', 'Ametijuhendeid')}: {len(found)}"
            + (f" ({'; '.join(how)})" if how else ""),
            *_named(
                (tables, Bilingual("Staffing tables:", "Koosseisutabeleid:")),
                (nothing, Bilingual("No job description in:", "Ametijuhendita faile:")),
                (failed, Bilingual("Not read:", "Lugemata:")),
                (len(missing), Bilingual("Paths without a file:", "Teid, kus faili pole:")),
            ),
        )
    )


def _named(*counts: tuple[int, Bilingual]) -> list[str]:
    """Return each count behind what it counts, but none that is zero."""
    return [f"{name} {count}" for count, name in counts if count]


def _not_understood(description: JobDescription) -> list[int]:
    return [problem.line for problem in description.problems if problem.kind == "not-understood"]


def _is_uncertain(description: JobDescription) -> bool:
    doubts = any(problem.kind == "doubtful" for problem in description.problems)
    return doubts or any(settled_by_rule(description))
