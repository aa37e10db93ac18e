"""Who covers whom as a page and a table, and the words for links that all pages of cover share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ajgraph.analysis.absence import Answer
from ajgraph.analysis.cover import why_open
from ajgraph.analysis.coverage import Verdict
from ajgraph.language import Bilingual
from ajgraph.organisation import Link, LinkStatus, Organisation
from ajgraph.posts import names

_STATUSES: dict[LinkStatus, Bilingual] = {
    "confirmed": Bilingual("both documents say so", "mõlemas juhendis kirjas"),
    "one-sided": Bilingual("one side only", "ühepoolne"),
    "undocumented": Bilingual("the other post has no document here", "teise koha juhendit siin pole"),
    "ambiguous": Bilingual("ambiguous", "ebaselge"),
    "unresolved": Bilingual("unresolved", "lahendamata"),
}
STATUS_WORDS: dict[LinkStatus, Bilingual] = {
    "confirmed": Bilingual("confirmed", "kinnitatud"),
    "one-sided": Bilingual("one-sided", "ühepoolne"),
    "undocumented": Bilingual("undocumented", "juhendita"),
    "ambiguous": Bilingual("ambiguous", "ebaselge"),
    "unresolved": Bilingual("unresolved", "lahendamata"),
}
"""One word for each status, in tables."""
VERDICT_WORDS: dict[Verdict, Bilingual] = {
    "uncovered": Bilingual("uncovered", "katmata"),
    "unknown": Bilingual("unknown", "teadmata"),
    "designated-only": Bilingual("designated-only", "määratav"),
    "peer-only": Bilingual("peer-only", "kolleegid"),
    "fragile": Bilingual("fragile", "sõltub ühest"),
    "covered": Bilingual("covered", "kaetud"),
}
"""One word for each verdict, in tables."""


Evidence = Mapping[str, Sequence[str]]
"""Claim IRI → lines that show it: the sentence, and the document with its line."""


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
        yield f"  {name[one.absent]} ← {name[one.substitute]}  ({stated(one.link)})"
        yield from evidence_lines(one.link, evidence)
    for iri in answer.broken:
        yield f"  {name[iri]} ← {Bilingual('nobody', 'mitte keegi')}"
    for iri in answer.unknown:
        yield f"  {name[iri]} ← {NOT_KNOWN}: {why_open(organisation, organisation.by_iri[iri])}"
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


def stated(link: Link) -> Bilingual:
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


def evidence_lines(link: Link, evidence: Evidence) -> Iterator[str]:
    """Yield the sentences a link rests on, each with its document and line, indented."""
    for claim in link.claims:
        for line in evidence.get(claim, ()):
            yield f"      {line}"


_OWN = Bilingual("the post's own document says so", "oma juhendis kirjas")
_IN_BOTH_KINDS = Bilingual("a job description and the staffing table say so", "kirjas juhendis ja koosseisus")
_BOTH_ROWS = Bilingual("the staffing table says so of both posts", "koosseisus kirjas mõlema koha real")
_OWN_ROW = Bilingual("the staffing table says so", "koosseisus kirjas")
_ONE_IN_TABLE = Bilingual("one side only, in the staffing table", "ühepoolne, kirjas koosseisus")
_DECIDED = Bilingual("as you decide", "sinu otsusel")
NOT_KNOWN = Bilingual("not known", "teadmata")
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
