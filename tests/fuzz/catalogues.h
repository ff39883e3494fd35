/** catalogues: small ones of any sort, for targets that need one. */
#ifndef TIDEMARK_TESTS_FUZZ_CATALOGUES_H
#define TIDEMARK_TESTS_FUZZ_CATALOGUES_H

#include "fuzz.h"
#include "model/catalogue.h"

static const char *const catalogue_sources[] = {"", "points", "commas", "long", "wide", "matrix",
	"years", "loose", "last", "fixed", "some", "own"};
enum { CATALOGUE_SOURCES = sizeof(catalogue_sources) / sizeof(*catalogue_sources) };
enum { CATALOGUE_VARIANTS = KIND_COUNT * EVERY_COUNT * 3 };

/**
 * Indicators a to d and the sources above. The variant decides the kind and frequency of a and b,
 * and units and the beginning of the year.
 */
static inline struct str catalogue_write(struct arena *arena, size_t variant)
{
	static const char *const units[] = {"亿元", "%", ""};
	const char *kind = kind_name((enum kind)(variant % KIND_COUNT));
	const char *every = every_name((enum every)(variant / KIND_COUNT % EVERY_COUNT));
	size_t last = variant / KIND_COUNT / EVERY_COUNT;

	return str_printf(arena,
		"year_start = %d year_name = %s total_area = { \"全部\" }\n"
		"indicator a { kind = %s every = %s unit = \"%s\" title = \"各项贷款余额\"\n"
		"	alias = { \"贷款余额\", \"Loans\" } }\n"
		"indicator b { kind = %s every = %s title = \"进出口总额\" alias = \"Trade\" }\n"
		"indicator c { kind = flow title = \"企业数\" unit = \"万家\" }\n"
		"indicator d { kind = stock every = quarter areas = { \"x\", \"虎丘区\" } }\n"
		"source points { decimal = point dash = missing }\n"
		"source commas { decimal = comma delimiter = \";\" dash = zero }\n"
		"source long { layout = long unit = \"万元\" duplicates = first }\n"
		"source wide { layout = wide ignore = { \"*\" } }\n"
		"source matrix { layout = matrix header_rows = 1 indicator = a }\n"
		"source years { layout = year-month missing = { \"gone\" } }\n"
		"source loose { period_format = \"%%d.%%m.%%Y\" map = { \"Wert=a\", \"x=b\" } }\n"
		"source last { duplicates = last skip_top = 1 every = month }\n"
		"source fixed { indicator = b period_column = \"t\" value_column = \"v\" }\n"
		"source some { where = { \"m=x\" } indicator_column = \"i\" area_column = \"r\" }\n"
		"source own { encoding = gb18030 }\n",
		last == 1 ? 4 : 1, last == 2 ? "end" : "start", kind, every, units[last], kind,
		every);
}

/** Each is read once and stays. */
static inline const struct catalogue *catalogue_of(size_t variant)
{
	static struct catalogue kept[CATALOGUE_VARIANTS];
	static struct arena arena;
	struct str path;
	struct diag diag;

	variant %= CATALOGUE_VARIANTS;
	if (kept[variant].index)
		return &kept[variant];
	diag_init(&diag, &arena);
	path = fuzz_write(&arena, STR("tidemark.conf"), catalogue_write(&arena, variant));
	fuzz_must(catalogue_read(&arena, path, &kept[variant], &diag),
		"the catalogue of the test is good");
	fuzz_reset_peak();
	return &kept[variant];
}

#endif
