from pathlib import Path

import duckdb
import polars as pl
import pytest

from kpicore.errors import Lang, PluginFailed, Refused
from kpicore.scheme import StageResults
from tests.core.scoring.centre import centre, column_of, entered, frames, giving, indicator, metric, scheme
from tests.pipelines import column, problems, run, written

CALLS = metric("calls", 'unit = "count"')
RATE = metric("rate", 'unit = "ratio"')
ONE = scheme(CALLS + entered("calls"))
TWO = scheme(CALLS + RATE + entered("calls", "rate"), full=20)


RATIO = "(write ratios from 0 to 1, where 98.5% is 0.985, or with the percent sign)"
OUTSIDE = f"out of the range of a ratio (0–1) {RATIO}"


def agents(folder: Path) -> StageResults:
    return run(folder).stages["agents"]


def warned(folder: Path, lang: Lang = "en") -> list[str]:
    results = run(folder)
    return [warning.line(lang) for warning in (*results.stages["agents"].warnings, *results.warnings)]


def refused(folder: Path, lang: Lang = "en") -> list[str]:
    return [problem.line(lang) for problem in problems(folder)]


# Who is scored


def test_the_first_source_gives_the_people_and_their_order_the_others_are_joined_on_employee(tmp_path: Path) -> None:
    tables = {
        "people": "employee,name,team,calls\n0103,丙,east,3\n440101199001011234,甲,,1\n0007,,west,2\n",
        "quality": "rate,employee,name\n0.5,0007,x\n0.25, 440101199001011234 ,y\n1,0103,z\n",
    }
    frame = agents(centre(tmp_path, TWO, tables)).frame

    assert frame.select("employee", "name", "team", "metric.calls", "metric.rate").rows() == [
        ("0103", "丙", "east", 3.0, 1.0),
        ("440101199001011234", "甲", None, 1.0, 0.25),
        ("0007", None, "west", 2.0, 0.5),
    ]


@pytest.mark.parametrize(
    ("where", "kept"),
    [
        ('{ position = "agent" }', ["1", "3", "4"]),
        ('{ position = ["agent", "guide"] }', ["1", "3", "4", "5"]),
        ('{ position = "agent", site = "north" }', ["1", "4"]),
        ("{ level = 2 }", ["3"]),
    ],
)
def test_where_keeps_the_people_with_one_of_its_values(where: str, kept: list[str], tmp_path: Path) -> None:
    people = (
        "employee,position,site,level,calls\n"
        "1,agent,north,1,1\n2,leader,north,1,1\n3,agent,south,2,1\n4, agent,north,1,1\n5,guide,north,,1\n"
    )
    frame = agents(centre(tmp_path, ONE, {"people": people}, f"where = {where}")).frame

    assert frame["employee"].to_list() == kept


@pytest.mark.parametrize(
    ("where", "said", "gesagt"),
    [
        (
            '{ position = "Agent" }',
            "people.csv: error nobody: position: nobody has position = Agent (there is: agent, leader)",
            "people.csv: error nobody: position: 没有人的 position 是 Agent (现有取值：agent, leader)",
        ),
        (
            '{ position = "agent", site = ["west", "east"] }',
            "people.csv: error nobody: site: nobody has site = west, east (there is: north)",
            "people.csv: error nobody: site: 没有人的 site 是 west, east (现有取值：north)",
        ),
        (
            '{ positon = "agent" }',
            "people.csv: error missing-column: positon: column positon is missing (did you mean position?)",
            "people.csv: error missing-column: positon: 缺少列 positon (是否指 position？)",
        ),
    ],
)
def test_a_where_that_nobody_fits_is_refused_with_what_there_is(
    where: str, said: str, gesagt: str, tmp_path: Path
) -> None:
    people = "employee,position,site,calls\n1,agent,north,1\n2,leader,south,1\n"
    centre(tmp_path, ONE, {"people": people}, f"where = {where}")

    assert refused(tmp_path) == [said]
    assert refused(tmp_path, "zh") == [gesagt]


def test_a_population_without_rows_is_refused(tmp_path: Path) -> None:
    frames(tmp_path, ONE, "")
    empty = pl.DataFrame(schema={"employee": pl.String, "calls": pl.Float64})

    found = problems(tmp_path, giving(empty))

    assert [problem.line("en") for problem in found] == [
        "sources.source0: error nobody: there is nobody to score (the input has no rows)"
    ]


