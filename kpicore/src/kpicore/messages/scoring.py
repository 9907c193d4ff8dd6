"""What is said about input while it is gathered and scored."""

from kpicore.errors import Message, Text

NEAR = Text("{near}", "{near}")

# Files and columns

NO_FILE = Message(
    "no-file",
    Text("找不到文件", "there is no such file"),
    hint=Text("路径从流程文件所在的文件夹算起", "paths start in the pipeline's folder"),
)
IS_FOLDER = Message("is-folder", Text("这是文件夹，应为文件", "this is a folder, not a file"))
UNREADABLE = Message("unreadable", Text("无法读取：{reason}", "cannot be read: {reason}"))

MISSING_COLUMN = Message("missing-column", Text("缺少列 {column}", "column {column} is missing"), hint=NEAR)
MISSING_METRIC_COLUMN = Message(
    "missing-column",
    Text(
        "方案 {scheme} 需要数据列 {column}（{label}），{sources} 中没有",
        "scheme {scheme} needs the column {column} ({label}), which {sources} does not have",
    ),
    hint=Text("{near}；列名不同时用 columns 对应", "{near}; where it has another name, say so in `columns`"),
)
MISSING_KEY_COLUMN = Message(
    "missing-column",
    Text(
        "来源 {source} 按 {column} 对应，人员名单中没有这一列",
        "source {source} is joined on {column}, a column that the people lack",
    ),
    hint=NEAR,
)
MISSING_COUNT = Message(
    "missing-column",
    Text(
        "缺少列 {column}：“{label}”有 min_n，须给出样本数",
        "column {column} is missing: {label} has a min_n and needs its number of cases",
    ),
    hint=NEAR,
)
COLUMN_TWICE = Message(
    "column-twice",
    Text(
        "数据列 {column} 在 {sources} 中都有，无法确定用哪一个",
        "column {column} comes from {sources}: which of them counts?",
    ),
    hint=Text(
        "从 from 中去掉一个来源，或用 columns 改名",
        "leave one source out of `from`, or rename the column with `columns`",
    ),
)
FORM_OF_OTHER_SCHEME = Message(
    "other-form",
    Text(
        "这张表是为方案 {theirs} 生成的，这里按 {ours} 考核",
        "this form was made for scheme {theirs}, but is scored by {ours}",
    ),
    hint=Text(
        "重新生成表格再填写：kpi template {scheme} -o …",
        "make the form anew and fill it in: kpi template {scheme} -o …",
    ),
)
FORM_OF_OTHER_PERIOD = Message(
    "other-form",
    Text("这张表是 {theirs} 的，本次考核 {ours}", "this form is of {theirs}, but {ours} is scored"),
    hint=Text(
        "换用 {period} 的表格，或重新生成：kpi template {scheme} -o …",
        "take the form of {period}, or make it anew: kpi template {scheme} -o …",
    ),
)
EMPLOYEE_NOT_TEXT = Message(
    "employee-not-text",
    Text("工号列须为文本，读到的是 {type}", "employee ids must be text, not {type}"),
    hint=Text("数字会丢失前导零和长号码的末几位", "as numbers they lose leading zeros and the last digits of long ids"),
)
WRONG_TYPE = Message(
    "wrong-type", Text("列的类型是 {type}，应为数字或文本", "the column holds {type}, not numbers or text")
)

# Who is scored

KEY_EMPTY = Message("empty-key", Text("{key} 为空", "{key} is empty"), hint=Text("每行都要填写", "every row needs one"))
EMPLOYEE_KEY = Text("工号", "employee")
DAMAGED_KEY = Message(
    "damaged-id",
    Text(
        "工号 {value} 已被表格软件改成科学记数，原工号无法还原",
        "id {value} was turned into a power of ten by a spreadsheet; its digits are lost",
    ),
    hint=Text("把工号列设为文本后重新填写", "format the column as text and fill it in again"),
)
DUPLICATE = Message(
    "duplicate", Text("{key} {value} 重复，首次出现在第 {first} 行", "{key} {value} is there already, in row {first}")
)
NOBODY = Message(
    "nobody", Text("没有可考核的人", "there is nobody to score"), hint=Text("文件中没有数据行", "the input has no rows")
)
NOBODY_WHERE = Message(
    "nobody",
    Text("没有人的 {column} 是 {values}", "nobody has {column} = {values}"),
    hint=Text("现有取值：{known}", "there is: {known}"),
)

# Values

NOT_A_NUMBER = Message("not-a-number", Text("{value} 不是数字", "{value} is not a number"))
PERCENT_SIGN = Message(
    "not-a-number",
    Text("{value} 带百分号", "{value} has a percent sign"),
    hint=Text("比率按 0–1 填写，如 98.5% 写作 0.985", "write ratios from 0 to 1: 98.5% is 0.985"),
)
NOT_FINITE = Message(
    "not-finite",
    Text("{value} 不是有限的数", "{value} is not a finite number"),
    hint=Text("没有数据请留空", "leave the cell empty where there is no figure"),
)
OUT_OF_RANGE = Message("out-of-range", Text("{value} 超出范围（{range}）", "{value} is out of range ({range})"))
RATIO_OUT_OF_RANGE = Message(
    "out-of-range",
    Text("{value} 超出比率的范围（{range}）", "{value} is out of the range of a ratio ({range})"),
    hint=Text("比率按 0–1 填写，如 98.5% 写作 0.985", "write ratios from 0 to 1: 98.5% is 0.985"),
)
NOT_WHOLE = Message(
    "not-whole", Text("{value} 不是整数，次数须为整数", "{value} is not a whole number, and events are counted")
)
UNKNOWN_LETTER = Message(
    "unknown-letter", Text("等级 {value} 不在评分表中", "the letter {value} is not in the table"), hint=NEAR
)
UNKNOWN_GROUP = Message(
    "unknown-group", Text("“{label}”没有 {value} 这个取值", "{value} is not a value of {label}"), hint=NEAR
)
EMPTY_REQUIRED = Message(
    "empty-value",
    Text("员工 {employee}：“{label}”为空", "employee {employee}: {label} is empty"),
    hint=Text("须填写", "it has to be filled in"),
)

