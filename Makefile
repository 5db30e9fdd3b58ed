# One line each; what a line needs is installed by installer/setup.sh (nothing to do: under two seconds).
.DEFAULT_GOAL := help
.PHONY: help run test check bench quality nightly translations
WORKERS ?= 4# two for each of two cores: many tests wait for a disk, a timer or a process
PY := .venv/bin/python

help: ## these lines
	@sed -n 's/^\([a-z-]*\): [^#]*## \(.*\)/  make \1\t\2/p;s/^\([a-z-]*\): ## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

run: ## open a practice office (without a display: take the tour, pictures in out/tour)
	@installer/setup.sh run && installer/practice.sh

test: ## every test, in random order (WORKERS=4)
	@installer/setup.sh dev && $(PY) -m pytest -n $(WORKERS) --dist worksteal

check: ## style, format, types and import rules
	@installer/setup.sh dev && .venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/basedpyright && .venv/bin/lint-imports

bench: ## the figures, each beside a reference from the same run (ONE=name for one of them, also the slow ones named after a size)
	@installer/setup.sh dev && { installer/setup.sh bench || echo "some references are left out"; } && $(PY) -m benchmarks $(ONE)

quality: ## tests with branch coverage; the rooms that decide have to be covered whole
	@installer/setup.sh dev && $(PY) -m pytest -n $(WORKERS) --cov --cov-report= && .venv/bin/coverage report && .venv/bin/coverage report --fail-under=100 --include='desktop/values/*,desktop/records/*,desktop/ledger/*,desktop/security/*'

nightly: ## the slow sweeps: kills, cuts, forgeries by the thousand
	@installer/setup.sh dev && $(PY) -m pytest -m nightly --timeout=3600

PO := --width=110
translations: ## new words of the code into the .po files, words gone from it out of them
	@installer/setup.sh dev && mkdir -p out && .venv/bin/pybabel -q extract --no-default-keywords -k tr -k tr_n:1,2 -k tr_c:1c,2 -k tr_in:2 -k pair:2 -k mark --add-location=file --sort-output $(PO) -o out/haqdar.pot desktop && .venv/bin/pybabel -q update -D haqdar -i out/haqdar.pot -d desktop/words/locale --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date $(PO)
