"""What the built-in calculators, grade mappers and sources say: their phrases, and what is wrong with their options."""

from kpicore.errors import Message, Text

LINEAR = Text(
    "{metric}：{zero} 得 0 分，{full} 得满分 {points} 分，其间按比例",
    "{metric}: nothing at {zero}, all {points} points at {full}, in proportion between",
)
CURVE = Text("{metric}：{knots}，其间按比例", "{metric}: {knots}, in proportion between")
KNOT = Text("{x} 得满分的 {share}", "{share} of the points at {x}")
OVER = Text(" ÷ {full}", " ÷ {full}")
OVER_ONE = Text("", "")
PROPORTIONAL = Text("{metric}{over} × {points} 分", "{metric}{over} × {points} points")
CAPPED = Text("{metric}{over} × {points} 分，最高 {points} 分", "{metric}{over} × {points} points, at most {points}")
RATIO = Text("{metric}与{mean}之比", "{metric} against {mean}")
RELATIVE = Text(
    "{ratio}：{zero} 得 0 分，{full} 得满分 {points} 分，其间按比例",
    "{ratio}: nothing at {zero} of it, all {points} points at {full}, in proportion between",
)
DEDUCT = Text("满分 {points} 分，扣减{each}，扣完为止", "{points} points, {each}, but not under 0")
DEDUCT_EACH = Text("{metric} × {amount} 分", "less {metric} × {amount}")
PER_EVENT = Text("{metric} × {amount} 分", "{metric} × {amount} points")
MEAN = Text("{metrics}的平均值{gaps}{over} × {points} 分", "(mean of {metrics}{gaps}){over} × {points} points")
WEIGHTED = Text(
    "{metrics}的加权平均值{gaps}{over} × {points} 分",
    "(weighted mean of {metrics}{gaps}){over} × {points} points",
)
GAPS_LEFT_OUT = Text("（缺项不计）", ", leaving out what is missing")
GAPS_REWEIGHED = Text("（缺项不计，权重按其余各项折算）", ", leaving out what is missing and weighing the rest anew")
MEAN_PART = Text("{metric}", "{metric}")
WEIGHTED_PART = Text("{metric}（权重 {weight}）", "{metric} (weight {weight})")
ENTERED = Text("按登记的分数：{metric}", "as entered: {metric}")
ENTERED_WITHIN = Text("按登记的分数，限 0 至 {points} 分：{metric}", "as entered, from 0 to {points}: {metric}")
PERIODS_MEAN = Text("{mean}（{counted}）", "{mean} ({counted})")
QUOTA = Text("按{place}定级：{shares}", "{place}: {shares}")
QUOTA_SHARE = Text("{letter} 占 {share}", "{letter} {share}")

LINEAR_BAND_OR_POINTS = Message(
    "linear-band",
    Text("须写 zero 和 full，或只写 points", "give zero and full, or points alone"),
)
TWO_KNOTS = Message(
    "linear-points",
    Text("points 至少要有两个点，横坐标各不相同", "points needs at least two knots, each at another place"),
)
EMPTY_BAND = Message("empty-band", Text("zero 与 full 不得相同", "zero and full must not be the same"))
FULL_POSITIVE = Message("full-positive", Text("full 须大于 0", "full must be more than 0"))
EMPTY_TABLE = Message("empty-table", Text("至少要有一项", "at least one entry is needed"))
ROW_EDGE = Message(
    "row-edge",
    Text("每一行须写 from 或 above 之一", "each row needs either from or above"),
)
ROW_END = Message("row-edge", Text("to 与 below 只能写一个", "a row ends either `to` or `below`"))
METRICS_OR_WEIGHTS = Message(
    "metrics-or-weights", Text("须写 metrics 或 weights 之一", "give either metrics or weights")
)
WEIGHTS_SUM = Message(
    "weights-sum", Text("权重之和须大于 0，各项不得为负", "weights must not be negative and add up to more than 0")
)
DIFFERENT_TOPS = Message(
    "different-tops",
    Text("求平均的各项数据满分不同：{tops}", "the metrics of a mean end at different values: {tops}"),
    hint=Text("改用同一单位的数据", "use metrics of one unit"),
)
ONLY_ADJUSTMENT = Message(
    "only-adjustment",
    Text("per-event 只能用于调整项", "per-event scores adjustments only"),
    hint=Text("指标扣分请用 deduct", "use deduct for an indicator"),
)
NOT_A_LETTER = Message("not-a-letter", Text("{metric} 不是等级类数据", "metric {metric} is not a rating"))
TEXT_NOT_NUMBER = Message(
    "rating-not-number", Text("{metric} 是等级，不能当数字计算", "metric {metric} is a rating, not a number")
)
SHARES_NEGATIVE = Message("negative-share", Text("比例不得为负", "a share must not be negative"))
STATED_LETTER = Message(
    "unknown-grade", Text("没有等级 {letter}", "there is no grade {letter}"), hint=Text("{near}", "{near}")
)
ONE_OTHERWISE = Message("otherwise", Text("otherwise 只能用于一个等级", 'only one grade can be "otherwise"'))

