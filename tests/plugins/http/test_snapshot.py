"""The snapshot: every answer as it came, kept with the run, by which a score can be computed again without the
server."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from kpicore_cli.main import main
from kpicore_http.paging import Paging
from tests.pipelines import written
from tests.plugins.http.reads import FIELDS, TOKEN, read, refused, source
from tests.plugins.http.server import Reply, Server, answer

SCHEME = """
format = 1
id = "centre/agent"
version = "1"
title = { zh = "坐席", en = "Agent" }
full = 10
[metrics.rate]
label = { zh = "满意度", en = "Satisfaction" }
unit = "ratio"
[indicators.satisfaction]
label = { zh = "满意度", en = "Satisfaction" }
points = 10
missing = "error"
calculator = { kind = "proportional", metric = "rate" }
"""
PIPELINE = """
title = "Centre"
period = "2026-10"
[sources.crm]
kind = "http"
url = "URL/agents"
rows = "items"
fields = { employee = "agent.id", rate = "csat" }
params = { from = "{first}", to = "{last}" }
span_days = 20
paging = { by = "number", param = "page", total = "total" }
id = "agent.id"
id_within = "span"
means = { rate = "rate" }
units = { rate = "percent" }
token_env = "CRM_TOKEN"
snapshot = "answers/{period}.jsonl"
wait = 0.01
tries = 2
[stages.agents]
scheme = "scheme.toml"
from = ["crm"]
[exports.scores]
kind = "csv"
"""


def page(asked: Any) -> Reply:
    low = 80 if asked.query["from"] == "2026-10-01" else 90
    people = [{"agent": {"id": f"000{number}"}, "csat": low + number} for number in (1, 2)]
    return answer({"items": people, "total": 2})


@pytest.fixture
def centre(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pipeline that asks the server, in the working directory."""
    server.reply = page
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CRM_TOKEN", TOKEN)
    return written(tmp_path, {"pipeline.toml": PIPELINE.replace("URL", server.url), "scheme.toml": SCHEME})


