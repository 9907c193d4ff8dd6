"""Log-in and pause of agents: spans that overlap, stay open, begin before the log, and outlast a restart."""

from pathlib import Path

import pytest

from tests.plugins.asterisk.logs import line, month, read, told

HOUR = 3600


def times(folder: Path, log: str, **options: object) -> list[tuple[object, ...]]:
    return [(row["employee"], row["login_seconds"], row["pause_seconds"]) for row in read(folder, log, **options)]


def add(local: str, queue: str = "support", agent: str = "SIP/1001") -> str:
    return line(local, "ADDMEMBER", "", call="MANAGER", queue=queue, agent=agent)


def remove(local: str, queue: str = "support", agent: str = "SIP/1001") -> str:
    return line(local, "REMOVEMEMBER", "", call="MANAGER", queue=queue, agent=agent)


def pause(local: str, event: str, queue: str = "support") -> str:
    return line(local, event, "", call="NONE", queue=queue)


def test_time_in_several_queues_at_once_is_counted_once(tmp_path: Path) -> None:
    log = month(
        add("05 08:00:00"),
        add("05 08:30:00", queue="vip"),
        remove("05 12:00:00"),
        remove("05 12:30:00", queue="vip"),
        add("05 13:30:00", queue="vip"),
        remove("05 17:00:00", queue="vip"),
    )

    assert times(tmp_path, log) == [("SIP/1001", 8 * HOUR, 0)]
    assert times(tmp_path, log, queues=("support",)) == [("SIP/1001", 4 * HOUR, 0)]
    assert told(tmp_path, log) == []


@pytest.mark.parametrize(("on", "off"), [("AGENTLOGIN", "AGENTLOGOFF"), ("AGENTCALLBACKLOGIN", "AGENTCALLBACKLOGOFF")])
def test_agents_that_log_in_for_all_queues(on: str, off: str, tmp_path: Path) -> None:
    where = {"queue": "NONE", "agent": "Agent/1001"}
    log = month(
        line("05 08:00:00", on, "SIP/1001-1", **where),
        line("05 16:00:00", off, "SIP/1001-1", 8 * HOUR, **where),
    )

    assert times(tmp_path, log) == [("Agent/1001", 8 * HOUR, 0)]
    assert times(tmp_path, log, queues=("support",)) == [("Agent/1001", 8 * HOUR, 0)]


def test_a_log_off_tells_of_a_log_in_before_the_log(tmp_path: Path) -> None:
    log = line("01 06:00:00", "AGENTLOGOFF", "SIP/1001-1", 8 * HOUR, queue="NONE", agent="Agent/1001")

    assert times(tmp_path, log) == [("Agent/1001", 6 * HOUR, 0)]


def test_a_member_who_is_removed_first_was_there_since_the_log_begins(tmp_path: Path) -> None:
    log = month(remove("01 02:00:00"), add("05 08:00:00"), remove("05 09:00:00"), remove("05 10:00:00"))

    assert times(tmp_path, log) == [("SIP/1001", 3 * HOUR, 0)]


def test_log_ins_over_midnight_and_over_the_ends_of_the_period_are_cut_there(tmp_path: Path) -> None:
    log = (
        add("2026-09-30 20:00:00")
        + remove("01 04:00:00")
        + add("15 22:00:00")
        + remove("16 06:00:00")
        + add("31 20:00:00")
        + remove("2026-11-01 04:00:00")
    )

    assert times(tmp_path, log) == [("SIP/1001", (4 + 8 + 4) * HOUR, 0)]
    assert times(tmp_path, log, period="2026-10-15") == [("SIP/1001", 2 * HOUR, 0)]
    assert times(tmp_path, log, period="2026-10-20") == []


def test_who_never_logs_off_is_there_until_the_period_ends_and_is_told(tmp_path: Path) -> None:
    later = line("2026-11-20 00:00:00", "CONFIGRELOAD", queue="NONE", agent="NONE")
    log = month(add("31 20:00:00"), add("31 22:00:00", agent="SIP/1002")) + later

    assert times(tmp_path, log) == [("SIP/1001", 4 * HOUR, 0), ("SIP/1002", 2 * HOUR, 0)]
    assert told(tmp_path, log) == [
        (
            "queue_log: warning queue-log-login: still logged in when the log ends, and counted until then (or the "
            "period's end): 2: SIP/1001, SIP/1002"
        )
    ]


