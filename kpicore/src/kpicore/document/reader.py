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
from kpicore.document.mistakes import Finding, findings, refuse
from kpicore.document.pipeline_checks import check_pipeline
from kpicore.document.positions import Positions
from kpicore.document.rule_checks import check_rules
from kpicore.document.scheme_checks import check_scheme
from kpicore.document.settings import with_settings
from kpicore.document.syntax import RawTable, read_toml
from kpicore.errors import Place, Refused
from kpicore.messages import document as messages
from kpicore.scheme import Exporter, Period, Pipeline, Scheme, Source, Stage

if TYPE_CHECKING:
    from kpicore.plugin.registry import Origin, Registry

FORMAT = 1
"""The format of scheme documents that this version reads and writes."""

_SCHEME_STAND_INS: RawTable = {
    "id": "unread/unread",
    "version": "0",
    "title": {"zh": "?", "en": "?"},
    "full": 100,
    "metrics": {},
    "indicators": {},
}
_PIPELINE_STAND_INS: RawTable = {"title": "?", "stages": {}, "sources": {}}
_ENTRIES = ("metrics", "groups", "sections", "indicators", "adjustments", "sources", "stages", "exports")


@frozen
class SchemeDocument:
    """A scheme as it was read: its value, where everything stands, and the hash of its bytes.

    `origin` is the plugin that brought it, None for a file of one's own.
    """

    scheme: Scheme
    positions: Positions
    file: str
    sha256: str
    origin: Origin | None = None


@frozen
class PipelineDocument:
    """A pipeline as it was read: its value, where everything stands, and the hash of its bytes."""

    pipeline: Pipeline
    positions: Positions
    file: str
    sha256: str


@frozen
class _PipelineTable:
    """What a pipeline document says; its folder is where it stands."""

    title: str
    sources: Mapping[str, Source]
    stages: Mapping[str, Stage]
    period: Period | None = None
    output: str = "out"
    exports: Mapping[str, Exporter] = field(factory=dict)


def read_scheme(content: bytes, file: str, registry: Registry, origin: Origin | None = None) -> SchemeDocument:
    """The scheme that `content` holds; `file` is how messages call it.

    Everything wrong with it is raised at once, as `Refused`, or `PluginFailed` where a plugin's class is at fault.
    """
    document = read_toml(content, file)
    refuse(_format_findings(document.table), document.positions)
    table = {key: value for key, value in document.table.items() if key != "format"}
    converter = document_converter(registry)
    scheme, found = _structured(table, Scheme, _SCHEME_STAND_INS, converter)
    if "format" not in document.table:
        found.append(
            Finding(messages.MISSING_KEY.at(expected=messages.FOUND_NUMBER.fill(value=FORMAT)), ("format",), "key")
        )
    if scheme is not None:
        found += [*check_scheme(scheme, table), *check_rules(scheme, table, registry), *check_examples(scheme, table)]
    refuse(found, document.positions)
    return SchemeDocument(_present(scheme), document.positions, file, sha256(content).hexdigest(), origin)


def read_pipeline(path: Path, registry: Registry, settings: Mapping[str, str] | None = None) -> PipelineDocument:
    """The pipeline in a file, with `settings` (key path → value as text) laid over it; `period` is one of these.

    Everything wrong with it is raised at once, as `Refused`, or `PluginFailed` where a plugin's class is at fault.
    """
    content = file_content(path)
    document, unknown = with_settings(read_toml(content, str(path)), settings or {})
    table, found = _structured(document.table, _PipelineTable, _PIPELINE_STAND_INS, document_converter(registry))
    if table is not None:
        found += check_pipeline(table.sources, table.stages, document.table)
    if "period" not in document.table:
        found.append(Finding(messages.NO_PERIOD.at(), ("period",), "key"))
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


def file_content(path: Path, place: Place | None = None) -> bytes:
    """The bytes of a document's file. A missing file, or a folder in its place, is `Refused` with its name."""
    where = place or Place(str(path))
    try:
        if path.is_dir():
            raise Refused(messages.FOLDER_FOR_FILE.at(where, path=path))
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused(messages.NO_FILE.at(where, path=path)) from None
    except OSError as error:
        raise Refused(messages.UNREADABLE.at(where, reason=error.strerror or error)) from None


def _format_findings(table: RawTable) -> Iterable[Finding]:
    """What keeps a document from being read as a scheme of this format."""
    if overlay := [key for key in ("extends", "drop") if key in table]:
        yield Finding(messages.NO_OVERLAY.at(), (overlay[0],), "key")
    if "format" in table and (table["format"] != FORMAT or isinstance(table["format"], bool)):
        yield Finding(messages.UNKNOWN_FORMAT.at(found=table["format"], known=FORMAT), ("format",))


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
