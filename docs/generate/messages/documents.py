"""What each key of a scheme and of a pipeline document means: by class, then by key as it stands in the document."""

from collections.abc import Mapping

from kpicore.document.reader import PipelineTable
from kpicore.errors import Text
from kpicore.scheme import (
    Adjustment,
    Detail,
    EmployeeIds,
    Example,
    Grades,
    Group,
    Indicator,
    Metric,
    Rounding,
    Scheme,
    Section,
    Source,
    Stage,
    TotalRule,
    Validity,
)

NOTE = Text(
    "说明：为什么是暂定或待定，要请部门确认什么",
    "Why a figure is assumed or disputed, and what the department is to confirm",
)
STATUS = Text(
    "数字的来历：stated 细则写明，assumed 暂定，disputed 细则自相矛盾",
    "Where the figures come from: the policy states them, they are assumed, or the policy contradicts itself",
)
ASSUMED = Text(
    "status 说的是哪几个数字，写键路径，如 points、calculator.zero；不写则为全部",
    "Which figures the status is about, as key paths such as points or calculator.zero; all of them without it",
)
CLAUSE = Text("出自细则哪一条", "The clause of the policy")
DESCRIPTION = Text("一句话的解释，印在填报表上", "One sentence of explanation; forms print it")

SCHEME_HEAD: Mapping[str, Text] = {
    "format": Text("文档格式的版本，现为 1", "The version of the document's format: 1"),
    "extends": Text(
        "在哪个方案上修改：已安装方案的编号，或 TOML 文件的路径。写了它，其余只写不同之处",
        "The scheme that this one changes: an installed id, or a path to a TOML file. All else is only what differs",
    ),
    "drop": Text(
        "从所依据的方案中去掉什么，写键路径，如 indicators.seat_transfer",
        "What is left out of the scheme that this one extends, as key paths such as indicators.seat_transfer",
    ),
}
"""Keys that say how a scheme document is to be read."""