def test_a_person_stands_once_in_every_source_that_is_joined_and_every_row_says_whose_it_is(tmp_path: Path) -> None:
    tables = {
        "people": "employee,calls\n1,1\n2,2\n 1 ,3\n,4\n1,5\n",
        "quality": "employee,rate\n2,0.5\n2,0.5\n,0.5\n",
    }
    centre(tmp_path, TWO, tables)

    assert refused(tmp_path) == [
        "people.csv:5: error empty-key: employee: employee is empty (every row needs one)",
        (
            "people.csv:4: error duplicate: employee: employee 1 is there already, in row 2: “ 1 ” here, “1” there "
            "(spaces and invisible characters around an id are no part of it)"
        ),
        "people.csv:6: error duplicate: employee: employee 1 is there already, in row 2",
        "quality.csv:4: error empty-key: employee: employee is empty (every row needs one)",
        "quality.csv:3: error duplicate: employee: employee 2 is there already, in row 2",
        (
            "quality.csv: error missing-metric: rate: employee 1: source quality has no row with this id "
            "(missing is not 0; fill it in)"
        ),
    ]
    assert [problem.message.zh for problem in problems(tmp_path)][:2] == [
        "工号 为空",
        "工号 1 重复：这里写作“ 1 ”，第 2 行写作“1”",
    ]


def test_an_id_that_a_spreadsheet_took_for_a_number_is_refused(tmp_path: Path) -> None:
    centre(tmp_path, ONE, {"people": "employee,calls\n1.23457E+17,1\n12E3,1\n"})

    (line,) = refused(tmp_path)
    assert line.startswith("people.csv:2: error damaged-id: employee: id 1.23457E+17 was turned into a power of ten")


@pytest.mark.parametrize(
    ("id", "said"),
    [
        ("#N/A", "error-value: employee: the id is a formula's error, #N/A"),
        ("#REF!", "error-value: employee: the id is a formula's error, #REF!"),
        ("=B2", "formula: employee: the id is a formula without a result, =B2"),
        ("2026-10-05", "date: employee: the id 2026-10-05 is a date or a time"),
        ("2026-01-02 00:00:00", "date: employee: the id 2026-01-02 00:00:00 is a date or a time"),
        ("08:30", "date: employee: the id 08:30 is a date or a time"),
        ("合计", "totals-row: employee: this row is “合计”, not a person"),
        ("合　计", "totals-row: employee: this row is “合　计”, not a person"),
        ("总计：", "totals-row: employee: this row is “总计：”, not a person"),
        ("一班小计", "totals-row: employee: this row is “一班小计”, not a person"),
        ("平均", "totals-row: employee: this row is “平均”, not a person"),
        ("平均值", "totals-row: employee: this row is “平均值”, not a person"),
        ("Total", "totals-row: employee: this row is “Total”, not a person"),
        ("GRAND TOTAL", "totals-row: employee: this row is “GRAND TOTAL”, not a person"),
        ("制表人：示例甲", "footnote: employee: “制表人：示例甲” is a note, not an id"),
        ("10\u200b01", "unseen-character: employee: the id 10\u200b01 has a character in it that cannot be seen"),
    ],
)
def test_what_is_no_id_is_refused_by_its_own_name(id: str, said: str, tmp_path: Path) -> None:
    centre(tmp_path, TWO, {"people": f"employee,calls\n1,1\n{id},1\n", "quality": f"employee,rate\n1,1\n{id},1\n"})

    shown = [line.rpartition(" (")[0] for line in refused(tmp_path)]
    assert shown == [f"people.csv:3: error {said}", f"quality.csv:3: error {said}"]


@pytest.mark.parametrize(
    "id", ["007", "１００１", "A-1", "甲", "12:3", "20261005", "#7", "平均一", "Totalo", "1E5", "440101199001011234"]
)
def test_any_other_text_is_an_id_and_stays_as_it_is(id: str, tmp_path: Path) -> None:
    frame = agents(centre(tmp_path, ONE, {"people": f"employee,calls\n\u3000{id}\u00a0\ufeff,1\n"})).frame

    assert frame["employee"].to_list() == [id]


