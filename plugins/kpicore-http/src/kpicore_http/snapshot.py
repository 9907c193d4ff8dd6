"""The snapshot: what was asked and every answer as it came, a line of JSON each, so that it can be read again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any

from attrs import define, field, frozen

from kpicore import Place, Refused, Text
from kpicore_http import messages
from kpicore_http.answers import one_line, read_json
from kpicore_http.spans import Span

FORMAT = 1

ASKED: Mapping[str, Text] = {
    "format": Text("格式", "format"),
    "period": Text("考核周期", "period"),
    "url": Text("url", "url"),
    "params": Text("params", "params"),
    "spans": Text("span_days", "span_days"),
}
"""What a snapshot has to have in common with the pipeline that reads it, and what that is called."""


@frozen
class Asked:
    """What was asked of a server: nothing secret is in it."""

    period: str
    url: str
    params: Mapping[str, str]
    spans: Sequence[Span]

    def line(self) -> dict[str, Any]:
        """The first line of a snapshot."""
        spans = [[str(span.first), str(span.last)] for span in self.spans]
        return {"format": FORMAT, "period": self.period, "url": self.url, "params": dict(self.params), "spans": spans}


@define
class Snapshot:
    """A snapshot that is being made."""

    asked: Asked
    lines: list[bytes] = field(factory=list, repr=False)

    def add(self, span: int, page: int, content: bytes) -> None:
        """An answer, as it came but for line breaks between its values."""
        self.lines.append(b'{"span": %d, "page": %d, "answer": %s}' % (span, page, one_line(content)))

    def content(self) -> bytes:
        first = json.dumps(self.asked.line(), ensure_ascii=False, sort_keys=True).encode()
        return b"\n".join([first, *self.lines, b""])


def answers_in(file: IO[bytes], asked: Asked, name: str) -> Iterator[tuple[int, int, Any]]:
    """Number of the span, page and value of each answer in a snapshot.

    One that is damaged, or of something else than what is `asked`, is `Refused`.
    """
    place = Place(name)
    first = _line(file.readline(), Place(name, line=1))
    ours = asked.line()
    if first.keys() != ours.keys():
        raise Refused(messages.SNAPSHOT_DAMAGED.at(Place(name, line=1)))
    if others := [key for key in ASKED if first[key] != ours[key]]:
        raise Refused(*(messages.SNAPSHOT_OTHER.at(place, what=ASKED[key]) for key in others))
    for number, content in enumerate(file, 2):
        match _line(content, Place(name, line=number)):
            case {"span": int(span), "page": int(page), "answer": answer} if 0 <= span < len(asked.spans):
                yield span, page, answer
            case _:
                raise Refused(messages.SNAPSHOT_DAMAGED.at(Place(name, line=number)))


def _line(content: bytes, place: Place) -> dict[str, Any]:
    try:
        value = read_json(content)
    except ValueError:
        value = None
    if not isinstance(value, dict) or not content.endswith(b"\n"):
        raise Refused(messages.SNAPSHOT_DAMAGED.at(place))
    return value
