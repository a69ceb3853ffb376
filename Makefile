# make verify and make test need only Swift and make: what else is missing, they install.

# One configuration for everything, so that everything is built once.
SWIFT_FLAGS = -c release -Xswiftc -enable-testing
VENV = .venv
PYTHON = $(VENV)/bin/python
SUDO = $(shell test "$$(id -u)" = 0 || echo sudo)

.PHONY: verify test same candidates mutants dialects figures bench fuzz sanitize findings lint fixtures drift docs docs-check api
.PHONY: setup clean help

help:
	@echo "make verify     replay the golden traces with the three implementations"
	@echo "make test       build and run all tests"
	@echo "make same OLD=path  compare what rmsprop prints with what an older build of it prints"
	@echo "make candidates  give the golden traces to every adapter of docs/candidates"
	@echo "make mutants    write the matrices of traces, laws and mistakes again"
	@echo "make dialects   write the catalogue's page again"
	@echo "make bench      measure kernels beside C, memory and torch, reading beside simdjson, laws beside Hypothesis"
	@echo "make fuzz       a million damaged files of each kind, a million command lines"
	@echo "make sanitize   run the tests under the address and the thread sanitizer"
	@echo "make findings   run what surprised about other software again, from public packages"
	@echo "make lint       check the format of the Swift sources"
	@echo "make fixtures   record the golden traces again, from real PyTorch"
	@echo "make drift VERSION=V  what torch V computes otherwise than the golden traces say"
	@echo "make figures    draw the figures of the pages again"
	@echo "make docs       write the pages as a site that works from disk, to site/"
	@echo "make docs-check  open every page of the site in a headless Chromium, and look"
	@echo "make api        write the API reference, from the comments, with DocC"
	@echo "make clean      remove what was built"

verify: setup
	swift build $(SWIFT_FLAGS) --product rmsprop
	@"$$(swift build $(SWIFT_FLAGS) --show-bin-path)/rmsprop" verify

test: setup setup-test
	swift build $(SWIFT_FLAGS) --build-tests
	swift test $(SWIFT_FLAGS) --skip-build --disable-xctest

# Checks, after a refactoring, that outputs are those of an older build, OLD; FILTER chooses lines.
same: setup
	@test -n "$(OLD)" || { echo "make same OLD=path: the older rmsprop"; exit 1; }
	swift build $(SWIFT_FLAGS) --product rmsprop
	@Tests/same_outputs.sh "$(OLD)" "$$(swift build $(SWIFT_FLAGS) --show-bin-path)/rmsprop" \
	  $(if $(FILTER),'$(FILTER)')

# The adapters of docs/candidates, those of torch, NumPy, Optax and Keras included.
candidates: $(VENV)/recording $(VENV)-candidates/installed
	swift build $(SWIFT_FLAGS) --product rmsprop
	docs/candidates/run_all.sh "$$(swift build $(SWIFT_FLAGS) --show-bin-path)/rmsprop" \
	  $(abspath $(PYTHON)) $(CURDIR)/$(VENV)-candidates/bin/python

$(VENV)-candidates/installed: docs/candidates/requirements.txt
	python3 -m venv $(VENV)-candidates
	$(VENV)-candidates/bin/python -m pip install --quiet --requirement $<
	touch $@

# With the hardware's fma on x86-64 (v3 is what CPUs since 2013 have); arm64 always has it.
FMA = $(if $(filter x86_64,$(shell uname -m)),-Xcc -march=x86-64-v3)
# As torch.compile does, the benchmark takes the widest vectors that there are.
WIDEST = $(if $(shell grep -m1 avx512vl /proc/cpuinfo 2>/dev/null),$(FMA:v3=v4),$(FMA))
BENCH = .build/bench

# Writes the kill matrices again, after a new trace, law or mistake.
mutants:
	swift build $(SWIFT_FLAGS) --product rmsprop
	"$$(swift build $(SWIFT_FLAGS) --show-bin-path)/rmsprop" mutants --format json \
	  --output Fixtures/kill-matrix.mutants.json
	"$$(swift build $(SWIFT_FLAGS) --show-bin-path)/rmsprop" mutants --laws --format json \
	  --output Fixtures/law-kills.mutants.json
	"$$(swift build $(SWIFT_FLAGS) --show-bin-path)/rmsprop" mutants --rare --format json \
	  --output Fixtures/rare-kills.mutants.json

