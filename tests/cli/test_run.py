"""`kpi run`: what it writes, and what it shows when it is done."""

import json
from html import unescape
from pathlib import Path

import pytest

from tests.cli.conftest import Kpi, in_a_process
from tests.cli.desk import PEOPLE

SCORED = """\
employee,name,team,satisfied,polite,knows,punctual,total,rank,grade,outcome
0001,王示例,一组,40,20,27,0,87,2,B,
0002,李示例,一组,50,20,30,-1,99,1,A,表扬
0003,赵示例,二组,25,10,,0,50,3,C,
"""


def test_a_run_writes_its_files_below_output_and_period(kpi: Kpi, folder: Path) -> None:
    assert kpi("run", "pipeline.toml").code == 0
    assert (folder / "out/2026-10/agents.csv").read_text(encoding="utf-8-sig") == SCORED
    assert sorted(path.name for path in (folder / "out/2026-10").iterdir()) == ["agents.csv", "run.json"]


def test_output_is_relative_to_where_one_stands_and_the_document_s_to_the_document(
    kpi: Kpi, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "elsewhere").mkdir()
    monkeypatch.chdir(folder / "elsewhere")
    assert kpi("run", "../pipeline.toml").code == 0
    assert (folder / "out/2026-10/run.json").exists()
    assert kpi("run", "../pipeline.toml", "--output", "mine").code == 0
    assert (folder / "elsewhere/mine/2026-10/run.json").exists()


def test_the_period_may_be_given_on_the_command_line(kpi: Kpi, folder: Path) -> None:
    (folder / "in/2026-11.csv").write_text(PEOPLE, encoding="gb18030")
    done = kpi("run", "pipeline.toml", "--period", "2026-11")
    assert done.code == 0
    assert "in/2026-11.csv  encoding gb18030" in done.out
    assert (folder / "out/2026-11/agents.csv").read_text(encoding="utf-8-sig") == SCORED


def test_settings_change_the_document_for_one_run(kpi: Kpi, folder: Path) -> None:
    lenient = (folder / "desk.toml").read_text(encoding="utf-8").replace("B    = 60", "B    = 50")
    (folder / "lenient.toml").write_text(lenient, encoding="utf-8")
    done = kpi(
        "run",
        "pipeline.toml",
        "--set",
        "stages.agents.scheme=lenient.toml",
        "--set",
        "output=there",
        "--set",
        "title=x",
    )
    assert done.code == 0
    assert "A 1 · B 2 · C 0" in done.out
    assert (folder / "there/2026-10/agents.csv").exists()


def test_the_summary_shows_people_mean_grades_warnings_inputs_and_files(kpi: Kpi, folder: Path) -> None:
    done = kpi("run", "pipeline.toml", "--lang", "zh")
    assert done.err == ""
    shown = done.out.splitlines()
    assert shown[:9] == [
        "服务台十月考核 · 2026-10",
        "",
        "阶段    方案        人数  平均总分  等级分布         提醒",
        "agents  服务台座席     3     78.67  A 1 · B 1 · C 1     1",
        "",
        "读取",
        "  in/2026-10.csv  编码 utf-8",
        "",
        "提醒（1）",
    ]
    assert shown[9].startswith("  warning missing-excluded: ")
    assert shown[9].endswith("0003")
    assert shown[10:] == ["", "写出", "  out/2026-10/agents.csv", "  out/2026-10/run.json"]
    english = kpi("run", "pipeline.toml").out
    assert "agents  Desk agent       3  78.67  A 1 · B 1 · C 1         1" in english
    assert "Warnings (1)" in english


