"""`kpi scheme show` and `kpi scheme eject`: one scheme, to read or to begin an own one from."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kpicore_cli import messages
from kpicore_cli.options import Command, Group, format_option, lang_and_help, shared

if TYPE_CHECKING:
    from kpicore.document import SchemeDocument
    from kpicore.errors import Lang
    from kpicore.plugin import Registry


def command(lang: Lang) -> click.Group:
    """Both commands in one language."""
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
    return Group(
        "scheme",
        commands=[showing, ejecting],
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
    """The document's own bytes, comments included, on stdout or into a new file."""
    from kpicore.document import find_scheme
    from kpicore.plugin import load_plugins
    from kpicore_cli.copies import write_new

    registry = load_plugins()
    content = _content(find_scheme(reference, None, None, registry), registry)
    if copy is None:
        click.echo(content, nl=False)
    else:
        write_new(copy, content)


def _content(document: SchemeDocument, registry: Registry) -> bytes:
    if document.origin is None:
        return Path(document.file).read_bytes()
    identity = (document.scheme.id, document.scheme.version)
    return next(file for file in registry.schemes if (file.id, file.version) == identity).resource.read_bytes()
