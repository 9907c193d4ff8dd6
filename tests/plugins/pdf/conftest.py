"""Cards are set in a font that comes with a package, so that they look the same wherever tests run."""

from collections.abc import Iterator
from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest


@pytest.fixture(autouse=True, scope="module")
def packaged_font() -> Iterator[None]:
    """Noto Sans SC counts as installed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TYPST_FONT_PATHS", str(Path(pylopdf_fonts_zh_cn.__file__).parent))
        yield
