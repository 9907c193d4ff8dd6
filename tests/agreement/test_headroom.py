"""What a card promises of other figures is what exact fractions give for them, peers held fixed; less is not enough."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from kpicore.render import exact
from kpicore.rule import Aggregate, Lit, Node, rebuild
from kpicore.rule.constant import round_half_away
from kpicore.scheme import Indicator, Scheme, StageResults, metric_column
from kpicore.scoring.compile import Program, compile_scheme, item_rule
from kpicore.scoring.headroom import headroom, next_steps
from kpicore.scoring.improvement import Improvement
from kpicore.scoring.score import score
from tests.agreement.people import People
from tests.agreement.schemes import FIGURES, METRICS, populations, schemes

Figure = Fraction | str | None
PARTS = [Fraction(part) for part in ("0.5", "0.9", "0.999", "0.999999")]
HAIR = Fraction(1, 10**8)
"""A change too small to tell from none, by the tolerance under which numbers are the same."""


class Reckoner:
    """One person among others, reckoned by the exact renderer from the rules as calculators give them."""

    def __init__(self, program: Program, people: People, row: int) -> None:
        self.scheme, self.program, self.row = program.scheme, program, row
        self.everybody = exact.evaluate(program.rules, people.exact)
        self.person = {name: values[row] for name, values in people.exact.items()}

    def rule(self, item: str) -> Node:
        """The item's rule with every figure of the peers put in as the number it is for this person."""

        def fixed(node: Node) -> Node:
            if isinstance(node, Aggregate):
                value = exact.render(node, self.everybody, {})[self.row]
                return Lit(0) / Lit(0) if value is None else _number(value)
            return rebuild(node, fixed)

        return fixed(item_rule(self.scheme, item))

    def points(self, item: str, changes: Mapping[str, Figure]) -> Fraction | None:
        """The item's recorded points with other figures."""
        column = {name: [value] for name, value in {**self.person, **changes}.items()}
        points = exact.render(self.rule(item), column, {})[0]
        assert not isinstance(points, str)
        return round_half_away(points, self.scheme.rounding.digits)

    def now(self, item: str) -> Fraction | None:
        return self.points(item, {})

    def full(self, item: str) -> Fraction | None:
        """The item's full marks as they are recorded; none of an adjustment."""
        indicator = self.scheme.items[item]
        if not isinstance(indicator, Indicator):
            return None
        return round_half_away(Fraction(indicator.points), self.scheme.rounding.digits)


def _number(value: exact.Value) -> Node:
    assert isinstance(value, Fraction)
    return Lit(value.numerator) / Lit(value.denominator)


def stage(program: Program, people: People) -> StageResults:
    employees = [str(row) for row in range(len(people.frame))]
    frame = score(program, people.frame.with_columns(employee=pl.Series(employees, dtype=pl.String)))
    return StageResults("stage", program.scheme, program.columns, frame)


def changed(change: Improvement) -> dict[str, Figure]:
    return {metric_column(change.metric): change.reached}


