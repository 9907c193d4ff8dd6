"""`kpi --help` imports click and nothing heavy: a command that people type must answer at once."""

import subprocess
import sys
from pathlib import Path

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


def test_pytest_does_not_import_the_core_for_tests_that_have_nothing_to_do_with_it(tmp_path: Path) -> None:
    test = tmp_path / "test_alone.py"
    test.write_text(
        "import sys\n\n\ndef test_it():\n"
        "    assert 'kpicore_pytest' in sys.modules\n"
        "    assert [name for name in sys.modules if name.partition('.')[0] == 'kpicore'] == []\n",
        encoding="utf-8",
    )
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--rootdir={tmp_path}", test],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout


def test_the_core_s_public_names_need_no_data_frames() -> None:
    assert not third_party_after("import kpicore") & {"polars", "narwhals", "cattrs", "duckdb", "tomli_w"}
