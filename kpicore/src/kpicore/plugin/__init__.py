"""Plugins: the hooks they implement, how they are found and checked, and the registry of what they contribute."""

from kpicore.plugin.attribution import Origin, attributed
from kpicore.plugin.manager import load_plugins
from kpicore.plugin.registry import Contribution, KindNoun, Noun, PluginInfo, Refusal, Registry, SchemeFile

__all__ = [
    "Contribution",
    "KindNoun",
    "Noun",
    "Origin",
    "PluginInfo",
    "Refusal",
    "Registry",
    "SchemeFile",
    "attributed",
    "load_plugins",
]
