"""What a form to fill in says: sheets, headings, notes, the messages of its cells, and how to fill it in."""

from collections.abc import Mapping

from kpicore import Text

# Sheets

SHEET = Text("填报表", "Form")
PAGES = Text("评定表", "Rating forms")
GUIDE = Text("填写说明", "How to fill in")

# Above the table

SUBTITLE = Text(
    "{policy}{scheme} 第 {version} 版 · 满分 {full} 分 · 周期：{period}",
    "{policy}{scheme}, version {version} · full marks {full} · period: {period}",
)
POLICY = Text("《{policy}》 · ", "{policy} · ")
ANY_PERIOD = Text("不限", "any")
LEGEND_REQUIRED = Text("■ 必填（*），还没有填", "■ required (*) and still empty")
LEGEND_DUPLICATE = Text("■ 工号重复或没有填", "■ employee id missing, or there twice")
LEGEND_LOCKED = Text("■ 已锁定", "■ locked")
LEGEND_NOTES = Text(
    "鼠标停在表头上，看这一列怎么填、怎么计分。",
    "Rest the pointer on a heading to see how to fill it in and how it is scored.",
)

PEOPLE = Text("人员", "People")
ADJUSTMENTS = Text("加减分", "Adjustments")
OTHER_ITEMS = Text("其他项目", "Other items")
ITEMS = Text("考核项目", "Items")

# Headings: the line below the label

UNITS: Mapping[str, Text] = {
    "ratio": Text("%", "%"),
    "score": Text("{low}–{high} 分", "{low}–{high}"),
    "count": Text("数量", "number"),
    "seconds": Text("秒", "seconds"),
    "points": Text("分", "points"),
    "rating": Text("评级", "letter"),
}
WHOLE = Text("整数", "whole number")
POSITIVE = Text("分，正数", "points, positive")
NEGATIVE = Text("分，负数", "points, negative")
CHOICE = Text("选择", "choose")
REQUIRED = Text("*{label}", "*{label}")

# Notes and the guide

FILL = Text("填写：{how}", "Enter: {how}")
EMPTY = Text("空着：{what}", "Empty: {what}")
HOW: Mapping[str, Text] = {
    "employee": Text("工号，按文本，前导零照填", "the id as text, with its leading zeros"),
    "text": Text("文字", "text"),
    "choice": Text("从列表中选：{choices}", "choose from the list: {choices}"),
    "ratio": Text(
        "{low}%–{high}%，连百分号一起填，如 {example}%", "{low}% to {high}%, with its percent sign: {example}%"
    ),
    "between": Text("{low} 到 {high} 之间的数", "a number from {low} to {high}"),
    "from": Text("{low} 或更大的数", "a number of {low} or more"),
    "up to": Text("{high} 或更小的数", "a number of {high} or less"),
    "any": Text("数，加分为正，扣分为负", "a number, positive or negative"),
    "positive": Text("加分，填正数", "points added, as a positive number"),
    "negative": Text("扣分，填负数", "points taken off, as a negative number"),
    "whole between": Text("{low} 到 {high} 之间的整数", "a whole number from {low} to {high}"),
    "whole from": Text("{low} 或更大的整数", "a whole number of {low} or more"),
    "whole up to": Text("{high} 或更小的整数", "a whole number of {high} or less"),
    "whole any": Text("整数", "a whole number"),
}
IN_SECONDS = Text("{how}，单位秒", "{how}, in seconds")
NOT_EMPTY = Text("不可以，没有数据不等于 0", "not possible; missing is not 0")
KEY_NOT_EMPTY = Text("不可以", "not possible")
EMPTY_IS_FINE = Text("可以", "fine")
EMPTY_IS_DEFAULT = Text("按 {value} 计", "counts as {value}")
EMPTY_CASES = Text("“{label}”视为没有数据", "{label} then counts as missing")
IF_EMPTY: Mapping[str, Text] = {
    "refused": Text("不可以，没有数据不等于 0", "not possible; missing is not 0"),
    "zero": Text("“{item}”计 0 分", "no points for {item}"),
    "full": Text("“{item}”计满分", "full marks for {item}"),
    "left-out": Text("“{item}”不计，其余按比例折算", "{item} is left out, the rest scaled up"),
    "rest": Text(
        "“{item}”按其余数据计，全空则不可以", "{item} is scored from the other figures; they cannot all be empty"
    ),
}
ITEM = Text("▸ {item}（满分 {full} 分）", "▸ {item} (full marks {full})")
ADJUSTMENT = Text("▸ {item}（加减分）", "▸ {item} (added or taken off)")
GROUP_USE = Text("▸ 用于：{items}", "▸ For: {items}")

