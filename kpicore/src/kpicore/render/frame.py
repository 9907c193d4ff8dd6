"""Rules as narwhals expressions: fast, on any engine narwhals knows, and equal to the exact renderer cell by cell.

Works on the named columns of `kpicore.rule.lift`: every aggregate and rank stands alone in its column, and operands
that are written twice here are columns or constants.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any, assert_never

import narwhals.stable.v2 as nw

from kpicore.rule import (
    TOLERANCE,
    Aggregate,
    Arithmetic,
    Clip,
    Column,
    Compare,
    Default,
    If,
    Lit,
    Lookup,
    Node,
    OneOf,
    Par,
    Rank,
    Ref,
    Round,
    Say,
    Steps,
    Test,
    Total,
    is_constant,
    lift,
    references,
)
from kpicore.rule.constant import EXACT_TOLERANCE, constant, places_of
from kpicore.rule.sign import never_negative

if TYPE_CHECKING:
    from kpicore.scheme import Frame

_NUDGE = float(TOLERANCE)
_EVERYBODY = "__everybody"  # as no column of a stage is named, nor any mark on it


def evaluate(
    columns: Sequence[Column],
    frame: Frame,
    earlier: Mapping[str, Frame] | None = None,
    non_negative: Sequence[str] = (),
) -> Frame:
    """The native frame with one column more for each of `columns`, on the frame's own engine.

    `earlier` holds the frames of earlier stages by stage name. `non_negative` names input columns that are never
    negative, as they were told to `lift`. The order of rows is the engine's own.
    """
    people: Any = nw.from_native(frame)
    is_eager = isinstance(people, nw.DataFrame)
    schema = set(people.collect_schema().names())
    if is_eager:
        people = people.lazy()
    positive = set(non_negative)
    for level in _levels(columns, schema):
        expressions = []
        for column in level:
            if isinstance(column.node, Aggregate) and column.node.stage is not None:
                figures = aggregated({column.name: column.node}, (earlier or {})[column.node.stage])
                people = _joined(people, nw.from_native(figures), column.node.by)
            else:
                expressions.append(render(column.node, positive).alias(column.name))
        people = people.with_columns(*expressions) if expressions else people
        positive |= {column.name for column in level if never_negative(column.node, positive)}
    return nw.to_native(people.collect() if is_eager else people)


def aggregated(aggregates: Mapping[str, Aggregate], frame: Frame) -> Frame:
    """One row per group of an earlier stage: its `by` columns and one column per aggregate. All share the same `by`.

    People without a value in a `by` column belong to no group. Without `by` there is one row, if there is anybody.
    """
    by = list(next(iter(aggregates.values())).by)
    marks = {f"_{name}": _mark(node) for name, node in aggregates.items()}
    people: Any = nw.from_native(evaluate(lift(marks), frame))
    for column in by:
        people = people.filter(~nw.col(column).is_null())
    if not by:
        people = people.with_columns(nw.lit(0).alias(_EVERYBODY))
    figures = [_figure(node.kind, nw.col(f"_{name}")).alias(name) for name, node in aggregates.items()]
    return nw.to_native(people.group_by(by or [_EVERYBODY]).agg(*figures).select(*by, *aggregates))


def render(node: Node, non_negative: set[str] | frozenset[str] = frozenset()) -> nw.Expr:
    """The node as an expression over the columns of one stage."""
    if isinstance(node, Say):
        return render(node.body, non_negative)
    if is_constant(node) and not (isinstance(node, Lit) and isinstance(node.value, str)):
        return _number(node)

    def expr(part: Node) -> nw.Expr:
        return render(part, non_negative)

    match node:
        case Ref(column=column):
            return nw.col(column)
        case Par() | Lit():
            return nw.lit(str(node.value))
        case Arithmetic(operator="/", left=left, right=right) if is_constant(right):
            divisor = constant(right)
            if divisor is None or abs(divisor) < EXACT_TOLERANCE:
                return nw.lit(None, dtype=nw.Float64())
            return expr(left) / float(divisor)
        case Arithmetic(operator="/", left=left, right=right):
            divisor_column = expr(right)
            return nw.when(divisor_column.abs() >= _NUDGE).then(expr(left) / divisor_column)
        case Arithmetic(operator=operator, left=left, right=right):
            return _calculate(operator, _operand(left, non_negative), _operand(right, non_negative))
        case Clip(body=body, low=low, high=high):
            bottom, top = _bound(low), _bound(high)
            if bottom is not None and top is not None:
                top = max(bottom, top)
            return expr(body).clip(bottom, top)
        case Round(body=body, places=places):
            return _rounded(body, places_of(places), non_negative)
        case If(test=test, then=then, otherwise=otherwise):
            holds = _test(test, non_negative)
            return nw.when(holds).then(expr(then)).otherwise(nw.when(~holds).then(expr(otherwise)))
        case Steps():
            return _steps(node, non_negative)
        case Lookup(body=body, table=table):
            branches = [(nw.col(body.column) == key, expr(value)) for key, value in table]
            return _chain(branches)
        case Default(body=body, value=value):
            return nw.coalesce(expr(body), expr(value))
        case Total(parts=parts, need="all"):
            return reduce(lambda left, right: left + right, [expr(part) for part in parts])
        case Total(parts=parts):
            columns = [expr(part) for part in parts]
            anything = nw.any_horizontal(*[~column.is_null() for column in columns], ignore_nulls=True)
            return nw.when(anything).then(nw.sum_horizontal(*columns))
        case Aggregate(kind=kind, body=Ref() as body, by=by):
            return _figure(kind, expr(body), by)
        case Rank(body=Ref() as body, by=by, best=best):
            places_taken = expr(body).rank("min", descending=best == "highest")
            return (places_taken.over(*by) if by else places_taken).cast(nw.Float64())
        case Aggregate() | Rank():
            raise TypeError(f"not lifted into a column of its own: {node}")
        case _:
            assert_never(node)


def _levels(columns: Sequence[Column], given: set[str]) -> list[list[Column]]:
    """The columns in batches, each reading only what is given or stands in an earlier batch."""
    depth = dict.fromkeys(given, 0)
    levels: list[list[Column]] = []
    for column in columns:
        level = max((depth[name] for name in references(column.node)), default=0)
        depth[column.name] = level + 1
        while len(levels) <= level:
            levels.append([])
        levels[level].append(column)
    return levels


def _joined(people: Any, figures: Any, by: Sequence[str]) -> Any:
    right = figures.lazy() if isinstance(people, nw.LazyFrame) and isinstance(figures, nw.DataFrame) else figures
    if by:
        return people.join(right, on=list(by), how="left")
    keyed = nw.lit(0).alias(_EVERYBODY)
    return people.with_columns(keyed).join(right.with_columns(keyed), on=_EVERYBODY, how="left").drop(_EVERYBODY)


def _number(node: Node) -> nw.Expr:
    value = constant(node)
    return nw.lit(None if value is None else float(value), dtype=nw.Float64())


def _bound(node: Node | None) -> float | None:
    value = None if node is None else constant(node)
    return None if value is None else float(value)


def _operand(node: Node, non_negative: set[str] | frozenset[str]) -> nw.Expr | float:
    """A constant as a plain number, which engines calculate with more cheaply than with a literal column."""
    value = constant(node) if is_constant(node) else None
    return render(node, non_negative) if value is None else float(value)


def _calculate(operator: str, left: nw.Expr | float, right: nw.Expr | float) -> nw.Expr:
    match operator:
        case "+":
            return left + right  # type: ignore[return-value]  # one of the two is an expression
        case "-":
            return left - right  # type: ignore[return-value]
        case _:
            return left * right  # type: ignore[return-value]


def _rounded(body: Node, places: int, non_negative: set[str] | frozenset[str]) -> nw.Expr:
    """Half away from zero: a tie, or what last bits made of one, is nudged over before the engine rounds."""
    value = render(body, non_negative)
    if never_negative(body, non_negative):
        return (value + _NUDGE).round(places)
    # What is negative and rounds to nothing is taken as nothing, else it became -0.0.
    down = value < _NUDGE - 0.5 / 10**places
    return nw.when(down).then(value - _NUDGE).otherwise(value.clip(0.0) + _NUDGE).round(places)


def _test(test: Test, non_negative: set[str] | frozenset[str]) -> nw.Expr:
    if isinstance(test, OneOf):
        return render(test.body, non_negative).is_in(list(test.values))
    difference = render(test.left, non_negative) - render(test.right, non_negative)
    match test.operator:
        case "<":
            return difference <= -_NUDGE
        case "<=":
            return difference < _NUDGE
        case ">":
            return difference >= _NUDGE
        case ">=":
            return difference > -_NUDGE
        case "=":
            return difference.abs() < _NUDGE


def _steps(node: Steps, non_negative: set[str] | frozenset[str]) -> nw.Expr:
    body = render(node.body, non_negative)
    branches = []
    for row in node.table:
        edge = constant(row.edge)
        if edge is None:
            continue
        reached = body > float(edge - EXACT_TOLERANCE) if row.reach == "from" else body >= float(edge + EXACT_TOLERANCE)
        branches.append((reached, render(row.value, non_negative)))
    if node.otherwise is not None:
        branches.append((~body.is_null(), render(node.otherwise, non_negative)))
    return _chain(branches)


def _chain(branches: Sequence[tuple[nw.Expr, nw.Expr]]) -> nw.Expr:
    """The value of the first branch whose test holds, else nothing."""
    if not branches:
        return nw.lit(None, dtype=nw.Float64())
    *others, (test, value) = branches
    chosen: nw.Expr = nw.when(test).then(value)
    for test, value in reversed(others):
        chosen = nw.when(test).then(value).otherwise(chosen)
    return chosen


def _mark(node: Aggregate) -> Node:
    """What one person adds to an aggregate: 1 or 0 for a test, else the body itself."""
    return If(node.body, Lit(1), Lit(0)) if isinstance(node.body, Compare | OneOf) else node.body


def _figure(kind: str, values: nw.Expr, by: Sequence[str] = ()) -> nw.Expr:
    def grouped(expression: nw.Expr) -> nw.Expr:
        return expression.over(*by) if by else expression

    match kind:
        case "mean" | "share":
            return grouped(values.mean())
        case "count":
            return grouped(values.count()).cast(nw.Float64())
        case "sum":  # engines say 0 for the sum of nothing
            return nw.when(grouped(values.count()) > 0).then(grouped(values.sum()))
        case "min":
            return grouped(values.min())
        case "max":
            return grouped(values.max())
        case _:
            raise TypeError(f"not an aggregate: {kind}")
