"""Records out of answers: the declared fields as texts, each record once, whatever happened while they were read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal, TypeAlias

from attrs import Factory, define, frozen

from kpicore import Place, Problem, Refused, Text, did_you_mean
from kpicore_http import messages
from kpicore_http.paths import Path, value_at

Record: TypeAlias = tuple[str | None, ...]
"""The fields of a record in their order; None is missing."""

SHOWN_IDS = 5
MOST_PROBLEMS = 100


@frozen
class Mapped:
    """What is taken out of an answer: the list at `rows`, the `fields` of each record, and its `id`.

    Paths are shown as the document has them: `texts` by option.
    """

    rows: Path
    fields: Mapping[str, Path]
    id: Path | None
    texts: Mapping[str, str]
    place: Place

    def key(self, *keys: str) -> Place:
        """The place of an option in the pipeline."""
        return Place(key=".".join((self.place.key, *keys)))


@define
class Records:
    """The records that were read up to now: by span, and within it in the order in which they came first.

    `id_within` says whether an id is a record's own in the whole period, or in its span only.
    """

    mapped: Mapped
    id_within: Literal["period", "span"]
    spans: list[dict[str | int, Record]] = Factory(list)
    homes: dict[str, int] = Factory(dict)
    repeated: list[dict[str, None]] = Factory(list)
    changed: list[dict[str, None]] = Factory(list)
    first: dict[str, Any] | None = None
    given: set[str] = Factory(set)

    def begin(self) -> None:
        """The next span begins."""
        for each in (self.spans, self.repeated, self.changed):
            each.append({})

    def take_back(self) -> None:
        """Forgets the last span, which is read once more."""
        number = len(self.spans) - 1
        self.homes = {id: home for id, home in self.homes.items() if home != number}
        for each in (self.spans, self.repeated, self.changed):
            each.pop()

    def add(self, value: Any, call: Text, *, is_first: bool) -> int:
        """Takes the records of an answer; returns how many it holds. What they should not be is `Refused`.

        Behind the last page of a span some servers have nothing where the list was.
        """
        rows = value_at(value, self.mapped.rows) if self.mapped.rows else value
        if rows is None and not is_first:
            return 0
        if not isinstance(rows, list):
            path = self.mapped.texts["rows"] or messages.ANSWER_ITSELF
            raise Refused(messages.NO_ROWS.at(self.mapped.key("rows"), call=call, path=path, found=_kind(rows)))
        problems: list[Problem] = []
        for number, row in enumerate(rows, 1):
            record = self._record(row, number, call, problems)
            if len(problems) >= MOST_PROBLEMS:
                break
            if problems:
                continue
            if self.first is None and isinstance(row, dict):
                self.first = row
            self._keep(row, record, number, call)
        if problems:
            raise Refused(*problems)
        return len(rows)

    def all(self) -> list[Record]:
        """Every record once, span by span."""
        return [record for span in self.spans for record in span.values()]

    def check(self) -> None:
        """Refuses fields that no record has: a path that is misspelt would be a column of nothing."""
        lacking = [name for name in self.mapped.fields if name not in self.given]
        if not lacking or self.first is None:
            return
        known = sorted(self.first)
        problems = []
        for name in lacking:
            path, near = self.mapped.texts[name], did_you_mean(self.mapped.texts[name], known)
            said = {"path": path, "known": ", ".join(known[:20]), "near": near}
            problems.append(messages.FIELD_NOWHERE.at(self.mapped.key("fields", name), **said))
        raise Refused(*problems)

    def warnings(self) -> list[Problem]:
        """What happened while they were read."""
        told = []
        for message, by_span in ((messages.REPEATED, self.repeated), (messages.CHANGED_RECORDS, self.changed)):
            if ids := list(dict.fromkeys(id for span in by_span for id in span)):
                told.append(message.at(self.mapped.place, count=len(ids), ids=_some(ids)))
        return told

    def _record(self, row: Any, number: int, call: Text, problems: list[Problem]) -> Record:
        values: list[str | None] = []
        for name, path in self.mapped.fields.items():
            value = value_at(row, path)
            text = _text(value)
            if value is not None:
                self.given.add(name)
            if isinstance(text, str) and not _is_whole(text):
                said = {"call": call, "row": number, "path": self.mapped.texts[name]}
                problems.append(messages.BROKEN_TEXT.at(self.mapped.key("fields", name), **said))
            elif text is False:
                said = {"call": call, "row": number, "path": self.mapped.texts[name], "found": _kind(value)}
                problems.append(messages.NO_VALUE.at(self.mapped.key("fields", name), **said))
            values.append(text if isinstance(text, str) else None)
        return tuple(values)

    def _keep(self, row: Any, record: Record, number: int, call: Text) -> None:
        span = self.spans[-1]
        if self.mapped.id is None:
            span[len(span)] = record
            return
        id = _text(value_at(row, self.mapped.id))
        if not isinstance(id, str) or not id.strip():
            path = self.mapped.texts["id"]
            raise Refused(messages.NO_ID.at(self.mapped.key("id"), call=call, row=number, path=path))
        home = len(self.spans) - 1
        if self.id_within == "period":
            home = self.homes.setdefault(id, home)
        before = self.spans[home].get(id)
        if before is None:
            span[id] = record
            return
        if before == record:
            self.repeated[-1][id] = None
        elif home != len(self.spans) - 1:
            raise Refused(messages.NOT_UNIQUE.at(self.mapped.key("id"), id=id))
        else:
            self.changed[-1][id] = None
            span[id] = record


def _text(value: Any) -> str | Literal[False] | None:
    """A value as a text: None where it is missing, False where it is neither text nor number."""
    match value:
        case None | str():
            return value
        case bool():
            return False
        case int():
            return str(value)
        case Decimal():
            return f"{value:f}"
        case _:
            return False


def _is_whole(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _kind(value: Any) -> Text:
    if value is None:
        return messages.NOTHING
    return messages.FOUND.get(type(value), messages.NUMBER)


def _some(ids: Sequence[str]) -> str:
    return ", ".join(ids[:SHOWN_IDS]) + (" …" if len(ids) > SHOWN_IDS else "")
