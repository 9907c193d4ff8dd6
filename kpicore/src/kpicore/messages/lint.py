"""What lint says of grades, references, examples, versions and pipelines. `docs/findings.md` explains each code."""

from kpicore.errors import Message, Text

# Grades
QUOTA_SUM = Message(
    "quota-sum",
    Text("各等级比例合计 {total}，应为 100%", "the shares of the grades add up to {total}, not to 100 %"),
    hint=Text("请核对各等级比例", "check the shares"),
)
QUOTA_UNFILLED = Message(
    "quota-unfilled",
    Text("{people} 人中没有人能得到 {letters}", "with {people} people nobody can be graded {letters}"),
    hint=Text(
        "{letter} 的比例 {share} 在 {people} 人中不到一个名额；请部门确认小班组怎样评等",
        "{share} of {people} is no whole place for {letter}; have the department say how small groups are graded",
    ),
    severity="warning",
)
CUTOFFS_OUT_OF_ORDER = Message(
    "cutoffs-out-of-order",
    Text(
        "等级没有由高到低排列：{letter}（{edge}）排在 {before}（{above}）之后",
        "the grades do not stand from the best down: {letter} ({edge}) after {before} ({above})",
    ),
    hint=Text("最好的等级写在最前，分数线依次降低", "write the best grade first, each cut-off below the one before"),
)
GRADE_UNREACHABLE = Message(
    "grade-unreachable",
    Text("没有人能得到 {letter}：{reason}", "nobody can be graded {letter}: {reason}"),
    hint=Text("请核对分数线或比例", "check the cut-offs or the shares"),
    severity="warning",
)
SAME_EDGE = Text("分数线与 {other} 相同", "its cut-off is that of {other}")
ABOVE_MOST = Text("总分最高只有 {most}", "no total is above {most}")
ALWAYS_BETTER = Text("{other} 的分数线人人都能达到", "everybody reaches the cut-off of {other}")
NO_SHARE = Text("比例为 0", "its share is 0")
NO_LOWEST_GRADE = Message(
    "no-lowest-grade",
    Text("总分低于 {edge} 的人没有等级", "totals under {edge} get no grade"),
    hint=Text('给最低等级写 "otherwise"', 'write "otherwise" for the lowest grade'),
)
CUTOFFS_GAP = Message(
    "cutoffs-gap",
    Text(
        "细则写的 {low}（{letter}）与 {high}（{other}）之间没有等级，如总分 {inside}",
        "the policy grades {low} ({letter}) and {high} ({other}) but nothing between, such as {inside}",
    ),
    hint=Text("现评为 {now}；请部门确认", "graded {now} here; have the department confirm it"),
    severity="warning",
)
CUTOFFS_OVERLAP = Message(
    "cutoffs-overlap",
    Text("细则写的 {letter} 与 {other} 都包括 {where}", "the policy's {letter} and {other} both hold {where}"),
    hint=Text("现评为 {now}；请部门确认", "graded {now} here; have the department confirm it"),
    severity="warning",
)
NO_GRADE_FOR_BEST = Message(
    "no-row-for-best",
    Text(
        "最好的一头没有写：细则的 {letter} 到 {edge} 为止，满分却是 {full}",
        "nothing is said of the best end: the policy's {letter} ends at {edge}, full marks are {full}",
    ),
    hint=Text("请部门确认", "have the department confirm it"),
    severity="warning",
)
NO_GRADE_FOR_WORST = Message(
    "no-row-for-worst",
    Text(
        "最差的一头没有写：细则没有给 {edge} 以下的等级",
        "nothing is said of the worst end: the policy has no grade under {edge}",
    ),
    hint=Text("请部门确认", "have the department confirm it"),
    severity="warning",
)

