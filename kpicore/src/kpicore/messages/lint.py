"""What lint says of a policy: one message per code. `docs/findings.md` has a paragraph on each."""

from kpicore.errors import Message, Text

# Points
POINTS_SUM = Message(
    "points-sum",
    Text(
        "各指标分值合计 {total} 分，满分却是 {full} 分",
        "the indicators' points add up to {total}, full marks are {full}",
    ),
    hint=Text("请核对各项分值或 full", "check the points, or `full`"),
)
SECTION_SUM = Message(
    "section-sum",
    Text(
        "板块写明 {points} 分，其中各指标合计 {total} 分",
        "the section has {points} points, its indicators add up to {total}",
    ),
    hint=Text("请核对板块分值或其中各项分值", "check the section's points and those of its indicators"),
)
EMPTY_SECTION = Message("empty-section", Text("板块中没有指标", "no indicator is in this section"), severity="warning")
UNSAID_POINTS = Message(
    "unsaid-points",
    Text(
        "细则写明的分值合计 {said} 分，满分 {full} 分中有 {rest} 分没有交代：{items}",
        "the policy's stated points add up to {said}; {rest} of {full} are unsaid: {items}",
    ),
    hint=Text("请部门确认这部分分值的归属", "have the department confirm where these belong"),
    severity="warning",
)
LABEL_AND_POINTS = Text("{label} {points} 分", "{label} {points}")
OVER_SAID_POINTS = Message(
    "unsaid-points",
    Text(
        "细则写明的分值合计 {said} 分，超过满分 {full} 分",
        "the policy's stated points add up to {said}, more than {full}",
    ),
    hint=Text("请部门确认哪一项写错", "have the department confirm which of them is wrong"),
    severity="warning",
)
FULL_MARKS_UNREACHABLE = Message(
    "full-marks-unreachable",
    Text(
        "任何人都得不到满分：满分 {points} 分，最高只能得 {highest} 分",
        "nobody can get all {points} points; the most is {highest}",
    ),
    hint=Text("请核对计分标准或分值", "check the rule, or the points"),
)
OVER_FULL_MARKS = Message(
    "over-full-marks",
    Text(
        "得分可能超过满分：满分 {points} 分，最高可得 {highest} 分",
        "the rule can give {highest}, more than the {points} points of full marks",
    ),
    hint=Text("请核对计分标准或分值", "check the rule, or the points"),
)
UNDER_ZERO = Message(
    "under-zero",
    Text("指标可能得负分，最低 {lowest} 分", "the indicator can go down to {lowest}, under 0"),
    hint=Text("扣分请写成调整项，或让最低分为 0", "make it an adjustment, or let it end at 0"),
    severity="warning",
)
DEDUCTION_TOO_LARGE = Message(
    "deduction-too-large",
    Text(
        "一次扣 {amount} 分，超过本项满分 {points} 分",
        "one event takes {amount}, more than the {points} points there are",
    ),
    hint=Text(
        "请核对扣分或分值；若本意是一次扣完，写 {points} 即可",
        "check both; where one event takes everything, write {points}",
    ),
    severity="warning",
)
DEDUCTION_ADDS = Message(
    "deduction-adds",
    Text("一次扣 {amount} 分，等于加分", "one event takes {amount}, which adds points"),
    hint=Text("deduct 中的扣分写正数", "write what `deduct` takes without a sign"),
)
RESULT_NEVER_CHANGES = Message(
    "result-never-changes",
    Text("无论数据如何，得分总是 {value} 分", "the result is always {value}, whatever the metrics are"),
    hint=Text("请核对计分标准", "check the rule"),
    severity="warning",
)
METRIC_WITHOUT_EFFECT = Message(
    "metric-without-effect",
    Text("{metric} 无论多少都不影响得分", "{metric} makes no difference to the points"),
    hint=Text("请核对扣分、权重，或删去这一项", "check its amount or weight, or take it out"),
    severity="warning",
)

# Bands
FULL_OUTSIDE_RANGE = Message(
    "full-outside-range",
    Text(
        "满分处 {value} 超出 {metric} 的取值范围 {range}",
        "full marks stand at {value}, outside the range of {metric}, {range}",
    ),
    hint=Text("比率写 0～1（98% 写 0.98），评分写 0～100", "ratios are written 0–1 (98 % is 0.98), scores 0–100"),
)
ZERO_OUTSIDE_RANGE = Message(
    "zero-outside-range",
    Text(
        "0 分处 {value} 超出 {metric} 的取值范围 {range}，没有人会得 0 分",
        "no points are given at {value}, outside the range of {metric}, {range}: nobody gets 0",
    ),
    hint=Text("比率写 0～1（98% 写 0.98），评分写 0～100", "ratios are written 0–1 (98 % is 0.98), scores 0–100"),
    severity="warning",
)
STATED_GAP = Message(
    "stated-gap",
    Text("细则没有交代 {start}～{end} 之间怎样计分", "the policy does not say how {start} to {end} is scored"),
    hint=Text(
        "现按 {zero} 得 0 分、{full} 得满分、其间按比例计；请部门确认",
        "scored here as a line from {zero} to {full}; have the department confirm it",
    ),
    severity="warning",
)
STATED_OVERLAP = Message(
    "stated-overlap",
    Text("细则对 {start}～{end} 之间有两种说法", "the policy says two things about {start} to {end}"),
    hint=Text(
        "现按 {zero} 得 0 分、{full} 得满分、其间按比例计；请部门确认",
        "scored here as a line from {zero} to {full}; have the department confirm it",
    ),
    severity="warning",
)
STATED_DIFFERS = Message(
    "stated-differs",
    Text("{name} 按 {used} 计算，细则写的是 {stated}", "{name} is calculated with {used}, the policy states {stated}"),
    hint=Text("请核对", "check which is meant"),
    severity="warning",
)
AGAINST_BETTER = Message(
    "against-better",
    Text(
        "{metric} 声明为{direction}越好，这里却是{direction}得分越低",
        "{metric} is declared better {direction}, but loses points here as it gets {direction}",
    ),
    hint=Text("请核对计分标准，或指标数据的 better", "check the rule, or the metric's `better`"),
)
UP_AND_DOWN = Message(
    "up-and-down",
    Text("{metric} 变大时，得分有升有降", "as {metric} grows, the points go up in places and down in others"),
    hint=Text("请核对各档的分数", "check the points of each part"),
    severity="warning",
)
HIGHER = Text("越高", "higher")
LOWER = Text("越低", "lower")
RANGE_BOTH = Text("{low}～{high}", "{low} to {high}")
RANGE_LOW = Text("不小于 {low}", "{low} and up")
RANGE_HIGH = Text("不大于 {high}", "up to {high}")

