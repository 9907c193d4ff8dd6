"""What is wrong with the frame of a source, as small values that a failure can show: by person, or by row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, get_args

import narwhals.stable.v2 as nw
import polars as pl
from attrs import Factory, field, frozen

from kpicore.errors import Place, Problem, Text
from kpicore.messages.values import NOT_FINITE
from kpicore.scheme import Metric, MetricSource, Unit
from kpicore.scoring.keys import NO_IDS
from kpicore.scoring.values import parse_numbers

ROW = "_row"
KEY_TYPES = (pl.String, pl.Null)
CLOSE = 1e-9
"""Two numbers of a frame that are no further apart are the same."""


@frozen
class Watched:
    """A source that keeps what it gave, whatever that was."""

    source: MetricSource
    given: list[Any]
    kind: Any = field(init=False, default=Factory(lambda self: self.source.kind, takes_self=True))

    def read(self, context: Any) -> Any:
        """What the source reads."""
        self.given.append(self.source.read(context))
        return self.given[-1]


def watched(source: MetricSource, given: list[Any]) -> MetricSource:
    """The source, which puts what it reads into `given`."""
    watching: Any = Watched(source, given)
    found: MetricSource = watching
    return found


def metric_of(id: str, given: Unit | Metric) -> Metric:
    """The metric of that unit; anything that is neither is a mistake in the contract."""
    if isinstance(given, Metric):
        return given
    if given not in get_args(Unit):
        raise ValueError(f"{id}: {given!r} is no unit, but one of {get_args(Unit)}")
    return Metric(given, Text(id, id))


def is_no_frame(error: BaseException) -> bool:
    """Whether narwhals did not know what it was given."""
    return isinstance(error, TypeError) and "from_native" in _functions(error)


def _functions(error: BaseException) -> set[str]:
    found, step = set(), error.__traceback__
    while step is not None:
        found.add(step.tb_frame.f_code.co_name)
        step = step.tb_next
    return found


def ids(column: pl.Series) -> list[str | None]:
    """The keys as text without white space around, None where there is none."""
    return [None if value is None else str(value).strip() or None for value in column]


def no_ids(keys: Sequence[str | None], column: str) -> dict[str, str | None]:
    """By row, counted from 1: where nothing stands, or nobody's id."""
    patterns = NO_IDS if column == "employee" else {}
    return {
        f"row {number}": key
        for number, key in enumerate(keys, start=1)
        if key is None or any(re.search(pattern, key) for pattern in patterns)
    }


def repeated(keys: Sequence[str | None]) -> dict[str, int]:
    """How many rows each of those has who have several."""
    counted = Counter(key for key in keys if key is not None)
    return {key: times for key, times in counted.items() if times > 1}


def not_finite(frame: pl.DataFrame, column: str, key: str) -> dict[str, float]:
    """NaN and infinity, by person."""
    if column not in frame.columns or not frame[column].dtype.is_float():
        return {}
    return _by_person(frame, key, frame[column].is_finite().not_().fill_null(False), column)


def not_in_unit(frame: pl.DataFrame, column: str, metric: Metric, key: str) -> tuple[list[Problem], dict[str, object]]:
    """What is wrong with values that are no figures of the metric's unit, and these values by ``COLUMN[PERSON]``."""
    if column not in frame.columns or metric.is_text:
        return [], {}
    names = _names(frame, key)
    values = frame[column]
    texts = values.str.strip_chars().replace("", None) if values.dtype == pl.String else values

    def place(row: int | None) -> Place:
        return Place(key=column if row is None else f"{column}[{names[row]}]")

    _, found = parse_numbers(texts, metric, place)
    problems = [problem for problem in found if problem.code != NOT_FINITE.code or values.dtype == pl.String]
    shown = {f"{column}[{name}]": value for name, value in zip(names, values, strict=True)}
    return problems, {problem.place.key: shown.get(problem.place.key, str(values.dtype)) for problem in problems}


