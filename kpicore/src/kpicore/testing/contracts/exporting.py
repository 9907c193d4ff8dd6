"""Exports of the contract's results: as they are, at another time, with lookups in another order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import evolve

from kpicore.messages import contracts as messages
from kpicore.scheme import Exporter, Results, StageResults
from kpicore.testing.contracts.clock import LEAP_DAY, stopped
from kpicore.testing.contracts.said import leave_out
from kpicore.testing.contracts.soundness import NAME
from kpicore.testing.contracts.target import Target

Written = dict[str, bytes]


def target_for(exporter: Exporter, results: Results, rooms: Mapping[str, int] | None = None) -> Target:
    """A target with nothing in it."""
    return Target(results.period.text, {NAME: exporter}, rooms or {})


def exported(exporter: Exporter, results: Results) -> Written:
    """What the exporter writes, by path. Raises what it raises."""
    target = target_for(exporter, results)
    exporter.export(results, target)
    return target.content()


def exported_at(moment: float, exporter: Exporter, results: Results) -> Written:
    """The same at that moment, in seconds after 1970."""
    with stopped(moment):
        return exported(exporter, results)


def written(exporter: Exporter, results: Results, moment: float = LEAP_DAY) -> Written:
    """The same, for tests that are not about whether it writes at all: they are skipped where it does not."""
    try:
        return exported_at(moment, exporter, results)
    except Exception as error:
        leave_out(messages.NOT_WRITTEN, error=f"{type(error).__name__}: {error}")


def repeatable(exporter: Exporter, results: Results) -> Written:
    """The same, where a second time gives the same: else there is nothing to compare with."""
    first = written(exporter, results)
    if written(exporter, results) != first:
        leave_out(messages.NOT_REPEATABLE)
    return first


def with_lookups_turned(results: Results) -> Results:
    """Equal results, whose mappings that are asked by key have their keys in the opposite order: outcomes go by the
    grades' letters, facts of an input by their names."""
    return evolve(
        results,
        stages={name: _stage_turned(stage) for name, stage in results.stages.items()},
        inputs=tuple(evolve(record, facts=_turned(record.facts)) for record in results.inputs),
    )


def differing(one: Written, other: Written) -> dict[str, str]:
    """Files that are not the same in both, with the place at which they part."""
    return {
        path: _parting(one.get(path), other.get(path))
        for path in dict.fromkeys([*one, *other])
        if one.get(path) != other.get(path)
    }


def _stage_turned(stage: StageResults) -> StageResults:
    grades = stage.scheme.grades
    if grades is None:
        return stage
    return evolve(stage, scheme=evolve(stage.scheme, grades=evolve(grades, outcomes=_turned(grades.outcomes))))


def _turned(mapping: Mapping[str, Any]) -> dict[str, Any]:
    return dict(reversed(list(mapping.items())))


def _parting(one: bytes | None, other: bytes | None) -> str:
    if one is None or other is None:
        return "not written" if one is None else "written once only"
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f"{one[max(0, at - 20) : at + 20]!r} ≠ {other[max(0, at - 20) : at + 20]!r}"
