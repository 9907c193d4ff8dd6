"""`kpi run --marked`: copies of refused input with its problems marked. The format here is a text file in which a line
is a row, so that what a source marks can be read off; the workbooks have tests of their own."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import polars as pl
import pytest
from attrs import frozen
from openpyxl import Workbook, load_workbook

from kpicore import Lang, Place, Problem, Refused, SourceContext, Text
from tests.cli.conftest import Kpi
from tests.cli.desk import PEOPLE, PIPELINE
from tests.pipelines import registry_with

UNTOUCHED = "marked, and nobody has changed it\n"


@frozen
class Notebook:
    """Reads lines of comma-separated values as the sheet 十月, and marks problems as lines ``CELL message``."""

    kind: ClassVar[str] = "notebook"

    path: str

    def read(self, context: SourceContext) -> pl.DataFrame:
        lines = context.open(self.path).decode().splitlines()
        headings, *rows = [line.split(",") for line in lines if not line.startswith("#")]
        if headings == ["broken"]:
            raise Refused(Problem("broken", Text("坏了", "broken"), Place(self.path.replace("{period}", "2026-10"))))
        context.cells("十月", {heading: chr(ord("A") + column) for column, heading in enumerate(headings)})
        frame = pl.DataFrame(rows, schema=headings, orient="row")
        return frame.with_columns(pl.Series("_row", range(2, len(rows) + 2), dtype=pl.Int64))

    def marked(self, content: bytes, problems: Sequence[Problem], lang: Lang) -> bytes:
        if b"hopeless" in content:
            raise Refused(Problem("cannot-mark", Text("标不了", "cannot be marked"), Place(self.path)))
        if b"explosive" in content:
            raise ValueError("it went off")
        marks = "".join(f"#{problem.place.cell} {problem.message.in_(lang)}\n" for problem in problems)
        return f"#{UNTOUCHED}{marks}".encode() + content

    def is_untouched_copy(self, content: bytes) -> bool:
        return content.startswith(f"#{UNTOUCHED}".encode())


@pytest.fixture(autouse=True)
def notebooks(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pipeline of the desk, its people in a notebook in which two figures are wrong."""
    registry = registry_with([Notebook])
    monkeypatch.setattr("kpicore.plugin.load_plugins", lambda: registry)
    (folder / "pipeline.toml").write_text(PIPELINE.replace('"csv"\npath', '"notebook"\npath', 1), encoding="utf-8")
    spoil(folder)


def spoil(folder: Path) -> None:
    wrong = PEOPLE.replace("0.98,90", "98.5,九十").replace("0,B", "0,F")
    (folder / "in" / "2026-10.csv").write_text(wrong, encoding="utf-8")


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_copy_is_written_with_the_cells_marked_in_the_language_of_the_command(kpi: Kpi, folder: Path) -> None:
    before = files(folder)
    content = (folder / "in" / "2026-10.csv").read_text(encoding="utf-8")

    done = kpi("run", "pipeline.toml", "--marked", "errors.csv", "--lang", "zh")

    assert (done.code, done.out) == (3, "")
    assert [line.partition(" ")[0] for line in done.err.splitlines()] == [
        *(f"in/2026-10.csv!十月!{cell}:" for cell in ("E2", "H4", "F2")),
        "已标注出错的单元格：errors.csv",
    ]
    assert files(folder) - before == {"errors.csv"}
    assert (folder / "errors.csv").read_text(encoding="utf-8") == (
        f"#{UNTOUCHED}#E2 98.5 超出比率的范围（0–1）\n#H4 等级 F 不在评分表中\n#F2 九十 不是数字\n{content}"
    )


