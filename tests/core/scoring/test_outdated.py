"""What an earlier run into the same folder wrote and this one does not write any more."""

import errno
import json
import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

import pytest
from attrs import evolve, frozen

from kpicore.errors import Refused
from kpicore.plugin.registry import Origin
from kpicore.scheme import ExportTarget, InputRecord, Period, Results
from kpicore.scoring.publish import Published, publish
from kpicore.scoring.record import RunRecord, run_record

RESULTS = Results("October", Period.parse("2026-10"), {})
ORIGIN = Origin("desk", "kpicore-desk", "1.2")
RECORD = run_record(RESULTS, InputRecord("pipeline.toml", "0" * 64), [ORIGIN])


@frozen
class Pages:
    """Writes the text under each of its paths."""

    kind: ClassVar[str] = "pages"
    files: Mapping[str, str]

    def export(self, results: Results, target: ExportTarget) -> None:
        for path, text in self.files.items():
            with target.open_text(path) as file:
                file.write(text)


def published(folder: Path, record: RunRecord = RECORD, **exports: Mapping[str, str]) -> Published:
    return publish(RESULTS, {name: (Pages(files), ORIGIN) for name, files in exports.items()}, folder, record)


def names(folder: Path) -> list[str]:
    """All files and folders below but the record, hidden ones too."""
    found = (str(path.relative_to(folder)) for path in folder.rglob("*"))
    return sorted(name for name in found if name != "run.json")


THREE = {"cards/1.html": "one", "cards/2.html": "two", "cards/3.html": "three"}
TWO = {"cards/1.html": "one", "cards/3.html": "new three"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "out" / "2026-10"


def test_the_page_of_a_person_who_has_gone_is_removed_and_named(folder: Path) -> None:
    published(folder, cards=THREE)

    done = published(folder, cards=TWO)

    assert names(folder) == ["cards", "cards/1.html", "cards/3.html"]
    assert done.removed == (folder / "cards/2.html",)
    assert [output["path"] for output in json.loads((folder / "run.json").read_bytes())["outputs"]] == list(TWO)


def test_a_stage_under_a_new_name_does_not_leave_its_old_file_behind(folder: Path) -> None:
    published(folder, scores={"agents.csv": "1"})

    published(folder, scores={"operators.csv": "1"})

    assert names(folder) == ["operators.csv"]


def test_a_folder_goes_with_its_last_file_and_stays_with_what_somebody_else_put_there(folder: Path) -> None:
    published(folder, cards={"a/b/1.html": "1", "c/1.html": "1"})
    (folder / "c/notes.txt").write_text("mine")

    published(folder, cards={"1.html": "1"})

    assert names(folder) == ["1.html", "c", "c/notes.txt"]


def test_a_file_that_somebody_changed_stays_with_a_warning(folder: Path) -> None:
    published(folder, cards=THREE)
    (folder / "cards/2.html").write_text("two, with a note")

    done = published(folder, cards=TWO)

    assert (folder / "cards/2.html").read_text() == "two, with a note"
    assert done.removed == ()
    (warning,) = done.warnings
    assert warning.line("en").startswith(f"{folder / 'cards/2.html'}: warning output-left: ")


@pytest.mark.parametrize(
    "record",
    [evolve(RECORD, title="November"), evolve(RECORD, pipeline=InputRecord("leaders.toml", "0" * 64))],
    ids=["another title", "another document"],
)
def test_what_another_pipeline_wrote_into_the_same_folder_stays(folder: Path, record: RunRecord) -> None:
    published(folder, cards=THREE)

    published(folder, record, cards=TWO)

    assert "cards/2.html" in names(folder)


def test_what_an_export_wrote_that_is_not_asked_for_this_time_stays(folder: Path) -> None:
    published(folder, cards=THREE, scores={"a.csv": "1"})

    published(folder, cards=TWO)

    assert names(folder) == ["a.csv", "cards", "cards/1.html", "cards/3.html"]


def test_a_file_that_another_export_writes_now_is_that_export_s(folder: Path) -> None:
    published(folder, cards={"a.html": "1"}, scores={})

    published(folder, cards={}, scores={"a.html": "2"})

    assert (folder / "a.html").read_text() == "2"


@pytest.mark.parametrize("path", ["../mine.txt", "{outside}", "link.txt", "shared/mine.txt", "kept"])
def test_a_record_cannot_have_anything_removed_but_an_ordinary_file_in_the_folder(
    folder: Path, tmp_path: Path, path: str
) -> None:
    published(folder, cards=THREE)
    mine = tmp_path / "mine.txt"
    mine.write_text("one")
    (folder.parent / "mine.txt").write_text("one")
    (folder / "link.txt").symlink_to(mine)
    (folder / "shared").symlink_to(tmp_path)
    (folder / "kept").mkdir()
    record = json.loads((folder / "run.json").read_bytes())
    record["outputs"][0]["path"] = path.format(outside=mine)
    (folder / "run.json").write_text(json.dumps(record))

    done = published(folder, cards={})

    assert done.removed == (folder / "cards/2.html", folder / "cards/3.html")
    assert {"cards/1.html", "link.txt", "shared", "kept"} <= set(names(folder))
    assert mine.read_text() == (folder.parent / "mine.txt").read_text() == "one"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "no JSON",
        "[" * 100_000,
        "[]",
        "{}",
        '{"outputs": 1}',
        '{"format": 1, "title": "October", "pipeline": {"path": "pipeline.toml"}, "outputs": [1, {"path": 2}]}',
    ],
)
def test_a_record_that_is_not_understood_removes_nothing(folder: Path, content: str) -> None:
    published(folder, cards=THREE)
    (folder / "run.json").write_text(content)

    assert published(folder, cards=TWO).removed == ()
    assert "cards/2.html" in names(folder)


