"""The calculators, grade mappers and sources that come with the core, registered by the same hooks as anyone's."""

from __future__ import annotations

from collections.abc import Iterable

from kpicore.plugin.hookspecs import hookimpl


@hookimpl
def kpicore_metric_sources() -> Iterable[type]:
    from kpicore.builtin.periods import PeriodsSource
    from kpicore.builtin.sources import RatingsSource, StageSource

    return [RatingsSource, StageSource, PeriodsSource]


@hookimpl
def kpicore_calculators() -> Iterable[type]:
    from kpicore.builtin import calculators
    from kpicore.builtin.periods import PeriodsMean

    return [
        calculators.Linear,
        calculators.Proportional,
        calculators.Relative,
        calculators.StepTable,
        calculators.Deduct,
        calculators.PerEvent,
        calculators.Rating,
        calculators.Mean,
        calculators.Entered,
        PeriodsMean,
    ]


@hookimpl
def kpicore_grade_mappers() -> Iterable[type]:
    from kpicore.builtin.grade_mappers import Cutoffs, Quota

    return [Cutoffs, Quota]
