"""What all answers share: records for tables of data, and a table of their own in a notebook."""

from __future__ import annotations

import html
from typing import Any

from ajgraph.language import Bilingual

_SHOWN = 200
"""Rows that a notebook shows; ``records`` has them all."""


class Result:
    """A base of answers that have ``records``: one flat dictionary for each row, fit for ``pandas.DataFrame``."""

    __slots__ = ()

    def records(self) -> list[dict[str, Any]]:
        """Return the rows."""
        raise NotImplementedError

    def _repr_html_(self) -> str:
        """Return the answer as a notebook shows it: its one line, and its rows; a post by its name, not its IRI."""
        records = self.records()
        parts = [f"<p>{html.escape(str(self))}</p>"]
        if records:
            columns = [key for key in records[0] if f"{key}_name" not in records[0]]
            head = "".join(
                f"<th>{html.escape(key.removesuffix('_name').replace('_', ' '))}</th>" for key in columns
            )
            rows = "".join(
                "<tr>" + "".join(f"<td>{html.escape(_shown(record[key]))}</td>" for key in columns) + "</tr>"
                for record in records[:_SHOWN]
            )
            parts.append(f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")
        if len(records) > _SHOWN:
            more = len(records) - _SHOWN
            parts.append(f"<p>{Bilingual(f'… and {more} more rows', f'… ja veel {more} rida')}</p>")
        return "".join(parts)


def _shown(value: object) -> str:
    return "" if value is None else str(value)
