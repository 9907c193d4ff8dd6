"""Every sentence this plugin says to a person, in Chinese and English."""

from kpicore import Message, Text

WEAKEST = Text(
    "{metrics} 中最弱的一项（占其满值的比例）× {points} 分",
    "the weakest of {metrics}, as a part of its top, × {points} points",
)

TWO_METRICS = Message("weakest-metrics", Text("metrics 至少要有两项", "metrics needs at least two entries"))
NOT_JSON = Message(
    "not-json",
    Text("不是 JSON 数组：{why}", "this is no JSON array: {why}"),
    hint=Text("每通电话一个对象", "one object per call is expected"),
)
BAD_CALL = Message(
    "bad-call",
    Text("第 {number} 通电话的 {key} 应为{expected}", "{key} of call {number} must be {expected}"),
)
TEXT = Text("文本，不能为空", "a text, not an empty one")
TRUTH = Text(" true 或 false", "true or false")
DAY = Text("日期，如 2026-10-15", "a date such as 2026-10-15")
SECONDS = Text(" 0 至 86400 之间的秒数", "seconds from 0 to 86400")
