"""What every extension has to be: a frozen attrs class with a kind, whose options can stand in a document."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import attrs
from attrs import evolve

from kpicore.document import read_pipeline, read_scheme, write_pipeline, write_scheme
from kpicore.messages import contracts as messages
from kpicore.plugin import Contribution, KindNoun, Origin, Registry, load_plugins
from kpicore.plugin.contribution import checked
from kpicore.plugin.registry import Refusal
from kpicore.scheme import Exporter, MetricSource, Period, Pipeline, Scheme, Source, Stage
from kpicore.testing.contracts.said import leave_out, said, told

NAME = "contract"
"""What sources, stages and exports of a contract are called."""


def origin_of(extension: object) -> Origin:
    """The plugin that the extension's class belongs to, as far as its module tells."""
    package = type(extension).__module__.partition(".")[0]
    distribution = package.replace("_", "-")
    try:
        found = version(distribution)
    except PackageNotFoundError:
        found = "?"
    return Origin(distribution.removeprefix("kpicore-"), distribution, found)


@cache
def built_in() -> Registry:
    """The built-in plugins alone."""
    return load_plugins(())


def registry_of(noun: KindNoun, extension: Any) -> Registry:
    """The built-in plugins, and the extension's class beside them."""
    registry = built_in()
    contribution = Contribution(extension.kind, type(extension), origin_of(extension))
    known: dict[str, Any] = {f"{noun}s".replace("-", "_"): {**registry.kinds(noun), extension.kind: contribution}}
    return evolve(registry, **known)


def check_class(noun: KindNoun, extension: object) -> None:
    """Fails unless the class is what a hook may return."""
    offered = checked(noun, type(extension), origin_of(extension))
    faults = offered.faults if isinstance(offered, Refusal) else ()
    assert [fault.code for fault in faults] == [], told(messages.CLASS_UNSOUND, faults)
    is_frozen = _refuses_changes(extension)
    assert is_frozen, said(messages.NOT_FROZEN, cls=type(extension).__name__)


def _refuses_changes(extension: Any) -> bool:
    name = next((field.name for field in attrs.fields(type(extension))), "kind")
    try:
        setattr(extension, name, getattr(extension, name, None))
    except attrs.exceptions.FrozenInstanceError:
        return True
    except AttributeError:
        return False
    return False


def check_offered(noun: KindNoun, extension: Any, plugin: str) -> None:
    """Fails unless the plugin of that name is installed, has no faults, and offers the extension's class."""
    if not plugin:
        leave_out(messages.NO_PLUGIN_NAMED)
    registry = load_plugins([plugin])
    assert [fault.code for fault in registry.faults] == [], told(messages.PLUGIN_FAULTY, registry.faults, plugin=plugin)
    offered = {kind: contribution.cls for kind, contribution in registry.kinds(noun).items()}
    own = type(extension)
    assert offered.get(extension.kind) is own, said(messages.NOT_OFFERED, plugin=plugin, kind=extension.kind, cls=own)


def check_in_pipeline(noun: KindNoun, extension: MetricSource | Exporter, folder: Path) -> None:
    """Fails unless a pipeline with the extension's options is read back as it was."""
    source: Any = extension if noun == "source" else _Nothing()
    exports: dict[str, Any] = {NAME: extension} if noun == "exporter" else {}
    stages = {NAME: Stage("scheme.toml", (NAME,))}
    pipeline = Pipeline(folder, NAME, Period.parse("2026-10"), {NAME: Source(source)}, stages, exports)
    registry = registry_of(noun, extension)
    registry = evolve(registry, sources={_Nothing.kind: _NOTHING, **registry.sources})
    try:
        (folder / "pipeline.toml").write_text(write_pipeline(pipeline), encoding="utf-8")
        read = read_pipeline(folder / "pipeline.toml", registry).pipeline
    except Exception as error:
        raise AssertionError(said(messages.OPTIONS_UNREADABLE, error=error)) from error
    back = read.exports[NAME] if exports else read.sources[NAME].reader
    assert back == extension, said(messages.OPTIONS_CHANGED)


def check_in_scheme(scheme: Scheme, registry: Registry) -> None:
    """Fails unless a scheme with the extension's options is read back as it was."""
    try:
        back = read_scheme(write_scheme(scheme).encode(), "scheme.toml", registry).scheme
    except Exception as error:
        raise AssertionError(said(messages.OPTIONS_UNREADABLE, error=error)) from error
    assert back == scheme, said(messages.OPTIONS_CHANGED)


@attrs.frozen
class _Nothing:
    """A source for pipelines in which only the export counts."""

    kind = "contract-nothing"

    def read(self, context: object) -> Any:
        raise NotImplementedError


_NOTHING = Contribution(_Nothing.kind, _Nothing, Origin("builtin", "kpicore", "?"))
