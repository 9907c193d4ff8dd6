"""What lint says of rules: their points, bands and tables. `docs/findings.md` has a paragraph on each code."""

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
