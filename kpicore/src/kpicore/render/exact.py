"""Rules in exact fractions: the reference that the other renderers are tested against.

Slow and plain on purpose. People are columns of equal length: numbers are `Fraction`, texts `str`, missing is None.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias, assert_never

from kpicore.rule import (
    Aggregate,
    Arithmetic,
    Clip,
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
)
from kpicore.rule.constant import EXACT_TOLERANCE, RANKED_PLACES, calculate, clip, constant, places_of, round_half_away

Value: TypeAlias = Fraction | str | None
Values: TypeAlias = Sequence[Value]
People: TypeAlias = Mapping[str, Values]


def evaluate(
    rules: Mapping[str, Node], people: People, earlier: Mapping[str, People] | None = None
) -> dict[str, Values]:
    """The columns of `people` and one more per rule; each rule may read those before it.

    `earlier` holds the people of earlier stages by stage name.
    """
    columns = dict(people)
    for name, rule in rules.items():
        columns[name] = render(rule, columns, earlier or {})
    return columns


def render(node: Node, people: People, earlier: Mapping[str, People]) -> Values:
    """The value of the node for each person."""

    def values(part: Node) -> Values:
        return render(part, people, earlier)

    def numbers(part: Node) -> list[Fraction | None]:
        return [_number(value) for value in values(part)]

    match node:
        case Ref(column=column):
            return people[column]
        case Par(value=number):
            return [Fraction(number)] * _size(people)
        case Lit(value=literal):
            return [literal if isinstance(literal, str) else Fraction(literal)] * _size(people)
        case Arithmetic(operator=operator, left=left, right=right):
            pairs = zip(numbers(left), numbers(right), strict=True)
            return [calculate(operator, first, second) for first, second in pairs]
        case Clip(body=body, low=low, high=high):
            bottom, top = (None if bound is None else constant(bound) for bound in (low, high))
            return [clip(value, bottom, top) for value in numbers(body)]
        case Round(body=body, places=places):
            digits = places_of(places)
            return [round_half_away(value, digits) for value in numbers(body)]
        case If(test=test, then=then, otherwise=otherwise):
            branches = zip(_holds(test, people, earlier), values(then), values(otherwise), strict=True)
            return [None if held is None else first if held else second for held, first, second in branches]
        case Steps(body=body, table=table, otherwise=otherwise):
            rows = [(constant(row.edge), row.reach, values(row.value)) for row in table]
            rest = values(otherwise) if otherwise is not None else [None] * _size(people)
            return [_reached(value, rows, rest, person) for person, value in enumerate(numbers(body))]
        case Lookup(body=body, table=table):
            columns = {key: values(value) for key, value in table}
            keys = enumerate(values(body))
            return [columns[key][i] if isinstance(key, str) and key in columns else None for i, key in keys]
        case Default(body=body, value=default):
            pairs_of_values = zip(values(body), values(default), strict=True)
            return [second if first is None else first for first, second in pairs_of_values]
        case Total(parts=parts, need=need):
            return [_total(row, need) for row in zip(*(numbers(part) for part in parts), strict=True)]
        case Aggregate(stage=stage):
            return _aggregate(node, people, people if stage is None else earlier[stage], earlier)
        case Rank(body=body, by=by, best=best):
            ranked = [round_half_away(value, RANKED_PLACES) for value in numbers(body)]
            return _ranks(ranked, _keys(by, people), best)
        case Say(body=body):
            return values(body)
        case _:
            assert_never(node)


def same(left: Fraction, right: Fraction) -> bool:
    """Whether two numbers count as the same number."""
    return abs(left - right) < EXACT_TOLERANCE


def _holds(test: Test, people: People, earlier: Mapping[str, People]) -> list[bool | None]:
    if isinstance(test, OneOf):
        return [None if value is None else value in test.values for value in render(test.body, people, earlier)]
    pairs = zip(render(test.left, people, earlier), render(test.right, people, earlier), strict=True)
    return [_compare(_number(left), test, _number(right)) for left, right in pairs]


def _compare(left: Fraction | None, test: Compare, right: Fraction | None) -> bool | None:
    if left is None or right is None:
        return None
    match test.operator:
        case "<":
            return left < right and not same(left, right)
        case "<=":
            return left < right or same(left, right)
        case ">":
            return left > right and not same(left, right)
        case ">=":
            return left > right or same(left, right)
        case "=":
            return same(left, right)


def _reached(
    value: Fraction | None, rows: Sequence[tuple[Fraction | None, str, Values]], rest: Values, person: int
) -> Value:
    if value is None:
        return None
    for edge, reach, given in rows:
        if edge is None:
            continue
        if reach == "from" if same(value, edge) else value > edge:
            return given[person]
    return rest[person]


def _total(row: Sequence[Fraction | None], need: str) -> Fraction | None:
    there = [value for value in row if value is not None]
    if not there or (need == "all" and len(there) < len(row)):
        return None
    return sum(there, Fraction(0))


def _aggregate(node: Aggregate, people: People, among: People, earlier: Mapping[str, People]) -> Values:
    if isinstance(node.body, Compare | OneOf):
        marks: Values = [None if held is None else Fraction(held) for held in _holds(node.body, among, earlier)]
    else:
        marks = render(node.body, among, earlier)
    groups: dict[tuple[Value, ...], list[Value]] = {}
    for key, value in zip(_keys(node.by, among), marks, strict=True):
        if node.stage is not None and None in key:
            continue  # belongs to no group of the earlier stage
        members = groups.setdefault(key, [])
        if value is not None:
            members.append(value)
    figures = {key: _figure(node.kind, members) for key, members in groups.items()}
    nobody = _figure(node.kind, []) if node.stage is None else None
    return [figures.get(key, nobody) for key in _keys(node.by, people)]


def _figure(kind: str, members: Sequence[Value]) -> Fraction | None:
    if kind == "count":
        return Fraction(len(members))
    numbers = [number for value in members if (number := _number(value)) is not None]
    if not numbers:
        return None
    match kind:
        case "mean" | "share":
            return sum(numbers, Fraction(0)) / len(numbers)
        case "sum":
            return sum(numbers, Fraction(0))
        case "min":
            return min(numbers)
        case "max":
            return max(numbers)
        case _:
            raise TypeError(f"not an aggregate: {kind}")


def _ranks(values: Sequence[Fraction | None], keys: Sequence[tuple[Value, ...]], best: str) -> Values:
    sign = -1 if best == "highest" else 1
    groups: dict[tuple[Value, ...], list[Fraction]] = {}
    for key, value in zip(keys, values, strict=True):
        if value is not None:
            groups.setdefault(key, []).append(sign * value)
    places: dict[tuple[Value, ...], dict[Fraction, int]] = {}
    for key, members in groups.items():
        first_places: dict[Fraction, int] = {}
        for place, member in enumerate(sorted(members), start=1):
            first_places.setdefault(member, place)
        places[key] = first_places
    return [
        None if value is None else Fraction(places[key][sign * value]) for key, value in zip(keys, values, strict=True)
    ]


def _keys(by: Sequence[str], people: People) -> list[tuple[Value, ...]]:
    if not by:
        return [()] * _size(people)
    return list(zip(*(people[column] for column in by), strict=True))


def _size(people: People) -> int:
    return len(next(iter(people.values())))


def _number(value: Value) -> Fraction | None:
    if isinstance(value, str):
        raise TypeError(f"a number is needed, not the text {value!r}")
    return value
