/** labels: which indicator a label in a file means. */
#ifndef TIDEMARK_INGEST_LABELS_H
#define TIDEMARK_INGEST_LABELS_H

#include "ingest/intern.h"
#include "model/catalogue.h"

enum label_kind {
	LABEL_UNKNOWN,
	LABEL_KNOWN,
	LABEL_IGNORED,   /* by the source section */
	LABEL_AMBIGUOUS, /* it fits `indicator` and `other` */
	LABEL_COMPUTED,  /* `indicator` has a formula: its figures do not come from files */
};

struct label {
	enum label_kind kind;
	const struct indicator *indicator, *other;
	struct str unit; /* that stood in brackets behind it; empty: none */
};

struct labels {
	const struct source *source; /* may be NULL */
	bool ignore_unknown;         /* ignore = { "*" } */
	struct intern folded;
	struct {
		ARRAY(struct label); /* by number in `folded` */
	} meanings;
};

/** Collects ids, titles and aliases of the catalogue, and map and ignore of the source. */
void labels_init(struct arena *arena, const struct catalogue *catalogue,
	const struct source *source, struct labels *labels);

/**
 * Looks a label up: after trimming, folding of width and case, first as it stands, then without a
 * unit in brackets at its end (`进出口总额（万元）`).
 */
struct label labels_find(struct arena *arena, const struct labels *labels, struct str text);

/** The catalogue's word for a text inside double quotes: \ " and $ escaped. */
struct str labels_escape(struct arena *arena, struct str text);

#endif
