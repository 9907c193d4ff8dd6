"""What the code says in English only, in Chinese: each hook, node and interface in a sentence or two."""

from collections.abc import Mapping

HOOKS: Mapping[str, str] = {
    "kpicore_metric_sources": "数据来源。返回若干个类；每个类的 read(context) 返回一张表，每个员工一行：employee 为文本，每项数据一列，缺的留空（不是 0）。",
    "kpicore_calculators": "计分办法。返回若干个类；每个类的 rule(indicator) 返回一棵由节点组成的树，其值就是一个人的得分。类本身不计算。",
    "kpicore_grade_mappers": "定级办法。返回若干个类；每个类的 rule(total) 返回一棵树，其值就是等级；letters 从最好的列起。",
    "kpicore_exporters": "输出。返回若干个类；每个类的 export(results, target) 写出结果。文件只能通过 target 打开：一次运行的文件要么一起出现，要么都不出现。",
    "kpicore_forms": "填报表。返回若干个类；每个类的 write(form, file) 把整张表写入文件。kpi template 按文件名后缀选用。",
    "kpicore_schemes": "考核方案。返回插件自带的 TOML 方案文件；旁边的 sample 文件夹是样例。",
}

NODES: Mapping[str, str] = {
    "Ref": "这个人的一列：指标数据（metric.编号）、分组或班组、得分，或规则中有名称的一步。",
    "Par": "细则规定的一个数。name 是它的键路径，参数表和试算按它找到这个数；unit 决定怎样读（ratio 的 0.97 读作 97%）。",
    "Lit": "规则本身的常数，数或文字（如等级）。",
    "Arithmetic": "加减乘除；除以 0 得空。可以直接写 + - * /。",
    "Clip": "限制在 low 和 high 之间；上下限须为常数。",
    "Round": "四舍五入到给定的小数位，远离零。",
    "Compare": "两个数的比较；对空值的比较得空。可以直接写 < <= > >=。",
    "OneOf": "文字（评级、组、等级）是否为 values 之一。",
    "If": "条件成立取 then，不成立取 otherwise，条件为空则为空。",
    "Step": "Steps 的一档：达到（from）或超过（above）edge 时为 value。",
    "Steps": "达到的第一档的值，都没达到为 otherwise。各档从高到低排列。",
    "Lookup": "按文字查表：评级 → 分，组 → 标准。表中没有的得空。",
    "Default": "body；为空时取 value。",
    "Total": "各部分之和。need 为 all 时缺一个就为空；为 skip 时只加有的，都缺才为空。",
    "Aggregate": "在 by 各列相同的人（不写则全体）中求均值、合计、人数、最低、最高或比例，包括本人；空值不计。写了 stage 则在前一阶段的人中求。",
    "Rank": "在 by 各列相同的人中的名次：1 最好，相同的并列取较好的名次（1、1、3）。没有值的人不参加。",
    "Say": "按 body 计算，读作 phrase，{空位} 处填入 slots 中各节点的说法。",
}

INTERFACES: Mapping[str, str] = {
    "MetricSource": "数据来源的类。",
    "MarksProblems": "来源的文件由人手工修改时，还可以有的两个方法：kpi run --marked 用它们给出标出问题的副本。",
    "Calculator": "计分办法的类。",
    "GradeMapper": "定级办法的类。",
    "Exporter": "输出的类。",
    "FormWriter": "填报表的类。",
    "SourceContext": "来源读取时可以问的。",
    "ExportTarget": "输出写文件的地方。",
    "Item": "计分办法得知的考核项。",
}
