"""Whom a mention means: scope order, aliases, traps; and what stays ambiguous or dangling."""

from __future__ import annotations

import pytest

from ajgraph.claims import Claim, claims_in_field
from ajgraph.description import Alias, Mention
from ajgraph.resolution import Resolution, Resolver
from tests.helpers import BASE, World, mention


def resolve(
    world: World,
    post: str,
    *mentions: Mention,
    field: str = "substituted_by",
    complete: bool = False,
    aliases: tuple[Alias, ...] = (),
) -> list[Resolution]:
    claims = claims_in_field(field, mentions, f"{BASE}d", post, f"{BASE}file", aliases)  # type: ignore[arg-type]
    known = frozenset({world.organisation}) if complete else frozenset()
    return list(Resolver(world.directory, known).resolve_all(claims))


def tails(resolution: Resolution) -> list[str]:
    return [iri.removeprefix(f"{BASE}post/rannaamet/") for iri in resolution.posts]


def test_the_own_unit_comes_before_the_units_above_and_those_before_others() -> None:
    world = World()
    own = world.post("arst", "tervise osakond", "kooli talitus")
    near = world.post("nõunik", "tervise osakond", "kooli talitus")
    above = world.post("jurist", "tervise osakond")
    far = world.post("arhivaar", "haldusosakond")
    world.post("nõunik", "tervise osakond")
    found = resolve(world, own, mention("nõunik"), mention("jurist"), mention("arhivaar"))
    assert [one.posts for one in found] == [(near,), (above,), (far,)]
    assert {one.state for one in found} == {"resolved"}
    assert found[2].reason
    assert found[2].reason.en == "the only post of that title in the organisation"


@pytest.mark.parametrize(
    "written", ["talitusejuhataja", "talituse juhataja", "juhataja", "kooli talituse juhataja"]
)
def test_the_head_of_the_unit_under_every_spelling(written: str) -> None:
    world = World()
    own = world.post("arst", "tervise osakond", "kooli talitus")
    head = world.post("Talituse juhataja", "tervise osakond", "kooli talitus")
    world.post("Talituse juhataja", "tervise osakond", "lasteaia talitus")
    assert resolve(world, own, mention(written))[0].posts == (head,)


def test_the_head_of_a_named_unit_elsewhere() -> None:
    world = World()
    own = world.post("arst", "tervise osakond")
    head = world.post("juhataja", "haldusosakond")
    assert resolve(world, own, mention("haldusosakonna juhataja"))[0].posts == (head,)


def test_a_bare_title_is_not_the_post_with_a_specialisation() -> None:
    """The trap of the real documents: "nõunik" of a talitus is not "Nõunik (perelepitus)" of the osakond above."""
    world = World()
    own = world.post("peaspetsialist", "laste osakond", "nõustamise talitus")
    other = world.post("Nõunik", "laste osakond", specialisation="perelepitus")
    (found,) = resolve(world, own, mention("nõunik"))
    assert found.state == "resolved"
    assert other not in found.posts
    assert tails(found) == ["laste-osakond/nõustamise-talitus/nõunik"]
    assert not world.directory.posts[found.posts[0]].documented
    assert found.reason
    assert "Nõunik (perelepitus)" in found.reason.en


def test_a_bare_title_is_the_only_specialised_post_where_the_staffing_table_leaves_no_other() -> None:
    world = World()
    own = world.post("peaspetsialist", "laste osakond", listed=True)
    only = world.post("Nõunik", "laste osakond", specialisation="perelepitus", listed=True)
    (found,) = resolve(world, own, mention("nõunik"), complete=True)
    assert (found.state, found.posts) == ("resolved", (only,))
    assert found.reason
    assert "Nõunik (perelepitus)" in found.reason.en


def test_a_bare_title_with_two_specialised_posts_stays_ambiguous() -> None:
    world = World()
    own = world.post("peaspetsialist", "laste osakond", listed=True)
    both = (
        world.post("Nõunik", "laste osakond", specialisation="eestkoste", listed=True),
        world.post("Nõunik", "laste osakond", specialisation="perelepitus", listed=True),
    )
    (found,) = resolve(world, own, mention("nõunik"), complete=True)
    assert (found.state, found.posts) == ("ambiguous", both)


