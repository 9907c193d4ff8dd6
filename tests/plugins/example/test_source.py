import json
from pathlib import Path
from typing import Any

import pytest

from kpicore.errors import Lang, Text
from tests.pipelines import column, problems, run, written

SCHEME = """
format = 1
id = "centre/agent"
version = "1"
title = { zh = "坐席", en = "Agent" }
full = 30

[metrics]
calls = { unit = "count", whole = true, label = { zh = "话务量", en = "Calls" } }
answer_rate = { unit = "ratio", min_n = 3, label = { zh = "接通率", en = "Answer rate" } }
answer_seconds = { unit = "seconds", label = { zh = "应答时长", en = "Speed of answer" } }

[indicators.volume]
label = { zh = "业务量", en = "Volume" }
points = 10
calculator = { kind = "entered", metric = "calls" }

[indicators.answered]
label = { zh = "接通", en = "Answered" }
points = 10
missing = "zero"
calculator = { kind = "proportional", metric = "answer_rate" }

[indicators.speed]
label = { zh = "速度", en = "Speed" }
points = 10
missing = "zero"
calculator = { kind = "linear", metric = "answer_seconds", zero = 20, full = 0 }
"""
PIPELINE = """
title = "Centre"
period = "2026-10"
[sources.calls]
kind = "call-events"
path = "in/{period}/calls.json"
[stages.agents]
scheme = "scheme.toml"
from = ["calls"]
"""


def call(agent: Any, day: Any = "2026-10-05", answered: Any = True, seconds: Any = 10) -> dict[str, Any]:
    return {"agent": agent, "day": day, "answered": answered, "seconds": seconds}


def centre(folder: Path, calls: object, period: str = "2026-10") -> Path:
    content = calls if isinstance(calls, bytes) else json.dumps(calls, ensure_ascii=False).encode()
    return written(folder, {"pipeline.toml": PIPELINE, "scheme.toml": SCHEME, f"in/{period}/calls.json": content})


def refused(folder: Path, lang: Lang = "en") -> list[str]:
    return [problem.line(lang) for problem in problems(folder)]


def test_calls_become_metrics_of_each_agent(tmp_path: Path) -> None:
    calls = [
        call("0042", seconds=12.5),
        call(" 0007 ", seconds=5),
        call("0042", answered=False, seconds=60),
        call("0042", seconds=7.5),
        call("0007", answered=False),
        call("0042", answered=False, seconds=0),
        call("0007", seconds=5, day="2026-10-31"),
    ]
    results = run(centre(tmp_path, calls))

    assert column(results, "agents", "metric.calls") == {"0042": 4.0, "0007": 3.0}
    assert column(results, "agents", "metric.answer_rate") == {"0042": 0.5, "0007": pytest.approx(2 / 3)}
    assert column(results, "agents", "metric.answer_seconds") == {"0042": 10.0, "0007": 5.0}
    assert column(results, "agents", "total") == {"0042": 4 + 5 + 5, "0007": 3 + 6.67 + 7.5}


def test_a_rate_of_too_few_calls_and_a_time_without_an_answer_are_missing(tmp_path: Path) -> None:
    calls = [call("0001"), call("0001"), *[call("0002", answered=False)] * 3]

    results = run(centre(tmp_path, calls))

    assert column(results, "agents", "metric.answer_rate") == {"0001": None, "0002": 0.0}
    assert column(results, "agents", "metric.answer_seconds") == {"0001": 10.0, "0002": None}
    assert [warning.line("en") for warning in results.stages["agents"].warnings] == [
        "warning few-cases: Answer rate: 1 with fewer than 3 cases, counted as missing: 0001",
        "warning missing-zero: Answered: 1 without data, scored 0: 0001",
        "warning missing-zero: Speed: 1 without data, scored 0: 0002",
    ]


@pytest.mark.parametrize(
    ("period", "calls"),
    [("2026-10", 2.0), ("2026-10-01", 1.0), ("2026-Q3", 1.0), ("2026-H2", 4.0), ("2026", 4.0)],
)
def test_only_calls_of_the_period_count(period: str, calls: float, tmp_path: Path) -> None:
    days = ["2026-09-30", "2026-10-01", "2026-10-31", "2026-11-01"]
    centre(tmp_path, [call("0042", day) for day in days], period)

    assert column(run(tmp_path, period=period), "agents", "metric.calls") == {"0042": calls}


def test_a_period_without_calls_has_nobody(tmp_path: Path) -> None:
    assert refused(centre(tmp_path, [call("0042", "2026-09-30")])) == [
        "in/2026-10/calls.json: error nobody: there is nobody to score (the input has no rows)"
    ]


TEXT = Text("文本，不能为空", "a text, not an empty one")
DAY = Text("日期，如 2026-10-15", "a date such as 2026-10-15")
TRUTH = Text(" true 或 false", "true or false")
SECONDS = Text(" 0 至 86400 之间的秒数", "seconds from 0 to 86400")


@pytest.mark.parametrize(
    ("key", "values", "expected"),
    [
        ("agent", [42, "", "  ", None], TEXT),
        ("day", ["5.10.2026", "2026-02-30", 20261005, None], DAY),
        ("answered", ["yes", 1, None], TRUTH),
        ("seconds", ["12", True, -1, 86401, 10**400, float("nan"), float("inf"), None], SECONDS),
    ],
)
def test_a_call_that_is_not_as_it_should_be_is_named_by_its_number(
    key: str, values: list[object], expected: Text, tmp_path: Path
) -> None:
    for value in values:
        centre(tmp_path, [call("0042"), {**call("0042"), key: value}])

        file = "in/2026-10/calls.json"
        assert refused(tmp_path) == [f"{file}: error bad-call: {key} of call 2 must be {expected.en}"]
        assert refused(tmp_path, "zh") == [f"{file}: error bad-call: 第 2 通电话的 {key} 应为{expected.zh}"]


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    centre(tmp_path, [call(None, seconds=None), "a call", call("0042")])

    assert [line.split(": ")[2].split(" must")[0] for line in refused(tmp_path)] == [
        "agent of call 1",
        "seconds of call 1",
        "agent of call 2",
        "day of call 2",
        "answered of call 2",
        "seconds of call 2",
    ]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "Expecting value"),
        (b'{"calls": []}', "dict"),
        ("工号,话务量".encode("gb18030"), "'utf-8' codec can't decode"),
        (b"[" * 100_000, "maximum recursion depth exceeded"),
    ],
)
def test_a_file_that_is_no_json_array_is_refused(content: bytes, why: str, tmp_path: Path) -> None:
    (said,) = refused(centre(tmp_path, content))

    assert said.startswith(f"in/2026-10/calls.json: error not-json: this is no JSON array: {why}")
    assert said.endswith("(one object per call is expected)")


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    centre(tmp_path, b"\xef\xbb\xbf" + json.dumps([call("0042")]).encode())

    assert column(run(tmp_path), "agents", "metric.calls") == {"0042": 1.0}
