"""The assessment policy of the 10086 hotline as scheme documents: operators, shift leaders, business guides."""

from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable

from kpicore import hookimpl

POSITIONS = ("operator", "shift-leader", "business-guide")


@hookimpl
def kpicore_schemes() -> Iterable[Traversable]:
    """One document for each position."""
    return [files(__name__) / f"{position}.toml" for position in POSITIONS]
