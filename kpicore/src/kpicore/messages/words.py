"""The phrases rules are told in."""

from kpicore.errors import Text

PERCENT = Text("{number}%", "{number}%")
SECONDS = Text("{number} 秒", "{number} s")
LABELLED = Text("「{label}」", " {label}")
MISSING = Text("（缺）", " (missing)")
PEOPLE = Text("（{count} 人）", " ({count} people)")
TOO_FEW = Text("（涉及不足 {fewest} 人，不显示）", " (not shown: it would tell of fewer than {fewest} people)")
NO_CASE = Text("（无适用规则）", "(no rule applies)")
EVERYBODY = Text("全体", "everybody")
IN_STAGE = Text("阶段 {stage} 中{people}", "{people} in stage {stage}")
SAME = Text("同{group}", "the same {group}")
TEAM = Text("班组", "team")
EMPLOYEE = Text("工号", "employee")
TOTAL = Text("总分", "total")
GRADE = Text("等级", "grade")
RANK = Text("名次", "rank")

CLIP_LOW = Text("{body}，不低于 {low}", "{body}, not under {low}")
CLIP_HIGH = Text("{body}，不高于 {high}", "{body}, not over {high}")
CLIP_BOTH = Text("{body}，限于 {low} 至 {high}", "{body}, kept within {low} and {high}")
ROUND = Text("{body}（四舍五入到 {places} 位小数）", "{body} (rounded, decimals: {places})")
IF = Text("{test} 时为 {then}，否则为 {otherwise}", "{then} where {test}, otherwise {otherwise}")
POINTS = Text("{number} 分", "{number}")
STEPS = Text("{body}：{rows}", "{body}: {rows}")
STEP_FROM = Text("{edge} 及以上得 {value}", "{value} from {edge}")
STEP_ABOVE = Text("高于 {edge} 得 {value}", "{value} above {edge}")
STEP_REST = Text("其余得 {value}", "otherwise {value}")
LETTER = Text("{letter} 得 {value}", "{value} for {letter}")
CASE = Text("{label}：{rule}", "{label}: {rule}")
DEFAULT = Text("{body}（缺时按 {value} 计）", "{body} ({value} where missing)")
LEFT_OUT = Text("（缺项不计）", " (leaving out what is missing)")
ONE_OF = Text("{body} 为 {values}", "{body} is {values}")
AGGREGATES = {
    "mean": Text("{people}{body} 均值", "the mean {body} of {people}"),
    "sum": Text("{people}{body} 合计", "the sum of {body} of {people}"),
    "count": Text("{people}有 {body} 的人数", "the number of people with {body} among {people}"),
    "min": Text("{people}{body} 最低值", "the lowest {body} of {people}"),
    "max": Text("{people}{body} 最高值", "the highest {body} of {people}"),
    "share": Text("{people}中 {body} 的比例", "the share among {people} for whom {body}"),
}
RANKED = Text("{body} 在{people}中的名次", "{body} among {people}, place")