def test_who_is_logged_in_where_the_log_ends_is_counted_until_there(tmp_path: Path) -> None:
    log = add("31 20:00:00") + line("31 21:00:00", "CONFIGRELOAD", queue="NONE", agent="NONE")

    assert times(tmp_path, log) == [("SIP/1001", HOUR, 0)]


def test_of_agents_of_whom_no_log_in_is_known_the_time_is_missing_not_zero(tmp_path: Path) -> None:
    log = month(line("05 10:00:00", "RINGNOANSWER", 5000))

    assert times(tmp_path, log) == [("SIP/1001", None, None)]


def test_pauses_count_while_logged_in(tmp_path: Path) -> None:
    log = month(
        add("05 08:00:00"),
        pause("05 09:00:00", "PAUSE"),
        pause("05 09:30:00", "UNPAUSE"),
        pause("05 11:45:00", "PAUSE"),
        remove("05 12:00:00"),
        add("05 13:00:00"),
        pause("05 13:00:00", "UNPAUSE"),
        remove("05 14:00:00"),
    )

    assert times(tmp_path, log) == [("SIP/1001", 5 * HOUR, 45 * 60)]


def test_a_pause_in_all_queues_is_one_pause(tmp_path: Path) -> None:
    log = month(
        add("05 08:00:00"),
        add("05 08:00:00", queue="vip"),
        pause("05 09:00:00", "PAUSE"),
        pause("05 09:00:00", "PAUSE", queue="vip"),
        pause("05 09:00:00", "PAUSEALL", queue="NONE"),
        pause("05 09:10:00", "UNPAUSE"),
        pause("05 09:15:00", "UNPAUSE", queue="vip"),
        pause("05 10:00:00", "PAUSEALL", queue="NONE"),
        pause("05 10:05:00", "UNPAUSEALL", queue="NONE"),
        remove("05 12:00:00"),
        remove("05 12:00:00", queue="vip"),
    )

    assert times(tmp_path, log) == [("SIP/1001", 4 * HOUR, 20 * 60)]


def test_an_end_of_a_pause_that_never_began_is_nothing(tmp_path: Path) -> None:
    log = month(add("05 08:00:00"), pause("05 09:00:00", "UNPAUSE"), remove("05 10:00:00"))

    assert times(tmp_path, log) == [("SIP/1001", 2 * HOUR, 0)]


RESTART = line("05 11:00:00", "QUEUESTART", queue="NONE", agent="NONE")
LAST_WORD = line("05 10:00:00", "ENTERQUEUE", "", "13800000000", 1, agent="NONE")


@pytest.mark.parametrize(
    ("after", "hours"),
    [
        (remove("05 12:00:00"), 4),  # memberships outlast a restart where they are kept
        (line("05 11:30:00", "RINGNOANSWER", 0) + remove("05 12:00:00"), 4),
        (add("05 11:30:00") + remove("05 12:00:00"), 2.5),  # or they do not, and are made anew
        ("", 2),  # nothing more of the agent: gone with the restart
        (line("05 11:30:00", "CONNECT", 1, "ch", 1) + line("05 12:00:00", "COMPLETEAGENT", 1, 1800, 1), None),
    ],
)
def test_after_a_restart_who_is_not_seen_again_was_there_until_it(
    after: str, hours: float | None, tmp_path: Path
) -> None:
    log = month(add("05 08:00:00"), LAST_WORD, RESTART, after)

    until_the_end = 31 * 24 - (4 * 24 + 8)
    expected = hours * HOUR if hours is not None else until_the_end * HOUR - 1
    assert times(tmp_path, log) == [("SIP/1001", expected, 0)]


def test_a_log_in_of_an_agent_ends_with_a_restart(tmp_path: Path) -> None:
    log = month(
        line("05 08:00:00", "AGENTLOGIN", "SIP/1001-1", queue="NONE", agent="Agent/1001"),
        LAST_WORD,
        RESTART,
        line("05 12:00:00", "AGENTLOGIN", "SIP/1001-2", queue="NONE", agent="Agent/1001"),
        line("05 13:00:00", "AGENTLOGOFF", "SIP/1001-2", HOUR, queue="NONE", agent="Agent/1001"),
    )

    assert times(tmp_path, log) == [("Agent/1001", 3 * HOUR, 0)]
    assert told(tmp_path, log) == []
