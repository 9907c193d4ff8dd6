"""What plugin authors test against: the values that a spreadsheet program computes in a workbook."""

from kpicore.testing.conversion import libreoffice
from kpicore.testing.failures import CheckedNothing, EngineMissing, RecalculationFailed
from kpicore.testing.reading import stored
from kpicore.testing.recalculation import Engine, recalculated, recalculated_all
from kpicore.testing.sheet import CellError, Difference, Sheet, Sheets, Value, differences, same
from kpicore.testing.writing import SPOILED, changed, with_spoiled_values, without_stored_values

__all__ = [
    "SPOILED",
    "CellError",
    "CheckedNothing",
    "Difference",
    "Engine",
    "EngineMissing",
    "RecalculationFailed",
    "Sheet",
    "Sheets",
    "Value",
    "changed",
    "differences",
    "libreoffice",
    "recalculated",
    "recalculated_all",
    "same",
    "stored",
    "with_spoiled_values",
    "without_stored_values",
]
