"""What the values of the field say when their options make no sense."""

from kpicore.errors import Message, Text

RANGE_EMPTY = Message(
    "empty-range", Text("range 的下限须小于上限", "the lower end of the range must be below the upper")
)
DEFAULT_OTHER_UNIT = Message(
    "default-unit", Text("默认值与单位 {unit} 不符", "the default does not fit the unit {unit}")
)
SIGN_NOT_POINTS = Message(
    "sign-unit",
    Text("expect 只用于单位 points，{unit} 没有负数", "expect is for the unit points; {unit} has no negative values"),
)
OPTIONAL_AND_DEFAULT = Message(
    "optional-default",
    Text(
        "optional 与 default 不能同时使用：前者缺数据时仍为缺，后者按默认值计",
        "optional and default exclude each other: with the one a gap stays a gap, with the other it is filled",
    ),
)
GROUP_NAME_TAKEN = Message(
    "group-name",
    Text(
        "取值 {value} 的名称 {name} 是另一个取值的编号，填写时无法区分",
        "the label {name} of {value} is the id of another value, so that input could not tell them apart",
    ),
)
NO_FULL_MARKS = Message(
    "no-full-marks",
    Text("调整项没有满分，此算法不能用于调整项", "an adjustment has no full marks, so this calculator cannot score it"),
)
NO_TOP = Message(
    "no-top",
    Text("指标数据 {metric} 的单位没有上限，须写明 full", "the unit of metric {metric} has no upper end; give full"),
)
UNKNOWN_METRIC = Message(
    "unknown-metric", Text("未声明的指标数据 {name}", "metric {name} is not declared"), hint=Text("{near}", "{near}")
)
TIME_ZONE = Message(
    "time-zone",
    Text("没有时区 {name}", "there is no time zone {name}"),
    hint=Text(
        '写作 "Asia/Shanghai" 或 "+08:00"；电脑上没有时区数据时用后一种，或 pip install tzdata',
        'write "Asia/Shanghai" or "+08:00"; the latter, or pip install tzdata, where the machine knows no zones',
    ),
)
BAD_PERIOD = Message(
    "bad-period",
    Text(
        "{text} 不是考核周期；应写作 2026-10-15、2026-10、2026-Q4、2026-H2 或 2026",
        "{text} is not a period; write 2026-10-15, 2026-10, 2026-Q4, 2026-H2 or 2026",
    ),
)
VALID_BACKWARDS = Message("valid-backwards", Text("有效期的终止早于起始", "the validity ends before it begins"))
