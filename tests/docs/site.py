"""The site as `make docs` builds it."""

import os
import subprocess
import sys
from pathlib import Path

from docs.generate.files import DOCS


def built(folder: Path) -> Path:
    """The site, in `folder`; a warning of MkDocs is a failure."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", folder],
        cwd=DOCS.parent,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder
