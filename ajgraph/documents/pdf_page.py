"""One page of a PDF as pdfium draws it: words with their place, ruling lines, how much of it is picture.

Coordinates are points (1/72 inch) from the top left corner of the page as it is read: x to the right, y downwards.
The direction of most of the text says which way up that is, so pages that are turned need no care later.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import pypdfium2.raw as pdfium

MAX_OBJECTS: Final = 20_000
"""Drawn objects looked at on one page: ten times what a page full of tables has."""

_SPACE: Final = 0.14
"""A gap wider than this share of the height of the letters parts words; a space is about a quarter of it."""

_THIN: Final = 3.0
_SHORTEST_RULE: Final = 6.0
_DEPTH: Final = 4
_SAMPLE: Final = 200
_QUARTER: Final = math.pi / 2
_TOLERATED_SKEW: Final = 0.2
_HYPHENS: Final = (0x02, 0xFFFE)
"""How pdfium gives a hyphen at the end of a line."""

_NO_CODE: Final = frozenset((0, 0xFFFD, 0xFFFF))
_BLANKS: Final = frozenset((*range(1, 33), 0x7F, 0xA0, 0x200B, 0x3000, 0xFEFF)) - frozenset(_HYPHENS)
_LIGATURE: Final = re.compile("[\ufb00-\ufb06]")


class Word(NamedTuple):
    """Letters without a gap between them; ``y`` is the line they stand on, ``size`` the height of the letters."""

    x0: float
    x1: float
    y: float
    size: float
    text: str


class Rule(NamedTuple):
    """A straight line along an axis: two of its four coordinates are equal."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class PageContent:
    """What stands on one page.

    Attributes
    ----------
    top, bottom
        The edges of the page, in points as everything else.
    words
        In the order they are drawn, without those that are drawn twice to look bold.
    aside
        Words that run in another direction than the text (along the margin).
    rules
        Ruling lines, also those that are drawn as thin areas or as the sides of boxes.
    pictures
        The share of the page that pictures cover, 0 to 1.
    letters, unknown
        How many letters there are, and how many of them have no character code.

    """

    top: float
    bottom: float
    words: list[Word]
    aside: list[Word]
    rules: list[Rule]
    pictures: float
    letters: int
    unknown: int


def content_of(page: Any, text_page: Any) -> PageContent:
    """Return what stands on ``page`` (raw handles of pdfium)."""
    count = max(0, pdfium.FPDFText_CountChars(text_page))
    turn = _turn(text_page, count)
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    page_box = _turned(box.left, box.bottom, box.right, box.top, turn)
    rules, covered = _drawn(page, turn)
    words: list[Word] = []
    aside: list[Word] = []
    reader = _Letters(text_page, turn)
    for word, along in reader.words(count):
        (words if along else aside).append(word)
    area = max(1.0, (page_box[2] - page_box[0]) * (page_box[3] - page_box[1]))
    share = min(1.0, covered / area)
    once = _once(words)
    return PageContent(page_box[1], page_box[3], once, aside, rules, share, reader.letters, reader.unknown)


