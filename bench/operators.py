"""Invented hotline operators: as many as asked for, the same ones each time."""

from __future__ import annotations

import polars as pl

FIGURES = {
    "qa_process": (500, 1000, 10),
    "qa_accuracy": (500, 1000, 10),
    "exam_score": (400, 1000, 10),
    "calls": (0, 2000, 1),
    "hangup_satisfaction": (9600, 10000, 10000),
    "satisfaction_trigger": (2000, 4000, 10000),
    "first_contact_resolution": (5000, 10000, 10000),
    "ivr_transfer_rate": (100, 500, 10000),
    "seat_transfer_rate": (0, 300, 10000),
    "late_events": (0, 3, 1),
    "leave_days": (0, 4, 2),
    "absent_days": (0, 1, 1),
    "discipline_breaches": (0, 1, 1),
}
"""Each metric's lowest and highest value, in parts, and how many parts make one: as fine as reports print it."""


def operators(people: int) -> pl.DataFrame:
    """One row per operator, the columns that the scheme's rules read."""
    number = pl.int_range(people, dtype=pl.Int64)
    return pl.select(
        pl.format("T{}", number).alias("employee"),
        pl.when(number.hash(1) % 10 < 3).then(pl.lit("vip")).otherwise(pl.lit("ordinary")).alias("skill_group"),
        *[
            ((low + (number.hash(seed) % (high - low + 1))) / parts).alias(f"metric.{name}")
            for seed, (name, (low, high, parts)) in enumerate(FIGURES.items(), start=2)
        ],
    )