def test_for_programs_the_problems_carry_sheet_and_cell_and_the_copy_is_said_on_stderr(kpi: Kpi, folder: Path) -> None:
    done = kpi("run", "pipeline.toml", "--marked", "errors.csv", "--format", "json")

    assert done.code == 3
    assert [(each["sheet"], each["cell"]) for each in done.data["problems"]] == [
        ("十月", "E2"),
        ("十月", "H4"),
        ("十月", "F2"),
    ]
    assert done.err == "The cells are marked in errors.csv\n"
    assert (folder / "errors.csv").is_file()


def test_nothing_is_written_where_nothing_is_refused(kpi: Kpi, folder: Path) -> None:
    (folder / "in" / "2026-10.csv").write_text(PEOPLE, encoding="utf-8")

    done = kpi("run", "pipeline.toml", "--marked", "errors.csv")

    assert (done.code, done.err) == (0, "")
    assert not (folder / "errors.csv").exists()


@pytest.mark.parametrize("broken", ["broken\n", "employee\n\n"])
def test_nothing_is_written_where_no_sheet_can_be_marked(broken: str, kpi: Kpi, folder: Path) -> None:
    (folder / "in" / "2026-10.csv").write_text("broken\n", encoding="utf-8")

    done = kpi("run", "pipeline.toml", "--marked", "errors.csv")

    assert done.code == 3
    assert done.err.splitlines()[-1] == "No workbook has cells to mark"
    assert not (folder / "errors.csv").exists()


def test_a_file_that_somebody_has_made_or_changed_is_left_alone(kpi: Kpi, folder: Path) -> None:
    (folder / "errors.csv").write_text("mine\n", encoding="utf-8")
    done = kpi("run", "pipeline.toml", "--marked", "errors.csv")
    assert done.code == 3
    assert done.err.splitlines()[3:] == [
        (
            "errors.csv: error file-exists: the file exists and has been left alone "
            "(choose another name, or move it away first)"
        )
    ]
    assert (folder / "errors.csv").read_text(encoding="utf-8") == "mine\n"

    content = (folder / "in" / "2026-10.csv").read_bytes()
    done = kpi("run", "pipeline.toml", "--marked", "in/2026-10.csv")
    assert "in/2026-10.csv: error file-exists" in done.err
    assert (folder / "in" / "2026-10.csv").read_bytes() == content


def test_a_copy_that_nobody_has_changed_is_replaced(kpi: Kpi, folder: Path) -> None:
    kpi("run", "pipeline.toml", "--marked", "errors.csv")
    source = folder / "in" / "2026-10.csv"
    source.write_text(source.read_text(encoding="utf-8").replace("九十", "90"), encoding="utf-8")

    done = kpi("run", "pipeline.toml", "--marked", "errors.csv")

    assert done.err.splitlines()[-1] == "The cells are marked in errors.csv"
    assert "#F2" not in (folder / "errors.csv").read_text(encoding="utf-8")
    assert not [path for path in files(folder) if "kpicore" in path]


def test_of_several_files_each_gets_a_copy_named_by_its_source_with_the_files_own_suffix(
    kpi: Kpi, folder: Path
) -> None:
    rows = [line.split(",") for line in (folder / "in" / "2026-10.csv").read_text(encoding="utf-8").splitlines()]
    (folder / "in" / "2026-10.csv").write_text("".join(f"{','.join(row[:-1])}\n" for row in rows), encoding="utf-8")
    (folder / "manner.txt").write_text("".join(f"{row[0]},{row[-1]}\n" for row in rows), encoding="utf-8")
    pipeline = (folder / "pipeline.toml").read_text(encoding="utf-8").replace('["people"]', '["people", "tone"]')
    more = '[sources.tone]\nkind = "notebook"\npath = "manner.txt"\n'
    (folder / "pipeline.toml").write_text(pipeline + more, encoding="utf-8")

    done = kpi("run", "pipeline.toml", "--marked", "out/errors.xlsx")
    assert "out/errors.people.csv: error output-write" in done.err
    (folder / "out").mkdir(exist_ok=True)
    done = kpi("run", "pipeline.toml", "--marked", "out/errors.xlsx")

    assert done.err.splitlines()[-2:] == [
        "The cells are marked in out/errors.people.csv",
        "The cells are marked in out/errors.tone.txt",
    ]
    assert "#B4 " in (folder / "out" / "errors.tone.txt").read_text(encoding="utf-8")
    assert "#B4 " not in (folder / "out" / "errors.people.csv").read_text(encoding="utf-8")


