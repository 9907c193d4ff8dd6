"""Pages by number, offset, cursor and link, also of records that change while they are read; spans; parameters."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kpicore_http.paging import Paging
from tests.plugins.http.reads import read, refused, source, told
from tests.plugins.http.server import Asked, Reply, Server, answer

PEOPLE = [{"agent": f"{number:04}", "calls": number} for number in range(1, 8)]
NUMBER = Paging(by="number", param="page", size_param="per_page", size=3, total="total")
IDS = [person["agent"] for person in PEOPLE]


def by_number(asked: Asked) -> Reply:
    page = int(asked.query["page"]) - 1
    return answer({"items": PEOPLE[3 * page : 3 * page + 3], "total": 7})


def by_offset(asked: Asked) -> Reply:
    start = int(asked.query["start"])
    return answer({"items": PEOPLE[start : start + 3]})


def by_cursor(asked: Asked) -> Reply:
    start = int(asked.query.get("after", "0"))
    following = str(start + 3) if start + 3 < 7 else None
    return answer({"items": PEOPLE[start : start + 3], "meta": {"next": following}})


def by_link(asked: Asked) -> Reply:
    start = int(asked.query.get("p", "0"))
    last = '<http://other.example.com/x?a=1,2>; rel="last"'
    link = f'{last}, </agents?p={start + 3}>; title="more, of it"; rel="next"' if start + 3 < 7 else last
    return answer({"items": PEOPLE[start : start + 3]}, Link=link)


@pytest.mark.parametrize(
    ("reply", "paging", "calls"),
    [
        (by_number, NUMBER, 3),
        (by_offset, Paging(by="offset", param="start"), 4),
        (by_cursor, Paging(by="cursor", param="after", cursor="meta.next"), 3),
        (by_link, Paging(by="link"), 3),
    ],
)
def test_all_pages_are_read(
    reply: Callable[[Asked], Reply], paging: Paging, calls: int, server: Server, tmp_path: Path
) -> None:
    server.reply = reply

    assert [row["employee"] for row in read(tmp_path, server, paging=paging, id="agent")] == IDS
    assert len(server.asked) == calls
    assert told(tmp_path, server, paging=paging, id="agent") == []


def test_the_address_keeps_its_own_parameters_and_those_of_the_pipeline(server: Server, tmp_path: Path) -> None:
    server.reply = by_number

    read(
        tmp_path,
        server,
        url=f"{server.url}/v1/{{period}}/agents?active=1",
        params={"team": "一班 & 二班", "from": "{first}"},
        paging=NUMBER,
        id="agent",
    )
    assert server.asked[1].path == "/v1/2026-10/agents"
    assert server.asked[1].query == {
        "active": "1",
        "team": "一班 & 二班",
        "from": "2026-10-01",
        "page": "2",
        "per_page": "3",
    }


def test_a_server_that_gives_smaller_pages_than_it_was_asked_for_loses_nobody(server: Server, tmp_path: Path) -> None:
    server.reply = by_number
    paging = Paging(by="number", param="page", size_param="per_page", size=100)

    assert [row["employee"] for row in read(tmp_path, server, paging=paging, id="agent")] == IDS
    assert len(server.asked) == 4


@pytest.mark.parametrize("behind", [{"items": None}, {"items": []}, {}])
def test_behind_the_last_page_there_is_nothing(behind: dict[str, Any], server: Server, tmp_path: Path) -> None:
    server.reply = lambda asked: answer({"items": PEOPLE}) if asked.query["page"] == "1" else answer(behind)

    assert len(read(tmp_path, server, paging=Paging(by="number", param="page"), id="agent")) == 7


@pytest.mark.parametrize("end", [None, "", False])
def test_a_cursor_ends_in_several_ways(end: object, server: Server, tmp_path: Path) -> None:
    server.replies(answer({"items": PEOPLE[:3], "next": 17}), answer({"items": PEOPLE[3:], "next": end}))

    paging = Paging(by="cursor", param="after", cursor="next")
    assert len(read(tmp_path, server, paging=paging, id="agent")) == 7
    assert server.asked[1].query == {"after": "17"}


@pytest.mark.parametrize(
    ("replies", "paging", "said"),
    [
        (
            [answer({"items": PEOPLE, "next": "x"})],
            Paging(by="cursor", param="after", cursor="next"),
            "page 2: the next page is this one again, without end",
        ),
        (
            [answer({"items": PEOPLE, "next": "x"}), answer({"items": PEOPLE, "next": "y"})] * 3,
            Paging(by="cursor", param="after", cursor="next"),
            "page 4: the next page is this one again, without end",
        ),
        (
            [answer({"items": PEOPLE, "next": {"page": 2}})],
            Paging(by="cursor", param="after", cursor="next"),
            "page 1: next should be the mark of the next page, a text or whole number",
        ),
        (
            [answer({"items": PEOPLE}, Link="<http://evil.example.com/agents>; rel=next")],
            Paging(by="link"),
            "page 1: the next page is at http://evil.example.com, which was not followed",
        ),
        ([answer({"items": PEOPLE})], Paging(by="number", param="page", most=5), "there are more than 5 pages"),
        (
            [answer({"items": PEOPLE, "total": "many"})],
            Paging(by="number", param="page", total="total"),
            "page 1: total should be the number of all records",
        ),
    ],
)
def test_pages_without_end_and_pages_elsewhere_are_refused(
    replies: list[Reply], paging: Paging, said: str, server: Server, tmp_path: Path
) -> None:
    server.replies(*replies)

    assert said in refused(tmp_path, server, paging=paging, id="agent")[0]


# Records that change while they are read


def test_a_record_that_is_inserted_while_pages_are_read_is_not_missed(server: Server, tmp_path: Path) -> None:
    people = list(PEOPLE)

    def reply(asked: Asked) -> Reply:
        page = int(asked.query["page"]) - 1
        given = answer({"items": people[3 * page : 3 * page + 3], "total": len(people)})
        if len(server.asked) == 1:
            people.insert(0, {"agent": "0000", "calls": 9})
        return given

    server.reply = reply
    given, reader = source(tmp_path, server, paging=NUMBER, id="agent")

    assert given.frame["employee"].to_list() == ["0000", *IDS]
    assert given.warnings == ()
    assert reader.kept["crm"].content.count(b'"0001"') == 1


def test_nor_is_one_that_moves_up_where_another_is_deleted(server: Server, tmp_path: Path) -> None:
    people = list(PEOPLE)

    def reply(asked: Asked) -> Reply:
        page = int(asked.query["page"]) - 1
        given = answer({"items": people[3 * page : 3 * page + 3], "total": len(people)})
        if len(server.asked) == 1:
            del people[0]
        return given

    server.reply = reply
    assert [row["employee"] for row in read(tmp_path, server, paging=NUMBER, id="agent")] == IDS[1:]


def test_records_that_change_all_the_time_are_refused(server: Server, tmp_path: Path) -> None:
    def reply(asked: Asked) -> Reply:
        page = int(asked.query["page"]) - 1
        return answer({"items": PEOPLE[3 * page : 3 * page + 3], "total": 8 + len(server.asked)})

    server.reply = reply
    [said] = refused(tmp_path, server, paging=NUMBER, id="agent")
    assert said.startswith("error http-changed: sources.crm: page 4: the server has ")
    assert "records, 7 were read; they change while they are read, also 3 times over" in said


def test_without_a_total_what_comes_twice_is_counted_once_and_told(server: Server, tmp_path: Path) -> None:
    pages = {"1": PEOPLE[:3], "2": PEOPLE[2:5], "3": [{"agent": "0005", "calls": 50}, *PEOPLE[5:]], "4": []}
    server.reply = lambda asked: answer({"items": pages[asked.query["page"]]})
    paging = Paging(by="number", param="page")

    rows = read(tmp_path, server, paging=paging, id="agent")
    assert {row["employee"]: row["calls"] for row in rows} == {
        **{person["agent"]: str(person["calls"]) for person in PEOPLE},
        "0005": "50",
    }
    assert told(tmp_path, server, paging=paging, id="agent") == [
        "warning http-repeated: sources.crm: records that came more than once, counted once: 1: 0003",
        (
            "warning http-record-changed: sources.crm: records that changed while they were read, counted as they "
            "were last: 1: 0005"
        ),
    ]


# Spans


def test_a_long_period_is_asked_for_in_spans(server: Server, tmp_path: Path) -> None:
    server.reply = lambda asked: answer({"items": [{"agent": asked.query["from"], "calls": asked.query["to"]}]})

    rows = read(tmp_path, server, period="2026-Q4", span_days=35, params={"from": "{first}", "to": "{last}"})
    assert [(row["employee"], row["calls"]) for row in rows] == [
        ("2026-10-01", "2026-11-04"),
        ("2026-11-05", "2026-12-09"),
        ("2026-12-10", "2026-12-31"),
    ]


def test_spans_may_be_given_as_moments(server: Server, tmp_path: Path) -> None:
    server.reply = lambda asked: answer({"items": [{"agent": "|".join(asked.query.values()), "calls": 1}]})
    params = {
        "a": "{first_time}",
        "b": "{after_time}",
        "c": "{first_unix}",
        "d": "{after_unix}",
        "e": "{first_ms}",
        "f": "{after_ms}",
        "g": "{after}",
        "h": "{period}",
    }

    [row] = read(tmp_path, server, params=params, time_zone="Asia/Shanghai")
    assert row["employee"].split("|") == [
        "2026-10-01T00:00:00+08:00",
        "2026-11-01T00:00:00+08:00",
        "1790784000",
        "1793462400",
        "1790784000000",
        "1793462400000",
        "2026-11-01",
        "2026-10",
    ]


def test_each_span_has_pages_of_its_own(server: Server, tmp_path: Path) -> None:
    def reply(asked: Asked) -> Reply:
        start = 0 if asked.query["from"] == "2026-10-01" else 4
        page = int(asked.query["page"]) - 1
        there = PEOPLE[start : start + 4]
        return answer({"items": there[3 * page : 3 * page + 3], "total": len(there)})

    server.reply = reply
    options = {"params": {"from": "{first}"}, "span_days": 20, "paging": NUMBER, "id": "agent"}
    assert [row["employee"] for row in read(tmp_path, server, **options)] == IDS
    assert [(asked.query["from"], asked.query["page"]) for asked in server.asked] == [
        ("2026-10-01", "1"),
        ("2026-10-01", "2"),
        ("2026-10-21", "1"),
    ]


def test_what_is_wrong_names_the_span(server: Server, tmp_path: Path) -> None:
    server.reply = lambda asked: answer({"items": []} if asked.query["from"] == "2026-10-01" else {})

    [said] = refused(tmp_path, server, params={"from": "{first}"}, span_days=20)
    assert said == (
        "error http-rows: sources.crm.rows: 2026-10-21 to 2026-10-31, page 1: items should be a list, and is nothing "
        "(look at `rows`)"
    )
