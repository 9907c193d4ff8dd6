"""What stands in the cells of spreadsheets and is no value: errors of formulas, formulas without a result, dates.

Patterns are for whole texts without white space around, the same in Python and polars.
"""

from __future__ import annotations

ERROR_VALUE = (
    r"(?i)^#(N/A|DIV/0!|VALUE!|REF!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|EXTERNAL!|BUSY!|UNKNOWN!"
    r"|PYTHON!|GETTING_DATA)$"
)
FORMULA = r"^\{?="
DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}.*)?$"
TIME = r"^[+-]?[0-9]+:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?$"

_MOST_SHOWN = 60


def quoted(text: str) -> str:
    """The text as messages show it: whole, unless it is very long."""
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
