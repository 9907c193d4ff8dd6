"""`kpi template`: the form of a scheme, as a person asks for it."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.cli.conftest import Kpi, in_a_process
from tests.cli.desk import SCHEME

HEADER, FIRST = 5, 6


def sheet(path: Path, name: str = "Form") -> Worksheet:
    found: Worksheet = load_workbook(path)[name]
    return found


def facts(path: Path) -> dict[str, list[str]]:
    """What the hidden sheet says."""
    rows = sheet(path, "kpicore").iter_rows(values_only=True)
    return {str(row[0]): [str(value) for value in row[1:] if value is not None] for row in rows}


def test_the_form_of_an_installed_scheme_is_named_like_its_position(kpi: Kpi, folder: Path) -> None:
    done = kpi("template", "hotline-10086/shift-leader")
    assert (done.code, done.out) == (0, "shift-leader.xlsx\n")
    assert done.err == 'Filled in, it is a source: kind = "excel", path = "shift-leader.xlsx"\n'
    assert facts(folder / "shift-leader.xlsx")["scheme"] == ["hotline-10086/shift-leader"]
    assert facts(folder / "shift-leader.xlsx")["period"] == [""]


def test_a_scheme_by_its_path_a_period_and_a_file(kpi: Kpi, folder: Path) -> None:
    done = kpi("template", "desk.toml", "-o", "in/form.xlsx", "--period", "2026-10", "--lang", "zh")
    assert (done.code, done.out) == (0, f"{Path('in/form.xlsx')}\n")
    assert done.err.startswith("填好后，在流程文件的来源中写：")
    said = facts(folder / "in" / "form.xlsx")
    assert (said["scheme"], said["version"], said["period"]) == (["desk/agent"], ["3"], ["2026-10"])
    assert said["columns"] == ["employee", "name", "team", "skill", "satisfaction", "manner", "exam", "late"]
    assert sheet(folder / "in" / "form.xlsx", "填报表").cell(HEADER, 1).value == "*工号"


def test_people_of_a_roster_stand_in_it_and_columns_can_be_left_out(kpi: Kpi, folder: Path) -> None:
    (folder / "roster.csv").write_text("工号,姓名,班组,技能组\n007,=王示例,一组,邮件\n008,李示例,,\n", encoding="utf-8")
    done = kpi(
        "template", "desk.toml", "-o", "f.xlsx", "--people", "roster.csv", "--without", "late", "--without", "team"
    )
    assert done.code == 0, done.err
    form = sheet(folder / "f.xlsx")
    assert facts(folder / "f.xlsx")["columns"] == ["employee", "name", "skill", "satisfaction", "manner", "exam"]
    rows = [[cell.value for cell in row[:3]] for row in form.iter_rows(min_row=FIRST, max_row=FIRST + 2)]
    assert rows == [["007", "=王示例", "Mail"], ["008", "李示例", None], [None, None, None]]
    assert form.cell(FIRST, 2).data_type == "s"


def test_a_form_that_was_filled_in_is_the_next_one_s_roster(kpi: Kpi, folder: Path) -> None:
    (folder / "roster.csv").write_text("employee,name,skill\n007,王示例,mail\n", encoding="utf-8")
    assert kpi("template", "desk.toml", "-o", "october.xlsx", "--people", "roster.csv", "--period", "2026-10").code == 0
    done = kpi("template", "desk.toml", "-o", "november.xlsx", "--people", "october.xlsx", "--period", "2026-11")
    assert done.code == 0, done.err
    assert [sheet(folder / "november.xlsx").cell(FIRST, column).value for column in (1, 2, 4)] == [
        "007",
        "王示例",
        "Mail",
    ]


def test_a_file_that_is_there_is_left_alone(kpi: Kpi, folder: Path) -> None:
    (folder / "agent.xlsx").write_bytes(b"somebody's work")
    done = kpi("template", "desk.toml")
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("agent.xlsx: error file-exists: ")
    assert (folder / "agent.xlsx").read_bytes() == b"somebody's work"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "form.xls"], "form.xls: error form-suffix: no form can be written as .xls (it can be .xlsx)"),
        (["-o", "form"], "form: error form-suffix: no form can be written as ? (it can be .xlsx)"),
        (["--period", "2026-13"], "--period: error bad-period: 2026-13 is not a period"),
        (["--without", "exma"], "--without: error unknown-column: the form of scheme desk/agent has no column exma"),
        (["--people", "gone.csv"], "gone.csv: error no-file: "),
        (["--people", "in/2026-10.csv", "--without", "employee"], "--without: error unknown-column: "),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(arguments: list[str], said: str, kpi: Kpi, folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    done = kpi("template", "desk.toml", *arguments)
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith(said)
    assert sorted(folder.rglob("*")) == before


def test_a_roster_with_mistakes_tells_them_all_with_their_lines(kpi: Kpi, folder: Path) -> None:
    (folder / "roster.csv").write_text("工号,技能组\n007,phone\n007,phnoe\n", encoding="utf-8")
    done = kpi("template", "desk.toml", "--people", "roster.csv")
    assert done.code == 3
    assert [line.partition(": error ")[0] for line in done.err.splitlines()] == ["roster.csv:3", "roster.csv:3"]


def test_without_a_plugin_for_forms_the_one_to_install_is_named(
    kpi: Kpi, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KPICORE_PLUGINS", "csv")
    done = kpi("template", "desk.toml")
    assert done.code == 3
    assert done.err == "agent.xlsx: error form-suffix: no form can be written as .xlsx (install kpicore-excel)\n"


FORM = """\
from typing import ClassVar

