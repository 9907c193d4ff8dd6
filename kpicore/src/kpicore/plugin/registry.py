"""What is installed: each kind with its class and origin, the schemes, the plugins, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import field, frozen

from kpicore.errors import Problem, Text, did_you_mean
from kpicore.messages import plugin as messages
from kpicore.plugin.attribution import Origin

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

KindNoun: TypeAlias = Literal["source", "calculator", "grade-mapper", "exporter", "form"]
Noun: TypeAlias = Literal[KindNoun, "scheme"]
"""What the hooks contribute."""


@frozen
class Contribution:
    """A class that a plugin contributes; ``kind = "…"`` in a document picks it."""

    kind: str
    cls: type
    origin: Origin


@frozen
class SchemeFile:
    """A scheme document that a plugin contributes; (id, version) is its identity. Only its head has been read."""

    id: str
    version: str
    resource: Traversable
    origin: Origin


@frozen
class Refusal:
    """What a plugin offers and cannot be had. `name` is its kind, or the scheme's id; empty where it has none."""

    noun: Noun
    name: str
    faults: tuple[Problem, ...]
    version: str = ""


@frozen
class PluginInfo:
    """An installed plugin: `loaded`; `refused` as a whole; or `left out`, because ``KPICORE_PLUGINS`` does not name it.

    `contributes` holds its kinds by noun, and schemes as ``ID VERSION``: only what can be used. `faults` are all that
    is wrong with it; a clash stands with every plugin that takes part.
    """

    origin: Origin
    status: Literal["loaded", "refused", "left out"]
    contributes: Mapping[Noun, tuple[str, ...]] = field(factory=dict)
    faults: tuple[Problem, ...] = ()


@frozen
class Registry:
    """All that plugins contribute, by kind; `schemes` and `plugins` by plugin name. `faults` holds each fault once."""

    sources: Mapping[str, Contribution] = field(factory=dict)
    calculators: Mapping[str, Contribution] = field(factory=dict)
    grade_mappers: Mapping[str, Contribution] = field(factory=dict)
    exporters: Mapping[str, Contribution] = field(factory=dict)
    forms: Mapping[str, Contribution] = field(factory=dict)
    schemes: tuple[SchemeFile, ...] = ()
    plugins: tuple[PluginInfo, ...] = ()
    faults: tuple[Problem, ...] = ()
    refused: tuple[Refusal, ...] = ()

    def kinds(self, noun: KindNoun) -> Mapping[str, Contribution]:
        """The classes of one noun by kind."""
        match noun:
            case "source":
                return self.sources
            case "calculator":
                return self.calculators
            case "grade-mapper":
                return self.grade_mappers
            case "exporter":
                return self.exporters
            case "form":
                return self.forms

    def unknown_kind(self, noun: KindNoun, kind: str) -> Problem:
        """That there is no such kind: why it was refused, or the nearest known one; and which plugins are broken."""
        near = self.whereabouts(noun, kind, self.kinds(noun))
        return messages.UNKNOWN_KIND.at(noun=messages.NOUNS[noun], name=kind, near=near)

    def unknown_scheme(self, reference: str) -> Problem:
        """That no scheme has this id: why it was refused, or the nearest known one; and which plugins are broken."""
        near = self.whereabouts("scheme", reference, {scheme.id for scheme in self.schemes})
        return messages.UNKNOWN_SCHEME.at(name=reference, near=near)

    def refusals(self, noun: Noun, name: str) -> tuple[Problem, ...]:
        """Why a kind, or a version of a scheme, of this name was refused; empty where none was."""
        refused = [refusal for refusal in self.refused if (refusal.noun, refusal.name) == (noun, name)]
        return tuple(fault for refusal in refused for fault in refusal.faults)

    def whereabouts(self, noun: Noun, name: str, known: Iterable[str]) -> Text:
        """The hint for what is not there: what became of it, or the nearest known name; and the plugins with faults."""
        faults = self.refusals(noun, name)
        hints = list(dict.fromkeys(said for fault in faults for said in (fault.message, fault.hint) if said))
        if not faults:
            hints.append(did_you_mean(name, known))
        if broken := [plugin.origin for plugin in self.plugins if set(plugin.faults) - set(faults)]:
            hints.append(messages.BROKEN.fill(origins=listed(broken)))
        if left_out := [plugin.origin.plugin for plugin in self.plugins if plugin.status == "left out"]:
            hints.append(messages.LEFT_OUT.fill(names=listed(left_out)))
        zh, en = "；".join(hint.zh for hint in hints), "; ".join(hint.en for hint in hints)
        return Text(zh.replace("？；", "？"), en.replace("?; ", "? "))


def listed(things: Iterable[object]) -> Text:
    """Things one after the other, as each language lists them."""
    shown = [str(thing) for thing in things]
    return Text(zh="、".join(shown), en=", ".join(shown))
