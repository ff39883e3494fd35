# tidemark: figures from CSV files into RRD databases, checked against their targets.
# `make help` lists the targets.

VERSION := 0.1.0
PREFIX  ?= /usr/local
DOCDIR  ?= $(PREFIX)/share/doc/tidemark
MANDIR  ?= $(PREFIX)/share/man
BUILD   ?= build
CC      ?= cc
CFLAGS  ?= -O3 -g
SYSTEMDUNITDIR ?= $(PREFIX)/lib/systemd/system
SYSUSERSDIR ?= $(PREFIX)/lib/sysusers.d
BASHCOMPDIR ?= $(PREFIX)/share/bash-completion/completions
ZSHCOMPDIR ?= $(PREFIX)/share/zsh/vendor-completions
FISHCOMPDIR ?= $(PREFIX)/share/fish/vendor_completions.d
PKG_CONFIG ?= pkg-config
JOBS    := $(shell nproc 2>/dev/null || echo 1)

# loaded when they are needed, so only the headers are
HEADERS := libcurl librsvg-2.0
PACKAGES := librrd libconfuse smartcols jansson zlib nettle
WARNINGS := -Wall -Wextra -Wconversion -Wsign-conversion -Wshadow -Wpointer-arith -Wcast-qual \
	-Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition -Wwrite-strings \
	-Wformat=2 -Wundef -Wvla -Wimplicit-fallthrough -Wno-format-nonliteral
# Of what hardens a program, all that this compiler has for this machine and these CFLAGS: it refuses
# the rest, or warns (fortified functions need an optimizer, level 3 a compiler and a libc that know it).
accepted = $(shell printf '\043include <stdio.h>\n' | \
	$(CC) $(CPPFLAGS) $(filter-out --coverage,$(CFLAGS)) $(1) -Werror -x c -fsyntax-only - 2>/dev/null && echo '$(1)')
FORTIFY3 := -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3
FORTIFY2 := -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
HARDENING := -fPIE -fstack-protector-strong $(call accepted,-fstack-clash-protection) \
	$(call accepted,-fcf-protection) $(call accepted,-mbranch-protection=standard) \
	$(if $(findstring -fsanitize,$(CFLAGS)),,$(or $(call accepted,$(FORTIFY3)),$(call accepted,$(FORTIFY2))))
ALL_CPPFLAGS := -Isrc -I$(BUILD)/text -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 -DTIDEMARK_VERSION='"$(VERSION)"' \
	$(shell $(PKG_CONFIG) --cflags $(PACKAGES) $(HEADERS)) $(CPPFLAGS)
ALL_CFLAGS := -std=c11 $(WARNINGS) $(HARDENING) $(CFLAGS)
ALL_LDFLAGS := -pie -Wl,-z,relro,-z,now,-z,noexecstack,-z,text $(LDFLAGS)
# libcsv has no .pc file. librrd is loaded when it is needed (src/base/library.h); tests call it.
LIBS := $(shell $(PKG_CONFIG) --libs $(filter-out librrd,$(PACKAGES))) -lcsv -lm $(LDLIBS)
RRD_LIBS := $(shell $(PKG_CONFIG) --libs librrd)
TEST_LIBS = -lcmocka $(RRD_LIBS) $(LIBS)

