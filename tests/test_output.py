"""Tables for people: nothing of a cell is lost at any width."""

from __future__ import annotations

import pytest

from ajgraph.output import to_table

HEADERS = ["post", "unit", "status", "stands in"]
ROWS = [
    [
        "Osakonnajuhataja asetäitja",
        "Klienditeeninduse talitus, Õigusosakond",
        "designated",
        "Nõunik (1), Jurist",
    ],
    ["Jurist", "", "none", None],
    ["Andmekaitsespetsialistide-koordineerija", "x", "y", 3],
]


def _ink(text: str) -> list[str]:
    """Return the characters but for those of the layout: a word broken at the end of a line has a hyphen more."""
    return sorted(x for x in text if x not in "─- \n")


@pytest.mark.parametrize("width", range(30, 200))
def test_no_width_loses_a_character_or_is_exceeded(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    table = to_table(HEADERS, ROWS)
    everything = "".join(map(str, HEADERS)) + "".join(str(cell or "") for row in ROWS for cell in row)
    assert _ink(table) == _ink(everything)
    assert max(map(len, table.splitlines())) <= width


def test_long_words_are_broken_where_estonian_breaks_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    table = to_table(
        ("post", "unit"), [("Andmebaasiadministraator", "Infotehnoloogia talitus, https://example.org/x")]
    )
    assert "Andmebaasi-\n" in "\n".join(line.split("  ")[0] + "\n" for line in table.splitlines())
    assert "administraator" in table
    # What is no word is folded as it is, without a hyphen of our own.
    assert "https://example.org/x" in "".join("".join(line.split()[-1:]) for line in table.splitlines())


def test_words_stay_whole_where_all_find_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    table = to_table(HEADERS, ROWS)
    for word in " ".join(str(cell or "") for row in ROWS for cell in row).split():
        assert word in table
