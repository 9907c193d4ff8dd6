import errno
import hashlib
import json
import os
import random
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import ClassVar

import pytest
from attrs import frozen

from kpicore.errors import InvalidOption, PluginFailed, Refused, Text
from kpicore.plugin.registry import Origin
from kpicore.scheme import ExportTarget, InputRecord, Period, Results
from kpicore.scoring.publish import Published, check_output, publish
from kpicore.scoring.record import run_record

ORIGIN = Origin("desk", "kpicore-desk", "1.2")
RESULTS = Results("October", Period.parse("2026-10"), {})
RECORD = run_record(RESULTS, InputRecord("pipeline.toml", "0" * 64), [ORIGIN])


@frozen
class Writes:
    """Writes the text under each of its paths."""

    kind: ClassVar[str] = "writes"
    files: dict[str, str]

    def export(self, results: Results, target: ExportTarget) -> None:
        for path, text in self.files.items():
            with target.open_text(path) as file:
                file.write(text)


@frozen
class Breaks:
    """Writes a little, then raises."""

    kind: ClassVar[str] = "breaks"
    error: BaseException

    def export(self, results: Results, target: ExportTarget) -> None:
        target.open_binary("half.xlsx").write(b"half")
        raise self.error


def published(folder: Path, *exports: Writes | Breaks) -> Published:
    named = {f"export{number}": (exporter, ORIGIN) for number, exporter in enumerate(exports, start=1)}
    return publish(RESULTS, named, folder, RECORD)


def refused(folder: Path, *exports: Writes | Breaks, by: type[Refused] = Refused) -> list[str]:
    """What a run is refused for that must leave `folder` as it is."""
    before = content(folder)
    with pytest.raises(Refused) as caught:
        published(folder, *exports)
    assert type(caught.value) is by
    assert content(folder) == before
    return [problem.line("en") for problem in caught.value.problems]


def content(folder: Path) -> dict[str, bytes | None]:
    """All files and folders below, hidden ones too."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "out" / "2026-10"


@pytest.fixture
def earlier(folder: Path) -> Path:
    """A folder with the outputs of an earlier run."""
    published(folder, Writes({"a.csv": "old a", "b.csv": "old b", "c.csv": "old c"}))
    return folder


NEW = Writes({"a.csv": "new a", "b.csv": "new b", "c.csv": "new c", "d.csv": "new d"})


def open_elsewhere(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Lets the first replacement of a file of that name fail, as Windows does while the file is open."""
    works = os.replace
    errors = [PermissionError(errno.EACCES, "Permission denied")]

    def replace(source: Path, place: Path) -> None:
        if Path(place).name == name and errors:
            raise errors.pop()
        works(source, place)

    monkeypatch.setattr(os, "replace", replace)


# What is there in the end


def test_all_files_and_the_record_are_there_and_nothing_else(folder: Path) -> None:
    done = published(folder, Writes({"a.csv": "1", "cards/甲.csv": "2"}), Writes({"{period}.csv": "3"}))

    assert done.files == tuple(folder / name for name in ("a.csv", "cards/甲.csv", "2026-10.csv", "run.json"))
    assert {path: text for path, text in content(folder).items() if path != "run.json"} == {
        "a.csv": b"1",
        "cards": None,
        "cards/甲.csv": b"2",
        "2026-10.csv": b"3",
    }


def test_the_record_names_every_output_with_its_hash(earlier: Path) -> None:
    published(earlier, NEW)

    record = json.loads((earlier / "run.json").read_bytes())
    assert record["outputs"] == [
        {"export": "export1", "path": name, "sha256": hashlib.sha256(text.encode()).hexdigest()}
        for name, text in NEW.files.items()
    ]
    assert record["finished"].endswith("Z")


def test_an_exporter_may_leave_its_files_open(folder: Path) -> None:
    class LeavesOpen:
        kind: ClassVar[str] = "leaves-open"

        def export(self, results: Results, target: ExportTarget) -> None:
            target.open_binary("a.bin").write(b"all of it")

    publish(RESULTS, {"a": (LeavesOpen(), ORIGIN)}, folder, RECORD)

    assert (folder / "a.bin").read_bytes() == b"all of it"


def test_a_text_file_keeps_its_line_ends_and_encoding(folder: Path) -> None:
    class InGb18030:
        kind: ClassVar[str] = "gb"

        def export(self, results: Results, target: ExportTarget) -> None:
            with target.open_text("a.csv", encoding="gb18030") as file:
                file.write("工号\r\n1\n")

    publish(RESULTS, {"a": (InGb18030(), ORIGIN)}, folder, RECORD)

    assert (folder / "a.csv").read_bytes() == "工号\r\n1\n".encode("gb18030")


def test_new_files_get_the_mode_of_an_ordinary_new_file_and_replaced_ones_keep_theirs(earlier: Path) -> None:
    (earlier / "a.csv").chmod(0o604)
    before = os.umask(0o027)
    try:
        published(earlier, NEW)
    finally:
        os.umask(before)

    modes = {name: oct(stat.S_IMODE((earlier / name).stat().st_mode)) for name in ("a.csv", "d.csv")}
    assert modes == {"a.csv": "0o604", "d.csv": "0o640"}


