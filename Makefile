# Targets:
#   run      simulate a bank's weekday 100 times and print what a planner needs
#   serve    a consult server with a small shop, in a browser; SCENARIO=FILE serves another
#   test     build everything and run all tests
#   check    what takes longer: lint, models, some mutants, sanitizers, tests as released, RFC 6455, docs, a browser
#   conformance  hold `serve --echo` against RFC 6455 by Autobahn's 247 cases
#   browser  open reports and the service's pages in headless Chromium; installs it if it is missing
#   fuzz     the parsers of what strangers send, under libFuzzer; SECONDS=N for each (60)
#   service  customers and agents in Python against `sangdam serve`
#   instructions  what a dispatch costs in instructions, against the marks in results/
#   model    the models of the routing protocol, every state (BOUNDS=large: larger ones)
#   soak     the random tests at full length, as released (hours: 200,000 histories; SEEDS=A-B: some of them)
#   mutants  plant bugs in the concurrent core; the explorer must find each (some 20 minutes; a few in `make check`)
#   bench    build the benchmarks and run them
#   peers    Sangdam, SimPy and Ciw in turn; PEERS=DIR adds the controls, RUNS=N the rounds
#   dispatch the routing core beside its controls: PEERS=DIR, RUNS=N
#   format   let swift format lay out every file
#   lint     what swift format has to say, warnings are errors; the tests of tools/peers
#   golden   write the golden files of the tests anew; look at every line of the difference
#   ready    install what build and tools need, if it is missing (Debian, root or sudo)
#   clean    remove what was built; results stay

.PHONY: run serve test check conformance browser fuzz service instructions model soak mutants bench peers dispatch format lint golden ready clean
.DEFAULT_GOAL := run
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c

# Swift sources that the layout rules hold for.
sources := Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/VirtualTime \
  Benchmarks/DispatchDriver Benchmarks/DispatchRuns Benchmarks/RelayRuns
# What `make serve` serves: a file as it is, or the shop as docs/consultation.md shows it, where agents
# accept what they are offered and may invite who reads.
served := $(or $(SCENARIO),scenarios/cross-border-shop.yaml --set routing.offer.timeout=30s --invite)
# Installs packages of the system.
INSTALL = as_root=; [ "$$(id -u)" = 0 ] || as_root=sudo; $$as_root apt-get update -q && \
  $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends $(1)
# Bundles of tests that compare with golden files.
recorded := ScenariosTests|ReportsTests
# Of what is built for the sanitizers, the address sanitizer does without the two clocks, which handle
# next to no memory themselves, and without a test that differs from others in size and takes as long
# as all of them. `make soak` looks at everything.
lengthy := VirtualTimeTests|WallTimeTests|RouterModelTests/manyAgents
# Tests that begin threads; of what one thread does alone the thread sanitizer has nothing to say.
threaded := RingsTests|StressTests|ChatRelayTests|CancellationTests|ContactTests|LawTests|CountedRunTests|OpenRunTests|SaturatedRunTests|ProfileDocumentTests
# Each kind of build has a folder of its own, so that none rebuilds another's.
address := .build/address-sanitizer
thread := .build/thread-sanitizer
released := .build/release-tests

run: ready
	SANGDAM_ROOMS=planning swift build -c release --product sangdam
	.build/release/sangdam simulate scenarios/bank-weekday-usa-2003.yaml --replications 100

serve: ready
	swift build -c release --product sangdam
	.build/release/sangdam serve $(served)

test: ready
	swift build --build-tests
	tools/tests.sh debug --skip-build

