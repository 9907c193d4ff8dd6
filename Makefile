# Every target stands on one stamp: a virtual environment with all distributions installed as they lie here.

PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3.14 python3,$(shell command -v $(name))))
PROJECTS := $(wildcard kpicore/pyproject.toml cli/pyproject.toml plugins/*/pyproject.toml schemes/*/pyproject.toml)
FOLDERS := $(PROJECTS:%/pyproject.toml=./%)

export KPICORE_TEST_DATA ?= $(abspath ../shared/data)

.PHONY: demo test test-system lint bench docs wheels

demo: .venv/.ready
	.venv/bin/kpi run examples/hotline-10086/pipeline.toml

test: .venv/.ready
	.venv/bin/python -m pytest -n auto --dist loadgroup --ignore=tests/system

# What needs more than Python: LibreOffice, and what looks at its pages.
test-system: .venv/.ready
	.ci/system-packages
	.venv/bin/python -m pytest -m "system or libreoffice"

lint: .venv/.ready
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports

bench: .venv/.ready
	.venv/bin/python bench/run.py

# The site in site/: open site/index.html. The reference in docs/ is written anew from the code first.
docs: .venv/.ready
	.venv/bin/python -m docs.generate
	NO_MKDOCS_2_WARNING=1 .venv/bin/mkdocs build --strict --quiet

wheels: .venv/.ready
	.venv/bin/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist $(FOLDERS)

.venv/.ready: pyproject.toml constraints.txt $(PROJECTS)
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "kpicore needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv
	.venv/bin/python -m pip install --quiet --upgrade --constraint constraints.txt pip hatchling editables
	.venv/bin/python -m pip install --quiet --no-build-isolation --constraint constraints.txt --group dev --group docs $(FOLDERS:%=--editable %)
	touch $@
