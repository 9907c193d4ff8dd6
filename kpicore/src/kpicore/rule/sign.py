"""Which nodes can never be negative: their rounding needs no look at the sign, and so no column of its own."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from kpicore.rule.nodes import (
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
    Steps,
    Total,
)


def never_negative(node: Node, columns: Collection[str] = ()) -> bool:
    """True where the value is missing or at least 0 for everybody; `columns` are those known to be so."""

    def holds(part: Node) -> bool:
        return never_negative(part, columns)

    match node:
        case Ref(column=column):
            return column in columns
        case Par(value=value):
            return value >= 0
        case Lit(value=value):
            return isinstance(value, Decimal) and value >= 0
        case Arithmetic(operator="+" | "*" | "/", left=left, right=right):
            return holds(left) and holds(right)
        case Arithmetic():
            return False
        case Clip(body=body, low=low, high=high):
            return holds(low) if low is not None else holds(body) and (high is None or holds(high))
        case Round(body=body) | Say(body=body):
            return holds(body)
        case If(then=then, otherwise=otherwise):
            return holds(then) and holds(otherwise)
        case Steps(table=table, otherwise=otherwise):
            return all(holds(row.value) for row in table) and (otherwise is None or holds(otherwise))
        case Lookup(table=table):
            return all(holds(value) for _, value in table)
        case Default(body=body, value=value):
            return holds(body) and holds(value)
        case Total(parts=parts):
            return all(holds(part) for part in parts)
        case Aggregate(kind="count" | "share") | Rank():
            return True
        case Aggregate(body=body, stage=stage):
            return isinstance(body, Compare | OneOf) or (stage is None and holds(body))
