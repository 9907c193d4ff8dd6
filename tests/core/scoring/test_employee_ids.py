"""Ids of a system become employee ids by a file with a column of each; nobody is guessed or merged."""

from hashlib import sha256
from pathlib import Path

import pytest

from kpicore.errors import Lang
from tests.core.scoring.centre import entered, metric, scheme
from tests.core.scoring.tables import SUFFIX, FileKind, cell, content, folder_with, here, rows
from tests.pipelines import column, problems, run

KINDS: list[FileKind] = ["csv", "excel"]
SCHEME = scheme(metric("calls", 'unit = "count"\ndefault = 0') + entered("calls"))
PEOPLE = "employee,name\n0001,甲\n0002,乙\n0003,丙\n"
CALLS = "agent,calls\nSIP/1001,1\n SIP/1002 ,2\n"
IDS = "agent,工号,备注\nSIP/1002,0002,\nSIP/1001,0001,夜班\n"


def centre(folder: Path, kind: FileKind, people: str = PEOPLE, calls: str = CALLS, ids: str = IDS) -> Path:
    options = (
        f'columns = {{ employee = "agent" }}\nemployees = {{ file = "ids{SUFFIX[kind]}", from = "agent", to = "工号" }}'
    )
    return folder_with(folder, SCHEME, {"people": people, "calls": calls, "-ids": ids}, {"calls": options}, kind)


def refused(folder: Path, lang: Lang = "en") -> list[str]:
    return [problem.line(lang).removeprefix(f"{folder}/") for problem in problems(folder)]


@pytest.mark.parametrize("kind", KINDS)
def test_the_ids_of_a_source_become_employee_ids_and_the_file_is_recorded(kind: FileKind, tmp_path: Path) -> None:
    results = run(centre(tmp_path, kind))

    assert column(results, "agents", "metric.calls") == {"0001": 1.0, "0002": 2.0, "0003": 0.0}
    recorded = {record.path: record.sha256 for record in results.inputs}
    for name, table in (("people", PEOPLE), ("calls", CALLS), ("ids", IDS)):
        file = f"{name}{SUFFIX[kind]}"
        assert recorded.pop(file) == sha256((tmp_path / file).read_bytes()).hexdigest()
        assert kind == "excel" or (tmp_path / file).read_bytes() == content(rows(table), kind)
    assert recorded == {}


@pytest.mark.parametrize("kind", KINDS)
def test_ids_that_the_file_does_not_have_are_left_out_counted_and_the_first_are_named(
    kind: FileKind, tmp_path: Path
) -> None:
    others = "".join(f"SIP/200{number},1\n" for number in range(7))
    centre(tmp_path, kind, calls=f"{CALLS}{others}SIP/2000,5\n")

    [warning, *_] = run(tmp_path).warnings
    named = "SIP/2000, SIP/2001, SIP/2002, SIP/2003, SIP/2004 …"
    place = here(kind, "calls")
    file = here(kind, "ids").partition("!")[0]
    assert warning.line("en") == (
        f"{place}: warning unknown-ids: source calls: ids that {file} does not have, left out: 7: {named}"
    )
    assert (
        warning.line("zh")
        == f"{place}: warning unknown-ids: 来源 calls 有 7 个编号不在对照表 {file} 中，未计入：{named}"
    )


