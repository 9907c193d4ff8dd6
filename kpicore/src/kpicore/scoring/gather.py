"""Gathering: the sources of a stage become one checked population, one row per person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import polars as pl
from attrs import evolve, frozen

from kpicore.errors import NOWHERE, Place, PluginFailed, Problem, Refused, Text, did_you_mean
from kpicore.messages import scoring as messages
from kpicore.messages import sources as source_messages
from kpicore.messages import values as value_messages
from kpicore.scheme import Metric, Stage, detail_column, source_column
from kpicore.scoring.columns import CARRIED, conversion, input_columns, metric_of, unit_problems
from kpicore.scoring.compile import Program
from kpicore.scoring.coverage import coverage, some
from kpicore.scoring.keys import NO_NAMES, NO_TEXTS, foreign_texts, key_problems
from kpicore.scoring.source_frame import ROW, SourceFrame
from kpicore.scoring.sources import SourceReader
from kpicore.scoring.values import (
    check_group,
    group_ids,
    parse_converted,
    parse_numbers,
    read_letters,
    unexpected_signs,
)

CASES = Metric("count", Text("样本数", "Number of cases"))
"""What the column beside a metric with `min_n` holds."""


@frozen
class Population:
    """The people of a stage and what is known of them, checked.

    `frame` has one row per person in the first source's order: `employee`, `name` and `team` where known, the scheme's
    groups as text, ``metric.ID`` as numbers (ratings as text), missing as null. `given_by` names the source of each
    input column. `keys` holds, by source name, the value on which it was joined to each person, and `rows` which of its
    rows that was, None where it has none. `given` is what the sources gave, joined, under their own names; `problems`
    is what is wrong with it: such values are null in `frame`, or still there.
    """

    frame: pl.DataFrame
    given_by: Mapping[str, SourceFrame]
    keys: Mapping[str, pl.Series]
    rows: Mapping[str, pl.Series]
    given: pl.DataFrame
    warnings: tuple[Problem, ...]
    problems: tuple[Problem, ...] = ()

    def place(self, column: str, person: int | None = None, suffix: str = "") -> Place:
        """Where an input column of the scheme stands, or its value for the person in that row; `suffix` names a column
        that goes with it.
        """
        source = self.given_by.get(column)
        if source is None:
            return NOWHERE
        name = source_column(column) + suffix
        if person is None:
            return source.place(name)
        return source.place(name, self.rows[source.name][person], self.keys[source.name][person])


def gather(stage: Stage, program: Program, reader: SourceReader) -> Population:
    """The population of a stage, with the `problems` of its ids and values.

    Where sources or columns are wrong, or there is nobody, all that can be known then is `Refused` at once.
    """
    sources = _read(stage, reader)
    if others := [problem for source in sources for problem in _made_for_another(source, stage, program, reader)]:
        raise Refused(*others)
    sources = [_by_ids(source, program) for source in sources]
    people = _people(stage, sources[0], program)
    problems = _people_problems(stage, sources[0], people)
    problems += [problem for source in sources[1:] for problem in _key_problems(source, people)]
    given_by, lacking = input_columns(program, sources)
    problems += [*lacking, *unit_problems(program, given_by)]
    joinable = [source for source in sources if source.source.by in people.columns]
    given_by = {column: giver for column, giver in given_by.items() if giver.source.by in people.columns}
    joined = _firsts(people, "employee").rename({ROW: _row(sources[0])})
    for source in joinable[1:]:
        wanted = [source_column(column) for column, giver in given_by.items() if giver is source]
        joined = _joined(joined, source, wanted)
    keys = {source.name: joined[source.source.by].cast(pl.String) for source in joinable}
    rows = {source.name: joined[_row(source)] for source in joinable}
    employees = joined["employee"]
    warnings = [w for each in joinable[1:] for w in coverage(each, sources[0], employees, rows[each.name])]
    population, wrong = _checked(program, Population(joined, given_by, keys, rows, joined, tuple(warnings)))
    problems = list(dict.fromkeys([*problems, *wrong]))
    if lacking or len(joinable) < len(sources) or joined.is_empty():
        raise Refused(*problems)
    return evolve(population, problems=tuple(problems))


def _read(stage: Stage, reader: SourceReader) -> list[SourceFrame]:
    """The stage's sources; what is wrong with any of them is raised together."""
    sources: list[SourceFrame] = []
    problems: list[Problem] = []
    for name in stage.sources:
        try:
            sources.append(reader.read(name))
        except PluginFailed:
            raise
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise Refused(*problems)
    return sources


