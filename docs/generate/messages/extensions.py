"""What each kind and its options mean, by noun and kind: what people write into a scheme or a pipeline."""

from collections.abc import Mapping

from attrs import field, frozen

from kpicore.errors import Text
from kpicore.plugin import KindNoun

METRIC = Text("指标数据的编号", "The id of a metric")
LANGUAGE = Text("标题和文字用的语言", "The language of headings and texts")
PATH = Text("文件，相对于流程文件；{period} 处填入考核周期", "The file, relative to the pipeline; {period} is filled")


@frozen
class Said:
    """What a kind is for, in one sentence, and what each of its options means.

    `more` is what else its class says of it, in Chinese.
    """

    summary: Text
    options: Mapping[str, Text] = field(factory=dict)
    more: str = ""


CASES: Mapping[str, Text] = {
    "by": Text("按哪个分组取不同的标准", "The group by which the options differ"),
    "cases": Text(
        "每个组各自的选项，其余共用", "For each value of the group the options that are its own; the rest is shared"
    ),
}
"""What any calculator takes besides its own options."""

CALCULATORS: Mapping[str, Said] = {
    "linear": Said(
        Text(
            "在两个值之间按直线计分，两端封顶封底", "Points along a straight line between two values, clamped outside"
        ),
        {
            "metric": METRIC,
            "zero": Text("得 0 分的值，可以大于 full", "The value of no points; it may be the larger"),
            "full": Text("得满分的值", "The value of all points"),
            "points": Text(
                "折线：若干个 [值, 占满分的比例]，代替 zero 和 full",
                "A curve of more knots, [value, share of the full marks] each, instead of zero and full",
            ),
            "stated": Text(
                "细则原文的区间，供 kpi check 对照", "The band as the policy words it, for kpi check to compare"
            ),
        },
        "zero 处得 0 分，full 处得满分，之间按直线，两端以外不再增减；zero 可以大于 full（越低越好）。points 给出折线的各点。",
    ),
    "proportional": Said(
        Text("得分与数据成正比，封顶为满分", "Points in proportion to the metric, capped at the full marks"),
        {
            "metric": METRIC,
            "full": Text("得满分的值，不写则为单位的最高值", "The value of all points; the unit's top without it"),
        },
        "得分 = 分值 × 数据 ÷ full，比例限制在 0 到 1。",
    ),
    "relative": Said(
        Text("与均值相比计分", "Points by how the metric compares with its mean"),
        {
            "metric": METRIC,
            "zero": Text("数据 ÷ 均值为多少时得 0 分", "Metric ÷ mean at which there are no points"),
            "full": Text("数据 ÷ 均值为多少时得满分", "Metric ÷ mean at which there are all points"),
            "peers": Text(
                "与谁比：分组或 team 相同的人；不写则为全体",
                "With whom: people who share these groups or team; the whole stage without it",
            ),
        },
        "得分由 数据 ÷ 均值 在 zero 与 full 之间按直线得出。均值包括本人；均值为 0 时得分为空。",
    ),
    "steps": Said(
        Text("按档计分", "The points of the highest row that the metric reaches"),
        {
            "metric": METRIC,
            "table": Text("各档", "The rows"),
            "otherwise": Text("一档也没达到时的分", "The points where no row is reached"),
        },
        "取达到的最高一档的分；from 含本数，above 不含。",
    ),
    "deduct": Said(
        Text("从满分中按次扣分，扣完为止", "The full marks, less an amount for each event, not under 0"),
        {"metrics": Text("每种情况扣几分", "The amount for each metric that counts events")},
        "得分 = 分值 − 各情况次数 × 每次扣分，不低于 0。",
    ),
    "per-event": Said(
        Text("按次加减分，用于满分之外的调整", "Signed points for each event, for adjustments"),
        {"metrics": Text("每种情况加（减）几分", "The signed amount for each metric that counts events")},
        "得分 = 各情况次数 × 每次的分（带正负号），只用于加减分。",
    ),
    "rating": Said(
        Text("按评级给分", "The points of a letter"),
        {"metric": METRIC, "table": Text("每个评级的分", "The points of each letter")},
        "表中没有的评级在读入时就报错。",
    ),
    "mean": Said(
        Text("得分与几项数据的均值成正比", "Points in proportion to the mean of several metrics of one top"),
        {
            "metrics": Text("取平均的几项，权重相同", "The metrics, weighted alike"),
            "weights": Text("取平均的几项和权重，代替 metrics", "The metrics with their weights, instead of metrics"),
            "skip_missing": Text("缺的不计，只平均有的", "Take the mean of what is there"),
        },
        "几项数据的最高值须相同。skip_missing 时只平均有的，权重按比例重算；否则缺一项就为空。",
    ),
    "entered": Said(
        Text("直接填分数", "The metric itself, in points"),
        {"metric": METRIC},
        "考核项限制在 0 到分值之间，加减分可为负。",
    ),
    "periods": Said(
        Text("以各短周期总分的均值计分", "The mean of shorter periods' totals as points"),
        {
            "metric": Text("均值（来源 periods 的 mean_total）", "The mean: mean_total of a periods source"),
            "counted": Text("计入几期（来源 periods 的 periods_counted）", "How many periods: its periods_counted"),
        },
        "得分 = 均值，限制在 0 到分值之间；评分卡上写明计入几期。",
    ),
    "weakest": Said(
        Text("按几项中最弱的一项计分（示例插件）", "Points for the weakest of several metrics (the example plugin)"),
        {"metrics": Text("参与比较的几项，至少两项", "The metrics, at least two")},
        "每项按占自身满值的比例比较；缺一项就为空。",
    ),
}

