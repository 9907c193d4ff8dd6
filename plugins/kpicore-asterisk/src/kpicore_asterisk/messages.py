"""Every sentence this plugin says to a person, in Chinese and English."""

from kpicore import Message, Text

# Options

PATH_OR_OF = Message(
    "queue-log-input",
    Text("path 与 of 须写一个，且只能写一个", "give either `path` or `of`"),
    hint=Text(
        "path 是日志文件；of 是读出数据库表 queue_log 的来源",
        "`path` for files, `of` for a source that reads the table queue_log",
    ),
)
NO_QUEUES = Message(
    "queue-log-queues",
    Text("queues 是空的", "`queues` is empty"),
    hint=Text("不写则计入全部队列", "leave it out to count all of them"),
)
NOT_NEGATIVE = Message("queue-log-seconds", Text("秒数不能小于 0", "seconds are not negative"))

# Damaged input

NOT_A_LINE = Message(
    "queue-log-line",
    Text("这一行不完整：应有 时间|通话|队列|坐席|事件", "not a whole line: time|call|queue|agent|event is expected"),
    hint=Text("文件可能已损坏，或不是 queue_log", "the file may be damaged, or no queue log"),
)
NOT_A_TIME = Message(
    "queue-log-line",
    Text("时间 {value} 不是 1970 年以来的秒数", "the time {value} is no number of seconds since 1970"),
    hint=Text("文件可能已损坏，或不是 queue_log", "the file may be damaged, or no queue log"),
)
NOT_A_MOMENT = Message(
    "queue-log-row",
    Text("时间 {value} 无法识别", "the time {value} is not understood"),
    hint=Text(
        "应为 1970 年以来的秒数，或 2026-10-05 08:30:00 这样的当地时间",
        "seconds since 1970 are expected, or local times such as 2026-10-05 08:30:00",
    ),
)
NOT_SECONDS = Message(
    "queue-log-line",
    Text("事件 {event} 缺少{what}，或不是数字：{value}", "{event} lacks {what}, or it is no number: {value}"),
    hint=Text("文件可能已损坏", "the file may be damaged"),
)
WAIT = Text("等待秒数", "the seconds waited")
TALK = Text("通话秒数", "the seconds talked")
RING = Text("振铃毫秒数", "the milliseconds rung")
RING_SECONDS = Text("振铃秒数", "the seconds rung")
LOGGED_IN = Text("签入秒数", "the seconds logged in")
NOT_UTF8 = Message(
    "queue-log-encoding",
    Text("这一行不是 UTF-8", "this line is not UTF-8"),
    hint=Text("文件可能已损坏", "the file may be damaged"),
)
TOO_LONG = Message(
    "queue-log-line",
    Text("这一行超过 {most} 字节", "this line is longer than {most} bytes"),
    hint=Text("文件可能已损坏，或不是 queue_log", "the file may be damaged, or no queue log"),
)
AND_MORE = Message(
    "queue-log-line",
    Text("损坏的行太多，从这里起不再列出", "too many damaged lines: what follows is not listed"),
)
ARCHIVE = Message("queue-log-archive", Text("压缩文件已损坏：{why}", "the compressed file is damaged: {why}"))
OVERLAP = Message(
    "queue-log-overlap",
    Text(
        "与 {other} 的时间重叠，通话会重复计算", "this file and {other} are of the same time: calls would count twice"
    ),
    hint=Text(
        "path 是否同时包含了同一日志的副本（如 .1 与 .1.gz）？",
        "does `path` take a copy of the same log as well, such as .1 and .1.gz?",
    ),
)
NO_LINES = Message("queue-log-empty", Text("日志中没有任何记录", "the log has no lines"))
MISSING_COLUMN = Message(
    "missing-column",
    Text("来源 {source} 缺少列 {column}", "source {source} lacks the column {column}"),
    hint=Text(
        "需要 time、callid、queue、employee、event 和 data1 至 data5；列名不同时用 columns 对应，坐席对应 employee",
        "time, callid, queue, employee, event and data1 to data5 are needed; `columns` renames, the agent is `employee`",
    ),
)

# What is told

UNFINISHED = Message(
    "queue-log-unfinished",
    Text("最后一行没有写完，未计入", "the last line is not finished and was left out"),
    severity="warning",
)
STARTS_LATE = Message(
    "queue-log-span",
    Text(
        "日志从 {first} 才开始，{period} 在这之前的部分没有数据",
        "the log begins on {first} only: there is nothing of {period} before that day",
    ),
    hint=Text("path 是否漏了更早的文件？", "does `path` leave out an earlier file?"),
    severity="warning",
)
ENDS_EARLY = Message(
    "queue-log-span",
    Text(
        "日志到 {last} 为止，{period} 在这之后的部分没有数据",
        "the log ends on {last}: there is nothing of {period} after that day",
    ),
    hint=Text("path 是否漏了更晚的文件？", "does `path` leave out a later file?"),
    severity="warning",
)
QUEUE_UNSEEN = Message(
    "queue-log-queue",
    Text("日志中没有队列 {queue}", "no line of the log is of the queue {queue}"),
    hint=Text("{near}", "{near}"),
    severity="warning",
)
STILL_LOGGED_IN = Message(
    "queue-log-login",
    Text(
        "{count} 个坐席在日志结束时仍未签出，签入时长算到那时（或考核期末）：{agents}",
        "still logged in when the log ends, and counted until then (or the period's end): {count}: {agents}",
    ),
    severity="warning",
)
UNPAIRED = Message(
    "queue-log-unpaired",
    Text(
        "{count} 通电话有结束而没有接通的记录，未计入",
        "calls that end in the log but were never answered in it, left out: {count}",
    ),
    severity="warning",
)
UNENDED = Message(
    "queue-log-unended",
    Text(
        "{count} 通电话没有结束的记录，计入接通数，不计通话时长和转接率",
        "calls without an end in the log, which count as answered, but not in talk time and transfers: {count}",
    ),
    severity="warning",
)
