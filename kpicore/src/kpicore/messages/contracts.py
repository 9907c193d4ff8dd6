"""What the contracts of `kpicore.testing` say to the author of a plugin: what is wrong, and what to do."""

from kpicore.errors import Text

# Every extension

CLASS_UNSOUND = Text("这个类不能由钩子返回：", "a hook cannot return this class:")
NOT_FROZEN = Text(
    "{cls} 的实例可以修改：在类定义前写 @attrs.frozen",
    "instances of {cls} can be changed: write @attrs.frozen above the class",
)
OPTIONS_UNREADABLE = Text(
    "写成 TOML 后读不回来：{error}。字段的类型须是 str、int、Decimal、bool、date、列表、表或 attrs 类",
    "its options, written as TOML, cannot be read: {error}. "
    "Fields are str, int, Decimal, bool, date, lists, tables, or attrs classes",
)
OPTIONS_CHANGED = Text(
    "写成 TOML 再读回来，与原来的不同：每个字段都要能由文件设定，列表的字段用 converter=tuple",
    "its options, written as TOML and read, are no longer the same: "
    "each field has to be set by a document, one with a list needs converter=tuple",
)
NO_PLUGIN_NAMED = Text("没有写 plugin，不检验钩子", "no plugin is named, so the hook is not tested")
PLUGIN_FAULTY = Text("插件 {plugin} 有问题：", "something is wrong with plugin {plugin}:")
NOT_OFFERED = Text(
    "插件 {plugin} 没有提供 {kind}（{cls}）：看钩子是否返回这个类，改过 pyproject.toml 后重新安装",
    "plugin {plugin} does not offer {kind} ({cls}): see whether the hook returns the class, "
    "and install again after pyproject.toml was changed",
)

# Metric sources

NOT_READ = Text(
    "样例读不出来，另一项检验会说明：{error}", "the sample is not read, for which another test fails: {error}"
)
NO_COLUMN_TO_TEST = Text(
    "没有 {column} 这一列，另一项检验会说明", "there is no column {column}, for which another test fails"
)
READ_FAILED = Text(
    "read 抛出了异常：文件有问题时应抛出 kpicore.Refused",
    "read raised an exception: what is wrong with a file is a kpicore.Refused",
)
READ_REFUSED = Text("read 不接受自己的样例：", "read refuses its own sample:")
NO_FRAME = Text(
    "read 返回的是 {type}，应为数据框，如 polars.DataFrame",
    "read returned a {type}; it has to be a frame, such as a polars.DataFrame",
)
LACKS_COLUMNS = Text(
    "缺少列 {columns}（{near}）。没有数据的列也要有，值留空",
    "columns are missing: {columns} ({near}). A column without figures has to be there too, with nulls",
)
UNDECLARED_COLUMNS = Text(
    "列 {columns} 没有说明：是数据就在 metrics 中写明单位，是分组等文字就写进 texts",
    "nothing is said of the columns {columns}: give figures a unit in metrics, and name groups and the like in texts",
)
IDS_NOT_TEXT = Text(
    "{column} 不是文本（如 {first}）：数字会丢掉开头的 0，18 位的还会丢掉末几位，请按文本读取",
    "{column} is no text (such as {first}): a number loses its leading zeros, and of 18 digits the last; read it as text",
)
NO_IDS = Text(
    "这些行没有工号，或不是人（合计、说明）：在来源中去掉，或抛出 Refused",
    "these rows have no id, or are nobody (totals, notes): leave them out, or raise Refused",
)
TWICE = Text(
    "同一个 {column} 有几行：先汇总成一行；评分明细等长表写 repeats = True",
    "the same {column} has several rows: sum them up to one; long forms such as ratings say repeats = True",
)
MAY_REPEAT = Text("长表，一人可以有几行", "a long form: a person may have several rows")
NOT_FINITE = Text(
    "有 NaN 或无穷大：没有数据用 null，如 0 通来电的接通率",
    "there is NaN or infinity: what cannot be had is null, such as the rate of no calls",
)
NOT_IN_UNIT = Text("数值与所写的单位不符：", "figures do not fit the unit that they are said to have:")
MISCOUNTED = Text(
    "样本数应为 0 以上的整数，有数据就要有样本数",
    "a number of cases is a whole number from 0 on, and there wherever the figure is",
)
NO_ROWS = Text("没有 _row 列", "there is no column _row")
NO_LINES = Text(
    "_row 应为该行在文件中开始的行号：1 至 {last} 的整数，不重复，不留空",
    "_row is the line of the file in which a row begins: whole numbers from 1 to {last}, each once, none missing",
)
READS_DIFFERENTLY = Text(
    "同一份输入读两次，结果不同：按文件的顺序，或用 sort、maintain_order=True",
    "the same input, read twice, is not the same: keep the order of the file, or use sort, maintain_order=True",
)
NO_FILES = Text("样例没有文件", "the sample has no files")
NOTHING_OPENED = Text(
    "没有通过 context.open 打开任何文件，运行记录中就没有它们的校验值",
    "no file was opened through context.open, so that the run's record would not have its hash",
)
OPENED_ELSEWHERE = Text(
    "有文件没有通过 context.open 打开（通过它打开的：{opened}）：不要用 open、Path 或引擎直接读，引擎自己读的用 context.record",
    "a file was opened past context.open (these were opened through it: {opened}): "
    "use neither open, Path nor an engine on their own; for what an engine opens there is context.record",
)
RAISES = Text(
    "文件损坏时抛出了异常：应抛出 kpicore.Refused，说明哪里不对、怎么办",
    "a damaged file raises an exception: raise kpicore.Refused, which says what is wrong and what to do",
)
NOTHING_EXPECTED = Text("没有写 expected", "nothing is expected")
UNEXPECTED = Text(
    "与手工算出的不同（读出的，应为）", "it is not what was worked out by hand (what was read, what it should be)"
)