def test_a_symbolic_link_is_written_through(earlier: Path, tmp_path: Path) -> None:
    shared = tmp_path / "shared.csv"
    shared.write_text("old")
    (earlier / "a.csv").unlink()
    (earlier / "a.csv").symlink_to(shared)
    (earlier / "d.csv").symlink_to(tmp_path / "new.csv")

    published(earlier, NEW)

    assert (earlier / "a.csv").is_symlink()
    assert shared.read_text() == "new a"
    assert (tmp_path / "new.csv").read_text() == "new d"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.csv", "out", "shared.csv"]


def test_leftovers_of_killed_runs_are_swept_after_a_day(earlier: Path) -> None:
    now = int(time.time())
    old, young = (earlier / f".kpicore-{now - hours * 3600}-00ff.tmp" for hours in (25, 23))
    foreign = earlier / ".kpicore-notes.tmp"
    for path in (old, young, foreign):
        path.touch()

    published(earlier, NEW)

    assert [path.exists() for path in (old, young, foreign)] == [False, True, True]


# What is refused


@pytest.mark.parametrize(
    "path",
    ["../a.csv", "a/../../b.csv", "/a/b.csv", "C:a.csv", "C:\\a.csv", "..\\a.csv", "\\\\host\\a", "", ".", "a\0b"],
)
def test_a_path_outside_the_output_folder_is_refused(earlier: Path, path: str) -> None:
    (line,) = refused(earlier, Writes({path: "1"}))

    assert "export1" in line
    assert "outside the output folder" in line


@pytest.mark.parametrize("path", ["a.csv", "./a.csv", "A.CSV", "link.csv"])
def test_two_exports_that_write_one_file_are_both_named(earlier: Path, path: str) -> None:
    (earlier / "link.csv").symlink_to(earlier / "a.csv")

    (line,) = refused(earlier, Writes({"a.csv": "1"}), Writes({path: "2"}))

    assert "exports export1 and export2 write the same file" in line


def test_the_record_cannot_be_written_by_an_export(earlier: Path) -> None:
    (line,) = refused(earlier, Writes({"run.json": "{}"}))

    assert "export1 cannot write run.json" in line


def test_what_is_wrong_with_several_exports_is_said_together(earlier: Path) -> None:
    lines = refused(earlier, Writes({"../a": ""}), Breaks(ValueError("no")), Writes({"run.json": ""}), by=PluginFailed)

    assert len(lines) == 3


@pytest.mark.parametrize("name", ["b.csv", "run.json"])
def test_a_folder_where_a_file_should_be_is_named(earlier: Path, name: str) -> None:
    (earlier / name).unlink()
    (earlier / name).mkdir()

    (line,) = refused(earlier, NEW)

    assert line.startswith(f"{earlier / name}: error output-not-file")


def test_a_file_where_a_folder_should_be_is_named(earlier: Path) -> None:
    (line,) = refused(earlier, Writes({"a.csv/b.csv": ""}))

    assert "a.csv" in line
    assert "a file stands where a folder should be" in line


def test_an_exporter_that_fails_is_named_with_its_origin(earlier: Path) -> None:
    (line,) = refused(earlier, NEW, Breaks(ZeroDivisionError("division by zero")), by=PluginFailed)

    for named in ("desk", "kpicore-desk", "1.2", "export2"):
        assert named in line


def test_an_option_that_does_not_fit_the_results_is_placed_in_the_pipeline(earlier: Path) -> None:
    says = InvalidOption(Text("没有这一列", "there is no such column"), "columns")

    assert refused(earlier, Breaks(says)) == ["error invalid-option: exports.export1.columns: there is no such column"]


def test_a_full_disk_is_no_fault_of_the_exporter(earlier: Path) -> None:
    (line,) = refused(earlier, NEW, Breaks(OSError(errno.ENOSPC, "No space left on device")))

    assert "the disk is full" in line


def test_a_failed_first_run_leaves_no_folder_behind(folder: Path) -> None:
    with pytest.raises(Refused):
        published(folder, Writes({"cards/a.csv": "1"}), Breaks(ValueError("no")))

    assert not folder.parent.exists()


def test_an_interrupt_while_exporting_leaves_everything_as_it_was(earlier: Path) -> None:
    before = content(earlier)

    with pytest.raises(KeyboardInterrupt):
        published(earlier, NEW, Breaks(KeyboardInterrupt()))

    assert content(earlier) == before


