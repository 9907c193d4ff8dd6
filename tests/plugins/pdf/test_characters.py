"""What no font has is an error that names the employee, and never a character left out."""

from pathlib import Path

import pytest

from kpicore import InvalidOption, Problem, Refused, Results
from kpicore.plugin import Origin
from kpicore.scheme import InputRecord
from kpicore.scoring.publish import publish
from kpicore.scoring.record import run_record
from kpicore_pdf import files
from kpicore_pdf.exporter import PdfExporter
from kpicore_pdf.fonts import FAMILIES, among
from tests.plugins.pdf.desk import CLERK, CLERKS, FONT, LEADERS, exported, pages, results

RARE = "\U00020bb7"  # 𠮷: common in names, and not in the font of the tests


def refused(scored: Results, **options: object) -> list[Problem]:
    with pytest.raises(Refused) as caught:
        exported(scored, **options)
    return list(caught.value.problems)


@pytest.mark.parametrize("character", ["䶮", "㛃", "㐂", "·", "é"])
def test_a_rare_character_that_the_font_has_is_on_the_page(tmp_path: Path, character: str) -> None:
    scored = results(tmp_path, clerks_csv=CLERKS.replace("张甲", f"张{character}"))
    assert f"张{character}" in pages(exported(scored)["cards.pdf"])[0]


@pytest.mark.parametrize("character", [RARE, "😀", "ก", "\x01", "\ue000"])
def test_a_character_that_the_font_lacks_names_the_employee_and_not_the_name(tmp_path: Path, character: str) -> None:
    scored = results(tmp_path, clerks_csv=CLERKS.replace("李乙", f"李{character}"))
    [problem] = refused(scored)
    assert problem.message.zh == "阶段 clerks 员工 440101199001011234：姓名的第 2 个字，字体 Noto Sans SC 中没有"
    assert problem.message.en == ("stage clerks, employee 440101199001011234: not in Noto Sans SC: of Name character 2")
    assert character not in problem.line("zh") + problem.line("en")


def test_everybody_whose_card_cannot_be_set_is_named_at_once(tmp_path: Path) -> None:
    clerks = CLERKS.replace("张甲", f"张{RARE}甲{RARE}").replace("二班,客服部,30", f"{RARE}班,客{RARE}部,30")
    found = [problem.message.en for problem in refused(results(tmp_path, clerks_csv=clerks), lang="en")]
    assert found == [
        "stage clerks, employee 007: not in Noto Sans SC: of Name character 2, 4",
        "stage clerks, employee 010: not in Noto Sans SC: of Team character 1",
        "stage clerks, employee 010: not in Noto Sans SC: of Department character 2",
    ]


def test_people_of_every_batch_and_stage_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "AT_ONCE", 1)
    scored = results(
        tmp_path, clerks_csv=CLERKS.replace("李乙", RARE), leaders_csv=LEADERS.replace("周班长", f"周{RARE}")
    )
    found = [problem.message.en.partition(":")[0] for problem in refused(scored)]
    assert found == ["stage clerks, employee 440101199001011234", "stage leaders, employee L2"]


def test_nothing_is_published_where_a_character_is_missing(tmp_path: Path) -> None:
    def published(scored: Results) -> None:
        exports = {"cards": (PdfExporter(font=FONT, path="{stage}.pdf"), Origin("pdf", "kpicore-pdf", "0.1.0"))}
        record = run_record(scored, InputRecord("pipeline.toml", ""), [origin for _, origin in exports.values()])
        publish(scored, exports, tmp_path / "out", record)

    published(results(tmp_path))
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert set(before) == {"clerks.pdf", "leaders.pdf", "run.json"}

    with pytest.raises(Refused):
        published(results(tmp_path, leaders_csv=f"employee,name,exam\nL1,{RARE},91\n"))
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


def test_a_font_without_the_scheme_s_characters_says_which(tmp_path: Path) -> None:
    scored = results(tmp_path, clerk_toml=CLERK.replace("坐席", f"坐{RARE}"))
    with pytest.raises(InvalidOption) as caught:
        exported(scored)
    assert caught.value.option == "font"
    assert caught.value.problem.message.en == f"Noto Sans SC: without the characters {RARE}"


def test_a_font_in_the_list_that_is_not_installed_is_passed_over(tmp_path: Path) -> None:
    assert exported(results(tmp_path), font=("No Such Font", "noto sans sc"))


def test_a_character_comes_from_the_first_font_that_has_it(tmp_path: Path) -> None:
    both = exported(results(tmp_path), font=("Noto Serif SC", "Noto Sans SC"))["cards.pdf"]
    assert b"NotoSerifSC" in both
    assert b"NotoSansSC" not in both


def test_without_a_font_the_usual_ones_are_taken_in_their_order() -> None:
    assert among(["SimSun", "Arial", "Microsoft YaHei"], ()) == ("Microsoft YaHei", "SimSun")
    assert set(FAMILIES) >= {"Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "SimSun"}


def test_without_any_usual_font_it_says_what_to_install() -> None:
    with pytest.raises(InvalidOption) as caught:
        among(["Arial"], ())
    problem = caught.value.problem
    assert problem.code == "pdf-font"
    assert problem.hint is not None
    assert "fonts-noto-cjk" in problem.hint.zh
    assert "fonts-noto-cjk" in problem.hint.en


def test_a_misspelt_font_is_told_with_the_nearest() -> None:
    with pytest.raises(InvalidOption) as caught:
        among(["Noto Sans CJK SC", "Arial"], ("Noto Sans CJK CS",))
    assert caught.value.problem.hint is not None
    assert caught.value.problem.hint.en == "did you mean Noto Sans CJK SC?"
