"""The end of a failed command: its problems on stderr, or on stdout for programs, and its exit code."""

from __future__ import annotations

import os
import traceback
from collections.abc import Sequence

import click

from kpicore.errors import Lang, Problem, Refused
from kpicore_cli import messages
from kpicore_cli.problems import as_data, echo_json, lines, text
from kpicore_cli.usage import usage

BUG = 70
"""The exit code where kpicore itself is at fault: none of the documented ones, so that nobody takes it for theirs."""


def end(error: BaseException, lang: Lang, is_json: bool) -> int:
    """Tells what went wrong; gives the exit code."""
    match error:
        case Refused(problems=problems, exit_code=code):
            tell(problems, lang, is_json)
        case click.UsageError(exit_code=code):
            tell([Problem("usage", text(usage(error)))], lang, is_json)
        case MemoryError():
            code = BUG
            tell([Problem("out-of-memory", text(messages.NO_MEMORY))], lang, is_json)
        case _:
            code = BUG
            if os.environ.get("KPI_DEBUG") == "1":
                traceback.print_exception(error)
            # Not the exception's own message: it may quote what somebody's file holds.
            said = text(messages.BUG, error=type(error).__name__, where=_where(error))
            tell([Problem("bug", said)], lang, is_json)
    return code


def tell(problems: Sequence[Problem], lang: Lang, is_json: bool) -> None:
    """Prints problems: for people on stderr, for programs on stdout."""
    if is_json:
        echo_json({"problems": [as_data(problem) for problem in problems]})
        return
    for line in lines(problems, lang):
        click.echo(line, err=True)


def _where(error: BaseException) -> str:
    """Module and line of our own code that raised, or through which it came."""
    frames = [(frame.f_globals.get("__name__", "?"), line) for frame, line in traceback.walk_tb(error.__traceback__)]
    ours = [f"{module}:{line}" for module, line in frames if module.partition(".")[0].startswith("kpicore")]
    return ours[-1] if ours else "?"
