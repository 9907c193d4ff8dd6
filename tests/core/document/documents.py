"""A scheme and a pipeline that are right, for tests that break them, and the plugins these name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from attrs import evolve, frozen

from kpicore.errors import InvalidOption, Message, Text
from kpicore.plugin.attribution import Origin
from kpicore.plugin.manager import load_plugins
from kpicore.plugin.registry import Contribution, Registry
from kpicore.rule import Clip, Lit, Node, Par, Ref
from kpicore.scheme import ExportTarget, Frame, Item, Results, SourceContext

ORIGIN = Origin("odd", "kpicore-odd", "1.2")
TOO_LOW = Message("too-low", Text("{least} 太小", "{least} is too low"))

SCHEME = """\
format = 1
id = "house/agent"
version = "1"
title = { zh = "坐席", en = "Agent" }
policy = "坐席考核细则"
valid = { from = 2024-01-01 }
full = 100

[groups.skill_group]
label = { zh = "技能组", en = "Skill group" }
values = { ordinary = { zh = "普通", en = "Ordinary" }, vip = { zh = "贵宾", en = "VIP" } }

[metrics]
exam_score = { unit = "score", label = { zh = "考试", en = "Exam" } }
transfer_rate = { unit = "ratio", better = "lower", label = { zh = "转接率", en = "Transfers" }, range = [0, 0.5] }
late_events = { unit = "count", label = { zh = "迟到", en = "Late" }, whole = true, default = 0 }
attitude = { unit = "rating", label = { zh = "态度", en = "Attitude" } }

[sections.skills]
label = { zh = "技能", en = "Skills" }
points = 50

[indicators.exam]
section = "skills"
label = { zh = "考试", en = "Exam" }
points = 50
status = "assumed"
assumed = ["points", "calculator.zero"]
clause = "二"
note = { zh = "分值暂定。", en = "The points are assumed." }
missing = "error"
calculator = { kind = "linear", metric = "exam_score", zero = 60, full = 90 }

[indicators.transfer]
label = { zh = "转接", en = "Transfers" }
points = 30

[indicators.transfer.calculator]
kind = "linear"
metric = "transfer_rate"
by = "skill_group"
[indicators.transfer.calculator.cases]
ordinary = { zero = 0.031, full = 0.019 }
vip = { zero = 0.042, full = 0.023 }

[indicators.attitude_score]
label = { zh = "态度", en = "Attitude" }
points = 20
calculator = { kind = "rating", metric = "attitude", table = { A = 20, B = 10 } }

[adjustments.lateness]
label = { zh = "迟到", en = "Late" }
calculator = { kind = "per-event", metrics = { late_events = -2 } }

[rounding]
digits = 2

[grades]
kind = "quota"
shares = { A = 0.2, B = 0.8 }
within = ["team"]
[grades.outcomes]
A = { zh = "表扬", en = "Commendation" }

[[examples]]
given = { exam_score = 75, skill_group = "vip" }
expect = { exam = 25 }

[[examples]]
people = [{ attitude = "A", team = "1" }, { attitude = "B", team = "1" }]
expect = [{ attitude_score = 20, rank = 1, grade = "A" }, { attitude_score = 10 }]
"""

OVERLAY = """\
format = 1
id = "north/agent"
version = "7"
title = { zh = "北区坐席", en = "Agent, north" }
extends = "house/agent"
drop = ["indicators.attitude_score", "metrics.attitude", "sections.skills.points"]

[metrics]
calls = { unit = "count", label = { zh = "话务量", en = "Calls" } }

[indicators.exam]
points = 40
status = "stated"
clause = "北区通知一"

[indicators.exam.calculator]
zero = 55

[indicators.transfer.calculator.cases]
vip = { zero = 0.05 }

[indicators.volume]
label = { zh = "话务量", en = "Calls" }
points = 30
calculator = { kind = "linear", metric = "calls", zero = 0, full = 900 }