SOURCES := $(sort $(wildcard src/*/*.c))
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o)
UNIT_SOURCES := $(sort $(wildcard tests/unit/*.c))
UNITS   := $(UNIT_SOURCES:tests/unit/%.c=$(BUILD)/unit/%)
BENCHES := $(patsubst tests/bench/%.c,$(BUILD)/bench/%,$(sort $(wildcard tests/bench/*.c)))
FAULTS  := $(patsubst tests/fault/%.c,$(BUILD)/fault/%,$(sort $(wildcard tests/fault/test_*.c)))
SWEEPS  := $(patsubst %,$(BUILD)/fault/test_%,commands collect)
FUZZERS := $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
# what the fault tests have in common, and the libraries that they preload
BENCH   := $(patsubst %,$(BUILD)/fault/%.o,bench model tree trials)
# (sanitizers bring their own malloc; what writes gcov's counts does not survive without memory)
SHIMS   := $(BUILD)/fault/shim.so \
	$(if $(findstring -fsanitize,$(CFLAGS))$(findstring --coverage,$(CFLAGS)),,$(BUILD)/fault/shim_memory.so)

.PHONY: all units fuzzers fuzz fuzz-afl test test-long test-sweeps bench bench-store bench-forecast test-sanitize test-valgrind test-places coverage mutants analyze lint format demo \
	man install uninstall dist deb clean help

all: $(BUILD)/tidemark ## build the program

$(BUILD)/tidemark: $(BUILD)/src/main.o $(BUILD)/libtidemark.a
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/libtidemark.a: $(OBJECTS)
	rm -f $@
	ar rcs $@ $^

# the same, to be found when a program starts: one file of it can be exchanged (tests/mutants/run)
$(BUILD)/libtidemark.so: $(OBJECTS)
	$(CC) -shared -o $@ $^ $(LIBS)

$(BUILD)/src/%.o: src/%.c Makefile
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# what a page carries with it, as string literals
PAGE_TEXTS := $(BUILD)/text/output/report.css.h $(BUILD)/text/output/report.js.h
$(BUILD)/src/output/report_html.o: $(PAGE_TEXTS)
$(BUILD)/text/%.h: src/%
	@mkdir -p $(@D)
	sed 's/["\\]/\\&/g; s/.*/"&\\n"/' $< >$@

LIBRARY ?= $(BUILD)/libtidemark.a
$(BUILD)/unit/%: tests/unit/%.c $(LIBRARY)
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP $(ALL_LDFLAGS) -o $@ $< $(LIBRARY) $(TEST_LIBS)

# measures text in the fonts that are installed
$(BUILD)/unit/test_chart_drawn: ALL_CPPFLAGS += $(shell $(PKG_CONFIG) --cflags freetype2 fontconfig)
$(BUILD)/unit/test_chart_drawn: LIBS += $(shell $(PKG_CONFIG) --libs freetype2 fontconfig)

$(BUILD)/bench/%: tests/bench/%.c $(BUILD)/libtidemark.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP $(ALL_LDFLAGS) -o $@ $< $(BUILD)/libtidemark.a $(LIBS)

$(BUILD)/fault/%.o: tests/fault/%.c Makefile
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) -Itests/unit $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/fault/test_%: tests/fault/test_%.c $(BENCH) $(BUILD)/libtidemark.a
	$(CC) $(ALL_CPPFLAGS) -Itests/unit $(ALL_CFLAGS) -MMD -MP $(ALL_LDFLAGS) -o $@ $< $(BENCH) \
		$(BUILD)/libtidemark.a $(TEST_LIBS)

# Without the user's CFLAGS: they may ask for a sanitizer, which the program brings itself. Without
# large file names too, of which the shim defines both kinds.
$(BUILD)/fault/%.so: tests/fault/%.c tests/fault/shim.h tests/fault/control.h
	@mkdir -p $(@D)
	$(CC) -std=c11 -D_GNU_SOURCE $(WARNINGS) -O2 -g -fPIC -shared -o $@ $<

$(BUILD)/hostile/writers: tests/hostile/writers.c $(BUILD)/libtidemark.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP $(ALL_LDFLAGS) -o $@ $< $(BUILD)/libtidemark.a $(LIBS)

# They replay what is kept in tests/fuzz/corpus, unless an engine drives them (FUZZ_ENGINE).
FUZZ_ENGINE ?=
FUZZ_COMMON := $(patsubst %,$(BUILD)/fuzz/%.o,fuzz arena $(if $(FUZZ_ENGINE),,replay))
.SECONDARY: $(FUZZ_COMMON)
$(BUILD)/fuzz/%.o: tests/fuzz/%.c tests/fuzz/fuzz.h
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) -DFUZZ_CORPUS='"$(CURDIR)/tests/fuzz/corpus"' $(ALL_CFLAGS) -c -o $@ $<

# what shares out large files, for one target smaller ones
SMALL := $(patsubst %,$(BUILD)/fuzz/small/%.o,text/sheet_read text/sheet_stripes ingest/run_apart \
	ingest/survey ingest/reader_divided)
