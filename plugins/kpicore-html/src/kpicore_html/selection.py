"""Selecting from results what a file may hold: policies, and people with what their cards say and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl
from attrs import evolve

from kpicore import (
    SMALLEST_GROUP,
    Choice,
    Frame,
    Indicator,
    Lang,
    Slot,
    StageResults,
    WhereMissing,
    Words,
    detail_column,
    headrooms,
    next_edges,
    own_points,
    peer_counts,
    tell,
)
from kpicore_html.content import People, Policy

SCALE = "_scale"
"""The stage's column with full ÷ what was scored."""


MOST_WAYS = 500
"""The largest stage whose people are told ways to the next grade; they take some milliseconds of a person each."""


def policy(stage: StageResults, lang: Lang) -> Policy:
    """The stage's scheme with its rules in words."""
    return Policy(stage.scheme, tell(stage, lang), stage.findings)


def people(
    stage: StageResults,
    policy: Policy,
    shown: pl.DataFrame,
    sizes: Mapping[str, pl.Series],
    fewest: int = SMALLEST_GROUP,
) -> People:
    """The people of `shown`, which are rows of the stage's frame, with what their cards say.

    `sizes` says of each figure of a group how many people stand behind it, row by row: see `group_sizes`. Where it is 0
    the figure is left out, and with it the figures that follow from it.
    """
    scheme = stage.scheme
    slots = [slot for words in policy.told.values() for slot in slots_of(words)]
    said = [column for words in policy.told.values() for column in columns_of(words)]
    who = ("employee", "name", "team", *map(detail_column, scheme.details))
    there = [column for column in (*who, *said) if column in shown.columns]
    result = ("base_total", "total", "rank", "grade")
    table = shown.select(list(dict.fromkeys([*there, *scheme.items, *result])))
    table = table.with_columns(
        pl.col("rank").cast(pl.Int64), pl.col("grade").cast(pl.String), _scale(shown), *_filled(stage, shown)
    )
    hidden = {step: size == 0 for step, size in sizes.items()}
    rests = {(slot.column, step) for slot in slots for step in slot.rests_on} | {(column, column) for column in said}
    for column, step in sorted(rests):
        if step in hidden and column in table.columns:
            table = table.with_columns(pl.when(~hidden[step]).then(pl.col(column)).alias(column))
    return People(table.with_columns(size.alias(f"people.{step}") for step, size in sizes.items()), fewest)


def with_headroom(people: People, stage: StageResults, earlier: Mapping[str, Frame]) -> People:
    """The same people with what the next grade would take of them: of up to `MOST_WAYS` also by which ways."""
    found = headrooms(stage, people.fewest, earlier) if stage.people <= MOST_WAYS else next_edges(stage, people.fewest)
    known = dict(zip(stage.frame["employee"], found, strict=True))
    return evolve(people, headroom={employee: known[employee] for employee in people.frame["employee"]})


def columns_said(policy: Policy) -> list[str]:
    """The columns that decide what the words of a policy say of a person, and those on which these rest."""
    said = [column for words in policy.told.values() for column in columns_of(words)]
    rests = [step for words in policy.told.values() for slot in slots_of(words) for step in slot.rests_on]
    return list(dict.fromkeys([*said, *rests]))


def slots_of(words: Words) -> Iterator[Slot]:
    """Where a person's values stand in the words, cases included."""
    for part in words.parts:
        match part:
            case Slot():
                yield part
            case Choice(cases=cases):
                for _, case in cases:
                    yield from slots_of(case)


def columns_of(words: Words) -> Iterator[str]:
    """The columns that decide what the words say of a person."""
    for part in words.parts:
        match part:
            case Slot(column=column):
                yield column
            case Choice(column=column, cases=cases):
                yield column
                for _, case in cases:
                    yield from columns_of(case)
            case WhereMissing(columns=columns):
                yield from columns


def _scale(shown: pl.DataFrame) -> pl.Expr:
    if SCALE not in shown.columns:
        return pl.lit(None, pl.Float64).alias("scale")
    scale = pl.lit(shown[SCALE])
    return pl.when(scale != 1).then(scale).alias("scale")


def _filled(stage: StageResults, shown: pl.DataFrame) -> Iterator[pl.Series]:
    """For each indicator that the scheme fills where figures are missing, whether it was."""
    for id, item in stage.scheme.items.items():
        if isinstance(item, Indicator) and item.missing in ("zero", "full"):
            own = own_points(stage.columns, id)
            yield (shown[id].is_not_null() & shown[own].is_null()).alias(f"filled.{id}")


def group_sizes(
    stage: StageResults,
    policy: Policy,
    shown: pl.DataFrame,
    earlier: Mapping[str, Frame],
    fewest: int = SMALLEST_GROUP,
) -> dict[str, pl.Series]:
    """For each figure of a group that cards show, or on which what they show rests, the number of people behind it, row
    by row of `shown`; 0 where they are fewer than `fewest`.

    Figures of groups stand on all people of the stage, and of the `earlier` stages.
    """
    counted = peer_counts(stage, fewest, earlier)
    steps = columns_said(policy)
    sizes = {}
    for step, aggregate in counted.steps.items():
        if step in steps:
            known = counted.counts.get(step, {})
            groups = shown.select(aggregate.by).rows() if aggregate.by else [()] * len(shown)
            behind = (known.get(group, 0) for group in groups)
            sizes[step] = pl.Series(step, [size if size >= fewest else 0 for size in behind], dtype=pl.Int64)
    return sizes
