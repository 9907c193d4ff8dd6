"""Checks of a scheme's rules: they can be built, and read only what the scheme declares."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any, get_args

from kpicore.document.mistakes import Finding, PluginFault, locate, plugin_fault, uses, value_at
from kpicore.document.positions import KeyPath
from kpicore.document.syntax import RawTable
from kpicore.errors import InvalidOption, did_you_mean
from kpicore.messages import document as messages
from kpicore.messages import scheme as scheme_messages
from kpicore.rule import Aggregate, Compare, If, Lit, Node, OneOf, Par, Ref, Total, children, lift, rebuild, references
from kpicore.scheme import Adjustment, Calculator, Cased, Indicator, Item, Scheme, metric_column

if TYPE_CHECKING:
    from kpicore.plugin.registry import Contribution, Registry

_NODES = get_args(Node)


def names(raw: RawTable, table: str) -> Collection[str]:
    """The ids that a table of the document declares, whether or not they could be read."""
    declared = raw.get(table)
    return declared if isinstance(declared, dict) else {}


def check_rules(scheme: Scheme, raw: RawTable, registry: Registry) -> Iterator[Finding]:
    """Every calculator and the grade mapper."""
    for table, items in (("indicators", scheme.indicators), ("adjustments", scheme.adjustments)):
        for id_, item in items.items():
            yield from _check_item((table, id_, "calculator"), id_, item, scheme, raw, registry)
    yield from _check_grades(scheme, raw, registry)


def _check_item(
    path: KeyPath, id_: str, item: Indicator | Adjustment, scheme: Scheme, raw: RawTable, registry: Registry
) -> Iterator[Finding]:
    points = item.points if isinstance(item, Indicator) else None
    told = Item(id_, points, scheme.metrics)
    calculator = item.calculator
    extension = registry.calculators[calculator.kind]
    if isinstance(calculator, Cased):
        yield from _check_cases(calculator, path, raw)
        for value, case in calculator.cases.items():
            yield from _check_calculator(case, told, extension, raw, (*path, "cases", value), path)
    else:
        yield from _check_calculator(calculator, told, extension, raw, path)


def _check_cases(calculator: Cased, path: KeyPath, raw: RawTable) -> Iterator[Finding]:
    groups = names(raw, "groups")
    if calculator.by not in groups:
        near = did_you_mean(calculator.by, groups)
        yield Finding(messages.UNKNOWN_GROUP.at(name=calculator.by, near=near), (*path, "by"))
        return
    values = value_at(raw, ("groups", calculator.by, "values"))
    if not isinstance(values, dict):
        return
    for value in values:
        if value not in calculator.cases:
            yield Finding(messages.MISSING_CASE.at(value=value, group=calculator.by), (*path, "cases", value), "key")
    for value in calculator.cases:
        if value not in values:
            unknown = messages.UNKNOWN_CASE.at(value=value, group=calculator.by, near=did_you_mean(value, values))
            yield Finding(unknown, (*path, "cases", value), "key")


def _check_calculator(
    calculator: Calculator, told: Item, extension: Contribution, raw: RawTable, *paths: KeyPath
) -> Iterator[Finding]:
    try:
        rule = _built(lambda: calculator.rule(told), told.id)
    except InvalidOption as error:
        if error.option not in set(names(raw, "metrics")) - set(told.metrics):  # else that metric is reported already
            yield Finding(error.problem, locate(error.option, raw, *paths))
        return
    except Exception as error:
        yield plugin_fault(error, extension, paths[-1])
        return
    metrics, groups = names(raw, "metrics"), {*names(raw, "groups"), "team"}
    for column in _columns(rule):
        if column in groups or column in map(metric_column, metrics):
            continue
        is_metric = column.startswith(metric_column(""))
        name = column.removeprefix(metric_column("")) if is_metric else column
        used = [found for path in paths for found in uses(name, value_at(raw, path), path)]
        if not used:
            yield Finding(messages.UNDECLARED_COLUMN.at(column=column), paths[0])
        elif is_metric:
            yield Finding(scheme_messages.UNKNOWN_METRIC.at(name=name, near=did_you_mean(name, metrics)), used[0])
        else:
            yield Finding(messages.UNKNOWN_GROUP.at(name=name, near=did_you_mean(name, groups)), used[0])


def _check_grades(scheme: Scheme, raw: RawTable, registry: Registry) -> Iterator[Finding]:
    if scheme.grades is None:
        return
    path, mapper = ("grades",), scheme.grades.mapper
    try:
        rule = _built(lambda: mapper.rule(Ref("total")), "grade")
        letters = [str(letter) for letter in mapper.letters]
    except InvalidOption as error:
        yield Finding(error.problem, locate(error.option, raw, path))
        return
    except Exception as error:
        yield plugin_fault(error, registry.grade_mappers[mapper.kind], path)
        return
    groups = {*names(raw, "groups"), "team"}
    for column in _columns(rule):
        if column == "total" or column in groups:
            continue
        if used := next(uses(column, raw["grades"], path), None):
            yield Finding(messages.UNKNOWN_GROUP.at(name=column, near=did_you_mean(column, groups)), used)
        else:
            yield Finding(messages.GRADE_READS.at(column=column), path)
    for letter in scheme.grades.outcomes:
        if letter not in letters:
            unknown = messages.UNKNOWN_GRADE.at(name=letter, near=did_you_mean(letter, letters))
            yield Finding(unknown, ("grades", "outcomes", letter), "key")


def _built(rule: Callable[[], Node], name: str) -> Node:
    """The rule, which has to be made of nodes that can be lifted; anything else is its author's fault."""
    node = rule()
    if foreign := next(foreign_parts(node), None):
        raise PluginFault(messages.NOT_A_RULE.fill(found=foreign))
    lift({name: node})
    return node


def foreign_parts(node: Any) -> Iterator[str]:
    """What stands in a rule and is no node, or no finite number: its type, or the number."""
    match node:
        case If(test=test) if not isinstance(test, Compare | OneOf):
            yield type(test).__name__
        case Par(value=Decimal() as value) | Lit(value=Decimal() as value) if not value.is_finite():
            yield str(value)
        case _ if not isinstance(node, _NODES):
            yield type(node).__name__
        case _:
            for child in children(node):
                yield from foreign_parts(child)


def _columns(rule: Node) -> list[str]:
    """The columns of its own stage that a rule reads; those of an earlier stage are looked at when that is run."""
    return references(_of_this_stage(rule))


def _of_this_stage(rule: Node) -> Node:
    if isinstance(rule, Aggregate) and rule.stage is not None:
        return Total([Ref(column) for column in rule.by])
    return rebuild(rule, _of_this_stage)