def test_teams_and_positions_that_formulas_failed_to_give_are_refused_and_names_may_begin_with_an_equals_sign(
    tmp_path: Path,
) -> None:
    people = "employee,name,team,calls\n1,=甲,east,1\n2,#N/A,#REF!,1\n3,乙,=B2,1\n"
    centre(tmp_path, ONE, {"people": people})
    assert [line.rpartition(" (")[0] for line in refused(tmp_path)] == [
        "people.csv:3: error error-value: name: #N/A is a formula's error",
        "people.csv:3: error error-value: team: #REF! is a formula's error",
        "people.csv:4: error formula: team: =B2 is a formula without a result",
    ]

    positions = "employee,position,calls\n1,agent,1\n2,#N/A,1\n"
    centre(tmp_path, ONE, {"people": positions}, 'where = { position = "agent" }')
    assert refused(tmp_path) == [
        (
            "people.csv:3: error error-value: position: #N/A is a formula's error "
            "(put the formula right, or write the text itself)"
        )
    ]


def test_who_stands_twice_does_not_keep_wrong_values_from_being_said(tmp_path: Path) -> None:
    tables = {"people": "employee,calls\n1,1\n1,2\n2,many\n", "quality": "employee,rate\n1,98.5\n2,0.5\n2,0.7\n"}
    centre(tmp_path, TWO, tables)

    assert [line.partition(" (")[0] for line in refused(tmp_path)] == [
        "people.csv:3: error duplicate: employee: employee 1 is there already, in row 2",
        "quality.csv:4: error duplicate: employee: employee 2 is there already, in row 3",
        "people.csv:4: error not-a-number: calls: many is not a number",
        f"quality.csv:2: error out-of-range: rate: 98.5 is {OUTSIDE.partition(' (write')[0].partition(' (')[0]}",
    ]


@pytest.mark.parametrize(
    ("people", "carried"),
    [("employee,calls,remarks\n1,1, ok \n2,2,\n", ["ok", None]), ("employee,calls\n1,1\n2,2\n", [None, None])],
)
def test_a_detail_is_carried_as_it_stands_and_need_not_be_there(
    people: str, carried: list[str | None], tmp_path: Path
) -> None:
    details = '[details.remarks]\nlabel = { zh = "备注", en = "Remarks" }\n'
    folder = centre(tmp_path, scheme(CALLS + details + entered("calls")), {"people": people})

    assert agents(folder).frame["detail.remarks"].to_list() == carried
    assert warned(folder) == []


def test_who_is_filtered_out_may_stand_twice(tmp_path: Path) -> None:
    people = "employee,position,calls\n1,agent,1\n2,leader,x\n2,leader,x\n,cleaner,x\n"
    centre(tmp_path, ONE, {"people": people}, 'where = { position = "agent" }')

    assert column(run(tmp_path), "agents", "total") == {"1": 1.0}


def test_rows_without_lines_are_counted_from_the_first(tmp_path: Path) -> None:
    frames(tmp_path, ONE, "")
    twice = pl.DataFrame({"employee": ["0", "1", "2", "1"], "calls": [1, 1, 1, 1]})

    assert [problem.line("en") for problem in problems(tmp_path, giving(twice))] == [
        "sources.source0: error duplicate: employee[1]: employee 1 is there already, in row 2"
    ]


def test_people_whom_the_population_does_not_know_are_counted_and_the_first_five_named(tmp_path: Path) -> None:
    known = "employee,position,calls\n1,agent,1\n2,leader,1\n"
    quality = "employee,rate\n1,0.5\n2,0.5\n" + "".join(f"9{i},0.5\n" for i in range(7))
    centre(tmp_path, TWO, {"people": known, "quality": quality}, 'where = { position = "agent" }')

    assert warned(tmp_path) == [
        "quality.csv: warning unknown-people: source quality: 7 not in people, left out: 90, 91, 92, 93, 94 …"
    ]
    assert warned(tmp_path, "zh") == [
        "quality.csv: warning unknown-people: 来源 quality 有 7 人不在名单 people 中，未计入：90, 91, 92, 93, 94 …"
    ]


def test_what_is_wrong_with_people_who_are_left_out_does_not_matter(tmp_path: Path) -> None:
    tables = {"people": "employee,calls\n1,1\n", "quality": "employee,rate\n1,0.5\n9,97%\n"}

    assert column(run(centre(tmp_path, TWO, tables)), "agents", "metric.rate") == {"1": 0.5}


# Which source gives what


def test_a_column_that_two_sources_give_is_refused_unless_it_only_identifies(tmp_path: Path) -> None:
    tables = {
        "people": "employee,name,team,calls\n1,甲,east,1\n",
        "quality": "employee,name,team,rate,calls\n1,乙,west,0.5,2\n",
    }
    centre(tmp_path, TWO, tables)

    assert refused(tmp_path) == [
        (
            "quality.csv: error column-twice: calls: column calls comes from people, quality: which of them counts? "
            "(leave one source out of `from`, or rename the column with `columns`)"
        )
    ]
    assert problems(tmp_path)[0].message.zh == "数据列 calls 在 people, quality 中都有，无法确定用哪一个"

    tables["quality"] = "employee,name,team,rate\n1,乙,west,0.5\n"
    frame = agents(centre(tmp_path, TWO, tables)).frame
    assert frame.select("name", "team").row(0) == ("甲", "east")


