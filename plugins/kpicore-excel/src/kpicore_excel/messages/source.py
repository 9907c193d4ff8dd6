"""What reading workbooks says to people, in Chinese and English: what is refused, where it stands, what to do."""

from kpicore import Message, Text

SAVE_AS_XLSX = Text(
    "请用 Excel 或 WPS 打开，另存为「Excel 工作簿 (*.xlsx)」",
    'open it in Excel or WPS and save it as "Excel Workbook (*.xlsx)"',
)
SAVE_ANEW = Text(
    "请用 Excel 或 WPS 打开，核对后重新另存为 .xlsx；打不开就请对方重新发送",
    "open it in Excel or WPS, look it over and save it anew as .xlsx; if it does not open, ask for the file again",
)

# Files that are no .xlsx
EMPTY_FILE = Message("excel-format", Text("文件是空的", "the file is empty"), hint=SAVE_ANEW)
OLD_EXCEL = Message(
    "excel-format",
    Text("这是旧版 Excel 97–2003 工作簿（.xls）", "this is a workbook of Excel 97–2003 (.xls)"),
    hint=SAVE_AS_XLSX,
)
BINARY_EXCEL = Message(
    "excel-format", Text("这是二进制工作簿（.xlsb）", "this is a binary workbook (.xlsb)"), hint=SAVE_AS_XLSX
)
OPEN_DOCUMENT = Message(
    "excel-format",
    Text("这是 OpenDocument 表格（.ods）", "this is an OpenDocument spreadsheet (.ods)"),
    hint=SAVE_AS_XLSX,
)
WEB_PAGE = Message(
    "excel-format",
    Text("这是网页或 XML，只是用了 Excel 的扩展名", "this is a web page or XML, only named like a workbook"),
    hint=SAVE_AS_XLSX,
)
NOT_EXCEL = Message("excel-format", Text("这不是 Excel 工作簿", "this is no Excel workbook"), hint=SAVE_AS_XLSX)
NO_WORKBOOK = Message(
    "excel-format", Text("压缩包里没有 Excel 工作簿", "the archive holds no Excel workbook"), hint=SAVE_AS_XLSX
)
ENCRYPTED = Message(
    "excel-encrypted",
    Text("工作簿设有打开密码", "the workbook is protected by a password"),
    hint=Text("在 Excel 中取消密码后重新保存", "take the password off in Excel and save it again"),
)

# Files that nobody's spreadsheet program wrote
DAMAGED = Message("excel-damaged", Text("工作簿已损坏：{what}", "the workbook is damaged: {what}"), hint=SAVE_ANEW)
TRUNCATED = Text("文件不完整", "it is not whole")
PREFIXED = Text("第一部分之前还有别的内容", "something stands before its first part")
NOT_WHOLE = Text("{part} 解压后与记录不符", "{part} does not unpack to what was packed")
NO_PART = Text("缺少 {part}", "{part} is missing")
PACKING = Text("{part} 的压缩方式 Excel 不会用", "{part} is packed in a way that Excel does not use")
NO_XML = Text("{part} 不是完整的 UTF-8 XML", "{part} is no whole XML in UTF-8")
NO_SHEET = Text("{part} 不是工作表", "{part} is no worksheet")
SHEETS = Text("{part} 的工作表清单有误", "the list of sheets in {part} is wrong")
RELATIONS = Text("{part} 的编号重复", "{part} uses an id twice")
LONG_TEXT = Text("{part} 的文本超过单元格上限", "{part}: a text is longer than a cell can hold")
ROW_ORDER = Text(
    "{part} 的行号有误：第 {before} 行之后是「{found}」", "{part}: row {before} is followed by the row {found!r}"
)
CELL_ORDER = Text("{part}：单元格编号「{found}」不在该在的位置", "{part}: the cell {found!r} is out of place")
BAD_CELL = Text("{part}：单元格的内容与其类型不符", "{part}: the cell's content does not fit its type")
BAD_RANGE = Text("{part}：合并区域「{found}」有误", "{part}: there is no range {found!r} to merge")