# Messages of cells

WRONG_TITLE = Text("这里填不了这个值", "This value does not fit here")
WRONG = Text("“{label}”应填：{how}", "{label}: {how}")
SIGN_TITLE = Text("请核对正负号", "Look at the sign")
SIGN = Text("“{label}”：{how}。确实不同就选“是”。", "{label}: {how}. Keep it if it is meant otherwise.")
PERCENT_PROMPT = Text("连百分号一起填，如 {example}%", "With the percent sign: {example}%")

# The guide

GUIDE_TITLE = Text("{title}：填写说明", "{title}: how to fill in")
GUIDE_STEPS = (
    Text(
        "每人一行，写在“{sheet}”里；工号按人事系统照填，前导零不能少，不能重复。",
        "One row for each person on the sheet {sheet}. Ids as the personnel system has them, with leading zeros, each once.",
    ),
    Text(
        "没有数据就空着，不要填 0、“—”或“无”。黄色格子是必填、还没有填的。",
        "Leave a cell empty where there is no figure: no 0, no dash. Yellow cells are required and still empty.",
    ),
    Text(
        "比率连百分号一起填：98.5%；不到 1% 的也是：0.8%。", "Ratios with their percent sign: 98.5%, and 0.8% as well."
    ),
    Text(
        "不要改表头，不要增删列。行数不够可以接着往下填。",
        "Leave the headings and columns as they are. Where the rows do not suffice, go on below.",
    ),
    Text("填好后保存即可，计分时直接读取这个文件。", "Save the file; it is read as it is."),
)
GUIDE_PAGES = Text(
    "“{pages}”每人一页，随“{sheet}”自动填好，可以打印签字；空白页也可以打印出来手填。",
    "{pages} has a page for each person, filled in from {sheet}, to print and sign. A blank page can be printed and filled in by hand.",
)
GUIDE_HEADINGS = (
    Text("列", "Column"),
    Text("怎样填", "What to enter"),
    Text("空着", "Where empty"),
    Text("用于", "For"),
)
GUIDE_ITEM = Text("{item}（{full} 分）", "{item} ({full})")
GUIDE_ADJUSTMENT = Text("{item}（加减分）", "{item} (adjustment)")
GUIDE_OPEN = Text("细则没有写明、请部门确认的内容", "What the policy leaves open, for the department to confirm")
STATUS: Mapping[str, Text] = {"assumed": Text("暂定", "assumed"), "disputed": Text("待定", "disputed")}
OPEN_ITEM = Text("{item}（{status}）：{note}", "{item} ({status}): {note}")
GRADES = Text("等级", "Grades")

# A page for each person

BLANK = "____________"
PAGE_SUBTITLE = Text("{policy}周期：{period}", "{policy}Period: {period}")
PAGE_EMPLOYEE = Text("工号：", "Employee: ")
RECORDED = Text("加减分记录", "Points added and taken off")
RECORDED_POINTS = Text("{block}（加扣分）", "{block}")
RATED = Text("评定项目", "Item")
FULL = Text("满分", "Full")
POINTS = Text("得分", "Points")
SECTION_SUM = Text("{section}合计", "{section}: sum")
ALL_SUM = Text("各项合计", "Sum of the items")
RECORDED_SUM = Text("加扣分合计", "Adjustments")
TOTAL = Text("总分", "Total")
RESULT = Text("评定结果", "Result")
SIGNED_BY = (Text("本人签字：", "Signature: "), Text("主管签字：", "Supervisor's signature: "))
DATE = Text("日期：", "Date: ")
MARK = "√"
"""Stands before the points of the chosen letter; it is in every Chinese font, which ✓ is not."""

PAGE_OF = Text("第 &P 页，共 &N 页", "Page &P of &N")
