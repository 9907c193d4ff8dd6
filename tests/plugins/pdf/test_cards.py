"""What a card says, before it is set."""

from pathlib import Path

import polars as pl
import pytest
from attrs import evolve

from kpicore import Lang, Results
from kpicore_pdf.cards import cards
from kpicore_pdf.content import Card, Line, Sum
from tests.plugins.pdf.desk import CLERK, CLERKS, results


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """The desk scored once for all tests."""
    return results(tmp_path_factory.mktemp("desk"))


def of(scored: Results, stage: str, lang: Lang = "zh") -> dict[str, Card]:
    """The cards of a stage by employee, in their order."""
    earlier = {name: each.frame for name, each in scored.stages.items()}
    return {card.employee: card for card in cards(scored.stages[stage], lang, earlier)}


def lines(card: Card) -> dict[str, Line]:
    """The card's indicators and adjustments by label."""
    return {line.label: line for section in card.sections for line in section.lines}


def test_cards_stand_in_the_population_s_order(desk: Results) -> None:
    assert list(of(desk, "clerks")) == ["007", "440101199001011234", "009", "010", "011", "012"]


def test_a_card_says_who_it_is_about_and_by_which_scheme(desk: Results) -> None:
    card = of(desk, "clerks")["007"]
    assert card.name == "张甲"
    assert card.facts == (("工号", "007"), ("班组", "一班"), ("部门", "客服部"))
    assert card.scheme == ("坐席，依据《坐席考核细则》", "方案 desk/clerk，第 3 版")


def test_what_the_input_lacks_is_left_out(desk: Results) -> None:
    assert of(desk, "clerks")["009"].facts == (("工号", "009"), ("班组", "二班"))
    assert of(desk, "leaders")["L1"].facts == (("工号", "L1"),)


def test_whoever_has_no_name_is_called_by_the_employee_s_number(tmp_path: Path) -> None:
    nameless = results(tmp_path, leaders_csv="employee,exam\nL1,91\n")
    assert of(nameless, "leaders")["L1"].name == "L1"


def test_the_result_is_told_with_the_outcome_as_a_recommendation(desk: Results) -> None:
    card = of(desk, "clerks")["007"]
    assert (card.total, card.full, card.place) == ("84.00", "100", "第 2 名，共 6 人")
    assert (card.grade, card.grade_mark, card.outcome) == ("A", None, "建议：表扬")
    assert of(desk, "clerks")["010"].outcome is None


def test_a_line_has_points_of_full_marks_the_rule_with_the_numbers_clause_and_status(desk: Results) -> None:
    assert lines(of(desk, "clerks")["007"])["话务"] == Line(
        label="话务",
        mark="暂定",
        clause="依据：第一条",
        said=("接听量 96：0 得 0 分，120 得满分 60 分，其间按比例",),
        points="48.00",
        full="60",
        share=0.8,
        mean="34.50",  # (48 + 30 + 60 + 15 + 0 + 54) / 6
        mean_share=0.575,
    )


def test_sections_keep_their_lines_together(desk: Results) -> None:
    sections = of(desk, "clerks")["007"].sections
    assert [(each.title, [line.label for line in each.lines]) for each in sections] == [
        ("工作量", ["话务"]),
        ("其他项目", ["考试"]),
        ("加减分", ["迟到扣分"]),
    ]


def test_a_mean_is_shown_where_five_others_are_in_it(desk: Results) -> None:
    """Whoever reads the card can take themselves out of the mean."""
    examined = lines(of(desk, "clerks")["007"])["考试"]  # five of the six have a mark
    assert (examined.mean, examined.mean_share) == ("", None)
    assert of(desk, "clerks")["007"].has_means
    assert not of(desk, "leaders")["L1"].has_means


def test_a_figure_in_the_words_of_a_rule_is_shown_where_five_others_are_in_it(tmp_path: Path) -> None:
    relative = CLERK.replace(
        'kind = "linear", metric = "calls", zero = 0, full = 120', 'kind = "relative", metric = "calls"'
    )

    def said(clerks: str) -> str:
        return lines(of(results(tmp_path, clerk_toml=relative, clerks_csv=clerks), "clerks")["007"])["话务"].said[0]

    assert "全体（6 人）接听量均值 69" in said(CLERKS)  # (96 + 60 + 120 + 30 + 0 + 108) / 6
    assert "69" not in said(CLERKS.rpartition("012")[0])