.SECONDARY: $(SMALL)
$(BUILD)/fuzz/fuzz_divided: $(SMALL) $(if $(FUZZ_ENGINE),$(BUILD)/fuzz/workers.o)
$(BUILD)/fuzz/small/%.o: src/%.c tests/fuzz/small.h $(BUILD)/libtidemark.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -include tests/fuzz/small.h -c -o $@ $<

$(BUILD)/fuzz/fuzz_%: tests/fuzz/fuzz_%.c $(FUZZ_COMMON) tests/fuzz/fuzz.h $(BUILD)/libtidemark.a
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(FUZZ_ENGINE) $(ALL_LDFLAGS) -o $@ $(filter %.c %.o,$^) \
		$(BUILD)/libtidemark.a $(LIBS)

units: $(FUZZERS) $(BUILD)/hostile/writers $(UNITS) $(FAULTS) $(BENCH) $(SHIMS) $(BENCHES)

# --- tests

export TIDEMARK := $(abspath $(BUILD))/tidemark
export LSAN_OPTIONS := suppressions=$(CURDIR)/tests/leaks.supp:print_suppressions=0
export TIDEMARK_SHIM := $(abspath $(SHIMS))
PROVE   := prove -j$(JOBS) --exec tests/run
CLI     := $(sort $(wildcard tests/cli/*.bats tests/fault/*.bats tests/browser/test_*.py))
GOLDEN  := $(sort $(wildcard tests/golden/*.transcript)) README.md README.zh-CN.md docs/CHARTS.md docs/COLLECT.md docs/COMMANDS.md docs/EXPORT.md docs/SCALING.md docs/STORE.md docs/LOADING.md
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
MEMCHECK = valgrind --quiet --log-file=$(FOUND)/%p --error-exitcode=99 --suppressions=$(CURDIR)/tests/valgrind.supp \
	--leak-check=full --show-leak-kinds=$(LEAKS) --errors-for-leak-kinds=$(LEAKS)
LEAKS   := definite,indirect,possible
LCOV    := lcov --quiet --rc lcov_branch_coverage=1
COVERED := $(BUILD)/coverage
MUTATED := $(BUILD)/mutants

test: all units ## run every test but the long ones
	$(PROVE) $(UNITS) $(FUZZERS) $(FAULTS) $(CLI) $(GOLDEN)

test-long: all units ## run the long tests
	TIDEMARK_FULL_SIZE=1 $(PROVE) $(FAULTS) $(BUILD)/unit/test_chart_drawn $(sort $(wildcard tests/long/*.bats))

test-sweeps: all units ## let each call of every command fail in turn, at full size
	TIDEMARK_FULL_SIZE=1 $(PROVE) $(SWEEPS)

test-sanitize: ## run every test under AddressSanitizer and UndefinedBehaviorSanitizer; CC=clang
	$(MAKE) BUILD=$(BUILD)/sanitize-$(notdir $(CC)) CFLAGS='-O1 -g $(SANITIZE)' test

# Not the tests that look at the program's file, that set zone or memory themselves, or that do not run it.
LOCAL   := $(filter-out $(patsubst %,tests/cli/%.bats,bench hardening install_deps layers limits manpages places),\
	$(wildcard tests/cli/*.bats))

# What it finds is in files, since who started a process may overlook how it ended.
FOUND   := $(abspath $(BUILD))/memcheck/found
test-valgrind: all units ## run the unit tests and those of the command line under valgrind
	rm -rf $(FOUND) && mkdir -p $(FOUND)
	RUNNER='$(MEMCHECK)' $(PROVE) $(UNITS)
	TIDEMARK=$$(tests/wrap memcheck '$(BUILD)' $(MEMCHECK)) $(PROVE) $(LOCAL)
	@! grep -rh '^==' $(FOUND)

# the first and the last zone of the day, and one that changes its clocks
PLACES  := Pacific/Kiritimati Pacific/Pago_Pago Europe/Berlin
LOCALES := $(abspath $(BUILD))/locales
GERMAN  := -u LC_ALL LOCPATH=$(LOCALES) $(patsubst %,LC_%=de_DE.UTF-8,CTYPE NUMERIC TIME COLLATE MONETARY MESSAGES)
test-places: all units $(LOCALES)/de_DE.UTF-8 ## run the tests of the command line where decimals have commas, in far time zones
	for zone in $(PLACES); do \
		TIDEMARK=$$(tests/wrap $$zone '$(BUILD)' env $(GERMAN) TZ=$$zone) \
			$(PROVE) $(LOCAL) || exit; \
	done

$(LOCALES)/%.UTF-8:
	@mkdir -p $(@D)
	localedef -i $* -f UTF-8 $@

coverage: ## run every test and report what ran of each file; the lines in build/coverage/html
	mkdir -p $(COVERED)
	find $(COVERED) -name '*.gcda' -delete
	$(CC) -std=c11 -D_GNU_SOURCE $(WARNINGS) -O2 -c -o $(COVERED)/ends.o tests/coverage/ends.c
	+GCOV_ERROR_FILE=/dev/null $(MAKE) BUILD=$(COVERED) CFLAGS='-O0 -g --coverage' \
		LDFLAGS='-Wl,--wrap=_exit,--wrap=_Exit,--wrap=abort,--wrap=execvpe,--wrap=fence_enter $(COVERED)/ends.o' \
		test test-sweeps
	$(LCOV) --capture --directory $(COVERED)/src --output-file $(COVERED)/all.info
	$(LCOV) --extract $(COVERED)/all.info '$(CURDIR)/src/*/*' --output-file $(COVERED)/src.info
	genhtml --quiet --branch-coverage --output-directory $(COVERED)/html $(COVERED)/src.info
	@tests/coverage/report $(COVERED)/src.info tests/coverage/untested

mutants: ## change the sources in MUTANTS=200 places (or all), and see whether the unit tests notice; SEED=1
	+$(MAKE) --silent BUILD=$(MUTATED) CFLAGS='-O1 -fPIC' LDFLAGS='-Wl,-rpath,$(abspath $(MUTATED))' \
		LIBRARY=$(MUTATED)/libtidemark.so $(MUTATED)/tidemark $(UNITS:$(BUILD)/%=$(MUTATED)/%)
	@COMPILE='$(CC) $(ALL_CPPFLAGS) -std=c11' JOBS=$(JOBS) tests/mutants/run $(MUTATED) $(FILES)

# --- fuzzing

FUZZ_SECONDS ?= 60
fuzzers: $(FUZZERS)

fuzz: ## fuzz each parser with libFuzzer; FUZZ_SECONDS=60 FUZZ=period
	$(MAKE) BUILD='$(BUILD)/libfuzzer' CC=clang CFLAGS='-O2 -g $(SANITIZE) -fsanitize=fuzzer-no-link' \
		FUZZ_ENGINE=-fsanitize=fuzzer fuzzers
	BUILD='$(BUILD)' tests/fuzz/run libfuzzer $(FUZZ_SECONDS) $(FUZZ)

fuzz-afl: ## the same with AFL++
	AFL_QUIET=1 $(MAKE) BUILD='$(BUILD)/afl' CC=afl-clang-fast CFLAGS='-O2 -g' \
		FUZZ_ENGINE=-fsanitize=fuzzer fuzzers
	BUILD='$(BUILD)' tests/fuzz/run afl $(FUZZ_SECONDS) $(FUZZ)

# --- measurements

bench: all $(BENCHES) ## measure speed and memory beside what else does the same; ONLY=W4 RUNS=9
	@BUILD='$(BUILD)' tests/bench/run

bench-store: all ## LOADS=500: how long the store takes with many loads behind it
	scripts/bench-store $(LOADS)

bench-forecast: $(BUILD)/bench/bench_forecast ## M3=FILE: how good forecasts and projections are
	$< $(M3)

# --- style

analyze: ## have gcc follow what can happen in each source
	$(MAKE) BUILD=$(BUILD)/analyze CC=gcc CFLAGS='-O1 -g -fanalyzer -Werror' all

lint: $(PAGE_TEXTS) ## check the style of everything
	LINT_CPPFLAGS='-I$(BUILD)/text $(shell $(PKG_CONFIG) --cflags $(PACKAGES) $(HEADERS))' scripts/lint

format: ## lay out the sources as .clang-format says
	find src tests -name '*.[ch]' -exec clang-format -i {} +

# --- use

demo: ## load the samples, check them and draw their charts
	scripts/demo

man: $(BUILD)/man/made ## make the manual pages from docs/ and the program's help

$(BUILD)/man/made: scripts/make-man $(BUILD)/tidemark CHANGELOG.md docs/COMMANDS.md docs/CATALOGUE.md docs/METHODS.md
	rm -rf $(@D)
	scripts/make-man $(BUILD)/tidemark $(@D)
	touch $@

# of systemd
UNIT_FILES := $(sort $(wildcard config/tidemark-collect*))

install: all man ## install under DESTDIR and PREFIX
	install -d '$(DESTDIR)$(PREFIX)/bin' '$(DESTDIR)$(DOCDIR)/images'
	install -m 755 $(BUILD)/tidemark '$(DESTDIR)$(PREFIX)/bin/'
	install -m 644 README.md README.zh-CN.md CHANGELOG.md docs/*.md '$(DESTDIR)$(DOCDIR)/'
	install -m 644 docs/images/* '$(DESTDIR)$(DOCDIR)/images/'
	install -d '$(DESTDIR)$(DOCDIR)/examples/config'
	cp -r samples '$(DESTDIR)$(DOCDIR)/examples/'
	cp -r config/haian.conf config/indicators '$(DESTDIR)$(DOCDIR)/examples/config/'
	install -d '$(DESTDIR)$(SYSTEMDUNITDIR)' '$(DESTDIR)$(SYSUSERSDIR)'
	for unit in $(notdir $(UNIT_FILES)); do \
		sed 's|/usr/local/bin/|$(PREFIX)/bin/|' config/$$unit >'$(DESTDIR)$(SYSTEMDUNITDIR)'/$$unit && \
		chmod 644 '$(DESTDIR)$(SYSTEMDUNITDIR)'/$$unit || exit 1; \
	done
	install -m 644 config/tidemark.sysusers '$(DESTDIR)$(SYSUSERSDIR)/tidemark.conf'
	install -d '$(DESTDIR)$(BASHCOMPDIR)' '$(DESTDIR)$(ZSHCOMPDIR)' '$(DESTDIR)$(FISHCOMPDIR)'
	$(BUILD)/tidemark completion bash >'$(DESTDIR)$(BASHCOMPDIR)/tidemark'
	$(BUILD)/tidemark completion zsh >'$(DESTDIR)$(ZSHCOMPDIR)/_tidemark'
	$(BUILD)/tidemark completion fish >'$(DESTDIR)$(FISHCOMPDIR)/tidemark.fish'
	for section in 1 5 7; do \
		install -d '$(DESTDIR)$(MANDIR)'/man$$section && \
		install -m 644 $(BUILD)/man/man$$section/* '$(DESTDIR)$(MANDIR)'/man$$section/ || exit 1; \
	done

uninstall: ## remove what install put there
	rm -f '$(DESTDIR)$(PREFIX)/bin/tidemark' '$(DESTDIR)$(MANDIR)'/man[157]/tidemark[.-]*
	rm -rf '$(DESTDIR)$(DOCDIR)'
	rm -f $(UNIT_FILES:config/%='$(DESTDIR)$(SYSTEMDUNITDIR)/%') '$(DESTDIR)$(SYSUSERSDIR)/tidemark.conf' \
		'$(DESTDIR)$(BASHCOMPDIR)/tidemark' '$(DESTDIR)$(ZSHCOMPDIR)/_tidemark' \
		'$(DESTDIR)$(FISHCOMPDIR)/tidemark.fish'

dist: ## pack the committed sources
	@mkdir -p $(BUILD)
	git archive --prefix=tidemark-$(VERSION)/ --output=$(BUILD)/tidemark-$(VERSION).tar.gz HEAD

deb: ## build a Debian package of the committed sources, in build/deb
	scripts/make-deb '$(VERSION)' '$(BUILD)/deb'

clean: ## remove everything that was built
	rm -rf build

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 16

-include $(OBJECTS:.o=.d) $(BUILD)/src/main.d $(UNITS:%=%.d) $(BUILD)/hostile/writers.d $(BENCHES:%=%.d) \
	$(BENCH:.o=.d) $(FAULTS:%=%.d)
