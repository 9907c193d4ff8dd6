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
        params=[
            file_argument(nargs=-1, required=True),
            period_option(lang),
            click.Option(["--strict"], is_flag=True, help=messages.STRICT_HELP.in_(lang)),
            format_option(lang, "github"),
            *lang_and_help(lang),
        ],
        callback=partial(check, lang),
        **shared(lang),
    )


def check(lang: Lang, file: tuple[Path, ...], period: str | None, strict: bool, form: str) -> None:
    """Prints what is found in all files on stdout. Exit code 1 for errors, with `strict` for warnings too; 4 where a
    plugin failed over a file."""
    from attrs import asdict

    from kpicore.plugin import load_plugins
    from kpicore_cli.annotations import annotation
    from kpicore_cli.findings import FINDINGS, check_document
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
        shown = lines(problems, lang) if form == "text" else (annotation(problem, lang) for problem in problems)
        for line in shown:
            click.echo(line)
        for document in checked:
            if not document.problems:
                click.echo(document.said(lang), err=True)
        if problems:
            warnings = sum(problem.severity == "warning" for problem in problems)
            facts = {"errors": len(problems) - warnings, "warnings": warnings}
            click.echo(messages.FOUND.in_(lang, **facts), err=True)
    counted = any(strict or problem.severity == "error" for problem in problems)
    codes = [document.exit_code for document in checked]
    click.get_current_context().exit(max(*codes, FINDINGS if counted else 0))