def test_a_record_of_another_format_removes_nothing(folder: Path) -> None:
    published(folder, cards=THREE)
    record = json.loads((folder / "run.json").read_bytes())
    (folder / "run.json").write_text(json.dumps(record | {"format": 2}))

    assert published(folder, cards=TWO).removed == ()


def test_where_a_file_cannot_be_removed_all_is_put_back_and_it_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(folder, cards=THREE)
    record = (folder / "run.json").read_bytes()
    works = os.rename

    def rename(source: Path, place: Path) -> None:
        if Path(source).name == "3.html":
            raise PermissionError(errno.EACCES, "Permission denied")
        works(source, place)

    monkeypatch.setattr(os, "rename", rename)
    with pytest.raises(Refused) as caught:
        published(folder, cards={"cards/1.html": "new one"})

    (problem,) = caught.value.problems
    assert problem.line("en").startswith(f"{folder / 'cards/3.html'}: error output-remove: ")
    assert "in use" in problem.message.en
    assert {name: (folder / name).read_text() for name in THREE} == THREE
    assert names(folder) == ["cards", *THREE]
    assert (folder / "run.json").read_bytes() == record


def test_an_interrupt_while_files_are_removed_puts_everything_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(folder, cards=THREE)
    works = os.rename

    def rename(source: Path, place: Path) -> None:
        works(source, place)
        if Path(source).name == "2.html":
            raise KeyboardInterrupt

    monkeypatch.setattr(os, "rename", rename)
    with pytest.raises(KeyboardInterrupt):
        published(folder, cards={"cards/1.html": "new one"})

    assert {name: (folder / name).read_text() for name in THREE} == THREE
    assert (folder / "run.json").exists()


def test_what_a_killed_run_had_put_in_place_is_known_from_the_record_that_it_left_hidden(folder: Path) -> None:
    published(folder, cards=THREE)
    hours = 3600
    old, young = (folder / f".kpicore-{int(time.time()) - age * hours}-00ff.run.tmp" for age in (25, 23))
    (folder / "run.json").rename(old)  # as it is taken away before files are replaced
    young.touch()

    done = published(folder, cards=TWO)

    assert done.removed == (folder / "cards/2.html",)
    assert [old.exists(), young.exists()] == [False, True]


def test_leftovers_of_killed_runs_are_swept_also_where_nothing_is_written_any_more(folder: Path) -> None:
    published(folder, cards=THREE)
    (folder / "cards" / f".kpicore-{int(time.time()) - 25 * 3600}-00ff.tmp").touch()

    published(folder, cards={"a.html": "1"})

    assert names(folder) == ["a.html"]
