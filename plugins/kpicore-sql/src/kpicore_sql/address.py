"""Where a database is, and the secrets in that address, which nothing that is written may hold."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote

from attrs import field, frozen

from kpicore_sql import messages
from kpicore_sql.failed import Failed

_URL = re.compile(r"(?P<backend>[A-Za-z][\w-]*)(?P<driver>\+\w+)?://(?P<rest>.*)", re.DOTALL)
_FILES = frozenset({"duckdb", "sqlite"})
"""Databases in a file, which know no passwords: `@` and `:` are parts of paths."""
_SECRET = re.compile(r"(?i)pass|pwd|secret|token|credential")
_IN_VALUE = re.compile(r"(?i)(?:password|pwd)\s*=\s*([^;]*)")
_LONGEST = 300
"""Characters of what a driver says."""


@frozen
class Address:
    """The address of a database. `option` is the option that gave it."""

    url: str = field(repr=False)
    option: str

    @property
    def backend(self) -> str:
        """The kind of database, such as ``postgresql``."""
        return _parts(self.url)[0]

    @property
    def path(self) -> str:
        """What stands behind the third slash, without options: the file of a database in a file, or nothing."""
        path = unquote(_parts(self.url)[1].partition("?")[0])
        if path and not path.startswith("/"):
            raise Failed(messages.THREE_SLASHES, option=self.option, backend=self.backend)
        return path.removeprefix("/").removeprefix(":memory:")

    def said(self, error: BaseException) -> str:
        """What a driver said, in one line, or only the kind of error where one of the secrets is in it."""
        text = " ".join(str(getattr(error, "orig", None) or error).split())
        if any(secret in text for secret in _secrets(self.url)):
            return type(error).__name__
        return text[:_LONGEST] + ("…" if len(text) > _LONGEST else "") if text else type(error).__name__


def in_document(url: str) -> Address:
    """The address that stands in a document. One with a password is `Failed`."""
    address = Address(url, "url")
    if _parts(url)[0] not in _FILES and any(_secrets(url)):
        raise Failed(messages.PASSWORD, option="url")
    return address


def in_environment(variable: str) -> Address:
    """The address that an environment variable holds, which is `Failed` where there is none, or where it cannot be told
    which part is the password."""
    url = os.environ.get(variable, "").strip()
    if not url:
        raise Failed(messages.NO_VARIABLE, option="url_env", variable=variable)
    if not _URL.fullmatch(url):
        raise Failed(messages.VARIABLE_NO_URL, option="url_env", variable=variable)
    if _parts(url)[0] not in _FILES and _parts(url)[1].partition("?")[0].count("@") > 1:
        raise Failed(messages.AMBIGUOUS_URL, option="url_env", variable=variable)
    return Address(url, "url_env")


def _parts(url: str) -> tuple[str, str]:
    """The kind of database, and what follows the two slashes."""
    found = _URL.fullmatch(url)
    if found is None:
        raise Failed(messages.NO_URL, option="url")
    backend = found["backend"].lower()
    return {"postgres": "postgresql"}.get(backend, backend), found["rest"]


def _secrets(url: str) -> Iterator[str]:
    """Passwords in an address, as they stand there and as they are meant; never an empty one."""
    rest = _parts(url)[1]
    user, at, _ = rest.rpartition("@")
    if at and ":" in user:
        password = user.partition(":")[2]
        yield from filter(None, (password, unquote(password)))
    for key, value in parse_qsl(rest.partition("?")[2]):
        if _SECRET.search(key) and not key.lower().endswith("file"):
            yield value
        yield from filter(None, _IN_VALUE.findall(value))