@settings(max_examples=settings().max_examples // 2)
@given(scheme=schemes(), people=populations())
def test_a_step_gives_exactly_the_points_it_promises_and_a_hair_less_gives_fewer(
    scheme: Scheme, people: People
) -> None:
    program = compile_scheme(scheme)
    results = stage(program, people)
    for row in range(len(results.frame)):
        reckoner = Reckoner(program, people, row)
        for item, step in next_steps(results, str(row), smallest_group=1).items():
            change, before = step.change, reckoner.now(item)
            assert before is not None
            assert reckoner.points(item, changed(change)) == before + change.points
            full = reckoner.full(item)
            goal = min(change.points, Fraction(1), *([] if full is None else [full - before]))
            assert goal > 0
            if goal < 1 and before + goal != full:
                assert before + goal == _most(reckoner, item, change.metric)
            for x in _nearer(change):
                less = reckoner.points(item, {metric_column(change.metric): x})
                assert less is None or less < before + goal, (item, float(x))
            if step.to_full is not None:
                reached = reckoner.points(item, changed(step.to_full))
                assert full is not None
                assert reached is not None
                assert reached >= full


def _nearer(change: Improvement) -> list[Fraction]:
    """Figures that are nearer than the least one, in its direction and in the other."""
    if not (isinstance(change.least, Fraction) and isinstance(change.now, Fraction)):
        return []
    way = change.least - change.now
    if abs(way) < HAIR:
        return []
    figures = [change.now + sign * part * way for part in PARTS for sign in (1, -1)]
    return [x for x in figures if _is_within(x, change.metric)]


def _is_within(x: Fraction, metric: str) -> bool:
    low, high = METRICS[metric].bounds
    return (low is None or x >= low) and (high is None or x <= high)


def _most(reckoner: Reckoner, item: str, metric: str) -> Fraction | None:
    """The most points among figures on and around every edge."""
    given = [reckoner.points(item, {metric_column(metric): x}) for x in _figures(metric)]
    return max((points for points in given if points is not None), default=None)


def _figures(metric: str) -> list[Figure]:
    figures = FIGURES[METRICS[metric].unit]
    if METRICS[metric].unit == "rating":
        return list(figures)
    numbers = [Fraction(figure) for figure in figures]
    beside = [x + way * Fraction(1, 10**6) for x in numbers for way in (-1, 1)]
    return [x for x in (*numbers, *beside, *(Fraction(10) ** k for k in range(8))) if _is_within(x, metric)]


@settings(max_examples=settings().max_examples // 2)
@given(scheme=schemes(), people=populations())
def test_where_a_figure_would_give_a_point_more_there_is_a_step(scheme: Scheme, people: People) -> None:
    program = compile_scheme(scheme)
    results = stage(program, people)
    for row in range(len(results.frame)):
        reckoner = Reckoner(program, people, row)
        steps = next_steps(results, str(row), smallest_group=1)
        for item in scheme.items:
            before = reckoner.now(item)
            if before is None or item in steps:
                continue
            full = reckoner.full(item)
            if full is not None and before >= full:
                continue
            for metric in METRICS:
                if reckoner.person[metric_column(metric)] is not None:
                    assert (_most(reckoner, item, metric) or before) <= before, (item, metric)


@settings(max_examples=settings().max_examples // 2)
@given(scheme=schemes(), people=populations(), data=st.data())
def test_every_way_to_the_next_grade_leads_there(scheme: Scheme, people: People, data: st.DataObject) -> None:
    program = compile_scheme(scheme)
    results = stage(program, people)
    if results.frame.is_empty() or scheme.grades is None:
        return
    row = data.draw(st.integers(0, len(results.frame) - 1))
    found = headroom(results, str(row), smallest_group=1)
    reckoner = Reckoner(program, people, row)
    letters = scheme.grades.mapper.letters
    ways = [[change] for change in found.ways] if found.found == "one" else [list(found.ways)] if found.ways else []
    for way in ways:
        assert found.better is not None
        assert found.grade is not None
        changes = {column: figure for change in way for column, figure in changed(change).items()}
        grade = _graded(reckoner, people, changes)
        assert letters.index(grade) <= letters.index(found.better) < letters.index(found.grade)
    if found.found == "several":
        every_but_last = {column: figure for change in found.ways[:-1] for column, figure in changed(change).items()}
        assert _graded(reckoner, people, every_but_last) == found.grade


def _graded(reckoner: Reckoner, people: People, changes: Mapping[str, Figure]) -> str:
    """The person's grade with other figures, everybody else's total as it is."""
    frozen = {}
    for name, rule in reckoner.program.rules.items():
        id = name.removeprefix("_exact_")
        if id in reckoner.scheme.items:
            frozen[name] = _put_in(rule, item_rule(reckoner.scheme, id), reckoner.rule(id))
        elif name not in ("rank", "grade"):
            frozen[name] = rule
    alone = exact.evaluate(frozen, {name: [value] for name, value in {**reckoner.person, **changes}.items()})
    totals = list(reckoner.everybody["total"])
    totals[reckoner.row] = alone["total"][0]
    ranked = {**people.exact, "total": totals}
    grade = exact.render(reckoner.program.rules["grade"], ranked, {})[reckoner.row]
    assert isinstance(grade, str)
    return grade


def _put_in(node: Node, old: Node, new: Node) -> Node:
    return new if node == old else rebuild(node, lambda child: _put_in(child, old, new))
