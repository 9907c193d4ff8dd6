"""Files that a database engine reads: recorded by their hashes, and at the end the same as at the beginning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from glob import glob
from pathlib import Path

from kpicore import SourceContext
from kpicore_sql import messages
from kpicore_sql.failed import Failed


@contextmanager
def unchanged(context: SourceContext, names: Sequence[str]) -> Iterator[list[Path]]:
    """Where these files lie, for as long as they are read. Raises `Failed` where one was written meanwhile.

    They are hashed at the same time: a query over large files takes hardly longer for it.
    """
    before = {name: _state(context, name) for name in names}
    for name, state in before.items():
        if state is None:
            context.record(name)  # which says what keeps it from being read
    with ThreadPoolExecutor(max_workers=1) as beside:
        recorded = [beside.submit(context.record, name) for name in names]
        yield [(context.folder / _filled(context, name)).absolute() for name in names]
        for each in recorded:
            each.result()
    for name, state in before.items():
        if _state(context, name) != state:
            raise Failed(messages.CHANGED, file=_filled(context, name))


def matching(context: SourceContext, name: str) -> list[str]:
    """The names of the files that a name with ``*`` and ``?`` stands for, in order, or of the file of that very name.

    Raises `Failed` where there are none, or where the name leads into a network.
    """
    named = _filled(context, name)
    if "://" in named:
        raise Failed(messages.NETWORK, file=named)
    if not set("*?[") & set(named) or (context.folder / named).is_file():
        return [named]
    found = sorted(glob(named, root_dir=context.folder, recursive=True))  # noqa: PTH207 — Path's knows no absolute names
    files = [each for each in found if (context.folder / each).is_file()]
    if not files:
        raise Failed(messages.NO_FILES, file=named)
    return [Path(each).as_posix() for each in files]


def _filled(context: SourceContext, name: str) -> str:
    return name.replace("{period}", context.period.text)


def _state(context: SourceContext, name: str) -> tuple[int, int] | None:
    """What changes when a file is written; None where there is none."""
    file = context.folder / _filled(context, name)
    try:
        found = file.stat()
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns) if file.is_file() else None
