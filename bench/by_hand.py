"""The hotline operators' scheme as somebody who knows polars well would write it for this one policy: one lazy query.

It rounds as kpicore does, with the same nudge, so that both do the same work and must give the same cells. Metrics are
taken as complete: nobody writes a guard for what never happens.
"""

from __future__ import annotations

import polars as pl

ITEMS = [
    "process_norm",
    "answer_accuracy",
    "quarterly_exam",
    "call_volume",
    "hangup_satisfaction",
    "satisfaction_trigger",
    "first_contact_resolution",
    "ivr_transfer",
    "seat_transfer",
    "attendance_discipline",
]
NUDGE = 1e-10


def scored(people: pl.DataFrame) -> pl.DataFrame:
    """The people with every indicator, ``base_total``, ``total``, ``rank`` and ``grade``."""
    calls = metric("calls") / metric("calls").mean().over("skill_group")
    ivr = metric("ivr_transfer_rate")
    is_vip = pl.col("skill_group") == "vip"
    taken = metric("late_events") + 2 * metric("leave_days") + 5 * metric("absent_days")
    left = 15 - taken - 2 * metric("discipline_breaches")
    worse = (pl.col("rank") - 1) / pl.col("total").count()
    return (
        people.lazy()
        .with_columns(
            process_norm=recorded(15 * (metric("qa_process") / 100).clip(0, 1)),
            answer_accuracy=recorded(15 * (metric("qa_accuracy") / 100).clip(0, 1)),
            quarterly_exam=recorded(10 * between(metric("exam_score"), 60, 90)),
            call_volume=recorded(15 * between(calls, 0, 1.2)),
            hangup_satisfaction=recorded(10 * between(metric("hangup_satisfaction"), 0.97, 0.99)),
            satisfaction_trigger=recorded(5 * between(metric("satisfaction_trigger"), 0.25, 0.34)),
            first_contact_resolution=recorded(5 * metric("first_contact_resolution").clip(0, 1)),
            ivr_transfer=recorded(
                5 * pl.when(is_vip).then(between(ivr, 0.042, 0.023)).otherwise(between(ivr, 0.031, 0.019))
            ),
            seat_transfer=recorded(5 * between(metric("seat_transfer_rate"), 0.02, 0.008)),
            attendance_discipline=recorded(left.clip(0, 15)),
        )
        .with_columns(base_total=recorded(pl.sum_horizontal(ITEMS)))
        .with_columns(total=pl.col("base_total").clip(0))
        .with_columns(rank=pl.col("total").rank("min", descending=True).cast(pl.Float64))
        .with_columns(
            grade=pl.when(worse > 0.95 - NUDGE)
            .then(pl.lit("E"))
            .when(worse > 0.85 - NUDGE)
            .then(pl.lit("D"))
            .when(worse > 0.5 - NUDGE)
            .then(pl.lit("C"))
            .when(worse > 0.2 - NUDGE)
            .then(pl.lit("B"))
            .otherwise(pl.lit("A"))
        )
        .collect()
    )


def metric(name: str) -> pl.Expr:
    """The column of a metric."""
    return pl.col(f"metric.{name}")


def between(value: pl.Expr, zero: float, full: float) -> pl.Expr:
    """0 at `zero`, 1 at `full`, straight between."""
    return ((value - zero) / (full - zero)).clip(0, 1)


def recorded(points: pl.Expr) -> pl.Expr:
    """Rounded half up to the cent."""
    return (points + NUDGE).round(2)
