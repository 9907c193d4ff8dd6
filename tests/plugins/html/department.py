"""An invented department with its leaders, as a pipeline that writes a report, for tests of pages.

Every text that a person wrote passes through `said`, so that a test can put something into all of them.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from kpicore import Lang, Results
from kpicore_html.content import Report, department
from tests.pipelines import run, written

Said = Callable[[str], str]

NAMES = ("张小明", "李娜", "王芳", "赵磊", "欧阳静", "安强", "周霞", "钱伟", "孙丽", "吴军", "郑敏", "冯涛")
"""By pinyin: 安强 冯涛 李娜 欧阳静 钱伟 孙丽 王芳 吴军 张小明 赵磊 郑敏 周霞."""

TEAMS = ("一班", "二班", "三班", "十班")

TEXTS = {
    "title": "客服一部　十月考核",
    "operator": "话务员",
    "policy": "话务员考核细则",
    "scheme note": "细则没有写明旷工如何计分。",
    "skill": "技能组",
    "plain": "普通",
    "vip": "贵宾",
    "remark": "考评意见",
    "service": "服务质量",
    "section note": "共六十分。",
    "satisfaction": "满意率",
    "satisfied": "满意",
    "clause": "第一条",
    "calls": "话务量",
    "calls described": "当月接通的电话。",
    "volume": "话务",
    "volume note": "上限是假定的。",
    "exam": "考试成绩",
    "examined": "考试",
    "attitude": "态度评定",
    "manner": "态度",
    "seconds": "响应时间",
    "quick": "响应",
    "late": "迟到次数",
    "lateness": "迟到扣分",
    "lateness note": "扣多少有争议。",
    "praise": "通报表扬",
    "leader": "班长",
    "team mean": "班组均分",
    "mean": "均分",
}


def operator(said: Said) -> str:
    """The operators' scheme: groups, peers, what is left out, what is filled, an adjustment, a detail."""

    def both(key: str) -> str:
        return f"{{ zh = {quoted(said(TEXTS[key]))}, en = {quoted(said(key))} }}"

    return f"""
format  = 1
id      = "department/operator"
version = "1"
title   = {both("operator")}
policy  = {quoted(said(TEXTS["policy"]))}
note    = {both("scheme note")}
full    = 100

[groups.skill]
label = {both("skill")}
[groups.skill.values]
plain = {both("plain")}
vip   = {both("vip")}

[details.remark]
label = {both("remark")}

[metrics]
satisfaction = {{ unit = "ratio", label = {both("satisfaction")} }}
calls        = {{ unit = "count", label = {both("calls")} }}
exam         = {{ unit = "score", label = {both("exam")} }}
attitude     = {{ unit = "rating", label = {both("attitude")} }}
seconds      = {{ unit = "seconds", label = {both("seconds")} }}
late         = {{ unit = "count", default = 0, label = {both("late")} }}

[sections.service]
label  = {both("service")}
points = 60
note   = {both("section note")}

[indicators.satisfied]
section = "service"
label   = {both("satisfied")}
points  = 40
clause  = {quoted(said(TEXTS["clause"]))}
[indicators.satisfied.calculator]
kind   = "linear"
metric = "satisfaction"
by     = "skill"
cases  = {{ plain = {{ zero = 0.8, full = 1 }}, vip = {{ zero = 0.9, full = 1 }} }}

[indicators.volume]
section     = "service"
label       = {both("volume")}
description = {both("calls described")}
points      = 20
status      = "assumed"
assumed     = ["calculator.full"]
note        = {both("volume note")}
calculator  = {{ kind = "relative", metric = "calls", zero = 0, full = 1.2, peers = ["skill"] }}

[indicators.examined]
label      = {both("examined")}
points     = 20
missing    = "exclude"
calculator = {{ kind = "steps", metric = "exam", table = [{{ from = 90, points = 20 }}, {{ from = 60, points = 10 }}] }}

[indicators.manner]
label      = {both("manner")}
points     = 10
calculator = {{ kind = "rating", metric = "attitude", table = {{ A = 10, B = 6, C = 0 }} }}

[indicators.quick]
label      = {both("quick")}
points     = 10
missing    = "zero"
calculator = {{ kind = "linear", metric = "seconds", zero = 60, full = 15 }}

[adjustments.lateness]
label      = {both("lateness")}
status     = "disputed"
note       = {both("lateness note")}
calculator = {{ kind = "per-event", metrics = {{ late = -1.5 }} }}

[grades]
kind = "cutoffs"
A    = 85
B    = 70
C    = 60
D    = "otherwise"
[grades.outcomes]
A = {both("praise")}
"""


