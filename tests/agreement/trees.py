"""Random rules over every node, nested as freely as an author may nest them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Literal, get_args

from hypothesis import strategies as st

from kpicore import Text
from kpicore.render import exact
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
    Step,
    Steps,
    Test,
    Total,
    rebuild,
)
from kpicore.rule.nodes import Comparison, Operator
from tests.agreement.people import GROUPS, LETTERS, NUMBERS, TEXTS

Nodes = st.SearchStrategy[Node]

CONSTANTS = ["0", "1", "-1", "2", "0.5", "0.005", "0.97", "-1.25", "3", "100", "1e-11", "0.0333"]
EDGES = ["-1", "-0.005", "0", "0.5", "0.97", "1", "2", "3.5"]
KEYS = [*GROUPS["group"], *LETTERS]

by_columns = st.sampled_from([(), ("group",), ("team",), ("group", "team")])
operators = st.sampled_from(get_args(Operator))
reaches: st.SearchStrategy[Literal["from", "above"]] = st.sampled_from(["from", "above"])
comparisons = st.sampled_from(get_args(Comparison))


def _numbers_of(texts: Sequence[str]) -> Nodes:
    return st.sampled_from([node for text in texts for node in (Lit(Decimal(text)), Par("p", text))])


literals = _numbers_of(CONSTANTS)

constants: Nodes = st.one_of(
    literals,
    st.builds(Arithmetic, operators, literals, literals),
    st.builds(Round, st.builds(Arithmetic, operators, literals, literals), st.just(Lit(2))),
    st.builds(Clip, literals, literals, literals),
    literals.map(lambda body: Say(body, Text("数 {n}", "number {n}"), {"n": body})),
)
"""What may stand as an edge or a bound: some divide by zero, some are next to nothing."""

texts: st.SearchStrategy[Node] = st.one_of(
    st.sampled_from([Ref(column) for column in TEXTS]),
    st.just(Default(Ref("letter"), Lit("A"))),
    st.just(Lookup(Ref("group"), {"x": Lit("A"), "y": Lit("B")})),
    st.just(Say(Lit("x"), Text("x", "x"))),
)


def conditions(numbers: Nodes) -> st.SearchStrategy[Test]:
    """Comparisons of numbers, and letters or groups that are one of several."""
    values = st.lists(st.sampled_from(KEYS), min_size=1, max_size=3, unique=True)
    return st.one_of(st.builds(Compare, numbers, comparisons, numbers), st.builds(OneOf, texts, values))


def steps(values: Nodes, bodies: Nodes) -> Nodes:
    """One to three rows from the top, with or without a rest."""
    edges = st.lists(_numbers_of(EDGES), min_size=1, max_size=3, unique_by=_value)

    rests = st.none() | values

    @st.composite
    def draw_steps(draw: st.DrawFn) -> Node:
        from_the_top = sorted(draw(edges), key=_value, reverse=True)
        rows = [Step(edge, draw(values), draw(reaches)) for edge in from_the_top]
        return Steps(draw(bodies), rows, draw(rests))

    return draw_steps()


def _value(node: Node) -> Decimal:
    assert isinstance(node, Par | Lit)
    assert isinstance(node.value, Decimal)
    return node.value


def _one_deeper(numbers: Nodes) -> Nodes:
    tables = st.dictionaries(st.sampled_from(KEYS), numbers, min_size=1, max_size=3)
    bounds = st.none() | constants
    return st.one_of(
        st.builds(Arithmetic, operators, numbers, numbers),
        st.builds(Clip, numbers, bounds, bounds),
        st.builds(Round, numbers, st.integers(0, 3).map(Lit)),
        st.builds(If, conditions(numbers), numbers, numbers),
        steps(numbers, numbers),
        st.builds(Lookup, st.sampled_from([Ref(column) for column in TEXTS]), tables),
        st.builds(Default, numbers, numbers),
        st.builds(Total, st.lists(numbers, min_size=1, max_size=3), st.sampled_from(["all", "skip"])),
        st.builds(Aggregate, st.sampled_from(["mean", "sum", "count", "min", "max"]), numbers, by_columns),
        st.builds(Aggregate, st.just("share"), conditions(numbers), by_columns),
        st.builds(Aggregate, st.just("count"), texts, by_columns),
        st.builds(Rank, numbers, by_columns, st.sampled_from(["highest", "lowest"])),
        st.builds(_phrased, numbers, constants),
    )


def _phrased(body: Node, parameter: Node) -> Node:
    return Say(
        body, Text("按{body}和 {parameter} 计", "by {body} and {parameter}"), {"body": body, "parameter": parameter}
    )


@cache
def numbers(columns: tuple[str, ...] = NUMBERS, leaves: int = 10) -> Nodes:
    """Rules whose value is a number, over these columns of numbers and the columns of texts."""
    refs = st.sampled_from([Ref(column) for column in columns])
    return st.recursive(refs | refs | constants, _one_deeper, max_leaves=leaves)


grades = steps(st.sampled_from([Lit("A"), Lit("B")]), st.just(Ref("second")))


@st.composite
def rule_sets(draw: st.DrawFn) -> Mapping[str, Node]:
    """Columns that read each other: recorded ones, one that is not rounded, a place and a grade."""
    return {
        "first": Round(draw(numbers()), Lit(2)),
        "unrounded": draw(numbers((*NUMBERS, "first"))),
        "second": Round(draw(numbers((*NUMBERS, "first", "unrounded"))), Lit(draw(st.integers(0, 4)))),
        "place": Rank(draw(st.sampled_from([Ref("first"), Ref("unrounded"), Ref("second")])), draw(by_columns)),
        "grade": draw(grades),
    }


def is_decided(
    rules: Mapping[str, Node], people: exact.People, earlier: Mapping[str, exact.People] | None = None
) -> bool:
    """Whether rounded figures, places and grades stay what they are when every operation is off in its last digits.

    A rule that divides by what is left of two large numbers can blow a last bit up to a cent. No policy does that, and
    no engine with floating point could follow; with the exact renderer itself in doubt there is nothing to compare.
    """
    expected = exact.evaluate(rules, people, earlier)
    for signs in ("+-", "-+", "++-"):
        factors = (1 + Decimal(f"{sign}1e-14") for sign in itertools.cycle(signs))
        moved = exact.evaluate({name: _shaken(rule, factors) for name, rule in rules.items()}, people, earlier)
        if any(moved[name] != expected[name] for name, rule in rules.items() if isinstance(rule, Round | Rank | Steps)):
            return False
    return True


def _shaken(node: Node, factors: Iterator[Decimal]) -> Node:
    """The rule with everything that floating point rounds off by a hair."""
    changed = rebuild(node, lambda child: _shaken(child, factors))
    match changed:
        case Ref(column=column) if column in TEXTS:
            return changed
        case Ref() | Arithmetic() | Total() | Aggregate():
            return changed * Lit(next(factors))
        case _:
            return changed
