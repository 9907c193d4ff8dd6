"""What is said of what all sources share: units, employee ids, the period, and whom a source knows."""

from kpicore.errors import Message, Text

NEAR = Text("{near}", "{near}")

# Units

GIVEN_IN = {
    "percent": Text("百分数", "percent"),
    "per-mille": Text("千分数", "per mille"),
    "milliseconds": Text("毫秒", "milliseconds"),
    "minutes": Text("分钟", "minutes"),
    "hours": Text("小时", "hours"),
    "h:mm:ss": Text("时:分:秒", "h:mm:ss"),
    "mm:ss": Text("分:秒", "mm:ss"),
}
"""What figures may be given in, as people call it."""

AS_GIVEN = Text("{value}（{unit}）", "{value} ({unit})")
WHAT_CONVERTS = Text(
    "percent、per-mille 换算成 ratio；milliseconds、minutes、hours、h:mm:ss、mm:ss 换算成 seconds",
    "percent and per-mille become a ratio; milliseconds, minutes, hours, h:mm:ss and mm:ss become seconds",
)
OTHER_UNIT = Message(
    "units-other-unit",
    Text(
        "“{label}”的单位是 {unit}，不能由 {given} 换算",
        "{label} has the unit {unit}, to which {given} cannot be converted",
    ),
    hint=WHAT_CONVERTS,
)
NO_FIGURES = Message(
    "units-no-figures",
    Text("{column} 不是指标数据，没有单位可换算", "{column} is no metric, and has no unit to convert"),
    hint=Text("去掉 units 中的这一项", "take it out of `units`"),
)
UNITS_OF_STAGE = Message(
    "units-of-stage",
    Text("阶段的结果已经是方案的单位，不能再换算", "a stage's results have the scheme's units already"),
    hint=Text("去掉 units", "take `units` out"),
)
STATED_UNIT = Message(
    "source-other-unit",
    Text(
        "来源 {source} 给出的单位是 {stated}，方案的“{label}”却是 {unit}",
        "source {source} gives this in {stated}, but {label} has the unit {unit}",
    ),
    hint=Text("请核对 columns 是否对应了另一列", "look at `columns`: is this the column that is meant?"),
)
UNIT_IS_STATED = Message(
    "units-stated",
    Text("来源 {source} 自己说明了单位是 {stated}，不能再换算", "source {source} itself says that this is in {stated}"),
    hint=Text("去掉 units 中的这一项", "take it out of `units`"),
)
NOT_GIVEN_IN = Message(
    "not-in-unit",
    Text("{value} 不是{unit}，而来源声明 units = {given}", "{value} is not in {unit}, which `units` says it is"),
    hint=Text("整列只能用同一种写法，如 {example}；没有数据请留空", "the whole column is written like {example}"),
)
EXAMPLES = {
    "percent": "98.5",
    "per-mille": "985",
    "milliseconds": "12500",
    "minutes": "12.5",
    "hours": "7.5",
    "h:mm:ss": "0:01:30",
    "mm:ss": "1:30",
}

# The period

NO_DAY = Message(
    "not-a-date",
    Text(
        "{value} 不是日期，无法判断是否在考核期内", "{value} is no date, so nobody can say whether it is in the period"
    ),
    hint=Text("写作 2026-10-05、2026/10/5 或 2026年10月5日", "write 2026-10-05"),
)
NO_SUCH_DAY = Message(
    "not-a-date", Text("没有 {value} 这一天", "there is no such day as {value}"), hint=Text("请改正", "put it right")
)
DAY_EMPTY = Message(
    "not-a-date",
    Text("日期为空，无法判断是否在考核期内", "there is no date, so nobody can say whether it is in the period"),
    hint=Text("请补上，或删去这一行", "fill it in, or delete the row"),
)
DAY_WITH_ZONE = Message(
    "date-zone",
    Text("{value} 带时区，无法判断是当地的哪一天", "{value} has a time zone: nobody knows which day that is locally"),
    hint=Text("请让来源给出当地日期", "have the source give local dates"),
)
DAYS_WRONG_TYPE = Message(
    "wrong-type",
    Text("列的类型是 {type}，应为不带时区的日期或文本", "the column holds {type}, not dates without a zone, or text"),
    hint=Text("请让来源给出当地日期", "have the source give local dates"),
)
OUTSIDE_PERIOD = Message(
    "outside-period",
    Text(
        "来源 {source}：{count} 行的“{column}”不在 {period} 内，未计入（共 {rows} 行）",
        "source {source}: {count} of {rows} rows left out, their {column} is outside {period}",
    ),
    severity="warning",
)

# Employee ids

EMPLOYEES_SUFFIX = Message(
    "employees-suffix",
    Text("工号对照表不能是 {suffix} 文件", "a table of ids cannot be a {suffix} file"),
    hint=Text("可以是 {known}", "it can be {known}"),
)
EMPLOYEES_OTHER_KEY = Message(
    "employees-other-key",
    Text("这个来源按 {by} 对应，没有工号可对照", "this source is joined on {by}: there are no employee ids to look up"),
    hint=Text("去掉 employees", "take `employees` out"),
)
EMPLOYEES_SAME_COLUMN = Message(
    "employees-same-column",
    Text("from 与 to 是同一列", "`from` and `to` are the same column"),
    hint=Text(
        "from 是来源所用编号的列，to 是工号的列",
        "`from` is the column of the source's ids, `to` that of employee ids",
    ),
)
UNKNOWN_IDS = Message(
    "unknown-ids",
    Text(
        "来源 {source} 有 {count} 个编号不在对照表 {file} 中，未计入：{ids}",
        "source {source}: ids that {file} does not have, left out: {count}: {ids}",
    ),
    severity="warning",
)
UNKNOWN_IDS_OF_PEOPLE = Message(
    "unknown-ids",
    Text(
        "名单 {source} 有 {count} 个编号不在对照表 {file} 中：{ids}",
        "{source} gives the people, but ids of it are not in {file}: {count}: {ids}",
    ),
    hint=Text("请补进对照表", "add them to the table"),
)
SAME_STRIPPED = Message(
    "duplicate",
    Text(
        "工号 {value} 重复：这里写作{written}，第 {first} 行写作{other}",
        "employee {value} is there already, in row {first}: {written} here, {other} there",
    ),
    hint=Text(
        "首尾的空格和看不见的字符不算工号的一部分", "spaces and invisible characters around an id are no part of it"
    ),
)
SAME_PERSON = Message(
    "duplicate",
    Text(
        "{written}与第 {first} 行的{other}对应同一工号 {value}",
        "{written} is employee {value}, who is there already in row {first} as {other}",
    ),
    hint=Text(
        "来源须把同一人的数据合为一行；或从对照表中删去其中一个",
        "have the source give one row for both, or take one of them out of the table of ids",
    ),
)

# Whom a source knows

UNKNOWN_PEOPLE = Message(
    "unknown-people",
    Text(
        "来源 {source} 有 {count} 人不在名单 {people} 中，未计入：{employees}",
        "source {source}: {count} not in {people}, left out: {employees}",
    ),
    severity="warning",
)
NO_DATA = Message(
    "people-without-data",
    Text(
        "名单 {people} 中有 {count} 人在来源 {source} 中没有数据：{employees}",
        "source {source}: nothing about {count} of {people}: {employees}",
    ),
    severity="warning",
)
