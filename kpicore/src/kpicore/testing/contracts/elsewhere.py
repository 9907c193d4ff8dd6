"""An export in a process of its own, where texts hash otherwise: what is taken from a set comes in another order."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from kpicore.messages import contracts as messages
from kpicore.testing.contracts.said import leave_out, said

CHILD = """
import pickle, sys
paths, work = pickle.load(sys.stdin.buffer)
sys.path[:0] = [path for path in paths if path not in sys.path]
function, arguments = pickle.loads(work)
written = function(*arguments)
sys.stdout.buffer.write(pickle.dumps(written))
"""


def in_another_process(function: Callable[..., dict[str, bytes]], *arguments: Any) -> dict[str, bytes]:
    """What the function returns there. A test whose arguments cannot get there is skipped."""
    try:
        work = pickle.dumps((function, arguments))
        pickle.loads(work)
    except Exception as error:
        leave_out(messages.CANNOT_TRAVEL, error=error)
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    done = subprocess.run(
        [sys.executable, "-c", CHILD],
        input=pickle.dumps((sys.path, work)),
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        check=False,
    )
    complaint = done.stderr.decode(errors="replace").strip()
    if "ModuleNotFoundError" in complaint:
        leave_out(messages.CANNOT_TRAVEL, error=complaint.splitlines()[-1])
    assert done.returncode == 0, said(messages.CHILD_FAILED, error=complaint)
    written: dict[str, bytes] = pickle.loads(done.stdout)
    return written
