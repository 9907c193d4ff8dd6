"""The rules of a customer service department as a scheme document."""

from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable

from kpicore import hookimpl

SCHEMES = ("staff",)


@hookimpl
def kpicore_schemes() -> Iterable[Traversable]:
    """The one document."""
    return [files(__name__) / f"{name}.toml" for name in SCHEMES]
