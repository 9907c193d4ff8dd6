"""What is said about plugins: that they do not load, what they offer wrongly, where two clash, and what is unknown."""

from collections.abc import Mapping

from kpicore.errors import Message, Text

NOUNS: Mapping[str, Text] = {
    "source": Text("数据来源", "metric source"),
    "calculator": Text("算法", "calculator"),
    "grade-mapper": Text("定级方法", "grade mapper"),
    "exporter": Text("导出方式", "exporter"),
    "form": Text("填报表", "form"),
    "scheme": Text("考核方案", "scheme"),
}
"""What each hook contributes, named for people."""

REINSTALL = Text("请升级、重装或卸载 {distribution}", "upgrade, reinstall or uninstall {distribution}")
TELL_THE_AUTHOR = Text("请升级 {distribution}，或联系其作者", "upgrade {distribution}, or tell its author")
UNINSTALL_ONE = Text("请只保留其中一个，卸载其余的", "keep one of them and uninstall the others")

# A plugin that does not load
IMPORT_FAILED = Message(
    "plugin-import",
    Text("插件 {origin} 未载入，导入时出错：{error}", "plugin {origin} is not loaded, its import failed: {error}"),
    hint=REINSTALL,
)
UNKNOWN_HOOK = Message(
    "unknown-hook",
    Text("插件 {origin} 未载入：没有 {hook} 这个钩子", "plugin {origin} is not loaded: there is no hook {hook}"),
    hint=Text("{near}", "{near}"),
)
HOOK_ARGUMENTS = Message(
    "hook-arguments",
    Text(
        "插件 {origin} 未载入：钩子 {hook} 不接受参数 {arguments}",
        "plugin {origin} is not loaded: hook {hook} takes no argument {arguments}",
    ),
    hint=Text("应写作 def {hook}():", "write def {hook}():"),
)
HOOK_UNMARKED = Message(
    "hook-unmarked",
    Text("插件 {origin} 未载入：{hook} 前缺少 @hookimpl", "plugin {origin} is not loaded: {hook} lacks its @hookimpl"),
    hint=Text("from kpicore import hookimpl", "from kpicore import hookimpl"),
)
HOOK_INVALID = Message(
    "hook-invalid",
    Text(
        "插件 {origin} 未载入，钩子写法有误：{error}",
        "plugin {origin} is not loaded, one of its hooks is not valid: {error}",
    ),
    hint=TELL_THE_AUTHOR,
)
HOOK_FAILED = Message(
    "hook-failed",
    Text(
        "插件 {origin} 未载入，钩子 {hook} 出错：{error}",
        "plugin {origin} is not loaded, its hook {hook} failed: {error}",
    ),
    hint=TELL_THE_AUTHOR,
)
HOOK_RESULT = Message(
    "hook-result",
    Text(
        "插件 {origin} 未载入：钩子 {hook} 应返回列表，返回的却是 {found}",
        "plugin {origin} is not loaded: hook {hook} returned {found} instead of a list",
    ),
    hint=TELL_THE_AUTHOR,
)