def _made_for_another(source: SourceFrame, stage: Stage, program: Program, reader: SourceReader) -> Iterator[Problem]:
    """What keeps a form from being scored here: it was made for another scheme, another version or another period."""
    form, scheme, period = source.made_for, program.scheme, reader.pipeline.period.text
    if form is None:
        return
    said = {"scheme": stage.scheme, "period": period}
    if (form.scheme, form.version) != (scheme.id, scheme.version):
        theirs = f"{form.scheme} {form.version}"
        yield messages.FORM_OF_OTHER_SCHEME.at(source.here, theirs=theirs, ours=scheme, **said)
    elif form.period not in (None, period):
        yield messages.FORM_OF_OTHER_PERIOD.at(source.here, theirs=form.period, ours=period, **said)


def _row(source: SourceFrame) -> str:
    return f"{ROW}.{source.name}"


def _by_ids(source: SourceFrame, program: Program) -> SourceFrame:
    """The source with its groups' values by their ids, where it has them by label."""
    texts = source.frame.select(pl.col(pl.String)).columns
    groups = {column: group for column, group in program.scheme.groups.items() if column in texts}
    return evolve(
        source, frame=source.frame.with_columns(group_ids(source.frame[column], groups[column]) for column in groups)
    )


def _people(stage: Stage, first: SourceFrame, program: Program) -> pl.DataFrame:
    """The rows of the first source that `where` keeps."""
    frame = first.frame
    lacking = [column for column in ["employee", *stage.where] if column not in frame.columns]
    if lacking:
        raise Refused(
            *(
                messages.MISSING_COLUMN.at(first.place(column), column=column, near=did_you_mean(column, first.columns))
                for column in lacking
            )
        )
    for column, values in stage.where.items():
        wanted = pl.Series(values, dtype=pl.String)
        if column in program.scheme.groups:
            wanted = group_ids(wanted, program.scheme.groups[column])
        if unusable := foreign_texts(first, frame, column, NO_TEXTS):
            raise Refused(*unusable)
        kept = frame.filter(pl.col(column).cast(pl.String).is_in(wanted.implode()))
        if kept.is_empty() and not frame.is_empty():
            known = ", ".join(sorted(frame[column].cast(pl.String).drop_nulls().unique().to_list())[:12])
            said = ", ".join(values)
            raise Refused(messages.NOBODY_WHERE.at(first.place(column), column=column, values=said, known=known))
        frame = kept
    if frame.is_empty():
        raise Refused(messages.NOBODY.at(first.here))
    return frame


def _firsts(frame: pl.DataFrame, key: str) -> pl.DataFrame:
    """The rows with a key, the first of each: what can still be checked where some stand there twice."""
    return frame.filter(pl.col(key).is_not_null() & pl.col(key).is_first_distinct())


def _people_problems(stage: Stage, first: SourceFrame, people: pl.DataFrame) -> list[Problem]:
    """What is wrong with the ids, names and teams of the people."""
    problems = key_problems(first, people, "employee")
    if first.unknown_ids:
        said = {"count": len(first.unknown_ids), "ids": some(first.unknown_ids)}
        file = first.source.employees.file if first.source.employees else ""
        problems.append(source_messages.UNKNOWN_IDS_OF_PEOPLE.at(first.here, source=first.name, file=file, **said))
    for column, wrong in (("name", NO_NAMES), ("team", NO_TEXTS)):
        if column in people.columns and column not in stage.where:
            problems += foreign_texts(first, people, column, wrong)
    return problems