NO_AGGREGATES = Message(
    "stage-nothing", Text("须写 means、shares、sums 或 counts", "give means, shares, sums or counts")
)
NO_STAGE_COLUMN = Message(
    "stage-column",
    Text("阶段 {stage} 的结果没有列 {column}", "the results of stage {stage} have no column {column}"),
    hint=Text("{near}", "{near}"),
)
RATING_COLUMNS = Message(
    "ratings-columns",
    Text("评分表 {source} 缺少列 {column}", "the ratings in {source} lack the column {column}"),
    hint=Text(
        "需要 employee、rater、relation、item、score 五列", "employee, rater, relation, item and score are needed"
    ),
)
RATING_TWICE = Message(
    "rating-twice",
    Text(
        "员工 {employee} 的 {item} 被同一人以 {relation} 身份评了 {times} 次",
        "employee {employee} was rated {times} times on {item} by the same {relation}",
    ),
)
RATING_SCORE = Message(
    "rating-score",
    Text(
        "员工 {employee} 的 {item} 评分 {score} 不是 {low}–{high} 之间的数",
        "the score {score} of employee {employee} on {item} is not a number from {low} to {high}",
    ),
)
RATING_EMPTY = Message("rating-empty", Text("{column} 为空", "{column} is empty"))
NO_RATING = Text("（空）", "(empty)")

PERIODS_PATH = Message(
    "periods-path",
    Text(
        "path 中须有 {{period}}，代表各个较短的考核期",
        "path needs {{period}}, which stands for each of the shorter periods",
    ),
)
PARTS_OR_PERIODS = Message(
    "parts-or-periods", Text("parts 与 periods 只能写一个", "give either parts or periods, not both")
)
NO_PARTS = Message(
    "no-parts",
    Text("考核期 {period} 不能这样由较短的考核期汇总", "the period {period} is not made up of such shorter ones"),
    hint=Text(
        "月汇总为季度，季度汇总为半年和全年；日常考核得分不逐级汇总。其他情况请用 periods 列出",
        "months make a quarter, quarters a half-year and a year; daily totals are not rolled up. List others in periods",
    ),
)
PERIOD_OUTSIDE = Message(
    "period-outside",
    Text("periods 中的 {part} 不在考核期 {whole} 之内", "{part} in periods does not lie within the period {whole}"),
    hint=Text("periods 是否还是上一期的？", "is this still the list of an earlier period?"),
)
PERIODS_OVERLAP = Message(
    "periods-overlap",
    Text(
        "periods 中的 {first} 与 {second} 重叠，会重复计算",
        "{first} and {second} in periods overlap and would count twice",
    ),
)
PERIOD_FILE = Message(
    "period-file",
    Text(
        "不是运行生成的成绩 CSV（UTF-8、每行列数相同）",
        "this is not the CSV of a run: UTF-8, as many columns in each row",
    ),
    hint=Text("请用当期运行输出的原文件", "use the file as that run wrote it"),
)
