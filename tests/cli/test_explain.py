"""`kpi explain`: a person's card in words."""

from pathlib import Path

import pytest

from tests.cli.conftest import Kpi
from tests.cli.desk import PIPELINE, SCHEME


def test_a_card_says_the_result_in_a_sentence(kpi: Kpi, folder: Path) -> None:
    done = kpi("explain", "pipeline.toml", "0002", "--lang", "zh")
    assert done.code == 0
    assert done.out.splitlines()[:4] == [
        "李示例 · 工号 0002 · 一组",
        "2026-10 考核总分 99.00 分（满分 100 分），3 人中第 1 名，等级 A。",
        "服务台座席，依据《服务台考核办法》",
        "方案 desk/agent，第 3 版",
    ]
    assert "2026-10: 99.00 points of 100, place 1 of 3, grade A." in kpi("explain", "pipeline.toml", "0002").out


def test_every_item_has_its_points_its_numbers_and_its_clause(kpi: Kpi, folder: Path) -> None:
    card = kpi("explain", "pipeline.toml", "0001", "--lang", "zh").out
    lines = [line.split() for line in card.splitlines()]
    assert ["满意", "40.00", "/", "50"] in lines
    assert "满意率 98%" in card
    assert "依据：第一条" in card
    assert ["礼貌", "20.00", "/", "20"] in lines
    assert ["业务考试", "27.00", "/", "30"] in lines
    assert "暂定（分值、满分界）：细则没有写分值。" in card
    assert ["准时", "0.00"] in lines


def test_a_card_adds_up_and_words_the_outcome_as_a_recommendation(kpi: Kpi, folder: Path) -> None:
    card = kpi("explain", "pipeline.toml", "0002").out
    lines = [" ".join(line.split()) for line in card.splitlines()]
    result = lines[lines.index("Result") :]
    assert result[:6] == [
        "Result",
        "Sum of the scores 100.00",
        "Adjustments -1.00",
        "Total 99.00 / 100",
        "Place 1 of 3",
        "Grade A",
    ]
    assert "Recommended Commendation" in result
    assert any("A from 90" in line for line in result)


def test_what_was_left_out_is_said_with_the_scale(kpi: Kpi, folder: Path) -> None:
    card = kpi("explain", "pipeline.toml", "0003").out
    lines = [" ".join(line.split()) for line in card.splitlines()]
    assert "Knows the work left out" in lines
    assert "there is no figure, so this is not counted" in lines
    assert "items were left out, so the sum of the others × 1.4286" in lines
    assert "Total 50.00 / 100" in lines


@pytest.mark.parametrize(
    ("missing", "points", "said"), [("zero", "0.00", "gives no points"), ("full", "30.00", "gives full marks")]
)
def test_points_that_rest_on_nothing_say_so(kpi: Kpi, folder: Path, missing: str, points: str, said: str) -> None:
    (folder / "desk.toml").write_text(SCHEME.replace('"exclude"', f'"{missing}"'), encoding="utf-8")
    card = kpi("explain", "pipeline.toml", "0003").out
    assert f"Knows the work {points} / 30" in " ".join(card.split())
    assert said in card


def test_no_line_is_wider_than_a_hundred_columns(kpi: Kpi, folder: Path) -> None:
    from rich.cells import cell_len

    long = SCHEME.replace("细则没有写分值。", "细则没有写分值，" * 20)
    (folder / "desk.toml").write_text(long, encoding="utf-8")
    card = kpi("explain", "pipeline.toml", "0001", "--lang", "zh").out
    assert card.count("细则没有写分值") == 20 or "细则没有写分值，" * 20 in "".join(card.split())
    assert max(map(cell_len, card.splitlines())) <= 100
    assert not any(line.strip().startswith(("，", "。", "：")) for line in card.splitlines())


def test_an_unknown_employee_is_refused_with_the_nearest(kpi: Kpi, folder: Path) -> None:
    done = kpi("explain", "pipeline.toml", "0004")
    assert (done.code, done.out) == (3, "")
    assert "0004" in done.err
    assert "did you mean 000" in done.err


def test_a_person_in_several_stages_has_a_card_for_each(kpi: Kpi, folder: Path) -> None:
    (folder / "pipeline.toml").write_text(
        PIPELINE + '\n[stages.phones]\nscheme = "desk.toml"\nfrom = ["people"]\nwhere = { skill = "phone" }\n',
        encoding="utf-8",
    )
    both = kpi("explain", "pipeline.toml", "0001", "--format", "json").data["cards"]
    assert [(card["stage"], card["rank"], card["people"]) for card in both] == [("agents", 2, 3), ("phones", 1, 2)]
    one = kpi("explain", "pipeline.toml", "0001", "--stage", "phones", "--format", "json").data["cards"]
    assert [card["stage"] for card in one] == ["phones"]
    assert kpi("explain", "pipeline.toml", "0002", "--stage", "phones").code == 3


def test_an_unknown_stage_is_refused_with_the_nearest(kpi: Kpi, folder: Path) -> None:
    done = kpi("explain", "pipeline.toml", "0001", "--stage", "agent")
    assert done.code == 3
    assert "did you mean agents?" in done.err


def test_settings_hold_for_the_explanation_too_and_nothing_is_written(kpi: Kpi, folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    done = kpi("explain", "pipeline.toml", "0001", "--set", "title=x", "--format", "json")
    assert done.data["cards"][0]["total"] == 87
    assert sorted(folder.rglob("*")) == before


def test_the_next_letter_and_the_next_cut_off(kpi: Kpi, folder: Path) -> None:
    card = kpi("explain", "pipeline.toml", "0003", "--headroom", "--lang", "zh").out
    assert "下一步：评到 A，多得 10 分，即满分" in card
    # 35 points of 70 make 50: 60 take 42, so 7 more of what is scored, which is scaled up by 100 ÷ 70.
    assert "距等级 B 还差 10 分（60 分起）。" in card
    assert "1. 满意率由 95% 升到 96.4%，多得 7 分（占区间 14%）" in card
    assert "2. 服务态度由 B 升到 A，多得 10 分（占区间 100%）" in card


def test_an_event_that_takes_points_off_says_what_one_fewer_gives(kpi: Kpi, folder: Path) -> None:
    card = kpi("explain", "pipeline.toml", "0002").out
    assert "Next: at 0, 1 point more" in card
    assert card.count("Next:") == 1
    assert "There is no better grade than A." in kpi("explain", "pipeline.toml", "0002", "--headroom").out
