"""The management indicators of a customer service centre as a scheme document."""

from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable

from kpicore import hookimpl


@hookimpl
def kpicore_schemes() -> Iterable[Traversable]:
    """The one document."""
    return [files(__name__) / "manager.toml"]