def test_another_specialisation_is_another_post() -> None:
    world = World()
    own = world.post("peaspetsialist", "laste osakond", listed=True)
    world.post("Koordinaator", "laste osakond", listed=True)
    (found,) = resolve(world, own, mention("koordinaator", "perelepitus"), complete=True)
    assert found.state == "unresolved"
    assert found.reason
    assert "Koordinaator" in found.reason.en


def test_a_bracket_at_the_end_of_a_list_may_bind_every_item() -> None:
    world = World()
    own = world.post("Nõunik", "laste osakond", specialisation="perelepitus")
    cell = "Teenuse juht, juhtivkoordinaator, koordinaator (perelepitus)"
    found = resolve(
        world,
        own,
        mention("teenuse juht", sentence=cell),
        mention("juhtivkoordinaator", sentence=cell),
        mention("koordinaator", "perelepitus", sentence=cell),
    )
    assert [one.state for one in found] == ["ambiguous", "ambiguous", "resolved"]
    assert tails(found[0]) == ["laste-osakond/teenuse-juht", "laste-osakond/teenuse-juht~perelepitus"]
    assert tails(found[2]) == ["laste-osakond/koordinaator~perelepitus"]


def test_a_complete_table_settles_the_bracket() -> None:
    world = World()
    own = world.post("Nõunik", "laste osakond", specialisation="perelepitus", listed=True)
    only = world.post("teenuse juht", "laste osakond", specialisation="perelepitus", listed=True)
    world.post("koordinaator", "laste osakond", specialisation="perelepitus", listed=True)
    cell = "Teenuse juht, koordinaator (perelepitus)"
    mentions = mention("teenuse juht", sentence=cell), mention("koordinaator", "perelepitus", sentence=cell)
    found = resolve(world, own, *mentions, complete=True)
    assert [one.state for one in found] == ["resolved", "resolved"]
    assert found[0].posts == (only,)


def test_the_head_of_a_unit_needs_no_bracket() -> None:
    world = World()
    own = world.post("teenuseomanik", "laste osakond", "kooli talitus", specialisation="lastemaja")
    cell = "Talituse juhataja, juhtivspetsialist (lastemaja)"
    mentions = (
        mention("talituse juhataja", sentence=cell),
        mention("juhtivspetsialist", "lastemaja", sentence=cell),
    )
    assert [one.state for one in resolve(world, own, *mentions)] == ["resolved", "resolved"]


def test_the_own_title_is_a_colleague_in_the_same_post() -> None:
    world = World()
    own = world.post("juhtumikonsultant", "laste osakond")
    (found,) = resolve(world, own, mention("juhtumikonsultant", kind="peer"))
    assert (found.state, found.posts) == ("resolved", (own,))


def test_the_bare_own_title_is_the_bare_post_if_there_is_one() -> None:
    world = World()
    own = world.post("Peaspetsialist", "laste osakond", specialisation="juhtumid")
    bare = world.post("Peaspetsialist", "laste osakond")
    assert resolve(world, own, mention("peaspetsialist", kind="peer"))[0].posts == (bare,)


def test_the_bare_own_title_is_ambiguous_among_specialised_ones_of_a_complete_table() -> None:
    world = World()
    own = world.post("Peaspetsialist", "laste osakond", specialisation="juhtumid", listed=True)
    other = world.post("Peaspetsialist", "laste osakond", specialisation="hanked", listed=True)
    (found,) = resolve(world, own, mention("peaspetsialist", kind="peer"), complete=True)
    assert found.state == "ambiguous"
    assert set(found.posts) == {own, other}


def test_a_short_name_that_the_document_defines_comes_first() -> None:
    world = World()
    own = world.post("inspektor", "teeteenistus", "lõuna osakond")
    world.post("direktor")
    head = world.post("direktor", "teeteenistus")
    alias = Alias("direktor", "teeteenistuse direktor", 4)
    (found,) = resolve(world, own, mention("direktor"), aliases=(alias,))
    assert found.posts == (head,)
    assert found.reason
    assert "teeteenistuse direktor" in found.reason.et


