"""Calls of agents, from the lines of a queue log; every figure worked by hand."""

from pathlib import Path
from typing import Any

import pytest

from tests.plugins.asterisk.logs import answered, line, month, read, source, told


def figures(rows: list[dict[str, Any]], *names: str) -> list[tuple[object, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


def test_three_calls_by_hand(tmp_path: Path) -> None:
    log = month(
        line("05 08:00:00", "ENTERQUEUE", "", "13800000000", 1, agent="NONE"),
        answered("05 08:00:10", wait=10, ring=4, talk=120),
        answered("05 09:00:00", wait=20, ring=5, talk=60, how="COMPLETEAGENT", call="c2"),
        answered("05 10:00:00", wait=21, ring=9, talk=30, call="c3"),
        line("05 10:05:00", "RINGNOANSWER", 15000, call="c4"),
    )

    assert read(tmp_path, log) == [
        {
            "employee": "SIP/1001",
            "calls": 3,
            "wait_seconds": 17.0,
            "wait_seconds_n": 3,
            "answered_in_time": 2 / 3,
            "answered_in_time_n": 3,
            "answer_seconds": 6.0,
            "answer_seconds_n": 3,
            "talk_seconds": 70.0,
            "talk_seconds_n": 3,
            "talk_total": 210,
            "transfers": 0,
            "transfer_rate": 0.0,
            "transfer_rate_n": 3,
            "ring_no_answer": 1,
            "answer_rate": 0.75,
            "answer_rate_n": 4,
            "login_seconds": None,
            "pause_seconds": None,
        }
    ]
    assert told(tmp_path, log) == []


@pytest.mark.parametrize(
    "end",
    [
        line("05 08:02:00", "TRANSFER", "8000", "internal", 7, 110, 1),
        line("05 08:02:00", "BLINDTRANSFER", "8000", "internal", 7, 110, 1),
        line("05 08:02:00", "ATTENDEDTRANSFER", "BRIDGE", "a3f0", 7, 110, 1),
        line("05 08:02:00", "ATTENDEDTRANSFER", "APP", "Voicemail", 7, 110, 1),
        line("05 08:02:00", "ATTENDEDTRANSFER", "LINK", "SIP/1-a", "SIP/2-b", 7, 110, 1),
    ],
)
def test_a_call_may_end_by_any_transfer(end: str, tmp_path: Path) -> None:
    log = month(line("05 08:00:10", "CONNECT", 7, "ch", 3), end, answered("05 09:00:00", 1, 1, 10, call="c2"))

    rows = read(tmp_path, log)
    assert figures(rows, "calls", "transfers", "transfer_rate", "transfer_rate_n") == [(2, 1, 0.5, 2)]
    assert figures(rows, "talk_total", "talk_seconds_n") == [(120, 2)]


def test_a_transfer_of_old_versions_says_nothing_of_the_talk(tmp_path: Path) -> None:
    log = month(line("05 08:00:10", "CONNECT", 7), line("05 08:02:00", "TRANSFER", "8000", "internal"))

    rows = read(tmp_path, log)
    assert figures(rows, "calls", "transfers", "transfer_rate_n") == [(1, 1, 1)]
    assert figures(rows, "talk_total", "talk_seconds", "talk_seconds_n") == [(0, None, 0)]
    assert figures(rows, "answer_seconds", "answer_seconds_n") == [(None, 0)]


def test_a_call_belongs_to_the_day_on_which_it_was_answered(tmp_path: Path) -> None:
    log = month(
        answered("04 23:59:50", 1, 1, 100, call="c1"),
        answered("05 23:59:59", 2, 1, 7200, call="c2"),
        answered("06 00:00:00", 3, 1, 50, call="c3"),
    )

    for day, calls, talk in (("2026-10-04", 1, 100), ("2026-10-05", 1, 7200), ("2026-10-06", 1, 50)):
        rows = read(tmp_path, log, period=day)
        assert figures(rows, "calls", "talk_total") == [(calls, talk)]


def test_calls_over_the_ends_of_the_period_count_whole_or_not_at_all(tmp_path: Path) -> None:
    log = (
        answered("2026-09-30 23:59:59", 5, 2, 600, call="c1")
        + answered("31 23:59:59", 7, 2, 900, call="c2")
        + answered("2026-11-01 00:00:00", 9, 2, 30, call="c3")
    )

    assert figures(read(tmp_path, log), "calls", "wait_seconds", "talk_total") == [(1, 7.0, 900)]
    assert told(tmp_path, log) == []


def test_the_period_s_days_begin_where_the_time_zone_says(tmp_path: Path) -> None:
    log = answered("01 07:59:59", 1, 1, 10, call="c1") + answered("2026-11-01 07:59:59", 2, 1, 20, call="c2")

    assert figures(read(tmp_path, log), "wait_seconds") == [(1.0,)]
    for zone in ("UTC", "+00:00"):
        assert figures(read(tmp_path, log, time_zone=zone), "wait_seconds") == [(2.0,)]
    assert figures(read(tmp_path, log, time_zone="-00:01"), "wait_seconds") == [(2.0,)]


def test_a_day_of_the_change_to_winter_time_has_25_hours(tmp_path: Path) -> None:
    # 25 October 2026 in Berlin is from 22:00 UTC on the 24th, which is 06:00 in China, to 23:00 UTC.
    log = "".join(
        answered(moment, 1, 1, 10, call=moment)
        for moment in ("25 05:59:59", "25 06:00:00", "26 06:59:59", "26 07:00:00")
    )

    assert figures(read(tmp_path, log, time_zone="Europe/Berlin", period="2026-10-25"), "calls") == [(2,)]


def test_a_call_that_is_answered_before_the_log_begins_is_known_by_its_end(tmp_path: Path) -> None:
    log = line("01 00:10:00", "COMPLETECALLER", 8, 540, 1) + answered("31 10:00:00", 2, 3, 60, call="c2")

    rows = read(tmp_path, log)
    assert figures(rows, "calls", "wait_seconds", "talk_total") == [(2, 5.0, 600)]
    assert figures(rows, "answer_seconds", "answer_seconds_n") == [(3.0, 1)]


def test_a_call_that_was_answered_in_the_period_before_is_not_counted_by_its_end(tmp_path: Path) -> None:
    log = line("01 00:10:00", "COMPLETECALLER", 8, 601, 1) + answered("31 10:00:00", 2, 3, 60, call="c2")

    assert figures(read(tmp_path, log), "calls", "talk_total") == [(1, 60)]
    assert told(tmp_path, log) == []


def test_an_end_without_an_answer_is_left_out_and_told(tmp_path: Path) -> None:
    log = month(line("05 10:00:00", "COMPLETECALLER", 8, 60, 1), answered("05 11:00:00", 2, 3, 60, call="c2"))

    assert figures(read(tmp_path, log), "calls", "talk_total") == [(1, 60)]
    assert told(tmp_path, log) == [
        ("queue_log: warning queue-log-unpaired: calls that end in the log but were never answered in it, left out: 1")
    ]


def test_a_call_without_an_end_counts_as_answered_and_is_told(tmp_path: Path) -> None:
    log = month(line("05 10:00:00", "CONNECT", 8, "ch", 2), answered("05 11:00:00", 2, 4, 60, call="c2"))

    rows = read(tmp_path, log)
    assert figures(rows, "calls", "wait_seconds", "answer_seconds") == [(2, 5.0, 3.0)]
    assert figures(rows, "talk_seconds", "talk_seconds_n", "transfer_rate_n") == [(60.0, 1, 1)]
    assert [each.partition(": ")[2][:31] for each in told(tmp_path, log)] == ["warning queue-log-unended: call"]


def test_one_caller_may_be_answered_twice(tmp_path: Path) -> None:
    log = month(answered("05 10:00:00", 4, 2, 60), answered("05 10:05:00", 6, 2, 30))

    assert figures(read(tmp_path, log), "calls", "wait_seconds", "talk_total") == [(2, 5.0, 90)]


def test_rings_that_are_none_are_not_counted(tmp_path: Path) -> None:
    rings = [line("05 10:00:00", "RINGNOANSWER", ms, call=f"c{ms}") for ms in (0, 999, 1000, 15000)]

    assert figures(read(tmp_path, month(*rings)), "ring_no_answer", "answer_rate", "answer_rate_n") == [(2, 0.0, 2)]
    assert figures(read(tmp_path, month(*rings), shortest_ring=0), "ring_no_answer") == [(4,)]
    assert figures(read(tmp_path, month(*rings), shortest_ring=15), "ring_no_answer") == [(1,)]


def test_what_is_in_time_is_up_to_the_pipeline(tmp_path: Path) -> None:
    log = month(*(answered(f"05 1{n}:00:00", wait=wait, ring=1, talk=5) for n, wait in enumerate((0, 10, 11, 30))))

    assert figures(read(tmp_path, log, within=10), "answered_in_time") == [(0.5,)]
    assert figures(read(tmp_path, log, within=0), "answered_in_time") == [(0.25,)]


def test_only_the_queues_that_are_named_count(tmp_path: Path) -> None:
    log = month(
        answered("05 10:00:00", 1, 1, 10, queue="support"),
        answered("05 11:00:00", 2, 1, 20, queue="vip"),
        answered("05 12:00:00", 4, 1, 40, queue="sales"),
        line("05 13:00:00", "RINGNOANSWER", 5000, queue="sales"),
        answered("05 14:00:00", 4, 1, 40, queue="sales", agent="SIP/1002"),
    )

    assert figures(read(tmp_path, log, queues=("support", "vip")), "employee", "talk_total", "ring_no_answer") == [
        ("SIP/1001", 30, 0)
    ]
    assert figures(read(tmp_path, log), "employee", "talk_total") == [("SIP/1001", 70), ("SIP/1002", 40)]
    assert told(tmp_path, log, queues=("support", "vpi")) == [
        "queue_log: warning queue-log-queue: no line of the log is of the queue vpi (did you mean vip?)"
    ]


@pytest.mark.parametrize(
    ("agent", "id"),
    [
        ("SIP/1001", "1001"),
        ("PJSIP/1001", "1001"),
        ("Agent/0042", "0042"),
        ("Local/1001@from-queue/n", "1001"),
        ("Local/9996@MemberConnector", "9996"),
        ("IAX2/desk-7", "desk-7"),
        ("DAHDI/1", "1"),
        ("1001", "1001"),
        ("张三", "张三"),
        ("a/b/c", "a/b/c"),
    ],
)
def test_the_number_of_a_channel_may_be_the_id(agent: str, id: str, tmp_path: Path) -> None:
    log = month(answered("05 10:00:00", 1, 1, 10, agent=agent))

    assert figures(read(tmp_path, log), "employee") == [(agent,)]
    assert figures(read(tmp_path, log, agents="number"), "employee") == [(id,)]


def test_channels_of_one_number_are_one_agent(tmp_path: Path) -> None:
    log = month(
        answered("05 10:00:00", 1, 1, 10, agent="SIP/1001"),
        answered("06 10:00:00", 3, 1, 20, agent="PJSIP/1001", call="c2"),
    )

    assert figures(read(tmp_path, log, agents="number"), "employee", "calls", "wait_seconds") == [("1001", 2, 2.0)]


def test_callers_who_give_up_and_events_of_others_are_nobody_s(tmp_path: Path) -> None:
    log = month(
        line("05 10:00:00", "ENTERQUEUE", "", "13800000000", 1, agent="NONE"),
        line("05 10:01:00", "ABANDON", 1, 1, 60, agent="NONE"),
        line("05 10:02:00", "EXITWITHTIMEOUT", 1, agent="NONE"),
        line("05 10:02:30", "EXITEMPTY", 1, 1, 30, agent="NONE"),
        line("05 10:03:00", "DID", "4000", agent="NONE"),
        line("05 10:04:00", "MY-OWN-EVENT", "x", agent="SIP/1001"),
        line("05 10:05:00", "RINGCANCELED", 3000),
    )

    assert read(tmp_path, log) == []


def test_agents_stand_in_the_order_in_which_the_log_names_them(tmp_path: Path) -> None:
    log = month(*(answered(f"05 1{n}:00:00", 1, 1, 1, agent=f"SIP/{n}") for n in (3, 1, 2)))

    assert source(tmp_path, {"queue_log": log}).frame["employee"].to_list() == ["SIP/3", "SIP/1", "SIP/2"]
