"""Absence: who covers whom, and the proof where it cannot be."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import permutations, product

import networkx as nx
import pytest
from hypothesis import given

from ajgraph.analysis.absence import Proof, absent
from ajgraph.analysis.cover import left_open, why_open
from ajgraph.analysis.verification import verify
from ajgraph.errors import UnknownPost, UsageError
from ajgraph.organisation import COUNTED, Link, Organisation, Post
from ajgraph.pages.cover import absence_page, absence_table

from .strategies import by_hand, questions, random_organisations


def most_covered(organisation: Organisation, posts: list[str]) -> int:
    """Return the size of a maximum matching of places, by networkx."""
    away = Counter(posts)
    graph = nx.Graph()
    absences = [("absent", iri, number) for iri, count in away.items() for number in range(count)]
    graph.add_nodes_from(absences)
    for node in absences:
        for link in organisation.links_of(node[1]):
            if link.status in COUNTED:
                there = organisation.by_iri[link.substitute].places - away[link.substitute]
                graph.add_edges_from((node, ("present", link.substitute, number)) for number in range(there))
    return len(nx.bipartite.hopcroft_karp_matching(graph, absences)) // 2


def test_first_free_fails_but_matching_succeeds():
    # Whoever takes the first free one gives c to a, and b has nobody left.
    organisation = by_hand({"a": "cd", "b": "c"})
    answer = absent(organisation, ["a", "b"])
    assert answer.covered
    assert {one.absent: one.substitute for one in answer.assignment} == {"a": "d", "b": "c"}
    assert verify(organisation, ["a", "b"], answer) == []


def test_three_posts_share_two_people():
    organisation = by_hand({"a": "xy", "b": "xy", "c": "xy", "d": "z"})
    answer = absent(organisation, ["a", "b", "c", "d"])
    assert not answer.covered
    assert len(answer.assignment) == 3
    assert answer.proof == Proof(("a", "b", "c"), ("x", "y"))
    sentence = answer.proof.sentence(organisation)
    assert (
        sentence.en == "these 3 posts share 2 people: A, B, C can only be covered by X, Y, each one at a time"
    )
    assert sentence.et == (
        "3 ametikoha peale on kohal 2 asendajat: A, B, C; neid saavad asendada ainult X, Y, igaüks korraga üht"
    )


def test_places_are_counted_and_peers_stand_in():
    organisation = by_hand({"a": "ab", "b": "a"}, {"a": 3, "b": 2})
    assert absent(organisation, ["a", "a"]).covered
    answer = absent(organisation, ["a", "a", "a", "b", "b"])
    assert answer.proof == Proof(("a",), ())
    assert answer.uncovered == ("a", "a", "a", "b", "b")
    assert absent(organisation, ["a", "a", "b"]).proof == Proof(("a", "a", "b"), ("a", "b"))
    assert str(absent(organisation, ["a", "a", "b"]).proof.sentence(organisation)) == (
        "these 3 places share 2 people: 2 × A, B can only be covered by A, B, each one at a time"
    )


@pytest.mark.parametrize(
    ("proof", "en", "et"),
    [
        (
            Proof(("a",), ()),
            "nobody who is present may stand in for A",
            "kohalolijatest ei saa keegi asendada ametikohta A",
        ),
        (
            Proof(("a", "a"), ()),
            "nobody who is present may stand in for any of these 2 places: 2 × A",
            "nende 2 koha täitjaid ei saa kohalolijatest keegi asendada: 2 × A",
        ),
        (
            Proof(("a", "b"), ("x",)),
            "these 2 posts share 1 person: A, B can only be covered by X, who covers one at a time",
            "2 ametikoha peale on kohal üks asendaja: A, B; neid saab asendada ainult X, korraga üht",
        ),
    ],
)
def test_sentences_for_nobody_and_for_one(proof: Proof, en: str, et: str):
    sentence = proof.sentence(by_hand({"a": "x", "b": "x"}))
    assert (sentence.en, sentence.et) == (en, et)


def test_links_that_do_not_count_cover_nobody():
    posts = (Post("a", "A"), Post("b", "B"))
    for status in ("ambiguous", "unresolved"):
        assert not absent(Organisation(posts, (Link("a", "b", status=status),)), ["a"]).covered
    two = (Link("a", "b", "unit-member", "undocumented"), Link("a", "b", "post", "confirmed"))
    assert absent(Organisation(posts, two), ["a"]).assignment[0].link == two[1]


def test_nobody_absent_is_covered():
    answer = absent(by_hand({"a": "b"}), [])
    assert answer.to_json() == {
        "covered": True,
        "assignment": [],
        "uncovered": [],
        "proof": None,
        "assumed": [],
        "unknown": [],
        "capacity": 1,
    }


def test_json_has_the_keys_of_the_contract():
    organisation = by_hand({"a": "c", "b": "c"})
    assert absent(organisation, ["b", "a"]).to_json() == {
        "covered": False,
        "assignment": [{"absent": "a", "substitute": "c", "status": "confirmed"}],
        "uncovered": ["b"],
        "proof": {"absent": ["a", "b"], "substitutes": ["c"]},
        "assumed": [],
        "unknown": [],
        "capacity": 1,
    }


OPEN = {
    "designated": (
        {"designated": ("vahetu juhi määratud ametnik",)},
        "“vahetu juhi määratud ametnik” names nobody yet",
    ),
    "unresolved": ({"unresolved": ("direktor",)}, "“direktor” could not be settled"),
    "silent": (
        {"documented": False, "substitution_stated": False},
        "its own job description is not here, so there may be others who stand in",
    ),
}


@pytest.mark.parametrize("kind", OPEN)
def test_what_the_documents_leave_open_is_not_broken(kind: str):
    fields, why = OPEN[kind]
    plain = by_hand({"a": "x", "b": "x"})
    # Whether the post left open sorts first or last, it is the one of the two that is not known.
    for open_, sure in (("a", "b"), ("b", "a")):
        posts = tuple(replace(post, **fields) if post.iri == open_ else post for post in plain.posts)
        organisation = Organisation(posts, plain.links)
        answer = absent(organisation, ["a", "b"])
        assert [one.absent for one in answer.assignment] == [sure]
        assert (answer.covered, answer.uncovered, answer.unknown, answer.broken) == (
            False,
            (open_,),
            (open_,),
            (),
        )
        assert answer.proof == Proof(("a", "b"), ("x",))
        assert answer.to_json()["unknown"] == [open_]
        assert verify(organisation, ["a", "b"], answer) == []
        page = absence_page(organisation, answer, {})
        assert page.startswith("Whether everything can be covered is not known.\n")
        assert f"  {open_.upper()} ← not known: {why}\n" in page
        assert (
            "\nAs far as is known: these 2 posts share 1 person: A, B can only be covered by X, who" in page
        )
        assert "cannot" not in page.lower()
        assert "Why" not in page
        assert str(answer) == "1 of 2 absent places can be covered, 1 not known"
        assert verify(organisation, ["a", "b"], replace(answer, unknown=()))


def test_a_shortage_that_nothing_leaves_open_is_still_proved():
    # c may get somebody who is yet to be designated, but a and b have one substitute between them whatever happens.
    posts = tuple(
        replace(post, designated=("kes määratakse",)) if post.iri == "c" else post
        for post in by_hand({"a": "x", "b": "x", "c": "x"}).posts
    )
    organisation = Organisation(posts, by_hand({"a": "x", "b": "x", "c": "x"}).links)
    answer = absent(organisation, ["c", "b", "a"])
    assert (answer.broken, answer.unknown) == (("b",), ("c",))
    assert answer.proof == Proof(("a", "b"), ("x",))
    page = absence_page(organisation, answer, {})
    assert page.startswith("Not everything can be covered.\n")
    assert "  B ← nobody\n  C ← not known: “kes määratakse” names nobody yet\nWhy: these 2 posts" in page
    headers, rows = absence_table(organisation, answer)
    assert headers == ("absent", "substitute", "status")
    assert rows == [("A", "X", "confirmed"), ("B", "", "uncovered"), ("C", "", "unknown")]
    broken = replace(answer, proof=Proof(("a", "b", "c"), ("x",)))
    assert "left open" in " ".join(verify(organisation, ["a", "b", "c"], broken))


def test_an_ambiguous_mention_of_others_leaves_a_post_open():
    posts = (Post("a", "Laborant"), Post("b", "Arhivaar"))
    organisation = Organisation(posts, (Link("a", "b", status="ambiguous"),))
    answer = absent(organisation, ["a"])
    assert (answer.assignment, answer.unknown) == ((), ("a",))
    assert "Arhivaar may be meant to stand in" in absence_page(organisation, answer, {})


def test_a_colleague_nobody_has_counted_leaves_a_post_open():
    known, unknown = (by_hand({"a": "a"}, known=known) for known in (True, False))
    assert (absent(known, ["a"]).unknown, absent(unknown, ["a"]).unknown) == ((), ("a",))
    assert absent(unknown, ["a"]).assumed == ("a",)


@given(questions())
def test_unknown_is_what_somebody_not_known_could_still_cover(question: tuple[Organisation, list[str]]):
    """Give every post that is left open as many new substitutes as it has places: what stays is broken for certain."""
    organisation, away = question
    answer = absent(organisation, away)
    opened = [post for post in organisation.posts if left_open(organisation, post)]
    more = Organisation(
        (*organisation.posts, *(Post(f"new-{post.iri}", "?", places=9) for post in opened)),
        (*organisation.links, *(Link(post.iri, f"new-{post.iri}") for post in opened)),
    )
    assert len(absent(more, away).uncovered) == len(answer.broken)
    assert set(answer.unknown) <= {post.iri for post in opened}
    assert opened == [post for post in organisation.posts if why_open(organisation, post)]


def test_what_cannot_be_asked():
    organisation = by_hand({"a": "b"})
    with pytest.raises(UnknownPost, match="z"):
        absent(organisation, ["z"])
    with pytest.raises(UsageError, match=r"2 places of A .* it has 1\n"):
        absent(organisation, ["a", "a"])
    with pytest.raises(UsageError, match=r"it has 1 \(assumed\)"):
        absent(by_hand({"a": "b"}, known=False), ["a", "a"])
    with pytest.raises(
        UsageError, match=r"nobody can be absent from A: the staffing table gives it 0 places\n"
    ):
        absent(by_hand({"a": "b"}, {"a": 0}), ["a"])
    dangling = Organisation((Post("a", "A"),), (Link("a", "gone"),))
    with pytest.raises(UnknownPost, match="gone"):
        absent(dangling, ["a"])


def test_assumed_numbers_are_named_only_where_the_answer_hangs_on_them():
    unknown = by_hand({"a": "b"}, known=False)
    assert absent(unknown, ["a"]).assumed == ()
    assert absent(unknown, ["a", "b"]).assumed == ("b",)
    assert absent(by_hand({"a": "b"}), ["a", "b"]).assumed == ()


def test_if_no_number_is_assumed_more_places_cannot_help():
    seen = set()
    for rng, organisation in random_organisations(600, seed=5, most_posts=5, most_places=2):
        away = [post.iri for post in organisation.posts if rng.random() < 0.6]
        answer = absent(organisation, away)
        roomy = Organisation(
            tuple(post if post.places_known else replace(post, places=50) for post in organisation.posts),
            organisation.links,
        )
        seen.add((answer.covered, bool(answer.assumed)))
        if not answer.assumed:
            assert absent(roomy, away).covered == answer.covered
    assert seen == {(True, False), (False, True), (False, False)}


def test_random_answers_are_largest_and_carry_their_proof():
    outcomes = Counter()
    for rng, organisation in random_organisations(2500, seed=1, most_places=3, odd_links=0.2):
        away = [post.iri for post in organisation.posts for _ in range(rng.randint(0, post.places))]
        rng.shuffle(away)
        answer = absent(organisation, away)
        assert verify(organisation, away, answer) == []
        assert len(answer.assignment) == most_covered(organisation, away)
        outcomes[answer.covered] += 1
    assert min(outcomes.values()) > 300


def test_the_proof_is_minimal():
    checked = 0
    for rng, organisation in random_organisations(500, seed=9, most_places=2):
        away = [post.iri for post in organisation.posts for _ in range(rng.randint(0, post.places))]
        proof = absent(organisation, away).proof
        if proof is None or len(proof.absent) > 5:
            continue
        checked += 1
        counts = Counter(away)
        for part in product(*(range(count + 1) for count in Counter(proof.absent).values())):
            chosen = dict(zip(Counter(proof.absent), part, strict=True))
            if 0 < sum(part) < len(proof.absent):
                linked = {link.substitute for iri, number in chosen.items() if number
                          for link in organisation.links_of(iri)}  # fmt: skip
                present = sum(organisation.by_iri[iri].places - counts[iri] for iri in linked)
                assert present >= sum(part)
    assert checked > 100


@given(questions())
def test_any_question_gets_a_right_answer(question: tuple[Organisation, list[str]]):
    organisation, away = question
    answer = absent(organisation, away)
    assert verify(organisation, away, answer) == []
    assert len(answer.assignment) == most_covered(organisation, away)


def test_order_of_absences_and_links_makes_no_difference():
    organisation = by_hand({"a": "xyz", "b": "xy", "c": "yz", "d": "x"})
    answers = set()
    for links, away in zip(permutations(organisation.links[:5]), permutations("abcd"), strict=False):
        shuffled = Organisation(organisation.posts, links + organisation.links[5:])
        answers.add(absent(shuffled, away))
    assert len(answers) == 1


def test_a_chain_of_shifts_may_be_long():
    # The last one to come moves all others on by one: 3,000 steps of one augmenting path.
    size = 3000
    posts = tuple(Post(f"{kind}{n:05}", kind) for kind in "as" for n in range(size + 1))
    links = [Link(f"a{n:05}", f"s{n + step:05}") for n in range(size) for step in (0, 1)]
    links.append(Link(f"a{size:05}", "s00000"))
    organisation = Organisation(posts, tuple(links))
    away = [f"a{n:05}" for n in range(size + 1)]
    answer = absent(organisation, away)
    assert answer.covered
    assert verify(organisation, away, answer) == []


def test_the_checker_finds_false_certificates():
    organisation = by_hand({"a": "xy", "b": "x", "c": "x"})
    good = absent(organisation, ["a", "b"])
    first, second = good.assignment
    fakes = [
        replace(good, assignment=(first,)),
        replace(good, assignment=(replace(first, substitute="c"), second)),
        replace(good, assignment=(replace(first, substitute="x", link=organisation.links[0]), second)),
        replace(good, covered=False),
        replace(good, proof=Proof(("a",), ())),
    ]
    assert all(verify(organisation, ["a", "b"], fake) for fake in fakes)
    bad = absent(organisation, ["a", "b", "c"])
    assert bad.proof == Proof(("b", "c"), ("x",))
    for proof in (
        Proof(("b",), ()),
        Proof(("b", "c"), ("x", "y")),
        Proof(("a", "b", "c"), ("x",)),
        Proof(("b", "b", "c"), ("x",)),
        None,
    ):
        assert verify(organisation, ["a", "b", "c"], replace(bad, proof=proof))
