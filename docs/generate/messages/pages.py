"""Titles of the generated pages, what each is about, and the headings of their tables."""

from kpicore.errors import Text

KEY = Text("键", "Key")
OPTION = Text("选项", "Option")
TYPE = Text("写法", "Takes")
DEFAULT = Text("默认", "Default")
MEANS = Text("含义", "Means")
REQUIRED = Text("必填", "required")
REST = Text("其余各键", "any other key")
CODE = Text("代码", "Code")
SAYS = Text("说什么", "Says")
DO = Text("怎么办", "What to do")
EXAMPLE = Text("例：", "For example:")
FROM = Text("来自 {distribution}。", "It comes with {distribution}.")
IN_CODE = Text("代码中的说明（英文）：", "In the code's words:")

SCHEME = Text("方案文件的写法", "Scheme documents")
SCHEME_LEAD = Text(
    "方案是一份 TOML 文件：一个岗位的考核细则。下面是每个键的写法、默认值和含义。编辑器可以用 "
    "[scheme.schema.json](../schema/scheme.schema.json) 边写边查，见[在编辑器里写](../how-to/editor.md)。",
    "A scheme is a TOML document: the policy for one position. Here is every key with what it takes, its default and what "
    "it means. Editors check it while it is written with [scheme.schema.json](../schema/scheme.schema.json): "
    "[how](../how-to/editor.md).",
)
SCHEME_TOP = Text("最上层", "At the top")
SCHEME_TABLE = Text("表 {table}", "The table {table}")

PIPELINE = Text("流程文件的写法", "Pipeline documents")
PIPELINE_LEAD = Text(
    "流程是一份 TOML 文件：数据从哪里来，哪个方案给谁计分，写出什么。路径都相对于流程文件，{period} 处填入考核周期。编辑器可以用 "
    "[pipeline.schema.json](../schema/pipeline.schema.json) 边写边查，见[在编辑器里写](../how-to/editor.md)。",
    "A pipeline is a TOML document: where figures come from, which scheme scores whom, what is written. Paths are "
    "relative to it, and {period} in them is filled. Editors check it while it is written with "
    "[pipeline.schema.json](../schema/pipeline.schema.json): [how](../how-to/editor.md).",
)

CALCULATORS = Text("计分办法", "Calculators")
CALCULATORS_LEAD = Text(
    "写在考核项的 calculator 表里，kind 选定一种。以下是本仓库各安装包带来的。",
    "They stand in an item's `calculator` table, whose `kind` picks one. These are the ones that the distributions of "
    "this repository bring.",
)
CASES = Text("按组取不同的标准", "Options that differ by group")
CASES_LEAD = Text(
    "任何一种计分办法都可以加这两项，如普通座席和 VIP 座席的标准不同：",
    "Every calculator takes these two besides its own options, for instance where VIP seats have other bands:",
)
GRADE_MAPPERS = Text("定级办法", "Grade mappers")
GRADE_MAPPERS_LEAD = Text("写在 [grades] 表里，kind 选定一种。", "They stand in `[grades]`, whose `kind` picks one.")
INSIDE = Text("{option} 的每一项", "An entry of {option}")

SOURCES = Text("数据来源", "Sources")
SOURCES_LEAD = Text(
    "写在流程文件的 [sources.名称] 里，kind 选定一种。任何来源都可以加 columns、units、employees、period_column，见"
    "[流程文件](pipeline.md)；数字怎样读，见[计分的算法](../arithmetic.md)。",
    "They stand in a pipeline's `[sources.NAME]`, whose `kind` picks one. Every source takes `columns`, `units`, "
    "`employees` and `period_column` besides its own options: see [pipeline documents](pipeline.md).",
)
EXPORTERS = Text("输出", "Exporters")
EXPORTERS_LEAD = Text(
    "写在流程文件的 [exports.名称] 里，kind 选定一种。",
    "They stand in a pipeline's `[exports.NAME]`, whose `kind` picks one.",
)
FORMS = Text("填报表", "Forms")
FORMS_LEAD = Text("kpi template -o 按文件名后缀选定一种。", "`kpi template -o` picks one by the suffix of the file.")

HOOKS = Text("钩子", "Hooks")
HOOKS_LEAD = Text(
    "插件通过这些钩子把类交给 kpicore。签名和说明取自代码，说明为英文。",
    "Through these a plugin hands its classes to kpicore. Signatures and words are the code's own.",
)
NODES = Text("规则树的节点", "Nodes of the rule tree")
NODES_LEAD = Text(
    "计分办法的 rule 返回由这些节点组成的树：同一棵树用来计算、写成工作簿公式、用中英文讲出来、用精确分数复算。两条通则：缺一个操作数，结果就缺，"
    "除非节点另有规定；相差不到 1e-10 的两个数算同一个数。",
    "A calculator's `rule` returns a tree of these: the same tree is computed, written as a workbook's formula, told in "
    "both languages and checked in exact fractions. Two things hold for all of them: a missing operand makes the result "
    "missing unless the node says otherwise, and two numbers closer than 1e-10 are the same number.",
)
INTERFACES = Text("插件用到的接口和值", "Interfaces and values")
INTERFACES_LEAD = Text(
    "插件从 kpicore 引入的全部名称，以及它的类要满足的接口。说明取自代码，为英文。",
    "What a plugin's class has to be, and every name that it imports from `kpicore`, in the code's own words.",
)
CLASSES = Text("插件的类要满足的接口", "What a plugin's class has to be")
MET = Text("遇到的值", "Values")
ERRORS = Text("出错时用的", "What is raised")
FUNCTIONS = Text("函数", "Functions")
NAMES = Text("常量和类型", "Constants and types")
TESTING = Text("测试插件", "For testing plugins")
TESTING_LEAD = Text(
    "kpicore.testing 供插件作者写测试用。说明取自代码，为英文。",
    "`kpicore.testing` is what plugin authors test against, in the code's own words.",
)

RESULTS = Text("结果文件", "Result files")
RESULTS_LEAD = Text(
    "kpi run 写出的文件里有哪些列。例子是 hotline-10086/shift-leader 的样例（人员虚构）运行得到的。",
    "What stands in the files that `kpi run` writes. The examples are what the sample of `hotline-10086/shift-leader` "
    "gives, whose people are invented.",
)

PROBLEMS = Text("报错和提示", "Problems")
PROBLEMS_LEAD = Text(
    "kpicore 会说的每一句报错和提示，按安装包排列。每一条都有固定的代码，程序可以用 --format json 读取。{花括号} 处填入具体内容。"
    "kpi check 的检查项另有[逐条说明](../findings.md)。",
    "Everything that kpicore says is wrong, by distribution. Each has a stable code, which programs read with "
    "`--format json`; facts stand in the place of `{braces}`. What `kpi check` looks for is explained "
    "[one by one](../findings.md).",
)
WARNING = Text("提示", "warning")

COMMANDS = Text("命令", "Commands")
COMMANDS_LEAD = Text(
    "每个命令的 --help。--lang en 换成英文，也可以用环境变量 KPI_LANG。",
    "Each command's `--help`. `--lang zh` gives it in Chinese, and so does the environment variable KPI_LANG.",
)
EXIT_CODES = Text("退出码", "Exit codes")
EXIT_CODE = Text("退出码", "Exit code")
