"""DuckDB inside this process: SQL over files, or over a database file of its own, and nothing else within reach."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import polars as pl

from kpicore import SourceContext, Text
from kpicore_sql import messages
from kpicore_sql.address import Address
from kpicore_sql.databases.file_names import FileNames, file_names, matching
from kpicore_sql.deadline import Stop, in_time
from kpicore_sql.failed import Failed
from kpicore_sql.frame import BATCH, collected
from kpicore_sql.query import Query, Rendered, Value

_CONFIG: Mapping[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,  # else a name in a query could mean a variable of this program
    "errors_as_json": True,
}
_SYSTEM = ("pg_", "duckdb_", "sqlite_", "information_schema")
"""How names begin that DuckDB proposes and nobody means."""
_NOT_SHOWN = ("Original Line", "LINE ", "\t", " ", "Candidate functions")


def read(
    query: Query, values: Mapping[str, Value], address: Address, context: SourceContext, seconds: int
) -> pl.DataFrame:
    """The rows of the query. Files that it names are recorded; no others can be read, and nothing be written.

    Raises `Failed`, and `Refused` for a file that is not there.
    """
    with _connection(context, address) as duck, TemporaryDirectory(prefix="kpicore-") as spill:
        sent = query.rendered(_parameter)
        named = _named_files(duck, sent, query)
        files = {name.parameter: [each for text in name.names for each in matching(context, text)] for name in named}
        sent = query.rendered(_parameter, instead={(name.start, name.end): name.instead for name in named})
        wanted = dict.fromkeys(each for names in files.values() for each in names)
        lies = {name: str(context.record(name)) for name in wanted}
        _shut_off(duck, list(lies.values()), spill)
        bound = {**values, **{parameter: [lies[name] for name in names] for parameter, names in files.items()}}

        def work(stop: Stop) -> pl.DataFrame:
            stop.by = duck.interrupt
            try:
                cursor = duck.execute(sent.text, bound) if bound else duck.execute(sent.text)
                return collected(_columns(cursor), _batches(cursor))
            except duckdb.Error as error:
                raise _failed(error, sent, {place: name for name, place in lies.items()}) from None
            finally:
                duck.close()

        return in_time(work, seconds, seconds)


def _parameter(name: str) -> str:
    return f"${name}"


def _connection(context: SourceContext, address: Address) -> closing[duckdb.DuckDBPyConnection]:
    """DuckDB with the database file of that address, or with nothing in it."""
    database = str(context.record(address.path)) if address.path else ":memory:"
    try:
        return closing(duckdb.connect(database, read_only=bool(address.path), config={**_CONFIG}))
    except duckdb.Error:
        raise Failed(messages.NO_DATABASE, option=address.option, file=address.path, backend="DuckDB") from None


def _shut_off(duck: duckdb.DuckDBPyConnection, files: Sequence[str], spill: str) -> None:
    """Lets it read these files and spill into that folder, and do nothing else outside; nobody can change that then."""
    duck.execute("set temp_directory = $folder", {"folder": spill})
    duck.execute("set allowed_paths = $files", {"files": list(files)})
    duck.execute("set TimeZone = 'UTC'")  # the same result on every machine
    duck.execute("set enable_progress_bar = false")  # it would be drawn between what the command prints
    duck.execute("set enable_external_access = false")
    duck.execute("set lock_configuration = true")


def _named_files(duck: duckdb.DuckDBPyConnection, sent: Rendered, query: Query) -> list[FileNames]:
    """The files that the query names, their places counted in the query. One that does more than read is refused."""
    try:
        statements = duck.extract_statements(sent.text)
        if [each.type for each in statements] != [duckdb.StatementType.SELECT]:
            raise Failed(messages.NOT_A_QUERY, word=statements[0].type.name.lower() if statements else "")
        (tree,) = duck.execute("select json_serialize_sql($text::varchar)", {"text": sent.text}).fetchall()
    except duckdb.Error as error:
        raise _failed(error, sent, {}) from None
    return file_names(json.loads(tree[0]), sent, query.text)


def _columns(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    """The names of the columns. One of times with a zone is refused: which day they are depends on where one stands."""
    for name, kind, *_ in cursor.description or ():
        if str(kind) == "TIMESTAMP WITH TIME ZONE":
            raise Failed(messages.ZONED, column=name)
    return [column[0] for column in cursor.description or ()]


def _batches(cursor: duckdb.DuckDBPyConnection) -> Iterator[list[Any]]:
    while rows := cursor.fetchmany(BATCH):
        yield rows


def _told(error: BaseException) -> dict[str, str]:
    """What DuckDB says of an error, by its own names."""
    text = str(error)
    try:
        told: dict[str, str] = json.loads(text[text.index("{") :])
    except ValueError:
        return {"exception_message": text}
    return {"exception_message": text, **told}


def _failed(error: duckdb.Error, sent: Rendered, names: Mapping[str, str]) -> Failed:
    """What went wrong, `names` being what people call the files."""
    told = _told(error)
    said = _without_rows(told["exception_message"])
    for place, name in sorted(names.items(), key=lambda each: -len(each[0])):
        said = said.replace(place, name)
    at = None
    if told.get("position", "").isdecimal():
        at = sent.origin(len(sent.text.encode()[: int(told["position"])].decode(errors="ignore")))
    match told.get("exception_type"), told.get("error_subtype"):
        case "Parser" | "Syntax", _:
            return Failed(messages.SYNTAX, at, said=said)
        case "Catalog", "MISSING_ENTRY" if told.get("type") == "Table":
            return Failed(messages.NO_TABLE, at, name=told["name"], near=_near(told, messages.NAME_A_FILE))
        case "Binder", "COLUMN_NOT_FOUND":
            return Failed(messages.NO_COLUMN, at, said=told["name"], near=_near(told, messages.LOOK_AT_COLUMNS))
        case "Permission", _:
            file = said.partition('"')[2].rpartition('"')[0]
            return Failed(messages.FILE_NOT_NAMED, at, file=Path(file).name if Path(file).is_absolute() else file)
        case _ if "utf-8 encoded" in said or "support the encoding" in said:
            return Failed(messages.ENCODING, at, said=said)
        case _:
            return Failed(messages.FAILED, at, said=said)


def _near(told: Mapping[str, str], otherwise: Text) -> Text:
    names = [name for name in told.get("candidates", "").split(",") if name and not name.startswith(_SYSTEM)]
    if not names:
        return otherwise
    listed = ", ".join(names[:5])
    return Text(f"是否指 {listed}？", f"did you mean {listed}?")


def _without_rows(message: str) -> str:
    """The gist of a message: DuckDB shows whole lines of a file, in which callers may stand, and what it guessed."""
    lines = message.partition("\n\n")[0].splitlines()
    return " ".join(line.strip() for line in lines if not line.startswith(_NOT_SHOWN))
