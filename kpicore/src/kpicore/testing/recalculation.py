"""What a spreadsheet program makes of a workbook: every formula computed anew, whatever values are stored with them.

A test writes a workbook, has it recalculated, and compares with what it expects::

    sheets = recalculated(workbook, "ironcalc", changes={("parameters", "D5"): 0.98})
    assert sheets["operators"]["F3"] == 9.5
    assert not differences(sheets, stored(workbook))

Two engines that share no code with each other:

``libreoffice``
    The program, if installed; about 1.5 s for its start, then 1,000 rows of 25 formulas in 1 s and 10,000 in 10 s. It
    gives numbers with 15 significant digits and writes ``#NUM!`` as ``#VALUE!``. Each call has it compute a canary
    too: a workbook with wrong stored values, which must come out right.

``ironcalc``
    The package of that name, in this process: 1,000 rows of 25 formulas in 0.5 s, 10,000 in 5.5 s. It loads what
    xlsxwriter writes (charts, notes, validations, conditional formats, names, protection) and leaves out what it does
    not know. Of the portable functions version 0.9.1 computes these wrongly or not at all, mostly without an error:

    ===================================================  =========================================================
    formula                                              what it gives, and what to write
    ===================================================  =========================================================
    ``{=MEDIAN(IF(test,range))}``                        FALSE counts as 0: ``IF(test,range,"")``
    ``ISNUMBER(range)`` in arrays and SUMPRODUCT         0: ``range<>""``
    ``{=COUNT(IF(…))}``                                  0: COUNTIFS
    COUNTIFS, SUMIFS with a range or {…} as criterion    0: one criterion at a time
    ``LOOKUP(2,1/(test),range)``                         a wrong row: ``{=INDEX(range,MATCH(1,(test)*(test),0))}``
    EXACT, ABS of a range in SUMPRODUCT                  ``#VALUE!``: an array formula
    ROUND of a range                                     ``#VALUE!``: a column of its own
    ``INDEX(…):INDEX(…)``                                ``#VALUE!``
    AGGREGATE                                            ``#NAME?``
    ``LARGE(range,{1,2})``                               ``#N/IMPL!``
    ===================================================  =========================================================

    SUMPRODUCT over thousands of rows in thousands of rows is slow in it (3,000: 13 s; COUNTIFS: 0.7 s).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, assert_never

from kpicore.messages import testing as messages
from kpicore.testing.canary import canary, check_canary
from kpicore.testing.conversion import converted
from kpicore.testing.failures import EngineMissing
from kpicore.testing.reading import stored
from kpicore.testing.sheet import CellError, Sheets, Value, gathered
from kpicore.testing.writing import changed

Engine = Literal["libreoffice", "ironcalc"]


def recalculated(
    workbook: Path | bytes, engine: Engine = "libreoffice", *, changes: Mapping[tuple[str, str], Value] | None = None
) -> Sheets:
    """The values of all sheets of an xlsx file, computed by `engine` after `changes` were made in a copy of it.

    `changes` has values by sheet and cell, as for `changed`. Raises EngineMissing, CheckedNothing, RecalculationFailed.
    """
    return recalculated_all([changed(workbook, changes) if changes else workbook], engine)[0]


def recalculated_all(
    workbooks: Sequence[Path | bytes], engine: Engine = "libreoffice", *, seconds: float = 180
) -> list[Sheets]:
    """Each of several workbooks `recalculated`, with one start of the program; LibreOffice has `seconds` for all."""
    with TemporaryDirectory(prefix="kpicore-", ignore_cleanup_errors=True) as scratch:
        files = [_in_file(workbook, Path(scratch) / f"{at}.xlsx") for at, workbook in enumerate(workbooks)]
        match engine:
            case "ironcalc":
                return [_by_ironcalc(file) for file in files]
            case "libreoffice":
                return _by_libreoffice(files, Path(scratch) / "written", seconds)
            case _:
                assert_never(engine)


def _in_file(workbook: Path | bytes, file: Path) -> Path:
    file.write_bytes(workbook if isinstance(workbook, bytes) else workbook.read_bytes())
    return file


def _by_libreoffice(files: Sequence[Path], folder: Path, seconds: float) -> list[Sheets]:
    bird = _in_file(canary(), folder.with_name("canary.xlsx"))
    *written, came_out = converted([*files, bird], folder, "xlsx", seconds=seconds)
    check_canary(stored(came_out))
    return [stored(file) for file in written]


def _by_ironcalc(file: Path) -> Sheets:
    try:
        import ironcalc
    except ImportError as absent:
        raise EngineMissing(messages.NO_IRONCALC) from absent
    model = ironcalc.load_from_xlsx(str(file))
    model.evaluate()

    def value(at: tuple[int, int, int]) -> Value:
        found = model.get_cell_value(*at)
        is_error = model.get_cell_type(*at) == ironcalc.CellType.ErrorValue
        return CellError(str(found)) if is_error else found

    names = [str(sheet["name"]) for sheet in model.get_worksheets_properties()]
    cells: dict[int, dict[tuple[int, int], Value]] = {sheet: {} for sheet in range(len(names))}
    for at in model.get_all_cells():
        sheet, row, column = at
        cells[sheet][row, column] = value(at)
    return {name: gathered(name, cells[sheet].items()) for sheet, name in enumerate(names)}
