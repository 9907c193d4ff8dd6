"""Worked examples: what a scheme's author worked out by hand, held against the exact renderer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from kpicore.errors import NOWHERE, Place, Problem
from kpicore.messages import scoring as messages
from kpicore.render import exact
from kpicore.rule import Node, references
from kpicore.scheme import Example, Scheme, Value, metric_column
from kpicore.scoring.compile import Program, compile_scheme


def check_examples(scheme: Scheme, places: Mapping[str, Place] | None = None) -> list[Problem]:
    """A problem for each expected figure that exact arithmetic does not give.

    Only what an example expects is computed, so that it needs to give only what that rests on. `places` says where
    ``examples[N]`` stands in the document.
    """
    program = compile_scheme(scheme)
    problems: list[Problem] = []
    for number, example in enumerate(scheme.examples):
        place = (places or {}).get(f"examples[{number}]", NOWHERE)
        problems += _differences(program, example, place)
    return problems


def example_people(scheme: Scheme, example: Example) -> exact.People:
    """The people of an example as columns: groups and metrics, defaults filled in, what is not given missing."""
    people: dict[str, list[exact.Value]] = {"employee": [str(i) for i in range(len(example.people))]}
    for column in dict.fromkeys([*scheme.groups, "team"]):
        people[column] = [_exact(person.get(column)) for person in example.people]
    for id, metric in scheme.metrics.items():
        people[metric_column(id)] = [_exact(person.get(id, metric.default)) for person in example.people]
    return people


def _differences(program: Program, example: Example, place: Place) -> Iterator[Problem]:
    wanted = dict.fromkeys(column for expected in example.expect for column in expected)
    rules = _needed(program.rules, list(wanted))
    columns = exact.evaluate(rules, example_people(program.scheme, example))
    for person, expected in enumerate(example.expect):
        for column, value in expected.items():
            got = columns[column][person]
            if not _equal(got, value):
                said = {"person": person + 1, "column": column, "expected": value, "got": _shown(got)}
                differs = messages.EXAMPLE_DIFFERS if len(example.people) == 1 else messages.PERSON_DIFFERS
                yield differs.at(place, **said)


def _needed(rules: Mapping[str, Node], wanted: list[str]) -> dict[str, Node]:
    """The rules that the wanted columns rest on, in their order."""
    needed: set[str] = set()
    waiting = list(wanted)
    while waiting:
        name = waiting.pop()
        if name in rules and name not in needed:
            needed.add(name)
            waiting += references(rules[name])
    return {name: rule for name, rule in rules.items() if name in needed}


def _exact(value: Value | None) -> exact.Value:
    return Fraction(value) if isinstance(value, Decimal) else value


def _equal(got: exact.Value, expected: Value) -> bool:
    return got == _exact(expected)


def _shown(value: exact.Value) -> object:
    if value is None:
        return messages.NOTHING
    if isinstance(value, str):
        return value
    return f"{Decimal(value.numerator) / Decimal(value.denominator):f}"
