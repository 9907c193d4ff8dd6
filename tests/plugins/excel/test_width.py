"""How wide texts are, and where their lines break."""

import pytest

from kpicore_excel.width import balanced, lines_needed, text_width


@pytest.mark.parametrize(("text", "width"), [("", 0), ("B+", 2), ("工号", 4), ("A、B 等", 7), ("（%）", 5)])
def test_a_chinese_character_is_as_wide_as_two(text: str, width: int) -> None:
    assert text_width(text) == width


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("工号", ["工号"]),
        ("*团队成员绩效成绩均分", ["*团队成员绩", "效成绩均分"]),
        ("*团队成员 A、B 等占比", ["*团队成员", "A、B 等占比"]),
        ("迟到、早退、旷工次数", ["迟到、早退、", "旷工次数"]),
        ("Assigned tasks, rated by superiors", ["Assigned", "tasks, rated", "by superiors"]),
        ("*Initiative: self-motivation", ["*Initiative:", "self-motivation"]),
        ("Incomprehensibilities", ["Incomprehensibilities"]),
    ],
)
def test_lines_are_of_about_one_length_and_words_and_punctuation_stay_whole(text: str, lines: list[str]) -> None:
    assert balanced(text, 14) == lines


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [("", 5, 1), ("你好你好", 4, 2), ("你好\n你好", 8, 2), ("abc def ghi", 7, 2), ("abcdefghijkl", 4, 1)],
)
def test_lines_are_counted_as_they_will_break(text: str, width: int, lines: int) -> None:
    assert lines_needed(text, width) == lines
