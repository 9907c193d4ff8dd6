"""The columns of a stage's sheet, before anything is known of cells: what people see, and the steps behind it."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from kpicore import StageResults, Text
from kpicore_excel.messages import results as messages

Kind = Literal[
    "person", "group", "detail", "metric", "score", "adjustment", "total", "rank", "grade", "outcome", "step"
]


@frozen
class SheetColumn:
    """A column of a stage's sheet.

    `id` stands in the hidden first row, `label` in the second. `name` is the column of the stage's frame with its
    values. A step is hidden. `unit` is a metric's; `full` the full marks of an indicator.
    """

    id: str
    name: str
    label: Text
    kind: Kind
    is_text: bool = False
    unit: str = ""
    full: float | None = None

    @property
    def is_hidden(self) -> bool:
        return self.kind == "step"


def visible_columns(stage: StageResults) -> list[SheetColumn]:
    """What people see, in order: who, groups, metrics, scores, adjustments, totals, rank, grade and outcome."""
    scheme, frame = stage.scheme, stage.frame
    columns = [
        SheetColumn(name, name, messages.COLUMNS[name], "person", is_text=True)
        for name in ("employee", "name", "team")
        if name in frame.columns
    ]
    columns += [SheetColumn(id, id, group.label, "group", is_text=True) for id, group in scheme.groups.items()]
    for id, detail in scheme.details.items():
        columns.append(SheetColumn(f"detail.{id}", f"detail.{id}", detail.label, "detail", is_text=True))
    for id, metric in scheme.metrics.items():
        if (name := f"metric.{id}") in frame.columns:
            columns.append(SheetColumn(name, name, metric.label, "metric", is_text=metric.is_text, unit=metric.unit))
    for id, indicator in scheme.indicators.items():
        columns.append(SheetColumn(id, id, indicator.label, "score", full=float(indicator.points)))
    columns += [SheetColumn(id, id, item.label, "adjustment") for id, item in scheme.adjustments.items()]
    if scheme.total.base:
        columns.append(SheetColumn("base_total", "base_total", messages.COLUMNS["base_total"], "total"))
    columns.append(SheetColumn("total", "total", messages.COLUMNS["total"], "total"))
    columns.append(SheetColumn("rank", "rank", messages.COLUMNS["rank"], "rank"))
    columns.append(SheetColumn("grade", "grade", messages.COLUMNS["grade"], "grade", is_text=True))
    if scheme.grades is not None and scheme.grades.outcomes:
        columns.append(SheetColumn("outcome", "outcome", messages.COLUMNS["outcome"], "outcome", is_text=True))
    return columns


def step_column(name: str, is_text: bool = False) -> SheetColumn:
    """A hidden column for a step of the calculation."""
    id = name if name.startswith("_") else f"_{name}"
    return SheetColumn(id, name, Text(id, id), "step", is_text=is_text)
