"""The files of a queue log: rotated, compressed, growing, damaged; each hashed, none counted twice."""

import gzip
from hashlib import sha256
from pathlib import Path

import pytest

from tests.pipelines import run, written
from tests.plugins.asterisk.logs import WHOLE_MONTH, answered, line, month, read, refused, source, told

CALLS = [answered(f"{day:02} 10:00:00", 1, 1, 10, call=f"c{day}") for day in range(2, 30)]
SCHEME = """
format = 1
id = "centre/agent"
version = "1"
title = { zh = "坐席", en = "Agent" }
full = 10
[metrics.talk_seconds]
label = { zh = "平均通话时长", en = "Talk time" }
unit = "seconds"
min_n = 2
[indicators.talk]
label = { zh = "通话", en = "Talk" }
points = 10
missing = "zero"
calculator = { kind = "linear", metric = "talk_seconds", zero = 600, full = 60 }
"""
PIPELINE = """
title = "Centre"
period = "2026-10"
[sources.people]
kind = "csv"
path = "people.csv"
[sources.calls]
kind = "queue-log"
path = "log/queue_log*"
time_zone = "Asia/Shanghai"
agents = "number"
employees = { file = "ids.csv", from = "ext", to = "employee" }
[stages.agents]
scheme = "scheme.toml"
from = ["people", "calls"]
"""


def rotated(**more: bytes) -> dict[str, str | bytes]:
    return {
        "queue_log": "".join(CALLS[20:]) + WHOLE_MONTH[1],
        "queue_log.1": "".join(CALLS[10:20]),
        "queue_log.2.gz": gzip.compress((WHOLE_MONTH[0] + "".join(CALLS[:10])).encode()),
        **{name.replace("_gz", ".gz"): content for name, content in more.items()},
    }


def test_rotated_and_compressed_files_are_read_in_the_order_of_their_times_and_hashed(tmp_path: Path) -> None:
    files = rotated()
    given = source(tmp_path, files, path="queue_log*")

    assert given.frame["calls"].to_list() == [28]
    assert given.warnings == ()


def test_a_pipeline_by_a_queue_log_records_every_file(tmp_path: Path) -> None:
    files = {f"log/{name}": content for name, content in rotated().items()}
    people = {"people.csv": "employee\n0042\n0043\n", "ids.csv": "ext,employee\n1001,0042\n"}
    written(tmp_path, {"pipeline.toml": PIPELINE, "scheme.toml": SCHEME, **people, **files})

    results = run(tmp_path)

    assert results.stages["agents"].frame.select("employee", "metric.talk_seconds", "total").rows() == [
        ("0042", 10.0, 10.0),
        ("0043", None, 0.0),
    ]
    assert {each.path: each.sha256 for each in results.inputs} == {
        name: sha256((tmp_path / name).read_bytes()).hexdigest() for name in [*files, "people.csv", "ids.csv"]
    }


def test_a_call_may_begin_in_one_file_and_end_in_the_next(tmp_path: Path) -> None:
    log = month(*CALLS)
    for cut in range(0, len(log), 97):
        at = log.index("\n", cut) + 1
        given = source(tmp_path, {"queue_log.1": log[:at], "queue_log": log[at:]}, path="queue_log*")
        assert (given.frame["calls"].to_list(), given.frame["talk_total"].to_list()) == ([28], [280])


def test_blocks_may_end_anywhere_in_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = month(answered("01 10:00:00", 1, 1, 10, agent="SIP/坐席"), *CALLS)
    expected = read(tmp_path, log)
    for size in (1, 7, 64, 1000):
        monkeypatch.setattr("kpicore_asterisk.lines.BLOCK", size)
        assert read(tmp_path, log) == expected


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_line_ends_of_any_system_and_blank_lines_are_no_damage(line_end: str, tmp_path: Path) -> None:
    log = month(*CALLS).replace("\n", line_end) + line_end

    assert [row["calls"] for row in read(tmp_path, log)] == [28]


@pytest.mark.parametrize("copy", ["queue_log.1_gz", "queue_log.1_copy"])
def test_copies_of_the_same_time_are_refused(copy: str, tmp_path: Path) -> None:
    content = "".join(CALLS[10:20]).encode()
    files = rotated(**{copy: gzip.compress(content) if copy.endswith("_gz") else content})

    [said] = refused(tmp_path, files, path="queue_log*")
    assert "error queue-log-overlap: this file and queue_log.1" in said


def test_the_last_line_that_is_still_being_written_is_left_out_and_told(tmp_path: Path) -> None:
    log = month(*CALLS)
    for unfinished in (line("31 23:59:59", "COMPLETECALLER", 1, 3600, 1).rstrip("\n"), "17932", "1793203200|c9|supp"):
        assert [row["calls"] for row in read(tmp_path, log + unfinished)] == [28]
        [said] = told(tmp_path, log + unfinished)
        place, _, what = said.partition(": warning ")
        assert place == f"queue_log:{log.count(chr(10)) + 1}"
        assert what == "queue-log-unfinished: the last line is not finished and was left out"


