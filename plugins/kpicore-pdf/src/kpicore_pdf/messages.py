"""What the cards say, and what is wrong where there can be none."""

from kpicore import Message, Text

# ── The card ─────────────────────────────────────────────────────────────────────────────────────────────────────────

PERIOD = Text("考核周期 {period}", "Period {period}")
EMPLOYEE = Text("工号", "Employee")
NAME = Text("姓名", "Name")
TEAM = Text("班组", "Team")
SCHEME = Text("{title}，依据《{policy}》", "{title}, by the policy {policy}")
VERSION = Text("方案 {scheme}，第 {version} 版", "Scheme {scheme}, version {version}")

COLUMNS = (Text("考核项", "Item"), Text("得分占满分", "Share of full marks"), Text("得分", "Score"))
MEAN = Text("全体平均", "Mean of all")
OTHER_ITEMS = Text("其他项目", "Other items")
ALL_ITEMS = Text("考核项目", "Items")
ADJUSTMENTS = Text("加减分", "Adjustments")
CLAUSE = Text("依据：{clause}", "Clause: {clause}")
STATUS = {
    "assumed": Text("暂定", "assumed"),
    "disputed": Text("待定", "disputed"),
}
LEFT_OUT = Text("不计", "left out")
LEFT_OUT_WHY = Text("缺数据，本项不计分", "there is no figure, so this is not counted")
FILLED = {
    "zero": Text("缺数据，按方案规定计 0 分", "there is no figure; the scheme then gives no points"),
    "full": Text("缺数据，按方案规定计满分", "there is no figure; the scheme then gives full marks"),
}

BASE_TOTAL = Text("各项合计", "Sum of the scores")
TOTAL = Text("总分", "Total")
PLACE = Text("第 {rank} 名，共 {people} 人", "{rank} of {people}")
NO_TOTAL = Text("没有总分，不参加排名", "no total, and so no place")
GRADE = Text("等级", "Grade")
RESULT = Text("结果", "the result")
OUTCOME = Text("建议：{outcome}", "Recommended: {outcome}")

EXACT = Text(
    "总分由未取整的各项得分相加后取整，与上列得分之和可能略有出入。",
    "The total adds the scores before they are rounded, and may differ a little from the sum of those above.",
)
SCALED = Text(
    "有项目不计，其余得分之和 × {scale} 折算。", "Items were left out, so the sum of the others is taken × {scale}."
)
FLOORED = Text("总分不足 0 分，按 0 分计。", "A total of less than 0 counts as 0.")
GRADED = Text("等级：{rule}", "Grade: {rule}")
MARKS = {
    "assumed": Text(
        "暂定：细则没有写明，按方案的设定计算。", "assumed: the policy does not say; scored as the scheme sets it."
    ),
    "disputed": Text(
        "待定：细则的说法有出入，有待部门确认。",
        "disputed: the policy contradicts itself; the department is to confirm it.",
    ),
}

SIGNATURES = (Text("本人签字", "Employee"), Text("主管签字", "Supervisor"), Text("日期", "Date"))
PAGE = Text("第 {page} 页，共 {pages} 页", "Page {page} of {pages}")

# ── Problems ─────────────────────────────────────────────────────────────────────────────────────────────────────────

NO_PDF = Message(
    "pdf-path",
    Text("path 须以 .pdf 结尾，而不是 {path}", "path ends in .pdf, not {path}"),
    hint=Text("例如 cards.pdf 或 {{stage}}.pdf", "for example cards.pdf, or {{stage}}.pdf"),
)
UNKNOWN_STAGE = Message(
    "pdf-stage", Text("流程没有阶段 {stage}", "the pipeline has no stage {stage}"), Text("{near}", "{near}")
)
NO_FONT = Message(
    "pdf-font",
    Text("没有安装常用的中文字体", "none of the usual fonts with Chinese is installed"),
    hint=Text(
        "安装思源黑体（Debian、Ubuntu：apt install fonts-noto-cjk），或用 font 指定已安装的中文字体",
        "install Noto Sans CJK (Debian, Ubuntu: apt install fonts-noto-cjk), or name an installed font with Chinese as "
        "font",
    ),
)
UNKNOWN_FONT = Message(
    "pdf-font",
    Text("没有安装字体 {fonts}", "not installed: {fonts}"),
    hint=Text("{near}", "{near}"),
)
SHARED_CHARACTERS = Message(
    "pdf-characters",
    Text("字体 {fonts} 中没有这些字：{characters}", "{fonts}: without the characters {characters}"),
    hint=Text(
        "用 font 指定有这些字的字体；中文字体可用思源黑体（Debian、Ubuntu：apt install fonts-noto-cjk）",
        "name a font that has them as font; Noto Sans CJK has Chinese (Debian, Ubuntu: apt install fonts-noto-cjk)",
    ),
)
CHARACTER = Message(
    "pdf-characters",
    Text(
        "阶段 {stage} 员工 {employee}：{what}的第 {places} 个字，字体 {fonts} 中没有",
        "stage {stage}, employee {employee}: not in {fonts}: of {what} character {places}",
    ),
    hint=Text(
        "安装有这些字的字体，把它的名称加到 font 里",
        "install a font that has what is missing, and add its name to font",
    ),
)
