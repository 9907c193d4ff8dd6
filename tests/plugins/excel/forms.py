"""Forms for tests: written for a scheme of few lines, filled in as a person would, and read back by a pipeline."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from kpicore import Lang, Period
from kpicore.document import read_scheme
from kpicore.scheme import Form, Results, Scheme
from kpicore.scoring.form import make_form, with_people
from kpicore_excel.form import ExcelForm
from tests.core.scoring import centre
from tests.pipelines import installed, run, written

HEADER, FIRST = 5, 6
"""The rows of the headings and of the first person."""

GROUP = f"""\
[groups.skill]
{centre.label("skill")}
values = {{ phone = {{ zh = "电话", en = "Phone" }}, mail = {{ zh = "邮件", en = "Mail" }} }}
"""
BODY = (
    GROUP
    + f"[details.remark]\n{centre.label('remark')}\n"
    + centre.metric("satisfied", 'unit = "ratio"\nmin_n = 10')
    + centre.metric("wait", 'unit = "seconds"')
    + centre.metric("exam", 'unit = "score"\nrange = [0, 120]')
    + centre.metric("late", 'unit = "count"\nwhole = true\ndefault = 0')
    + centre.metric("bonus", 'unit = "points"\ndefault = 0\nexpect = "positive"')
    + centre.metric("other", 'unit = "points"\ndefault = 0')
    + centre.metric("manner", 'unit = "rating"')
    + centre.metric("peer", 'unit = "score"\noptional = true')
    + centre.metric("leader", 'unit = "score"')
    + centre.indicator("liked", 'kind = "linear", metric = "satisfied", zero = 0.8, full = 1')
    + centre.indicator("quick", 'kind = "linear", metric = "wait", zero = 60, full = 20', options='missing = "zero"')
    + centre.indicator("learned", 'kind = "proportional", metric = "exam"', options='missing = "exclude"')
    + centre.indicator("polite", 'kind = "rating", metric = "manner", table = { S = 10, A = 8, "B+" = 6 }')
    + centre.indicator("seen", 'kind = "mean", metrics = ["peer", "leader"], skip_missing = true')
    + centre.adjustment("on_time", 'kind = "per-event", metrics = { late = -1 }')
    + centre.adjustment("bonus", 'kind = "entered", metric = "bonus"')
    + centre.adjustment("other", 'kind = "entered", metric = "other"')
)
COLUMNS = [
    "employee",
    "name",
    "team",
    "skill",
    "remark",
    "satisfied",
    "satisfied_n",
    "wait",
    "exam",
    "manner",
    "peer",
    "leader",
    "late",
    "bonus",
    "other",
]

PIPELINE = """\
title  = "Forms"
period = "{period}"

[sources.form]
kind = "excel"
path = "form.xlsx"

[stages.agents]
scheme = "{scheme}"
from   = ["form"]
"""


def scheme(body: str = BODY, full: int = 50) -> Scheme:
    return read_scheme(centre.scheme(body, full).encode(), "scheme.toml", installed()).scheme


def form(
    policy: Scheme | None = None,
    people: Sequence[Mapping[str, str]] = (),
    lang: Lang = "zh",
    period: str | None = "2026-10",
    without: Sequence[str] = (),
) -> Form:
    span = None if period is None else Period.parse(period)
    return with_people(make_form(policy or scheme(), lang, span, without), people)


def workbook_of(made: Form) -> bytes:
    file = io.BytesIO()
    ExcelForm().write(made, file)
    return file.getvalue()


def opened(workbook: bytes) -> Workbook:
    return load_workbook(io.BytesIO(workbook))


def filled(workbook: bytes, rows: Sequence[Mapping[str, object]]) -> bytes:
    """The form with a row for each person, typed in from the first row on, by column id; None leaves a cell alone."""
    book = opened(workbook)
    sheet = book.worksheets[0]
    ids = [cell.value for cell in book["kpicore"][8]][1:]
    for row, values in enumerate(rows, start=FIRST):
        for id, value in values.items():
            if value is not None:
                sheet.cell(row, ids.index(id) + 1).value = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def scored(
    folder: Path, workbook: bytes, scheme: str = "scheme.toml", body: str = BODY, period: str = "2026-10"
) -> Results:
    """What a pipeline makes of a filled form with no options at all."""
    files: dict[str, str | bytes] = {
        "form.xlsx": workbook,
        "pipeline.toml": PIPELINE.format(scheme=scheme, period=period),
    }
    files["scheme.toml"] = centre.scheme(body, 50)
    return run(written(folder, files))