# What figures rest on
METRIC_UNUSED = Message(
    "metric-unused",
    Text("没有任何指标或调整项用到它", "no indicator or adjustment uses it"),
    hint=Text("请删去，或补上用到它的指标", "take it out, or add what uses it"),
    severity="warning",
)
METRIC_UNIT = Message(
    "metric-unit",
    Text("{metric} 的单位是 {unit}，{kind} 要的是{needed}", "{metric} has the unit {unit}, {kind} takes {needed}"),
    hint=Text("请核对指标数据的 unit，或换一种计分办法", "check the metric's `unit`, or take another rule"),
    severity="warning",
)
EVENTS = Text("次数（count）", "events (count)")
SIGNED_POINTS = Text("分数（points）", "points")
DEFAULT_OUTSIDE_RANGE = Message(
    "default-outside-range",
    Text("默认值 {value} 超出取值范围 {range}", "the default {value} is outside the range, {range}"),
    hint=Text("请核对默认值", "check the default"),
)
DEFAULT_NOT_WHOLE = Message(
    "default-outside-range",
    Text("默认值 {value} 不是整数，数据却要求整数", "the default {value} is not whole, though the metric is"),
    hint=Text("请核对默认值", "check the default"),
)
DEFAULT_NO_LETTER = Message(
    "default-outside-range",
    Text("默认值 {value} 不是 {item} 的等级", "the default {value} is no letter of {item}"),
    hint=Text("该项的等级：{letters}", "its letters: {letters}"),
)
NO_NOTE = Message(
    "no-note",
    Text(
        "状态为 {status}，却没有写明缘由（note 须有中文和英文）",
        "the status is {status}, but no note says why (in Chinese and English)",
    ),
    hint=Text("写明哪些数字由谁暂定、细则怎么说", "say which figure it is about and what the policy says"),
    severity="warning",
)
STATED_BUT_ASSUMED = Message(
    "stated-but-assumed",
    Text("列出了暂定的数字，状态却是 stated", "figures are listed as assumed, but the status is `stated`"),
    hint=Text(
        "状态改为 assumed 或 disputed，或清空 assumed", "make the status `assumed` or `disputed`, or empty the list"
    ),
    severity="warning",
)

# Worked examples
NO_EXAMPLE = Message(
    "no-example",
    Text("没有算例", "no example works this out"),
    hint=Text("请手算一例，写进 [[examples]]", "work one out by hand and put it into [[examples]]"),
    severity="warning",
)
EDGE_WITHOUT_EXAMPLE = Message(
    "edge-without-example",
    Text("分界处没有算例：{given}", "no example stands on the edge {given}"),
    hint=Text("请在 [[examples]] 中补一例", "add one to [[examples]]"),
    severity="warning",
)
TIMES_THE_MEAN = Text("{metric} = 均值 × {times}", "{metric} = mean × {times}")

# Versions
VALIDITY_OVERLAP = Message(
    "validity-overlap",
    Text("与版本 {other}（{dates}）的有效期重叠", "the validity overlaps that of version {other} ({dates})"),
    hint=Text(
        "给较早的版本写明 until；重叠期内用起始较晚的版本",
        "give the older one an `until`; where both hold, the one that begins later is used",
    ),
    severity="warning",
)
VALIDITY_HOLE = Message(
    "validity-hole",
    Text(
        "与版本 {other}（{dates}）之间，{start} 至 {end} 没有版本适用",
        "between this and version {other} ({dates}) no version holds from {start} to {end}",
    ),
    hint=Text("这段时间的考核无法计分；请核对 valid", "periods in that time cannot be scored; check `valid`"),
    severity="warning",
)

# Pipelines
SOURCE_UNUSED = Message(
    "source-unused",
    Text("没有阶段用到这个数据来源", "no stage uses this source"),
    hint=Text("请写进某个阶段的 from，或删去", "name it in a stage's `from`, or take it out"),
    severity="warning",
)
METRIC_NOT_GIVEN = Message(
    "metric-not-given",
    Text(
        "方案 {scheme} 需要 {column}（{label}），这些来源都没有",
        "scheme {scheme} needs {column} ({label}), and none of these sources gives it",
    ),
    hint=Text(
        "{near}；列名不同的，在来源的 columns 中对应",
        "{near}; where it is called something else, say so in the source's `columns`",
    ),
)
SOURCE_UNKNOWN_COLUMN = Message(
    "source-unknown-column",
    Text("来源 {source} 没有列 {column}", "source {source} has no column {column}"),
    hint=Text("{near}", "{near}"),
)
UNITS_UNIT = Message(
    "units-unit",
    Text(
        "方案 {scheme} 的 {metric} 单位是 {unit}，不能由 {given} 换算",
        "{metric} of scheme {scheme} has the unit {unit}, to which {given} cannot be converted",
    ),
    hint=Text(
        "percent、per-mille 换算成 ratio；时间单位换算成 seconds",
        "percent and per-mille become a ratio, units of time become seconds",
    ),
)
WHERE_UNKNOWN_COLUMN = Message(
    "where-unknown-column",
    Text("名单来源 {source} 没有列 {column}", "source {source}, which gives the people, has no column {column}"),
    hint=Text("{near}", "{near}"),
)
SHARE_UNIT = Message(
    "share-unit",
    Text(
        "占比是 0～1 的比率，方案 {scheme} 的 {metric} 单位却是 {unit}",
        "a share is a ratio of 0–1, but {metric} of scheme {scheme} has the unit {unit}",
    ),
    hint=Text("请把方案中 {metric} 的 unit 写成 ratio", "make the unit of {metric} `ratio`"),
)
SHARE_UNKNOWN_GRADE = Message(
    "share-unknown-grade",
    Text("阶段 {stage} 的等级中没有 {letter}", "stage {stage} has no grade {letter}"),
    hint=Text("{near}", "{near}"),
)