def _turn(text_page: Any, count: int) -> int:
    """Return in which of four directions most of the text runs: quarters of a circle, clockwise."""
    step = max(1, count // _SAMPLE)
    found: Counter[int] = Counter()
    for index in range(0, count, step):
        if pdfium.FPDFText_GetUnicode(text_page, index) > 32:
            found[round(pdfium.FPDFText_GetCharAngle(text_page, index) / _QUARTER) % 4] += 1
    return found.most_common(1)[0][0] if found else 0


def _turned(x0: float, y0: float, x1: float, y1: float, turn: int) -> tuple[float, float, float, float]:
    """Return a box of the page (y upwards) as left, top, right, bottom of the page as it is read."""
    if turn == 0:
        xs, ys = (x0, x1), (-y0, -y1)
    elif turn == 1:
        xs, ys = (-y0, -y1), (-x0, -x1)
    elif turn == 2:
        xs, ys = (-x0, -x1), (y0, y1)
    else:
        xs, ys = (y0, y1), (x0, x1)
    return min(xs), min(ys), max(xs), max(ys)


class _Letter(NamedTuple):
    """One letter: its edges, the line it stands on, its height, whether it runs along the text of the page."""

    at: int
    code: int
    left: float
    right: float
    base: float
    height: float
    along: bool


class _Letters:
    """Puts letters together to words, in the order they are drawn."""

    def __init__(self, text_page: Any, turn: int) -> None:
        self.page = text_page
        self.turn = turn
        self.letters = 0
        self.unknown = 0

    def words(self, count: int) -> Iterator[tuple[Word, bool]]:
        run: list[_Letter] = []
        edge = 0.0
        for letter in self._letters(count):
            if letter is None:
                if run:
                    yield _word(run)
                run = []
                continue
            if run:
                last, height = run[-1], letter.height
                gap = letter.left - edge
                near = abs(letter.base - run[0].base) < 0.25 * height and letter.along == last.along
                over = near and letter.code == last.code and abs(letter.left - last.left) < 0.12 * height
                if over and self._apart(letter.at):
                    continue  # drawn twice to look bold
                if not near or gap > _SPACE * height or gap < -0.6 * height:
                    yield _word(run)
                    run = []
            edge = max(edge, letter.right) if run else letter.right
            run.append(letter)
        if run:
            yield _word(run)

    def _letters(self, count: int) -> Iterator[_Letter | None]:
        """Yield the letters, None for a blank."""
        page, turn = self.page, self.turn
        box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        box_at, x_at, y_at = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
        for index in range(count):
            code = pdfium.FPDFText_GetUnicode(page, index)
            if code in _BLANKS:
                yield None
                continue
            self.letters += 1
            if code in _NO_CODE:
                self.unknown += 1
                continue
            angle = pdfium.FPDFText_GetCharAngle(page, index)
            quarters = round(angle / _QUARTER)
            if abs(angle - quarters * _QUARTER) > _TOLERATED_SKEW:
                continue  # written across the page: a watermark
            pdfium.FPDFText_GetLooseCharBox(page, index, box_at)
            pdfium.FPDFText_GetCharOrigin(page, index, x_at, y_at)
            quarters %= 4
            left, top, right, bottom = _turned(box.left, box.bottom, box.right, box.top, quarters)
            base = _turned(x.value, y.value, x.value, y.value, quarters)[1]
            yield _Letter(index, code, left, right, base, max(bottom - top, 1.0), quarters == turn)

    def _apart(self, index: int) -> bool:
        """Return whether a letter was drawn apart from the one before; the halves of a ligature are drawn as one."""
        one = pdfium.FPDFText_GetTextObject(self.page, index)
        two = pdfium.FPDFText_GetTextObject(self.page, index - 1)
        return ctypes.cast(one, ctypes.c_void_p).value != ctypes.cast(two, ctypes.c_void_p).value


def _word(run: list[_Letter]) -> tuple[Word, bool]:
    text = "".join("-" if letter.code in _HYPHENS else chr(letter.code) for letter in run)
    if not text.isascii():
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        text = _LIGATURE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
        text = unicodedata.normalize("NFC", text[:-1].replace("\xad", "") + text[-1].replace("\xad", "-"))
    right, height = max(letter.right for letter in run), max(letter.height for letter in run)
    return Word(run[0].left, right, run[0].base, height, text), run[0].along


def _once(words: list[Word]) -> list[Word]:
    """Drop the words that stand where the same word stands already."""
    kept: list[Word] = []
    seen: dict[str, list[Word]] = {}
    for word in words:
        same = seen.setdefault(word.text, [])
        # Only the last ones: text drawn twice comes soon, and a page of one word must not cost its square.
        if any(
            abs(one.x0 - word.x0) < 0.2 * word.size and abs(one.y - word.y) < 0.2 * word.size
            for one in same[-50:]
        ):
            continue
        same.append(word)
        kept.append(word)
    return kept


# -- what is drawn ----------------------------------------------------------------------------------------

type_of = pdfium.FPDFPageObj_GetType
_Matrix = tuple[float, float, float, float, float, float]


def _drawn(page: Any, turn: int) -> tuple[list[Rule], float]:
    """Return the ruling lines of the page and the area that pictures cover."""
    rules: list[Rule] = []
    covered = 0.0
    for item, matrix in _objects(page):
        kind = type_of(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            for box in _straight(item, matrix):
                x0, y0, x1, y1 = _turned(*box, turn)
                rules.append(Rule(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2) if x1 - x0 > y1 - y0 else
                             Rule((x0 + x1) / 2, y0, (x0 + x1) / 2, y1))  # fmt: skip
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            values = [ctypes.c_float() for _ in range(4)]
            if pdfium.FPDFPageObj_GetBounds(item, *(ctypes.byref(value) for value in values)):
                left, bottom, right, top = (value.value for value in values)
                a, b, c, d, _, _ = matrix
                covered += abs(right - left) * abs(top - bottom) * abs(a * d - b * c)
    return rules, covered


def _objects(page: Any) -> Iterator[tuple[Any, _Matrix]]:
    """Yield the objects of a page and of the forms on it, each with the matrix of its form."""
    left = MAX_OBJECTS
    todo: list[tuple[Any, Any, int, _Matrix, int]] = [
        (pdfium.FPDFPage_GetObject, page, pdfium.FPDFPage_CountObjects(page), (1, 0, 0, 1, 0, 0), 0)
    ]
    while todo:
        get, parent, count, matrix, depth = todo.pop()
        for index in range(min(count, left)):
            left -= 1
            item = get(parent, index)
            if not item:
                continue
            yield item, matrix
            if depth < _DEPTH and type_of(item) == pdfium.FPDF_PAGEOBJ_FORM:
                inner = _times(_matrix_of(item), matrix)
                amount = pdfium.FPDFFormObj_CountObjects(item)
                todo.append((pdfium.FPDFFormObj_GetObject, item, amount, inner, depth + 1))


def _matrix_of(item: Any) -> _Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(found)):
        return (1, 0, 0, 1, 0, 0)
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(one: _Matrix, two: _Matrix) -> _Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = two
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _straight(item: Any, outer: _Matrix) -> Iterator[tuple[float, float, float, float]]:
    """Yield the thin upright or level boxes that a path draws: its segments, or itself if it is a thin area."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
    if not fill.value and not stroke.value:
        return
    a, b, c, d, e, f = _times(_matrix_of(item), outer)
    points: list[tuple[float, float]] = []
    pieces: list[tuple[float, float, float, float]] = []
    begin = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(item), MAX_OBJECTS)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        if not segment or not pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            continue
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if points and not stroke.value:
                yield from _area(points)
                points = []
            begin = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO and points:
            pieces.append((*points[-1], *point))
        points.append(point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            pieces.append((*point, *begin))
    if not stroke.value:
        yield from _area(points)
        return
    for x0, y0, x1, y1 in pieces:
        if min(abs(x1 - x0), abs(y1 - y0)) < 1 and max(abs(x1 - x0), abs(y1 - y0)) >= _SHORTEST_RULE:
            yield (x0, y0, x1, y1)


def _area(points: list[tuple[float, float]]) -> Iterator[tuple[float, float, float, float]]:
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    if min(wide, high) <= _THIN and max(wide, high) >= _SHORTEST_RULE:
        yield (min(xs), min(ys), max(xs), max(ys))