def test_a_rotated_file_is_not_being_written(tmp_path: Path) -> None:
    first = WHOLE_MONTH[0] + "".join(CALLS[:10])
    whole = {"queue_log.1": first.rstrip("\n"), "queue_log": "".join(CALLS[10:]) + WHOLE_MONTH[1]}
    assert source(tmp_path, whole, path="queue_log*").frame["talk_total"].to_list() == [280]

    cut = {**whole, "queue_log.1": first + "1793203200|c9|supp"}
    assert [each.partition(": error ")[0] for each in refused(tmp_path, cut, path="queue_log*")] == ["queue_log.1:22"]


def test_damaged_lines_are_refused_all_at_once_each_with_its_line(tmp_path: Path) -> None:
    log = (
        month(*CALLS).encode()
        + b"no log at all\n"
        + b"1793203200|c1|support|SIP/1001\n"
        + b"yesterday|c1|support|SIP/1001|CONNECT|1|ch|1\n"
        + b"17|c1|support|SIP/1001|CONNECT|1|ch|1\n"
        + b"1793203200|c1|support|SIP/1001|CONNECT\n"
        + b"1793203200|c1|support|SIP/1001|COMPLETEAGENT|1|-5|1\n"
        + b"1793203200|c1|support|SIP/1001|RINGNOANSWER|soon\n"
        + b"1793203200|c1|support|SIP/\xd5\xc5|RINGNOANSWER|1000\n"
        + b"1793203200|c1|support|SIP/1001|ATTENDEDTRANSFER|BRIDGE|x\n"
        + b"1793203200|c1|NONE|Agent/1|AGENTLOGOFF|SIP/1\n"
    )

    no_line = "not a whole line: time|call|queue|agent|event is expected"
    expected = [
        (8, "encoding: this line is not UTF-8"),
        (1, f"line: {no_line}"),
        (2, f"line: {no_line}"),
        (3, "line: the time yesterday is no number of seconds since 1970"),
        (4, "line: the time 17 is no number of seconds since 1970"),
        (5, "line: CONNECT lacks the seconds waited, or it is no number: —"),
        (6, "line: COMPLETEAGENT lacks the seconds talked, or it is no number: -5"),
        (7, "line: RINGNOANSWER lacks the milliseconds rung, or it is no number: soon"),
        (9, "line: ATTENDEDTRANSFER lacks the seconds waited, or it is no number: —"),
        (10, "line: AGENTLOGOFF lacks the seconds logged in, or it is no number: —"),
    ]
    whole_lines = 58
    assert [each.partition(" (")[0] for each in refused(tmp_path, {"queue_log": log})] == [
        f"queue_log:{whole_lines + number}: error queue-log-{what}" for number, what in expected
    ]


def test_a_file_that_is_no_log_is_refused_without_end(tmp_path: Path) -> None:
    said = refused(tmp_path, {"queue_log": "employee,calls\n0042,17\n" * 200_000})
    assert len(said) == 101
    assert said[-1].startswith("queue_log:101: error queue-log-line: too many damaged lines")


def test_a_line_without_an_end_does_not_fill_the_memory(tmp_path: Path) -> None:
    [said] = refused(tmp_path, {"queue_log": WHOLE_MONTH[0] + "x" * 3_000_000})
    assert said.startswith("queue_log:2: error queue-log-line: this line is longer than 65536 bytes")


@pytest.mark.parametrize("damage", [lambda file: file[:-20], lambda file: file[:40] + b"\0" * 40 + file[80:]])
def test_a_damaged_archive_is_refused(damage: object, tmp_path: Path) -> None:
    assert callable(damage)
    archive = gzip.compress(month(*CALLS).encode())

    [said] = refused(tmp_path, {"queue_log.gz": damage(archive)}, path="queue_log.gz")
    assert said.startswith("queue_log.gz: error queue-log-archive: the compressed file is damaged")


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    [said] = refused(tmp_path, {"queue_log.gz": b"PK\3\4" + b"0" * 100}, path="queue_log.gz")
    assert said.startswith("queue_log.gz: error queue-log-archive: the compressed file is damaged")


def test_empty_files_are_no_log_but_beside_others_nothing(tmp_path: Path) -> None:
    assert refused(tmp_path, {"queue_log": ""}) == ["queue_log: error queue-log-empty: the log has no lines"]
    given = source(tmp_path, {"queue_log": "", "queue_log.1": month(*CALLS)}, path="queue_log*")
    assert given.frame["calls"].to_list() == [28]


def test_what_of_the_period_is_not_in_the_log_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, "".join(CALLS)) == [
        (
            "queue_log: warning queue-log-span: the log begins on 2026-10-02 only: there is nothing of 2026-10 before "
            "that day (does `path` leave out an earlier file?)"
        ),
        (
            "queue_log: warning queue-log-span: the log ends on 2026-10-29: there is nothing of 2026-10 after that day "
            "(does `path` leave out a later file?)"
        ),
    ]


def test_clocks_that_are_set_back_a_little_are_no_overlap(tmp_path: Path) -> None:
    files = {
        "queue_log.1": WHOLE_MONTH[0] + answered("05 10:00:00", 1, 1, 30, call="c1"),
        "queue_log": answered("05 10:00:00", 1, 1, 10, call="c2") + WHOLE_MONTH[1],
    }
    assert source(tmp_path, files, path="queue_log*").frame["talk_total"].to_list() == [40]
