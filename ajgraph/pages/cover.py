"""Cover as pages: what hangs on whom, who covers whom, and the chains of one post."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ajgraph.analysis.absence import Answer
from ajgraph.analysis.chains import Chain
from ajgraph.analysis.cover import why_open
from ajgraph.analysis.coverage import VERDICTS, Coverage, Verdict
from ajgraph.language import Bilingual, Language, current
from ajgraph.organisation import Link, LinkStatus, Organisation
from ajgraph.posts import names

_STATUSES: dict[LinkStatus, Bilingual] = {
    "confirmed": Bilingual("both documents say so", "mõlemas juhendis kirjas"),
    "one-sided": Bilingual("one side only", "ühepoolne"),
    "undocumented": Bilingual("the other post has no document here", "teise koha juhendit siin pole"),
    "ambiguous": Bilingual("ambiguous", "mitmene"),
    "unresolved": Bilingual("unresolved", "lahendamata"),
}
STATUS_WORDS: dict[LinkStatus, Bilingual] = {
    "confirmed": Bilingual("confirmed", "kinnitatud"),
    "one-sided": Bilingual("one-sided", "ühepoolne"),
    "undocumented": Bilingual("undocumented", "juhendita"),
    "ambiguous": Bilingual("ambiguous", "mitmene"),
    "unresolved": Bilingual("unresolved", "lahendamata"),
}
"""One word for each status, in tables."""
VERDICT_WORDS: dict[Verdict, Bilingual] = {
    "uncovered": Bilingual("uncovered", "katmata"),
    "unknown": Bilingual("unknown", "teadmata"),
    "designated-only": Bilingual("designated-only", "määratav"),
    "peer-only": Bilingual("peer-only", "kolleegid"),
    "fragile": Bilingual("fragile", "habras"),
    "covered": Bilingual("covered", "kaetud"),
}
"""One word for each verdict, in tables."""


class CoverageRow(NamedTuple):
    """One post of the coverage, in words; ``waiting`` are the mentions that name nobody yet, or nobody known."""

    verdict: str
    ids: tuple[str, ...]
    post: str
    unit: tuple[str, ...]
    places: str
    substitutes: tuple[str, ...]
    waiting: tuple[str, ...]


_WIDE = 110
"""How wide a table is that has room for a column of units."""

Evidence = Mapping[str, Sequence[str]]
"""Claim IRI → lines that show it: the sentence, and the document with its line."""


def coverage_summary(cover: Coverage) -> str:
    """Return what the table of posts does not show: counts, resilience, rings, pairs that may not be away together."""
    name = names(cover.organisation, cover.organisation.by_iri)
    placeless = [name[one.post.iri] for one in cover.posts if one.post.places == 0]
    lines = [
        str(Bilingual("Verdicts: ", "Hinnangud: "))
        + ", ".join(f"{VERDICTS[verdict]} {count}" for verdict, count in cover.counts.items()),
        *([] if any(one.post.places_known for one in cover.posts) else [str(_NO_TABLE)]),
        *([f"{_NO_PLACE}: {', '.join(placeless)}"] if placeless else []),
        f"{Bilingual('Resilience', 'Vastupidavus')}: {cover.resilience}"
        + (
            f" ({', '.join(name[iri] for iri in cover.resilience.witness)})"
            if cover.resilience.witness
            else ""
        ),
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
            substitutes=tuple(map(link, one.links)),
            waiting=(*one.post.designated, *one.post.unresolved),
        )


def coverage_records(cover: Coverage) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the headers and rows of the posts for programs: in English, the whole path of units, all columns."""
    headers = ("verdict", "id", "post", "unit", "places", "substitutes", "waiting")
    rows: list[tuple[str, ...]] = [
        (
            row.verdict,
            "; ".join(row.ids),
            row.post,
            " > ".join(row.unit),
            row.places,
            "; ".join(row.substitutes),
            "; ".join(row.waiting),
        )
        for row in coverage_rows(cover, "en")
    ]
    return headers, rows


