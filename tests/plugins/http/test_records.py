"""Fields of records by their paths, exactly as they were written; several records of an employee as one row."""

from pathlib import Path
from typing import Any

import pytest

from kpicore import InvalidOption
from kpicore_http.figures import Figures
from kpicore_http.paths import parsed, value_at
from tests.plugins.http.reads import read, refused, source
from tests.plugins.http.server import Reply, Server, answer

VALUE = {"a": {"b": [{"c": 1}, {"c": 2}]}, "x.y": {"z": "deep"}, "列": "名", "n": None}


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("", VALUE),
        ("a.b[1].c", 2),
        ('["x.y"].z', "deep"),
        ("列", "名"),
        ('a["b"][0]["c"]', 1),
        ("n", None),
        ("n.m", None),
        ("a.b[7].c", None),
        ("a.b.c", None),
        ("a[0]", None),
    ],
)
def test_a_path_leads_to_a_value_or_to_nothing(path: str, found: object) -> None:
    assert value_at(VALUE, parsed(path)) == found


@pytest.mark.parametrize(
    "path", [".", "a.", ".a", "a..b", "a[", "a[x]", "a]b", 'a["b', "a[-1]", "a.[0]", "[0]b", "$.a[*]", 'a"b']
)
def test_what_is_no_path(path: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 — of any kind
        parsed(path)


def test_numbers_keep_their_decimals_and_texts_their_zeros(server: Server, tmp_path: Path) -> None:
    body = (
        b'{"items": [{"agent": "0042", "calls": 0.10000000000000000555}, {"agent": 42, "calls": 1E+3}, {"agent": "x"}]}'
    )
    server.replies(Reply(body))

    assert read(tmp_path, server) == [
        {"employee": "0042", "calls": "0.10000000000000000555"},
        {"employee": "42", "calls": "1000"},
        {"employee": "x", "calls": None},
    ]


def test_the_answer_may_be_the_list_itself(server: Server, tmp_path: Path) -> None:
    server.replies(answer([["0042", 7]]))

    assert read(tmp_path, server, rows="", fields={"employee": "[0]", "calls": "[1]"}) == [
        {"employee": "0042", "calls": "7"}
    ]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"items": {"agent": "1"}}, "rows: page 1: items should be a list, and is an object"),
        ({"items": "none"}, "rows: page 1: items should be a list, and is a text"),
        ({"items": 7}, "rows: page 1: items should be a list, and is a number"),
        ({"data": []}, "rows: page 1: items should be a list, and is nothing"),
        ([], "rows: page 1: items should be a list, and is nothing"),
        (
            {"items": [{"agent": "1", "calls": 1}, {"agent": "2", "calls": [1]}]},
            "fields.calls: page 1, record 2: calls is a list, not a text or a number",
        ),
        ({"items": [{"agent": True, "calls": 1}]}, "fields.employee: page 1, record 1: agent is true or false"),
        ({"items": [{"agent": "1", "calls": {}}]}, "fields.calls: page 1, record 1: calls is an object"),
        (
            {"items": [{"agent": "1", "call": 2}]},
            "fields.calls: no record has calls (the first record has agent, call)",
        ),
    ],
)
def test_answers_of_another_shape_are_refused(value: object, said: str, server: Server, tmp_path: Path) -> None:
    server.replies(answer(value))

    [line] = refused(tmp_path, server)
    assert said in line


def test_half_a_character_is_refused(server: Server, tmp_path: Path) -> None:
    server.replies(Reply(rb'{"items": [{"agent": "1", "calls": "\ud83d"}]}'))

    assert "page 1, record 1: calls holds half a character" in refused(tmp_path, server)[0]


def test_no_records_are_an_empty_table(server: Server, tmp_path: Path) -> None:
    server.replies(answer({"items": []}))

    given, _ = source(tmp_path, server)
    assert (given.frame.columns, len(given.frame)) == (["_row", "employee", "calls"], 0)


TICKETS = [
    {"id": 1, "agent": "0042", "minutes": 10, "csat": 0.9, "weight": 2, "state": "solved", "name": "甲"},
    {"id": 2, "agent": "0042 ", "minutes": 0.1, "csat": None, "weight": 1, "state": "open"},
    {"id": 3, "agent": "0042", "minutes": None, "csat": 0.3, "weight": 1, "state": "closed"},
    {"id": 4, "agent": "0007", "minutes": 5, "csat": None, "weight": 0, "state": None},
]
FIELDS = {name: name for name in ("minutes", "csat", "weight", "state", "name")} | {"employee": "agent", "ticket": "id"}
FIGURES: dict[str, Any] = {
    "sums": {"total_minutes": "minutes"},
    "means": {"mean_minutes": "minutes"},
    "weighted": {"satisfaction": ("csat", "weight")},
    "counts": {"tickets": "ticket"},
    "shares": {"solved_rate": {"state": ("solved", "closed")}},
}


