"""Which document of an overlay says a figure: the department's own, or the one that it is laid over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kpicore.document import KeyPath, Layer, SchemeDocument
from kpicore.errors import Lang
from kpicore_cli import messages
from kpicore_cli.provenance import figure

_HEAD = frozenset({"id", "examples"})
"""What is always a document's own."""


def is_overlay(document: SchemeDocument) -> bool:
    """Whether the scheme is laid over another."""
    return len(document.layers) > 1


def layers_by_figure(document: SchemeDocument) -> Mapping[KeyPath, Layer]:
    """The document that says each figure, by the figure's key path; texts count once, lists whole."""
    paths = [path for path in _figures(document.table, ()) if path[0] not in _HEAD]
    return {path: document.layer_of(path) for path in paths}


def whence(document: SchemeDocument, path: KeyPath, lang: Lang) -> str:
    """Which document says the figures below a path: one, or which figures each of them says."""
    said = {full[len(path) :]: layer for full, layer in layers_by_figure(document).items() if full[: len(path)] == path}
    found = [layer for layer in document.layers if layer in said.values()]
    *changing, last = found
    if not changing:
        own = last is document.layers[0]
        return messages.OWN.in_(lang) if own else messages.AS_IN.in_(lang, scheme=last.id)
    parts = [
        messages.FIGURES_OF.in_(lang, by=_name(layer, document, lang), figures=_listed(said, layer, lang))
        for layer in changing
    ]
    return ("；" if lang == "zh" else "; ").join([*parts, messages.REST_AS_IN.in_(lang, scheme=last.id)])


def is_changed(document: SchemeDocument, path: KeyPath) -> bool:
    """Whether any figure below the path is not that of the scheme underneath all."""
    below = document.layers[-1]
    return any(full[: len(path)] == path and layer != below for full, layer in layers_by_figure(document).items())


def _name(layer: Layer, document: SchemeDocument, lang: Lang) -> str:
    return messages.OWN.in_(lang) if layer is document.layers[0] else layer.id


def _listed(said: Mapping[KeyPath, Layer], layer: Layer, lang: Lang) -> str:
    """The figures of one document in words; a table that it says all of, as one."""
    shown: list[str] = []
    for path, by in said.items():
        if by is layer:
            whole = all(other is layer for each, other in said.items() if each[0] == path[0])
            shown.append(figure(str(path[0]) if whole else ".".join(map(str, path)), lang))
    return ("、" if lang == "zh" else ", ").join(dict.fromkeys(shown))


def _figures(value: Any, path: KeyPath) -> Iterator[KeyPath]:
    if isinstance(value, dict) and value and not value.keys() <= {"zh", "en"}:
        for key, below in value.items():
            yield from _figures(below, (*path, key))
    else:
        yield path


def as_data(document: SchemeDocument) -> Sequence[dict[str, Any]]:
    """The documents for programs: the scheme's own first, then what it extends."""
    from attrs import asdict

    return [
        {
            "id": layer.id,
            "version": layer.version,
            "sha256": layer.sha256,
            "origin": asdict(layer.origin) if layer.origin else None,
        }
        for layer in document.layers
    ]
