"""What a reader may be told of people whom the reader's file does not name: of each stage, which figures of groups.

A reader knows some people: on a page of their own, themselves; in the file of a team, everybody in the team. Of the
others no figure may tell about fewer than five, alone or with all the other figures that the reader is shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from operator import and_
from typing import TypeAlias

from attrs import frozen

from kpicore_html.crowd import NOBODY, Cell, Crowd, Family, Group
from kpicore_html.disclosure import FEWEST, gives_away, groups_shown, is_too_few

NamedGroup: TypeAlias = tuple[str, tuple[str, ...], Group]
"""A group: the stage of its people, what they share, and which it is."""

Cells: TypeAlias = Mapping[Cell, int]
Beside: TypeAlias = Callable[[Cell], tuple[Hashable, ...]]
"""Of each cell the further groups whose figures are told with those of a family."""

EVERYBODY = ("everybody",)


@frozen
class Sight:
    """What a reader is told of a stage beside the results of the people whom the file names.

    `items` are those of which the mean of everybody is told, `means` says whether that of the totals is, and
    `everybody` whether anything is, such as the grades. `teams` are those whose mean total is told, `groups` those
    whose figures the cards show.
    """

    items: frozenset[str] = frozenset()
    groups: frozenset[NamedGroup] = frozenset()
    everybody: bool = False
    means: bool = False
    teams: frozenset[str] = frozenset()


def team_sight(crowd: Crowd, team: str, earlier: Mapping[str, Sight]) -> Sight:
    """What the file of a team tells to readers who know everybody in it. What it tells of `earlier` stages is known."""
    cards = [at for at, other in enumerate(crowd.teams) if other == team]
    unknown = [other != team for other in crowd.teams]
    items = {id for id, counts in crowd.items.items() if not is_too_few(_both(unknown, counts))}
    groups: frozenset[NamedGroup] = frozenset()
    for name, family in crowd.borrowed.items():
        others = _other_teams(family, team)
        seen = earlier[name]
        beside = _totals(seen.teams) if seen.everybody else _nothing
        asked = _asked(family, cards)
        if seen.items and not seen.means:
            asked = _of_nobody(family, others, asked)
        groups |= _told(family, others, asked, beside, seen.groups)
        if (seen.items and not seen.means) or not _may_all_be_told(family, others, beside, seen.groups):
            items -= crowd.borrowers[name]
    everybody = not is_too_few(_both(unknown, crowd.scored))
    beside_totals = _items_beside_totals(crowd, unknown, items) if everybody else None
    means = beside_totals is not None
    items = items if beside_totals is None else beside_totals
    sizes = Counter(other for other, counts in zip(crowd.teams, crowd.scored, strict=True) if counts and other != team)
    teams = frozenset(other for other in groups_shown(sizes) if other is not None) if means else frozenset()
    for family in crowd.families:
        beside = _totals(teams if crowd.is_one_family else ())
        groups |= _told(family, _other_teams(family, team), _asked(family, cards), beside, items=items)
    return Sight(frozenset(items), groups, everybody, means, teams)


def person_sights(
    crowd: Crowd, earlier: Mapping[str, tuple[Crowd, Sequence[Sight]]], teams: Mapping[str, Sight] | None = None
) -> list[Sight]:
    """What the page of each person tells of a stage to readers who know that person only, in the order of the stage.

    What the pages tell of `earlier` stages is known. Where people may have the file of their team besides, `teams` says
    what these tell of the stage, and the pages tell no more.
    """
    places = {name: {employee: at for at, employee in enumerate(earlier[name][0].employees)} for name in crowd.borrowed}
    odd = {name: sum(earlier[name][0].odd) for name in crowd.borrowed}
    known: dict[Hashable, Sight] = {}
    sights = []
    for at, employee in enumerate(crowd.employees):
        there = {name: found[employee] for name, found in places.items() if employee in found}
        seen = {name: earlier[name][1][other] for name, other in there.items()}
        beside_odd = {name for name, other in there.items() if odd[name] - earlier[name][0].odd[other]}
        within = None if teams is None else teams.get(crowd.teams[at] or "")
        alike = (
            tuple(counts[at] for counts in crowd.items.values()),
            tuple(family.cells[at]._replace(team=None) for family in crowd.families),
            tuple(_asked(family, [at]) for family in crowd.borrowed.values()),
            tuple((crowd.borrowed[name].cells[other], seen[name]) for name, other in there.items()),
            frozenset(beside_odd),
            within,
        )
        if alike not in known:
            known[alike] = _person_sight(crowd, at, there, seen, beside_odd, within)
        sights.append(known[alike])
    return sights


def _person_sight(
    crowd: Crowd,
    at: int,
    there: Mapping[str, int],
    seen: Mapping[str, Sight],
    beside_odd: Collection[str],
    within: Sight | None,
) -> Sight:
    """The sight of the person at place `at`, whose places in earlier stages are `there`, in those of `beside_odd` with
    others whose totals are not the sums of their points."""
    items = {id for id, counts in crowd.items.items() if not is_too_few(sum(counts) - counts[at])}
    if within is not None:
        items &= within.items
    groups: frozenset[NamedGroup] = frozenset()
    for family in crowd.families:
        others = _others(family, at)
        asked = _asked(family, [at]) if within is None else _asked(family, [at]) & within.groups
        told = _told(family, others, asked, _nothing)
        # What the person is measured by comes first; then the means of everybody, where they do not tell too much.
        items -= {id for id in family.items if id in items and _gives_away(family, others, told, _everybody, {id})}
        groups |= told
    for name, family in crowd.borrowed.items():
        others = _others(family, there[name]) if name in there else family.counted
        before, beside = (seen[name].groups, _everybody) if name in there else (frozenset(), _nothing)
        asked = _asked(family, [at]) if within is None else _asked(family, [at]) & within.groups
        if name in beside_odd:
            asked = _of_nobody(family, others, asked)
        groups |= _told(family, others, asked, beside, before)
        if name in beside_odd or not _may_all_be_told(family, others, beside, before):
            items -= crowd.borrowers[name]
    return Sight(frozenset(items), groups)


def _items_beside_totals(crowd: Crowd, unknown: Sequence[bool], items: Collection[str]) -> set[str] | None:
    """As many of the `items` as may have the means of everybody told beside those of the totals; None where none may.

    A total is the sum of its items, so what is left of it when the told items are taken away must be of many people or
    of nobody. Nobody will not do where the totals of some are no such sums: they have none, or one that makes up for an
    item that is left out. These people would be what is left.
    """
    people = [at for at, is_unknown in enumerate(unknown) if is_unknown]
    are_odd = any(crowd.odd[at] for at in people)
    # What groups are told of, or what is made of them, may tell of an item that is not told itself.
    in_groups = {id for family in crowd.families for id in family.items}.union(*crowd.borrowers.values())
    told = set(items)
    for one in (None, *sorted(told - in_groups, key=lambda id: (_both(unknown, crowd.items[id]), id))):
        told = told - {one}
        closed = {id: counts for id, counts in crowd.items.items() if id not in told}
        left = [{id for id, counts in closed.items() if counts[at]} for at in people if closed and crowd.scored[at]]
        if sum(not ids <= in_groups for ids in left) >= FEWEST or not (are_odd or any(left)):
            return told
    return None


def hidden_columns(crowd: Crowd, at: int, sight: Sight) -> set[str]:
    """The columns of a person's card that hold the figure of a group of which the reader is not told."""
    return {
        column
        for family in (*crowd.families, *crowd.borrowed.values())
        for place, grouping in enumerate(family.groupings)
        if not _asked_in(family, place, at) <= sight.groups
        for column in grouping.columns
    }


