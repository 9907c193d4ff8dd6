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
from kpicore.render.expression import ROW, column_letters, fits, quoted
from kpicore.render.figures import figure, group_number, is_array, of_group, texts_counted
from kpicore.render.said import Choice, GroupSize, Peers, Slot, WhereMissing, Words, shown
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
    rebuild,
    references,
    walk,
)
from kpicore.scheme import (
    Adjustment,
    ExportTarget,
    Form,
    FormColumn,
    FormItem,
    FormUse,
    Frame,
    Grades,
    Indicator,
    Item,
    Metric,
    Period,
    Results,
    Scheme,
    SchemeOrigin,
    SourceContext,
    StageResults,
    Unit,
    detail_column,
    metric_column,
    moments,
    time_zone,
)

if TYPE_CHECKING:
    from kpicore.render.frame import evaluate as evaluated
    from kpicore.scoring.compile import own_points
    from kpicore.scoring.headroom import Headroom, headrooms, next_edges
    from kpicore.scoring.improvement import Improvement
    from kpicore.scoring.peers import SMALLEST_GROUP, peer_counts
    from kpicore.scoring.record import recorded_mean
    from kpicore.scoring.scorecards import Scorecard, ScoreLine, scorecards, tell

__version__ = "0.1.0"

__all__ = [
    "ROW",
    "SMALLEST_GROUP",
    "TOLERANCE",
    "Adjustment",
    "Aggregate",
    "AggregateKind",
    "Arithmetic",
    "Cells",
    "Choice",
    "Clip",
    "Column",
    "Compare",
    "Default",
    "ExportTarget",
    "Form",
    "FormColumn",
    "FormItem",
    "FormUse",
    "Frame",
    "Grades",
    "GroupSize",
    "Headroom",
    "If",
    "Improvement",
    "Indicator",
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
    "Peers",
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
    "Scheme",
    "SchemeOrigin",
    "ScoreLine",
    "Scorecard",
    "Slot",
    "SourceContext",
    "StageResults",
    "Step",
    "Steps",
    "Text",
    "Total",
    "Unit",
    "WhereMissing",
    "Words",
    "column_letters",
    "detail_column",
    "did_you_mean",
    "evaluated",
    "figure",
    "fits",
    "formula",
    "group_number",
    "headrooms",
    "hookimpl",
    "is_array",
    "lift",
    "metric_column",
    "moments",
    "nearest",
    "next_edges",
    "of_group",
    "own_points",
    "peer_counts",
    "quoted",
    "rank_formula",
    "rebuild",
    "recorded_mean",
    "references",
    "scorecards",
    "sheet_steps",
    "shown",
    "tell",
    "text_columns",
    "texts_counted",
    "time_zone",
    "walk",
]

_LATE = {
    "Headroom": "kpicore.scoring.headroom.Headroom",
    "Improvement": "kpicore.scoring.improvement.Improvement",
    "SMALLEST_GROUP": "kpicore.scoring.peers.SMALLEST_GROUP",
    "ScoreLine": "kpicore.scoring.scorecards.ScoreLine",
    "Scorecard": "kpicore.scoring.scorecards.Scorecard",
    "evaluated": "kpicore.render.frame.evaluate",
    "headrooms": "kpicore.scoring.headroom.headrooms",
    "next_edges": "kpicore.scoring.headroom.next_edges",
    "own_points": "kpicore.scoring.compile.own_points",
    "peer_counts": "kpicore.scoring.peers.peer_counts",
    "recorded_mean": "kpicore.scoring.record.recorded_mean",
    "scorecards": "kpicore.scoring.scorecards.scorecards",
    "tell": "kpicore.scoring.scorecards.tell",
}
"""Names whose modules need an engine or the like: they are imported when they are asked for."""


def __getattr__(name: str) -> Any:
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    module, _, attribute = _LATE[name].rpartition(".")
    return getattr(import_module(module), attribute)
