"""Wrong usage in words: click's own errors, in both languages."""

from __future__ import annotations

import click

from kpicore_cli import messages
from kpicore_cli.messages import Said


def usage(error: click.UsageError) -> Said:
    """What is wrong with the command line, and where its help is."""
    path = error.ctx.command_path if error.ctx else "kpi"
    said = _said(error)
    return Said(
        messages.USAGE_ERROR.zh.format(path=path, message=said.zh),
        messages.USAGE_ERROR.en.format(path=path, message=said.en),
    )


def _said(error: click.UsageError) -> Said:
    match error:
        case click.NoSuchOption(option_name=name, possibilities=possibilities):
            near = _filled(messages.NEAR_OPTIONS, names=", ".join(possibilities)) if possibilities else Said("", "")
            return Said(
                *(text.format(name=name, near=said) for text, said in zip(messages.NO_SUCH_OPTION, near, strict=True))
            )
        case click.MissingParameter(param=click.Parameter() as param):
            return _filled(messages.MISSING_PARAMETER, name=_name(param))
        case click.BadParameter(param=click.Parameter(type=click.Choice(choices=choices)) as param):
            return _filled(messages.BAD_CHOICE, name=_name(param), choices=", ".join(choices))
        case click.BadParameter(param=click.Parameter() as param):
            return _filled(messages.BAD_VALUE, name=_name(param), why=error.message)
        case _:
            own = error.format_message().rstrip(".")
            return Said(own, own)


def _name(param: click.Parameter) -> str:
    return param.human_readable_name if isinstance(param, click.Argument) else param.opts[0]


def _filled(said: Said, **facts: object) -> Said:
    return Said(*(text.format(**facts) for text in said))
