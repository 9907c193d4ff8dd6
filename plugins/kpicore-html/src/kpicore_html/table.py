"""The table of people: its columns, and its rows as they are read without the script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from kpicore import Indicator, Lang
from kpicore_html import messages
from kpicore_html.content import StageContent
from kpicore_html.numbers import fixed, scored

MOST_PLAIN = 1_000
"""With more people the table is only shown by the script."""

NOTHING = "—"


@frozen
class TableColumn:
    """A column: `kind` is ``rank``, ``name``, ``employee``, ``team``, ``total``, ``grade``, ``item`` or ``added``."""

    id: str
    label: str
    kind: str
    full: float | None = None

    @property
    def is_number(self) -> bool:
        return self.kind in ("rank", "total", "item", "added")


def columns(stage: StageContent, lang: Lang) -> tuple[TableColumn, ...]:
    """Who and how well at the front, then every item."""
    scheme, there = stage.policy.scheme, stage.people.frame.columns

    def column(id: str, kind: str = "", full: float | None = None) -> TableColumn:
        return TableColumn(id, messages.PAGE[id].in_(lang), kind or id, full)

    front = [column("rank")]
    front += [column(id) for id in ("name", "employee", "team") if id in there]
    front.append(column("total", full=float(scheme.full)))
    front += [column("grade")] if scheme.grades is not None else []
    base = [column("base_total", "added")] if scheme.total.base else []
    items = [
        TableColumn(id, item.label.in_(lang), "item", float(item.points))
        if isinstance(item, Indicator)
        else TableColumn(id, item.label.in_(lang), "added")
        for id, item in scheme.items.items()
    ]
    return (*front, *items, *base)


def rows(stage: StageContent, columns: tuple[TableColumn, ...]) -> Iterator[list[str]]:
    """A row of texts for each person, by rank."""
    scheme = stage.policy.scheme
    digits, is_each = scheme.rounding.digits, scheme.rounding.of == "indicator"

    def said(column: TableColumn, value: Any) -> str:
        if value is None:
            return NOTHING
        if column.kind in ("total", "added") and column.id in ("total", "base_total"):
            return fixed(value, digits)
        return scored(value, digits, is_each) if column.kind in ("item", "added") else str(value)

    frame = stage.people.frame.sort("rank", nulls_last=True, maintain_order=True)
    for row in frame.select(column.id for column in columns).iter_rows():
        yield [said(column, value) for column, value in zip(columns, row, strict=True)]
