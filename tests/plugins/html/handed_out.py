"""A department whose results are handed out, a file per team or per person: teams of every size, with their leaders.

No two operators have a figure in common, so that a figure of somebody else's is found wherever it stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from kpicore import Results
from kpicore.plugin import Origin
from kpicore.scheme import InputRecord
from kpicore.scoring.publish import Published, publish
from kpicore.scoring.record import run_record
from kpicore_html.exporter import HtmlExporter
from tests.pipelines import run, written
from tests.plugins.html.department import leader, operator, pipeline, table

Row = Mapping[str, object]

ORIGIN = Origin("html", "kpicore-html", "0.1.0")

SIZES = {"一班": 8, "二班": 7, "四班": 6, "三班": 3, "五班": 5, "": 1}
"""Operators by team; one of them has none. The later are better."""


def operators(sizes: Mapping[str, int] = SIZES) -> list[Row]:
    """So many operators of each team; the figures of each are theirs alone. The sixth has no exam."""
    teams = [team for team, size in sizes.items() for _ in range(size)]
    return [
        {
            "employee": f"E{7013 + 17 * number}",
            "name": f"员工{SIGNS[number]}",
            "team": team,
            "skill": "vip" if number % 4 == 1 else "plain",
            "satisfaction": round(0.83017 + number * 0.00517, 5),
            "calls": 20011 + number * 613 + number * number * 7,
            "exam": "" if number == 5 else round(61.1713 + number * 1.1317, 4),
            "attitude": "AB"[number % 2],
            "seconds": round(41.713 - number * 0.617, 3),
            "late": number % 3,
            "remark": f"评语{SIGNS[number]}{SIGNS[number]}",
        }
        for number, team in enumerate(teams)
    ]


SIGNS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏"


def leaders(teams: Sequence[str] = ("一班", "二班", "三班", "四班", "五班")) -> list[Row]:
    """A leader for each team. The first is an operator, too."""
    return [
        {"employee": "E7013" if number == 0 else f"L{number}", "name": f"班长{number}号", "team": team}
        for number, team in enumerate(teams)
    ]


def results(folder: Path, people: Sequence[Row] | None = None, led: Sequence[Row] | None = None) -> Results:
    """The department, scored."""
    files = {
        "pipeline.toml": pipeline(str),
        "operator.toml": operator(str),
        "leader.toml": leader(str),
        "people.csv": table(people if people is not None else operators()),
        "leaders.csv": table(led if led is not None else leaders()),
    }
    return run(written(folder, files))


def handed_out(results: Results, output: Path, **exports: HtmlExporter) -> Published:
    """The files of these exports, published as a run does."""
    record = run_record(results, InputRecord("pipeline.toml", "0" * 64), [ORIGIN])
    exporters = {name: (exporter, ORIGIN) for name, exporter in exports.items()}
    return publish(results, exporters, output / results.period.text, record)


def listed(folder: Path) -> dict[str, str]:
    """The files of a folder by what its list says of whom they are."""
    rows = (folder / "index.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    return {row.split(",")[0]: (folder / row.split(",")[-1]).read_text(encoding="utf-8") for row in rows}
