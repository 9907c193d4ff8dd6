"""Metrics out of a real PostgreSQL server: their figures, what is refused, and what becomes of a server that dies."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.pipelines import column, run, written
from tests.plugins.sql.desk import read, recorded, refused
from tests.system.postgresql import USER, Server, server

KPI = Path(sys.executable).with_name("kpi")
CALLS = [
    ("007", "2026-09-30 23:59:59", "90.5", True),
    ("007", "2026-10-01 00:00:00", "12.25", True),
    ("007", "2026-10-31 23:59:59", "7.75", False),
    ("008", "2026-10-05 10:00:00", None, False),
    ("008", "2026-11-01 00:00:00", "1.00", True),
]
QUERY = """
select agent as employee, count(*) as calls, count(*) filter (where answered)::numeric / count(*) as rate
from calls
where started >= :period_start and started < :period_end + interval '1 day'
group by agent order by agent
"""
SCHEME = """
format = 1
id = "centre/agent"
version = "1"
title = { zh = "坐席", en = "Agent" }
full = 20
[metrics]
calls = { unit = "count", whole = true, label = { zh = "话务量", en = "Calls" } }
rate = { unit = "ratio", label = { zh = "接通率", en = "Answer rate" } }
[indicators.volume]
label = { zh = "业务量", en = "Volume" }
points = 10
calculator = { kind = "entered", metric = "calls" }
[indicators.answered]
label = { zh = "接通", en = "Answered" }
points = 10
calculator = { kind = "proportional", metric = "rate" }
"""
PIPELINE = """
title = "Centre"
period = "2026-10"
[sources.crm]
kind = "sql"
url_env = "CRM_URL"
query_file = "crm.sql"
timeout = 60
[stages.agents]
scheme = "scheme.toml"
from = ["crm"]
[exports.scores]
kind = "csv"
"""


@pytest.fixture(scope="module")
def centre(postgresql: Server) -> Iterator[Server]:
    """The server with calls in it."""
    postgresql.load("calls", "agent text, started timestamp, talk numeric(8, 2), answered boolean", CALLS)
    yield postgresql
    postgresql.run("drop table calls")


@pytest.fixture
def crm(centre: Server, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The options that lead to it."""
    monkeypatch.setenv("CRM_URL", centre.url)
    return {"url_env": "CRM_URL"}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A pipeline with its query in a file."""
    return written(tmp_path, {"pipeline.toml": PIPELINE, "scheme.toml": SCHEME, "crm.sql": QUERY})


def kpi(folder: Path, url: str, *arguments: str, lang: str = "en") -> subprocess.CompletedProcess[str]:
    """What the command says and does in that folder."""
    environment = {**os.environ, "CRM_URL": url, "KPI_LANG": lang}
    command = [str(KPI), "run", "pipeline.toml", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_metrics_are_those_of_the_period(crm: dict[str, Any], tmp_path: Path) -> None:
    assert read(tmp_path, QUERY, **crm).rows() == [("007", 2, 0.5), ("008", 1, 0.0)]
    assert read(tmp_path, QUERY, period="2026-11", **crm).rows() == [("008", 1, 1.0)]
    assert read(tmp_path, QUERY, period="2020", **crm).columns == ["employee", "calls", "rate"]
    assert recorded(tmp_path, QUERY, **crm) == ()


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg", "postgresql+psycopg2"])
def test_addresses_as_sqlalchemy_and_postgresql_write_them(
    scheme: str, centre: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CRM_URL", centre.url.replace("postgresql", scheme, 1))

    assert read(tmp_path, "select 1 as n", url_env="CRM_URL").rows() == [(1,)]


def test_a_password_may_come_from_where_postgresql_s_own_client_finds_it(
    centre: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, {"pgpass": f"127.0.0.1:*:*:{USER}:{centre.password}\n"})
    (tmp_path / "pgpass").chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "pgpass"))
    url = f"postgresql://{USER}@/postgres?host={centre.folder}&port={centre.port}"

    assert refused(tmp_path, "select 1 as n", url=url).code == "sql-login"
    url = f"postgresql://{USER}@127.0.0.1:{centre.port}/postgres"
    assert read(tmp_path, "select 1 as n", url=url).rows() == [(1,)]


def test_values_keep_their_digits(crm: dict[str, Any], tmp_path: Path) -> None:
    query = """
    select '9007199254740993' as employee, 9007199254740993 as a, sum(n) as b, avg(n) as c, 0.985::numeric(5, 3) as d,
           'NaN'::float8 as e, date '2026-10-05' as f, true as g, null as h, '工号'::text as i, time '09:30' as j
    from (values (1::bigint), (2)) t(n)
    """
    frame = read(tmp_path, query, **crm)

    *values, nan = frame.select([*(name for name in frame.columns if name != "e"), "e"]).row(0)
    assert values == [
        "9007199254740993", 9007199254740993, 3.0, 1.5, 0.985, "2026-10-05", True, None, "工号", "09:30:00"
    ]  # fmt: skip
    assert nan != nan


def test_parameters_are_bound_with_their_types(crm: dict[str, Any], tmp_path: Path) -> None:
    params = {"text": "'; drop table calls; --", "big": 2**40, "share": Decimal("0.80"), "day": date(2026, 10, 5)}
    query = "select :text as a, :big + 1 as b, :share * 2 as c, :day + 1 as d, ':text' as e, '50%' as f, 7 % 4 as g"

    rows = read(tmp_path, query, params=params, **crm).rows()

    assert rows == [(params["text"], 2**40 + 1, 1.6, "2026-10-06", ":text", "50%", 3)]


def test_employee_ids_that_are_numbers_are_refused(crm: dict[str, Any], tmp_path: Path) -> None:
    assert refused(tmp_path, "select 7 as employee", **crm).code == "employee-not-text"
    assert read(tmp_path, "select cast(7 as varchar) as employee", **crm).rows() == [("7",)]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("delete from calls", "sql-not-a-query"),
        ("select 1; delete from calls", "sql-statements"),
        ("with gone as (delete from calls returning 1) select * from gone", "sql-read-only"),
        ("select * into copied from calls", "sql-read-only"),
        ("select agent from calls for update", "sql-read-only"),
        ("select set_config('transaction_read_only', 'off', false) as x", "sql-failed"),
        ("select nextval('numbers') as n", "sql-read-only"),
    ],
)
def test_nothing_is_changed(query: str, code: str, centre: Server, crm: dict[str, Any], tmp_path: Path) -> None:
    centre.run("create sequence if not exists numbers")
    try:
        found = refused(tmp_path, query, **crm).code
    except ValueError as error:  # already as an option
        found = error.problem.code  # type: ignore[attr-defined]  # an InvalidOption has it
    assert found == code
    with centre.connect() as connection:
        assert connection.execute("select count(*) from calls").fetchone() == (len(CALLS),)


@pytest.mark.parametrize(
    ("query", "place", "said"),
    [
        ("select 1 as n\nfrom call", ":2:6: error sql-no-table", "there is no table call (did you mean calls?)"),
        ('select :period as p\nfrom public."Call"', ":2:6: error sql-no-table", "there is no table Call ("),
        ("select '工号',\n agnt from calls", ":2:2: error sql-no-column", "there is no such column: "),
        ("select :period_end as p,\n :period as q, agnt\nfrom calls", ":2:16: error sql-no-column", "there is no such"),
        ("select 1 as n form calls", ":1:15: error sql-syntax", "a mistake in the syntax: "),
        ("select 'x'::int as n", ":1:8: error sql-failed", "the database says: invalid input syntax"),
        ("select 1 / 0 as n", ": error sql-failed", "the database says: division by zero"),
        ("select 1", ": error sql-column", "column 1 of the result has no name"),
        ("select interval '1 minute' as n", ": error sql-column", "column n holds intervals"),
        ("select now() as n", ": error sql-column", "column n holds times with a zone"),
        (
            "select i as n from generate_series(1, 1500000) i",
            ": error sql-too-many-rows",
            "the result has more than",
        ),
    ],
)
def test_what_is_wrong_with_a_query_is_said_where_it_stands(
    query: str, place: str, said: str, crm: dict[str, Any], tmp_path: Path
) -> None:
    written(tmp_path, {"crm.sql": query})

    line = refused(tmp_path, query_file="crm.sql", **crm).line("en")
    assert line.startswith(f"crm.sql{place}: sources.calls: {said}")


def test_a_table_that_may_not_be_read(centre: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    centre.run("create role gast login password 'gast'")
    monkeypatch.setenv("CRM_URL", centre.url.replace(f"{USER}:{centre.password}", "gast:gast"))

    assert (
        refused(tmp_path, "select agent from calls", url_env="CRM_URL")
        .line("zh")
        .startswith("error sql-failed: sources.calls.query: 没有权限：")
    )


def test_a_query_that_takes_too_long_is_stopped_on_the_server(
    centre: Server, crm: dict[str, Any], tmp_path: Path
) -> None:
    begun = time.monotonic()

    assert refused(tmp_path, "select 1 as n, pg_sleep(30) as s", timeout=1, **crm).code == "sql-timeout"
    assert time.monotonic() - begun < 10
    with pytest.raises(AssertionError, match="nobody asked"):
        centre.pid_of("pg_sleep(30)", patience=0.5)


def test_a_server_that_does_not_react_is_not_waited_for(crm: dict[str, Any], centre: Server, tmp_path: Path) -> None:
    environment = {**os.environ, "CRM_URL": centre.url, "KPI_LANG": "en"}
    files = {"pipeline.toml": PIPELINE.replace("timeout = 60", "timeout = 1"), "scheme.toml": SCHEME}
    written(tmp_path, {**files, "crm.sql": "select 'A1' as employee, 1 as calls, 1 as rate, pg_sleep(31)"})
    command = [str(KPI), "run", "pipeline.toml"]
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True) as running:
        pid = centre.pid_of("pg_sleep(31)")
        os.kill(pid, signal.SIGSTOP)
        try:
            _, said = running.communicate(timeout=40)
        finally:
            os.kill(pid, signal.SIGCONT)

    assert running.returncode == 3
    assert "error sql-timeout: sources.crm.timeout: the query took more than 1 seconds" in said


def test_the_keyboard_stops_the_query_on_the_server_too(centre: Server, desk: Path) -> None:
    written(desk, {"crm.sql": "select 'A1' as employee, 1 as calls, 1 as rate, pg_sleep(32)"})
    environment = {**os.environ, "CRM_URL": centre.url}
    command = [str(KPI), "run", "pipeline.toml"]
    with subprocess.Popen(command, cwd=desk, env=environment, stderr=subprocess.PIPE, text=True) as running:
        centre.pid_of("pg_sleep(32)")
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=20)

    assert running.returncode not in (0, 3)
    assert "Traceback" not in said
    with pytest.raises(AssertionError, match="nobody asked"):
        centre.pid_of("pg_sleep(32)", patience=0.5)


def test_scores_come_from_the_database_and_run_json_names_the_query(centre: Server, desk: Path) -> None:
    done = kpi(desk, centre.url)

    assert done.returncode == 0, done.stderr
    record = json.loads((desk / "out/2026-10/run.json").read_text(encoding="utf-8"))
    assert [each["path"] for each in record["inputs"]] == ["crm.sql"]
    rows = (desk / "out/2026-10/agents.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [row.split(",")[:3] for row in rows[1:]] == [["007", "2", "5"], ["008", "1", "0"]]


def test_decimals_score_like_the_same_text(crm: dict[str, Any], tmp_path: Path) -> None:
    written(tmp_path, {"pipeline.toml": PIPELINE, "scheme.toml": SCHEME})
    written(tmp_path, {"crm.sql": "select '007' as employee, 7 as calls, 0.985::numeric as rate"})

    assert column(run(tmp_path), "agents", "metric.rate") == {"007": float("0.985")}


@pytest.mark.parametrize("signalled", [signal.SIGKILL, signal.SIGTERM])
def test_a_server_that_dies_in_the_middle_leaves_a_clear_error_and_the_previous_results(
    signalled: signal.Signals, desk: Path
) -> None:
    with server() as fragile:
        fragile.load("calls", "agent text, started timestamp, talk numeric(8, 2), answered boolean", CALLS)
        assert kpi(desk, fragile.url).returncode == 0
        written(desk, {"crm.sql": "select 'A1' as employee, 1 as calls, 1 as rate, pg_sleep(33)"})
        before = files(desk)

        environment = {**os.environ, "CRM_URL": fragile.url, "KPI_LANG": "en"}
        command = [str(KPI), "run", "pipeline.toml"]
        with subprocess.Popen(command, cwd=desk, env=environment, stderr=subprocess.PIPE, text=True) as running:
            os.kill(fragile.pid_of("pg_sleep(33)"), signalled)
            _, said = running.communicate(timeout=20)

    assert running.returncode == 3
    assert "error sql-connection: sources.crm.url_env: the connection broke off in the middle" in said
    assert "Traceback" not in said
    assert fragile.password not in said
    assert files(desk) == before


def addresses(postgresql: Server) -> dict[str, str]:
    """Addresses that lead nowhere, each with a password in it."""
    url, password = postgresql.url, postgresql.password
    return {
        "wrong password": url.replace(password, "falsch" + password),
        "unknown user": url.replace(f"{USER}:", "niemand:"),
        "unknown database": url.replace("/postgres", "/nirgends"),
        "no server": url.replace(f":{postgresql.port}/", ":1/"),
        "unknown host": url.replace("127.0.0.1", "nirgends.invalid"),
        "no encryption": f"{url}?sslmode=require",
        "unknown option": f"{url}?nirgends={password}",
        "password in the options": f"{url.replace(':' + password, '')}?password=falsch{password}",
        "no number for a port": url.replace(f":{postgresql.port}/", f":{password}/"),
        "broken escape": url.replace(password, f"%zz{password}"),
        "two passwords": url.replace(password, f"{password}@{password}"),
        "no address": password,
        "unknown kind": url.replace("postgresql", "nirgends"),
    }


def test_no_password_is_shown_or_written_whatever_goes_wrong(postgresql: Server, desk: Path) -> None:
    for number, (case, url) in enumerate(addresses(postgresql).items()):
        done = kpi(desk, url, lang=("zh", "en")[number % 2])

        assert (case, done.returncode) == (case, 3)
        assert "error sql-" in done.stderr, case
        assert "Traceback" not in done.stderr, case
        assert postgresql.password not in done.stdout + done.stderr, case
    assert not any(postgresql.password.encode() in content for content in files(desk).values())


def test_no_password_is_written_when_all_goes_well(centre: Server, desk: Path) -> None:
    for output in (("--format", "json"), ()):
        done = kpi(desk, centre.url, *output)
        assert done.returncode == 0, done.stderr
        assert centre.password not in done.stdout + done.stderr
    assert not any(centre.password.encode() in content for content in files(desk).values())


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ("wrong password", "sql-login"),
        ("unknown user", "sql-login"),
        ("unknown database", "sql-login"),
        ("no server", "sql-connection"),
        ("unknown host", "sql-connection"),
        ("no encryption", "sql-connection"),
    ],
)
def test_why_a_connection_fails_is_told_apart(
    case: str, code: str, postgresql: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CRM_URL", addresses(postgresql)[case])

    problem = refused(tmp_path, "select 1 as n", url_env="CRM_URL")

    assert (problem.code, problem.place.key) == (code, "sources.calls.url_env")
    assert problem.hint
