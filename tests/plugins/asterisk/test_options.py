"""Options of a queue log that make no sense."""

from decimal import Decimal
from typing import Any

import pytest

from kpicore import InvalidOption
from kpicore_asterisk.source import QueueLog


@pytest.mark.parametrize(
    ("options", "option", "said"),
    [
        ({}, "", "give either `path` or `of`"),
        ({"path": "queue_log", "of": "table"}, "path", "give either `path` or `of`"),
        ({"path": "queue_log", "queues": ()}, "queues", "`queues` is empty"),
        ({"path": "queue_log", "within": Decimal(-1)}, "within", "seconds are not negative"),
        ({"path": "queue_log", "shortest_ring": Decimal(-1)}, "shortest_ring", "seconds are not negative"),
        ({"path": "queue_log", "time_zone": "Asia/Beijing"}, "time_zone", "there is no time zone Asia/Beijing"),
        ({"path": "queue_log", "time_zone": "+8"}, "time_zone", "there is no time zone +8"),
        ({"path": "queue_log", "time_zone": "+24:00"}, "time_zone", "there is no time zone +24:00"),
        ({"path": "queue_log", "time_zone": ""}, "time_zone", "there is no time zone "),
        ({"path": "queue_log", "time_zone": "../zone"}, "time_zone", "there is no time zone ../zone"),
    ],
)
def test_an_option_that_makes_no_sense_is_named(options: dict[str, Any], option: str, said: str) -> None:
    with pytest.raises(InvalidOption) as caught:
        QueueLog(**{"time_zone": "Asia/Shanghai", **options})
    assert (caught.value.option, caught.value.problem.message.en) == (option, said)
