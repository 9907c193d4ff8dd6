"""What can never be negative."""

from decimal import Decimal

import pytest

from kpicore.rule import Aggregate, Clip, Compare, Default, If, Lit, Lookup, Node, Rank, Ref, Round, Step, Steps, Total
from kpicore.rule.sign import never_negative

COUNT, SIGNED = Ref("metric.count"), Ref("metric.signed")
MINUS = Lit(Decimal(-1))


@pytest.mark.parametrize(
    ("node", "holds"),
    [
        (COUNT, True),
        (SIGNED, False),
        (Lit(0), True),
        (MINUS, False),
        (Lit("A"), False),
        (COUNT + COUNT * COUNT / Lit(2), True),
        (COUNT - Lit(0), False),
        (COUNT * MINUS, False),
        (Clip(SIGNED, low=Lit(0)), True),
        (Clip(SIGNED, low=MINUS), False),
        (Clip(COUNT, high=Lit(5)), True),
        (Clip(COUNT, high=MINUS), False),
        (Clip(SIGNED, high=Lit(5)), False),
        (Round(COUNT, Lit(2)), True),
        (If(Compare(SIGNED, ">", Lit(0)), COUNT, Lit(0)), True),
        (If(Compare(SIGNED, ">", Lit(0)), COUNT, SIGNED), False),
        (Steps(SIGNED, [Step(Lit(1), COUNT)]), True),
        (Steps(SIGNED, [Step(Lit(1), COUNT)], MINUS), False),
        (Lookup(Ref("g"), {"x": COUNT, "y": SIGNED}), False),
        (Default(COUNT, Lit(0)), True),
        (Default(COUNT, MINUS), False),
        (Total([COUNT, COUNT]), True),
        (Total([COUNT, SIGNED], "skip"), False),
        (Aggregate("count", SIGNED), True),
        (Aggregate("share", Compare(SIGNED, ">", Lit(0))), True),
        (Aggregate("mean", COUNT), True),
        (Aggregate("min", SIGNED), False),
        (Aggregate("mean", COUNT, (), "earlier"), False),  # that column belongs to another stage
        (Rank(SIGNED), True),
    ],
)
def test_never_negative_is_said_only_where_it_is_certain(node: Node, holds: bool) -> None:
    assert never_negative(node, {"metric.count"}) is holds
