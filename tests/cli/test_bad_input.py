"""Bad input, end to end: exit code 3, the file and the row or line, what to do, and nothing written."""

from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import frozen

from tests.cli.conftest import Kpi
from tests.cli.desk import PEOPLE, PIPELINE, SCHEME

IN = "in/2026-10.csv"


@frozen
class Case:
    """What is wrong: how the files are spoiled; where it is told to be, with which code; words of what to do."""

    name: str
    spoil: Callable[[Path], object]
    place: str
    code: str
    advice: str
    advice_zh: str

    def __str__(self) -> str:
        return self.name


def people(old: str, new: str) -> Callable[[Path], object]:
    return _replaced(IN, PEOPLE, old, new)


def scheme(old: str, new: str) -> Callable[[Path], object]:
    return _replaced("desk.toml", SCHEME, old, new)


def pipeline(old: str, new: str) -> Callable[[Path], object]:
    return _replaced("pipeline.toml", PIPELINE, old, new)


def _replaced(file: str, text: str, old: str, new: str) -> Callable[[Path], object]:
    assert old in text
    return lambda folder: (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def _no_encoding(folder: Path) -> None:
    (folder / IN).write_bytes(PEOPLE.encode() + b"0004,\xff\xff\xfe\x81,x,phone,1,1,0,A\n")


def _folder_for_input(folder: Path) -> None:
    (folder / IN).unlink()
    (folder / IN).mkdir()


def _folder_for_scheme(folder: Path) -> None:
    (folder / "desk.toml").unlink()
    (folder / "desk.toml").mkdir()


def _deep(folder: Path) -> None:
    (folder / "desk.toml").write_text(SCHEME + "deep = " + "[" * 5000 + "]" * 5000 + "\n", encoding="utf-8")


CIRCLE = PIPELINE.replace('from   = ["people"]', 'from   = ["people", "own"]') + (
    '\n[sources.own]\nkind = "stage"\nstage = "agents"\nby = "team"\nmeans = { exam = "total" }\n'
)

CASES = [
    Case("a missing column", people("satisfaction", "content"), IN, "missing-column", "known", "已知"),
    Case("an empty required value", people(",0,A", ",,A"), f"{IN}:2", "missing-metric", "fill it in", "请补上"),
    Case(
        "98.5 in a ratio column",
        people("0.98", "98.5"),
        f"{IN}:2",
        "out-of-range",
        "98.5% is 0.985",
        "98.5% 写作 0.985",
    ),
    Case("97% in a column of marks", people(",90,", ",97%,"), f"{IN}:2", "percentage", "no ratio", "不是比率"),
    Case("an error of a formula", people("0.98", "#DIV/0!"), f"{IN}:2", "error-value", "put the formula", "改正公式"),
    Case("a formula", people("0.98", "=A1"), f"{IN}:2", "formula", "open and save it", "打开并保存"),
    Case("a date for a number", people(",90,", ",2026-10-05,"), f"{IN}:2", "date", "format the cell", "常规格式"),
    Case("a totals row", people("0003", "合计"), f"{IN}:4", "totals-row", "delete the row", "删去这一行"),
    Case("text in a number column", people(",90,", ",absent,"), f"{IN}:2", "not-a-number", "not a number", "不是数字"),
    Case("not a number", people(",90,", ",NaN,"), f"{IN}:2", "not-finite", "leave the cell empty", "请留空"),
    Case("infinity", people(",100,", ",inf,"), f"{IN}:3", "not-finite", "leave the cell empty", "请留空"),
    Case("a duplicate employee", people("0003", "0001"), f"{IN}:4", "duplicate", "row 2", "第 2 行"),
    Case(
        "an unknown skill group",
        people("mail", "mial"),
        f"{IN}:3",
        "unknown-group",
        "did you mean mail?",
        "是否指 mail",
    ),
    Case("an unknown letter", people("0,B", "0,F"), f"{IN}:4", "unknown-letter", "known: A, B", "已知：A, B"),
    Case(
        "an unknown scheme",
        pipeline("desk.toml", "desk/agent"),
        "pipeline.toml:9:10",
        "unknown-scheme",
        "known",
        "已知",
    ),
    Case(
        "no such scheme file",
        pipeline("desk.toml", "dusk.toml"),
        "pipeline.toml:9:10",
        "no-file",
        "dusk.toml",
        "dusk.toml",
    ),
    Case("an unknown kind", pipeline('"csv"', '"cvs"'), "pipeline.toml:5:8", "unknown-kind", "csv", "csv"),
    Case(
        "points that are no number",
        scheme("points     = 50", 'points = "fifty"'),
        "desk.toml:26:10",
        "wrong-type",
        "number",
        "数字",
    ),
    Case("an encoding that cannot be told", _no_encoding, IN, "csv-encoding", "CSV UTF-8", "CSV UTF-8"),
    Case("nesting beyond reason", _deep, "desk.toml:", "too-deep", "", ""),
    Case("a folder where input should be", _folder_for_input, IN, "is-folder", "folder", "文件夹"),
    Case(
        "a folder where a scheme should be",
        _folder_for_scheme,
        "pipeline.toml:9:10",
        "folder-for-file",
        "not a file",
        "应为文件",
    ),
    Case("no such input", lambda folder: (folder / IN).unlink(), IN, "no-file", "paths start", "路径"),
    Case("broken TOML", pipeline("[stages.agents]", "[stages.agents"), "pipeline.toml:8:", "", "", ""),
    Case(
        "a circle",
        lambda f: (f / "pipeline.toml").write_text(CIRCLE, encoding="utf-8"),
        "pipeline.toml:8",
        "circle",
        "earlier ones",
        "更早",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_bad_input_is_named_and_nothing_is_written(kpi: Kpi, folder: Path, case: Case) -> None:
    case.spoil(folder)
    before = sorted(folder.rglob("*"))
    english = kpi("run", "pipeline.toml")
    chinese = kpi("run", "pipeline.toml", "--lang", "zh")
    data = kpi("run", "pipeline.toml", "--format", "json")
    assert (english.code, english.out) == (3, "")
    assert (chinese.code, data.code) == (3, 3)
    lines = english.err.splitlines()
    assert any(line.startswith(case.place) and f"error {case.code}" in line and case.advice in line for line in lines)
    assert case.advice_zh in chinese.err
    assert len(data.data["problems"]) == len(lines)
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("case", CASES, ids=str)
def test_explain_refuses_the_same(kpi: Kpi, folder: Path, case: Case) -> None:
    case.spoil(folder)
    assert kpi("explain", "pipeline.toml", "0001") == kpi("run", "pipeline.toml")


def test_an_output_folder_that_cannot_be_written_is_named_before_the_work_begins(kpi: Kpi, folder: Path) -> None:
    (folder / "taken").write_text("not a folder")
    done = kpi("run", "pipeline.toml", "--output", "taken")
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("taken: error output-folder")
    assert "--output" in done.err


def test_a_failed_run_leaves_the_earlier_results(kpi: Kpi, folder: Path) -> None:
    assert kpi("run", "pipeline.toml").code == 0
    before = {path: path.read_bytes() for path in (folder / "out").rglob("*") if path.is_file()}
    people("0.98", "98.5")(folder)
    assert kpi("run", "pipeline.toml").code == 3
    assert {path: path.read_bytes() for path in (folder / "out").rglob("*") if path.is_file()} == before


def test_all_problems_are_told_at_once(kpi: Kpi, folder: Path) -> None:
    spoiled = PEOPLE.replace("0.98", "97").replace("mail", "letters").replace("0,B", "0,F")
    (folder / IN).write_text(spoiled, encoding="utf-8")
    done = kpi("run", "pipeline.toml")
    assert sorted(line.partition(":")[2][:1] for line in done.err.splitlines()) == ["2", "3", "4"]


def test_problems_alike_are_counted_beyond_the_twentieth(kpi: Kpi, folder: Path) -> None:
    rows = "".join(f"{number},x,y,phone,{number},50,0,A\n" for number in range(100, 125))
    (folder / IN).write_text(PEOPLE.splitlines()[0] + "\n" + rows, encoding="utf-8")
    done = kpi("run", "pipeline.toml")
    assert done.code == 3
    assert len(done.err.splitlines()) == 21
    assert done.err.splitlines()[-1] == "… and 5 more like it (out-of-range)"
    assert len(kpi("run", "pipeline.toml", "--format", "json").data["problems"]) == 25


def test_a_problem_s_line_cannot_steer_the_terminal(kpi: Kpi, folder: Path) -> None:
    people("mail", "\x1b[31mred")(folder)
    done = kpi("run", "pipeline.toml")
    assert done.code == 3
    assert "\x1b" not in done.err
    assert "\\x1b[31mred" in done.err


def test_input_files_are_named_as_seen_from_here(kpi: Kpi, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    people("0.98", "98.5")(folder)
    monkeypatch.chdir(folder.parent)
    done = kpi("run", f"{folder.name}/pipeline.toml")
    assert done.err.startswith(f"{folder.name}/in/2026-10.csv:2: error out-of-range: satisfaction: ")


def test_a_setting_is_the_place_of_what_it_breaks(kpi: Kpi, folder: Path) -> None:
    assert kpi("run", "pipeline.toml", "--period", "2026-13").err.startswith("--period: error bad-period: period: ")
    done = kpi("run", "pipeline.toml", "--set", "stages.agent.scheme=desk.toml")
    assert done.code == 3
    assert done.err.startswith("--set: error unknown-setting: stages.agent")
    assert "stages.agents" in done.err