def test_a_warning_names_its_file_as_it_is_seen_from_here(
    kpi: Kpi, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = folder / "in/2026-10.csv"
    people.write_text(PEOPLE.replace("manner\n", "manner,room\n").replace(",A\n", ",A,1\n").replace(",B\n", ",B,2\n"))
    monkeypatch.chdir(folder.parent)
    done = kpi("run", Path(folder.name) / "pipeline.toml")
    assert f"{folder.name}/in/2026-10.csv: warning unused-columns" in " ".join(done.out.split())


def test_json_gives_the_record_the_files_and_the_warnings(kpi: Kpi, folder: Path) -> None:
    done = kpi("run", "pipeline.toml", "--format", "json")
    assert done.code == 0
    assert done.data["files"] == ["out/2026-10/agents.csv", "out/2026-10/run.json"]
    assert done.data["run"] == json.loads((folder / "out/2026-10/run.json").read_text(encoding="utf-8"))
    assert done.data["run"]["stages"]["agents"]["grades"] == {"A": 1, "B": 1, "C": 1}
    assert [warning["code"] for warning in done.data["warnings"]] == ["missing-excluded"]


def test_files_of_an_earlier_run_that_are_not_written_any_more_are_removed_and_said(kpi: Kpi, folder: Path) -> None:
    document = folder / "pipeline.toml"
    kpi("run", "pipeline.toml")
    document.write_text(
        document.read_text(encoding="utf-8").replace("stages.agents", "stages.clerks"), encoding="utf-8"
    )
    done = kpi("run", "pipeline.toml", "--lang", "zh")
    assert sorted(path.name for path in (folder / "out/2026-10").iterdir()) == ["clerks.csv", "run.json"]
    said = done.out.splitlines()
    assert said[said.index("删除（上次运行写出，这次不再写）") :][:2] == [
        "删除（上次运行写出，这次不再写）",
        "  out/2026-10/agents.csv",
    ]

    document.write_text(
        document.read_text(encoding="utf-8").replace("stages.clerks", "stages.agents"), encoding="utf-8"
    )
    (folder / "out/2026-10/clerks.csv").write_text("mine", encoding="utf-8")
    done = kpi("run", "pipeline.toml", "--format", "json")
    assert done.data["removed"] == []
    assert done.data["warnings"][-1]["code"] == "output-left"


def test_many_files_in_a_folder_are_counted_and_not_named(kpi: Kpi, folder: Path) -> None:
    document = folder / "pipeline.toml"
    stage = document.read_text(encoding="utf-8").partition("[stages.agents]")[2].partition("\n[")[0]
    more = "".join(f"\n[stages.agents{number}]{stage}" for number in range(10))
    with document.open("a", encoding="utf-8") as file:
        file.write(f"\n{more}")
    assert "  out/2026-10 (12 files)\n" in kpi("run", "pipeline.toml", "--lang", "en").out


def test_a_pipe_that_is_closed_ends_the_command_without_a_word(folder: Path) -> None:
    import subprocess
    import sys

    command = Path(sys.executable).with_name("kpi")
    process = subprocess.Popen([command, "plugins"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()
    _, err = process.communicate()
    assert (process.returncode, err) == (141, b"")


def test_the_installed_command_runs_the_pipeline(folder: Path) -> None:
    done = in_a_process("run", "pipeline.toml", "--lang", "zh")
    assert (done.code, done.err) == (0, "")
    assert "A 1 · B 1 · C 1" in done.out


def test_a_report_shows_what_lint_finds_in_the_policy(kpi: Kpi, folder: Path) -> None:
    pipeline = folder / "pipeline.toml"
    export = '\n[exports.report]\nkind = "html"\naudience = "department"\nlang = "en"\n'
    pipeline.write_text(pipeline.read_text(encoding="utf-8") + export, encoding="utf-8")
    assert kpi("run", "pipeline.toml").code == 0
    said = [found["message"]["en"] for found in kpi("check", "desk.toml", "--format", "json").data["problems"]]
    assert len(said) > 0
    text = unescape((folder / "out/2026-10/report.html").read_text(encoding="utf-8"))
    assert "What a check of the policy found" in text
    assert [each for each in said if each not in text] == []
