"""Parameters and statements in the text of a query."""

import pytest

from kpicore_sql.failed import Failed, position
from kpicore_sql.query import parse

KNOWN = ["period", "period_start"]


def names(text: str) -> list[str]:
    return parse(text, KNOWN).names


@pytest.mark.parametrize(
    "text",
    [
        "select ':period'",
        "select 'it''s :period'",
        "select e'it\\'s :period'",
        'select 1 as ":period"',
        "select `:period` from t",
        "select $$ :period $$",
        "select $body$ :period ' $body$",
        "select 1 -- :period; and no more",
        "select 1 /* :period ; */",
        "select '10:30'::time, x::period from t",
        "select a[1:period] from t",
        "select {'a':period} from t",
        "select f(a := 1)",
        "select 1;",
        "select 1 ; ; -- the end\n",
        "(select 1)",
        "WITH t AS (select 1) select * from t",
        "from t",
        "values (1)",
    ],
)
def test_what_only_looks_like_a_parameter_or_a_second_statement_is_none(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "select :period",
        "select(:period)",
        "select 1 where a=:period",
        "select a||:period from t",
        "select 'x', :period::text",
        "select 1 -- it's\n where a > :period",
        "select :period; -- done",
    ],
)
def test_parameters_are_found_wherever_they_stand(text: str) -> None:
    assert names(text) == ["period"]


def test_a_parameter_may_stand_there_several_times() -> None:
    assert names("select :period_start, :period, :period_start") == ["period_start", "period"]


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("", "sql-query", None),
        ("  -- nothing\n ;", "sql-query", None),
        ("select 1; select 2", "sql-statements", 10),
        ("select 1;\ndelete from t", "sql-statements", 10),
        ("delete from t", "sql-not-a-query", 0),
        (" /* now */ drop table t", "sql-not-a-query", 11),
        ("copy t to 'x'", "sql-not-a-query", 0),
        ("select 1 where a = :perod", "sql-parameter", 19),
    ],
)
def test_a_text_that_is_not_one_query_is_refused_where_it_goes_wrong(text: str, code: str, at: int | None) -> None:
    with pytest.raises(Failed) as caught:
        parse(text, KNOWN)

    assert (caught.value.problem.code, caught.value.at) == (code, at)


def test_places_in_what_is_sent_lead_back_to_what_the_author_wrote() -> None:
    text = "select ':x', :period, 100 % 7\nfrom :period_start"
    query = parse(text, KNOWN)

    sent = query.rendered(lambda name: f"%({name})s", lambda kept: kept.replace("%", "%%"))

    assert sent.text == "select ':x', %(period)s, 100 %% 7\nfrom %(period_start)s"
    assert sent.origin(sent.text.index("':x'")) == text.index("':x'")
    assert sent.origin(sent.text.index("period)")) == text.index(":period,")
    assert position(text, sent.origin(sent.text.index("%(period_start)"))) == (2, 6)


@pytest.mark.parametrize(
    ("text", "at", "expected"), [("ab", 0, (1, 1)), ("ab", 2, (1, 3)), ("a\nb", 2, (2, 1)), ("工号\n\n号", 4, (3, 1))]
)
def test_lines_and_columns_count_characters_from_one(text: str, at: int, expected: tuple[int, int]) -> None:
    assert position(text, at) == expected
