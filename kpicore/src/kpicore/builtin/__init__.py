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
    from kpicore.builtin.bands import Linear, Proportional, Relative
    from kpicore.builtin.events import Deduct, PerEvent
    from kpicore.builtin.means import Entered, Mean
    from kpicore.builtin.periods import PeriodsMean
    from kpicore.builtin.tables import Rating, StepTable

    return [Linear, Proportional, Relative, StepTable, Deduct, PerEvent, Rating, Mean, Entered, PeriodsMean]


@hookimpl
def kpicore_grade_mappers() -> Iterable[type]:
    from kpicore.builtin.grade_mappers import Cutoffs, Quota

    return [Cutoffs, Quota]
