"""A form to fill in: what a scheme asks for about each person, told so that a plugin only has to lay it out."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, TypeAlias

from attrs import field, frozen

from kpicore.errors import Lang, Text
from kpicore.scheme.metric import Metric
from kpicore.scheme.period import Period
from kpicore.scheme.scheme import Scheme

Role: TypeAlias = Literal["employee", "name", "team", "group", "detail", "metric", "cases"]
"""What a column holds: `cases` is the number of cases behind a metric with `min_n`."""

IfEmpty: TypeAlias = Literal["refused", "zero", "full", "left-out", "rest"]
"""What an empty cell does to an item: its input is refused; the item gets no points, or its full marks; it is left out
and the rest scaled up; or it is scored from what else it reads."""


@frozen
class FormItem:
    """An indicator or adjustment, in both languages. An adjustment has no `full` marks.

    `letters` are its points by letter, the scheme's rounding applied, where its rule is just such a table over one
    rating. `amounts` are signed points for one of each metric, where its rule is no more than their sum: 1 for points
    that are entered as they are.
    """

    id: str
    label: Text
    section: Text | None
    full: Decimal | None
    rule: Text
    reads: tuple[str, ...]
    """The metrics and groups it reads."""
    letters: Mapping[str, Decimal] = field(factory=dict)
    amounts: Mapping[str, Decimal] = field(factory=dict)


@frozen
class FormUse:
    """That an item reads a column, and what becomes of it where the cell is empty and the metric has no default."""

    item: FormItem
    if_empty: IfEmpty


@frozen
class FormColumn:
    """A column to fill in. `id` is what a source calls it, `label` what people do.

    A column of role ``metric`` or ``cases`` has its `metric`. `choices` maps each value that may stand there to its
    label: the letters of a rating, the values of a group; empty where anything may. `is_required` says that whoever
    stands in the form needs a value here; a number of cases needs one where its metric has one.
    """

    id: str
    role: Role
    label: Text
    description: Text | None = None
    metric: Metric | None = None
    choices: Mapping[str, Text] = field(factory=dict)
    uses: tuple[FormUse, ...] = ()
    is_required: bool = False


@frozen
class FormGrade:
    """A grade that a total of `edge` (`from`) or more than `edge` (`above`) reaches; the lowest has no edge."""

    grade: str
    edge: Decimal | None = None
    reach: Literal["from", "above"] = "from"


@frozen
class Form:
    """A form for one scheme, and for one period unless that is None, to be written in one language.

    `columns` stand in the order to fill them in: who it is, then what the rules read, in the scheme's order. `items`
    are the scheme's indicators and adjustments. `grades`, the best first, are there where the total alone decides by
    fixed edges. `people` are known beforehand: by column, what is known of each; a group's value by its id.
    """

    scheme: Scheme
    period: Period | None
    lang: Lang
    columns: tuple[FormColumn, ...]
    items: Mapping[str, FormItem]
    grades: tuple[FormGrade, ...] = ()
    people: tuple[Mapping[str, str], ...] = ()