# Rules

RULE_FAILED = Text("rule 出错：{error}", "rule failed: {error}")
NO_TREE = Text(
    "rule 应返回由 kpicore 节点组成的树，其中却有 {found}：不要自己计算，写出算式，如 indicator.metric(…) * Par(…)",
    "rule has to return a tree of kpicore's nodes, and there is {found} in it: "
    "compute nothing, write the formula, such as indicator.metric(…) * Par(…)",
)
NO_RULE = Text(
    "没有可用的规则，另一项检验会说明：{error}", "there is no rule to look at, for which another test fails: {error}"
)
RULE_CHANGES = Text(
    "每次调用 rule 得到的树不同：它只能取决于选项和项目，不能取决于时间、随机数或以前的调用",
    "rule gives another tree each time: it depends on the options and the item, not on time, chance or earlier calls",
)
READS_UNKNOWN = Text(
    "规则用到了没有声明的列：数据用 indicator.metric(…)，分组用 Ref(分组编号)",
    "the rule reads columns that nobody declares: take metrics by indicator.metric(…), groups by Ref(group)",
)
READS_NOTHING = Text("规则不读数据", "the rule reads no metric")
UNDECLARED_METRIC = Text(
    "数据没有声明时，应抛出 InvalidOption，却是 {raised}：用 indicator.metric(…)，不要截住它的异常",
    "of a metric that is not declared an InvalidOption is expected, not {raised}: "
    "use indicator.metric(…), and let through what it raises",
)
LITERAL_OPTION = Text(
    '选项 {name} 的数在规则中是 Lit：写 Par("{name}", …)，报表和试算才能显示、改动它',
    'the number of the option {name} is a Lit in the rule: write Par("{name}", …), so that it is shown and can be turned',
)
UNKNOWN_PARAMETER = Text(
    "Par 的名称不是选项的路径（有 {known}）", "a Par is named by no key path of the options (there are {known})"
)
WRONG_PARAMETER = Text(
    "Par 的数与同名选项不同（Par，选项）：先取选项原来的数，再在规则中计算",
    "a Par has another number than the option it is named by (Par, option): take the option as it is, and compute in the rule",
)
LITERAL_NUMBER = Text(
    "规则中写死了数 {numbers}：细则规定的做成选项，用 Par；不会变的（如 60 秒）写进检验的 constants",
    "the numbers {numbers} stand in the code: what a policy sets is an option and a Par; "
    "what none would (60 seconds) goes into the contract's constants",
)
NO_NUMBER = Text("规则拿文字当数计算：{error}", "the rule computes with a text: {error}")
DISAGREES = Text(
    "数据框和分数算出的不同（分数，数据框）：大数相减丢失了位数，换一种写法",
    "a frame and fractions give different values (fractions, frame): "
    "the difference of large numbers has lost its digits; write it another way",
)
NO_FULL_MARKS = Text("加减分没有满分", "an adjustment has no full marks")
OUTSIDE_FULL_MARKS = Text(
    "得分超出 0 至 {full} 分：用 Clip(…, Lit(0), indicator.full_marks)",
    "points leave the range from 0 to {full}: use Clip(…, Lit(0), indicator.full_marks)",
)
UNFILLED_SLOT = Text(
    "Say 的文字中有 {{{slot}}}，slots 中却没有", "the phrase of a Say has {{{slot}}}, and its slots have not"
)
SAYS_NOTHING = Text("规则的文字说明为空", "the words of the rule are empty")
CHINESE_IN_ENGLISH = Text("英文说明中有中文", "there is Chinese in the English words")
NO_CASES = Text("没有写 cases", "there are no cases")
CASES_FAIL = Text(
    "与手工算出的不同（第几人从 0 数起：应为，算出的）",
    "it is not what was worked out by hand (who, counted from 0: what it should be, what it is)",
)

# Grade mappers

GRADE_READS_UNKNOWN = Text(
    "规则只能用总分、分组和班组", "the rule may read the total, groups and the team, and nothing else"
)
GRADE_NO_TEXT = Text('等级应为文字，如 Lit("A")', 'a grade is a text, such as Lit("A")')
LETTERS_TWICE = Text("letters 中有重复", "letters has some twice")
UNKNOWN_LETTERS = Text("有的等级不在 letters（{letters}）中", "there are grades that letters ({letters}) does not have")
GRADED_NOTHING = Text(
    "没有总分的人也有了等级：不要用 Default 补总分",
    "somebody without a total has a grade: do not put a Default in its place",
)
WORSE_GRADE = Text(
    "总分高的等级反而低：letters（{letters}）应从最好的排起，Steps 从最高的排起",
    "a higher total has a worse grade: letters ({letters}) stand from the best down, the rows of Steps from the highest",
)

