"""Rules as formulas: what a person who trusts only a spreadsheet reads in the cells."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpicore import (
    Aggregate,
    Clip,
    Compare,
    Default,
    If,
    Lit,
    Lookup,
    Node,
    OneOf,
    Par,
    Rank,
    Ref,
    Round,
    Say,
    Step,
    Steps,
    Text,
    Total,
)
from kpicore.render.excel import ROW, Cells, rank_within, render
from kpicore.render.expression import column_letters, column_number, fits, quoted, spans
from kpicore.render.figures import figure, group_number, is_array, texts_counted

CELLS = Cells(
    columns={"a": "F", "b": "G", "c": "I", "letter": "J", "group": "K", "key": "AA"},
    parameters={"p": "parameters!$D$2", "q": "parameters!$D$3"},
    texts={"letter", "group"},
    wording={"group": {"vip": "贵宾"}},
    first=3,
    last=9,
)
A, B, C, P, Q = Ref("a"), Ref("b"), Ref("c"), Par("p", Decimal(2)), Par("q", Decimal(5))
NIL = Lit(1) / Lit(0)

FORMULAS: list[tuple[Node, str]] = [
    (A, 'IF(ISNUMBER(F3),F3,"")'),
    (Ref("letter"), 'IF(J3<>"",J3,"")'),
    (A + B * P, 'IF(COUNT(F3:G3)=2,F3+G3*parameters!$D$2,"")'),
    ((A + B) * C, 'IF(COUNT(F3:G3,I3)=3,(F3+G3)*I3,"")'),
    (A - (B - C), 'IF(COUNT(F3:G3,I3)=3,F3-(G3-I3),"")'),
    (A * -2, 'IF(ISNUMBER(F3),F3*(-2),"")'),
    (A / P, 'IF(ISNUMBER(F3),F3/parameters!$D$2,"")'),
    (A / B, 'IF(COUNT(F3:G3)=2,IF(ABS(G3)>=1E-10,F3/G3,""),"")'),
    (A / Lit(0), '""'),
    (A / Lit(Decimal("1e-11")), '""'),
    (A + B / (P - P), '""'),
    (Clip(A, Lit(0), P), 'IF(ISNUMBER(F3),MAX(0,MIN(parameters!$D$2,F3)),"")'),
    (Clip(A, NIL, None), 'IF(ISNUMBER(F3),F3,"")'),
    (Round(A, Lit(2)), 'IF(ISNUMBER(F3),ROUND(F3+SIGN(F3)*1E-10,2),"")'),
    (Round(P * Clip(A, Lit(0)), Q), 'IF(ISNUMBER(F3),ROUND(parameters!$D$2*MAX(0,F3)+1E-10,parameters!$D$3),"")'),
    (Total([A, B, C]), 'IF(COUNT(F3:G3,I3)=3,SUM(F3:G3,I3),"")'),
    (Total([A, C], "skip"), 'IF(COUNT(F3,I3)>0,SUM(F3,I3),"")'),
    (Total([A, P], "skip"), "SUM(F3,parameters!$D$2)"),
    (Default(A, P), "IF(ISNUMBER(F3),F3,parameters!$D$2)"),
    (Default(Ref("letter"), Lit("A")), 'IF(J3<>"",J3,"A")'),
    (Default(NIL, P), "parameters!$D$2"),
    (If(Compare(A, ">=", P), Lit(1), B), 'IF(ISNUMBER(F3),IF(F3-parameters!$D$2>-1E-10,1,IF(ISNUMBER(G3),G3,"")),"")'),
    (If(Compare(A, "<", B), Lit(1), Lit(0)), 'IF(COUNT(F3:G3)=2,IF(F3-G3<=-1E-10,1,0),"")'),
    (If(Compare(A, "=", B), Lit(1), Lit(0)), 'IF(COUNT(F3:G3)=2,IF(ABS(F3-G3)<1E-10,1,0),"")'),
    (If(OneOf(Ref("letter"), ["A", "B"]), Lit(1), Lit(0)), 'IF(J3<>"",IF(OR(EXACT(J3,"A"),EXACT(J3,"B")),1,0),"")'),
    (
        Steps(A, [Step(Lit(90), Lit("A")), Step(P, Lit("B"), "above")], Lit("C")),
        'IF(ISNUMBER(F3),IF(F3>=90-1E-10,"A",IF(F3>parameters!$D$2+1E-10,"B","C")),"")',
    ),
    (Steps(A, [Step(NIL, Lit(1)), Step(Lit(5), P)]), 'IF(ISNUMBER(F3),IF(F3>=5-1E-10,parameters!$D$2,""),"")'),
    (Lookup(Ref("letter"), {"A": P, "b": Q}), 'IF(EXACT(J3,"A"),parameters!$D$2,IF(EXACT(J3,"b"),parameters!$D$3,""))'),
    (Lookup(Ref("group"), {"vip": A}), 'IF(EXACT(K3,"贵宾"),IF(ISNUMBER(F3),F3,""),"")'),
    (Say(A + P, Text("和", "sum")), 'IF(ISNUMBER(F3),F3+parameters!$D$2,"")'),
    (Rank(A), 'IF(ISNUMBER(F3),RANK(F3,$F$3:$F$9,0),"")'),
    (Rank(A, best="lowest"), 'IF(ISNUMBER(F3),RANK(F3,$F$3:$F$9,1),"")'),
    (Lit("说 \"是\""), '"说 ""是"""'),
    (Lit(Decimal("1e-11")), "0.00000000001"),
]  # fmt: skip