def test_a_column_that_no_source_gives_is_refused_with_the_nearest(tmp_path: Path) -> None:
    tables = {"people": "employee,call\n1,1\n", "quality": "employee,Rate2\n1,0.5\n"}
    centre(tmp_path, TWO, tables)

    assert refused(tmp_path) == [
        (
            "error missing-column: calls: scheme centre/agent needs the column calls (calls), which people, quality "
            "does not have (did you mean call?; where it has another name, say so in `columns`)"
        ),
        (
            "error missing-column: rate: scheme centre/agent needs the column rate (rate), which people, quality "
            "does not have (did you mean Rate2?; where it has another name, say so in `columns`)"
        ),
    ]
    assert problems(tmp_path)[0].message.zh == "方案 centre/agent 需要数据列 calls（《calls》），people, quality 中没有"


RENAMED = """
title = "Centre"
period = "2026-10"
[sources.people]
kind = "csv"
path = "people.csv"
columns = { employee = "工号", calls = "通话量", rate = "比例" }
[stages.agents]
scheme = "scheme.toml"
from = ["people"]
"""


def test_columns_are_renamed_and_messages_call_them_as_the_file_does(tmp_path: Path) -> None:
    files = {"scheme.toml": TWO, "pipeline.toml": RENAMED}
    written(tmp_path, {**files, "people.csv": "工号,通话量,比例,calls\n1,7,97,old\n"})
    assert refused(tmp_path)[0].startswith("people.csv:2: error out-of-range: 比例: 97 is out of the range")

    written(tmp_path, {**files, "people.csv": "工号,通话量,calls\n1,7,old\n"})
    assert refused(tmp_path) == [
        "people.csv: error missing-column: 比例: column 比例 is missing (known: calls, 工号, 通话量)"
    ]

    written(tmp_path, {**files, "people.csv": "工号,通话量,比例,calls,备注\n1,7,1,old,x\n"})
    assert column(run(tmp_path), "agents", "metric.calls") == {"1": 7.0}
    assert warned(tmp_path) == [
        "people.csv: warning unused-columns: source people: columns that nothing uses: 备注",
    ]


def test_one_column_of_a_file_may_be_two_of_ours(tmp_path: Path) -> None:
    pipeline = RENAMED.replace('rate = "比例"', 'rate = "通话量"')
    written(tmp_path, {"scheme.toml": TWO, "pipeline.toml": pipeline, "people.csv": "工号,通话量\n1,0.5\n"})

    assert agents(tmp_path).frame.select("metric.calls", "metric.rate").row(0) == (0.5, 0.5)


def test_columns_that_nothing_uses_are_listed_once_for_all_stages(tmp_path: Path) -> None:
    people = "employee,name,team,position,calls,shoe,hat\n1,甲,east,agent,1,2,3\n2,乙,east,leader,1,2,3\n"
    rates = "employee,rate,name,hat\n2,1,乙,4\n"
    pipeline = """
        title = "Centre"
        period = "2026-10"
        [sources]
        people = { kind = "csv", path = "people.csv" }
        rates = { kind = "csv", path = "rates.csv" }
        [stages]
        agents = { scheme = "one.toml", from = ["people"], where = { position = "agent" } }
        leaders = { scheme = "two.toml", from = ["people", "rates"], where = { position = "leader" } }
    """
    files = {"one.toml": ONE, "two.toml": TWO.replace("centre/agent", "centre/leader")}
    written(tmp_path, {"pipeline.toml": pipeline, "people.csv": people, "rates.csv": rates, **files})

    assert [warning.line("en") for warning in run(tmp_path).warnings] == [
        "people.csv: warning unused-columns: source people: columns that nothing uses: shoe, hat",
        "rates.csv: warning unused-columns: source rates: columns that nothing uses: hat",
    ]
    assert run(tmp_path).warnings[0].message.zh == "来源 people 的这些列没有用到：shoe, hat"


# Defaults and few cases