def coverage_table(cover: Coverage, *, width: int) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the headers and rows of the table of posts, in words of the current language, without empty columns.

    What names nobody yet, or nobody that is known, stands among the substitutes in quotation marks. In a narrow table
    the unit stands behind the post, so that both columns are wide enough for whole words.
    """
    narrow = width < _WIDE
    headers = (
        Bilingual("verdict", "hinnang"),
        Bilingual("id", "kood"),
        Bilingual("post", "ametikoht"),
        Bilingual("unit", "üksus"),
        Bilingual("places", "kohti"),
        Bilingual("substitutes", "asendajad"),
    )
    rows = [
        (
            row.verdict,
            "; ".join(row.ids),
            ", ".join((row.post, *row.unit[-1:])) if narrow else row.post,
            "" if narrow else "".join(row.unit[-1:]),
            row.places,
            "; ".join((*row.substitutes, *(f"„{text}“" for text in row.waiting))),
        )
        for row in coverage_rows(cover, current())
    ]
    kept = [place for place in range(len(headers)) if any(row[place] for row in rows)]
    return tuple(str(headers[place]) for place in kept), [tuple(row[place] for place in kept) for row in rows]


def absence_table(
    organisation: Organisation, answer: Answer
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return headers and rows: each absent place with its substitute and the status of the link, then what is left.

    What is left has no substitute, and "uncovered" or "unknown" where the status stands.
    """
    name = names(organisation, organisation.by_iri)
    headers = (
        Bilingual("absent", "puudub"),
        Bilingual("substitute", "asendaja"),
        Bilingual("status", "olek"),
    )
    rows: list[tuple[str, ...]] = [
        (
            name[one.absent],
            name[one.substitute],
            str(_DECIDED if one.kind == "designated" else STATUS_WORDS[one.status]),
        )
        for one in answer.assignment
    ]
    rows += [(name[iri], "", str(VERDICT_WORDS["uncovered"])) for iri in answer.broken]
    rows += [(name[iri], "", str(VERDICT_WORDS["unknown"])) for iri in answer.unknown]
    return tuple(str(one) for one in headers), rows


def absence_page(organisation: Organisation, answer: Answer, evidence: Evidence) -> str:
    """Return who covers whom with the sentences that say so, and the proof where it cannot be, or why it is not known."""
    return "\n".join(_absence(organisation, answer, evidence)) + "\n"


def _absence(organisation: Organisation, answer: Answer, evidence: Evidence) -> Iterator[str]:
    name = names(organisation, organisation.by_iri)
    if answer.covered:
        yield str(Bilingual("Everything is covered:", "Kõik on kaetud:"))
    elif answer.broken:
        yield str(Bilingual("Not everything can be covered.", "Kõike katta ei saa."))
    else:
        yield str(
            Bilingual("Whether everything can be covered is not known.", "Pole teada, kas kõike saab katta.")
        )
    for one in answer.assignment:
        yield f"  {name[one.absent]} ← {name[one.substitute]}  ({_stated(one.link)})"
        yield from _evidence(one.link, evidence)
    for iri in answer.broken:
        yield f"  {name[iri]} ← {Bilingual('nobody', 'mitte keegi')}"
    for iri in answer.unknown:
        yield f"  {name[iri]} ← {_NOT_KNOWN}: {why_open(organisation, organisation.by_iri[iri])}"
    if answer.proof and (answer.broken or len(answer.proof.absent) > 1):
        why = Bilingual("Why", "Miks") if answer.broken else Bilingual("As far as is known", "Teadaolevalt")
        yield f"{why}: {answer.proof.sentence(organisation)}"
    if answer.assumed:
        posts = ", ".join(f"{name[iri]} – {organisation.by_iri[iri].places}" for iri in answer.assumed)
        yield str(
            Bilingual(
                f"The number of places is not known for certain; assumed: {posts}.",
                f"Kohtade arv pole kindlalt teada; eeldatud: {posts}.",
            )
        )
    if answer.assignment:
        yield f"{Bilingual('Basis', 'Alus')}: {_DECISION}"
    if any(one.status == "one-sided" for one in answer.assignment):
        yield f"  {_SUPPLEMENT}"


def chain_page(organisation: Organisation, chain: Chain, evidence: Evidence) -> str:
    """Return the chains of one post as lines, longer ones marked as suggestions, with the evidence."""
    return "\n".join(_chain(organisation, chain, evidence)) + "\n"


