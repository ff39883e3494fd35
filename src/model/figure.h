/**
 * figure: the numbers of one load, in the order of the file: what ingest makes and the store takes.
 */
#ifndef TIDEMARK_MODEL_FIGURE_H
#define TIDEMARK_MODEL_FIGURE_H

#include "base/array.h"
#include "base/diag.h"
#include "model/indicator.h"

#include <stdint.h>

/** A series: an indicator as a whole (`area` empty) or in one area. */
struct series_key {
	const struct indicator *indicator;
	struct str area; /* as area_key makes it */
};

struct figure {
	double value;    /* in the indicator's unit: a decimal of at most 15 digits */
	int period;      /* of the indicator's `every` */
	uint32_t series; /* place in figures.series */
	uint32_t line;   /* physical line of the file, from 1; 0 unknown */
	uint8_t flags;   /* place in figures.flag_texts; 0: none */
};

struct figures {
	ARRAY(struct figure);
	struct {
		ARRAY(struct series_key);
	} series;
	struct str_list flag_texts; /* "p", "e", …; item 0 is empty; at most 255 */
};

/** What was loaded, for the ledger's header. */
struct load {
	struct str file;   /* as named by the user */
	struct str sha256; /* of the file's bytes, hex */
	struct str source; /* id of the source section, or empty */
	struct str note;
	struct str command; /* the command line */
	struct figures figures;
};

/**
 * An area's key: trimmed, inner blanks and control characters to one blank, width-folded, case
 * kept.
 */
struct str area_key(struct arena *arena, struct str label);

/** `ID` or `ID/AREA`. */
struct str series_name(struct arena *arena, struct series_key key);

#endif
