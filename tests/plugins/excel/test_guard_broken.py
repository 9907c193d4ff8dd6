"""A workbook that was broken at random is read as it was, or refused; never read as something else, never a crash."""

import random
import re

import polars as pl
import pytest

from kpicore import Refused
from tests.plugins.excel.workbooks import Parts, merged, parts, read, text_rows, zipped

ROWS = (
    text_rows(["工号", "姓名", "满意率", "日期"])
    + '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" s="1"><v>0.985</v></c>'
    + '<c r="D2" s="2"><v>46300</v></c></row><row r="3"><c r="A3" t="s"><v>2</v></c><c r="C3" s="1"><f>C2*1</f>'
    + '<v>0.5</v></c><c r="D3" t="inlineStr"><is><r><t>a</t></r><rPh><t>b</t></rPh></is></c></row>'
)
TEXTS = ["<t>007</t>", "<r><t>张</t></r><r><t>三_x000D_</t></r>", "<t>008</t>"]
TIMES = 400


def whole() -> Parts:
    return parts(ROWS, strings=TEXTS, formats=["0.0%", "yyyy-mm-dd"], after=merged("F1:G2"))


def outcome(content: bytes) -> pl.DataFrame | None:
    """The table, or None where it is refused."""
    try:
        return read(content)
    except Refused:
        return None


@pytest.mark.parametrize("seed", range(4))
def test_with_a_byte_changed_it_is_the_same_or_refused(seed: int) -> None:
    content, expected = zipped(whole()), read(zipped(whole()))
    chance = random.Random(seed)
    for _ in range(TIMES):
        broken = bytearray(content)
        broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        found = outcome(bytes(broken))
        assert found is None or found.equals(expected)


@pytest.mark.parametrize("seed", range(2))
def test_with_bytes_left_out_or_put_in_it_is_the_same_or_refused(seed: int) -> None:
    content, expected = zipped(whole()), read(zipped(whole()))
    chance = random.Random(seed)
    for _ in range(TIMES):
        start, length = chance.randrange(len(content)), chance.choice([1, 2, 30, 500])
        more = chance.randbytes(length) if chance.random() < 0.5 else b""
        found = outcome(content[:start] + more + content[start + (0 if more else length) :])
        assert found is None or found.equals(expected)


def test_cut_off_anywhere_it_is_refused() -> None:
    content = zipped(whole())

    assert [length for length in range(0, len(content), 7) if outcome(content[:length]) is not None] == []


@pytest.mark.parametrize("seed", range(6))
def test_whatever_its_xml_says_nothing_fails(seed: int) -> None:
    chance = random.Random(seed)
    seen = 0
    for _ in range(TIMES):
        found = whole()
        name = chance.choice([part for part in found if part != "[Content_Types].xml"])
        tokens = re.findall(r"<[^>]*>|[^<]+", str(found[name]))
        at, other = chance.randrange(len(tokens)), chance.randrange(len(tokens))
        match chance.randrange(5):
            case 0:
                del tokens[at]
            case 1:
                tokens.insert(other, tokens[at])
            case 2:
                tokens[at], tokens[other] = tokens[other], tokens[at]
            case 3:
                tokens[at] = re.sub(r"[0-9]+", lambda _: str(chance.choice([-1, 0, 3, 10**9, 10**30])), tokens[at])
            case _:
                tokens[at] = re.sub(r'="[^"]*"', '="x"', tokens[at])
        found[name] = "".join(tokens)
        seen += outcome(zipped(found)) is not None
    assert 0 < seen < TIMES