@pytest.mark.parametrize(("node", "formula"), FORMULAS, ids=[formula for _, formula in FORMULAS])
def test_a_node_is_the_formula_a_careful_person_would_type(node: Node, formula: str) -> None:
    assert render(node, CELLS).replace(ROW, "3") == formula


@pytest.mark.parametrize("node", [Aggregate("mean", A), Rank(A + B), A + Default(B, P)])
def test_what_has_not_been_cut_into_steps_is_no_formula(node: Node) -> None:
    with pytest.raises(TypeError):
        render(node, CELLS)


def test_a_rank_among_some_counts_the_better_ones_with_the_same_number() -> None:
    expected = 'IF(ISNUMBER(F3),COUNTIFS($AA$3:$AA$9,AA3,$F$3:$F$9,">"&F3)+1,"")'
    assert rank_within(Rank(A, ("group",)), CELLS, "key").replace(ROW, "3") == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (figure("mean", "F3:F9"), 'IF(COUNT(F3:F9)>0,AVERAGE(F3:F9),"")'),
        (figure("count", "F3:F9"), "COUNT(F3:F9)"),
        (figure("max", "F3:F9"), 'IF(COUNT(F3:F9)>0,MAX(F3:F9),"")'),
        (
            figure("mean", "F3:F9", "K3:K9", "B2"),
            'IF(COUNTIFS(K3:K9,B2,F3:F9,">=-1E+300")>0,AVERAGEIFS(F3:F9,K3:K9,B2),"")',
        ),
        (figure("count", "F3:F9", "K3:K9", "B2"), 'COUNTIFS(K3:K9,B2,F3:F9,">=-1E+300")'),
        (
            figure("min", "F3:F9", "K3:K9", "B2"),
            'IF(COUNTIFS(K3:K9,B2,F3:F9,">=-1E+300")>0,MIN(IF((K3:K9=B2)*(F3:F9<>""),F3:F9,"")),"")',
        ),
        (texts_counted("J3:J9"), 'SUMPRODUCT((J3:J9<>"")*1)'),
        (texts_counted("J3:J9", "K3:K9", "B2"), 'SUMPRODUCT((J3:J9<>"")*(K3:K9=B2))'),
        (group_number(["C3"], ["A$1:A$2"], "E$1:E$2"), "SUM(EXACT(A$1:A$2,C3)*E$1:E$2)"),
        (group_number(["C3", "D3"], ["A:A", "B:B"], "E:E"), "SUM(EXACT(A:A,C3)*EXACT(B:B,D3)*E:E)"),
    ],
)  # fmt: skip
def test_a_figure_of_a_group_is_one_formula(formula: str, expected: str) -> None:
    assert formula == expected


def test_only_the_extremes_of_a_group_are_array_formulas() -> None:
    kinds = [kind for kind in ("mean", "sum", "count", "min", "max", "share") if is_array(kind, "K3:K9")]
    assert kinds == ["min", "max"]
    assert not is_array("max", None)


def test_cells_side_by_side_become_a_range() -> None:
    row = [f"{letters}{ROW}" for letters in ("Y", "Z", "AA", "AC", "B", "A", "A")]
    expected = [f"Y{ROW}:AA{ROW}", *(f"{letters}{ROW}" for letters in ("AC", "B", "A", "A"))]
    assert spans(row) == expected
    assert spans(["parameters!$D$2", f"B{ROW}", f"C{ROW}"]) == ["parameters!$D$2", f"B{ROW}:C{ROW}"]


def test_letters_and_numbers_of_columns_are_the_same_thing() -> None:
    assert [column_letters(number) for number in (1, 26, 27, 52, 702, 703, 16384)] == [
        *("A", "Z", "AA", "AZ", "ZZ", "AAA", "XFD")
    ]
    assert all(column_number(column_letters(number)) == number for number in range(1, 2000))


def test_a_text_of_a_formula_is_cut_into_pieces_that_fit() -> None:
    pieces = quoted("好" * 300).split("&")
    assert [len(piece) - 2 for piece in pieces] == [255, 45]


def test_a_formula_that_is_too_long_or_too_deep_does_not_fit() -> None:
    assert fits("IF(" * 60 + ")" * 60)
    assert not fits("IF(" * 65 + ")" * 65)
    assert not fits("A" * 8_192)
    assert not fits(f"A{ROW}+" * 1_100)  # rows have up to seven digits
