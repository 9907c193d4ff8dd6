"""What stands in the files that a run writes: columns, sheets, and the keys of the run record."""

from collections.abc import Mapping

from kpicore.errors import Text
from kpicore.plugin import Origin
from kpicore.scheme import InputRecord, Period
from kpicore.scoring.record import OutputRecord, RunRecord, SchemeRecord, StageRecord, WarningRecord

CSV = Text("CSV 文件：阶段名.csv", "The CSV file of a stage: STAGE.csv")
CSV_LEAD = Text(
    '`kind = "csv"` 给每个阶段写一个文件：UTF-8 带 BOM，每人一行，按名单的顺序。缺的留空，不写 0；得分是普通小数；'
    '会被表格软件当成公式的文字前面加 `\'`。`header = "labels"` 时标题写名称而不是编号。',
    'A file for every stage from `kind = "csv"`: UTF-8 with byte order mark, one row per person in the population\'s '
    "order. A missing value is empty, never 0; scores are plain decimals; a text that a spreadsheet would take for a "
    'formula begins with `\'`. With `header = "labels"` the headings are labels instead of ids.',
)
COLUMN = Text("列", "Column")
HOLDS = Text("内容", "Holds")

COLUMNS: Mapping[str, Text] = {
    "employee": Text("工号，原样的文本，前面的 0 也在", "The employee number, as text, leading zeros included"),
    "name": Text("姓名；名单中有才有这一列", "The name; where the population has it"),
    "team": Text("班组；名单中有才有这一列", "The team; where the population has it"),
    "INDICATOR": Text("各考核项的得分，每项一列，按方案的顺序", "The points of each indicator, in the scheme's order"),
    "ADJUSTMENT": Text("各加减分项，可为负", "The points of each adjustment, signed"),
    "base_total": Text(
        "加减分之前的合计；方案写了 [total] base = true 才有", "The sum before adjustments; with `[total] base = true`"
    ),
    "total": Text("总分，不低于 0", "The total, not under 0"),
    "rank": Text("名次，1 最好，总分相同的并列", "The place: 1 is the best, equals share it"),
    "grade": Text("等级", "The grade"),
    "outcome": Text(
        "等级对应的建议；方案写了 [grades.outcomes] 才有", "What the grade recommends; with `[grades.outcomes]`"
    ),
}
ANY = {
    "INDICATOR": Text("（考核项的编号）", "(each indicator's id)"),
    "ADJUSTMENT": Text("（加减分项的编号）", "(each adjustment's id)"),
}

WORKBOOK = Text("工作簿：scorecards.xlsx", "The workbook: scorecards.xlsx")
WORKBOOK_LEAD = Text(
    '`kind = "excel"` 写一个工作簿，得分、总分、名次、等级都是活的公式，公式旁存有本次运行的值。各工作表：',
    'One workbook from `kind = "excel"`, whose scores, totals, ranks and grades are live formulas, each stored with the '
    "value of the run. Its sheets:",
)
SHEET = Text("工作表", "Sheet")
HIDDEN = Text("（隐藏）", " (hidden)")
SHEETS: Mapping[str, Text] = {
    "summary": Text(
        "各阶段、各班组的人数、均值、中位数、等级分布和图",
        "People, mean, median and grades of each stage and team, with charts",
    ),
    "scorecard": Text("选阶段和工号，显示这个人的评分卡", "Choose a stage and an employee: the card fills in"),
    "parameters": Text(
        "细则规定的每一个数，暂定和待定的有颜色；改了它，各表随之变",
        "Every number that the policy sets, assumed and disputed ones coloured; change one and everything follows",
    ),
    "about": Text(
        "考核周期、方案版本、读入的文件和校验值、暂定的内容、提示",
        "Period, scheme versions, files with their hashes, what was assumed, warnings",
    ),
    "_groups": Text("班组和各组的数字", "Figures of teams and groups"),
    "_items": Text("评分卡查的内容", "What the scorecard looks up"),
}
STAGE_SHEET = Text(
    "每个阶段一张：第 1 行（隐藏）是编号，第 2 行是名称，第 3 行起每人一行",
    "One for each stage: row 1 (hidden) has ids, row 2 labels, people stand from row 3 on",
)
STAGE_COLUMNS = Text(
    "阶段的工作表有这些列；名称以 `_` 开头的列是计算的步骤，隐藏。例：",
    "The sheet of a stage has these columns; those that begin with `_` are hidden steps of the calculation. For example:",
)
ID = Text("编号", "Id")
LABEL = Text("名称", "Label")

