"""Coverage as a page: every post with its substitutes, and what the table of posts does not show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ajgraph.analysis.coverage import VERDICTS, Coverage, UnitCover
from ajgraph.language import Bilingual, Language, current
from ajgraph.organisation import Link
from ajgraph.pages.cover import STATUS_WORDS, VERDICT_WORDS
from ajgraph.posts import names, unit_names


class CoverageRow(NamedTuple):
    """One post of the coverage, in words; ``waiting`` are the mentions that name nobody yet, or nobody known."""

    verdict: str
    ids: tuple[str, ...]
    post: str
    unit: tuple[str, ...]
    places: str
    breaks: str
    substitutes: tuple[str, ...]
    waiting: tuple[str, ...]
    on_every: tuple[str, ...]
    cut: tuple[str, ...]


_WIDE = 120
"""How wide a table is that has room for a column of units, and one of who is on every chain."""


def coverage_summary(cover: Coverage) -> str:
    """Return what the table of posts does not show: counts, resilience of units, who everything hangs on, and groups."""
    name = names(cover.organisation, cover.organisation.by_iri)
    placeless = [name[one.post.iri] for one in cover.posts if one.post.places == 0]
    lines = [
        str(Bilingual("Verdicts: ", "Hinnangud: "))
        + ", ".join(f"{VERDICTS[verdict]} {count}" for verdict, count in cover.counts.items()),
        *([] if any(one.post.places_known for one in cover.posts) else [str(_NO_TABLE)]),
        *([f"{_NO_PLACE}: {', '.join(placeless)}"] if placeless else []),
        f"{Bilingual('Resilience', 'Vastupidavus')}: {cover.resilience}"
        + _witness(cover.resilience.witness, name),
        *_units(cover, name),
        *_on_every(cover, name),
        *_load(cover),
    ]
    for title, groups in (
        (
            Bilingual("Closed rings (all away, nobody left)", "Suletud ringid (kõik ära, pole kedagi)"),
            cover.rings,
        ),
        (
            Bilingual("Boss and deputy cover only each other", "Juht ja asendaja katavad vaid teineteist"),
            cover.bosses_and_deputies,
        ),
        (
            Bilingual("Away together, something stays uncovered", "Korraga ära olles jääb midagi katmata"),
            cover.conflicts,
        ),
    ):
        lines += [
            f"{title}: {len(groups)}",
            *(f"  {' + '.join(name[iri] for iri in group)}" for group in groups),
        ]
    return "\n".join(lines) + "\n"


def _witness(witness: Iterable[str], name: Mapping[str, str]) -> str:
    listed = ", ".join(
        name[iri] if count == 1 else f"{count} × {name[iri]}" for iri, count in Counter(witness).items()
    )
    return f" ({listed})" if listed else ""


def _units(cover: Coverage, name: Mapping[str, str]) -> Iterator[str]:
    """Yield the units with what breaks their cover, the weakest first; the organisation is said already."""
    shown = [one for one in cover.units if len(one.posts) < len(cover.posts) or one.unit.parent is not None]
    if not shown:
        return
    called = unit_names(cover.organisation)
    yield str(
        Bilingual(
            "Units (who must be away for their cover to break)",
            "Üksused (kelle puudumisel jääb üksuses midagi katmata)",
        )
    )

    def weakest(one: UnitCover) -> tuple[bool, int, str]:
        return one.resilience.size is None, one.resilience.size or 0, called[one.unit.iri]

    for one in sorted(shown, key=weakest):
        posts = len(one.posts)
        count = (
            Bilingual(f"{posts} posts", f"{posts} ametikohta")
            if posts > 1
            else Bilingual("1 post", "1 ametikoht")
        )
        yield f"  {called[one.unit.iri]}, {count}: {one.resilience}{_witness(one.resilience.witness, name)}"


def _on_every(cover: Coverage, name: Mapping[str, str]) -> Iterator[str]:
    """Yield who is on every chain of which posts, those with the most posts first."""
    hanging: dict[str, list[str]] = {}
    for one in cover.posts:
        for iri in one.hanging.on_every:
            if iri != one.post.iri:
                hanging.setdefault(iri, []).append(name[one.post.iri])
    yield str(
        Bilingual(
            f"On every chain of substitutes (without them the chain breaks): {len(hanging)}",
            f"Igas asendusahelas (ilma nendeta ahel katkeb): {len(hanging)}",
        )
    )
    for iri, posts in sorted(hanging.items(), key=lambda item: (-len(item[1]), name[item[0]])):
        yield f"  {name[iri]} ← {', '.join(sorted(posts))}"


def _load(cover: Coverage) -> Iterator[str]:
    if cover.load.overload is None:
        return
    size = cover.load.size
    yield str(
        Bilingual(
            f"Overloaded: if every stand-in were named at once, somebody would stand in for {size} posts or more",
            f"Ülekoormatud: kui kõik asendajad tuleks nimetada korraga, oleks kellelgi asendada {size} või enam ametikohta",
        )
    )
    yield f"  {cover.load.overload.sentence(cover.organisation)}"


def coverage_rows(cover: Coverage, language: Language) -> Iterator[CoverageRow]:
    """Yield the posts as rows, gaps first: the one source of the table and of CSV."""
    name = names(cover.organisation, cover.organisation.by_iri)

    def link(one: Link) -> str:
        gap = Bilingual(", gap", ", nõue puudu").in_(language) if one.fit == "gap" else ""
        return f"{name[one.substitute]} [{STATUS_WORDS[one.status].in_(language)}{gap}]"

    for one in cover.posts:
        yield CoverageRow(
            verdict=VERDICT_WORDS[one.verdict].in_(language),
            ids=one.post.ids,
            post=one.post.label,
            unit=one.post.unit_path,
            places=f"{one.post.places}{'' if one.post.places_known else '?'}",
            breaks="" if one.resilience.size is None else str(one.resilience.size),
            substitutes=tuple(map(link, one.links)),
            waiting=(*one.post.designated, *one.post.unresolved),
            on_every=tuple(name[iri] for iri in one.hanging.on_every),
            cut=tuple(name[iri] for iri in one.hanging.cut),
        )


def coverage_records(cover: Coverage) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the headers and rows of the posts for programs: in English, the whole path of units, all columns."""
    headers = (
        "verdict",
        "id",
        "post",
        "unit",
        "places",
        "resilience",
        "substitutes",
        "waiting",
        "on_every_chain",
        "cut",
    )
    rows: list[tuple[str, ...]] = [
        (
            row.verdict,
            "; ".join(row.ids),
            row.post,
            " > ".join(row.unit),
            row.places,
            row.breaks,
            "; ".join(row.substitutes),
            "; ".join(row.waiting),
            "; ".join(row.on_every),
            "; ".join(row.cut),
        )
        for row in coverage_rows(cover, "en")
    ]
    return headers, rows


