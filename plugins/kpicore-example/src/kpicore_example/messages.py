"""Every sentence this plugin says to a person, in Chinese and English."""

from kpicore import Message, Text

WEAKEST = Text("按最弱的一项计：{metrics}，× {points} 分", "the weakest of {metrics} counts, × {points} points")

TWO_METRICS = Message("weakest-metrics", Text("metrics 至少要有两项", "metrics needs at least two entries"))
NOT_JSON = Message(
    "not-json",
    Text("不是 JSON 数组：{why}", "this is no JSON array: {why}"),
    hint=Text("每个元素是一通电话", "one object per call is expected"),
)
BAD_EVENT = Message(
    "bad-event",
    Text("第 {number} 通电话的 {key} 应为{expected}", "{key} of call {number} must be {expected}"),
)
TEXT = Text("文本", "a text")
TRUTH = Text("true 或 false", "true or false")
DAY = Text("日期，如 2026-10-15", "a date such as 2026-10-15")
SECONDS = Text("不小于 0 的秒数", "seconds, 0 or more")