def miscounted(frame: pl.DataFrame, metric: str, key: str) -> dict[str, object]:
    """Numbers of cases that are none, by person: missing beside a figure, negative, no whole number."""
    column = f"{metric}_n"
    if column not in frame.columns or metric not in frame.columns:
        return {}
    if not frame[column].dtype.is_numeric():
        return {"dtype": str(frame[column].dtype)}
    cases = frame[column].cast(pl.Float64)
    wrong = (cases < 0) | (cases != cases.round()) | cases.is_nan()
    absent = cases.is_null() & frame[metric].is_not_null()
    return _by_person(frame, key, wrong.fill_null(False) | absent, column)


def own_rows(frame: pl.DataFrame, given: Sequence[Any]) -> pl.Series | None:
    """The numbers that the source itself gave its rows."""
    columns = nw.from_native(given[-1]).collect_schema().names()
    return frame[ROW] if ROW in columns else None


def lines(content: bytes) -> int:
    """How many lines a file has, however they end."""
    return max(1, len(content.splitlines()))


def no_lines(rows: pl.Series, last: int | None) -> list[object]:
    """What stands among the numbers of rows and is no line of the file, or was one before."""
    seen: set[object] = set()
    wrong: list[object] = []
    for row in rows:
        is_line = isinstance(row, int) and row >= 1 and (last is None or row <= last)
        if not is_line or row in seen:
            wrong.append(row)
        seen.add(row)
    return wrong


def difference(first: pl.DataFrame, again: pl.DataFrame) -> dict[str, tuple[list[object], list[object]]]:
    """Columns that are not the same in both, with their values in the one and the other."""
    names = dict.fromkeys([*first.columns, *again.columns])
    pairs = {
        name: tuple(frame[name].to_list() if name in frame.columns else [] for frame in (first, again))
        for name in names
    }
    return {name: (one, other) for name, (one, other) in pairs.items() if not _all_same(one, other)}


def is_same(frame: pl.DataFrame, native: Any) -> bool:
    """Whether the native frame has the values of the other, in the same order."""
    given = nw.from_native(native)
    given = given.collect("polars") if isinstance(given, nw.LazyFrame) else given
    other: pl.DataFrame = given.to_polars()
    own = frame if ROW in other.columns else frame.drop(ROW)
    return not difference(own, other)


def damaged(content: bytes) -> dict[str, bytes]:
    """What may be left of a file, by what happened to it."""
    spoilt = {
        "empty": b"",
        "cut in half": content[: len(content) // 2],
        "no text": b"\xff\xfe\x00\x81" + bytes(range(256)),
        "zeros": bytes(64),
    }
    return {damage: left for damage, left in spoilt.items() if left != content}


def unexpected(frame: pl.DataFrame, expected: Mapping[str, Sequence[object]]) -> dict[str, tuple[object, object]]:
    """What is there and what should be, by ``COLUMN[ROW]`` counted from 0; a column that is not there, or too long.

    An empty text is missing, as nothing is.
    """
    wrong: dict[str, tuple[object, object]] = {}
    for column, wanted in expected.items():
        there = frame[column].to_list() if column in frame.columns else []
        if len(there) != len(wanted):
            wrong[column] = (there, list(wanted))
            continue
        for row, (got, should) in enumerate(zip(there, wanted, strict=True)):
            if not _same(got if got != "" else None, should if should != "" else None):
                wrong[f"{column}[{row}]"] = (got, should)
    return wrong


def _names(frame: pl.DataFrame, key: str) -> list[str]:
    keys = ids(frame[key]) if key in frame.columns else [None] * len(frame)
    return [id or f"row {number}" for number, id in enumerate(keys, start=1)]


def _by_person(frame: pl.DataFrame, key: str, wrong: pl.Series, column: str) -> dict[str, Any]:
    names = _names(frame, key)
    return {names[row]: frame[column][row] for row in wrong.arg_true()}


def _all_same(one: Sequence[object], other: Sequence[object]) -> bool:
    return len(one) == len(other) and all(map(_same, one, other))


def _same(one: Any, other: Any) -> bool:
    if bool(one == other) or (one != one and other != other):  # NaN is not even itself
        return True
    match one, other:
        case (float() | int(), float()) | (float(), int()):
            return bool(abs(one - other) <= CLOSE * max(1.0, abs(other)))
        case _:
            return False
