"""Three general standards for customer service staff as scheme documents."""

from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable

from kpicore import hookimpl

STANDARDS = ("staff", "four-dimension", "csat-core")


@hookimpl
def kpicore_schemes() -> Iterable[Traversable]:
    """One document for each standard."""
    return [files(__name__) / f"{name}.toml" for name in STANDARDS]
