/** jsonio: JSON out, and series in (jansson). */
#ifndef TIDEMARK_TEXT_JSONIO_H
#define TIDEMARK_TEXT_JSONIO_H

#include "base/buf.h"

#include <stdint.h>

/** `text` as a JSON string with its quotes; malformed UTF-8 is replaced by U+FFFD. */
void jsonio_string(struct buf *out, struct str text);

/** %.15g; NaN and infinity are null. */
void jsonio_number(struct buf *out, double number);

/** A label of a series. */
struct jsonio_label {
	struct str name, value;
};

/** A series with its samples, as VictoriaMetrics gives it. */
struct jsonio_samples {
	struct {
		ARRAY(struct jsonio_label);
	} labels;
	size_t count;
	double *values; /* null is NaN */
	int64_t *stamps;
};

/**
 * Reads {"metric":{"NAME":"TEXT",…},"values":[NUMBER,…],"timestamps":[INTEGER,…]}; false if `text`
 * is anything else.
 */
bool jsonio_read_samples(struct arena *arena, struct str text, struct jsonio_samples *samples);

#endif
