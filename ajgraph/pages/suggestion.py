"""Suggestions as pages: who could stand in, why it helps, what the documents leave open, and what would have to be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ajgraph.analysis.coverage import VERDICTS
from ajgraph.analysis.distance import FAR
from ajgraph.analysis.suggestions.candidates import NOTES, Candidate
from ajgraph.analysis.suggestions.plan import Plan
from ajgraph.analysis.suggestions.suggestion import Effect, Suggestion, Suggestions
from ajgraph.fitness import FIT_WORDS
from ajgraph.gaps import Gap
from ajgraph.language import Bilingual
from ajgraph.organisation import Organisation
from ajgraph.pages.cover import VERDICT_WORDS
from ajgraph.posts import names

Table = tuple[tuple[str, ...], list[tuple[str, ...]]]


def suggestions_page(answer: Suggestions) -> str:
    """Return the candidates of one post as lines, the best first, and what would have to be done."""
    return "\n".join(_suggestions(answer)) + "\n"


def plan_page(answer: Plan) -> str:
    """Return the new links as lines with their reasons, what cannot be reached, and what would have to be done."""
    return "\n".join(_plan(answer)) + "\n"


def suggestion_table(organisation: Organisation, found: Sequence[Suggestion]) -> Table:
    """Return headers and rows of suggestions in words of the current language."""
    headers = (
        Bilingual("post", "ametikoht"),
        Bilingual("substitute", "asendaja"),
        Bilingual("fit", "sobivus"),
        Bilingual("gaps", "puudu"),
        Bilingual("near", "lähedus"),
        Bilingual("load", "koormus"),
        Bilingual("verdict", "hinnang"),
    )
    name = names(organisation, organisation.by_iri)
    rows: list[tuple[str, ...]] = [
        (
            name[one.candidate.absent],
            name[one.candidate.substitute],
            str(FIT_WORDS[one.candidate.fitness.fit]),
            "; ".join(map(str, one.candidate.fitness.gaps)),
            str(_near(one.candidate)),
            str(one.candidate.load),
            " → ".join(str(VERDICT_WORDS[verdict]) for verdict in one.effect.verdict),
        )
        for one in found
    ]
    return tuple(map(str, headers)), rows


def _suggestions(answer: Suggestions) -> Iterator[str]:
    organisation, name = answer.organisation, names(answer.organisation, answer.organisation.by_iri)
    who = name[answer.post]
    if not answer.suggestions:
        yield str(Bilingual(f"{who}: there is nobody to suggest", f"{who}: kedagi pole pakkuda"))
        return
    now = VERDICTS[answer.suggestions[0].effect.verdict[0]]
    yield str(
        Bilingual(
            f"Who could stand in for {who} (now: {now.en}), the best first:",
            f"Kes võiks asendada: {who} (praegu: {now.et}), parimad eespool:",
        )
    )
    for position, one in enumerate(answer.suggestions, start=1):
        yield f"{position:>3}. {name[one.candidate.substitute]}  ({_known(one.candidate)})"
        yield from _details(organisation, one)
    if answer.total > len(answer.suggestions):
        more = answer.total - len(answer.suggestions)
        yield str(
            Bilingual(
                f"… and {more} more (--limit {answer.total})", f"… ja veel {more} (--limit {answer.total})"
            )
        )
    yield from _to_do(organisation, answer.suggestions)


def _plan(answer: Plan) -> Iterator[str]:
    organisation, name = answer.organisation, names(answer.organisation, answer.organisation.by_iri)
    if any(len(one.posts) > 1 for one in answer.impossible):
        yield str(
            Bilingual(
                f"No new links make cover stand {answer.k - 1} absences: there are too few people.",
                f"Ka kõigi võimalike uute seostega ei pea kate {answer.k - 1} puudumisele vastu: inimesi on liiga vähe.",
            )
        )
    elif not answer.suggestions and answer.impossible:
        yield str(Bilingual("No new link would help:", "Ükski uus seos ei aitaks:"))
    elif not answer.suggestions:
        yield str(_NOTHING_TO_DO if answer.k == 2 else _enough(answer.k))
    else:
        yield str(_headline(answer))
    for one in answer.impossible:
        yield f"  ! {one.sentence(organisation)}"
    for suggestion in answer.suggestions:
        candidate = suggestion.candidate
        yield f"  {name[candidate.absent]} ← {name[candidate.substitute]}  ({_known(candidate)})"
        yield from _details(organisation, suggestion)
    if answer.suggestions:
        before, after = answer.resilience
        yield f"{Bilingual('Resilience', 'Vastupidavus')}: {before} → {after}"
        yield _changed(Bilingual("Posts without a substitute", "Asendajata ametikohti"), answer.without)
        pairs = Bilingual("Pairs that may not be away together", "Paare, kes ei tohi korraga puududa")
        yield _changed(pairs, answer.conflicts)
        yield str(_choice(answer))
        yield from _to_do(organisation, answer.suggestions)


def _headline(answer: Plan) -> Bilingual:
    count = len(answer.suggestions)
    en = "every post has a substitute" if answer.k == 2 else f"fewer than {answer.k} absences break no cover"
    et = (
        "on igal ametikohal asendaja"
        if answer.k == 2
        else f"ei jää vähem kui {answer.k} puudumise korral midagi katmata"
    )
    if but := len({iri for one in answer.impossible for iri in one.posts}):
        en = f"{en}, but for {but} {'post' if but == 1 else 'posts'} below that no link helps"
        et = f"{et}, välja arvatud {but} allpool, mida ükski seos ei aita"
    links_en, links_et = (
        ("1 new link", "1 uus seos") if count == 1 else (f"{count} new links", f"{count} uut seost")
    )
    if answer.exact:
        return Bilingual(
            f"With {links_en} {en}; fewer would not do:",
            f"Kui lisada {links_et}, siis {et}; vähemast ei piisa:",
        )
    return Bilingual(
        f"With {links_en} {en}; it is not proved that fewer would not do, but at least {answer.at_least} are needed:",
        f"Kui lisada {links_et}, siis {et}; pole tõestatud, et vähemast ei piisa, aga vaja on vähemalt {answer.at_least}:",
    )


def _choice(answer: Plan) -> Bilingual:
    if "distance" in answer.proven:
        return Bilingual(
            "Among as many links these fit best, and among those they are nearest.",
            "Sama arvu seoste seas on need sobivaimad ja nende seas lähimad.",
        )
    return Bilingual(
        "That no other choice of as many links fits better or is nearer is not proved.",
        "Pole tõestatud, et sama arvu seoste seas poleks sobivamat või lähemat valikut.",
    )


def _changed(what: Bilingual, numbers: tuple[int, int]) -> str:
    return f"{what}: {numbers[0]} → {numbers[1]}"


def _known(candidate: Candidate) -> str:
    """Return fitness, nearness and load in words."""
    load = (
        Bilingual("stands in for nobody yet", "ei asenda veel kedagi")
        if candidate.load == 0
        else Bilingual("stands in for 1 post already", "asendab juba 1 ametikohta")
        if candidate.load == 1
        else Bilingual(
            f"stands in for {candidate.load} posts already", f"asendab juba {candidate.load} ametikohta"
        )
    )
    if candidate.absent == candidate.substitute:
        return str(Bilingual("a colleague in the same post", "kolleeg samal ametikohal"))
    return f"{FIT_WORDS[candidate.fitness.fit]}; {_near(candidate)}; {load}"


def _near(candidate: Candidate) -> Bilingual:
    if candidate.distance == 0:
        return Bilingual("same unit", "sama üksus")
    if candidate.distance == FAR:
        return Bilingual("no unit in common", "ühist üksust pole")
    if candidate.distance == 1:
        return Bilingual("1 step away in the structure", "struktuuris ühe sammu kaugusel")
    return Bilingual(
        f"{candidate.distance} steps away in the structure",
        f"struktuuris {candidate.distance} sammu kaugusel",
    )


def _details(organisation: Organisation, one: Suggestion) -> Iterator[str]:
    effect, fitness = one.effect, one.candidate.fitness
    yield f"       {Bilingual('helps', 'aitab')}: {_helps(organisation, effect)}"
    if fitness.fit == "unknown" and not (fitness.gaps or fitness.unknown):
        yield f"       ? {_NO_DOCUMENT}"
    for title, gaps in (
        (Bilingual("gap", "puudu"), fitness.requirement_gaps),
        (Bilingual("not named", "nimetamata"), fitness.competency_gaps),
        (Bilingual("open", "lahtine"), fitness.unknown),
        (Bilingual("preference", "eelistus"), fitness.preferences),
    ):
        yield from (f"       {title}: {_told(gap)}" for gap in gaps)
    yield from (f"       {Bilingual('note', 'märkus')}: {NOTES[note]}" for note in one.candidate.notes)


def _helps(organisation: Organisation, effect: Effect) -> str:
    before, after = effect.verdict
    was, now = effect.alone
    parts = [
        str(VERDICTS[after]) if before == after else f"{VERDICTS[before]} → {VERDICTS[after]}",
        str(
            Bilingual(
                f"{now} absences leave it uncovered (now {was})",
                f"katmata jääb see alles {now} puudumise korral (praegu {was})",
            )
        ),
    ]
    for posts, words in (
        (effect.conflicts_removed, Bilingual("may now be away together with", "võib nüüd korraga puududa")),
        (effect.conflicts_added, Bilingual("may not be away together with", "ei tohi korraga puududa")),
    ):
        if posts:
            listed = ", ".join(names(organisation, posts).values())
            parts.append(f"{words}: {listed}")
    sizes = tuple(one.size for one in effect.resilience)
    if sizes[0] != sizes[1] and sizes[0] and sizes[1]:
        parts.append(
            _changed(Bilingual("resilience of the whole", "terviku vastupidavus"), (sizes[0], sizes[1]))
        )
    return "; ".join(parts)


def _told(gap: Gap) -> str:
    return f"{gap.sentence}  [{gap.place}]" if gap.place else str(gap.sentence)


def _to_do(organisation: Organisation, found: Sequence[Suggestion]) -> Iterator[str]:
    yield f"{Bilingual('To be done', 'Mida teha')}:"
    yield f"  {_BOTH}"
    if any(one.candidate.fitness.requirement_gaps for one in found):
        yield f"  {_SHORT}"
    by_iri = organisation.by_iri
    ends = {iri for one in found for iri in (one.candidate.absent, one.candidate.substitute)}
    bare = sorted(iri for iri in ends if not by_iri[iri].documented)
    if bare:
        listed = ", ".join(names(organisation, bare).values())
        yield f"  {Bilingual('No job description here', 'Ametijuhendit siin pole')}: {listed}"


def _enough(k: int) -> Bilingual:
    return Bilingual(
        f"No new link is needed: fewer than {k} absences break no cover.",
        f"Uusi seoseid pole vaja: vähem kui {k} puudumise korral ei jää midagi katmata.",
    )


_NOTHING_TO_DO = Bilingual(
    "No new link is needed: every post has a substitute.",
    "Uusi seoseid pole vaja: igal ametikohal on asendaja.",
)
_NO_DOCUMENT = Bilingual(
    "the job description of one of the two, or of both, is not here, so nothing can be compared",
    "ühe või mõlema ametijuhendit siin pole, nii et võrrelda ei saa",
)
_BOTH = Bilingual(
    "Put the substitution into both job descriptions: who stands in (kes asendab) into the one of the post, whom it stands "
    "in for (keda asendab) into the substitute's. A supplement is due unless substitution follows from the "
    "substitute's own job description (ATS § 57 (4)).",
    "Kirjuta asendamine mõlemasse ametijuhendisse: asendatava omasse, kes asendab, ja asendaja omasse, keda asendab. "
    "Lisatasu makstakse, kui asendamine ei tulene asendaja enda ametijuhendist (ATS § 57 lg 4).",
)
_SHORT = Bilingual(
    "Where a requirement falls short, add it to the substitute's job description or choose somebody else: an official may "
    "refuse an order that needs education or skills the own document does not require (ATS § 54 (2) 2)).",
    "Kus nõue on puudu, lisa see asendaja ametijuhendisse või vali keegi teine: ametnik võib keelduda korraldusest, "
    "mis eeldab haridust või oskusi, mida tema ametijuhend ei nõua (ATS § 54 lg 2 p 2).",
)
