/**
 * catalogue_scan: tidemark.conf as sections of key and text, each with its place (libconfuse).
 * What the texts mean is no business of this module.
 */
#ifndef TIDEMARK_MODEL_CATALOGUE_SCAN_H
#define TIDEMARK_MODEL_CATALOGUE_SCAN_H

#include "base/diag.h"

enum section_type { SECTION_TOP, SECTION_GROUP, SECTION_ACTION, SECTION_INDICATOR, SECTION_SOURCE };
enum { SECTION_TYPES = SECTION_SOURCE + 1 };

/** A key that a section may have. */
struct scan_key {
	const char *name;
	bool list; /* { "a", "b" } */
};

struct scan_keys {
	ARRAY(struct scan_key);
};

struct scan_value {
	struct str key, text;
	struct place place; /* file and line */
};

struct scan_section {
	enum section_type type;
	struct str title;
	struct place place; /* where it opens; its end if it has no value */
	struct {
		ARRAY(struct scan_value);
	} values;
};

struct scan {
	ARRAY(struct scan_section); /* item 0 is the top; groups stand right behind their actions */
	bool complete;              /* nothing was cut off by a syntax fault */
};

/**
 * Reads `path` and what it includes (relative to the main file). `keys` has SECTION_TYPES entries.
 * Errors (STATUS_CATALOGUE): a file that cannot be read, bytes that are not UTF-8, a byte order
 * mark, a NUL, an unescaped ${ (libconfuse would put an environment variable there), a syntax
 * fault, an unknown key, a key given twice. After a syntax fault `scan` holds what stood before.
 */
bool catalogue_scan(struct arena *arena, struct str path, const struct scan_keys *keys,
	struct scan *scan, struct diag *diag);

#endif
