# make demo   the main job in a browser: no token, no server
# make test   every test this machine can run, at most three minutes on two cores
# make prove  the full counts: kills, rounds, both databases, browser
# make bench  what an answer, a start, a seal and growth cost, beside what is required
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet

# What Python compiles is kept: every program the tests start would compile it all again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup setup-dev demo run test lint prove bench lock sbom image-check clean

setup: $(VENV)/.runs

setup-dev: $(VENV)/.tests

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("Earshot needs Python 3.11 or newer; say PYTHON=python3.12 make …" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runs: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Setting up (about half a minute, once) …"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# The second lock holds all of the first: one call to pip, which looks each up in the index.
$(VENV)/.tests: requirements-dev.lock requirements.lock pyproject.toml | $(BIN)/python
	@echo "Setting up, with what the tests need (about half a minute, once) …"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $(VENV)/.runs $@

demo: setup
	@$(BIN)/earshot demo

run: setup
	@$(BIN)/earshot run

lint: setup-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

# Databases of tests lie in memory where the machine has a place for that: what is tested is
# that a commit is asked for, not how long a disk takes. The checks of the source run beside
# the tests, since one of them keeps one core busy, and say what they found at the end. What
# measures a limit of time comes last, with nothing beside it.
test: setup-dev
	@place=$$(mktemp -d /dev/shm/earshot-XXXXXX 2>/dev/null || mktemp -d); \
	$(MAKE) --no-print-directory lint >"$$place/lint" 2>&1 & lint=$$!; \
	$(BIN)/pytest -m "not alone" -n 2 --dist worksteal -rs --durations=5 --basetemp="$$place/tests"; tests=$$?; \
	wait $$lint; lint=$$?; cat "$$place/lint"; \
	$(BIN)/pytest -m alone -rs --basetemp="$$place/alone" $$(grep -rl --include='test_*.py' mark.alone tests); alone=$$?; \
	rm -rf "$$place"; exit $$((tests + lint + alone))

bench: setup
	@$(BIN)/python -m benchmarks.table

prove: setup-dev
	@EARSHOT_FULL=1 $(BIN)/python -m tests.prove

# Needs uv (pip install uv). The locks hold hashes and no addresses.
lock:
	uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-header --upgrade -q -o requirements.lock
	uv pip compile pyproject.toml --group build --group dev -c requirements.lock --universal --python-version 3.11 --generate-hashes --no-header -q -o requirements-dev.lock

# What Earshot is made of, in CycloneDX's form: the same lock gives the same bytes.
sbom: setup-dev
	@mkdir -p build
	@$(BIN)/python -m tests.sbom > build/earshot.cdx.json
	@echo "build/earshot.cdx.json"

# Builds the container image and runs it; needs root, buildah, and debootstrap or BASE=an image.
image-check:
	@deploy/check_image.sh $(BASE)

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