GRADE_MAPPERS: Mapping[str, Said] = {
    "cutoffs": Said(
        Text("按分数线定级：达到哪条线就是哪级", "The best grade whose edge the total reaches"),
        {
            "edges": Text(
                '等级 = 分数线，最低一级写 "otherwise"；直接写在 [grades] 表里',
                'GRADE = its edge, "otherwise" for the lowest; they stand in [grades] itself',
            ),
            "stated": Text(
                "细则原文的分数段，供 kpi check 对照",
                "Grades as the policy words them, from one total to another, for kpi check",
            ),
        },
        '总分达到哪条线（含）就是那一级，取最好的一级；"otherwise" 给没达到任何线的人。',
    ),
    "quota": Said(
        Text("按名次比例定级", "Grades by share of the people"),
        {
            "shares": Text(
                "各等级的比例，从最好的写起，合计为 1", "The share of each grade, the best first, 1 together"
            ),
            "within": Text(
                "在谁之中排名：分组或 team；不写则为全体",
                "Among whom: people who share these groups or team; the whole stage without it",
            ),
        },
        "位置 = 总分严格高于本人的人数 ÷ 有总分的人数；取累计比例首先超过这个位置的等级。总分相同的人等级相同，取较好的一级。",
    ),
}

SOURCES: Mapping[str, Said] = {
    "stage": Said(
        Text("用前一阶段的结果作数据", "An earlier stage's results as metrics, one row per value of a column"),
        {
            "stage": Text("前一阶段的名称", "The name of the earlier stage"),
            "by": Text("按哪一列汇总和接上，如 team", "The column to group by and to join on, such as team"),
            "means": Text("我们的数据 = 取平均的列", "Our metric = the column whose mean it is"),
            "sums": Text("我们的数据 = 求和的列", "Our metric = the column whose sum it is"),
            "counts": Text("我们的数据 = 计人数的列（有值才计）", "Our metric = the column whose values are counted"),
            "minima": Text("我们的数据 = 取最低值的列", "Our metric = the column whose lowest value it is"),
            "maxima": Text("我们的数据 = 取最高值的列", "Our metric = the column whose highest value it is"),
            "shares": Text(
                "我们的数据 = 算达到的等级，得其人数比例",
                "Our metric = the grades that count; it is the share of people who have one of them",
            ),
        },
        "按 by 的每个值一行。shares 得到的是 0～1 的比例。阶段名与列名都按前一阶段的 CSV。",
    ),
    "ratings": Said(
        Text("把几个人的评分汇总成 项目_关系 的均值", "Ratings by several raters, as metrics ITEM_RELATION"),
        {
            "of": Text("评分表所在的来源，每行一个评分", "The source with the ratings, a row each"),
            "range": Text("评分允许的最低和最高值", "The lowest and highest score allowed"),
        },
        "of 所指的来源每行一个评分：employee、rater、relation、item、score。同一人、评分人、关系、项目出现两次会报错；均值不取整。",
    ),
    "periods": Said(
        Text("以前各期的总分", "Earlier runs' totals of the same people"),
        {
            "path": Text(
                "以前结果的 CSV，用 {period} 代替较短的周期", "A stage's CSV, with {period} for the shorter period"
            ),
            "parts": Text(
                "由哪种周期组成；不写则季度由月、半年和全年由季度组成",
                "Which shorter periods; by default a quarter's months, a half-year's and a year's quarters",
            ),
            "periods": Text("逐个列出的周期，代替 parts", "The periods one by one, instead of parts"),
            "employee": Text("文件中工号列的标题", "The heading of the ids in the files"),
            "name": Text("文件中姓名列的标题", "The heading of the names in the files"),
            "team": Text("文件中班组列的标题", "The heading of the teams in the files"),
            "total": Text("文件中总分列的标题", "The heading of the totals in the files"),
        },
        "得到两列：mean_total 为计入各期总分的均值（不取整），periods_counted 为计入几期。某期没有总分的人，按其余各期平均；文件不在会报错。",
    ),
    "csv": Said(
        Text("CSV 文件，UTF-8 或 GB18030（GBK）", "A CSV file with a line of headings, in UTF-8 or GB18030 (GBK)"),
        {"path": PATH, "delimiter": Text("分隔符，一个字符", "One character between the values")},
        "编码可以是 UTF-8（有无 BOM 都可以）或 GB18030。全部按文本读，工号前面的 0 不会丢。",
    ),
    "excel": Said(
        Text(
            "工作簿里的一张表（.xlsx、.xlsm），或填好的填报表",
            "A worksheet of a workbook (.xlsx, .xlsm), or a form that was filled in",
        ),
        {
            "path": PATH,
            "sheet": Text(
                "工作表的名称；只有一张可见时不必写", "The name of the worksheet; needed where several can be seen"
            ),
            "header": Text(
                "标题在第几行；不写则为第一个有内容的行",
                "The row of the headings, counted from 1; by default the first that holds something",
            ),
            "stop": Text(
                "到哪一行为止：该行第一个有内容的单元格以此开头，如 合计",
                "How the row begins at which the table has ended, such as 合计",
            ),
            "merged_cells": Text(
                "人员行里的合并单元格：error 报错，fill 每格都按其值",
                'Merged cells over people\'s rows: refused, or with "fill" each of their cells has the value',
            ),
            "hidden_rows": Text(
                "隐藏的人员行：error 报错，read 照读，skip 不读",
                "Hidden rows of people: refused, read like any other, or left out",
            ),
        },
        "单元格按其含义读成文本：数是普通小数，百分数是 98.5%，日期是 ISO 文本，错误值和没有算过的公式原样报错。kpicore 写出的填报表不需要任何选项。",
    ),
    "sql": Said(
        Text(
            "由数据库用 SQL 算好：DuckDB 直接查 CSV、Parquet、JSON 文件，也可连 PostgreSQL、SQLite 等",
            "Has a database work the metrics out: DuckDB over CSV, Parquet and JSON files, PostgreSQL, SQLite, others",
        ),
        {
            "query": Text("查询语句，每个员工一行", "The query; one row per employee"),
            "query_file": Text("查询语句所在的文件，代替 query", "The file with the query, instead of query"),
            "url": Text(
                "数据库地址，不含密码；不写则用内置的 DuckDB",
                "The database, without a password; DuckDB inside this process without it",
            ),
            "url_env": Text(
                "存有完整地址（含密码）的环境变量的名称，代替 url",
                "The environment variable that holds the address, password included, instead of url",
            ),
            "params": Text(
                "自己的参数，查询中写 :名称；另有 :period_start、:period_end、:period",
                "Parameters of your own, :NAME in the query, beside :period_start, :period_end and :period",
            ),
            "timeout": Text("查询最多用多少秒", "The most seconds that the query may take"),
        },
        "不写 url 时由内置的 DuckDB 直接查文件：查询中用引号写文件名，路径相对于流程文件。数据库中什么也不写；密码不能写在流程文件里，也不会出现在报错和运行记录中。查询可以用 :period_start、:period_end（日期，含首尾）和 :period（文本）。",
    ),
    "queue-log": Said(
        Text(
            "Asterisk 的排队日志 queue_log：每个坐席的接通数、应答速度、通话时长、转接、振铃未接、签入时长",
            "Asterisk's queue log: calls, answer speed, talk time, transfers, rings without an answer, log-in time",
        ),
        {
            "path": Text(
                "日志文件；名称中可用 * 和 ?，轮转和压缩（.gz）的文件一并读取，相对于流程文件",
                "The log, relative to the pipeline; with * or ? all files of such names, rotated and compressed ones too",
            ),
            "of": Text(
                "读出数据库表 queue_log 的来源，代替 path", "A source that gives the rows of the table queue_log"
            ),
            "time_zone": Text(
                "时区，如 Asia/Shanghai 或 +08:00：日志记的是 1970 年以来的秒数",
                "The time zone of the period's days, such as Asia/Shanghai or +08:00",
            ),
            "queues": Text("计入哪些队列；不写则全部计入", "The queues that count; without it all of them"),
            "agents": Text(
                "number 取通道中的号码作编号（SIP/1001 即 1001），as-logged 照日志",
                "With number the id is that in the channel, 1001 of SIP/1001; as-logged takes it as it is",
            ),
            "within": Text("等待不超过多少秒算及时接起", "The wait in seconds up to which a call is answered in time"),
            "shortest_ring": Text(
                "振铃不足多少秒不算振铃", "Rings shorter than this, in seconds, are none: the phone was not there"
            ),
        },
        "每个坐席一行：calls（count）、wait_seconds、answer_seconds、talk_seconds、talk_total、login_seconds、pause_seconds（seconds）、"
        "answered_in_time、transfer_rate、answer_rate（ratio）、transfers、ring_no_answer（count）；均值和比率各有 _n，为样本数。"
        "通话归入接通的那一天；签入时长按考核期截断；没有记录的为缺失，不是 0。",
    ),
    "http": Said(
        Text(
            "经 HTTPS 读取 CRM 等系统的 JSON：分页、分段、限流重试，答复原样存为快照",
            "JSON over HTTPS from CRMs and other services: pages, spans, patience, and every answer kept",
        ),
        {
            "url": Text(
                "地址，以 https:// 开头；可含 {period}、{first} 等", "The address; {period}, {first} … are filled"
            ),
            "fields": Text(
                "我们的列名 = 记录中的位置，如 agent.login、rates[0].value",
                "Our names = paths in a record, such as agent.login or rates[0].value",
            ),
            "snapshot": Text(
                "存放答复的文件，与成绩一同写出，相对于流程文件；{period} 处填入考核周期",
                "The file in which answers are kept with the run, relative to the pipeline; {period} is filled",
            ),
            "rows": Text(
                "记录列表在答复中的位置；不写则答复本身就是列表",
                "The path of the list of records; without it the answer is it",
            ),
            "params": Text(
                "查询参数；可含 {first}、{last}、{after}，有 time_zone 时还有 {first_time}、{first_unix}、{first_ms} 等",
                "Parameters of the query; {first}, {last}, {after} and, with time_zone, {first_time}, {first_unix} … are filled",
            ),
            "headers": Text("另外的请求头，不含密码和令牌", "More headers; no passwords or tokens"),
            "paging": Text("怎样分页", "How pages are asked for"),
            "span_days": Text(
                "一次最多查多少天，超过则分段查", "Days of a span; longer periods are asked for in several"
            ),
            "time_zone": Text("时区，如 Asia/Shanghai 或 +08:00", "The time zone, such as Asia/Shanghai or +08:00"),
            "id": Text("记录自己的编号在记录中的位置；分页时必写", "The path of the record's own id; paging needs it"),
            "id_within": Text(
                "编号在整个周期（period）还是每段时间（span）内唯一",
                "Whether an id is unique in the period, or in its span only",
            ),
            "sums": Text("每人合计：列名 = 字段", "Sums by employee: name = field"),
            "means": Text("每人均值：列名 = 字段", "Means by employee: name = field"),
            "weighted": Text("每人加权均值：列名 = [字段, 权数]", "Weighted means by employee: name = [field, weight]"),
            "counts": Text("每人有值的记录数：列名 = 字段", "Records with a value in the field: name = field"),
            "shares": Text(
                "每人占比：列名 = { 字段 = [算作达成的值] }",
                "Shares by employee: name = { field = [values that count] }",
            ),
            "token_env": Text("存有访问令牌的环境变量的名称", "The environment variable with the access token"),
            "token_header": Text("令牌放在哪个请求头", "The header for the token"),
            "token_prefix": Text("令牌前的文字", "What stands before the token"),
            "timeout": Text("一次答复最多等多少秒", "The most seconds for a whole answer"),
            "tries": Text("最多试几次", "How often a call is tried in all"),
            "wait": Text(
                "第二次之前等多少秒，以后每次加倍", "Seconds before the second try, doubled before each later one"
            ),
            "longest_wait": Text(
                "最多等多少秒，服务器要求更久则报错", "The most seconds to wait where the server asks for it"
            ),
            "pause": Text("两次请求之间至少隔多少秒", "Seconds between two calls"),
            "allow_http": Text("允许不加密的 http://", "Allows http://, which is not encrypted"),
            "offline": Text(
                "从快照读取，不问服务器：--set sources.名称.offline=true",
                "Reads the snapshot instead of the server: --set sources.NAME.offline=true",
            ),
        },
        "有 sums、means、weighted、counts、shares 时每个员工一行，均值和占比各有 _n，为样本数；否则每条记录一行。"
        "令牌只从环境变量读取，不会出现在报错、运行记录和快照中。服务器忙、出错、超时、中断时重试；失败则什么也不写。",
    ),
    "call-events": Said(
        Text("通话列表的 JSON（示例插件）", "A phone system's list of calls in JSON (the example plugin)"),
        {"path": PATH},
        "每通电话一个对象：agent、day、answered、seconds。得到 calls、answer_rate、answer_rate_n、answer_seconds 四列。",
    ),
}