def test_records_of_an_employee_become_one_row(server: Server, tmp_path: Path) -> None:
    server.replies(answer({"items": TICKETS}))

    assert read(tmp_path, server, fields=FIELDS, **FIGURES) == [
        {
            "employee": "0042",
            "name": "甲",
            "total_minutes": 10.1,
            "mean_minutes": 5.05,
            "mean_minutes_n": 2.0,
            "satisfaction": 0.7,
            "satisfaction_n": 3.0,
            "tickets": 3.0,
            "solved_rate": 2 / 3,
            "solved_rate_n": 3.0,
        },
        {
            "employee": "0007",
            "name": None,
            "total_minutes": 5.0,
            "mean_minutes": 5.0,
            "mean_minutes_n": 1.0,
            "satisfaction": None,
            "satisfaction_n": 0.0,
            "tickets": 1.0,
            "solved_rate": None,
            "solved_rate_n": 0.0,
        },
    ]


def test_spans_of_figures_are_put_together(server: Server, tmp_path: Path) -> None:
    by_month = {"2026-10-01": (10, 60), "2026-11-01": (30, 20), "2026-12-02": (0, None)}

    def reply(asked: Any) -> Reply:
        calls, talk = by_month[asked.query["from"]]
        return answer({"items": [{"agent": "0042", "calls": calls, "talk": talk}]})

    server.reply = reply
    [row] = read(
        tmp_path,
        server,
        period="2026-Q4",
        params={"from": "{first}"},
        span_days=31,
        fields={"employee": "agent", "calls": "calls", "talk": "talk"},
        sums={"all_calls": "calls"},
        weighted={"talk_seconds": ("talk", "calls")},
    )
    assert row == {"employee": "0042", "all_calls": 40.0, "talk_seconds": 30.0, "talk_seconds_n": 40.0}


def test_what_is_no_number_is_refused_with_its_employee(server: Server, tmp_path: Path) -> None:
    server.replies(answer({"items": [{"agent": "0042", "calls": "1,200"}, {"agent": "0043", "calls": "many"}]}))

    assert refused(tmp_path, server, sums={"total": "calls"}) == [
        "error http-value: sources.crm.fields.calls: calls: 1,200 in the record of 0042 is no number",
        "error http-value: sources.crm.fields.calls: calls: many in the record of 0043 is no number",
    ]


def test_an_id_tells_records_of_two_spans_apart(server: Server, tmp_path: Path) -> None:
    edge = {"id": 7, "agent": "0042", "calls": 5}
    server.replies(
        answer({"items": [edge]}),
        answer({"items": [edge, {"id": 8, "agent": "0042", "calls": 1}]}),
    )
    spans: dict[str, Any] = {"params": {"from": "{first}"}, "span_days": 20, "sums": {"total": "calls"}}

    given, _ = source(tmp_path, server, id="id", **spans)
    assert given.frame["total"].to_list() == [6.0]
    assert [warning.code for warning in given.warnings] == ["http-repeated"]


def test_figures_of_each_span_are_not_taken_for_one_record(server: Server, tmp_path: Path) -> None:
    server.reply = lambda asked: answer({"items": [{"agent": "0042", "calls": int(asked.query["from"][-2:])}]})
    spans = {"params": {"from": "{first}"}, "span_days": 20, "sums": {"total": "calls"}, "id": "agent"}

    [said] = refused(tmp_path, server, **spans)
    assert "the record 0042 is in two spans, with different content (where each span has figures of its own" in said
    assert read(tmp_path, server, **spans, id_within="span") == [{"employee": "0042", "total": 22.0}]


def test_a_record_without_its_id_is_refused(server: Server, tmp_path: Path) -> None:
    server.replies(answer({"items": [{"agent": "1", "calls": 1}]}))

    assert refused(tmp_path, server, id="key")[0].startswith(
        "error http-id: sources.crm.id: page 1, record 1: there is no key"
    )


@pytest.mark.parametrize(
    ("figures", "option", "said"),
    [
        ({"sums": {"a": "x"}, "means": {"a": "x"}}, "a", "a is there twice"),
        ({"sums": {"employee": "x"}}, "employee", "employee is there twice"),
        ({"counts": {"a": "y"}}, "counts", "there is no y in `fields`"),
        ({"weighted": {"a": ("x", "y")}}, "weighted", "there is no y in `fields`"),
        ({"shares": {"a": {"x": ("1",), "employee": ("2",)}}}, "shares", "each of `shares` names one field"),
    ],
)
def test_figures_that_cannot_be_made_are_named(figures: dict[str, Any], option: str, said: str) -> None:
    with pytest.raises(InvalidOption) as caught:
        Figures(**figures).check(["employee", "x"])
    assert (caught.value.option, caught.value.problem.message.en) == (option, said)
