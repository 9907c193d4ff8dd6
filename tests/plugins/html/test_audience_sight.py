"""What readers are told of others, held against linear algebra: nobody can compute a figure of fewer than five people.

Every person has an unknown number of points in each item, and a total that is their sum, scaled where items are left
out. Figures of groups are means of the points of one item. Whatever is told is a sum of such points; the reader knows
some people's. No combination of these sums may hold the points of one to four of the others and of nobody else.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction

import pytest
from attrs import evolve, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from kpicore_html.crowd import Cell, Crowd, Family, Grouping
from kpicore_html.sight import Sight, person_sights, team_sight
from tests.plugins.html.linear import Figure, a_few_can_be_had

ITEMS = ("a", "b", "c")


@frozen
class Member:
    """A person: team and skill, in which items they have points, whether what they lack is left out and the rest scaled
    (otherwise something known is filled in), and whether they have a total."""

    team: str | None
    skill: str
    has: tuple[bool, bool, bool] = (True, True, True)
    is_left_out: bool = False
    is_scored: bool = True

    def total(self, items: Sequence[str]) -> Fraction:
        """How often the points of an item are in the person's total."""
        there = sum(self.has[ITEMS.index(id)] for id in items)
        if not self.is_scored or not there:
            return Fraction(0)
        return Fraction(len(items), there) if self.is_left_out else Fraction(1)


members = st.builds(
    Member,
    team=st.sampled_from(["red", "blue", "green", None]),
    skill=st.sampled_from(["vip", "plain"]),
    has=st.sampled_from([(True, True, True), (True, True, False), (False, True, True)]),
    is_left_out=st.booleans(),
    is_scored=st.sampled_from([True, True, True, False]),
)
crowds = st.lists(st.tuples(members, st.integers(1, 8)), min_size=1, max_size=6).map(
    lambda groups: [member for member, number in groups for _ in range(number)]
)
"""Several people alike make groups that are large enough to be told of."""


def crowd(people: Sequence[Member], figures: Sequence[str], items: Sequence[str] = ITEMS) -> Crowd:
    """These people, with figures of item ``a`` by skill and by team in the cards."""
    by = {"by_skill": ("skill",), "by_team": ("team",)}
    groups: dict[str, list[tuple[Hashable, ...]]] = {
        "by_skill": [(person.skill,) for person in people],
        "by_team": [(person.team,) for person in people],
    }
    cells = [
        Cell(
            person.team,
            tuple(groups[figure][at] for figure in figures),
            (person.has[0], *(person.has[0] for _ in figures)),
        )
        for at, person in enumerate(people)
    ]
    groupings = tuple(Grouping("stage", by[figure], (figure,), groups[figure]) for figure in figures)
    return Crowd(
        name="stage",
        employees=[str(at) for at in range(len(people))],
        teams=[person.team for person in people],
        scored=[bool(person.total(items)) for person in people],
        items={id: [person.has[ITEMS.index(id)] for person in people] for id in items},
        odd=[
            any(person.has[ITEMS.index(id)] for id in items)
            if not person.total(items)
            else person.is_left_out and not all(person.has[ITEMS.index(id)] for id in items)
            for person in people
        ],
        families=(Family(("a",), groupings, cells, Counter(cells)),) if figures else (),
        borrowed={},
        borrowers={},
    )


def part(person: Member, sight: Sight, items: Sequence[str] = ITEMS, led: Fraction = Fraction(0)) -> list[Figure]:
    """The figures of a person, and how often each is in the sums that are told; `led` is how often the mean of the
    person's team is in those of its leaders."""
    total = person.total(items)
    sums: dict[Hashable, int | Fraction] = {("total", team): total for team in sight.teams if team == person.team}
    sums |= {("total", "everybody"): total if sight.means else 0, "led": led * total}
    groups = {(by, group) for _, by, group in sight.groups}
    of_a: dict[Hashable, int | Fraction] = {
        (by, group): int((by, group) in groups)
        for by, group in ((("skill",), (person.skill,)), (("team",), (person.team,)))
    }
    return [
        {**sums, ("item", id): int(id in sight.items), **(of_a if id == "a" else {})}
        for id in items
        if person.has[ITEMS.index(id)]
    ]


FIGURES = [(), ("by_skill",), ("by_team",), ("by_skill", "by_team")]


@pytest.mark.parametrize("items", [ITEMS, ("a",)])
@pytest.mark.parametrize("figures", FIGURES)
@given(people=crowds)
@settings(max_examples=150, deadline=None)
def test_who_knows_a_team_cannot_compute_a_figure_of_fewer_than_five_others(
    people: list[Member], figures: Sequence[str], items: Sequence[str]
) -> None:
    known = crowd(people, figures, items)
    for team in teams_of(people):
        sight = team_sight(known, team, {})
        assert not a_few_can_be_had(part(person, sight, items) for person in people if person.team != team)


