"""The scanner's positions against documents written by hand, and against tomllib on generated ones."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from kpicore.document.layout import toml_text
from kpicore.document.positions import KeyPath, Positions, parse_path, scan, show_path


def spots(text: str) -> dict[str, tuple[int, int, int, int]]:
    """Each key path with line and column of its key and of its value."""
    tomllib.loads(text)
    positions = scan(text, "x.toml")
    found = {}
    for path in positions.spots:
        key, value = positions.at_key(path), positions.at_value(path)
        assert key.line
        assert key.column
        assert value.line
        assert value.column
        found[show_path(path)] = (key.line, key.column, value.line, value.column)
    return found


CASES = [
    ("a bare key", "points = 10", {"points": (1, 1, 1, 10)}),
    ("no spaces", "a=1", {"a": (1, 1, 1, 3)}),
    ("indented", "  a =\t1", {"a": (1, 3, 1, 7)}),
    ("a quoted key", '"工 号" = 1', {'"工 号"': (1, 1, 1, 9)}),
    ("a literal key", "'a.b' = 1", {'"a.b"': (1, 1, 1, 9)}),
    ("an escaped key", '"\\u5de5\\"" = 1', {'"工\\""': (1, 1, 1, 14)}),
    ("an empty key", '"" = 1', {'""': (1, 1, 1, 6)}),
    ("a dotted key", "a.b . c = 1", {"a": (1, 1, 1, 1), "a.b": (1, 3, 1, 3), "a.b.c": (1, 7, 1, 11)}),
    ("a table", "[a]\nb = 1", {"a": (1, 2, 1, 1), "a.b": (2, 1, 2, 5)}),
    (
        "a table below another, which comes later",
        "[a.b]\nc = 1\n[a]\nd = 2",
        {"a": (3, 2, 3, 1), "a.b": (1, 4, 1, 1), "a.b.c": (2, 1, 2, 5), "a.d": (4, 1, 4, 5)},
    ),
    ("a header with spaces and a comment", " [ a . 'b' ] # c", {"a": (1, 2, 1, 2), "a.b": (1, 8, 1, 2)}),
    (
        "arrays of tables",
        "[[e]]\nx = 1\n[[e]]\n[e.given]\ny = 2",
        {
            "e": (1, 3, 1, 1),
            "e[0]": (1, 1, 1, 1),
            "e[0].x": (2, 1, 2, 5),
            "e[1]": (3, 1, 3, 1),
            "e[1].given": (4, 4, 4, 1),
            "e[1].given.y": (5, 1, 5, 5),
        },
    ),
    (
        "arrays of tables in arrays of tables",
        "[[a]]\n[[a.b]]\n[[a.b]]\n[[a]]\n[[a.b]]\nc=1",
        {
            "a": (1, 3, 1, 1),
            "a[0]": (1, 1, 1, 1),
            "a[0].b": (2, 5, 2, 1),
            "a[0].b[0]": (2, 1, 2, 1),
            "a[0].b[1]": (3, 1, 3, 1),
            "a[1]": (4, 1, 4, 1),
            "a[1].b": (5, 5, 5, 1),
            "a[1].b[0]": (5, 1, 5, 1),
            "a[1].b[0].c": (6, 1, 6, 3),
        },
    ),
    (
        "inline tables, nested",
        "t = { zh = '好', en.x = { y = 1 } }",
        {
            "t": (1, 1, 1, 5),
            "t.zh": (1, 7, 1, 12),
            "t.en": (1, 17, 1, 17),
            "t.en.x": (1, 20, 1, 24),
            "t.en.x.y": (1, 26, 1, 30),
        },
    ),
    ("an empty inline table and list", "t = { }\nl = [ ]", {"t": (1, 1, 1, 5), "l": (2, 1, 2, 5)}),
    (
        "a list over several lines, with comments that look like values",
        "l = [ # ], 1\n  1,\n  # 2, ]\n  [2, 3] , # x\n]\nm = 4",
        {
            "l": (1, 1, 1, 5),
            "l[0]": (2, 3, 2, 3),
            "l[1]": (4, 3, 4, 3),
            "l[1][0]": (4, 4, 4, 4),
            "l[1][1]": (4, 7, 4, 7),
            "m": (6, 1, 6, 5),
        },
    ),
    (
        "strings with everything in them",
        "a = \"]} , # \\\" ='\"\nb = ']} , # \\'\nc = 1",
        {"a": (1, 1, 1, 5), "b": (2, 1, 2, 5), "c": (3, 1, 3, 5)},
    ),
    (
        "a multi-line string that looks like a document",
        'a = """\n[b]\nc = 1 \\""" "" \n"""\nd = 1',
        {"a": (1, 1, 1, 5), "d": (5, 1, 5, 5)},
    ),
    (
        "a multi-line literal that ends in quotes",
        "a = '''\\\n[b]'''''\nd = [\"\"\"x\"\"\"\"\", 1]",
        {"a": (1, 1, 1, 5), "d": (3, 1, 3, 5), "d[0]": (3, 6, 3, 6), "d[1]": (3, 17, 3, 17)},
    ),
    (
        "dates, one of them with a space",
        "a = 2024-01-01 10:00:00 # x\nb = [2024-01-01 10:00:00, 2024-01-02]",
        {"a": (1, 1, 1, 5), "b": (2, 1, 2, 5), "b[0]": (2, 6, 2, 6), "b[1]": (2, 27, 2, 27)},
    ),
    ("columns count characters", '"话务员" = { "量" = 1 }', {"话务员": (1, 1, 1, 9), "话务员.量": (1, 11, 1, 17)}),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_every_key_and_value_has_its_line_and_column(text: str, expected: dict[str, Any]) -> None:
    assert spots(text) == expected


