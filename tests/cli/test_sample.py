"""`kpi scheme sample`: what a department runs the minute it has installed its scheme."""

import json
import zipfile
from pathlib import Path

import pytest
from attrs import evolve

from kpicore.document import find_scheme
from kpicore.plugin import Origin, SchemeFile, load_plugins
from kpicore_cli.sample import sample_of
from tests.cli.conftest import Kpi
from tests.cli.desk import PEOPLE, PIPELINE, SCHEME

HOTLINE = ("hotline-10086/operator", "hotline-10086/shift-leader", "hotline-10086/business-guide")
PACKAGE = Path(__file__).parents[2] / "schemes/kpicore-scheme-hotline-10086/src/kpicore_scheme_hotline_10086"


def with_samples() -> list[str]:
    """The installed schemes whose distribution carries a sample."""
    registry = load_plugins()
    ids = dict.fromkeys(scheme.id for scheme in registry.schemes)
    return [id for id in ids if sample_of(find_scheme(id, None, None, registry), registry)]


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_the_hotline_s_schemes_have_samples() -> None:
    assert set(HOTLINE) <= set(with_samples())


WARNED = {"service-department/staff": {"optional-missing"}}
"""What a sample shows on purpose: somebody whom no peer has rated."""


@pytest.mark.parametrize("id", with_samples())
def test_a_sample_scores_its_people_with_no_other_warning_than_it_means_to_show(
    id: str, kpi: Kpi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    written = kpi("scheme", "sample", id, "trial")
    assert written.code == 0, written.err
    assert sorted(written.out.splitlines()) == sorted(str(Path("trial") / path) for path in tree(tmp_path / "trial"))
    assert written.err == f"Try it: kpi run {Path('trial/pipeline.toml')}\n"

    run = kpi("run", "trial/pipeline.toml", "--format", "json")
    assert run.code == 0, run.out
    assert kpi("check", "trial/pipeline.toml").code == 0
    (record_file,) = (tmp_path / "trial").rglob("run.json")
    record = json.loads(record_file.read_text(encoding="utf-8"))
    assert record["warnings"] == []
    assert id in {scheme["id"] for scheme in record["schemes"]}
    for stage in record["stages"].values():
        assert {warning["code"] for warning in stage["warnings"]} == WARNED.get(id, set())
        assert stage["scored"] == stage["people"] >= 5


@pytest.mark.parametrize("id", HOTLINE)
def test_without_a_folder_it_is_named_like_the_position(
    id: str, kpi: Kpi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    position = id.partition("/")[2]
    done = kpi("scheme", "sample", id, "--lang", "zh")
    assert done.err == f"试算：kpi run {Path(position) / 'pipeline.toml'}\n"
    assert tree(tmp_path / position) == tree(PACKAGE / "sample" / position)


def test_a_file_that_is_there_keeps_everything_from_being_written(kpi: Kpi, folder: Path) -> None:
    before = tree(folder)
    done = kpi("scheme", "sample", "hotline-10086/operator", ".")
    assert (done.code, done.out) == (3, "")
    assert done.err == (
        "pipeline.toml: error file-exists: the file exists and has been left alone "
        "(choose another folder, or move it away first)\n"
    )
    assert tree(folder) == before
    (folder / "people.csv").symlink_to("nowhere")
    files = [line.partition(":")[0] for line in kpi("scheme", "sample", "hotline-10086/operator", ".").err.splitlines()]
    assert files == ["people.csv", "pipeline.toml"]


def test_a_scheme_without_a_sample_says_so(kpi: Kpi, folder: Path) -> None:
    done = kpi("scheme", "sample", "desk.toml")
    assert done.code == 3
    assert done.err == (
        "error no-sample: scheme desk/agent comes without a sample (`kpi scheme show` says which figures it needs)\n"
    )
    assert "没有附样例" in kpi("scheme", "sample", "desk.toml", "--lang", "zh").err
    assert not (folder / "agent").exists()


def beside(folder: Path) -> Path:
    """A scheme in a folder of its own, with a sample that has a folder inside."""
    sample = folder / "own" / "sample" / "desk"
    (sample / "in").mkdir(parents=True)
    (folder / "own" / "desk.toml").write_text(SCHEME, encoding="utf-8")
    (sample / "pipeline.toml").write_text(PIPELINE.replace("desk.toml", "../own/desk.toml"), encoding="utf-8")
    (sample / "in" / "2026-10.csv").write_text(PEOPLE, encoding="utf-8")
    return sample


def test_the_sample_of_a_scheme_by_its_path_stands_beside_it_folders_and_all(kpi: Kpi, folder: Path) -> None:
    sample = beside(folder)
    assert kpi("scheme", "sample", "own/desk.toml", "new/trial").code == 0
    assert tree(folder / "new" / "trial") == tree(sample)
    assert kpi("scheme", "sample", "own/desk.toml").code == 0
    assert kpi("run", "agent/pipeline.toml").code == 0


def test_where_one_file_cannot_be_written_none_is_left(kpi: Kpi, folder: Path) -> None:
    beside(folder)
    (folder / "trial").mkdir()
    (folder / "trial" / "in").write_text("a file where a folder is needed", encoding="utf-8")
    (folder / "own" / "sample" / "desk" / "a.csv").write_text("first", encoding="utf-8")
    done = kpi("scheme", "sample", "own/desk.toml", "trial")
    assert done.code == 3
    assert done.err.startswith(f"{Path('trial/in')}: error ")
    assert list(tree(folder / "trial")) == ["in"]
    assert kpi("scheme", "sample", "own/desk.toml", "desk.toml/deep").code == 3
    assert (folder / "desk.toml").read_text(encoding="utf-8") == SCHEME


def test_a_sample_is_found_in_a_package_that_is_an_archive(folder: Path) -> None:
    sample = beside(folder)
    with zipfile.ZipFile(folder / "package.zip", "w") as archive:
        archive.writestr("desk/desk.toml", SCHEME)
        for path, content in tree(sample).items():
            archive.writestr(f"desk/sample/desk/{path}", content)
    resource = zipfile.Path(folder / "package.zip", "desk/desk.toml")
    shipped = SchemeFile("desk/agent", "3", resource, Origin("desk", "kpicore-desk", "1"))
    registry = evolve(load_plugins(), schemes=(shipped,))
    assert sample_of(find_scheme("desk/agent", None, None, registry), registry) == tree(sample)
