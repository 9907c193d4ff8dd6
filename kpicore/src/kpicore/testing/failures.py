"""Why a workbook could not be recalculated."""

from kpicore.errors import Text


class RecalculationFailed(RuntimeError):
    """No values were computed; `says` tells in both languages why not."""

    def __init__(self, says: Text) -> None:
        super().__init__(says.en)
        self.says = says


class EngineMissing(RecalculationFailed):
    """The program or package that computes is not installed; `says` tells how to get it."""


class CheckedNothing(RecalculationFailed):
    """The engine gave stored values back instead of computing them, so a comparison with them proves nothing."""
