"""Random schemes of every built-in calculator and grade mapper, and people whose figures sit on their edges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, get_args

from hypothesis import strategies as st

from kpicore import Text
from kpicore.builtin.calculators import (
    Deduct,
    Entered,
    Linear,
    Mean,
    PerEvent,
    Proportional,
    Rating,
    Relative,
    StepRow,
    StepTable,
)
from kpicore.builtin.grade_mappers import Cutoffs, Quota
from kpicore.scheme import (
    Adjustment,
    Cased,
    Grades,
    Group,
    Indicator,
    Metric,
    Missing,
    Rounding,
    Scheme,
    Unit,
    metric_column,
)
from tests.agreement.people import GROUPS, Cell, People

UNITS: Mapping[str, Unit] = {
    "rate": "ratio",
    "other_rate": "ratio",
    "exam": "score",
    "quality": "score",
    "calls": "count",
    "late": "count",
    "wait": "seconds",
    "given": "points",
    "letter": "rating",
}
METRICS = {name: Metric(unit, Text(name, name)) for name, unit in UNITS.items()}
FIGURES: Mapping[Unit, Sequence[str]] = {
    "ratio": ["0", "0.25", "0.9699", "0.97", "0.975", "0.98111", "0.99", "1"],
    "score": ["0", "59.5", "60", "75", "87.5", "93.3", "99.95", "100"],
    "count": ["0", "1", "2", "7", "12.5", "800", "1000"],
    "seconds": ["0", "14.5", "20", "30.25", "600"],
    "points": ["-3", "-0.125", "0", "0.005", "2.675", "10.5"],
    "rating": ["A", "B", "C"],
}
GROUP_VALUES = {
    name: Group(Text(name, name), {value: Text(value, value) for value in values}) for name, values in GROUPS.items()
}

Calculators = st.SearchStrategy[Any]

numeric = st.sampled_from([name for name, unit in UNITS.items() if unit != "rating"])
bounded = st.sampled_from([("rate", "other_rate"), ("exam", "quality")])
points = st.sampled_from(["0", "2.5", "5", "10", "13", "15", "33.33"]).map(Decimal)
full_marks = st.sampled_from(["2.5", "5", "10", "13", "15", "33.33"]).map(Decimal)
shares = st.sampled_from(["0", "0.3", "0.5", "1"]).map(Decimal)
amounts = st.sampled_from(["0", "0.5", "1", "2", "1.005"]).map(Decimal)


def _figure(metric: str) -> st.SearchStrategy[Decimal]:
    return st.sampled_from(FIGURES[UNITS[metric]]).map(Decimal)


@st.composite
def linears(draw: st.DrawFn) -> Linear:
    metric = draw(numeric)
    zero, full = draw(st.lists(_figure(metric), min_size=2, max_size=2, unique=True))
    return Linear(metric, zero, full)


@st.composite
def curves(draw: st.DrawFn) -> Linear:
    metric = draw(numeric)
    places = draw(st.lists(_figure(metric), min_size=2, max_size=4, unique=True))
    return Linear(metric, points=[(place, draw(shares)) for place in places])


@st.composite
def step_tables(draw: st.DrawFn) -> StepTable:
    metric = draw(numeric)
    edges = draw(st.lists(_figure(metric), min_size=1, max_size=4))
    rows = [
        draw(st.sampled_from([StepRow(draw(points), from_=edge), StepRow(draw(points), above=edge)])) for edge in edges
    ]
    return StepTable(metric, rows, draw(points))


@st.composite
def means(draw: st.DrawFn) -> Mean:
    both, skip = draw(bounded), draw(st.booleans())
    if draw(st.booleans()):
        return Mean(metrics=both, skip_missing=skip)
    return Mean(weights=dict(zip(both, draw(st.sampled_from(WEIGHTS)), strict=True)), skip_missing=skip)


WEIGHTS = [(Decimal("0.7"), Decimal("0.3")), (Decimal(1), Decimal(2)), (Decimal(0), Decimal(1))]

by_peers = st.sampled_from([(), ("group",), ("team",), ("group", "team")])
bounded_by_full: Calculators = st.sampled_from(["rate", "exam"]).map(Proportional)
proportionals: Calculators = numeric.flatmap(
    lambda metric: st.builds(Proportional, st.just(metric), _figure(metric).filter(lambda full: full > 0))
)
relatives = st.builds(
    Relative,
    numeric,
    st.sampled_from(["0", "0.3", "2"]).map(Decimal),
    st.sampled_from(["0.5", "1", "1.2"]).map(Decimal),
    by_peers,
)
ratings = st.builds(
    Rating, st.just("letter"), st.fixed_dictionaries({"A": points, "B": points}, optional={"C": points})
)
deductions = st.builds(Deduct, st.dictionaries(st.sampled_from(["late", "wait", "calls"]), amounts, min_size=1))
one_rule: Calculators = st.one_of(
    linears(), curves(), bounded_by_full, proportionals, relatives, step_tables(), deductions, ratings, means(),
    st.builds(Entered, numeric),
)  # fmt: skip


@st.composite
def cased(draw: st.DrawFn) -> Cased:
    values = draw(st.sampled_from([GROUPS["group"], GROUPS["group"][:2]]))
    return Cased("group", {value: draw(one_rule) for value in values})


calculators: Calculators = st.one_of(one_rule, one_rule, one_rule, cased())
signed = amounts.flatmap(lambda amount: st.sampled_from([amount, -amount]))
events = st.builds(PerEvent, st.dictionaries(st.sampled_from(["late", "calls", "given"]), signed, min_size=1))
adjustments = st.builds(Adjustment, st.just(Text("加减", "bonus")), st.one_of(events, st.builds(Entered, numeric)))
quotas = st.builds(
    Quota,
    st.sampled_from(
        [
            {"A": Decimal("0.2"), "B": Decimal("0.3"), "C": Decimal("0.35"), "D": Decimal("0.1"), "E": Decimal("0.05")},
            {"A": Decimal("0.5"), "B": Decimal("0.5")},
            {"A": Decimal("0.333"), "B": Decimal("0.333"), "C": Decimal("0.334")},
            {"A": Decimal(0), "B": Decimal("0.1")},
        ]
    ),
    by_peers,
)
cutoffs = st.sampled_from(
    [
        Cutoffs({"A": Decimal(30), "B": Decimal(20), "C": "otherwise"}),
        Cutoffs({"A": Decimal("10.01"), "B": Decimal(10)}),
    ]
)
grades = st.one_of(st.none(), st.builds(Grades, quotas), st.builds(Grades, cutoffs))


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    """One to four indicators, up to two adjustments, and every word a scheme has on missing, rounding and grades."""
    indicators = {
        f"i{number}": Indicator(
            Text("指标", "indicator"), draw(full_marks), draw(calculators), missing=draw(missing)
        )
        for number in range(draw(st.integers(1, 4)))
    }  # fmt: skip
    return Scheme(
        id="random/anybody",
        version="1",
        title=Text("随机", "random"),
        full=sum((indicator.points for indicator in indicators.values()), Decimal(0)),
        metrics=METRICS,
        groups=GROUP_VALUES,
        indicators=indicators,
        adjustments={f"a{number}": draw(adjustments) for number in range(draw(st.integers(0, 2)))},
        rounding=Rounding(draw(st.integers(0, 4)), draw(st.sampled_from(["indicator", "indicator", "total"]))),
        grades=draw(grades),
    )


missing: st.SearchStrategy[Missing] = st.sampled_from(get_args(Missing))


@st.composite
def populations(draw: st.DrawFn) -> People:
    """Nobody to ten people with figures from the edges of the schemes above."""
    size = draw(st.integers(0, 10))
    are_complete = draw(st.booleans())

    def column(cells: st.SearchStrategy[Cell]) -> Sequence[Cell]:
        return draw(st.lists(cells if are_complete else cells | st.none(), min_size=size, max_size=size))

    columns: dict[str, Sequence[Cell]] = {
        metric_column(name): column(_figure(name) if unit != "rating" else st.sampled_from(FIGURES[unit]))
        for name, unit in UNITS.items()
    }
    for name, values in GROUPS.items():
        columns[name] = draw(st.lists(st.sampled_from(values), min_size=size, max_size=size))
    return People(columns)
