"""Answers as JSON, with every number as the decimals it was written in."""

from __future__ import annotations

import codecs
import json
from decimal import Decimal
from typing import Any

LONGEST_NUMBER = 400
"""Digits on either side of the point, and no more: a number of a thousand million digits is an attack."""


def read_json(content: bytes) -> Any:
    """The value that the content holds; a ValueError where it is no JSON."""
    try:
        return json.loads(content, parse_float=_decimal, parse_constant=_no_number)
    except RecursionError:
        raise ValueError("too deep") from None


def one_line(content: bytes) -> bytes:
    """JSON on a single line, in UTF-8, its texts and numbers untouched: line breaks in it are only between values."""
    encoding = json.detect_encoding(content)
    if encoding != "utf-8":
        content = content.decode(encoding).encode("utf-8")
    return content.removeprefix(codecs.BOM_UTF8).replace(b"\r", b" ").replace(b"\n", b" ").strip()


def _decimal(text: str) -> Decimal:
    number = Decimal(text)
    if not number.is_finite() or abs(number.adjusted()) > LONGEST_NUMBER or len(text) > LONGEST_NUMBER:
        raise ValueError("number")
    return number


def _no_number(text: str) -> Any:
    raise ValueError(text)
