"""kpicore scores people's performance from their department's policy.

What plugins and schemes import is here: the hook marker, the nodes of the rule tree, and the values of the field.
"""

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
from kpicore.rule import (
    TOLERANCE,
    Aggregate,
    Arithmetic,
    Clip,
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
)
from kpicore.scheme import ExportTarget, Item, Period, Results, SourceContext, StageResults

__version__ = "0.1.0"

__all__ = [
    "TOLERANCE",
    "Aggregate",
    "Arithmetic",
    "Clip",
    "Compare",
    "Default",
    "ExportTarget",
    "If",
    "InvalidOption",
    "Item",
    "Lang",
    "Lit",
    "Lookup",
    "Message",
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
    "did_you_mean",
    "hookimpl",
    "nearest",
]
