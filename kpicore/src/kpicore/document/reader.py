"""Reading schemes and pipelines: from bytes to checked values, or to all of their mistakes at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import field, frozen
from cattrs import Converter

from kpicore.document.converter import document_converter
from kpicore.document.example_checks import check_examples
from kpicore.document.finder import Layer, LayeredDocument, Search, find_document, layered
from kpicore.document.mistakes import Finding, findings, refuse
from kpicore.document.pipeline_checks import check_pipeline
from kpicore.document.positions import KeyPath, Positions
from kpicore.document.rule_checks import check_rules
from kpicore.document.scheme_checks import check_scheme
from kpicore.document.settings import with_settings
from kpicore.document.syntax import RawTable, file_content, read_toml
from kpicore.errors import NOWHERE, Place
from kpicore.messages import document as messages
from kpicore.scheme import Exporter, Period, Pipeline, Scheme, Source, Stage

if TYPE_CHECKING:
    from kpicore.plugin.registry import Origin, Registry

_SCHEME_STAND_INS: RawTable = {
    "id": "unread/unread",
    "version": "0",
    "title": {"zh": "?", "en": "?"},
    "full": 100,
    "metrics": {},
    "indicators": {},
}
_PIPELINE_STAND_INS: RawTable = {"title": "?", "stages": {}, "sources": {}}
_ENTRIES = ("metrics", "groups", "details", "sections", "indicators", "adjustments", "sources", "stages", "exports")


@frozen
class SchemeDocument:
    """A scheme as it was read: its value, its raw table, where everything stands, and a hash.

    `layers` are the documents that it is made of: itself, then what it extends, and so on. `sha256` is the hash of its
    bytes; of an overlay that of all layers' hashes in their order, each a line of 64 hexadecimal digits, so that it
    changes with any of them. `origin` is the plugin that brought the scheme, None for a file of one's own.
    """

    scheme: Scheme
    positions: Positions
    table: RawTable
    layers: tuple[Layer, ...]

    @property
    def file(self) -> str:
        """The document itself, as messages call it."""
        return self.layers[0].file

    @property
    def origin(self) -> Origin | None:
        return self.layers[0].origin

    @property
    def sha256(self) -> str:
        hashes = [layer.sha256 for layer in self.layers]
        return hashes[0] if len(hashes) == 1 else sha256("".join(f"{each}\n" for each in hashes).encode()).hexdigest()

    def layer_of(self, path: KeyPath | str) -> Layer:
        """The document that says what stands at a key path; of a table that several add to, the first."""
        file = self.positions.at_value(path).file
        return next(layer for layer in self.layers if layer.file == file)


@frozen
class PipelineDocument:
    """A pipeline as it was read: its value, where everything stands, and the hash of its bytes."""

    pipeline: Pipeline
    positions: Positions
    file: str
    sha256: str


@frozen
class PipelineTable:
    """What a pipeline document says; its folder is where it stands."""

    title: str
    sources: Mapping[str, Source]
    stages: Mapping[str, Stage]
    period: Period | None = None
    output: str = "out"
    exports: Mapping[str, Exporter] = field(factory=dict)


def read_scheme(
    content: bytes, file: str, registry: Registry, origin: Origin | None = None, period: Period | None = None
) -> SchemeDocument:
    """The scheme that `content` holds; `file` is how messages call it, and where paths in it begin.

    An overlay is laid over what it extends, in the version that covers the period. Everything wrong with it is raised
    at once, as `Refused`, or `PluginFailed` where a plugin's class is at fault.
    """
    return _scheme_document(layered(content, file, origin, Search(registry, period)), registry)


def find_scheme(
    reference: str, period: Period | None, folder: Path | None, registry: Registry, place: Place = NOWHERE
) -> SchemeDocument:
    """The scheme that `reference` names: an installed id, or a path, relative to `folder`, to a TOML file.

    Of an id's versions the one whose validity covers the whole period, the latest to begin where several do; without a
    period the newest. `place` is where the reference stands, for what is wrong with it.
    """
    return _scheme_document(find_document(reference, folder, Search(registry, period, place)), registry)


def _scheme_document(document: LayeredDocument, registry: Registry) -> SchemeDocument:
    table, positions = document.raw.table, document.raw.positions
    scheme, found = _structured(table, Scheme, _SCHEME_STAND_INS, document_converter(registry))
    if scheme is not None:
        found += [*check_scheme(scheme, table), *check_rules(scheme, table, registry), *check_examples(scheme, table)]
    refuse((each for each in found if not _is_known(each, document)), positions, document.problems)
    return SchemeDocument(_present(scheme), positions, table, document.layers)


def _is_known(missing: Finding, document: LayeredDocument) -> bool:
    """Whether a key is missing in an entry of an unknown id, and so has been said with that."""
    return missing.problem.code == messages.MISSING_KEY.code and missing.path[:2] in document.unknown


def read_pipeline(path: Path, registry: Registry, settings: Mapping[str, str] | None = None) -> PipelineDocument:
    """The pipeline in a file, with `settings` (key path → value as text) laid over it; `period` is one of these.

    Everything wrong with it is raised at once, as `Refused`, or `PluginFailed` where a plugin's class is at fault.
    """
    content = file_content(path)
    document, unknown = with_settings(read_toml(content, str(path)), settings or {})
    table, found = _structured(document.table, PipelineTable, _PIPELINE_STAND_INS, document_converter(registry))
    if table is not None:
        found += check_pipeline(table.sources, table.stages, document.table)
    if "period" not in document.table:
        found.append(Finding(messages.NO_PERIOD.at(), ("period",), "key"))
    if found and table is not None:  # else a run looks for the schemes, and says what is wrong with any of them
        found += _unknown_schemes(table.stages, path.parent, registry)
    refuse([*unknown, *found], document.positions)
    read = _present(table)
    pipeline = Pipeline(
        folder=path.parent,
        title=read.title,
        period=_present(read.period),
        sources=read.sources,
        stages=read.stages,
        exports=read.exports,
        output=read.output,
    )
    return PipelineDocument(pipeline, document.positions, str(path), sha256(content).hexdigest())


def _structured(table: RawTable, cls: Any, stand_ins: RawTable, converter: Converter) -> tuple[Any, list[Finding]]:
    """The value, and what is wrong with it; what cannot be read is left out, so that the rest can be checked too."""
    try:
        return converter.structure(table, cls), []
    except Exception as error:
        found = list(findings(error, table))
    try:
        return converter.structure(_readable(table, found, stand_ins), cls), found
    except Exception as error:
        return None, [*found, *findings(error, table)]


def _readable(table: RawTable, found: Iterable[Finding], stand_ins: RawTable) -> RawTable:
    """The document without the entries, or else the keys, in which something was found."""
    rest = {key: dict(value) if key in _ENTRIES and isinstance(value, dict) else value for key, value in table.items()}
    for finding in found:
        key, below = str(finding.path[0]), finding.path[1:]
        if key == "examples" and below and isinstance(below[0], int):
            rest[key] = [{"given": {}, "expect": {}} if i == below[0] else raw for i, raw in enumerate(rest[key])]
        elif key in _ENTRIES and below and isinstance(rest.get(key), dict):
            rest[key].pop(below[0], None)
        else:
            rest.pop(key, None)
    return {**stand_ins, **rest}


def _present(value: Any) -> Any:
    assert value is not None, "refused before"
    return value


def _unknown_schemes(stages: Mapping[str, Stage], folder: Path, registry: Registry) -> Iterable[Finding]:
    """Stages that name neither an installed scheme nor a file; what is wrong with those shows when they are read."""
    known = {scheme.id for scheme in registry.schemes}
    for name, stage in stages.items():
        if stage.scheme not in known and not stage.scheme.endswith(".toml") and not (folder / stage.scheme).exists():
            yield Finding(registry.unknown_scheme(stage.scheme), ("stages", name, "scheme"))
