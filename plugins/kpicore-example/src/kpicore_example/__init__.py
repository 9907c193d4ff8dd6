"""A plugin to copy from: one calculator and one metric source.

A hook returns classes; it imports them inside, so that `kpi --help` never waits for a plugin.
"""

from __future__ import annotations

from kpicore import hookimpl


@hookimpl
def kpicore_calculators() -> list[type]:
    from kpicore_example.calculator import Weakest

    return [Weakest]


@hookimpl
def kpicore_metric_sources() -> list[type]:
    from kpicore_example.source import CallEvents

    return [CallEvents]
