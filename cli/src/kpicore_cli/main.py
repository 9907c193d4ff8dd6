"""The command `kpi`: finds the command that is asked for, and ends every failure in words and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

import click

from kpicore_cli import __version__, messages
from kpicore_cli.language import language, option_value
from kpicore_cli.options import Group, lang_and_help, shared

if TYPE_CHECKING:
    from kpicore.errors import Lang

COMMANDS = ("run", "check", "explain", "schemes", "scheme", "template", "new", "plugins")
"""Each is a module with a function `command(lang)`; loaded when asked for, what it needs when it runs."""

INTERRUPTED = 130
PIPE_CLOSED = 141


class Kpi(Group):
    """All commands, loaded one by one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"kpicore_cli.{cmd_name}").command(ctx.obj)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            known = ", ".join(COMMANDS)
            ctx.fail(messages.NO_SUCH_COMMAND.in_(ctx.obj, name=args[0], known=known))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            _let_go_of_stdout()
            ctx.exit(PIPE_CLOSED)


def command(lang: Lang) -> Kpi:
    """The whole command in one language."""
    version = click.version_option(__version__, message="%(prog)s %(version)s", help=messages.VERSION_HELP.in_(lang))
    kpi = Kpi(
        "kpi",
        help=messages.KPI.in_(lang),
        params=lang_and_help(lang),
        subcommand_metavar=messages.COMMANDS_METAVAR.in_(lang),
        no_args_is_help=False,
        invoke_without_command=True,
        callback=click.pass_context(_help_where_nothing_is_asked),
        **shared(lang),
    )
    return version(kpi)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs the command and leaves with its exit code: 0 fine, 1 findings, 2 usage, 3 bad input or policy, 4 a plugin;
    70 where kpicore itself is at fault."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    lang = language(given, os.environ)
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):  # whatever a terminal cannot show must not end a run
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        code = command(lang).main(given, prog_name="kpi", standalone_mode=False, obj=lang)
    except click.Abort:
        code = INTERRUPTED
    except (SystemExit, KeyboardInterrupt):
        raise
    except BaseException as error:  # a panic of an engine written in Rust is no Exception
        from kpicore_cli.failures import end

        code = end(error, lang, is_json=option_value("--format", given) == "json")
    sys.exit(code if isinstance(code, int) else 0)


def _help_where_nothing_is_asked(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        context.exit(click.UsageError.exit_code)


def _let_go_of_stdout() -> None:
    """Nobody reads any more; what is still to be flushed goes nowhere, without a word."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
