"""The metric source ``kind = "queue-log"``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import frozen

from kpicore import InvalidOption, Place, Refused, SourceContext, Unit, did_you_mean, moments, time_zone
from kpicore_asterisk import messages
from kpicore_asterisk.agents import NOBODY, number

if TYPE_CHECKING:
    import polars as pl

    from kpicore_asterisk.tally import Tally

SHOWN_IDS = 5
"""How many agents a warning names."""


@frozen
class QueueLog:
    """Asterisk's queue log, from files or from its database table, as metrics of each agent.

    `path` is the log; with ``*``, ``?`` or ``[…]`` all files of such names, rotated and compressed (.gz) ones too, in
    the order of their times. Or `of` names a source that gives the rows of the table ``queue_log``. `time_zone`
    (``Asia/Shanghai``, ``+08:00``) says when the period's days begin: the log counts seconds since 1970. `queues` are
    those that count, all by default. `agents` = "number" takes the channel's number for an id, 1001 of ``SIP/1001``.
    `within` is the wait in seconds up to which a call is answered in time; rings shorter than `shortest_ring` seconds
    are no rings: the phone was not there, or the caller gave up.
    """

    kind: ClassVar[str] = "queue-log"
    gives: ClassVar[Mapping[str, Unit]] = {
        "calls": "count",
        "wait_seconds": "seconds",
        "answered_in_time": "ratio",
        "answer_seconds": "seconds",
        "talk_seconds": "seconds",
        "talk_total": "seconds",
        "transfers": "count",
        "transfer_rate": "ratio",
        "ring_no_answer": "count",
        "answer_rate": "ratio",
        "login_seconds": "seconds",
        "pause_seconds": "seconds",
    }

    time_zone: str
    path: str | None = None
    of: str | None = None
    queues: tuple[str, ...] | None = None
    agents: Literal["as-logged", "number"] = "as-logged"
    within: Decimal = Decimal(20)
    shortest_ring: Decimal = Decimal(1)

    def __attrs_post_init__(self) -> None:
        if (self.path is None) == (self.of is None):
            raise InvalidOption(messages.PATH_OR_OF, "path" if self.path is not None else "")
        if self.queues is not None and not self.queues:
            raise InvalidOption(messages.NO_QUEUES, "queues")
        for option, value in (("within", self.within), ("shortest_ring", self.shortest_ring)):
            if value < 0:
                raise InvalidOption(messages.NOT_NEGATIVE, option)
        time_zone(self.time_zone)

    def read(self, context: SourceContext) -> pl.DataFrame:
        """One row per agent who was called or logged in during the period; what a mean or ratio rests on stands beside
        it in ``METRIC_n``. A call belongs to the period in which it was answered.

        - `employee`: the agent, as the log or as `agents` has it.
        - `calls` (count): calls answered.
        - `wait_seconds` (seconds): mean wait of their callers; `answered_in_time` (ratio): those who waited no longer
          than `within`; `answer_seconds` (seconds): how long the agent's phone rang, as a mean.
        - `talk_seconds` (seconds): mean talk of the calls that ended; `talk_total` (seconds): the sum.
        - `transfers` (count), `transfer_rate` (ratio): calls that ended by a transfer, of all that ended.
        - `ring_no_answer` (count): times that the phone rang for nothing; `answer_rate` (ratio): answered calls of
          these and the answered ones.
        - `login_seconds` (seconds): time in any of the queues, counted once; missing where the log says nothing of it.
          `pause_seconds` (seconds): paused in any of them meanwhile.

        Raises `Refused` with every damaged line.
        """
        from kpicore_asterisk.frame import metrics
        from kpicore_asterisk.lines import take_files
        from kpicore_asterisk.rows import take_rows
        from kpicore_asterisk.tally import Tally

        zone = time_zone(self.time_zone)
        first, last = (int(moment.timestamp()) for moment in moments(context.period, zone))
        tally = Tally(
            first,
            last,
            queues=frozenset(self.queues or ()),
            named=number if self.agents == "number" else str,
            within=Fraction(self.within),
            shortest_ring=Fraction(self.shortest_ring * 1000),
        )
        if self.path is not None:
            take_files(context, self.path, tally)
            place = Place(self.path.replace("{period}", context.period.text))
        else:
            assert self.of is not None, "checked above"
            take_rows(context, self.of, zone, tally)
            place = context.place(self.of, None, "time")
        if tally.begun is None:
            raise Refused(messages.NO_LINES.at(place))
        self._warn(context, place, tally, zone)
        return metrics(tally)

    def _warn(self, context: SourceContext, place: Place, tally: Tally, zone: tzinfo) -> None:
        """Tells what the figures lack."""
        period = context.period
        begun, ended = (datetime.fromtimestamp(time, zone).date() for time in (tally.begun or 0, tally.latest))
        if begun > period.first:
            context.warn(messages.STARTS_LATE.at(place, first=begun, period=period))
        if ended < period.last:
            context.warn(messages.ENDS_EARLY.at(place, last=ended, period=period))
        known = [queue for queue in tally.seen_queues if queue not in NOBODY]
        for queue in self.queues or ():
            if queue not in tally.seen_queues:
                context.warn(messages.QUEUE_UNSEEN.at(place, queue=queue, near=did_you_mean(queue, known)))
        if still := tally.finish():
            shown = ", ".join(still[:SHOWN_IDS]) + (" …" if len(still) > SHOWN_IDS else "")
            context.warn(messages.STILL_LOGGED_IN.at(place, count=len(still), agents=shown))
        for message, count in ((messages.UNPAIRED, tally.unpaired), (messages.UNENDED, tally.unended)):
            if count:
                context.warn(message.at(place, count=count))
