"""What the SQL source says to people, in Chinese and English: what is refused, where it stands, what to do."""

from kpicore import Message, Text

TOLD = Text("{told}", "{told}")
HINT = Text("{hint}", "{hint}")
NEAR = Text("{near}", "{near}")
AT = Text("查询第 {line} 行第 {column} 列：{says}", "line {line}, column {column} of the query: {says}")

# The options

ONE_QUERY = Message(
    "sql-query",
    Text("query 和 query_file 须写且只写一个", "one of query and query_file is needed, and only one"),
    hint=Text("短的写在 query，长的放进 .sql 文件", "a short one stands in query, a long one in a .sql file"),
)
ONE_URL = Message(
    "sql-url",
    Text("url 和 url_env 只能写一个", "either url or url_env, not both"),
    hint=Text("地址里有密码就用 url_env", "an address with a password is named by url_env"),
)
TIMEOUT_OPTION = Message("sql-timeout", Text("timeout 须为 1 至 86400 秒", "timeout is from 1 to 86400 seconds"))
PARAMETER_NAME = Message(
    "sql-parameter",
    Text("参数名 {name} 不能用", "{name} cannot be the name of a parameter"),
    hint=Text(
        "以字母开头，只用字母、数字和下划线；{reserved} 已有，kpicore_ 开头的留给系统",
        "letters, digits and underscores, a letter first; {reserved} are given, kpicore_… is reserved",
    ),
)

# The query

NO_STATEMENT = Message("sql-query", Text("查询是空的", "the query is empty"))
STATEMENTS = Message(
    "sql-statements",
    Text("这里开始了第二条语句", "a second statement begins here"),
    hint=Text("一个来源只能有一条查询；用 with 把几步合成一条", "a source has one; join several steps by `with`"),
)
NOT_A_QUERY = Message(
    "sql-not-a-query",
    Text("{word} 不是查询", "{word} begins no query"),
    hint=Text(
        "以 select 或 with 开头；来源只读数据，不改数据",
        "begin with select or with: a source reads and changes nothing",
    ),
)
UNKNOWN_PARAMETER = Message(
    "sql-parameter",
    Text("没有参数 :{name}", "there is no parameter :{name}"),
    hint=Text(
        "{near}；自己的参数写在 params；若不是参数，冒号后空一格",
        "{near}; own ones stand in params; a colon that means something else needs a space behind it",
    ),
)
NOT_UTF8 = Message(
    "sql-encoding",
    Text("查询文件不是 UTF-8 编码", "the query is not in UTF-8"),
    hint=Text("在编辑器中另存为 UTF-8", "save it as UTF-8"),
)

# The address and what is secret in it

NO_URL = Message(
    "sql-url",
    Text("这不是数据库地址", "this is no address of a database"),
    hint=Text(
        "如 duckdb://、sqlite:///calls.db 或 postgresql://db.example/crm",
        "such as duckdb://, sqlite:///calls.db or postgresql://db.example/crm",
    ),
)
THREE_SLASHES = Message(
    "sql-url",
    Text("{backend}: 后面要有三条斜线，再写文件", "behind {backend}: three slashes are needed, and then the file"),
    hint=Text("如 {backend}:///calls.db", "such as {backend}:///calls.db"),
)
NO_DATABASE_FILE = Message(
    "sql-url",
    Text("没有写数据库文件", "the database's file is missing"),
    hint=Text("如 sqlite:///calls.db", "such as sqlite:///calls.db"),
)
PASSWORD = Message(
    "sql-password",
    Text("地址里有密码，文档里不能写密码", "the address holds a password, which must not stand in a document"),
    hint=Text(
        '把整个地址放进环境变量，这里写 url_env = "变量名"；密码已泄露的话请更换',
        'put the whole address into an environment variable and write url_env = "ITS_NAME"; change the password if others have seen it',
    ),
)
NO_VARIABLE = Message(
    "sql-environment",
    Text("环境变量 {variable} 没有设置", "the environment variable {variable} is not set"),
    hint=Text("设为数据库地址，用户名和密码在内", "set it to the database's address, user and password included"),
)
VARIABLE_NO_URL = Message(
    "sql-environment",
    Text("环境变量 {variable} 里不是数据库地址", "the environment variable {variable} holds no address of a database"),
    hint=Text("地址如 postgresql://主机/库", "an address is such as postgresql://HOST/DATABASE"),
)
AMBIGUOUS_URL = Message(
    "sql-environment",
    Text(
        "环境变量 {variable} 的地址里有不止一个 @",
        "the address in the environment variable {variable} has more than one @",
    ),
    hint=Text("密码里的 @ 写成 %40，: 写成 %3A，/ 写成 %2F", "in a password write @ as %40, : as %3A, / as %2F"),
)

# The way to the database

NO_DRIVER = Message(
    "sql-driver",
    Text("读 {backend} 需要的 {module} 没有安装", "{backend} is read by {module}, which is not installed"),
    hint=Text("pip install {install}", "pip install {install}"),
)
NO_DIALECT = Message(
    "sql-driver",
    Text("没有安装能读 {backend} 的程序包", "nothing that reads {backend} is installed"),
    hint=Text(
        "检查地址开头的拼写；其他数据库要装它的 SQLAlchemy 程序包",
        "look at the spelling; other databases need their package for SQLAlchemy",
    ),
)
CONNECT = Message(
    "sql-connection",
    Text("连不上数据库：{said}", "the database cannot be reached: {said}"),
    hint=Text("检查主机、端口、网络，数据库是否在运行", "look at host, port and network, and whether the server runs"),
)
LOGIN = Message(
    "sql-login",
    Text("数据库不让登录：{said}", "the database does not let us in: {said}"),
    hint=Text("检查用户名、密码和库名", "look at user, password and database"),
)
LOST = Message(
    "sql-connection",
    Text("查询中途连接断了：{said}", "the connection broke off in the middle: {said}"),
    hint=Text(
        "数据库恢复后再运行；以前的结果没有动", "run again when the database is back; earlier results are as they were"
    ),
)
TIMED_OUT = Message(
    "sql-timeout",
    Text("查询超过 {seconds} 秒，已停止", "the query took more than {seconds} seconds and was stopped"),
    hint=Text("改进查询，或用 timeout 给更多秒数", "make it faster, or give it more seconds with timeout"),
)