# Missing figures

FILL_IN = Text("没有数据不等于 0，请补上", "missing is not 0; fill it in")
MISSING_METRIC = Message(
    "missing-metric",
    Text(
        "员工 {employee}：缺“{label}”，无法计算“{item}”",
        "employee {employee}: {label} is missing, so {item} cannot be scored",
    ),
    hint=FILL_IN,
)
NO_ROW = Message(
    "missing-metric",
    Text("员工 {employee}：来源 {source} 中没有这个人", "employee {employee}: source {source} has no row with this id"),
    hint=FILL_IN,
)
NO_GROUP_ROW = Message(
    "missing-metric",
    Text(
        "员工 {employee}：来源 {source} 中没有 {key} {value} 的数据",
        "employee {employee}: source {source} has nothing for {key} {value}",
    ),
    hint=Text("请核对 {key}", "look at the {key}"),
)
NO_GROUP = Message(
    "missing-metric",
    Text(
        "员工 {employee}：{key} 为空，无法对应来源 {source}",
        "employee {employee}: {key} is empty, so source {source} has nothing for them",
    ),
    hint=Text("请填写 {key}", "fill in the {key}"),
)
NO_SCORE = Message(
    "no-score",
    Text(
        "员工 {employee}：“{item}”算不出分（同组均值为 0，或没有可比的人）",
        "employee {employee}: {item} has no score (the peers' mean is 0, or there are none)",
    ),
)

# Warnings: in English the count stands for people, so that one and many read alike

DEFAULTED = Message(
    "default-used",
    Text("“{label}”{count} 人未填，按 {value} 计", "{label}: {count} without a value, counted as {value}"),
    severity="warning",
)
COUNTED_ZERO = Message(
    "missing-zero",
    Text("“{item}”{count} 人没有数据，按 0 分计：{employees}", "{item}: {count} without data, scored 0: {employees}"),
    severity="warning",
)
COUNTED_FULL = Message(
    "missing-full",
    Text(
        "“{item}”{count} 人没有数据，按满分计：{employees}",
        "{item}: {count} without data, given full marks: {employees}",
    ),
    severity="warning",
)
EXCLUDED = Message(
    "missing-excluded",
    Text(
        "“{item}”{count} 人没有数据，不计此项，其余按比例折算：{employees}",
        "{item}: {count} without data, left out and the rest scaled up: {employees}",
    ),
    severity="warning",
)
NO_TOTAL = Message(
    "no-total",
    Text("{count} 人没有总分，不参加排名：{employees}", "{count} without a total, and so without a rank: {employees}"),
    severity="warning",
)
OPTIONAL_ABSENT = Message(
    "optional-absent",
    Text(
        "{sources} 中没有这些列，有关项目只按其余数据计：{columns}",
        "{sources}: these columns are absent, what reads them is scored from the rest: {columns}",
    ),
    severity="warning",
)
AND_MORE = Text("{labels}等 {count} 项", "{labels} and more, {count} in all")
OPTIONAL_MISSING = Message(
    "optional-missing",
    Text(
        "{count} 人缺{labels}，有关项目只按其余数据计：{employees}",
        "{labels}: {count} without data, scored from the rest: {employees}",
    ),
    severity="warning",
)
FEW_CASES = Message(
    "few-cases",
    Text(
        "“{label}”{count} 人样本少于 {min_n}，按没有数据处理：{employees}",
        "{label}: {count} with fewer than {min_n} cases, counted as missing: {employees}",
    ),
    severity="warning",
)
UNEXPECTED_SIGN = Message(
    "unexpected-sign",
    Text(
        "员工 {employee}：“{label}”填的是 {value}，一般应为{sign}",
        "employee {employee}: {label} is {value}, where a {sign} number is expected",
    ),
    hint=Text(
        "加分填正数，扣分填负数；如无误可忽略",
        "additions are positive, deductions negative; ignore this if it is meant",
    ),
    severity="warning",
)
SIGNS = {"positive": Text("正数", "positive"), "negative": Text("负数", "negative")}
UNKNOWN_PEOPLE = Message(
    "unknown-people",
    Text(
        "来源 {source} 有 {count} 人不在名单 {people} 中，未计入：{employees}",
        "source {source}: {count} not in {people}, left out: {employees}",
    ),
    severity="warning",
)
UNUSED_COLUMNS = Message(
    "unused-columns",
    Text("来源 {source} 的这些列没有用到：{columns}", "source {source}: columns that nothing uses: {columns}"),
    severity="warning",
)

# Worked examples

EXAMPLE_DIFFERS = Message(
    "example-fails",
    Text(
        "算例不符：{column} 应为 {expected}，算得 {got}",
        "the example fails: {column} should be {expected}, but is {got}",
    ),
)
PERSON_DIFFERS = Message(
    "example-fails",
    Text(
        "算例不符：第 {person} 人的 {column} 应为 {expected}，算得 {got}",
        "the example fails: {column} of person {person} should be {expected}, but is {got}",
    ),
)
NOTHING = Text("空值", "nothing")

# Asking for one person

NO_EMPLOYEE = Message(
    "no-employee", Text("没有工号为 {employee} 的人", "there is nobody with employee id {employee}"), hint=NEAR
)

# Progress

READS = Text("读取 {source}", "reading {source}")
SCORES = Text("计算 {stage}：{people} 人", "scoring {stage}: {people} people")