from attrs import frozen

from kpicore import hookimpl

@frozen
class Form:
    kind: ClassVar[str] = "own"
    suffix: ClassVar[str] = "SUFFIX"

    def write(self, form, file):
        file.write(b"half of a form")
        raise KeyError("somewhere inside")

@hookimpl
def kpicore_forms():
    return [Form]
"""
SCHEMES = """\
from pathlib import Path

from kpicore import hookimpl

@hookimpl
def kpicore_schemes():
    return [Path(__file__).with_name(name) for name in ("old.toml", "new.toml")]
"""


def packages(folder: Path, module: str) -> Path:
    """A folder with the plugin `own`."""
    found = folder / "packages"
    metadata = found / "kpicore_own-1.0.dist-info"
    metadata.mkdir(parents=True)
    (found / "kpicore_own.py").write_text(module, encoding="utf-8")
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: kpicore-own\nVersion: 1.0\n", encoding="utf-8")
    (metadata / "entry_points.txt").write_text("[kpicore]\nown = kpicore_own\n", encoding="utf-8")
    return found


def test_a_plugin_that_fails_is_named_and_leaves_no_file(folder: Path) -> None:
    found = packages(folder, FORM.replace("SUFFIX", ".own"))
    done = in_a_process("template", "desk.toml", "-o", "form.own", PYTHONPATH=str(found))
    assert done.code == 4
    assert "writing the form of desk/agent: plugin own (kpicore-own 1.0) failed: KeyError" in done.err
    assert not (folder / "form.own").exists()


def test_of_two_plugins_for_one_suffix_neither_is_taken(folder: Path) -> None:
    found = packages(folder, FORM.replace("SUFFIX", ".xlsx"))
    done = in_a_process("template", "desk.toml", PYTHONPATH=str(found))
    assert done.code == 3
    assert "several plugins write .xlsx: " in done.err
    assert "kpicore-own 1.0" in done.err


def test_the_period_picks_the_version_that_is_valid_then(folder: Path) -> None:
    found = packages(folder, SCHEMES)
    (found / "new.toml").write_text(SCHEME, encoding="utf-8")
    old = SCHEME.replace('version = "3"', 'version = "2"').replace("from = 2024-01-01", "until = 2023-12-31")
    (found / "old.toml").write_text(old, encoding="utf-8")
    for period, version in {"2023-10": "2", "2024-10": "3"}.items():
        done = in_a_process("template", "desk/agent", "-o", f"{period}.xlsx", "--period", period, PYTHONPATH=str(found))
        assert done.code == 0, done.err
        assert facts(folder / f"{period}.xlsx")["version"] == [version]
