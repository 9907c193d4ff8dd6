"""Finds the installed plugins, has each loaded by itself, and refuses all sides of a clash."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from kpicore.errors import Problem, did_you_mean
from kpicore.messages import plugin as messages
from kpicore.plugin.attribution import Origin
from kpicore.plugin.contribution import Offer
from kpicore.plugin.loading import Loading, load
from kpicore.plugin.registry import (
    Contribution,
    KindNoun,
    Noun,
    PluginInfo,
    Refusal,
    Registry,
    SchemeFile,
    listed,
)

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

Identity: TypeAlias = tuple[Noun, str, str]

BUILTIN = ("builtin", "kpicore")
"""Plugin name and distribution of what comes with the core and is always loaded."""


def load_plugins(only: Sequence[str] | None = None) -> Registry:
    """Loads the installed plugins, sorted by name and distribution, each by itself.

    `only` names the plugins (their entry points) to load beside the built-ins; without it ``KPICORE_PLUGINS=a,b`` does,
    and where that is not set, all are loaded. A plugin that fails to import, implements a hook that does not exist or
    asks for other arguments, or whose hook raises, is refused whole; a class or scheme that is not sound, by itself;
    where plugin names, kinds, or schemes of one version clash, all sides. None of this is raised: the faults of the
    registry tell it.
    """
    installed = sorted(_installed(), key=lambda found: (found[0].plugin, found[0].distribution))
    wanted = _from_environment() if only is None else only
    chosen = [found for found in installed if wanted is None or _is_chosen(found[0], wanted)]
    left_out = [origin for origin, entry_point in installed if (origin, entry_point) not in chosen]
    clashes = _name_clashes([origin for origin, _ in chosen])
    loadings = [
        Loading(origin, faults=(clashes[origin.plugin],)) if origin.plugin in clashes else load(origin, entry_point)
        for origin, entry_point in chosen
    ]
    return _registry(loadings, left_out, _unknown(wanted or (), [origin for origin, _ in installed]))


def _installed() -> Iterator[tuple[Origin, EntryPoint]]:
    from importlib.metadata import entry_points

    for entry_point in entry_points(group="kpicore"):
        try:
            distribution = entry_point.dist
            name, version = (distribution.name, distribution.version) if distribution else ("", "")
        except Exception:  # its metadata are damaged; the plugin is loaded, or named, all the same
            name = version = ""
        yield Origin(entry_point.name, name or "?", version or "?"), entry_point


def _from_environment() -> list[str] | None:
    names = os.environ.get("KPICORE_PLUGINS")
    return None if names is None else [name.strip() for name in names.split(",") if name.strip()]


def _is_chosen(origin: Origin, wanted: Sequence[str]) -> bool:
    return (origin.plugin, origin.distribution) == BUILTIN or origin.plugin in wanted


def _unknown(wanted: Sequence[str], installed: Sequence[Origin]) -> list[Problem]:
    known = {origin.plugin for origin in installed}
    unknown = [name for name in dict.fromkeys(wanted) if name not in known]
    return [messages.UNKNOWN_PLUGIN.at(name=name, near=did_you_mean(name, known)) for name in unknown]


def _name_clashes(origins: Sequence[Origin]) -> dict[str, Problem]:
    sides: dict[str, list[Origin]] = defaultdict(list)
    for origin in origins:
        sides[origin.plugin].append(origin)
    return {
        name: messages.PLUGIN_CLASH.at(name=name, sides=listed(namesakes))
        for name, namesakes in sides.items()
        if len(namesakes) > 1
    }


def _registry(loadings: Sequence[Loading], left_out: Sequence[Origin], unknown: Sequence[Problem]) -> Registry:
    """All plugins together: what is offered once is taken, what is offered more than once is refused on all sides."""
    clashes = _clashes([(loading.origin, offer) for loading in loadings for offer in loading.offers])
    taken = [offer for loading in loadings for offer in loading.offers if offer.identity not in clashes]
    plugins = [_info(loading, clashes) for loading in loadings]
    unsound = [refusal for loading in loadings for refusal in loading.refusals]
    clashing = [Refusal(noun, name, (fault,), version) for (noun, name, version), fault in clashes.items()]
    everybody = plugins + [PluginInfo(origin, "left out") for origin in left_out]
    return Registry(
        sources=_by_kind("source", taken),
        calculators=_by_kind("calculator", taken),
        grade_mappers=_by_kind("grade-mapper", taken),
        exporters=_by_kind("exporter", taken),
        forms=_by_kind("form", taken),
        schemes=tuple(offer.value for offer in taken if isinstance(offer.value, SchemeFile)),
        plugins=tuple(sorted(everybody, key=lambda plugin: (plugin.origin.plugin, plugin.origin.distribution))),
        faults=tuple(dict.fromkeys([*unknown, *(fault for plugin in plugins for fault in plugin.faults)])),
        refused=(*unsound, *clashing),
    )


def _by_kind(noun: KindNoun, offers: Sequence[Offer]) -> dict[str, Contribution]:
    return {offer.name: offer.value for offer in offers if offer.noun == noun and isinstance(offer.value, Contribution)}


def _clashes(offers: Sequence[tuple[Origin, Offer]]) -> dict[Identity, Problem]:
    sides: dict[Identity, list[Origin]] = defaultdict(list)
    for origin, offer in offers:
        sides[offer.identity].append(origin)
    return {
        (noun, name, version): (messages.SCHEME_CLASH if noun == "scheme" else messages.KIND_CLASH).at(
            noun=messages.NOUNS[noun], name=name, version=version, sides=listed(origins)
        )
        for (noun, name, version), origins in sides.items()
        if len(origins) > 1
    }


def _info(loading: Loading, clashes: Mapping[Identity, Problem]) -> PluginInfo:
    if loading.faults:
        return PluginInfo(loading.origin, "refused", faults=loading.faults)
    contributes: dict[Noun, tuple[str, ...]] = {}
    faults = [fault for refusal in loading.refusals for fault in refusal.faults]
    for offer in loading.offers:
        if offer.identity in clashes:
            faults.append(clashes[offer.identity])
        else:
            contributes[offer.noun] = (*contributes.get(offer.noun, ()), f"{offer.name} {offer.version}".rstrip())
    return PluginInfo(loading.origin, "loaded", contributes, tuple(dict.fromkeys(faults)))
