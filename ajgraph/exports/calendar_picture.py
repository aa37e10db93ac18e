"""A leave calendar as a picture (SVG 1.1): months across, a line for each place that is ever away, broken days in red.

Drawn without Graphviz: bars on lines. Everything has a tooltip; a title and a description tell screen readers the rest.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from ajgraph.analysis.leave.away import Absence
from ajgraph.analysis.leave.days import Days, LeaveAnswer, ranges
from ajgraph.exports import palette
from ajgraph.exports.markup import HEAD
from ajgraph.language import Bilingual, Language, current, on_day
from ajgraph.posts import names

_FONTS: Final = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
_LINE: Final = 22.0
_BAR: Final = 13.0
_LABELS: Final = (250.0, 460.0)
"""How wide the column of names is, at least and at most."""
_MARGIN: Final = 16.0
_TOP: Final = 84.0
_YEAR_WIDTH: Final = 900.0
_ROOM_FOR_A_DAY: Final = 14.0
"""How wide a week has to be for the number of its Monday."""
_LETTER: Final = 5.7
_RED: Final = "#C62828"
"""Broken: darker than vermillion, which is one of the hues of verdicts."""
_NO_DAY: Final = datetime.date(2000, 1, 1)
_MONTHS: Final = (
    Bilingual("January", "jaanuar"), Bilingual("February", "veebruar"), Bilingual("March", "märts"),
    Bilingual("April", "aprill"), Bilingual("May", "mai"), Bilingual("June", "juuni"),
    Bilingual("July", "juuli"), Bilingual("August", "august"), Bilingual("September", "september"),
    Bilingual("October", "oktoober"), Bilingual("November", "november"), Bilingual("December", "detsember"),
)  # fmt: skip


def to_calendar_svg(answer: LeaveAnswer, *, language: Language | None = None) -> str:
    """Return the picture of an answer: its leaves, its broken days, and where the repair moves leaves to."""
    return (
        HEAD
        + tostring(_Picture(answer, language or current()).draw(), encoding="unicode").replace("><", ">\n<")
        + "\n"
    )


class _Picture:
    def __init__(self, answer: LeaveAnswer, language: Language) -> None:
        self.answer = answer
        self.language = language
        self.moves = {move.leave: move for move in answer.repair.moves} if answer.repair else {}
        days = [day for one in answer.absences for day in (one.begin, one.end)]
        days += [day for move in self.moves.values() for day in (move.begin, move.end)]
        spanned = [day for first, last in ranges(answer.spans) for day in (first, last)]
        # Only the months asked about, and those that leaves are moved to.
        shown = [day for day in days if not spanned or spanned[0] <= day <= spanned[-1]] or days
        moved = [day for move in self.moves.values() for day in (move.begin, move.end)]
        first, last = (
            (min([*shown, *moved]), max([*shown, *moved])) if days else (datetime.date(1, 1, 1),) * 2
        )
        self.first = first.replace(day=1)
        self.last = last.replace(day=calendar.monthrange(last.year, last.month)[1])
        self.days = (self.last - self.first).days + 1
        self.step = max(_YEAR_WIDTH / 366, min(12.0, _YEAR_WIDTH / self.days))
        self.lines = self._lines()
        longest = max((len(label) for label, _ in self._rows()), default=0) * _LETTER + 16
        self.labels = min(max(_LABELS[0], longest), _LABELS[1])
        self.broken = ranges(answer.broken)
        self.unknown = ranges(answer.unknown)

    def _lines(self) -> list[tuple[str, str]]:
        """Return post and place of each line, by unit as in the structure, then by name."""
        by_iri = self.answer.organisation.by_iri
        here = {(one.post, one.place) for one in self.answer.absences}
        return sorted(here, key=lambda one: (by_iri[one[0]].unit_path, by_iri[one[0]].label, one))

    def _x(self, day: datetime.date) -> float:
        return self.labels + _MARGIN + ((day - self.first).days) * self.step

    def _words(self, words: Bilingual) -> str:
        return words.in_(self.language)

    def _range(self, days: Days) -> str:
        first, last = (on_day(day).in_(self.language) for day in days)
        return first if days[0] == days[1] else f"{first} – {last}"

    def draw(self) -> Element:
        rows = list(self._rows())
        height = _TOP + len(rows) * _LINE + 62
        legend = sum(width for _, width, _ in self._keys())
        width = max(self._x(self.last) + self.step, self.labels + _MARGIN + legend) + _MARGIN
        picture = Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "width": f"{width:g}",
                "height": f"{height:g}",
                "viewBox": f"0 0 {width:g} {height:g}",
                "role": "img",
                "aria-labelledby": "ajgraph-title ajgraph-desc",
                "lang": self.language,
                "font-family": _FONTS,
                "font-size": "11",
                "fill": palette.INK,
            },
        )
        title, description = self._title()
        SubElement(picture, "title", id="ajgraph-title").text = title
        SubElement(picture, "desc", id="ajgraph-desc").text = description
        SubElement(picture, "rect", width="100%", height="100%", fill="white")
        heading = {"x": f"{_MARGIN:g}", "y": "28", "font-size": "16", "font-weight": "bold"}
        SubElement(picture, "text", heading).text = title
        bottom = _TOP + len(rows) * _LINE
        if not rows:
            self._text(picture, description, _MARGIN, 54)
            return picture
        self._months(picture, bottom)
        self._bands(picture, bottom)
        for number, (label, place) in enumerate(rows):
            y = _TOP + number * _LINE
            if place is None:
                self._text(picture, label, _MARGIN, y + 15, fill=palette.MUTED, weight="bold")
            else:
                self._row(picture, label, place, y)
        self._legend(picture, bottom + 30)
        return picture

    def _rows(self) -> Iterator[tuple[str, tuple[str, str] | None]]:
        """Yield the lines, each unit before its posts."""
        by_iri = self.answer.organisation.by_iri
        name = names(self.answer.organisation, dict.fromkeys(post for post, _ in self.lines))
        several = {post for post, _ in self.lines if sum(1 for other, _ in self.lines if other == post) > 1}
        unit: tuple[str, ...] | None = None
        for post, place in self.lines:
            if by_iri[post].unit_path != unit:
                unit = by_iri[post].unit_path
                yield (unit[-1] if unit else by_iri[post].organisation or "–"), None
            label = by_iri[post].label if unit else name[post]
            shown = post in several or not place.isdecimal()
            yield f"{label} · {place}" if shown else label, (post, place)

    def _months(self, picture: Element, bottom: float) -> None:
        group = SubElement(picture, "g", {"class": "months"})
        day = self.first
        while day <= self.last:
            after = (day + datetime.timedelta(31)).replace(day=1)
            x, width = self._x(day), (after - day).days * self.step
            if day.month % 2:
                box = {
                    "x": f"{x:g}",
                    "y": f"{_TOP - 36:g}",
                    "width": f"{width:g}",
                    "height": f"{bottom - _TOP + 36:g}",
                }
                SubElement(group, "rect", {**box, "fill": palette.PAPER})
            words = self._words(_MONTHS[day.month - 1])
            year = f" {day.year}" if self.first.year != self.last.year else ""
            fits = width >= (len(words) + len(year)) * _LETTER + 6
            label = (
                f"{words}{year}" if fits else f"{words[:3]}{year[-3:]}" if width > 34 else words[:1].upper()
            )
            middle = {
                "x": f"{x + width / 2:g}",
                "y": f"{_TOP - 22:g}",
                "text-anchor": "middle",
                "fill": palette.MUTED,
            }
            SubElement(group, "text", middle).text = label
            SubElement(group, "path", d=f"M{x:g},{_TOP - 36:g}V{bottom:g}", stroke=palette.EDGE_OF_PAPER)
            day = after
        self._mondays(group)

    def _mondays(self, group: Element) -> None:
        """Write the day of the month over each Monday, where there is room."""
        if self.step * 7 < _ROOM_FOR_A_DAY:
            return
        day = self.first + datetime.timedelta(-self.first.weekday() % 7)
        while day <= self.last:
            x = self._x(day)
            SubElement(group, "path", d=f"M{x:g},{_TOP - 8:g}V{_TOP - 4:g}", stroke=palette.MUTED)
            number = {"x": f"{x + 1.5:g}", "y": f"{_TOP - 7:g}", "font-size": "8", "fill": palette.MUTED}
            SubElement(group, "text", number).text = str(day.day)
            day += datetime.timedelta(7)

    def _bands(self, picture: Element, bottom: float) -> None:
        """Draw the days on which something is broken, or not known, down through all lines."""
        group = SubElement(picture, "g", {"class": "days"})
        for found, colour, words in (
            (self.unknown, palette.GREY, Bilingual("not known", "teadmata")),
            (self.broken, _RED, Bilingual("broken", "katmata")),
        ):
            for first, last in found:
                x, width = self._x(first), ((last - first).days + 1) * self.step
                size = {"x": f"{x:g}", "width": f"{width:g}"}
                band = SubElement(
                    group, "rect",
                    {**size, "y": f"{_TOP:g}", "height": f"{bottom - _TOP:g}", "fill": colour, "fill-opacity": "0.10"},
                )  # fmt: skip
                head = SubElement(
                    group, "rect", {**size, "y": f"{_TOP - 4:g}", "height": "4", "fill": colour}
                )
                for part in (band, head):
                    SubElement(part, "title").text = f"{self._words(words)}: {self._range((first, last))}"

    def _row(self, picture: Element, label: str, line: tuple[str, str], y: float) -> None:
        group = SubElement(picture, "g", {"class": "line"})
        most = int((self.labels - 14) / _LETTER)
        shown = label if len(label) <= most else f"{label[: most - 1].rstrip()}…"
        text = self._text(group, shown, _MARGIN + 10, y + 15)
        SubElement(text, "title").text = label
        SubElement(
            group,
            "path",
            d=f"M{_MARGIN:g},{y + _LINE:g}H{self._x(self.last) + self.step:g}",
            stroke="#E4E9EE",
        )
        for one in self.answer.absences:
            if (one.post, one.place) == line:
                self._leave(group, one, y, label)

    def _leave(self, group: Element, one: Absence, y: float, label: str) -> None:
        move = self.moves.get(one)
        said = f"{label}: {self._range((one.begin, one.end))}"
        if move is None:
            fixed = self._words(Bilingual(", fixed", ", ei liigu")) if one.fixed else ""
            self._bar(
                group, (one.begin, one.end), y, said + fixed, fill=palette.SKY_BLUE, stroke=palette.BLUE
            )
        else:
            to = f"{said} → {self._range((move.begin, move.end))}"
            self._bar(group, (one.begin, one.end), y, to, fill="white", stroke=palette.GREY, dashed=True)
            self._bar(
                group,
                (move.begin, move.end),
                y,
                to,
                fill=palette.BLUISH_GREEN,
                stroke=palette.BLUISH_GREEN,
                tint=0.55,
            )
        for first, last in self._broken_parts(one):
            self._bar(group, (first, last), y + _BAR - 3, said, fill=_RED, stroke=_RED, height=3, tint=0)

    def _broken_parts(self, one: Absence) -> Iterator[Days]:
        """Yield the days on which this leave is part of what is broken."""
        days = [(group.begin, group.end) for group in self.answer.collisions if one in group.leaves]
        if one in self.answer.alone:
            days.append((one.begin, one.end))
        found: list[Days] = []
        for first, last in sorted(days):
            if found and (first - found[-1][1]).days <= 1:
                found[-1] = (found[-1][0], max(last, found[-1][1]))
            else:
                found.append((first, last))
        yield from found

    def _bar(
        self,
        group: Element,
        days: Days,
        y: float,
        said: str,
        *,
        fill: str,
        stroke: str,
        dashed: bool = False,
        height: float = _BAR,
        tint: float = 0.5,
    ) -> None:
        first, last = max(days[0], self.first), min(days[1], self.last)
        if first > last:
            return
        box = {
            "x": f"{self._x(first) + 0.5:g}",
            "y": f"{y + (_LINE - _BAR) / 2:g}",
            "width": f"{max(2.0, ((last - first).days + 1) * self.step - 1):g}",
            "height": f"{height:g}",
            "rx": "3" if height == _BAR else "1",
            "fill": fill if fill == "white" or not tint else palette.tint(fill, tint),
            "stroke": stroke,
        }
        if dashed:
            box |= {"stroke-dasharray": "3,2", "fill-opacity": "0.6"}
        bar = SubElement(group, "rect", box)
        SubElement(bar, "title").text = said

    def _text(
        self,
        parent: Element,
        words: str,
        x: float,
        y: float,
        *,
        fill: str = palette.INK,
        weight: str = "normal",
    ) -> Element:
        text = SubElement(parent, "text", {"x": f"{x:g}", "y": f"{y:g}", "fill": fill, "font-weight": weight})
        text.text = words
        return text

    def _keys(self) -> Iterator[tuple[str, float, dict[str, str]]]:
        """Yield the entries of the legend that occur: words, width, and the look of the box."""
        moved = bool(self.moves)
        green, grey = palette.BLUISH_GREEN, palette.GREY
        for here, words, fill, stroke, dash in (
            (True, Bilingual("leave", "puhkus"), palette.tint(palette.SKY_BLUE, 0.5), palette.BLUE, ""),
            (bool(self.broken), Bilingual("broken day", "katmata päev"), palette.tint(_RED, 0.85), _RED, ""),
            (bool(self.unknown), Bilingual("not known", "teadmata"), palette.tint(grey, 0.85), grey, ""),
            (moved, Bilingual("moved from", "nihutatud siit"), "white", grey, "3,2"),
            (moved, Bilingual("moved to", "nihutatud siia"), palette.tint(green, 0.55), green, ""),
        ):
            if here:
                said = self._words(words)
                look = {"fill": fill, "stroke": stroke} | ({"stroke-dasharray": dash} if dash else {})
                yield said, 28 + len(said) * _LETTER + 24, look

    def _legend(self, picture: Element, y: float) -> None:
        group = SubElement(picture, "g", {"class": "legend"})
        x = self.labels + _MARGIN
        for words, width, look in self._keys():
            box = {"x": f"{x:g}", "y": f"{y:g}", "width": "22", "height": f"{_BAR:g}", "rx": "3"}
            SubElement(group, "rect", box | look)
            self._text(group, words, x + 28, y + 10.5)
            x += width

    def _title(self) -> tuple[str, str]:
        if not self.lines:
            nobody = Bilingual("Nobody is away on the days asked about.", "Küsitud päevadel pole keegi ära.")
            return self._words(Bilingual("Leave calendar", "Puhkuste ajakava")), self._words(nobody)
        broken, leaves = self.answer.broken_days, len(self.answer.absences)
        years = " – ".join(dict.fromkeys((str(self.first.year), str(self.last.year))))
        title = Bilingual(f"Leave calendar {years}", f"Puhkuste ajakava {years}")
        days = "; ".join(self._range(days) for days in self.broken)
        said = Bilingual(
            f"{leaves} leaves of {len(self.lines)} people. Broken days: {broken}{f' ({days})' if days else ''}. "
            f"Moved: {len(self.moves)}.",
            f"Puhkusi {leaves}, inimesi {len(self.lines)}. Katmata päevi: {broken}{f' ({days})' if days else ''}. "
            f"Nihutatud: {len(self.moves)}.",
        )
        return self._words(title), self._words(said)