# A class or a scheme that is refused by itself
NOT_A_CLASS = Message(
    "not-a-class",
    Text(
        "插件 {origin} 的{noun} {found} 未采用：它不是类",
        "{noun} {found} of plugin {origin} is refused: it is not a class",
    ),
    hint=Text("钩子应返回类本身，而不是它的实例", "the hook returns classes, not instances"),
)
NOT_ATTRS = Message(
    "not-attrs",
    Text(
        "插件 {origin} 的{noun} {found} 未采用：它不是 attrs 类",
        "{noun} {found} of plugin {origin} is refused: it is not an attrs class",
    ),
    hint=Text("在类定义前加 @attrs.frozen", "write @attrs.frozen above the class"),
)
NO_KIND = Message(
    "no-kind",
    Text(
        "插件 {origin} 的{noun} {found} 未采用：没有 kind",
        "{noun} {found} of plugin {origin} is refused: it has no kind",
    ),
    hint=Text('在类中写 kind: ClassVar[str] = "名称"', 'write kind: ClassVar[str] = "a-name" in the class'),
)
NO_METHOD = Message(
    "no-method",
    Text(
        "插件 {origin} 的{noun} {found} 未采用：缺少方法 {method}",
        "{noun} {found} of plugin {origin} is refused: it lacks its method {method}",
    ),
    hint=TELL_THE_AUTHOR,
)
OPTION_TAKEN = Message(
    "option-taken",
    Text(
        "插件 {origin} 的{noun} {found} 未采用：选项不能叫 {option}，每个来源都已有这一项",
        "{noun} {found} of plugin {origin} is refused: its option {option} is a key that every source has already",
    ),
    hint=TELL_THE_AUTHOR,
)
NO_SUFFIX = Message(
    "no-suffix",
    Text(
        "插件 {origin} 的{noun} {found} 未采用：没有 suffix",
        "{noun} {found} of plugin {origin} is refused: it has no suffix",
    ),
    hint=Text('在类中写 suffix: ClassVar[str] = ".xlsx"', 'write suffix: ClassVar[str] = ".xlsx" in the class'),
)
NOT_A_FILE = Message(
    "scheme-not-a-file",
    Text(
        "插件 {origin} 的考核方案 {found} 未采用：它不是包内文件",
        "scheme {found} of plugin {origin} is refused: it is not a file of a package",
    ),
    hint=Text('应写作 files("包名") / "文件.toml"', 'write files("package") / "file.toml"'),
)
SCHEME_UNREADABLE = Message(
    "scheme-unreadable",
    Text(
        "插件 {origin} 的考核方案 {found} 未采用，无法读取：{error}",
        "scheme {found} of plugin {origin} is refused, it cannot be read: {error}",
    ),
    hint=TELL_THE_AUTHOR,
)
SCHEME_HEAD = Message(
    "scheme-head",
    Text(
        "插件 {origin} 的考核方案 {found} 未采用：{key} 应为非空文本",
        "scheme {found} of plugin {origin} is refused: its {key} must be a text that is not empty",
    ),
    hint=TELL_THE_AUTHOR,
)

# Several that cannot all be
PLUGIN_CLASH = Message(
    "plugin-clash",
    Text("插件名 {name} 重复，均未载入：{sides}", "several plugins are named {name}, none of them is loaded: {sides}"),
    hint=UNINSTALL_ONE,
)
KIND_CLASH = Message(
    "kind-clash",
    Text(
        "{noun} {name} 重复，均未采用：{sides}", "{noun} {name} is contributed more than once, all are refused: {sides}"
    ),
    hint=UNINSTALL_ONE,
)
SCHEME_CLASH = Message(
    "scheme-clash",
    Text(
        "考核方案 {name} 的版本 {version} 重复，均未采用：{sides}",
        "version {version} of scheme {name} is contributed more than once, all are refused: {sides}",
    ),
    hint=UNINSTALL_ONE,
)

# What is asked for and not there
UNKNOWN_PLUGIN = Message(
    "unknown-plugin",
    Text("KPICORE_PLUGINS 中的插件 {name} 没有安装", "KPICORE_PLUGINS names {name}, which is not installed"),
    hint=Text("{near}", "{near}"),
)
UNKNOWN_KIND = Message(
    "unknown-kind", Text("没有 {name} 这种{noun}", "there is no {noun} of kind {name}"), hint=Text("{near}", "{near}")
)
UNKNOWN_SCHEME = Message(
    "unknown-scheme", Text("没有安装考核方案 {name}", "scheme {name} is not installed"), hint=Text("{near}", "{near}")
)
BROKEN = Text("有问题的插件：{origins}，见 kpi plugins", "plugins with faults: {origins}, see `kpi plugins`")
LEFT_OUT = Text("KPICORE_PLUGINS 未选用的插件：{names}", "plugins that KPICORE_PLUGINS leaves out: {names}")

# At work
FAILED_AT_WORK = Message(
    "plugin-failed",
    Text("{doing}：插件 {origin} 出错：{error}", "{doing}: plugin {origin} failed: {error}"),
    hint=TELL_THE_AUTHOR,
)
