"""Schemes that are wrong in one way each, as documents of a distribution that is installed for the purpose."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kpicore.testing import SchemeContract
from tests.bad_plugins.bad import Bad, contract_classes

PACKAGE = "kpicore_scheme_spoilt"

SCHEME = """
format = 1
id = "spoilt/NAME"
version = "1"
title = { zh = "前台", en = "Reception" }
full = 10

[metrics]
calls = { unit = "count", label = { zh = "接待量", en = "Calls" } }

[indicators.volume]
label = { zh = "接待量", en = "Calls" }
points = 10
calculator = { kind = "linear", metric = "calls", zero = 0, full = 100 }

[[examples]]
given = { calls = 0 }
expect = { volume = 0 }

[[examples]]
given = { calls = 100 }
expect = { volume = 10 }
"""

PIPELINE = """
title = "样例"
period = "2026-10"
[sources.people]
kind = "csv"
path = "people.csv"
[stages.reception]
scheme = "spoilt/NAME"
from = ["people"]
"""

PEOPLE = "employee,calls\n0001,50\n0002,120\n"

Files = Mapping[str, str]


def files(name: str, scheme: tuple[str, str] = ("", ""), sample: Files | None = None) -> Files:
    """A scheme with something in its document, or in its sample, replaced by something else."""
    beside = {"pipeline.toml": PIPELINE, "people.csv": PEOPLE} if sample is None else sample
    document = {f"{name}.toml": SCHEME.replace(*scheme).replace("NAME", name)}
    return document | {f"sample/{name}/{file}": text.replace("NAME", name) for file, text in beside.items()}


DOCUMENTS: Mapping[str, Files] = {
    "sound": files("sound"),
    "unreadable": files("unreadable", ("points = 10", 'points = "10"')),
    "without-examples": files("without-examples", (SCHEME[SCHEME.index("[[examples]]") :], "")),
    "wrong-example": files("wrong-example", ("expect = { volume = 10 }", "expect = { volume = 9 }")),
    "points-lost": files("points-lost", ("full = 10\n", "full = 15\n")),
    "without-sample": files("without-sample", sample={}),
    "sample-refused": files("sample-refused", sample={"pipeline.toml": PIPELINE}),
    "sample-of-another": files(
        "sample-of-another", sample={"pipeline.toml": PIPELINE.replace("NAME", "sound"), "people.csv": PEOPLE}
    ),
    "sample-warns": files(
        "sample-warns", sample={"pipeline.toml": PIPELINE, "people.csv": "employee,calls,mood\n0001,50,good\n"}
    ),
    "sample-unscored": files(
        "sample-unscored",
        ("points = 10\n", 'points = 10\nmissing = "exclude"\n'),
        {"pipeline.toml": PIPELINE, "people.csv": "employee,calls\n0001,50\n0002,\n"},
    ),
}


def install_schemes(folder: Path) -> Path:
    """The folder in which they are installed: for a process's ``PYTHONPATH``."""
    package, info = folder / PACKAGE, folder / f"{PACKAGE}-1.0.dist-info"
    texts = {file: text for document in DOCUMENTS.values() for file, text in document.items()}
    documents = [file for file in texts if "/" not in file]
    module = (
        "from importlib.resources import files\nfrom kpicore import hookimpl\n\n\n"
        f"@hookimpl\ndef kpicore_schemes():\n    return [files(__name__) / name for name in {documents!r}]\n"
    )
    for path, text in {
        **{package / file: text for file, text in texts.items()},
        package / "__init__.py": module,
        info / "METADATA": f"Metadata-Version: 2.1\nName: {PACKAGE.replace('_', '-')}\nVersion: 1.0\n",
        info / "entry_points.txt": f"[kpicore]\nscheme-spoilt = {PACKAGE}\n",
    }.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


BAD: Mapping[str, Bad] = {
    "Uninstalled": Bad(
        "test_it_is_installed_and_can_be_read",
        "方案没有安装，或有错误",
        "scheme spoilt/soundd is not installed (did you mean spoilt/sound?)",
        {"scheme": "spoilt/soundd"},
    ),
    "Unreadable": Bad(
        "test_it_is_installed_and_can_be_read",
        "方案没有安装，或有错误",
        "error wrong-type: indicators.volume.points",
        {"scheme": "spoilt/unreadable"},
    ),
    "WithoutExamples": Bad(
        "test_its_examples_come_out",
        "没有算例",
        "it has no examples",
        {"scheme": "spoilt/without-examples", "questions": ["no-example", "edge-without-example"]},
    ),
    "WrongExample": Bad(
        "test_its_examples_come_out", "算例与规则不符", "examples do not come out", {"scheme": "spoilt/wrong-example"}
    ),
    "PointsLost": Bad(
        "test_nothing_in_it_was_overlooked", "kpi check 有发现", "error points-sum", {"scheme": "spoilt/points-lost"}
    ),
    "WithoutSample": Bad(
        "test_it_carries_a_sample",
        "没有样例：在方案文件旁放 sample/without-sample/pipeline.toml",
        "put sample/without-sample/pipeline.toml beside it",
        {"scheme": "spoilt/without-sample"},
    ),
    "SampleRefused": Bad(
        "test_its_sample_scores_everybody",
        "样例不能运行",
        "people.csv: error ",
        {"scheme": "spoilt/sample-refused"},
    ),
    "SampleOfAnother": Bad(
        "test_its_sample_scores_everybody",
        "样例没有按方案 spoilt/sample-of-another 计分",
        "does not score by spoilt/sample-of-another",
        {"scheme": "spoilt/sample-of-another"},
    ),
    "SampleUnscored": Bad(
        "test_its_sample_scores_everybody",
        "样例中有人没有总分",
        "{'reception': 1}",
        {"scheme": "spoilt/sample-unscored"},
    ),
    "SampleWarns": Bad(
        "test_its_sample_scores_everybody",
        "样例运行时有提醒",
        "mood",
        {"scheme": "spoilt/sample-warns"},
    ),
}

globals().update(contract_classes(SchemeContract, {}, BAD, __name__))


class TestSoundScheme(SchemeContract):
    """Nothing is wrong with it."""

    scheme = "spoilt/sound"
