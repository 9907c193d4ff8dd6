"""Every calculator: its points worked out by hand, on both edges and beyond, and its rule in words."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from kpicore import InvalidOption, Item
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
from kpicore.rule import Par, walk
from kpicore.scheme import Calculator, Cased
from tests.core.builtin.cases import ADJUSTMENT, INDICATOR, told, values

D = Decimal

POINTS: list[tuple[Calculator, Item, str, list[str | None], list[float | None]]] = [
    (Linear("exam", D(60), D(90)), INDICATOR, "exam", ["0", "60", "75", "90", "100", None], [0, 0, 5, 10, 10, None]),
    (Linear("rate", D("0.042"), D("0.023")), INDICATOR, "rate", ["0.05", "0.042", "0.0325", "0"], [0, 0, 5, 10]),
    (
        Linear("wait", points=[(D(60), D(0)), (D(20), D(1)), (D(30), D("0.5"))]),
        INDICATOR,
        "wait",
        ["10", "20", "25", "30", "45", "60", "90"],
        [10, 10, 7.5, 5, 2.5, 0, 0],
    ),
    (Proportional("exam"), INDICATOR, "exam", ["0", "87.5", "100", None], [0, 8.75, 10, None]),
    (Proportional("rate", D("0.5")), INDICATOR, "rate", ["0.25", "0.5", "0.9"], [5, 10, 10]),
    (Relative("calls"), INDICATOR, "calls", ["50", "150", None], [5, 10, None]),
    (Relative("calls", D("0.5"), D("1.5")), INDICATOR, "calls", ["50", "100", "150", "0", "200"], [0, 5, 10, 0, 10]),
    (Relative("calls"), INDICATOR, "calls", ["0", "0"], [None, None]),  # a mean of 0
    (
        StepTable("exam", [StepRow(D(5), from_=D(80)), StepRow(D(8), from_=D(95)), StepRow(D(10), above=D(95))], D(1)),
        INDICATOR,
        "exam",
        ["79.9", "80", "94.9", "95", "95.1", None],
        [1, 5, 5, 8, 10, None],
    ),
    (Deduct({"late": D(2)}), INDICATOR, "late", ["0", "2", "5", "6", None], [10, 6, 0, 0, None]),
    (PerEvent({"late": D("-0.5")}), ADJUSTMENT, "late", ["0", "3", None], [0, -1.5, None]),
    (Rating("letter", {"S": D(10), "A": D(8)}), INDICATOR, "letter", ["S", "A", "Z", None], [10, 8, None, None]),
    (Entered("other"), INDICATOR, "other", ["-1", "0", "7.25", "10", "11", None], [0, 0, 7.25, 10, 10, None]),
    (Entered("other"), ADJUSTMENT, "other", ["-1", "11", None], [-1, 11, None]),
]  # fmt: skip


@pytest.mark.parametrize(("calculator", "item", "metric", "given", "points"), POINTS)
def test_the_points_of_one_metric(
    calculator: Calculator, item: Item, metric: str, given: list[str | None], points: list[float | None]
) -> None:
    assert values(calculator.rule(item), *({metric: value} for value in given)) == points


@pytest.mark.parametrize(
    ("calculator", "exam", "quality", "points"),
    [
        (Mean(("exam", "quality")), "80", "90", 8.5),
        (Mean(("exam", "quality")), "80", None, None),
        (Mean(("exam", "quality"), skip_missing=True), "80", None, 8),
        (Mean(("exam", "quality"), skip_missing=True), None, None, None),
        (Mean(weights={"exam": D("0.7"), "quality": D("0.3")}), "80", "90", 8.3),
        (Mean(weights={"exam": D(3), "quality": D(1)}), "80", "40", 7),
        (Mean(weights={"exam": D("0.7"), "quality": D("0.3")}, skip_missing=True), None, "90", 9),
        (Mean(weights={"exam": D(0), "quality": D(1)}, skip_missing=True), "80", None, None),
    ],
)
def test_the_mean_of_several_metrics(
    calculator: Mean, exam: str | None, quality: str | None, points: float | None
) -> None:
    assert values(calculator.rule(INDICATOR), {"exam": exam, "quality": quality}) == [points]


@pytest.mark.parametrize(("late", "absent", "left"), [("1", "1", 4), ("0", "2", 0), ("3", "2", 0), ("1", None, None)])
def test_deductions_add_up_and_stop_at_nothing(late: str, absent: str | None, left: float | None) -> None:
    rule = Deduct({"late": D(1), "absent": D(5)}).rule(INDICATOR)
    assert values(rule, {"late": late, "absent": absent}) == [left]


def test_events_of_several_kinds_add_up() -> None:
    rule = PerEvent({"late": D(-1), "absent": D("2.5")}).rule(ADJUSTMENT)
    assert values(rule, {"late": "3", "absent": "2"}, {"late": "1", "absent": None}) == [2, None]


def test_peers_are_those_of_the_same_group() -> None:
    rule = Relative("calls", full=D("1.2"), peers=("team",)).rule(INDICATOR)
    people = [("80", "day"), ("120", "day"), ("7", "night"), (None, "night")]
    assert values(rule, *({"calls": calls, "team": team} for calls, team in people)) == pytest.approx(
        [10 * 0.8 / 1.2, 10, 10 / 1.2, None]
    )


def test_each_case_has_its_own_numbers_under_its_own_name() -> None:
    cased = Cased(
        "team",
        {"day": Linear("exam", D(60), D(90)), "night": Linear("exam", D(50), D(90))},
        {"day": ("zero",), "night": ("zero",)},
    )
    rule = cased.rule(INDICATOR)
    people = [{"exam": "70", "team": team} for team in ("day", "night", "nowhere")]
    assert values(rule, *people) == pytest.approx([10 / 3, 5, None])
    assert {part.name for part in walk(rule) if isinstance(part, Par)} == {
        "calculator.cases.day.zero",
        "calculator.cases.night.zero",
        "calculator.full",
        "points",
    }


WORDS: list[tuple[Calculator | Cased, Item, str, str]] = [
    (
        Linear("rate", D("0.97"), D("0.99")),
        INDICATOR,
        "满意率：97% 得 0 分，99% 得满分 10 分，其间按比例",
        "satisfaction: nothing at 97%, all 10 points at 99%, in proportion between",
    ),
    (
        Linear("wait", points=[(D(20), D(1)), (D(60), D(0))]),
        INDICATOR,
        "等待时长：20 秒得满分的 100%、60 秒得满分的 0%，其间按比例",
        "wait: 100% of the points at 20 s, 0% of the points at 60 s, in proportion between",
    ),
    (Proportional("exam"), INDICATOR, "考试成绩 ÷ 100 × 10 分", "exam ÷ 100 × 10 points"),
    (Proportional("exam", D(100)), INDICATOR, "考试成绩 ÷ 100 × 10 分", "exam ÷ 100 × 10 points"),
    (
        Proportional("rate", D("0.5")),
        INDICATOR,
        "满意率 ÷ 50% × 10 分，最高 10 分",
        "satisfaction ÷ 50% × 10 points, at most 10",
    ),
    (
        Proportional("calls", D(800)),
        INDICATOR,
        "话务量 ÷ 800 × 10 分，最高 10 分",
        "calls ÷ 800 × 10 points, at most 10",
    ),
    (
        Relative("calls", full=D("1.2"), peers=("team",)),
        INDICATOR,
        "话务量与同班组话务量均值之比：0% 得 0 分，120% 得满分 10 分，其间按比例",
        (
            "calls against the mean calls of the same team: "
            "nothing at 0% of it, all 10 points at 120%, in proportion between"
        ),
    ),
    (
        StepTable("exam", [StepRow(D(5), from_=D(80)), StepRow(D(10), above=D(95))]),
        INDICATOR,
        "考试成绩：高于 95 得 10 分，80 及以上得 5 分，其余得 0 分",
        "exam: 10 above 95, 5 from 80, otherwise 0",
    ),
    (
        Deduct({"late": D(1), "absent": D(5)}),
        INDICATOR,
        "满分 10 分，扣减迟到次数 × 1 分、旷工天数 × 5 分，扣完为止",
        "10 points, less late arrivals × 1, less days absent × 5, but not under 0",
    ),
    (PerEvent({"late": D(-2)}), ADJUSTMENT, "迟到次数 × -2 分", "late arrivals × -2 points"),
    (
        PerEvent({"late": D(-1), "absent": D(-5)}),
        ADJUSTMENT,
        "迟到次数 × -1 分 + 旷工天数 × -5 分",
        "late arrivals × -1 points + days absent × -5 points",
    ),
    (
        Rating("letter", {"S": D(10), "A": D(8)}),
        INDICATOR,
        "主管评级：S 得 10 分，A 得 8 分",
        "leader's rating: 10 for S, 8 for A",
    ),
    (
        Mean(("exam", "quality")),
        INDICATOR,
        "考试成绩、质检分的平均值 ÷ 100 × 10 分",
        "(mean of exam, quality) ÷ 100 × 10 points",
    ),
    (
        Mean(weights={"exam": D("0.7"), "quality": D("0.3")}, skip_missing=True),
        INDICATOR,
        "考试成绩（权重 0.7）、质检分（权重 0.3）的加权平均值（缺项不计，权重按其余各项折算） ÷ 100 × 10 分",
        (
            "(weighted mean of exam (weight 0.7), quality (weight 0.3), "
            "leaving out what is missing and weighing the rest anew) ÷ 100 × 10 points"
        ),
    ),
    (Entered("exam"), INDICATOR, "按登记的分数，限 0 至 10 分：考试成绩", "as entered, from 0 to 10: exam"),
    (Entered("other"), ADJUSTMENT, "按登记的分数：其他加减分", "as entered: other points"),
    (
        Cased("team", {"day": Proportional("exam"), "night": Proportional("rate")}),
        INDICATOR,
        "早班：考试成绩 ÷ 100 × 10 分；晚班：满意率 × 10 分",
        "Day: exam ÷ 100 × 10 points; Night: satisfaction × 10 points",
    ),
]


@pytest.mark.parametrize(("calculator", "item", "zh", "en"), WORDS)
def test_the_rule_in_words(calculator: Calculator | Cased, item: Item, zh: str, en: str) -> None:
    assert told(calculator.rule(item)) == [zh, en]


MISTAKES: list[tuple[Callable[[], object], str, str, str, str]] = [
    (
        lambda: Linear("exam"),
        "linear-band", "", "须写 zero 和 full，或只写 points", "give zero and full, or points alone",
    ),
    (
        lambda: Linear("exam", D(60), D("60.0")),
        "empty-band", "full", "zero 与 full 不得相同", "zero and full must not be the same",
    ),
    (
        lambda: Relative("calls", D(1), D(1)),
        "empty-band", "full", "zero 与 full 不得相同", "zero and full must not be the same",
    ),
    (lambda: Proportional("exam", D(0)), "full-positive", "full", "full 须大于 0", "full must be more than 0"),
    (
        lambda: Linear("exam", zero=D(1), points=[(D(0), D(0)), (D(1), D(1))]),
        "linear-band", "points", "须写 zero 和 full，或只写 points", "give zero and full, or points alone",
    ),
    (
        lambda: Linear("exam", points=[(D(1), D(0)), (D(1), D(1))]),
        "linear-points", "points", "points 至少要有两个点，横坐标各不相同",
        "points needs at least two knots, each at another place",
    ),
    (lambda: StepTable("exam", []), "empty-table", "table", "至少要有一项", "at least one entry is needed"),
    (lambda: Deduct({}), "empty-table", "metrics", "至少要有一项", "at least one entry is needed"),
    (lambda: PerEvent({}), "empty-table", "metrics", "至少要有一项", "at least one entry is needed"),
    (lambda: Rating("letter", {}), "empty-table", "table", "至少要有一项", "at least one entry is needed"),
    (lambda: StepRow(D(1)), "row-edge", "", "每一行须写 from 或 above 之一", "each row needs either from or above"),
    (
        lambda: StepRow(D(1), D(1), D(1)),
        "row-edge", "", "每一行须写 from 或 above 之一", "each row needs either from or above",
    ),
    (lambda: Mean(), "metrics-or-weights", "", "须写 metrics 或 weights 之一", "give either metrics or weights"),
    (
        lambda: Mean(weights={"exam": D(0)}),
        "weights-sum", "weights", "权重之和须大于 0，各项不得为负",
        "weights must not be negative and add up to more than 0",
    ),
    (
        lambda: Mean(("exam", "rate")).rule(INDICATOR),
        "different-tops", "", "求平均的各项数据满分不同：exam 100, rate 1",
        "the metrics of a mean end at different values: exam 100, rate 1",
    ),
    (
        lambda: Proportional("calls").rule(INDICATOR),
        "no-top", "calls", "指标数据 calls 的单位没有上限，须写明 full",
        "the unit of metric calls has no upper end; give full",
    ),
    (
        lambda: PerEvent({"late": D(1)}).rule(INDICATOR),
        "only-adjustment", "kind", "per-event 只能用于调整项", "per-event scores adjustments only",
    ),
    (
        lambda: Deduct({"late": D(1)}).rule(ADJUSTMENT),
        "no-full-marks", "", "调整项没有满分，此算法不能用于调整项",
        "an adjustment has no full marks, so this calculator cannot score it",
    ),
    (
        lambda: Linear("letter", D(0), D(1)).rule(INDICATOR),
        "rating-not-number", "metric", "letter 是等级，不能当数字计算", "metric letter is a rating, not a number",
    ),
    (
        lambda: Rating("exam", {"A": D(1)}).rule(INDICATOR),
        "not-a-letter", "metric", "exam 不是等级类数据", "metric exam is not a rating",
    ),
    (
        lambda: Entered("exams").rule(INDICATOR),
        "unknown-metric", "exams", "未声明的指标数据 exams", "metric exams is not declared",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("make", "code", "option", "zh", "en"), MISTAKES)
def test_senseless_options_are_refused_in_both_languages(
    make: Callable[[], object], code: str, option: str, zh: str, en: str
) -> None:
    with pytest.raises(InvalidOption) as refused:
        make()
    problem = refused.value.problem
    assert (problem.code, refused.value.option) == (code, option)
    assert (problem.message.zh, problem.message.en) == (zh, en)