def leader(said: Said) -> str:
    """The leaders' scheme, by their members' results; its grades go by place."""

    def both(key: str) -> str:
        return f"{{ zh = {quoted(said(TEXTS[key]))}, en = {quoted(said(key))} }}"

    return f"""
format  = 1
id      = "department/leader"
version = "1"
title   = {both("leader")}
full    = 100

[metrics]
team_mean = {{ unit = "score", label = {both("team mean")} }}

[indicators.mean]
label      = {both("mean")}
points     = 100
calculator = {{ kind = "proportional", metric = "team_mean" }}

[grades]
kind   = "quota"
shares = {{ "优" = 0.3, "良" = 0.7 }}
"""


def pipeline(said: Said) -> str:
    """Operators, then their leaders."""
    return f"""
title  = {quoted(said(TEXTS["title"]))}
period = "2026-10"

[sources]
people  = {{ kind = "csv", path = "people.csv" }}
leaders = {{ kind = "csv", path = "leaders.csv" }}
team    = {{ kind = "stage", stage = "operators", by = "team", means = {{ team_mean = "total" }} }}

[stages.operators]
scheme = "operator.toml"
from   = ["people"]

[stages.leaders]
scheme = "leader.toml"
from   = ["leaders", "team"]

[exports.report]
kind = "html"
audience = "department"
"""


def quoted(text: str) -> str:
    """The text as a string of TOML."""
    return json.dumps(text, ensure_ascii=False)


def people(count: int, said: Said = str) -> list[dict[str, object]]:
    """So many operators, no two alike in all figures; some figures are missing."""
    return [
        {
            "employee": said(f"{number:04}"),
            "name": said(NAMES[number % len(NAMES)] + ("" if number < len(NAMES) else str(number))),
            "team": said(TEAMS[number * 7 % 11 % 4]),
            "skill": "vip" if number % 3 == 1 else "plain",
            "satisfaction": round(0.82 + (number * 37 % 181) / 1000, 4),
            "calls": 400 + number * 61 % 500,
            "exam": "" if number % 9 == 4 else 55 + number * 13 % 45,
            "attitude": "ABCAB"[number % 5],
            "seconds": "" if number % 11 == 7 else 12.5 + number * 17 % 50,
            "late": number % 4,
            "remark": said("进步明显，请保持。") if number % 6 == 0 else "",
        }
        for number in range(count)
    ]


def leaders(said: Said = str) -> list[dict[str, object]]:
    """A leader for each team."""
    return [
        {"employee": said(f"L{number}"), "name": said(f"组长{number}"), "team": said(team)}
        for number, team in enumerate(TEAMS, 1)
    ]


def table(rows: Sequence[Mapping[str, object]]) -> str:
    """The rows as a CSV file."""
    file = io.StringIO()
    writer = csv.DictWriter(file, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def in_folder(folder: Path, count: int = 40, said: Said = str) -> Path:
    """The department's pipeline, schemes and people, written into the folder."""
    files = {
        "pipeline.toml": pipeline(said),
        "operator.toml": operator(said),
        "leader.toml": leader(said),
        "people.csv": table(people(count, said)),
        "leaders.csv": table(leaders(said)),
    }
    return written(folder, files)


def results(folder: Path, count: int = 40, said: Said = str) -> Results:
    """The department, scored."""
    return run(in_folder(folder, count, said))


def report(folder: Path, count: int = 40, lang: Lang = "zh", said: Said = str) -> Report:
    """The department's report."""
    return department(results(folder, count, said), lang)
