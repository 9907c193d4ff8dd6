"""The page about commands: each with its help, and the exit codes."""

from __future__ import annotations

from collections.abc import Iterator

import click

from docs.generate.markdown import code, page, table
from docs.generate.messages import pages
from docs.generate.messages.commands import EXIT_CODES
from kpicore.errors import Lang
from kpicore_cli.main import command

WIDTH = 100


def commands_page(lang: Lang) -> str:
    """Every command's help, and the exit codes."""
    parts = [f"## {name}\n\n{code(text)}" for name, text in helps(lang)]
    headings = (pages.EXIT_CODE.in_(lang), pages.MEANS.in_(lang))
    codes = table(headings, [(str(number), said.in_(lang)) for number, said in EXIT_CODES.items()])
    return page(
        "commands", lang, pages.COMMANDS, pages.COMMANDS_LEAD, *parts, f"## {pages.EXIT_CODES.in_(lang)}\n\n{codes}"
    )


def helps(lang: Lang) -> Iterator[tuple[str, str]]:
    """The name and the help of ``kpi`` and of every command below it."""
    yield from _helps(command(lang), "kpi", None, lang)


def _helps(found: click.Command, name: str, above: click.Context | None, lang: Lang) -> Iterator[tuple[str, str]]:
    context = found.context_class(
        found, info_name=name, parent=above, obj=lang, terminal_width=WIDTH, max_content_width=WIDTH
    )
    yield context.command_path, found.get_help(context)
    if isinstance(found, click.Group):
        for each in found.list_commands(context):
            if below := found.get_command(context, each):
                yield from _helps(below, each, context, lang)