@pytest.mark.parametrize("name", ["a.csv", "b.csv", "c.csv", "d.csv", "run.json"])
@pytest.mark.parametrize("links", [True, False])
def test_where_one_file_cannot_be_replaced_all_are_put_back_and_it_is_named(
    earlier: Path, name: str, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(source: Path, place: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    open_elsewhere(monkeypatch, name)
    if not links:
        monkeypatch.setattr(os, "link", link)

    (line,) = refused(earlier, NEW)

    assert line.startswith(f"{earlier / name}: error output-replace")
    assert "in use" in line


def test_a_first_run_that_cannot_be_completed_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_elsewhere(monkeypatch, "c.csv")

    with pytest.raises(Refused):
        published(folder, NEW)

    assert not folder.parent.exists()


@pytest.mark.parametrize("name", ["a.csv", "d.csv", "run.json"])
def test_an_interrupt_between_the_replacements_puts_everything_back(
    earlier: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(earlier)
    works = os.replace
    interrupts = [KeyboardInterrupt()]

    def replace(source: Path, place: Path) -> None:
        works(source, place)
        if Path(place).name == name and interrupts:
            raise interrupts.pop()

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(KeyboardInterrupt):
        published(earlier, NEW)

    assert content(earlier) == before


def test_where_a_file_cannot_be_put_back_the_record_stays_away_and_the_earlier_content_is_named(
    earlier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    works = os.replace

    def replace(source: Path, place: Path) -> None:
        if Path(place).name == "c.csv" or (Path(place).name == "a.csv" and Path(source).read_text() == "old a"):
            raise PermissionError(errno.EACCES, "Permission denied")
        works(source, place)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(Refused) as caught:
        published(earlier, NEW)

    named, stuck = caught.value.problems
    assert str(named.place) == str(earlier / "c.csv")
    assert str(stuck.place) == str(earlier / "a.csv")
    (kept,) = earlier.glob(".kpicore-*.tmp")
    assert kept.read_text() == "old a"
    assert stuck.hint is not None
    assert kept.name in stuck.hint.en
    assert (earlier / "b.csv").read_text() == "old b"
    assert not (earlier / "run.json").exists()


# Before the work begins


def test_a_folder_that_can_be_made_is_accepted_and_not_made(folder: Path) -> None:
    check_output(folder)

    assert not folder.parent.exists()


def test_a_file_in_the_way_of_the_output_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")

    with pytest.raises(Refused) as caught:
        check_output(tmp_path / "out" / "2026-10")

    (problem,) = caught.value.problems
    assert str(problem.place) == str(tmp_path / "out")
    assert "a file stands where a folder should be" in problem.message.en


def test_a_folder_that_cannot_be_written_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The tests may run as root, whom no mode keeps out.
    monkeypatch.setattr(os, "access", lambda path, mode: False)

    with pytest.raises(Refused) as caught:
        check_output(folder)

    (problem,) = caught.value.problems
    assert str(problem.place) == str(folder)
    assert "permission denied" in problem.message.en


def test_a_folder_that_turns_out_not_to_be_writable_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def mkdir(path: str, mode: int) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "mkdir", mkdir)

    with pytest.raises(Refused) as caught:
        published(folder, NEW)

    assert "the disk is read-only" in str(caught.value)


# Killed


def publish_until_killed(folder: Path) -> None:
    """Publishes one generation after the other; the files of each hold its number, over and over."""
    generation = int((folder / "a.csv").read_text().split()[0]) if (folder / "a.csv").exists() else 0
    while True:
        generation += 1
        text = f"{generation} " * 50_000
        # Of each generation another person's page, so that those of the others have to go.
        pages = {f"cards/{generation % 3}.csv": text, f"cards/all/{generation}.csv": text}
        published(folder, Writes({"a.csv": text, "b.csv": text}), Writes(pages))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_run_that_is_killed_leaves_whole_files_and_no_record_of_what_is_not_there(tmp_path: Path) -> None:
    # A process of its own forks: a test runner has threads, which do not survive forking.
    subprocess.run([sys.executable, __file__, str(tmp_path)], check=True, timeout=120)

    complete = 0
    for name in range(20):
        folder = tmp_path / str(name)
        texts = [path.read_text() for path in folder.rglob("*.csv")]
        assert texts == [f"{text.split()[0]} " * 50_000 for text in texts]
        if (folder / "run.json").exists():
            complete += 1
            for output in json.loads((folder / "run.json").read_bytes())["outputs"]:
                assert hashlib.sha256((folder / output["path"]).read_bytes()).hexdigest() == output["sha256"]
        # Whatever was in its place when it was killed, the next run leaves nothing behind that it did not write.
        published(folder, Writes({"a.csv": "last"}), Writes({}))
        seen = [path.name for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".kpicore-")]
        assert sorted(seen) == ["a.csv", "run.json"]
    assert complete


def kill_twenty(tmp_path: Path) -> None:
    moments = random.Random(7)
    for name in range(20):
        folder = tmp_path / str(name)
        child = os.fork()
        if child == 0:
            publish_until_killed(folder)
        while not (folder / "run.json").exists():
            time.sleep(0.001)
        time.sleep(moments.uniform(0, 0.05))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    kill_twenty(Path(sys.argv[1]))
