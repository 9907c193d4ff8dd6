"""Every sentence this plugin says to a person, in Chinese and English."""

from kpicore import Message, Text

# Options

BAD_URL = Message(
    "http-url",
    Text("url 须是 https:// 开头的地址", "`url` is an address that begins with https://"),
)
PLAIN_HTTP = Message(
    "http-plain",
    Text(
        "http:// 不加密，令牌和数据谁都能看到", "http:// is not encrypted: anybody on the way can read token and data"
    ),
    hint=Text(
        "改用 https://；只有本机地址可用 http://，或写明 allow_http = true",
        "use https://; http:// is for this machine itself, or with allow_http = true",
    ),
)
SECRET = Message(
    "http-secret",
    Text(
        "{name} 像是密码或令牌，不能写在文档里",
        "{name} looks like a password or token, which must not stand in a document",
    ),
    hint=Text(
        '放进环境变量，写 token_env = "变量名"；若他人看到过，请更换',
        'put it into an environment variable and write token_env = "ITS_NAME"; change it if others have seen it',
    ),
)
BAD_PATH = Message(
    "http-path",
    Text("{path} 不是 JSON 中的位置", "{path} is no path in JSON"),
    hint=Text(
        '写作 data.items、rates[0].value 或 ["有.的键"].x', 'write data.items, rates[0].value or ["a key with ."].x'
    ),
)
NO_EMPLOYEE = Message(
    "http-fields",
    Text("fields 中须有 employee", "`fields` needs an employee"),
    hint=Text("写明工号或坐席号在答复中的位置", "say where the answer has the id of the employee or agent"),
)
UNKNOWN_FIELD = Message(
    "http-field", Text("fields 中没有 {name}", "there is no {name} in `fields`"), hint=Text("{near}", "{near}")
)
FIGURE_TWICE = Message(
    "http-figure",
    Text("{name} 写了两次", "{name} is there twice"),
    hint=Text(
        "每个数据只能由一种方法得出，也不能叫 employee、name、team",
        "one way for each figure, none of them called employee, name or team",
    ),
)
ONE_FIELD = Message("http-figure", Text("shares 的每一项只写一个字段", "each of `shares` names one field"))
PLACEHOLDER = Message(
    "http-placeholder",
    Text("没有 {{{name}}} 可以填入", "there is nothing to fill in for {{{name}}}"),
    hint=Text("{near}", "{near}"),
)
ZONE_NEEDED = Message(
    "http-time-zone",
    Text("{{{name}}} 需要写明 time_zone", "{{{name}}} needs a time_zone"),
    hint=Text('如 time_zone = "Asia/Shanghai" 或 "+08:00"', 'such as time_zone = "Asia/Shanghai" or "+08:00"'),
)
SPAN_UNUSED = Message(
    "http-span",
    Text(
        "有 span_days，params 和 url 中却没有起止日期", "with span_days, `params` or `url` have to say the span's days"
    ),
    hint=Text(
        '如 params = {{ from = "{{first}}", to = "{{last}}" }}',
        'such as params = {{ from = "{{first}}", to = "{{last}}" }}',
    ),
)
AT_LEAST = Message("http-number", Text("{name} 至少为 {least}", "{name} is at least {least}"))
PAGING_NEEDS = Message("http-paging", Text("按 {by} 分页须写 {name}", "paging by {by} needs `{name}`"))
PAGING_UNUSED = Message("http-paging", Text("按 {by} 分页用不到 {name}", "paging by {by} has no use for `{name}`"))
ID_NEEDED = Message(
    "http-id",
    Text(
        "分页须写 id：记录自己的编号，以便发现重复和遗漏",
        "paging needs `id`, the records' own id: by it repeated ones are known",
    ),
)

# Asking

