"""What is said when a workbook could not be recalculated for a test."""

from kpicore.errors import Text

NO_LIBREOFFICE = Text(
    "未找到 LibreOffice（命令 soffice）：请安装，例如 apt-get install libreoffice-calc",
    "LibreOffice (the command soffice) is not there: install it, for instance apt-get install libreoffice-calc",
)
NO_IRONCALC = Text(
    "未找到 Python 包 ironcalc：请安装 kpicore[testing]",
    "the Python package ironcalc is not there: install kpicore[testing]",
)
TOO_LONG = Text(
    "LibreOffice 在 {seconds:g} 秒内未完成，已终止", "LibreOffice was not done after {seconds:g} s and was ended"
)
NOT_CONVERTED = Text(
    "LibreOffice 没有写出 {names}（退出码 {code}）：{output}",
    "LibreOffice did not write {names} (exit code {code}): {output}",
)
CHECKED_NOTHING = Text(
    "什么也没有检验：{cell} 应为 {right}，结果却是 {found}，说明保存的值没有被重新计算",
    "the check checked nothing: {cell} should be {right} and came out as {found}; stored values were not recalculated",
)
NOT_A_CELL = Text("{cell} 不是单元格地址", "{cell} is no cell")
NO_SHEET = Text("没有工作表 {name}，只有 {names}", "there is no sheet {name}, only {names}")
SHARED_FORMULA = Text(
    "{cell} 的公式也用于其他单元格，不能单独修改",
    "the formula of {cell} is that of other cells too: it cannot be changed",
)
SAME_HEADING = Text("第 {row} 行有两列标题都是 {heading}", "two columns of row {row} have the heading {heading}")
