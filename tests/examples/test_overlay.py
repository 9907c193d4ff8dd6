"""The example of a department's own scheme: every cell is what its rules and the policy under it give."""

from __future__ import annotations

import hashlib
from fractions import Fraction
from pathlib import Path

import pytest

from kpicore.document import find_scheme, read_scheme, write_scheme
from kpicore.plugin import load_plugins
from kpicore.scheme import Results
from kpicore.scoring.examples import check_examples
from tests.schemes.hotline_10086 import by_hand
from tests.schemes.hotline_10086.published import Row, published, worked
from tests.schemes.hotline_10086.test_demo import people

EXAMPLE = Path(__file__).parents[2] / "examples" / "overlay"
DROPPED, UNCHANGED = "seat_transfer", ("rank", "grade", "total")


def cards(operators: list[Row]) -> list[by_hand.Card]:
    """The policy's cards with what the hall has ruled otherwise, in fractions."""
    own = [
        {
            **{column: value for column, value in card.items() if column not in (DROPPED, *UNCHANGED)},
            "quarterly_exam": by_hand.cents(10 * by_hand.way(person, "exam_score", "70", "90")),
            "ivr_transfer": by_hand.cents(10 * ivr(person)),
            "attendance_discipline": by_hand.cents(max(15 - taken(person), Fraction(0))),
        }
        for person, card in zip(operators, by_hand.operators(operators), strict=True)
    ]
    totals = [sum(card.values(), Fraction(0)) for card in own]
    ranks = [1 + sum(other > total for other in totals) for total in totals]
    return [
        {**card, "total": total, "rank": rank, "grade": grade(Fraction(rank - 1, len(own)))}
        for card, total, rank in zip(own, totals, ranks, strict=True)
    ]


def ivr(person: Row) -> Fraction:
    none, all_ = {"ordinary": ("0.031", "0.019"), "vip": ("0.042", "0.023")}[person["skill_group"]]
    return by_hand.way(person, "ivr_transfer_rate", none, all_)


def taken(person: Row) -> Fraction:
    amounts = {"late_events": 2, "leave_days": 1, "absent_days": 5, "discipline_breaches": 3}
    return sum((amount * by_hand.number(person, metric) for metric, amount in amounts.items()), Fraction(0))


def grade(better: Fraction) -> str:
    ends = {"A": 10, "B": 40, "C": 80, "D": 95, "E": 100}
    return next(letter for letter, end in ends.items() if better < Fraction(end, 100))


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Results, dict[str, list[Row]]]:
    return published(EXAMPLE / "pipeline.toml", tmp_path_factory.mktemp("out"))


def test_every_cell_is_what_the_department_and_the_policy_give(run: tuple[Results, dict[str, list[Row]]]) -> None:
    expected = cards(people("话务员", "calls.csv", "quality.csv", "attendance.csv"))
    _, tables = run
    assert len(expected) == 220
    assert [worked(row, card) for row, card in zip(tables["operators"], expected, strict=True)] == expected
    assert DROPPED not in tables["operators"][0]


def test_the_only_warning_is_the_column_of_the_dropped_item(run: tuple[Results, dict[str, list[Row]]]) -> None:
    results, _ = run
    warnings = [*results.warnings, *(warning for stage in results.stages.values() for warning in stage.warnings)]
    assert [warning.message.en.rpartition(" ")[2] for warning in warnings] == ["seat_transfer_rate"]


def test_the_hash_of_the_scheme_is_made_of_those_of_both_documents(run: tuple[Results, dict[str, list[Row]]]) -> None:
    results, _ = run
    origin = results.stages["operators"].origin
    assert origin is not None
    base = find_scheme("hotline-10086/operator", None, None, load_plugins())
    hashes = [hashlib.sha256((EXAMPLE / "operator.toml").read_bytes()).hexdigest(), base.sha256]
    assert [layer.origin.sha256 for layer in origin.layers] == hashes
    assert origin.sha256 == hashlib.sha256("".join(f"{each}\n" for each in hashes).encode()).hexdigest()


def test_its_worked_examples_come_out_and_the_whole_scheme_can_be_written() -> None:
    plugins = load_plugins()
    scheme = find_scheme("operator.toml", None, EXAMPLE, plugins).scheme
    assert len(scheme.examples) == 4
    assert check_examples(scheme) == []
    assert read_scheme(write_scheme(scheme).encode(), "whole.toml", plugins).scheme == scheme


def test_what_the_department_confirmed_is_no_longer_assumed() -> None:
    scheme = find_scheme("operator.toml", None, EXAMPLE, load_plugins()).scheme
    for id in ("call_volume", "attendance_discipline"):
        item = scheme.indicators[id]
        assert (item.status, item.assumed, item.note) == ("stated", (), None)
        assert item.clause.startswith("东区考核补充规定")