def kpi(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["kpi", *arguments, "--lang", "en"])
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_run_keeps_what_the_server_answered_and_runs_again_without_it(
    centre: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kpi(monkeypatch, "run", "pipeline.toml") == 0

    scores = (centre / "out" / "2026-10" / "agents.csv").read_bytes()
    assert scores.decode("utf-8-sig").splitlines() == [
        "employee,satisfaction,total,rank,grade",
        "0001,8.6,8.6,2,",
        "0002,8.7,8.7,1,",
    ]
    kept = (centre / "answers" / "2026-10.jsonl").read_bytes()
    record = json.loads((centre / "out" / "2026-10" / "run.json").read_bytes())
    assert record["inputs"] == [
        {"facts": {"answers": "2"}, "path": "answers/2026-10.jsonl", "sha256": sha256(kept).hexdigest()}
    ]
    assert len(server.asked) == 2
    assert {asked.headers["authorization"] for asked in server.asked} == {f"Bearer {TOKEN}"}

    monkeypatch.delenv("CRM_TOKEN")
    server.reply = lambda _: Reply(status=500)
    assert kpi(monkeypatch, "run", "pipeline.toml", "--set", "sources.crm.offline=true") == 0

    assert len(server.asked) == 2
    assert (centre / "out" / "2026-10" / "agents.csv").read_bytes() == scores
    again = json.loads((centre / "out" / "2026-10" / "run.json").read_bytes())
    assert [each["sha256"] for each in again["inputs"]] == [sha256(kept).hexdigest()]
    assert (centre / "answers" / "2026-10.jsonl").read_bytes() == kept


def test_a_server_that_dies_in_the_middle_leaves_a_clear_error_and_the_previous_results(
    centre: Path, server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kpi(monkeypatch, "run", "pipeline.toml") == 0
    before = everything(centre)
    capsys.readouterr()

    server.reply = lambda asked: page(asked) if asked.query["from"] == "2026-10-01" else Reply(page(asked).body, cut=9)
    assert kpi(monkeypatch, "run", "pipeline.toml") == 3

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines()[-1] == (
        "pipeline.toml:4:1: error http-gave-up: sources.crm: 2026-10-21 to 2026-10-31, page 1: the connection was cut "
        "before the answer was whole, also after 2 tries (run again later; the earlier results are as they were)"
    )
    assert everything(centre) == before


def test_the_token_stands_in_nothing_that_is_written_or_said(
    centre: Path, server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    replies = [
        page,
        *(lambda _, status=status: Reply(status=status, body=TOKEN.encode()) for status in (401, 404, 500)),
    ]
    for reply in replies:
        server.reply = reply
        kpi(monkeypatch, "run", "pipeline.toml")
        kpi(monkeypatch, "run", "pipeline.toml", "--format", "json")
        kpi(monkeypatch, "check", "pipeline.toml")
    said = capsys.readouterr()
    assert TOKEN not in said.out + said.err
    assert not any(TOKEN.encode() in content for content in everything(centre).values())


def test_an_answer_that_holds_the_token_is_not_kept(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CRM_TOKEN", TOKEN)
    server.reply = lambda asked: answer({"items": [], "you_sent": asked.headers["authorization"]})

    assert refused(tmp_path, server, token_env="CRM_TOKEN")[0].startswith(
        "error http-token: sources.crm: page 1: the answer holds the token itself, and was not kept"
    )


@pytest.mark.parametrize(
    ("token", "said"),
    [
        (None, "the environment variable CRM_TOKEN is not set"),
        (" ", "the environment variable CRM_TOKEN is not set"),
        (f"{TOKEN}\nX-Evil: 1", "the environment variable CRM_TOKEN holds characters that no token has"),
        (f"{TOKEN}令牌", "the environment variable CRM_TOKEN holds characters that no token has"),
    ],
)
def test_a_token_that_is_none_is_said_by_the_name_of_its_variable(
    token: str | None, said: str, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CRM_TOKEN", raising=False)
    if token is not None:
        monkeypatch.setenv("CRM_TOKEN", token)

    [line] = refused(tmp_path, server, token_env="CRM_TOKEN")
    assert line.startswith(f"error http-token: sources.crm.token_env: {said}")
    assert server.asked == []


def test_the_token_may_stand_in_a_header_of_its_own(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CRM_KEY", TOKEN)
    server.replies(answer({"items": []}))

    options = {"token_env": "CRM_KEY", "token_header": "X-Api-Key", "token_prefix": "", "headers": {"X-Site": "north"}}
    read(tmp_path, server, **options)
    assert {name: server.asked[0].headers[name] for name in ("x-api-key", "x-site", "accept")} == {
        "x-api-key": TOKEN,
        "x-site": "north",
        "accept": "application/json",
    }
    assert "authorization" not in server.asked[0].headers


# Reading it again


def kept(folder: Path, server: Server, **options: Any) -> bytes:
    """The snapshot of a run, written where it belongs."""
    _, reader = source(folder, server, **options)
    content = reader.kept["crm"].content
    written(folder, {"answers/2026-10.jsonl": content})
    return content


def test_answers_are_kept_as_they_came_but_for_line_breaks(server: Server, tmp_path: Path) -> None:
    body = '{\r\n  "items": [\n    {"agent": "1", "calls": 0.10000000000000000555, "备注": "a\\nb"}\n  ]\n}'
    server.replies(Reply(body.encode("utf-16")))

    first, second = kept(tmp_path, server).decode().splitlines()
    assert json.loads(first) == {
        "format": 1,
        "period": "2026-10",
        "url": f"{server.url}/agents",
        "params": {},
        "spans": [["2026-10-01", "2026-10-31"]],
    }
    assert second == '{"span": 0, "page": 1, "answer": ' + body.replace("\r", " ").replace("\n", " ") + "}"


def test_the_same_answers_give_the_same_snapshot_and_the_same_rows(server: Server, tmp_path: Path) -> None:
    people = [{"agent": f"{number:04}", "calls": number} for number in range(10)]
    server.reply = lambda asked: answer({"items": people[3 * int(asked.query["page"]) - 3 :][:3], "total": 10})
    options = {"paging": Paging(by="number", param="page", total="total"), "id": "agent"}

    first = kept(tmp_path, server, **options)
    assert kept(tmp_path, server, **options) == first
    asked = len(server.asked)
    assert read(tmp_path, server, **options, offline=True) == read(tmp_path, server, **options)
    assert len(server.asked) == 2 * asked - asked // 2


def test_an_old_snapshot_may_be_read_with_another_mapping(server: Server, tmp_path: Path) -> None:
    server.replies(answer({"items": [{"agent": "0042", "calls": 7, "talk": 60}]}))
    kept(tmp_path, server)

    fields = {**FIELDS, "talk": "talk"}
    assert read(tmp_path, server, fields=fields, offline=True) == [{"employee": "0042", "calls": "7", "talk": "60"}]
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("options", "what"),
    [
        ({"url": "https://crm.example.com/v2"}, ["url"]),
        ({"params": {"team": "2"}}, ["params"]),
        ({"params": {"from": "{first}"}, "span_days": 20}, ["params", "span_days"]),
    ],
)
def test_a_snapshot_of_something_else_is_refused(
    options: dict[str, Any], what: list[str], server: Server, tmp_path: Path
) -> None:
    server.replies(answer({"items": [{"agent": "0042", "calls": 7}]}))
    kept(tmp_path, server)

    assert [line.partition(" (")[0] for line in refused(tmp_path, server, **options, offline=True)] == [
        f"answers/2026-10.jsonl: error http-snapshot: the snapshot was read with another {each}" for each in what
    ]


def test_a_snapshot_of_another_period_is_refused(server: Server, tmp_path: Path) -> None:
    server.replies(answer({"items": [{"agent": "0042", "calls": 7}]}))
    kept(tmp_path, server)

    said = refused(tmp_path, server, snapshot="answers/2026-10.jsonl", period="2026-11", offline=True)
    assert [line.partition(" (")[0].rpartition(" ")[2] for line in said] == ["period", "span_days"]


@pytest.mark.parametrize(
    ("damage", "line"),
    [
        (lambda content: content[:-1], 2),
        (lambda content: content[:-20], 2),
        (lambda content: content + b"{}\n", 3),
        (lambda content: content.replace(b'"span": 0', b'"span": 7'), 2),
        (lambda content: b"[]\n" + content, 1),
        (lambda _: b"employee,calls\n", 1),
        (lambda _: b"", 1),
    ],
)
def test_a_damaged_snapshot_is_refused_with_its_line(damage: Any, line: int, server: Server, tmp_path: Path) -> None:
    server.replies(answer({"items": [{"agent": "0042", "calls": 7}]}))
    content = kept(tmp_path, server)
    written(tmp_path, {"answers/2026-10.jsonl": damage(content)})

    [said] = refused(tmp_path, server, offline=True)
    assert said.startswith(f"answers/2026-10.jsonl:{line}: error http-snapshot: the snapshot is damaged, or none")


def test_where_no_snapshot_is_there_is_nothing_to_read(server: Server, tmp_path: Path) -> None:
    assert refused(tmp_path, server, offline=True)[0].startswith("answers/2026-10.jsonl: error no-file")
    assert server.asked == []