# Writes the generated part of docs/dialects.md again, between its two comments.
dialects:
	swift build $(SWIFT_FLAGS) --product rmsprop
	"$$(swift build $(SWIFT_FLAGS) --show-bin-path)/rmsprop" dialects --format markdown \
	  --output .build/dialects.md
	awk '/<!-- the end of/ { skip = 0 } !skip; \
	  /<!-- rmsprop dialects/ { while ((getline line < ".build/dialects.md") > 0) print line; \
	  skip = 1 }' docs/dialects.md > .build/page.md
	cp .build/page.md docs/dialects.md

bench:
	swift build -c release --scratch-path $(BENCH) --product Benchmark $(WIDEST)
	cc -O2 -ffp-contract=off -o $(BENCH)/candidate docs/candidates/candidate.c -lm
	@rm -f $(BENCH)/simdjson.so
	@if echo '#include <simdjson.h>' | c++ -std=c++17 -fsyntax-only -x c++ - 2>/dev/null; then \
	  c++ -std=c++17 -O3 -shared -fPIC -o $(BENCH)/simdjson.so Sources/Benchmark/simdjson_speed.cpp \
	    -lsimdjson; fi
	@uname -srm; grep -m1 'model name' /proc/cpuinfo 2>/dev/null; swift --version 2>&1 | head -n 1
	@$(BENCH)/release/Benchmark --plot $(BENCH)/speed.svg \
	  $$($(PYTHON) Sources/Benchmark/hypothesis_speed.py 2>/dev/null | sed 's/^/--hypothesis /') \
	  --candidate $(BENCH)/candidate $$(ls $(BENCH)/simdjson.so 2>/dev/null | sed 's/^/--simdjson /') \
	  $$($(PYTHON) -c 'import torch' 2>/dev/null && \
	    echo --torch $(PYTHON) Sources/Benchmark/torch_speed.py)

fuzz: setup
	swift build $(SWIFT_FLAGS) --build-tests
	RMSPROP_FUZZ=1000000 swift test $(SWIFT_FLAGS) --skip-build --disable-xctest --filter Fuzz

# Memory that a program still holds when it calls exit() is not a leak. Swift Subprocess, with which
# the tests start processes, guards its data with a futex that the thread sanitizer cannot see.
sanitize: setup
	ASAN_OPTIONS=detect_leaks=0 swift test $(SWIFT_FLAGS) --disable-xctest --sanitize address \
	  --scratch-path .build/address
	mkdir -p .build/thread && echo 'race:Subprocess' > .build/thread/suppressions
	TSAN_OPTIONS="suppressions=$(CURDIR)/.build/thread/suppressions" \
	  swift test $(SWIFT_FLAGS) --disable-xctest --sanitize thread --scratch-path .build/thread

