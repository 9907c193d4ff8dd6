"""Whole schemes score the same on every engine as in exact fractions, and their cards add up."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext

from hypothesis import given, settings

from kpicore.render import exact
from kpicore.scheme import Scheme
from kpicore.scoring.compile import compile_scheme
from tests.agreement.engines import ENGINES, differences, scored
from tests.agreement.people import People
from tests.agreement.schemes import populations, schemes


@given(scheme=schemes(), people=populations())
def test_every_column_of_a_scheme_is_what_exact_fractions_give(scheme: Scheme, people: People) -> None:
    program = compile_scheme(scheme)
    values = exact.evaluate(program.rules, people.exact)
    expected = {name: values[name] for name in program.rules}
    unrounded = {name for name in expected if name.startswith("_")}
    for engine in ENGINES:
        got = scored(engine, program.columns, people.frame, non_negative=program.non_negative)
        assert not differences(expected, got, unrounded), engine


@settings(max_examples=2 * settings().max_examples)
@given(scheme=schemes(), people=populations())
def test_the_printed_card_adds_up(scheme: Scheme, people: People) -> None:
    if scheme.rounding.of == "total":
        return  # such a card does not claim to
    program = compile_scheme(scheme)
    cards = scored("polars", program.columns, people.frame, non_negative=program.non_negative)
    for card in cards.iter_rows(named=True):
        base = base_of(scheme, card)
        assert printed(card["base_total"]) == base
        adjusted = [printed(card[id]) for id in scheme.adjustments]
        if base is None or None in adjusted:
            assert card["total"] is None
        else:
            assert printed(card["total"]) == max(
                Decimal(0), base + sum(points for points in adjusted if points is not None)
            )


@given(scheme=schemes(), people=populations())
def test_places_go_by_the_printed_totals(scheme: Scheme, people: People) -> None:
    program = compile_scheme(scheme)
    cards = scored("polars", program.columns, people.frame, non_negative=program.non_negative)
    totals = [printed(total) for total in cards["total"]]
    for total, place in zip(totals, cards["rank"], strict=True):
        better = sum(other > total for other in totals if other is not None and total is not None)
        assert place == (None if total is None else better + 1)


def base_of(scheme: Scheme, card: dict[str, float | None]) -> Decimal | None:
    """The sum of what is printed, scaled up to full where indicators are left out; none where a score is missing."""
    points = {id: printed(card[id]) for id in scheme.indicators}
    left_out = [
        id for id, indicator in scheme.indicators.items() if indicator.missing == "exclude" and points[id] is None
    ]
    there = [points[id] for id in points if id not in left_out]
    whole = sum((score for score in there if score is not None), Decimal(0))
    if None in there or not there:
        return None
    if not left_out:
        return whole
    rest = scheme.full - sum(scheme.indicators[id].points for id in left_out)
    if not rest:
        return None
    with localcontext(prec=50):
        return (whole * scheme.full / rest).quantize(Decimal(1).scaleb(-scheme.rounding.digits), ROUND_HALF_UP)


def printed(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(repr(value))
