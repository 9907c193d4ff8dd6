"""A cell becomes the text that it means in its sheet."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicore_excel.reading.formats import Format
from kpicore_excel.reading.values import shown_by
from tests.plugins.excel.workbooks import lines, made, read, text_rows

HEAD = text_rows(["值", "别的"])


def only(cell: str, **details: Any) -> str | None:
    """The text of the cell ``A2``, whose attributes and content are given: ``t="b"><v>1</v>``. Its row is not blank."""
    row = f'<row r="2"><c r="A2" {cell}</c><c r="B2"><v>1</v></c></row>'
    value: str | None = read(made(HEAD + row, **details))["值"][0]
    return value


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("0", "0"),
        ("-0", "0"),
        ("1", "1"),
        ("1.0", "1"),
        ("007", "7"),
        ("98.5", "98.5"),
        ("-2.50", "-2.5"),
        (" 12 ", "12"),
        ("0.98499999999999999", "0.985"),
        ("0.30000000000000004", "0.30000000000000004"),
        ("0.1000000000000000055511151231257827", "0.1"),
        ("1.5162037037037036E-3", "0.0015162037037037036"),
        ("1E-7", "0.0000001"),
        ("1e2", "100"),
        ("1234567890", "1234567890"),
        ("999999999999999", "999999999999999"),
        ("-999999999999999", "-999999999999999"),
        # From 16 digits on Excel has lost some.
        ("1000000000000000", "1E+15"),
        ("1234567890123456", "1.23456789012346E+15"),
        ("110101199003077123", "1.10101199003077E+17"),
        ("1.10101199003077E+17", "1.10101199003077E+17"),
        ("-110101199003077123", "-1.10101199003077E+17"),
        ("1e300", "1E+300"),
    ],
)
def test_a_number_is_its_shortest_decimal(stored: str, text: str) -> None:
    assert only(f"><v>{stored}</v>") == text
    assert only(f' t="n" s="0"><v>{stored}</v>') == text


@given(st.floats(min_value=-1e14, max_value=1e14, allow_nan=False))
def test_every_number_comes_out_as_the_same_number_however_many_digits_it_was_stored_with(value: float) -> None:
    plain = shown_by(Format(), from_1904=False)
    for stored in (repr(value), f"{value:.17g}", f"{value:.25g}", f"{value:.16E}"):
        text = plain(stored)
        assert float(text) == value
        assert "e" not in text.lower()
        assert text in (f"{Decimal(repr(value)):f}".removesuffix(".0"), "0")


@given(st.floats(min_value=-1e12, max_value=1e12, allow_nan=False))
def test_every_percentage_is_shifted_exactly(value: float) -> None:
    text = shown_by(Format("percent"), from_1904=False)(repr(value))
    assert text.endswith("%")
    assert Decimal(text[:-1]) == Decimal(repr(value)) * 100
    assert not ("." in text and text.endswith("0%"))


@pytest.mark.parametrize(
    ("code", "stored", "text"),
    [
        # Percentages
        (9, "0.985", "98.5%"),
        (10, "1", "100%"),
        ("0.0%", "0.98499999999999999", "98.5%"),
        ("0.00%;[Red]-0.00%", "-0.012", "-1.2%"),
        ("0%;;", "0", "0%"),
        ("[>=0.9][Green]0.0%;[Red]0.0%", "0.07", "7%"),
        ("0.00000%", "1e-7", "0.00001%"),
        ('0.0"%"', "98.5", "98.5"),
        (r"0.0\%", "98.5", "98.5"),
        ("0.0!%", "98.5", "98.5"),
        ('0"分（%）"', "98.5", "98.5"),
        # Ids with leading zeros
        ("000000", "42", "000042"),
        ("000000", "1234567", "1234567"),
        ("000000", "42.5", "42.5"),
        ("000000", "-42", "-42"),
        ("000000_ ", "42", "000042"),
        ("[Blue]0000", "42", "0042"),
        ('"KF"0000', "42", "KF0042"),
        ("000000000000000000", "110101199003077123", "1.10101199003077E+17"),
        ("0", "42", "42"),
        ("0_ ", "81.85", "81.85"),
        # Numbers in other dress
        (0, "0.5", "0.5"),
        (1, "0.5", "0.5"),
        (2, "81.855", "81.855"),
        (3, "1234.5", "1234.5"),
        (11, "12345", "12345"),
        (12, "0.5", "0.5"),
        (37, "-5", "-5"),
        (44, "5", "5"),
        (48, "12345", "12345"),
        (49, "42", "42"),
        (999, "42", "42"),
        ("General", "42", "42"),
        ("G/通用格式", "42", "42"),
        ("#,##0.00", "1234.5", "1234.5"),
        ("0.00E+00", "1234.5", "1234.5"),
        ("##0.0E-0", "1234.5", "1234.5"),
        ('0.0,"万"', "12345", "12345"),
        ('0!.0,"万"', "12345", "12345"),
        ("# ?/?", "0.5", "0.5"),
        ("@", "42", "42"),
        ("", "42", "42"),
        # Words in format codes that are no dates
        ('0"day"', "5", "5"),
        (r"0\d\a\y", "5", "5"),
        ("[Red]0.0", "5", "5"),
        ("[Magenta][<=100]0;[Cyan]0.0", "5", "5"),
        ("[$￥-804]#,##0.00", "5", "5"),
        ("[$USD] 0", "5", "5"),
        ("[DBNum1][$-804]0", "5", "5"),
        ('_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "5", "5"),
        ("0_d", "5", "5"),
        ("*d0", "5", "5"),
        ('"年月"0', "5", "5"),
        ('0"', "5", "5"),
        ("[h", "5", "5"),
    ],
)
def test_a_number_means_what_its_format_makes_of_it(code: str | int, stored: str, text: str) -> None:
    assert only(f' s="1"><v>{stored}</v>', formats=[code]) == text


DAY = "46300"
"""5 October 2026: 126 years of 365 days with 31 leap days, 277 days, and the one that 1900 never had."""


@pytest.mark.parametrize(
    ("code", "stored", "text"),
    [
        *(
            (number, DAY, "2026-10-05")
            for number in (14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58)
        ),
        *((number, "0.354166666666667", "08:30:00") for number in (18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56)),
        (22, "46300.354166666664", "2026-10-05 08:30:00"),
        (22, DAY, "2026-10-05 00:00:00"),
        (46, "1.0855324074074074", "26:03:10"),
        ("yyyy-mm-dd", DAY, "2026-10-05"),
        ('yyyy"年"m"月"d"日"', DAY, "2026-10-05"),
        ('yyyy"年"m"月"', DAY, "2026-10-05"),
        ("yyyy年m月d日", DAY, "2026-10-05"),
        ("[$-804]aaaa", DAY, "2026-10-05"),
        ('[DBNum1][$-804]yyyy"年"m"月"d"日";@', DAY, "2026-10-05"),
        ("[$-409]d-mmm-yy;@", DAY, "2026-10-05"),
        ("m/d", DAY, "2026-10-05"),
        ("mmm", DAY, "2026-10-05"),
        ("YYYY/MM/DD", DAY, "2026-10-05"),
        ("e/m/d", DAY, "2026-10-05"),
        ("yyyy-mm-dd hh:mm", "46300.5", "2026-10-05 12:00:00"),
        ('上午/下午h"时"mm"分"', "0.75", "18:00:00"),
        ("h:mm AM/PM", "0.75", "18:00:00"),
        ('h"时"mm"分"ss"秒"', "0.5", "12:00:00"),
        ("mm:ss", "1.5162037037037036E-3", "00:02:11"),
        ("mm:ss.0", "0.00002893518518518519", "00:00:02.5"),
        ("[h]:mm", "1.5", "36:00:00"),
        ("[hh]:mm:ss", "0", "00:00:00"),
        ("[mm]:ss", "0.0625", "01:30:00"),
        ("[s]", "0.0625", "01:30:00"),
        ("[h]:mm:ss", "-0.5", "-12:00:00"),
        ("[Red][h]:mm;@", "21.42245370370370", "514:08:20"),
        # More than the format shows is not lost
        ("yyyy-mm-dd", "46300.5", "2026-10-05 12:00:00"),
        ("h:mm:ss", "1.5", "1900-01-01 12:00:00"),
        ("h:mm:ss", "0", "00:00:00"),
        ("yyyy-mm-dd", "0.5", "12:00:00"),
        # The last moment of a day is not the next day
        ("h:mm:ss", "0.99998842592592598", "23:59:59"),
        ("h:mm:ss", "0.9999999999", "1900-01-01 00:00:00"),
        # The calendar of Excel: no day 0, and a 29 February 1900
        ("yyyy-mm-dd", "0", "1900-01-00"),
        ("yyyy-mm-dd", "1", "1900-01-01"),
        ("yyyy-mm-dd", "59", "1900-02-28"),
        ("yyyy-mm-dd", "60", "1900-02-29"),
        ("yyyy-mm-dd", "60.5", "1900-02-29 12:00:00"),
        ("yyyy-mm-dd", "61", "1900-03-01"),
        ("yyyy-mm-dd", "2958465", "9999-12-31"),
        # And beyond it
        ("yyyy-mm-dd", "2958466", "########"),
        ("yyyy-mm-dd", "-1", "########"),
        ("h:mm", "-0.5", "########"),
        ("yyyy-mm-dd", "1e15", "########"),
        ("yyyy-mm-dd", "1e300", "########"),
        ("[h]:mm", "1e300", "########"),
        ("yyyy-mm-dd", "98.5", "1900-04-07 12:00:00"),
    ],
)
def test_dates_and_times_are_iso_text(code: str | int, stored: str, text: str) -> None:
    assert only(f' s="1"><v>{stored}</v>', formats=[code]) == text


@pytest.mark.parametrize("flag", ["1", "true"])
@pytest.mark.parametrize(
    ("code", "stored", "text"),
    [
        ("yyyy-mm-dd", str(46300 - 1462), "2026-10-05"),
        ("yyyy-mm-dd", "0", "1904-01-01"),
        ("yyyy-mm-dd", "60", "1904-03-01"),
        ("h:mm", "0.5", "12:00:00"),
        ("yyyy-mm-dd", "2957003", "9999-12-31"),
        ("yyyy-mm-dd", "2957004", "########"),
    ],
)
def test_a_workbook_may_count_days_from_1904(flag: str, code: str, stored: str, text: str) -> None:
    counts = f'<workbookPr date1904="{flag}"/>'
    assert only(f' s="1"><v>{stored}</v>', formats=[code], workbook=counts) == text


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("2026-10-05", "2026-10-05"),
        ("2026-10-05T08:30:00", "2026-10-05 08:30:00"),
        ("2026-10-05T08:30:00.500", "2026-10-05 08:30:00.5"),
        ("2026-10-05T08:30:00Z", "2026-10-05 08:30:00"),
        ("2026-10-05T00:00:00", "2026-10-05 00:00:00"),
        ("08:30:00", "08:30:00"),
    ],
)
def test_a_date_may_be_stored_as_one(stored: str, text: str) -> None:
    assert only(f' t="d"><v>{stored}</v>') == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('t="b"><v>1</v>', "TRUE"),
        ('t="b"><v>0</v>', "FALSE"),
        ('t="e"><v>#N/A</v>', "#N/A"),
        ('t="e"><v>#DIV/0!</v>', "#DIV/0!"),
        ('t="str"><v> 张三 </v>', "张三"),
        ("><v></v>", None),
        ("><v/>", None),
        ('t="s"><v></v>', None),
        ('t="s">', None),
        (">", None),
        ('t="b"><v/>', None),
        ('t="inlineStr"><is/>', None),
        ('t="inlineStr"><is><t>  </t></is>', None),
        ('t="inlineStr"><is><t>007</t></is>', "007"),
        ('t="inlineStr"><is><t><![CDATA[a & b]]></t></is>', "a & b"),
        ('t="inlineStr"><is><t>第一<!-- no -->行&#10;第二行</t></is>', "第一行\n第二行"),
        ('t="inlineStr"><is><t>=1+1</t></is>', "=1+1"),
        ('t="inlineStr"><is><r><rPr><b/></rPr><t>超</t></r><r><t>过</t></r></is>', "超过"),
        (
            't="inlineStr"><is><t>東京</t><rPh sb="0" eb="2"><t>とうきょう</t></rPh><phoneticPr fontId="1"/></is>',
            "東京",
        ),
        ('t="inlineStr"><is><r><t>東</t></r><rPh sb="0" eb="1"><t>とう</t></rPh><r><t>京</t></r></is>', "東京"),
    ],
)
def test_texts_truths_and_errors_stand_as_they_are(cell: str, text: str | None) -> None:
    assert only(cell) == text


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("<t>张三</t>", "张三"),
        ("<t/>", None),
        ("", None),
        ('<t xml:space="preserve"> 张三\t</t>', "张三"),
        ("<t>　张三\u00a0</t>", "张三"),
        ("<r><t>张</t></r><r><t>三</t></r>", "张三"),
        ("<t>東京</t><rPh sb='0' eb='2'><t>とうきょう</t></rPh>", "東京"),
        ("<r><t>東</t></r><rPh sb='0' eb='1'><t>とう</t></rPh><r><t>京</t></r>", "東京"),
        ("<t>一_x000D_\n二</t>", "一\r\n二"),
        ("<t>_x005F_x000D_</t>", "_x000D_"),
        ("<t>_x0041_</t>", "A"),
        ("<t>x000D_ _x00G0_ _xAB_</t>", "x000D_ _x00G0_ _xAB_"),
        ("<t>_xD83D__xDE00_</t>", "😀"),
        ("<t>a_xD83D_b</t>", "a�b"),
        ("<t>a_x0000_b</t>", "a�b"),
        ("<t>㐂𠮷€</t>", "㐂𠮷€"),
    ],
)
def test_shared_texts_are_joined_and_unescaped_without_their_pronunciation(item: str, text: str | None) -> None:
    assert only(' t="s"><v>1</v>', strings=["<t>another</t>", item, "<t>third</t>"]) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("><f>B2/C2</f><v>0.5</v>", "0.5"),
        (' s="1"><f>B2/C2</f><v>0.5</v>', "50%"),
        (' t="str"><f>A1</f><v>张三</v>', "张三"),
        (' t="str"><f>IF(A1="","",1)</f><v></v>', None),
        (' t="e"><f>1/0</f><v>#DIV/0!</v>', "#DIV/0!"),
        (' t="b"><f>1=1</f><v>1</v>', "TRUE"),
        ("><f>SUM(B2:C2)</f>", "=SUM(B2:C2)"),
        ("><f>SUM(B2:C2)</f><v></v>", "=SUM(B2:C2)"),
        (' t="str"><f>A1&amp;B1</f>', "=A1&B1"),
        ('><f t="shared" si="0"/>', "=…"),
        ('><f t="shared" si="0"/><v>7</v>', "7"),
        ('><f t="array" ref="A2">SUM(B2:C2)</f>', "=SUM(B2:C2)"),
        ("><f>B2</f><v>0</v>", "0"),
    ],
)
def test_a_formula_is_its_stored_value_or_else_its_own_text(cell: str, text: str | None) -> None:
    assert only(cell, formats=["0%"]) == text


UNCALCULATED = '<calcPr fullCalcOnLoad="1"/>'


@pytest.mark.parametrize(("attributes", "stored", "read_as"), [("", "0", "0"), (' t="str"', "", None)])
def test_what_a_writer_put_down_for_formulas_that_nobody_has_calculated_is_no_value(
    attributes: str, stored: str, read_as: str | None
) -> None:
    formula = f"<f>B2*2</f><v>{stored}</v>"
    rows = f'<row r="2"><c r="A2"{attributes}>{formula}</c><c r="B2"><v>0</v></c></row>'
    alone = f'<row r="3"><c r="B3"{attributes}>{formula}</c></row>'
    result = '<row r="4"><c r="A4"><f>1+1</f><v>2</v></c></row>'

    assert read(made(HEAD + rows + alone, workbook=UNCALCULATED)).rows() == [("=…", "0", 2), (None, "=…", 3)]
    # Where nobody says that it is to be calculated, or one formula has a result, the others have theirs.
    as_stored = [(read_as, "0", 2), *([(None, read_as, 3)] if read_as else [])]
    assert read(made(HEAD + rows + alone)).rows() == as_stored
    assert read(made(HEAD + rows + alone + result, workbook=UNCALCULATED)).rows() == [*as_stored, ("2", None, 4)]


@pytest.mark.parametrize(
    "cell",
    [
        "><v>abc</v>",
        "><v>1_000</v>",
        "><v>１２</v>",
        "><v>nan</v>",
        "><v>inf</v>",
        "><v>1e999</v>",
        "><v>-1e999</v>",
        "><v>0x10</v>",
        "><v>1,5</v>",
        "><v> </v>",
        "><v>1</v><v>2</v>",
        "><v>9<x/>8</v>",
        "><f>B2<x/>+1</f><v>8</v>",
        ' s="2"><v>1</v>',
        ' s="-1"><v>1</v>',
        ' s="x"><v>1</v>',
        ' s="99999999999999999999"><v>1</v>',
        ' t="s"><v>3</v>',
        ' t="s"><v>-1</v>',
        ' t="s"><v>1.0</v>',
        ' t="s"><v>99999999999999999999</v>',
        ' t="b"><v>2</v>',
        ' t="d"><v>2026-02-30</v>',
        ' t="d"><v>5.10.2026</v>',
        ' t="x"><v>1</v>',
    ],
)
def test_a_cell_whose_content_does_not_fit_its_type_is_refused_by_its_name(cell: str) -> None:
    content = made(f'{HEAD}<row r="2"><c r="A2" {cell}</c></row>', strings=["<t>a</t>"] * 3, formats=["0%"])

    (line,) = lines(content)
    assert line.startswith(
        "error excel-damaged: the workbook is damaged: xl/worksheets/sheet1.xml, A2: the cell's content does not fit"
    )
