"""A small invented centre with leaders, as a pipeline that writes a results workbook, and what stands in it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

from kpicore import Results
from kpicore.testing import Sheets, Value
from kpicore_excel.results.workbook import write_workbook
from tests.pipelines import run, written

OPERATOR = """
format  = 1
id      = "centre/operator"
version = "1"
title   = { zh = "话务员", en = "Operator" }
policy  = "话务员考核细则"
full    = 100

[groups.skill]
label  = { zh = "技能组", en = "Skill group" }
values = { plain = { zh = "普通", en = "Plain" }, vip = { zh = "贵宾", en = "VIP" } }

[metrics]
satisfaction = { unit = "ratio", label = { zh = "满意率", en = "Satisfaction" } }
calls        = { unit = "count", label = { zh = "话务量", en = "Calls" } }
exam         = { unit = "score", label = { zh = "考试", en = "Exam" } }
attitude     = { unit = "rating", label = { zh = "态度", en = "Attitude" } }
late         = { unit = "count", default = 0, label = { zh = "迟到", en = "Late" } }

[indicators.satisfied]
label      = { zh = "满意", en = "Satisfied" }
points     = 40
clause     = "第一条"
calculator = { kind = "linear", metric = "satisfaction", by = "skill", cases = { plain = { zero = 0.8, full = 1 }, vip = { zero = 0.9, full = 1 } } }

[indicators.volume]
label      = { zh = "话务", en = "Volume" }
points     = 20
status     = "assumed"
assumed    = ["calculator.full"]
note       = { zh = "上限是假定的。", en = "The upper end is assumed." }
calculator = { kind = "relative", metric = "calls", zero = 0, full = 1.2, peers = ["skill"] }

[indicators.examined]
label      = { zh = "考试", en = "Examined" }
points     = 30
missing    = "exclude"
calculator = { kind = "steps", metric = "exam", table = [{ from = 90, points = 30 }, { from = 60, points = 15 }] }

[indicators.manner]
label      = { zh = "态度", en = "Manner" }
points     = 10
calculator = { kind = "rating", metric = "attitude", table = { A = 10, B = 6, C = 0 } }

[adjustments.lateness]
label      = { zh = "迟到扣分", en = "Lateness" }
status     = "disputed"
note       = { zh = "扣多少有争议。", en = "How much is disputed." }
calculator = { kind = "per-event", metrics = { late = -1.5 } }

[total]
base = true

[grades]
kind   = "quota"
shares = { A = 0.2, B = 0.5, C = 0.3 }
[grades.outcomes]
A = { zh = "表扬", en = "Commend" }
C = { zh = "面谈", en = "Talk" }
"""  # noqa: E501

LEADER = """
format  = 1
id      = "centre/leader"
version = "1"
title   = { zh = "班长", en = "Leader" }
full    = 100

[metrics]
team_mean = { unit = "score", label = { zh = "班组均分", en = "Team mean" } }
team_ab   = { unit = "ratio", label = { zh = "A、B 占比", en = "Share of A and B" } }
team_best = { unit = "score", label = { zh = "最高分", en = "Best" } }
members   = { unit = "count", default = 0, label = { zh = "人数", en = "Members" } }

[indicators.mean]
label      = { zh = "均分", en = "Mean" }
points     = 60
calculator = { kind = "proportional", metric = "team_mean" }

[indicators.good]
label      = { zh = "优良", en = "Good" }
points     = 20
calculator = { kind = "linear", metric = "team_ab", zero = 0, full = 0.8 }

[indicators.best]
label      = { zh = "尖子", en = "Best" }
points     = 20
calculator = { kind = "proportional", metric = "team_best" }

[adjustments.size]
label      = { zh = "规模", en = "Size" }
calculator = { kind = "per-event", metrics = { members = 0.5 } }

[grades]
kind = "cutoffs"
A    = 80
B    = 60
C    = "otherwise"
"""

PIPELINE = """
title  = "甲中心"
period = "2026-10"

[sources.people]
kind = "csv"
path = "people.csv"

[sources.leaders]
kind = "csv"
path = "leaders.csv"

[sources.team]
kind   = "stage"
stage  = "operators"
by     = "team"
means  = { team_mean = "total" }
shares = { team_ab = ["A", "B"] }
maxima = { team_best = "total" }
counts = { members = "total" }

[stages.operators]
scheme = "operator.toml"
from   = ["people"]

[stages.leaders]
scheme = "leader.toml"
from   = ["leaders", "team"]

[exports.workbook]
kind = "excel"
"""

PEOPLE = """\
employee,name,team,skill,satisfaction,calls,exam,attitude,late
007,甲,早班,plain,0.95,900,90,A,0
008,乙,早班,plain,0.8,1100,59.5,B,2
009,丙,晚班,vip,0.99,700,,C,
010,丁,晚班,vip,0.925,500,75,A,1
011,戊,夜班,plain,1,1000,100,A,0
012,己,夜班,vip,0.9,600,60,B,0
013,庚,早班,plain,0.95,900,90,A,0
"""

LEADERS = """\
employee,name,team
L1,早一,早班
L2,晚一,晚班
L3,夜一,夜班
"""

FILES: Mapping[str, str] = {
    "pipeline.toml": PIPELINE,
    "operator.toml": OPERATOR,
    "leader.toml": LEADER,
    "people.csv": PEOPLE,
    "leaders.csv": LEADERS,
}


def results(folder: Path, **files: str) -> Results:
    """The centre scored; `files` replace its own, by name with ``_`` for the dot."""
    others = {name.replace("_", "."): text for name, text in files.items()}
    return run(written(folder, {**FILES, **others}))


def workbook(scored: Results, lang: str = "zh") -> bytes:
    """The results workbook as the exporter writes it."""
    file = io.BytesIO()
    write_workbook(scored, "en" if lang == "en" else "zh", file)
    return file.getvalue()


def people(sheets: Sheets, stage: str) -> list[dict[str, Value]]:
    """A row per person of a stage's sheet, by the ids in its hidden first row."""
    return sheets[stage].records(header=1, first=3)


def column(sheets: Sheets, stage: str, id: str) -> list[Value]:
    """A column of a stage's sheet by its id; the empty texts of formulas are None."""
    return [None if person.get(id) == "" else person.get(id) for person in people(sheets, stage)]


def cell(sheets: Sheets, stage: str, employee: str, id: str) -> str:
    """The cell of a person's value, such as ``F3``."""
    headings = sheets[stage].rows()[0]
    row = column(sheets, stage, "employee").index(employee) + 3
    position = headings.index(id) + 1
    letters = ""
    while position:
        position, letter = divmod(position - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row}"


def parameter(sheets: Sheets, stage: str, indicator: str, path: str) -> str:
    """The cell of a number in the sheet `parameters`."""
    for row, line in enumerate(sheets["parameters"].records(), start=2):
        if (line["stage"], line["indicator"], line["parameter"]) == (stage, indicator, path):
            return f"D{row}"
    raise KeyError(path)
