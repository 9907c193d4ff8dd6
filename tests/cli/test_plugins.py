"""`kpi plugins`: what is loaded, and what is wrong with what is not."""

import json
from pathlib import Path

from tests.bad_plugins.distributions import BY_NAME
from tests.cli.conftest import Kpi, in_a_process


def test_sound_plugins_are_listed_with_what_they_bring(kpi: Kpi) -> None:
    done = kpi("plugins", "--lang", "zh")
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[lines.index("csv  kpicore-csv 0.1.0  正常") + 1 :][:2] == ["  数据来源：csv", "  导出方式：csv"]
    english = kpi("plugins").out
    assert "csv  kpicore-csv 0.1.0  loaded\n  metric source: csv\n  exporter: csv\n" in english


def test_a_broken_plugin_is_named_and_makes_the_exit_code_4(bad_plugins: Path) -> None:
    done = in_a_process("plugins", PYTHONPATH=str(bad_plugins))
    assert done.code == 4
    for name in ("kpicore-import-error", "kpicore-misspelt-hook", "kpicore-unsound-classes", "kpicore-twin-east"):
        assert BY_NAME[name].origin in done.out
    assert "kpicore-import-error 1.1  refused" in done.out
    assert "kpicore-unsound-classes 3.1  in part" in done.out
    assert "Traceback" not in done.out + done.err
    assert "未载入" in in_a_process("plugins", PYTHONPATH=str(bad_plugins), KPI_LANG="zh").out


def test_json_tells_the_faults_of_each_plugin(bad_plugins: Path) -> None:
    done = in_a_process("plugins", "--format", "json", PYTHONPATH=str(bad_plugins))
    assert done.code == 4
    told = json.loads(done.out)
    by_distribution = {plugin["distribution"]: plugin for plugin in told["plugins"]}
    assert by_distribution["kpicore-csv"]["problems"] == []
    assert by_distribution["kpicore-misspelt-hook"]["status"] == "refused"
    assert [problem["code"] for problem in by_distribution["kpicore-misspelt-hook"]["problems"]] == ["unknown-hook"]
    assert by_distribution["kpicore-csv"]["contributes"] == {"source": ["csv"], "exporter": ["csv"]}


def test_broken_plugins_do_not_stop_a_run_that_needs_none_of_them(bad_plugins: Path, folder: Path) -> None:
    done = in_a_process("run", "pipeline.toml", PYTHONPATH=str(bad_plugins))
    assert (done.code, done.err) == (0, "")


def test_a_plugin_that_is_left_out_is_said_to_be() -> None:
    done = in_a_process("plugins", KPICORE_PLUGINS="csv")
    assert done.code == 0
    assert "example  kpicore-example 0.1.0  left out" in done.out
