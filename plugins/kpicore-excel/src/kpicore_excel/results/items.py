"""The hidden sheet `_items`: what the scorecard looks up, a row for each stage and one for each item of a card."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from kpicore import Lang, StageResults, column_letters, figure, references
from kpicore_excel.results.book import Book, Formula, StageSheet
from kpicore_excel.results.cells import Shown, write_cell
from kpicore_excel.results.parameters import addresses

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

SHEET = "_items"
SMALLEST_GROUP = 5
"""The fewest people whose mean a card shows."""

STAGE_FIELDS = (
    "stage", "number", "before", "indicators", "adjustments", "name", "team", "total", "rank", "grade", "outcome",
    "people", "full",
)  # fmt: skip
ITEM_FIELDS = ("id", "label", "position", "full", "mean", "metric", "percent", "clause")
ITEMS = len(STAGE_FIELDS) + 1
"""The column in which the items begin, from 0."""


@frozen
class Entry:
    """A value of `_items`, and the formula that gives it where it is live."""

    value: Shown
    formula: str | None = None


@frozen
class Directory:
    """All stages and items, in the order of the sheet; `items` are in the order of the stages."""

    stages: tuple[Mapping[str, Entry], ...]
    items: tuple[Mapping[str, Entry], ...]

    def stage_range(self, field: str) -> str:
        """The cells of all stages with a field."""
        letters = column_letters(STAGE_FIELDS.index(field) + 1)
        return f"{SHEET}!${letters}$2:${letters}${len(self.stages) + 1}"

    def item_range(self, field: str) -> str:
        """The cells of all items with a field."""
        letters = column_letters(ITEMS + ITEM_FIELDS.index(field) + 1)
        return f"{SHEET}!${letters}$2:${letters}${len(self.items) + 1}"

    @property
    def most_indicators(self) -> int:
        """How many lines a card needs for indicators."""
        return max(int(stage["indicators"].value or 0) for stage in self.stages)

    @property
    def most_adjustments(self) -> int:
        """How many lines a card needs for adjustments."""
        return max(int(stage["adjustments"].value or 0) for stage in self.stages)


def directory(book: Book) -> Directory:
    """What the scorecard looks up."""
    cells = addresses(list(book.parameters))
    stages: list[Mapping[str, Entry]] = []
    items: list[Mapping[str, Entry]] = []
    for number, sheet in enumerate(book.sheets, start=1):
        numbers = cells.get(sheet.stage.name, {})
        stages.append(_stage(sheet, number, len(items), numbers))
        items += _items(sheet, numbers, book.lang)
    return Directory(tuple(stages), tuple(items))


def write_items(worksheet: Worksheet, found: Directory) -> None:
    """Stages from the first column on, items behind them; the first row names the fields."""
    tables = ((0, STAGE_FIELDS, found.stages), (ITEMS, ITEM_FIELDS, found.items))
    for start, fields, rows in tables:
        for column, name in enumerate(fields, start=start):
            worksheet.write_string(0, column, name)
            for row, entries in enumerate(rows, start=1):
                entry = entries[name]
                formula = None if entry.formula is None else Formula(entry.formula)
                write_cell(worksheet, row, column, entry.value, formula)


def _stage(sheet: StageSheet, number: int, before: int, numbers: Mapping[str, str]) -> dict[str, Entry]:
    scheme = sheet.stage.scheme
    fixed: dict[str, Entry] = {
        "stage": Entry(sheet.stage.name),
        "number": Entry(number),
        "before": Entry(before),
        "indicators": Entry(len(scheme.indicators)),
        "adjustments": Entry(len(scheme.adjustments)),
        "people": Entry(sheet.frame["total"].count(), f"COUNT({sheet.range('total')})"),
        "full": Entry(float(scheme.full), numbers.get("total.full")),
    }
    return fixed | {name: Entry(_position(sheet, name)) for name in STAGE_FIELDS if name not in fixed}


def _items(sheet: StageSheet, numbers: Mapping[str, str], lang: Lang) -> Iterator[dict[str, Entry]]:
    scheme = sheet.stage.scheme
    for id, item in scheme.items.items():
        points = scheme.indicators[id].points if id in scheme.indicators else None
        metrics = _metrics_below(sheet.stage, id)
        metric = metrics[0] if len(metrics) == 1 else ""
        scores = sheet.range(id)
        values = sheet.frame[id].drop_nulls()
        mean = values.mean() if len(values) >= SMALLEST_GROUP else None
        yield {
            "id": Entry(id),
            "label": Entry(item.label.in_(lang)),
            "position": Entry(_position(sheet, id)),
            "full": Entry(None) if points is None else Entry(float(points), numbers.get(f"{id}.points")),
            "mean": Entry(
                float(mean) if isinstance(mean, float) else None,
                f'IF(COUNT({scores})<{SMALLEST_GROUP},"",{figure("mean", scores)})',
            ),
            "metric": Entry(_position(sheet, metric)),
            "percent": Entry(int(metric != "" and scheme.metrics[metric.removeprefix("metric.")].unit == "ratio")),
            "clause": Entry(item.clause),
        }


def _position(sheet: StageSheet, column: str) -> int:
    """The column's number in the stage's sheet, 0 where there is none."""
    return next((i for i, each in enumerate(sheet.columns, 1) if each.name == column and not each.is_hidden), 0)


def _metrics_below(stage: StageResults, item: str) -> list[str]:
    """The metrics that an item's points rest on."""
    steps = {column.name: column.node for column in stage.columns}
    seen: dict[str, None] = {}

    def read(name: str) -> None:
        if name not in seen:
            seen[name] = None
            for other in references(steps[name]) if name in steps else ():
                read(other)

    read(item)
    return [name for name in seen if name.startswith("metric.")]
