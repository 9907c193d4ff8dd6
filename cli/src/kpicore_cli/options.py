"""What the commands have in common: their help in two languages, `--lang`, `--format`, and what a pipeline takes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kpicore_cli import messages
from kpicore_cli.language import LANGUAGES

if TYPE_CHECKING:
    from kpicore.errors import Lang


class Formatter(click.HelpFormatter):
    """Help with click's own headings in the command's language."""

    def __init__(self, lang: Lang, width: int | None, max_width: int | None) -> None:
        super().__init__(width=width, max_width=max_width)
        self.lang = lang

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or messages.USAGE.in_(self.lang))

    def write_heading(self, heading: str) -> None:
        known = messages.HEADINGS.get(heading)
        self.write(f"{' ' * self.current_indent}{known.in_(self.lang) if known else f'{heading}:'}\n")


class Context(click.Context):
    """A context whose `obj` is the language."""

    def make_formatter(self) -> Formatter:
        return Formatter(self.obj, self.terminal_width, self.max_content_width)


class Command(click.Command):
    """A command that speaks the context's language."""

    context_class = Context


class Group(click.Group):
    """A group of commands that speaks the context's language."""

    context_class = Context
    command_class = Command


def shared(lang: Lang) -> Mapping[str, Any]:
    """How every command is set up."""
    return {
        "context_settings": {"max_content_width": 100},
        "options_metavar": messages.OPTIONS_METAVAR.in_(lang),
        "add_help_option": False,
    }


def lang_and_help(lang: Lang) -> list[click.Parameter]:
    """`--lang`, which has been read before anything is parsed, and `--help`."""

    def show_help(context: click.Context, _: click.Parameter, is_asked: bool) -> None:
        if is_asked and not context.resilient_parsing:
            click.echo(context.get_help())
            context.exit()

    return [
        click.Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False, help=messages.LANG_HELP.in_(lang)),
        click.Option(
            ["--help", "-h"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=show_help,
            help=messages.HELP_HELP.in_(lang),
        ),
    ]


def file_argument(**options: Any) -> click.Argument:
    """A document's path; whether it can be read is said with the other problems."""
    return click.Argument(["file"], type=click.Path(path_type=Path), metavar="FILE", **options)


def period_option(lang: Lang) -> click.Option:
    """`--period`."""
    return click.Option(["--period"], metavar="P", help=messages.PERIOD_HELP.in_(lang))


def set_option(lang: Lang) -> click.Option:
    """`--set KEY.PATH=VALUE`, any number of times; its value is a mapping."""

    def parsed(_: click.Context, option: click.Parameter, texts: tuple[str, ...]) -> dict[str, str]:
        pairs = [text.partition("=") for text in texts]
        for text, (key, sign, _value) in zip(texts, pairs, strict=True):
            if not key.strip() or not sign:
                raise click.BadParameter(messages.NOT_KEY_AND_VALUE.in_(lang, value=text), param=option)
        return {key.strip(): value.strip() for key, _sign, value in pairs}

    return click.Option(
        ["--set", "settings"],
        multiple=True,
        metavar="KEY.PATH=VALUE",
        callback=parsed,
        help=messages.SET_HELP.in_(lang),
    )


def format_option(lang: Lang, *more: str) -> click.Option:
    """`--format`: text, json, and what else the command offers; the command gets it as `form`."""
    help_ = messages.FORMAT_GITHUB_HELP if "github" in more else messages.FORMAT_HELP
    return click.Option(
        ["--format", "form"],
        type=click.Choice(["text", "json", *more]),
        default="text",
        help=help_.in_(lang),
    )
