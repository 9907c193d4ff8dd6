"""What the CSV source and exporter say: what is wrong with a file, and the headings of the columns every result has."""

from kpicore import Message, Text

SAVE_AS_UTF8 = Text(
    "请在 Excel 中另存为「CSV UTF-8（逗号分隔）」",
    'in Excel, save it as "CSV UTF-8 (comma delimited)"',
)

DELIMITER = Message(
    "csv-delimiter",
    Text(
        "delimiter 须是一个字符，且不能是引号、空格或换行",
        "delimiter is one character, not a quote, space or line break",
    ),
)
ENCODING_UNKNOWN = Message(
    "csv-encoding",
    Text("无法判断编码：既不是 UTF-8，也不是 GB18030", "the encoding cannot be told: neither UTF-8 nor GB18030"),
    hint=SAVE_AS_UTF8,
)
ENCODING_BROKEN = Message(
    "csv-encoding",
    Text("文件标明是 UTF-8，但这一行不是有效的 UTF-8", "the file is marked as UTF-8, but this line is not valid UTF-8"),
    hint=SAVE_AS_UTF8,
)
UTF16 = Message("csv-encoding", Text("文件是 {encoding} 编码", "the file is {encoding}"), hint=SAVE_AS_UTF8)
NOT_TEXT = Message(
    "csv-not-text",
    Text("不是文本文件", "this is no text file"),
    hint=Text(
        "若是 Excel 工作簿，请另存为「CSV UTF-8（逗号分隔）」",
        'if it is an Excel workbook, save it as "CSV UTF-8 (comma delimited)"',
    ),
)
EMPTY = Message(
    "csv-empty",
    Text("文件是空的", "the file is empty"),
    hint=Text("第一行须是表头", "the first line holds the headings"),
)
HEADING_EMPTY = Message(
    "csv-heading",
    Text("第 {position} 列没有表头", "column {position} has no heading"),
    hint=Text("补上表头，或删除该列", "name it, or delete the column"),
)
HEADING_TWICE = Message(
    "csv-heading",
    Text("表头「{heading}」重复，位于第 {positions} 列", "the heading {heading} stands over columns {positions}"),
    hint=Text("改名，或删除多余的列", "rename one, or delete it"),
)
HEADING_RESERVED = Message(
    "csv-heading",
    Text("表头不能用「{heading}」，这是系统保留的名称", "the heading {heading} is reserved"),
    hint=Text("改用别的名称", "choose another name"),
)
RAGGED = Message(
    "csv-ragged",
    Text("这一行有 {found} 列，表头有 {expected} 列", "columns here: {found}, headings: {expected}"),
    hint=Text(
        "检查是否漏了或多了分隔符「{delimiter}」；内容含分隔符时须加双引号",
        "look for a missing or surplus {delimiter}; text that contains one needs double quotes",
    ),
)
QUOTES = Message(
    "csv-quotes",
    Text("从这一行起双引号不配对", "the double quotes that begin here do not match"),
    hint=Text(
        "内容里的双引号要写成两个；含双引号、分隔符或换行的内容，前后要加双引号",
        "double a quote inside a text, and put quotes around a text with quotes, delimiters or line breaks",
    ),
)

HEADINGS = {
    "employee": Text("工号", "Employee"),
    "name": Text("姓名", "Name"),
    "team": Text("班组", "Team"),
    "base_total": Text("基础分", "Base score"),
    "total": Text("总分", "Total"),
    "rank": Text("名次", "Rank"),
    "grade": Text("等级", "Grade"),
    "outcome": Text("建议", "Recommendation"),
}
