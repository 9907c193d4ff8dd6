"""The installed versions of a scheme in time."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from kpicore.document import read_scheme
from kpicore.errors import Problem
from kpicore.lint import lint_scheme
from kpicore.plugin import SchemeFile
from kpicore.plugin.attribution import Origin
from tests.core.lint.documents import REGISTRY, scheme_text

Y2024 = "{ from = 2024-01-01, until = 2024-12-31 }"


def versions(folder: Path, *valid: str) -> list[Problem]:
    """What lint says of the last of these versions, all of them installed."""
    files = []
    for number, dates in enumerate(valid, start=1):
        file = folder / f"{number}.toml"
        file.write_text(scheme_text(f'version = "{number}"\nvalid = {dates}'), encoding="utf-8")
        files.append(SchemeFile("house/agent", str(number), file, Origin("house", "kpicore-house", "1.0")))
    registry = evolve(REGISTRY, schemes=tuple(files))
    document = read_scheme(files[-1].resource.read_bytes(), "s.toml", registry)
    return [each for each in lint_scheme(document, registry) if each.code.startswith("validity")]


@pytest.mark.parametrize(
    ("valid", "codes"),
    [
        ([Y2024], []),
        ([Y2024, "{ from = 2025-01-01 }"], []),
        ([Y2024, "{ from = 2024-12-31 }"], ["validity-overlap"]),
        ([Y2024, "{ from = 2025-01-02 }"], ["validity-hole"]),
        ([Y2024, "{ until = 2023-12-31 }"], []),
        ([Y2024, "{ until = 2023-12-30 }"], ["validity-hole"]),
        ([Y2024, "{}"], ["validity-overlap"]),
        (["{}", "{ from = 2025-01-01 }"], ["validity-overlap"]),
        ([Y2024, "{ from = 2025-01-01, until = 2025-12-31 }", "{ from = 2026-01-01 }"], []),
        ([Y2024, "{ from = 2026-01-01 }", "{ from = 2025-01-01, until = 2025-12-31 }"], []),
        ([Y2024, "{ from = 2026-01-01 }", "{ from = 2025-02-01, until = 2025-11-30 }"], ["validity-hole"] * 2),
    ],
)
def test_versions_overlap_or_leave_a_hole(valid: list[str], codes: list[str], tmp_path: Path) -> None:
    assert [each.code for each in versions(tmp_path, *valid)] == codes


def test_the_days_without_a_version_are_named(tmp_path: Path) -> None:
    [hole] = versions(tmp_path, Y2024, "{ from = 2025-03-01 }")
    assert hole.message.en == (
        "between this and version 1 (2024-01-01 – 2024-12-31) no version holds from 2025-01-01 to 2025-02-28"
    )
    assert hole.message.zh == "与版本 1（2024-01-01 – 2024-12-31）之间，2025-01-01 至 2025-02-28 没有版本适用"


def test_a_version_that_cannot_be_read_says_so_when_it_is_used(tmp_path: Path) -> None:
    file = tmp_path / "broken.toml"
    file.write_text('id = "house/agent"\nversion = "0"', encoding="utf-8")
    broken = SchemeFile("house/agent", "0", file, Origin("house", "kpicore-house", "1.0"))
    registry = evolve(REGISTRY, schemes=(broken,))
    document = read_scheme(scheme_text(f"valid = {Y2024}").encode(), "s.toml", registry)
    assert [each for each in lint_scheme(document, registry) if each.code.startswith("validity")] == []
