"""What the results workbook says."""

from kpicore import Text

COLUMNS = {
    "employee": Text("工号", "Employee"),
    "name": Text("姓名", "Name"),
    "team": Text("班组", "Team"),
    "base_total": Text("基础分", "Base score"),
    "total": Text("总分", "Total"),
    "rank": Text("名次", "Rank"),
    "grade": Text("等级", "Grade"),
    "outcome": Text("建议", "Recommendation"),
}
OWNERS = {
    "grades": Text("等级", "Grades"),
    "rounding": Text("取整", "Rounding"),
    "total": Text("总分", "Total"),
}
UNITS = {
    "ratio": Text("比率（0–100%）", "a ratio (0–100 %)"),
    "score": Text("分数（0–100）", "a score (0–100)"),
    "count": Text("次数", "a count"),
    "seconds": Text("秒", "seconds"),
    "points": Text("分（有正负）", "points, signed"),
    "rating": Text("等级字母", "a letter"),
}
FULL_MARKS = Text("满分 {points} 分", "{points} points")
CLAUSE = Text("依据：{clause}", "Source: {clause}")
STATUS = {
    "assumed": Text("细则未写明，暂按此假定", "assumed, the policy does not say"),
    "disputed": Text("有争议，待确认", "disputed"),
}
PAGE = Text("&C第 &P 页，共 &N 页", "&CPage &P of &N")

VALUES_ONLY = Text(
    "本表 {people} 人，超过 10,000 人，只写数值，不写公式。",
    "{people} people: above 10,000 there are values only, no formulas.",
)
RANKS_ARE_VALUES = Text(
    "本表 {people} 人，超过 3,000 人，名次及由名次决定的等级是数值，不随改动变化。",
    "{people} people: above 3,000 ranks, and grades that follow from them, are values and do not move.",
)
METRICS_ARE_VALUES = Text(
    "{metrics} 取自前一阶段，是数值，不随改动变化。",
    "{metrics}: taken from an earlier stage as values, and do not move.",
)

PARAMETER_HEADINGS = {
    "stage": Text("阶段", "Stage"),
    "indicator": Text("考核项", "Indicator"),
    "parameter": Text("参数", "Parameter"),
    "value": Text("数值", "Value"),
    "unit": Text("单位", "Unit"),
    "status": Text("状态", "Status"),
    "clause": Text("依据", "Clause"),
}