KEYS: Mapping[type, Mapping[str, Text]] = {
    Scheme: {
        "id": Text("方案编号，写作 类别/岗位", "The scheme's id, written family/position"),
        "version": Text("版本；编号和版本合起来唯一", "The version; it and the id together are the identity"),
        "title": Text("名称", "The title"),
        "full": Text("满分", "Full marks"),
        "metrics": Text("需要的数据，每项一个编号", "The figures it needs, by id"),
        "indicators": Text("有满分的考核项，按细则的顺序", "Items with full marks, in the policy's order"),
        "policy": Text("细则的名称", "The name of the policy"),
        "note": Text("关于整个细则的说明", "A remark on the policy as a whole"),
        "valid": Text("有效期，按考核周期选版本", "From when until when it holds; the period picks a version by it"),
        "groups": Text("人员分组，计分标准可以按组不同", "Categories of people that rules may differ by"),
        "details": Text("照抄到评分卡上的文字，如评定人", "Texts that are carried to the card, such as who assessed"),
        "sections": Text("板块", "Sections of the card"),
        "adjustments": Text("满分之外的加减分", "Signed points outside the full marks"),
        "rounding": Text("取整", "Rounding"),
        "total": Text("总分", "The total"),
        "grades": Text("等级", "Grades"),
        "examples": Text("手工验算过的算例，kpi check 会核对", "Cases worked by hand; kpi check compares"),
    },
    Metric: {
        "unit": Text(
            "单位：ratio 比率 0～1，score 分数 0～100，count 数量，seconds 秒，points 分（可为负），rating 评级",
            "ratio 0–1, score 0–100, count and seconds not negative, points signed, rating a letter",
        ),
        "label": Text("名称", "The name that people read"),
        "description": DESCRIPTION,
        "better": Text("越高越好还是越低越好", "Which way is better"),
        "range": Text(
            "允许的最低和最高值，不写则按单位", "The lowest and highest value allowed; the unit's without it"
        ),
        "default": Text("缺数据时按多少计，计入提示", "What a missing value counts as; the run warns of it"),
        "min_n": Text(
            "样本数的下限：来源须另给一列 编号_n，不足的视为缺数据",
            "The fewest cases: the source gives a column ID_n, and with fewer the value is missing",
        ),
        "whole": Text("只能是整数", "Fractions are refused"),
        "expect": Text(
            "分数通常是正还是负；相反的照计，但会提示",
            "The sign that points normally have; the other counts, with a warning",
        ),
        "optional": Text(
            "整列可以没有，只要规则还有别的数据可用",
            "The whole column may be absent as long as a rule that reads it has another figure",
        ),
    },
    Group: {
        "label": Text("名称", "The name that people read"),
        "values": Text("各组的编号和名称", "The values by id, each with its label"),
    },
    Detail: {
        "label": Text("名称", "The name that people read"),
        "description": DESCRIPTION,
    },
    Section: {
        "label": Text("名称", "The name that people read"),
        "points": Text(
            "细则写明的板块总分，供核对", "The points that the policy says it has; checked against its items"
        ),
        "note": NOTE,
    },
    Indicator: {
        "label": Text("名称", "The name that people read"),
        "points": Text("分值，即本项满分", "Its full marks"),
        "calculator": Text("计分办法", "How it is scored"),
        "section": Text("所属板块的编号", "The id of its section"),
        "status": STATUS,
        "assumed": ASSUMED,
        "clause": CLAUSE,
        "note": NOTE,
        "description": DESCRIPTION,
        "missing": Text(
            "缺数据时：error 报错，zero 计 0 分，full 计满分，exclude 不计本项、其余按比例折算",
            "Where the rule has nothing to look at: an error, no points, full marks, or left out, the rest scaled up",
        ),
    },
    Adjustment: {
        "label": Text("名称", "The name that people read"),
        "calculator": Text("计分办法", "How it is scored"),
        "status": STATUS,
        "assumed": ASSUMED,
        "clause": CLAUSE,
        "note": NOTE,
        "description": DESCRIPTION,
    },
    Rounding: {
        "digits": Text("小数位数，0 到 6", "Decimal places, 0 to 6"),
        "of": Text(
            "indicator 每项取整后相加，total 只有总分取整",
            "Every score is rounded and the card adds up, or only the total of the exact scores",
        ),
    },
    TotalRule: {
        "base": Text("另列加减分之前的合计 base_total", "Also report base_total, the sum before adjustments"),
    },
    Grades: {
        "outcomes": Text("每个等级的建议", "What a grade recommends"),
        "status": STATUS,
        "assumed": ASSUMED,
        "clause": CLAUSE,
        "note": NOTE,
    },
    Validity: {
        "from": Text("第一天；不写则不限", "The first day; open without it"),
        "until": Text("最后一天（含）；不写则不限", "The last day, included; open without it"),
    },
    Example: {
        "given": Text("一个人的数据和分组", "One person's metrics and groups"),
        "people": Text("几个人的数据，用于要与他人比较的规则", "Several people, for rules that compare"),
        "expect": Text(
            "应得的结果：考核项编号，或 base_total、total、rank、grade；几个人时按顺序各写一个",
            "What has to come out: scores by id, base_total, total, rank or grade; one for each of several people",
        ),
        "note": Text("怎么算的", "How it was worked"),
    },
    PipelineTable: {
        "title": Text("标题", "The title"),
        "period": Text(
            "考核周期：2026-10-15、2026-10、2026-Q4、2026-H2 或 2026；也可用 --period 给出",
            "The period: 2026-10-15, 2026-10, 2026-Q4, 2026-H2 or 2026; --period gives it as well",
        ),
        "sources": Text("数据来源，名称自定", "Where figures come from, by a name of yours"),
        "stages": Text("阶段：一个方案给一群人计分", "Stages: one scheme applied to one population"),
        "exports": Text("输出，名称自定", "What is written, by a name of yours"),
        "output": Text("输出文件夹，其中按周期分", "The output folder, with a folder for each period"),
    },
    Source: {
        "columns": Text(
            "列名对照：我们的 = 来源的；同名的不必写",
            "Our column names = theirs; columns of the same name need no mention",
        ),
        "units": Text(
            "哪些列的单位与方案不同，如 percent、minutes；按写明的换算",
            "Columns given in another unit than the metric has, such as percent or minutes; converted as declared",
        ),
        "employees": Text(
            "来源用自己的编号时，对照到工号", "Where the source has ids of its own: which employee each is"
        ),
        "period_column": Text(
            "日期列（来源的列名）；不在考核周期内的行不读",
            "A column of days, as the source calls it; rows outside the period are left out",
        ),
    },
    EmployeeIds: {
        "file": Text("两列的对照表，CSV 或工作簿", "A table of two columns, a CSV file or a workbook"),
        "from": Text("来源编号所在的列", "The column with the source's ids"),
        "to": Text("工号所在的列", "The column with employee ids"),
    },
    Stage: {
        "scheme": Text("已安装方案的编号，或 TOML 文件的路径", "An installed id, or a path to a TOML file"),
        "from": Text(
            "数据来源；第一个决定有哪些人、按什么顺序，其余按工号接上",
            "Its sources: the first gives the people and their order, the others are joined to it",
        ),
        "where": Text("只留下这些列等于这些值的人", "Keeps the people whose column has one of the values"),
    },
}