def _told(
    family: Family,
    others: Cells,
    asked: Collection[NamedGroup],
    beside: Beside,
    before: frozenset[NamedGroup] = frozenset(),
    items: Collection[str] = (),
) -> frozenset[NamedGroup]:
    """As many of the groups `asked` as may be told of together, the largest first, with those told `before`.

    `others` are the people whom the reader does not know, `items` those of which the means of everybody are told.
    """
    told = before
    sizes: Counter[NamedGroup] = Counter()
    for cell, people in others.items():
        sizes.update({group: people for group in _groups(family, cell) if group is not None})
    for group in sorted(asked, key=lambda group: (-sizes[group], str(group))):
        if not _gives_away(family, others, told | {group}, beside, items):
            told |= {group}
    return told & frozenset(asked)


def _of_nobody(family: Family, others: Cells, asked: frozenset[NamedGroup]) -> frozenset[NamedGroup]:
    """Of the groups `asked` those in which the reader knows everybody.

    More is not told of people whose totals are not told beside their items, because they would not add up: a figure of
    a group may be made of totals.
    """
    return asked - {group for cell, people in others.items() if people for group in _groups(family, cell)}


def _may_all_be_told(family: Family, others: Cells, beside: Beside, before: frozenset[NamedGroup]) -> bool:
    """Whether any figure made of the family's groups may be told, because those of all of them might."""
    every = {group for cell in others for group in _groups(family, cell) if group is not None}
    return not _gives_away(family, others, before | every, beside)


