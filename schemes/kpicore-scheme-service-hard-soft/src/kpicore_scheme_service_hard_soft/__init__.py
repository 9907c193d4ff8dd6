"""Hard and soft indicators of generic customer service as scheme documents: specialists, supervisors."""

from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable

from kpicore import hookimpl

POSITIONS = ("specialist", "supervisor")


@hookimpl
def kpicore_schemes() -> Iterable[Traversable]:
    """One document for each position."""
    return [files(__name__) / f"{position}.toml" for position in POSITIONS]
