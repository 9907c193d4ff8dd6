"""Rosters: whom a form is prepared for, from a file that a person has at hand."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from attrs import evolve

from kpicore import Refused
from kpicore.document import read_scheme
from kpicore.plugin import Registry
from kpicore.scheme import Form
from kpicore.scoring.form import make_form
from kpicore.scoring.roster import read_roster
from tests.core.scoring import centre
from tests.pipelines import installed

BODY = (
    f"[groups.skill]\n{centre.label('skill')}\n"
    'values = { phone = { zh = "电话", en = "Phone" }, mail = { zh = "邮件", en = "Mail" } }\n'
    f"[details.post]\n{centre.label('post')}\n" + centre.metric("calls", 'unit = "count"') + centre.entered("calls")
)
FORM = make_form(read_scheme(centre.scheme(BODY).encode(), "scheme.toml", installed()).scheme, "zh")


def roster(folder: Path, text: str, form: Form = FORM, registry: Registry | None = None) -> list[Mapping[str, str]]:
    path = folder / "roster.csv"
    path.write_text(text, encoding="utf-8")
    return list(read_roster(path, form, registry or installed()))


def refused(folder: Path, text: str) -> list[str]:
    with pytest.raises(Refused) as caught:
        roster(folder, text)
    return [problem.line("en").removeprefix(f"{folder}/") for problem in caught.value.problems]


@pytest.mark.parametrize(
    "headings",
    ["employee,name,team,skill,post", "工号,姓名,班组,《skill》,《post》", "EMPLOYEE,Name, Team ,skill,post"],
)
def test_headings_are_ids_or_labels_in_either_language(headings: str, tmp_path: Path) -> None:
    assert roster(tmp_path, f"{headings}\n007,王示例,一组,phone,组长\n") == [
        {"employee": "007", "name": "王示例", "team": "一组", "skill": "phone", "post": "组长"}
    ]


def test_ids_stay_as_they_are_written_and_the_order_is_the_file_s(tmp_path: Path) -> None:
    ids = ["110101199003077712", "007", "7"]
    people = roster(tmp_path, "工号\n" + "\n".join(ids) + "\n")
    assert [person["employee"] for person in people] == ids


@pytest.mark.parametrize("value", ["mail", "邮件", "Mail"])
def test_a_group_is_told_by_the_id_of_its_value(value: str, tmp_path: Path) -> None:
    assert roster(tmp_path, f"工号,skill\n007,{value}\n") == [{"employee": "007", "skill": "mail"}]


def test_what_is_not_known_yet_is_left_to_be_filled_in_and_figures_are_passed_over(tmp_path: Path) -> None:
    assert roster(tmp_path, "工号,姓名,skill,calls,鞋码\n007,王示例,,120,44\n008, ,phone,,\n") == [
        {"employee": "007", "name": "王示例"},
        {"employee": "008", "skill": "phone"},
    ]


def test_a_column_that_the_form_leaves_out_is_passed_over(tmp_path: Path) -> None:
    form = make_form(FORM.scheme, "zh", without=["skill", "team"])
    assert roster(tmp_path, "工号,skill,班组\n007,nothing,一组\n", form) == [{"employee": "007"}]


def test_everything_wrong_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    lines = refused(tmp_path, "工号,姓名,skill\n007,王示例,phone\n,李示例,mail\n007,赵示例,phnoe\n合计,,\n")
    assert [line.partition(" (")[0] for line in lines] == [
        "roster.csv:3: error empty-key: 工号: employee is empty",
        "roster.csv:5: error totals-row: 工号: this row is “合计”, not a person",
        "roster.csv:4: error duplicate: 工号: employee 007 is there already, in row 2",
        "roster.csv:4: error unknown-group: skill: phnoe is not a value of skill",
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("姓名\n王示例\n", "missing-column"),
        ("工号,employee\n007,007\n", "column-twice"),
        ("工号,姓名,name\n007,a,b\n", "column-twice"),
        ("工号,姓名\n", "nobody"),
        ("", "csv-empty"),
    ],
)
def test_a_file_that_is_no_roster_is_refused(text: str, code: str, tmp_path: Path) -> None:
    [line] = refused(tmp_path, text)
    assert f"error {code}: " in line


def test_a_file_that_is_not_there_or_cannot_be_a_roster_is_refused(tmp_path: Path) -> None:
    (tmp_path / "roster.docx").write_bytes(b"")
    codes = []
    for name in ("gone.csv", "roster.docx"):
        with pytest.raises(Refused) as caught:
            read_roster(tmp_path / name, FORM, installed())
        [problem] = caught.value.problems
        codes.append((problem.code, problem.message.en, problem.hint and problem.hint.en))
    assert codes[0][0] == "no-file"
    assert codes[1] == ("roster-suffix", "a roster cannot be a .docx file", "it can be .csv, .xlsx")


def test_without_the_plugin_that_reads_such_files_the_kind_is_named(tmp_path: Path) -> None:
    registry = evolve(installed(), sources={})
    with pytest.raises(Refused) as caught:
        roster(tmp_path, "工号\n007\n", registry=registry)
    assert "there is no metric source of kind csv" in caught.value.problems[0].message.en