@pytest.mark.parametrize("people", ["employee,calls,late\n1,1,\n2,1,-2\n3,1,\n", "employee,calls\n1,1\n2,1\n3,1\n"])
def test_a_default_fills_gaps_or_a_whole_absent_column_with_a_warning(people: str, tmp_path: Path) -> None:
    late = metric("late", 'unit = "points"\ndefault = -1')
    centre(tmp_path, scheme(CALLS + late + entered("calls") + entered("late")), {"people": people})

    count = 3 if "late" not in people else 2
    assert warned(tmp_path) == [f"warning default-used: late: {count} without a value, counted as -1"]
    assert warned(tmp_path, "zh") == [f"warning default-used: “《late》”{count} 人未填，按 -1 计"]
    assert column(run(tmp_path), "agents", "metric.late")["1"] == -1.0


FEW = metric("rate", 'unit = "ratio"\nmin_n = 30')
FEW_ZERO = scheme(FEW + indicator("quality", 'kind = "proportional", metric = "rate"', options='missing = "zero"'))


def test_a_figure_from_too_few_cases_is_missing(tmp_path: Path) -> None:
    people = "employee,rate,rate_n\n1,1,30\n2,1,29\n3,1,\n4,,5\n5,1,30.0\n"
    centre(tmp_path, FEW_ZERO, {"people": people})

    assert column(run(tmp_path), "agents", "quality") == {"1": 10.0, "2": 0.0, "3": 0.0, "4": 0.0, "5": 10.0}
    assert warned(tmp_path) == [
        "warning few-cases: rate: 2 with fewer than 30 cases, counted as missing: 2, 3",
        "warning missing-zero: quality: 3 without data, scored 0: 2, 3, 4",
    ]
    assert warned(tmp_path, "zh")[0] == "warning few-cases: “《rate》”2 人样本少于 30，按没有数据处理：2, 3"


def test_the_number_of_cases_is_a_number_and_has_its_column(tmp_path: Path) -> None:
    centre(tmp_path, FEW_ZERO, {"people": "employee,rate,rate_n\n1,1,many\n2,1,-3\n"})
    assert refused(tmp_path) == [
        (
            "people.csv:2: error not-a-number: rate_n: many is not a number "
            "(write the number alone, without its unit; leave the cell empty where there is no figure)"
        ),
        "people.csv:3: error out-of-range: rate_n: -3 is out of range (≥ 0)",
    ]

    centre(tmp_path, FEW_ZERO, {"people": "employee,rate,rates_n\n1,1,30\n"})
    assert refused(tmp_path) == [
        (
            "people.csv: error missing-column: rate_n: column rate_n is missing: rate has a min_n and needs its number "
            "of cases (did you mean rates_n?)"
        )
    ]


def test_a_number_of_cases_beside_its_figure_comes_from_the_same_source(tmp_path: Path) -> None:
    tables = {"people": "employee,rate_n\n1,1\n", "quality": "employee,rate,rate_n\n1,1,30\n"}
    centre(tmp_path, FEW_ZERO, tables)

    assert column(run(tmp_path), "agents", "quality") == {"1": 10.0}


# Sources of other people's making


def test_any_frame_will_do_and_employees_are_text(tmp_path: Path) -> None:
    frames(tmp_path, TWO, "", "")
    lazy = column_of("rate", 0.5).lazy()
    relation = duckdb.sql("select '1' as employee, 0.5 as rate")

    for rates in (lazy, relation):
        results = run(tmp_path, giving(column_of("calls", 3), rates))
        assert results.stages["agents"].frame.select("metric.calls", "metric.rate").row(0) == (3.0, 0.5)

    numbered = column_of("calls", 3).with_columns(employee=pl.lit(7))
    found = problems(tmp_path, giving(numbered, lazy))
    assert [problem.line("en") for problem in found] == [
        (
            "sources.source0: error employee-not-text: employee: employee ids must be text, not Int32 "
            "(as numbers they lose leading zeros and the last digits of long ids)"
        )
    ]


@pytest.mark.parametrize(
    "frame",
    [
        pl.LazyFrame({"employee": ["1"]}).with_columns(calls=pl.col("employee").str.to_integer(base=1)),
        ["no frame"],
        lambda: 1 / 0,
    ],
)
def test_a_source_that_gives_no_frame_is_its_plugins_failure(frame: object, tmp_path: Path) -> None:
    frames(tmp_path, ONE, "")

    with pytest.raises(PluginFailed, match="kpicore-tests"):
        run(tmp_path, giving(frame))


