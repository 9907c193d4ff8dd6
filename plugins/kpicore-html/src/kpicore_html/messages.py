"""What the pages say, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

from kpicore import Lang, Message, Text

PAGE: Mapping[str, Text] = {
    "period": Text("考核周期", "Period"),
    "confidential": Text(
        "含全员个人成绩，仅限部门内部使用", "Holds everybody's results: for use inside the department only"
    ),
    "confidential_team": Text(
        "含{team}个人成绩，仅限该班组使用", "Holds the results of people in {team}: for that team only"
    ),
    "teams_not_told": Text(
        "不足 5 人的班组不显示；由其他数字可以推算出来的，也不显示。",
        "Teams of fewer than five people are not shown, nor those from which such a one could be computed.",
    ),
    "stages": Text("考核方案", "Schemes"),
    "sections": Text("本页内容", "On this page"),
    "overview": Text("概览", "Overview"),
    "people_section": Text("人员", "People"),
    "policy": Text("细则", "Policy"),
    "so_many_people": Text("{count} 人", "{count} people"),
    "one_person": Text("{count} 人", "{count} person"),
    "people": Text("人数", "People"),
    "unscored": Text("其中 {count} 人没有总分", "{count} of them without a total"),
    "mean": Text("平均分", "Mean"),
    "of_full": Text("满分 {full} 分", "of {full} points"),
    "median": Text("中位数", "Median"),
    "range": Text("最低 – 最高", "Lowest – highest"),
    "grades": Text("等级分布", "Grades"),
    "no_grades": Text("本方案不评等级", "This scheme grades nobody"),
    "warnings": Text("提醒（{count}）", "Warnings ({count})"),
    "assumed": Text(
        "细则没有写明、按暂定办法计分的（{count}）", "Not stated by the policy, scored as assumed ({count})"
    ),
    "run_warnings": Text("关于数据的提醒（{count}）", "Warnings about the data ({count})"),
    "totals": Text("总分分布", "Distribution of totals"),
    "totals_note": Text(
        "每条为 {width} 分一段，高度是人数，最多一段 {most} 人。",
        "Bands of {width} points by number of people, {most} at most.",
    ),
    "totals_band": Text("{from}–{to} 分 {people} 人", "{from}–{to}: {people}"),
    "mean_line": Text("平均 {mean}", "mean {mean}"),
    "nobody": Text("没有人有总分", "Nobody has a total"),
    "teams": Text("各班组", "Teams"),
    "teams_note": Text(
        "平均总分，从 0 分到 {full} 分；竖线是全体平均 {mean}。",
        "Mean totals on a scale from 0 to {full}; the line is the mean of all, {mean}.",
    ),
    "teams_left_out": Text(
        "共有更多班组：只列平均分最高和最低的各 {shown} 个，中间 {count} 个未列。",
        "There are more: the {shown} best and the {shown} lowest are shown, the {count} between them are not.",
    ),
    "items": Text("各考核项", "Indicators"),
    "item": Text("考核项", "Indicator"),
    "items_note": Text(
        "得分率是平均得分占满分的比例；差距是得分的标准差，越大越能拉开名次。",
        "The share is the mean as a part of full marks. The spread is the standard deviation of the points: the larger, "
        "the more an indicator separates people.",
    ),
    "separates": Text("最能拉开差距", "What separates people most"),
    "fails": Text("多数人失分", "What most people lose points on"),
    "everybody_has": Text("几乎人人满分，不分高下", "What nearly everybody has in full"),
    "none_such": Text("没有", "none"),
    "separates_most": Text("拉开差距", "separates"),
    "failed_by_most": Text("多数失分", "lost by most"),
    "full_for_most": Text("普遍满分", "full for most"),
    "mean_points": Text("平均得分", "Mean points"),
    "share": Text("得分率", "Share of full marks"),
    "spread": Text("差距", "Spread"),
    "in_full": Text("满分", "Full marks"),
    "at_nothing": Text("零分", "No points"),
    "employee": Text("工号", "Employee"),
    "name": Text("姓名", "Name"),
    "team": Text("班组", "Team"),
    "base_total": Text("各项合计", "Sum of the scores"),
    "adjustments": Text("加减分", "Adjustments"),
    "total": Text("总分", "Total"),
    "rank": Text("名次", "Place"),
    "grade": Text("等级", "Grade"),
    "points": Text("得分", "Points"),
    "measured": Text("指标值", "Figure"),
    "search": Text("搜索工号或姓名", "Search by id or name"),
    "all_teams": Text("全部班组", "All teams"),
    "all_grades": Text("全部等级", "All grades"),
    "reset": Text("清除筛选", "Clear"),
    "print_table": Text("打印表格", "Print the table"),
    "print_cards": Text("打印成绩单", "Print the cards"),
    "print_card": Text("打印", "Print"),
    "close": Text("关闭", "Close"),
    "previous": Text("上一位", "Previous"),
    "next": Text("下一位", "Next"),
    "card": Text("成绩单", "Scorecard"),
    "people_table": Text("人员成绩", "Results by person"),
    "people_hint": Text(
        "点姓名打开成绩单；↑ ↓ 换行，回车打开，“/” 搜索；点表头排序。",
        "Click a name for the card; ↑ ↓ move, Enter opens, “/” searches; click a heading to sort.",
    ),
    "without_script": Text(
        "浏览器没有运行脚本，下面是完整的成绩表；排序、搜索和个人成绩单需要脚本。",
        "Scripts are switched off: here is the whole table. Sorting, searching and cards need them.",
    ),
    "too_many_without_script": Text(
        "本表 {people} 人，超过 1,000 人；浏览器没有运行脚本，不能显示。请允许脚本，或查看工作簿。",
        "{people} people, more than 1,000, cannot be shown without scripts: allow them, or see the workbook.",
    ),
    "browser_too_old": Text(
        "浏览器太旧，不能显示人员。请用较新的 Edge 或 Chrome 打开。",
        "This browser is too old to show people: open the file in a recent Edge or Chrome.",
    ),
    "other_items": Text("其他项目", "Other items"),
    "all_items": Text("考核项目", "Items"),
    "peers_mean": Text("平均 {mean}", "mean {mean}"),
    "peers_legend": Text("条形为得分，竖线为全体平均", "bars are points, the line is the mean of all"),
    "clause": Text("依据：{clause}", "Clause: {clause}"),
    "signature_employee": Text("本人签字", "Employee"),
    "signature_supervisor": Text("主管签字", "Supervisor"),
    "signature_date": Text("日期", "Date"),
    "by_policy": Text("依据《{policy}》", "by the policy {policy}"),
    "scored_by": Text("方案 {scheme}，第 {version} 版", "Scheme {scheme}, version {version}"),
    "policy_intro": Text("满分 {full} 分", "{full} points in all"),
    "section_points": Text("{label}（{points} 分）", "{label} ({points} points)"),
    "full_points": Text("{points} 分", "{points} points"),
    "grading": Text("定级", "Grading"),
    "rounding_each": Text(
        "每项四舍五入到 {digits} 位小数后相加。",
        "Each score is rounded to {digits} places, half away from zero, then added.",
    ),
    "rounding_total": Text(
        "各项不取整，总分四舍五入到 {digits} 位小数。",
        "The total alone is rounded, to {digits} places, half away from zero.",
    ),
    "findings": Text("对细则的检查", "What a check of the policy found"),
    "no_findings": Text("没有发现问题。", "Nothing was found."),
    "severity_error": Text("错误", "error"),
    "severity_warning": Text("提醒", "warning"),
    "grade_outcome": Text("{grade}：建议{outcome}", "{grade}: {outcome} recommended"),
    "separator": Text("、", ", "),
    "labelled": Text("{label}：{text}", "{label}: {text}"),
}
"""What stands in the templates."""

CARD: Mapping[str, Text] = {
    "labelled": PAGE["labelled"],
    "who_employee": Text("工号 {employee}", "employee {employee}"),
    "peers_missing": Text("（缺）", " (missing)"),
    "labelled_value": Text("「{label}」", " {label}"),
    "group_people": Text("（{count} 人）", " ({count} people)"),
    "too_few": Text("（涉及不足 {fewest} 人，不显示）", " (not shown: it would tell of fewer than {fewest} people)"),
    "no_case": Text("（无适用规则）", "(no rule applies)"),
    "percent": Text("{number}%", "{number}%"),
    "seconds": Text("{number} 秒", "{number} s"),
    "left_out": Text("不计", "left out"),
    "left_out_why": Text("缺数据，本项不计分", "there is no figure, so this is not counted"),
    "filled_zero": Text("缺数据，按方案规定计 0 分", "there is no figure; the scheme then gives no points"),
    "filled_full": Text("缺数据，按方案规定计满分", "there is no figure; the scheme then gives full marks"),
    "scaled": Text(
        "有项目不计，其余得分之和 × {scale} 折算", "items were left out, so the sum of the others × {scale}"
    ),
    "floored": Text("不足 0 分，按 0 分计", "less than 0 counts as 0"),
    "no_total": Text("没有总分，不参加排名", "no total, and so no place"),
    "rank_of": Text("第 {rank} 名，共 {people} 人", "{rank} of {people}"),
    "outcome": Text("建议：{outcome}", "Recommended: {outcome}"),
    "headroom_best": Text("等级 {grade} 已是最高。", "There is no better grade than {grade}."),
    "headroom_hidden": Text(
        "一起定级的不足 {fewest} 人，不显示与他人的差距。", "Not shown: fewer than {fewest} people are graded together."
    ),
    "short_of_edge": Text(
        "距等级 {grade} 还差 {lacking}（{edge} 分起）。", "{lacking} short of grade {grade}, which begins at {edge}."
    ),
    "short_by_place": Text(
        "距等级 {grade} 还差 {lacking}（该等级最后一名 {edge} 分；按他人得分不变）。",
        "{lacking} short of grade {grade}, the last of which has {edge} (everybody else as they are).",
    ),
    "ways_one": Text("做到以下任何一项即可：\n", " Any one of these is enough:\n"),
    "ways_several": Text(
        "单靠一项不够，以下各项都做到即可：\n", " No single change is enough, all of these together are:\n"
    ),
    "ways_out-of-reach": Text("各项都做到最好，也还不够。", " That is out of reach, even with everything at its best."),
    "way": Text("{number} {metric}由 {now} {at}，多得 {more}", "{number} {metric} from {now} {at}: {more} more"),
    "ways_separator": Text("；\n", ";\n"),
    "ways_end": Text("。", "."),
    "one_point": Text("{points} 分", "{points} point"),
    "so_many_points": Text("{points} 分", "{points} points"),
    "to_up": Text("升到 {at}", "up to {at}"),
    "to_down": Text("降到 {at}", "down to {at}"),
    "to_beyond_up": Text("升到高于 {at}", "up to above {at}"),
    "to_beyond_down": Text("降到低于 {at}", "down to below {at}"),
    "to_letter": Text("升到 {at}", "to {at}"),
}
"""What a card says, also where the script fills it."""

TABLE: Mapping[str, Text] = {
    "shown": Text("共 {all} 人", "{all} people"),
    "shown_some": Text("{shown} 人，共 {all} 人", "{shown} of {all} people"),
    "shown_mean": Text("，平均 {mean}", ", mean {mean}"),
    "nobody_found": Text("没有符合条件的人。", "Nobody matches."),
    "cards_too_many": Text(
        "一次最多打印 {most} 张成绩单，请先筛选。", "At most {most} cards are printed at a time: filter first."
    ),
    "unknown": Text("这份报告里没有工号 {employee}。", "There is nobody with the id {employee} in this report."),
}
"""What the script says of the table."""

STAGE = Text("{title}（{stage}）", "{title} ({stage})")
STATUS: Mapping[str, Text] = {
    "stated": Text("写明", "stated"),
    "assumed": Text("暂定", "assumed"),
    "disputed": Text("待定", "disputed"),
}
STATUS_FIGURES = Text("{status}：{figures}", "{status}: {figures}")
FIGURES: Mapping[str, Text] = {
    "points": Text("分值", "points"),
    "calculator": Text("计分办法", "rule"),
    "zero": Text("零分界", "zero"),
    "full": Text("满分界", "full marks"),
    "metric": Text("所用数据", "metric"),
    "metrics": Text("扣分标准", "amounts"),
    "peers": Text("比较范围", "peers"),
    "table": Text("评分表", "table"),
    "weights": Text("权重", "weights"),
    "shares": Text("各等级比例", "shares"),
}
MISSING: Mapping[str, Text] = {
    "zero": Text("缺数据时计 0 分", "No points where the figure is missing"),
    "full": Text("缺数据时计满分", "Full marks where the figure is missing"),
    "exclude": Text("缺数据时不计本项，其余按比例折算", "Left out where the figure is missing, the rest scaled up"),
}


def spoken(texts: Mapping[str, Text], lang: Lang) -> dict[str, str]:
    """The texts in one language."""
    return {name: text.in_(lang) for name, text in texts.items()}


AUDIENCE = Message(
    "invalid-option",
    Text(
        "缺少 audience：写明给谁看。department 是一个文件，含全员个人成绩；team 是每个班组一个文件，其他班组只有均值；person 是每人一个文件，只有本人的成绩",
        "audience is missing: it says who may read the pages. department is one file with everybody's results, team a file per team with other teams only as means, person a file per person with their own results",
    ),
)
FILE = Message(
    "invalid-option",
    Text(
        "audience 为 department 时，path 是一个以 .html 结尾的文件",
        "for the department path is a file that ends in .html",
    ),
)
FOLDER = Message(
    "invalid-option",
    Text(
        "audience 为 team 或 person 时，path 是一个文件夹，不能以 .html 结尾",
        "for teams and people path is a folder, so it does not end in .html",
    ),
)
NO_NAMES = Message(
    "invalid-option",
    Text(
        "audience 为 department 时只有一个文件，名称由 path 决定，不能写 names",
        "for the department there is one file, named by path: leave names out",
    ),
)
OTHER_NAMES = Message(
    "invalid-option",
    Text(
        "audience 为 {audience} 时，names 不能为 {names}：team 的文件可按 team 命名，person 的可按 employee 命名",
        "names cannot be {names} where audience is {audience}: files of teams may be named by team, those of people by employee",
    ),
)
NO_TEAMS = Message(
    "invalid-option",
    Text(
        "没有一个人有班组（列 team），无法按班组出文件",
        "nobody has a team (the column team), so there is no file to write",
    ),
)

LISTING: Mapping[str, Text] = {
    "employee": Text("工号", "Employee"),
    "name": Text("姓名", "Name"),
    "team": Text("班组", "Team"),
    "people": Text("人数", "People"),
    "file": Text("文件", "File"),
}
"""The headings of the list of files."""