def test_the_immediate_manager_is_whom_the_manager_field_names() -> None:
    world = World()
    own = world.post("arst", "tervise osakond")
    head = world.post("juhataja", "tervise osakond")
    claims = (
        *claims_in_field("manager", [mention("osakonnajuhataja")], f"{BASE}d", own, f"{BASE}f"),
        *claims_in_field("substituted_by", [mention("vahetu juht")], f"{BASE}d", own, f"{BASE}f"),
    )
    assert [one.posts for one in Resolver(world.directory).resolve_all(claims)] == [(head,), (head,)]
    (unknown,) = resolve(world, own, mention("vahetu juht"))
    assert unknown.state == "unresolved"


def test_anyone_of_the_unit_is_everyone_else_in_it() -> None:
    world = World()
    own = world.post("juhataja", "tervise osakond")
    others = (world.post("arst", "tervise osakond"), world.post("õde", "tervise osakond", "kooli talitus"))
    world.post("jurist", "haldusosakond")
    (found,) = resolve(world, own, mention("osakonna teenistuja", kind="unit-member", unit="osakond"))
    assert (found.state, set(found.posts)) == ("resolved", set(others))
    alone = world.post("jurist", "õigusosakond")
    (nobody,) = resolve(world, alone, mention("osakonna teenistuja", kind="unit-member", unit="osakond"))
    assert nobody.state == "unresolved"


@pytest.mark.parametrize(("kind", "state"), [("none", "none"), ("designated", "open"), ("rule", "open")])
def test_what_names_nobody_resolves_to_nobody(kind: str, state: str) -> None:
    world = World()
    own = world.post("arst", "tervise osakond")
    (found,) = resolve(world, own, mention(None, kind=kind))  # type: ignore[arg-type]
    assert (found.state, found.posts) == (state, ())


def test_a_mention_without_a_readable_title_is_kept_unresolved() -> None:
    world = World()
    own = world.post("arst")
    (found,) = resolve(world, own, mention(None))
    assert (found.state, found.posts) == ("unresolved", ())


def test_a_complete_table_makes_an_unlisted_mention_dangle() -> None:
    world = World()
    own = world.post("arst", "tervise osakond", listed=True)
    (found,) = resolve(world, own, mention("jurist"), complete=True)
    assert found.state == "unresolved"
    assert len(world.directory.posts) == 1


def test_the_head_of_the_organisation_is_not_put_into_a_unit() -> None:
    world = World()
    own = world.post("arst", "tervise osakond", "kooli talitus")
    found = resolve(world, own, mention("peadirektor"), mention("peadirektori asetäitja"))
    assert [tails(one) for one in found] == [["peadirektor"], ["peadirektori-asetäitja"]]


def test_the_reason_is_said_in_both_languages() -> None:
    world = World()
    own = world.post("arst", "tervise osakond")
    for one in resolve(world, own, mention("jurist"), mention(None, kind="rule")):
        assert one.reason
        assert one.reason.en
        assert one.reason.et
        assert one.reason.en != one.reason.et


def test_claims_keep_the_side_that_speaks() -> None:
    claim = claims_in_field("substitutes", [mention("jurist")], f"{BASE}d", f"{BASE}p", f"{BASE}f")[0]
    assert isinstance(claim, Claim)
    assert (claim.iri, claim.post, claim.field) == (f"{BASE}d#substitutes-1", f"{BASE}p", "substitutes")


def test_the_head_of_a_unit_that_two_are_called_by_is_ambiguous() -> None:
    world = World()
    own = world.post("arst", "tervise osakond")
    heads = (
        world.post("juhataja", "haldusosakond", "õigustalitus"),
        world.post("juhataja", "teenuste osakond", "õigustalitus"),
    )
    (found,) = resolve(world, own, mention("õigustalituse juhataja"))
    assert (found.state, found.posts) == ("ambiguous", heads)
    assert found.reason
    assert "haldusosakond > õigustalitus" in found.reason.en
    assert "teenuste osakond > õigustalitus" in found.reason.et