def test_a_source_may_be_joined_on_any_column_of_the_people(tmp_path: Path) -> None:
    frames(tmp_path, TWO, "", 'by = "floor"')
    people = column_of("calls", 1, 2, 3).with_columns(floor=pl.Series([2, 3, 2]))
    floors = pl.DataFrame({"floor": ["2", "3"], "rate": ["0.5", "0.25"]})

    assert column(run(tmp_path, giving(people, floors)), "agents", "metric.rate") == {"1": 0.5, "2": 0.25, "3": 0.5}


@pytest.mark.parametrize(
    ("floors", "said"),
    [
        ({"floor": ["2", "3"], "rate": ["97", "1"]}, ["rate[2]: 97 is " + OUTSIDE]),
        ({"floor": ["2", "3", "2"], "rate": ["1", "1", "1"]}, ["floor[2]: floor 2 is there already, in row 1"]),
        ({"floor": ["3"], "rate": ["1"]}, [
            "rate: employee 1: source source1 has nothing for floor 2 (look at the floor)",
            "rate: employee 3: source source1 has nothing for floor 2 (look at the floor)",
        ]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_row_that_many_share_is_said_once(
    floors: dict[str, list[str]], said: list[str], tmp_path: Path
) -> None:
    frames(tmp_path, TWO, "", 'by = "floor"')
    people = column_of("calls", 1, 2, 3).with_columns(floor=pl.Series(["2", "3", "2"]))

    found = problems(tmp_path, giving(people, pl.DataFrame(floors)))

    assert [problem.line("en").split(": ", 2)[2] for problem in found] == said


def test_the_people_need_the_column_on_which_a_source_is_joined(tmp_path: Path) -> None:
    frames(tmp_path, TWO, "", 'by = "floor"')
    floors = pl.DataFrame({"floor": ["2"], "rate": ["1"]})

    found = problems(tmp_path, giving(column_of("calls", 1), floors))
    assert [problem.line("en") for problem in found] == [
        (
            "sources.source1: error missing-column: floor: source source1 is joined on floor, a column that the people "
            "lack (known: calls, employee)"
        )
    ]
    assert found[0].message.zh == "来源 source1 按 floor 对应，人员名单中没有这一列"

    nowhere = column_of("calls", 1).with_columns(floor=pl.lit(None, pl.String))
    found = problems(tmp_path, giving(nowhere, floors))
    assert [problem.message.en for problem in found] == [
        "employee 1: floor is empty, so source source1 has nothing for them"
    ]
    assert found[0].message.zh == "员工 1：floor 为空，无法对应来源 source1"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "no-file: there is no such file"),
        ("a folder", "is-folder: this is a folder, not a file"),
    ],
)
def test_files_that_cannot_be_read_are_all_named(content: str | None, said: str, tmp_path: Path) -> None:
    centre(tmp_path, TWO, {"people": "employee,calls\n1,1\n", "quality": "employee,rate\n1,1\n"})
    for name in ("people.csv", "quality.csv"):
        (tmp_path / name).unlink()
        if content is not None:
            (tmp_path / name).mkdir()

    found = refused(tmp_path)

    assert [line.partition(" (")[0] for line in found] == [f"people.csv: error {said}", f"quality.csv: error {said}"]


def test_a_files_period_is_filled_in_and_its_hash_recorded(tmp_path: Path) -> None:
    centre(tmp_path, ONE, {"people": "", "2026-10/people": "employee,calls\n1,1\n"})
    pipeline = (tmp_path / "pipeline.toml").read_text(encoding="utf-8")
    pipeline = pipeline.split("[sources")[0] + (
        '[sources.people]\nkind = "csv"\npath = "{period}/people.csv"\n'
        '[stages.agents]\nscheme = "scheme.toml"\nfrom = ["people"]\n'
    )
    written(tmp_path, {"pipeline.toml": pipeline})

    (record,) = run(tmp_path).inputs

    assert record.path == "2026-10/people.csv"
    assert len(record.sha256) == 64
    assert record.facts == {"encoding": "utf-8"}


def test_a_plugin_may_refuse_its_options_while_it_reads(tmp_path: Path) -> None:
    from kpicore import InvalidOption, Text

    def read() -> object:
        raise InvalidOption(Text("年份不可用", "that year is gone"), "year")

    frames(tmp_path, ONE, "")
    with pytest.raises(Refused) as caught:
        run(tmp_path, giving(read))
    assert [problem.line("en") for problem in caught.value.problems] == [
        f"{tmp_path / 'pipeline.toml'}:3:1: error invalid-option: sources.source0.year: that year is gone"
    ]
