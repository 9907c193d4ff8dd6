"""What is said about the documents: their syntax, their values, what they refer to, and how they are found."""

from attrs import evolve

from kpicore.errors import Message, Text
from kpicore.messages import plugin as plugin_messages

# Reading the file
NO_FILE = Message("no-file", Text("找不到文件 {path}", "there is no file {path}"))
FOLDER_FOR_FILE = Message("folder-for-file", Text("{path} 是文件夹，应为文件", "{path} is a folder, not a file"))
UNREADABLE = Message("unreadable-file", Text("无法读取：{reason}", "cannot be read: {reason}"))
TOO_LARGE = Message(
    "document-too-large",
    Text("文件有 {size} 字节，超过上限 {limit}", "the document has {size} bytes, more than the limit of {limit}"),
)
NOT_UTF8 = Message(
    "not-utf8",
    Text("文件编码不是 UTF-8", "the document is not in UTF-8"),
    hint=Text("请在编辑器中另存为 UTF-8 编码", "save it as UTF-8 in your editor"),
)
TOO_DEEP = Message(
    "too-deep", Text("括号或键的嵌套超过 {limit} 层", "brackets or keys are nested deeper than {limit} levels")
)
TOO_LONG = Message("too-long", Text("键或数字超过 {limit} 个字符", "a key or number is longer than {limit} characters"))
SYNTAX = Message("toml-syntax", Text("TOML 语法错误：{reason}", "not valid TOML: {reason}"))
NOT_FINITE = Message("not-finite", Text("数字不能是 nan 或 inf", "a number may not be nan or inf"))
NUMBER_BEYOND = Message(
    "number-beyond-reason",
    Text("数字过大或小数位过多", "the number is too large or has too many decimal places"),
    hint=Text("整数部分与小数部分各不超过 {limit} 位", "at most {limit} digits on either side of the point"),
)

SYNTAX_REASONS = {
    "Cannot overwrite a value": "同一个键写了两次",
    "Duplicate inline table key": "同一个键写了两次",
    "Cannot declare": "同一个表写了两次",
    "Cannot mutate immutable namespace": "这个表已经写完，不能再添加内容",
    "Expected '=' after a key": "键之后缺少等号",
    "Expected newline or end of document after a statement": "一行只能写一项；文字须加引号",
    "Expected ']'": "缺少 ]",
    "Unclosed array": "列表缺少 ]",
    "Unclosed inline table": "行内表缺少 }}",
    "Unterminated string": "文字缺少结束的引号",
    'Expected "\'"': "文字缺少结束的引号",
    "Invalid initial character for a key part": "键名只能用英文字母、数字、_ 和 -，其他名称须加引号",
    "Invalid statement": "无法识别这一行；非英文的键名须加引号",
    "Invalid value": "值的写法有误；文字须加引号",
    "Illegal character": "含有不允许的字符",
    "Unescaped '\\' in a string": "文字中的 \\ 须写作 \\\\，或改用单引号",
    "Invalid hex value": "转义符写法有误",
    "Invalid date or datetime": "没有这个日期",
}
"""How each complaint of tomllib begins, and its Chinese."""

# The shape of a document
WRONG_TYPE = Message("wrong-type", Text("应为{expected}，实为{found}", "expected {expected}, found {found}"))
QUOTES_NEEDED = evolve(WRONG_TYPE, hint=Text("文本须加引号", "a text stands in quotes"))
QUOTES_UNWANTED = evolve(
    WRONG_TYPE, hint=Text("数字、日期和 true、false 不加引号", "numbers, dates, true and false stand without quotes")
)
NOT_ONE_OF = Message(
    "unknown-value", Text("没有 {value} 这个值", "{value} is not known here"), hint=Text("{near}", "{near}")
)
WRONG_LENGTH = Message(
    "wrong-length", Text("应有 {expected} 项，实有 {found} 项", "expected {expected} items, found {found}")
)
MISSING_KEY = Message("missing-key", Text("缺少这一项，应为{expected}", "this key is missing; it takes {expected}"))
UNKNOWN_KEY = Message("unknown-key", Text("没有这个选项", "there is no such key"), hint=Text("{near}", "{near}"))
UNKNOWN_FORMAT = Message(
    "unknown-format",
    Text(
        "格式 {found} 无法读取；本版本可读的格式：{known}",
        "format {found} cannot be read; this version reads format {known}",
    ),
    hint=Text("请升级 kpicore", "upgrade kpicore"),
)
EXAMPLE_SHAPE = Message(
    "example-shape",
    Text(
        "算例应写 given 与 expect 两个表，或 people 与 expect 两个列表",
        "an example has `given` and `expect` as tables, or `people` and `expect` as lists of tables",
    ),
)
EXAMPLE_LENGTH = Message(
    "example-length",
    Text("people 有 {people} 人，expect 却有 {expect} 项", "there are {people} people but {expect} expectations"),
)