def test_of_units_called_alike_the_one_nearest_above_counts() -> None:
    world = World()
    own = world.post("arst", "haldusosakond", "arhiiv")
    near = world.post("juhataja", "haldusosakond", "õigustalitus")
    world.post("juhataja", "teenuste osakond", "õigustalitus")
    assert resolve(world, own, mention("õigustalituse juhataja"))[0].posts == (near,)


def test_anyone_of_a_unit_that_two_are_called_by_is_ambiguous() -> None:
    world = World()
    own = world.post("arst", "tervise osakond")
    both = (
        world.post("jurist", "haldusosakond", "õigustalitus"),
        world.post("jurist", "teenuste osakond", "õigustalitus"),
    )
    anyone = mention("õigustalituse teenistuja", kind="unit-member", unit="õigustalitus")
    (found,) = resolve(world, own, anyone)
    assert (found.state, found.posts) == ("ambiguous", both)


def test_an_unlisted_post_of_a_unit_that_two_are_called_by_has_a_candidate_in_each() -> None:
    world = World()
    own = world.post("arst", "tervise osakond")
    world.post("jurist", "haldusosakond", "õigustalitus")
    world.post("jurist", "teenuste osakond", "õigustalitus")
    (found,) = resolve(world, own, mention("õigustalituse sekretär"))
    assert found.state == "ambiguous"
    assert tails(found) == [
        "haldusosakond/õigustalitus/sekretär",
        "teenuste-osakond/õigustalitus/sekretär",
    ]


def test_an_undocumented_post_of_a_larger_unit_is_the_one_its_smaller_units_name() -> None:
    """Whoever speaks first: the mention in the osakond enters it, the talitus below finds it."""
    for order in (1, -1):
        world = World()
        above = world.post("arst", "tervise osakond")
        below = world.post("õde", "tervise osakond", "kooli talitus")
        claims = [
            claims_in_field("substituted_by", [mention("jurist")], f"{BASE}{name}", post, f"{BASE}f")[0]
            for name, post in (("z", above), ("a", below))
        ][::order]
        found = Resolver(world.directory).resolve_all(claims)
        assert [tails(one) for one in found] == [["tervise-osakond/jurist"]] * 2
        assert {one.reason.en for one in found if one.reason} == {
            "no description of this post is here; taken to be in “tervise osakond”"
        }


def test_a_post_that_is_only_mentioned_does_not_draw_mentions_from_other_units() -> None:
    world = World()
    one, two = world.post("arst", "tervise osakond"), world.post("õde", "haldusosakond")
    claims = [
        claims_in_field("substituted_by", [mention("jurist")], f"{BASE}{name}", post, f"{BASE}f")[0]
        for name, post in (("a", one), ("b", two))
    ]
    found = Resolver(world.directory).resolve_all(claims)
    assert [tails(claim) for claim in found] == [["tervise-osakond/jurist"], ["haldusosakond/jurist"]]


def test_a_unit_that_no_source_has_is_entered_once() -> None:
    world = World()
    own, other = world.post("arst", "tervise osakond"), world.post("juhataja", "haldusosakond")
    found = resolve(
        world, own, mention("kooliarstide talituse juhataja"), mention("kooliarstide talituse õde")
    )
    assert [tails(one) for one in found] == [
        ["kooliarstide-talitus/juhataja"],
        ["kooliarstide-talitus/õde"],
    ]
    assert other not in {iri for one in found for iri in one.posts}


def test_the_manager_is_known_whoever_speaks_first() -> None:
    world = World()
    own = world.post("arst", "tervise osakond")
    claims = (
        *claims_in_field("substituted_by", [mention("vahetu juht")], f"{BASE}a", own, f"{BASE}f"),
        *claims_in_field("manager", [mention("peaarst")], f"{BASE}z", own, f"{BASE}f"),
    )
    found = Resolver(world.directory).resolve_all(claims)
    assert [tails(one) for one in found] == [["tervise-osakond/peaarst"]] * 2


