"""What is said about forms to fill in: their columns, and rosters of the people in them."""

from kpicore.errors import Message, Text

EMPLOYEE = Text("工号", "Employee")
NAME = Text("姓名", "Name")
TEAM = Text("班组", "Team")
CASES = Text("{label}·样本数", "{label}: cases")

EMPLOYEE_MEANS = Text(
    "与人事系统一致，前导零照填；每人一行，不能重复。",
    "As the personnel system has it, with leading zeros. One row each.",
)
NAME_MEANS = Text("显示在成绩单上。", "Shown on the scorecard.")
TEAM_MEANS = Text("结果按班组汇总。", "Results are summed up by team.")
CASES_MEAN = Text(
    "“{label}”由多少个样本得出；不足 {min_n} 个的视为没有数据。",
    "How many cases are behind {label}; fewer than {min_n} count as no figure.",
)

UNKNOWN_COLUMN = Message(
    "unknown-column",
    Text("方案 {scheme} 的填报表没有 {name} 这一列", "the form of scheme {scheme} has no column {name}"),
    hint=Text("{near}", "{near}"),
)
EMPLOYEE_STAYS = Message(
    "unknown-column",
    Text("填报表不能没有工号（employee）", "a form cannot do without `employee`"),
    hint=Text("去掉这个 --without", "leave this one out"),
)

# Rosters

NO_EMPLOYEE_COLUMN = Message(
    "missing-column",
    Text("名单里没有工号列", "the roster has no column of employee ids"),
    hint=Text("表头写“工号”或 employee", "head it `employee` or 工号"),
)
TWO_HEADINGS = Message(
    "column-twice",
    Text("表头 {headings} 都是“{label}”", "the headings {headings} both mean {label}"),
    hint=Text("只保留一列", "keep one of them"),
)
NO_ROSTER_SUFFIX = Message(
    "roster-suffix",
    Text("名单不能是 {suffix} 文件", "a roster cannot be a {suffix} file"),
    hint=Text("可以是 {known}", "it can be {known}"),
)
