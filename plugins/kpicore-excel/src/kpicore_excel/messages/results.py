"""What the results workbook says."""

from kpicore import Message, Text

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
SHORT_UNITS = {
    "ratio": Text("比率", "ratio"),
    "score": Text("分数", "score"),
    "count": Text("次数", "count"),
    "seconds": Text("秒", "seconds"),
    "points": Text("分", "points"),
    "rating": Text("等级", "letter"),
    "digits": Text("小数位数", "digits"),
    "weight": Text("权重", "weight"),
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
REASONS = {
    "ranks": Text(
        "本表 {people} 人，超过 3,000 人，名次及由名次决定的等级是数值，不随改动变化。",
        "{people} people: above 3,000 ranks, and grades that follow from them, are values and do not move.",
    ),
    "stage": Text(
        "{columns} 取自前一阶段，是数值，不随改动变化。",
        "{columns}: taken from an earlier stage as values, and do not move.",
    ),
    "groups": Text(
        "分组超过 2,000 个，组内的均值、名次等是数值，不随改动变化。",
        "With more than 2,000 groups their means and ranks are values and do not move.",
    ),
    "length": Text(
        "{columns} 的公式超出表格软件的长度，是数值，不随改动变化。",
        "{columns}: the formulas would be longer than a spreadsheet takes; these are values and do not move.",
    ),
}

PARAMETER_HEADINGS = {
    "stage": Text("阶段", "Stage"),
    "indicator": Text("考核项", "Indicator"),
    "parameter": Text("参数", "Parameter"),
    "value": Text("数值", "Value"),
    "unit": Text("单位", "Unit"),
    "status": Text("状态", "Status"),
    "clause": Text("依据", "Clause"),
}

NO_CHOICE_TITLE = Text("没有这一项", "Not among these")
NO_CHOICE = Text(
    "“{label}”只能改为本次考核已有的值，公式才找得到同组的人。",
    "{label} can be changed to a value of this run only: formulas find nobody of the same group otherwise.",
)

STAGE_HEADING = Text("{title}（{stage}）", "{title} ({stage})")
STATISTICS = {
    "people": Text("人数", "People"),
    "scored": Text("有总分人数", "With a total"),
    "mean": Text("平均分", "Mean"),
    "median": Text("中位数", "Median"),
    "highest": Text("最高分", "Highest"),
    "lowest": Text("最低分", "Lowest"),
}
GRADES_CHART = Text("等级分布（人数）", "People by grade")
TEAMS_CHART = Text("各班组平均分", "Mean total by team")

CARD_TITLE = Text("{title}　成绩单　{period}", "{title}: scorecard {period}")
CARD_HINT = Text(
    "在黄色格中选择阶段和工号，其余自动填好。", "Choose a stage and an employee in the yellow cells; the rest fills in."
)
CARD_STAGE = Text("阶段", "Stage")
CARD_NOT_LISTED = Text("不在名单中", "Not on the list")
CARD_CHOOSE = Text("请从下拉列表中选择。", "Please choose from the list.")
CARD_NOBODY = Text("该阶段没有这个工号。", "Nobody of this stage has this number.")
CARD_INDICATORS = Text("考核项", "Indicator")
CARD_ADJUSTMENTS = Text("加扣分", "Adjustment")
CARD_COLUMNS = (
    Text("指标值", "Metric"),
    Text("得分", "Score"),
    Text("满分", "Full marks"),
    Text("得分率", "Share"),
    Text("全体平均", "Mean of all"),
    Text("依据", "Source"),
)
CARD_CHART = Text("各考核项：得分、全体平均与满分", "Indicators: score, mean of all, full marks")
SIGNATURES = (
    Text("本人签字：______________", "Employee: ______________"),
    Text("主管签字：______________", "Supervisor: ______________"),
    Text("日期：______________", "Date: ______________"),
)

ABOUT_PERIOD = Text("考核周期：{period}", "Period: {period}")
ABOUT_LIVE = Text(
    "得分、总分、名次和等级都是公式：改动 parameters 表中的数值或某人的指标值，结果随之变化。隐藏的列是计算步骤。",
    "Scores, totals, ranks and grades are formulas: change a number in the sheet parameters, or somebody's metric, and "
    "watch them move. Hidden columns are steps of the calculation.",
)
ABOUT_SCHEMES = Text("考核方案", "Schemes")
ABOUT_SCHEME_COLUMNS = (
    Text("阶段", "Stage"),
    Text("方案及版本", "Scheme and version"),
    Text("细则", "Policy"),
    Text("来源", "From"),
    Text("指纹（SHA-256）", "Fingerprint (SHA-256)"),
)
ABOUT_INPUTS = Text("读取的文件", "Files read")
ABOUT_INPUT_COLUMNS = (Text("文件", "File"), Text("说明", "Facts"), Text("指纹（SHA-256）", "Fingerprint (SHA-256)"))
ABOUT_LAYER = Text("上面方案的组成部分", "part of the scheme above")
ABOUT_FACTS = {"encoding": Text("编码", "encoding")}
ABOUT_ASSUMED = Text("细则没有写明的", "What the policies do not state")
ABOUT_ASSUMED_COLUMNS = (
    Text("阶段", "Stage"),
    Text("考核项", "Indicator"),
    Text("状态", "Status"),
    Text("说明", "Note"),
)
ABOUT_WARNINGS = Text("提醒", "Warnings")
ABOUT_WARNING_COLUMNS = (Text("阶段", "Stage"), Text("代码", "Code"), Text("位置", "Place"), Text("内容", "Message"))
ABOUT_LIMITS = Text("不随改动变化的数值", "Values that do not move")
STATUS_NAMES = {
    "stated": Text("写明", "stated"),
    "assumed": Text("假定", "assumed"),
    "disputed": Text("有争议", "disputed"),
}

PATH_OPTION = Message(
    "excel-option",
    Text("path 须以 .xlsx 结尾，否则 Excel 打不开", "path has to end in .xlsx, or Excel does not open it"),
)
SHEET_NAME = Message(
    "excel-sheet-name",
    Text(
        "阶段 {stage} 不能作工作表名：含有 {characters}", "no sheet can be named after the stage {stage}: {characters}"
    ),
    hint=Text("在流程文件中给这个阶段改名", "rename the stage in the pipeline"),
)
SHEET_CLASH = Message(
    "excel-sheet-clash",
    Text(
        "阶段 {stage} 的工作表名 {sheet} 与 {other} 相同（取前 31 个字符，不分大小写）",
        "the stage {stage} would have the sheet {sheet}, which {other} has already (the first 31 characters count, in "
        "upper or lower case)",
    ),
    hint=Text("在流程文件中给这个阶段改名", "rename the stage in the pipeline"),
)
TOO_MANY_PEOPLE = Message(
    "excel-too-many-people",
    Text(
        "阶段 {stage} 有 {people} 人，一张工作表最多 {most} 行",
        "the stage {stage} has {people} people; a sheet has {most} rows",
    ),
    hint=Text("改用 csv 导出，或拆成几个阶段", "export csv, or split the stage"),
)
TEXT_TOO_LONG = Message(
    "excel-text-too-long",
    Text(
        "工号 {employee} 的「{column}」有 {length} 个字符，一个单元格最多 {most} 个",
        "{column} of employee {employee} has {length} characters; a cell holds {most}",
    ),
    hint=Text("缩短这段文字", "shorten the text"),
)
