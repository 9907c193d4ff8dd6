"""A department's own scheme on top of another, through the command."""

from pathlib import Path

import pytest

from tests.cli.conftest import Kpi

OWN = """\
format  = 1
id      = "north/agent"
title   = { zh = "北区座席", en = "Agent, north" }
extends = "desk.toml"
drop    = ["indicators.polite", "metrics.manner"]
rounding.digits = 1

[metrics.late]
default = 0

[sections.service]
points = 50

[indicators.satisfied]
clause = "北区办法·第二条"

[indicators.satisfied.calculator]
zero = 0.8

[indicators.knows]
points = 50
status = "stated"
clause = "北区办法·第三条"

[adjustments.visits]
label      = { zh = "家访", en = "Visits" }
calculator = { kind = "per-event", metrics = { late = 1 } }

[[examples]]
given  = { satisfaction = 0.9 }
expect = { satisfied = 25 }
"""


@pytest.fixture
def own(folder: Path) -> Path:
    """The working directory, with ``own.toml`` on top of ``desk.toml``."""
    (folder / "own.toml").write_text(OWN, encoding="utf-8")
    return folder


def blocks(shown: str) -> list[str]:
    return [" ".join(line.split()) for line in shown.splitlines()]


def test_show_says_for_each_figure_which_document_says_it(kpi: Kpi, own: Path) -> None:
    shown = blocks(kpi("scheme", "show", "own.toml").out)
    assert "Changes desk/agent, version 3" in shown
    assert "satisfaction Satisfaction ratio, 0 to 1 (98.5% is 0.985) higher As in desk/agent" in shown
    assert [line for line in shown if line.startswith(("This scheme's own", "As in"))] == [
        "This scheme's own: points; the rest as in desk/agent",
        "This scheme's own: clause, zero; the rest as in desk/agent",
        "This scheme's own: points, status, clause; the rest as in desk/agent",
        "As in desk/agent",
        "This scheme's own",
        "This scheme's own",
        "As in desk/agent",
    ]
    chinese = blocks(kpi("scheme", "show", "own.toml", "--lang", "zh").out)
    assert "在 desk/agent 第 3 版的基础上修改" in chinese
    assert "本方案规定：依据、零分界；其余沿用 desk/agent" in chinese
    assert any("本方案规定：默认值；其余沿用 desk/agent" in line for line in chinese)


def test_a_scheme_that_extends_nothing_is_shown_as_it_was(kpi: Kpi, folder: Path) -> None:
    shown = kpi("scheme", "show", "desk.toml").out
    assert "As in" not in shown
    assert "Set by" not in shown
    data = kpi("scheme", "show", "desk.toml", "--format", "json").data
    assert data["set_by"] == {}
    assert [layer["id"] for layer in data["layers"]] == ["desk/agent"]


def test_an_overlay_of_an_overlay_names_each_document(kpi: Kpi, own: Path) -> None:
    top = 'format = 1\nid = "hall/agent"\nextends = "own.toml"\n[indicators.satisfied]\npoints = 40\n'
    (own / "top.toml").write_text(top, encoding="utf-8")
    assert "This scheme's own: points; north/agent: clause, zero; the rest as in desk/agent" in blocks(
        kpi("scheme", "show", "top.toml").out
    )
    data = kpi("scheme", "show", "top.toml", "--format", "json").data
    assert [layer["id"] for layer in data["layers"]] == ["hall/agent", "north/agent", "desk/agent"]
    assert data["set_by"]["indicators.satisfied.points"] == "hall/agent"
    assert data["set_by"]["indicators.satisfied.calculator.zero"] == "north/agent"
    assert data["set_by"]["indicators.satisfied.calculator.full"] == "desk/agent"
    assert data["set_by"]["indicators.satisfied.label"] == "desk/agent"
    assert "id" not in data["set_by"]


def test_eject_of_an_overlay_writes_the_whole_scheme(kpi: Kpi, own: Path) -> None:
    assert kpi("scheme", "eject", "own.toml", "-o", "whole.toml").code == 0
    text = (own / "whole.toml").read_text(encoding="utf-8")
    assert kpi("scheme", "eject", "own.toml").out == text
    assert "extends" not in text
    (own / "desk.toml").unlink()
    assert kpi("check", "whole.toml").code == 0
    shown = kpi("scheme", "show", "whole.toml", "--format", "json").data
    assert (shown["id"], shown["version"], shown["set_by"]) == ("north/agent", "3", {})
    assert [(item["id"], item["points"]) for item in shown["indicators"]] == [("satisfied", 50), ("knows", 50)]


def test_an_overlay_scores_and_its_examples_are_its_own(kpi: Kpi, own: Path) -> None:
    checked = kpi("check", "own.toml")
    assert checked.code == 0
    assert "example-fails" not in checked.out
    assert "indicators.punctual" not in checked.out  # what the base works out, an overlay need not
    done = kpi("run", "pipeline.toml", "--set", "stages.agents.scheme=own.toml", "--format", "json")
    assert done.code == 0, done.out
    rows = (own / "out" / "2026-10" / "agents.csv").read_text(encoding="utf-8-sig").splitlines()
    assert rows[0] == "employee,name,team,satisfied,knows,punctual,visits,total,rank,grade,outcome"
    assert rows[1] == "0001,王示例,一组,45,45,0,0,90,2,A,表扬"


def test_a_mistake_of_an_overlay_is_a_finding_at_its_place(kpi: Kpi, own: Path) -> None:
    (own / "own.toml").write_text(OWN.replace("[indicators.knows]", "[indicators.know]"), encoding="utf-8")
    done = kpi("check", "own.toml")
    assert done.code == 1
    assert done.out == (
        "own.toml:20:13: error unknown-in-base: indicators.know: desk.toml has no indicators.know to change; "
        "a new one still needs label, calculator (did you mean knows?)\n"
    )
