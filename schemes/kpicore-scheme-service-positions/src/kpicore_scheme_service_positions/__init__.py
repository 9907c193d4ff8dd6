"""Five positions of a customer service centre as scheme documents."""

from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable

from kpicore import hookimpl

POSITIONS = ("reception", "technical-support", "complaint-handling", "after-sales", "data-analysis")


@hookimpl
def kpicore_schemes() -> Iterable[Traversable]:
    """One document for each position."""
    return [files(__name__) / f"{name}.toml" for name in POSITIONS]
