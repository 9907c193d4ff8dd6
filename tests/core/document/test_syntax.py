"""Bytes to raw values: encodings, and what is refused before it can cost anything."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kpicore.document.syntax import MOST_BYTES, read_toml
from kpicore.errors import Problem, Refused


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as raised:
        read_toml(content, "x.toml")
    return "\n".join(problem.line("en") for problem in raised.value.problems)


@pytest.mark.parametrize("content", ["a = 1\nb = '好'", "\ufeffa = 1\nb = '好'", "a = 1\r\nb = '好'\r\n"])
def test_a_byte_order_mark_and_windows_line_ends_make_no_difference(content: str) -> None:
    document = read_toml(content.encode(), "x.toml")
    assert document.table == {"a": 1, "b": "好"}
    assert str(document.positions.at_value("b")) == "x.toml:2:5"


def test_numbers_are_read_as_decimals() -> None:
    table = read_toml(b"a = 0.1\nb = 1e2\nc = 1_000.50", "x.toml").table
    assert table == {"a": Decimal("0.1"), "b": Decimal(100), "c": Decimal("1000.5")}
    assert all(isinstance(value, Decimal) for value in table.values())


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"a = 1\nb = '\xba\xc3'", "2:6"),
        ("a = '好' # ".encode() + b"\xff", "1:11"),
        ("a = 1".encode("utf-16"), "1:1"),
        (b"\xef\xbb\xbfa\xff", "1:2"),
    ],
)
def test_another_encoding_is_refused_at_its_first_character(content: bytes, place: str) -> None:
    said = f"x.toml:{place}: error not-utf8: the document is not in UTF-8 (save it as UTF-8 in your editor)"
    assert refusal(content) == said


BEYOND_REASON = [
    ("lists in lists", b"a = " + b"[" * 40_000, "x.toml:1:36: error too-deep"),
    ("tables in tables", b"a = " + b"{a=" * 40_000, "x.toml:1:98: error too-deep"),
    ("a key of many parts", b".".join([b"a"] * 50_000) + b" = 1", "x.toml:1:64: error too-deep"),
    ("a header of many parts", b"\n[" + b" . ".join([b"a"] * 50_000) + b"]", "x.toml:2:128: error too-deep"),
    ("a quoted key of many parts", b".".join([b'"."'] * 50_000) + b" = 1", "x.toml:1:128: error too-deep"),
    ("a long key", b"\n " + b"k" * 201 + b" = 1", "x.toml:2:2: error too-long"),
    ("a long number", b"a = -" + b"9" * 5_000, "x.toml:1:5: error too-long"),
    ("a large document", b"#" * (MOST_BYTES + 1), "x.toml: error document-too-large"),
    ("a huge exponent", b"a = 1e99999999999999999999", "x.toml:1:5: error number-beyond-reason"),
    ("infinity in a list", b"a = [1.0, {b = -inf}]", "x.toml:1:16: error not-finite"),
]


@pytest.mark.parametrize(
    ("content", "said"), [case[1:] for case in BEYOND_REASON], ids=[case[0] for case in BEYOND_REASON]
)
def test_what_is_beyond_reason_is_refused_with_its_place(content: bytes, said: str) -> None:
    assert refusal(content).startswith(said)


def test_brackets_and_dots_in_texts_and_comments_do_not_count() -> None:
    many = "[{." * 1_000 + "x" * 1_000
    text = f"""a = "{many}\\"" # {many}\nb = '{many}'\nc = \"\"\"\n{many}\\\"\"\" "\"\"\"\nd = '''{many}\n''{many}'''"""
    assert read_toml(text.encode(), "x.toml").table.keys() == {"a", "b", "c", "d"}


CHARACTERS = "[]{}=,.#'\"\\\n \t_-+"
WORDS = ["'''", "[[", "]]", "a", "b.c", "工", "1", "0x1f", "1.5", "1e9", "nan", "inf", "true", "\\u12"]
DATES = ["2024-01-01", "2024-13-01", "10:00:00"]
LINES = ["\r\n", "a = 1\n", "[a]\n", "[[a]]\n", "a = {b = 1}\n", "\x00", '"""']
PIECES = st.sampled_from([*CHARACTERS, *WORDS, *DATES, *LINES])


@given(st.one_of(st.binary(max_size=60), st.lists(PIECES, max_size=25).map(lambda pieces: "".join(pieces).encode())))
@example(b"a = 2024-02-30")
@example(b"a = '\x00'")
@example(b"a = 9999999999999999999999999999999999")
def test_anything_is_either_read_as_tomllib_reads_it_or_refused_with_its_place(content: bytes) -> None:
    refused: Sequence[Problem] = ()
    table = None
    try:
        table = read_toml(content, "x.toml").table
    except Refused as error:
        refused = error.problems
    assert all(problem.place.line for problem in refused)
    assert refused or table == tomllib.loads(content.removeprefix(b"\xef\xbb\xbf").decode(), parse_float=Decimal)
