"""`kpi template`: the form of a scheme, to be filled in and read back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kpicore_cli import messages
from kpicore_cli.options import Command, lang_and_help, shared

if TYPE_CHECKING:
    from kpicore.errors import Lang
    from kpicore.plugin import Contribution, Registry
    from kpicore.scheme import Form, Period

SUFFIX = ".xlsx"
"""What is written where no file is named."""


def command(lang: Lang) -> click.Command:
    """The command in one language."""
    path = click.Path(path_type=Path)
    return Command(
        "template",
        help=messages.TEMPLATE.in_(lang),
        params=[
            click.Argument(["reference"], metavar="SCHEME", type=click.Path()),
            click.Option(["-o", "target"], type=path, metavar="FILE", help=messages.TEMPLATE_FILE_HELP.in_(lang)),
            click.Option(["--people"], type=path, metavar="ROSTER", help=messages.PEOPLE_HELP.in_(lang)),
            click.Option(["--period"], metavar="P", help=messages.TEMPLATE_PERIOD_HELP.in_(lang)),
            click.Option(["--without"], multiple=True, metavar="COLUMN", help=messages.WITHOUT_HELP.in_(lang)),
            *lang_and_help(lang),
        ],
        callback=partial(template, lang),
        **shared(lang),
    )


def template(
    lang: Lang, reference: str, target: Path | None, people: Path | None, period: str | None, without: tuple[str, ...]
) -> None:
    """Writes the form into a new file, whole or not at all, and prints its path."""
    from kpicore.document import find_scheme
    from kpicore.plugin import load_plugins
    from kpicore.scoring.form import make_form, with_people
    from kpicore.scoring.roster import KINDS, read_roster
    from kpicore_cli.copies import write_new

    registry = load_plugins()
    span = None if period is None else _period(period)
    scheme = find_scheme(reference, span, None, registry).scheme
    path = target or Path(scheme.id.rpartition("/")[2] + SUFFIX)
    writer = _writer(path, registry)
    form = make_form(scheme, lang, span, without)
    if people is not None:
        form = with_people(form, read_roster(people, form, registry))
    write_new(path, _written(form, writer))
    click.echo(path)
    if kind := KINDS.get(writer.cls.suffix):  # type: ignore[attr-defined]  # every form has one
        click.echo(messages.TEMPLATE_WRITTEN.in_(lang, kind=kind, path=path), err=True)


def _period(text: str) -> Period:
    from kpicore.errors import InvalidOption, Place, Refused
    from kpicore.scheme import Period

    try:
        return Period.parse(text)
    except InvalidOption as error:
        raise Refused(error.problem.at(Place("--period"))) from None


def _writer(path: Path, registry: Registry) -> Contribution:
    """The class that writes files of that suffix; `Refused` where there is none, or more than one."""
    from kpicore.errors import Place, Problem, Refused
    from kpicore_cli.problems import text

    by_suffix: dict[str, list[Contribution]] = {}
    for contribution in registry.forms.values():
        by_suffix.setdefault(contribution.cls.suffix, []).append(contribution)  # type: ignore[attr-defined]
    found = by_suffix.get(path.suffix.lower(), [])
    if len(found) == 1:
        return found[0]
    place, suffix = Place(str(path)), path.suffix or "?"
    if found:
        said = text(messages.FORM_SUFFIX_TWICE, suffix=suffix, origins=", ".join(str(each.origin) for each in found))
        raise Refused(Problem("form-suffix", said, place, text(messages.FORM_SUFFIX_TWICE_HINT)))
    known = ", ".join(by_suffix)
    hint = text(messages.FORM_SUFFIX_HINT, known=known) if known else text(messages.NO_FORMS_HINT)
    raise Refused(Problem("form-suffix", text(messages.FORM_SUFFIX, suffix=suffix), place, hint))


def _written(form: Form, writer: Contribution) -> bytes:
    import io

    from kpicore.plugin import attributed
    from kpicore_cli.problems import text

    content = io.BytesIO()
    with attributed(writer.origin, text(messages.WRITES_FORM, scheme=form.scheme.id)):
        writer.cls().write(form, content)
    return content.getvalue()
