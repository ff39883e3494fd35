# tidemark: figures from CSV files into RRD databases, checked against their targets.
# `make help` lists the targets.

VERSION := 0.1.0
PREFIX  ?= /usr/local
BUILD   ?= build
CC      ?= cc
CFLAGS  ?= -O2 -g
PKG_CONFIG ?= pkg-config
JOBS    := $(shell nproc 2>/dev/null || echo 1)

PACKAGES := librrd libconfuse smartcols jansson zlib libmd
WARNINGS := -Wall -Wextra -Wconversion -Wsign-conversion -Wshadow -Wpointer-arith -Wcast-qual \
	-Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition -Wwrite-strings \
	-Wformat=2 -Wundef -Wvla -Wimplicit-fallthrough -Wno-format-nonliteral
HARDENING := -fstack-protector-strong -fPIE
ALL_CPPFLAGS := -Isrc -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 -DTIDEMARK_VERSION='"$(VERSION)"' \
	$(shell $(PKG_CONFIG) --cflags $(PACKAGES)) $(CPPFLAGS)
ALL_CFLAGS := -std=c11 $(WARNINGS) $(HARDENING) $(CFLAGS)
ALL_LDFLAGS := -pie -Wl,-z,relro,-z,now $(LDFLAGS)
# libcsv has no .pc file
LIBS := $(shell $(PKG_CONFIG) --libs $(PACKAGES)) -lcsv -lm $(LDLIBS)

SOURCES := $(sort $(wildcard src/*/*.c))
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o)
UNIT_SOURCES := $(sort $(wildcard tests/unit/*.c))
UNITS   := $(UNIT_SOURCES:tests/unit/%.c=$(BUILD)/unit/%)

.PHONY: all units test test-long test-sanitize test-valgrind coverage lint format demo \
	install uninstall dist clean help

all: $(BUILD)/tidemark

$(BUILD)/tidemark: $(BUILD)/src/main.o $(BUILD)/libtidemark.a
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/libtidemark.a: $(OBJECTS)
	rm -f $@
	ar rcs $@ $^

$(BUILD)/src/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/unit/%: tests/unit/%.c $(BUILD)/libtidemark.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP $(ALL_LDFLAGS) -o $@ $< $(BUILD)/libtidemark.a -lcmocka $(LIBS)

units: $(UNITS)

-include $(OBJECTS:.o=.d) $(BUILD)/src/main.d $(UNITS:%=%.d)
