# `make` alone lists what there is. Everything runs inside .venv, which is made from
# requirements.lock (versions and hashes) the first time anything needs it.

BIN := .venv/bin
READY := .venv/.ready
JOBS ?= 2

export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Some machines tell Python to keep nothing that it has compiled; then every start of a command
# or a worker compiles all anew and takes two to three times as long.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: demo test check format benchmarks calibration verification winners claims findings figures packaged warm lock clean help

demo: $(READY)  ## compare three ways to buy home care in Bexley; writes a report under runs/
	@$(BIN)/alliance-sim compare scenarios/bexley_home_care.yaml --out runs/bexley_home_care

test: check .venv/.browser  ## everything in check, then every test
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder

check: $(READY)  ## style, types, room order and spelling; changes nothing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell

format: $(READY)  ## put the code into the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

benchmarks: $(READY)  ## speed and memory, as ratios within one run
	$(BIN)/python -m benchmarks

calibration: $(READY)  ## run the baseline against published figures; rewrites docs/calibration.md
	$(BIN)/python -m alliance_sim.experiments.fit docs/calibration.md

verification: $(READY)  ## hold every behaviour against theory; rewrites docs/verification.md
	$(BIN)/alliance-sim verify --out docs/verification.md

winners: $(READY)  ## ask the model when each way of buying should win; rewrites docs/when_each_wins.md
	$(BIN)/alliance-sim map --rows --replications 12 --out docs/when_each_wins.md

claims: $(READY)  ## switch every claim of the field off and on; rewrites docs/claims.md
	$(BIN)/alliance-sim claims --all --out docs/claims.md

findings: $(READY)  ## hold the model against published findings; rewrites docs/published_findings.md
	$(BIN)/alliance-sim claims --published --out docs/published_findings.md

packaged: $(READY)  ## simulate what the pages show on arrival; rewrites alliance_sim/views/packaged
	$(BIN)/python -m alliance_sim.views.packaged.make
	$(BIN)/python -m alliance_sim.views.packaged.screen
	$(BIN)/python -m alliance_sim.views.packaged.verdicts
	$(BIN)/python -m alliance_sim.views.lessons.make

figures: demo  ## run the demo and the three maps of where each wins, and redraw docs/figures
	@mkdir -p docs/figures
	@cp runs/bexley_home_care/figures/options.svg docs/figures/bexley_options.svg
	@cp runs/bexley_home_care/figures/options.png docs/figures/bexley_options.png
	@$(BIN)/alliance-sim map scenarios/bexley_home_care.yaml --x kpi_visibility \
		--y relational_share --out runs/bexley_map
	@$(BIN)/alliance-sim map scenarios/bexley_home_care.yaml --x bidders \
		--y cost_uncertainty --out runs/bexley_map_of_the_market
	@$(BIN)/alliance-sim map scenarios/bexley_home_care.yaml --x auction_set_up \
		--y alliance_set_up --out runs/bexley_map_of_set_up
	@for kind in svg png; do \
		cp runs/bexley_map/regime_map.$$kind docs/figures/bexley_map.$$kind; \
		cp runs/bexley_map_of_the_market/regime_map.$$kind docs/figures/bexley_map_market.$$kind; \
		cp runs/bexley_map_of_set_up/regime_map.$$kind docs/figures/bexley_map_set_up.$$kind; \
	done

warm: $(READY)  ## make .venv and load the command once, so that the next start is quicker
	@$(BIN)/alliance-sim --version

lock: $(READY)  ## rewrite requirements.lock from pyproject.toml (UPGRADE=--upgrade for newer versions)
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
		--python-version 3.11 pyproject.toml --group dev $(UPGRADE) -o requirements.lock

clean:  ## remove .venv, caches and builds; keeps runs/
	rm -rf .venv build dist *.egg-info .ruff_cache .mypy_cache .pytest_cache .hypothesis
	rm -rf .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help:  ## this list
	@awk -F ':.*  ## ' '/^[a-z]+:.*  ## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# --- The environment ----------------------------------------------------------------------

# A Python that is new enough and can make environments. Debian keeps that ability in a
# package of its own (python3-venv), which root may fetch and anyone else is told about.
define find_python
for name in python3.11 python3; do \
	if $$name -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	then python=$$name; break; fi; \
done
endef

.venv/.made:
	@$(find_python); \
	if [ -z "$$python" ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing python3-venv, which Debian keeps apart from Python"; \
		apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null; \
		$(find_python); \
	fi; \
	if [ -z "$$python" ]; then \
		echo "alliance_sim needs Python 3.11 or newer with its venv module." >&2; \
		echo "On Debian or Ubuntu: sudo apt-get install python3-venv. Then run make again." >&2; \
		exit 1; \
	fi; \
	echo "Setting up .venv from requirements.lock: once, some seconds to a minute or two"; \
	$$python -m venv .venv
	@touch $@

# uv installs the lock in seconds where pip takes a minute. uv itself comes from the lock,
# hash and all. Where it cannot be had, or cannot reach what pip can, pip does the work.
.venv/.locked: .venv/.made requirements.lock
	@awk '/^[^ #]/ {wanted = /^uv==/} wanted' requirements.lock > .venv/uv.txt
	@if $(BIN)/python -m pip install --quiet --require-hashes -r .venv/uv.txt && \
		$(BIN)/uv pip install --compile-bytecode --quiet --python $(BIN)/python --require-hashes -r requirements.lock; \
	then :; else \
		echo "Going on with pip, which is slower"; \
		$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock; \
	fi
	@touch $@

# The browser that tests of the pages drive: Debian's own where one may install it, else the
# one that Playwright fetches.
.venv/.browser: .venv/.locked
	@if ! command -v chromium >/dev/null; then \
		echo "Installing a browser for the tests of the pages: once, about a minute"; \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			apt-get update -qq && \
			apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
		else \
			$(BIN)/playwright install chromium; \
		fi; \
	fi
	@touch $@

# The project itself, pointing at this checkout: built by the locked build backend, so
# nothing is fetched.
$(READY): .venv/.locked pyproject.toml
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
