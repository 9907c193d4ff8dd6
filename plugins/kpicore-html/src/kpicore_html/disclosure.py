"""Whether figures of groups, taken together, tell about fewer than five people: by themselves or by subtracting.

Whoever knows the sums of some groups of people knows every sum, difference and multiple of them. Such a combination
gives a few people away where everybody else falls out of it. That can be read from a graph. With the figures of two
groupings, say by team and by skill group, each person is an edge between a team and a skill group; a combination is a
number at each node, in which a person counts with the difference of their two ends; and everybody but a few falls out
where a few edges alone connect one part of the graph with the rest. So nobody is given away exactly where every part
hangs on the rest by five people or more, or by nobody.

Whoever knows some people, themselves or their whole team, can take these out of every sum: what is asked here is asked
of the people whom a reader does not know. Figures are means, sums, counts and shares, all of which are sums that are
known with the number of people; what a minimum or a maximum of five or more tells is not considered here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping
from heapq import heappop, heappush
from typing import TypeAlias, TypeVar

FEWEST = 5
"""The fewest people of whom anything may be told together to somebody who is not one of them."""

G = TypeVar("G", bound=Hashable)

Label: TypeAlias = Hashable
"""A group of a grouping; None stands for all groups whose figures are not shown."""

Cells: TypeAlias = Mapping[tuple[Label, ...], int]
"""How many people there are whom the reader does not know, by the groups that they are in: one label per grouping. The
figure of everybody is a grouping of its own, in which all have the same label."""

_Graph: TypeAlias = dict[Label, Counter[Label]]

_OUTSIDE = ("outside",)
"""The node at which groups stand that are not shown."""


def is_too_few(people: int) -> bool:
    """Whether so many people are some, but fewer than may be told of."""
    return 0 < people < FEWEST


def gives_away(cells: Cells) -> bool:
    """Whether the shown figures of all groups in `cells` together tell about too few people.

    Exact for up to two groupings besides everybody. Of more, all but the largest are taken as one, as if each of their
    common parts were shown: then it may say yes where the answer is no, never the reverse.
    """
    cells = {groups: people for groups, people in cells.items() if people}
    if not cells:
        return False
    groupings = list(zip(*cells, strict=True))
    whole = [len(set(labels)) == 1 and labels[0] is not None for labels in groupings]
    split = sorted((at for at, is_whole in enumerate(whole) if not is_whole), key=lambda at: -len(set(groupings[at])))
    # Where the figure of everybody is shown, so is that of those whom a grouping does not show, together.
    rest = [_OUTSIDE, ("rest",) if any(whole) else _OUTSIDE]
    graph: _Graph = defaultdict(Counter)
    for groups, people in cells.items():
        labels = [groups[at] for at in split]
        ends = (_node(0, labels[:1], rest[0]), _node(1, labels[1:], rest[1]))
        if ends[0] != ends[1]:
            graph[ends[0]][ends[1]] += people
            graph[ends[1]][ends[0]] += people
    return _hangs_on_few(graph)


def groups_shown(sizes: Mapping[G, int]) -> frozenset[G]:
    """The groups of one grouping whose figures may be shown beside that of everybody, by the number of their people
    whom the reader does not know. None are those in no group.

    Where the groups that are left out would be too few together, the smallest of the others is left out with them: else
    they could be had by subtracting. Groups of nobody are shown: the reader knows all of their people.
    """
    shown = {group for group, people in sizes.items() if group is not None and not is_too_few(people)}
    if is_too_few(sum(people for group, people in sizes.items() if group not in shown)):
        others = [group for group in shown if sizes[group]]
        shown -= {min(others, key=lambda group: (sizes[group], str(group)))} if others else set()
    return frozenset(shown)


def _node(side: int, labels: list[Label], hidden: Label) -> Label:
    """The end of a person's edge on one side: where their groups there are not shown, the node of all such."""
    return hidden if all(label is None for label in labels) else (side, *labels)


def _hangs_on_few(graph: _Graph) -> bool:
    """Whether some part of the graph is connected with the rest by too few people.

    In the order in which each next node is the one with most people to those before it, a node and the one before it
    cannot be parted by fewer people than it has to all before it (Nagamochi and Ibaraki, Stoer and Wagner). So nodes
    that have enough are made one, until a last node hangs on too few, or nothing is left to part.
    """
    while graph:
        joined: dict[Label, Label] = {}
        before: Label = None
        for node, people, is_last in _closest_first(graph):
            joined[node] = joined[before] if people >= FEWEST else node
            if is_last and is_too_few(people):
                return True
            before = node
        contracted: _Graph = defaultdict(Counter)
        for node, others in graph.items():
            for other, people in others.items():
                if joined[node] != joined[other]:
                    contracted[joined[node]][joined[other]] += people
        graph = contracted
    return False


def _closest_first(graph: _Graph) -> Iterator[tuple[Label, int, bool]]:
    """The nodes, each with its people to those before it, and whether it is the last that hangs together with them."""
    waiting = dict.fromkeys(graph, 0)
    while waiting:
        queue: list[tuple[int, int, Label]] = [(0, 0, next(iter(waiting)))]
        reached = 0
        found: tuple[Label, int] | None = None
        while queue:
            people, _, node = heappop(queue)
            if node not in waiting or -people != waiting[node]:
                continue
            if found:
                yield *found, False
            found = node, waiting.pop(node)
            for other, more in graph[node].items():
                if other in waiting:
                    waiting[other] += more
                    reached += 1
                    heappush(queue, (-waiting[other], reached, other))
        if found:
            yield *found, True
