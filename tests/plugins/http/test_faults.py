"""A server that is busy, fails, is silent, hangs up in the middle, or sends something else: a real one, on this
machine."""

import gzip
import json
import socket
import time
from decimal import Decimal
from pathlib import Path

import pytest

from tests.plugins.http.reads import TOKEN, read, refused, source
from tests.plugins.http.server import JSON, Reply, Server, answer

GOOD = answer({"items": [{"agent": "0042", "calls": 7}]})
ROWS = [{"employee": "0042", "calls": "7"}]
BUSY = Reply(status=429, headers={"Retry-After": "0"})


@pytest.mark.parametrize(
    "fault",
    [
        BUSY,
        Reply(status=429),
        Reply(status=500),
        Reply(status=503, headers={"Retry-After": "0"}),
        Reply(GOOD.body, cut=0),
        Reply(GOOD.body, cut=10),
        Reply(hangs_up=True),
        Reply(GOOD.body[:-2]),
        Reply(b"<html>busy</html>"),
        Reply(b"\xff\xfe\x00"),
        Reply(b"[" * 100_000),
        Reply(b'{"items": NaN}'),
        Reply(b'{"items": 1e99999}'),
        Reply(b"not gzip", headers={**JSON, "Content-Encoding": "gzip"}),
    ],
    ids=lambda reply: f"{reply.status} {reply.body[:12]!r} cut {reply.cut}",
)
def test_what_may_be_otherwise_in_a_moment_is_asked_again(fault: Reply, server: Server, tmp_path: Path) -> None:
    server.replies(fault, fault, GOOD)

    assert read(tmp_path, server) == ROWS
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (Reply(status=429), "the server says that it is asked too often (429)"),
        (Reply(status=502), "the server answers 502 Bad Gateway"),
        (Reply(GOOD.body, cut=10), "the connection was cut before the answer was whole"),
        (Reply(b"no"), "the answer is no whole JSON"),
    ],
)
def test_but_not_for_ever(fault: Reply, why: str, server: Server, tmp_path: Path) -> None:
    server.replies(fault)

    assert refused(tmp_path, server, tries=3) == [
        (
            f"error http-gave-up: sources.crm: page 1: {why}, also after 3 tries (run again later; the earlier results "
            "are as they were)"
        )
    ]
    assert len(server.asked) == 3


def test_a_server_that_is_silent_is_not_waited_for_longer_than_is_said(server: Server, tmp_path: Path) -> None:
    server.replies(Reply(waits=True))

    [said] = refused(tmp_path, server, tries=2, timeout=Decimal("0.2"))
    assert "page 1: there is no whole answer within 0.2 seconds, also after 2 tries" in said


def test_nor_is_one_that_sends_byte_by_byte(server: Server, tmp_path: Path) -> None:
    server.replies(Reply(GOOD.body, drips=0.05))

    begun = time.monotonic()
    [said] = refused(tmp_path, server, tries=2, timeout=Decimal("0.3"))
    assert "page 1: there is no whole answer within 0.3 seconds" in said
    assert time.monotonic() - begun < 2


def test_a_silent_server_may_answer_the_next_time(server: Server, tmp_path: Path) -> None:
    server.replies(Reply(waits=True), GOOD)

    assert read(tmp_path, server, timeout=Decimal("0.3")) == ROWS


def test_nobody_at_the_address_is_said(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    [said] = refused(tmp_path, None, url=f"http://{address}", tries=2)
    assert f"page 1: {address} cannot be reached, also after 2 tries" in said


def test_the_server_says_how_long_to_wait(server: Server, tmp_path: Path) -> None:
    server.replies(Reply(status=429, headers={"Retry-After": "1"}), GOOD)

    begun = time.monotonic()
    assert read(tmp_path, server) == ROWS
    assert 1 <= time.monotonic() - begun < 5


def test_or_until_when_by_its_own_clock(server: Server, tmp_path: Path) -> None:
    moments = {"Retry-After": "Thu, 01 Jan 1970 00:00:01 GMT", "Date": "Thu, 01 Jan 1970 00:00:00 GMT"}
    server.replies(Reply(status=503, headers=moments), GOOD)

    assert read(tmp_path, server) == ROWS


def test_a_server_that_wants_to_be_left_alone_for_long_is(server: Server, tmp_path: Path) -> None:
    server.replies(Reply(status=429, headers={"Retry-After": "3600"}))

    [said] = refused(tmp_path, server)
    assert "error http-wait: sources.crm: page 1: the server asks to wait 3600 seconds, more than longest_wait" in said
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(status=404), "http-status: sources.crm: page 1: the server answers 404 Not Found"),
        (Reply(status=204), "http-status: sources.crm: page 1: the server answers 204 No Content"),
        (Reply(status=401), "http-token: sources.crm: page 1: the server does not accept the token (401 Unauthorized)"),
        (Reply(status=403), "http-token: sources.crm: page 1: the server does not accept the token (403 Forbidden)"),
        (
            Reply(b"<html>", headers={"Content-Type": "text/html; charset=utf-8"}),
            "http-type: sources.crm: page 1: the answer is text/html, not JSON",
        ),
        (
            Reply(b"x", headers={"Content-Type": "\x1b[2Jtext"}),
            "http-type: sources.crm: page 1: the answer is 2jtext, not JSON",
        ),
    ],
)
def test_what_will_not_change_is_not_asked_again(reply: Reply, said: str, server: Server, tmp_path: Path) -> None:
    server.replies(reply)

    assert [
        line.removeprefix("error ").partition(" (lo")[0].partition(" (has")[0].partition(" (perh")[0]
        for line in refused(tmp_path, server)
    ] == [said]
    assert len(server.asked) == 1


