"""The page about problems: every message of every catalogue, with its code, its texts and its hint."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from types import ModuleType

from attrs import frozen

from docs.generate.markdown import mono, page, table
from docs.generate.messages import pages
from kpicore.errors import Lang, Message
from kpicore.plugin import Registry


@frozen
class Catalogue:
    """The messages of one module, in its order."""

    distribution: str
    module: str
    messages: tuple[Message, ...]


def problems_page(registry: Registry, lang: Lang) -> str:
    """Every message, by distribution and catalogue."""
    parts: list[str] = []
    for catalogue in catalogues(registry):
        heading = f"## `{catalogue.distribution}`"
        parts += [] if heading in parts else [heading]
        parts.append(_table(catalogue, lang))
    return page("problems", lang, pages.PROBLEMS, pages.PROBLEMS_LEAD, *parts)


def catalogues(registry: Registry) -> list[Catalogue]:
    """The catalogues of the core and of everything installed beside it that holds any message."""
    others = sorted({plugin.origin.distribution for plugin in registry.plugins} - {"kpicore"})
    found = [_catalogue(name, module) for name in ("kpicore", *others) for module in _modules(name)]
    return [catalogue for catalogue in found if catalogue.messages]


def _modules(distribution: str) -> Iterator[ModuleType]:
    """The modules of a distribution whose texts people read."""
    package = importlib.import_module(distribution.replace("-", "_"))
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if "messages" in found.name.split("."):
            yield importlib.import_module(found.name)


def _catalogue(distribution: str, module: ModuleType) -> Catalogue:
    own = {name: value for name, value in vars(module).items() if not name.startswith("_")}
    return Catalogue(distribution, module.__name__, tuple(_messages(own)))


def _messages(named: Mapping[str, object]) -> Iterator[Message]:
    for value in named.values():
        match value:
            case Message():
                yield value
            case dict():
                yield from _messages(value)
            case list() | tuple():
                yield from _messages({str(place): each for place, each in enumerate(value)})


def _table(catalogue: Catalogue, lang: Lang) -> str:
    rows = []
    for message in dict.fromkeys(catalogue.messages):
        severity = f" ({pages.WARNING.in_(lang)})" if message.severity == "warning" else ""
        says, hint = (_unescaped(text.in_(lang)) if text else "" for text in (message.says, message.hint))
        rows.append((mono(message.code) + severity, says, "" if re.fullmatch(r"\{\w+\}", hint) else hint))
    headings = (pages.CODE, pages.SAYS, pages.DO)
    return f"### `{catalogue.module}`\n\n" + table([each.in_(lang) for each in headings], rows)


def _unescaped(text: str) -> str:
    return text.replace("{{", "{").replace("}}", "}")
