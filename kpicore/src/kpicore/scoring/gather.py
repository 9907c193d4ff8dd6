"""Gathering: the sources of a stage become one checked population, one row per person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import polars as pl
from attrs import frozen

from kpicore.errors import NOWHERE, Place, Problem, Refused, did_you_mean
from kpicore.messages import scoring as messages
from kpicore.scheme import Metric, Stage
from kpicore.scoring.compile import Program
from kpicore.scoring.sources import ROW, SourceFrame, SourceReader
from kpicore.scoring.values import PlaceOf, check_group, check_letters, parse_numbers, unexpected_signs

CARRIED = ("employee", "name", "team")
"""Columns of the population that go into every result where they exist."""

SHOWN_IDS = 5
"""How many employee ids a warning names."""


@frozen
class Population:
    """The people of a stage and what is known of them, checked.

    `frame` has one row per person in the first source's order: `employee`, `name` and `team` where known, the scheme's
    groups as text, ``metric.ID`` as numbers (ratings as text), missing as null. `given_by` names the source of each
    input column, `lines` holds each source's line per person, where it has any.
    """

    frame: pl.DataFrame
    given_by: Mapping[str, SourceFrame]
    lines: Mapping[str, pl.Series]
    warnings: tuple[Problem, ...]

    def place(self, column: str, person: int) -> Place:
        """Where the value of an input column of the scheme stands for the person in that row."""
        source = self.given_by.get(column)
        if source is None:
            return NOWHERE
        line = self.lines[source.name][person] if source.name in self.lines else None
        return source.place(line, column.removeprefix("metric."))


def gather(stage: Stage, program: Program, reader: SourceReader) -> Population:
    """The population of a stage. Everything that is wrong with its input is `Refused` at once, each at its place."""
    sources = [reader.read(name) for name in stage.sources]
    people = _people(stage, sources[0])
    problems = [problem for source in sources[1:] for problem in _key_problems(source, people)]
    given_by, lacking = _columns(program, sources)
    problems += lacking
    if problems:
        raise Refused(*problems)
    joined = people
    for source in sources[1:]:
        wanted = [column.removeprefix("metric.") for column, giver in given_by.items() if giver is source]
        joined = _joined(joined, source, wanted, program)
    lines = {s.name: joined[_line(s)] for s in sources if _line(s) in joined.columns}
    warnings = [warning for source in sources[1:] if (warning := _unknown_people(source, sources[0]))]
    return _checked(program, Population(joined, given_by, lines, tuple(warnings)))


def _line(source: SourceFrame) -> str:
    return f"{ROW}.{source.name}"


def _people(stage: Stage, first: SourceFrame) -> pl.DataFrame:
    """The rows of the first source that `where` keeps, each person once."""
    frame = first.frame
    for column, values in stage.where.items():
        if column not in frame.columns:
            place = first.place(None, column)
            raise Refused(messages.MISSING_COLUMN.at(place, column=column, near=did_you_mean(column, frame.columns)))
        kept = frame.filter(pl.col(column).cast(pl.String).is_in(list(values)))
        if kept.is_empty() and not frame.is_empty():
            known = ", ".join(sorted(frame[column].cast(pl.String).drop_nulls().unique().to_list())[:12])
            said = ", ".join(values)
            raise Refused(messages.NOBODY_WHERE.at(first.place(None, column), column=column, values=said, known=known))
        frame = kept
    if frame.is_empty():
        raise Refused(messages.NOBODY.at(Place(first.file)))
    if problems := _duplicates(SourceFrame(first.name, first.file, frame, first.source), "employee"):
        raise Refused(*problems)
    return frame.rename({ROW: _line(first)}) if ROW in frame.columns else frame


def _duplicates(source: SourceFrame, key: str) -> list[Problem]:
    """A problem for each row without a key, and each whose key stood there before."""
    frame = source.frame.with_row_index("_index")
    lines = pl.col(ROW) if ROW in frame.columns else pl.col("_index").cast(pl.Int64) + 1
    frame = frame.select(pl.col(key), lines.alias(ROW))
    empty = frame.filter(pl.col(key).is_null())
    problems = [messages.KEY_EMPTY.at(source.place(line, key), key=key) for line in empty[ROW]]
    again = frame.filter(pl.col(key).is_not_null()).with_columns(
        first=pl.col(ROW).first().over(key), is_again=~pl.col(key).is_first_distinct()
    )
    for value, line, first, _ in again.filter("is_again").iter_rows():
        problems.append(messages.DUPLICATE.at(source.place(line, key), key=key, value=value, first=first))
    return problems


def _key_problems(source: SourceFrame, people: pl.DataFrame) -> list[Problem]:
    """What keeps a source from being joined to the people."""
    key = source.source.by
    if key not in people.columns:
        near = did_you_mean(key, people.columns)
        return [messages.MISSING_COLUMN.at(source.place(None, key), column=key, near=near)]
    return _duplicates(source, key)


def _columns(program: Program, sources: Sequence[SourceFrame]) -> tuple[dict[str, SourceFrame], list[Problem]]:
    """Which source gives each input column, and what is wrong: nobody gives it, or two do."""
    given_by: dict[str, SourceFrame] = {}
    problems = []
    names = ", ".join(source.name for source in sources)
    wanted = [*program.inputs, *(group for group in program.scheme.groups if group not in program.inputs)]
    for column in wanted:
        name = column.removeprefix("metric.")
        givers = [source for source in sources if _gives(source, name, source is sources[0])]
        if len(givers) > 1:
            place = givers[1].place(None, name)
            both = ", ".join(giver.name for giver in givers)
            problems.append(messages.COLUMN_TWICE.at(place, column=name, sources=both))
        elif givers:
            given_by[column] = givers[0]
            problems += _count_problems(program, column, givers[0])
        elif not _may_be_absent(program, column, sources):
            known = [shown for source in sources for shown in source.frame.columns if shown != ROW]
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
    return [messages.MISSING_COLUMN.at(giver.place(None, count), column=count, near=did_you_mean(count, []))]


def _may_be_absent(program: Program, column: str, sources: Sequence[SourceFrame]) -> bool:
    """Whether no source has to give the column: it has a default, or is optional and whatever reads it reads another
    figure that a source gives."""
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


def _joined(people: pl.DataFrame, source: SourceFrame, wanted: Sequence[str], program: Program) -> pl.DataFrame:
    """The people with the wanted columns of a source, and its lines, beside them; everybody stays, in order."""
    key = source.source.by
    counts = [f"{name}_n" for name in wanted if f"{name}_n" in source.frame.columns]
    columns = [key, *wanted, *(count for count in counts if count not in wanted)]
    right = source.frame.select(*columns, *([pl.col(ROW).alias(_line(source))] if ROW in source.frame.columns else []))
    taken = [column for column in right.columns if column in people.columns and column != key]
    return people.drop(taken).join(right, on=key, how="left", maintain_order="left")


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
    problems: list[Problem] = []
    warnings = list(gathered.warnings)

    def place_in(column: str) -> PlaceOf:
        return lambda person: gathered.place(column, person)

    for column in [*scheme.groups, *(name for name in program.inputs if name not in scheme.groups)]:
        metric = _metric(program, column)
        place = place_in(column)
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
        values, noted = _completed(values, id, metric, frame)
        warnings += noted
        columns[column] = values.alias(column)
    if problems:
        raise Refused(*problems)
    parsed = pl.DataFrame([series.alias(name) for name, series in columns.items()])
    return Population(parsed, gathered.given_by, gathered.lines, tuple(warnings))


def _completed(values: pl.Series, id: str, metric: Metric, frame: pl.DataFrame) -> tuple[pl.Series, list[Problem]]:
    """The metric without what rests on too few cases, its gaps filled with the default; and a warning for either."""
    warnings = []
    if metric.min_n is not None and f"{id}_n" in frame.columns:
        few = (frame[f"{id}_n"].cast(pl.Float64, strict=False) < metric.min_n).fill_null(True) & values.is_not_null()
        if few.any():
            said = {"label": metric.label, "min_n": metric.min_n, "count": few.sum()}
            warnings.append(messages.FEW_CASES.at(employees=some(frame["employee"].filter(few)), **said))
        values = values.set(few, None)
    gaps = values.null_count()
    if metric.default is not None and gaps:
        warnings.append(messages.DEFAULTED.at(label=metric.label, count=gaps, value=metric.default))
        default = metric.default if isinstance(metric.default, str) else float(metric.default)
        values = values.fill_null(default)
    return values, warnings