TOKEN_MISSING = Message(
    "http-token",
    Text("没有设置环境变量 {name}", "the environment variable {name} is not set"),
    hint=Text("请设为访问令牌", "set it to the access token"),
)
TOKEN_BROKEN = Message(
    "http-token",
    Text(
        "环境变量 {name} 中有换行等不能用于令牌的字符",
        "the environment variable {name} holds characters that no token has, such as a line break",
    ),
)
CALL = Text("第 {page} 页", "page {page}")
CALL_OF_SPAN = Text("{first} 至 {last} 第 {page} 页", "{first} to {last}, page {page}")
GAVE_UP = Message(
    "http-gave-up",
    Text("{call}：试了 {tries} 次，{why}", "{call}: {why}, also after {tries} tries"),
    hint=Text("稍后再运行；先前的结果没有变", "run again later; the earlier results are as they were"),
)
TOO_MANY = Text("服务器说请求太多（429）", "the server says that it is asked too often (429)")
SERVER_FAILS = Text("服务器答复 {status}", "the server answers {status}")
TIMED_OUT = Text("{timeout} 秒内没有答完", "there is no whole answer within {timeout} seconds")
CUT_OFF = Text("连接中断，答复不完整", "the connection was cut before the answer was whole")
NO_CONNECTION = Text("连不上 {host}", "{host} cannot be reached")
NO_JSON = Text("答复不是完整的 JSON", "the answer is no whole JSON")
TOKEN_REFUSED = Message(
    "http-token",
    Text("{call}：服务器不接受令牌（{status}）", "{call}: the server does not accept the token ({status})"),
    hint=Text(
        "令牌是否过期、有没有权限？它在环境变量 {name} 中",
        "has it expired, may it do this? It is in the environment variable {name}",
    ),
)
STATUS = Message(
    "http-status",
    Text("{call}：服务器答复 {status}", "{call}: the server answers {status}"),
    hint=Text("请核对 url 和 params", "look at `url` and `params`"),
)
REDIRECT = Message(
    "http-redirect",
    Text(
        "{call}：服务器要转到 {host}，未跟随，以免令牌和数据交给别处",
        "{call}: the server points to {host}, which was not followed: token and data would go there",
    ),
    hint=Text("若地址确已变更，请改 url", "if the service has moved, change `url`"),
)
CERTIFICATE = Message(
    "http-certificate",
    Text(
        "{call}：无法证实 {host} 的身份（证书无效）",
        "{call}: {host} cannot prove who it is (its certificate is not valid)",
    ),
    hint=Text(
        "单位自己的证书可用环境变量 SSL_CERT_FILE 指明",
        "SSL_CERT_FILE names the certificates of an authority of your own",
    ),
)
NOT_JSON_TYPE = Message(
    "http-type",
    Text("{call}：答复是 {type}，不是 JSON", "{call}: the answer is {type}, not JSON"),
    hint=Text("可能是登录页；请核对 url 和令牌", "perhaps a page to log in: look at `url` and token"),
)
TOO_LARGE = Message(
    "http-too-large",
    Text("{call}：答复超过 {most} MB", "{call}: the answer is larger than {most} MB"),
    hint=Text("请减小每页条数或 span_days", "ask for smaller pages, or fewer span_days"),
)
TOO_LARGE_ALL = Message(
    "http-too-large",
    Text("{call}：全部答复合计超过 {most} MB", "{call}: all answers together are larger than {most} MB"),
    hint=Text("请让服务器只返回需要的字段或汇总", "have the server give fewer fields, or sums"),
)
WAIT_TOO_LONG = Message(
    "http-wait",
    Text(
        "{call}：服务器要求等 {seconds} 秒，超过 longest_wait",
        "{call}: the server asks to wait {seconds} seconds, more than longest_wait",
    ),
    hint=Text("稍后再运行，或调大 longest_wait", "run again later, or raise longest_wait"),
)
TOKEN_ECHOED = Message(
    "http-token",
    Text("{call}：答复中含有令牌本身，没有保存", "{call}: the answer holds the token itself, and was not kept"),
    hint=Text("请换一个不回显令牌的接口", "take an address of the service that does not give it back"),
)

# Pages

