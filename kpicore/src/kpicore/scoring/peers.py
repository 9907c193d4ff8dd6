"""How many people stand behind a figure of a group, so that no mean gives away what one of a few did."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals.stable.v2 as nw
from attrs import Factory, evolve, frozen

from kpicore.render.frame import aggregated
from kpicore.render.said import Peers
from kpicore.rule import Aggregate
from kpicore.scheme import Frame, StageResults

SMALLEST_GROUP = 5
"""The fewest people whose common figure may be shown to one of them."""


@frozen
class PeerCounts:
    """The people behind every aggregate of a stage: by the name of its step, then by what the group's people share."""

    steps: Mapping[str, Aggregate] = Factory(dict)
    counts: Mapping[str, Mapping[tuple[Any, ...], int]] = Factory(dict)
    smallest_group: int = SMALLEST_GROUP

    def of(self, person: Mapping[str, Any]) -> dict[str, Peers]:
        """The peers of one person, a row of the frame, by step."""
        return {
            name: Peers(
                self.counts.get(name, {}).get(tuple(person.get(column) for column in step.by), 0), self.smallest_group
            )
            for name, step in self.steps.items()
        }


def peer_counts(
    results: StageResults, smallest_group: int = SMALLEST_GROUP, earlier: Mapping[str, Frame] | None = None
) -> PeerCounts:
    """The people with a value behind each aggregate of the stage.

    `earlier` holds the frames of earlier stages; a group of a stage that is not there counts as nobody.
    """
    steps = {
        column.name: column.node
        for column in results.columns
        if isinstance(column.node, Aggregate) and column.node.kind != "count"  # it says itself how many there are
    }
    frames: dict[str | None, Frame] = {None: results.frame}
    frames.update(earlier or {})
    counts = {name: _counted(step, frames[step.stage]) for name, step in steps.items() if step.stage in frames}
    return PeerCounts(steps, counts, smallest_group)


def hidden_steps(
    results: StageResults,
    person: Mapping[str, Any],
    smallest_group: int = SMALLEST_GROUP,
    earlier: Mapping[str, Frame] | None = None,
) -> set[str]:
    """The aggregates that stand on too few people to be shown to this person."""
    peers = peer_counts(results, smallest_group, earlier).of(person)
    return {name for name, group in peers.items() if not group.are_shown}


def _counted(step: Aggregate, frame: Frame) -> dict[tuple[Any, ...], int]:
    counted: Any = nw.from_native(aggregated({"peers": evolve(step, kind="count")}, frame))
    if isinstance(counted, nw.LazyFrame):
        counted = counted.collect()
    return {tuple(group): int(count) for *group, count in counted.iter_rows()}
