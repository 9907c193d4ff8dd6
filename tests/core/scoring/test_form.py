"""The form of a scheme: which columns, in which order, and what is said of each."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from kpicore import Refused, Text
from kpicore.document import read_scheme
from kpicore.scheme import Form, FormColumn, FormGrade, Scheme
from kpicore.scoring.form import make_form, with_people
from tests.core.scoring import centre
from tests.pipelines import installed

BODY = (
    f"[groups.skill]\n{centre.label('skill')}\n"
    'values = { phone = { zh = "电话", en = "Phone" }, mail = { zh = "邮件", en = "Mail" } }\n'
    f"[details.remark]\n{centre.label('remark')}\n"
    + centre.metric("unread", 'unit = "count"')
    + centre.metric("late", 'unit = "count"\nwhole = true\ndefault = 0')
    + centre.metric("calls", 'unit = "count"')
    + centre.metric("satisfied", 'unit = "ratio"\nmin_n = 10')
    + centre.metric("manner", 'unit = "rating"')
    + centre.metric("peer", 'unit = "score"\noptional = true')
    + centre.metric("leader", 'unit = "score"')
    + centre.indicator("liked", 'kind = "linear", metric = "satisfied", zero = 0.8, full = 1')
    + centre.indicator("busy", 'kind = "relative", metric = "calls", peers = ["team"]', options='missing = "zero"')
    + centre.indicator("polite", 'kind = "rating", metric = "manner", table = { A = 10, B = 6.125 }')
    + centre.indicator("seen", 'kind = "mean", metrics = ["peer", "leader"], skip_missing = true')
    + centre.indicator("on_time", 'kind = "deduct", metrics = { late = 2 }', options='missing = "exclude"')
    + centre.adjustment("late", 'kind = "per-event", metrics = { late = -1 }')
)


def scheme(body: str = BODY, full: int = 50) -> Scheme:
    return read_scheme(centre.scheme(body, full).encode(), "scheme.toml", installed()).scheme


def form(body: str = BODY, without: Sequence[str] = ()) -> Form:
    return make_form(scheme(body), "zh", without=without)


def columns(form: Form) -> dict[str, FormColumn]:
    return {column.id: column for column in form.columns}


def test_people_come_first_then_what_the_rules_read_in_the_order_of_the_items() -> None:
    assert [(column.id, column.role) for column in form().columns] == [
        ("employee", "employee"),
        ("name", "name"),
        ("team", "team"),
        ("skill", "group"),
        ("remark", "detail"),
        ("satisfied", "metric"),
        ("satisfied_n", "cases"),
        ("calls", "metric"),
        ("manner", "metric"),
        ("peer", "metric"),
        ("leader", "metric"),
        ("late", "metric"),
    ]


def test_a_column_is_required_where_a_run_would_refuse_an_empty_cell() -> None:
    required = {column.id for column in form().columns if column.is_required}
    assert required == {"employee", "team", "skill", "satisfied", "manner"}


def test_each_item_that_reads_a_column_says_what_an_empty_cell_does_to_it() -> None:
    said = {id: [(use.item.id, use.if_empty) for use in column.uses] for id, column in columns(form()).items()}
    assert said == {
        "employee": [],
        "name": [],
        "team": [("busy", "zero")],
        "skill": [],
        "remark": [],
        "satisfied": [("liked", "refused")],
        "satisfied_n": [],
        "calls": [("busy", "zero")],
        "manner": [("polite", "refused")],
        "peer": [("seen", "rest")],
        "leader": [("seen", "rest")],
        "late": [("on_time", "left-out"), ("late", "refused")],
    }


def test_letters_and_groups_have_choices_with_labels() -> None:
    found = {id: column.choices for id, column in columns(form()).items() if column.choices}
    assert found == {
        "skill": {"phone": Text("电话", "Phone"), "mail": Text("邮件", "Mail")},
        "manner": {"A": Text("A", "A"), "B": Text("B", "B")},
    }


def test_the_number_of_cases_is_a_count_and_names_its_metric() -> None:
    cases = columns(form())["satisfied_n"]
    assert cases.label == Text("《satisfied》·样本数", "satisfied: cases")
    assert cases.metric is not None
    assert cases.metric.bounds == (Decimal(0), None)
    assert cases.description is not None
    assert "10" in cases.description.en


def test_items_are_told_in_words_with_full_marks_and_what_they_read() -> None:
    busy, late = form().items["busy"], form().items["late"]
    assert (busy.full, busy.reads, busy.label) == (Decimal(10), ("calls", "team"), Text("《busy》", "busy"))
    assert "《calls》" in busy.rule.zh
    assert "calls" in busy.rule.en
    assert (late.full, late.section) == (None, None)


def test_a_table_of_letters_tells_its_points_as_they_are_recorded() -> None:
    tables = {id: item.letters for id, item in form().items.items() if item.letters}
    assert tables == {"polite": {"A": Decimal(10), "B": Decimal("6.13")}}
    of_the_total = '[rounding]\nof = "total"\n' + BODY
    assert form(of_the_total).items["polite"].letters["B"] == Decimal("6.125")


def test_points_that_are_a_sum_of_amounts_tell_the_amounts() -> None:
    more = (
        centre.metric("bonus", 'unit = "points"')
        + centre.adjustment("both", 'kind = "per-event", metrics = { late = -1, calls = 0.5 }')
        + centre.adjustment("bonus", 'kind = "entered", metric = "bonus"')
    )
    amounts = {id: item.amounts for id, item in form(BODY + more).items.items() if item.amounts}
    assert amounts == {
        "late": {"late": Decimal(-1)},
        "both": {"late": Decimal(-1), "calls": Decimal("0.5")},
        "bonus": {"bonus": Decimal(1)},
    }


@pytest.mark.parametrize(
    ("grades", "expected"),
    [
        ("", ()),
        ('[grades]\nkind = "quota"\nshares = { A = 0.5, B = 0.5 }', ()),
        (
            '[grades]\nkind = "cutoffs"\nA = 90\nB = 60.5\nC = "otherwise"',
            (FormGrade("A", Decimal(90)), FormGrade("B", Decimal("60.5")), FormGrade("C")),
        ),
    ],
)
def test_grades_are_told_where_the_total_alone_decides(grades: str, expected: tuple[FormGrade, ...]) -> None:
    assert form(BODY + grades).grades == expected


def test_columns_may_be_left_out_and_a_metric_takes_its_number_of_cases_with_it() -> None:
    assert set(columns(form())) - set(columns(form(without=["satisfied", "team"]))) == {
        "satisfied",
        "satisfied_n",
        "team",
    }


def test_every_name_that_is_no_column_is_refused_with_the_nearest() -> None:
    with pytest.raises(Refused) as refused:
        form(without=["satisfeid", "employee", "unread", "calls"])
    lines = [problem.line("en") for problem in refused.value.problems]
    assert lines[0] == (
        "--without: error unknown-column: the form of scheme centre/agent has no column satisfeid "
        "(did you mean satisfied?)"
    )
    assert "cannot do without `employee`" in lines[1]
    assert "has no column unread (known: calls," in lines[2]
    assert "没有 satisfeid 这一列" in refused.value.problems[0].message.zh
    assert len(lines) == 3


def test_of_people_only_what_has_a_column_is_kept() -> None:
    known = {"employee": "007", "name": "", "team": "一组", "skill": "mail", "shoes": "44"}
    assert with_people(form(without=["team"]), [known]).people == ({"employee": "007", "skill": "mail"},)


def test_every_installed_scheme_has_a_form_that_asks_for_all_its_rules_read() -> None:
    from kpicore.document import find_scheme
    from kpicore.scheme import source_column
    from kpicore.scoring.compile import compile_scheme

    for installed_scheme in installed().schemes:
        policy = find_scheme(installed_scheme.id, None, None, installed()).scheme
        made = make_form(policy, "zh")
        assert {source_column(name) for name in compile_scheme(policy).inputs} <= set(columns(made))
        assert len(columns(made)) == len(made.columns)
        assert all(item.rule.zh and item.rule.en for item in made.items.values())
