"""`kpi check`: what is wrong with schemes and pipelines, and whether their worked examples come out."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kpicore_cli import messages
from kpicore_cli.options import Command, file_argument, format_option, lang_and_help, period_option, shared

if TYPE_CHECKING:
    from kpicore.errors import Lang


def command(lang: Lang) -> click.Command:
    """The command in one language."""
    return Command(
        "check",
        help=messages.CHECK.in_(lang),
        params=[file_argument(nargs=-1, required=True), period_option(lang), format_option(lang), *lang_and_help(lang)],
        callback=partial(check, lang),
        **shared(lang),
    )


def check(lang: Lang, file: tuple[Path, ...], period: str | None, form: str) -> None:
    """Prints what is found in all files on stdout; exit code 1 where anything is, 4 where a plugin failed over it."""
    from attrs import asdict

    from kpicore.plugin import load_plugins
    from kpicore_cli.findings import check_document
    from kpicore_cli.problems import as_data, echo_json, lines

    registry = load_plugins()
    checked = [check_document(path, period, registry) for path in file]
    problems = list(dict.fromkeys(problem for document in checked for problem in document.problems))
    if form == "json":
        documents = [
            asdict(document, filter=lambda field, _: field.name not in ("problems", "exit_code"))
            for document in checked
        ]
        echo_json({"problems": list(map(as_data, problems)), "checked": documents})
    else:
        for line in lines(problems, lang):
            click.echo(line)
        for document in checked:
            if not document.problems:
                click.echo(document.said(lang), err=True)
        if problems:
            click.echo(messages.FOUND.in_(lang, count=len(problems)), err=True)
    click.get_current_context().exit(max(document.exit_code for document in checked))
