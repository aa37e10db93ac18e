"""The substitution chains of one post as a page: each step with its evidence and what it would need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ajgraph.analysis.chains import Chain
from ajgraph.analysis.cover import why_open
from ajgraph.language import Bilingual
from ajgraph.organisation import COUNTED, Link, Organisation
from ajgraph.pages.cover import NOT_KNOWN, Evidence, evidence_lines, stated
from ajgraph.posts import names


def chain_page(organisation: Organisation, chain: Chain, evidence: Evidence) -> str:
    """Return the chains of one post as lines, longer ones marked as suggestions, with the evidence."""
    return "\n".join(_chain(organisation, chain, evidence)) + "\n"


def _chain(organisation: Organisation, chain: Chain, evidence: Evidence) -> Iterator[str]:
    name = names(organisation, organisation.by_iri)
    yield name[chain.post]
    for path in chain.paths:
        steps = " → ".join(f"{name[step.substitute]} ({stated(step.link)})" for step in path.steps)
        note = Bilingual(
            f"  [suggestion, {len(path.steps)} steps: each needs a decision, ATS § 57]",
            f"  [ettepanek, {len(path.steps)} sammu: iga samm vajab otsust, ATS § 57]",
        )
        yield f"  → {steps}{note if path.suggested else ''}"
        # The chain without its last step has been shown before.
        last = path.steps[-1]
        yield from evidence_lines(last.link, evidence)
        for need in last.needs:
            yield f"      {_NEEDS if need.kind in _TO_BE_DONE else _NOTE}: {need}"
    if not chain.paths:
        open_ = why_open(organisation, organisation.by_iri[chain.post])
        yield f"  → {f'{NOT_KNOWN}: {open_}' if open_ else Bilingual('nobody', 'mitte keegi')}"
    if not chain.complete:
        yield str(Bilingual("  … and more chains", "  … ja veel ahelaid"))
    yield from _not_counted(organisation, chain, evidence, name)
    for ring in chain.rings:
        closed = Bilingual("closed ring", "suletud ring") if ring.closed else Bilingual("ring", "ring")
        yield f"  {closed}: {', '.join(name[iri] for iri in ring.posts)}"
    if chain.on_every:
        always = ", ".join(name[iri] for iri in chain.on_every)
        yield f"  {Bilingual('On every chain', 'Igas ahelas')}: {always}"
    elif chain.cut:
        fewest = ", ".join(name[iri] for iri in chain.cut)
        yield f"  {Bilingual('No chain is left without', 'Ühtki ahelat ei jää, kui ära on')}: {fewest}"


def _not_counted(
    organisation: Organisation, chain: Chain, evidence: Evidence, name: Mapping[str, str]
) -> Iterator[str]:
    """Yield the links that do not count, those of one mention together, with what they rest on."""
    mentions: dict[tuple[str, ...], list[Link]] = {}
    for link in organisation.links_of(chain.post):
        if link.status not in COUNTED:
            mentions.setdefault(tuple(evidence_lines(link, evidence)), []).append(link)
    for lines, links in mentions.items():
        who = " / ".join(dict.fromkeys(name[link.substitute] for link in links))
        yield f"  ? {who} ({stated(links[0])})"
        yield from lines


_TO_BE_DONE = frozenset({"decision", "consent"})
_NEEDS = Bilingual("needs", "vaja")
_NOTE = Bilingual("note", "märkus")
