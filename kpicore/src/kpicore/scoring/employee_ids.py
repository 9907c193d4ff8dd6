"""Whose ids are whose: the ids of a system become employee ids by a file with a column of each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

import polars as pl
from attrs import evolve

from kpicore.errors import Place, Refused
from kpicore.messages import sources as messages
from kpicore.plugin import Registry
from kpicore.scheme import EmployeeIds, Source
from kpicore.scoring.coverage import some
from kpicore.scoring.keys import NO_IDS, empty_keys, foreign_texts, repeated_keys
from kpicore.scoring.source_frame import ROW, SourceFrame, missing_column, stripped

KINDS: Mapping[str, str] = {".csv": "csv", ".xlsx": "excel", ".xlsm": "excel"}
"""The kind of source that reads a file of that suffix."""

_OURS = "_employee"


def id_file(ids: EmployeeIds, registry: Registry, place: Place) -> Source:
    """The source that reads a file of ids; `Refused` at `place` where none is known for its suffix, or installed."""
    suffix = PurePath(ids.file).suffix
    kind = KINDS.get(suffix.lower())
    if kind is None:
        known = ", ".join(KINDS)
        raise Refused(messages.EMPLOYEES_SUFFIX.at(place, suffix=suffix or "?", known=known))
    if kind not in registry.sources:
        raise Refused(registry.unknown_kind("source", kind).at(place))
    return Source(registry.sources[kind].cls(path=ids.file))


def with_employee_ids(read: SourceFrame, ids: EmployeeIds, table: SourceFrame) -> SourceFrame:
    """The source with employee ids for its own, by the table that the file of `ids` holds.

    Rows whose id is not there are left out, with a warning. Empty and repeated ids of the table, and what can be none,
    are `Refused`.
    """
    if lacking := [heading for heading in (ids.from_, ids.to) if heading not in table.frame.columns]:
        raise Refused(*(missing_column(table, heading) for heading in lacking))
    pairs = table.frame.select(ROW, ids.from_, ids.to)
    pairs = pairs.with_columns(map(stripped, pairs.select(pl.exclude(ROW).cast(pl.String))))
    problems = []
    for heading in (ids.from_, ids.to):
        problems += [*empty_keys(table, pairs, heading), *foreign_texts(table, pairs, heading, NO_IDS)]
    problems += repeated_keys(table, pairs, ids.from_)
    if problems:
        raise Refused(*problems)
    known = pairs.select(pl.col(ids.from_).alias("employee"), pl.col(ids.to).alias(_OURS))
    frame = read.frame.join(known, on="employee", how="left", maintain_order="left")
    is_unknown = pl.col(_OURS).is_null() & pl.col("employee").is_not_null()
    unknown = frame.filter(is_unknown)["employee"].unique(maintain_order=True).to_list()
    kept = frame.filter(~is_unknown).with_columns(pl.col(_OURS).alias("employee")).drop(_OURS)
    warnings = list(read.warnings)
    if unknown:
        said = {"source": read.name, "count": len(unknown), "file": table.file, "ids": some(unknown)}
        warnings.append(messages.UNKNOWN_IDS.at(read.here, **said))
    return evolve(read, frame=kept, unknown_ids=tuple(unknown), warnings=tuple(warnings))