EXPORTERS: Mapping[str, Said] = {
    "csv": Said(
        Text("每个阶段一个 CSV 文件", "A CSV file for every stage"),
        {
            "header": Text("标题写编号（ids）还是名称（labels）", "Headings are ids or labels"),
            "lang": Text("名称和等级建议用的语言", "The language of labels and outcomes"),
        },
        "UTF-8 带 BOM，每人一行；列见[结果文件](results.md)。",
    ),
    "excel": Said(
        Text(
            "一个工作簿，得分、总分、名次、等级都是活的公式",
            "One workbook whose scores, totals, ranks and grades are live formulas",
        ),
        {
            "path": Text("文件名，在本次输出文件夹之下", "The file, below the run's output folder"),
            "lang": LANGUAGE,
        },
        "每个阶段一张工作表，另有参数、汇总、评分卡、说明；见[结果文件](results.md)。",
    ),
    "html": Said(
        Text("网页报告，不需要网络，也不需要其他文件", "Results as pages that need no network and no other file"),
        {
            "audience": Text(
                "给谁看，必须写明：department 部门，一个文件里有所有人；team 每个班组一个文件；person 每人一个文件",
                "Who may read them, which has to be said: one file with everybody, a file per team, or a file per person",
            ),
            "path": Text(
                "文件名（department），或文件夹（team、person），在本次输出文件夹之下",
                "The file, or for team and person the folder, below the run's output folder",
            ),
            "names": Text(
                "文件名：secret 猜不到，team 用班组名，employee 用工号",
                "How files are named: so that nobody can guess it, by the team, or by the employee",
            ),
            "lang": LANGUAGE,
        },
        "team 和 person 的文件名默认猜不到，清单写在 index.csv。",
    ),
    "pdf": Said(
        Text("每人一页的评分卡，供打印和签字", "A card for each person, to be printed and signed"),
        {
            "path": Text(
                "文件名；含 {stage} 时每个阶段一个文件",
                "The file, below the run's output folder; with {stage} in it one for each stage",
            ),
            "stages": Text("印哪些阶段；不写则全部", "The stages to print; all without it"),
            "lang": LANGUAGE,
            "font": Text(
                "用哪些字体，依次选用", "Families of fonts to take characters from, the first that has one first"
            ),
        },
        "每人一页 A4，内容多的才有第二页；一个文件超过 5000 张时接着写 cards-2.pdf。字体里没有的字会报错，并指出是谁的卡。",
    ),
}
FORMS: Mapping[str, Said] = {
    "excel": Said(Text("写填报表 .xlsx 的插件", "Writes forms to fill in as .xlsx")),
}

