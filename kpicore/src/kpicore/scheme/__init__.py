"""The values of the field: metrics, indicators, schemes, pipelines, results, and the interfaces of the extensions."""

from kpicore.scheme.calculation import Calculator, GradeMapper, Item
from kpicore.scheme.cases import Cased
from kpicore.scheme.form import Form, FormColumn, FormGrade, FormItem, FormUse, IfEmpty, Role
from kpicore.scheme.indicator import Adjustment, Indicator, Missing, Section, Status
from kpicore.scheme.interfaces import Exporter, ExportTarget, FormWriter, MarksProblems, MetricSource, SourceContext
from kpicore.scheme.metric import UNIT_RANGES, Better, Group, Metric, Unit, detail_column, metric_column, source_column
from kpicore.scheme.period import Period, Validity
from kpicore.scheme.pipeline import CONVERTED_TO, EmployeeIds, GivenIn, Pipeline, Source, Stage
from kpicore.scheme.results import Frame, InputRecord, KeptInput, Results, SchemeLayer, SchemeOrigin, StageResults
from kpicore.scheme.scheme import RESERVED_IDS, Detail, Example, Grades, Rounding, Scheme, TotalRule, Value
from kpicore.scheme.time_zone import moments, time_zone

__all__ = [
    "CONVERTED_TO",
    "RESERVED_IDS",
    "UNIT_RANGES",
    "Adjustment",
    "Better",
    "Calculator",
    "Cased",
    "Detail",
    "EmployeeIds",
    "Example",
    "ExportTarget",
    "Exporter",
    "Form",
    "FormColumn",
    "FormGrade",
    "FormItem",
    "FormUse",
    "FormWriter",
    "Frame",
    "GivenIn",
    "GradeMapper",
    "Grades",
    "Group",
    "IfEmpty",
    "Indicator",
    "InputRecord",
    "Item",
    "KeptInput",
    "MarksProblems",
    "Metric",
    "MetricSource",
    "Missing",
    "Period",
    "Pipeline",
    "Results",
    "Role",
    "Rounding",
    "Scheme",
    "SchemeLayer",
    "SchemeOrigin",
    "Section",
    "Source",
    "SourceContext",
    "Stage",
    "StageResults",
    "Status",
    "TotalRule",
    "Unit",
    "Validity",
    "Value",
    "detail_column",
    "metric_column",
    "moments",
    "source_column",
    "time_zone",
]