RECORD = Text("运行记录：run.json", "The record of a run: run.json")
RECORD_LEAD = Text(
    "最后写出的文件：它在，本次运行的文件就都在。除 finished 外，输入相同则内容相同。",
    "The last file to appear: where it stands, all the others of the run do. For the same input all of it is the same, "
    "but for `finished`.",
)
RECORDS: Mapping[type, tuple[str, Mapping[str, Text]]] = {
    RunRecord: (
        "",
        {
            "format": Text("本文件格式的版本", "The version of this file's format"),
            "kpicore": Text("kpicore 的版本", "The version of kpicore"),
            "title": Text("流程的标题", "The pipeline's title"),
            "period": Text("考核周期", "The period"),
            "pipeline": Text("流程文件", "The pipeline document"),
            "inputs": Text("读入的文件", "The files that were read"),
            "schemes": Text("所用的方案", "The schemes that scored"),
            "plugins": Text("载入的插件", "The plugins that were loaded"),
            "stages": Text("各阶段", "The stages"),
            "warnings": Text("提示", "Warnings"),
            "outputs": Text("写出的文件", "The files that were written"),
            "finished": Text("完成的时间（UTC）", "When it was done (UTC)"),
        },
    ),
    Period: (
        "period",
        {
            "text": Text("写法", "As it is written"),
            "first": Text("第一天", "Its first day"),
            "last": Text("最后一天", "Its last day"),
        },
    ),
    InputRecord: (
        "inputs[], pipeline",
        {
            "path": Text("路径，流程文件怎么写就怎么记", "The path as the document has it"),
            "sha256": Text("内容的 SHA-256", "The SHA-256 of its content"),
            "facts": Text("编码等情况", "Facts such as the encoding"),
        },
    ),
    SchemeRecord: (
        "schemes[]",
        {
            "id": Text("编号", "Its id"),
            "version": Text("版本", "Its version"),
            "sha256": Text(
                "方案文件的 SHA-256；叠加的方案为各层校验值合起来的",
                "The SHA-256 of its document; of an overlay that of its layers' hashes",
            ),
            "origin": Text("来自哪个插件，或哪个文件", "The plugin that brought it, or its file"),
            "layers": Text("叠加的各层", "The documents that an overlay is made of"),
        },
    ),
    Origin: (
        "plugins[]",
        {
            "plugin": Text("插件", "The plugin"),
            "distribution": Text("安装包", "Its distribution"),
            "version": Text("版本", "Its version"),
        },
    ),
    StageRecord: (
        "stages.NAME",
        {
            "scheme": Text("方案编号", "The scheme's id"),
            "version": Text("方案版本", "The scheme's version"),
            "people": Text("人数", "People"),
            "scored": Text("有总分的人数", "How many of them have a total"),
            "mean_total": Text("平均总分", "The mean of the totals"),
            "grades": Text("各等级的人数", "How many people have each grade"),
            "warnings": Text("提示", "Warnings"),
        },
    ),
    OutputRecord: (
        "outputs[]",
        {
            "export": Text("写它的输出", "The export that wrote it"),
            "path": Text("路径，相对于本次输出文件夹", "The path in the run's output folder"),
            "sha256": Text("内容的 SHA-256", "The SHA-256 of its content"),
        },
    ),
    WarningRecord: (
        "warnings[]",
        {
            "code": Text("代码，见[报错和提示](problems.md)", "Its code: see [problems](problems.md)"),
            "message": Text("中英文的说明", "What it says, in both languages"),
        },
    ),
}
"""What each part of the record is called, and what its keys hold."""
