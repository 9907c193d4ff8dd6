"""What figures of groups give away together, held against the rank of the linear system that they are."""

from collections import Counter
from collections.abc import Hashable, Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kpicore_html.disclosure import gives_away, groups_shown
from tests.plugins.html.linear import a_few_can_be_had

People = Sequence[tuple[Hashable, ...]]


def can_be_had(people: People) -> bool:
    """Whether the figures of the groups named, one of each person, tell of a few."""
    return a_few_can_be_had([{group: 1 for group in enumerate(person) if group[1] is not None}] for person in people)


teams = st.sampled_from(["a", "b", "c", None])
skills = st.sampled_from(["vip", "ordinary", None])
sites = st.sampled_from(["east", "west", None])


@given(st.lists(st.tuples(teams, skills), min_size=1, max_size=16), st.booleans())
@settings(max_examples=300, deadline=None)
@example([("a", "vip")] * 5 + [("b", "ordinary")] * 5 + [("b", "vip")], False)
@example([("a", "vip")] * 5 + [("b", "vip")] * 6, True)
def test_of_two_groupings_exactly_what_can_be_computed_is_found(
    people: list[tuple[Hashable, ...]], with_everybody: bool
) -> None:
    if with_everybody:
        people = [(*person, "everybody") for person in people]

    assert gives_away(Counter(people)) == can_be_had(people)


@given(st.lists(st.tuples(teams, skills, sites, st.just("everybody")), min_size=1, max_size=16))
@settings(max_examples=150, deadline=None)
def test_of_three_groupings_nothing_that_can_be_computed_is_overlooked(people: list[tuple[Hashable, ...]]) -> None:
    assert gives_away(Counter(people)) or not can_be_had(people)


@given(st.lists(st.sampled_from(["a", "b", "c", "d", None]), min_size=1, max_size=24))
@settings(max_examples=300, deadline=None)
@example(["a"] * 6 + ["b"] * 7 + ["c"] * 3)
def test_the_groups_shown_beside_everybody_give_nobody_away_and_only_as_many_are_left_out_as_must(
    labels: list[str | None],
) -> None:
    sizes = Counter(labels)
    shown = groups_shown(sizes)

    def with_shown(groups: frozenset[str | None]) -> Counter[tuple[Hashable, ...]]:
        return Counter((label if label in groups else None, "everybody") for label in labels)

    assert None not in shown
    if not gives_away({("everybody",): len(labels)}):
        assert not gives_away(with_shown(shown))
        for more in sizes.keys() - shown - {None}:
            assert gives_away(with_shown(shown | {more}))


@pytest.mark.parametrize(
    ("cells", "answer"),
    [
        ({}, False),
        ({("everybody",): 4}, True),
        ({("everybody",): 5}, False),
        ({("a", "everybody"): 5, ("b", "everybody"): 4}, True),
        ({("a", "everybody"): 5, (None, "everybody"): 4}, True),
        ({("a",): 5, (None,): 4}, False),
        ({("a", "vip"): 9, ("b", "ordinary"): 9}, False),
        ({("a", "vip"): 9, ("b", "ordinary"): 9, ("b", "vip"): 4}, True),
        ({("a", "vip"): 9, ("b", "ordinary"): 9, ("b", "vip"): 5}, False),
        ({("a", "vip"): 3, ("a", "ordinary"): 3, ("b", "vip"): 3, ("b", "ordinary"): 3}, False),
        ({("a", "vip"): 2, ("a", "ordinary"): 2, ("b", "vip"): 3, ("b", "ordinary"): 3}, True),
    ],
)
def test_worked_by_hand(cells: dict[tuple[Hashable, ...], int], answer: bool) -> None:
    assert gives_away(cells) is answer


def test_many_teams_are_judged_quickly_enough_for_every_one_of_them() -> None:
    cells: dict[tuple[Hashable, ...], int] = {(team, skill, "everybody"): 4 for team in range(400) for skill in "abc"}

    assert not gives_away(cells)
    assert gives_away(cells | {("one more", "a", "everybody"): 2, ("one more", "b", "everybody"): 2})
