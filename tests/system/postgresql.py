"""A PostgreSQL server of a test's own: in a folder of its own, on a free port of the loopback interface."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import pytest
from attrs import field, frozen

USER = "leiter"
"""The one who owns the database."""


@frozen
class Server:
    """A server that runs. Its one password is made up anew each time, so that it can be looked for everywhere."""

    programs: Path
    folder: Path
    port: int
    password: str = field(repr=False)

    @property
    def url(self) -> str:
        """Its address, with the password."""
        return f"postgresql://{USER}:{self.password}@127.0.0.1:{self.port}/postgres"

    def connect(self) -> psycopg.Connection[Any]:
        """A connection that may write."""
        return psycopg.connect(self.url, autocommit=True)

    def run(self, *statements: LiteralString) -> None:
        """Carries statements out."""
        with self.connect() as connection:
            for statement in statements:
                connection.execute(statement)

    def load(self, table: str, columns: str, rows: Iterable[Iterable[object]]) -> None:
        """Makes a table, its `columns` with their types, and fills it."""
        with self.connect() as connection, connection.cursor() as cursor:
            cursor.execute(f"create table {table} ({columns})".encode())
            with cursor.copy(f"copy {table} from stdin".encode()) as copy:
                for row in rows:
                    copy.write_row(tuple(row))

    def pid_of(self, text: str, patience: float = 20) -> int:
        """The process that works on a query with that text in it, as soon as there is one."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            with self.connect() as connection:
                found = connection.execute(
                    "select pid from pg_stat_activity where state = 'active' and strpos(query, %s) > 0"
                    " and pid <> pg_backend_pid()",
                    [text],
                ).fetchone()
            if found:
                return int(found[0])
            time.sleep(0.05)
        raise AssertionError(f"nobody asked for {text}")


@contextlib.contextmanager
def server() -> Iterator[Server]:
    """A server for as long as it is needed; the test is skipped where PostgreSQL is not installed."""
    programs = _programs()
    # Not below pytest's folder, which nobody but its owner may enter: the server refuses to run as root.
    folder = Path(tempfile.mkdtemp(prefix="kpicore-postgresql-"))
    password = secrets.token_hex(8)
    running = Server(programs, folder, _free_port(), password)
    try:
        (folder / "password").write_text(password, encoding="utf-8")
        if os.geteuid() == 0:
            for path in (folder, folder / "password"):
                shutil.chown(path, "postgres", "postgres")
        _call(running, "initdb", "--no-sync", "-U", USER, "-A", "scram-sha-256", "--pwfile", folder / "password",
              "-E", "UTF8", "--locale", "C.UTF-8", "-D", folder / "data")  # fmt: skip
        settings = f"-p {running.port} -c listen_addresses=127.0.0.1 -k {folder} -c fsync=off"
        _call(running, "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-o", settings, "-w", "start")
        yield running
    finally:
        with contextlib.suppress(subprocess.CalledProcessError):
            _call(running, "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    on_path = shutil.which("initdb")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda each: int(each.parent.name))
    if on_path:
        return Path(on_path).parent
    if not found:
        pytest.skip("PostgreSQL is not installed: .ci/system-packages says how")
    return found[-1]


def _call(server: Server, program: str, *arguments: str | Path) -> None:
    other = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    subprocess.run(
        [server.programs / program, *arguments],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=server.folder,
        **other,  # type: ignore[call-overload]  # which of them there are depends on who we are
    )


def _free_port() -> int:
    with socket.socket() as each:
        each.bind(("127.0.0.1", 0))
        return int(each.getsockname()[1])