def test_the_people_themselves_all_have_to_be_in_the_file(tmp_path: Path) -> None:
    options = {"people": 'employees = { file = "ids.csv", from = "agent", to = "工号" }'}
    table = {"people": "employee,calls\nSIP/1001,1\nSIP/9,2\n", "-ids": IDS}
    folder_with(tmp_path, SCHEME, table, options, "csv")

    assert refused(tmp_path) == [
        (
            "people.csv: error unknown-ids: people gives the people, but ids of it are not in ids.csv: 1: SIP/9 "
            "(add them to the table)"
        )
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_everything_wrong_with_the_file_is_refused_in_its_cells(kind: FileKind, tmp_path: Path) -> None:
    ids = "agent,工号\nSIP/1001,0001\nSIP/1001,0002\n,0003\nSIP/1004,\nSIP/1005,1.2E+17\n2026-10-05,0005\n"
    centre(tmp_path, kind, ids=ids)

    assert [line.partition(" (")[0] for line in refused(tmp_path)] == [
        f"{cell(kind, 'ids', 'A', 4)}: error empty-key: agent: agent is empty",
        f"{cell(kind, 'ids', 'A', 7)}: error date: agent: the id 2026-10-05 is a date or a time",
        f"{cell(kind, 'ids', 'B', 5)}: error empty-key: 工号: 工号 is empty",
        (
            f"{cell(kind, 'ids', 'B', 6)}: error damaged-id: 工号: id 1.2E+17 was turned into a power of ten by a "
            "spreadsheet; its digits are lost"
        ),
        f"{cell(kind, 'ids', 'A', 3)}: error duplicate: agent: agent SIP/1001 is there already, in row 2",
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_two_ids_of_one_person_are_not_added_up(kind: FileKind, tmp_path: Path) -> None:
    centre(tmp_path, kind, ids="agent,工号\nSIP/1001,0001\nSIP/1002,0001\n")

    hint = "have the source give one row for both, or take one of them out of the table of ids"
    [line] = refused(tmp_path)
    if kind == "excel":  # cells come without white space around
        line = line.replace("“SIP/1002”", "“ SIP/1002 ”")
    assert line == (
        f"{cell(kind, 'calls', 'A', 3)}: error duplicate: agent: “ SIP/1002 ” is employee 0001, who is there already "
        f"in row 2 as “SIP/1001” ({hint})"
    )


def test_ids_that_differ_by_what_cannot_be_seen_are_the_same(tmp_path: Path) -> None:
    table = {"people": "employee,calls\n0001,1\n\u30000001\u200b,2\n"}
    folder_with(tmp_path, SCHEME, table, {}, "csv")

    assert refused(tmp_path, "zh") == [
        (
            "people.csv:3: error duplicate: employee: 工号 0001 重复：这里写作“\u30000001\u200b”，第 2 行写作“0001” "
            "(首尾的空格和看不见的字符不算工号的一部分)"
        )
    ]


@pytest.mark.parametrize(
    ("employees", "said"),
    [
        (
            '{ file = "ids.csv", from = "agnt", to = "工号" }',
            "ids.csv: error missing-column: agnt: column agnt is missing (did you mean agent?)",
        ),
        (
            '{ file = "ids.txt", from = "agent", to = "工号" }',
            (
                "pipeline.toml:11:22: error employees-suffix: sources.calls.employees.file: a table of ids cannot be a "
                ".txt file (it can be .csv, .xlsx, .xlsm)"
            ),
        ),
        (
            '{ file = "none.csv", from = "agent", to = "工号" }',
            "none.csv: error no-file: there is no such file (paths start in the pipeline's folder)",
        ),
        (
            '{ file = "ids.csv", from = "agent", to = "agent" }',
            (
                "pipeline.toml:11:54: error employees-same-column: sources.calls.employees.to: `from` and `to` are the "
                "same column (`from` is the column of the source's ids, `to` that of employee ids)"
            ),
        ),
        (
            '{ file = "ids.csv", from = "agent" }',
            "pipeline.toml:11:13: error missing-key: sources.calls.employees.to: this key is missing; it takes a text",
        ),
        (
            '"ids.csv"',
            (
                "pipeline.toml:11:13: error wrong-type: sources.calls.employees: expected a table, found the text "
                '"ids.csv"'
            ),
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(employees: str, said: str, tmp_path: Path) -> None:
    options = {"calls": f'columns = {{ employee = "agent" }}\nemployees = {employees}'}
    tables = {"people": PEOPLE, "calls": CALLS, "-ids": IDS}
    folder_with(tmp_path, SCHEME, tables, options, "csv")

    assert refused(tmp_path) == [said]


def test_a_source_of_teams_has_no_employee_ids(tmp_path: Path) -> None:
    document = centre(tmp_path, "csv") / "pipeline.toml"
    with document.open("a", encoding="utf-8") as file:
        file.write(
            '[sources.team]\nkind = "stage"\nstage = "agents"\nby = "team"\nmeans = { x = "total" }\n'
            'units = { x = "percent" }\nemployees = { file = "ids.csv", from = "a", to = "b" }\n'
        )

    assert [problem.code for problem in problems(tmp_path)] == ["units-of-stage", "employees-other-key"]


def test_the_path_of_the_file_may_name_the_period(tmp_path: Path) -> None:
    document = centre(tmp_path, "csv") / "pipeline.toml"
    document.write_text(document.read_text(encoding="utf-8").replace("ids.csv", "ids-{period}.csv"), encoding="utf-8")
    (tmp_path / "ids.csv").rename(tmp_path / "ids-2026-10.csv")

    assert column(run(tmp_path), "agents", "metric.calls") == {"0001": 1.0, "0002": 2.0, "0003": 0.0}