def _key_problems(source: SourceFrame, people: pl.DataFrame) -> list[Problem]:
    """What keeps a source from being joined to the people."""
    key = source.source.by
    if key not in people.columns:
        near = did_you_mean(key, [column for column in people.columns if column != ROW])
        return [messages.MISSING_KEY_COLUMN.at(source.place(key), column=key, source=source.name, near=near)]
    return key_problems(source, source.frame, key)


def _joined(people: pl.DataFrame, source: SourceFrame, wanted: Sequence[str]) -> pl.DataFrame:
    """The people with the wanted columns of a source, and its rows, beside them; everybody stays, in order."""
    key = source.source.by
    counts = [count for name in wanted if (count := f"{name}_n") in source.columns]
    columns = [column for column in dict.fromkeys([*wanted, *counts]) if column != key]
    right = _firsts(source.frame, key).select(key, *columns, pl.col(ROW).alias(_row(source)))
    left = people.drop(columns, strict=False).with_columns(pl.col(key).cast(pl.String))
    return left.join(right, on=key, how="left", maintain_order="left")


def _checked(program: Program, gathered: Population) -> tuple[Population, list[Problem]]:
    """The population with its columns parsed and named as rules read them, and what is wrong with their values.

    A column that no source gives is passed over: that has been said.
    """
    scheme, frame = program.scheme, gathered.frame
    employees = frame["employee"]
    columns = {name: frame[name] for name in CARRIED if name in frame.columns}
    for id in scheme.details:
        given = detail_column(id) in gathered.given_by
        columns[detail_column(id)] = frame[id].cast(pl.String) if given else _nothing(frame)
    problems: list[Problem] = []
    warnings = list(gathered.warnings)

    wanted = [*scheme.groups, *(name for name in program.inputs if name not in scheme.groups)]
    for column in (name for name in wanted if name in frame.columns or metric_of(program, name) is not None):
        metric = metric_of(program, column)
        place = partial(gathered.place, column)
        if column in scheme.groups:
            columns[column] = frame[column].cast(pl.String)
            problems += check_group(columns[column], scheme.groups[column], employees, place)
            continue
        if metric is None:
            missing = frame[column].is_null().arg_true()
            problems += [
                value_messages.EMPTY_REQUIRED.at(place(row), employee=employees[row], label=column) for row in missing
            ]
            continue
        id = column.removeprefix("metric.")
        raw = frame[id] if column in gathered.given_by else _nothing(frame)
        if metric.is_text:
            values, wrong = read_letters(raw.cast(pl.String), program.letters.get(column, []), place)
        elif (unit := conversion(metric, id, gathered.given_by.get(column))) is not None:
            values, wrong = parse_converted(raw, unit, metric, place)
        else:
            values, wrong = parse_numbers(raw, metric, place)
        problems += wrong
        warnings += unexpected_signs(values, metric, employees, place)
        if metric.min_n is not None and f"{id}_n" in frame.columns:
            cases, wrong = parse_numbers(frame[f"{id}_n"], CASES, partial(gathered.place, column, suffix="_n"))
            problems += wrong
            values, noted = _without_few_cases(values, cases, metric, employees)
            warnings += noted
        values, noted = _with_default(values, metric)
        warnings += noted
        columns[column] = values.alias(column)
    parsed = pl.DataFrame([series.alias(name) for name, series in columns.items()])
    return evolve(gathered, frame=parsed, warnings=tuple(warnings)), problems


def _nothing(frame: pl.DataFrame) -> pl.Series:
    return pl.Series([None], dtype=pl.String).new_from_index(0, len(frame))


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
