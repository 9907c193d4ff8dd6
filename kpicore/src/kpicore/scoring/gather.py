"""Gathering: the sources of a stage become one checked population, one row per person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

import polars as pl
from attrs import evolve, frozen

from kpicore.errors import NOWHERE, Place, PluginFailed, Problem, Refused, Text, did_you_mean
from kpicore.messages import scoring as messages
from kpicore.scheme import Metric, Stage, detail_column, source_column
from kpicore.scoring.compile import Program
from kpicore.scoring.sources import ROW, SourceFrame, SourceReader
from kpicore.scoring.values import check_group, check_letters, parse_numbers, unexpected_signs

CARRIED = ("employee", "name", "team")
"""Columns of the population that go into every result where they exist."""

SHOWN_IDS = 5
"""How many employee ids a warning names."""

CASES = Metric("count", Text("样本数", "Number of cases"))
"""What the column beside a metric with `min_n` holds."""


@frozen
class Population:
    """The people of a stage and what is known of them, checked.

    `frame` has one row per person in the first source's order: `employee`, `name` and `team` where known, the scheme's
    groups as text, ``metric.ID`` as numbers (ratings as text), missing as null. `given_by` names the source of each
    input column. `keys` holds, by source name, the value on which it was joined to each person, and `rows` which of its
    rows that was, None where it has none.
    """

    frame: pl.DataFrame
    given_by: Mapping[str, SourceFrame]
    keys: Mapping[str, pl.Series]
    rows: Mapping[str, pl.Series]
    warnings: tuple[Problem, ...]

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
    """The population of a stage. Everything that is wrong with its input is `Refused` at once, each at its place."""
    sources = _read(stage, reader)
    people = _people(stage, sources[0])
    problems = _duplicates(sources[0], people, "employee")
    problems += [problem for source in sources[1:] for problem in _key_problems(source, people)]
    given_by, lacking = _columns(program, sources)
    problems += lacking
    if problems:
        raise Refused(*problems)
    joined = people.rename({ROW: _row(sources[0])})
    for source in sources[1:]:
        wanted = [source_column(column) for column, giver in given_by.items() if giver is source]
        joined = _joined(joined, source, wanted)
    keys = {source.name: people[source.source.by].cast(pl.String) for source in sources}
    rows = {source.name: joined[_row(source)] for source in sources}
    warnings = [warning for source in sources[1:] if (warning := _unknown_people(source, sources[0]))]
    return _checked(program, Population(joined, given_by, keys, rows, tuple(warnings)))


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


def _row(source: SourceFrame) -> str:
    return f"{ROW}.{source.name}"


def _people(stage: Stage, first: SourceFrame) -> pl.DataFrame:
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
        kept = frame.filter(pl.col(column).cast(pl.String).is_in(list(values)))
        if kept.is_empty() and not frame.is_empty():
            known = ", ".join(sorted(frame[column].cast(pl.String).drop_nulls().unique().to_list())[:12])
            said = ", ".join(values)
            raise Refused(messages.NOBODY_WHERE.at(first.place(column), column=column, values=said, known=known))
        frame = kept
    if frame.is_empty():
        raise Refused(messages.NOBODY.at(Place(first.file)))
    return frame


def _duplicates(source: SourceFrame, frame: pl.DataFrame, key: str) -> list[Problem]:
    """A problem for each row of the source in `frame` without a key, and each whose key stood there before."""
    empty = frame.filter(pl.col(key).is_null())
    problems = [messages.KEY_EMPTY.at(source.place(key, row), key=key) for row in empty[ROW]]
    again = (
        frame.select(pl.col(key), pl.col(ROW))
        .drop_nulls(key)
        .with_columns(pl.col(ROW).first().over(key).alias("first"))
        .filter(~pl.col(key).is_first_distinct())
    )
    for value, row, first in again.iter_rows():
        problems.append(messages.DUPLICATE.at(source.place(key, row, value), key=key, value=value, first=first))
    return problems


def _key_problems(source: SourceFrame, people: pl.DataFrame) -> list[Problem]:
    """What keeps a source from being joined to the people."""
    key = source.source.by
    if key not in people.columns:
        near = did_you_mean(key, [column for column in people.columns if column != ROW])
        return [messages.MISSING_KEY_COLUMN.at(source.place(key), column=key, source=source.name, near=near)]
    return _duplicates(source, source.frame, key)


def _columns(program: Program, sources: Sequence[SourceFrame]) -> tuple[dict[str, SourceFrame], list[Problem]]:
    """Which source gives each input column, and what is wrong: nobody gives it, or two do."""
    given_by: dict[str, SourceFrame] = {}
    problems = []
    names = ", ".join(source.name for source in sources)
    groups = [group for group in program.scheme.groups if group not in program.inputs]
    for column in [*program.inputs, *groups, *map(detail_column, program.scheme.details)]:
        name = source_column(column)
        givers = [source for source in sources if _gives(source, name, source is sources[0])]
        if len(givers) > 1:
            place = givers[1].place(name)
            both = ", ".join(giver.name for giver in givers)
            problems.append(messages.COLUMN_TWICE.at(place, column=name, sources=both))
        elif givers:
            given_by[column] = givers[0]
            problems += _count_problems(program, column, givers[0])
        elif not _may_be_absent(program, column, sources):
            known = [shown for source in sources for shown in source.columns]
            label = _label(program, column)
            said = {"scheme": program.scheme.id, "column": name, "label": label, "sources": names}
            place = Place(sources[-1].file if len(sources) == 1 else None, key=name)
            problems.append(messages.MISSING_METRIC_COLUMN.at(place, near=did_you_mean(name, known), **said))
    return given_by, problems


def _gives(source: SourceFrame, column: str, is_first: bool) -> bool:
    """Whether the source gives the column: keys and what is carried along come from the first source only."""
    return column in source.frame.columns and (is_first or column not in (*CARRIED, source.source.by))


def _count_problems(program: Program, column: str, giver: SourceFrame) -> list[Problem]:
    """A problem where a metric asks for a number of cases and its source has no column with it."""
    metric = _metric(program, column)
    count = f"{column.removeprefix('metric.')}_n"
    if metric is None or metric.min_n is None or count in giver.frame.columns:
        return []
    near = did_you_mean(count, giver.columns)
    return [messages.MISSING_COUNT.at(giver.place(count), column=count, label=metric.label, near=near)]


def _may_be_absent(program: Program, column: str, sources: Sequence[SourceFrame]) -> bool:
    """Whether no source has to give the column: it has a default, or what reads it reads another figure as well."""
    metric = _metric(program, column)
    if metric is None or not metric.optional:
        return metric is not None and metric.default is not None
    given = {f"metric.{name}" for source in sources for name in source.frame.columns}
    readers = [inputs for id in program.scheme.items if column in (inputs := program.item_inputs(id))]
    return all(not given.isdisjoint(inputs) for inputs in readers)


def _metric(program: Program, column: str) -> Metric | None:
    return program.scheme.metrics[column.removeprefix("metric.")] if column.startswith("metric.") else None


def _label(program: Program, column: str) -> object:
    metric = _metric(program, column)
    group = program.scheme.groups.get(column)
    return metric.label if metric else group.label if group else column


def _joined(people: pl.DataFrame, source: SourceFrame, wanted: Sequence[str]) -> pl.DataFrame:
    """The people with the wanted columns of a source, and its rows, beside them; everybody stays, in order."""
    key = source.source.by
    counts = [count for name in wanted if (count := f"{name}_n") in source.columns]
    columns = [column for column in dict.fromkeys([*wanted, *counts]) if column != key]
    right = source.frame.select(key, *columns, pl.col(ROW).alias(_row(source)))
    left = people.drop(columns, strict=False).with_columns(pl.col(key).cast(pl.String))
    return left.join(right, on=key, how="left", maintain_order="left")


def _unknown_people(source: SourceFrame, first: SourceFrame) -> Problem | None:
    if source.source.by != "employee":
        return None
    unknown = source.frame.join(first.frame, on="employee", how="anti", maintain_order="left")["employee"]
    if unknown.is_empty():
        return None
    place = Place(source.file)
    said = {"source": source.name, "people": first.name, "count": len(unknown), "employees": some(unknown)}
    return messages.UNKNOWN_PEOPLE.at(place, **said)


def some(employees: Iterable[str]) -> str:
    """The first few employee ids, as a warning names them."""
    ids = list(employees)
    return ", ".join(ids[:SHOWN_IDS]) + (" …" if len(ids) > SHOWN_IDS else "")


def _checked(program: Program, gathered: Population) -> Population:
    """The population with its columns parsed and named as rules read them."""
    scheme, frame = program.scheme, gathered.frame
    employees = frame["employee"]
    columns = {name: frame[name] for name in CARRIED if name in frame.columns}
    for id in scheme.details:
        given = detail_column(id) in gathered.given_by
        columns[detail_column(id)] = frame[id].cast(pl.String) if given else _nothing(frame)
    problems: list[Problem] = []
    warnings = list(gathered.warnings)

    for column in [*scheme.groups, *(name for name in program.inputs if name not in scheme.groups)]:
        metric = _metric(program, column)
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
        raw = frame[id] if column in gathered.given_by else _nothing(frame)
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
