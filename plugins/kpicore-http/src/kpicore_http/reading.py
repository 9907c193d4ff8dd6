"""Reading a service: every page of every span, from the server or from the snapshot of what it answered."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import closing
from typing import TYPE_CHECKING

from kpicore import Place, Refused, SourceContext, Text, time_zone
from kpicore_http import messages
from kpicore_http.client import Client, Patience
from kpicore_http.paging import first_address, next_address, total_of
from kpicore_http.records import Records
from kpicore_http.snapshot import Asked, Snapshot, answers_in
from kpicore_http.spans import Span, filled, spans, values_of

if TYPE_CHECKING:
    from kpicore_http.source import Http

REREAD = 3
"""How often a span is read where its records change meanwhile."""

AGENT = "kpicore-http"


def asked_by(source: Http, context: SourceContext) -> Asked:
    """What the source asks a server in this period."""
    period = context.period
    return Asked(period.text, source.url, source.params, spans(period, source.span_days))


def from_server(source: Http, context: SourceContext, records: Records) -> None:
    """Asks the server for everything, and keeps its answers with the run. Whatever goes wrong is `Refused`."""
    asked = asked_by(source, context)
    snapshot = Snapshot(asked)
    with closing(_client(source, records.mapped.place)) as client:
        _read_spans(source, context, client, asked, records, snapshot)
    context.keep(source.snapshot, snapshot.content())
    context.note(answers=str(len(snapshot.lines)))


def _read_spans(
    source: Http, context: SourceContext, client: Client, asked: Asked, records: Records, snapshot: Snapshot
) -> None:
    """Reads every span, and once more where its records changed meanwhile."""
    place = records.mapped.place
    for number in range(len(asked.spans)):
        for tried in range(1, REREAD + 1):
            records.begin()
            kept = len(snapshot.lines)
            totals, call = _read_span(source, context, client, number, asked, records, snapshot)
            found = len(records.spans[-1])
            if totals <= {found}:
                break
            if tried == REREAD:
                said = {"total": "、".join(map(str, sorted(totals))), "found": found, "tries": REREAD}
                raise Refused(messages.CHANGED.at(place, call=call, **said))
            del snapshot.lines[kept:]
            records.take_back()


def from_snapshot(source: Http, context: SourceContext, records: Records) -> None:
    """Reads the answers that an earlier run has kept, in their order."""
    asked = asked_by(source, context)
    name = source.snapshot.replace("{period}", context.period.text)
    with context.stream(source.snapshot) as file:
        begun = 0
        for number, page, answer in answers_in(file, asked, name):
            while begun <= number:
                records.begin()
                begun += 1
            records.add(answer, _call(asked, number, page), is_first=page == 1)


def _read_span(
    source: Http,
    context: SourceContext,
    client: Client,
    number: int,
    asked: Asked,
    records: Records,
    snapshot: Snapshot,
) -> tuple[set[int], Text]:
    """Reads the pages of a span; gives what its answers say how many records there are, and the last call."""
    span, paging, place = asked.spans[number], source.paging, records.mapped.place
    values = _values(source, context, span)
    url = filled(source.url, values)
    params = {name: filled(text, values) for name, text in source.params.items()}
    address: str | None = first_address(url, params, paging)
    page = 0
    seen: set[str] = set()
    totals: set[int] = set()
    call = _call(asked, number, 1)
    while address is not None:
        page += 1
        call = _call(asked, number, page)
        if address in seen:
            raise Refused(messages.ENDLESS.at(place, call=call))
        if paging is not None and page > paging.most:
            raise Refused(messages.MOST_PAGES.at(Place(key=f"{place.key}.paging.most"), most=paging.most))
        seen.add(address)
        answer = client.get(address, call)
        snapshot.add(number, page, answer.content)
        count = records.add(answer.value, call, is_first=page == 1)
        total = total_of(answer.value, paging, call, place)
        totals |= {total} if total is not None else set()
        is_whole = total is not None and len(records.spans[-1]) >= total
        if paging is None or (is_whole and paging.by in ("number", "offset")):
            break
        address = next_address(address, paging, answer, count, call, place)
    return totals, call


def _values(source: Http, context: SourceContext, span: Span) -> Mapping[str, str]:
    return values_of(span, context.period, time_zone(source.time_zone) if source.time_zone else None)


def _call(asked: Asked, number: int, page: int) -> Text:
    if len(asked.spans) == 1:
        return messages.CALL.fill(page=page)
    span = asked.spans[number]
    return messages.CALL_OF_SPAN.fill(first=span.first, last=span.last, page=page)


def _client(source: Http, place: Place) -> Client:
    headers = {"Accept": "application/json", "User-Agent": AGENT, **source.headers}
    token = ""
    if source.token_env is not None:
        token = os.environ.get(source.token_env, "").strip()
        where = Place(key=f"{place.key}.token_env")
        if not token:
            raise Refused(messages.TOKEN_MISSING.at(where, name=source.token_env))
        if not token.isascii() or not token.isprintable():
            raise Refused(messages.TOKEN_BROKEN.at(where, name=source.token_env))
        headers[source.token_header] = f"{source.token_prefix}{token}"
    patience = Patience(
        timeout=float(source.timeout),
        tries=source.tries,
        wait=float(source.wait),
        longest_wait=float(source.longest_wait),
        pause=float(source.pause),
    )
    return Client(place, headers, patience, token, source.token_env or "")
