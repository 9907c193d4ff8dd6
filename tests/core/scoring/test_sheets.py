"""What a source may say of a workbook: which sheet it read, and what the form was made for."""

from pathlib import Path
from typing import ClassVar

import polars as pl
import pytest
from attrs import frozen

from kpicore import SourceContext
from kpicore.plugin import Registry
from kpicore.scheme import Results
from tests.core.scoring.centre import entered, metric, scheme
from tests.pipelines import problems, registry_with, run, written

SCHEME = scheme(
    metric("calls", 'unit = "count"') + metric("rate", 'unit = "ratio"\nmin_n = 2') + entered("calls", "rate")
)
SHEET = pl.DataFrame(
    {"工号": ["1", "2"], "calls": ["5", "6"], "rate": ["1", "1"], "rate_n": ["9", "9"], "_row": [7, 8]}
)
LETTERS = {"工号": "A", "calls": "C", "rate": "AB", "rate_n": "AC"}
MADE_FOR = ("centre/agent", "1", "2026-10")
PIPELINE = """title = "Centre"
period = "2026-10"
[sources.form]
kind = "form"
columns = { employee = "工号" }
[stages.agents]
scheme = "scheme.toml"
from = ["form"]
"""


def forms(
    frame: pl.DataFrame,
    letters: dict[str, str] | None = None,
    made_for: tuple[str, str, str | None] | None = None,
) -> Registry:
    """A source that reads a file, and says that this frame stands in its sheet 十月."""

    @frozen
    class Form:
        kind: ClassVar[str] = "form"

        def read(self, context: SourceContext) -> pl.DataFrame:
            context.open("form.xlsx")
            if letters is not None:
                context.cells("十月", {name: letters[name] for name in letters if name in frame.columns})
            if made_for is not None:
                context.made_for(*made_for)
            return frame

    return registry_with([Form])


def centre(folder: Path, scheme: str = SCHEME, **files: str) -> Path:
    return written(folder, {"pipeline.toml": PIPELINE, "scheme.toml": scheme, "form.xlsx": b"...", **files})


def refused(folder: Path, registry: Registry, **settings: str) -> list[str]:
    return [problem.line("en").partition(": error")[0] for problem in problems(folder, registry, **settings)]


def with_cell(column: str, row: int, text: str | None) -> pl.DataFrame:
    return SHEET.with_columns(pl.when(pl.col("_row") == row).then(pl.lit(text)).otherwise(column).alias(column))


@pytest.mark.parametrize(
    ("column", "text", "cell"),
    [
        ("calls", "many", "C8"),
        ("calls", None, "C8"),
        ("rate", "1.5", "AB8"),
        ("rate_n", "few", "AC8"),
        ("工号", "1", "A8"),
        ("工号", None, "A8"),
    ],
)
def test_a_value_of_a_worksheet_stands_in_its_cell(column: str, text: str | None, cell: str, tmp_path: Path) -> None:
    centre(tmp_path)

    assert refused(tmp_path, forms(with_cell(column, 8, text), LETTERS)) == [f"form.xlsx!十月!{cell}"]


def test_a_column_stands_under_its_letters_and_one_that_is_not_there_in_the_sheet(
    tmp_path: Path,
) -> None:
    centre(tmp_path)

    typed = SHEET.with_columns(calls=pl.lit(True))
    assert refused(tmp_path, forms(typed, LETTERS)) == ["form.xlsx!十月!C"]
    assert refused(tmp_path, forms(SHEET.drop("calls"), LETTERS)) == ["form.xlsx!十月"]
    assert refused(tmp_path, forms(SHEET.drop("rate_n"), LETTERS)) == ["form.xlsx!十月"]
    assert refused(tmp_path, forms(SHEET.drop("工号"), LETTERS)) == ["form.xlsx!十月"]
    assert refused(tmp_path, forms(SHEET.clear(), LETTERS)) == ["form.xlsx!十月"]


def test_the_same_frame_without_a_sheet_is_named_by_its_lines(tmp_path: Path) -> None:
    centre(tmp_path)

    assert refused(tmp_path, forms(with_cell("calls", 8, "many"))) == ["form.xlsx:8"]


def test_columns_that_nobody_reads_are_said_of_their_sheet(tmp_path: Path) -> None:
    results: Results = run(centre(tmp_path), forms(SHEET.with_columns(shoe=pl.lit("43")), LETTERS))

    assert [str(warning.place) for warning in results.warnings] == ["form.xlsx!十月"]


@pytest.mark.parametrize("period", ["2026-10", None])
def test_a_form_is_read_by_the_stage_that_it_was_made_for(period: str | None, tmp_path: Path) -> None:
    results = run(centre(tmp_path), forms(SHEET, LETTERS, ("centre/agent", "1", period)))

    assert len(results.stages["agents"].frame) == 2


COMMAND = "kpi template scheme.toml --period 2026-10 -o …"
ANEW = f"(make the form anew and fill it in: {COMMAND})"
ANEW_ZH = f"(重新生成表格再填写：{COMMAND})"


@pytest.mark.parametrize(
    ("made_for", "said", "gesagt"),
    [
        (
            ("centre/leader", "1", "2026-10"),
            f"this form was made for scheme centre/leader 1, but is scored by centre/agent 1 {ANEW}",
            f"这张表是为方案 centre/leader 1 生成的，这里按 centre/agent 1 考核 {ANEW_ZH}",
        ),
        (
            ("centre/agent", "0", None),
            f"this form was made for scheme centre/agent 0, but is scored by centre/agent 1 {ANEW}",
            f"这张表是为方案 centre/agent 0 生成的，这里按 centre/agent 1 考核 {ANEW_ZH}",
        ),
        (
            ("centre/agent", "1", "2026-09"),
            f"this form is of 2026-09, but 2026-10 is scored (take the form of 2026-10, or make it anew: {COMMAND})",
            f"这张表是 2026-09 的，本次考核 2026-10 (换用 2026-10 的表格，或重新生成：{COMMAND})",
        ),
    ],
)  # fmt: skip
def test_a_form_of_another_scheme_version_or_period_is_refused_by_name_before_its_values(
    made_for: tuple[str, str, str | None], said: str, gesagt: str, tmp_path: Path
) -> None:
    centre(tmp_path)
    form = forms(with_cell("calls", 8, "many"), LETTERS, made_for)

    (problem,) = problems(tmp_path, form)

    assert problem.line("en") == f"form.xlsx!十月: error other-form: {said}"
    assert problem.line("zh") == f"form.xlsx!十月: error other-form: {gesagt}"


def test_the_period_of_the_command_counts(tmp_path: Path) -> None:
    form = forms(SHEET, LETTERS, MADE_FOR)

    assert refused(centre(tmp_path), form, period="2026-11") == ["form.xlsx!十月"]


def test_a_form_for_an_overlay_is_for_its_own_id_and_version(tmp_path: Path) -> None:
    overlay = (
        'format = 1\nextends = "base.toml"\nid = "desk/agent"\nversion = "7"\ntitle = { zh = "台", en = "Desk" }\n'
    )
    centre(tmp_path, overlay, **{"base.toml": SCHEME})

    assert len(run(tmp_path, forms(SHEET, LETTERS, ("desk/agent", "7", None))).stages["agents"].frame) == 2
    (problem,) = problems(tmp_path, forms(SHEET, LETTERS, MADE_FOR))
    assert "centre/agent 1, but is scored by desk/agent 7" in problem.message.en
