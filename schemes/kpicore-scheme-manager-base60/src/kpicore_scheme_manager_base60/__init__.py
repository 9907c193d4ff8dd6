"""The managers' rating form as a scheme document: five rated items, 60 points, and points added or taken off."""

from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable

from kpicore import hookimpl


@hookimpl
def kpicore_schemes() -> Iterable[Traversable]:
    """The one document."""
    return [files(__name__) / "manager.toml"]
