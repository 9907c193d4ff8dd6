"""Every node in words: for everybody, and with one person's figures."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from kpicore import Text
from kpicore.errors import Lang
from kpicore.render.words import Vocabulary, render, shown
from kpicore.rule import (
    Aggregate,
    Clip,
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
    Total,
)

exam, rate, wait, letter, team = (
    Ref("metric.exam"),
    Ref("metric.rate"),
    Ref("metric.wait"),
    Ref("metric.letter"),
    Ref("team"),
)
EDGE = Par("edge", "0.97", "ratio")
NAMES = Vocabulary(
    labels={
        "metric.exam": Text("考试成绩", "exam"),
        "metric.rate": Text("满意率", "satisfaction"),
        "metric.wait": Text("等待时长", "wait"),
        "metric.letter": Text("评级", "rating"),
        "team": Text("班组", "team"),
    },
    units={"metric.exam": "score", "metric.rate": "ratio", "metric.wait": "seconds", "metric.letter": "rating"},
    values={"team": {"day": Text("早班", "Day"), "night": Text("晚班", "Night")}},
    steps={
        "_x_1": Aggregate("mean", rate, ("team",)),
        "_x_2": exam + 1,
        "_x_3": Rank(exam),
        "_x_4": Say(
            rate / EDGE, Text("{rate}与 {edge} 之比", "{rate} against {edge}"), {"rate": rate, "edge": EDGE}, "ratio"
        ),
    },
)
PERSON = {
    "metric.exam": 87.5,
    "metric.rate": 0.985,
    "metric.wait": None,
    "metric.letter": "A",
    "team": "night",
    "_x_1": 0.9612345,
    "_x_3": 2.0,
    "_x_4": 1.01546,
}

CASES: list[tuple[Node, str, str]] = [
    (exam, "考试成绩 87.5", "exam 87.5"),
    (rate, "满意率 98.5%", "satisfaction 98.5%"),
    (wait, "等待时长（缺）", "wait (missing)"),
    (letter, "评级 A", "rating A"),
    (EDGE, "97%", "97%"),
    (Par("edge", 30, "seconds"), "30 秒", "30 s"),
    (exam * 2 - (rate + 1), "考试成绩 87.5 × 2 − (满意率 98.5% + 1)", "exam 87.5 × 2 − (satisfaction 98.5% + 1)"),
    ((exam + 1) / 2 * 3, "(考试成绩 87.5 + 1) ÷ 2 × 3", "(exam 87.5 + 1) ÷ 2 × 3"),
    (exam / (rate * 2), "考试成绩 87.5 ÷ (满意率 98.5% × 2)", "exam 87.5 ÷ (satisfaction 98.5% × 2)"),
    (exam - (rate - 1), "考试成绩 87.5 − (满意率 98.5% − 1)", "exam 87.5 − (satisfaction 98.5% − 1)"),
    (Clip(exam, low=Lit(60)), "考试成绩 87.5，不低于 60", "exam 87.5, not under 60"),
    (Clip(exam, high=Lit(80)), "考试成绩 87.5，不高于 80", "exam 87.5, not over 80"),
    (Clip(exam, Lit(60), Lit(80)), "考试成绩 87.5，限于 60 至 80", "exam 87.5, kept within 60 and 80"),
    (Clip(exam), "考试成绩 87.5", "exam 87.5"),
    (Round(exam, Lit(1)), "考试成绩 87.5（四舍五入到 1 位小数）", "exam 87.5 (rounded, decimals: 1)"),
    (
        If(rate >= EDGE, Lit(5), Lit(0)),
        "满意率 98.5% ≥ 97% 时为 5，否则为 0",
        "5 where satisfaction 98.5% ≥ 97%, otherwise 0",
    ),
    (
        If(OneOf(team, ("day", "night")), exam, Lit(0)),
        "班组「晚班」为早班或晚班时为考试成绩 87.5，否则为 0",
        "exam 87.5 where team Night is Day or Night, otherwise 0",
    ),
    (
        Steps(exam, [Step(Par("a", 90), Par("p", 5), "above"), Step(Par("b", 80), Par("q", 3))], Par("o", 0)),
        "考试成绩 87.5：高于 90 得 5 分，80 及以上得 3 分，其余得 0 分",
        "exam 87.5: 5 above 90, 3 from 80, otherwise 0",
    ),
    (Steps(exam, [Step(Par("A", 90), Lit("A"))]), "考试成绩 87.5：90 及以上得 A", "exam 87.5: A from 90"),
    (
        Lookup(letter, {"S": Par("S", 18), "A": Par("A", 15)}),
        "评级 A：S 得 18 分，A 得 15 分",
        "rating A: 18 for S, 15 for A",
    ),
    (Lookup(team, {"day": exam, "night": rate}), "晚班：满意率 98.5%", "Night: satisfaction 98.5%"),
    (Lookup(team, {"day": exam}), "（无适用规则）", "(no rule applies)"),
    (Default(wait, Lit(0)), "等待时长（缺）（缺时按 0 计）", "wait (missing) (0 where missing)"),
    (Total([exam, rate]), "考试成绩 87.5 + 满意率 98.5%", "exam 87.5 + satisfaction 98.5%"),
    (
        Total([exam, wait], "skip"),
        "考试成绩 87.5 + 等待时长（缺）（缺项不计）",
        "exam 87.5 + wait (missing) (leaving out what is missing)",
    ),
    (Aggregate("mean", rate), "全体满意率均值", "the mean satisfaction of everybody"),
    (Aggregate("sum", exam, ("team",)), "同班组考试成绩合计", "the sum of exam of the same team"),
    (Aggregate("count", exam), "全体有考试成绩的人数", "the number of people with exam among everybody"),
    (Aggregate("min", exam), "全体考试成绩最低值", "the lowest exam of everybody"),
    (Aggregate("max", exam), "全体考试成绩最高值", "the highest exam of everybody"),
    (
        Aggregate("share", OneOf(letter, ("S", "A")), ("team",)),
        "同班组中评级为 S 或 A 的比例",
        "the share among the same team for whom rating is S or A",
    ),
    (
        Aggregate("mean", rate, ("team",), "operators"),
        "阶段 operators 中同班组满意率均值",
        "the mean satisfaction of the same team in stage operators",
    ),
    (Rank(exam, ("team",)), "考试成绩 87.5 在同班组中的名次", "exam 87.5 among the same team, place"),
    (Ref("_x_1"), "同班组满意率均值 96.1234%", "the mean satisfaction of the same team 96.1234%"),
    (Ref("_x_2") * 2, "(考试成绩 87.5 + 1) × 2", "(exam 87.5 + 1) × 2"),
    (Ref("_x_3"), "考试成绩 87.5 在全体中的名次 2", "exam 87.5 among everybody, place 2"),
    (
        Say(exam * 2, Text("{exam} 的两倍", "twice {exam}"), {"exam": exam}),
        "考试成绩 87.5 的两倍",
        "twice exam 87.5",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "zh", "en"), CASES, ids=[case[2] for case in CASES])
def test_a_rule_is_told_with_a_persons_figures(rule: Node, zh: str, en: str) -> None:
    assert [render(rule, NAMES, lang).said_of(PERSON) for lang in ("zh", "en")] == [zh, en]


@pytest.mark.parametrize(
    ("rule", "zh", "en"),
    [
        (exam * 2, "考试成绩 × 2", "exam × 2"),
        (Lookup(team, {"day": exam, "night": rate}), "早班：考试成绩；晚班：满意率", "Day: exam; Night: satisfaction"),
        (Ref("_x_1"), "同班组满意率均值", "the mean satisfaction of the same team"),
        (Say(exam, Text("{exam} 的成绩", "{exam}"), {"exam": exam}), "考试成绩的成绩", "exam"),
    ],
)
def test_for_everybody_it_is_told_without_figures(rule: Node, zh: str, en: str) -> None:
    assert [render(rule, NAMES, lang).said() for lang in ("zh", "en")] == [zh, en]


def test_a_figure_that_a_phrase_names_is_told_with_its_value() -> None:
    named = render(Ref("_x_4"), NAMES, "zh")
    assert named.said_of(PERSON) == "满意率 98.5% 与 97% 之比 = 101.546%"
    assert named.said() == "满意率与 97% 之比"
    assert render(Ref("_x_4"), NAMES, "en").said_of(PERSON) == "satisfaction 98.5% against 97% = 101.546%"


def test_a_column_without_a_label_is_called_by_its_name() -> None:
    assert render(exam, Vocabulary(), "zh").said_of(PERSON) == "metric.exam 87.5"


@pytest.mark.parametrize(
    ("value", "unit", "lang", "text"),
    [
        (Decimal("0.97"), "ratio", "zh", "97%"),
        (0.30000000000000004, "ratio", "en", "30%"),
        (Fraction(1, 3), "ratio", "en", "33.3333%"),
        (Decimal("12.50"), "seconds", "zh", "12.5 秒"),
        (100.0, "score", "zh", "100"),
        (1200000.0, "count", "zh", "1200000"),
        (-0.00001, None, "zh", "0"),
        (-1.5, "points", "en", "-1.5"),
        ("A", "rating", "en", "A"),
    ],
)
def test_a_value_is_shown_as_people_read_it(
    value: Decimal | Fraction | float | str, unit: str | None, lang: Lang, text: str
) -> None:
    assert shown(value, unit, lang) == text