check: ready lint model
	tools/mutants.py --few
	SANGDAM_ROOMS=core SANGDAM_WITHOUT_JEMALLOC=1 ASAN_OPTIONS=detect_leaks=0 \
	  tools/tests.sh address-sanitizer --sanitize=address --scratch-path $(address) \
	    --skip '$(lengthy)'
	SANGDAM_ROOMS=core SANGDAM_WITHOUT_JEMALLOC=1 TSAN_OPTIONS="halt_on_error=1 exitcode=66" \
	  tools/tests.sh thread-sanitizer --sanitize=thread --scratch-path $(thread) \
	    --filter '$(threaded)'
	SANGDAM_ROOMS=released SWIFT_DETERMINISTIC_HASHING=1 SANGDAM_STRESS=100000000 SANGDAM_SEEDS=2000 \
	  tools/tests.sh release -c release --scratch-path $(released)
	tools/tour-check.py --program $(released)/release/sangdam
	tools/modelling-figures.py --check --program $(released)/release/sangdam
	tools/conformance.sh $(released)/release/sangdam
	$(MAKE) fuzz
	SANGDAM_PROGRAM=$(released)/release/sangdam tools/browser-tests.sh
	SANGDAM_PROGRAM=$(released)/release/sangdam tools/pytest.sh service Tests/Service
	$(MAKE) instructions

conformance: ready
	swift build -c release --product sangdam
	tools/conformance.sh

browser: ready
	swift build -c release --product sangdam
	tools/browser-tests.sh

fuzz:
	tools/fuzz.sh $(or $(SECONDS),60)

service: ready
	swift build -c release --product sangdam
	tools/pytest.sh service Tests/Service

instructions: ready
	@if ! { command -v valgrind && command -v strip; } > /dev/null; then $(call INSTALL,valgrind binutils); fi
	swift build -c release --package-path Benchmarks --product dispatch-runs
	tools/instructions.py Benchmarks/.build/release/dispatch-runs

model:
	@if ! command -v spin > /dev/null; then $(call INSTALL,spin gcc libc6-dev); fi
	tools/models.py --bounds $(or $(BOUNDS),small) $(if $(RECORD),--record)

# Histories build a server and let go of it thousands of times: memory that is kept is not asked for again.
soak: ready
	MALLOC_CONF=dirty_decay_ms:-1,muzzy_decay_ms:-1 \
	  SWIFT_DETERMINISTIC_HASHING=1 SANGDAM_LONG=1 SANGDAM_STRESS=5000000000 SANGDAM_SEEDS=$(or $(SEEDS),200000) \
	  tools/tests.sh soak -c release --scratch-path $(released)
	SANGDAM_WITHOUT_JEMALLOC=1 ASAN_OPTIONS=detect_leaks=0 \
	  tools/tests.sh address-sanitizer-of-all --sanitize=address --scratch-path $(address)
	tools/fuzz.sh 600

mutants:
	tools/mutants.py

bench: ready
	swift package --package-path Benchmarks benchmark --no-progress

peers: ready
	tools/peers/install.sh
	swift build -c release --product sangdam
	tools/peers/measure.py $(if $(PEERS),--peers $(PEERS)) $(if $(RUNS),--runs $(RUNS)) \
	  $(if $(ANYWAY),--anyway)

dispatch: ready
	tools/peers/dispatch.py $(if $(PEERS),--peers $(PEERS)) $(if $(RUNS),--runs $(RUNS)) \
	  $(if $(ANYWAY),--anyway)

format:
	swift format --in-place --parallel --recursive $(sources)

lint:
	swift format lint --strict --parallel --recursive $(sources)
	python3 -m unittest discover --quiet --start-directory tools/peers

golden: ready
	UPDATE_GOLDEN=1 swift test --disable-xctest --filter '$(recorded)'
	tools/peers/measure.py --render

# pkg-config is not needed: the headers and libraries lie where the linker looks anyway.
ready:
	@if [ ! -e /usr/include/jemalloc/jemalloc.h ] || [ ! -e /usr/include/sqlite3.h ] || \
	  ! command -v python3 > /dev/null; then \
	  $(call INSTALL,libjemalloc-dev libsqlite3-dev python3); fi

clean:
	rm -rf .build Benchmarks/.build