SAID: Mapping[KindNoun, Mapping[str, Said]] = {
    "calculator": CALCULATORS,
    "grade-mapper": GRADE_MAPPERS,
    "source": SOURCES,
    "exporter": EXPORTERS,
    "form": FORMS,
}

TABLES: Mapping[str, Mapping[str, Text]] = {
    "Paging": {
        "by": Text(
            "按页码 number、条数 offset、标记 cursor 还是 Link 头 link", "By number, offset, cursor or the header Link"
        ),
        "param": Text("参数名：页码、条数或标记", "The parameter for the page, the offset or the cursor"),
        "first": Text("第一页的值，页码默认 1，条数默认 0", "Its value of the first page: 1, of an offset 0"),
        "cursor": Text("下一页的标记在答复中的位置", "The path of the next page's cursor"),
        "size_param": Text("每页条数的参数名", "The parameter for the size of a page"),
        "size": Text("每页条数", "Records a page"),
        "total": Text(
            "总条数在答复中的位置；写了就不会漏", "The path of the number of all records: with it none is missed"
        ),
        "most": Text("一段时间最多读多少页", "The most pages of a span"),
    },
    "StatedBand": {
        "full": Text("得满分的值", "The value of all points"),
        "zero": Text("得 0 分的值", "The value of no points"),
        "from": Text("直线一端", "One end of the straight line"),
        "to": Text("直线另一端", "The other end"),
    },
    "StepRow": {
        "points": Text("这一档的分", "The points of the row"),
        "from": Text("达到此值（含）即入档", "Reached from this value on"),
        "above": Text("超过此值才入档", "Reached strictly above this value"),
        "to": Text(
            "细则原文的另一端（含），供 kpi check 对照",
            "Where the policy ends the row, that value included, for kpi check",
        ),
        "below": Text(
            "细则原文的另一端（不含），供 kpi check 对照",
            "Where the policy ends the row, that value excluded, for kpi check",
        ),
    },
}
"""The keys of tables inside options, by the name of their class."""


def said_of(noun: KindNoun, kind: str) -> Said:
    """What is said of a kind: nothing of one that nobody has described here."""
    return SAID[noun].get(kind, Said(Text("", "")))


def said_of_table(cls: type) -> Mapping[str, Text]:
    """What is said of the keys of a class inside an option."""
    return TABLES.get(cls.__name__, {})
