"""Missing scores: an error that says what was missing and where, or a warning of what the scheme does instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from kpicore.errors import Message, Problem, Refused, Text
from kpicore.messages import scoring as messages
from kpicore.scheme import Adjustment, Indicator, metric_column, source_column
from kpicore.scoring.compile import Program, own_points
from kpicore.scoring.coverage import some
from kpicore.scoring.gather import Population

SHOWN_LABELS = 3
"""How many labels a warning names."""


def check_scores(program: Program, scored: pl.DataFrame, population: Population) -> list[Problem]:
    """Warnings about scores that rest on missing metrics, or on what is left of them.

    A score that is missing although its scheme demands it is `Refused`: each such person with each missing metric,
    together with what is wrong with the population. What is wrong with a value is not said again of what it lacks then.
    """
    problems = list(population.problems)
    warnings = list(_left_out(program, population))
    for id, item in program.scheme.items.items():
        unscored = scored[own_points(program.columns, id)].is_null()
        if not unscored.any():
            continue
        match item:
            case Indicator(missing="zero" | "full" | "exclude" as policy):
                ids = scored["employee"].filter(unscored)
                said = {"item": item.label, "count": len(ids), "employees": some(ids)}
                warnings.append(_NOTED[policy].at(**said))
            case _:
                for person in unscored.arg_true():
                    problems += _why(program, scored, population, id, item, person)
    if problems:
        raise Refused(*dict.fromkeys(problems))
    if scored["total"].null_count():
        ids = scored["employee"].filter(scored["total"].is_null())
        warnings.append(messages.NO_TOTAL.at(count=len(ids), employees=some(ids)))
    return warnings


def _left_out(program: Program, population: Population) -> Iterator[Problem]:
    """A warning for optional metrics that no source gives, and one for each group of people who lack the same."""
    metrics = program.scheme.metrics
    optional = [column for id in metrics if metrics[id].optional and (column := metric_column(id)) in program.inputs]
    absent = [column.removeprefix("metric.") for column in optional if column not in population.given_by]
    if absent:
        sources = ", ".join(dict.fromkeys(source.name for source in population.given_by.values()))
        yield messages.OPTIONAL_ABSENT.at(columns=", ".join(absent), sources=sources)
    lacked_by: dict[tuple[str, ...], list[Text]] = {}
    for column in optional:
        if column in population.given_by:
            lacking = population.frame.filter(pl.col(column).is_null())["employee"].to_list()
            lacked_by.setdefault(tuple(lacking), []).append(metrics[column.removeprefix("metric.")].label)
    for employees, labels in lacked_by.items():
        if employees:
            yield messages.OPTIONAL_MISSING.at(labels=_few(labels), count=len(employees), employees=some(employees))


def _few(labels: Sequence[Text]) -> Text:
    """The first few labels, and how many they are."""
    shown = labels[:SHOWN_LABELS]
    listed = Text("、".join(label.zh for label in shown), "; ".join(label.en for label in shown))
    return listed if len(shown) == len(labels) else messages.AND_MORE.fill(labels=listed, count=len(labels))


_NOTED: dict[str, Message] = {
    "zero": messages.COUNTED_ZERO,
    "full": messages.COUNTED_FULL,
    "exclude": messages.EXCLUDED,
}


def _why(
    program: Program,
    scored: pl.DataFrame,
    population: Population,
    id: str,
    item: Indicator | Adjustment,
    person: int,
) -> list[Problem]:
    """One problem per missing metric of this person; where all are there, that the peers give no score."""
    said = {"employee": scored["employee"][person], "item": item.label}
    problems = []
    for column in program.item_inputs(id):
        if scored[column][person] is not None or _is_refused(population, column, person):
            continue
        source = population.given_by.get(column)
        if source is not None and population.rows[source.name][person] is None:
            key, value = source.source.by, population.keys[source.name][person]
            absent = messages.NO_ROW if key == "employee" else messages.NO_GROUP_ROW if value else messages.NO_GROUP
            where = {"source": source.name, "key": key, "value": value}
            problems.append(absent.at(population.place(column), employee=said["employee"], **where))
        else:
            label = program.scheme.metrics[column.removeprefix("metric.")].label
            problems.append(messages.MISSING_METRIC.at(population.place(column, person), label=label, **said))
    return problems if problems or population.problems else [messages.NO_SCORE.at(**said)]


def _is_refused(population: Population, column: str, person: int) -> bool:
    """Whether an input is missing only since what was given is wrong."""
    if not population.problems:
        return False
    if not column.startswith("metric.") or column not in population.given_by:
        return True
    return population.given[source_column(column)][person] is not None
