"""Asking a server: once, and again where it is busy or fails for a moment; never anybody else than that server."""

from __future__ import annotations

import re
import ssl
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin, urlsplit

import urllib3
from attrs import define, field, frozen
from urllib3.exceptions import (
    ConnectTimeoutError,
    DecodeError,
    HTTPError,
    NewConnectionError,
    ProtocolError,
    ReadTimeoutError,
    SSLError,
)

from kpicore import Message, Place, Refused, Text
from kpicore_http import messages
from kpicore_http.answers import read_json

MEGABYTE = 1 << 20
LARGEST = 64
"""Megabytes of one answer."""

LARGEST_ALL = 256
"""Megabytes of all answers of a source."""

BLOCK = 1 << 16
MOST_REDIRECTS = 5
SHORTEST_SECRET = 8
"""Characters of a token that would not stand in an answer by chance."""

AGAIN = (408, 425, 429, 500, 502, 503, 504)
"""What a server answers that may be otherwise in a moment."""

REDIRECTS = (301, 302, 303, 307, 308)

_LINK = re.compile(r"<([^<>]*)>([^<]*)")
_RELATION = re.compile(r"""(?i);\s*rel\s*=\s*"?([^";,]*)""")


@frozen
class Patience:
    """How long a server is waited for, in seconds: for a whole answer; before the second try, twice as long before
    each later one; at most where the server itself says how long. `tries` are all, `pause` is between any two calls.
    """

    timeout: float
    tries: int
    wait: float
    longest_wait: float
    pause: float


@frozen
class Answer:
    """What a server answered: its bytes, the JSON that they are, and where it says that the next page is."""

    content: bytes
    value: Any
    following: str | None


class _Again(Exception):
    """Something that may be otherwise in a moment; the server may have said how many seconds that is."""

    def __init__(self, why: Text, after: float | None = None) -> None:
        super().__init__(why.en)
        self.why = why
        self.after = after


