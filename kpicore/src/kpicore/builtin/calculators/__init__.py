"""The built-in calculators: from a metric, or several, to points."""

from kpicore.builtin.calculators.bands import Linear, Proportional, Relative, StatedBand
from kpicore.builtin.calculators.events import Deduct, Entered, PerEvent
from kpicore.builtin.calculators.figures import between, number
from kpicore.builtin.calculators.means import Mean
from kpicore.builtin.calculators.tables import Rating, StepRow, StepTable

__all__ = [
    "Deduct",
    "Entered",
    "Linear",
    "Mean",
    "PerEvent",
    "Proportional",
    "Rating",
    "Relative",
    "StatedBand",
    "StepRow",
    "StepTable",
    "between",
    "number",
]
