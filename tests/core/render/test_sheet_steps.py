"""Columns cut once more for a sheet: what decides for itself whether it gives anything stands in a cell of its own."""

from __future__ import annotations

from decimal import Decimal

from kpicore.errors import Text
from kpicore.render.sheet_steps import sheet_steps, text_columns
from kpicore.rule import Column, Default, If, Lit, Lookup, OneOf, Par, Ref, Round, Say, Step, Steps, Total, lift

POINTS = Par("points", Decimal(10))
CHOICE = Lookup(Ref("group"), {"x": Ref("a"), "y": Ref("b")})


def names(columns: tuple[Column, ...]) -> list[str]:
    return [column.name for column in columns]


def test_a_choice_within_arithmetic_becomes_a_column_before_it() -> None:
    steps = sheet_steps([Column("score", POINTS * CHOICE)])
    assert names(steps) == ["_score_a", "score"]
    assert steps[0].node == CHOICE
    assert steps[1].node == POINTS * Ref("_score_a")


def test_a_choice_on_its_own_stays_where_it_is() -> None:
    for node in (
        CHOICE,
        Say(CHOICE, Text("按组", "by group")),
        Default(Ref("a"), CHOICE),
        Steps(Ref("a"), [Step(Lit(1), CHOICE)]),
    ):
        assert names(sheet_steps([Column("score", node)])) == ["score"]


def test_the_same_choice_is_one_column_for_all() -> None:
    steps = sheet_steps([Column("one", POINTS * CHOICE), Column("two", CHOICE + 1), Column("three", CHOICE)])
    assert names(steps) == ["_one_a", "one", "two", "three"]
    assert steps[2].node == Ref("_one_a") + 1


def test_choices_within_choices_are_cut_from_the_inside_out() -> None:
    inner = If(OneOf(Ref("letter"), ["A"]), Ref("a") + Total([Ref("a"), Ref("b")], "skip"), Lit(0))
    steps = sheet_steps([Column("score", Round(inner, Lit(2)))])
    assert names(steps) == ["_score_a", "_score_b", "score"]
    assert isinstance(steps[0].node, Total)
    assert isinstance(steps[1].node, If)
    assert steps[2].node == Round(Ref("_score_b"), Lit(2))


def test_new_names_do_not_take_those_that_lifting_gave() -> None:
    taken = [Column("_score_a", Ref("a")), Column("score", POINTS * CHOICE)]
    assert names(sheet_steps(taken)) == ["_score_a", "_score_b", "score"]


def test_every_column_keeps_its_place_behind_what_it_reads() -> None:
    columns = lift({"first": Round(POINTS * CHOICE, Lit(2)), "second": Ref("first") / Default(Ref("a"), Lit(1))})
    steps = sheet_steps(columns)
    seen = {"a", "b", "group"}
    for step in steps:
        assert step.name not in seen
        seen.add(step.name)
    assert {column.name for column in columns} <= seen


def test_columns_of_texts_are_known_by_what_they_give() -> None:
    columns = [
        Column("grade", Steps(Ref("a"), [Step(Lit(1), Lit("A"))], Lit("B"))),
        Column("copy", Default(Ref("grade"), Lit("C"))),
        Column("points", Lookup(Ref("copy"), {"A": POINTS})),
        Column("said", Say(Ref("name"), Text("名", "name"))),
    ]
    assert text_columns(columns, {"name"}) == {"name", "grade", "copy", "said"}
