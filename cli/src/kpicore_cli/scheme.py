"""`kpi scheme show`, `eject` and `sample`: one scheme, to read, to begin an own one from, to try out."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kpicore_cli import messages
from kpicore_cli.options import Command, Group, format_option, lang_and_help, shared

if TYPE_CHECKING:
    from kpicore.errors import Lang


def command(lang: Lang) -> click.Group:
    """The commands in one language."""
    reference = click.Argument(["reference"], metavar="ID", type=click.Path())
    copy = click.Option(
        ["-o", "copy"], type=click.Path(path_type=Path), metavar="FILE", help=messages.COPY_HELP.in_(lang)
    )
    showing = Command(
        "show",
        help=messages.SHOW.in_(lang),
        params=[reference, format_option(lang), *lang_and_help(lang)],
        callback=partial(show, lang),
        **shared(lang),
    )
    ejecting = Command(
        "eject",
        help=messages.EJECT.in_(lang),
        params=[reference, copy, *lang_and_help(lang)],
        callback=eject,
        **shared(lang),
    )
    sampling = Command(
        "sample",
        help=messages.SAMPLE.in_(lang),
        params=[
            reference,
            click.Argument(["folder"], metavar="DIR", required=False, type=click.Path(path_type=Path)),
            *lang_and_help(lang),
        ],
        callback=partial(sample, lang),
        **shared(lang),
    )
    return Group(
        "scheme",
        commands=[showing, ejecting, sampling],
        help=messages.SCHEME.in_(lang),
        params=lang_and_help(lang),
        subcommand_metavar=messages.COMMANDS_METAVAR.in_(lang),
        **shared(lang),
    )


def show(lang: Lang, reference: str, form: str) -> None:
    """The scheme in words, or for programs."""
    from kpicore.document import find_scheme
    from kpicore.plugin import load_plugins
    from kpicore_cli.problems import echo_json
    from kpicore_cli.scheme_sheet import as_data, sheet

    document = find_scheme(reference, None, None, load_plugins())
    if form == "json":
        echo_json(as_data(document, lang))
    else:
        click.echo(sheet(document, lang))


def eject(reference: str, copy: Path | None) -> None:
    """The document's own bytes, comments included, on stdout or into a new file; an overlay as the whole scheme that it
    makes."""
    from kpicore.document import find_scheme, write_scheme
    from kpicore.plugin import load_plugins
    from kpicore_cli.copies import resource_of, write_new
    from kpicore_cli.layers import is_overlay

    registry = load_plugins()
    document = find_scheme(reference, None, None, registry)
    if is_overlay(document):
        content = write_scheme(document.scheme).encode()
    else:
        content = resource_of(document, registry).read_bytes()
    if copy is None:
        click.echo(content, nl=False)
    else:
        write_new(copy, content)


def sample(lang: Lang, reference: str, folder: Path | None) -> None:
    """Prints the files it writes, on stdout, and on stderr how to run them."""
    from kpicore.document import find_scheme
    from kpicore.document.sample import PIPELINE
    from kpicore.errors import Place, Problem, Refused
    from kpicore.plugin import load_plugins
    from kpicore_cli.copies import write_new_files
    from kpicore_cli.problems import text
    from kpicore_cli.sample import sample_of

    registry = load_plugins()
    document = find_scheme(reference, None, None, registry)
    files = sample_of(document, registry)
    if not files:
        said = text(messages.NO_SAMPLE, scheme=document.scheme.id)
        raise Refused(Problem("no-sample", said, Place(), text(messages.NO_SAMPLE_HINT)))
    into = folder or Path(document.scheme.id.rpartition("/")[2])
    for path in write_new_files(files, into):
        click.echo(path)
    click.echo(messages.SAMPLE_WRITTEN.in_(lang, pipeline=into / PIPELINE), err=True)
