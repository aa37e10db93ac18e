"""Lines made ready for reading: bullets taken off, page numbers dropped, several labels on a line parted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from ajgraph import estonian
from ajgraph.blocks import Block
from ajgraph.reading import boxes, labels, meaning, page_furniture, pairs, tabbed
from ajgraph.reading.row import CONJUNCTIONS, NOBODY, Row

_SIGNS = "\u2022\u2023\u2043\u25aa\u25ab\u25cf\u25cb\u25e6\u25a0\u25a1\u27a2\u2713\u00b7\u2192\u2794\u25ba\ue000-\uf8ff"
_BULLET = re.compile(rf"(?:[{_SIGNS}*]|->|=>|[-–—](?=\s)|o(?=\s+\w))\s*")
_INNER_BULLET = re.compile(rf"\s*[{_SIGNS}]\s*")
_SIGN = re.compile(rf"[{_SIGNS}]")
_PAGE = re.compile(r"(?:lk\.?\s*|leht\s*|-\s*)?\d{1,3}(?:\s*[(/]\s*\d{1,3}\s*\)?)?(?:\s*-)?", re.IGNORECASE)
_INNER_HEADING = re.compile(r"(?:KINNITATUD|[Kk]äskkir|[Ll]isa\s\d).*?\s(?=AMETIJUHEND\b)")
_INNER_MARK = re.compile(
    r"(?<=\S)(?:\s{3,}|\t\s*)(?=(?:KINNITATUD|KINNITAN|Kinnitatud)\b)|(?<=[^\W\d]{3}\.)\s+(?=(?:Ametijuhend\w*\s+on\s+)?[Kk]innitatud\b)"
    r"|^(?:AMETIJUHEND|Ametijuhend)\s{3,}(?=\S)"
)
"""Where the approval begins: in a column of its own, or as a sentence after another."""
_INNER_LABEL = re.compile(r"(?:(?<=[^\W\d])|(?<=[;)])|(?<=[^\d]\.))\s+(?=[A-ZÕÄÖÜŠŽ][\w ,-]{2,40}:)")
_AFTER_SEMICOLON = re.compile(r";\s+(?=[a-zõäöüšž][\w /-]{2,40}:)")
_INNER_NUMBER = re.compile(r"(?<=\s)(?=\d{1,2}\.(?:\d{1,2}\.)*(?:\d{1,2})?\s+[A-ZÕÄÖÜŠŽ])")
_NUMBER_INSIDE = re.compile(r"\s\d{1,2}\.")
_EMPHASIS = re.compile(r"(?P<sign>\*\*|__)(?P<text>[^\s*_](?:.{0,300}?[^\s*_])?)(?P=sign)")
_LEADERS = re.compile(r"(?<=[^\W\d_)])\s*(?:\.{4,}|_{4,}|…{2,})\s*(?=[^\s._…/(])")
_EQUALS = re.compile(r"^(?P<label>[^\W\d_][^=:]{2,50}?)\s+=\s+(?=\S)")
_SPACED_OUT = re.compile(r"(?<!\S)(?:[A-ZÕÄÖÜŠŽ] ){2,}[A-ZÕÄÖÜŠŽ](?!\S)")
_RUN_IN = re.compile(r"(?P<head>[A-ZÕÄÖÜŠŽ][^\W\d]+(?:\s[a-zõäöüšž]+){0,3})\.\s+(?=[A-ZÕÄÖÜŠŽ])")
_LABEL_AND_VALUE = re.compile(r"[A-ZÕÄÖÜŠŽ][^:]{2,30}:\s+\S")
_MAY_HOLD_LABEL = re.compile(r"\s\d{1,2}\.|:|   |\tK|AMETIJUHEND|\.\s")
"""What is in every line that is to be parted; asked first, for most lines are not."""
_GAPS = re.compile(r"(?<=\S)\s{3,}(?=\S)")
_STROKE = re.compile(r"\s{1,}[|¦]\s+")
_NEXT_NUMBERED = re.compile(r"\s{2,}(?=\d{1,2}\.\d{1,2}\.?\s+[A-ZÕÄÖÜŠŽ][^:]{2,40}:)")
"""A second label on the line that has a number as well."""
_WIDE_GAP = re.compile(r"\s{4,}")
_BARE_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?")
_BROKEN = re.compile(r"(?<!\S)[(„“\"]?(?P<stem>[^\W\d_][a-zõäöüšž]{4,})-")
_GOES_ON = re.compile(r"(?P<rest>[a-zõäöüšž]{2,})\S*")
_HYPHENATED = re.compile(r"(?<![\w-])(?P<stem>[^\W\d_]{5,})-(?P<rest>[^\W\d_]{2,})")
_PREFIX = 5
_LEAST_CAPTIONS = 2
_LEAST_STOPPED = 3
_LONGEST_STOPPED = 3


def rows_of(blocks: Iterable[Block]) -> list[Row]:
    """Return the rows of ``blocks`` in order, without page numbers."""
    rows: list[Row] = []
    blocks = tabbed.as_cells(list(blocks))
    furniture = page_furniture.lines(blocks)
    alone = False
    pending = ""  # a number alone on its line belongs to the text after it
    for block in blocks:
        start = True
        for line in block.lines:
            if line.number in furniture and rows:
                continue
            text = _plain(line.text if rows else page_furniture.beside_number(line.text))
            if not text or (text[-1] in "0123456789)-" and _PAGE.fullmatch(text) and block.cell is None):
                continue
            if _BARE_NUMBER.fullmatch(text) and block.cell is None:
                pending = text
                continue
            if pending:
                text, pending = f"{pending} {text}", ""
            if "    " in text:
                text = _WIDE_GAP.sub("   ", text)
            if text[1:2] == " " or text.isupper():
                text = _SPACED_OUT.sub(lambda match: match[0].replace(" ", ""), text)
            indent = len(line.text) - len(line.text.lstrip()) if line.text[0].isspace() else 0
            bullet = _BULLET.match(text)
            if bullet and text not in NOBODY:
                text = text[bullet.end() :]
                if not text:
                    alone = True  # the sign stands on a line of its own
                    continue
            row = Row(text, line.number, start or alone, bullet is not None or alone, indent, block.cell)
            alone = False
            rows.extend(_parted(row))
            start = False
    return _whole_words(_without_stops(_captioned(rows)))


def _captioned(rows: list[Row]) -> list[Row]:
    """Put the captions of a form before what stands over them: "jurist" over "(ametikoha nimetus)"."""
    captions = {row: label for row in rows if (label := _caption(row))}
    if len(captions) < _LEAST_CAPTIONS:
        return rows
    found: list[Row] = []
    for row in rows:
        above = found[-1] if found else None
        if row in captions and above and ":" not in above.text and row.cell is None and not above.bullet:
            found[-1] = above.saying(f"{captions[row]}: {above.text.strip(' _')}", start=True)
        elif row not in captions:
            found.append(row)
    return found


def _without_stops(rows: list[Row]) -> list[Row]:
    """Take the full stop off headings, in a document where they end so: "Ülesanded."."""
    headings = {
        row
        for row in rows
        if row.text.endswith(".")
        and row.text[0].isupper()
        and len(row.text.split()) <= _LONGEST_STOPPED
        and _is_heading(row.text[:-1])
    }
    if len(headings) < _LEAST_STOPPED:
        return rows
    return [row.saying(row.text[:-1], start=True) if row in headings else row for row in rows]


def _caption(row: Row) -> str | None:
    """Return the label of the header that a line in brackets is."""
    if row.text[0] != "(" or row.text[-1] != ")" or not (inside := row.text[1:-1].strip()):
        return None
    caption = inside[:1].upper() + inside[1:]
    label = labels.find(f"{caption}:")
    return caption if label and label.field in labels.HEADER and not label.rest else None


def _plain(text: str) -> str:
    """Return a line without strokes at its ends, marks of emphasis, and leaders before a value.

    >>> _plain("**1) Eesmärk**"), _plain("Vahetu juht ........ direktor"), _plain("Allüksus = Kantselei")
    ('1) Eesmärk', 'Vahetu juht:   direktor', 'Allüksus: Kantselei')
    """
    text = text.strip().strip("|").strip()
    if text.startswith("#"):
        text = text.lstrip("#").lstrip()  # a heading in Markdown
    if "**" in text or "__" in text:
        text = _EMPHASIS.sub(r"\g<text>", text)
    if "..." in text or "___" in text or "…" in text:
        text = _LEADERS.sub(":   ", text)
    text = boxes.ticked(text).strip()
    return _EQUALS.sub(r"\g<label>: ", text) if " = " in text else text


def _whole_words(rows: list[Row]) -> list[Row]:
    """Join the words that are broken over two lines of a block: the whole word stands on the first of them.

    Conservative, for a hyphen may be part of the word: joined only where at least five letters, all but the first
    in lower case, stand before the hyphen and lower case goes on after it. The hyphen stays before a conjunction
    ("sotsiaal- ja"), after a whole noun ("sekretär-asjaajaja"), and where the document writes the same word with
    its hyphen inside a line.
    """
    found: list[Row] = []
    hyphenated: set[str] | None = None
    for row in rows:
        last = found[-1] if found else None
        if last is None or last.text[-1] != "-" or row.start or row.bullet or last.line == row.line:
            found.append(row)
            continue
        before = _BROKEN.fullmatch(last.text, last.text.rfind(" ") + 1)
        after = _GOES_ON.match(row.text)
        if before is None or after is None or after[0] in CONJUNCTIONS:
            found.append(row)
            continue
        if hyphenated is None:
            hyphenated = _hyphenated(rows)
        if _prefix(before["stem"], after["rest"]) in hyphenated or estonian.ends_in_head(before["stem"]):
            found.append(row)
            continue
        found[-1] = last.saying(last.text[:-1] + after[0])
        if rest := row.text[after.end() :].strip():
            found.append(row.saying(rest))
    return found


def _prefix(stem: str, rest: str) -> str:
    """Return a hyphenated word without its ending, so that other cases of it are found."""
    return f"{stem}-{rest[:_PREFIX]}".casefold()


def _hyphenated(rows: Iterable[Row]) -> set[str]:
    return {_prefix(match["stem"], match["rest"]) for row in rows for match in _HYPHENATED.finditer(row.text)}


def _parted(row: Row) -> list[Row]:
    """Part a row at bullets in mid-line and at numbered labels in mid-line."""
    stroke = row.cell is None and "|" in row.text
    parts = _STROKE.split(row.text) if stroke else pairs.parted(row.text) if "/" in row.text else [row.text]
    if len(parts) > 1:
        rows = [row.saying(part, start=row.start or index > 0) for index, part in enumerate(parts) if part]
        return [piece for one in rows for piece in _parted(one)]
    if not _SIGN.search(row.text):
        return _parted_at_labels(row)
    parts = _INNER_BULLET.split(row.text)
    rows = [row.saying(parts[0])] if parts[0] else []
    rows.extend(row.saying(part, start=False, bullet=True) for part in parts[1:] if part)
    return [piece for found in rows for piece in _parted_at_labels(found)]


def _parted_at_labels(row: Row) -> list[Row]:
    """Part a row before "AMETIJUHEND" after an approval, before numbered labels and before labels with a colon."""
    text = row.text
    if not _MAY_HOLD_LABEL.search(text, 1):
        return [row]
    cuts = {match.end() for match in _INNER_HEADING.finditer(text)} if "AMETIJUHEND" in text[1:] else set()
    if _NUMBER_INSIDE.search(text):
        cuts |= {
            match.end()
            for match in _INNER_NUMBER.finditer(text)
            if (label := labels.find(text[match.end() :])) and label.text[0].isupper()
        }
        cuts |= {match.end() for match in _NEXT_NUMBERED.finditer(text)}
    if "innitatud" in text or "KINNITA" in text or "metijuhend" in text or "AMETIJUHEND" in text:
        cuts |= {match.end() for match in _INNER_MARK.finditer(text)}
    if ":" in text and not row.bullet:
        cuts |= {
            match.end()
            for match in _INNER_LABEL.finditer(text)
            if (label := labels.find(text[match.end() :])) and label.ending == "colon"
        }
        if ";" in text and _is_of_header(text):
            cuts |= {
                match.end() for match in _AFTER_SEMICOLON.finditer(text) if _is_of_header(text[match.end() :])
            }
    if not row.bullet and row.cell is None and "   " in text:
        cuts |= {
            match.end()
            for match in _GAPS.finditer(text)
            if _is_label_of_column(text[match.end() :])
            or (":" in text[: match.start()] and _LABEL_AND_VALUE.match(text, match.end()))
        }
    if row.start and not row.bullet and (head := _RUN_IN.match(text)) and _is_heading(head["head"]):
        cuts.add(head.end())
    if cuts and (first := labels.find(text)) and first.ending == "colon":
        cuts -= set(range(1, text.index(first.text) + len(first.text)))  # "VAHETU JUHT:" holds "JUHT:"
    if not cuts:
        return [row]
    if heading := [cut for cut in cuts if text.startswith("AMETIJUHEND ", cut)]:
        cuts |= {cut + len("AMETIJUHEND") for cut in heading if text[cut + 12 : cut + 13].isdigit()}
    edges = [0, *sorted(cuts - {0}), len(text)]
    texts = [row.text[begin:end].strip() for begin, end in pairwise(edges)]
    return [
        row.saying(text, start=row.start and not index, bullet=row.bullet and not index)
        for index, text in enumerate(texts)
        if text
    ]


def _is_heading(text: str) -> bool:
    """Return whether words before a full stop are a heading that runs in: "Töö sisu. Jurist …"."""
    found = meaning.header_label(text)
    return (
        labels.is_known(text)
        or meaning.section(text) is not None
        or bool(found and found.length == len(text))
    )


def _is_of_header(text: str) -> bool:
    """Return whether ``text`` begins with a label of the header and its colon."""
    label = labels.find(text)
    return label is not None and label.ending == "colon" and label.field in labels.HEADER


def _is_label_of_column(text: str) -> bool:
    """Return whether a label of the header with its value begins here, in the second pair of columns of a line."""
    label = labels.find(text)
    return (
        label is not None
        and label.field in labels.HEADER | {"other"}
        and label.ending in ("gap", "colon")
        and bool(label.rest)
    )
