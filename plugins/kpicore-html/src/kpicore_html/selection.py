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
    earlier: Mapping[str, Frame],
    smallest_group: int = SMALLEST_GROUP,
) -> People:
    """The people of `shown`, which are rows of the stage's frame, with what their cards say.

    Figures of groups stand on all people of the stage, and of the `earlier` stages; those of fewer than
    `smallest_group` are left out, and with them the figures that follow from them.
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
    sizes = _sizes(stage, shown, earlier, smallest_group, {*said, *(step for slot in slots for step in slot.rests_on)})
    hidden = {step: size == 0 for step, size in sizes.items()}
    for slot in slots:
        for step in (slot.column, *slot.rests_on):
            if step in hidden:
                table = table.with_columns(pl.when(~hidden[step]).then(pl.col(slot.column)).alias(slot.column))
    return People(table.with_columns(size.alias(f"people.{step}") for step, size in sizes.items()), smallest_group)


def with_headroom(people: People, stage: StageResults, earlier: Mapping[str, Frame]) -> People:
    """The same people with what the next grade would take of them: of up to `MOST_WAYS` also by which ways."""
    found = (
        headrooms(stage, people.fewest, earlier) if stage.people <= MOST_WAYS else next_edges(stage, people.fewest)
    )
    known = dict(zip(stage.frame["employee"], found, strict=True))
    return evolve(people, headroom={employee: known[employee] for employee in people.frame["employee"]})


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


def _sizes(
    stage: StageResults, shown: pl.DataFrame, earlier: Mapping[str, Frame], smallest_group: int, steps: set[str]
) -> dict[str, pl.Series]:
    """For each figure of a group the number of people behind it, row by row; 0 where they are too few."""
    counted = peer_counts(stage, smallest_group, earlier)
    sizes = {}
    for step, aggregate in counted.steps.items():
        if step in steps:
            known = counted.counts.get(step, {})
            groups = shown.select(aggregate.by).rows() if aggregate.by else [()] * len(shown)
            behind = (known.get(group, 0) for group in groups)
            sizes[step] = pl.Series(step, [size if size >= smallest_group else 0 for size in behind], dtype=pl.Int64)
    return sizes
