"""Metrics: their ranges and defaults, and what an item may ask of them."""

from decimal import Decimal

import pytest

from kpicore import InvalidOption, Item, Par, Ref, Text
from kpicore.scheme import Group, Metric, Unit

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


SKILLS = {"ordinary": Text("普通", "Ordinary"), "vip": Text("全球通/VIP", "VIP")}


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("vip", ["vip"]),
        ("VIP", ["vip"]),
        ("ｖｉｐ", ["vip"]),
        ("全球通／ＶＩＰ", ["vip"]),
        ("普通", ["ordinary"]),
        ("Vip", []),
        ("普", []),
    ],
)
def test_a_value_of_a_group_has_its_id_and_labels_as_names(name: str, values: list[str]) -> None:
    assert Group(LABEL, SKILLS).named(name) == values


def test_a_label_that_several_values_share_names_them_all() -> None:
    assert Group(LABEL, {**SKILLS, "gold": Text("金卡", "VIP")}).named("VIP") == ["vip", "gold"]


@pytest.mark.parametrize("label", [Text("vip", "Gold"), Text("金卡", "ordinary"), Text("ＶＩＰ２", "VIP2")])
def test_a_label_that_is_another_value_s_id_is_refused(label: Text) -> None:
    with pytest.raises(InvalidOption) as refused:
        Group(LABEL, {**SKILLS, "VIP2": Text("二", "Two"), "gold": label})
    assert refused.value.option == "values"
    assert refused.value.problem.code == "group-name"


def test_a_value_may_be_labelled_like_its_own_id() -> None:
    assert Group(LABEL, {"A": Text("Ａ", "A"), "B": Text("B", "B")}).named("A") == ["A"]
