"""Files for those who may not see everybody: who and what is in them."""

import csv
import io
import json
import re
from collections.abc import Container, Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from kpicore import Results
from kpicore.scheme import Period
from kpicore_html.exporter import HtmlExporter
from tests.plugins.html import handed_out as centre
from tests.plugins.html.handed_out import handed_out, listed, operators, results

TEAMS = HtmlExporter(audience="team")
PEOPLE = HtmlExporter(audience="person")


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Results:
    return results(tmp_path_factory.mktemp("department"))


@pytest.fixture(scope="module")
def folder(scored: Results, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a run with both kinds of files writes."""
    output = tmp_path_factory.mktemp("out")
    handed_out(scored, output, teams=TEAMS, people=PEOPLE)
    return output / "2026-10"


def secrets(scored: Results) -> dict[str, set[str]]:
    """What nobody else may read, by employee: ids, names, texts, and figures as pages show them. The total of a leader
    is the mean of the team, which is told of large ones; but not that of 三班."""
    found = {row["employee"]: {row["employee"], row["name"]} for row in cards(scored, "leaders")}
    found["L2"] |= {f"{row['total']:.2f}" for row in cards(scored, "leaders") if row["employee"] == "L2"}
    for row in cards(scored, "operators"):
        said = found.setdefault(row["employee"], set())
        said |= {row["employee"], row["name"], row["detail.remark"], f"{row['total']:.2f}"}
        figures = [row["metric.calls"], row["metric.exam"], row["metric.satisfaction"] * 100, row["metric.seconds"]]
        said |= {plain(figure) for figure in figures if figure is not None}
    return found


def cards(scored: Results, stage: str) -> list[dict[str, Any]]:
    frame: pl.DataFrame = scored.stages[stage].frame
    return frame.to_dicts()


def plain(number: float) -> str:
    return f"{round(Decimal(repr(number)), 4):f}".rstrip("0").rstrip(".")


def stands_in(text: str, page: str) -> bool:
    """Whether a name, text or number stands in the page as a whole, not as a part of a longer one."""
    return re.search(rf"(?<![\w.]){re.escape(text)}(?![\w]|\.\d)", page) is not None


def body(page: str) -> str:
    """What a person wrote or a rule gave: the page without its style and its script."""
    return re.sub(r"<style>.*?</style>|<script>.*?</script>", "", page, flags=re.DOTALL)


def of_strangers(page: str, known: dict[str, set[str]], shown: Container[str]) -> list[str]:
    """What the page holds of people whom it is not to show, and that is not theirs who are shown, too."""
    own = {text for employee, said in known.items() if employee in shown for text in said}
    strange = {text for employee, said in known.items() if employee not in shown for text in said} - own
    return sorted(text for text in strange if stands_in(text, body(page)))


# Who is in them


def test_the_file_of_a_team_holds_its_people_and_nothing_of_anybody_else(scored: Results, folder: Path) -> None:
    for team, page in listed(folder / "teams").items():
        members = {row["employee"] for stage in scored.stages for row in cards(scored, stage) if row["team"] == team}
        assert all(stands_in(employee, page) for employee in members)
        assert of_strangers(page, secrets(scored), members) == []


def test_a_person_s_page_holds_nothing_of_anybody_else(scored: Results, folder: Path) -> None:
    pages = listed(folder / "people")
    assert pages.keys() == secrets(scored).keys()
    for employee, page in pages.items():
        assert stands_in(employee, page)
        assert of_strangers(page, secrets(scored), {employee}) == []


def test_a_person_of_two_stages_has_both_cards_on_one_page(folder: Path) -> None:
    page = listed(folder / "people")["E7013"]

    assert page.count('<article class="card') == 2
    assert stands_in("员工甲", page)
    assert stands_in("班长0号", page)


def test_a_team_s_file_shows_all_of_its_stages_and_no_stage_without_its_people(
    tmp_path: Path,
) -> None:
    scored = results(tmp_path / "in", led=centre.leaders(("一班", "二班")))
    handed_out(scored, tmp_path, teams=TEAMS)
    pages = listed(tmp_path / "2026-10/teams")

    assert [pages[team].count('class="stage"') for team in ("一班", "三班")] == [2, 1]


def test_warnings_stay_out_because_they_name_people(scored: Results, folder: Path) -> None:
    (warning,) = scored.stages["operators"].warnings
    assert "E7098" in warning.message.zh
    for page in (*listed(folder / "teams").values(), *listed(folder / "people").values()):
        assert warning.message.zh not in page


# What is told of others


def mean(values: Iterable[float]) -> str:
    exact = [Decimal(repr(value)) for value in values]
    return f"{(sum(exact, Decimal(0)) / len(exact)).quantize(Decimal('0.01')):f}"


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ({"一班": 6, "二班": 5, "三班": 9}, ["二班", "三班"]),
        ({"一班": 6, "二班": 5, "三班": 9, "四班": 4}, ["三班"]),  # 三班 of 9 leaves 9 = 5 + 4 in the dark
        ({"一班": 6, "二班": 7, "三班": 9, "四班": 2, "五班": 3}, ["二班", "三班"]),  # 2 + 3 are five
        ({"一班": 6, "二班": 4}, []),
    ],
)
def test_other_teams_are_told_as_means_where_no_few_people_can_be_had_from_them(
    tmp_path: Path, sizes: dict[str, int], shown: Sequence[str]
) -> None:
    scored = results(tmp_path / "in", operators(sizes), centre.leaders(("一班",)))
    handed_out(scored, tmp_path, teams=TEAMS)
    page = listed(tmp_path / "2026-10/teams")["一班"]

    teams = re.search(r'class="teams".*?</table>', page, re.DOTALL)
    rows = re.findall(r'<th scope="row">(.*?)</th>.*?<b>(.*?)</b>', teams[0], re.DOTALL) if teams else []
    assert {name: mean for name, mean in rows if name != "一班"} == {
        team: mean(row["total"] for row in cards(scored, "operators") if row["team"] == team) for team in shown
    }
    assert all(team == "一班" or team in shown or team not in body(page) for team in sizes)


def test_where_everybody_else_is_too_few_nothing_is_told_of_everybody(tmp_path: Path) -> None:
    scored = results(tmp_path / "in", operators({"一班": 9, "二班": 4}), centre.leaders(("一班", "二班")))
    handed_out(scored, tmp_path, teams=TEAMS)
    pages = listed(tmp_path / "2026-10/teams")

    assert [page.count('class="overview"') for page in (pages["一班"], pages["二班"])] == [0, 1]


def test_a_page_tells_the_mean_of_everybody_in_each_item_and_of_nothing_else(scored: Results, folder: Path) -> None:
    page = listed(folder / "people")["E7030"]

    assert f"平均 {mean(row['manner'] for row in cards(scored, 'operators'))}" in page
    assert page.count("平均 ") == len(scored.stages["operators"].scheme.items)


@pytest.mark.parametrize(("others", "is_told"), [(5, True), (4, False)])
def test_the_mean_of_everybody_needs_five_others(tmp_path: Path, others: int, is_told: bool) -> None:
    scored = results(tmp_path / "in", operators({"一班": 1 + others}), centre.leaders(("一班",)))
    handed_out(scored, tmp_path, people=PEOPLE)

    assert ("平均 " in listed(tmp_path / "2026-10/people")["E7030"]) is is_told


def test_a_page_says_less_where_people_have_their_team_s_file_too(tmp_path: Path) -> None:
    scored = results(tmp_path / "in", operators({"一班": 9, "二班": 4}), centre.leaders(("一班", "二班")))
    handed_out(scored, tmp_path / "alone", people=PEOPLE)
    handed_out(scored, tmp_path / "both", people=PEOPLE, teams=TEAMS)

    told = {
        output: [
            "平均 " in listed(tmp_path / output / "2026-10/people")[employee]
            for employee in (operators()[0]["employee"], operators({"一班": 9, "二班": 4})[-1]["employee"])
            if isinstance(employee, str)
        ]
        for output in ("alone", "both")
    }
    # Who knows all of 一班 would get the four of 二班 out of the mean of everybody; who knows 二班, the nine of 一班.
    assert told == {"alone": [True, True], "both": [False, True]}


def test_what_a_rule_measures_by_a_small_group_is_not_told_and_what_it_leaves_over_neither(tmp_path: Path) -> None:
    people = [{**row, "skill": "vip" if number < 3 else "plain"} for number, row in enumerate(operators({"一班": 20}))]
    scored = results(tmp_path / "in", people, centre.leaders(("一班",)))
    handed_out(scored, tmp_path, people=PEOPLE)
    pages = listed(tmp_path / "2026-10/people")

    assert "话务量均值（涉及不足 5 人，不显示）" in pages["E7030"]
    assert "同技能组（17 人）话务量均值" in pages["E7081"]
    # The mean points of everybody in what the calls give would, with that of the 17, tell of the three.
    means = re.findall(r'data-f="points\.(\w+)".*?<small>(.*?)</small>', pages["E7081"], re.DOTALL)
    assert [item for item, said in means if not said] == ["volume"]


def test_a_figure_that_is_not_told_is_not_in_the_data_of_the_page_either(tmp_path: Path) -> None:
    vips = {"E7030", "E7200", "E7217", "E7234"}
    people = [
        {**row, "skill": "vip" if row["employee"] in vips else "plain"} for row in operators({"一班": 10, "二班": 10})
    ]
    scored = results(tmp_path / "in", people, centre.leaders(("一班",)))
    handed_out(scored, tmp_path, teams=TEAMS)
    page = listed(tmp_path / "2026-10/teams")["一班"]

    # Of the vips three are in 二班; with the mean of everybody, that of the others tells of them, too.
    calls = {
        skill: [row["metric.calls"] for row in cards(scored, "operators") if row["skill"] == skill]
        for skill in ("vip", "plain")
    }
    assert '"people._volume_1"' in page
    for figures in calls.values():
        assert plain(sum(figures) / len(figures)) not in page


def test_a_leader_s_page_tells_a_team_s_mean_from_five_members_on(folder: Path) -> None:
    pages = listed(folder / "people")

    assert "班组均分（涉及不足 5 人，不显示）" in pages["L2"]
    assert re.search(r"班组均分 \d", pages["L3"])


def test_no_page_tells_one_person_s_total_as_the_edge_of_a_grade(folder: Path) -> None:
    # Leaders' grades go by place: the next begins with the total of the leader of 三班, that of three people.
    for page in listed(folder / "people").values():
        assert "该等级最后一名" not in page


# The list, and the names of the files


def rows(folder: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO((folder / "index.csv").read_bytes().decode("utf-8-sig"))))


def test_the_list_says_whose_each_file_is(folder: Path) -> None:
    people, teams = rows(folder / "people"), rows(folder / "teams")

    assert people[0] == ["工号", "姓名", "文件"]
    assert people[1][:2] == ["E7013", "员工甲"]
    assert sorted(row[2] for row in people[1:]) == sorted(path.name for path in (folder / "people").glob("*.html"))
    assert teams[0] == ["班组", "人数", "文件"]
    assert [row[:2] for row in teams[1:]] == [["一班", "8"], ["二班", "8"], ["四班", "7"], ["三班", "4"], ["五班", "6"]]
    assert (folder / "people/index.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_texts_that_a_spreadsheet_would_take_for_formulas_are_marked_in_the_list(tmp_path: Path) -> None:
    people = [
        {**row, "name": name} for row, name in zip(operators({"一班": 4}), ("=1+1", "＋甲", "@乙", "丙"), strict=True)
    ]
    handed_out(
        results(tmp_path / "in", people, centre.leaders(("一班",))),
        tmp_path,
        people=HtmlExporter(audience="person", lang="en"),
    )

    found = rows(tmp_path / "2026-10/people")
    assert found[0] == ["Employee", "Name", "File"]
    assert [row[1] for row in found[1:]] == ["'=1+1", "'＋甲", "'@乙", "丙"]


def test_nobody_can_guess_a_name_and_neither_file_nor_record_gives_one_away(scored: Results, folder: Path) -> None:
    names = [path.stem for kind in ("people", "teams") for path in (folder / kind).glob("*.html")]
    record = json.loads((folder / "run.json").read_bytes())

    assert all(re.fullmatch(r"[a-z2-7]{26}", name) for name in names)
    assert not re.search(r"E7\d{3}|员工|班长|一班", json.dumps(record["outputs"], ensure_ascii=False))
    for kind in ("people", "teams"):
        assert not any(name in page for page in listed(folder / kind).values() for name in names)


def test_a_rerun_gives_the_same_names_another_period_and_another_output_others(scored: Results, tmp_path: Path) -> None:
    def names(output: str, period: str = "2026-10") -> dict[str, str]:
        of_period = Results(scored.title, Period.parse(period), scored.stages)
        handed_out(of_period, tmp_path / output, people=PEOPLE)
        return {row[0]: row[2] for row in rows(tmp_path / output / period / "people")[1:]}

    first = names("out")
    assert names("out") == first
    for others in (names("out", "2026-11"), names("elsewhere")):
        assert others.keys() == first.keys()
        assert not set(others.values()) & set(first.values())


def test_the_page_of_somebody_who_has_gone_is_removed_and_the_file_of_a_team_that_has(tmp_path: Path) -> None:
    handed_out(results(tmp_path / "first"), tmp_path, people=PEOPLE, teams=TEAMS)
    before = [{row[0]: row[2] for row in rows(tmp_path / "2026-10" / kind)[1:]} for kind in ("people", "teams")]
    left = [row for row in operators() if row["team"] != "三班" and row["employee"] != "E7030"]
    second = results(tmp_path / "second", left, centre.leaders(("一班", "二班", "四班", "五班")))
    done = handed_out(second, tmp_path, people=PEOPLE, teams=TEAMS)

    after = [{row[0]: row[2] for row in rows(tmp_path / "2026-10" / kind)[1:]} for kind in ("people", "teams")]
    gone = {file for was, now in zip(before, after, strict=True) for one, file in was.items() if one not in now}
    assert {path.name for path in done.removed} == gone
    assert len(gone) == len(operators()) - len(left) + 2  # and a leader, and the team
    files = {path.name for kind in ("people", "teams") for path in (tmp_path / "2026-10" / kind).glob("*.html")}
    assert files == {file for now in after for file in now.values()}


def test_names_of_employees_and_teams_are_used_where_they_are_asked_for(scored: Results, tmp_path: Path) -> None:
    people, teams = HtmlExporter(audience="person", names="employee"), HtmlExporter(audience="team", names="team")
    handed_out(scored, tmp_path, people=people, teams=teams)

    assert "E7013.html" in {path.name for path in (tmp_path / "2026-10/people").iterdir()}
    assert {path.name for path in (tmp_path / "2026-10/teams").iterdir()} == {
        "一班.html",
        "二班.html",
        "三班.html",
        "四班.html",
        "五班.html",
        "index.csv",
    }
