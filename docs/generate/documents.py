"""The pages about the two documents: every key of a scheme and of a pipeline."""

from __future__ import annotations

from attrs import NOTHING

from docs.generate.keys import Key, keys
from docs.generate.keys_table import keys_table
from docs.generate.markdown import page
from docs.generate.messages import pages
from docs.generate.messages.documents import KEYS, SCHEME_HEAD
from kpicore.document.reader import PipelineTable
from kpicore.errors import Lang
from kpicore.scheme import (
    Adjustment,
    Detail,
    EmployeeIds,
    Example,
    Grades,
    Group,
    Indicator,
    Metric,
    Rounding,
    Scheme,
    Section,
    Source,
    Stage,
    TotalRule,
    Validity,
    Value,
)

SCHEME_TABLES = {
    "[valid]": Validity,
    "[groups.ID]": Group,
    "[details.ID]": Detail,
    "[metrics.ID]": Metric,
    "[sections.ID]": Section,
    "[indicators.ID]": Indicator,
    "[adjustments.ID]": Adjustment,
    "[rounding]": Rounding,
    "[total]": TotalRule,
    "[grades]": Grades,
}
PIPELINE_TABLES = {"[sources.NAME]": Source, "employees": EmployeeIds, "[stages.NAME]": Stage}


def scheme_page(lang: Lang) -> str:
    """Every key of a scheme document."""
    head = [
        Key("format", int, NOTHING, SCHEME_HEAD["format"]),
        *keys(Scheme, KEYS[Scheme]),
        Key("extends", str, None, SCHEME_HEAD["extends"]),
        Key("drop", tuple[str, ...], (), SCHEME_HEAD["drop"]),
    ]
    person = dict[str, Value]
    example = [
        Key("given", person, None, KEYS[Example]["given"]),
        Key("people", tuple[person, ...], None, KEYS[Example]["people"]),
        Key("expect", person | tuple[person, ...], NOTHING, KEYS[Example]["expect"]),
        Key("note", str, "", KEYS[Example]["note"]),
    ]
    parts = [_part(table, keys(cls, KEYS[cls]), lang) for table, cls in SCHEME_TABLES.items()]
    top = f"## {pages.SCHEME_TOP.in_(lang)}\n\n{keys_table(head, lang)}"
    return page("scheme", lang, pages.SCHEME, pages.SCHEME_LEAD, top, *parts, _part("[[examples]]", example, lang))


def pipeline_page(lang: Lang) -> str:
    """Every key of a pipeline document."""
    parts = [_part(table, keys(cls, KEYS[cls]), lang) for table, cls in PIPELINE_TABLES.items()]
    top = f"## {pages.SCHEME_TOP.in_(lang)}\n\n{keys_table(keys(PipelineTable, KEYS[PipelineTable]), lang)}"
    return page("pipeline", lang, pages.PIPELINE, pages.PIPELINE_LEAD, top, *parts)


def _part(name: str, known: list[Key], lang: Lang) -> str:
    named = name.replace(".NAME", ".名称").replace(".ID", ".编号") if lang == "zh" else name
    return f"## {pages.SCHEME_TABLE.fill(table=f'`{named}`').in_(lang)}\n\n{keys_table(known, lang)}"