@pytest.mark.parametrize("figures", FIGURES)
@given(people=crowds)
@settings(max_examples=150, deadline=None)
def test_on_a_page_of_their_own_nobody_can_compute_a_figure_of_fewer_than_five_others(
    people: list[Member], figures: Sequence[str]
) -> None:
    for at, sight in enumerate(person_sights(crowd(people, figures), {})):
        assert not a_few_can_be_had(part(person, sight) for other, person in enumerate(people) if other != at)
        assert sight == Sight(sight.items, sight.groups)


@pytest.mark.parametrize("figures", FIGURES)
@given(people=crowds)
@settings(max_examples=50, deadline=None)
def test_a_page_tells_no_more_than_the_file_of_the_team_where_people_may_have_both(
    people: list[Member], figures: Sequence[str]
) -> None:
    known = crowd(people, figures)
    teams = {team: team_sight(known, team, {}) for team in teams_of(people)}
    for at, sight in enumerate(person_sights(known, {}, teams)):
        if (team := people[at].team) is not None:
            assert sight.items <= teams[team].items
            assert sight.groups <= teams[team].groups
        assert not a_few_can_be_had(part(person, sight) for other, person in enumerate(people) if other != at)


def teams_of(people: Sequence[Member]) -> list[str]:
    return sorted({person.team for person in people if person.team is not None})


# Leaders, who are measured by the mean total of a team


def leaders_of(teams: Sequence[str], members: Crowd) -> Crowd:
    """A leader per team named, with an item that is the mean total of the team and one of their own."""
    cells = [
        Cell(team, ((team,),), (is_scored,)) for team, is_scored in zip(members.teams, members.scored, strict=True)
    ]
    grouping = Grouping("stage", ("team",), ("led",), [(team,) for team in teams])
    return Crowd(
        name="leaders",
        employees=[f"leader {at}" for at in range(len(teams))],
        teams=list(teams),
        scored=[True] * len(teams),
        items={id: [True] * len(teams) for id in ("led", "own")},
        odd=[False] * len(teams),
        families=(),
        borrowed={"stage": Family((), (grouping,), cells, Counter(cells))},
        borrowers={"stage": frozenset({"led"})},
    )


def sums_of_leader(sight: Sight) -> dict[Hashable, int]:
    """In which sums a leader's points are: of what follows from a team nothing is theirs alone."""
    return {("leaders", "own"): int("own" in sight.items), ("leaders", "total"): int(sight.means)}


def sums_of_member(
    person: Member, sight: Sight, leaders: Iterable[str], people: Sequence[Member]
) -> dict[Hashable, Fraction]:
    """How often a member's total is in the sums that are told of these leaders."""
    scored = sum(1 for other in people if other.team == person.team and other.total(ITEMS))
    share = Fraction(sum(team == person.team for team in leaders), max(scored, 1))
    named: dict[Hashable, Fraction] = {
        ("group", group): Fraction(group == (person.team,)) for _, _, group in sight.groups
    }
    return {("leaders", "led"): share * ("led" in sight.items), ("leaders", "total"): share * sight.means, **named}


def with_leaders(person: Member, sight: Sight, more: Mapping[Hashable, Fraction]) -> list[Figure]:
    return [
        {**figure, **{name: often * person.total(ITEMS) for name, often in more.items()}}
        for figure in part(person, sight)
    ]


led_teams = st.lists(st.sampled_from(["red", "blue", "green"]), min_size=1, max_size=9)


@given(people=crowds, led=led_teams)
@settings(max_examples=300, deadline=None)
def test_what_is_told_of_leaders_tells_who_knows_a_team_nothing_of_a_few_members_of_others(
    people: list[Member], led: list[str]
) -> None:
    members = crowd(people, ())
    leaders = leaders_of(led, members)
    for team in teams_of(people):
        of_members = team_sight(members, team, {})
        of_leaders = team_sight(leaders, team, {"stage": of_members})
        unknown = [other for other in led if other != team]
        of_people = (
            with_leaders(person, of_members, sums_of_member(person, of_leaders, unknown, people))
            for person in people
            if person.team != team
        )
        assert not a_few_can_be_had([*of_people, *([sums_of_leader(of_leaders)] for _ in unknown)])


@given(people=crowds, led=led_teams, are_members=st.booleans())
@settings(max_examples=300, deadline=None)
def test_a_leader_s_page_tells_nothing_of_a_few_members(
    people: list[Member], led: list[str], are_members: bool
) -> None:
    members = crowd(people, ())
    leaders = leaders_of(led, members)
    if are_members:  # the first leaders are members, too, and have both cards on their page
        leaders = evolve(leaders, employees=[str(at) for at in range(len(led))])
    of_members = person_sights(members, {})
    for at, sight in enumerate(person_sights(leaders, {"stage": (members, of_members)})):
        both = of_members[at] if are_members and at < len(people) else Sight()
        unknown = [team for other, team in enumerate(led) if other != at]
        of_people = [
            with_leaders(person, both, sums_of_member(person, sight, unknown, people))
            for other, person in enumerate(people)
            if not (are_members and other == at)
        ]
        assert not a_few_can_be_had([*of_people, *([sums_of_leader(sight)] for _ in unknown)])
