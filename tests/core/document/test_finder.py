"""Which scheme a reference names: by id and period, or by path."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from kpicore.document import find_scheme
from kpicore.errors import Place, Refused
from kpicore.plugin.registry import Registry, SchemeFile
from kpicore.scheme import Period
from tests.core.document.documents import ORIGIN, SCHEME, registry

VALID = "valid = { from = 2024-01-01 }"


def installed(folder: Path, *versions: tuple[str, str]) -> Registry:
    """A registry with versions of the scheme, each with its own line of validity."""
    files = []
    for version, valid in versions:
        path = folder / f"agent-{version}.toml"
        text = SCHEME.replace(VALID, valid).replace('version = "1"', f'version = "{version}"')
        path.write_text(text, encoding="utf-8")
        files.append(SchemeFile("house/agent", version, path, ORIGIN))
    return evolve(registry(), schemes=tuple(files))


def refusal(reference: str, period: str | None, folder: Path | None, plugins: Registry) -> tuple[str, str]:
    with pytest.raises(Refused) as raised:
        find_scheme(reference, Period.parse(period) if period else None, folder, plugins, Place("p.toml", 3, 10, "k"))
    (problem,) = raised.value.problems
    return problem.line("en"), problem.line("zh")


VERSIONS = [
    ("1", "valid = { from = 2023-01-01, until = 2024-06-30 }"),
    ("2", "valid = { from = 2024-04-01, until = 2025-12-31 }"),
    ("0", "valid = { until = 2022-12-31 }"),
]


@pytest.mark.parametrize(
    ("period", "version"),
    [
        ("2023-05", "1"),
        ("2024-Q2", "2"),
        ("2024-03", "1"),
        ("2024-H2", "2"),
        ("2020", "0"),
        ("2022-12-31", "0"),
        ("2025-12-31", "2"),
        (None, "2"),
    ],
)
def test_the_period_picks_the_version_that_covers_it_and_begins_last(
    period: str | None, version: str, tmp_path: Path
) -> None:
    plugins = installed(tmp_path, *VERSIONS)
    found = find_scheme("house/agent", Period.parse(period) if period else None, tmp_path, plugins)
    assert (found.scheme.version, found.origin) == (version, ORIGIN)
    assert found.file.endswith(f"agent-{version}.toml")


@pytest.mark.parametrize("period", ["2024", "2026-01", "2027"])
def test_a_period_that_no_version_covers_lists_their_dates(period: str, tmp_path: Path) -> None:
    en, zh = refusal("house/agent", period, tmp_path, installed(tmp_path, *VERSIONS))
    assert en == (
        f"p.toml:3:10: error scheme-not-valid: k: no version of scheme house/agent covers {period}: "
        "version 0: … – 2022-12-31; version 1: 2023-01-01 – 2024-06-30; version 2: 2024-04-01 – 2025-12-31"
    )
    assert zh == (
        f"p.toml:3:10: error scheme-not-valid: k: 方案 house/agent 没有适用于 {period} 的版本："
        "版本 0：… – 2022-12-31；版本 1：2023-01-01 – 2024-06-30；版本 2：2024-04-01 – 2025-12-31"
    )


def test_two_versions_that_begin_on_one_day_are_both_named(tmp_path: Path) -> None:
    plugins = installed(tmp_path, ("1", VALID), ("2", "valid = { from = 2024-01-01, until = 2026-12-31 }"))
    en, zh = refusal("house/agent", "2025", tmp_path, plugins)
    assert en == (
        "p.toml:3:10: error two-versions: k: two versions of scheme house/agent apply and begin on the same day: "
        "version 1: 2024-01-01 – …; version 2: 2024-01-01 – 2026-12-31 (uninstall one of them, or change `valid`)"
    )
    assert zh == (
        "p.toml:3:10: error two-versions: k: 方案 house/agent 有两个版本同时适用且起始日相同："
        "版本 1：2024-01-01 – …；版本 2：2024-01-01 – 2026-12-31 (请卸载其中一个，或修改 valid)"
    )
    assert find_scheme("house/agent", Period.parse("2027"), tmp_path, plugins).scheme.version == "1"


def test_a_path_is_read_from_the_folder_of_the_document(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(SCHEME, encoding="utf-8")
    (tmp_path / "no-ending").write_text(SCHEME, encoding="utf-8")
    for reference in ("own.toml", "./no-ending"):
        found = find_scheme(reference, Period.parse("2020"), tmp_path, registry())
        assert (found.scheme.id, found.origin, found.file) == ("house/agent", None, str(tmp_path / reference))
    assert find_scheme(str(tmp_path / "own.toml"), None, None, registry()).scheme.id == "house/agent"


def test_an_installed_id_goes_before_a_file_of_that_name(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "agent").write_text("broken", encoding="utf-8")
    assert find_scheme("house/agent", None, tmp_path, installed(tmp_path, ("7", VALID))).scheme.version == "7"


def test_what_is_not_there_is_named_with_what_may_be_meant(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    plugins = installed(tmp_path, ("1", VALID))
    said = {
        "house/agnet": "error unknown-scheme: k: scheme house/agnet is not installed (did you mean house/agent?)",
        "none.toml": f"error no-file: k: there is no file {tmp_path / 'none.toml'}",
        "folder.toml": f"error folder-for-file: k: {tmp_path / 'folder.toml'} is a folder, not a file",
        ".": f"error folder-for-file: k: {tmp_path} is a folder, not a file",
    }
    for reference, line in said.items():
        assert refusal(reference, None, tmp_path, plugins)[0] == f"p.toml:3:10: {line}"
