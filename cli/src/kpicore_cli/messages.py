"""All texts of the command, in both languages. It is loaded for `--help`, so it imports nothing of kpicore."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kpicore.errors import Lang


class Said(NamedTuple):
    """A text of the command in Chinese and English; ``{slots}`` are filled by `in_`."""

    zh: str
    en: str

    def in_(self, lang: Lang, **facts: object) -> str:
        """The text in `lang`, its slots filled."""
        text = self.zh if lang == "zh" else self.en
        return text.format(**facts) if facts else text


# ── Help ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

KPI = Said(
    "按考核细则给客服人员计分：每一分都说得清来由。",
    "Scores people's performance by their department's policy; every point can be explained.",
)
RUN = Said(
    "按流程文件计分、排名、定级，写出结果。\n\n有错则一个文件也不写。",
    "Score a pipeline and write the results.\n\nWhere anything is wrong, nothing is written.",
)
CHECK = Said(
    "检查方案文件或流程文件：找出细则的疏漏，并核对算例。",
    "Check schemes and pipelines: find what their policy overlooked, and run their examples.",
)
EXPLAIN = Said(
    "逐项说明一个人的得分。\n\n每一项都说明数据、计分办法和细则依据。",
    "Explain one person's points.\n\nFor each: the figures, the rule, and where the policy says so.",
)
SCHEMES = Said("列出已安装的考核方案。", "List the schemes that are installed.")
SCHEME = Said("查看或导出一个考核方案。", "Read one scheme, or take a copy of it.")
SHOW = Said(
    "用文字说明一个方案：需要哪些数据，怎样计分。\n\nID 是已安装方案的编号，或 TOML 文件的路径。",
    "Show a scheme in words: which figures it needs, and how it scores.\n\nID is an installed scheme's, or a path to a TOML file.",
)
EJECT = Said(
    "原样输出方案的 TOML，便于改成本部门的方案。\n\nID 是已安装方案的编号，或 TOML 文件的路径；在其他方案上修改而成的，输出合并后的完整方案。",
    "Print a scheme's TOML as it is, to begin one's own from.\n\nID is an installed scheme's, or a path to a TOML file; of one that extends another, the whole is printed.",
)
SAMPLE = Said(
    "写出方案自带的样例：流程文件和虚构的数据，可以直接运行。\n\n写入 DIR，默认为以岗位命名的文件夹；不覆盖已有文件。",
    "Write the sample that comes with a scheme: a pipeline and invented people, ready to run.\n\nIt goes to DIR, or a folder named like the position; no file is overwritten.",
)
TEMPLATE = Said(
    "写出方案的填报表：每人一行，表头、单位、可选值都已备好，填好后直接用于计分。\n\nSCHEME 是已安装方案的编号，或 TOML 文件的路径。",
    "Write the form of a scheme: a row for each person, with headings, units and choices, to fill in and score from.\n\nSCHEME is the id of an installed one, or a path to a TOML file.",
)
NEW = Said(
    "写出一个完整的插件，装上就能用，并通过约定检验。\n\n"
    "KIND 是 source（数据来源）、calculator（算法）、grade-mapper（定级方法）、exporter（导出方式）或 scheme（考核方案）；"
    "NAME 如 crm，写出文件夹 kpicore-crm。",
    "Write a complete plugin, which works once it is installed, and passes its contract.\n\n"
    "KIND is source, calculator, grade-mapper, exporter or scheme; NAME is such as crm, and the folder then kpicore-crm.",
)
PLUGINS = Said("列出插件、来源和版本；有问题的说明原因。", "List the plugins, and what is wrong with any.")

LANG_HELP = Said("界面语言（或用环境变量 KPI_LANG）。", "Language (or the variable KPI_LANG).")
FORMAT_HELP = Said("text 供人阅读，json 供程序读取。", "text for people, json for programs.")
FORMAT_GITHUB_HELP = Said(
    "text 供人阅读，json 供程序读取，github 供 GitHub Actions 标注。",
    "text for people, json for programs, github for annotations of GitHub Actions.",
)
STRICT_HELP = Said("有警告时也以退出码 1 结束。", "End with exit code 1 for warnings too.")
HELP_HELP = Said("显示帮助。", "Show this help.")
VERSION_HELP = Said("显示版本。", "Show the version.")
PERIOD_HELP = Said(
    "考核周期，如 2026-10、2026-Q4；覆盖文件中的 period。",
    "The period, such as 2026-10 or 2026-Q4, instead of the document's.",
)
OUTPUT_HELP = Said(
    "结果写入 DIR/周期/，代替文件中的 output。", "Write into DIR/PERIOD/ instead of the document's output."
)
MARKED_HELP = Said(
    "有错时把工作簿另存为 FILE，并在出错的单元格上标注；涉及几个工作簿时各存一份，文件名加来源名。"
    "不覆盖已有文件，除非是上次标注后没有改动过的。",
    "Where input is refused, write a copy of the workbook to FILE with its cells marked; of several, "
    "one each, named by their sources. Replaces no file but a marked copy that nobody has changed.",
)
SET_HELP = Said(
    "改一个设置，如 stages.operators.scheme=my.toml；可多次使用。",
    "Change a setting, such as stages.operators.scheme=my.toml; may be repeated.",
)
STAGE_HELP = Said("只看这个阶段。", "Only this stage.")
HEADROOM_HELP = Said("列出升到上一等级最省力的三种办法。", "List the three cheapest ways to the next grade.")
SMALL_GROUPS_HELP = Said("不足 5 人的组也显示其均值。", "Show figures of groups of fewer than five people too.")
TEMPLATE_FILE_HELP = Said(
    "写入的文件（不覆盖已有文件），默认为以岗位命名的 .xlsx。",
    "The file to write, which must not exist yet; POSITION.xlsx without it.",
)
PEOPLE_HELP = Said(
    "名单（.csv 或 .xlsx）：工号、姓名、班组、分组等先填好。",
    "A roster (.csv or .xlsx): ids, names, teams and groups are filled in.",
)
TEMPLATE_PERIOD_HELP = Said(
    "只用于这个考核周期，如 2026-10；并据此选用方案的版本。",
    "For this period only, such as 2026-10, and by the version that is valid then.",
)
WITHOUT_HELP = Said(
    "不要这一列，如由其他来源给出的数据；可多次使用。",
    "Leave this column out, such as a figure that comes from elsewhere; may be repeated.",
)
PROJECT_FOLDER_HELP = Said(
    "在 DIR 中写出，默认为当前文件夹；不覆盖已有文件。",
    "Write it into DIR, or the folder where you are; no file is overwritten.",
)
COPY_HELP = Said("写入文件（不覆盖已有文件）。", "Write to a file, which must not exist yet.")

USAGE = Said("用法：", "Usage: ")
HEADINGS = {"Options": Said("选项：", "Options:"), "Commands": Said("命令：", "Commands:")}
OPTIONS_METAVAR = Said("[选项]", "[OPTIONS]")
COMMANDS_METAVAR = Said("命令 [参数]…", "COMMAND [ARGS]…")

# ── Wrong usage ──────────────────────────────────────────────────────────────────────────────────────────────────────

NO_SUCH_COMMAND = Said("没有命令 {name}，有 {known}", "there is no command {name}; there are {known}")
NO_SUCH_OPTION = Said("没有选项 {name}{near}", "there is no option {name}{near}")
NEAR_OPTIONS = Said("（是否指 {names}？）", " (did you mean {names}?)")
MISSING_PARAMETER = Said("缺少 {name}", "{name} is missing")
BAD_CHOICE = Said("{name} 只能是 {choices}", "{name} must be one of {choices}")
BAD_VALUE = Said("{name} 的值不对：{why}", "{name} has a wrong value: {why}")
NOT_KEY_AND_VALUE = Said(
    "应写作 键=值，如 output=out，而不是 {value}", "write KEY=VALUE, such as output=out, not {value}"
)
USAGE_ERROR = Said("{path}：{message}。用 {path} --help 查看用法。", "{path}: {message}. See {path} --help.")

# ── Failures ─────────────────────────────────────────────────────────────────────────────────────────────────────────

MORE_ALIKE = Said("… 另有 {count} 处同类问题（{code}）", "… and {count} more like it ({code})")
BUG = Said(
    "kpicore 自身出错（{error}，{where}），不是输入的问题；请附上 KPI_DEBUG=1 时的输出反馈",
    "a bug in kpicore ({error} at {where}), not in your input; please report it with the output under KPI_DEBUG=1",
)
NO_MEMORY = Said("内存不足", "out of memory")
FILE_EXISTS = Said("文件已存在，未覆盖", "the file exists and has been left alone")
FILE_EXISTS_HINT = Said("换个文件名，或先移走它", "choose another name, or move it away first")
FOLDER_TAKEN_HINT = Said("换个文件夹，或先移走它", "choose another folder, or move it away first")

# ── kpi run ──────────────────────────────────────────────────────────────────────────────────────────────────────────

STAGE = Said("阶段", "Stage")
SCHEME_COLUMN = Said("方案", "Scheme")
PEOPLE = Said("人数", "People")
MEAN_TOTAL = Said("平均总分", "Mean")
GRADES = Said("等级分布", "Grades")
NO_GRADE = Said("无等级", "none")
WARNINGS = Said("提醒", "Warnings")
WARNINGS_COUNTED = Said("提醒（{count}）", "Warnings ({count})")
INPUTS = Said("读取", "Read")
OUTPUTS = Said("写出", "Written")
REMOVED = Said("删除（上次运行写出，这次不再写）", "Removed (an earlier run wrote it, this one does not)")
FILES_IN = Said("{folder}（{count} 个文件）", "{folder} ({count} files)")
WRITES = Said("写出结果", "writing")
MARKS = Said("标注 {file}", "marking {file}")
MARKED = Said("已标注出错的单元格：{file}", "The cells are marked in {file}")
NOTHING_MARKED = Said("没有可以标注的工作簿", "No workbook has cells to mark")
FACTS = {"encoding": Said("编码", "encoding")}

# ── kpi check ────────────────────────────────────────────────────────────────────────────────────────────────────────

SCHEME_FINE = Said(
    "{file}：方案没有发现问题，{examples} 个算例相符",
    "{file}: a scheme, nothing found, {examples} worked examples agree",
)
PIPELINE_FINE = Said(
    "{file}：流程没有发现问题，所用方案：{schemes}", "{file}: a pipeline, nothing found, its schemes: {schemes}"
)
FOUND = Said("错误 {errors} 个，警告 {warnings} 个", "errors: {errors}, warnings: {warnings}")

# ── kpi explain ──────────────────────────────────────────────────────────────────────────────────────────────────────

EMPLOYEE = Said("工号 {employee}", "employee {employee}")
RESULT = Said(
    "{period} 考核总分 {total} 分（满分 {full} 分），{people} 人中第 {rank} 名",
    "{period}: {total} points of {full}, place {rank} of {people}",
)
RESULT_GRADE = Said("，等级 {grade}。", ", grade {grade}.")
RESULT_END = Said("。", ".")
NO_RESULT = Said("{period} 没有总分，不参加排名。", "{period}: no total, and so no place.")
DETAIL = Said("{label}：{text}", "{label}: {text}")
DETAILS = Said("随卡带出的内容：{details}", "Carried to the card: {details}")
BY_POLICY = Said("依据《{policy}》", "by the policy {policy}")
SCORED_BY = Said("方案 {scheme}，第 {version} 版", "Scheme {scheme}, version {version}")
OTHER_ITEMS = Said("其他项目", "Other items")
LOOK_AGAIN = Said("请核对工号", "look at the id again")
ALL_ITEMS = Said("考核项目", "Items")
FLOORED = Said("不足 0 分，按 0 分计", "less than 0 counts as 0")
POINTS_OF = Said("{points} / {full}", "{points} / {full}")
LEFT_OUT = Said("不计", "left out")
LEFT_OUT_WHY = Said("缺数据，本项不计分", "there is no figure, so this is not counted")
FILLED = {
    "zero": Said("缺数据，按方案规定计 0 分", "there is no figure; the scheme then gives no points"),
    "full": Said("缺数据，按方案规定计满分", "there is no figure; the scheme then gives full marks"),
}
CLAUSE = Said("依据：{clause}", "Clause: {clause}")
STATUS = {
    "assumed": Said("暂定", "Assumed"),
    "disputed": Said("待定", "Disputed"),
}
STATUS_LINE = Said("{status}：{note}", "{status}: {note}")
STATUS_FIGURES = Said("{status}（{figures}）", "{status} ({figures})")
FIGURES = {
    "points": Said("分值", "points"),
    "calculator": Said("计分办法", "rule"),
    "zero": Said("零分界", "zero"),
    "full": Said("满分界", "full marks"),
    "metric": Said("所用数据", "metric"),
    "metrics": Said("扣分标准", "amounts"),
    "peers": Said("比较范围", "peers"),
    "table": Said("评分表", "table"),
    "weights": Said("权重", "weights"),
    "shares": Said("各等级比例", "shares"),
    "label": Said("名称", "name"),
    "description": Said("说明", "description"),
    "section": Said("板块", "section"),
    "status": Said("状态", "status"),
    "assumed": Said("暂定的内容", "what is assumed"),
    "clause": Said("依据", "clause"),
    "note": Said("备注", "note"),
    "missing": Said("缺数据时的处理", "what a missing figure means"),
    "kind": Said("计分方式", "kind"),
    "cases": Said("各组标准", "cases"),
    "outcomes": Said("等级建议", "recommendations"),
    "default": Said("默认值", "default"),
    "unit": Said("单位", "unit"),
    "values": Said("各组", "values"),
}
ADJUSTMENTS = Said("加减分", "Adjustments")
RESULTS = Said("结果", "Result")
BASE_TOTAL = Said("各项合计", "Sum of the scores")
SCALED = Said("有项目不计，其余得分之和 × {scale} 折算", "items were left out, so the sum of the others × {scale}")
TOTAL = Said("总分", "Total")
RANK = Said("名次", "Place")
RANK_OF = Said("第 {rank} 名，共 {people} 人", "{rank} of {people}")
GRADE = Said("等级", "Grade")
OUTCOME = Said("建议", "Recommended")

ONE_POINT = Said("{points} 分", "{points} point")
SO_MANY_POINTS = Said("{points} 分", "{points} points")
AT = {
    "up": Said("升到 {at}", "at {at}"),
    "down": Said("降到 {at}", "at {at}"),
    "beyond up": Said("高于 {at}", "above {at}"),
    "beyond down": Said("低于 {at}", "below {at}"),
    "letter": Said("评到 {at}", "with {at}"),
}
TO = {
    "up": Said("升到 {at}", "up to {at}"),
    "down": Said("降到 {at}", "down to {at}"),
    "beyond up": Said("升到高于 {at}", "up to above {at}"),
    "beyond down": Said("降到低于 {at}", "down to below {at}"),
    "letter": Said("升到 {at}", "to {at}"),
}
OF_METRIC = Said("{metric}{where}", "{metric} {where}")
NEXT = Said("下一步：{where}，多得 {more}", "Next: {where}, {more} more")
NEXT_TO_FULL = Said("下一步：{where}，多得 {more}，即满分", "Next: {where}, {more} more, which makes full marks")
NEXT_THEN_FULL = Said("；{where}，得满分", "; {where}, full marks")
MEAN_AS_IT_IS = Said("（按目前的均值）", " (the mean as it is)")
HEADROOM = Said("提升空间", "Headroom")
HEADROOM_NONE = {
    "best": Said("等级 {grade} 已是最高。", "There is no better grade than {grade}."),
    "hidden": Said(
        "一起定级的不足 {fewest} 人，不显示与他人的差距。",
        "Not shown: fewer than {fewest} people are graded together.",
    ),
    "unknown": Said("没有等级，或等级不能这样推算。", "There is no grade, or none that can be solved for."),
}
SHORT_OF_EDGE = Said(
    "距等级 {grade} 还差 {lacking}（{edge} 分起）。", "{lacking} short of grade {grade}, which begins at {edge}."
)
SHORT_BY_PLACE = Said(
    "距等级 {grade} 还差 {lacking}（该等级最后一名 {edge} 分；按他人得分不变）。",
    "{lacking} short of grade {grade}, the last of which has {edge} (everybody else as they are).",
)
WAYS = {
    "one": Said(
        "做到以下任何一项即可（按变化占该项计分区间的比例，由小到大）：",
        "Any one of these is enough. The smallest change comes first, measured by how much of the figure's band it takes:",
    ),
    "several": Said(
        "单靠一项不够，要以下各项都做到（先取见效最快的，未必最省力）：",
        "No single change is enough, all of these together are. What gives points fastest was taken first; there may be easier ways:",
    ),
    "out-of-reach": Said("各项都做到最好，也还不够。", "That is out of reach, even with everything at its best."),
}
WAY = Said(
    "{metric}由 {now} {at}，多得 {more}（占区间 {share}）",
    "{metric} from {now} {at}: {more} more ({share} of the band)",
)

# ── kpi schemes, kpi scheme show ─────────────────────────────────────────────────────────────────────────────────────

ID = Said("编号", "Id")
VERSION = Said("版本", "Version")
TITLE = Said("名称", "Title")
VALID = Said("有效期", "Valid")
DISTRIBUTION = Said("来自", "From")
ALWAYS = Said("不限", "always")
VALID_FROM = Said("{start} 起", "from {start}")
VALID_UNTIL = Said("至 {until}", "until {until}")
VALID_BETWEEN = Said("{start} 至 {until}", "{start} to {until}")
NO_SCHEMES = Said("没有安装考核方案。", "No schemes are installed.")
UNREADABLE = Said("（无法读取）", "(cannot be read)")
HEAD = Said(
    "{id} · 第 {version} 版 · 满分 {full} 分 · 有效期：{valid}",
    "{id} · version {version} · full marks {full} · valid: {valid}",
)
POLICY = Said("细则：{policy}", "Policy: {policy}")
SHIPPED_BY = Said("来自 {distribution} {version}", "from {distribution} {version}")
GROUPS = Said("人员分组", "Groups of people")
METRICS = Said("需要的数据", "Figures to deliver")
METRIC = Said("数据列", "Column")
LABEL = Said("名称", "Name")
UNIT = Said("单位", "Unit")
UNITS = {
    "ratio": Said("比率，{low}～{high}（98.5% 写 0.985）", "ratio, {low} to {high} (98.5% is 0.985)"),
    "score": Said("分数，{low}～{high}", "score, {low} to {high}"),
    "count": Said("数量，{low} 以上", "count, from {low}"),
    "seconds": Said("秒，{low} 以上", "seconds, from {low}"),
    "points": Said("分，可为负", "points, signed"),
    "rating": Said("评级", "rating, a letter"),
}
UNIT_RANGE = Said("{unit}，{low}～{high}", "{unit}, {low} to {high}")
UNIT_NAMES = {
    "ratio": Said("比率", "ratio"),
    "score": Said("分数", "score"),
    "count": Said("数量", "count"),
    "seconds": Said("秒", "seconds"),
    "points": Said("分", "points"),
    "rating": Said("评级", "rating"),
}
WHOLE = Said("，整数", ", whole")
DEFAULT = Said("，缺时按 {value}", ", {value} where missing")
MIN_N = Said(
    "，须附样本数 {column}，不足 {min_n} 视为缺数据",
    ", with its cases in {column}, fewer than {min_n} count as missing",
)
BETTER = Said("方向", "Better")
HIGHER = Said("越高越好", "higher")
LOWER = Said("越低越好", "lower")
SECTION_POINTS = Said("{label}（{points} 分）", "{label} ({points} points)")
FULL_POINTS = Said("{points} 分", "{points} points")
MISSING = {
    "zero": Said("缺数据时计 0 分", "No points where the figure is missing"),
    "full": Said("缺数据时计满分", "Full marks where the figure is missing"),
    "exclude": Said("缺数据时不计本项，其余按比例折算", "Left out where the figure is missing, the rest scaled up"),
}
TOTAL_AND_GRADE = Said("总分和等级", "Total and grade")
GRADE_OUTCOME = Said("{grade}：建议{outcome}", "{grade}: {outcome} recommended")
ROUNDING = Said(
    "每项四舍五入到 {digits} 位小数后相加。",
    "Each score is rounded to {digits} places, half away from zero, then added.",
)
ROUNDING_TOTAL = Said(
    "各项不取整，总分四舍五入到 {digits} 位小数。",
    "The total alone is rounded, to {digits} places, half away from zero.",
)
EXAMPLES = Said("附 {count} 个算例。", "{count} worked examples come with it.")

# ── Overlays ─────────────────────────────────────────────────────────────────────────────────────────────────────────

EXTENDS = Said("在 {scheme} 第 {version} 版的基础上修改", "Changes {scheme}, version {version}")
OWN = Said("本方案规定", "This scheme's own")
AS_IN = Said("沿用 {scheme}", "As in {scheme}")
FIGURES_OF = Said("{by}：{figures}", "{by}: {figures}")
REST_AS_IN = Said("其余沿用 {scheme}", "the rest as in {scheme}")
SET_BY = Said("出处", "Set by")

# ── kpi scheme sample ────────────────────────────────────────────────────────────────────────────────────────────────

NO_SAMPLE = Said("方案 {scheme} 没有附样例", "scheme {scheme} comes without a sample")
NO_SAMPLE_HINT = Said("用 kpi scheme show 查看它需要哪些数据", "`kpi scheme show` says which figures it needs")
SAMPLE_WRITTEN = Said("试算：kpi run {pipeline}", "Try it: kpi run {pipeline}")

# ── kpi template ─────────────────────────────────────────────────────────────────────────────────────────────────────────

WRITES_FORM = Said("写出 {scheme} 的填报表", "writing the form of {scheme}")
TEMPLATE_WRITTEN = Said(
    '填好后，在流程文件的来源中写：kind = "{kind}"，path = "{path}"',
    'Filled in, it is a source: kind = "{kind}", path = "{path}"',
)
FORM_SUFFIX = Said("不能写 {suffix} 格式的填报表", "no form can be written as {suffix}")
FORM_SUFFIX_HINT = Said("可以是 {known}", "it can be {known}")
NO_FORMS_HINT = Said("请安装 kpicore-excel", "install kpicore-excel")
FORM_SUFFIX_TWICE = Said("几个插件都写 {suffix}：{origins}", "several plugins write {suffix}: {origins}")
FORM_SUFFIX_TWICE_HINT = Said("用环境变量 KPICORE_PLUGINS 选用其中一个", "choose one of them with KPICORE_PLUGINS")

# ── kpi new ──────────────────────────────────────────────────────────────────────────────────────────────────────────

NO_SUCH_KIND = Said("没有 {kind} 这种插件（{near}）", "there is no plugin of kind {kind} ({near})")
BAD_NAME = Said(
    "名称以小写字母开头，只含小写字母、数字和连字符{near}",
    "a name begins with a small letter and has small letters, digits and hyphens only{near}",
)
NAME_PREFIXED = Said(
    "名称不带 {prefix}，分发包叫 {distribution}", "leave {prefix} out, the distribution is {distribution}"
)
NEAR_NAME = Said("，如 {name}", ", such as {name}")
NAME_TAKEN = Said("{name} 已由 {origin} 使用", "{name} is taken by {origin}")
NAME_TAKEN_HINT = Said("换个名称，或先卸载它", "choose another name, or uninstall it first")
PROJECT_WRITTEN = Said(
    "下一步：pip install --editable {folder}，然后 pytest {folder}",
    "Next: pip install --editable {folder}, then pytest {folder}",
)

# ── kpi plugins ──────────────────────────────────────────────────────────────────────────────────────────────────────

STATUSES = {
    "loaded": Said("正常", "loaded"),
    "refused": Said("未载入", "refused"),
    "left out": Said("未选用", "left out"),
    "faulty": Said("部分未采用", "in part"),
}
CONTRIBUTED = Said("{noun}：{names}", "{noun}: {names}")
