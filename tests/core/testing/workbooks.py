"""Small workbooks as xlsxwriter writes them; every formula is stored with the wrong value 777."""

from collections.abc import Mapping
from io import BytesIO

import pytest
import xlsxwriter

WRONG = 777

ENGINES = ["ironcalc", pytest.param("libreoffice", marks=pytest.mark.libreoffice)]


def workbook(**sheets: Mapping[str, object]) -> bytes:
    """Sheets of cell → value; a text that begins with ``=`` is a formula, one that begins with ``{=`` an array's."""
    written = BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        for name, cells in sheets.items():
            sheet = book.add_worksheet(name)
            for cell, value in cells.items():
                match value:
                    case str() if value.startswith("{="):
                        sheet.write_array_formula(f"{cell}:{cell}", value, None, WRONG)
                    case str() if value.startswith("="):
                        sheet.write_formula(cell, value, None, WRONG)
                    case str():
                        sheet.write_string(cell, value)
                    case bool():
                        sheet.write_boolean(cell, value)
                    case _:
                        sheet.write_number(cell, value)
    return written.getvalue()