def test_an_adjustment_is_signed_and_has_no_bar(desk: Results) -> None:
    late = lines(of(desk, "clerks")["440101199001011234"])["迟到扣分"]
    assert (late.points, late.mark, late.full, late.mean) == ("-3.00", "待定", None, "")


def test_added_points_have_a_plus(tmp_path: Path) -> None:
    praised = results(tmp_path, clerk_toml=CLERK.replace("late = -1.5", "late = 1.5"))
    card = of(praised, "clerks")["440101199001011234"]
    assert lines(card)["迟到扣分"].points == "+3.00"
    assert [each.points for each in card.sums] == ["64.00", "+3.00", "67.00"]


def test_the_sums_lead_from_the_scores_to_the_total(desk: Results) -> None:
    assert of(desk, "clerks")["440101199001011234"].sums == (
        Sum("各项合计", "64.00"),
        Sum("加减分", "-3.00"),
        Sum("总分", "61.00", "100"),
    )


def test_what_was_left_out_says_so_and_how_the_rest_was_scaled(desk: Results) -> None:
    card = of(desk, "clerks")["009"]
    examined = lines(card)["考试"]
    assert (examined.points, examined.full, examined.share) == ("不计", "40", 0)
    assert examined.said[0] == "缺数据，本项不计分"
    assert card.remarks[0] == "有项目不计，其余得分之和 × 1.6667 折算。"


def test_points_that_the_scheme_gives_without_a_figure_say_so(tmp_path: Path) -> None:
    filled = results(tmp_path, clerk_toml=CLERK.replace('"exclude"', '"full"'))
    examined = lines(of(filled, "clerks")["009"])["考试"]
    assert (examined.points, examined.said[0]) == ("40.00", "缺数据，按方案规定计满分")


def test_a_total_under_nothing_says_that_it_counts_as_nothing(desk: Results) -> None:
    card = of(desk, "clerks")["011"]
    assert card.total == "0.00"
    assert "总分不足 0 分，按 0 分计。" in card.remarks


def test_marks_are_explained_where_they_stand_and_only_there(desk: Results) -> None:
    assert [said[:2] for said in of(desk, "clerks")["007"].remarks] == ["等级", "暂定", "待定"]
    assert of(desk, "leaders")["L1"].remarks == ()


def test_whoever_has_no_total_has_no_place(tmp_path: Path) -> None:
    left_out = CLERK.replace('status     = "assumed"', 'status     = "assumed"\nmissing    = "exclude"')
    scored = results(tmp_path, clerk_toml=left_out, clerks_csv=f"{CLERKS}013,无名氏,二班,,,,\n")
    card = of(scored, "clerks")["013"]
    assert (card.total, card.full, card.place, card.grade) == ("—", None, "没有总分，不参加排名", None)


def test_a_card_in_english_has_the_same_numbers(desk: Results) -> None:
    card = of(desk, "clerks", "en")["007"]
    volume = lines(card)["Volume"]
    assert card.place == "2 of 6"
    assert card.outcome == "Recommended: Commendation"
    assert (volume.points, volume.mark, volume.clause) == ("48.00", "assumed", "Clause: 第一条")
    assert volume.said == ("Calls 96: nothing at 0, all 60 points at 120, in proportion between",)
    assert [each.label for each in card.sums] == ["Sum of the scores", "Adjustments", "Total"]


def test_a_total_of_scores_that_are_not_rounded_says_that_it_may_differ_from_their_sum(tmp_path: Path) -> None:
    exact = CLERK.replace("[grades]", '[rounding]\nof = "total"\n\n[grades]')
    card = of(results(tmp_path, clerk_toml=exact), "clerks")["007"]
    assert card.remarks[0] == "总分由未取整的各项得分相加后取整，与上列得分之和可能略有出入。"
    assert lines(card)["话务"].points == "48.00"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("张\u200b三", "张三"),
        ("\u202e张三", "张三"),
        ("张\n三\t丰", "张 三 丰"),
        ("  张  三 ", "张 三"),
    ],
)
def test_marks_that_cannot_be_seen_do_not_reach_the_card(desk: Results, text: str, shown: str) -> None:

    stage = desk.stages["leaders"]
    renamed = evolve(stage, frame=stage.frame.with_columns(name=pl.lit(text)))
    assert of(evolve(desk, stages={"leaders": renamed}), "leaders")["L1"].name == shown
