"""No password stands in a document, and none in anything that is said or written."""

import pytest

from kpicore_sql.address import Address, in_document, in_environment
from kpicore_sql.failed import Failed
from kpicore_sql.source import SqlSource
from tests.plugins.sql.desk import unread

SECRET = "geh:eim/%21"
"""Invented, and awkward."""


def with_password(password: str, rest: str = "") -> str:
    return f"postgresql://{'kpi'}:{password}@db.example/crm{rest}"


@pytest.mark.parametrize(
    "url",
    [
        with_password("geheim"),
        with_password("geh@eim"),
        with_password("geh/eim"),
        with_password("geh?eim"),
        with_password("geh#eim"),
        "postgresql+psycopg://kpi@db.example/crm?password=geheim",
        "postgresql://kpi@db.example/crm?sslpassword=geheim",
        "mssql+pyodbc:///?odbc_connect=DRIVER%3Dx%3BPWD%3Dgeheim",
        "snowflake://kpi@x/crm?token=geheim",
    ],
)
def test_an_address_with_a_password_is_refused_without_showing_it(url: str) -> None:
    option, problem = unread("select 1", url=url)

    assert (option, problem.code) == ("url", "sql-password")
    for said in (problem.line("zh"), problem.line("en")):
        assert "url_env" in said
        assert "geheim" not in said
        assert "eim" not in said


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://kpi@db.example/crm",
        "postgresql://db.example:5432/crm?sslmode=require&sslkey=client.key&passfile=pgpass",
        "sqlite:///C:/数据/a@b.db",
        "duckdb:///a:b@c.duckdb",
        "duckdb://",
    ],
)
def test_addresses_without_one_may_stand_in_a_document(url: str) -> None:
    assert in_document(url).url == url


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "the environment variable CRM_URL is not set"),
        (" ", "the environment variable CRM_URL is not set"),
        ("geheim", "the environment variable CRM_URL holds no address of a database"),
        (with_password("geh@eim"), "the address in the environment variable CRM_URL has more than one @"),
    ],
)
def test_an_environment_variable_that_is_no_address_is_not_shown(
    value: str | None, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CRM_URL", raising=False)
    if value is not None:
        monkeypatch.setenv("CRM_URL", value)

    with pytest.raises(Failed) as caught:
        in_environment("CRM_URL")

    assert caught.value.problem.message.en == said
    assert caught.value.option == "url_env"


@pytest.mark.parametrize(
    "said",
    [
        f"cannot parse {with_password(SECRET)}",
        f"invalid port number: {SECRET}",
        "wrong password geh:eim/!",
        f"dsn: password='{SECRET}' host=db.example",
    ],
)
def test_what_a_driver_says_is_left_out_where_the_password_is_in_it(said: str) -> None:
    assert Address(with_password(SECRET), "url_env").said(RuntimeError(said)) == "RuntimeError"


def test_what_a_driver_says_is_one_line_of_bearable_length() -> None:
    said = Address(with_password(SECRET), "url_env").said(RuntimeError("refused\n\tis it there?" + "x" * 1000))

    assert said.startswith("refused is it there?xxx")
    assert len(said) == 301


def test_neither_the_address_nor_the_source_shows_it_to_whoever_looks_at_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRM_URL", with_password(SECRET))

    assert SECRET not in repr(in_environment("CRM_URL"))
    assert SECRET not in repr(SqlSource("select 1", url_env="CRM_URL"))
