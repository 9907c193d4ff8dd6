"""What the families of lint look at, and how they say what they find: at its place, in people's figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from typing import Any

from attrs import define, frozen

from kpicore.document import KeyPath, Positions, SchemeDocument
from kpicore.errors import Message, Problem, Text
from kpicore.lint.figures import Bound, Freed, freed
from kpicore.messages import lint_rules as messages
from kpicore.render.words import shown
from kpicore.rule import Node
from kpicore.scheme import Adjustment, Calculator, Cased, Indicator, Item, Metric, Scheme


@frozen
class Ruling:
    """One rule of an indicator or adjustment: its only one, or that of one `value` of the group it differs `by`.

    `path` leads to the item. `own` names the options that the case itself gives.
    """

    path: KeyPath
    item: Indicator | Adjustment
    calculator: Calculator
    rule: Node
    freed: Freed
    by: str = ""
    value: str = ""
    own: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return str(self.path[-1])

    @property
    def points(self) -> Decimal | None:
        """Full marks; an adjustment has none."""
        return self.item.points if isinstance(self.item, Indicator) else None

    def option(self, *keys: str | int) -> KeyPath:
        """Where an option of the calculator stands; without keys, the calculator itself."""
        case = ("cases", self.value) if self.value and (not keys or keys[0] in self.own) else ()
        return (*self.path, "calculator", *case, *keys)


@define(eq=False, slots=False)
class Policy:
    """A scheme under lint."""

    document: SchemeDocument

    @property
    def scheme(self) -> Scheme:
        return self.document.scheme

    @cached_property
    def rulings(self) -> tuple[Ruling, ...]:
        """All rules, in the order of the document."""
        return tuple(_rulings(self.scheme))

    def found(self, message: Message, path: KeyPath, **facts: Any) -> Problem:
        """The finding at the value that `path` leads to; where that is not written, at the table above it."""
        return found(self.document.positions, message, path, **facts)

    def is_written(self, path: KeyPath) -> bool:
        """Whether the document, or one it extends, says this itself."""
        holder: Positions | None = self.document.positions
        while holder is not None:
            if path in holder.spots:
                return True
            holder = holder.base
        return False

    def is_own(self, path: KeyPath) -> bool:
        """Whether something below the path is said here and not only in a document that this one extends."""
        positions = self.document.positions
        return positions.base is None or any(spot[: len(path)] == path for spot in positions.spots)


def found(positions: Positions, message: Message, path: KeyPath, **facts: Any) -> Problem:
    """The finding at the value that `path` leads to."""
    return message.at(positions.at_value(path), **facts)


def _rulings(scheme: Scheme) -> Iterator[Ruling]:
    for table, items in (("indicators", scheme.indicators), ("adjustments", scheme.adjustments)):
        for id, item in items.items():
            path: KeyPath = (table, id)
            told = Item(id, item.points if isinstance(item, Indicator) else None, scheme.metrics)
            match item.calculator:
                case Cased(by=by, cases=cases, own=own):
                    for value, calculator in cases.items():
                        rule = calculator.rule(told)
                        given = tuple(own.get(value, ()))
                        yield Ruling(path, item, calculator, rule, freed(rule, scheme), by, value, given)
                case calculator:
                    rule = calculator.rule(told)
                    yield Ruling(path, item, calculator, rule, freed(rule, scheme))


def said(value: Decimal | Bound | str, unit: str | None = None) -> Text:
    """A value as people read it, by its unit."""
    if isinstance(value, float):
        return Text("∞", "∞") if value > 0 else Text("−∞", "−∞")
    return Text(shown(value, unit, "zh"), shown(value, unit, "en"))


def range_of(metric: Metric) -> Text:
    """The values a metric may have, as people read them."""
    low, high = metric.bounds
    match low, high:
        case None, None:
            return Text("", "")
        case _, None:
            return messages.RANGE_LOW.fill(low=said(low or Decimal(0), metric.unit))
        case None, _:
            return messages.RANGE_HIGH.fill(high=said(high or Decimal(0), metric.unit))
        case _:
            ends = {"low": said(low or Decimal(0), metric.unit), "high": said(high or Decimal(0), metric.unit)}
            return messages.RANGE_BOTH.fill(**ends)


def between(start: Decimal, end: Decimal, unit: str | None = None) -> Text:
    """The values from one to another, or the one."""
    ends = said(start, unit), said(end, unit)
    return ends[0] if start == end else messages.SPAN.fill(start=ends[0], end=ends[1])


def listed(things: Iterable[Text | str]) -> Text:
    """Things one after the other, as each language lists them."""
    texts = [thing if isinstance(thing, Text) else Text(thing, thing) for thing in things]
    return Text("、".join(text.zh for text in texts), ", ".join(text.en for text in texts))
