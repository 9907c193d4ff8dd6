"""A scheme in words: what it needs, what it scores and how, and what of it is the policy's own word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from kpicore.document import KeyPath, SchemeDocument, show_path
from kpicore.errors import Lang
from kpicore.scheme import Adjustment, Indicator, Metric, Scheme, StageResults, Validity
from kpicore.scoring.compile import compile_scheme
from kpicore.scoring.scorecards import tell
from kpicore_cli import layers, messages
from kpicore_cli.provenance import provenance
from kpicore_cli.screen import heading, plain, spread, table, wrapped

INDENT, DEEPER = "  ", "    "


def sheet(document: SchemeDocument, lang: Lang) -> str:
    """The whole scheme for people."""
    scheme = document.scheme
    rules = rules_in_words(scheme, lang)
    blocks = [_head(document, lang)]
    if scheme.groups:
        blocks.append("\n".join([heading(messages.GROUPS.in_(lang)), *_groups(document, lang)]))
    blocks.append(heading(messages.METRICS.in_(lang)) + "\n" + _metrics(document, lang))
    if scheme.details:
        said = [f"{id} {detail.label.in_(lang)}" for id, detail in scheme.details.items()]
        blocks.append(wrapped(messages.DETAILS.in_(lang, details=("、" if lang == "zh" else ", ").join(said))))
    for section, items in groupby(scheme.indicators.items(), key=lambda entry: entry[1].section):
        blocks.append("\n".join(_section(document, section, dict(items), rules, lang)))
    if scheme.adjustments:
        lines = [heading(messages.ADJUSTMENTS.in_(lang))]
        lines += [line for id, item in scheme.adjustments.items() for line in _item(document, id, item, rules, lang)]
        blocks.append("\n".join(lines))
    blocks.append("\n".join(_grades(document, rules, lang)))
    return "\n\n".join(blocks)


def rules_in_words(scheme: Scheme, lang: Lang) -> Mapping[str, str]:
    """The rule of every item by its id, and of the grade."""
    unscored = StageResults("", scheme, compile_scheme(scheme).columns, None)
    return {id: words.said() for id, words in tell(unscored, lang).items()}


def as_data(document: SchemeDocument, lang: Lang) -> dict[str, Any]:
    """The scheme for programs; rules in words of one language."""
    from attrs import asdict

    scheme = document.scheme
    rules = rules_in_words(scheme, lang)

    def item(id: str, value: Indicator | Adjustment) -> dict[str, Any]:
        data = _data(asdict(value, filter=lambda field, _: field.name != "calculator"))
        return {"id": id, **data, "calculator": value.calculator.kind, "rule": rules[id]}

    return {
        "id": scheme.id,
        "version": scheme.version,
        "sha256": document.sha256,
        "layers": layers.as_data(document),
        "origin": asdict(document.origin) if document.origin else None,
        "title": asdict(scheme.title),
        "policy": scheme.policy,
        "note": asdict(scheme.note) if scheme.note else None,
        "valid": {"from": _data(scheme.valid.start), "until": _data(scheme.valid.until)},
        "full": _data(scheme.full),
        "rounding": asdict(scheme.rounding),
        "groups": _data({id: asdict(group) for id, group in scheme.groups.items()}),
        "metrics": [{"id": id, **_data(asdict(metric))} for id, metric in scheme.metrics.items()],
        "sections": _data({id: asdict(section) for id, section in scheme.sections.items()}),
        "indicators": [item(id, indicator) for id, indicator in scheme.indicators.items()],
        "adjustments": [item(id, adjustment) for id, adjustment in scheme.adjustments.items()],
        "grades": _grades_data(scheme, rules),
        "examples": len(scheme.examples),
        "set_by": {show_path(path): layer.id for path, layer in layers.layers_by_figure(document).items()}
        if layers.is_overlay(document)
        else {},
    }


def validity(valid: Validity, lang: Lang) -> str:
    """The days in which a scheme is in force."""
    match valid:
        case Validity(start=None, until=None):
            return messages.ALWAYS.in_(lang)
        case Validity(start=start, until=None):
            return messages.VALID_FROM.in_(lang, start=start)
        case Validity(start=None, until=until):
            return messages.VALID_UNTIL.in_(lang, until=until)
        case _:
            return messages.VALID_BETWEEN.in_(lang, start=valid.start, until=valid.until)


def _head(document: SchemeDocument, lang: Lang) -> str:
    scheme = document.scheme
    facts = {"id": scheme.id, "version": scheme.version, "full": plain(scheme.full)}
    lines = [
        heading(wrapped(scheme.title.in_(lang))),
        wrapped(messages.HEAD.in_(lang, valid=validity(scheme.valid, lang), **facts)),
    ]
    if scheme.policy:
        lines.append(wrapped(messages.POLICY.in_(lang, policy=scheme.policy)))
    lines += [
        wrapped(messages.EXTENDS.in_(lang, scheme=layer.id, version=layer.version)) for layer in document.layers[1:2]
    ]
    lines += _changed(document, [("full",)], "", lang)
    if document.origin is not None:
        origin = document.origin
        shipped = messages.SHIPPED_BY.in_(lang, distribution=origin.distribution, version=origin.version)
        lines.append(wrapped(shipped))
    if scheme.note is not None:
        lines.append(wrapped(scheme.note.in_(lang)))
    return "\n".join(lines)


def _whence(document: SchemeDocument, path: KeyPath, lang: Lang, indent: str) -> Iterator[str]:
    """Of an overlay: which document says the figures below the path."""
    if layers.is_overlay(document):
        yield wrapped(layers.whence(document, path, lang), indent)


def _changed(document: SchemeDocument, paths: Iterable[KeyPath], indent: str, lang: Lang) -> Iterator[str]:
    """Of an overlay: which document says what it has changed."""
    for path in paths:
        if layers.is_overlay(document) and layers.is_changed(document, path):
            yield from _whence(document, path, lang, indent)


def _groups(document: SchemeDocument, lang: Lang) -> Iterator[str]:
    for id, group in document.scheme.groups.items():
        separator = "、" if lang == "zh" else ", "
        values = separator.join(f"{value} = {label.in_(lang)}" for value, label in group.values.items())
        yield wrapped(
            f"{id}  {group.label.in_(lang)}：{values}" if lang == "zh" else f"{id}  {group.label.in_(lang)}: {values}",
            INDENT,
        )
        yield from _changed(document, [("groups", id)], DEEPER, lang)


def _metrics(document: SchemeDocument, lang: Lang) -> str:
    said = [messages.METRIC, messages.LABEL, messages.UNIT, messages.BETTER]
    better = {"higher": messages.HIGHER.in_(lang), "lower": messages.LOWER.in_(lang), None: "—"}
    rows = [
        [id, metric.label.in_(lang), _unit(id, metric, lang), better[metric.better]]
        for id, metric in document.scheme.metrics.items()
    ]
    if layers.is_overlay(document):
        said.append(messages.SET_BY)
        rows = [[*row, layers.whence(document, ("metrics", row[0]), lang)] for row in rows]
    return table([text.in_(lang) for text in said], rows)


def _unit(id: str, metric: Metric, lang: Lang) -> str:
    low, high = ("" if bound is None else plain(bound) for bound in metric.bounds)
    if metric.range is not None and metric.unit != "ratio":
        said = messages.UNIT_RANGE.in_(lang, unit=messages.UNIT_NAMES[metric.unit].in_(lang), low=low, high=high)
    else:
        said = messages.UNITS[metric.unit].in_(lang, low=low, high=high)
    if metric.whole:
        said += messages.WHOLE.in_(lang)
    if metric.default is not None:
        shown = metric.default if isinstance(metric.default, str) else plain(metric.default)
        said += messages.DEFAULT.in_(lang, value=shown)
    if metric.min_n is not None:
        said += messages.MIN_N.in_(lang, column=f"{id}_n", min_n=metric.min_n)
    return said


def _section(
    document: SchemeDocument, id: str | None, items: Mapping[str, Indicator], rules: Mapping[str, str], lang: Lang
) -> Iterator[str]:
    scheme = document.scheme
    if id is None:
        yield heading((messages.OTHER_ITEMS if document.scheme.sections else messages.ALL_ITEMS).in_(lang))
    else:
        section = scheme.sections[id]
        label = section.label.in_(lang)
        if section.points is not None:
            label = messages.SECTION_POINTS.in_(lang, label=label, points=plain(section.points))
        yield heading(label)
        if section.note is not None:
            yield wrapped(section.note.in_(lang), INDENT)
        yield from _changed(document, [("sections", id)], INDENT, lang)
    for name, item in items.items():
        yield from _item(document, name, item, rules, lang)


def _item(
    document: SchemeDocument, id: str, item: Indicator | Adjustment, rules: Mapping[str, str], lang: Lang
) -> Iterator[str]:
    scheme = document.scheme
    table = "indicators" if isinstance(item, Indicator) else "adjustments"
    label = f"{item.label.in_(lang)}  {id}"
    if isinstance(item, Indicator):
        yield spread(label, messages.FULL_POINTS.in_(lang, points=plain(item.points)), INDENT)
    else:
        yield wrapped(label, INDENT)
    if item.description is not None:
        yield wrapped(item.description.in_(lang), DEEPER)
    yield wrapped(rules[id], DEEPER)
    if isinstance(item, Indicator) and item.missing in messages.MISSING:
        yield wrapped(messages.MISSING[item.missing].in_(lang), DEEPER)
    for said in provenance(item, scheme.policy, lang):
        yield wrapped(said, DEEPER)
    yield from _whence(document, (table, id), lang, DEEPER)


def _grades(document: SchemeDocument, rules: Mapping[str, str], lang: Lang) -> Iterator[str]:
    scheme = document.scheme
    yield heading(messages.TOTAL_AND_GRADE.in_(lang))
    rounding = messages.ROUNDING if scheme.rounding.of == "indicator" else messages.ROUNDING_TOTAL
    yield wrapped(rounding.in_(lang, digits=scheme.rounding.digits), INDENT)
    yield from _changed(document, [("rounding",), ("total",)], INDENT, lang)
    if scheme.grades is not None:
        yield wrapped(rules["grade"], INDENT)
        for grade, outcome in scheme.grades.outcomes.items():
            yield wrapped(messages.GRADE_OUTCOME.in_(lang, grade=grade, outcome=outcome.in_(lang)), DEEPER)
        for said in provenance(scheme.grades, scheme.policy, lang):
            yield wrapped(said, INDENT)
        yield from _whence(document, ("grades",), lang, INDENT)
    if scheme.examples:
        yield wrapped(messages.EXAMPLES.in_(lang, count=len(scheme.examples)), INDENT)


def _grades_data(scheme: Scheme, rules: Mapping[str, str]) -> dict[str, Any] | None:
    from attrs import asdict

    if scheme.grades is None:
        return None
    data = _data(asdict(scheme.grades, filter=lambda field, _: field.name != "mapper"))
    mapper = scheme.grades.mapper
    return {**data, "kind": mapper.kind, "letters": list(mapper.letters), "rule": rules["grade"]}


def _data(value: Any) -> Any:
    """A value as JSON has it: numbers for decimals, texts for dates."""
    from datetime import date
    from decimal import Decimal

    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case date():
            return value.isoformat()
        case Mapping():
            return {key: _data(below) for key, below in value.items()}
        case list() | tuple():
            return [_data(item) for item in value]
        case _:
            return value
