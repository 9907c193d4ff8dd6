"""The form ``.xlsx``."""

from __future__ import annotations

from typing import IO, ClassVar

from attrs import frozen

from kpicore import Form


@frozen
class ExcelForm:
    """Writes a workbook to fill in: one protected sheet with a row for each person, whose headings carry notes and
    whose cells offer what may stand there; a guide; for schemes that are rating forms, a page for each person to sign.

    A hidden sheet says scheme, version, period and columns, so that ``kind = "excel"`` reads it back with no options.
    The same form is the same bytes.
    """

    kind: ClassVar[str] = "excel"
    suffix: ClassVar[str] = ".xlsx"

    def write(self, form: Form, file: IO[bytes]) -> None:
        """Writes the whole workbook into `file`."""
        from kpicore_excel.forms.workbook import write_form

        write_form(form, file)
