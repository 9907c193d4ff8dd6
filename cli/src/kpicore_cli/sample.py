"""The sample that a scheme comes with: a pipeline and its input, to run at once and to fill in with one's own."""

from __future__ import annotations

from collections.abc import Mapping

from kpicore.document import SchemeDocument
from kpicore.document.sample import sample_beside
from kpicore.plugin import Registry
from kpicore_cli.copies import resource_of


def sample_of(document: SchemeDocument, registry: Registry) -> Mapping[str, bytes]:
    """The files of ``sample/STEM/`` beside the scheme's document ``STEM.toml``, by their path in there; empty where
    there is no such folder with a pipeline."""
    return sample_beside(resource_of(document, registry))
