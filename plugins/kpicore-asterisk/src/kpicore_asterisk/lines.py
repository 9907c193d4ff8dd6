"""The lines of log files, in the order of their times: rotated and compressed ones, and one that is being written."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import IO

from attrs import define, field, frozen

from kpicore import Place, Problem, Refused, SourceContext
from kpicore_asterisk import messages
from kpicore_asterisk.tally import Damaged, Tally

BLOCK = 1 << 18
LONGEST = 1 << 16
"""Bytes of a line; no event is a hundredth of it."""

EARLIEST, LATEST = 946_684_800, 4_102_444_800
"""Times that are no mistake: of this century."""

SAME_TIME = 60
"""Seconds by which a file may begin before the end of the one before it: clocks are set."""

MOST_PROBLEMS = 100
"""Damaged lines that are listed; a file that is no log has nothing else."""


@frozen
class LogFile:
    """A file that is open: what messages call it, its bytes, the first of them, and the time of its first line."""

    name: str
    file: IO[bytes]
    block: bytes
    begin: int | None


def take_files(context: SourceContext, pattern: str, tally: Tally) -> None:
    """Gives the tally every line of the files that `pattern` means, and the run their hashes.

    Files are taken in the order of their first lines. The last line of the newest is passed over, with a warning, where
    no line break ends it: it is still being written. Damaged lines, and files of the same time, are `Refused`.
    """
    with ExitStack() as opened:
        files = [_opened(context, path, opened) for path in context.paths(pattern)]
        # An empty one, as rotation leaves it, is the newest.
        files.sort(key=lambda each: LATEST if each.begin is None else each.begin)
        problems: list[Problem] = []
        before: LogFile | None = None
        for each in files:
            if before is not None and each.begin is not None and each.begin < tally.latest - SAME_TIME:
                raise Refused(*problems, messages.OVERLAP.at(Place(each.name), other=before.name))
            rest = _take(each, tally, problems)
            if rest and each is files[-1]:
                context.warn(messages.UNFINISHED.at(rest.place))
            elif rest:
                rest.take(tally)
                problems += rest.problems
            before = each
    if problems:
        raise Refused(*problems)


def _opened(context: SourceContext, path: str, opened: ExitStack) -> LogFile:
    name = path.replace("{period}", context.period.text)
    file = opened.enter_context(context.stream(path))
    if path.endswith(".gz"):
        file = opened.enter_context(gzip.GzipFile(fileobj=file))  # type: ignore[arg-type]  # it reads like a file
    block = _read(file, name)
    times = (_time(line.partition(b"|")[0].decode("ascii", "replace")) for line in block.split(b"\n"))
    return LogFile(name, file, block, next((time for time in times if time is not None), None))


def _read(file: IO[bytes], name: str) -> bytes:
    try:
        return file.read(BLOCK)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise Refused(messages.ARCHIVE.at(Place(name), why=error)) from None


@define
class Lines:
    """Whole lines of a file: the first is line `number`. What is wrong with them joins `problems`."""

    file: str
    content: bytes
    number: int
    problems: list[Problem] = field(factory=list)

    @property
    def place(self) -> Place:
        return Place(self.file, line=self.number)

    def take(self, tally: Tally) -> int:
        """Gives the tally each of them; returns how many they were."""
        lines = self._texts()
        take = tally.take
        for number, line in enumerate(lines, self.number):
            fields = line.split("|")
            time = fields[0]
            if len(fields) < 5 or not (time.isascii() and time.isdigit() and EARLIEST <= int(time) < LATEST):
                if line.strip():
                    self._not_a_line(fields, number)
                continue
            try:
                take(int(time), fields[1], fields[2], fields[3], fields[4], fields[5:])
            except Damaged as damaged:
                said = {"event": fields[4], "what": damaged.what, "value": damaged.value[:40] or "—"}
                self.problems.append(messages.NOT_SECONDS.at(Place(self.file, line=number), **said))
        return len(lines)

    def _texts(self) -> Sequence[str]:
        try:
            return self.content.decode("utf-8").replace("\r", "").split("\n")
        except UnicodeDecodeError:
            return [self._text(line, number) for number, line in enumerate(self.content.split(b"\n"), self.number)]

    def _text(self, line: bytes, number: int) -> str:
        try:
            return line.decode("utf-8").rstrip("\r")
        except UnicodeDecodeError:
            self.problems.append(messages.NOT_UTF8.at(Place(self.file, line=number)))
            return ""

    def _not_a_line(self, fields: Sequence[str], number: int) -> None:
        place = Place(self.file, line=number)
        if len(fields) < 5:
            self.problems.append(messages.NOT_A_LINE.at(place))
        else:
            self.problems.append(messages.NOT_A_TIME.at(place, value=fields[0][:40] or "—"))


def _take(log: LogFile, tally: Tally, problems: list[Problem]) -> Lines | None:
    """Takes all lines that a line break ends; gives what is behind the last of them, if anything."""
    number, rest = 1, b""
    for block in _blocks(log):
        whole, line_break, rest = (rest + block).rpartition(b"\n")
        if line_break:
            lines = Lines(log.name, whole, number)
            number += lines.take(tally)
            problems += lines.problems
        if len(rest) > LONGEST:
            raise Refused(*problems, messages.TOO_LONG.at(Place(log.name, line=number), most=LONGEST))
        if len(problems) > MOST_PROBLEMS:
            raise Refused(*problems[:MOST_PROBLEMS], messages.AND_MORE.at(problems[MOST_PROBLEMS].place))
    return Lines(log.name, rest, number) if rest.strip() else None


def _blocks(log: LogFile) -> Iterator[bytes]:
    block = log.block
    while block:
        yield block
        block = _read(log.file, log.name)


def _time(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and EARLIEST <= int(text) < LATEST else None