@pytest.mark.parametrize("kind", ["application/json", "application/vnd.crm.v2+json; charset=UTF-8", ""])
def test_json_has_several_names(kind: str, server: Server, tmp_path: Path) -> None:
    server.replies(Reply(GOOD.body, headers={"Content-Type": kind} if kind else {}))
    assert read(tmp_path, server) == ROWS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_json_in_any_encoding_that_it_may_have(encoding: str, server: Server, tmp_path: Path) -> None:
    server.replies(Reply(json.dumps({"items": [{"agent": "坐席", "calls": 1}]}, ensure_ascii=False).encode(encoding)))
    assert read(tmp_path, server) == [{"employee": "坐席", "calls": "1"}]


def test_a_compressed_answer_is_read(server: Server, tmp_path: Path) -> None:
    server.replies(Reply(gzip.compress(GOOD.body), headers={**JSON, "Content-Encoding": "gzip"}))
    assert read(tmp_path, server) == ROWS


def test_an_answer_without_end_is_refused_before_it_fills_the_memory(server: Server, tmp_path: Path) -> None:
    server.replies(Reply(b'{"items": "' + b"x" * (65 << 20) + b'"}'))

    [said] = refused(tmp_path, server, timeout=Decimal(60))
    assert "error http-too-large: sources.crm: page 1: the answer is larger than 64 MB" in said


def test_a_small_answer_that_unfolds_to_a_huge_one_is_refused(server: Server, tmp_path: Path) -> None:
    bomb = gzip.compress(b" " * (65 << 20))
    server.replies(Reply(bomb, headers={**JSON, "Content-Encoding": "gzip"}))

    assert len(bomb) < 100_000
    [said] = refused(tmp_path, server, timeout=Decimal(60))
    assert "the answer is larger than 64 MB" in said


def test_all_answers_together_have_an_end(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kpicore_http.client.LARGEST_ALL", 1)
    server.reply = lambda asked: answer({"items": [{"agent": asked.query["page"], "calls": "1" * 300_000}]})

    [said] = refused(tmp_path, server, paging=paged(), id="agent")
    assert "page 4: all answers together are larger than 1 MB" in said


def paged() -> object:
    from kpicore_http.paging import Paging

    return Paging(by="number", param="page")


def test_a_redirect_to_another_host_is_not_followed(server: Server, tmp_path: Path) -> None:
    server.replies(Reply(status=302, headers={"Location": f"https://evil.example.com/?token={TOKEN}"}))

    [said] = refused(tmp_path, server)
    assert said.startswith("error http-redirect: sources.crm: page 1: the server points to https://evil.example.com, ")


@pytest.mark.parametrize(
    "target", ["http://localhost:{port}/new", "https://127.0.0.1:{port}/new", "http://127.0.0.1:1/"]
)
def test_nor_one_to_another_port_or_scheme_or_name(target: str, server: Server, tmp_path: Path) -> None:
    port = server.url.rpartition(":")[2]
    server.replies(Reply(status=307, headers={"Location": target.format(port=port)}), GOOD)

    assert refused(tmp_path, server)[0].startswith("error http-redirect")
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_on_the_same_host_is_followed(status: int, server: Server, tmp_path: Path) -> None:
    server.replies(Reply(status=status, headers={"Location": "/v2/agents?x=1"}), GOOD)

    assert read(tmp_path, server) == ROWS
    assert [(asked.path, asked.query) for asked in server.asked] == [("/agents", {}), ("/v2/agents", {"x": "1"})]


def test_redirects_in_a_circle_end(server: Server, tmp_path: Path) -> None:
    server.replies(Reply(status=302, headers={"Location": "/agents"}))
    assert refused(tmp_path, server)[0].startswith("error http-redirect")


def test_a_failure_in_the_middle_keeps_nothing(server: Server, tmp_path: Path) -> None:
    server.reply = lambda asked: GOOD if asked.query["page"] == "1" else Reply(hangs_up=True)

    assert "page 2: the connection was cut" in refused(tmp_path, server, paging=paged(), id="agent", tries=2)[0]
    assert list(tmp_path.iterdir()) == []


def test_calls_may_be_spaced(server: Server, tmp_path: Path) -> None:
    server.reply = lambda asked: GOOD if asked.query["page"] == "1" else answer({"items": []})

    begun = time.monotonic()
    given, _ = source(tmp_path, server, paging=paged(), id="agent", pause=Decimal("0.3"))
    assert time.monotonic() - begun >= 0.3
    assert given.frame["calls"].to_list() == ["7"]
