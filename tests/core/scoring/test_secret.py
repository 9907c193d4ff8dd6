"""Keys for names that nobody can guess: the same in every run, kept beside what is handed round."""

import stat
from pathlib import Path
from typing import ClassVar

import pytest
from attrs import define, field

from kpicore.errors import Refused
from kpicore.plugin.registry import Origin
from kpicore.scheme import ExportTarget, InputRecord, Period, Results
from kpicore.scoring.publish import publish
from kpicore.scoring.record import run_record

ORIGIN = Origin("desk", "kpicore-desk", "1.2")


@define
class AsksForKeys:
    """Asks for a key for each purpose, and writes a page."""

    kind: ClassVar[str] = "keys"
    purposes: tuple[str, ...] = ("people",)
    keys: list[bytes] = field(factory=list)

    def export(self, results: Results, target: ExportTarget) -> None:
        self.keys = [target.key(purpose) for purpose in self.purposes]
        with target.open_text("page.html") as file:
            file.write("page")


def keys(output: Path, *purposes: str, period: str = "2026-10") -> list[bytes]:
    """The keys that a run into `output` gives."""
    results = Results("October", Period.parse(period), {})
    exporter = AsksForKeys(purposes)
    record = run_record(results, InputRecord("pipeline.toml", "0" * 64), [ORIGIN])
    publish(results, {"pages": (exporter, ORIGIN)}, output / period, record)
    return exporter.keys


def test_a_rerun_and_the_next_period_get_the_same_key_another_output_folder_another(tmp_path: Path) -> None:
    first = keys(tmp_path / "out", "people")

    assert keys(tmp_path / "out", "people") == first
    assert keys(tmp_path / "out", "people", period="2026-11") == first
    assert keys(tmp_path / "elsewhere", "people") != first


def test_each_purpose_has_a_key_of_its_own_of_32_bytes(tmp_path: Path) -> None:
    people, teams, again = keys(tmp_path / "out", "people", "teams", "people")

    assert people == again != teams
    assert {len(people), len(teams)} == {32}


def test_what_they_come_from_lies_beside_the_periods_for_its_owner_only_and_in_no_record(tmp_path: Path) -> None:
    found = keys(tmp_path / "out", "people")

    kept = tmp_path / "out" / ".kpicore-key"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert sorted(path.name for path in (tmp_path / "out/2026-10").iterdir()) == ["page.html", "run.json"]
    record = (tmp_path / "out/2026-10/run.json").read_text()
    for secret in (".kpicore-key", kept.read_text().strip(), *(key.hex() for key in found)):
        assert secret not in record


def test_no_key_is_made_where_none_is_asked_for(tmp_path: Path) -> None:
    keys(tmp_path / "out")

    assert [path.name for path in (tmp_path / "out").iterdir()] == ["2026-10"]


def test_a_first_run_that_fails_leaves_no_key(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        keys(tmp_path / "out", "people", "no\ud800text")

    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("content", ["", "abc\n", "g" * 64, "0" * 63, "0" * 66])
def test_a_damaged_key_is_refused_because_another_would_rename_everybody_s_files(tmp_path: Path, content: str) -> None:
    keys(tmp_path / "out", "people")
    (tmp_path / "out/.kpicore-key").write_text(content)

    with pytest.raises(Refused) as caught:
        keys(tmp_path / "out", "people")

    (problem,) = caught.value.problems
    assert problem.line("en").startswith(f"{tmp_path / 'out/.kpicore-key'}: error output-key: ")


def test_a_key_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "out/.kpicore-key").mkdir(parents=True)

    with pytest.raises(Refused) as caught:
        keys(tmp_path / "out", "people")

    assert "a folder stands there" in str(caught.value)