[adjustments.lateness]
calculator = { kind = "per-event", metrics = { late_events = -1 } }

[grades]
kind = "cutoffs"
A = 80
B = "otherwise"

[[examples]]
given = { exam_score = 90, calls = 450 }
expect = { exam = 40, volume = 15 }
"""
"""A department's own on `SCHEME`."""

PIPELINE = """\
title = "Hotline"
period = "2026-10"
output = "out"

[sources.people]
kind = "table"
path = "in/{period}/people.csv"
columns = { employee = "工号" }

[sources."考勤"]
kind = "table"
path = "attendance.csv"

[sources.team]
kind = "stage"
stage = "operators"
by = "team"
means = { team_mean_total = "total" }

[stages.operators]
scheme = "agents.toml"
from = ["people", "考勤"]
where = { position = "operator", level = [1, 2.50, true] }

[stages.leaders]
scheme = "leaders.toml"
from = ["people", "team"]

[exports.scores]
kind = "sheet"
"""


@frozen
class Table:
    """A source as a plugin might bring it."""

    kind: ClassVar[str] = "table"

    path: str
    encoding: str | None = None

    def read(self, context: SourceContext) -> Frame:
        raise NotImplementedError


@frozen
class Sheet:
    """An exporter as a plugin might bring it."""

    kind: ClassVar[str] = "sheet"

    path: str = "scores.csv"

    def export(self, results: Results, target: ExportTarget) -> None:
        raise NotImplementedError


@frozen
class AtLeast:
    """A calculator that minds its options."""

    kind: ClassVar[str] = "at-least"

    metric: str
    least: Decimal = Decimal(1)

    def __attrs_post_init__(self) -> None:
        if self.least < 1:
            raise InvalidOption(TOO_LOW, "least", least=self.least)

    def rule(self, indicator: Item) -> Node:
        return Clip(indicator.metric(self.metric), Lit(0), Par("calculator.least", self.least))


@frozen
class Failing:
    """A calculator whose class breaks where it is told to."""

    kind: ClassVar[str] = "failing"

    where: str

    def __attrs_post_init__(self) -> None:
        if self.where == "init":
            raise KeyError("somewhere inside")

    def rule(self, indicator: Item) -> Any:
        match self.where:
            case "rule":
                raise RuntimeError("it broke")
            case "number":
                return 5
            case "deep":
                return Clip(Lit(1), 0, "5")  # type: ignore[arg-type]
            case "test":
                from kpicore.rule import If

                return If(True, Lit(1), Lit(0))  # type: ignore[arg-type]
            case "nan":
                return Lit(Decimal("nan"))
            case "column":
                return Ref("metric.secret")
            case _:
                return None


@frozen
class Untyped:
    """A calculator with an option of a type that no document can hold."""

    kind: ClassVar[str] = "untyped"

    where: complex

    def rule(self, indicator: Item) -> Node:
        raise NotImplementedError


@frozen
class FailingGrades:
    """A grade mapper that breaks."""

    kind: ClassVar[str] = "failing-grades"

    @property
    def letters(self) -> Sequence[str]:
        return ["A"]

    def rule(self, total: Ref) -> Node:
        raise RuntimeError("no grades today")


def _contributions(*classes: Any) -> Mapping[str, Contribution]:
    return {cls.kind: Contribution(cls.kind, cls, ORIGIN) for cls in classes}


def registry() -> Registry:
    """What comes with the core, and the classes above."""
    built_in = load_plugins(only=())
    return evolve(
        built_in,
        calculators={**built_in.calculators, **_contributions(AtLeast, Failing, Untyped)},
        grade_mappers={**built_in.grade_mappers, **_contributions(FailingGrades)},
        sources={**built_in.sources, **_contributions(Table)},
        exporters={**built_in.exporters, **_contributions(Sheet)},
        schemes=(),
        plugins=(),
    )
