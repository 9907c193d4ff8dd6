"""What is said about input while it is gathered and scored."""

from kpicore.errors import Message, Text

NEAR = Text("{near}", "{near}")

# Files and columns

NO_FILE = Message(
    "no-file",
    Text("找不到文件", "there is no such file"),
    hint=Text("路径从流程文件所在的文件夹算起", "paths start in the pipeline's folder"),
)
NO_FILES = Message(
    "no-file",
    Text("没有名称相符的文件", "there is no file of such a name"),
    hint=Text("路径从流程文件所在的文件夹算起", "paths start in the pipeline's folder"),
)
KEPT_TWICE = Message(
    "kept-twice",
    Text("{sources} 都要把读到的内容存进这个文件", "{sources} would all keep what they read in this file"),
    hint=Text("各写各的文件", "give each a file of its own"),
)
IS_FOLDER = Message("is-folder", Text("这是文件夹，应为文件", "this is a folder, not a file"))
UNREADABLE = Message("unreadable", Text("无法读取：{reason}", "cannot be read: {reason}"))

CHANGED = Message(
    "changed-file",
    Text("读取期间文件被改动了", "the file was changed while it was read"),
    hint=Text("等它写完再运行", "run again when it is complete"),
)

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
        "重新生成表格再填写：kpi template {scheme} --period {period} -o …",
        "make the form anew and fill it in: kpi template {scheme} --period {period} -o …",
    ),
)
FORM_OF_OTHER_PERIOD = Message(
    "other-form",
    Text("这张表是 {theirs} 的，本次考核 {ours}", "this form is of {theirs}, but {ours} is scored"),
    hint=Text(
        "换用 {period} 的表格，或重新生成：kpi template {scheme} --period {period} -o …",
        "take the form of {period}, or make it anew: kpi template {scheme} --period {period} -o …",
    ),
)
EMPLOYEE_NOT_TEXT = Message(
    "employee-not-text",
    Text("工号列须为文本，读到的是 {type}", "employee ids must be text, not {type}"),
    hint=Text("数字会丢失前导零和长号码的末几位", "as numbers they lose leading zeros and the last digits of long ids"),
)
# Who is scored

NOBODY = Message(
    "nobody", Text("没有可考核的人", "there is nobody to score"), hint=Text("文件中没有数据行", "the input has no rows")
)
NOBODY_WHERE = Message(
    "nobody",
    Text("没有人的 {column} 是 {values}", "nobody has {column} = {values}"),
    hint=Text("现有取值：{known}", "there is: {known}"),
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
