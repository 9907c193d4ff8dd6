"""kpicore scores people's performance from their department's policy.

What plugins and schemes import is here: the hook marker, the nodes of the rule tree, and the values of the field.
"""

from typing import TYPE_CHECKING, Any

from kpicore.errors import (
    InvalidOption,
    Lang,
    Message,
    Place,
    PluginFailed,
    Problem,
    Refused,
    Text,
    did_you_mean,
    nearest,
)
from kpicore.plugin.hookspecs import hookimpl
from kpicore.render.excel import Cells
from kpicore.render.excel import rank_within as rank_formula
from kpicore.render.excel import render as formula
from kpicore.render.expression import ROW, column_letters, quoted
from kpicore.render.figures import figure, group_number, is_array, of_group, texts_counted
from kpicore.render.sheet_steps import sheet_steps, text_columns
from kpicore.rule import (
    TOLERANCE,
    Aggregate,
    AggregateKind,
    Arithmetic,
    Clip,
    Column,
    Compare,
    Default,
    If,
    Lit,
    Lookup,
    Node,
    OneOf,
    Par,
    Rank,
    Ref,
    Round,
    Say,
    Step,
    Steps,
    Total,
    lift,
    references,
    walk,
)
from kpicore.scheme import (
    ExportTarget,
    Form,
    FormColumn,
    FormItem,
    FormUse,
    Item,
    Metric,
    Period,
    Results,
    SourceContext,
    StageResults,
)

if TYPE_CHECKING:
    from kpicore.render.frame import evaluate as evaluated
    from kpicore.scoring.scorecards import tell

__version__ = "0.1.0"

__all__ = [
    "ROW",
    "TOLERANCE",
    "Aggregate",
    "AggregateKind",
    "Arithmetic",
    "Cells",
    "Clip",
    "Column",
    "Compare",
    "Default",
    "ExportTarget",
    "Form",
    "FormColumn",
    "FormItem",
    "FormUse",
    "If",
    "InvalidOption",
    "Item",
    "Lang",
    "Lit",
    "Lookup",
    "Message",
    "Metric",
    "Node",
    "OneOf",
    "Par",
    "Period",
    "Place",
    "PluginFailed",
    "Problem",
    "Rank",
    "Ref",
    "Refused",
    "Results",
    "Round",
    "Say",
    "SourceContext",
    "StageResults",
    "Step",
    "Steps",
    "Text",
    "Total",
    "column_letters",
    "did_you_mean",
    "evaluated",
    "figure",
    "formula",
    "group_number",
    "hookimpl",
    "is_array",
    "lift",
    "nearest",
    "of_group",
    "quoted",
    "rank_formula",
    "references",
    "sheet_steps",
    "tell",
    "text_columns",
    "texts_counted",
    "walk",
]

_LATE = {"evaluated": ("kpicore.render.frame", "evaluate"), "tell": ("kpicore.scoring.scorecards", "tell")}
"""Names whose modules load an engine: they are imported when they are asked for."""


def __getattr__(name: str) -> Any:
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    module, attribute = _LATE[name]
    return getattr(import_module(module), attribute)