# Extensions
NO_CASES = Message("no-cases", Text("cases 是空的", "`cases` is empty"))
PLUGIN_FAILED = Message(
    "plugin-failed",
    Text("{origin} 的 {kind} 出错：{error}", "{kind} of {origin} failed: {error}"),
    hint=plugin_messages.TELL_THE_AUTHOR,
)
NOT_A_RULE = Text("rule 返回了不属于规则树的 {found}", "`rule` gave {found}, which is no node of a rule")

# What a scheme refers to
BAD_ID = Message(
    "bad-id",
    Text(
        "编号只能用小写英文字母、数字和 _，并以字母开头", "an id takes lower-case letters, digits and _, a letter first"
    ),
)
BAD_SCHEME_ID = Message(
    "bad-id",
    Text(
        "方案编号应写作 类别/岗位，只用小写英文字母、数字和 -",
        "a scheme id is written family/position, in lower-case letters, digits and -",
    ),
)
EMPTY_NAME = Message(
    "bad-name", Text("名称不能为空，首尾不能有空格", "a name may not be empty, nor begin or end with a space")
)
RESERVED_ID = Message(
    "reserved-id",
    Text("{name} 是结果表的固定列名，请另取编号", "{name} is a column of every result; choose another id"),
)
ID_TWICE = Message(
    "id-twice",
    Text("编号 {name} 已用于 {other}", "the id {name} is taken by {other}"),
    hint=Text("指标、调整项与分组的编号不能相同", "indicators, adjustments and groups share one set of ids"),
)
METRIC_AND_GROUP = Message(
    "id-twice",
    Text(
        "编号 {name} 已用于 {other}，来源中的同名列将无法区分",
        "the id {name} is taken by {other}; a source's column of that name would be both",
    ),
)
UNKNOWN_SECTION = Message(
    "unknown-section", Text("没有板块 {name}", "there is no section {name}"), hint=Text("{near}", "{near}")
)
UNKNOWN_GROUP = Message(
    "unknown-group", Text("没有声明分组 {name}", "group {name} is not declared"), hint=Text("{near}", "{near}")
)
MISSING_CASE = Message(
    "missing-case",
    Text("cases 缺少 {value}", "`cases` lacks {value}"),
    hint=Text("分组 {group} 的每个值都要有", "every value of group {group} needs one"),
)
UNKNOWN_CASE = Message(
    "unknown-case",
    Text("分组 {group} 没有值 {value}", "group {group} has no value {value}"),
    hint=Text("{near}", "{near}"),
)
UNDECLARED_COLUMN = Message(
    "undeclared-column",
    Text("用到了未声明的 {column}", "this reads {column}, which is not declared"),
    hint=Text("可用：已声明的指标数据、分组和 team", "declared metrics, groups and team can be read"),
)
GRADE_READS = Message(
    "undeclared-column",
    Text(
        "等级只能由 total、分组和 team 得出，不能用 {column}",
        "grades are made of total, groups and team, not of {column}",
    ),
)
UNKNOWN_GRADE = Message(
    "unknown-grade", Text("没有等级 {name}", "there is no grade {name}"), hint=Text("{near}", "{near}")
)
UNKNOWN_ASSUMED = Message(
    "unknown-assumed", Text("这里没有 {name}", "there is no {name} here"), hint=Text("{near}", "{near}")
)
NEGATIVE_POINTS = Message("negative-points", Text("分值不能小于 0", "points may not be under 0"))
FULL_NOT_POSITIVE = Message("full-not-positive", Text("满分须大于 0", "full marks must be above 0"))
BAD_DIGITS = Message("bad-digits", Text("小数位数应为 0 到 6", "digits go from 0 to 6"))
MIN_N_NOT_POSITIVE = Message("bad-min-n", Text("min_n 至少为 1", "min_n is at least 1"))
EXAMPLE_UNKNOWN_GIVEN = Message(
    "unknown-given",
    Text("没有声明指标数据或分组 {name}", "{name} is neither a declared metric nor a group"),
    hint=Text("{near}", "{near}"),
)
EXAMPLE_UNKNOWN_EXPECT = Message(
    "unknown-expect", Text("结果中没有 {name}", "results have no {name}"), hint=Text("{near}", "{near}")
)

