import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import IO, Any, Literal

import polars as pl
import pytest
from attrs import evolve

from kpicore import Period, Results, StageResults, Text
from kpicore.builtin.calculators import Entered
from kpicore.builtin.grade_mappers import Cutoffs
from kpicore.plugin.registry import Origin
from kpicore.scheme import Adjustment, Exporter, Grades, Indicator, InputRecord, Metric, Scheme, TotalRule
from kpicore.scoring.publish import publish
from kpicore.scoring.record import run_record
from kpicore_csv.exporter import CsvExporter

GRADES = Grades(
    Cutoffs({"A": Decimal(90), "B": "otherwise"}),
    outcomes={"A": Text("表扬", "Commendation")},
)
SCHEME = Scheme(
    id="desk/clerk",
    version="1",
    title=Text("坐席", "Clerk"),
    full=Decimal(100),
    metrics={"exam": Metric("score", Text("考试", "Exam")), "late": Metric("points", Text("迟到", "Late"))},
    indicators={
        "exam": Indicator(Text("考试成绩", "Exam"), Decimal(90), Entered("exam")),
        "attitude": Indicator(Text("态度", "Attitude"), Decimal(10), Entered("exam")),
    },
    adjustments={"lateness": Adjustment(Text("迟到", "Lateness"), Entered("late"))},
    total=TotalRule(base=True),
    grades=GRADES,
)
FRAME = pl.DataFrame(
    {
        "employee": ["007", "440101199001011234"],
        "name": ["甲", None],
        "team": ["一班", "=1+1"],
        "skill": ["vip", "vip"],
        "metric.exam": [99.0, None],
        "_exam_1": [0.5, 0.25],
        "exam": [82.5, None],
        "attitude": [10.0, 0.1],
        "lateness": [-0.0, -2.0],
        "base_total": [92.5, None],
        "total": [92.5, None],
        "rank": pl.Series([1, None], dtype=pl.UInt32),
        "grade": ["A", None],
    }
)


class Memory:
    """A target that keeps what is written."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.exports: dict[str, Exporter] = {}

    def open_text(self, path: str, encoding: str = "utf-8") -> IO[str]:
        raise NotImplementedError

    def open_binary(self, path: str) -> IO[bytes]:
        files = self.files

        class File(io.BytesIO):
            def close(self) -> None:
                files[path] = self.getvalue()
                super().close()

        return File()

    def key(self, purpose: str) -> bytes:
        raise NotImplementedError


def exported(
    frame: pl.DataFrame = FRAME,
    scheme: Scheme = SCHEME,
    header: Literal["ids", "labels"] = "ids",
    lang: Literal["zh", "en"] = "zh",
) -> str:
    target = Memory()
    stage = StageResults("坐席", scheme, (), frame)
    CsvExporter(header, lang).export(Results("October", Period.parse("2026-10"), {"坐席": stage}), target)
    assert list(target.files) == ["坐席.csv"]
    return target.files["坐席.csv"].decode()


def column(name: str, values: list[Any]) -> list[str]:
    """What the cells of one column read as in the file, with a frame of these values."""
    frame = pl.DataFrame({**FRAME.head(1).to_dict(as_series=False), name: [values]}).explode(name)
    return [row[name] for row in csv.DictReader(io.StringIO(exported(frame).removeprefix("\ufeff"), newline=""))]


def test_a_stage_is_written_with_the_columns_of_its_scheme_in_order() -> None:
    assert exported() == (
        "\ufeffemployee,name,team,exam,attitude,lateness,base_total,total,rank,grade,outcome\n"
        "007,甲,一班,82.5,10,0,92.5,92.5,1,A,表扬\n"
        "440101199001011234,,'=1+1,,0.1,-2,,,,,\n"
    )


def test_a_published_file_holds_the_same_as_any_other(tmp_path: Path) -> None:
    many = pl.concat([FRAME] * 5_000)
    results = Results("October", Period.parse("2026-10"), {"坐席": StageResults("坐席", SCHEME, (), many)})
    origin = Origin("csv", "kpicore-csv", "0.1.0")

    publish(
        results, {"scores": (CsvExporter(), origin)}, tmp_path, run_record(results, InputRecord("p.toml", ""), [origin])
    )

    assert (tmp_path / "坐席.csv").read_bytes().decode() == exported(many)


def test_columns_that_the_scheme_or_the_population_lack_are_left_out() -> None:
    scheme = evolve(SCHEME, total=TotalRule(), grades=None)
    frame = FRAME.drop("name", "team", "base_total").with_columns(grade=pl.lit(None))

    assert exported(frame, scheme).splitlines() == [
        "\ufeffemployee,exam,attitude,lateness,total,rank,grade",
        "007,82.5,10,0,92.5,1,",
        "440101199001011234,,0.1,-2,,,",
    ]


def test_nobody_gives_headings_alone() -> None:
    assert exported(FRAME.clear()).count("\n") == 1


def test_every_stage_gets_its_own_file() -> None:
    target = Memory()
    stages = {name: StageResults(name, SCHEME, (), FRAME) for name in ("operators", "shift-leaders")}

    CsvExporter().export(Results("October", Period.parse("2026-10"), stages), target)

    assert list(target.files) == ["operators.csv", "shift-leaders.csv"]


@pytest.mark.parametrize(
    ("lang", "headings", "outcome"),
    [
        ("zh", "工号,姓名,班组,考试成绩,态度,迟到,基础分,总分,名次,等级,建议", "表扬"),
        ("en", "Employee,Name,Team,Exam,Attitude,Lateness,Base score,Total,Rank,Grade,Recommendation", "Commendation"),
    ],
)
def test_labels_and_outcomes_come_in_the_chosen_language(
    lang: Literal["zh", "en"], headings: str, outcome: str
) -> None:
    lines = exported(header="labels", lang=lang).splitlines()

    assert lines[0] == f"\ufeff{headings}"
    assert lines[1].endswith(f",A,{outcome}")


def test_two_labels_may_be_the_same_and_may_hold_anything() -> None:
    indicators = {name: evolve(item, label=Text('=A,"B"', "")) for name, item in SCHEME.indicators.items()}

    headings = exported(scheme=evolve(SCHEME, indicators=indicators), header="labels").splitlines()[0]

    assert headings.startswith('\ufeff工号,姓名,班组,"\'=A,""B""","\'=A,""B""",迟到')


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (92.5, "92.5"),
        (100.0, "100"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1e-7, "0.0000001"),
        (1e16, "10000000000000000"),
        (-0.0, "0"),
        (-12.25, "-12.25"),
        (None, ""),
    ],
)
def test_a_score_is_the_shortest_plain_decimal(number: float | None, said: str) -> None:
    assert column("exam", [number, 1.5]) == [said, "1.5"]


@pytest.mark.parametrize("sign", list("=+-@\t\r\n＝＋－＠"))
@pytest.mark.parametrize("name", ["employee", "name", "team", "grade"])
def test_text_that_looks_like_a_formula_is_marked_as_text(name: str, sign: str) -> None:
    assert column(name, [f"{sign}cmd|'/c calc'!A1"]) == [f"'{sign}cmd|'/c calc'!A1"]


@pytest.mark.parametrize("text", ["a=b", " =1", "'=1", "B+", "张-三", '引"号,', "two\nlines", "two\rlines", "_", ""])
def test_any_other_text_is_written_as_it_is(text: str) -> None:
    assert column("name", [text]) == [text]
