"""Whose fault it is: the origin of a contribution, and an exception told with its plugin and the line of its code."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from attrs import frozen

from kpicore.errors import NOWHERE, InvalidOption, Place, PluginFailed, Refused, Text
from kpicore.messages import plugin as messages

LONGEST = 300
"""Characters that are shown of an exception's message."""

NOBODYS = frozenset({"kpicore", "importlib", "zipimport", "pluggy", "contextlib", "attr", "attrs", "cattrs"})
"""Packages that call a plugin: a failure that passes through them is not theirs."""


@frozen
class Origin:
    """Where a contribution comes from: the plugin's name (its entry point), its distribution and that one's version."""

    plugin: str
    distribution: str
    version: str

    def __str__(self) -> str:
        return f"{self.plugin} ({self.distribution} {self.version})"


@contextmanager
def attributed(origin: Origin, doing: Text) -> Iterator[None]:
    """Runs a plugin's code: what it raises unexpectedly becomes `PluginFailed`, naming the plugin and its line.

    `doing` says what it was doing, as in "reading source calls". `Refused` and `InvalidOption` are a plugin's own words
    and pass, like an interruption by the keyboard.
    """
    try:
        yield
    except (Refused, InvalidOption):
        raise
    except (Exception, SystemExit) as error:
        said = {"origin": origin, "distribution": origin.distribution, "doing": doing, "error": told(error)}
        raise PluginFailed(messages.FAILED_AT_WORK.at(place_of(error), **said)) from error


def told(error: BaseException) -> str:
    """An exception in one line: its type and its message, cut where it is long."""
    try:
        message = " ".join(str(error).split())
    except Exception:
        message = ""
    if len(message) > LONGEST:
        message = message[:LONGEST] + "…"
    return f"{type(error).__name__}: {message}" if message else type(error).__name__


def place_of(error: BaseException) -> Place:
    """File and line of the plugin's code that raised: its own innermost, not that of a library it called."""
    if isinstance(error, SyntaxError) and error.filename and not error.filename.startswith("<"):
        return Place(file=error.filename, line=error.lineno)
    frames = [
        (_package(str(frame.f_globals.get("__name__"))), Place(file=frame.f_code.co_filename, line=line))
        for frame, line in traceback.walk_tb(error.__traceback__)
        if not frame.f_code.co_filename.startswith("<")
    ]
    packages = [package for package, _ in frames if package not in NOBODYS]
    return next((place for package, place in reversed(frames) if packages and package == packages[0]), NOWHERE)


def _package(module: str) -> str:
    """The package whose code a module is; the built-ins are a plugin of their own."""
    return "kpicore.builtin" if module.startswith("kpicore.builtin") else module.partition(".")[0]
