"""What plugin authors test against: contracts of plugins, and what a spreadsheet program computes in a workbook."""

from typing import TYPE_CHECKING, Any

from kpicore.testing.conversion import libreoffice
from kpicore.testing.failures import CheckedNothing, EngineMissing, RecalculationFailed
from kpicore.testing.reading import stored
from kpicore.testing.recalculation import Engine, recalculated, recalculated_all
from kpicore.testing.sheet import CellError, Difference, Sheet, Sheets, Value, differences, same
from kpicore.testing.writing import SPOILED, changed, with_spoiled_values, without_stored_values

if TYPE_CHECKING:
    from kpicore.testing.contracts import (
        CalculatorContract,
        ExporterContract,
        FormContract,
        GradeMapperContract,
        SchemeContract,
        SourceContract,
    )

__all__ = [
    "SPOILED",
    "CalculatorContract",
    "CellError",
    "CheckedNothing",
    "Difference",
    "Engine",
    "EngineMissing",
    "ExporterContract",
    "FormContract",
    "GradeMapperContract",
    "RecalculationFailed",
    "SchemeContract",
    "Sheet",
    "Sheets",
    "SourceContract",
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

_CONTRACTS = {name for name in __all__ if name.endswith("Contract")}
"""They need data frames: they are imported when they are asked for."""


def __getattr__(name: str) -> Any:
    if name not in _CONTRACTS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from kpicore.testing import contracts

    return getattr(contracts, name)
