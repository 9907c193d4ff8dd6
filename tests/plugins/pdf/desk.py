"""A small invented service desk as a pipeline, its cards as they are exported, and what stands on their pages."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from pypdf import PdfReader

from kpicore import Results
from kpicore.scheme import Exporter
from kpicore_pdf.exporter import PdfExporter
from tests.pipelines import run, written

FONT = ("Noto Sans SC",)
"""What the font of the package is called."""

CLERK = """
format  = 1
id      = "desk/clerk"
version = "3"
title   = { zh = "坐席", en = "Clerk" }
policy  = "坐席考核细则"
full    = 100

[details.department]
label = { zh = "部门", en = "Department" }

[metrics]
calls = { unit = "count", label = { zh = "接听量", en = "Calls" } }
exam  = { unit = "score", label = { zh = "考试成绩", en = "Exam" } }
late  = { unit = "count", default = 0, label = { zh = "迟到", en = "Late" } }

[sections.work]
label = { zh = "工作量", en = "Work" }

[indicators.volume]
section    = "work"
label      = { zh = "话务", en = "Volume" }
points     = 60
clause     = "坐席考核细则·第一条"
status     = "assumed"
note       = { zh = "满分界是暂定的。", en = "The upper end is assumed." }
calculator = { kind = "linear", metric = "calls", zero = 0, full = 120 }

[indicators.examined]
label      = { zh = "考试", en = "Examined" }
points     = 40
missing    = "exclude"
calculator = { kind = "proportional", metric = "exam" }

[adjustments.lateness]
label      = { zh = "迟到扣分", en = "Lateness" }
status     = "disputed"
note       = { zh = "扣多少有争议。", en = "How much is disputed." }
calculator = { kind = "per-event", metrics = { late = -1.5 } }

[grades]
kind = "cutoffs"
A    = 80
B    = "otherwise"
[grades.outcomes]
A = { zh = "表扬", en = "Commendation" }
"""

LEADER = """
format  = 1
id      = "desk/leader"
version = "1"
title   = { zh = "班长", en = "Leader" }
full    = 100

[metrics]
exam = { unit = "score", label = { zh = "考试成绩", en = "Exam" } }

[indicators.examined]
label      = { zh = "班长考试", en = "Leader's exam" }
points     = 100
calculator = { kind = "proportional", metric = "exam" }
"""

PIPELINE = """
title  = "服务台十月考核"
period = "2026-10"

[sources.clerks]
kind = "csv"
path = "clerks.csv"

[sources.leaders]
kind = "csv"
path = "leaders.csv"

[stages.clerks]
scheme = "clerk.toml"
from   = ["clerks"]

[stages.leaders]
scheme = "leader.toml"
from   = ["leaders"]
"""

CLERKS = """\
employee,name,team,department,calls,exam,late
007,张甲,一班,客服部,96,90,0
440101199001011234,李乙,一班,客服部,60,85,2
009,王丙,二班,,120,,0
010,赵丁,二班,客服部,30,50,1
011,钱戊,二班,客服部,0,75.5,40
012,吴己,二班,客服部,108,70,0
"""
"""Worked by hand: 48+36, 30+34-3, 60·100/60, 15+20-1.5, 0+30.2-60, 54+28."""

LEADERS = """\
employee,name,exam
L1,孙班长,91
L2,周班长,77
"""

FILES: Mapping[str, str] = {
    "pipeline.toml": PIPELINE,
    "clerk.toml": CLERK,
    "leader.toml": LEADER,
    "clerks.csv": CLERKS,
    "leaders.csv": LEADERS,
}


def results(folder: Path, **files: str) -> Results:
    """The desk scored; `files` replace its own, by name with ``_`` for the dot."""
    others = {name.replace("_", "."): text for name, text in files.items()}
    return run(written(folder, {**FILES, **others}))


class Memory:
    """A target that keeps what is written."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    @property
    def exports(self) -> Mapping[str, Exporter]:
        return {}

    def key(self, purpose: str) -> bytes:
        raise NotImplementedError

    def open_text(self, path: str, encoding: str = "utf-8") -> IO[str]:
        raise NotImplementedError

    def open_binary(self, path: str) -> IO[bytes]:
        files = self.files

        class File(io.BytesIO):
            def close(self) -> None:
                files[path] = self.getvalue()
                super().close()

        return File()


def exported(scored: Results, **options: Any) -> dict[str, bytes]:
    """The files of an export, by path."""
    target = Memory()
    PdfExporter(**{"font": FONT, **options}).export(scored, target)
    return target.files


def pages(pdf: bytes) -> list[str]:
    """The text of each page, without any spaces, because a PDF has none but what the letters leave."""
    return ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]
