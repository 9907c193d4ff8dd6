"""What marked copies of workbooks say to people, in Chinese and English."""

from kpicore import Message, Text

SUMMARY = Text("kpicore-错误", "kpicore-errors")
"""The name of the sheet with all problems."""

FOUND = Text(
    "发现 {count} 处问题。逐处改正后保存即可，本表和批注不影响读取。",
    "Problems: {count}. Put each right and save; this sheet and the notes do no harm.",
)
NUMBER = Text("序号", "No.")
WHERE = Text("位置", "Where")
COLUMN = Text("列", "Column")
PROBLEM = Text("问题", "Problem")
ADVICE = Text("办法", "What to do")
WHOLE_FILE = Text("整个文件", "the whole file")
AND_MORE = Text("… 另有 {count} 处", "… and {count} more")

CANNOT_MARK = Message(
    "cannot-mark",
    Text("无法在这个工作簿上标注：{reason}", "the workbook cannot be marked: {reason}"),
    hint=Text("请按上面的位置在原文件中改正", "put the cells named above right in the workbook itself"),
)
TOO_MANY_CELLS = Text("单元格超过 {most} 个", "it has more than {most} cells")
TOO_WIDE = Text("合并、链接或批注的范围过大", "its merged, linked or noted ranges are too wide")
NOT_REWRITTEN = Text("其中有无法原样保存的内容", "it holds what cannot be saved as it is")
