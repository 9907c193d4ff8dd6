"""Figures of groups of people as formulas, each in one cell of a table that has a row per group.

A person's row knows its group by the group's number, because spreadsheets compare texts without regard to case and
with wildcards; `group_number` finds it letter by letter.
"""

from __future__ import annotations

from collections.abc import Sequence

from kpicore.render.expression import where
from kpicore.rule.nodes import AggregateKind

_ANY_NUMBER = '">=-1E+300"'
"""A criterion that every number meets and no text."""


def group_number(cells: Sequence[str], lists: Sequence[str], numbers: str) -> str:
    """The number of the group whose texts, in the ranges `lists`, are just those in `cells`; 0 where there is none.

    It is an array formula.
    """
    same = "*".join(f"EXACT({texts},{cell})" for cell, texts in zip(cells, lists, strict=True))
    return f"SUM({same}*{numbers})"


def figure(kind: AggregateKind, values: str, keys: str | None = None, key: str = "") -> str:
    """The figure over the numbers in the range `values`: everybody's, or of those whose number in `keys` is `key`.

    A share is the mean of a column of ones and zeros. The extremes of a group are array formulas (`is_array`).
    """
    if keys is None:
        there, whole = f"COUNT({values})", "AVERAGE" if kind in ("mean", "share") else kind.upper()
        return there if kind == "count" else where(f"{there}>0", f"{whole}({values})")
    there = f"COUNTIFS({keys},{key},{values},{_ANY_NUMBER})"
    match kind:
        case "count":
            return there
        case "mean" | "share":
            return where(f"{there}>0", f"AVERAGEIFS({values},{keys},{key})")
        case "sum":
            return where(f"{there}>0", f"SUMIFS({values},{keys},{key})")
        case "min" | "max":
            return where(f"{there}>0", f"{kind.upper()}({of_group(values, keys, key)})")


def texts_counted(values: str, keys: str | None = None, key: str = "") -> str:
    """How many cells of the range hold a text that is not empty."""
    return f'SUMPRODUCT(({values}<>"")*{"1" if keys is None else f"({keys}={key})"})'


def of_group(values: str, keys: str, key: str) -> str:
    """The values of a group inside an array formula; neither blank cells nor empty texts count there."""
    return f'IF(({keys}={key})*({values}<>""),{values},"")'


def is_array(kind: AggregateKind, keys: str | None) -> bool:
    """Whether `figure` is an array formula."""
    return kind in ("min", "max") and keys is not None