# Not in CI: each script installs what it is about, some of which is large.
findings:
	@wrong=0; for script in findings/*.sh; do echo "$$script"; bash "$$script" || wrong=1; done; \
	  exit $$wrong

lint:
	swift format lint --strict --recursive Package.swift Sources Tests

# GSL, whose generators the tests draw random cases from.
setup:
	@pkg-config --exists gsl 2>/dev/null || $(MAKE) --no-print-directory install-gsl

.PHONY: install-gsl
install-gsl:
ifeq ($(shell uname),Darwin)
	brew install gsl pkg-config
else
	$(SUDO) apt-get update -qq
	$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq libgsl-dev pkg-config
endif

# Records the same bytes again, except in pytorch-stock/ and documents/, which run stock PyTorch: its
# last bits depend on the CPU.
fixtures: $(VENV)/recording $(VENV)-torch-2.0/recording
	$(PYTHON) Fixtures/record/record_pytorch.py
	$(PYTHON) Fixtures/record/record_pytorch_whole.py
	$(PYTHON) Fixtures/record/record_pytorch_orders.py
	$(VENV)-torch-2.0/bin/python Fixtures/record/record_pytorch_orders.py
	$(PYTHON) Fixtures/record/record_pytorch_vectors.py
	$(VENV)-torch-2.0/bin/python Fixtures/record/record_pytorch_vectors.py
	-Fixtures/record/record_aarch64.sh $(VENV)-aarch64
	$(PYTHON) Fixtures/record/record_exact.py
	$(PYTHON) Fixtures/record/record_behaviour.py
	$(PYTHON) Fixtures/record/record_checkpoints.py
	$(PYTHON) Fixtures/record/record_documents.py
	@if git rev-parse --git-dir >/dev/null 2>&1; then git --no-pager diff --stat -- Fixtures; fi

# What another torch computes otherwise than the golden one: nothing, or which operation.
DRIFT = $(VENV)-torch-$(VERSION)
drift:
	@test -n "$(VERSION)" || { echo "make drift VERSION=2.15.0: the torch to record from"; exit 1; }
	swift build $(SWIFT_FLAGS) --product rmsprop
	test -x $(DRIFT)/bin/python || python3 -m venv $(DRIFT)
	$(DRIFT)/bin/python -m pip install --quiet torch==$(VERSION) numpy==1.26.4 mpmath==1.3.0 \
	  jsonschema==4.26.0
	rm -rf .build/drift/$(VERSION) && mkdir -p .build/drift/$(VERSION)
	$(DRIFT)/bin/python Fixtures/record/record_drift.py --output .build/drift/$(VERSION)
	@"$$(swift build $(SWIFT_FLAGS) --show-bin-path)/rmsprop" verify --level bits \
	  --fixtures .build/drift/$(VERSION)

figures:
	swift build $(SWIFT_FLAGS) --product rmsprop
	"$$(swift build $(SWIFT_FLAGS) --show-bin-path)/rmsprop" plot --all docs/figures

$(VENV)-torch-2.0/recording: Fixtures/record/requirements-torch-2.0.txt
	python3.11 -m venv $(VENV)-torch-2.0
	$(VENV)-torch-2.0/bin/python -m pip install --quiet --requirement $<
	touch $@

$(VENV)/recording: Fixtures/record/requirements.txt
	python3 -m venv $(VENV)
	$(PYTHON) -m pip install --quiet --requirement Fixtures/record/requirements.txt
	touch $@

# The pages in HTML. The typeface is embedded where Debian's package of it is; elsewhere the pages
# are set in what the reader's system has.
docs: setup-docs
	@python3 docs/site/build.py site

docs-check: docs setup-browser $(VENV)-site/installed
	@$(VENV)-site/bin/python docs/site/check.py site

$(VENV)-site/installed: docs/site/requirements.txt
	python3 -m venv $(VENV)-site
	$(VENV)-site/bin/python -m pip install --quiet --requirement $<
	touch $@

# DocC comes with Swift.
api: setup
	swift build $(SWIFT_FLAGS)
	@python3 docs/site/api.py "$$(swift build $(SWIFT_FLAGS) --show-bin-path)" api

FONTS = /usr/share/texmf/fonts/opentype/public

.PHONY: setup-docs setup-browser setup-test
ifeq ($(shell uname),Darwin)
setup-docs:
	@command -v pandoc >/dev/null || brew install pandoc
setup-browser: # Chrome, for which Selenium finds the driver.
setup-test: # Every Mac with Swift has python3 and pgrep.
else
setup-test: # Programs that the tests start, and what finds processes that they leave.
	@{ command -v python3 && command -v pgrep; } >/dev/null || \
	  $(MAKE) --no-print-directory install PACKAGES="python3 procps"
setup-docs:
	@{ command -v pandoc && command -v python3 && test -d $(FONTS)/tex-gyre -a -d $(FONTS)/tex-gyre-math; } \
	  >/dev/null || $(MAKE) --no-print-directory install \
	  PACKAGES="pandoc python3 fonts-texgyre fonts-texgyre-math"
setup-browser:
	@{ command -v chromium && command -v chromedriver; } >/dev/null || \
	  $(MAKE) --no-print-directory install PACKAGES="chromium chromium-driver python3-venv"
endif

.PHONY: install
install:
	$(SUDO) apt-get update -qq
	$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(PACKAGES)

clean:
	rm -rf .build site
