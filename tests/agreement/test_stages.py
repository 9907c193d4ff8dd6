"""Figures over an earlier stage are the same on every engine as in exact fractions, whatever they look at there."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kpicore.builtin.sources import StageSource
from kpicore.render import exact
from kpicore.render.frame import aggregated
from kpicore.rule import Aggregate, Lit, Node, Ref, Round, lift
from tests.agreement.engines import ENGINES, differences, scored
from tests.agreement.people import GROUPS, NUMBERS, People, people
from tests.agreement.trees import by_columns, conditions, is_decided, numbers

EARLIER = {"total": Round(Ref("metric.a") * Lit(3) / Lit(7), Lit(2))}

earlier_bodies = numbers((*NUMBERS, "total"), leaves=4)

figures: st.SearchStrategy[Aggregate] = st.one_of(
    st.builds(
        Aggregate,
        st.sampled_from(["mean", "sum", "count", "min", "max"]),
        earlier_bodies,
        by_columns,
        st.just("earlier"),
    ),
    st.builds(Aggregate, st.just("share"), conditions(earlier_bodies), by_columns, st.just("earlier")),
)


@st.composite
def later_rules(draw: st.DrawFn) -> Mapping[str, Node]:
    figure = draw(figures)
    return {
        "figure": figure,
        "points": Round(figure * Lit(Decimal("0.4")) + draw(figures), Lit(2)),
        "from_points": Round(draw(numbers((*NUMBERS, "points"), leaves=3)), Lit(2)),
    }


@given(members=people(), rules=later_rules(), leaders=people())
def test_a_figure_over_an_earlier_stage_is_what_exact_fractions_give(
    members: People, rules: Mapping[str, Node], leaders: People
) -> None:
    before = exact.evaluate(EARLIER, members.exact)
    expected = exact.evaluate(rules, leaders.exact, {"earlier": before})
    found = {}
    for engine in ENGINES:
        earlier = scored(engine, lift(EARLIER), members.frame)
        got = scored(engine, lift(rules), leaders.frame, {"earlier": earlier})
        found[engine] = differences({name: expected[name] for name in rules}, got, {"figure"})
    if any(found.values()):
        assume(is_decided(rules, leaders.exact, {"earlier": before}))
    assert not any(found.values()), found


@pytest.mark.parametrize("by", ["team", "group", "employee"])
@given(members=people())
def test_the_stage_source_gives_what_its_rules_say(by: str, members: People) -> None:
    source = StageSource(
        "earlier",
        by=by,
        means={"mean_total": "total"},
        sums={"sum_total": "total"},
        counts={"people": "total"},
        minima={"lowest": "total"},
        maxima={"highest": "total"},
        shares={"share_ab": ("A", "B")},
    )
    size = len(members.columns["team"])
    graded = People({**members.columns, "grade": members.columns["letter"], "employee": [f"{i}" for i in range(size)]})
    results = scored("polars", lift(EARLIER), graded.frame)
    keys = [*GROUPS.get(by, [f"{i}" for i in range(size)]), "nobody has it"]
    expected = exact.evaluate(source.rules(), {by: keys}, {"earlier": exact.evaluate(EARLIER, graded.exact)})
    read = pl.DataFrame({by: keys}, schema={by: pl.String}).join(
        aggregated(source.rules(), results), on=by, how="left", maintain_order="left"
    )
    unrounded = set(source.rules()) - {"people"}
    assert not differences({name: expected[name] for name in source.rules()}, read, unrounded)


def test_nobody_belongs_to_the_group_that_has_no_name() -> None:
    members = People({"metric.a": [Decimal(7), Decimal(14)], "team": [None, "早班"], "metric.b": [None, None]})
    leaders = People({"team": [None, "早班"]})
    rules = {"mean": Aggregate("mean", Ref("metric.a"), ("team",), "earlier")}
    expected = exact.evaluate(rules, leaders.exact, {"earlier": members.exact})
    assert expected["mean"] == [None, 14]
    for engine in ENGINES:
        got = scored(engine, lift(rules), leaders.frame, {"earlier": members.frame})
        assert got["mean"].to_list() == [None, 14.0]