@define
class Client:
    """Asks one server. `place` is the source in the pipeline, `token_name` the variable that holds the `token`."""

    place: Place
    headers: Mapping[str, str]
    patience: Patience
    token: str = field(default="", repr=False)
    token_name: str = ""
    received: int = 0
    calls: int = 0
    pool: urllib3.PoolManager = field(factory=lambda: urllib3.PoolManager(num_pools=1, retries=False), repr=False)

    def close(self) -> None:
        """Closes the connections."""
        self.pool.clear()

    def get(self, url: str, call: Text) -> Answer:
        """The answer to a call, which messages name as `call` says; `Refused` where there is none to be had.

        No message holds the address's query, a header or anything of an answer but its status and type.
        """
        patience = self.patience
        for tried in range(1, patience.tries + 1):
            try:
                return self._tried(url, call)
            except _Again as again:
                if tried == patience.tries:
                    raise self._refused(messages.GAVE_UP, call, tries=tried, why=again.why) from None
                wait = patience.wait * 2 ** (tried - 1) if again.after is None else again.after
                if wait > patience.longest_wait and again.after is not None:
                    raise self._refused(messages.WAIT_TOO_LONG, call, seconds=f"{wait:.0f}") from None
                time.sleep(min(wait, patience.longest_wait))
        raise AssertionError("at least one try")

    def _tried(self, url: str, call: Text) -> Answer:
        if self.calls and self.patience.pause:
            time.sleep(self.patience.pause)
        self.calls += 1
        end = time.monotonic() + self.patience.timeout
        host = urlsplit(url).netloc
        try:
            for _ in range(MOST_REDIRECTS):
                with self._opened(url) as response:
                    if response.status not in REDIRECTS:
                        return self._answer(response, url, call, end)
                    # What a redirect says is of no interest, but the connection can only be used again without it.
                    target = urljoin(url, response.headers.get("location", ""))
                    if origin(target) != origin(url):
                        other = urlsplit(target)
                        raise self._refused(messages.REDIRECT, call, host=f"{other.scheme}://{other.hostname}")
                    url = target
            raise self._refused(messages.REDIRECT, call, host=host)
        except SSLError as error:
            if isinstance(error.args[0] if error.args else None, ssl.SSLCertVerificationError):
                raise self._refused(messages.CERTIFICATE, call, host=host) from None
            raise _Again(messages.NO_CONNECTION.fill(host=host)) from None
        except NewConnectionError:  # which to urllib3 is a kind of time-out
            raise _Again(messages.NO_CONNECTION.fill(host=host)) from None
        except (ReadTimeoutError, ConnectTimeoutError):
            raise _Again(messages.TIMED_OUT.fill(timeout=f"{self.patience.timeout:g}")) from None
        except (ProtocolError, DecodeError):
            raise _Again(messages.CUT_OFF) from None
        except HTTPError:
            raise _Again(messages.NO_CONNECTION.fill(host=host)) from None

    def _opened(self, url: str) -> urllib3.BaseHTTPResponse:
        return self.pool.request(
            "GET",
            url,
            headers=self.headers,
            redirect=False,
            retries=False,
            preload_content=False,
            timeout=urllib3.Timeout(connect=self.patience.timeout, read=self.patience.timeout),
        )

    def _answer(self, response: urllib3.BaseHTTPResponse, url: str, call: Text, end: float) -> Answer:
        status = response.status
        said = status_said(status)
        if status in AGAIN:
            after = seconds_to_wait(response.headers.get("retry-after"), response.headers.get("date"))
            raise _Again(messages.TOO_MANY if status == 429 else messages.SERVER_FAILS.fill(status=said), after)
        if status in (401, 403):
            raise self._refused(messages.TOKEN_REFUSED, call, status=said, name=self.token_name or "—")
        if status != 200:
            raise self._refused(messages.STATUS, call, status=said)
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind and kind != "application/json" and not kind.endswith("+json"):
            shown = "".join(char for char in kind[:40] if char.isalnum() or char in "/+-.")
            raise self._refused(messages.NOT_JSON_TYPE, call, type=shown or "?")
        content = self._content(response, call, end)
        try:
            value = read_json(content)
        except ValueError:
            raise _Again(messages.NO_JSON) from None
        if len(self.token) >= SHORTEST_SECRET and self.token.encode() in content:
            raise self._refused(messages.TOKEN_ECHOED, call)
        self.received += len(content)
        if self.received > LARGEST_ALL * MEGABYTE:
            raise self._refused(messages.TOO_LARGE_ALL, call, most=LARGEST_ALL)
        return Answer(content, value, _following(response.headers.get("link", ""), url))

    def _content(self, response: urllib3.BaseHTTPResponse, call: Text, end: float) -> bytes:
        """The whole answer, in pieces, so that neither a slow nor an endless one is waited for."""
        content = bytearray()
        while piece := response.read1(BLOCK, decode_content=True):
            content += piece
            if len(content) > LARGEST * MEGABYTE:
                raise self._refused(messages.TOO_LARGE, call, most=LARGEST)
            if time.monotonic() > end:
                raise _Again(messages.TIMED_OUT.fill(timeout=f"{self.patience.timeout:g}"))
        return bytes(content)

    def _refused(self, message: Message, call: Text, **facts: object) -> Refused:
        return Refused(message.at(self.place, call=call, **facts))


def origin(url: str) -> tuple[str, str | None, int | None]:
    """Scheme, host and port of an address: where what is sent to it goes."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = -1
    return parts.scheme, parts.hostname, port or {"https": 443, "http": 80}.get(parts.scheme)


def status_said(status: int) -> str:
    """A status with its meaning, by the standard: a server's own words may hold anything."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def seconds_to_wait(text: str | None, server_time: str | None) -> float | None:
    """How long a server asks to be left alone: in seconds, or until a moment on its own clock; None where it does not
    say."""
    if text is None:
        return None
    text = text.strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        until = parsedate_to_datetime(text).timestamp()
        now = parsedate_to_datetime(server_time).timestamp() if server_time else time.time()
    except (ValueError, TypeError):
        return None
    return max(0.0, until - now)


def _following(header: str, url: str) -> str | None:
    """The address of the next page in a ``Link`` header."""
    for address, params in _LINK.findall(header):
        relations = _RELATION.findall(params)
        if any("next" in relation.lower().split() for relation in relations):
            following: str = urljoin(url, address)
            return following
    return None
