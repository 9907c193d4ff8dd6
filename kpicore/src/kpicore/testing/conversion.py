"""LibreOffice without a screen: workbooks in, workbooks or pages out."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from kpicore.messages import testing as messages
from kpicore.testing.failures import EngineMissing, RecalculationFailed

USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)

RECALCULATING = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""
"""The profile of a LibreOffice that computes every formula when it opens a file: 0 is "always". Without it the
stored values of files that other programs wrote are kept, also wrong ones."""


def libreoffice() -> Path | None:
    """The LibreOffice that is installed here, or None."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return Path(found) if found else next((path for path in map(Path, USUAL_PLACES) if path.is_file()), None)


def converted(
    files: Sequence[Path], folder: Path, suffix: str, *, profile: str = RECALCULATING, seconds: float = 180
) -> list[Path]:
    """Each of `files` as LibreOffice writes it with another `suffix` (``xlsx``, ``pdf``), into `folder`.

    One start for all of them, in a profile folder of its own with `profile` as its settings, so that calls at the same
    time do not disturb each other. The names of the files must differ. EngineMissing without LibreOffice;
    RecalculationFailed where it takes longer than `seconds` or leaves one out.
    """
    if (program := libreoffice()) is None:
        raise EngineMissing(messages.NO_LIBREOFFICE)
    with TemporaryDirectory(prefix="kpicore-", ignore_cleanup_errors=True) as own:
        user = Path(own) / "user"
        user.mkdir()
        (user / "registrymodifications.xcu").write_text(profile, encoding="utf-8")
        settings = ["--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={Path(own).as_uri()}"]
        work = ["--convert-to", suffix, "--outdir", str(folder), *map(str, files)]
        code, output = _run([str(program), *settings, *work], seconds)
    written = [folder / f"{file.stem}.{suffix}" for file in files]
    if missing := [path.name for path in written if not path.is_file()]:
        raise RecalculationFailed(
            messages.NOT_CONVERTED.fill(names=", ".join(missing), code=code, output=output.strip())
        )
    return written


def _run(command: Sequence[str], seconds: float) -> tuple[int, str]:
    """Exit code and output. The program starts others, so all of its group are ended when it takes too long."""
    # C.UTF-8 is English, with the point in numbers, whatever the machine's own language is.
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env=environment,
        start_new_session=True,
    ) as process:
        try:
            output, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise RecalculationFailed(messages.TOO_LONG.fill(seconds=seconds)) from None
        return process.returncode, output
