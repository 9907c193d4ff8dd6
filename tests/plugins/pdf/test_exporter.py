"""The files that are written, and their pages."""

import io
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from pypdf import PdfReader

from kpicore import InvalidOption, Results
from kpicore_pdf import files
from kpicore_pdf.exporter import PdfExporter
from tests.pipelines import installed
from tests.plugins.pdf.desk import CLERK, CLERKS, exported, pages, results


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """The desk scored once for all tests."""
    return results(tmp_path_factory.mktemp("desk"))


def test_everybody_has_a_page_in_the_order_of_stages_and_people(desk: Results) -> None:
    written = exported(desk)
    assert list(written) == ["cards.pdf"]
    who = ["张甲", "李乙", "王丙", "赵丁", "钱戊", "吴己", "孙班长", "周班长"]
    found = pages(written["cards.pdf"])
    assert len(found) == len(who)
    for page, name in zip(found, who, strict=True):
        assert page.startswith(f"服务台十月考核考核周期2026-10{name}工号")


def test_a_page_has_every_name_and_number_of_its_card(desk: Results) -> None:
    page = pages(exported(desk)["cards.pdf"])[1]
    for text in [
        *("李乙", "440101199001011234", "一班", "客服部", "61.00/100", "第4名，共6人", "等级B"),
        *("依据《坐席考核细则》", "desk/clerk，第3版", "依据：第一条", "30.00/60", "34.50", "34.00/40", "-3.00"),
        *("接听量60：0得0分，120得满分60分", "考试成绩85÷100×40分", "迟到2×-1.5分"),
        *("各项合计64.00", "加减分-3.00", "总分61.00/100", "本人签字", "主管签字", "日期"),
        "李乙440101199001011234第1页，共1页",
    ]:
        assert text in page


def test_with_the_stage_in_its_path_every_stage_has_a_file(desk: Results) -> None:
    written = exported(desk, path="{stage}-cards.pdf")
    assert {path: len(pages(pdf)) for path, pdf in written.items()} == {"clerks-cards.pdf": 6, "leaders-cards.pdf": 2}


def test_stages_are_chosen_by_name(desk: Results) -> None:
    [page, _] = pages(exported(desk, stages=("leaders",))["cards.pdf"])
    assert "孙班长" in page


def test_cards_come_in_english(desk: Results) -> None:
    page = pages(exported(desk, lang="en")["cards.pdf"])[0]
    for text in ["Period2026-10", "Employee007", "2of6", "GradeA", "Recommended:Commendation", "Meanofall",
                 "Clause:第一条", "Supervisor", "Date", "Page1of1"]:  # fmt: skip
        assert text in page


def test_the_same_input_gives_the_same_bytes(desk: Results) -> None:
    assert exported(desk) == exported(desk)


def test_the_file_is_dated_by_the_period_and_titled_by_the_run(desk: Results) -> None:
    about = PdfReader(io.BytesIO(exported(desk)["cards.pdf"])).metadata
    assert about is not None
    assert about.title == "服务台十月考核"
    assert str(about.creation_date) == str(about.modification_date) == "2026-10-31 00:00:00+00:00"


def test_people_are_found_by_the_outline(desk: Results) -> None:
    document = PdfReader(io.BytesIO(exported(desk)["cards.pdf"]))
    found: list[Any] = list(document.outline)
    assert [(each.title, document.get_destination_page_number(each)) for each in found[:2]] == [
        ("张甲", 0),
        ("李乙", 1),
    ]


def test_paper_is_a4(desk: Results) -> None:
    for page in PdfReader(io.BytesIO(exported(desk)["cards.pdf"])).pages:
        assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [210, 297]


def test_a_card_with_more_to_say_is_set_closer_before_it_goes_on_to_another_page(tmp_path: Path) -> None:
    def lengths(department: str) -> list[int]:
        scored = results(tmp_path, clerks_csv=CLERKS.replace("王丙,二班,", f"王丙,二班,{department}"))
        whole = pages(exported(scored, stages=("clerks",))["cards.pdf"])
        return [
            sum(f"{name}{id}第" in page for page in whole)
            for name, id in (("李乙", "440101199001011234"), ("王丙", "009"))
        ]

    assert lengths("服" * 1500) == [1, 1]
    assert lengths("服" * 3000) == [1, 2]


def test_pages_are_counted_within_a_card(tmp_path: Path) -> None:
    scored = results(tmp_path, clerks_csv=CLERKS.replace("王丙,二班,", f"王丙,二班,{'服' * 3000}"))
    found = pages(exported(scored, stages=("clerks",))["cards.pdf"])
    assert [page[-len("009第1页，共2页") :] for page in found[2:4]] == ["009第1页，共2页", "009第2页，共2页"]
    assert [page[-len("第1页，共1页") :] for page in (*found[:2], *found[4:])] == ["第1页，共1页"] * 5
    assert sum("本人签字" in page for page in found) == 6


def test_a_batch_more_or_less_changes_no_page(desk: Results, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pages(exported(desk)["cards.pdf"])
    monkeypatch.setattr(files, "AT_ONCE", 2)
    assert pages(exported(desk)["cards.pdf"]) == whole


def test_a_file_of_too_many_cards_goes_on_in_another(desk: Results, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pages(exported(desk)["cards.pdf"])
    monkeypatch.setattr(files, "AT_ONCE", 2)
    monkeypatch.setattr(files, "LARGEST", 4)
    parts = exported(desk)
    assert {path: len(pages(pdf)) for path, pdf in parts.items()} == {"cards.pdf": 4, "cards-2.pdf": 4}
    assert [page for pdf in parts.values() for page in pages(pdf)] == whole


def test_nobody_to_print_gives_no_file(desk: Results) -> None:
    nobody = {name: evolve(stage, frame=stage.frame.clear()) for name, stage in desk.stages.items()}
    assert exported(evolve(desk, stages=nobody)) == {}


@pytest.mark.parametrize(
    ("options", "option", "said"),
    [
        ({"path": "cards"}, "path", "path ends in .pdf, not cards"),
        ({"stages": ("clerk",)}, "stages", "the pipeline has no stage clerk"),
        ({"font": ("No Such Font",)}, "font", "not installed: No Such Font"),
    ],
)
def test_an_option_that_makes_no_sense_is_refused(
    desk: Results, options: dict[str, Any], option: str, said: str
) -> None:
    with pytest.raises(InvalidOption) as caught:
        exported(desk, **options)
    assert caught.value.option == option
    assert caught.value.problem.message.en == said


def test_the_plugin_is_found_by_its_kind() -> None:
    assert installed().exporters["pdf"].cls is PdfExporter


def test_an_item_that_is_longer_than_a_page_is_not_cut_off(tmp_path: Path) -> None:
    long = CLERK.replace("坐席考核细则·第一条", "一句话，" * 1500)
    found = pages(exported(results(tmp_path, clerk_toml=long), stages=("clerks",))["cards.pdf"])
    card = [page for page in found if "张甲007第" in page]
    assert len(card) > 1
    assert "".join(card).count("句") == 1500