# Files that would harm who opens them
UNSAFE = Message(
    "excel-unsafe",
    Text("拒绝读取：{what}。正常的工作簿不会这样", "not read: {what}. No honest workbook is built so"),
    hint=Text("请向来源方核实，并请其重新导出", "ask where it comes from, and have it exported anew"),
)
PART_TWICE = Text("{part} 出现两次", "{part} is there twice")
OVERLAP = Text("{part} 与另一部分重叠", "{part} lies within another part")
BOMB = Text("{part} 解压后大得离谱（压缩炸弹）", "{part} unpacks to far more than it is (a zip bomb)")
DOCTYPE = Text("{part} 含有文档类型或实体声明", "{part} declares a document type or entities")
TOKEN = Text("{part} 含有超长的标记", "{part} has a tag of a length beyond all measure")
NAMES = Text("{part} 用了成千上万种标记", "{part} has tags of thousands of names")
TOO_DEEP = Text("{part} 嵌套过深", "{part} is nested too deeply")

# Files that hold more than is read
TOO_LARGE = Message(
    "excel-too-large",
    Text("工作簿太大：{what}超过 {most}", "the workbook is too large: over {most} {what}"),
    hint=Text("把需要的数据复制到新的工作簿", "copy what is needed to a new workbook"),
)
PARTS = Text("组成部分", "parts")
MEGABYTES = Text("解压后的 MB 数", "megabytes when unpacked")
TAGS = Text("XML 标记", "XML tags")
CELLS = Text("有内容的单元格", "cells with content")
RANGES = Text("合并区域", "merged ranges")
FORMATS = Text("单元格格式", "cell formats")
TEXTS = Text("不同的文本", "different texts")
CHARACTERS = Text("字符", "characters")
SPREAD_OUT = Message(
    "excel-too-large",
    Text("单元格过于分散，彼此相隔太远", "the cells lie too far apart"),
    hint=Text(
        "删除远处多余的单元格（Ctrl+End 可找到）", "delete what stands far away from the table (Ctrl+End finds it)"
    ),
)

# Which sheet
NO_SUCH_SHEET = Message(
    "excel-sheet", Text("没有工作表「{sheet}」", "there is no sheet {sheet}"), hint=Text("{near}", "{near}")
)
WHICH_SHEET = Message(
    "excel-sheet",
    Text("有多个工作表，不知道读哪一个：{sheets}", "it has several sheets, and which to read is not said: {sheets}"),
    hint=Text(
        '在来源中写明 sheet = "{first}"，或隐藏其他工作表',
        'say in the source sheet = "{first}", or hide the other sheets',
    ),
)
NO_SHEETS = Message("excel-sheet", Text("没有可见的工作表", "it has no sheet that can be seen"))

# Our own forms
FORM_DAMAGED = Message(
    "excel-form",
    Text(
        "隐藏工作表 kpicore 已被改动，无法识别这张表格", "the hidden sheet kpicore was changed: the form cannot be read"
    ),
    hint=Text("重新生成表格，把内容复制过去", "make the form anew and copy its content over"),
)
FORM_NEWER = Message(
    "excel-form",
    Text("表格由更新版本的 kpicore 生成（格式 {format}）", "the form was made by a later kpicore (format {format})"),
    hint=Text("升级 kpicore-excel", "update kpicore-excel"),
)
FORM_RENAMED = Message(
    "excel-form",
    Text("表格的工作表「{sheet}」不见了", "the form's sheet {sheet} is not there any more"),
    hint=Text("把它改回原来的名称，或重新生成表格", "give it its name back, or make the form anew"),
)
FORM_MOVED = Message(
    "excel-form",
    Text(
        "这里原是「{was}」，现在是「{found}」：表格的列被改动过",
        "this was {was} and is {found} now: columns were changed",
    ),
    hint=Text(
        "恢复原来的列，或重新生成表格再把内容复制过去",
        "put the columns back, or make the form anew and copy its content over",
    ),
)
NOTHING = Text("空的", "empty")
FORM_HEADER = Message(
    "excel-form",
    Text(
        "这张表格的表头在第 {row} 行，来源却写着 header = {header}",
        "its headings stand in row {row}, the source says header = {header}",
    ),
    hint=Text("去掉 header", "leave out header"),
)

