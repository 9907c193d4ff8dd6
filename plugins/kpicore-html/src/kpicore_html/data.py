"""The people of a report as data for its script: columns of numbers, and the words of each rule once."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import polars as pl

from kpicore import Choice, GroupSize, Indicator, Lang, Slot, WhereMissing, Words, metric_column, shown
from kpicore_html import messages
from kpicore_html.content import People, Report, StageContent
from kpicore_html.grades import grade_class
from kpicore_html.ways import NextGrade, next_grade

Json: TypeAlias = Any

LONG = 300_000
"""Data longer than this, in characters, is packed: text of this kind becomes a fifth."""


def data(report: Report) -> tuple[str, bool]:
    """The report's people as JSON that may stand in a page, and whether it is packed (zlib in base64)."""
    content = {
        "lang": report.lang,
        "texts": messages.spoken({**messages.CARD, **messages.TABLE}, report.lang),
        "stages": [_stage(stage, report.lang) for stage in report.stages],
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    if len(text) > LONG:
        return base64.b64encode(zlib.compress(text.encode())).decode(), True
    return text.replace("<", "\\u003c"), False


def _stage(stage: StageContent, lang: Lang) -> Json:
    scheme = stage.policy.scheme
    letters = scheme.grades.mapper.letters if scheme.grades else ()
    outcomes = scheme.grades.outcomes if scheme.grades else {}
    return {
        "people": len(stage.people.frame),
        "ranked": stage.ranked,
        "fewest": stage.people.fewest,
        "digits": scheme.rounding.digits,
        "each": scheme.rounding.of == "indicator",
        "grades": {letter: grade_class(letter, letters) for letter in letters},
        "outcomes": {letter: outcome.in_(lang) for letter, outcome in outcomes.items()},
        "details": {f"detail.{id}": detail.label.in_(lang) for id, detail in scheme.details.items()},
        "metrics": {id: metric.label.in_(lang) for id, metric in scheme.metrics.items()},
        "items": [
            {
                "id": id,
                "label": item.label.in_(lang),
                "full": float(item.points) if isinstance(item, Indicator) else None,
                "filled": item.missing if isinstance(item, Indicator) else None,
                "rule": rule(stage.policy.told[id]),
            }
            for id, item in scheme.items.items()
        ],
        "columns": _columns(stage, lang),
        "headroom": _headroom(stage, lang),
    }


def rule(words: Words) -> list[Json]:
    """The words of a rule: texts, and places that a person's values fill."""
    parts: list[Json] = []
    for part in words.parts:
        match part:
            case str():
                parts.append(part)
            case Slot():
                labels = {value: label.in_(words.lang) for value, label in part.labels.items()}
                slot = {"value": part.column, "unit": part.unit, "before": part.before}
                parts.append(_short({**slot, "rests": part.rests_on, "labels": labels}))
            case GroupSize(step=step):
                parts.append({"size": step})
            case Choice(column=column, cases=cases):
                parts.append({"choice": column, "cases": [[value, rule(case)] for value, case in cases]})
            case WhereMissing(columns=columns, words=said):
                parts.append({"missing": columns, "words": said})
    return parts


def _short(slot: Mapping[str, Json]) -> Json:
    """The slot without what is as usual."""
    usual: Mapping[str, Json] = {"unit": None, "before": " ", "rests": (), "labels": {}}
    return {key: value for key, value in slot.items() if key not in usual or usual[key] != value}


def _columns(stage: StageContent, lang: Lang) -> Json:
    """Every column of the people; figures as they are shown, so that the script need not round them."""
    scheme = stage.policy.scheme
    units: dict[str, str | None] = {metric_column(id): metric.unit for id, metric in scheme.metrics.items()}
    for words in stage.policy.told.values():
        units |= {slot.column: slot.unit for slot in _all_slots(words)}
    exact = {*scheme.items, "base_total", "total", "rank"}
    columns = {}
    for column in stage.people.frame:
        is_figure = column.dtype.is_numeric() and column.name not in exact and not column.name.startswith("people.")
        columns[column.name] = _column(_as_shown(column, units.get(column.name)) if is_figure else column.to_list())
    return columns


def _all_slots(words: Words) -> Iterable[Slot]:
    for part in words.parts:
        match part:
            case Slot():
                yield part
            case Choice(cases=cases):
                for _, case in cases:
                    yield from _all_slots(case)


def _as_shown(column: pl.Series, unit: str | None) -> list[float | None]:
    """The numbers that `kpicore.shown` gives, without their unit."""
    known: dict[Any, float | None] = {None: None}
    for value in column.unique().to_list():
        if value is not None:
            known[value] = float(shown(value, "ratio" if unit == "ratio" else None, "en").removesuffix("%"))
    return [known[value] for value in column.to_list()]


def _column(values: Sequence[Any]) -> Json:
    """A list, or where values repeat the distinct ones and which of them each person has."""
    values = [int(value) if isinstance(value, float) and value.is_integer() else value for value in values]
    distinct = list(dict.fromkeys(values))
    if 3 * len(distinct) < len(values):
        at = {value: index for index, value in enumerate(distinct)}
        return {"of": distinct, "at": [at[value] for value in values]}
    return values


def _headroom(stage: StageContent, lang: Lang) -> Json:
    """By person what the next grade takes, null where that is not known."""
    people: People = stage.people
    if not people.headroom:
        return None
    found = (people.headroom.get(employee) for employee in people.frame["employee"])
    facts = [None if one is None else next_grade(one, stage.policy.scheme, lang) for one in found]
    return [None if one is None else _next_grade(one) for one in facts]


def _next_grade(facts: NextGrade) -> Json:
    head = [facts.found, facts.grade, facts.better, facts.edge, facts.lacking, int(facts.is_by_place)]
    ways = [[way.metric, way.now, way.at, way.verb, way.more] for way in facts.ways]
    return [*head, ways] if facts.edge else head[:2]
