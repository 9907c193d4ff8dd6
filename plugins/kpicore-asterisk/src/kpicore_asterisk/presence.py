"""When an agent was there: from spans that open and close, overlap, and are not always closed."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import Factory, define

Span = tuple[int, int]
"""Seconds since 1970, the end not included."""


@define
class Presence:
    """Spans by key (a queue, or all of them), as far as they lie in the period from `first` on, before `last`.

    After a restart of the phone system nobody knows which members are still there until they are seen again: what is
    open becomes doubtful, with the last moment at which it was sure.
    """

    first: int
    last: int
    since: dict[str, int] = Factory(dict)
    doubtful: dict[str, int] = Factory(dict)
    known: set[str] = Factory(set)
    spans: list[Span] = Factory(list)

    def enter(self, key: str, time: int) -> None:
        """A span opens, unless it is open; one that a restart has left in doubt ended there."""
        if key in self.doubtful:
            self._add(self.since.pop(key), self.doubtful.pop(key))
        self.since.setdefault(key, time)
        self.known.add(key)

    def leave(self, key: str, time: int, begin: int) -> None:
        """A span closes. One that nobody saw opening began at `begin`, if it is the first of its key."""
        self.doubtful.pop(key, None)
        self._add(self.since.pop(key, time if key in self.known else begin), time)
        self.known.add(key)

    def leave_all(self, time: int) -> None:
        """All that is open closes."""
        for key in list(self.since):
            self.leave(key, time, time)

    def seen(self, key: str) -> None:
        """The agent was there: what a restart left in doubt is open."""
        self.doubtful.pop(key, None)

    def restarted(self, last_seen: int) -> None:
        """The phone system has started anew; before that its log was last written at `last_seen`."""
        for key in self.since:
            self.doubtful.setdefault(key, last_seen)

    def finished(self, time: int) -> bool:
        """Closes what is open at the end of the log, and says whether anything was beyond doubt."""
        was_open = any(key not in self.doubtful for key in self.since)
        for key, begin in self.since.items():
            self._add(begin, self.doubtful.get(key, time))
        self.since.clear()
        return was_open

    def _add(self, begin: int, end: int) -> None:
        begin, end = max(begin, self.first), min(end, self.last)
        if begin < end:
            self.spans.append((begin, end))


def united(spans: Sequence[Span]) -> list[Span]:
    """The spans without overlaps, in time."""
    whole: list[Span] = []
    for begin, end in sorted(spans):
        if whole and begin <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((begin, end))
    return whole


def common(one: Sequence[Span], other: Sequence[Span]) -> list[Span]:
    """What two lists of spans without overlaps, in time, have in common."""
    shared: list[Span] = []
    left, right = list(reversed(one)), list(reversed(other))
    while left and right:
        begin, end = max(left[-1][0], right[-1][0]), min(left[-1][1], right[-1][1])
        if begin < end:
            shared.append((begin, end))
        (left if left[-1][1] <= right[-1][1] else right).pop()
    return shared


def seconds(spans: Sequence[Span]) -> int:
    """How long spans without overlaps are together."""
    return sum(end - begin for begin, end in spans)
