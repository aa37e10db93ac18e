"""Links and their status, reporting lines, fitness: what follows from claims of both sides."""

from __future__ import annotations

from ajgraph.claims import Claim, Speakers, claims_in_field
from ajgraph.derivation import Derivation, derive
from ajgraph.description import LanguageSkill, Mention, Requirements
from ajgraph.fitness import Profile
from tests.helpers import BASE, World, mention


def claims(post: str, **fields: list[Mention]) -> list[Claim]:
    return [
        claim
        for name, mentions in fields.items()
        for claim in claims_in_field(name, mentions, f"{BASE}d/{post[-8:]}", post, f"{BASE}f")  # type: ignore[arg-type]
    ]


def derived(
    world: World, *found: list[Claim], requirements: dict[str, Requirements] | None = None
) -> Derivation:
    documented = frozenset(post.iri for post in world.directory.posts.values() if post.documented)
    return derive(
        [claim for group in found for claim in group],
        world.directory,
        complete=frozenset(),
        speakers=Speakers(documented, documented),
        profiles={post: Profile(needs) for post, needs in (requirements or {}).items()},
    )


def test_a_link_is_confirmed_if_both_documents_say_so() -> None:
    world = World()
    a, b = world.post("arst"), world.post("õde")
    result = derived(
        world, claims(a, substituted_by=[mention("õde")]), claims(b, substitutes=[mention("arst")])
    )
    (link,) = result.links
    assert (link.absent, link.substitute, link.kind, link.status) == (a, b, "post", "confirmed")
    assert len(link.claims) == 2
    assert set(result.status.values()) == {"confirmed"}


def test_a_link_is_one_sided_if_the_other_document_is_silent_whichever_side_that_is() -> None:
    world = World()
    a, b = world.post("arst"), world.post("õde")
    by_absent = derived(world, claims(a, substituted_by=[mention("õde")]))
    by_substitute = derived(world, claims(b, substitutes=[mention("arst")]))
    assert [link.status for link in by_absent.links] == ["one-sided"]
    assert [(link.absent, link.status) for link in by_substitute.links] == [(a, "one-sided")]


def test_a_link_is_undocumented_if_the_other_post_has_no_document() -> None:
    world = World()
    a = world.post("arst")
    result = derived(world, claims(a, substituted_by=[mention("õde")], substitutes=[mention("õde")]))
    assert [link.status for link in result.links] == ["undocumented", "undocumented"]


def test_a_peer_link_is_confirmed_by_both_fields_of_its_own_document() -> None:
    world = World()
    a = world.post("arst")
    both = derived(
        world,
        claims(a, substituted_by=[mention("arst", kind="peer")], substitutes=[mention("arst", kind="peer")]),
    )
    half = derived(world, claims(a, substituted_by=[mention("arst", kind="peer")]))
    assert [(link.kind, link.status, link.fitness.fit) for link in both.links] == [
        ("peer", "confirmed", "fit")
    ]
    assert [link.status for link in half.links] == ["one-sided"]


def test_an_ambiguous_mention_shows_all_candidates_and_counts_none() -> None:
    world = World()
    a = world.post("arst")
    cell = "õde, abiline (kool)"
    result = derived(
        world,
        claims(a, substituted_by=[mention("õde", sentence=cell), mention("abiline", "kool", sentence=cell)]),
    )
    assert sorted(link.status for link in result.links) == ["ambiguous", "ambiguous", "undocumented"]
    assert sorted(result.status.values()) == ["ambiguous", "undocumented"]


def test_unit_members_get_a_link_each_and_the_claim_the_weakest_status() -> None:
    world = World()
    head, arst = world.post("juhataja", "tervise osakond"), world.post("arst", "tervise osakond")
    world.post("õde", "tervise osakond")
    anyone = mention("osakonna teenistuja", kind="unit-member", unit="osakond")
    result = derived(
        world, claims(head, substituted_by=[anyone]), claims(arst, substitutes=[mention("juhataja")])
    )
    found = sorted((link.kind, link.status) for link in result.links)
    assert found == [("post", "confirmed"), ("unit-member", "one-sided")]
    by_members = next(claim for claim in result.status if claim.endswith("#substituted-by-1"))
    assert result.status[by_members] == "one-sided"


def test_fitness_is_derived_from_the_requirements_of_both() -> None:
    world = World()
    a, b = world.post("arst"), world.post("õde")
    need = Requirements(languages=(LanguageSkill("en", "C1", True, 1, 3),))
    have = Requirements(languages=(LanguageSkill("en", "B1", True, 1, 3),))
    result = derived(world, claims(a, substituted_by=[mention("õde")]), requirements={a: need, b: have})
    (link,) = result.links
    assert link.fitness.fit == "gap"
    assert any("C1" in gap.sentence.en and "B1" in gap.sentence.en for gap in link.fitness.gaps)
    (unknown,) = derived(world, claims(a, substituted_by=[mention("õde")]), requirements={a: need}).links
    assert unknown.fitness.fit == "unknown"


def test_a_manager_is_what_the_post_says_and_only_else_what_the_manager_says() -> None:
    world = World()
    boss, other, a = world.post("juhataja"), world.post("ülem"), world.post("arst")
    lists = claims(boss, subordinates=[mention("arst"), mention("õde")])
    result = derived(world, lists, claims(a, manager=[mention("ülem")]))
    lines = {(line.post, line.manager) for line in result.reporting}
    assert (a, other) in lines
    assert (a, boss) not in lines
    assert {manager for post, manager in lines if post != a} == {boss}


def test_the_order_of_claims_does_not_matter() -> None:
    world_one, world_two = World(), World()
    found = []
    for world in (world_one, world_two):
        a, b = world.post("arst"), world.post("õde")
        pair = [
            claims(a, substituted_by=[mention("õde"), mention("jurist")]),
            claims(b, manager=[mention("arst")]),
        ]
        found.append((world, pair))
    forward = derived(found[0][0], *found[0][1])
    backward = derived(found[1][0], *reversed(found[1][1]))
    assert forward.links == backward.links
    assert forward.reporting == backward.reporting