def _chain(organisation: Organisation, chain: Chain, evidence: Evidence) -> Iterator[str]:
    name = names(organisation, organisation.by_iri)
    yield name[chain.post]
    for path in chain.paths:
        steps = " → ".join(f"{name[step.substitute]} ({_stated(step.link)})" for step in path.steps)
        note = Bilingual(
            "  [suggestion: each step needs a decision, ATS § 57]",
            "  [ettepanek: iga samm vajab otsust, ATS § 57]",
        )
        yield f"  → {steps}{note if path.suggested else ''}"
    if not chain.paths:
        open_ = why_open(organisation, organisation.by_iri[chain.post])
        yield f"  → {f'{_NOT_KNOWN}: {open_}' if open_ else Bilingual('nobody', 'mitte keegi')}"
    if not chain.complete:
        yield str(Bilingual("  … and more chains", "  … ja veel ahelaid"))
    for link in organisation.links_of(chain.post):
        yield from _evidence(link, evidence)
    for ring in chain.rings:
        closed = Bilingual("closed ring", "suletud ring") if ring.closed else Bilingual("ring", "ring")
        yield f"  {closed}: {', '.join(name[iri] for iri in ring.posts)}"
    if chain.on_every:
        always = ", ".join(name[iri] for iri in chain.on_every)
        yield f"  {Bilingual('On every chain', 'Igas ahelas')}: {always}"


def _stated(link: Link) -> Bilingual:
    """Return the status of a link in words: which documents, or rows of a staffing table, say so."""
    if link.kind == "designated":
        return _DECIDED
    if link.status == "one-sided" and link.listed and not link.described:
        return _ONE_IN_TABLE
    if link.status != "confirmed" or not (link.described or link.listed):
        return _STATUSES[link.status]
    if len(link.described) == 2:
        return _OWN if link.kind == "peer" else _STATUSES[link.status]
    if link.described:
        return _IN_BOTH_KINDS
    return _OWN_ROW if link.kind == "peer" else _BOTH_ROWS


def _evidence(link: Link, evidence: Evidence) -> Iterator[str]:
    for claim in link.claims:
        for line in evidence.get(claim, ()):
            yield f"      {line}"


_OWN = Bilingual("the post's own document says so", "oma juhendis kirjas")
_IN_BOTH_KINDS = Bilingual("a job description and the staffing table say so", "kirjas juhendis ja koosseisus")
_BOTH_ROWS = Bilingual("the staffing table says so of both posts", "koosseisus kirjas mõlema koha real")
_OWN_ROW = Bilingual("the staffing table says so", "koosseisus kirjas")
_ONE_IN_TABLE = Bilingual("one side only, in the staffing table", "ühepoolne, kirjas koosseisus")
_DECIDED = Bilingual("as you decide", "sinu otsusel")
_NOT_KNOWN = Bilingual("not known", "teadmata")
_NO_TABLE = Bilingual(
    "No staffing table in the graph: every post counts as one place, and posts without a document may be missing.",
    "Graafis pole koosseisu: iga ametikoht on loetud üheks kohaks ja juhendita ametikohti võib puudu olla.",
)
_NO_PLACE = Bilingual(
    "0 places in the staffing table, so nobody can be away and nobody can stand in",
    "Koosseisus 0 kohta, nii et puududa ega asendada ei saa keegi",
)
_DECISION = Bilingual(
    "the appointing authority decides on every substitution (ATS § 57 (1)); over 60 calendar days a year need "
    "written consent (§ 57 (2)).",
    "igast asendamisest otsustab ametisse nimetamise õigust omav isik (ATS § 57 lg 1); üle 60 kalendripäeva aastas "
    "vajab kirjalikku nõusolekut (§ 57 lg 2).",
)
_SUPPLEMENT = Bilingual(
    "One side only: a supplement is due unless substitution follows from the substitute's own job description "
    "(ATS § 57 (4)).",
    "Ühepoolne: lisatasu makstakse, kui asendamine ei tulene asendaja enda ametijuhendist (ATS § 57 lg 4).",
)
