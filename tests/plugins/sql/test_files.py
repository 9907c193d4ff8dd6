"""DuckDB over files: which ones a query may name, how, and that it reads no others."""

import gzip
import os
from hashlib import sha256
from pathlib import Path

import polars as pl
import pytest

from tests.pipelines import written
from tests.plugins.sql.desk import read, recorded, refused

CALLS = "agent,seconds,day\nA1,90,2026-10-01\nA2,80,2026-10-02\nA1,70,2026-10-31\nA1,10,2026-11-01\n"
PER_AGENT = "select agent as employee, count(*) as calls from {file} group by all order by all"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Calls as CSV, Parquet and JSON, beside each other and in a folder per month."""
    written(tmp_path, {"calls.csv": CALLS, "in/2026-10/calls.csv": CALLS, "in/2026-09/calls.csv": CALLS})
    calls = pl.read_csv(tmp_path / "calls.csv")
    calls.write_parquet(tmp_path / "calls.parquet")
    calls.write_ndjson(tmp_path / "calls.jsonl")
    (tmp_path / "calls.json").write_text(calls.write_json(), encoding="utf-8")
    (tmp_path / "calls.csv.gz").write_bytes(gzip.compress(CALLS.encode()))
    return tmp_path


@pytest.mark.parametrize(
    "file",
    [
        "'calls.csv'",
        '"calls.csv"',
        "'calls.parquet'",
        "'calls.json'",
        "'calls.jsonl'",
        "'calls.csv.gz'",
        "'in/{period}/calls.csv'",
        "'./in/../calls.csv'",
        "'calls.csv' as c",
        "'calls.csv' c tablesample 100%",
        "read_csv('calls.csv')",
        "read_csv('calls.csv', types = {'agent': 'VARCHAR'})",
        "read_csv('calls.csv', sample_size = 100)",
        "read_csv(['calls.csv'])",
        "read_csv_auto('in/{period}/*.csv')",
        "read_parquet('calls.parquet')",
        "read_json('calls.json')",
        "(select * from 'calls.csv')",
    ],
)
def test_a_file_is_named_as_in_duckdb_and_lies_beside_the_pipeline(
    file: str, folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    written(elsewhere, {"calls.csv": "agent\nWRONG\n", "in/2026-10/calls.csv": "agent\nWRONG\n"})
    monkeypatch.chdir(elsewhere)

    assert read(folder, PER_AGENT.replace("{file}", file)).rows() == [("A1", 3), ("A2", 1)]


def test_a_table_is_called_like_its_file(folder: Path) -> None:
    query = (
        "select calls.agent as employee, c.seconds from 'calls.csv' join 'in/{period}/calls.csv' c using (agent, day)"
    )

    assert len(read(folder, query)) == 4


def test_several_files_are_one_table(folder: Path) -> None:
    both = [("A1", 6), ("A2", 2)]

    assert read(folder, PER_AGENT.replace("{file}", "'in/*/calls.csv'")).rows() == both
    assert read(folder, PER_AGENT.replace("{file}", "'in/**/*.csv'")).rows() == both
    assert read(folder, PER_AGENT.replace("{file}", "read_csv(['in/*/calls.csv'])")).rows() == both
    listed = "read_csv(['in/2026-09/calls.csv', 'in/{period}/calls.csv'])"
    assert read(folder, PER_AGENT.replace("{file}", listed)).rows() == both


@pytest.mark.parametrize("name", ["话务 [10月].csv", "o'neill.csv", 'a "b".csv', "50%.csv", "甲*.csv", "$period.csv"])
def test_names_of_files_may_hold_what_means_something_elsewhere(name: str, folder: Path) -> None:
    if os.name == "nt" and set(name) & set('"*'):
        pytest.skip("Windows knows no such names")
    written(folder, {f"十月 [新]/{name}": CALLS, "十月 [新]/甲乙.csv": "agent\nWRONG\n"})
    quoted = name.replace("'", "''")

    assert len(read(folder / "十月 [新]", f"select agent as employee from '{quoted}'")) == 4
    assert len(read(folder, f"select agent as employee from read_csv('十月 [新]/{quoted}')")) == 4


def test_every_file_that_was_read_is_recorded_with_its_hash(folder: Path) -> None:
    query = """
    with every as (select agent from 'in/*/calls.csv' union all select agent from read_parquet('calls.parquet'))
    select agent as employee, count(*) as calls from every where agent in (select agent from 'calls.json') group by all
    """
    names = ["in/2026-09/calls.csv", "in/2026-10/calls.csv", "calls.parquet", "calls.json"]

    found = {record.path: record.sha256 for record in recorded(folder, query)}

    assert found == {name: sha256((folder / name).read_bytes()).hexdigest() for name in names}


def test_an_absolute_name_is_taken_as_it_is(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    query = PER_AGENT.replace("{file}", f"'{(folder / 'calls.csv').as_posix()}'")

    assert len(read(tmp_path_factory.mktemp("pipeline"), query)) == 2


@pytest.mark.parametrize(
    ("source", "file"),
    [
        ("read_csv('calls' || '.csv')", "calls.csv"),
        ("read_text('in/' || :period || '/calls.csv')", "in/2026-10/calls.csv"),
        ("glob('in/' || '*')", "in/*"),
        ("read_csv(['calls.csv', :period])", None),
    ],
)
def test_a_file_that_is_not_named_is_out_of_reach(source: str, file: str | None, folder: Path) -> None:
    problem = refused(folder, f"select 1 as n from {source}")

    assert problem.code == "sql-file"
    assert problem.place.key == "sources.calls.query"
    if file:
        assert problem.message.en.endswith(f"the query asks for a file that it does not name: {file}")
        assert "{period}" in (problem.hint.zh if problem.hint else "")


@pytest.mark.parametrize("name", ["https://127.0.0.1/calls.csv", "s3://bucket/calls.parquet"])
def test_files_are_not_fetched_from_a_network(name: str, folder: Path) -> None:
    problem = refused(folder, f"select * from '{name}'")

    assert (problem.code, problem.message.en) == ("sql-file", f"files are not read from a network: {name}")


def test_files_that_are_not_there_are_named(folder: Path) -> None:
    assert refused(folder, "select * from 'in/{period}/call.csv'").line("en") == (
        "in/2026-10/call.csv: error no-file: there is no such file (paths start in the pipeline's folder)"
    )
    assert refused(folder, "select * from 'in/{period}/*.parquet'").line("en").startswith("in/2026-10/*.parquet: error")


@pytest.mark.parametrize(
    "query",
    [
        "copy (select 1) to 'calls.csv'",
        "create table t as select 1",
        "attach 'other.db'",
        "install httpfs",
        "set enable_external_access = true",
        "pragma database_list",
        "call enable_logging()",
        "select 1; copy (select 1) to 'calls.csv'",
        "with t as (select 1 as n) insert into calls select n from t",
    ],
)
def test_nothing_but_a_query_is_run(query: str, folder: Path) -> None:
    before = sorted(path.name for path in folder.iterdir())

    with pytest.raises(ValueError, match=r"query|statement"):
        read(folder, query)

    assert sorted(path.name for path in folder.iterdir()) == before
    assert (folder / "calls.csv").read_text(encoding="utf-8") == CALLS


def test_variables_of_the_program_are_no_tables(folder: Path) -> None:
    calls = pl.DataFrame({"employee": ["secret"]})

    assert refused(folder, "select * from calls").code == "sql-no-table"
    assert len(calls) == 1


def test_types_of_a_csv_file_are_told_from_all_of_its_rows(tmp_path: Path) -> None:
    rows = "".join(f"A{row % 2},{'90.5' if row == 60_000 else 91}\n" for row in range(70_000))
    written(tmp_path, {"calls.csv": f"agent,seconds\n{rows}"})
    whole = 35_000 * 91

    for file in ("'calls.csv'", "read_csv('calls.csv')"):
        query = f"select agent as employee, sum(seconds) as seconds from {file} group by all order by all"
        assert read(tmp_path, query).rows() == [("A0", whole - 0.5), ("A1", whole)]


def test_a_value_that_is_no_number_is_named_without_the_rest_of_its_line(tmp_path: Path) -> None:
    rows = "".join(f"13900000000,{row}\n" for row in range(300))
    written(tmp_path, {"calls.csv": f"caller,seconds\n{rows}13911112222,缺考\n"})

    problem = refused(tmp_path, "select sum(seconds) as s from read_csv('calls.csv', types = {'seconds': 'BIGINT'})")

    assert problem.code == "sql-failed"
    assert "缺考" in problem.message.en
    assert "Line: 302" in problem.message.en
    assert "13911112222" not in problem.message.en
    assert str(tmp_path) not in problem.message.en


def test_a_file_in_gbk_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "calls.csv").write_bytes("工号,秒\n001,5\n".encode("gbk"))

    problem = refused(tmp_path, "select * from 'calls.csv'")

    assert problem.code == "sql-encoding"
    assert problem.hint
    assert 'kind = "csv"' in problem.hint.zh


def test_a_file_that_is_written_meanwhile_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kpicore_sql.databases import embedded

    def written_in_between(names: list[str], batches: object) -> pl.DataFrame:
        (folder / "calls.csv").write_text(CALLS + "A9,1,2026-10-03\n", encoding="utf-8")
        return pl.DataFrame({"employee": ["A1"]})

    monkeypatch.setattr(embedded, "collected", written_in_between)
    problem = refused(folder, "select agent as employee from 'calls.csv'")

    assert problem.line("en").startswith("calls.csv: error changed-file: the file was changed while it was read")


def test_larger_than_memory_spills_into_a_folder_that_is_gone_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kpicore_sql.databases import embedded

    (tmp_path / "spill").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "spill"))
    monkeypatch.setattr(embedded, "_CONFIG", {**embedded._CONFIG, "memory_limit": "120MB"})
    monkeypatch.chdir(tmp_path)
    query = "select count(*) as n from (select md5(i::varchar) as m from range(3000000) t(i) order by m)"

    assert read(tmp_path, query).rows() == [(3_000_000,)]
    assert [path.name for path in tmp_path.iterdir()] == ["spill"]
    assert list((tmp_path / "spill").iterdir()) == []


def test_no_bar_is_drawn_between_what_the_command_prints(tmp_path: Path) -> None:
    assert read(tmp_path, "select current_setting('enable_progress_bar') as bar").rows() == [(False,)]


def test_a_database_file_of_duckdb_is_read_and_recorded(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect(str(tmp_path / "calls.duckdb")) as connection:
        connection.execute("create table calls as select 'A' || (i % 2) as agent, i from range(10) t(i)")
    url = "duckdb:///calls.duckdb"
    query = "select agent as employee, count(*) as calls from calls group by all order by all"

    assert read(tmp_path, query, url=url).rows() == [("A0", 5), ("A1", 5)]
    assert [record.path for record in recorded(tmp_path, query, url=url)] == ["calls.duckdb"]
    near = refused(tmp_path, "select * from call", url=url)
    assert near.line("en").endswith("there is no table call (did you mean calls?)")
    assert refused(tmp_path, query, url="duckdb:///other.duckdb").code == "no-file"
    written(tmp_path, {"text.duckdb": "no database"})
    assert refused(tmp_path, query, url="duckdb:///text.duckdb").code == "sql-url"
