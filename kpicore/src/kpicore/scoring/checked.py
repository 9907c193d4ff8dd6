"""Checking what was gathered: each column parsed and named as rules read it, gaps filled where a default says so."""

from __future__ import annotations

from functools import partial

import polars as pl
from attrs import evolve

from kpicore.errors import Problem, Refused, Text
from kpicore.messages import scoring as messages
from kpicore.scheme import Metric
from kpicore.scoring.compile import Program
from kpicore.scoring.population import CARRIED, Population, some
from kpicore.scoring.values import check_group, check_letters, parse_numbers, unexpected_signs

CASES = Metric("count", Text("样本数", "Number of cases"))
"""What the column beside a metric with `min_n` holds."""


def checked(program: Program, gathered: Population) -> Population:
    """The population with its columns parsed and named as rules read them."""
    scheme, frame = program.scheme, gathered.frame
    employees = frame["employee"]
    columns = {name: frame[name] for name in CARRIED if name in frame.columns}
    problems: list[Problem] = []
    warnings = list(gathered.warnings)

    for column in [*scheme.groups, *(name for name in program.inputs if name not in scheme.groups)]:
        metric = program.metric(column)
        place = partial(gathered.place, column)
        if column in scheme.groups:
            columns[column] = frame[column].cast(pl.String)
            problems += check_group(columns[column], scheme.groups[column], employees, place)
            continue
        if metric is None:
            missing = frame[column].is_null().arg_true()
            problems += [
                messages.EMPTY_REQUIRED.at(place(row), employee=employees[row], label=column) for row in missing
            ]
            continue
        id = column.removeprefix("metric.")
        raw = frame[id] if column in gathered.given_by else pl.Series([None]).new_from_index(0, len(frame))
        if metric.is_text:
            values = raw.cast(pl.String)
            wrong = check_letters(values, program.letters.get(column, []), place)
        else:
            values, wrong = parse_numbers(raw, metric, place)
        problems += wrong
        warnings += unexpected_signs(values, metric, employees, place)
        if metric.min_n is not None and column in gathered.given_by:
            cases, wrong = parse_numbers(frame[f"{id}_n"], CASES, partial(gathered.place, column, suffix="_n"))
            problems += wrong
            values, noted = _without_few_cases(values, cases, metric, employees)
            warnings += noted
        values, noted = _with_default(values, metric)
        warnings += noted
        columns[column] = values.alias(column)
    if problems:
        raise Refused(*dict.fromkeys(problems))
    parsed = pl.DataFrame([series.alias(name) for name, series in columns.items()])
    return evolve(gathered, frame=parsed, warnings=tuple(warnings))


def _without_few_cases(
    values: pl.Series, cases: pl.Series, metric: Metric, employees: pl.Series
) -> tuple[pl.Series, list[Problem]]:
    """The metric without what rests on fewer cases than it needs, or on an unknown number; and a warning."""
    few = (cases < metric.min_n).fill_null(True) & values.is_not_null()
    if not few.any():
        return values, []
    said = {"label": metric.label, "min_n": metric.min_n, "count": few.sum(), "employees": some(employees.filter(few))}
    return values.set(few, None), [messages.FEW_CASES.at(**said)]


def _with_default(values: pl.Series, metric: Metric) -> tuple[pl.Series, list[Problem]]:
    """The metric with its gaps filled, where it has a default; and a warning."""
    gaps = values.null_count()
    if metric.default is None or not gaps:
        return values, []
    default = metric.default if isinstance(metric.default, str) else float(metric.default)
    warning = messages.DEFAULTED.at(label=metric.label, count=gaps, value=metric.default)
    return values.fill_null(default), [warning]
