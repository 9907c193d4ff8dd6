"""What publishing says when files cannot be written or put in their places."""

import errno
from collections.abc import Mapping

from kpicore.errors import Message, Text

WRITES = Text("写导出 {export}", "writing the export {export}")

REASONS: Mapping[int | None, Text] = {
    errno.EACCES: Text("没有权限，或文件正被占用", "permission denied, or the file is in use"),
    errno.EPERM: Text("没有权限", "permission denied"),
    errno.EROFS: Text("磁盘只读", "the disk is read-only"),
    errno.ENOSPC: Text("磁盘已满", "the disk is full"),
    errno.EDQUOT: Text("超出磁盘配额", "the disk quota is used up"),
    errno.EFBIG: Text("文件过大", "the file is too large"),
    errno.EIO: Text("磁盘读写出错", "the disk failed"),
    errno.EISDIR: Text("该处是一个文件夹", "a folder stands there"),
    errno.ENOTDIR: Text("路径上有一个文件，不是文件夹", "a file stands where a folder should be"),
    errno.ENAMETOOLONG: Text("文件名过长", "the name is too long"),
}

OUTPUT_FOLDER = Message(
    "output-folder",
    Text("无法写入输出文件夹：{reason}", "the output folder cannot be written: {reason}"),
    hint=Text(
        "检查 output 或 --output 的路径和权限",
        "check the path and the permissions of output, or choose another with --output",
    ),
)
OUTSIDE = Message(
    "output-path",
    Text("导出 {export} 的路径 {path} 不在输出文件夹内", "export {export} writes {path}, outside the output folder"),
    hint=Text("写相对路径，不用 ..", "give a relative path without .."),
)
TAKEN = Message(
    "output-path",
    Text("导出 {export} 不能写 {path}，它是运行记录", "export {export} cannot write {path}: that is the run record"),
    hint=Text("改用别的文件名", "choose another name"),
)
TWICE = Message(
    "output-path",
    Text("导出 {first} 和 {second} 写同一个文件 {path}", "exports {first} and {second} write the same file {path}"),
    hint=Text("给其中一个改名", "rename one of them"),
)
NOT_A_FILE = Message(
    "output-not-file",
    Text("该处已有文件夹，或不是普通文件", "what stands there is a folder or no ordinary file"),
    hint=Text("移走或改名后重新运行", "move it away and run again"),
)
CANNOT_WRITE = Message(
    "output-write",
    Text("无法写入：{reason}", "it cannot be written: {reason}"),
    hint=Text("原有文件都没有改动", "no earlier file has been changed"),
)
CANNOT_REPLACE = Message(
    "output-replace",
    Text("无法替换：{reason}", "it cannot be replaced: {reason}"),
    hint=Text(
        "若已在别处打开（如 Excel），请关闭后重新运行",
        "close it if it is open elsewhere, such as in Excel, and run again",
    ),
)
KEPT_AND_WRITTEN = Message(
    "output-twice",
    Text("这个文件既要存放读到的内容，又是导出的文件", "this file would hold both what was read and what is exported"),
    hint=Text("换一个文件名", "choose another name for one of them"),
)
CANNOT_REMOVE = Message(
    "output-remove",
    Text(
        "这是上次运行写出、这次不再写的文件，无法删除：{reason}",
        "an earlier run wrote it, this one does not, and it cannot be removed: {reason}",
    ),
    hint=Text(
        "若已在别处打开，请关闭后重新运行；或手工删除",
        "close it if it is open elsewhere and run again, or delete it yourself",
    ),
)
LEFT_CHANGED = Message(
    "output-left",
    Text(
        "这是上次运行写出、这次不再写的文件；此后有人改过，因此没有删除",
        "an earlier run wrote it and this one does not; it has been changed since, so it was left",
    ),
    hint=Text("若不再需要，请手工删除", "delete it if nobody needs it"),
    severity="warning",
)
CANNOT_KEEP_KEY = Message(
    "output-key",
    Text("无法读取或保存生成文件名的密钥：{reason}", "the key for names of files cannot be read or kept: {reason}"),
    hint=Text("检查输出文件夹的权限", "check the permissions of the output folder"),
)
KEY_DAMAGED = Message(
    "output-key",
    Text("生成文件名的密钥已损坏", "the key for names of files is damaged"),
    hint=Text(
        "从备份恢复；或删除它，此后所有文件名都会改变",
        "restore it from a backup, or delete it: all names change then",
    ),
)
NOT_RESTORED = Message(
    "output-not-restored",
    Text("未能恢复原样：{reason}", "it could not be put back as it was: {reason}"),
    hint=Text("原内容在同一文件夹的 {kept}", "its earlier content is in {kept} beside it"),
)
NEW_NOT_REMOVED = Message(
    "output-not-restored",
    Text("新文件未能删除：{reason}", "the new file could not be removed: {reason}"),
    hint=Text("请手工删除", "delete it"),
)
