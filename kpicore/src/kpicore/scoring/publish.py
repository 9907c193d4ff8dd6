"""Publishing a run: every export's files and the record appear together, or nothing changes."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from attrs import evolve, frozen

from kpicore.errors import InvalidOption, Place, PluginFailed, Problem, Refused
from kpicore.messages import publish as messages
from kpicore.plugin import Origin, attributed
from kpicore.scheme import Exporter, Results
from kpicore.scoring.earlier import Outdated, forget, outdated
from kpicore.scoring.record import RUN_RECORD, OutputRecord, RunRecord
from kpicore.scoring.replace import replace_together
from kpicore.scoring.staging import ExportFiles, Staged, Staging, failure

_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS}
"""Failures of the disk, which no exporter is to blame for."""

_AT_A_TIME = 16
"""Files that are brought to the disk together: 5,000 small ones took 8 s one by one and 0.5 s like this."""


def check_output(folder: Path) -> None:
    """Refuses a folder that could not be made or written, without making it: to be asked before the work begins."""
    nearest = folder
    while not os.path.lexists(nearest) and nearest != nearest.parent:
        nearest = nearest.parent
    if not nearest.is_dir():
        raise Refused(failure(messages.OUTPUT_FOLDER, str(nearest), NotADirectoryError(errno.ENOTDIR, "")))
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise Refused(failure(messages.OUTPUT_FOLDER, str(folder), PermissionError(errno.EACCES, "")))


@frozen
class Published:
    """What publishing did: the files written and those of an earlier run removed, with a warning for each that an
    earlier run wrote, this one does not, and somebody has changed since."""

    files: tuple[Path, ...]
    removed: tuple[Path, ...] = ()
    warnings: tuple[Problem, ...] = ()


def publish(
    results: Results, exporters: Mapping[str, tuple[Exporter, Origin]], folder: Path, record: RunRecord
) -> Published:
    """Lets every exporter (by the name of its export, with its origin) write, and puts all files in their places below
    `folder`, which is the run's own: OUTPUT/PERIOD. The record is completed and becomes ``run.json``, the last of them.
    Input that is to be kept comes to its places with them.

    What an earlier run of the same pipeline wrote there for the same exports, and this one does not write any more, is
    removed together with that, if nobody has changed it. Raises `Refused` where files cannot be written, replaced or
    removed, `PluginFailed` where an exporter fails; then everything is as it was before.
    """
    check_output(folder)
    staging = Staging(folder, results.period.text)
    try:
        with staging.open("", RUN_RECORD, "x", encoding="utf-8", newline="") as file:
            _export(results, exporters, staging)
            for kept in results.kept:
                staging.keep(kept)
            mark, *files = staging.files.values()
            gone, warnings = outdated(folder, record, exporters, staging.files)
            outputs = tuple(sorted(_finished(files, staging), key=_path))
            finished = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
            file.write(evolve(record, outputs=outputs, finished=finished).to_json())
        for last in (mark, *_new_key(staging), *staging.kept):
            staging.finish(last)
        replace_together([*_new_key(staging), *staging.kept, *files], mark, gone)
    except OSError as error:
        raise Refused(failure(messages.CANNOT_WRITE, str(folder / RUN_RECORD), error)) from error
    finally:
        staging.discard()
    _tidy(folder, gone, staging)
    return Published(
        files=tuple(folder / staged.path for staged in (*files, mark)),
        removed=tuple(Path(old.shown) for old in gone),
        warnings=tuple(warnings),
    )


def _finished(files: Sequence[Staged], staging: Staging) -> Iterator[OutputRecord]:
    """The record of each file, once it is safely on the disk: several at a time, because each waits for the disk."""
    with ThreadPoolExecutor(_AT_A_TIME) as pool:
        for staged, digest in zip(files, pool.map(staging.finish, files), strict=True):
            yield OutputRecord(staged.export, staged.path, digest)


def _new_key(staging: Staging) -> list[Staged]:
    return [staging.new_key] if staging.new_key else []


def _tidy(folder: Path, gone: Sequence[Outdated], staging: Staging) -> None:
    """Removes what is needed no more: leftovers of killed runs, and folders whose last files have gone."""
    forget(folder)
    for old in gone:
        emptied = old.place.parent
        staging.sweep(emptied)
        with suppress(OSError):  # the first that is not empty ends it
            while emptied != Path(os.path.realpath(folder)):
                emptied.rmdir()
                emptied = emptied.parent


def _path(record: OutputRecord) -> str:
    return record.path


def _export(results: Results, exporters: Mapping[str, tuple[Exporter, Origin]], staging: Staging) -> None:
    """Runs every exporter; what is wrong with any of them is raised together."""
    problems: list[Problem] = []
    failed = False
    exports = {name: exporter for name, (exporter, _) in exporters.items()}
    for name, (exporter, origin) in exporters.items():
        try:
            with attributed(origin, doing=messages.WRITES.fill(export=name)):
                _write(exporter, results, ExportFiles(staging, name, exports))
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
