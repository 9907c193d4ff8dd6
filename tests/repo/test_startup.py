"""`kpi --help` imports click and nothing heavy: a command that people type must answer at once."""

import subprocess
import sys

BARE = "import sys; before = set(sys.modules)"
HELP = """
import kpicore_cli.main
sys.argv = ["kpi", "--help"]
try:
    kpicore_cli.main.main()
except SystemExit as end:
    assert not end.code
"""
REPORT = "print(*{name.partition('.')[0] for name in set(sys.modules) - before}, file=sys.stderr)"


def third_party_after(code: str) -> set[str]:
    run = subprocess.run(
        [sys.executable, "-c", f"{BARE}\n{code}\n{REPORT}"], capture_output=True, text=True, check=True
    )
    return set(run.stderr.split()) - sys.stdlib_module_names


def test_kpi_help_imports_click_and_nothing_else() -> None:
    assert third_party_after(HELP) == {"click", "kpicore_cli"}


def test_the_core_s_public_names_need_no_data_frames() -> None:
    assert not third_party_after("import kpicore") & {"polars", "narwhals", "cattrs", "duckdb", "tomli_w"}
