"""The sample runs as it comes, and every published figure is what the policy gives."""

from __future__ import annotations

from pathlib import Path

from tests.schemes import samples
from tests.schemes.service_department import by_hand

HEADINGS = {"被评人工号": "employee", "评分人工号": "rater", "关系": "relation", "项目": "item", "评分": "score"}


def ratings(path: Path) -> list[by_hand.Rating]:
    """The ratings in a file, under our names."""
    return [{HEADINGS[heading]: cell for heading, cell in row.items()} for row in samples.rows(path)]


def test_the_sample_runs_and_every_figure_is_right(tmp_path: Path) -> None:
    sample = samples.copied("kpicore_scheme_service_department", "staff", tmp_path)
    results, tables = samples.published(sample)

    people = samples.rows(sample / "people.csv")
    cards = by_hand.cards(by_hand.rated([person["工号"] for person in people], ratings(sample / "ratings.csv")))
    table = tables["staff"]
    assert [(row["employee"], row["name"], row["team"]) for row in table] == [(*person.values(),) for person in people]
    assert [samples.worked(row, card) for row, card in zip(table, cards, strict=True)] == cards
    assert results.warnings == ()


def test_it_shows_what_happens_where_one_side_gave_no_rating(tmp_path: Path) -> None:
    sample = samples.copied("kpicore_scheme_service_department", "staff", tmp_path)
    results, _ = samples.published(sample)
    warnings = results.stages["staff"].warnings
    peers = "、".join(f"{item}·同级评分" for item in ("完成上级交办", "解析客户需求", "按时完成报表"))
    assert [warning.message.zh for warning in warnings] == [
        f"1 人缺{peers}等 14 项，有关项目只按其余数据计：004108",
        "1 人缺突发事件处理·上级评分，有关项目只按其余数据计：004103",
    ]
    assert {warning.code for warning in warnings} == {"optional-missing"}
