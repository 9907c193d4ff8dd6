"""`kpi schemes`, `kpi scheme show` and `kpi scheme eject`."""

from pathlib import Path

import pytest

from tests.cli.conftest import Kpi, in_a_process

OPERATOR = Path(__file__).parents[2] / (
    "schemes/kpicore-scheme-hotline-10086/src/kpicore_scheme_hotline_10086/operator.toml"
)


def test_the_installed_schemes_are_listed_with_where_they_come_from(kpi: Kpi) -> None:
    chinese = kpi("schemes", "--lang", "zh")
    row = next(line for line in chinese.out.splitlines() if line.startswith("hotline-10086/operator"))
    assert row.split("  ")[-1].strip() == "kpicore-scheme-hotline-10086 0.1.0"
    assert "10086 热线话务员" in row
    assert "10086 hotline operator" in kpi("schemes").out


def test_json_lists_the_schemes(kpi: Kpi) -> None:
    listed = {scheme["id"]: scheme for scheme in kpi("schemes", "--format", "json").data["schemes"]}
    operator = listed["hotline-10086/operator"]
    assert operator["version"] == "1"
    assert operator["valid"] == {"from": None, "until": None}
    assert (operator["distribution"], operator["distribution_version"]) == ("kpicore-scheme-hotline-10086", "0.1.0")


def test_where_no_scheme_is_installed_that_is_said(kpi: Kpi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KPICORE_PLUGINS", "csv")
    assert kpi("schemes").out == "No schemes are installed.\n"


def test_a_scheme_is_shown_with_what_it_needs_and_how_it_scores(kpi: Kpi, folder: Path) -> None:
    shown = [" ".join(line.split()) for line in kpi("scheme", "show", "desk.toml").out.splitlines()]
    assert shown[0] == "Desk agent"
    assert "desk/agent · version 3 · full marks 100 · valid: from 2024-01-01" in shown
    assert "skill Skill: phone = Phone, mail = Mail" in shown
    assert "satisfaction Satisfaction ratio, 0 to 1 (98.5% is 0.985) higher" in shown
    assert "late Late arrivals count, from 0, whole —" in shown
    assert "Service (70 points)" in shown
    assert "Satisfied satisfied 50 points" in shown
    assert "Satisfaction: nothing at 90%, all 50 points at 100%, in proportion between" in shown
    assert "Clause: 第一条" in shown
    assert "Left out where the figure is missing, the rest scaled up" in shown
    assert "Assumed (points, full marks): The policy gives no points." in shown
    assert "A: Commendation recommended" in shown


@pytest.mark.parametrize("reference", ["hotline-10086/operator", str(OPERATOR)])
def test_an_installed_scheme_and_one_by_its_path_are_shown_in_chinese(kpi: Kpi, reference: str) -> None:
    shown = kpi("scheme", "show", reference, "--lang", "zh").out
    assert shown.startswith("10086 热线话务员\n")
    assert "细则：客户服务中心话务员考核评分标准" in shown
    assert "60 得 0 分，90 得满分 10 分" in shown
    assert "A 占 20%" in shown


def test_json_shows_all_of_a_scheme(kpi: Kpi, folder: Path) -> None:
    shown = kpi("scheme", "show", "desk.toml", "--format", "json").data
    assert [metric["id"] for metric in shown["metrics"]] == ["satisfaction", "exam", "late", "manner"]
    assert [item["points"] for item in shown["indicators"]] == [50, 20, 30]
    assert shown["indicators"][0]["calculator"] == "linear"
    assert shown["grades"]["letters"] == ["A", "B", "C"]
    assert shown["valid"] == {"from": "2024-01-01", "until": None}


def test_an_unknown_scheme_is_refused_with_the_nearest(kpi: Kpi) -> None:
    done = kpi("scheme", "show", "hotline-10086/operators")
    assert (done.code, done.out) == (3, "")
    assert "did you mean hotline-10086/operator?" in done.err


@pytest.mark.parametrize("reference", ["hotline-10086/operator", str(OPERATOR)])
def test_eject_prints_the_document_s_bytes_and_nothing_else(kpi: Kpi, reference: str) -> None:
    done = kpi("scheme", "eject", reference)
    assert (done.code, done.err) == (0, "")
    assert done.out.encode() == OPERATOR.read_bytes()


def test_eject_keeps_its_bytes_whatever_the_terminal_speaks(tmp_path: Path) -> None:
    done = in_a_process("scheme", "eject", "hotline-10086/operator", PYTHONIOENCODING="ascii")
    assert done.out.encode() == OPERATOR.read_bytes()


def test_eject_writes_a_new_file_but_over_none(kpi: Kpi, folder: Path) -> None:
    assert kpi("scheme", "eject", "hotline-10086/operator", "-o", "mine.toml").code == 0
    assert (folder / "mine.toml").read_bytes() == OPERATOR.read_bytes()
    before = (folder / "desk.toml").read_bytes()
    done = kpi("scheme", "eject", "hotline-10086/operator", "-o", "desk.toml")
    assert done.code == 3
    assert done.err.startswith("desk.toml: error file-exists: ")
    assert (folder / "desk.toml").read_bytes() == before
    assert kpi("scheme", "eject", "hotline-10086/operator", "-o", "no/such/folder.toml").code == 3


def test_an_ejected_scheme_can_be_checked_and_scored_with(kpi: Kpi, folder: Path) -> None:
    assert kpi("scheme", "eject", "hotline-10086/shift-leader", "-o", "own.toml").code == 0
    assert kpi("check", "own.toml").code == 0


def test_a_scheme_that_cannot_be_read_is_listed_and_told(bad_plugins: Path) -> None:
    done = in_a_process("schemes", PYTHONPATH=str(bad_plugins))
    assert done.code == 3
    row = next(line for line in done.out.splitlines() if line.startswith("first/operator"))
    assert "(cannot be read)" in row
    assert "first.toml" in done.err
    assert "hotline-10086/operator" in done.out
