"""What agents did, counted event by event: nothing of the log is kept but calls that have not ended."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from fractions import Fraction

from attrs import Factory, define, field

from kpicore import Text
from kpicore_asterisk import messages
from kpicore_asterisk.agents import NOBODY
from kpicore_asterisk.presence import Presence

LOGIN = ""
"""The key of a log-in for all queues."""

Data = Sequence[str]
"""The fields behind the event."""


class Damaged(Exception):
    """An event without a number that it has: `what` is missing, or is the text `value`."""

    def __init__(self, what: Text, value: str) -> None:
        super().__init__(what.en)
        self.what = what
        self.value = value


@define
class Agent:
    """The sums of one agent over the period, times in seconds."""

    logged_in: Presence
    paused: Presence
    calls: int = 0
    waited: int = 0
    in_time: int = 0
    rung: int = 0
    rings: int = 0
    talked: int = 0
    talks: int = 0
    ended: int = 0
    transfers: int = 0
    unanswered: int = 0


@define
class Tally:
    """Takes events in the order of the log and sums up those of the period, from `first` on and before `last`.

    A call belongs to the time at which it was answered, however long it lasts. `queues` are those that count, all
    where it is empty; `named` says whom an agent's name means. `within` is until when a call is answered in time, in
    seconds, `shortest_ring` from when on a phone has rung, in milliseconds.
    """

    first: int
    last: int
    queues: Collection[str]
    named: Callable[[str], str]
    within: Fraction
    shortest_ring: Fraction
    begun: int | None = None
    latest: int = 0
    agents: dict[str, Agent] = Factory(dict)
    by_name: dict[str, Agent] = Factory(dict)
    talking: dict[tuple[str, str], int] = Factory(dict)
    unpaired: int = 0
    seen_queues: set[str] = Factory(set)
    _handlers: Mapping[str, Callable[[int, str, str, str, Data], None]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._handlers = {
            "CONNECT": self._connect,
            "COMPLETEAGENT": self._complete,
            "COMPLETECALLER": self._complete,
            "TRANSFER": self._transfer,
            "BLINDTRANSFER": self._transfer,
            "ATTENDEDTRANSFER": self._attended_transfer,
            "RINGNOANSWER": self._no_answer,
            "ADDMEMBER": self._add_member,
            "REMOVEMEMBER": self._remove_member,
            "AGENTLOGIN": self._log_in,
            "AGENTCALLBACKLOGIN": self._log_in,
            "AGENTLOGOFF": self._log_off,
            "AGENTCALLBACKLOGOFF": self._log_off,
            "PAUSE": self._pause,
            "PAUSEALL": self._pause,
            "UNPAUSE": self._unpause,
            "UNPAUSEALL": self._unpause_all,
            "QUEUESTART": self._restart,
        }

    def take(self, time: int, call: str, queue: str, agent: str, event: str, data: Data) -> None:
        """The next event of the log. One that lacks what it should have is `Damaged`."""
        if self.begun is None:
            self.begun = time
        handler = self._handlers.get(event)
        if handler is not None:
            handler(time, call, queue, agent, data)
        if queue not in self.seen_queues:
            self.seen_queues.add(queue)
        self.latest = time

    def finish(self) -> list[str]:
        """Ends all spans where the log ends; gives the agents who are still logged in there."""
        still = [name for name, agent in self.agents.items() if agent.logged_in.finished(self.latest)]
        for agent in self.agents.values():
            agent.paused.finished(self.latest)
        return still

    @property
    def unended(self) -> int:
        """How many calls of the period have no end in the log."""
        return sum(self.first <= time < self.last for time in self.talking.values())

    def _agent(self, name: str) -> Agent:
        agent = self.by_name.get(name)
        if agent is None:
            id = self.named(name)
            agent = self.agents.get(id)
            if agent is None:
                agent = Agent(Presence(self.first, self.last), Presence(self.first, self.last))
                self.agents[id] = agent
            self.by_name[name] = agent
        return agent

    def _counts(self, queue: str) -> bool:
        return not self.queues or queue in self.queues

    def _connect(self, time: int, call: str, queue: str, agent: str, data: Data) -> None:
        if not self._counts(queue):
            return
        waited = whole(data, 0, messages.WAIT)
        rung = whole(data, 2, messages.RING_SECONDS) if len(data) > 2 and data[2] else None
        who = self._agent(agent)
        who.logged_in.seen(queue)
        self.talking[call, agent] = time
        if self.first <= time < self.last:
            self._answered(who, waited)
            if rung is not None:
                who.rung += rung
                who.rings += 1

    def _answered(self, who: Agent, waited: int) -> None:
        who.calls += 1
        who.waited += waited
        who.in_time += waited <= self.within

    def _complete(self, time: int, call: str, queue: str, agent: str, data: Data) -> None:
        if self._counts(queue):
            waited, talked = whole(data, 0, messages.WAIT), whole(data, 1, messages.TALK)
            self._ended(time, call, agent, waited, talked)

    def _transfer(self, time: int, call: str, queue: str, agent: str, data: Data) -> None:
        if self._counts(queue):
            is_timed = len(data) > 3  # before Asterisk 1.4 only where to
            waited = whole(data, 2, messages.WAIT) if is_timed else None
            talked = whole(data, 3, messages.TALK) if is_timed else None
            if who := self._ended(time, call, agent, waited, talked):
                who.transfers += 1

    def _attended_transfer(self, time: int, call: str, queue: str, agent: str, data: Data) -> None:
        if self._counts(queue):
            # How many fields say where to depends on what was joined; the last three are always the same.
            last = ["", *data][-3:]
            waited = whole(last, 0, messages.WAIT)
            talked = whole(last, 1, messages.TALK)
            if who := self._ended(time, call, agent, waited, talked):
                who.transfers += 1

    def _ended(self, time: int, call: str, agent: str, waited: int | None, talked: int | None) -> Agent | None:
        """A call ends; gives its agent where it counts."""
        answered = self.talking.pop((call, agent), None)
        who = self._agent(agent)
        if answered is None:
            # Answered before the log begins, or else the log does not hold together.
            answered = time if talked is None else time - talked
            if waited is None or self.begun is None or answered > self.begun:
                self.unpaired += self.first <= answered < self.last
                return None
            if self.first <= answered < self.last:
                self._answered(who, waited)
        if not self.first <= answered < self.last:
            return None
        who.ended += 1
        if talked is not None:
            who.talked += talked
            who.talks += 1
        return who

    def _no_answer(self, time: int, call: str, queue: str, agent: str, data: Data) -> None:
        if self._counts(queue):
            rung = whole(data, 0, messages.RING)
            who = self._agent(agent)
            who.logged_in.seen(queue)
            if self.first <= time < self.last and rung >= self.shortest_ring:
                who.unanswered += 1

    def _add_member(self, time: int, call: str, queue: str, agent: str, data: Data) -> None:
        if self._counts(queue) and agent not in NOBODY:
            self._agent(agent).logged_in.enter(queue, time)

    def _remove_member(self, time: int, call: str, queue: str, agent: str, data: Data) -> None:
        if self._counts(queue) and agent not in NOBODY:
            who = self._agent(agent)
            who.logged_in.leave(queue, time, time if self.begun is None else self.begun)
            who.paused.leave(queue, time, time)

    def _log_in(self, time: int, call: str, queue: str, agent: str, data: Data) -> None:
        if agent not in NOBODY:
            self._agent(agent).logged_in.enter(LOGIN, time)

    def _log_off(self, time: int, call: str, queue: str, agent: str, data: Data) -> None:
        if agent not in NOBODY:
            begin = time - whole(data, 1, messages.LOGGED_IN)
            self._agent(agent).logged_in.leave(LOGIN, time, begin)

    def _pause(self, time: int, call: str, queue: str, agent: str, data: Data) -> None:
        if (queue in NOBODY or self._counts(queue)) and agent not in NOBODY:
            who = self._agent(agent)
            who.logged_in.seen(queue)
            who.paused.enter("" if queue in NOBODY else queue, time)

    def _unpause(self, time: int, call: str, queue: str, agent: str, data: Data) -> None:
        if self._counts(queue) and agent not in NOBODY:
            who = self._agent(agent)
            who.logged_in.seen(queue)
            who.paused.leave(queue, time, time)
            who.paused.leave("", time, time)  # a pause in all queues stands at each of them as well

    def _unpause_all(self, time: int, call: str, queue: str, agent: str, data: Data) -> None:
        if agent not in NOBODY:
            self._agent(agent).paused.leave_all(time)

    def _restart(self, time: int, call: str, queue: str, agent: str, data: Data) -> None:
        for who in self.agents.values():
            if LOGIN in who.logged_in.since:  # a log-in does not survive, a membership may
                who.logged_in.leave(LOGIN, self.latest, self.latest)
            who.logged_in.restarted(self.latest)


def whole(data: Data, index: int, what: Text) -> int:
    """The field of an event that holds whole seconds or milliseconds; `Damaged` where it does not."""
    text = data[index].strip() if index < len(data) else ""
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        raise Damaged(what, text)
    return int(text)
