/**
 * metric: a series as metric stores have it (Prometheus, VictoriaMetrics).
 *
 *     loans_total{job="tidemark",area="虎丘区",every="month",unit="亿元"}  2400.62  1714521600
 *
 * The name is the indicator's id. `area` and `unit` are left out where they are empty, as metric
 * stores have no empty labels.
 *
 * Units: a figure's time stamp is the first instant of its period, in UTC; with `every` it says
 * which period that is. (The last instant of a year that has begun would lie ahead, and stores
 * refuse what lies ahead.)
 */
#ifndef TIDEMARK_MODEL_METRIC_H
#define TIDEMARK_MODEL_METRIC_H

#include "base/buf.h"
#include "model/series.h"

#include <stdint.h>

/** All series of this program have it, whatever else the store holds. */
#define METRIC_JOB "tidemark"

enum { METRIC_LABELS = 4 };

struct metric_label {
	const char *name;
	struct str value;
};

/** The labels of a series, in the order above; returns how many there are. */
size_t metric_labels(struct series_key key, struct metric_label labels[METRIC_LABELS]);

/** Milliseconds since 1970. */
int64_t metric_stamp(const struct indicator *indicator, int period);

/** The period of an indicator that begins at that time; false if none does, up to the year 9999. */
bool metric_period(const struct indicator *indicator, int64_t stamp, int *period);

/**
 * Appends the figures from period `first` to `last` as a line of JSON that VictoriaMetrics imports;
 * nothing if there are none. Returns how many there are.
 */
size_t metric_line(const struct series *series, int first, int last, struct buf *out);

#endif