# Tables of steps
ROW_UNREACHABLE = Message(
    "row-unreachable",
    Text(
        "这一档永远用不到：{edge} 超出 {metric} 的取值范围 {range}",
        "this row is never reached: {edge} is outside the range of {metric}, {range}",
    ),
    hint=Text("请核对这一档的界限", "check the row's edge"),
    severity="warning",
)
ROW_TWICE = Message(
    "row-unreachable",
    Text("这一档永远用不到：{edge} 已有另一档", "this row is never reached: another row begins at {edge} too"),
    hint=Text("请核对这一档的界限", "check the row's edge"),
    severity="warning",
)
ROWS_OUT_OF_ORDER = Message(
    "rows-out-of-order",
    Text("各档没有按顺序写：{edge} 排在 {before} 之后", "the rows are not in order: {edge} stands after {before}"),
    hint=Text(
        "请由高到低（或由低到高）排列，并核对数字",
        "write them from the top down (or from the bottom up), and check the figures",
    ),
    severity="warning",
)
ROWS_GAP = Message(
    "rows-gap",
    Text(
        "{start} 与 {end} 之间没有写明属于哪一档，如 {inside}",
        "no row is said to hold what lies between {start} and {end}, such as {inside}",
    ),
    hint=Text(
        "现计入以 {start} 为止的一档；请改写为 below = {bound}",
        "counted here in the row that ends at {start}; say `below = {bound}`",
    ),
    severity="warning",
)
ROWS_GAP_AT = Message(
    "rows-gap",
    Text("没有写明 {start} 本身属于哪一档", "no row is said to hold {start} itself"),
    hint=Text("现计入 {start} 以下的一档；请改写为 from 或 to", "counted here in the row under it; say `from` or `to`"),
    severity="warning",
)
ROWS_OVERLAP = Message(
    "rows-overlap",
    Text("{where} 同时属于两档", "{where} is in two rows"),
    hint=Text("现按起点较高的一档计；请核对界限", "counted here in the row that begins higher; check the edges"),
    severity="warning",
)
SPAN = Text("{start}～{end}", "{start} to {end}")
NO_ROW_FOR_BEST = Message(
    "no-row-for-best",
    Text("最好的一头没有写：{side}", "nothing is said of the best end: {side}"),
    hint=Text("请补上这一档", "add the row"),
    severity="warning",
)
NO_ROW_FOR_WORST = Message(
    "no-row-for-worst",
    Text("最差的一头没有写：{side}", "nothing is said of the worst end: {side}"),
    hint=Text("请补上这一档，或写明 otherwise", "add the row, or write `otherwise`"),
    severity="warning",
)
BELOW = Text("{edge} 以下现得 {points} 分", "under {edge} the points are {points} for now")
BEYOND = Text("{edge} 以上现得 {points} 分", "above {edge} the points are {points} for now")

# Tables of letters
LETTER_MISSING = Message(
    "letter-missing",
    Text("缺少 {letters}，其他项目都有", "{letters} is missing here, other items have it"),
    hint=Text("评了 {letters} 的人在这一项无法计分", "whoever is rated {letters} cannot be scored on this item"),
    severity="warning",
)
LETTER_OUT_OF_PROPORTION = Message(
    "letter-out-of-proportion",
    Text(
        "{letter} 为 {points} 分；按其他项目的比例（满分的 {share}）应为 {expected} 分",
        "{letter} is {points} points; in the proportion of the other items ({share} of full marks) it would be {expected}",
    ),
    hint=Text("请部门确认是否有意", "have the department confirm that it is meant"),
    severity="warning",
)
LETTERS_NOT_MONOTONE = Message(
    "letters-not-monotone",
    Text(
        "各等级的分数时升时降：{before} 为 {first} 分，{letter} 为 {second} 分",
        "the letters' points go up and down: {before} is {first}, {letter} is {second}",
    ),
    hint=Text("请核对分数和排列顺序", "check the points and the order"),
    severity="warning",
)

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
