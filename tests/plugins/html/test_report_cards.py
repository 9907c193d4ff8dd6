"""A card filled in by the plugin, worked by hand, and against what the core says of the same people."""

from pathlib import Path

import pytest

from kpicore import Lang
from kpicore.scoring.scorecards import scorecards
from kpicore_html.content import department
from kpicore_html.filling import Card, cards
from kpicore_html.sheet import sheet
from tests.plugins.html.department import report, results


def card(cards: list[Card], employee: str) -> Card:
    return next(card for card in cards if card.employee == employee)


@pytest.fixture(scope="module")
def forty(tmp_path_factory: pytest.TempPathFactory) -> list[Card]:
    return list(cards(report(tmp_path_factory.mktemp("cards")).stages[0], "zh"))


def test_a_card_says_who_and_how_well(forty: list[Card]) -> None:
    # (93.1 − 80) ÷ 20 × 40 = 26.2; A is 10 points; 13.5 s are under 15; 3 × −1.5
    texts = card(forty, "0003").texts
    assert (texts["name"], texts["who"]) == ("赵磊", "工号 0003 · 三班")
    assert (texts["measured.satisfied"], texts["points.satisfied"]) == ("93.1%", "26.20")
    assert texts["why.satisfied"] == "普通：满意率 93.1%：80% 得 0 分，100% 得满分 40 分，其间按比例"
    assert (texts["measured.manner"], texts["points.manner"]) == ("A", "10.00")
    assert (texts["measured.quick"], texts["points.quick"]) == ("13.5 秒", "10.00")
    assert (texts["measured.lateness"], texts["points.lateness"]) == ("3", "-4.50")
    assert texts["adjusted"] == "-4.50"
    assert (texts["grade"], texts["outcome"]) == ("B", "")


def test_an_outcome_is_worded_as_a_recommendation(forty: list[Card]) -> None:
    assert card(forty, "0024").texts["outcome"] == "建议：通报表扬"


def test_what_is_left_out_and_what_was_filled_says_so(forty: list[Card]) -> None:
    left_out, filled = card(forty, "0004").texts, card(forty, "0007").texts
    assert (left_out["points.examined"], left_out["measured.examined"]) == ("不计", "—")
    assert left_out["note.examined"] == "缺数据，本项不计分"
    assert left_out["scaled"] == "有项目不计，其余得分之和 × 1.25 折算"
    assert (filled["points.quick"], filled["note.quick"]) == ("0.00", "缺数据，按方案规定计 0 分")
    assert filled["scaled"] == ""


def test_a_mean_of_too_few_is_not_said(tmp_path: Path) -> None:
    texts = card(list(cards(report(tmp_path, 12).stages[0], "zh")), "0001").texts
    assert texts["why.volume"].startswith("话务量 461 与同技能组话务量均值（涉及不足 5 人，不显示）之比：0% 得 0 分")


def test_the_words_are_those_of_the_core(tmp_path: Path) -> None:
    scored = results(tmp_path)
    earlier = {name: stage.frame for name, stage in scored.stages.items()}
    langs: tuple[Lang, ...] = ("zh", "en")
    for lang in langs:
        for stage in department(scored, lang).stages:
            theirs = scorecards(scored.stages[stage.name], lang, earlier=earlier)
            for mine, other in zip(cards(stage, lang), theirs, strict=True):
                lines = (*other.scores, *other.adjustments)
                assert {line.id: mine.texts[f"why.{line.id}"] for line in lines} == {
                    line.id: line.why for line in lines
                }
                assert mine.texts["total"] == f"{other.total:.2f}"
                assert mine.texts["grade"] == other.grade


def test_the_mean_of_all_stands_on_the_sheet_and_not_of_too_few(tmp_path: Path) -> None:
    operators, leaders = report(tmp_path).stages
    means = {item.id: item.peers for section in sheet(operators, "zh").sections for item in section.items}
    assert means["satisfied"] == pytest.approx(100 * operators.people.frame["satisfied"].mean() / 40, abs=0.01)  # type: ignore[operator]
    assert sheet(leaders, "zh").sections[0].items[0].peers is None  # there are four leaders


def test_the_sheet_says_clause_and_status(tmp_path: Path) -> None:
    service, others = sheet(report(tmp_path).stages[0], "zh").sections
    assert [item.label for item in service.items] == ["满意", "话务"]
    assert [item.clause for item in service.items] == ["第一条", ""]
    assert [item.status_said for item in service.items] == ["", "暂定：满分界"]
    assert others.label == "其他项目"


def test_points_taken_off_below_nothing_count_as_nothing(tmp_path: Path) -> None:
    from attrs import evolve
    from polars import col, lit

    stage = report(tmp_path, 12).stages[0]
    frame = stage.people.frame.with_columns(base_total=lit(1.0), total=lit(0.0), lateness=lit(-4.5), rank=col("rank"))
    texts = next(cards(evolve(stage, people=evolve(stage.people, frame=frame)), "zh")).texts
    assert texts["floored"] == "不足 0 分，按 0 分计"
    assert (texts["base_total"], texts["adjusted"], texts["total"]) == ("1.00", "-4.50", "0.00")