def test_two_managers_leave_the_immediate_manager_ambiguous() -> None:
    world = World()
    own = world.post("arst", "tervise osakond")
    bosses = (world.post("juhataja", "tervise osakond"), world.post("peadirektor"))
    claims = (
        *claims_in_field("manager", [mention("osakonnajuhataja")], f"{BASE}d", own, f"{BASE}f"),
        *claims_in_field("manager", [mention("peadirektor")], f"{BASE}e", own, f"{BASE}g"),
        *claims_in_field("substituted_by", [mention("vahetu juht")], f"{BASE}d", own, f"{BASE}f"),
    )
    found = Resolver(world.directory).resolve_all(claims)[-1]
    assert (found.state, set(found.posts)) == ("ambiguous", set(bosses))


def test_the_manager_may_be_known_from_the_manager_alone() -> None:
    world = World()
    own, boss = world.post("arst", "tervise osakond"), world.post("peaarst", "tervise osakond")
    claims = (
        *claims_in_field("substituted_by", [mention("vahetu juht")], f"{BASE}a", own, f"{BASE}f"),
        *claims_in_field("subordinates", [mention("arst")], f"{BASE}b", boss, f"{BASE}g"),
    )
    assert Resolver(world.directory).resolve_all(claims)[0].posts == (boss,)


def test_the_head_of_a_kind_of_unit_is_sought_above_then_below_and_nowhere_else() -> None:
    world = World()
    own = world.post("juhataja", "mereosakond")
    world.post("jurist", "mereosakond", "seiretalitus")
    world.post("talituse juhataja", "rannaosakond", "õigustalitus")
    (found,) = resolve(world, own, mention("talituse juhataja"))
    assert tails(found) == ["mereosakond/seiretalitus/juhataja"]
    other = world.post("juhataja", "haldusosakond")
    (nowhere,) = resolve(world, other, mention("talituse juhataja"))
    assert tails(nowhere) == ["haldusosakond/talituse-juhataja"]


def test_the_head_of_the_own_unit_is_not_the_one_of_the_unit_above() -> None:
    world = World()
    world.post("juhataja", "A osakond")
    own = world.post("jurist", "A osakond", "B osakond")
    (found,) = resolve(world, own, mention("osakonna juhataja"))
    assert tails(found) == ["a-osakond/b-osakond/juhataja"]


def test_a_bare_own_title_is_sought_above_and_ambiguous_among_those_of_the_unit() -> None:
    world = World()
    own = world.post("Nõunik", "mereosakond", "seiretalitus", specialisation="perelepitus")
    above = world.post("Nõunik", "mereosakond")
    assert resolve(world, own, mention("nõunik", kind="peer"))[0].posts == (above,)
    world = World()
    own = world.post("Nõunik", "mereosakond", specialisation="perelepitus")
    other = world.post("Nõunik", "mereosakond", specialisation="haridus")
    (found,) = resolve(world, own, mention("nõunik", kind="peer"))
    assert (found.state, set(found.posts)) == ("ambiguous", {own, other})


@pytest.mark.parametrize(
    ("written", "post"),
    [
        ("Mereameti nõunik", "mereamet/nõunik"),
        ("Kultuuriministeeriumi jurist", "kultuuriministeerium/jurist"),
        ("mereosakonna jurist", "rannaamet/mereosakond/jurist"),
        ("Rannaameti peadirektor", "rannaamet/peadirektor"),
    ],
)
def test_a_post_of_another_body_is_no_unit_of_the_own_one(written: str, post: str) -> None:
    world = World()
    own = world.post("arst", "tervise osakond")
    complete = "Mere" in written or "Kultuuri" in written  # the table of the own body says nothing of theirs
    found = resolve(world, own, mention(written), mention(written), complete=complete)
    assert [[iri.removeprefix(f"{BASE}post/") for iri in one.posts] for one in found] == [[post], [post]]


def test_a_post_of_another_body_that_is_known_is_found_there() -> None:
    world = World()
    own = world.post("arst", "tervise osakond")
    body = world.directory.organisation("Mereamet")
    (found,) = resolve(world, own, mention("mereameti nõunik"))
    assert world.directory.posts[found.posts[0]].unit == body