ENDLESS = Message(
    "http-paging",
    Text("{call}：下一页又指回这一页，读不完", "{call}: the next page is this one again, without end"),
    hint=Text("请核对 paging", "look at `paging`"),
)
MOST_PAGES = Message(
    "http-paging",
    Text("超过 {most} 页", "there are more than {most} pages"),
    hint=Text("请核对 paging，或调大 most", "look at `paging`, or allow `most` of them"),
)
OTHER_HOST = Message(
    "http-paging",
    Text(
        "{call}：下一页在 {host}，未跟随，以免令牌和数据交给别处",
        "{call}: the next page is at {host}, which was not followed: token and data would go there",
    ),
)
NO_CURSOR = Message(
    "http-paging",
    Text(
        "{call}：{path} 应为下一页的标记（文本或整数）",
        "{call}: {path} should be the mark of the next page, a text or whole number",
    ),
)
NO_TOTAL = Message(
    "http-paging",
    Text("{call}：{path} 应为总条数", "{call}: {path} should be the number of all records"),
)
CHANGED = Message(
    "http-changed",
    Text(
        "{call}：服务器说有 {total} 条，读到 {found} 条；读的时候数据在变，重读 {tries} 次仍不一致",
        "{call}: the server has {total} records, {found} were read; they change while they are read, also {tries} times over",
    ),
    hint=Text("请在数据不变的时候运行（如次日清晨）", "run when nothing changes, such as early next morning"),
)

# Records

NO_ROWS = Message(
    "http-rows",
    Text("{call}：{path} 应为列表，实为{found}", "{call}: {path} should be a list, and is {found}"),
    hint=Text("请核对 rows", "look at `rows`"),
)
ANSWER_ITSELF = Text("答复", "the answer")
NOTHING = Text("空", "nothing")
FOUND = {
    dict: Text("对象", "an object"),
    list: Text("列表", "a list"),
    str: Text("文本", "a text"),
    bool: Text("是非值", "true or false"),
}
NUMBER = Text("数字", "a number")
NO_VALUE = Message(
    "http-value",
    Text(
        "{call}第 {row} 条：{path} 是{found}，应为文本或数字",
        "{call}, record {row}: {path} is {found}, not a text or a number",
    ),
)
BROKEN_TEXT = Message(
    "http-value",
    Text("{call}第 {row} 条：{path} 中有残缺的字符", "{call}, record {row}: {path} holds half a character"),
)
NO_NUMBER = Message(
    "http-value",
    Text("{name}：编号 {id} 的记录中 {value} 不是数字", "{name}: {value} in the record of {id} is no number"),
)
FIELD_NOWHERE = Message(
    "http-field",
    Text("所有记录中都没有 {path}", "no record has {path}"),
    hint=Text("第一条记录有：{known}", "the first record has {known}"),
)
NO_ID = Message("http-id", Text("{call}第 {row} 条没有 {path}", "{call}, record {row}: there is no {path}"))
NOT_UNIQUE = Message(
    "http-id",
    Text(
        "编号 {id} 在两段时间里内容不同",
        "the record {id} is in two spans, with different content",
    ),
    hint=Text(
        '若每段时间都是各自的汇总，请写 id_within = "span"',
        'where each span has figures of its own, write id_within = "span"',
    ),
)
REPEATED = Message(
    "http-repeated",
    Text(
        "{count} 条记录出现了不止一次，只计一次：{ids}",
        "records that came more than once, counted once: {count}: {ids}",
    ),
    severity="warning",
)
CHANGED_RECORDS = Message(
    "http-record-changed",
    Text(
        "{count} 条记录在读的时候有变，按后一次读到的计：{ids}",
        "records that changed while they were read, counted as they were last: {count}: {ids}",
    ),
    severity="warning",
)

# The snapshot

SNAPSHOT_DAMAGED = Message(
    "http-snapshot",
    Text("快照已损坏，或不是快照", "the snapshot is damaged, or none"),
    hint=Text("从备份恢复，或去掉 offline 重新读取", "restore it from a backup, or read anew without offline"),
)
SNAPSHOT_OTHER = Message(
    "http-snapshot",
    Text("快照是按另外的 {what} 读取的", "the snapshot was read with another {what}"),
    hint=Text("恢复当时的写法，或去掉 offline 重新读取", "put that back as it was, or read anew without offline"),
)
