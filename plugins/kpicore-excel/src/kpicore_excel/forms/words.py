"""What the form says of each column: its heading, its note, what to enter and what an empty cell means."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kpicore import FormColumn, FormItem, Lang, Metric, Text
from kpicore_excel.messages import form as messages
from kpicore_excel.width import balanced

_SEPARATORS: tuple[tuple[str, Lang], ...] = (("、", "zh"), (", ", "en"))

MOST_CHOICES = 12
"""How many choices a sentence lists."""


def heading(column: FormColumn, lang: Lang, width: int) -> str:
    """The label, starred where the cell has to be filled, in lines of about one length where it is wider than `width`;
    below it the unit."""
    label = messages.REQUIRED.fill(label=column.label) if column.is_required else column.label
    unit = _short_unit(column)
    return "\n".join([*balanced(label.in_(lang), width), *([] if unit is None else [unit.in_(lang)])])


def note(column: FormColumn, lang: Lang) -> str:
    """What stands in the note on a heading: what the column is, how it is filled in, and how each item scores it."""
    lines = [column.label.in_(lang)]
    if column.description is not None:
        lines.append(column.description.in_(lang))
    lines += [
        messages.FILL.fill(how=how(column)).in_(lang),
        messages.EMPTY.fill(what=where_empty(column, lang)).in_(lang),
    ]
    if column.role != "metric":
        if column.uses:
            separator = "、" if lang == "zh" else ", "
            items = separator.join(use.item.label.in_(lang) for use in column.uses)
            lines += ["", messages.GROUP_USE.in_(lang).format(items=items)]
        return "\n".join(lines)
    for use in column.uses:
        lines += ["", _headed(use.item).in_(lang), use.item.rule.in_(lang)]
    return "\n".join(lines)


def how(column: FormColumn) -> Text:
    """What to enter."""
    match column.role:
        case "employee":
            return messages.HOW["employee"]
        case "name" | "team" | "detail":
            return messages.HOW["text"]
    if column.choices:
        return messages.HOW["choice"].fill(choices=_listed(column))
    if column.metric is None:
        return messages.HOW["text"]
    return _how_number(column.metric)


def where_empty(column: FormColumn, lang: Lang) -> str:
    """What an empty cell means."""
    metric = column.metric
    if column.role == "cases":
        said = messages.EMPTY_IS_FINE
    elif column.role != "metric" or metric is None:
        said = messages.KEY_NOT_EMPTY if column.is_required else messages.EMPTY_IS_FINE
    elif metric.default is not None:
        said = messages.EMPTY_IS_DEFAULT.fill(value=_default(metric))
    elif column.is_required:
        said = messages.NOT_EMPTY
    else:
        separator = "；" if lang == "zh" else "; "
        uses = [messages.IF_EMPTY[use.if_empty].fill(item=use.item.label) for use in column.uses]
        return separator.join(dict.fromkeys(use.in_(lang) for use in uses))
    return said.in_(lang)


def shown(column: FormColumn, value: str, lang: Lang) -> str:
    """What stands in a cell for a value: the label of a choice; its id where several choices share that label."""
    if value not in column.choices:
        return value
    label = column.choices[value].in_(lang)
    alike = [other for other in column.choices.values() if label in (other.zh, other.en)]
    return label if len(alike) == 1 else value


def plain(number: Decimal) -> str:
    """A number without zeros at its end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(ratio: Decimal) -> str:
    """A ratio as the number before its percent sign."""
    return plain(ratio * 100)


def example_ratio(metric: Metric) -> str:
    """A percentage that may stand in the column."""
    low, high = metric.bounds
    example = Decimal("0.985")
    fits = (low is None or low <= example) and (high is None or example <= high)
    return percent(example if fits or low is None or high is None else (low + high) / 2)


def _headed(item: FormItem) -> Text:
    if item.full is None:
        return messages.ADJUSTMENT.fill(item=item.label)
    return messages.ITEM.fill(item=item.label, full=plain(item.full))


def _default(metric: Metric) -> str:
    match metric.default:
        case Decimal() as number:
            return f"{percent(number)}%" if metric.unit == "ratio" else plain(number)
        case other:
            return str(other)


def _short_unit(column: FormColumn) -> Text | None:
    metric = column.metric
    if metric is None:
        return messages.CHOICE if column.choices else None
    if metric.unit == "points" and metric.expect is not None:
        return messages.POSITIVE if metric.expect == "positive" else messages.NEGATIVE
    if metric.whole and metric.unit == "count":
        return messages.WHOLE
    low, high = ("" if bound is None else plain(bound) for bound in metric.bounds)
    return messages.UNITS[metric.unit].fill(low=low, high=high)


def _how_number(metric: Metric) -> Text:
    low, high = metric.bounds
    if metric.unit == "ratio" and low is not None and high is not None:
        said = {"low": percent(low), "high": percent(high), "example": example_ratio(metric)}
        return messages.HOW["ratio"].fill(**said)
    if metric.expect is not None:
        return messages.HOW[metric.expect]
    kind = (
        "between"
        if low is not None and high is not None
        else "from"
        if low is not None
        else "up to"
        if high is not None
        else "any"
    )
    bounds = {"low": "" if low is None else plain(low), "high": "" if high is None else plain(high)}
    said_how = messages.HOW[f"whole {kind}" if metric.whole else kind].fill(**bounds)
    return messages.IN_SECONDS.fill(how=said_how) if metric.unit == "seconds" else said_how


def _listed(column: FormColumn) -> Text:
    few = list(column.choices)[:MOST_CHOICES]
    more = " …" if len(column.choices) > MOST_CHOICES else ""
    zh, en = (separator.join(shown(column, each, lang) for each in few) for separator, lang in _SEPARATORS)
    return Text(zh + more, en + more)


def lines_of_items(column: FormColumn) -> Iterator[Text]:
    """The items that read a column, each with its full marks."""
    for use in column.uses:
        if use.item.full is None:
            yield messages.GUIDE_ADJUSTMENT.fill(item=use.item.label)
        else:
            yield messages.GUIDE_ITEM.fill(item=use.item.label, full=plain(use.item.full))
