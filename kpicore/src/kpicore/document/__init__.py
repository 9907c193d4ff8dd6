"""Documents: schemes and pipelines from TOML to values and back, every mistake with its place."""

from kpicore.document.finder import FORMAT, Layer
from kpicore.document.positions import KeyPath, Positions, parse_path, show_path
from kpicore.document.reader import PipelineDocument, SchemeDocument, find_scheme, read_pipeline, read_scheme
from kpicore.document.writer import write_pipeline, write_scheme

__all__ = [
    "FORMAT",
    "KeyPath",
    "Layer",
    "PipelineDocument",
    "Positions",
    "SchemeDocument",
    "find_scheme",
    "parse_path",
    "read_pipeline",
    "read_scheme",
    "show_path",
    "write_pipeline",
    "write_scheme",
]
