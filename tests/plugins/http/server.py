"""A real server on this machine, for tests: it answers as a test says, well or badly, and tells what it was asked."""

import json
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from attrs import Factory, define, field, frozen

JSON = {"Content-Type": "application/json"}


@frozen
class Asked:
    """A request: its path, the parameters of its query, and its headers by their names in small letters."""

    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]


@frozen
class Reply:
    """What the server sends. With `cut` it sends only so many bytes of the body it has announced, then hangs up; with
    `waits` it is silent until the test is over; with `drips` the body comes byte by byte with such a pause."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = JSON
    cut: int | None = None
    waits: bool = False
    drips: float | None = None
    hangs_up: bool = False


def answer(value: Any, **headers: str) -> Reply:
    """JSON, as services send it."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Reply(json.dumps(value, ensure_ascii=False).encode(), headers={**JSON, **named})


@define
class Server:
    """The server while it runs: `reply` decides on each request; `asked` are all of them."""

    reply: Callable[[Asked], Reply] = field(default=lambda _: Reply(status=404))
    asked: list[Asked] = Factory(list)
    over: threading.Event = Factory(threading.Event)
    url: str = ""

    def replies(self, *replies: Reply) -> None:
        """One reply after the other, the last again and again."""
        waiting = list(replies)
        self.reply = lambda _: waiting.pop(0) if len(waiting) > 1 else waiting[0]


def handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(parts.path, dict(parse_qsl(parts.query, keep_blank_values=True)), headers)
            server.asked.append(asked)
            reply = server.reply(asked)
            try:
                self._send(reply)
            except OSError:
                self.close_connection = True  # who asked has gone

        def _send(self, reply: Reply) -> None:
            if reply.waits:
                server.over.wait(30)
            if reply.waits or reply.hangs_up:
                self.close_connection = True
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            if reply.drips is not None:
                for byte in reply.body:
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
                    if server.over.wait(reply.drips):
                        break
                self.close_connection = True
                return
            self.wfile.write(reply.body[: reply.cut])
            if reply.cut is not None:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 — its name in the class above
            pass

    return Handler


class Quiet(ThreadingHTTPServer):
    """A server that says nothing of clients who hang up."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@contextmanager
def running(certificate: tuple[Path, Path] | None = None) -> Iterator[Server]:
    """The server, at an address of this machine; with a certificate and its key it speaks HTTPS only."""
    told = Server()
    with Quiet(("127.0.0.1", 0), handler(told)) as http:
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            http.socket = context.wrap_socket(http.socket, server_side=True)
        host = "http://127.0.0.1" if certificate is None else "https://localhost"
        told.url = f"{host}:{http.server_address[1]}"
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield told
        finally:
            told.over.set()
            http.shutdown()
            thread.join()
