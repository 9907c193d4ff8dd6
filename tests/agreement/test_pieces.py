"""A rule as a function of one figure gives what exact fractions give for it, others and aggregates held fixed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given, settings

from kpicore.render import exact, pieces
from kpicore.rule import Aggregate, Lit, Node, Par, Rank, lift, walk
from tests.agreement.people import FIGURES, People, people
from tests.agreement.trees import numbers

TINY = Decimal("1e-6")
"""Differences that the tolerance could take for none are left to the exact renderer."""

COLUMN = "metric.a"


def is_plain(rule: Node) -> bool:
    constants = [part.value for part in walk(rule) if isinstance(part, Par | Lit) and isinstance(part.value, Decimal)]
    return not any(0 < abs(value) < TINY for value in constants)


@settings(max_examples=3 * settings().max_examples)
@given(rule=numbers(), people=people())
def test_pieces_give_what_exact_fractions_give(rule: Node, people: People) -> None:
    assume(is_plain(rule))
    steps = {column.name: column.node for column in lift({"rule": rule})}
    everybody = exact.evaluate(steps, people.exact)
    alone = {name: node for name, node in steps.items() if not isinstance(node, Aggregate | Rank)}
    for row in range(len(people.columns[COLUMN])):
        person = {name: values[row] for name, values in everybody.items()}
        if any(isinstance(figure, Fraction) and 0 < abs(figure) < TINY for figure in person.values()):
            continue
        try:
            function = pieces.render(steps["rule"], COLUMN, person, steps)
        except pieces.NotInPieces:
            continue
        for figure in FIGURES:
            x = Fraction(figure)
            if x == 0 or abs(x) >= TINY:
                columns = {name: [value] for name, value in {**person, COLUMN: x}.items()}
                expected = exact.evaluate(alone, columns)["rule"][0]
                assert function.at(x) == expected, figure
                assert function.mirrored().at(-x) == expected, figure
