"""The end of a reading: how many files were read whole, in part or not at all, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ajgraph.files import FileReading
from ajgraph.language import Bilingual


def reading_page(files: Sequence[FileReading]) -> str:
    """Return the summary of a reading as text; files that were not read come with their reason."""
    return "\n".join(_lines(files)) + "\n"


def _lines(files: Sequence[FileReading]) -> Iterator[str]:
    contents = [content for file in files for content in file.contents]
    found = [one for content in contents for one in content.descriptions]
    partly = sum(bool(one.problems) for one in found)
    tables = sum(content.table is not None for content in contents)
    empty = [one for one in contents if not (one.descriptions or one.table or one.same_as)]
    failed = [note for file in files for note in file.failed]
    again = [(file.name, file.same_as) for file in files if file.same_as]
    again += [(content.path, content.same_as) for content in contents if content.same_as]
    for content in contents:
        yield from map(str, (*content.notes, *content.around))
    for name, first in again:
        yield f"{name}: {Bilingual(f'the same content as {first}', f'sama sisu mis failis {first}')}"
    yield from map(str, failed)
    yield str(
        Bilingual(
            f"Files: {len(files)}. Job descriptions: {len(found)}, of which {len(found) - partly} read whole and "
            f"{partly} with something not understood. Staffing tables: {tables}. "
            f"No job description in: {len(empty)}. Not read: {len(failed)}.",
            f"Faile: {len(files)}. Ametijuhendeid: {len(found)}, neist tervikuna loetud {len(found) - partly}, "
            f"osalt arusaamatuid {partly}. Koosseisutabeleid: {tables}. "
            f"Ametijuhendita: {len(empty)}. Lugemata: {len(failed)}.",
        )
    )
