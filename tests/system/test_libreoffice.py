"""What only a real LibreOffice shows: that it keeps stored values unless told not to, and that calls keep apart."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kpicore.testing import SPOILED, CheckedNothing, RecalculationFailed, recalculated, recalculated_all, stored
from kpicore.testing.canary import canary, check_canary
from kpicore.testing.conversion import RECALCULATING, converted
from kpicore.testing.writing import with_spoiled_values
from tests.core.testing.workbooks import WRONG, workbook

pytestmark = pytest.mark.libreoffice

SUMS = workbook(sums={"A1": 1, "B1": "=A1*2", "C1": '="a"&A1'})

AS_INSTALLED = RECALCULATING[: RECALCULATING.index("<item")] + "</oor:items>"
"""A profile without any setting."""


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """The canary and a workbook, one as xlsxwriter wrote it and one spoiled."""
    contents = {"canary": canary(), "sums": SUMS, "spoiled": with_spoiled_values(SUMS)}
    for name, content in contents.items():
        (tmp_path / f"{name}.xlsx").write_bytes(content)
    return [tmp_path / f"{name}.xlsx" for name in contents]


def test_without_the_setting_stored_values_come_back_and_the_canary_trips(files: list[Path], tmp_path: Path) -> None:
    bird, sums, spoiled = map(stored, converted(files, tmp_path / "out", "xlsx", profile=AS_INSTALLED))
    assert sums["sums"].rows() == [(1.0, WRONG, WRONG)]
    assert spoiled["sums"].rows() == [(1.0, SPOILED, SPOILED)]
    with pytest.raises(CheckedNothing, match=r"canary!A1 should be 2\.0 and came out as 999\.0"):
        check_canary(bird)


def test_with_the_setting_everything_is_computed(files: list[Path], tmp_path: Path) -> None:
    bird, *others = map(stored, converted(files, tmp_path / "out", "xlsx"))
    check_canary(bird)
    assert [each["sums"].rows() for each in others] == [[(1.0, 2.0, "a1")]] * 2


def test_calls_at_the_same_time_do_not_disturb_each_other() -> None:
    def doubled(number: int) -> object:
        return recalculated(SUMS, changes={("sums", "A1"): number})["sums"]["B1"]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(doubled, range(4))) == [0.0, 2.0, 4.0, 6.0]


def test_a_file_that_is_no_workbook_is_an_error_and_not_an_empty_result() -> None:
    with pytest.raises(RecalculationFailed, match=r"LibreOffice did not write 1\.xlsx"):
        recalculated_all([SUMS, b"PK no workbook"])