# What a pipeline refers to
BAD_NAME = Message(
    "bad-name",
    Text("名称须能用作文件名：{name}", "the name must be able to name a file: {name}"),
    hint=Text(
        '不能含 / \\ : * ? " < > |，首尾不能有空格，也不能是 run.json',
        'no / \\ : * ? " < > |, no space at either end, and not run.json',
    ),
)
NO_PERIOD = Message(
    "no-period",
    Text("没有写考核周期", "no period is given"),
    hint=Text('写 period = "2026-10"，或用 --period 2026-10', 'write period = "2026-10", or use --period 2026-10'),
)
NO_STAGES = Message("no-stages", Text("至少要有一个阶段 [stages.名称]", "there has to be a stage, [stages.NAME]"))
NO_SOURCES = Message("no-sources", Text("from 至少要写一个数据来源", "`from` names at least one source"))
UNKNOWN_SOURCE = Message(
    "unknown-source", Text("没有数据来源 {name}", "there is no source {name}"), hint=Text("{near}", "{near}")
)
SOURCE_TWICE = Message("source-twice", Text("数据来源 {name} 写了两次", "source {name} is named twice"))
UNKNOWN_STAGE = Message(
    "unknown-stage", Text("没有阶段 {name}", "there is no stage {name}"), hint=Text("{near}", "{near}")
)
CIRCLE = Message(
    "circle",
    Text("循环引用：{circle}", "these read each other in a circle: {circle}"),
    hint=Text("阶段只能使用更早阶段的结果", "a stage can only read the results of earlier ones"),
)
UNKNOWN_SETTING = Message(
    "unknown-setting", Text("没有 {name} 可以设置", "there is no {name} to set"), hint=Text("{near}", "{near}")
)

# Building on another scheme
INHERITED = Text("{file} 继承了这一项，请在该文件中改写或去掉", "{file} inherits this: change or drop it there")
UNKNOWN_TO_CHANGE = Message(
    "unknown-in-base",
    Text(
        "{base} 没有 {name} 可改；如为新增，还缺 {missing}",
        "{base} has no {name} to change; a new one still needs {missing}",
    ),
    hint=Text("{near}", "{near}"),
)
UNKNOWN_TO_DROP = Message(
    "unknown-in-base",
    Text("{base} 没有 {name} 可去掉", "{base} has no {name} to drop"),
    hint=Text("{near}", "{near}"),
)
DROP_WITHOUT_EXTENDS = Message(
    "drop-without-extends",
    Text("没有写 extends，无从去掉", "there is nothing to drop from without `extends`"),
    hint=Text(
        '写明在哪个方案上修改，如 extends = "hotline-10086/operator"',
        'name the scheme: extends = "hotline-10086/operator"',
    ),
)
SAME_ID = Message(
    "same-id",
    Text("编号与所依据的方案相同，请另取编号", "this is the id of the scheme it extends; choose another"),
)
EXTENDS_CIRCLE = Message(
    "extends-circle", Text("extends 循环引用：{circle}", "these extend each other in a circle: {circle}")
)

# Finding a scheme
READING_SCHEME = Text("读取方案 {name}", "reading scheme {name}")
NOT_VALID = Message(
    "scheme-not-valid",
    Text(
        "方案 {name} 没有适用于 {period} 的版本：{versions}", "no version of scheme {name} covers {period}: {versions}"
    ),
)
VERSION = Text("版本 {version}：{dates}", "version {version}: {dates}")
TWO_VERSIONS = Message(
    "two-versions",
    Text(
        "方案 {name} 有两个版本同时适用且起始日相同：{versions}",
        "two versions of scheme {name} apply and begin on the same day: {versions}",
    ),
    hint=Text("请卸载其中一个，或修改 valid", "uninstall one of them, or change `valid`"),
)

# Names of types
NUMBER = Text("数字", "a number")
WHOLE_NUMBER = Text("整数", "a whole number")
TEXT = Text("文本", "a text")
TRUTH = Text("是非值（true 或 false）", "true or false")
DATE = Text("日期（如 2026-10-01）", "a date such as 2026-10-01")
TABLE = Text("表", "a table")
BOTH_LANGUAGES = Text('中英文两段文本 { zh = "…", en = "…" }', 'a text in both languages, { zh = "…", en = "…" }')
LIST = Text("列表", "a list")
LIST_OF = Text("{count} 项的列表", "a list of {count}")
ONE_OF = Text("以下之一：{values}", "one of {values}")
EITHER = Text("{first}或{second}", "{first} or {second}")
FOUND_TEXT = Text("文本 {value}", "the text {value}")
FOUND_TRUTH = Text("是非值 {value}", "{value}")
FOUND_NUMBER = Text("数字 {value}", "the number {value}")
FOUND_TIME = Text("时间 {value}", "the time {value}")
FOUND_DATE = Text("日期 {value}", "the date {value}")
