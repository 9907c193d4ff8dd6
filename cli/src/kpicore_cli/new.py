"""`kpi new`: a plugin to begin with, complete, installable, and held to its contract."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kpicore_cli import messages
from kpicore_cli.options import Command, lang_and_help, shared

if TYPE_CHECKING:
    from kpicore.errors import Lang


def command(lang: Lang) -> click.Command:
    """The command in one language."""
    return Command(
        "new",
        help=messages.NEW.in_(lang),
        params=[
            click.Argument(["kind"], metavar="KIND", callback=partial(_kind, lang)),
            click.Argument(["name"], metavar="NAME", callback=partial(_name, lang)),
            click.Option(
                ["-o", "folder"],
                type=click.Path(path_type=Path),
                metavar="DIR",
                default=Path(),
                help=messages.PROJECT_FOLDER_HELP.in_(lang),
            ),
            *lang_and_help(lang),
        ],
        callback=partial(new, lang),
        **shared(lang),
    )


def new(lang: Lang, kind: str, name: str, folder: Path) -> None:
    """Prints the files it writes, on stdout, and on stderr how to install and test them."""
    from kpicore.plugin import load_plugins
    from kpicore_cli.copies import write_new_files
    from kpicore_cli.project import Project, refuse_taken

    project = Project(kind, name)
    refuse_taken(project, load_plugins())
    into = folder / project.distribution
    for path in write_new_files(project.files(), into):
        click.echo(path)
    click.echo(messages.PROJECT_WRITTEN.in_(lang, folder=into), err=True)


def _kind(lang: Lang, _: click.Context, argument: click.Parameter, given: str) -> str:
    """The kind of plugin, or the nearest one there is."""
    from kpicore.errors import did_you_mean
    from kpicore_cli.project import KINDS

    if given not in KINDS:
        near = did_you_mean(given, KINDS).in_(lang)
        raise click.BadParameter(messages.NO_SUCH_KIND.in_(lang, kind=given, near=near), param=argument)
    return given


def _name(lang: Lang, context: click.Context, argument: click.Parameter, given: str) -> str:
    """A name that folder, distribution, import and entry point can share."""
    from kpicore_cli.project import is_legal, legal_name, prefix_of

    prefix = prefix_of(context.params.get("kind", ""))
    if (own := given.lower().replace("_", "-")).startswith(prefix) or own.startswith("kpicore-"):
        bare = legal_name(own.removeprefix(prefix).removeprefix("kpicore-"))
        said = messages.NAME_PREFIXED.in_(lang, prefix=prefix, distribution=f"{prefix}{bare}")
        raise click.BadParameter(said, param=argument)
    if not is_legal(given):
        near = legal_name(given)
        said = messages.BAD_NAME.in_(lang, near=messages.NEAR_NAME.in_(lang, name=near) if near else "")
        raise click.BadParameter(said, param=argument)
    return given