# Exporters and forms

NOT_WRITTEN = Text("没有写出来，另一项检验会说明：{error}", "nothing is written, for which another test fails: {error}")
EXPORT_REFUSED = Text("拒绝写出：", "it refuses to write:")
EXPORT_FAILED = Text(
    "写出时出错：{error}。有人没有总分、名次、等级和姓名，这些是 null",
    "writing failed: {error}. Somebody has no total, no rank, no grade, or no name: these are null",
)
NOTHING_WRITTEN = Text("没有写出任何内容", "nothing was written")
LACKS_FILES = Text("少写了文件（写出的有 {files}）", "files are missing (these were written: {files})")
WRITTEN_ELSEWHERE = Text(
    "绕过 target 写了文件：用 target.open_text 或 open_binary，运行失败时才不会留下文件；临时文件用完要删掉",
    "files were written past the target: use target.open_text or open_binary, so that a run that fails leaves none; "
    "remove temporary files",
)
LEFT_OPEN = Text(
    "返回时文件没有关闭，缓冲区里的内容会丢失：用 with target.open_text(…) as file",
    "files are still open when it returns, and what is in a buffer is lost: use with target.open_text(…) as file",
)
KEPT_QUIET = Text(
    "磁盘写满时没有报错，会留下半个文件：不要截住 OSError",
    "it goes on when the disk is full, which leaves half a file: do not catch OSError",
)
NOT_REPEATABLE = Text("两次的结果不同，另一项检验会说明", "it differs each time, for which another test fails")
RANDOM = Text(
    "同样的内容两次写出的不同：不要用随机数、id() 或计数器",
    "the same is written otherwise a second time: use no random numbers, no id(), no counter",
)
CLOCK = Text(
    "写出的内容随时间而变：不要写当前时间，日期取自 results.period；xlsx、zip 等格式要把时间设为固定值",
    "what is written depends on the clock: write no time of day, take dates from results.period; "
    "in formats that have one, such as xlsx and zip, set it to a fixed one",
)
LOOKUP_ORDER = Text(
    "写出的内容随字典的键序而变（如 outcomes）：按 letters、indicators 的顺序，或用 sorted",
    "what is written depends on the order of a dict's keys (such as outcomes): go by letters or indicators, or use sorted",
)
SET_ORDER = Text(
    "换一个进程，写出的就不同：集合没有顺序，用 sorted 或 dict.fromkeys",
    "another process writes it otherwise: a set has no order, use sorted or dict.fromkeys",
)
CANNOT_TRAVEL = Text(
    "不能在另一个进程中运行，不检验：{error}", "it cannot be run in another process, and is not tested there: {error}"
)
CHILD_FAILED = Text("在另一个进程中出错：{error}", "it failed in another process: {error}")
RESULTS_CHANGED = Text(
    "改动了阶段的数据框，后面的导出会受影响：不要在原地修改",
    "it changed the frames of stages, which other exporters get after it: change nothing in place",
)
NO_SOURCE = Text("没有写 source，不检验读回", "no source is named, so it is not read back")
FORM_LACKS = Text(
    "读回时缺少填报表的列（有 {columns}）", "columns of the form are missing when it is read back (there are {columns})"
)
FORM_PEOPLE = Text("读回的工号与名单不同", "the ids that are read back are not those of its people")

# Schemes

SCHEME_NOT_READ = Text(
    "方案读不出来，另一项检验会说明：{error}", "the scheme is not read, for which another test fails: {error}"
)
SCHEME_REFUSED = Text("方案没有安装，或有错误：", "the scheme is not installed, or has mistakes:")
NO_EXAMPLES = Text(
    "没有算例：按细则手工算几个，写进 [[examples]]", "it has no examples: work some out by hand, as [[examples]]"
)
EXAMPLES_FAIL = Text("算例与规则不符：", "examples do not come out:")
OVERLOOKED = Text(
    "kpi check 有发现；只有部门能回答的，把代码写进检验的 questions：",
    "kpi check finds something; the codes of what only the department can answer go into the contract's questions:",
)
NO_SAMPLE = Text(
    "没有样例：在方案文件旁放 sample/{stem}/pipeline.toml 和几个虚构人员的数据",
    "it has no sample: put sample/{stem}/pipeline.toml beside it, and the figures of a few invented people",
)
SAMPLE_REFUSED = Text("样例不能运行：", "its sample does not run:")
SAMPLE_OF_ANOTHER = Text("样例没有按方案 {scheme} 计分", "its sample does not score by {scheme}")
SAMPLE_UNSCORED = Text("样例中有人没有总分（阶段：人数）", "people of the sample have no total (stage: how many)")
SAMPLE_WARNS = Text("样例运行时有提醒：", "its sample runs with warnings:")