# Headings
HEADER_OPTION = Message(
    "excel-option", Text("header 是表头所在的行号，从 1 数起", "header is the row of the headings, counted from 1")
)
STOP_OPTION = Message("excel-option", Text("stop 不能为空", "stop is a text, not an empty one"))
SHEET_EMPTY = Message("excel-empty", Text("工作表是空的", "the sheet is empty"))
HEADER_EMPTY = Message(
    "excel-heading",
    Text("第 {row} 行是空的，没有表头", "row {row} is empty: there are no headings"),
    hint=Text("第一个有内容的是第 {first} 行", "the first row with something in it is {first}"),
)
TITLE = Message(
    "excel-heading",
    Text("第 {row} 行像是标题，表头应是第 {meant} 行", "row {row} looks like a title, row {meant} like the headings"),
    hint=Text(
        "在来源中写明表头所在的行，如 header = {meant}；或删除表头以上的行",
        "say in the source which row they stand in, such as header = {meant}, or delete the rows above them",
    ),
)
HEADING_EMPTY = Message(
    "excel-heading",
    Text(
        "{column} 列有内容，第 {row} 行却没有表头", "column {column} holds something, but has no heading in row {row}"
    ),
    hint=Text("补上表头，或删除该列", "name it, or delete the column"),
)
HEADING_SHARED = Message(
    "excel-heading",
    Text(
        "{column} 列有内容，表头却与别的列合并（{range}）",
        "column {column} holds something, but shares its heading ({range})",
    ),
    hint=Text("取消合并，每列写一个表头", "unmerge it and give every column its own"),
)
HEADING_TWICE = Message(
    "excel-heading",
    Text("表头「{heading}」重复，位于 {columns} 列", "the heading {heading} stands over columns {columns}"),
    hint=Text("改名，或删除多余的列", "rename one, or delete it"),
)
HEADING_RESERVED = Message(
    "excel-heading",
    Text("表头不能用「{heading}」，这是系统保留的名称", "the heading {heading} is reserved"),
    hint=Text("改用别的名称", "choose another name"),
)

# Rows
HIDDEN_ROWS = Message(
    "excel-hidden",
    Text("有隐藏或被筛选掉的行（共 {count} 行）：{rows}", "rows are hidden or filtered out ({count}): {rows}"),
    hint=Text(
        '取消隐藏和筛选；或在来源中写明 hidden_rows = "read"（照常读取）或 "skip"（跳过）',
        'show them; or say hidden_rows = "read" (they count) or "skip" (they do not) in the source',
    ),
)
NO_PERSON = Message(
    "excel-totals",
    Text("第 {row} 行像是合计或表尾说明，不是人员", "row {row} looks like totals or a footnote, not like a person"),
    hint=Text(
        '在来源中写明表格到哪一行为止，如 stop = "{stop}"；或删除该行',
        'say where the table ends, such as stop = "{stop}", or delete the row',
    ),
)
MERGED = Message(
    "excel-merged",
    Text("人员数据中有合并单元格（共 {count} 处）：{ranges}", "cells of people's rows are merged ({count}): {ranges}"),
    hint=Text(
        '取消合并并逐格填写；若合并的值适用于其中每一格，在来源中写明 merged_cells = "fill"',
        'unmerge them and fill in every cell; or say merged_cells = "fill" where the value counts for each',
    ),
)
MERGED_HEADING = Message(
    "excel-merged",
    Text("合并区域 {range} 把表头和人员数据连在一起", "the merged range {range} joins headings with people's rows"),
    hint=Text(
        "若表头到第 {row} 行为止，写明 header = {row}；否则取消合并",
        "say header = {row} if the headings reach down to there, or unmerge it",
    ),
)
MERGED_TWICE = Message(
    "excel-damaged",
    Text("合并区域 {range} 与另一个重叠", "the merged range {range} overlaps another one"),
    hint=SAVE_ANEW,
)
