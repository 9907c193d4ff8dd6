"""Loads one plugin, whole or not at all: imports it, checks its hooks, calls them, checks what they return."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pluggy
from attrs import frozen

from kpicore.errors import Place, Problem, did_you_mean
from kpicore.messages import plugin as messages
from kpicore.plugin import hookspecs
from kpicore.plugin.attribution import Origin, place_of, told
from kpicore.plugin.contribution import HOOKS, Offer, checked, shown
from kpicore.plugin.registry import Refusal, listed

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint


@frozen
class Loading:
    """What came of one plugin. `faults` are those of the plugin as a whole: with any, it offers nothing."""

    origin: Origin
    offers: tuple[Offer, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    faults: tuple[Problem, ...] = ()


def load(origin: Origin, entry_point: EntryPoint) -> Loading:
    """The plugin behind an entry point. Nothing it does wrong is raised; only an interruption passes."""
    try:
        plugin = entry_point.load()
        hooks = pluggy.PluginManager("kpicore")
        hooks.add_hookspecs(hookspecs)
        faults = tuple(_misimplemented(plugin, hooks, origin))
    except (Exception, SystemExit) as error:
        said = {"origin": origin, "distribution": origin.distribution, "error": told(error)}
        return Loading(origin, faults=(messages.IMPORT_FAILED.at(place_of(error), **said),))
    return Loading(origin, faults=faults) if faults else _called(hooks, origin)


def _misimplemented(plugin: object, hooks: pluggy.PluginManager, origin: Origin) -> Iterator[Problem]:
    """What pluggy objects to when the plugin is registered, in our words; and hooks that lack their marker."""
    facts = {"origin": origin, "distribution": origin.distribution}
    options = {attribute: hooks.parse_hookimpl_opts(plugin, attribute) for attribute in dir(plugin)}
    for hook in HOOKS:
        function = getattr(plugin, hook, None)
        if inspect.isfunction(function) and not options[hook]:
            yield messages.HOOK_UNMARKED.at(_line_of(function), **facts, hook=hook)
    try:
        hooks.register(plugin, origin.plugin)
        hooks.check_pending()
    except pluggy.PluginValidationError as error:
        problems = []
        for attribute, option in options.items():
            if not option or option.get("optionalhook"):
                continue
            function, hook = getattr(plugin, attribute), option.get("specname") or attribute
            if hook not in HOOKS:
                said = {**facts, "hook": hook, "near": did_you_mean(hook, HOOKS)}
                problems.append(messages.UNKNOWN_HOOK.at(_line_of(function), **said))
            elif arguments := _required(function):
                said = {**facts, "hook": hook, "arguments": listed(arguments)}
                problems.append(messages.HOOK_ARGUMENTS.at(_line_of(function), **said))
        yield from problems or [messages.HOOK_INVALID.at(**facts, error=told(error))]


def _called(hooks: pluggy.PluginManager, origin: Origin) -> Loading:
    """Every hook called and every contribution checked; one hook that fails takes the whole plugin with it."""
    facts = {"origin": origin, "distribution": origin.distribution}
    results: list[Offer | Refusal] = []
    faults: list[Problem] = []
    for hook, noun in HOOKS.items():
        for implementation in getattr(hooks.hook, hook).get_hookimpls():
            try:
                returned = implementation.function()
                if isinstance(returned, str | type) or not isinstance(returned, Iterable):
                    place = _line_of(implementation.function)
                    faults.append(messages.HOOK_RESULT.at(place, **facts, hook=hook, found=shown(returned)))
                else:
                    results += [checked(noun, offered, origin) for offered in returned]
            except (Exception, SystemExit) as error:
                faults.append(messages.HOOK_FAILED.at(place_of(error), **facts, hook=hook, error=told(error)))
    if faults:
        return Loading(origin, faults=tuple(faults))
    offers = tuple(result for result in results if isinstance(result, Offer))
    return Loading(origin, offers, tuple(result for result in results if isinstance(result, Refusal)))


def _required(function: Callable[..., Any]) -> list[str]:
    """The arguments a hook cannot be called without."""
    parameters = inspect.signature(function).parameters.values()
    positional = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return [each.name for each in parameters if each.kind in positional and each.default is inspect.Parameter.empty]


def _line_of(function: Callable[..., Any]) -> Place:
    """Where a function is defined."""
    code = getattr(inspect.unwrap(function), "__code__", None)
    return Place(file=code.co_filename, line=code.co_firstlineno) if code else Place()
