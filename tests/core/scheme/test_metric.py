"""Metrics: their ranges and defaults, and what an item may ask of them."""

from decimal import Decimal

import pytest

from kpicore import InvalidOption, Item, Par, Ref, Text
from kpicore.scheme import Metric, Unit

LABEL = Text("数据", "metric")
D = Decimal


@pytest.mark.parametrize(
    ("unit", "bounds"),
    [
        ("ratio", (0, 1)),
        ("score", (0, 100)),
        ("count", (0, None)),
        ("seconds", (0, None)),
        ("points", (None, None)),
        ("rating", (None, None)),
    ],
)
def test_each_unit_has_its_range(unit: Unit, bounds: tuple[int | None, int | None]) -> None:
    assert Metric(unit, LABEL).bounds == bounds
    assert Metric(unit, LABEL).is_text is (unit == "rating")


def test_a_range_of_its_own_replaces_the_unit_s() -> None:
    assert Metric("score", LABEL, range=(D(1), D(10))).bounds == (D(1), D(10))


@pytest.mark.parametrize("ends", [(D(10), D(1)), (D(1), D(1))])
def test_a_range_that_holds_nothing_is_refused(ends: tuple[Decimal, Decimal]) -> None:
    with pytest.raises(InvalidOption) as refused:
        Metric("score", LABEL, range=ends)
    assert refused.value.option == "range"
    assert refused.value.problem.message.zh == "range 的下限须小于上限"


@pytest.mark.parametrize(("unit", "default"), [("rating", D(1)), ("score", "A")])
def test_a_default_of_another_kind_is_refused(unit: Unit, default: Decimal | str) -> None:
    with pytest.raises(InvalidOption) as refused:
        Metric(unit, LABEL, default=default)
    assert refused.value.option == "default"
    assert refused.value.problem.message.en == f"the default does not fit the unit {unit}"


METRICS = {"exam": Metric("score", LABEL), "calls": Metric("count", LABEL)}


def test_an_item_hands_out_columns_units_tops_and_full_marks() -> None:
    item = Item("x", D(15), METRICS)
    assert item.metric("exam") == Ref("metric.exam")
    assert item.unit("calls") == "count"
    assert item.top("exam") == 100
    assert item.full_marks == Par("points", 15)


def test_an_undeclared_metric_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(InvalidOption) as refused:
        Item("x", None, METRICS).metric("exams")
    problem = refused.value.problem
    assert (problem.message.zh, problem.message.en) == ("未声明的指标数据 exams", "metric exams is not declared")
    assert problem.hint == Text("是否指 exam？", "did you mean exam?")
