"""What an exit code of the command means."""

from collections.abc import Mapping

from click import UsageError

from kpicore.errors import PluginFailed, Refused, Text
from kpicore_cli.failures import BUG
from kpicore_cli.main import INTERRUPTED, PIPE_CLOSED

EXIT_CODES: Mapping[int, Text] = {
    0: Text("正常", "Fine"),
    1: Text("check 发现错误；加 --strict 时也包括警告", "`check` found errors; with `--strict`, warnings"),
    UsageError.exit_code: Text("用法有误", "Wrong usage"),
    Refused.exit_code: Text("输入或方案有误，一个文件也没有写", "Bad input or policy; nothing was written"),
    PluginFailed.exit_code: Text("插件有问题，见 kpi plugins", "A plugin is broken or failed: see `kpi plugins`"),
    BUG: Text(
        "kpicore 自身出错；设 KPI_DEBUG=1 重试，把输出反馈给我们",
        "A bug in kpicore; with `KPI_DEBUG=1` it shows the traceback to report",
    ),
    INTERRUPTED: Text("按 Ctrl-C 中断", "Interrupted by Ctrl-C"),
    PIPE_CLOSED: Text("接收输出的程序（如 | head）先结束了", "The reader of the output (`| head`) closed the pipe"),
}
