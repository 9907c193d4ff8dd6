"""Options that make no sense, or would give a secret away, are refused before anybody is asked."""

from decimal import Decimal
from typing import Any

import pytest

from kpicore import InvalidOption
from kpicore_http.paging import Paging
from kpicore_http.source import Http
from tests.plugins.http.reads import options

SECRET = "hunter2-hunter2"


@pytest.mark.parametrize(
    ("given", "option", "said"),
    [
        ({"url": "crm.example.com"}, "url", "`url` is an address that begins with https://"),
        ({"url": "ftp://crm.example.com"}, "url", "`url` is an address that begins with https://"),
        ({"url": "https:///agents"}, "url", "`url` is an address that begins with https://"),
        ({"url": "http://crm.example.com"}, "url", "http:// is not encrypted"),
        ({"url": "http://127.0.0.1.example.com"}, "url", "http:// is not encrypted"),
        ({"url": f"https://bot:{SECRET}@crm.example.com"}, "url", "url looks like a password or token"),
        ({"url": f"https://crm.example.com/?access_token={SECRET}"}, "url", "access_token looks like a password"),
        ({"params": {"apiKey": SECRET}}, "params", "apiKey looks like a password or token"),
        ({"headers": {"Authorization": SECRET}}, "headers", "Authorization looks like a password or token"),
        ({"fields": {"calls": "calls"}}, "fields", "`fields` needs an employee"),
        ({"fields": {"employee": "a..b"}}, "employee", "a..b is no path in JSON"),
        ({"rows": "items["}, "rows", "items[ is no path in JSON"),
        ({"id": "."}, "id", ". is no path in JSON"),
        ({"params": {"from": "{firts}"}}, "params", "there is nothing to fill in for {firts}"),
        ({"params": {"from": "{first_unix}"}}, "params", "{first_unix} needs a time_zone"),
        ({"time_zone": "Asia/Beijing"}, "time_zone", "there is no time zone Asia/Beijing"),
        ({"span_days": 35}, "span_days", "with span_days, `params` or `url` have to say the span's days"),
        ({"span_days": 0, "params": {"from": "{first}"}}, "span_days", "span_days is at least 1"),
        ({"tries": 0}, "tries", "tries is at least 1"),
        ({"wait": Decimal(-1)}, "wait", "wait is at least 0"),
        ({"timeout": Decimal(0)}, "timeout", "timeout is at least 0.1"),
        ({"paging": Paging(by="link")}, "paging", "paging needs `id`"),
        ({"sums": {"total": "minutes"}}, "sums", "there is no minutes in `fields`"),
    ],
)
def test_an_option_that_makes_no_sense_is_named_and_no_secret_said(
    given: dict[str, Any], option: str, said: str
) -> None:
    with pytest.raises(InvalidOption) as caught:
        Http(**options(None, **given))
    problem = caught.value.problem
    assert (caught.value.option, problem.message.en[: len(said)]) == (option, said)
    assert SECRET not in f"{problem.line('zh')}{problem.line('en')}{caught.value}"


@pytest.mark.parametrize(
    ("given", "option", "said"),
    [
        ({"by": "number"}, "param", "paging by number needs `param`"),
        ({"by": "cursor", "param": "after"}, "cursor", "paging by cursor needs `cursor`"),
        ({"by": "link", "param": "p"}, "param", "paging by link has no use for `param`"),
        ({"by": "offset", "param": "start", "cursor": "next"}, "cursor", "paging by offset has no use for `cursor`"),
        ({"by": "link", "size": 50}, "size_param", "paging by link needs `size_param`"),
        ({"by": "link", "size_param": "n"}, "size", "paging by link needs `size`"),
        ({"by": "link", "size": 0, "size_param": "n"}, "size", "size is at least 1"),
        ({"by": "link", "most": 0}, "most", "most is at least 1"),
        ({"by": "link", "total": "a."}, "total", "a. is no path in JSON"),
    ],
)
def test_so_is_a_way_to_page(given: dict[str, Any], option: str, said: str) -> None:
    with pytest.raises(InvalidOption) as caught:
        Paging(**given)
    assert (caught.value.option, caught.value.problem.message.en[: len(said)]) == (option, said)


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000", "http://localhost/x", "http://[::1]/", "http://127.9.9.9"])
def test_this_machine_may_be_asked_without_encryption(url: str) -> None:
    assert Http(**options(None, url=url)).url == url


def test_others_only_where_the_pipeline_says_so() -> None:
    assert Http(**options(None, url="http://crm.example.com", allow_http=True)).allow_http


def test_no_secret_is_in_what_a_source_says_of_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    from kpicore import Place
    from kpicore_http.client import Client, Patience

    client = Client(Place(), {}, Patience(1, 1, 1, 1, 0), token=SECRET)
    assert SECRET not in repr(client)