PLACES = scan("a = 1\n\n[b.c]\nd = { e = 2 }\n", "x.toml")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("b.c.missing", "x.toml:3:1"),
        ("b.c.missing.deeper", "x.toml:3:1"),
        ("b.c.d.missing", "x.toml:4:5"),
        ("missing", "x.toml:1:1"),
        ("", "x.toml:1:1"),
    ],
)
def test_a_missing_key_sits_at_its_tables_header(path: str, expected: str) -> None:
    place = PLACES.at_key(path)
    assert (str(place), place.key) == (expected, path)


def test_an_item_of_a_list_may_be_written_as_a_key() -> None:
    positions = scan("table = [{ points = 1 }, { points = 2 }]\n[a]\n1 = 2", "x.toml")
    for path in ("table[1].points", "table.1.points"):
        place = positions.at_value(path)
        assert (str(place), place.key) == ("x.toml:1:37", "table[1].points")
    assert str(positions.at_value("a.1")) == "x.toml:3:5"


def test_what_the_command_line_set_sits_there() -> None:
    positions = Positions("x.toml", PLACES.spots, PLACES.line_starts, {("b", "c"): "--set"})
    assert str(positions.at_value("b.c.d")) == "--set"
    assert str(positions.at_value("a")) == "x.toml:1:5"


@given(st.lists(st.one_of(st.text(max_size=5), st.integers(0, 99)), max_size=5))
def test_a_shown_path_is_parsed_back(steps: list[str | int]) -> None:
    assert parse_path(show_path(tuple(steps))) == tuple(steps)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
KEYS = st.one_of(st.from_regex(r"[a-z0-9_-]{1,6}", fullmatch=True), TEXTS)
SCALARS = st.one_of(st.integers(-(10**6), 10**6), st.booleans(), TEXTS, st.dates(), st.datetimes(), st.decimals(-9, 9))
VALUES = st.recursive(
    SCALARS,
    lambda below: st.one_of(st.lists(below, max_size=4), st.dictionaries(KEYS, below, max_size=4)),
    max_leaves=20,
)


def leaves(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    if path:
        yield path, value
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in below:
        yield from leaves(inner, (*path, key))


def dumped(document: dict[str, Any]) -> str:
    return tomli_w.dumps(document)


def dumped_with_multiline_strings(document: dict[str, Any]) -> str:
    return tomli_w.dumps(document, multiline_strings=True).replace("\r\n", "\n")


@given(st.dictionaries(KEYS, VALUES, max_size=5), st.sampled_from([dumped, dumped_with_multiline_strings, toml_text]))
def test_the_scanner_finds_every_path_that_tomllib_reads_and_no_other(
    document: dict[str, Any], write: Callable[[dict[str, Any]], str]
) -> None:
    text = write(document)
    read = dict(leaves(tomllib.loads(text, parse_float=Decimal)))
    positions = scan(text, "x.toml")
    assert set(positions.spots) == set(read)
    for path, value in read.items():
        rest = text[positions.spots[path].value :]
        if isinstance(value, list):
            assert rest.startswith("[")
        elif isinstance(value, dict):
            assert rest.startswith(("{", "["))
        elif isinstance(value, str):
            assert rest.startswith('"')
        else:
            token = re.split(r" *[,}\]\n]", rest, maxsplit=1)[0]
            assert tomllib.loads(f"v = {token}", parse_float=Decimal)["v"] == value
