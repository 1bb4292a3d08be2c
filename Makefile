# The one list of commands; `make help` prints it. Windows and other ways: README.md.
# Every path is relative, so the folder may lie anywhere, in a path with spaces too.

PYTHON ?= python3
VENV := .venv/bin
PIN := $(VENV)/uv pip compile pyproject.toml --universal --python-version 3.11 \
	--generate-hashes --no-annotate --no-header --no-emit-index-url \
	--no-emit-find-links --quiet $(if $(UPGRADE),--upgrade)

CHECKS := check-style check-format check-types check-notebooks check-data \
	check-repository

# Byte code is always written, and no outside package reaches the environment.
unexport PYTHONDONTWRITEBYTECODE PYTHONHOME PYTHONPATH

.DEFAULT_GOAL := help
.PHONY: help report check test soak bench pictures methods agreement lab git lock clean \
	python installed installed-dev browser $(CHECKS)

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s%s\n", $$1, $$2}' Makefile

report: installed ## Render the 2020 review in both languages (the first time: minutes)
	@echo "Rendering the 2020 review in Vietnamese and English" >&2
	@$(VENV)/genderlib render --organisation stameq --year 2020 \
		--language vi --language en

check: installed-dev ## What is quick: style, types, notebooks, data, repository
	@$(MAKE) --no-print-directory --keep-going $(CHECKS)

check-style:
	$(VENV)/ruff check
check-format:
	$(VENV)/ruff format --check
check-types:
	$(VENV)/mypy
check-notebooks:
	$(VENV)/nbstripout --verify --keep-id notebooks/*.ipynb
check-data:
	$(VENV)/genderlib check
check-repository:
	$(VENV)/python -m pytest -q tests/test_architecture.py tests/test_environment.py

test: installed-dev browser ## All tests with few trials each: a quarter of an hour
	@$(VENV)/python -m pytest --numprocesses 2 --dist loadfile \
		--no-loadscope-reorder

soak: installed-dev browser ## All tests with many trials, in random order: hours
	@$(VENV)/python -m pytest --soak --shuffle $${SEED:-$$(date +%s)}

.PHONY: pythons reference
pythons: installed-dev ## Quick tests with Python 3.11, 3.12 and 3.13, where they are
	@$(VENV)/python tools/pythons.py

bench: installed-dev ## Measure the numbers that README quotes
	@$(if $(wildcard benchmarks/*.py),,echo "There is no script in benchmarks/ yet.")
	@for script in $(wildcard benchmarks/*.py); do $(VENV)/python $$script || exit; done

pictures: installed-dev browser ## Take the pictures of the reports for docs and README
	@$(VENV)/python tools/pictures.py

methods: installed-dev ## Write docs/methods.md, coverage.md and citing.md from the code
	@$(VENV)/python tools/methods.py
	@$(VENV)/python tools/interval_coverage.py
	@$(VENV)/python tools/citing.py

reference: installed-dev ## Write docs/reference, and what the tutorials' commands answer
	@$(VENV)/python tools/reference.py
	@$(VENV)/python tools/tutorial.py

agreement: installed-dev ## Write docs/agreement.md; needs the values of other programs
	@$(VENV)/python -m pytest -q tests/oracles --write-agreement

lab: installed ## Open JupyterLab on the start page (LANGUAGE=en: in English)
	@$(VENV)/genderlib lab --language $(or $(filter en,$(LANGUAGE)),vi)

git: installed-dev ## Set git up for notebooks: no outputs committed, readable diffs
	@$(VENV)/python tools/git_setup.py

lock: installed-dev ## Write both locks from pyproject.toml (UPGRADE=1: newest versions)
	$(PIN) --group build --output-file requirements.lock
	$(PIN) --group build --group dev --extra cluster --extra pdf \
		--extra test --constraints requirements.lock \
		--output-file requirements-dev.lock

clean: ## Remove .venv, caches and processed tables; reports stay, one may be signed
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist
	find data/processed -mindepth 1 ! -name README.md -delete
	find genderlib tests tools -name __pycache__ -prune -exec rm -r {} +

python:
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) was not found:" \
		"install Python 3.11 or newer (apt install python3 python3-venv)" >&2; exit 1; }

installed: python
	@$(PYTHON) tools/install.py requirements.lock

installed-dev: python
	@$(PYTHON) tools/install.py requirements-dev.lock

browser: installed-dev
	@$(VENV)/python tools/chromium.py --install >/dev/null
