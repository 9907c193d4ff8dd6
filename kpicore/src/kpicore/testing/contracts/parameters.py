"""Whether the numbers that a policy sets stand in a rule as `Par`, named by the option they come from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from cattrs import Converter

from kpicore.document.writer import all_options
from kpicore.messages import contracts as messages
from kpicore.rule import Node
from kpicore.testing.contracts.options import name_of, numeric_options, turned
from kpicore.testing.contracts.said import said
from kpicore.testing.contracts.tree import numbers

ALWAYS = (Decimal(0), Decimal(1))
"""Literals that no policy sets."""


def check_turning(
    extension: Any, prefix: str, converter: Converter, rule_of: Callable[[Any], Node], rule: Node
) -> None:
    """Fails where a number among the options, turned to another, changes a literal of the rule."""
    before = numbers(rule).literals
    literal = []
    for path in numeric_options(extension):
        after = turned(extension, path, converter, rule_of)
        if after is not None and after.literals != before:
            literal.append(name_of(prefix, path))
    assert literal == [], said(messages.LITERAL_OPTION, name=literal[0])


def check_names(extension: Any, prefix: str, rule: Node, beside: Mapping[str, Decimal | None]) -> None:
    """Fails where a parameter's name leads to no option, or to one with another number; `beside` are the core's own."""
    table = all_options(extension)
    known = {name_of(prefix, path): value for path, value in numeric_options(extension).items()}
    known |= {name: value for name, value in beside.items() if value is not None}
    unset = {name_of(prefix, (key,)) for key, value in table.items() if value is None}
    named = numbers(rule).named
    unknown = [name for name in named if name not in known and name not in unset]
    assert unknown == [], said(messages.UNKNOWN_PARAMETER, known=", ".join(known))
    wrong = {
        name: (sorted(map(str, values)), str(known[name]))
        for name, values in named.items()
        if name in known and values != {known[name]}
    }
    assert wrong == {}, said(messages.WRONG_PARAMETER)


def check_literals(extension: Any, rule: Node, allowed: Sequence[Decimal | int]) -> None:
    """Fails where a number stands in the rule that may be the policy's, and is none of the options."""
    known = {*ALWAYS, *map(Decimal, allowed), *numeric_options(extension).values()}
    strange = sorted({str(number) for number in numbers(rule).literals if number not in known})
    assert strange == [], said(messages.LITERAL_NUMBER, numbers=", ".join(strange))