def coverage_table(cover: Coverage, *, width: int) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the headers and rows of the table of posts, in words of the current language, without empty columns.

    What names nobody yet, or nobody that is known, stands among the substitutes in quotation marks. In a narrow table
    the id stands before the post and the unit behind it, so that the columns are wide enough for whole words; who is
    on every chain stands in the summary.
    """
    narrow = width < _WIDE
    headers = (
        Bilingual("verdict", "hinnang"),
        Bilingual("id", "kood"),
        Bilingual("post", "ametikoht"),
        Bilingual("unit", "üksus"),
        Bilingual("places", "kohti"),
        Bilingual("breaks", "puudumisi"),
        Bilingual("substitutes", "asendajad"),
        Bilingual("on every chain", "igas ahelas"),
    )
    rows = []
    for row in coverage_rows(cover, current()):
        ids, post = "; ".join(row.ids), ", ".join((row.post, *row.unit[-1:]))
        rows.append(
            (
                row.verdict,
                "" if narrow else ids,
                " ".join(filter(None, (ids, post))) if narrow else row.post,
                "" if narrow else "".join(row.unit[-1:]),
                row.places,
                row.breaks,
                "; ".join((*row.substitutes, *(f"„{text}“" for text in row.waiting))),
                "" if narrow else "; ".join(row.on_every),
            )
        )
    kept = [place for place in range(len(headers)) if any(row[place] for row in rows)]
    return tuple(str(headers[place]) for place in kept), [tuple(row[place] for place in kept) for row in rows]


_NO_TABLE = Bilingual(
    "No staffing table in the graph: every post counts as one place, and posts without a document may be missing.",
    "Graafis pole koosseisu: iga ametikoht on loetud üheks kohaks ja juhendita ametikohti võib puudu olla.",
)
_NO_PLACE = Bilingual(
    "0 places in the staffing table, so nobody can be away and nobody can stand in",
    "Koosseisus 0 kohta, nii et puududa ega asendada ei saa keegi",
)