def test_one_file_of_several_gets_the_name_itself(kpi: Kpi, folder: Path) -> None:
    (folder / "extra.csv").write_text("employee\n0001\n0002\n0003\n", encoding="utf-8")
    pipeline = (folder / "pipeline.toml").read_text(encoding="utf-8").replace('["people"]', '["people", "extra"]')
    more = '[sources.extra]\nkind = "notebook"\npath = "extra.csv"\n'
    (folder / "pipeline.toml").write_text(pipeline + more, encoding="utf-8")

    assert kpi("run", "pipeline.toml", "--marked", "errors.csv").err.endswith("are marked in errors.csv\n")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("hopeless", "cannot be marked"),
        ("explosive", "marking errors.csv: plugin tests (kpicore-tests 0) failed: ValueError: it went off"),
    ],
)
def test_a_file_that_cannot_be_marked_is_said_after_what_is_wrong_with_it(
    content: str, said: str, kpi: Kpi, folder: Path
) -> None:
    source = folder / "in" / "2026-10.csv"
    source.write_text(source.read_text(encoding="utf-8").replace("王示例", content), encoding="utf-8")

    done = kpi("run", "pipeline.toml", "--marked", "errors.csv")

    assert done.code == 3
    assert len(done.err.splitlines()) == 4
    assert said in done.err.splitlines()[-1]
    assert not (folder / "errors.csv").exists()


def test_a_broken_plugin_and_a_broken_document_are_what_they_are_without_it(kpi: Kpi, folder: Path) -> None:
    (folder / "pipeline.toml").write_text("title = 1\n", encoding="utf-8")

    assert kpi("run", "pipeline.toml", "--marked", "errors.csv") == kpi("run", "pipeline.toml")


def test_the_copy_is_named_from_the_working_directory(kpi: Kpi, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "elsewhere").mkdir()
    monkeypatch.chdir(folder / "elsewhere")

    done = kpi("run", "../pipeline.toml", "--marked", "errors.csv")

    assert done.err.startswith("../in/2026-10.csv!十月!E2: ")
    assert (folder / "elsewhere" / "errors.csv").is_file()


def test_a_workbook_comes_back_with_its_cells_marked(kpi: Kpi, folder: Path) -> None:
    workbook = Workbook()
    for row in PEOPLE.replace("0.98,90", "98.5,九十").splitlines():
        workbook.active.append(row.split(","))
    workbook.save(folder / "people.xlsx")
    pipeline = PIPELINE.replace('"csv"\npath = "in/{period}.csv"', '"excel"\npath = "people.xlsx"', 1)
    (folder / "pipeline.toml").write_text(pipeline, encoding="utf-8")

    done = kpi("run", "pipeline.toml", "--marked", "errors.xlsx")

    assert done.code == 3
    assert [line.partition(" ")[0] for line in done.err.splitlines()[:-1]] == [
        "people.xlsx!Sheet!E2:",
        "people.xlsx!Sheet!F2:",
    ]
    copy = load_workbook(folder / "errors.xlsx")
    assert {cell.coordinate: cell.comment.text for row in copy["Sheet"] for cell in row if cell.comment} == {
        "E2": "98.5 is out of the range of a ratio (0–1)\n"
        "write ratios from 0 to 1, where 98.5% is 0.985, or with the percent sign",
        "F2": "九十 is not a number\n"
        "write the number alone, without its unit; leave the cell empty where there is no figure",
    }
    assert copy.sheetnames == ["kpicore-errors", "Sheet"]
