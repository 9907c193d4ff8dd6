"""The queue log keeps the contract of sources."""

from kpicore.testing import SourceContract
from kpicore_asterisk.source import QueueLog
from tests.plugins.asterisk.logs import answered, line, month


class TestQueueLog(SourceContract):
    source = QueueLog(time_zone="Asia/Shanghai", path="log/{period}", agents="number", queues=("support",))
    files = {
        "log/2026-10": month(
            line("05 08:00:00", "ADDMEMBER", ""),
            answered("05 08:30:00", 10, 4, 120, call="c1"),
            answered("05 09:30:00", 30, 6, 60, how="COMPLETEAGENT", call="c2"),
            line("05 10:00:00", "RINGNOANSWER", 15000, call="c3", agent="PJSIP/0042"),
            line("05 12:00:00", "REMOVEMEMBER", ""),
        )
    }
    metrics = QueueLog.gives
    expected = {
        "employee": ["1001", "0042"],
        "calls": [2, 0],
        "wait_seconds": [20, None],
        "answered_in_time": [0.5, None],
        "answer_seconds": [5, None],
        "talk_seconds": [90, None],
        "ring_no_answer": [0, 1],
        "answer_rate": [1, 0],
        "login_seconds": [4 * 3600, None],
    }
    plugin = "asterisk"
