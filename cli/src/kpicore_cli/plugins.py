"""`kpi plugins`: what is loaded, from which distribution, and what is wrong."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from kpicore_cli import messages
from kpicore_cli.options import Command, format_option, lang_and_help, shared

if TYPE_CHECKING:
    from kpicore.errors import Lang
    from kpicore.plugin import PluginInfo


def command(lang: Lang) -> click.Command:
    """The command in one language."""
    return Command(
        "plugins",
        help=messages.PLUGINS.in_(lang),
        params=[format_option(lang), *lang_and_help(lang)],
        callback=partial(plugins, lang),
        **shared(lang),
    )


def plugins(lang: Lang, form: str) -> None:
    """A row per plugin, then every fault; exit code 4 where there is one."""
    from kpicore.errors import PluginFailed
    from kpicore.plugin import load_plugins
    from kpicore_cli.problems import as_data, echo_json, lines

    registry = load_plugins()
    if form == "json":
        echo_json(
            {
                "plugins": [
                    {
                        "plugin": plugin.origin.plugin,
                        "distribution": plugin.origin.distribution,
                        "version": plugin.origin.version,
                        "status": _status(plugin),
                        "contributes": {noun: list(names) for noun, names in plugin.contributes.items()},
                        "problems": list(map(as_data, plugin.faults)),
                    }
                    for plugin in registry.plugins
                ],
                "problems": list(map(as_data, registry.faults)),
            }
        )
    else:
        click.echo("\n".join(_block(plugin, lang) for plugin in registry.plugins))
        if registry.faults:
            click.echo()
        for line in lines(registry.faults, lang):
            click.echo(line)
    if registry.faults:
        click.get_current_context().exit(PluginFailed.exit_code)


def _block(plugin: PluginInfo, lang: Lang) -> str:
    """A line about the plugin, and one for each kind of thing it brings."""
    from kpicore.messages.plugin import NOUNS
    from kpicore_cli.screen import TOGETHER, heading, wrapped

    origin = plugin.origin
    separator = "、" if lang == "zh" else ", "
    state = messages.STATUSES[_status(plugin)].in_(lang)
    contributes = [
        wrapped(
            messages.CONTRIBUTED.in_(
                lang, noun=NOUNS[noun].in_(lang), names=separator.join(names).replace(" ", TOGETHER)
            ),
            "  ",
        )
        for noun, names in plugin.contributes.items()
    ]
    first = wrapped(f"{origin.plugin} {TOGETHER}{origin.distribution}{TOGETHER}{origin.version} {TOGETHER}{state}")
    return "\n".join([heading(origin.plugin) + first.removeprefix(origin.plugin), *contributes])


def _status(plugin: PluginInfo) -> str:
    """``loaded``, ``faulty`` where a part of what it brings is refused, ``refused`` or ``left out``."""
    return "faulty" if plugin.status == "loaded" and plugin.faults else plugin.status
