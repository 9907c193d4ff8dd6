import pytest

from kpicore.document import read_scheme
from kpicore.errors import Place, Problem
from kpicore.scoring.examples import check_examples
from tests.core.scoring.centre import adjustment, indicator, metric, scheme
from tests.pipelines import installed

BODY = (
    metric("exam", 'unit = "score"')
    + metric("calls", 'unit = "count"')
    + metric("bonus", 'unit = "points"\ndefault = 0')
    + indicator("knowledge", 'kind = "linear", metric = "exam", zero = 60, full = 90', 20)
    + indicator("volume", 'kind = "relative", metric = "calls", peers = ["team"]', 80)
    + adjustment("extra", 'kind = "entered", metric = "bonus"')
    + '[grades]\nkind = "quota"\nshares = { A = 0.5, B = 0.5 }\n'
)


def checked(*examples: str, body: str = BODY) -> list[Problem]:
    document = read_scheme(scheme(body + "\n".join(examples), full=100).encode(), "scheme.toml", installed())
    places = {f"examples[{i}]": Place("scheme.toml", line=i) for i in range(len(examples))}
    return check_examples(document.scheme, places)


@pytest.mark.parametrize(
    "example",
    [
        "given = { exam = 75 }\nexpect = { knowledge = 10 }",
        "given = { exam = 61 }\nexpect = { knowledge = 0.67 }",
        "given = { bonus = -1.005 }\nexpect = { extra = -1.01 }",
        "given = {}\nexpect = { extra = 0 }",
        (
            'given = { exam = 90, calls = 3, team = "east" }\n'
            'expect = { volume = 80, base_total = 100, total = 100, rank = 1, grade = "A" }'
        ),
        (
            'people = [{ calls = 1, team = "a" }, { calls = 3, team = "a" }, { calls = 9, team = "b" }]\n'
            "expect = [{ volume = 40 }, { volume = 80 }, { volume = 80 }]"
        ),
    ],
)
def test_an_example_needs_only_what_its_expectation_rests_on(example: str) -> None:
    assert checked(f"[[examples]]\n{example}") == []


def test_what_differs_is_said_with_both_figures_where_the_example_stands() -> None:
    found = checked(
        "[[examples]]\ngiven = { exam = 75 }\nexpect = { knowledge = 10 }",
        "[[examples]]\ngiven = { exam = 75, bonus = 2 }\nexpect = { knowledge = 10.01, extra = 2.5 }",
        "[[examples]]\npeople = [{ exam = 60, calls = 1, team = 'a' }, { exam = 90, calls = 3, team = 'a' }]\n"
        "expect = [{ grade = 'A' }, { volume = 80, rank = 2 }]",
    )

    assert [problem.line("en") for problem in found] == [
        "scheme.toml:1: error example-fails: the example fails: knowledge should be 10.01, but is 10",
        "scheme.toml:1: error example-fails: the example fails: extra should be 2.5, but is 2",
        "scheme.toml:2: error example-fails: the example fails: grade of person 1 should be A, but is B",
        "scheme.toml:2: error example-fails: the example fails: rank of person 2 should be 2, but is 1",
    ]
    assert [problem.message.zh for problem in found][1:3] == [
        "算例不符：extra 应为 2.5，算得 2",
        "算例不符：第 1 人的 grade 应为 A，算得 B",
    ]


def test_a_missing_score_is_nothing_and_what_the_scheme_says_of_it_holds() -> None:
    found = checked("[[examples]]\ngiven = {}\nexpect = { knowledge = 0 }")
    assert [problem.message.en for problem in found] == ["the example fails: knowledge should be 0, but is nothing"]
    assert found[0].message.zh == "算例不符：knowledge 应为 0，算得 空值"

    excluded = (
        metric("exam", 'unit = "score"')
        + metric("calls", 'unit = "count"')
        + indicator("knowledge", 'kind = "proportional", metric = "exam"', 20, 'missing = "exclude"')
        + indicator("volume", 'kind = "entered", metric = "calls"', 80)
    )
    assert checked("[[examples]]\ngiven = { calls = 40 }\nexpect = { total = 50 }", body=excluded) == []