# What the database says of the query

SYNTAX = Message("sql-syntax", Text("语法错误：{said}", "a mistake in the syntax: {said}"))
NO_TABLE = Message("sql-no-table", Text("没有表 {name}", "there is no table {name}"), hint=NEAR)
NAME_A_FILE = Text("文件名加引号写，如 from 'calls.csv'", "a file's name stands in quotes, as in from 'calls.csv'")
NO_COLUMN = Message("sql-no-column", Text("没有这一列：{said}", "there is no such column: {said}"), hint=NEAR)
LOOK_AT_COLUMNS = Text("检查列名；文本要加单引号", "look at its name; texts stand in single quotes")
READ_ONLY = Message(
    "sql-read-only",
    Text("查询要改动数据：{said}", "the query would change data: {said}"),
    hint=Text("来源只读", "a source only reads"),
)
FAILED = Message("sql-failed", Text("数据库报错：{said}", "the database says: {said}"))
DENIED = Message(
    "sql-failed",
    Text("没有权限：{said}", "not allowed: {said}"),
    hint=Text("请管理员给这个用户读这些表的权限", "have the administrator let this user read these tables"),
)

# Files that DuckDB reads

FILE_NOT_NAMED = Message(
    "sql-file",
    Text("查询要读没有写明的文件：{file}", "the query asks for a file that it does not name: {file}"),
    hint=Text(
        "文件名在查询里直接用引号写全，月份写 {{period}}；不能拼接，不能读网络",
        "write the whole name in quotes, {{period}} for the period: not composed of parts, and none from a network",
    ),
)
NETWORK = Message(
    "sql-file",
    Text("不从网络读文件：{file}", "files are not read from a network: {file}"),
    hint=Text("先下载到流程文件旁边", "download it beside the pipeline first"),
)
ENCODING = Message(
    "sql-encoding",
    Text("CSV 文件不是 UTF-8 编码：{said}", "the CSV file is not in UTF-8: {said}"),
    hint=Text(
        '另存为 UTF-8，或用 kind = "csv" 的来源读，它认得 GBK',
        'save it as UTF-8, or read it by a source of kind = "csv", which knows GBK',
    ),
)
NO_DATABASE = Message("sql-url", Text("{file} 不是 {backend} 数据库", "{file} is no database of {backend}"))

# What came back

NAMELESS_COLUMN = Message(
    "sql-column",
    Text("结果第 {number} 列没有名字", "column {number} of the result has no name"),
    hint=Text("用 as 起名，如 count(*) as calls", "name it with as: count(*) as calls"),
)
COLUMN_TWICE = Message(
    "sql-column",
    Text("结果里有两列都叫 {column}", "two columns of the result are called {column}"),
    hint=Text("用 as 改名，或去掉一列", "rename one with as, or leave it out"),
)
RESERVED_COLUMN = Message("sql-column", Text("列名 {column} 是系统保留的", "the column name {column} is reserved"))
EMPLOYEE_NUMBER = Message(
    "employee-not-text",
    Text("工号列 {column} 是数字，须为文本", "the ids in {column} are numbers, and must be text"),
    hint=Text(
        "数字没有前导零：数据库里本来就是数字的，写 cast(… as varchar)；文件里的，写 read_csv('…', types = {{'工号': 'VARCHAR'}})",
        "numbers have no leading zeros: where the database has numbers, cast(… as varchar); of a file, read_csv('…', types = {{'agent': 'VARCHAR'}})",
    ),
)
INTERVAL = Message(
    "sql-column",
    Text("列 {column} 是时间间隔，应为秒数", "column {column} holds intervals, not seconds"),
    hint=Text("写 extract(epoch from …)", "write extract(epoch from …)"),
)
ZONED = Message(
    "sql-column",
    Text("列 {column} 是带时区的时间", "column {column} holds times with a zone"),
    hint=Text(
        "写明时区，如 (started at time zone 'Asia/Shanghai')::date",
        "say which zone is meant: (started at time zone 'Asia/Shanghai')::date",
    ),
)
COLUMN_TYPE = Message(
    "sql-column",
    Text("列 {column} 的类型是 {type}，应为数字或文本", "column {column} holds {type}, not numbers or texts"),
    hint=Text("在查询里转换，或去掉这一列", "convert it in the query, or leave it out"),
)
TOO_MANY_ROWS = Message(
    "sql-too-many-rows",
    Text(
        "结果超过 {most} 行，应为每人一行", "the result has more than {most} rows, where one per employee is expected"
    ),
    hint=Text("是否漏了 group by？", "is group by missing?"),
)

# Why a connection fails

BAD_LOGIN = Text("用户名或密码不对", "the user or the password is wrong")
BAD_DATABASE = Text("没有这个库", "there is no such database")
REFUSED = Text("那里没有数据库在运行", "no database answers there")
UNKNOWN_HOST = Text("找不到这台主机", "the host is not known")
NO_ANSWER = Text("没有回应", "there was no answer in time")
