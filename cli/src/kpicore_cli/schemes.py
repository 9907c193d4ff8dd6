"""`kpi schemes`: the schemes that are installed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from kpicore_cli import messages
from kpicore_cli.options import Command, format_option, lang_and_help, shared

if TYPE_CHECKING:
    from kpicore.errors import Lang


def command(lang: Lang) -> click.Command:
    """The command in one language."""
    return Command(
        "schemes",
        help=messages.SCHEMES.in_(lang),
        params=[format_option(lang), *lang_and_help(lang)],
        callback=partial(schemes, lang),
        **shared(lang),
    )


def schemes(lang: Lang, form: str) -> None:
    """A row per scheme and version; one that cannot be read is told, and makes the exit code 3."""
    from attrs import asdict

    from kpicore.document import read_scheme
    from kpicore.errors import Problem, Refused
    from kpicore.plugin import load_plugins
    from kpicore_cli.failures import tell
    from kpicore_cli.problems import as_data, echo_json
    from kpicore_cli.scheme_sheet import validity
    from kpicore_cli.screen import table

    registry = load_plugins()
    rows: list[tuple[str, ...]] = []
    entries: list[dict[str, Any]] = []
    problems: list[Problem] = []
    code = 0
    for installed in sorted(registry.schemes, key=lambda scheme: (scheme.id, scheme.version)):
        origin = installed.origin
        entry = {
            "id": installed.id,
            "version": installed.version,
            **asdict(origin, filter=lambda f, _: f.name != "version"),
        }
        entry["distribution_version"] = origin.version
        shipped = f"{origin.distribution} {origin.version}"
        try:
            content = installed.resource.read_bytes()
            scheme = read_scheme(content, str(installed.resource), registry, origin).scheme
        except Refused as refused:
            problems += refused.problems
            code = max(code, refused.exit_code)
            rows.append((installed.id, installed.version, messages.UNREADABLE.in_(lang), "—", shipped))
            entries.append({**entry, "title": None, "valid": None})
            continue
        title, valid = scheme.title, scheme.valid
        rows.append((installed.id, installed.version, title.in_(lang), validity(valid, lang), shipped))
        dates = {"from": valid.start and valid.start.isoformat(), "until": valid.until and valid.until.isoformat()}
        entries.append({**entry, "title": asdict(title), "valid": dates})
    if form == "json":
        echo_json({"schemes": entries, "problems": list(map(as_data, problems))})
    else:
        said = (messages.ID, messages.VERSION, messages.TITLE, messages.VALID, messages.DISTRIBUTION)
        click.echo(table([text.in_(lang) for text in said], rows) if rows else messages.NO_SCHEMES.in_(lang))
        tell(problems, lang, is_json=False)
    click.get_current_context().exit(code)
