"""What the tests of the built-ins share: a scheme's metrics, and what a rule gives and says."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from kpicore import Item, Text
from kpicore.render import exact, words
from kpicore.rule import Node
from kpicore.scheme import Metric, metric_column

METRICS: Mapping[str, Metric] = {
    "exam": Metric("score", Text("考试成绩", "exam")),
    "quality": Metric("score", Text("质检分", "quality")),
    "rate": Metric("ratio", Text("满意率", "satisfaction")),
    "wait": Metric("seconds", Text("等待时长", "wait")),
    "calls": Metric("count", Text("话务量", "calls")),
    "late": Metric("count", Text("迟到次数", "late arrivals")),
    "absent": Metric("count", Text("旷工天数", "days absent")),
    "other": Metric("points", Text("其他加减分", "other points")),
    "letter": Metric("rating", Text("主管评级", "leader's rating")),
}
INDICATOR = Item("x", Decimal(10), METRICS)
ADJUSTMENT = Item("x", None, METRICS)
NAMES = words.Vocabulary(
    labels={
        **{metric_column(name): metric.label for name, metric in METRICS.items()},
        "team": Text("班组", "team"),
        "total": Text("总分", "total"),
    },
    units={metric_column(name): metric.unit for name, metric in METRICS.items()},
    values={"team": {"day": Text("早班", "Day"), "night": Text("晚班", "Night")}},
)


def values(rule: Node, *people: Mapping[str, str | None]) -> list[str | float | None]:
    """The rule's value for each of `people`: metrics, ``team`` and ``total`` as text, numbers read exactly."""
    columns: dict[str, list[exact.Value]] = {}
    for name in people[0]:
        is_text = name == "team" or (name in METRICS and METRICS[name].is_text)
        cells = [person[name] for person in people]
        column = metric_column(name) if name in METRICS else name
        columns[column] = [cell if is_text or cell is None else Fraction(cell) for cell in cells]
    return [float(value) if isinstance(value, Fraction) else value for value in exact.render(rule, columns, {})]


def told(rule: Node) -> list[str]:
    """The rule in Chinese and English."""
    return [words.render(rule, NAMES, lang).said() for lang in ("zh", "en")]
