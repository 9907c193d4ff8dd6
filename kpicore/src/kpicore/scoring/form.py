"""The form of a scheme: a column for everything that its rules read, and what they make of it, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from attrs import evolve

from kpicore.errors import Lang, Place, Problem, Refused, Text, did_you_mean
from kpicore.messages import form as messages
from kpicore.rule import Arithmetic, Lit, Lookup, Node, Par, Ref, Say, Steps, Total, is_constant, needs, references
from kpicore.rule.constant import constant, round_half_away
from kpicore.scheme import (
    Form,
    FormColumn,
    FormGrade,
    FormItem,
    FormUse,
    IfEmpty,
    Indicator,
    Metric,
    Period,
    Scheme,
    StageResults,
    metric_column,
    source_column,
)
from kpicore.scoring.compile import Program, compile_scheme, item_rule
from kpicore.scoring.scorecards import tell

WITHOUT = Place("--without")


def make_form(
    scheme: Scheme,
    lang: Lang,
    period: Period | None = None,
    without: Sequence[str] = (),
) -> Form:
    """The form of a scheme, of nobody yet, less the columns named in `without`: a metric goes with its number of cases.

    A name that is no column of the form is `Refused`, with the nearest one.
    """
    program = compile_scheme(scheme)
    rules = {id: item_rule(scheme, id) for id in scheme.items}
    items = _items(program, rules)
    columns = _columns(program, rules, items)
    _check_names(scheme, without, columns)
    return Form(
        scheme=scheme,
        period=period,
        lang=lang,
        columns=tuple(column for column in columns if not _is_left_out(column, without)),
        items=items,
        grades=_grades(scheme),
    )


def _is_left_out(column: FormColumn, without: Sequence[str]) -> bool:
    return column.id in without or (column.role == "cases" and column.id.removesuffix("_n") in without)


def with_people(form: Form, people: Sequence[Mapping[str, str]]) -> Form:
    """The form with what is known of people, as far as it has columns for it."""
    ids = [column.id for column in form.columns]
    return evolve(form, people=tuple({id: person[id] for id in ids if person.get(id)} for person in people))


def _check_names(scheme: Scheme, without: Sequence[str], columns: Sequence[FormColumn]) -> None:
    known = [column.id for column in columns if column.role != "employee"]
    problems: list[Problem] = []
    for name in without:
        if name == "employee":
            problems.append(messages.EMPLOYEE_STAYS.at(WITHOUT))
        elif name not in known:
            near = did_you_mean(name, known)
            problems.append(messages.UNKNOWN_COLUMN.at(WITHOUT, scheme=scheme.id, name=name, near=near))
    if problems:
        raise Refused(*problems)


def _items(program: Program, rules: Mapping[str, Node]) -> dict[str, FormItem]:
    scheme = program.scheme
    unscored = StageResults("", scheme, program.columns, None)
    zh, en = tell(unscored, "zh"), tell(unscored, "en")
    found: dict[str, FormItem] = {}
    for id, item in scheme.items.items():
        section = scheme.sections[item.section].label if isinstance(item, Indicator) and item.section else None
        found[id] = FormItem(
            id=id,
            label=item.label,
            section=section,
            full=item.points if isinstance(item, Indicator) else None,
            rule=Text(zh[id].said(), en[id].said()),
            reads=tuple(source_column(column) for column in references(rules[id])),
            letters=_letters(rules[id], scheme),
            amounts=_amounts(rules[id]) or {},
        )
    return found


def _letters(rule: Node, scheme: Scheme) -> dict[str, Decimal]:
    """The points of each letter, where the rule is a table over a rating and nothing else."""
    match rule:
        case Say(body=body):
            return _letters(body, scheme)
        case Lookup(body=Ref(column=column), table=table) if column.startswith(metric_column("")):
            if all(is_constant(value) for _, value in table):
                return {letter: _points(value, scheme) for letter, value in table}
    return {}


def _points(value: Node, scheme: Scheme) -> Decimal:
    points = constant(value)
    if scheme.rounding.of == "indicator":
        points = round_half_away(points, scheme.rounding.digits)
    return Decimal(0) if points is None else Decimal(points.numerator) / Decimal(points.denominator)


def _amounts(rule: Node) -> dict[str, Decimal] | None:
    """Points for one of each metric, where the rule is a sum of such products; None where it is anything else."""
    match rule:
        case Say(body=body):
            return _amounts(body)
        case Ref(column=column) if column.startswith(metric_column("")):
            return {source_column(column): Decimal(1)}
        case Arithmetic(operator="*", left=Par(value=each), right=Ref() as metric):
            amounts = _amounts(metric)
            return amounts and {id: each * amount for id, amount in amounts.items()}
        case Total(parts=parts, need="all"):
            found = [_amounts(part) for part in parts]
            metrics = [id for amounts in found if amounts for id in amounts]
            if all(found) and len(set(metrics)) == len(metrics):
                return {id: amount for amounts in found if amounts for id, amount in amounts.items()}
    return None


def _columns(program: Program, rules: Mapping[str, Node], items: Mapping[str, FormItem]) -> list[FormColumn]:
    scheme = program.scheme
    reads_team = "team" in program.inputs
    columns = [
        FormColumn("employee", "employee", messages.EMPLOYEE, messages.EMPLOYEE_MEANS, is_required=True),
        FormColumn("name", "name", messages.NAME, messages.NAME_MEANS),
        FormColumn(
            "team",
            "team",
            messages.TEAM,
            messages.TEAM_MEANS,
            uses=_uses("team", scheme, rules, items),
            is_required=reads_team,
        ),
    ]
    for id, group in scheme.groups.items():
        uses = _uses(id, scheme, rules, items)
        columns.append(FormColumn(id, "group", group.label, choices=group.values, uses=uses, is_required=True))
    for id, detail in scheme.details.items():
        columns.append(FormColumn(id, "detail", detail.label, detail.description))
    for column in program.inputs:
        id = source_column(column)
        if column.startswith(metric_column("")):
            metric = scheme.metrics[id]
            uses = _uses(column, scheme, rules, items)
            is_required = metric.default is None and any(use.if_empty == "refused" for use in uses)
            choices = {letter: Text(letter, letter) for letter in program.letters.get(column, [])}
            columns.append(
                FormColumn(id, "metric", metric.label, metric.description, metric, choices, uses, is_required)
            )
            columns += _cases(id, metric)
    return columns


def _cases(id: str, metric: Metric) -> list[FormColumn]:
    if metric.min_n is None:
        return []
    said = {"label": metric.label, "min_n": metric.min_n}
    counted = Metric("count", messages.CASES.fill(label=metric.label))
    return [FormColumn(f"{id}_n", "cases", counted.label, messages.CASES_MEAN.fill(**said), counted)]


def _uses(column: str, scheme: Scheme, rules: Mapping[str, Node], items: Mapping[str, FormItem]) -> tuple[FormUse, ...]:
    return tuple(
        FormUse(items[id], _if_empty(column, rule, scheme.items[id]))
        for id, rule in rules.items()
        if column in references(rule)
    )


_ON_MISSING: Mapping[str, IfEmpty] = {"error": "refused", "zero": "zero", "full": "full", "exclude": "left-out"}


def _if_empty(column: str, rule: Node, item: object) -> IfEmpty:
    if column.startswith(metric_column("")) and column not in needs(rule):
        return "rest"
    return _ON_MISSING[item.missing] if isinstance(item, Indicator) else "refused"


def _grades(scheme: Scheme) -> tuple[FormGrade, ...]:
    """The grades, where they are fixed steps of the total."""
    if scheme.grades is None:
        return ()
    match scheme.grades.mapper.rule(Ref("total")):
        case Steps(body=Ref(column="total"), table=table, otherwise=Lit(value=str(lowest))):
            grades: list[FormGrade] = []
            for step in table:
                if not isinstance(step.edge, Par) or not isinstance(step.value, Lit):
                    return ()
                grades.append(FormGrade(str(step.value.value), step.edge.value, step.reach))
            return (*grades, FormGrade(lowest))
    return ()
