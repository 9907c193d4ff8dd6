"""What is said of the values in the input: of ids, numbers, letters and groups."""

from kpicore.errors import Message, Text

NEAR = Text("{near}", "{near}")

# Ids, and other keys

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
ID_ERROR = Message(
    "error-value",
    Text("工号是公式的错误值 {value}", "the id is a formula's error, {value}"),
    hint=Text("改正公式，或直接填写工号", "put the formula right, or write the id itself"),
)
ID_FORMULA = Message(
    "formula",
    Text("工号是没有计算结果的公式 {value}", "the id is a formula without a result, {value}"),
    hint=Text(
        "在表格软件中打开并保存一次，或直接填写工号", "open and save it in a spreadsheet, or write the id itself"
    ),
)
ID_DATE = Message(
    "date",
    Text("工号 {value} 是日期或时间", "the id {value} is a date or a time"),
    hint=Text(
        "表格软件会把 1-2 这样的内容变成日期；把工号列设为文本后重新填写",
        "spreadsheets make dates of such as 1-2: format the column as text and fill it in again",
    ),
)
ID_TOTALS = Message(
    "totals-row",
    Text("这一行是“{value}”，不是人", "this row is “{value}”, not a person"),
    hint=Text("删去这一行，或让来源读到它之前为止", "delete the row, or have the source stop before it"),
)
ID_FOOTNOTE = Message(
    "footnote",
    Text("“{value}”是说明文字，不是工号", "“{value}” is a note, not an id"),
    hint=Text("删去这一行，或让来源读到它之前为止", "delete the row, or have the source stop before it"),
)
ID_UNSEEN = Message(
    "unseen-character",
    Text("工号 {value} 中间有看不见的字符", "the id {value} has a character in it that cannot be seen"),
    hint=Text("重新输入这个工号", "type the id again"),
)
DUPLICATE = Message(
    "duplicate", Text("{key} {value} 重复，首次出现在第 {first} 行", "{key} {value} is there already, in row {first}")
)

# Texts that decide who is compared with whom

TEXT_ERROR = Message(
    "error-value",
    Text("{value} 是公式的错误值", "{value} is a formula's error"),
    hint=Text("改正公式，或直接填写", "put the formula right, or write the text itself"),
)
TEXT_FORMULA = Message(
    "formula",
    Text("{value} 是没有计算结果的公式", "{value} is a formula without a result"),
    hint=Text("在表格软件中打开并保存一次，或直接填写", "open and save it in a spreadsheet, or write the text itself"),
)

# Numbers

WRONG_TYPE = Message(
    "wrong-type", Text("列的类型是 {type}，应为数字或文本", "the column holds {type}, not numbers or text")
)

UNITS = {
    "score": Text("分数", "score"),
    "count": Text("数量", "count"),
    "seconds": Text("秒", "seconds"),
    "points": Text("分", "points"),
}
NOT_A_NUMBER = Message(
    "not-a-number",
    Text("{value} 不是数字", "{value} is not a number"),
    hint=Text(
        "只写数字，不带单位和文字；没有数据请留空",
        "write the number alone, without its unit; leave the cell empty where there is no figure",
    ),
)
PERCENTAGE = Message(
    "percentage",
    Text(
        "{value} 带百分号，而“{label}”不是比率，单位是{unit}",
        "{value} has a percent sign, but {label} is no ratio: its unit is {unit}",
    ),
    hint=Text("写不带百分号的数", "write the number without the sign"),
)
DATE = Message(
    "date",
    Text("{value} 是日期，应为数字", "{value} is a date, not a number"),
    hint=Text(
        "表格软件会把 3-5、1/2 这样的内容变成日期；把单元格设为常规格式后重新填写数字",
        "spreadsheets make dates of such as 3-5 or 1/2: format the cell as general and write the number again",
    ),
)
TIME = Message(
    "date",
    Text("{value} 是时间，应为数字", "{value} is a time, not a number"),
    hint=Text("时长换算成秒填写，如 0:01:30 写作 90", "write durations in seconds: 0:01:30 is 90"),
)
ERROR_VALUE = Message(
    "error-value",
    Text("{value} 是公式的错误值", "{value} is a formula's error"),
    hint=Text(
        "改正公式，或直接填写数字；没有数据请留空", "put the formula right, or write the number; empty is missing"
    ),
)
FORMULA = Message(
    "formula",
    Text("{value} 是没有计算结果的公式", "{value} is a formula without a result"),
    hint=Text("在表格软件中打开并保存一次，或直接填写数字", "open and save it in a spreadsheet, or write the number"),
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
    hint=Text(
        "比率按 0–1 填写，如 98.5% 写作 0.985，也可带百分号",
        "write ratios from 0 to 1, where 98.5% is 0.985, or with the percent sign",
    ),
)
NOT_WHOLE = Message(
    "not-whole", Text("{value} 不是整数，次数须为整数", "{value} is not a whole number, and events are counted")
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

# Letters and groups

UNKNOWN_LETTER = Message(
    "unknown-letter", Text("等级 {value} 不在评分表中", "the letter {value} is not in the table"), hint=NEAR
)
UNKNOWN_GROUP = Message(
    "unknown-group", Text("“{label}”没有 {value} 这个取值", "{value} is not a value of {label}"), hint=NEAR
)
AMBIGUOUS_GROUP = Message(
    "ambiguous-group",
    Text("“{label}”有几个取值都叫 {value}：{values}", "{value} is the name of several values of {label}: {values}"),
    hint=Text("写其中一个的编号", "write the id of the one that is meant"),
)
EMPTY_REQUIRED = Message(
    "empty-value",
    Text("员工 {employee}：“{label}”为空", "employee {employee}: {label} is empty"),
    hint=Text("须填写", "it has to be filled in"),
)