def _gives_away(
    family: Family, others: Cells, told: frozenset[NamedGroup], beside: Beside, items: Collection[str] = ()
) -> bool:
    """Whether the figures of the groups that are `told` give a few of the others away, in any figure of the family."""
    columns = sum(len(grouping.columns) for grouping in family.groupings)
    figures = [at for at, id in enumerate(family.items) if id in items]
    figures += range(len(family.items), len(family.items) + columns)
    for counts in {tuple(cell.counts[figure] for cell in others) for figure in figures}:
        people: Counter[tuple[Hashable, ...]] = Counter()
        for (cell, number), is_counted in zip(others.items(), counts, strict=True):
            if is_counted:
                groups = (group if group in told else None for group in _groups(family, cell))
                people[(*groups, *beside(cell))] += number
        if gives_away(people):
            return True
    return False


def _groups(family: Family, cell: Cell) -> list[NamedGroup | None]:
    """The groups that the people of a cell are in, by grouping."""
    return [
        None if group == NOBODY else (grouping.people, grouping.by, group)
        for grouping, group in zip(family.groupings, cell.groups, strict=True)
    ]


def _asked(family: Family, cards: Sequence[int]) -> frozenset[NamedGroup]:
    """The groups of which these cards want to tell."""
    places = [place for place, grouping in enumerate(family.groupings) if grouping.columns]
    return frozenset(group for place in places for at in cards for group in _asked_in(family, place, at))


def _asked_in(family: Family, place: int, at: int) -> frozenset[NamedGroup]:
    """The group of one grouping of which the card at `at` wants to tell: any of them, where it is not known which."""
    grouping = family.groupings[place]
    asked = {cell.groups[place] for cell in family.counted} if grouping.asked is None else {grouping.asked[at]}
    return frozenset((grouping.people, grouping.by, group) for group in asked if group != NOBODY)


def _other_teams(family: Family, team: str) -> Cells:
    return {cell: people for cell, people in family.counted.items() if cell.team != team}


def _others(family: Family, at: int) -> Cells:
    """Everybody but the person at `at`."""
    own = family.cells[at]
    return {cell: people - (cell == own) for cell, people in family.counted.items()}


def _both(unknown: Sequence[bool], counts: Sequence[bool]) -> int:
    return sum(map(and_, unknown, counts))


def _nothing(cell: Cell) -> tuple[Hashable, ...]:
    return ()


def _everybody(cell: Cell) -> tuple[Hashable, ...]:
    return EVERYBODY


def _totals(teams: Collection[str]) -> Beside:
    """Everybody, and the `teams`."""

    def beside(cell: Cell) -> tuple[Hashable, ...]:
        return (cell.team if cell.team in teams else None, *EVERYBODY)

    return beside
