"""Publishing a run: every export's files and the record appear together, or nothing changes."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from attrs import evolve

from kpicore.errors import InvalidOption, Place, PluginFailed, Problem, Refused
from kpicore.messages import publish as messages
from kpicore.plugin import Origin, attributed
from kpicore.scheme import Exporter, Results
from kpicore.scoring.record import RUN_RECORD, OutputRecord, RunRecord
from kpicore.scoring.replace import replace_together
from kpicore.scoring.staging import ExportFiles, Staging, failure

_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS}
"""Failures of the disk, which no exporter is to blame for."""


def check_output(folder: Path) -> None:
    """Refuses a folder that could not be made or written, without making it: to be asked before the work begins."""
    nearest = folder
    while not os.path.lexists(nearest) and nearest != nearest.parent:
        nearest = nearest.parent
    if not nearest.is_dir():
        raise Refused(failure(messages.OUTPUT_FOLDER, str(nearest), NotADirectoryError(errno.ENOTDIR, "")))
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise Refused(failure(messages.OUTPUT_FOLDER, str(folder), PermissionError(errno.EACCES, "")))


def publish(
    results: Results, exporters: Mapping[str, tuple[Exporter, Origin]], folder: Path, record: RunRecord
) -> tuple[Path, ...]:
    """Lets every exporter (by the name of its export, with its origin) write, and puts all files in their places below
    `folder`, which is the run's own: OUTPUT/PERIOD. The record is completed and becomes ``run.json``, the last of them.

    Returns the files written. Raises `Refused` where files cannot be written or replaced, `PluginFailed` where an
    exporter fails; then everything is as it was before.
    """
    check_output(folder)
    staging = Staging(folder, results.period.text)
    try:
        with staging.open("", RUN_RECORD, "x", encoding="utf-8", newline="") as file:
            _export(results, exporters, staging)
            mark, *files = staging.files.values()
            outputs = sorted((OutputRecord(staged.path, staging.finish(staged)) for staged in files), key=_path)
            finished = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
            file.write(evolve(record, outputs=tuple(outputs), finished=finished).to_json())
        staging.finish(mark)
        replace_together(files, mark)
    except OSError as error:
        raise Refused(failure(messages.CANNOT_WRITE, str(folder / RUN_RECORD), error)) from error
    finally:
        staging.discard()
    return tuple(folder / staged.path for staged in (*files, mark))


def _path(record: OutputRecord) -> str:
    return record.path


def _export(results: Results, exporters: Mapping[str, tuple[Exporter, Origin]], staging: Staging) -> None:
    """Runs every exporter; what is wrong with any of them is raised together."""
    problems: list[Problem] = []
    failed = False
    for name, (exporter, origin) in exporters.items():
        try:
            with attributed(origin, doing=messages.WRITES.fill(export=name)):
                _write(exporter, results, ExportFiles(staging, name))
        except InvalidOption as invalid:
            problems.append(invalid.problem.at(Place(key=f"exports.{name}.{invalid.option}".rstrip("."))))
        except Refused as refused:
            problems += refused.problems
            failed = failed or isinstance(refused, PluginFailed)
    if problems:
        raise (PluginFailed if failed else Refused)(*problems)


def _write(exporter: Exporter, results: Results, target: ExportFiles) -> None:
    try:
        exporter.export(results, target)
    except OSError as error:
        if error.errno in _DISK:
            raise Refused(failure(messages.CANNOT_WRITE, str(target.staging.folder), error)) from error
        raise
