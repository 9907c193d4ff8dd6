"""The files that a query for DuckDB names, found in DuckDB's own tree of it, so that they can be bound like values.

In a query ``from 'calls.csv'`` and ``read_csv('calls.csv', …)`` begin in the current folder of the process. Here each
name becomes a parameter, and its value the file beside the pipeline.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from kpicore import SourceContext
from kpicore_sql import messages
from kpicore_sql.failed import Failed
from kpicore_sql.query import Rendered, quoted_end

_READERS = {
    "csv": "read_csv",
    "tsv": "read_csv",
    "txt": "read_csv",
    "parquet": "read_parquet",
    "json": "read_json",
    "jsonl": "read_json",
    "ndjson": "read_json",
}
"""What reads a file, by how its name ends; compressed by gzip or Zstandard or not."""
_SNIFF = frozenset({"read_csv", "read_csv_auto", "read_json", "read_json_auto", "read_ndjson", "read_ndjson_auto"})
"""What guesses types from the first rows, so that it makes 91 of a 90.5 further down; from all rows it does not."""
_ALL_ROWS = ", sample_size = -1"
_TAKE_FILES = frozenset({"parquet_scan", "sniff_csv", "glob"})
"""Functions that take files, beside those that begin with ``read_`` and ``parquet_``."""


@frozen
class FileNames:
    """From `start` to `end` of a query stand the `names` of files; `instead` stands there when it is sent, and asks for
    a list of files as `parameter`."""

    start: int
    end: int
    names: Sequence[str]
    parameter: str
    instead: str


def matching(context: SourceContext, name: str) -> Sequence[str]:
    """The names of the files that a name with ``*`` and ``?`` stands for, in order, or of the file of that very name.

    Raises `Failed` where the name leads into a network, and `Refused` where there are none.
    """
    named = name.replace("{period}", context.period.text)
    if "://" in named:
        raise Failed(messages.NETWORK, file=named)
    return [named] if (context.folder / named).is_file() else context.paths(named)


def file_names(tree: Any, sent: Rendered, text: str) -> list[FileNames]:
    """The names of files in the query `text`, of which `sent` is what DuckDB has made the `tree` of."""
    found: list[FileNames] = []
    for node in _nodes(tree):
        parameter = f"kpicore_file_{len(found) + 1}"
        match node:
            case {"type": "BASE_TABLE", "table_name": str(name), "query_location": int(at)}:
                start = _place(sent, at)
                end = quoted_end(text, start) if start is not None else None
                if start is not None and end is not None and end > start and (reader := _reader(name)):
                    sniffs = _ALL_ROWS if reader in _SNIFF else ""
                    called = "" if node.get("alias") else f' as "{_stem(name)}"'
                    found.append(FileNames(start, end, [name], parameter, f"{reader}(${parameter}{sniffs}){called}"))
            case {"type": "TABLE_FUNCTION", "function": {"function_name": str(name), "arguments": [first, *others]}}:
                if not (name.startswith(("read_", "parquet_")) or name in _TAKE_FILES):
                    continue
                spot = _texts(first["expression"], sent)
                if spot is not None:
                    given = {_option(each) for each in others}
                    sniffs = _ALL_ROWS if name in _SNIFF and "sample_size" not in given else ""
                    start, end, names = spot
                    found.append(FileNames(start, end, names, parameter, f"${parameter}{sniffs}"))
    return found


def _nodes(tree: Any) -> Iterator[Mapping[str, Any]]:
    match tree:
        case dict():
            yield tree
            for each in tree.values():
                yield from _nodes(each)
        case list():
            for each in tree:
                yield from _nodes(each)


def _place(sent: Rendered, at: int) -> int | None:
    """The character of the query at a place of the tree, which counts in bytes of what was sent."""
    content = sent.text.encode()
    return sent.origin(len(content[:at].decode(errors="ignore"))) if at < len(content) else None


def _texts(node: Mapping[str, Any], sent: Rendered) -> tuple[int, int, list[str]] | None:
    """Where a text stands, or a list of nothing but texts, and these; None for anything else."""
    match node:
        case {"type": "VALUE_CONSTANT", "literal": {"kind": "STRING", "text": str(text)}}:
            names = [text]
        case {"function_name": "list_value", "arguments": [*items]}:
            each = [_texts(item["expression"], sent) for item in items]
            if not each or None in each:
                return None
            names = [name for item in each if item for name in item[2]]
        case _:
            return None
    start = _place(sent, node["query_location"])
    end = _place(sent, node["query_location"] + node["query_location_length"] - 1)
    return (start, end + 1, names) if start is not None and end is not None else None


def _option(argument: Mapping[str, Any]) -> str:
    """The name of an argument that is given by name."""
    match argument:
        case {"name": str(name)} if name:
            return name.lower()
        case {"expression": {"type": "COMPARE_EQUAL", "left": {"column_names": [str(name)]}}}:
            return name.lower()
        case _:
            return ""


def _reader(name: str) -> str | None:
    ending = name.lower().removesuffix(".gz").removesuffix(".zst").rpartition(".")[2]
    return _READERS.get(ending)


def _stem(name: str) -> str:
    """What DuckDB calls a table that is a file, between double quotes."""
    return name.replace("\\", "/").rpartition("/")[2].partition(".")[0].replace('"', '""')
